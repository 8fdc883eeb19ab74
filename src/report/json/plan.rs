//! A plan: schema `parindex/plan/v1`.

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::figures::{FigureValue, figure_value};
use super::names::{Cause, DAY};
use super::{Criteria, Tool, Unit, criteria_out, pretty, tool, unit_out};
use crate::plan::solve::{Act, Goal, Proof, Step};
use crate::plan::unreachable::Why;
use crate::points::{Exact, Points};
use crate::report::plan::Planned;

/// The schema of plans.
pub const SCHEMA: &str = "parindex/plan/v1";

/// The least work that reaches a goal.
///
/// Cách ít công nhất để đạt mục tiêu.
#[derive(Serialize, JsonSchema)]
#[schemars(title = SCHEMA)]
struct PlanOut<'a> {
    /// Which form this is.
    ///
    /// Lược đồ của kết quả.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// What wrote it.
    ///
    /// Chương trình đã ghi.
    tool: Tool<'a>,
    /// The day that was taken as today; null for none.
    ///
    /// Ngày được coi là hôm nay; null nếu không nói.
    #[schemars(regex(pattern = DAY))]
    as_of: Option<String>,
    /// The unit; null where nobody named it.
    ///
    /// Đơn vị; null nếu không nói.
    unit: Option<Unit<'a>>,
    /// The year that is assessed.
    ///
    /// Năm đánh giá.
    year: i16,
    /// The year it is for.
    ///
    /// Lập cho năm nào.
    for_year: i16,
    /// The criteria set.
    ///
    /// Bộ tiêu chí.
    criteria: Criteria<'a>,
    /// What is to be reached.
    ///
    /// Mục tiêu.
    goal: GoalOut<'a>,
    /// The day by which everything has to be done; null for none.
    ///
    /// Ngày phải xong hết; null nếu không nói.
    #[schemars(regex(pattern = DAY))]
    by: Option<String>,
    /// Of the points that are pending, this percentage is taken as given; null for none.
    ///
    /// Tỷ lệ phần trăm điểm chờ được coi là đạt; null nếu không.
    assume_pending: Option<Points>,
    /// The total now.
    ///
    /// Tổng điểm hiện nay.
    now: Points,
    /// Whether the goal can be reached.
    ///
    /// Đạt được mục tiêu hay không.
    reached: bool,
    /// The total after all steps.
    ///
    /// Tổng điểm sau mọi việc.
    then: Points,
    /// The same in percent; null where nothing applies.
    ///
    /// Phần trăm khi đó; null nếu không có gì áp dụng.
    percent: Option<Points>,
    /// The class then; null where it is open, or there is none.
    ///
    /// Mức xếp loại khi đó; null nếu chưa rõ hoặc không có.
    class: Option<&'a str>,
    /// Days of work in all.
    ///
    /// Tổng số ngày công.
    effort: Points,
    /// How far it is proved that less work does not do.
    ///
    /// Đã chứng minh đến đâu là không thể ít công hơn.
    proof: ProofOut,
    /// The steps to take; those of one group win only together.
    ///
    /// Các việc cần làm; việc trong một nhóm phải làm cùng nhau mới được điểm.
    groups: Vec<GroupOut<'a>>,
    /// Everything that could be done; of the steps of one figure one can be chosen.
    ///
    /// Mọi việc có thể làm; các bước của một số liệu chỉ chọn một.
    open: Vec<Vec<StepOut<'a>>>,
    /// The most points for each amount of work.
    ///
    /// Điểm cao nhất ứng với từng mức công.
    frontier: FrontierOut,
    /// Points that stay lost whatever is done.
    ///
    /// Điểm không lấy lại được dù làm gì.
    unreachable: Vec<LostOut<'a>>,
}

/// What is to be reached.
///
/// Mục tiêu.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Goal")]
enum GoalOut<'a> {
    /// This total.
    ///
    /// Tổng điểm này.
    Points(Points),
    /// This percentage.
    ///
    /// Phần trăm này.
    Percent(Points),
    /// This class.
    ///
    /// Mức xếp loại này.
    Class(&'a str),
    /// As many points as can be had.
    ///
    /// Cao nhất có thể.
    Most,
}

/// How far a plan is proved.
///
/// Chứng minh.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Proof")]
struct ProofOut {
    /// Whether every combination was covered.
    ///
    /// Đã xét mọi tổ hợp hay chưa.
    optimal: bool,
    /// The goal takes at least so many days of work; null where the plan is the best.
    ///
    /// Ít nhất phải chừng này ngày công; null nếu phương án là tốt nhất.
    at_least: Option<Points>,
}

