//! Golden case 1: Phú Mỹ 2023. Every number stands in the town's public plan of remedies
//! (Kế hoạch khắc phục), or is the difference of two numbers there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};

use parindex::diagnostic::{Diagnostic, Problems};
use parindex::evidence::location::Location;
use parindex::evidence::submission::{Request, Submission};
use parindex::points::Points;
use parindex::score::assessment::{Assessment, Cause, Status};
use parindex::score::tree::{Options, assess};
use rust_decimal::Decimal;

fn points(text: &str) -> Points {
    Points::new(Decimal::from_str_exact(text).unwrap())
}

fn score(folder: &Path) -> (Submission, Assessment, Vec<Diagnostic>) {
    let request = Request {
        folder: Location::Disk(folder.to_owned()),
        ..Request::default()
    };
    let problems = Problems::default();
    let submission = Submission::read(&request, &problems)
        .unwrap()
        .expect("a submission");
    let options = Options {
        files_checked: submission.attachments.is_some(),
        ..Options::default()
    };
    let assessment = assess(&submission.set, &submission.unit.facts, options).unwrap();
    (submission, assessment, problems.into_sorted())
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/phu-my-2023")
}

#[test]
fn the_total_and_every_field_are_those_of_the_plan() {
    let (submission, assessment, diagnostics) = score(&example());
    assert_eq!(diagnostics, []);
    let fields: Vec<(&str, Points, Points)> = submission
        .set
        .fields()
        .map(|(index, node)| {
            (
                node.code.as_str(),
                assessment.nodes[index].points.unwrap(),
                node.max,
            )
        })
        .collect();
    let of_plan = [
        ("1", "10.85", "12"),
        ("2", "12", "14"),
        ("3", "9.99", "11"),
        ("4", "5.5", "6"),
        ("5", "32.5", "36"),
    ];
    for (field, expected) in fields.iter().zip(of_plan) {
        assert_eq!(*field, (expected.0, points(expected.1), points(expected.2)));
    }
    // The plan names five fields; the others make up 21 of the 100 points and lost nothing.
    let others = &fields[of_plan.len()..];
    assert!(others.iter().all(|(_, points, max)| points == max));
    assert_eq!(
        others.iter().map(|(.., max)| *max).sum::<Points>(),
        points("21")
    );
    let total = &assessment.total;
    assert_eq!(
        (total.points, total.lost),
        (points("91.84"), points("8.16"))
    );
    assert_eq!(
        (total.pending, total.excluded, total.at_risk),
        (Points::ZERO, Points::ZERO, Points::ZERO)
    );
    let counts = &assessment.counts;
    assert_eq!(
        (counts.leaves, counts.full, counts.short, counts.unanswered),
        (48, 40, 8, 0)
    );
}

#[test]
fn every_loss_has_the_cause_that_the_plan_gives() {
    let (submission, assessment, _) = score(&example());
    let losses: Vec<(&str, Points, Cause, Vec<&str>)> = assessment
        .losses
        .iter()
        .map(|loss| {
            let node = &submission.set.nodes[loss.node.unwrap()];
            let leaf = node.leaf.as_ref().unwrap();
            let documents = loss
                .documents
                .iter()
                .map(|index| leaf.documents[*index].id.as_str());
            (
                node.code.as_str(),
                loss.points,
                loss.cause,
                documents.collect(),
            )
        })
        .collect();
    let report = vec!["bao-cao-ra-soat"];
    assert_eq!(
        losses,
        [
            ("1.1.3", points("0.15"), Cause::Deduction, vec![]),
            ("1.5.1", points("1"), Cause::Shortfall, vec![]),
            ("2.3.1", points("1"), Cause::DocumentMissing, report.clone()),
            ("2.3.2", points("1"), Cause::DocumentMissing, report),
            (
                "3.3.1",
                points("1"),
                Cause::DocumentMissing,
                vec!["quyet-dinh-ban-bien-tap"]
            ),
            ("3.4.1", points("0.01"), Cause::Shortfall, vec![]),
            ("4.2.1", points("0.5"), Cause::Level, vec![]),
            ("5.1", points("3.5"), Cause::AwardedLess, vec![]),
        ]
    );
    for loss in assessment
        .losses
        .iter()
        .filter(|loss| loss.cause.is_document())
    {
        assert_eq!(loss.regain, points("1"));
    }
}

/// "Attach X: +1,00" is true: with the two documents attached the town has 94,84.
#[test]
fn attaching_the_two_documents_wins_three_points() {
    let (_, before, _) = score(&example());
    assert_eq!(before.total.with_documents, points("94.84"));
    let copy = tempfile::tempdir().unwrap();
    copy_folder(&example(), copy.path());
    let table = copy.path().join("minh-chung.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    let more = "2.3.1; 2.3.2,bao-cao-ra-soat,401/BC-UBND,04/12/2023,Báo cáo,bao-cao-ra-soat.txt,,,\n\
                3.3.1,quyet-dinh-ban-bien-tap,75/QĐ-UBND,20/03/2023,Quyết định,quyet-dinh.txt,,,\n";
    std::fs::write(&table, text + more).unwrap();
    for file in ["bao-cao-ra-soat.txt", "quyet-dinh.txt"] {
        std::fs::write(copy.path().join("tep").join(file), file).unwrap();
    }
    let (_, after, diagnostics) = score(copy.path());
    assert_eq!(diagnostics, []);
    assert_eq!(after.total.points, points("94.84"));
    assert!(after.losses.iter().all(|loss| !loss.cause.is_document()));
    let full = |assessment: &Assessment| {
        assessment
            .nodes
            .iter()
            .filter(|node| node.leaf.is_some() && node.status == Status::Full)
            .count()
    };
    assert_eq!((full(&before), full(&after)), (40, 43));
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
