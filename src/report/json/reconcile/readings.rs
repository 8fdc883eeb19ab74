//! Leaf by leaf: what each reading gives in place of official points.

use serde::Serialize;

use super::{GapOut, code, gap_out, points, unit_at};
use crate::points::{Exact, Points};
use crate::reconcile::case::{Observation, Standing};
use crate::reconcile::worth::Worth;
use crate::report::json::Unit;
use crate::report::reconcile::{Outcome, ReadingOf, Reconciled};

#[derive(Serialize)]
pub(super) struct LeafOut<'a> {
    criterion: &'a str,
    name: &'a str,
    max: Points,
    readings: Vec<ReadingOut<'a>>,
}

#[derive(Serialize)]
struct ReadingOut<'a> {
    id: &'a str,
    /// `null` for the rule in force.
    name: Option<&'a str>,
    rule: &'static str,
    /// Beside each of the official points of the leaf that can be compared.
    against: Vec<AgainstOut<'a>>,
}

#[derive(Serialize)]
struct AgainstOut<'a> {
    unit: Option<Unit<'a>>,
    criterion: Option<&'a str>,
    published: Points,
    /// Points before rounding, as a decimal or a fraction; `null` where they are not known.
    exact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<GapOut<'a>>,
    /// Whether documents that are not in order took points.
    documents_missing: bool,
    rounded: Vec<RoundedOut>,
}

#[derive(Serialize)]
struct RoundedOut {
    digits: u32,
    mode: &'static str,
    /// `null` where the leaf does not apply or a figure is not stated.
    points: Option<Points>,
    difference: Option<Points>,
    /// `null` where a figure is not stated.
    fits: Option<bool>,
}

pub(super) fn leaves<'a>(view: &Reconciled<'a>) -> Vec<LeafOut<'a>> {
    view.leaves()
        .map(|(index, node, leaf)| {
            let mut compared = view.at(index);
            compared.retain(|observation| observation.standing == Standing::Compared);
            let readings = view.readings(leaf);
            LeafOut {
                criterion: node.code.as_str(),
                name: &node.name,
                max: node.max,
                readings: readings
                    .map(|reading| ReadingOut {
                        id: reading.id,
                        name: reading.name,
                        rule: reading.kind,
                        against: compared
                            .iter()
                            .map(|observation| against(view, observation, reading))
                            .collect(),
                    })
                    .collect(),
            }
        })
        .collect()
}

fn against<'a>(
    view: &Reconciled<'a>,
    observation: &'a Observation,
    reading: ReadingOf<'a>,
) -> AgainstOut<'a> {
    let position = reading.position;
    let mut outcomes: Vec<RoundedOut> = Vec::new();
    for outcome in view.outcomes(observation, position) {
        outcomes.extend(rounded(&outcome));
    }
    AgainstOut {
        unit: unit_at(view, observation.unit),
        criterion: code(view, observation.node),
        published: observation.published,
        exact: view.exact(observation, position).map(|exact| plain(&exact)),
        open: view
            .worth(observation, position)
            .and_then(Worth::gap)
            .map(gap_out),
        documents_missing: view.lacks_documents(observation, position),
        rounded: outcomes,
    }
}

fn rounded(outcome: &Outcome) -> impl Iterator<Item = RoundedOut> {
    outcome.roundings.iter().map(|rounding| RoundedOut {
        digits: rounding.digits,
        mode: rounding.mode.id(),
        points: points(outcome),
        difference: outcome.difference,
        fits: outcome.fits(),
    })
}

/// `2.85`, or `20/7` where the decimals do not end.
fn plain(exact: &Exact) -> String {
    exact.decimal_text(6).unwrap_or_else(|| {
        let (numerator, denominator) = exact.ratio();
        format!("{numerator}/{denominator}")
    })
}
