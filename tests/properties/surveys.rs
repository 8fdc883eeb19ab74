//! Surveys: the order of rows and sheets never shows, and a better answer never lowers a value.

use std::sync::Arc;

use parindex::criteria::model::CriteriaSet;
use parindex::criteria::read;
use parindex::diagnostic::{Problems, SourceFile};
use parindex::evidence::cells::Unit;
use parindex::evidence::load::{Select, Tables, load};
use parindex::evidence::reading::Reading;
use parindex::points::Exact;
use parindex::survey::Method;
use parindex::tables;
use parindex::tables::table::Table;
use proptest::collection::vec;
use proptest::prelude::*;

/// A set that asks the same three questions by each method.
fn set() -> CriteriaSet {
    let sets = Method::ALL.map(|method| {
        let id = method.id();
        format!("  - {{ id: {id}, name: {id}, questions: [a, b, c], method: {id} }}\n")
    });
    let leaves = Method::ALL.map(|method| {
        let id = method.id();
        format!("  - {{ code: {id}, name: {id}, max: 1, source: survey, rule: {{ awarded: {{ value: survey.{id} }} }} }}\n")
    });
    let text = format!(
        "schema: parindex/criteria/v1\nid: thu\nname: Thử\nlevel: xa\nprovince: Minh họa\nyear: 2024\nprovenance: illustrative\nperiod: {{ from: \"{{year}}-01-01\", to: \"{{year}}-12-31\" }}\nrounding: {{ digits: 2, mode: half_up, at: leaf }}\ntotal: 3\nsurvey:\n{}fields:\n{}",
        sets.concat(),
        leaves
            .concat()
            .replace("code: top2_percent", "code: \"1\"")
            .replace("code: mean_scaled", "code: \"2\"")
            .replace("code: mean_fifth", "code: \"3\""),
    );
    let (file, _) = SourceFile::new("bo-tieu-chi.yaml", text.as_bytes());
    let problems = Problems::default();
    let set = read::read(&Arc::new(file), None, &problems);
    assert_eq!(problems.into_sorted(), []);
    set.expect("a valid set")
}

type Row = [u8; 3];

/// A sheet with these answers; 0 is none.
fn sheet(name: &str, rows: &[Row]) -> Table {
    let mut text = "ho_ten,a,b,c\n".to_owned();
    for (number, row) in rows.iter().enumerate() {
        let cells = row.map(|answer| {
            if answer == 0 {
                String::new()
            } else {
                answer.to_string()
            }
        });
        text += &format!("{name} {number},{}\n", cells.join(","));
    }
    let (file, _) = SourceFile::new(name, text.as_bytes());
    let known = |header: &str| ["a", "b", "c"].contains(&header);
    let problems = Problems::default();
    tables::of_text(&Arc::new(file), &known, &problems).expect("a table")
}

/// What the answers come to, by each method.
fn values(set: &CriteriaSet, sheets: Vec<Table>) -> Vec<Option<Exact>> {
    let tables = Tables {
        survey: sheets,
        ..Tables::default()
    };
    let problems = Problems::default();
    let unit = Unit::default();
    let units = load(
        set,
        &tables,
        None,
        &Reading::default(),
        Select::One(&unit),
        &problems,
    );
    assert!(!problems.any_error());
    let common = &units[0].facts.common;
    let value = |method: Method| {
        common
            .get(&format!("survey.{}", method.id()))?
            .value
            .number()
    };
    Method::ALL.map(value).to_vec()
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    vec([0_u8..=5, 0..=5, 0..=5], 1..12)
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn whatever_stands_in_a_sheet_is_read_or_refused(
        cells in vec(vec("[0-9a,;\"\n\t .%…-]{0,3}", 4), 0..6),
        head in prop::sample::select(vec!["ho_ten,a,b,c", "a,a,b,c", "don_vi,a,b,", ",,,"]),
    ) {
        let rows: Vec<String> = cells.iter().map(|cells| cells.join(",")).collect();
        let (file, _) = SourceFile::new("mot.csv", format!("{head}\n{}", rows.join("\n")).as_bytes());
        let known = |header: &str| ["a", "b", "c"].contains(&header);
        let problems = Problems::default();
        let table = tables::of_text(&Arc::new(file), &known, &problems);
        let read = Tables { survey: table.into_iter().collect(), ..Tables::default() };
        let set = set();
        let units = load(&set, &read, None, &Reading::default(), Select::Every(None), &problems);
        if !problems.any_error() {
            for tally in units.iter().flat_map(|unit| unit.facts.surveys.values()) {
                let sums = tally.questions.iter().map(|counts| counts.iter().sum::<u32>());
                prop_assert!(sums.into_iter().all(|sum| sum == tally.respondents));
            }
        }
    }

    #[test]
    fn neither_the_order_of_rows_nor_their_sheets_show(
        rows in rows(),
        cut in any::<prop::sample::Index>(),
    ) {
        let set = set();
        let together = values(&set, vec![sheet("mot.csv", &rows)]);
        let turned: Vec<Row> = rows.iter().rev().copied().collect();
        prop_assert_eq!(&values(&set, vec![sheet("mot.csv", &turned)]), &together);
        let (first, second) = rows.split_at(cut.index(rows.len()));
        let parts = vec![sheet("hai.csv", second), sheet("mot.csv", first)];
        prop_assert_eq!(&values(&set, parts), &together);
        let open = rows.iter().flatten().all(|answer| *answer == 0);
        for value in together {
            let within = value.as_ref().map(|v| !v.is_negative() && *v <= Exact::one());
            prop_assert_eq!(within, (!open).then_some(true));
        }
    }

    #[test]
    fn a_better_answer_never_lowers_a_value(
        rows in rows(),
        row in any::<prop::sample::Index>(),
        column in 0_usize..3,
    ) {
        let set = set();
        let mut raised = rows.clone();
        let answer = &mut raised[row.index(rows.len())][column];
        // A blank is no answer: giving one may lower a mean.
        prop_assume!((1..5).contains(answer));
        *answer += 1;
        let before = values(&set, vec![sheet("mot.csv", &rows)]);
        let after = values(&set, vec![sheet("mot.csv", &raised)]);
        for (before, after) in before.into_iter().zip(after) {
            prop_assert!(before <= after);
        }
    }
}
