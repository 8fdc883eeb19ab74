//! The order of rows, tables and files never shows.

use parindex::diagnostic::{Diagnostic, render};
use parindex::evidence::load::Tables;
use parindex::score::assessment::{Assessment, JudgedDocument};
use parindex::tables::table::Table;
use parindex::text::lang::Lang;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::answers::Answers;
use crate::made_sets::set;
use crate::picks::layout;
use crate::scoring::{Scored, cases};

/// Sorts rows by random keys.
fn shuffled<T: Clone>(rows: &[T], keys: &[u32]) -> Vec<T> {
    let mut keyed: Vec<(u32, &T)> = keys.iter().copied().cycle().zip(rows).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, row)| row.clone()).collect()
}

fn with_rows_shuffled(answers: &Answers, keys: &[u32]) -> Answers {
    Answers {
        evidence: shuffled(&answers.evidence, keys),
        figures: shuffled(&answers.figures, keys),
        claims: shuffled(&answers.claims, keys),
        layout: answers.layout.clone(),
    }
}

fn reversed(tables: &[Table]) -> Vec<Table> {
    tables.iter().rev().cloned().collect()
}

/// Everything but the places of rows, which move with them.
fn without_places(scored: &Scored) -> String {
    let Assessment {
        nodes,
        losses,
        total,
        counts,
        basis,
        options: _,
        without_official,
    } = &scored.assessment;
    let mut lines = vec![
        format!("{total:?}"),
        format!("{counts:?} {basis:?} {without_official}"),
    ];
    for node in nodes {
        let (points, lost, pending) = (node.points, node.lost, node.pending);
        lines.push(format!(
            "{points:?} {lost:?} {pending:?} {:?} {:?}",
            node.excluded, node.status
        ));
        let Some(leaf) = &node.leaf else { continue };
        lines.push(format!(
            "{:?} {:?} {}",
            leaf.exact, leaf.steps, leaf.answered
        ));
        lines.push(format!("{:?} {:?}", leaf.not_applicable, leaf.claimed));
        lines.push(format!("{:?} {:?}", leaf.at_risk, leaf.with_documents));
        for judged in &leaf.documents {
            let (state, issued, link) = (judged.state, judged.issued, judged.without_risk);
            lines.push(format!(
                "{} {state:?} {issued:?} {link:?}",
                judged.requirement
            ));
            lines.extend(judged.documents.iter().map(document_without_places));
        }
    }
    for loss in losses {
        let (node, points, regain) = (loss.node, loss.points, loss.regain);
        lines.push(format!("{node:?} {points:?} {regain:?} {:?}", loss.cause));
        lines.push(format!(
            "{} {:?} {:?}",
            loss.recoverable, loss.documents, loss.figures
        ));
    }
    lines.join("\n")
}

fn document_without_places(document: &JudgedDocument) -> String {
    let mut rows: Vec<String> = document
        .rows
        .iter()
        .map(|row| {
            let (number, issued, files, link) = (&row.number, row.issued, &row.files, &row.link);
            format!(
                "{number:?} {issued:?} {files:?} {link:?} {:?} {}",
                row.title, row.declared
            )
        })
        .collect();
    rows.sort();
    let (state, issued, link) = (document.state, document.issued, document.without_risk);
    format!(
        "{state:?} {issued:?} {link:?} {:?} {rows:?}",
        document.files
    )
}

/// Codes and messages, without the places of rows.
fn messages(warnings: &[Diagnostic]) -> Vec<String> {
    let mut messages: Vec<String> = warnings
        .iter()
        .map(|warning| format!("{} {}", warning.code.id(), warning.message.get(Lang::En)))
        .collect();
    messages.sort();
    messages
}

fn with_files_turned(tables: &Tables) -> Tables {
    Tables {
        evidence: reversed(&tables.evidence),
        figures: reversed(&tables.figures),
        claims: reversed(&tables.claims),
        appraisals: reversed(&tables.appraisals),
        published: reversed(&tables.published),
        register: None,
        survey: reversed(&tables.survey),
    }
}

/// The same rows in other tables of their sort.
fn with_rows_moved(answers: &Answers) -> Answers {
    let mut moved = answers.clone();
    for row in &mut moved.evidence {
        row.second_table = !row.second_table;
    }
    for row in &mut moved.figures {
        row.second_table = false;
    }
    moved
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn neither_order_nor_clothing_of_rows_shows(
        case in cases(set()),
        keys in vec(any::<u32>(), 24),
        other in layout(),
    ) {
        let now = case.score();
        let shuffled = case.score_answers(&with_rows_shuffled(&case.answers, &keys));
        prop_assert_eq!(without_places(&now), without_places(&shuffled), "rows shuffled");
        prop_assert_eq!(messages(&now.warnings), messages(&shuffled.warnings), "rows shuffled");

        let moved = case.score_answers(&with_rows_moved(&case.answers));
        prop_assert_eq!(without_places(&now), without_places(&moved), "rows in other tables");

        // Headers, delimiters, decimal marks, dates, line ends, long or wide.
        let rewritten = Answers { layout: other, ..case.answers.clone() };
        let rewritten = case.score_answers(&rewritten);
        prop_assert_eq!(without_places(&now), without_places(&rewritten), "tables rewritten");
    }

    #[test]
    fn the_order_of_files_never_shows_not_even_in_places(case in cases(set())) {
        let tables = case.answers.tables();
        let now = case.score_tables(&case.answers, &tables);
        let turned = case.score_tables(&case.answers, &with_files_turned(&tables));
        let shown = |scored: &Scored| render(&scored.warnings, Lang::Vi, false);
        prop_assert_eq!(shown(&now), shown(&turned));
        prop_assert_eq!(format!("{:?}", now.assessment), format!("{:?}", turned.assessment));
    }
}
