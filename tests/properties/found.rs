//! Small cases, worked out by hand from the contract, of what made-up cases meet too rarely.

use std::sync::Arc;

use parindex::criteria::model::CriteriaSet;
use parindex::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use parindex::evidence::cells::Unit;
use parindex::evidence::load::{Select, Tables, UnitFacts, load};
use parindex::evidence::reading::Reading;
use parindex::evidence::table_files;
use parindex::points::Points;
use parindex::score::assessment::{Assessment, Cause};
use parindex::score::tree::{Options, assess};
use parindex::tables::table::Table;
use rust_decimal::Decimal;

use crate::scoring::read_set;

/// A set of one leaf, worth 1 point.
fn one_leaf(top: &str, leaf: &str) -> CriteriaSet {
    read_set(&format!(
        r#"
schema: parindex/criteria/v1
id: mot-chi-tieu
name: Một chỉ tiêu
level: xa
province: Tỉnh thử
year: 2023
provenance: illustrative
period: {{ from: "{{year}}-01-01", to: "{{year}}-12-31" }}
rounding: {{ digits: 2, mode: half_up, at: leaf }}
total: 1
{top}
fields:
  - code: "1"
    name: Chỉ tiêu
    max: 1
    {leaf}
"#
    ))
}

fn table(name: &str, text: &str) -> Vec<Table> {
    let file = Arc::new(SourceFile::new(name, text.as_bytes()).0);
    let table = table_files::of_text(&file, &Reading::default(), &Problems::default());
    table.into_iter().collect()
}

fn read(set: &CriteriaSet, evidence: &str, figures: &str) -> (UnitFacts, Vec<Diagnostic>) {
    let header = "criterion,document,issued,file,link\n";
    let tables = Tables {
        evidence: table("minh-chung.csv", &format!("{header}{evidence}")),
        figures: table("so-lieu.csv", &format!("criterion,figure,value\n{figures}")),
        ..Tables::default()
    };
    let problems = Problems::default();
    let unit = Unit::default();
    let mut units = load(
        set,
        &tables,
        None,
        &Reading::default(),
        Select::One(&unit),
        &problems,
    );
    let unit = units.pop().expect("one unit");
    (unit, problems.into_sorted())
}

fn score(set: &CriteriaSet, evidence: &str, figures: &str) -> Assessment {
    let (unit, problems) = read(set, evidence, figures);
    assert_eq!(problems, []);
    assess(set, &unit.facts, Options::default()).expect("the book closes")
}

fn codes(set: &CriteriaSet, figures: &str) -> Vec<Code> {
    let (_, problems) = read(set, "", figures);
    problems.iter().map(|problem| problem.code).collect()
}

fn hundredths(number: i64) -> Points {
    Points::new(Decimal::new(number, 2))
}

/// Cause, share and regain of each loss.
fn losses(assessment: &Assessment) -> Vec<(Cause, Points, Points)> {
    let losses = assessment.losses.iter();
    losses
        .map(|loss| (loss.cause, loss.points, loss.regain))
        .collect()
}

/// Without the link of 10/01 the document is that of 10/03, which is late.
#[test]
fn a_link_that_is_earlier_than_the_file_is_at_risk() {
    let set = one_leaf(
        "",
        "documents: [{ id: d, name: D, accept: [file, link] }]
    rule: { deadline: { document: d, steps: [{ by: 2023-01-31, points: 1 }], late: 0.4 } }",
    );
    let link = "1,d,2023-01-10,,https://example.vn\n";
    let file = "1,d,2023-03-10,a.pdf,\n";
    let both = score(&set, &format!("{link}{file}"), "");
    assert_eq!(both.total.points, hundredths(100));
    assert_eq!(score(&set, file, "").total.points, hundredths(40));
    assert_eq!(both.total.at_risk, hundredths(60));
}

