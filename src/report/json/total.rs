//! The result as a whole.

use schemars::JsonSchema;
use serde::Serialize;

use super::names::{Basis, Source};
use crate::criteria::model::CriteriaSet;
use crate::points::{Exact, Points};
use crate::report::view::View;
use crate::score::assessment::{Counts, Total};
use crate::score::official;
use crate::score::sources::{OfSource, by_source};

/// The result as a whole: max = (points − bonus) + lost + pending + excluded.
///
/// Kết quả chung: max = (points − bonus) + lost + pending + excluded.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Total")]
pub(super) struct TotalOut<'a> {
    /// What the points stand on.
    ///
    /// Căn cứ tính điểm.
    basis: Basis,
    /// How many leaves lack such points and stand on computed ones; absent where all points are
    /// computed.
    ///
    /// Số chỉ tiêu không có điểm đó nên lấy điểm tính được; không có nếu tất cả là điểm tính được.
    #[serde(skip_serializing_if = "Option::is_none")]
    on_computed: Option<usize>,
    /// The set's total.
    ///
    /// Tổng điểm của bộ tiêu chí.
    max: Points,
    /// Points taken out because they do not apply.
    ///
    /// Điểm loại ra vì không áp dụng.
    excluded: Points,
    /// What applies: max − excluded.
    ///
    /// Tổng điểm áp dụng: max − excluded.
    applicable_max: Points,
    /// The result, bonus and penalty included.
    ///
    /// Tổng điểm đạt, kể cả điểm cộng, điểm trừ.
    points: Points,
    /// Points lost outside bonus and penalty.
    ///
    /// Điểm mất, không kể phần cộng, trừ.
    lost: Points,
    /// Points that somebody else has still to give, outside bonus and penalty.
    ///
    /// Điểm chờ nơi khác cho, không kể phần cộng, trừ.
    pending: Points,
    /// Points that hang on explanations, links and rows that await a second look.
    ///
    /// Điểm chưa chắc chắn, dựa vào giải trình, đường dẫn hoặc tài liệu chờ thẩm định lại.
    at_risk: Points,
    /// The result if explanations and links were refused: points − at_risk.
    ///
    /// Tổng điểm nếu giải trình, đường dẫn không được chấp nhận: points − at_risk.
    floor: Points,
    /// The result if all that is pending were given.
    ///
    /// Tổng điểm nếu phần chờ được cho đủ.
    ceiling: Points,
    /// Bonus and penalty as far as they count.
    ///
    /// Điểm cộng, điểm trừ được tính.
    bonus: Points,
    /// The result if every document were in order.
    ///
    /// Tổng điểm nếu đủ tài liệu hợp lệ.
    with_documents: Points,
    /// points / applicable_max × 100, rounded as the set says; null where nothing applies.
    ///
    /// points / applicable_max × 100, làm tròn theo bộ tiêu chí; null nếu không có gì áp dụng.
    percent: Option<Points>,
    /// The class; null while anything is pending, below the lowest, and without classes.
    ///
    /// Mức xếp loại; null khi còn điểm chờ, khi dưới mức thấp nhất và khi không xếp loại.
    class: Option<&'a str>,
    /// The classes still possible; null unless something is pending.
    ///
    /// Các mức còn có thể; null nếu không còn điểm chờ.
    class_range: Option<ClassRange<'a>>,
    /// Points by who gives them, outside bonus and penalty.
    ///
    /// Điểm theo nguồn, không kể phần cộng, trừ.
    by_source: Vec<BySource>,
    /// What the unit claims in all; absent without claims.
    ///
    /// Tổng điểm tự chấm; không có nếu không tự chấm.
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed: Option<Points>,
    /// What gates took as given of the points that are pending; absent unless asked for.
    ///
    /// Phần điểm chờ được coi là đạt khi xét điều kiện; chỉ có khi được yêu cầu.
    #[serde(skip_serializing_if = "Option::is_none")]
    assume_pending: Option<Assumed>,
    /// The gates that hold the class down; absent where none does.
    ///
    /// Các điều kiện khống chế mức xếp loại; không có nếu không bị khống chế.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    closed_gates: Vec<&'a str>,
}

/// The lowest and the highest class still possible; null below the lowest threshold.
///
/// Mức thấp nhất và cao nhất còn có thể; null nếu dưới mọi ngưỡng.
#[derive(Serialize, JsonSchema)]
struct ClassRange<'a> {
    /// The lowest.
    ///
    /// Thấp nhất.
    from: Option<&'a str>,
    /// The highest.
    ///
    /// Cao nhất.
    to: Option<&'a str>,
}

