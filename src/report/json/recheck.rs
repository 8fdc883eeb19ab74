//! The way from claim to published points: schema `parindex/recheck/v1`.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::names::Cause;
use super::{Criteria, PlaceOut, Tool, Unit, criteria_out, place_out, pretty, tool, unit_out};
use crate::points::Points;
use crate::recheck::{Change, Claim, Part, Stage, Step, What, Why};
use crate::report::recheck::Followed;

/// The schema.
pub const SCHEMA: &str = "parindex/recheck/v1";

/// The way of units from claim to published points.
///
/// Đường đi của điểm từ tự chấm đến công bố.
#[derive(Serialize, JsonSchema)]
#[schemars(title = SCHEMA)]
struct Document<'a> {
    /// Which form this is.
    ///
    /// Lược đồ của kết quả.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// What wrote it.
    ///
    /// Chương trình đã ghi.
    tool: Tool<'a>,
    /// The units.
    ///
    /// Các đơn vị.
    units: Vec<UnitOut<'a>>,
}

/// The way of a unit.
///
/// Một đơn vị.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RecheckedUnit")]
struct UnitOut<'a> {
    /// The unit; null where nobody named it.
    ///
    /// Đơn vị; null nếu không nói.
    unit: Option<Unit<'a>>,
    /// The year that is assessed.
    ///
    /// Năm đánh giá.
    year: i16,
    /// The criteria set.
    ///
    /// Bộ tiêu chí.
    criteria: Criteria<'a>,
    /// Its stages.
    ///
    /// Các chặng.
    stages: Vec<StandingOut>,
    /// The leaves whose points changed on the way.
    ///
    /// Các chỉ tiêu có điểm thay đổi.
    leaves: Vec<LeafOut<'a>>,
    /// Differences that nothing explains, together.
    ///
    /// Tổng chênh lệch không giải thích được.
    unexplained: Points,
    /// Claims above what the facts gave.
    ///
    /// Tự chấm cao hơn tính được.
    over_claims: Vec<ClaimOut<'a>>,
    /// Claims below it.
    ///
    /// Tự chấm thấp hơn tính được.
    under_claims: Vec<ClaimOut<'a>>,
    /// What differs from an earlier version; absent where none was given.
    ///
    /// Khác với bản trước ở đâu; không có nếu không đưa bản trước.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<ChangeOut<'a>>>,
}

/// A stage of the total.
///
/// Một chặng của tổng điểm.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Standing")]
struct StandingOut {
    /// The stage.
    ///
    /// Chặng.
    stage: StageOut,
    /// Its round; null where it has none.
    ///
    /// Lần thẩm định; null nếu không có.
    round: Option<u16>,
    /// The total.
    ///
    /// Tổng điểm.
    points: Points,
    /// Since the stage before; null for the first.
    ///
    /// So với chặng trước; null nếu là chặng đầu.
    change: Option<Points>,
    /// Of this, what rounding at the total and caps add.
    ///
    /// Trong đó do làm tròn tổng và mức trần.
    beyond_leaves: Option<Points>,
}

/// A leaf whose points changed.
///
/// Một chỉ tiêu có điểm thay đổi.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RecheckedLeaf")]
struct LeafOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// Its steps from stage to stage.
    ///
    /// Thay đổi từng chặng.
    steps: Vec<StepOut<'a>>,
}

/// A step of a leaf.
///
/// Thay đổi của chỉ tiêu ở một chặng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RecheckStep")]
struct StepOut<'a> {
    /// The stage that it leads to.
    ///
    /// Chặng đến.
    stage: StageOut,
    /// Its round; null where it has none.
    ///
    /// Lần thẩm định; null nếu không có.
    round: Option<u16>,
    /// Points before.
    ///
    /// Điểm trước.
    from: Points,
    /// Points after.
    ///
    /// Điểm sau.
    to: Points,
    /// to − from.
    ///
    /// Chênh lệch: to − from.
    change: Points,
    /// Of this, what nothing explains.
    ///
    /// Trong đó không giải thích được.
    unexplained: Points,
    /// What it is made of.
    ///
    /// Các phần.
    parts: Vec<PartOut<'a>>,
}

