//! Losses, each with its cause.

use schemars::JsonSchema;
use serde::Serialize;

use super::names::Cause;
use super::{PlaceOut, place_out};
use crate::points::Points;
use crate::report::details;
use crate::report::view::View;
use crate::score::assessment::Loss;

/// Points lost for one cause.
///
/// Điểm mất vì một nguyên nhân.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Loss")]
pub(super) struct LossOut<'a> {
    /// The code of the leaf; null for the rounding of the total.
    ///
    /// Mã chỉ tiêu; null nếu là làm tròn tổng điểm.
    pub(super) criterion: Option<&'a str>,
    /// Its share of what the leaf lost: shares add up.
    ///
    /// Phần của nguyên nhân này trong số điểm mất của chỉ tiêu: cộng lại là đủ.
    points: Points,
    /// What mending this cause alone wins.
    ///
    /// Số điểm lấy lại nếu chỉ khắc phục nguyên nhân này.
    regain: Points,
    /// Why. A loss to several documents takes the cause of the first.
    ///
    /// Nguyên nhân. Mất vì nhiều tài liệu thì lấy nguyên nhân của tài liệu đầu.
    cause: Cause,
    /// Whether it can still be mended.
    ///
    /// Còn khắc phục được hay không.
    recoverable: bool,
    /// The ids of the documents it names.
    ///
    /// Mã các tài liệu liên quan.
    documents: Vec<&'a str>,
    /// The ids of the figures it names.
    ///
    /// Mã các số liệu liên quan.
    figures: &'a [String],
    /// The cause in words, in the language asked for.
    ///
    /// Nguyên nhân bằng lời, theo ngôn ngữ đã chọn.
    detail: String,
    /// The role that answers for the leaf.
    ///
    /// Chức danh phụ trách chỉ tiêu.
    owner: Option<&'a str>,
    /// Where in the inputs it shows.
    ///
    /// Chỗ trong đầu vào.
    place: Option<PlaceOut<'a>>,
}

pub(super) fn losses<'a>(view: &View<'a>) -> Vec<LossOut<'a>> {
    let losses = view.assessment.losses.iter();
    losses.map(|loss| loss_out(view, loss)).collect()
}

fn loss_out<'a>(view: &View<'a>, loss: &'a Loss) -> LossOut<'a> {
    let of = view.leaf_of(loss);
    LossOut {
        criterion: of.map(|(node, ..)| node.code.as_str()),
        points: loss.points,
        regain: loss.regain,
        cause: loss.cause.into(),
        recoverable: loss.recoverable,
        documents: of.map_or_else(Vec::new, |(_, leaf, _)| {
            let named = loss
                .documents
                .iter()
                .filter_map(|index| leaf.documents.get(*index));
            named.map(|requirement| requirement.id.as_str()).collect()
        }),
        figures: &loss.figures,
        detail: details::sentence(view, loss),
        owner: of.and_then(|(_, leaf, _)| leaf.owner.as_deref()),
        place: loss.place.as_ref().map(place_out),
    }
}
