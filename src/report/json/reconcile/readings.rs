//! Leaf by leaf: what each reading gives in place of official points.

use schemars::JsonSchema;
use serde::Serialize;

use super::{GapOut, code, gap_out, points, unit_at};
use crate::points::{Exact, Points};
use crate::reconcile::case::{Observation, Standing};
use crate::reconcile::worth::Worth;
use crate::report::json::Unit;
use crate::report::json::set_names::Mode;
use crate::report::reconcile::{Outcome, ReadingOf, Reconciled};
use crate::rules::KINDS;

/// A leaf with its readings.
///
/// Một chỉ tiêu với các cách đọc.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ReadLeaf")]
pub(super) struct LeafOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// What it is called.
    ///
    /// Tên gọi.
    name: &'a str,
    /// The points at most.
    ///
    /// Điểm tối đa.
    max: Points,
    /// Its readings, the rule in force first.
    ///
    /// Các cách đọc, cách đang dùng đứng đầu.
    readings: Vec<ReadingOut<'a>>,
}

/// A reading of a leaf.
///
/// Một cách đọc.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reading")]
struct ReadingOut<'a> {
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its name; null for the rule in force.
    ///
    /// Tên; null nếu là cách đang dùng.
    name: Option<&'a str>,
    /// The kind of its rule.
    ///
    /// Loại quy tắc.
    #[schemars(extend("enum" = KINDS))]
    rule: &'static str,
    /// Beside each of the official points of the leaf that can be compared.
    ///
    /// Cạnh từng điểm công bố so được.
    against: Vec<AgainstOut<'a>>,
}

/// What a reading gives beside official points.
///
/// Cách đọc cho mấy điểm so với điểm công bố.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Against")]
struct AgainstOut<'a> {
    /// The unit; null where nobody named it.
    ///
    /// Đơn vị; null nếu không nói.
    unit: Option<Unit<'a>>,
    /// The code of the node; null for the total.
    ///
    /// Mã của mục; null nếu là tổng điểm.
    criterion: Option<&'a str>,
    /// What was published.
    ///
    /// Điểm công bố.
    published: Points,
    /// Points before rounding, as a decimal or a fraction; null where they are not known.
    ///
    /// Điểm trước khi làm tròn, số thập phân hoặc phân số; null nếu chưa biết.
    exact: Option<String>,
    /// What lacks; absent where nothing does.
    ///
    /// Thiếu gì; không có nếu đủ.
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<GapOut<'a>>,
    /// Whether documents that are not in order took points.
    ///
    /// Có mất điểm vì tài liệu chưa hợp lệ hay không.
    documents_missing: bool,
    /// Rounded in each way.
    ///
    /// Làm tròn theo từng cách.
    rounded: Vec<RoundedOut>,
}

/// Points rounded in a way.
///
/// Điểm làm tròn theo một cách.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Rounded")]
struct RoundedOut {
    /// Decimals.
    ///
    /// Số chữ số thập phân.
    digits: u32,
    /// How points are rounded.
    ///
    /// Cách làm tròn.
    mode: Mode,
    /// The points; null where the leaf does not apply or a figure is not stated.
    ///
    /// Điểm; null nếu không áp dụng hoặc thiếu số liệu.
    points: Option<Points>,
    /// points − published; null likewise.
    ///
    /// points − published; null tương tự.
    difference: Option<Points>,
    /// Whether they are the published ones; null where a figure is not stated.
    ///
    /// Có đúng điểm công bố hay không; null nếu thiếu số liệu.
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
        mode: rounding.mode.into(),
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
