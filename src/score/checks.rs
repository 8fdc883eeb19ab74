//! What only facts and set together show: penalties without figures, gates that could not be
//! checked, values in no band, documents declared for one leaf and needed by another.

use std::cell::RefCell;

use crate::criteria::model::{CriteriaSet, Side};
use crate::diagnostic::{At, Code, Diagnostic, Place, Problems};
use crate::evidence::facts::{Evidence, Facts, LeafFacts};
use crate::points::Exact;
use crate::rules::award::{Reason, Step};
use crate::score::classes::{self, GateState};
use crate::score::documents;
use crate::score::leaf::{self, Documents, Outcome};
use crate::text::lang::text;

/// Checks the facts of one unit against its set.
pub fn check(set: &CriteriaSet, facts: &Facts, problems: &Problems) {
    let nothing = LeafFacts::default();
    for (index, node, leaf) in set.leaves() {
        let said = facts.leaves.get(&index).unwrap_or(&nothing);
        if said.not_applicable.is_some() {
            continue;
        }
        let judged = documents::judge(leaf, said, false);
        let max = Exact::from(node.max);
        let of_leaf = leaf::Facts {
            leaf,
            max: &max,
            figures: &said.figures,
            common: &facts.common,
        };
        let trace = RefCell::new(Vec::new());
        let outcome = leaf::points(&of_leaf, &Documents::actual(&judged), Some(&trace));
        let code = &node.code;
        let not_stated = match &outcome {
            Outcome::NotApplicable => false,
            Outcome::Points {
                cause: Some(cause), ..
            } => cause.reason == Reason::FigureMissing,
            Outcome::Points {
                points, ceiling, ..
            } => points != ceiling,
        };
        if node.side == Side::Penalty && not_stated {
            let names: Vec<&str> = leaf.rule.figures().into_iter().collect();
            let names = names.join(", ");
            problems.add(
                Diagnostic::general(
                    Code::PenaltyNotStated,
                    text!(
                        "chỉ tiêu điểm trừ {code} chưa khai số liệu {names}",
                        "the penalty leaf {code} has no figure {names}"
                    ),
                )
                .help(text!(
                    "ghi 0 nếu không có vi phạm",
                    "write 0 if there was no violation"
                )),
            );
        }
        if trace.borrow().contains(&Step::NoBand) {
            let place = leaf
                .rule
                .figures()
                .into_iter()
                .find_map(|name| said.figures.get(name));
            let message = text!(
                "giá trị ở {code} không nằm trong khoảng nào của quy tắc: 0 điểm",
                "the value at {code} lies in no band of its rule: 0 points"
            );
            problems.add(match place {
                Some(stated) => Diagnostic::at(Code::NoBand, stated.place.clone(), message),
                None => Diagnostic::general(Code::NoBand, message),
            });
        }
    }
    check_gates(set, facts, problems);
    check_shared_documents(set, facts, problems);
}

fn check_gates(set: &CriteriaSet, facts: &Facts, problems: &Problems) {
    for gate in &set.gates {
        if classes::gate(gate, &facts.common) == GateState::NotStated {
            let name = &gate.name;
            let figures: Vec<&str> = gate.value.names().into_iter().collect();
            let figures = figures.join(", ");
            problems.add(
                Diagnostic::general(
                    Code::GateNotStated,
                    text!(
                        "điều kiện khống chế «{name}» chưa kiểm tra được: chưa khai {figures}",
                        "the gate «{name}» was not checked: {figures} is not stated"
                    ),
                )
                .help(text!(
                    "khai số liệu này với tiêu chí `*` trong bảng số liệu",
                    "state it with criterion `*` in the table of figures"
                )),
            );
        }
    }
}

/// A document that one leaf declares and another, which requires it too, does not.
fn check_shared_documents(set: &CriteriaSet, facts: &Facts, problems: &Problems) {
    let rows = |leaf: usize, document: &str| -> Option<&Evidence> {
        let rows = facts.leaves.get(&leaf)?.evidence.get(document)?;
        rows.iter().find(|row| row.declared)
    };
    for (index, node, leaf) in set.leaves() {
        for document in leaf
            .documents
            .iter()
            .flat_map(|requirement| &requirement.documents)
        {
            if rows(index, &document.id).is_some() {
                continue;
            }
            let elsewhere = set.leaves().find_map(|(other, _, _)| {
                let requires = set.nodes[other]
                    .leaf
                    .iter()
                    .flat_map(|leaf| &leaf.documents);
                let same = requires
                    .flat_map(|r| &r.documents)
                    .any(|d| d.id == document.id);
                rows(other, &document.id)
                    .filter(|_| same)
                    .map(|row| (other, row))
            });
            let Some((other, row)) = elsewhere else {
                continue;
            };
            let (id, here, there) = (&document.id, &node.code, &set.nodes[other].code);
            let place = Place {
                file: row.place.file.clone(),
                at: row.place.line().map_or(At::File, At::Line),
            };
            problems.add(
                Diagnostic::at(
                    Code::SharedDocument,
                    place,
                    text!(
                        "`{id}` được khai cho {there}, chỉ tiêu {here} cũng yêu cầu mà chưa khai",
                        "`{id}` is declared for {there}; {here} requires it too and does not declare it"
                    ),
                )
                .help(text!("ghi cả hai mã vào ô tiêu chí: `{there}; {here}`", "write both codes into the cell: `{there}; {here}`")),
            );
        }
    }
}
