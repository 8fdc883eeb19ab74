//! Official points beside what they rest on, leaf by leaf.

use std::collections::BTreeMap;

use super::sides::Standing;
use super::{Audited, Finding, Side};
use crate::criteria::model::{CriteriaSet, Side as FieldSide};
use crate::points::Points;
use crate::score::official::Basis;
use crate::score::tree::{Options, Unbalanced, assess};

/// Compares units of one set and year; each comes with its position in what is audited.
pub(super) fn compare(units: &[(usize, &Audited<'_>)]) -> Result<Vec<Finding>, Unbalanced> {
    let Some((_, first)) = units.first() else {
        return Ok(Vec::new());
    };
    let set = first.set;
    let mut official: BTreeMap<usize, Vec<(usize, Points)>> = BTreeMap::new();
    for (place, (_, unit)) in units.iter().enumerate() {
        let basis = Basis::last_official(unit.facts);
        if basis == Basis::Computed {
            continue;
        }
        let options = Options {
            files_checked: unit.files_checked,
            points_only: true,
            basis,
            ..Options::default()
        };
        let assessment = assess(unit.set, unit.facts, options)?;
        for (leaf, said) in &unit.facts.leaves {
            if basis.covers(said)
                && let Some(points) = assessment.nodes[*leaf].points
            {
                official.entry(*leaf).or_default().push((place, points));
            }
        }
    }
    let mut findings = Vec::new();
    for (index, points) in official {
        let node = &set.nodes[index];
        let Some(leaf) = &node.leaf else { continue };
        // What a survey or a council gives is nobody's judgement of documents or figures.
        if node.side == FieldSide::Penalty || leaf.rule.is_awarded() {
            continue;
        }
        let mut standings: Vec<Standing<'_>> = Vec::new();
        for (place, points) in points {
            let (position, unit) = units[place];
            let Some(said) = unit.facts.leaves.get(&index) else {
                continue;
            };
            let basis = Basis::last_official(unit.facts);
            let side = Side {
                unit: position,
                points,
                place: basis.place(said).cloned(),
            };
            standings.push(Standing::new(side, unit, leaf, said));
        }
        standings.sort_by(Standing::order);
        let mut unequal = Vec::new();
        for same in standings.chunk_by(Standing::same) {
            let mut sides: Vec<Side> = same.iter().map(|one| one.side.clone()).collect();
            sides.sort_by_key(|side| (std::cmp::Reverse(side.points), side.unit));
            if sides.first().map(|side| side.points) != sides.last().map(|side| side.points) {
                unequal.push(Finding::Unequal { leaf: index, sides });
            }
        }
        findings.extend(unequal);
        findings.extend(out_of_line(set, index, &standings));
    }
    Ok(findings)
}

/// Units that have at least what others have and fewer points, told of as few units as explain
/// all such pairs: first the one that is in most of them.
fn out_of_line(set: &CriteriaSet, leaf: usize, standings: &[Standing<'_>]) -> Vec<Finding> {
    let node = &set.nodes[leaf];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (more, one) in standings.iter().enumerate() {
        for (less, other) in standings.iter().enumerate() {
            if one.side.points < other.side.points
                && !one.same(other)
                && one.at_least(other, set, node)
            {
                pairs.push((more, less));
            }
        }
    }
    let mut findings = Vec::new();
    while !pairs.is_empty() {
        let mut count: BTreeMap<(usize, bool), usize> = BTreeMap::new();
        for (more, less) in &pairs {
            *count.entry((*more, false)).or_default() += 1;
            *count.entry((*less, true)).or_default() += 1;
        }
        // Of equals the first: too few points before too many.
        let most = count
            .iter()
            .max_by_key(|((one, has_more), count)| (**count, !*has_more, std::cmp::Reverse(*one)));
        let Some((&(odd, has_more_points), _)) = most else {
            break;
        };
        let is_of = |(more, less): &(usize, usize)| {
            if has_more_points {
                *less == odd
            } else {
                *more == odd
            }
        };
        let others = pairs.iter().filter(|pair| is_of(pair));
        let others = others.map(|(more, less)| if has_more_points { *more } else { *less });
        let mut others: Vec<Side> = others.map(|one| standings[one].side.clone()).collect();
        others.sort_by_key(|side| (side.points, side.unit));
        findings.push(Finding::OutOfLine {
            leaf,
            odd: standings[odd].side.clone(),
            others,
            has_more_points,
        });
        pairs.retain(|pair| !is_of(pair));
    }
    findings
}
