//! What a hypothetical score takes as given.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{FigureValue, figure_value};
use crate::criteria::model::CriteriaSet;
use crate::evidence::assumed::Change;
use crate::points::Points;
use crate::report::view::View;

/// What is taken as given though nobody stated it, and the result without it.
///
/// Những gì được giả định, và kết quả khi không giả định.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Hypothesis")]
pub(super) struct HypothesisOut<'a> {
    /// Figures with another value.
    ///
    /// Số liệu được đổi.
    figures: Vec<AssumedFigure<'a>>,
    /// Documents taken as in order.
    ///
    /// Tài liệu coi như đã có.
    documents: Vec<AssumedDocument<'a>>,
    /// The total without them.
    ///
    /// Tổng điểm khi không giả định.
    real_points: Points,
    /// What they change: points − `real_points`.
    ///
    /// Chênh lệch do giả định: points − `real_points`.
    difference: Points,
}

/// A figure with another value.
///
/// Số liệu được đổi.
#[derive(Serialize, JsonSchema)]
struct AssumedFigure<'a> {
    /// The leaf's code; `*` for figures of the set.
    ///
    /// Mã chỉ tiêu; `*` nếu là số liệu chung.
    criterion: &'a str,
    /// The figure.
    ///
    /// Số liệu.
    id: &'a str,
    /// What is stated; null for nothing.
    ///
    /// Giá trị đã khai; null nếu chưa khai.
    stated: Option<FigureValue<'a>>,
    /// What is taken as given.
    ///
    /// Giá trị giả định.
    value: FigureValue<'a>,
}

/// A document taken as in order.
///
/// Tài liệu coi như đã có.
#[derive(Serialize, JsonSchema)]
struct AssumedDocument<'a> {
    /// The leaf's code.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// The document.
    ///
    /// Tài liệu.
    id: &'a str,
}

pub(super) fn hypothesis<'a>(view: &View<'a>) -> Option<HypothesisOut<'a>> {
    let hypothesis = view.hypothesis?;
    let set: &'a CriteriaSet = view.set();
    let (mut figures, mut documents) = (Vec::new(), Vec::new());
    for change in &hypothesis.changes {
        match change {
            Change::Figure {
                leaf,
                id,
                before,
                after,
            } => figures.push(AssumedFigure {
                criterion: leaf.map_or("*", |leaf| set.nodes[leaf].code.as_str()),
                id,
                stated: before.as_ref().map(figure_value),
                value: figure_value(after),
            }),
            Change::Document { leaf, id } => documents.push(AssumedDocument {
                criterion: set.nodes[*leaf].code.as_str(),
                id,
            }),
        }
    }
    let real_points = hypothesis.real.total.points;
    Some(HypothesisOut {
        figures,
        documents,
        real_points,
        difference: view.computed.total.points - real_points,
    })
}