/// Steps that are taken together.
///
/// Các việc làm cùng nhau.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StepGroup")]
struct GroupOut<'a> {
    /// The steps.
    ///
    /// Các việc.
    steps: Vec<StepOut<'a>>,
    /// What they win at the total, all groups before them done.
    ///
    /// Tổng điểm được thêm, sau các nhóm trước.
    gain: Points,
}

/// Something to do.
///
/// Một việc.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Step")]
struct StepOut<'a> {
    /// What is done.
    ///
    /// Làm gì.
    act: ActOut,
    /// The codes of the leaves it serves.
    ///
    /// Mã các chỉ tiêu.
    criteria: Vec<&'a str>,
    /// The document to attach; absent where a figure is raised.
    ///
    /// Tài liệu cần đính kèm; không có nếu là nâng số liệu.
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    /// The figure to raise; absent where a document is attached.
    ///
    /// Số liệu cần nâng; không có nếu là đính kèm.
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<String>,
    /// Its value now; absent likewise.
    ///
    /// Giá trị hiện nay; không có tương tự.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<FigureValue<'static>>,
    /// Its value then; absent likewise.
    ///
    /// Giá trị cần đạt; không có tương tự.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<FigureValue<'static>>,
    /// The same in words, in the language asked for.
    ///
    /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
    words: String,
    /// The role that answers for it.
    ///
    /// Chức danh phụ trách.
    owner: Option<&'a str>,
    /// Until when; null for no day.
    ///
    /// Hạn; null nếu không có.
    #[schemars(regex(pattern = DAY))]
    by: Option<String>,
    /// Days of work.
    ///
    /// Số ngày công.
    effort: Points,
    /// Whether somebody stated them, or they are assumed.
    ///
    /// Có ai nêu số ngày công, hay là giả định.
    effort_stated: bool,
}

/// What is done.
///
/// Làm gì.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Act")]
enum ActOut {
    /// A document is attached.
    ///
    /// Đính kèm tài liệu.
    Attach,
    /// A figure is raised.
    ///
    /// Nâng số liệu.
    Raise,
}

/// The most points for each amount of work.
///
/// Điểm cao nhất ứng với từng mức công.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Frontier")]
struct FrontierOut {
    /// Whether every combination was covered.
    ///
    /// Đã xét mọi tổ hợp hay chưa.
    exact: bool,
    /// From no work upwards.
    ///
    /// Từ không tốn công trở lên.
    points: Vec<ReachedOut>,
}

/// What an amount of work reaches.
///
/// Một mức công đạt bao nhiêu điểm.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reached")]
struct ReachedOut {
    /// Days of work.
    ///
    /// Số ngày công.
    effort: Points,
    /// The total.
    ///
    /// Tổng điểm.
    points: Points,
}

/// Points that stay lost.
///
/// Điểm không lấy lại được.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Lost")]
struct LostOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// How many.
    ///
    /// Bao nhiêu.
    points: Points,
    /// Why they are lost.
    ///
    /// Nguyên nhân mất.
    cause: Cause,
    /// Why nothing wins them back.
    ///
    /// Vì sao không lấy lại được.
    why: WhyOut,
}

/// Why nothing that can be done wins points back.
///
/// Vì sao không việc nào lấy lại được điểm.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Unreachable")]
enum WhyOut {
    /// A survey, a council or a system gives them.
    ///
    /// Do khảo sát, hội đồng hoặc hệ thống cho.
    GivenByOthers,
    /// The unit states its points itself.
    ///
    /// Đơn vị tự khai số điểm.
    Stated,
    /// A figure is not stated, so nobody knows what could be won.
    ///
    /// Chưa khai số liệu nên không biết lấy lại được bao nhiêu.
    FigureUnknown,
    /// A document was issued late, and its date stands.
    ///
    /// Văn bản đã ban hành muộn, ngày không đổi được.
    IssuedLate,
    /// Too few days are left, or none.
    ///
    /// Không còn đủ ngày.
    NoTime,
    /// The period that is measured is over.
    ///
    /// Kỳ tính số liệu đã hết.
    PeriodOver,
    /// The set does not declare the kind of the figures.
    ///
    /// Bộ tiêu chí không khai loại số liệu.
    Undeclared,
    /// No figure of the leaf alone wins more.
    ///
    /// Không số liệu nào của chỉ tiêu tự nó lấy thêm được điểm.
    NoStep,
}

