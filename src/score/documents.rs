//! Judges the evidence of a leaf: which required documents are in order.

use jiff::civil::Date;

use crate::criteria::documents::{Document, Issued, Missing, Requirement};
use crate::criteria::model::Leaf;
use crate::evidence::facts::{Attached, Evidence, Found, LeafFacts};
use crate::evidence::symbol;
use crate::score::assessment::{Judged, JudgedDocument, State};

/// Judges all requirements of a leaf. `checked` says whether files were looked at.
pub fn judge(leaf: &Leaf, facts: &LeafFacts, checked: bool) -> Vec<Judged> {
    if leaf.documents.is_empty() {
        return Vec::new();
    }
    let dated = leaf.rule.dated_documents();
    leaf.documents
        .iter()
        .enumerate()
        .map(|(index, requirement)| {
            let dated = dated.contains(requirement.id.as_str());
            let mut judged = judge_requirement(index, requirement, facts, dated, checked);
            let explained = requirement.missing == Missing::Explain && facts.explanation.is_some();
            if explained && judged.state < State::InOrder {
                judged.state = State::Explained;
            }
            judged
        })
        .collect()
}

fn judge_requirement(
    index: usize,
    requirement: &Requirement,
    facts: &LeafFacts,
    dated: bool,
    checked: bool,
) -> Judged {
    let documents: Vec<JudgedDocument> = requirement
        .documents
        .iter()
        .enumerate()
        .map(|(position, document)| {
            let rows = facts
                .evidence
                .get(&document.id)
                .map_or(&[][..], Vec::as_slice);
            judge_document(position, document, rows, dated, checked)
        })
        .collect();
    let in_order = || {
        documents
            .iter()
            .filter(|document| document.state == State::InOrder)
    };
    Judged {
        requirement: index,
        state: documents
            .iter()
            .map(|document| document.state)
            .max()
            .unwrap_or(State::NotDeclared),
        issued: in_order().filter_map(|document| document.issued).min(),
        rests_on_link: in_order().all(|document| document.rests_on_link)
            && in_order().next().is_some(),
        documents,
    }
}

fn judge_document(
    position: usize,
    document: &Document,
    rows: &[Evidence],
    dated: bool,
    checked: bool,
) -> JudgedDocument {
    let mut in_order = 0;
    let mut without_links = 0;
    let mut issued: Option<Date> = None;
    let mut worst = State::NotDeclared;
    for row in rows.iter().filter(|row| row.declared) {
        let (state, files, links) = judge_row(document, row, dated, checked);
        if state < State::InOrder {
            worst = worst.max(state);
            continue;
        }
        in_order += files + links;
        without_links += files;
        issued = match (issued, row.issued) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
    let needed = document.files;
    let state = if in_order >= needed {
        State::InOrder
    } else if in_order > 0 {
        worst.max(State::FileMissing)
    } else {
        worst
    };
    JudgedDocument {
        document: position,
        state,
        issued: issued.filter(|_| state == State::InOrder),
        rests_on_link: state == State::InOrder && without_links < needed,
        files: (in_order, needed),
        rows: rows.to_vec(),
    }
}

/// The state of a row, with its usable files and links.
fn judge_row(
    document: &Document,
    row: &Evidence,
    dated: bool,
    checked: bool,
) -> (State, usize, usize) {
    let links = usize::from(document.accepts_link && row.link.is_some());
    let (mut files, mut state) = (0, State::FileMissing);
    for file in &row.files {
        let of_file = judge_file(document, file);
        files += usize::from(of_file == State::InOrder);
        state = state.max(of_file);
    }
    let assumed = !checked && row.files.is_empty() && document.accepts_file && row.link.is_none();
    if assumed {
        files = document.files;
    }
    if files + links == 0 {
        return (state, 0, 0);
    }
    if !document.types.is_empty() && !has_type(document, row) {
        return (State::WrongType, 0, 0);
    }
    if !within_dates(&document.issued, row.issued, dated) {
        return (State::OutOfDates, 0, 0);
    }
    (State::InOrder, files, links)
}

fn judge_file(document: &Document, file: &Attached) -> State {
    match file.found {
        Found::Absent => State::FileMissing,
        Found::Empty => State::FileUnusable,
        Found::File(_) | Found::NotChecked => {
            let extension = file
                .path
                .rsplit_once('.')
                .map(|(_, extension)| extension.to_lowercase());
            let accepted = document.formats.is_empty()
                || extension.is_some_and(|extension| document.formats.contains(&extension));
            if accepted && document.accepts_file {
                State::InOrder
            } else {
                State::WrongFormat
            }
        }
    }
}

fn has_type(document: &Document, row: &Evidence) -> bool {
    let code = row.number.as_deref().and_then(symbol::type_code);
    code.is_some_and(|code| {
        document
            .types
            .iter()
            .any(|wanted| symbol::is_type(&code, wanted))
    })
}

/// Whether a date is no fault. Where a `deadline` reads the document its steps judge the
/// date, so only a blank one is a fault.
fn within_dates(issued: &Issued, date: Option<Date>, dated: bool) -> bool {
    match (issued, date) {
        (_, Some(_)) if dated => true,
        (_, None) if dated => false,
        (Issued::Any | Issued::Silent, _) | (Issued::Within(None, None), None) => true,
        (Issued::Within(..), None) => false,
        (Issued::Within(from, by), Some(date)) => {
            from.is_none_or(|from| date >= from) && by.is_none_or(|by| date <= by)
        }
    }
}
