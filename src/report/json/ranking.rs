//! A ranking, schema `parindex/ranking/v1`.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::diagnostics::{DiagnosticOut, diagnostics_out};
use super::names::{Basis, DAY};
use super::total::{CountsOut, TotalOut, counts, total_of};
use super::{Criteria, FileOut, Tool, Unit, criteria_out, file_out, pretty, tool, unit_out};
use crate::criteria::model::CriteriaSet;
use crate::points::Points;
use crate::ranking::{Entry, Group, NotRanked, Ranked, Ranking};
use crate::score::published::{Difference, Published};
use crate::text::lang::Lang;

/// The schema of a ranking.
pub const SCHEMA: &str = "parindex/ranking/v1";

/// A ranking of units by one set.
///
/// Bảng xếp hạng các đơn vị theo một bộ tiêu chí.
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
    /// The manifests and the tables that were read.
    ///
    /// Tệp parindex.yaml và các bảng đã đọc.
    inputs: Vec<FileOut<'a>>,
    /// What the points stand on.
    ///
    /// Căn cứ tính điểm.
    basis: Basis,
    /// The ranked units, group by group, best first.
    ///
    /// Các đơn vị được xếp hạng, theo nhóm, cao xuống thấp.
    units: Vec<UnitOut<'a>>,
    /// The units without a rank.
    ///
    /// Các đơn vị không xếp hạng.
    not_ranked: Vec<NotRankedOut<'a>>,
    /// Each group in numbers.
    ///
    /// Số liệu chung của từng nhóm.
    summary: Vec<SummaryOut<'a>>,
    /// What was noticed about the inputs.
    ///
    /// Những lưu ý về đầu vào.
    diagnostics: Vec<DiagnosticOut<'a>>,
}

/// A ranked unit.
///
/// Một đơn vị được xếp hạng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RankedUnit")]
struct UnitOut<'a> {
    /// Its rank, from 1.
    ///
    /// Thứ hạng, từ 1.
    rank: usize,
    /// Whether another unit shares it.
    ///
    /// Có đồng hạng hay không.
    tied: bool,
    /// The group of units it is ranked in; null without groups.
    ///
    /// Nhóm xếp hạng; null nếu không chia nhóm.
    group: Option<&'a str>,
    /// The unit; null where nobody named it.
    ///
    /// Đơn vị; null nếu không nói.
    unit: Option<Unit<'a>>,
    /// The path of its submission, or of its table.
    ///
    /// Đường dẫn của hồ sơ hoặc bảng.
    path: &'a str,
    /// Its result as a whole.
    ///
    /// Kết quả chung.
    total: TotalOut<'a>,
    /// How many leaves stand how.
    ///
    /// Số chỉ tiêu theo tình trạng.
    counts: CountsOut,
    /// Its fields.
    ///
    /// Các lĩnh vực.
    fields: Vec<FieldOut<'a>>,
    /// The fewest points with which it would have the rank above; null for the first.
    ///
    /// Tổng điểm ít nhất để lên hạng trên; null nếu đứng đầu.
    next_rank: Option<Points>,
    /// The next better class; null without one.
    ///
    /// Mức xếp loại trên; null nếu không có.
    next_class: Option<NextClass<'a>>,
    /// Published beside computed points; absent without published ones.
    ///
    /// Điểm công bố so với điểm tính được; không có nếu chưa công bố.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<PublishedOut<'a>>,
    /// Every node, with `--details`; else absent.
    ///
    /// Mọi mục, khi có `--details`; nếu không thì không có.
    #[serde(skip_serializing_if = "Option::is_none")]
    nodes: Option<Vec<NodeOut<'a>>>,
    /// What was noticed about its inputs.
    ///
    /// Những lưu ý về đầu vào của đơn vị.
    diagnostics: Vec<DiagnosticOut<'a>>,
}

/// A field of a unit.
///
/// Một lĩnh vực của đơn vị.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RankedField")]
struct FieldOut<'a> {
    /// Its code.
    ///
    /// Mã.
    code: &'a str,
    /// The points at most.
    ///
    /// Điểm tối đa.
    max: Points,
    /// Its points; null where it does not apply.
    ///
    /// Điểm đạt; null nếu không áp dụng.
    points: Option<Points>,
    /// Points lost.
    ///
    /// Điểm mất.
    lost: Points,
    /// Points still to be given.
    ///
    /// Điểm chờ.
    pending: Points,
    /// Points taken out because they do not apply.
    ///
    /// Điểm loại ra vì không áp dụng.
    excluded: Points,
}

