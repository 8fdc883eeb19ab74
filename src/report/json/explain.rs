//! The trace of one node, or of all: schema `parindex/explain/v1`. Nodes, losses, documents and
//! figures are those of the result; beside them stand each leaf's rule in words, and the changes
//! of figures that would win points.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::documents::{DocumentOut, documents};
use super::figures::{FigureOut, FigureValue, figure_value, figures};
use super::losses::{LossOut, losses};
use super::names::DAY;
use super::nodes::{NodeOut, nodes};
use super::registers::{self, LeafRegisterOut};
use super::surveys::{SurveyOut, surveys};
use super::{Criteria, Tool, Unit, criteria_out, pretty, tool, unit_out};
use crate::criteria::code::Code;
use crate::points::Points;
use crate::report::rule_words;
use crate::report::view::View;
use crate::rules::KINDS;
use crate::score::next::changes;
use crate::survey::QuestionSet;

/// The schema of traces.
pub const SCHEMA: &str = "parindex/explain/v1";

/// How the points of one node, or of all, come about.
///
/// Vì sao một mục, hoặc mọi mục, được chừng ấy điểm.
#[derive(Serialize, JsonSchema)]
#[schemars(title = SCHEMA)]
struct Trace<'a> {
    /// Which form this is.
    ///
    /// Lược đồ của kết quả.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// What wrote it.
    ///
    /// Chương trình đã ghi.
    tool: Tool<'static>,
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
    /// The criteria set.
    ///
    /// Bộ tiêu chí.
    criteria: Criteria<'a>,
    /// The node that was asked for; null for all.
    ///
    /// Mã của mục được hỏi; null nếu là tất cả.
    code: Option<&'a str>,
    /// The node and those below.
    ///
    /// Mục ấy và các mục bên dưới.
    nodes: Vec<NodeOut<'a>>,
    /// The rules of their leaves.
    ///
    /// Cách tính của các chỉ tiêu.
    rules: Vec<RuleOut<'a>>,
    /// Their losses.
    ///
    /// Điểm mất.
    losses: Vec<LossOut<'a>>,
    /// Their documents.
    ///
    /// Tài liệu.
    documents: Vec<DocumentOut<'a>>,
    /// Their figures.
    ///
    /// Số liệu.
    figures: Vec<FigureOut<'a>>,
    /// What their leaves read of dossier registers.
    ///
    /// Số liệu lấy từ sổ theo dõi hồ sơ.
    registers: Vec<LeafRegisterOut<'a>>,
    /// The counted answers behind figures that their rules read.
    ///
    /// Kết quả phiếu khảo sát mà cách tính dùng.
    surveys: Vec<SurveyOut<'a>>,
    /// Changes of one figure that would win points, all else as it is.
    ///
    /// Đổi một số liệu, mọi thứ khác giữ nguyên, thì được thêm điểm.
    next: Vec<NextOut<'a>>,
}

/// The rule of a leaf.
///
/// Cách tính của một chỉ tiêu.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RuleInWords")]
struct RuleOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// Its kind.
    ///
    /// Loại quy tắc.
    #[schemars(extend("enum" = KINDS))]
    kind: &'static str,
    /// The same in words, in the language asked for.
    ///
    /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
    words: String,
}

/// A change of one figure that wins points.
///
/// Một thay đổi số liệu được thêm điểm.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Next")]
struct NextOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// The figure.
    ///
    /// Số liệu.
    figure: String,
    /// Its value now.
    ///
    /// Giá trị hiện nay.
    from: FigureValue<'static>,
    /// The value that wins.
    ///
    /// Giá trị cần đạt.
    to: FigureValue<'static>,
    /// What it wins at the leaf.
    ///
    /// Điểm được thêm.
    gain: Points,
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<Trace<'_>>()
}

/// Renders the trace of a node, or of all.
///
/// # Errors
/// Where an attachment that was listed can no longer be read.
pub fn render(view: &View<'_>, code: Option<&Code>) -> std::io::Result<String> {
    let set = view.set();
    let above = code.and_then(|code| set.node(code)).map(|(index, _)| index);
    let wanted = |index: usize| above.is_none_or(|above| set.is_below(index, above));
    let is_wanted = |code: Option<&str>| {
        let code = code.and_then(Code::parse);
        let node = code.as_ref().and_then(|code| set.node(code));
        match node {
            Some((index, _)) => wanted(index),
            // What belongs to no node (rounding, figures of the set) belongs to all.
            None => above.is_none(),
        }
    };
    let facts = &view.submission.unit.facts;
    let checked = view.submission.files_checked;
    let mut rules = Vec::new();
    let mut next = Vec::new();
    let mut registers = Vec::new();
    for (index, node, leaf) in set.leaves().filter(|(index, ..)| wanted(*index)) {
        let criterion = node.code.as_str();
        rules.push(RuleOut {
            criterion,
            kind: leaf.rule.kind(),
            words: rule_words::words(set, node, leaf, &leaf.rule, view.lang).line(),
        });
        registers.extend(registers::of_leaf(set, index, facts, view.lang));
        for change in changes(set, index, facts, checked) {
            next.push(NextOut {
                criterion,
                figure: change.figure,
                from: figure_value(&change.from).into_owned(),
                to: figure_value(&change.to).into_owned(),
                gain: change.gain,
            });
        }
    }
    let is_read = |survey: &QuestionSet| {
        let mut leaves = set.leaves().filter(|(index, ..)| wanted(*index));
        above.is_none()
            || leaves.any(|(_, _, leaf)| leaf.rule.figures().contains(survey.figure.id.as_str()))
    };
    pretty(&Trace {
        schema: SCHEMA,
        tool: tool(),
        as_of: view.as_of.map(|date| date.to_string()),
        unit: unit_out(&view.submission.unit.unit),
        year: view.submission.year,
        criteria: criteria_out(set),
        code: code.map(Code::as_str),
        nodes: kept(nodes(view), |node| is_wanted(Some(node.code))),
        rules,
        losses: kept(losses(view), |loss| is_wanted(loss.criterion)),
        documents: kept(documents(view), |document| {
            is_wanted(Some(document.criterion))
        }),
        figures: kept(figures(view), |figure| is_wanted(Some(figure.criterion))),
        registers,
        surveys: surveys(set.surveys.iter().filter(|survey| is_read(survey)), facts),
        next,
    })
}

fn kept<T>(all: Vec<T>, is_wanted: impl Fn(&T) -> bool) -> Vec<T> {
    all.into_iter().filter(is_wanted).collect()
}
