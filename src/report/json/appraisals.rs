//! What appraisers said of a leaf.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{FigureValue, figure_value};
use super::names::DAY;
use super::{PlaceOut, place_out};
use crate::criteria::model::Node;
use crate::evidence::appraisals::{self, Appraisal, Round};
use crate::points::Points;
use crate::report::view::View;

/// Where a document stands with the appraisal.
///
/// Kết quả thẩm định của một tài liệu.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    /// Accepted.
    ///
    /// Chấp nhận.
    Accepted,
    /// Refused.
    ///
    /// Không chấp nhận.
    Refused,
    /// Handed in after an appraisal; nobody has looked at it since.
    ///
    /// Đã bổ sung, chờ thẩm định lại.
    Awaiting,
}

impl From<appraisals::Verdict> for Verdict {
    fn from(verdict: appraisals::Verdict) -> Self {
        match verdict {
            appraisals::Verdict::Accepted => Self::Accepted,
            appraisals::Verdict::Refused => Self::Refused,
        }
    }
}

/// What an appraiser said of a leaf in a round.
///
/// Ý kiến của người thẩm định về một chỉ tiêu trong một lần.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Appraisal")]
pub(super) struct AppraisalOut<'a> {
    /// The round, from 1.
    ///
    /// Lần thẩm định, từ 1.
    round: Round,
    /// Points given by hand; null for none.
    ///
    /// Điểm cho; null nếu không cho điểm.
    points: Option<Points>,
    /// The verdict; null for none.
    ///
    /// Kết luận; null nếu không có.
    verdict: Option<Verdict>,
    /// The document that the verdict is about; null for all.
    ///
    /// Tài liệu được kết luận; null nếu là tất cả.
    document: Option<&'a str>,
    /// The number of the evidence that the verdict is about; null for all.
    ///
    /// Số ký hiệu của minh chứng được kết luận; null nếu là tất cả.
    number: Option<&'a str>,
    /// The file that the verdict is about; null for all.
    ///
    /// Tệp được kết luận; null nếu là tất cả.
    file: Option<&'a str>,
    /// The figure that is corrected; null for none.
    ///
    /// Số liệu được sửa; null nếu không sửa.
    figure: Option<&'a str>,
    /// Its corrected value.
    ///
    /// Giá trị sau khi sửa.
    value: Option<FigureValue<'a>>,
    /// Why.
    ///
    /// Lý do.
    reason: Option<&'a str>,
    /// Who says so.
    ///
    /// Người thẩm định.
    appraiser: Option<&'a str>,
    /// When.
    ///
    /// Ngày thẩm định.
    #[schemars(regex(pattern = DAY))]
    date: Option<String>,
    /// Where it stands.
    ///
    /// Ghi ở đâu.
    place: PlaceOut<'a>,
}

pub(super) fn appraisals<'a>(view: &View<'a>, node: &Node) -> Vec<AppraisalOut<'a>> {
    let facts = &view.submission.unit.facts;
    let index = view.set().node(&node.code).map(|(index, _)| index);
    let said = index.and_then(|index| facts.leaves.get(&index));
    let said = said.into_iter();
    said.flat_map(|said| said.appraisals.iter().map(|by| out(by)))
        .collect()
}

fn out(by: &Appraisal) -> AppraisalOut<'_> {
    let figure = by.figure.as_ref();
    AppraisalOut {
        round: by.round,
        points: by.points.as_ref().map(|(points, _)| *points),
        verdict: by.verdict.map(Into::into),
        document: by.named.document.as_deref(),
        number: by.named.number.as_deref(),
        file: by.named.file.as_deref(),
        figure: figure.map(|(id, _)| &**id),
        value: figure.map(|(_, stated)| figure_value(&stated.value)),
        reason: by.reason.as_deref(),
        appraiser: by.appraiser.as_deref(),
        date: by.date.map(|day| day.to_string()),
        place: place_out(&by.place),
    }
}