/// A node of a unit.
///
/// Một mục của đơn vị.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RankedNode")]
struct NodeOut<'a> {
    /// Its code.
    ///
    /// Mã.
    code: &'a str,
    /// Its points; null where it does not apply.
    ///
    /// Điểm đạt; null nếu không áp dụng.
    points: Option<Points>,
    /// Points still to be given.
    ///
    /// Điểm chờ.
    pending: Points,
}

/// The next better class.
///
/// Mức xếp loại trên.
#[derive(Serialize, JsonSchema)]
struct NextClass<'a> {
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// The fewest points to it.
    ///
    /// Tổng điểm ít nhất để đạt.
    points: Points,
}

/// Published points beside computed ones.
///
/// Điểm công bố so với điểm tính được.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PublishedBeside")]
struct PublishedOut<'a> {
    /// How many were compared.
    ///
    /// Số điểm đã so.
    compared: usize,
    /// How many were not, for want of facts to compute from.
    ///
    /// Số điểm chưa so được vì không đủ số liệu để tính.
    without_facts: usize,
    /// Where they differ.
    ///
    /// Chỗ khác nhau.
    differences: Vec<DifferenceOut<'a>>,
}

/// A difference.
///
/// Một chỗ khác nhau.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Difference")]
struct DifferenceOut<'a> {
    /// The code of the node; null for the total.
    ///
    /// Mã của mục; null nếu là tổng điểm.
    criterion: Option<&'a str>,
    /// What was published.
    ///
    /// Điểm công bố.
    published: Points,
    /// What was computed; null where nothing applies.
    ///
    /// Điểm tính được; null nếu không áp dụng.
    computed: Option<Points>,
    /// published − computed.
    ///
    /// Chênh lệch: published − computed.
    difference: Points,
}

/// A unit without a rank.
///
/// Một đơn vị không xếp hạng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "NotRanked")]
struct NotRankedOut<'a> {
    /// The unit; null where nobody named it.
    ///
    /// Đơn vị; null nếu không nói.
    unit: Option<Unit<'a>>,
    /// The path of its submission; null where it handed none in.
    ///
    /// Đường dẫn của hồ sơ; null nếu chưa nộp.
    path: Option<&'a str>,
    /// Why.
    ///
    /// Vì sao.
    reason: Reason,
    /// What was noticed about its inputs.
    ///
    /// Những lưu ý về đầu vào của đơn vị.
    diagnostics: Vec<DiagnosticOut<'a>>,
}

/// A group in numbers.
///
/// Số liệu chung của một nhóm.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
struct SummaryOut<'a> {
    /// The group; null without groups.
    ///
    /// Nhóm; null nếu không chia nhóm.
    group: Option<&'a str>,
    /// How many units are ranked.
    ///
    /// Số đơn vị được xếp hạng.
    ranked: usize,
    /// The mean of their percentages.
    ///
    /// Phần trăm trung bình.
    mean_percent: Option<Points>,
    /// The highest percentage.
    ///
    /// Phần trăm cao nhất.
    highest: Option<Points>,
    /// The lowest.
    ///
    /// Phần trăm thấp nhất.
    lowest: Option<Points>,
    /// The codes of leaves for which all of them still wait.
    ///
    /// Mã các chỉ tiêu mà mọi đơn vị còn chờ điểm.
    all_wait_for: Vec<&'a str>,
    /// How many units are in which class.
    ///
    /// Số đơn vị theo mức xếp loại.
    classes: Vec<ClassOut<'a>>,
}

/// A class.
///
/// Một mức xếp loại.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ClassCount")]
struct ClassOut<'a> {
    /// Its name; null for units without a class.
    ///
    /// Tên; null nếu không xếp loại.
    name: Option<&'a str>,
    /// How many units.
    ///
    /// Số đơn vị.
    units: usize,
}

/// Why a unit has no rank.
///
/// Vì sao không xếp hạng.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "NotRankedReason")]
enum Reason {
    /// Its submission is wrong.
    ///
    /// Hồ sơ có lỗi.
    Broken,
    /// It handed nothing in.
    ///
    /// Chưa nộp.
    NotSubmitted,
    /// It was made for another set or year.
    ///
    /// Dùng bộ tiêu chí hoặc năm khác.
    OtherCriteria,
    /// It waits for points that others have got.
    ///
    /// Còn chờ điểm mà đơn vị khác đã có.
    PendingDiffers,
    /// Nothing of the set applies to it.
    ///
    /// Không chỉ tiêu nào áp dụng.
    NothingApplies,
}

