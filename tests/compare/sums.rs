//! Parts add up, whatever the facts: at every leaf, at the total, and in losses.

use std::path::Path;
use std::sync::Arc;

use parindex::compare::Result;
use parindex::compare::across::AcrossChange;
use parindex::compare::crosswalk::Crosswalk;
use parindex::compare::unit::UnitChange;
use parindex::diagnostic::{Problems, SourceFile};
use parindex::evidence::location::Location;
use parindex::evidence::submission::{Request, Submission};
use parindex::points::Points;
use parindex::record::{Carrier, Record};
use parindex::report::view::View;
use parindex::score::tree::{Options, assess};
use parindex::text::lang::Lang;
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::{place, submission};

/// A submission as a result: scored, recorded and read back.
fn result(folder: &Path) -> Result {
    let request = Request {
        folder: Location::Disk(folder.to_owned()),
        ..Request::default()
    };
    let problems = Problems::default();
    let read = Submission::read(&request, &problems).unwrap();
    let submission = read.expect("the inputs are right");
    let facts = &submission.unit.facts;
    let assessment = assess(&submission.set, facts, Options::default()).unwrap();
    let view = View {
        submission: &submission,
        assessment: &assessment,
        diagnostics: &[],
        as_of: None,
        assume_pending: None,
        computed: &assessment,
        hypothesis: None,
        lang: Lang::Vi,
        version: "",
    };
    let rebuilt = Record::of(&view, Carrier::Result)
        .unwrap()
        .rebuild()
        .unwrap();
    let result = Result::new("x".to_owned(), rebuilt).unwrap();
    // What is read back gives the same points.
    assert_eq!(result.assessment.total.points, assessment.total.points);
    result
}

/// Tables of the set of four leaves: each thing may be said or not.
fn tables() -> impl Strategy<Value = (String, String)> {
    let percent = || proptest::option::of(0..=100_u32);
    (percent(), percent(), any::<[bool; 5]>()).prop_map(|(done, on_time, said)| {
        let rows = [
            "1.1,ke-hoach,01/KH-UBND,\n",
            "1.2,bao-cao,02/BC-UBND,\n",
            "2.2,quy-che,03/QC-UBND,\n",
            "2.2,,,đang sửa đổi\n",
        ];
        let chosen = rows.iter().zip(said).filter(|(_, said)| *said);
        let evidence = chosen.map(|(row, _)| *row).collect();
        let mut figures = String::new();
        if let Some(done) = done {
            figures += &format!("1.2,ty_le,{done}%\n");
        }
        if let Some(on_time) = on_time {
            figures += &format!("2.1,dung_han,{on_time}%\n");
        }
        if said[4] {
            figures += "2.2,not_applicable,không có\n";
        }
        (evidence, figures)
    })
}

/// The set with its rounding at the leaf or at the total, in thirds so that it matters, and its
/// rule for 2.1 as it is or another.
fn set(at: &str, other: bool) -> String {
    let set = include_str!("bo-tieu-chi.yaml").replace("at: leaf", &format!("at: {at}"));
    let set = set.replace("value: ty_le", "value: ty_le * ty_le / 3 + ty_le * 2 / 3");
    if other {
        set.replace("value: dung_han }", "value: dung_han / 7 }")
    } else {
        set
    }
}