/// What `--assume-pending` makes of the result.
///
/// Kết quả khi dùng `--assume-pending`.
#[derive(Serialize, JsonSchema)]
struct Assumed {
    /// Of the points that are pending, this percentage is taken as given.
    ///
    /// Tỷ lệ phần trăm điểm chờ được coi là đạt.
    percent: Points,
    /// The result with them.
    ///
    /// Tổng điểm khi đó.
    points: Points,
}

/// Points of one source.
///
/// Điểm của một nguồn.
#[derive(Serialize, JsonSchema)]
struct BySource {
    /// Who gives them.
    ///
    /// Nguồn điểm.
    source: Source,
    /// What applies of its leaves.
    ///
    /// Tổng điểm áp dụng của các chỉ tiêu.
    max: Points,
    /// What they have.
    ///
    /// Điểm đạt.
    points: Points,
    /// What is still to be given.
    ///
    /// Điểm chờ.
    pending: Points,
}

/// How many leaves stand how, outside bonus and penalty.
///
/// Số chỉ tiêu theo tình trạng, không kể phần cộng, trừ.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Counts")]
pub(super) struct CountsOut {
    /// All.
    ///
    /// Tất cả.
    leaves: usize,
    /// Those with all their points.
    ///
    /// Đạt điểm tối đa.
    full: usize,
    /// Those that lost points.
    ///
    /// Bị mất điểm.
    short: usize,
    /// Of the short ones, those for which no table says anything.
    ///
    /// Trong số bị mất điểm, số chưa khai gì.
    unanswered: usize,
    /// Those with points still to be given.
    ///
    /// Còn điểm chờ.
    pending: usize,
    /// Those that do not apply.
    ///
    /// Không áp dụng.
    not_applicable: usize,
    /// Those that an appraiser looked at; absent where none was.
    ///
    /// Đã thẩm định; không có nếu chưa thẩm định gì.
    #[serde(skip_serializing_if = "Option::is_none")]
    appraised: Option<usize>,
    /// Of these, those accepted as they are.
    ///
    /// Trong đó được chấp nhận nguyên trạng.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed: Option<usize>,
}

pub(super) fn counts(counts: &Counts) -> CountsOut {
    CountsOut {
        leaves: counts.leaves,
        full: counts.full,
        short: counts.short,
        unanswered: counts.unanswered,
        pending: counts.pending,
        not_applicable: counts.not_applicable,
        appraised: (counts.appraised > 0).then_some(counts.appraised),
        confirmed: (counts.appraised > 0).then_some(counts.confirmed),
    }
}

/// The total of a submission, with what only it has: claims, and what gates assume.
pub(super) fn total<'a>(view: &View<'a>) -> TotalOut<'a> {
    let percent = view.assume_pending.as_ref();
    let assumed = percent
        .zip(view.assumed_points())
        .map(|(percent, points)| Assumed {
            percent: view.set().rounding.total(&(percent * &Exact::from(100))),
            points,
        });
    TotalOut {
        claimed: view.claims().map(|claims| claims.given),
        assume_pending: assumed,
        ..total_of(
            view.set(),
            &view.assessment.total,
            &by_source(view.set(), view.assessment),
            (view.assessment.basis, view.assessment.without_official),
        )
    }
}

/// The total of any unit.
pub(super) fn total_of<'a>(
    set: &CriteriaSet,
    total: &'a Total,
    sources: &[OfSource],
    (basis, uncovered): (official::Basis, usize),
) -> TotalOut<'a> {
    TotalOut {
        basis: basis.into(),
        on_computed: (basis != official::Basis::Computed).then_some(uncovered),
        max: set.total,
        excluded: total.excluded,
        applicable_max: total.applicable_max,
        points: total.points,
        lost: total.lost,
        pending: total.pending,
        at_risk: total.at_risk,
        floor: total.floor,
        ceiling: total.ceiling,
        bonus: total.bonus,
        with_documents: total.with_documents,
        percent: total.percent,
        class: total.class.as_deref(),
        class_range: total.class_range.as_ref().map(|(from, to)| ClassRange {
            from: from.as_deref(),
            to: to.as_deref(),
        }),
        by_source: sources
            .iter()
            .map(|of| BySource {
                source: of.source.into(),
                max: of.max,
                points: of.points,
                pending: of.pending,
            })
            .collect(),
        claimed: None,
        assume_pending: None,
        closed_gates: total.closed_gates.iter().map(String::as_str).collect(),
    }
}