/// The second branch is skipped while `b` is 0; `b` is a figure of the loss and may be mended.
#[test]
fn a_branch_that_does_not_apply_yet_counts_for_the_regain() {
    let set = one_leaf(
        "",
        "rule: { best_of: [{ bands: { value: a - b, bands: [{ points: 0.5 }] } }, { proportional: { value: a / b, on_zero: not_applicable } }] }",
    );
    let now = score(&set, "", "1,a,1\n1,b,0\n");
    assert_eq!(now.total.points, hundredths(50));
    assert_eq!(
        score(&set, "", "1,a,1\n1,b,1\n").total.points,
        hundredths(100)
    );
    assert_eq!(
        losses(&now),
        [(Cause::Shortfall, hundredths(50), hundredths(50))]
    );
}

/// With the document in order the first branch gives 0.5 and no more; only the figure of the
/// second branch, which this loss does not name, could lift the leaf above that.
#[test]
fn a_loss_that_names_nothing_to_mend_wins_nothing() {
    let set = one_leaf(
        "",
        "documents: [{ id: d, name: D, missing: { lose: 0 } }]
    rule: { best_of: [{ deadline: { document: d, steps: [{ by: 2023-01-31, points: 0.5 }] } }, { proportional: { value: a } }] }",
    );
    let now = score(&set, "", "1,a,0.3\n");
    assert_eq!(now.total.points, hundredths(30));
    let nameless = now
        .losses
        .iter()
        .filter(|loss| loss.documents.is_empty() && loss.figures.is_empty());
    let regains: Vec<Points> = nameless.map(|loss| loss.regain).collect();
    assert_eq!(regains, vec![Points::ZERO; regains.len()]);
}

/// No value of the figure that is missing gives more than 0 beside the one that is stated.
#[test]
fn a_missing_figure_wins_only_what_the_stated_ones_allow() {
    let set = one_leaf(
        "",
        "rule: { proportional: { value: a / b, on_zero: zero } }",
    );
    for stated in ["1,a,0\n", "1,b,0\n"] {
        let now = score(&set, "", stated);
        let expected = [(Cause::FigureMissing, hundredths(100), hundredths(0))];
        assert_eq!(losses(&now), expected, "{stated}");
    }
}

#[test]
fn two_reasons_why_a_leaf_does_not_apply_are_a_conflict() {
    let set = one_leaf(
        "",
        "not_applicable: exclude\n    rule: { proportional: { value: a } }",
    );
    let [first, second] = [
        "1,not_applicable,không có chợ\n",
        "1,not_applicable,không có cảng\n",
    ];
    assert_eq!(codes(&set, &format!("{first}{first}")), []);
    assert_eq!(
        codes(&set, &format!("{first}{second}")),
        [Code::ConflictingFigure]
    );
    assert_eq!(
        codes(&set, &format!("{second}{first}")),
        [Code::ConflictingFigure]
    );
}

/// Reserved figures belong to leaves: as figures of the set they would give every leaf points.
#[test]
fn reserved_figures_are_no_figures_of_the_set() {
    for (rule, figure) in [
        ("stated", "*,points,7\n"),
        ("awarded", "*,percent,80%\n"),
        (
            "{ levels: { levels: [{ id: tot, points: 1 }] } }",
            "*,level,3\n",
        ),
    ] {
        let set = one_leaf("", &format!("rule: {rule}"));
        assert_eq!(codes(&set, figure), [Code::UnknownFigure], "{figure}");
        let (unit, _) = read(&set, "", figure);
        let assessment = assess(&set, &unit.facts, Options::default()).expect("the book closes");
        assert_eq!(assessment.total.points, Points::ZERO, "{figure}");
    }
}

#[test]
fn the_range_of_a_figure_of_the_set_holds_wherever_it_is_stated() {
    let set = one_leaf(
        "figures: [{ id: so_ho, name: Số hộ, kind: count, min: 1 }]",
        "rule: { proportional: { value: 1 / so_ho } }",
    );
    assert_eq!(codes(&set, "*,so_ho,0\n"), [Code::OutOfRange]);
    assert_eq!(codes(&set, "1,so_ho,0\n"), [Code::OutOfRange]);
    assert_eq!(codes(&set, "1,so_ho,1.5\n"), [Code::OutOfRange]);
}
