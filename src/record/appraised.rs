//! What appraisers said, as a record writes and reads it. What it makes of the facts is worked
//! out again.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Broken;
use super::facts::{FigureRecord, PointsRecord};
use super::place::{Files, PlaceRecord, Sources};
use super::scalars::Day;
use crate::evidence::appraisals::{Appraisal, Named, Round, Verdict};

/// What a row of an appraisal table says.
///
/// Một dòng của bảng thẩm định.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedAppraisal")]
pub(super) struct AppraisalRecord {
    /// The round.
    ///
    /// Lần thẩm định.
    round: Round,
    /// Points given by hand.
    ///
    /// Điểm thẩm định.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    points: Option<PointsRecord>,
    /// The verdict.
    ///
    /// Kết luận.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verdict: Option<VerdictRecord>,
    /// The document it judges.
    ///
    /// Tài liệu được kết luận.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    /// The number of what it judges.
    ///
    /// Số ký hiệu của văn bản được kết luận.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// The file it judges.
    ///
    /// Tệp được kết luận.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// A corrected figure.
    ///
    /// Số liệu được sửa.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    figure: Option<FigureRecord>,
    /// Why.
    ///
    /// Lý do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Who says so.
    ///
    /// Người thẩm định.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    appraiser: Option<String>,
    /// When.
    ///
    /// Ngày.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
    /// Where.
    ///
    /// Ở đâu.
    at: PlaceRecord,
}

/// A verdict.
///
/// Kết luận.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RecordedVerdict")]
enum VerdictRecord {
    /// Accepted.
    ///
    /// Chấp nhận.
    Accepted,
    /// Refused.
    ///
    /// Không chấp nhận.
    Refused,
}

impl AppraisalRecord {
    pub(super) fn all(said: &[Arc<Appraisal>], files: &mut Files) -> Vec<Self> {
        said.iter().map(|said| Self::of(said, files)).collect()
    }

    fn of(said: &Appraisal, files: &mut Files) -> Self {
        let Appraisal {
            round,
            points,
            verdict,
            named:
                Named {
                    document,
                    number,
                    file,
                },
            figure,
            reason,
            appraiser,
            date,
            place,
        } = said;
        let points = points.as_ref();
        let figure = figure.as_ref();
        Self {
            round: *round,
            points: points.map(|(points, place)| PointsRecord::of(*points, place, files)),
            verdict: verdict.map(|verdict| match verdict {
                Verdict::Accepted => VerdictRecord::Accepted,
                Verdict::Refused => VerdictRecord::Refused,
            }),
            document: document.clone(),
            number: number.clone(),
            file: file.clone(),
            figure: figure.map(|(id, stated)| FigureRecord::of(id, stated, files)),
            reason: reason.clone(),
            appraiser: appraiser.clone(),
            date: date.map(Day),
            at: files.place(place),
        }
    }

    pub(super) fn read_all(
        records: Vec<Self>,
        sources: &Sources,
    ) -> Result<Vec<Arc<Appraisal>>, Broken> {
        let read = |record: Self| record.read(sources).map(Arc::new);
        records.into_iter().map(read).collect()
    }

    fn read(self, sources: &Sources) -> Result<Appraisal, Broken> {
        let points = self.points.map(|said| said.read(sources)).transpose()?;
        let figure = self.figure.map(|said| said.read(sources)).transpose()?;
        Ok(Appraisal {
            round: self.round,
            points,
            verdict: self.verdict.map(|verdict| match verdict {
                VerdictRecord::Accepted => Verdict::Accepted,
                VerdictRecord::Refused => Verdict::Refused,
            }),
            named: Named {
                document: self.document,
                number: self.number,
                file: self.file,
            },
            figure,
            reason: self.reason,
            appraiser: self.appraiser,
            date: self.date.map(|day| day.0),
            place: sources.place(&self.at)?,
        })
    }
}
