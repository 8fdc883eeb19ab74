//! Points that appraisers gave by hand without a reason, where they differ from what was
//! computed when they were given.

use crate::criteria::model::{CriteriaSet, Side};
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::evidence::appraisals::Round;
use crate::evidence::facts::{Facts, LeafFacts};
use crate::points::{Exact, Points};
use crate::score::tree::{Options, Unbalanced, assess};
use crate::text::lang::{Text, text};
use crate::text::numbers;

/// Points without a reason.
struct Unreasoned<'f> {
    leaf: usize,
    points: Points,
    place: &'f Place,
}

/// Reports them: like a leaf that does not apply, points that overrule what was computed need a
/// reason. A leaf of which nothing but a claim is known is compared with that.
///
/// # Errors
/// Where the book does not close; that is a bug.
pub fn check(
    set: &CriteriaSet,
    facts: &Facts,
    options: Options,
    problems: &Problems,
) -> Result<(), Unbalanced> {
    for round in facts.rounds() {
        let unreasoned = of_round(facts, round);
        if unreasoned.is_empty() {
            continue;
        }
        // What was handed in later had not been seen.
        let then = facts.as_of_round(round);
        let options = Options {
            points_only: true,
            ..options
        };
        let computed = assess(set, &then, options)?;
        for Unreasoned {
            leaf,
            points,
            place,
        } in unreasoned
        {
            let (node, scored) = (&set.nodes[leaf], &computed.nodes[leaf]);
            let said = facts.leaves.get(&leaf);
            let claim = said.filter(|said| !has_facts(said));
            let claim = claim.and_then(|said| said.claim.as_deref());
            let of_rule = scored.points.map(|points| match node.side {
                Side::Penalty => -points,
                Side::Normal | Side::Bonus => points,
            });
            let expected = claim.map(|(claimed, _)| *claimed).or(of_rule);
            let given = set.rounding.leaf(&Exact::from(points));
            // What waits for somebody's points has none that could differ.
            let waits = !scored.pending.is_zero();
            if let Some(expected) = expected.filter(|expected| !waits && *expected != given) {
                problems.add(missing(node.code.as_str(), given, expected, place));
            }
        }
    }
    Ok(())
}

fn of_round(facts: &Facts, round: Round) -> Vec<Unreasoned<'_>> {
    let mut found = Vec::new();
    for (leaf, said) in &facts.leaves {
        let of_round = said.appraisals.iter();
        let first = of_round
            .filter(|by| by.round == round && said.reason_of(by).is_none())
            .find_map(|by| by.points.as_ref());
        found.extend(first.map(|(points, place)| Unreasoned {
            leaf: *leaf,
            points: *points,
            place,
        }));
    }
    found
}

/// Whether more is known of a leaf than points.
fn has_facts(said: &LeafFacts) -> bool {
    !said.figures.is_empty()
        || said.explanation.is_some()
        || said.not_applicable.is_some()
        || said.evidence.values().flatten().any(|row| row.declared)
}

fn missing(code: &str, given: Points, expected: Points, place: &Place) -> Diagnostic {
    let message = Text::each(|lang| {
        let show = |points: Points| numbers::show(points.decimal(), lang);
        let (given, expected) = (show(given), show(expected));
        lang.pick(
            format!("cho {code} {given} điểm, khác {expected} điểm, mà không ghi lý do"),
            format!("{given} points for {code}, other than {expected}, without a reason"),
        )
    });
    Diagnostic::at(Code::ReasonMissing, place.clone(), message).help(text!(
        "ghi lý do vào cột `ly_do` của dòng này",
        "write the reason into the column `reason` of this row"
    ))
}
