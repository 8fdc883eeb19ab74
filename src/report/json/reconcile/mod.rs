//! Reconciliation JSON, schema `parindex/reconcile/v1`: a frozen shape of its own.

mod conclusion;
mod readings;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::diagnostics::diagnostics_out;
use super::names::DAY;
use super::set_names::{Mode, RoundedAt};
use super::{
    Criteria, DiagnosticOut, FileOut, PlaceOut, Tool, Unit, criteria_out, file_out, place_out,
    pretty, tool, unit_out,
};
use crate::points::{Points, Rounding};
use crate::reconcile::case::{Found, Observation, Standing};
use crate::reconcile::worth::Gap;
use crate::report::reconcile::{Outcome, Reconciled};
use conclusion::{ConclusionOut, conclusion};
use readings::{LeafOut, leaves};

/// The schema of a reconciliation.
pub const SCHEMA: &str = "parindex/reconcile/v1";

/// Which readings of a set reproduce published points.
///
/// Cách đọc nào của bộ tiêu chí cho đúng điểm công bố.
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
    tool: Tool<'static>,
    /// Always null: no day plays a part.
    ///
    /// Luôn là null: không phụ thuộc ngày nào.
    #[schemars(regex(pattern = DAY))]
    as_of: Option<String>,
    /// The year that is assessed.
    ///
    /// Năm đánh giá.
    year: i16,
    /// The criteria set.
    ///
    /// Bộ tiêu chí.
    criteria: Criteria<'a>,
    /// How many official points could be compared.
    ///
    /// Số điểm công bố đã so được.
    compared: usize,
    /// The official points.
    ///
    /// Các điểm công bố.
    observations: Vec<ObservationOut<'a>>,
    /// The leaves with their readings.
    ///
    /// Các chỉ tiêu với các cách đọc.
    leaves: Vec<LeafOut<'a>>,
    /// What each way of rounding reproduces, the one in force first.
    ///
    /// Mỗi cách làm tròn cho đúng những gì; cách đang dùng đứng đầu.
    roundings: Vec<UnderOut<'a>>,
    /// What follows.
    ///
    /// Kết luận.
    conclusion: ConclusionOut<'a>,
    /// What was noticed about the inputs.
    ///
    /// Những lưu ý về đầu vào.
    diagnostics: Vec<DiagnosticOut<'a>>,
    /// The manifests and the tables that were read.
    ///
    /// Tệp parindex.yaml và các bảng đã đọc.
    inputs: Vec<FileOut<'a>>,
}

/// A published number of points.
///
/// Một điểm công bố.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Observation")]
struct ObservationOut<'a> {
    /// The unit; null where nobody named it.
    ///
    /// Đơn vị; null nếu không nói.
    unit: Option<Unit<'a>>,
    /// The code of the node; null for the total.
    ///
    /// Mã của mục; null nếu là tổng điểm.
    criterion: Option<&'a str>,
    /// The points.
    ///
    /// Điểm.
    published: Points,
    /// Whether it could be compared.
    ///
    /// So được hay không.
    compared: bool,
    /// Why not, leaf by leaf; absent where it could.
    ///
    /// Vì sao không, từng chỉ tiêu; không có nếu so được.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    open: Vec<OpenOut<'a>>,
    /// Where in the inputs it stands.
    ///
    /// Chỗ trong đầu vào.
    place: PlaceOut<'a>,
}

/// A leaf that cannot be worked out.
///
/// Một chỉ tiêu chưa tính được.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Open")]
struct OpenOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// What it lacks.
    ///
    /// Thiếu gì.
    #[serde(flatten)]
    gap: GapOut<'a>,
}

/// What a leaf lacks.
///
/// Chỉ tiêu thiếu gì.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Gap")]
struct GapOut<'a> {
    /// What lacks.
    ///
    /// Thiếu gì.
    reason: GapReason,
    /// The figures that lack; absent for other reasons.
    ///
    /// Các số liệu thiếu; không có nếu vì lý do khác.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    figures: &'a [String],
}

/// What lacks.
///
/// Thiếu gì.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum GapReason {
    /// Nothing is said of it.
    ///
    /// Chưa khai gì.
    Unanswered,
    /// Its points are still to be given.
    ///
    /// Còn chờ điểm.
    Pending,
    /// Figures are not stated.
    ///
    /// Thiếu số liệu.
    FigureMissing,
}

/// A way of rounding.
///
/// Một cách làm tròn.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Rounding")]
struct RoundingOut {
    /// Decimals.
    ///
    /// Số chữ số thập phân.
    digits: u32,
    /// How points are rounded.
    ///
    /// Cách làm tròn.
    mode: Mode,
    /// What is rounded.
    ///
    /// Làm tròn ở đâu.
    at: RoundedAt,
}