impl From<crate::ranking::Reason> for Reason {
    fn from(reason: crate::ranking::Reason) -> Self {
        match reason {
            crate::ranking::Reason::Broken => Self::Broken,
            crate::ranking::Reason::NotSubmitted => Self::NotSubmitted,
            crate::ranking::Reason::OtherCriteria => Self::OtherCriteria,
            crate::ranking::Reason::PendingDiffers => Self::PendingDiffers,
            crate::ranking::Reason::NothingApplies => Self::NothingApplies,
        }
    }
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<Document<'_>>()
}

/// Renders a ranking, with a line end; `details` adds every node of every unit.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(ranking: &Ranking, details: bool, lang: Lang) -> std::io::Result<String> {
    let set = &*ranking.set;
    let document = Document {
        schema: SCHEMA,
        tool: tool(),
        as_of: None,
        year: ranking.year,
        criteria: criteria_out(set),
        inputs: ranking.inputs.iter().map(|file| file_out(file)).collect(),
        basis: ranking.basis.into(),
        units: ranking
            .ranked()
            .map(|unit| unit_of(ranking, unit, details, lang))
            .collect(),
        not_ranked: ranking
            .not_ranked
            .iter()
            .map(|unit| not_ranked_out(unit, lang))
            .collect(),
        summary: ranking
            .groups
            .iter()
            .map(|group| summary_out(set, group))
            .collect(),
        diagnostics: diagnostics_out(&ranking.diagnostics, lang),
    };
    pretty(&document)
}

fn unit_of<'a>(ranking: &'a Ranking, ranked: &'a Ranked, details: bool, lang: Lang) -> UnitOut<'a> {
    let (set, entry) = (&*ranking.set, &ranked.entry);
    let field = |(index, node): (usize, &'a crate::criteria::model::Node)| {
        let scored = &entry.nodes[index];
        FieldOut {
            code: node.code.as_str(),
            max: node.max,
            points: scored.points,
            lost: scored.lost,
            pending: scored.pending,
            excluded: scored.excluded,
        }
    };
    UnitOut {
        rank: ranked.rank,
        tied: ranked.tied,
        group: entry.group.as_deref(),
        unit: unit_out(&entry.unit),
        path: &entry.path,
        total: total_of(
            set,
            &entry.total,
            &entry.sources,
            (ranking.basis, entry.without_official),
        ),
        counts: counts(&entry.counts),
        fields: set.fields().map(field).collect(),
        next_rank: ranked.next_rank,
        next_class: ranked.next_class.as_ref().map(|(name, points)| NextClass {
            name,
            points: *points,
        }),
        published: entry
            .published
            .as_ref()
            .map(|published| published_out(set, published)),
        nodes: details.then(|| nodes(set, entry)),
        diagnostics: diagnostics_out(&entry.diagnostics, lang),
    }
}

fn nodes<'a>(set: &'a CriteriaSet, entry: &Entry) -> Vec<NodeOut<'a>> {
    let scored = set.nodes.iter().zip(&entry.nodes);
    scored
        .map(|(node, scored)| NodeOut {
            code: node.code.as_str(),
            points: scored.points,
            pending: scored.pending,
        })
        .collect()
}

fn published_out<'a>(set: &'a CriteriaSet, published: &Published) -> PublishedOut<'a> {
    let difference = |difference: &Difference| DifferenceOut {
        criterion: difference.node.map(|index| set.nodes[index].code.as_str()),
        published: difference.published,
        computed: difference.computed,
        difference: difference.gap(),
    };
    PublishedOut {
        compared: published.compared,
        without_facts: published.without_facts,
        differences: published.differences.iter().map(difference).collect(),
    }
}

fn not_ranked_out(unit: &NotRanked, lang: Lang) -> NotRankedOut<'_> {
    NotRankedOut {
        unit: unit_out(&unit.unit),
        path: unit.path.as_deref(),
        reason: unit.reason.into(),
        diagnostics: diagnostics_out(&unit.diagnostics, lang),
    }
}

fn summary_out<'a>(set: &'a CriteriaSet, group: &'a Group) -> SummaryOut<'a> {
    let summary = &group.summary;
    SummaryOut {
        group: group.name.as_deref(),
        ranked: summary.ranked,
        mean_percent: summary.mean_percent,
        highest: summary.highest,
        lowest: summary.lowest,
        all_wait_for: group
            .all_wait_for
            .iter()
            .map(|index| set.nodes[*index].code.as_str())
            .collect(),
        classes: summary
            .classes
            .iter()
            .map(|(name, units)| ClassOut {
                name: name.as_deref(),
                units: *units,
            })
            .collect(),
    }
}
