//! What follows: the joint readings that are left, and what would decide between them.

use schemars::JsonSchema;
use serde::Serialize;

use super::{MissOut, RoundingOut, code, count, miss_out, rounding_out, unit_at};
use crate::points::Points;
use crate::reconcile::apart::Apart;
use crate::reconcile::verdict::Verdict;
use crate::report::json::Unit;
use crate::report::reconcile::Reconciled;

/// The joint readings that are left, and what would decide between them.
///
/// Các cách đọc còn lại, và điều gì phân biệt được chúng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Conclusion")]
pub(super) struct ConclusionOut<'a> {
    /// What official points say.
    ///
    /// Điểm công bố cho biết gì.
    verdict: VerdictOut,
    /// Joint readings that fit: a rounding with a reading of each leaf that official points rest
    /// on.
    ///
    /// Số cách đọc chung khớp: một cách làm tròn với một cách đọc của từng chỉ tiêu.
    fitting: u64,
    /// Joint readings that could not all be tested.
    ///
    /// Số cách đọc chung không thử được hết.
    open: u64,
    /// Those that are left.
    ///
    /// Các cách đọc còn lại.
    left: Vec<LeftOut<'a>>,
    /// How many more are left than are listed.
    ///
    /// Còn bao nhiêu không nêu.
    left_off: usize,
    /// The codes of leaves with readings on which nothing published rests.
    ///
    /// Mã các chỉ tiêu có nhiều cách đọc mà không điểm công bố nào dựa vào.
    silent: Vec<&'a str>,
    /// What is missed under every rounding, beside what the one in force gives.
    ///
    /// Điểm không cách làm tròn nào cho đúng, cạnh điểm theo cách đang dùng.
    never_reproduced: Vec<MissOut<'a>>,
    /// What would tell readings apart.
    ///
    /// Điều gì phân biệt được các cách đọc.
    apart: Vec<ApartOut<'a>>,
}

/// A joint reading of leaves that official points tie together.
///
/// Một cách đọc chung của các chỉ tiêu liên quan.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeftReading")]
struct LeftOut<'a> {
    /// The reading of each leaf.
    ///
    /// Cách đọc của từng chỉ tiêu.
    readings: Vec<ChosenOut<'a>>,
    /// The roundings under which it fits.
    ///
    /// Các cách làm tròn khớp.
    fitting: Vec<RoundingOut>,
    /// The roundings under which it could not all be tested.
    ///
    /// Các cách làm tròn không thử được hết.
    open: Vec<RoundingOut>,
}

/// The reading of a leaf.
///
/// Cách đọc của một chỉ tiêu.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Chosen")]
struct ChosenOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: Option<&'a str>,
    /// The id of the reading.
    ///
    /// Mã cách đọc.
    reading: &'a str,
}

/// Official points that would tell the readings of a leaf apart.
///
/// Điểm công bố nào phân biệt được các cách đọc của một chỉ tiêu.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Apart")]
struct ApartOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: Option<&'a str>,
    /// The unit whose facts are meant.
    ///
    /// Đơn vị có số liệu ấy.
    unit: Option<Unit<'a>>,
    /// With this figure changed; null: as they are.
    ///
    /// Với số liệu này đổi đi; null: giữ nguyên.
    changed: Option<ChangedOut<'a>>,
    /// What each reading gives.
    ///
    /// Mỗi cách đọc cho mấy điểm.
    gives: Vec<GivesOut<'a>>,
}

/// A figure with another value.
///
/// Một số liệu đổi giá trị.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ChangedFigure")]
struct ChangedOut<'a> {
    /// The figure.
    ///
    /// Số liệu.
    figure: &'a str,
    /// Its value.
    ///
    /// Giá trị.
    value: Points,
}

/// What a reading gives.
///
/// Một cách đọc cho mấy điểm.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Gives")]
struct GivesOut<'a> {
    /// The id of the reading.
    ///
    /// Mã cách đọc.
    reading: &'a str,
    /// The points, under the roundings it is left with.
    ///
    /// Điểm, theo các cách làm tròn còn lại.
    points: Vec<Points>,
}

/// What official points say of the readings.
///
/// Điểm công bố cho biết gì về các cách đọc.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Verdict")]
enum VerdictOut {
    /// One joint reading reproduces them all.
    ///
    /// Chỉ một cách đọc cho đúng mọi điểm.
    Unique,
    /// Several do, and nothing decides between them.
    ///
    /// Nhiều cách đọc cho đúng mọi điểm.
    Several,
    /// None does.
    ///
    /// Không cách đọc nào khớp.
    None,
    /// None is known to, and not all could be tried.
    ///
    /// Chưa kết luận: không thử được hết.
    Undecided,
}

impl From<Verdict> for VerdictOut {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Unique => Self::Unique,
            Verdict::Several => Self::Several,
            Verdict::None => Self::None,
            Verdict::Undecided => Self::Undecided,
        }
    }
}

/// Joint readings that are listed.
const LISTED: usize = 1_000;

pub(super) fn conclusion<'a>(view: &Reconciled<'a>) -> ConclusionOut<'a> {
    let found = view.found;
    let (left, survivors) = (found.left(), found.survivors());
    let roundings = |positions: &[usize]| {
        let of = |at: &usize| rounding_out(found.roundings[*at].rounding);
        positions.iter().map(of).collect::<Vec<_>>()
    };
    ConclusionOut {
        verdict: found.verdict().into(),
        fitting: count(left.fitting),
        open: count(left.open),
        left_off: survivors.len().saturating_sub(LISTED),
        left: survivors
            .iter()
            .take(LISTED)
            .map(|survivor| LeftOut {
                readings: survivor
                    .leaves
                    .iter()
                    .zip(survivor.readings)
                    .map(|(leaf, reading)| ChosenOut {
                        criterion: code(view, Some(*leaf)),
                        reading: view.reading_id(*leaf, *reading),
                    })
                    .collect(),
                fitting: roundings(&survivor.fitting),
                open: roundings(&survivor.open),
            })
            .collect(),
        silent: found
            .silent()
            .into_iter()
            .filter_map(|leaf| code(view, Some(leaf)))
            .collect(),
        never_reproduced: found
            .never_reproduced()
            .into_iter()
            .map(|at| miss_out(view, 0, &found.case.observations[at]))
            .collect(),
        apart: found
            .apart
            .iter()
            .map(|apart| apart_out(view, apart))
            .collect(),
    }
}

fn apart_out<'a>(view: &Reconciled<'a>, apart: &'a Apart) -> ApartOut<'a> {
    ApartOut {
        criterion: code(view, Some(apart.leaf)),
        unit: unit_at(view, apart.unit),
        changed: apart.changed.as_ref().map(|(figure, value)| ChangedOut {
            figure,
            value: Points::new(*value),
        }),
        gives: apart
            .gives
            .iter()
            .map(|(reading, points)| GivesOut {
                reading: view.reading_id(apart.leaf, *reading),
                points: points.iter().copied().collect(),
            })
            .collect(),
    }
}