/// What a way of rounding reproduces.
///
/// Một cách làm tròn cho đúng những gì.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Under")]
struct UnderOut<'a> {
    /// The way of rounding.
    ///
    /// Cách làm tròn.
    #[serde(flatten)]
    rounding: RoundingOut,
    /// Whether it is the set's.
    ///
    /// Có phải cách của bộ tiêu chí hay không.
    in_force: bool,
    /// How many official points it reproduces.
    ///
    /// Số điểm công bố cho đúng.
    reproduced: usize,
    /// Those that no reading reproduces.
    ///
    /// Những điểm không cách đọc nào cho đúng.
    missed: Vec<MissOut<'a>>,
    /// How many could not be tested.
    ///
    /// Số điểm không thử được.
    not_tested: usize,
    /// How many were not examined, for there are too many combinations.
    ///
    /// Số điểm chưa xét vì quá nhiều tổ hợp.
    not_examined: usize,
    /// Joint readings of the leaves that fit under it.
    ///
    /// Số cách đọc chung khớp.
    fitting: u64,
    /// Joint readings that are not refuted and could not all be tested.
    ///
    /// Số cách đọc chung chưa bị bác mà không thử được hết.
    open: u64,
}

/// An official number of points, and what stands there with the readings that fit best.
///
/// Một điểm công bố, và điểm theo cách đọc khớp nhất.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Miss")]
struct MissOut<'a> {
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
    /// What the readings give; null where nothing there applies.
    ///
    /// Điểm theo cách đọc; null nếu không áp dụng.
    points: Option<Points>,
    /// points − published; null likewise.
    ///
    /// points − published; null tương tự.
    difference: Option<Points>,
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<Document<'_>>()
}

/// Renders a reconciliation, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(view: &Reconciled<'_>) -> std::io::Result<String> {
    let submission = view.submission;
    let case = &view.found.case;
    let document = Document {
        schema: SCHEMA,
        tool: tool(),
        as_of: None,
        year: submission.year,
        criteria: criteria_out(view.set()),
        compared: view.found.compared(),
        observations: case
            .observations
            .iter()
            .map(|observation| observation_out(view, observation))
            .collect(),
        leaves: leaves(view),
        roundings: (0..view.found.roundings.len())
            .map(|index| under_out(view, index))
            .collect(),
        conclusion: conclusion(view),
        diagnostics: diagnostics_out(view.diagnostics, view.lang),
        inputs: submission
            .inputs
            .iter()
            .map(|file| file_out(file))
            .collect(),
    };
    pretty(&document)
}

fn observation_out<'a>(view: &Reconciled<'a>, observation: &'a Observation) -> ObservationOut<'a> {
    let open = match &observation.standing {
        Standing::Open(gaps) => gaps.as_slice(),
        Standing::Compared | Standing::NotApplicable => &[],
    };
    ObservationOut {
        unit: unit_at(view, observation.unit),
        criterion: code(view, observation.node),
        published: observation.published,
        compared: observation.standing == Standing::Compared,
        open: open
            .iter()
            .map(|(leaf, gap)| OpenOut {
                criterion: view.set().nodes[*leaf].code.as_str(),
                gap: gap_out(gap),
            })
            .collect(),
        place: place_out(&observation.place),
    }
}

fn under_out<'a>(view: &Reconciled<'a>, index: usize) -> UnderOut<'a> {
    let found = view.found;
    let under = &found.roundings[index];
    let (missed, open, left) = (under.all_missed(), under.all_open(), under.left());
    let unexamined = under.unexamined.len();
    UnderOut {
        rounding: rounding_out(under.rounding),
        in_force: index == 0,
        reproduced: found.compared() - missed.len() - open.len() - unexamined,
        missed: missed
            .iter()
            .map(|at| miss_out(view, index, &found.case.observations[*at]))
            .collect(),
        not_tested: open.len(),
        not_examined: unexamined,
        fitting: count(left.fitting),
        open: count(left.open),
    }
}

fn miss_out<'a>(view: &Reconciled<'a>, under: usize, observation: &'a Observation) -> MissOut<'a> {
    let best = view.best(under, observation);
    MissOut {
        unit: unit_at(view, observation.unit),
        criterion: code(view, observation.node),
        published: observation.published,
        points: points(&best),
        difference: best.difference,
    }
}

fn points(outcome: &Outcome) -> Option<Points> {
    match outcome.found {
        Found::Points(points) => Some(points),
        Found::NotApplicable | Found::Open => None,
    }
}

fn unit_at<'a>(view: &Reconciled<'a>, index: usize) -> Option<Unit<'a>> {
    unit_out(view.found.case.units[index].unit)
}

fn code<'a>(view: &Reconciled<'a>, node: Option<usize>) -> Option<&'a str> {
    node.map(|node| view.set().nodes[node].code.as_str())
}

fn gap_out(gap: &Gap) -> GapOut<'_> {
    let (reason, figures): (_, &[String]) = match gap {
        Gap::Unanswered => (GapReason::Unanswered, &[]),
        Gap::Pending => (GapReason::Pending, &[]),
        Gap::NotStated(figures) => (GapReason::FigureMissing, figures),
    };
    GapOut { reason, figures }
}

fn rounding_out(rounding: Rounding) -> RoundingOut {
    RoundingOut {
        digits: rounding.digits,
        mode: rounding.mode.into(),
        at: rounding.at.into(),
    }
}

/// A count as scripts read it; the greatest stands for all beyond it.
fn count(count: u128) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
