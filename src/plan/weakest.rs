//! What hangs on each attached file: the score without it.

use std::collections::{BTreeMap, BTreeSet};

use super::universe::Setting;
use crate::evidence::facts::{Evidence, Facts, Found};
use crate::points::Points;
use crate::score::assessment::Assessment;
use crate::score::tree::Unbalanced;

/// A piece of evidence on which points hang.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weak {
    /// The file, the link, or where neither is stated the number or title.
    pub evidence: String,
    /// What losing it takes off the total.
    pub loss: Points,
    /// The leaves that lose points, by position, each with what it loses.
    pub leaves: Vec<(usize, Points)>,
}

/// The evidence on which points hang, what costs most first; and how many pieces could be lost
/// without losing points.
///
/// # Errors
/// Where the book of a changed score does not close; that is a bug.
pub fn weakest(setting: &Setting<'_>) -> Result<(Vec<Weak>, usize), Unbalanced> {
    let mut pieces: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (leaf, said) in &setting.facts.leaves {
        let rows = said.evidence.values().flatten();
        for name in rows.filter(|row| row.declared).flat_map(names) {
            pieces.entry(name).or_default().insert(*leaf);
        }
    }
    let now = setting.assessment;
    let mut weak = Vec::new();
    let mut idle = 0;
    for (evidence, used) in pieces {
        let without = setting.score(&without(setting.facts, &evidence, &used))?;
        let points = |of: &Assessment, leaf: usize| of.nodes[leaf].points.unwrap_or(Points::ZERO);
        let leaves: Vec<(usize, Points)> = used
            .into_iter()
            .map(|leaf| (leaf, points(now, leaf) - points(&without, leaf)))
            .filter(|(_, loss)| !loss.is_zero())
            .collect();
        if leaves.is_empty() {
            idle += 1;
            continue;
        }
        weak.push(Weak {
            evidence,
            loss: setting.result(now) - setting.result(&without),
            leaves,
        });
    }
    weak.sort_by(|a, b| (b.loss, &a.evidence).cmp(&(a.loss, &b.evidence)));
    Ok((weak, idle))
}

/// What a row names: its files that are there, else its link, else its number or title.
fn names(row: &Evidence) -> Vec<String> {
    let there = |found| matches!(found, Found::File(_) | Found::NotChecked);
    let files = row.files.iter().filter(|file| there(file.found));
    let files: Vec<String> = files.map(|file| file.path.clone()).collect();
    if !files.is_empty() {
        return files;
    }
    let named = row
        .link
        .as_ref()
        .or(row.number.as_ref())
        .or(row.title.as_ref());
    named
        .filter(|_| row.files.is_empty())
        .into_iter()
        .cloned()
        .collect()
}

/// The facts without one piece of evidence.
fn without(facts: &Facts, evidence: &str, used: &BTreeSet<usize>) -> Facts {
    let mut facts = facts.clone();
    for leaf in used {
        let said = facts.leaves.entry(*leaf).or_default();
        for row in said.evidence.values_mut().flatten() {
            if !names(row).iter().any(|name| name == evidence) {
                continue;
            }
            for file in row.files.iter_mut().filter(|file| file.path == evidence) {
                file.found = Found::Absent;
                file.content = None;
            }
            if row.files.is_empty() {
                row.link = None;
                row.declared = false;
            }
        }
    }
    facts
}
