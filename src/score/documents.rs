//! Judges the evidence of a leaf: which required documents are in order.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::criteria::documents::{Document, Issued, Missing, Requirement};
use crate::criteria::model::Leaf;
use crate::evidence::appraisals::Verdict;
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
            let explained = requirement.missing == Missing::Explain && facts.explanation_stands();
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
            let judged = judge_document(position, document, rows, dated, checked);
            if facts.assumed.contains(&document.id) {
                judged.assumed()
            } else {
                judged
            }
        })
        .collect();
    let all = |of: fn(&JudgedDocument) -> (State, Option<Date>)| best(documents.iter().map(of));
    let (state, issued) = all(|document| (document.state, document.issued));
    Judged {
        requirement: index,
        state,
        issued,
        without_risk: all(|document| document.without_risk),
        documents,
    }
}

/// The state nearest to being in order, with the earliest date among those that are.
fn best(states: impl Iterator<Item = (State, Option<Date>)> + Clone) -> (State, Option<Date>) {
    let in_order = states.clone().filter(|(state, _)| *state == State::InOrder);
    let state = states.map(|(state, _)| state).max();
    let issued = in_order.filter_map(|(_, issued)| issued).min();
    (state.unwrap_or(State::NotDeclared), issued)
}

fn judge_document(
    position: usize,
    document: &Document,
    rows: &[Evidence],
    dated: bool,
    checked: bool,
) -> JudgedDocument {
    let judge = |counts| judge_rows(document, rows, dated, checked, counts);
    let (state, issued, present) = judge(Counts {
        links: document.accepts_link,
        awaiting: true,
    });
    let awaits = rows.iter().any(|row| row.awaits);
    let (without, issued_without, _) = if document.accepts_link || awaits {
        judge(Counts::default())
    } else {
        (state, issued, present)
    };
    JudgedDocument {
        document: position,
        state,
        issued,
        without_risk: (without, issued_without),
        files: (present, document.files),
        rows: rows.to_vec(),
    }
}

/// What counts as in order, though it may be refused.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// Links.
    links: bool,
    /// Rows that were handed in after an appraisal.
    awaiting: bool,
}

/// The state and date that all rows of a document give together, and how many files (or,
/// where they count, links) are in order.
fn judge_rows(
    document: &Document,
    rows: &[Evidence],
    dated: bool,
    checked: bool,
    counts: Counts,
) -> (State, Option<Date>, usize) {
    let mut proofs: BTreeSet<&str> = BTreeSet::new();
    let mut issued: Option<Date> = None;
    let mut faulty = State::NotDeclared;
    let mut assumed = false;
    for row in rows.iter().filter(|row| row.declared) {
        let (state, of_row) = judge_row(document, row, dated, checked, counts);
        if state < State::InOrder {
            faulty = faulty.max(state);
            continue;
        }
        assumed |= of_row.is_empty();
        proofs.extend(of_row);
        issued = issued.into_iter().chain(row.issued).min();
    }
    let present = if assumed {
        document.files
    } else {
        proofs.len()
    };
    if present >= document.files {
        (State::InOrder, issued, present)
    } else if present > 0 {
        (faulty.max(State::FileMissing), None, present)
    } else {
        (faulty, None, present)
    }
}

/// The state of a row, with the usable files it names (and its link, where links count); the
/// same file twice is one. None of them where files are not checked and none is named.
fn judge_row<'e>(
    document: &Document,
    row: &'e Evidence,
    dated: bool,
    checked: bool,
    counts: Counts,
) -> (State, BTreeSet<&'e str>) {
    let link = row.link.as_deref().filter(|_| counts.links);
    let mut proofs: BTreeSet<&str> = link.into_iter().collect();
    let mut state = State::FileMissing;
    for file in &row.files {
        let of_file = judge_file(document, file);
        if of_file == State::InOrder {
            proofs.insert(&file.path);
        }
        state = state.max(of_file);
    }
    let assumed = !checked && row.files.is_empty() && document.accepts_file && row.link.is_none();
    if proofs.is_empty() && !assumed {
        return (state, proofs);
    }
    let has_type = row
        .number
        .as_deref()
        .is_some_and(|number| symbol::has_type(number, &document.types));
    if !document.types.is_empty() && !has_type {
        return (State::WrongType, BTreeSet::new());
    }
    if !within_dates(&document.issued, row.issued, dated) {
        return (State::OutOfDates, BTreeSet::new());
    }
    let verdict = row.verdict.as_ref().and_then(|said| said.verdict);
    if verdict == Some(Verdict::Refused) || row.awaits && !counts.awaiting {
        return (State::Rejected, BTreeSet::new());
    }
    (State::InOrder, proofs)
}

fn judge_file(document: &Document, file: &Attached) -> State {
    match file.found {
        Found::Absent => State::FileMissing,
        Found::Empty | Found::Unreadable => State::FileUnusable,
        Found::File(_)
            if file
                .content
                .as_ref()
                .is_some_and(|content| content.fault.is_some()) =>
        {
            State::FileUnusable
        }
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