fn check(change: &UnitChange<'_>) -> std::result::Result<(), TestCaseError> {
    let (old, new) = (&change.old.assessment.total, &change.new.assessment.total);
    prop_assert_eq!(change.change, new.points - old.points);
    prop_assert_eq!(change.parts.sum(), change.change);
    let leaves: Points = change.leaves.iter().map(|leaf| leaf.change).sum();
    prop_assert_eq!(leaves + change.beyond_leaves, change.change);
    for leaf in &change.leaves {
        prop_assert_eq!(leaf.parts.sum(), leaf.change);
        let sum = |losses: &[parindex::compare::losses::LossChange]| -> Points {
            losses.iter().map(|loss| loss.points).sum()
        };
        let side = |side: Option<(_, &parindex::score::assessment::Scored)>| {
            side.map_or(Points::ZERO, |(_, scored)| scored.pending + scored.excluded)
        };
        // max = points + losses + pending + excluded on both sides.
        let rest = side(leaf.new) - side(leaf.old);
        prop_assert_eq!(
            sum(&leaf.regained) - sum(&leaf.newly_lost) - rest,
            leaf.change
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn of_one_unit(
        (then, now) in (tables(), tables()),
        at in prop_oneof![Just("leaf"), Just("total")],
        other in any::<bool>(),
    ) {
        let folder = place();
        let folder = folder.path();
        std::fs::write(folder.join("cu.yaml"), set(at, false)).unwrap();
        std::fs::write(folder.join("nay.yaml"), set(at, other)).unwrap();
        submission(folder, "a", "cu.yaml", &then.0, &then.1);
        submission(folder, "b", "nay.yaml", &now.0, &now.1);
        let (old, new) = (result(&folder.join("a")), result(&folder.join("b")));
        check(&UnitChange::of(&old, &new).unwrap())?;
        // The other way round every part but its order changes its sign.
        let (there, back) = (UnitChange::of(&old, &new).unwrap(), UnitChange::of(&new, &old).unwrap());
        check(&back)?;
        prop_assert_eq!(there.regained(), back.newly_lost());
        prop_assert_eq!(there.change, -back.change);
    }

    #[test]
    fn of_merged_units_by_two_sets(
        first in [0..=40_u32, 0..=30, 0..=30, 0..=20],
        second in [0..=40_u32, 0..=30, 0..=30, 0..=20],
        now in [0..=20_u32, 0..=50, 0..=30],
        weights in [1..9_u32, 1..9],
    ) {
        let folder = place();
        let folder = folder.path();
        let stated = |codes: &[&str], tenths: &[u32]| -> String {
            let rows = codes.iter().zip(tenths);
            rows.map(|(code, t)| format!("{code},points,{}.{}\n", t / 10, t % 10)).collect()
        };
        let old = ["1.1", "1.2", "1.3", "1.4"];
        submission(folder, "xa-a", "bo-cu.yaml", "", &stated(&old, &first));
        submission(folder, "xa-b", "bo-cu.yaml", "", &stated(&old, &second));
        submission(folder, "xa-moi", "bo-moi.yaml", "", &stated(&["A.1", "A.2", "A.3"], &now));
        let [a, b, new] = ["xa-a", "xa-b", "xa-moi"].map(|unit| result(&folder.join(unit)));
        let [one, two] = weights;
        let text = include_str!("chuyen-doi.yaml");
        let text = text.replace("xa-b]", &format!("xa-b], weights: [{one}, {two}]"));
        let (file, _) = SourceFile::new("chuyen-doi.yaml", text.as_bytes());
        let problems = Problems::default();
        let crosswalk = Crosswalk::read(&Arc::new(file), a.set(), new.set(), &problems).unwrap();
        prop_assert!(!problems.any_error());
        let weights = crosswalk.parents("xa-moi").into_iter().map(|(_, weight)| weight);
        let parents: Vec<_> = [&a, &b].into_iter().zip(weights).collect();
        let changes = AcrossChange::of_all(&parents, &new, &crosswalk).unwrap();
        prop_assert_eq!(changes.len(), 2);
        let cent = Points::new(rust_decimal::Decimal::new(2, 2));
        for change in &changes {
            prop_assert_eq!(change.parts.sum(), change.change);
            // The totals are sums of their leaves, so only what is rounded for show is left over:
            // of three parts at most half a hundredth each.
            let left = change.parts.rounding;
            prop_assert!(left < cent && -left < cent, "{left}");
            for group in &change.groups {
                let parts = &(&group.criteria + &group.work) + &group.open;
                prop_assert_eq!(parts, &group.after.0 - &group.before.0);
            }
        }
    }
}