/// A part of a step.
///
/// Một phần của thay đổi.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RecheckPart")]
struct PartOut<'a> {
    /// What it changes.
    ///
    /// Thay đổi bao nhiêu.
    change: Points,
    /// The cause of the loss that came or went, or what else it is.
    ///
    /// Nguyên nhân mất điểm thêm vào hoặc hết, hoặc lý do khác.
    cause: WhyOut,
    /// The same in words, in the language asked for.
    ///
    /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
    detail: String,
    /// The reason that was given.
    ///
    /// Lý do được nêu.
    reason: Option<&'a str>,
    /// Who gave it.
    ///
    /// Ai nêu.
    by: Option<&'a str>,
    /// Whether a fact, a verdict or a reason explains it.
    ///
    /// Có số liệu, kết luận hoặc lý do giải thích hay không.
    explained: bool,
    /// Where.
    ///
    /// Ở đâu.
    place: Option<PlaceOut<'a>>,
}

/// A claim beside what the facts gave.
///
/// Điểm tự chấm so với điểm tính được.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Claim")]
struct ClaimOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// What is claimed.
    ///
    /// Điểm tự chấm.
    claimed: Points,
    /// What the facts gave at first.
    ///
    /// Điểm tính được ban đầu.
    computed: Points,
    /// claimed − computed.
    ///
    /// Chênh lệch: claimed − computed.
    difference: Points,
}

/// A difference of two versions.
///
/// Một chỗ khác giữa hai bản.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "VersionChange")]
struct ChangeOut<'a> {
    /// The code of the leaf; null for what is of the unit as a whole.
    ///
    /// Mã chỉ tiêu; null nếu là chung của đơn vị.
    criterion: Option<&'a str>,
    /// What changed.
    ///
    /// Thay đổi gì.
    what: WhatOut,
    /// How.
    ///
    /// Thay đổi thế nào.
    change: HowOut,
    /// The same in words, in the language asked for.
    ///
    /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
    detail: String,
    /// Where it stands.
    ///
    /// Ở đâu.
    place: Option<PlaceOut<'a>>,
}

/// A stage on the way to the final points.
///
/// Một chặng trên đường đến điểm cuối cùng.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Stage")]
enum StageOut {
    /// What the unit claims.
    ///
    /// Đơn vị tự chấm.
    Claimed,
    /// What its facts gave when they were first handed in.
    ///
    /// Tính từ hồ sơ nộp lần đầu.
    Computed,
    /// With what was handed in for a later round.
    ///
    /// Sau khi bổ sung, trước lần thẩm định sau.
    Supplement,
    /// After a round of appraisal.
    ///
    /// Sau một lần thẩm định.
    Appraised,
    /// What was published.
    ///
    /// Công bố.
    Published,
}

impl From<Stage> for StageOut {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Claimed => Self::Claimed,
            Stage::Computed => Self::Computed,
            Stage::Supplement(_) => Self::Supplement,
            Stage::Appraised(_) => Self::Appraised,
            Stage::Published => Self::Published,
        }
    }
}

/// The cause of a loss, or what else a part is.
///
/// Nguyên nhân mất điểm, hoặc lý do khác.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Why")]
enum WhyOut {
    /// A loss.
    ///
    /// Mất điểm.
    Loss(Cause),
    /// Something else.
    ///
    /// Lý do khác.
    Other(OtherOut),
}

/// What a part is that is no loss.
///
/// Phần không phải mất điểm.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "NoLoss")]
enum OtherOut {
    /// Points that are still to be given.
    ///
    /// Điểm chờ.
    Pending,
    /// What does not apply.
    ///
    /// Không áp dụng.
    NotApplicable,
    /// Points of bonus and penalty, which have no losses.
    ///
    /// Điểm cộng, điểm trừ.
    Beside,
}

/// What changed between versions.
///
/// Thay đổi gì.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Changed")]
enum WhatOut {
    /// A figure.
    ///
    /// Số liệu.
    Figure,
    /// A row of evidence.
    ///
    /// Dòng minh chứng.
    Evidence,
    /// A file.
    ///
    /// Tệp.
    File,
    /// An explanation.
    ///
    /// Giải trình.
    Explanation,
    /// That a leaf does not apply.
    ///
    /// Khai không áp dụng.
    NotApplicable,
    /// A claim.
    ///
    /// Điểm tự chấm.
    Claim,
}