impl From<Why> for WhyOut {
    fn from(why: Why) -> Self {
        match why {
            Why::GivenByOthers => Self::GivenByOthers,
            Why::Stated => Self::Stated,
            Why::FigureUnknown => Self::FigureUnknown,
            Why::IssuedLate => Self::IssuedLate,
            Why::NoTime => Self::NoTime,
            Why::PeriodOver(_) => Self::PeriodOver,
            Why::Undeclared => Self::Undeclared,
            Why::NoStep => Self::NoStep,
        }
    }
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<PlanOut<'_>>()
}

/// Renders a plan.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(planned: &Planned<'_>) -> std::io::Result<String> {
    let (view, plan, setting) = (planned.view, planned.plan, planned.setting);
    let set = view.set();
    let goal = match plan.goal {
        Goal::Points(points) => GoalOut::Points(Points::new(points)),
        Goal::Percent(percent) => GoalOut::Percent(Points::new(percent)),
        Goal::Class(class) => GoalOut::Class(&set.classes[class].name),
        Goal::Most => GoalOut::Most,
    };
    let groups = plan.groups.iter().map(|group| GroupOut {
        steps: steps(planned, &group.steps),
        gain: group.gain,
    });
    let open = plan.open.iter().map(|choices| steps(planned, choices));
    let unreachable = plan.lost.iter().filter_map(|(position, why)| {
        let loss = &plan.best.losses[*position];
        Some(LostOut {
            criterion: set.nodes[loss.node?].code.as_str(),
            points: loss.points,
            cause: loss.cause.into(),
            why: (*why).into(),
        })
    });
    let frontier = plan.frontier.iter().map(|(effort, points)| ReachedOut {
        effort: Points::new(*effort),
        points: *points,
    });
    let known = view.assessment.total.pending.is_zero() || setting.assume_pending.is_some();
    let class = plan.class.filter(|_| known);
    pretty(&PlanOut {
        schema: SCHEMA,
        tool: tool(),
        as_of: setting.time.today.map(|day| day.to_string()),
        unit: unit_out(&view.submission.unit.unit),
        year: view.submission.year,
        for_year: setting
            .time
            .next
            .map_or(view.submission.year, |set| set.year),
        criteria: criteria_out(set),
        goal,
        by: setting.time.by.map(|day| day.to_string()),
        assume_pending: setting
            .assume_pending
            .map(|share| set.rounding.total(&(share * &Exact::from(100)))),
        now: plan.now,
        reached: plan.reached,
        then: plan.then,
        percent: plan.percent,
        class: class.map(|class| set.classes[class].name.as_str()),
        effort: Points::new(plan.effort),
        proof: match plan.proof {
            Proof::Optimal => ProofOut {
                optimal: true,
                at_least: None,
            },
            Proof::AtLeast(days) => ProofOut {
                optimal: false,
                at_least: Some(Points::new(days)),
            },
        },
        groups: groups.collect(),
        open: open.collect(),
        frontier: FrontierOut {
            exact: plan.exact,
            points: frontier.collect(),
        },
        unreachable: unreachable.collect(),
    })
}

fn steps<'a>(planned: &Planned<'a>, steps: &[Step]) -> Vec<StepOut<'a>> {
    steps.iter().map(|step| step_out(planned, step)).collect()
}

fn step_out<'a>(planned: &Planned<'a>, step: &Step) -> StepOut<'a> {
    let set = planned.view.set();
    let (act, document, figure, from, to) = match &step.act {
        Act::Attach { document, .. } => (ActOut::Attach, Some(document.clone()), None, None, None),
        Act::Raise {
            figure, from, to, ..
        } => (
            ActOut::Raise,
            None,
            Some(figure.clone()),
            Some(figure_value(from).into_owned()),
            Some(figure_value(to).into_owned()),
        ),
    };
    let codes = step.leaves().iter();
    StepOut {
        act,
        criteria: codes.map(|leaf| set.nodes[*leaf].code.as_str()).collect(),
        document,
        figure,
        from,
        to,
        words: planned.act(step),
        owner: planned.role(step),
        by: step.by.map(|day| day.to_string()),
        effort: Points::new(Decimal::normalize(&step.effort.days)),
        effort_stated: step.effort.stated,
    }
}
