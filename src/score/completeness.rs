//! What a submission brings and what it lacks, before anything is scored: leaves nobody
//! answered, figures nobody stated, evidence that is missing without an explanation.

use crate::criteria::model::{CriteriaSet, Leaf, Node, Side};
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::evidence::facts::{Attached, Facts, Found, LeafFacts};
use crate::points::Points;
use crate::rules::Rule;
use crate::score::assessment::State;
use crate::score::documents;
use crate::score::tree::answered;
use crate::survey::QuestionSet;
use crate::text::lang::text;

/// What a submission brings, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// Files that evidence rows declare; each counts once.
    pub declared: usize,
    /// Those that are there; `None` where nobody looked.
    pub found: Option<usize>,
    /// Those that are there and empty, or cannot be opened.
    pub unreadable: Option<usize>,
    /// Leaves outside bonus and penalty.
    pub leaves: usize,
    /// Those of which no table says anything, though the unit has something to say.
    pub unanswered: usize,
    /// The sum of what is claimed; `None` where nothing is.
    pub claimed: Option<Points>,
}

/// Counts what is there, and reports what is not.
pub fn check(
    set: &CriteriaSet,
    facts: &Facts,
    files_checked: bool,
    problems: &Problems,
) -> Completeness {
    let mut silent = Vec::new();
    let mut done = Completeness::default();
    let nothing = LeafFacts::default();
    for (index, node, leaf) in set.leaves() {
        let said = facts.leaves.get(&index).unwrap_or(&nothing);
        if node.side == Side::Normal {
            done.leaves += 1;
            if !answered(said) && asks_the_unit(leaf, said, facts) {
                silent.push(node.code.as_str());
            }
        }
        if let Some((points, _)) = said.claim.as_deref() {
            let (points, sum) = (*points, done.claimed.unwrap_or(Points::ZERO));
            done.claimed = Some(if node.side == Side::Penalty {
                sum - points
            } else {
                sum + points
            });
        }
        if answered(said) && said.standing_not_applicable().is_none() {
            check_figures(set, node, leaf, said, facts, problems);
            check_explanations(node, leaf, said, files_checked, problems);
        }
    }
    done.unanswered = silent.len();
    report_unanswered(&silent, problems);
    count_files(facts, files_checked, &mut done);
    done
}

/// Whether anything of a leaf is the unit's to give: not where only others give its points, or
/// where figures of the set, which are stated once, are all that it reads.
fn asks_the_unit(leaf: &Leaf, said: &LeafFacts, facts: &Facts) -> bool {
    let stated_once = || {
        let figures = leaf.rule.figures();
        !figures.is_empty() && figures.into_iter().all(facts.stated(said))
    };
    let by_others = matches!(leaf.rule, Rule::Awarded(_)) || stated_once();
    !leaf.documents.is_empty() || !by_others
}

/// Reports the figures that answered leaves lack: their points are then 0 for want of a figure.
pub fn check_all_figures(set: &CriteriaSet, facts: &Facts, problems: &Problems) {
    for (index, node, leaf) in set.leaves() {
        if let Some(said) = facts.leaves.get(&index)
            && answered(said)
            && said.standing_not_applicable().is_none()
        {
            check_figures(set, node, leaf, said, facts, problems);
        }
    }
}

fn count_files(facts: &Facts, files_checked: bool, done: &mut Completeness) {
    let rows = facts
        .leaves
        .values()
        .flat_map(|leaf| leaf.evidence.values());
    let mut files: Vec<&Attached> = rows.flatten().flat_map(|row| &row.files).collect();
    files.sort_by_key(|file| &file.path);
    files.dedup_by_key(|file| &file.path);
    let count = |is: fn(Found) -> bool| files.iter().filter(|file| is(file.found)).count();
    done.declared = files.len();
    if files_checked {
        done.found = Some(count(|found| {
            !matches!(found, Found::Absent | Found::NotChecked)
        }));
        done.unreadable = Some(count(|found| {
            matches!(found, Found::Empty | Found::Unreadable)
        }));
    }
}

fn report_unanswered(silent: &[&str], problems: &Problems) {
    if silent.is_empty() {
        return;
    }
    let count = silent.len();
    let codes = silent.join(", ");
    let message = text!(
        "{count} chỉ tiêu chưa khai gì: {codes}",
        "nothing is said of {count} leaves: {codes}"
    );
    problems.add(Diagnostic::general(Code::Unanswered, message).help(text!(
        "khai tài liệu, số liệu hoặc giải trình cho từng chỉ tiêu",
        "give documents, figures or an explanation for each of them"
    )));
}

fn check_figures(
    set: &CriteriaSet,
    node: &Node,
    leaf: &Leaf,
    said: &LeafFacts,
    facts: &Facts,
    problems: &Problems,
) {
    // Points that others give are pending; those of a penalty are asked for elsewhere.
    if leaf.rule.is_awarded() || node.side == Side::Penalty {
        return;
    }
    let missing = leaf.rule.missing(&facts.stated(said));
    for name in missing {
        let code = &node.code;
        // A figure of the set as a whole stands in a row of its own.
        let common = set.common_figure(name).is_some()
            && !leaf.figures.iter().any(|figure| figure.id == name);
        let row = if common { "*" } else { code.as_str() };
        problems.add(
            Diagnostic::general(
                Code::FigureNotStated,
                text!(
                    "{code} chưa khai số liệu `{name}`",
                    "{code} lacks the figure `{name}`"
                ),
            )
            .help(set.survey(name).map_or_else(
                || {
                    text!(
                        "thêm dòng `{row},{name},…` vào bảng số liệu",
                        "add a row `{row},{name},…` to the figures"
                    )
                },
                QuestionSet::wanted,
            )),
        );
    }
}

/// Where evidence is missing, the unit explains how the leaf was scored; without that the
/// submission is at fault.
fn check_explanations(
    node: &Node,
    leaf: &Leaf,
    said: &LeafFacts,
    files_checked: bool,
    problems: &Problems,
) {
    if said.explanation_stands() {
        return;
    }
    let judged = documents::judge(leaf, said, files_checked);
    for judged in judged
        .iter()
        .filter(|judged| judged.state < State::Explained)
    {
        let requirement = &leaf.documents[judged.requirement];
        let (code, name) = (&node.code, &requirement.name);
        let message = text!(
            "{code}: «{name}» chưa đạt yêu cầu hoặc chưa có, và không có giải trình",
            "{code}: «{name}» is missing or not in order, and nothing explains it"
        );
        let help = text!(
            "đính kèm tài liệu, hoặc ghi giải trình vào cột `giai_trinh` của chỉ tiêu",
            "attach the document, or write an explanation into the leaf's column `explanation`"
        );
        let documents = requirement.documents.iter();
        let mut rows = documents
            .filter_map(|document| said.evidence.get(&document.id))
            .flatten();
        let row = rows.find(|row| row.declared);
        let found = match row {
            Some(row) => Diagnostic::at(Code::ExplanationMissing, row.place.clone(), message),
            None => Diagnostic::general(Code::ExplanationMissing, message),
        };
        problems.add(found.help(help));
    }
}