/// How it changed.
///
/// Thay đổi thế nào.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "How")]
enum HowOut {
    /// It is new.
    ///
    /// Thêm.
    Added,
    /// It is gone.
    ///
    /// Bỏ.
    Removed,
    /// It is another.
    ///
    /// Đổi.
    Changed,
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<Document<'_>>()
}

/// Renders the ways of units, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(all: &[Followed<'_>]) -> std::io::Result<String> {
    pretty(&Document {
        schema: SCHEMA,
        tool: tool(),
        units: all.iter().map(unit).collect(),
    })
}

fn unit<'a>(of: &'a Followed<'a>) -> UnitOut<'a> {
    let set = &*of.submission.set;
    let recheck = of.recheck;
    let stages = recheck.stages.iter().enumerate().map(|(at, standing)| {
        let points = standing.assessment.total.points;
        let before = at.checked_sub(1).map(|before| &recheck.stages[before]);
        StandingOut {
            stage: standing.stage.into(),
            round: standing.stage.round(),
            points,
            change: before.map(|before| points - before.assessment.total.points),
            beyond_leaves: before.map(|_| recheck.beyond_leaves(at - 1)),
        }
    });
    let leaves = recheck.leaves.iter().map(|leaf| LeafOut {
        criterion: set.nodes[leaf.leaf].code.as_str(),
        steps: leaf.steps.iter().map(|one| step(of, one)).collect(),
    });
    UnitOut {
        unit: unit_out(&of.submission.unit.unit),
        year: of.submission.year,
        criteria: criteria_out(set),
        stages: stages.collect(),
        leaves: leaves.collect(),
        unexplained: recheck.unexplained,
        over_claims: recheck.over.iter().map(|one| claim(of, one)).collect(),
        under_claims: recheck.under.iter().map(|one| claim(of, one)).collect(),
        changes: of
            .changes
            .map(|changes| changes.iter().map(|one| change(of, one)).collect()),
    }
}

fn step<'a>(of: &'a Followed<'a>, step: &'a Step) -> StepOut<'a> {
    let stage: Stage = of.recheck.stages[step.stages.1].stage;
    StepOut {
        stage: stage.into(),
        round: stage.round(),
        from: step.points.0,
        to: step.points.1,
        change: step.change(),
        unexplained: step.unexplained,
        parts: step.parts.iter().map(|one| part(of, step, one)).collect(),
    }
}

fn part<'a>(of: &'a Followed<'a>, step: &Step, part: &'a Part) -> PartOut<'a> {
    let cause = match part.why {
        Why::Loss(stage, index) => {
            let loss = of.recheck.stages[stage].assessment.losses.get(index);
            loss.map_or(WhyOut::Other(OtherOut::Beside), |loss| {
                WhyOut::Loss(loss.cause.into())
            })
        }
        Why::Pending => WhyOut::Other(OtherOut::Pending),
        Why::NotApplicable => WhyOut::Other(OtherOut::NotApplicable),
        Why::Beside => WhyOut::Other(OtherOut::Beside),
    };
    PartOut {
        change: part.change,
        cause,
        detail: of.part(step, part),
        reason: part.reason.as_deref(),
        by: part.by.as_deref(),
        explained: part.is_explained,
        place: part.place.as_ref().map(place_out),
    }
}

fn claim<'a>(of: &'a Followed<'a>, claim: &Claim) -> ClaimOut<'a> {
    ClaimOut {
        criterion: of.submission.set.nodes[claim.leaf].code.as_str(),
        claimed: claim.claimed,
        computed: claim.computed,
        difference: claim.claimed - claim.computed,
    }
}

fn change<'a>(of: &'a Followed<'a>, change: &'a Change) -> ChangeOut<'a> {
    let what = match change.what {
        What::Figure(..) => WhatOut::Figure,
        What::Evidence(..) => WhatOut::Evidence,
        What::File(..) => WhatOut::File,
        What::Explanation(..) => WhatOut::Explanation,
        What::NotApplicable(..) => WhatOut::NotApplicable,
        What::Claim(..) => WhatOut::Claim,
    };
    ChangeOut {
        criterion: change
            .leaf
            .map(|leaf| of.submission.set.nodes[leaf].code.as_str()),
        what,
        change: match change.what.is_there() {
            (false, _) => HowOut::Added,
            (true, false) => HowOut::Removed,
            (true, true) => HowOut::Changed,
        },
        detail: of.change(change),
        place: change.place.as_ref().map(place_out),
    }
}
