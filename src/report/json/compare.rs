//! What changed between results, schema `parindex/compare/v1`. Parts that are no decimals (a
//! third of a point) are written as fractions in text, `"1/3"`, so that they still add up.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::names::{Cause, State};
use super::{Criteria, Tool, Unit, criteria_out, pretty, tool, unit_out};
use crate::compare::Result;
use crate::compare::across::{AcrossChange, AcrossParts, GroupChange};
use crate::compare::losses::LossChange;
use crate::compare::rankings::{Mover, PlaceChange, Placed};
use crate::compare::unit::{FigureChange, LeafChange, Parts, UnitChange};
use crate::criteria::model::Node;
use crate::evidence::facts::Value;
use crate::points::{Exact, Points};
use crate::score::assessment::Scored;

/// The schema of comparisons.
pub const SCHEMA: &str = "parindex/compare/v1";

/// What changed between results.
///
/// Thay đổi giữa hai kết quả.
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
    /// What was compared.
    ///
    /// So cái gì với cái gì.
    kind: Kind,
    /// The changes, a unit each.
    ///
    /// Các thay đổi, mỗi đơn vị một mục.
    changes: Vec<ChangeOut<'a>>,
    /// Units that only the old side has.
    ///
    /// Đơn vị chỉ có bên cũ.
    only_old: &'a [&'a str],
    /// Units that only the new side has.
    ///
    /// Đơn vị chỉ có bên mới.
    only_new: &'a [&'a str],
}

/// What was compared.
///
/// So cái gì với cái gì.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Compared")]
enum Kind {
    /// Units by one set.
    ///
    /// Các đơn vị theo một bộ tiêu chí.
    Units,
    /// Units by two sets, over a crosswalk.
    ///
    /// Các đơn vị theo hai bộ tiêu chí, qua bảng chuyển đổi.
    Across,
    /// Two rankings.
    ///
    /// Hai bảng xếp hạng.
    Rankings,
}

/// The change of a unit, by what was compared.
///
/// Thay đổi của một đơn vị, tùy so cái gì.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Change")]
enum ChangeOut<'a> {
    /// Of `units`.
    ///
    /// Của `units`.
    Unit(UnitOut<'a>),
    /// Of `across`.
    ///
    /// Của `across`.
    Across(AcrossOut<'a>),
    /// Of `rankings`.
    ///
    /// Của `rankings`.
    Place(PlaceOut<'a>),
}

/// A result of a unit.
///
/// Một kết quả của đơn vị.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Side")]
struct SideOut<'a> {
    /// Its path.
    ///
    /// Đường dẫn.
    path: &'a str,
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
    /// Its total.
    ///
    /// Tổng điểm.
    points: Points,
    /// The same in percent of what applies; null where nothing does.
    ///
    /// Phần trăm so với tổng điểm áp dụng; null nếu không có gì áp dụng.
    percent: Option<Points>,
    /// Its class; null for none.
    ///
    /// Mức xếp loại; null nếu không có.
    class: Option<&'a str>,
}

/// How a unit changed by one set.
///
/// Thay đổi của một đơn vị theo một bộ tiêu chí.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "UnitChange")]
struct UnitOut<'a> {
    /// The result then.
    ///
    /// Kết quả trước.
    old: SideOut<'a>,
    /// The result now.
    ///
    /// Kết quả nay.
    new: SideOut<'a>,
    /// The change of the total.
    ///
    /// Thay đổi tổng điểm.
    change: Points,
    /// What it is made of; with `beyond_leaves` it adds up to `change`.
    ///
    /// Các phần của thay đổi; cộng với `beyond_leaves` bằng `change`.
    parts: PartsOut,
    /// What the total changed by beyond its leaves: rounding at the total, caps.
    ///
    /// Phần ngoài các chỉ tiêu: làm tròn tổng, mức trần.
    beyond_leaves: Points,
    /// Losses of then that are less now, together.
    ///
    /// Tổng điểm lấy lại được.
    regained: Points,
    /// Losses of now that were less then, together.
    ///
    /// Tổng điểm mất thêm.
    newly_lost: Points,
    /// Figures of the unit as a whole that changed.
    ///
    /// Số liệu chung đã đổi.
    figures: Vec<FigureOut<'a>>,
    /// The leaves of which anything changed, in tree order.
    ///
    /// Các chỉ tiêu có thay đổi.
    leaves: Vec<LeafOut<'a>>,
}

/// What a change is made of.
///
/// Các phần của một thay đổi.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Parts")]
struct PartsOut {
    /// Another text of the set.
    ///
    /// Nội dung bộ tiêu chí khác đi.
    rules: Points,
    /// Figures, and what is declared not applicable.
    ///
    /// Số liệu, và khai không áp dụng.
    figures: Points,
    /// Documents and explanations, and the dates of another year.
    ///
    /// Tài liệu, giải trình, và ngày của năm khác.
    documents: Points,
    /// Points given officially.
    ///
    /// Điểm được cho chính thức.
    official: Points,
}

/// How a leaf changed.
///
/// Thay đổi của một chỉ tiêu.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeafChange")]
struct LeafOut<'a> {
    /// Its code.
    ///
    /// Mã.
    code: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// Then; null where the old set has no such leaf.
    ///
    /// Trước; null nếu bộ cũ không có chỉ tiêu này.
    old: Option<PointsOut>,
    /// Now; null where the new set has no such leaf.
    ///
    /// Nay; null nếu bộ mới không có chỉ tiêu này.
    new: Option<PointsOut>,
    /// The change of its points.
    ///
    /// Thay đổi điểm.
    change: Points,
    /// What it is made of.
    ///
    /// Các phần của thay đổi.
    parts: PartsOut,
    /// Its figures that changed.
    ///
    /// Số liệu đã đổi.
    figures: Vec<FigureOut<'a>>,
    /// Its documents whose state changed.
    ///
    /// Tài liệu đổi tình trạng.
    documents: Vec<DocumentOut<'a>>,
    /// Whether it has an explanation now; null where that did not change.
    ///
    /// Nay có giải trình hay không; null nếu không đổi.
    explained: Option<bool>,
    /// Whether it is not applicable now; null where that did not change.
    ///
    /// Nay không áp dụng hay không; null nếu không đổi.
    not_applicable: Option<bool>,
    /// Losses of then that are less now.
    ///
    /// Điểm lấy lại được.
    regained: Vec<LossOut<'a>>,
    /// Losses of now that were less then.
    ///
    /// Điểm mất thêm.
    newly_lost: Vec<LossOut<'a>>,
}

/// Points of a leaf.
///
/// Điểm của một chỉ tiêu.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LeafPoints")]
struct PointsOut {
    /// The points at most.
    ///
    /// Điểm tối đa.
    max: Points,
    /// Its points; null where it does not apply.
    ///
    /// Điểm đạt; null nếu không áp dụng.
    points: Option<Points>,
    /// Points still to be given.
    ///
    /// Điểm chờ.
    pending: Points,
}

/// A figure that changed. What nobody stated is null.
///
/// Một số liệu đã đổi. Chưa khai thì null.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FigureChange")]
struct FigureOut<'a> {
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its value then.
    ///
    /// Giá trị trước.
    old: Option<StatedOut>,
    /// Its value now.
    ///
    /// Giá trị nay.
    new: Option<StatedOut>,
}

/// A number, or text: a level, a day, a ratio that no decimal states.
///
/// Một số, hoặc chữ: mức, ngày, phân số.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Stated")]
enum StatedOut {
    /// A number.
    ///
    /// Một số.
    Number(Points),
    /// Text.
    ///
    /// Chữ.
    Text(String),
}

/// A document whose state changed.
///
/// Một tài liệu đổi tình trạng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "DocumentChange")]
struct DocumentOut<'a> {
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// How it stood; null where it was not asked for.
    ///
    /// Tình trạng trước; null nếu không yêu cầu.
    old: Option<State>,
    /// How it stands; null where it is not asked for.
    ///
    /// Tình trạng nay; null nếu không yêu cầu.
    new: Option<State>,
}

/// A loss that came or went.
///
/// Một phần điểm mất thêm hoặc lấy lại.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LossChange")]
struct LossOut<'a> {
    /// Why.
    ///
    /// Nguyên nhân.
    cause: Cause,
    /// The names of the documents it is about.
    ///
    /// Tên các tài liệu liên quan.
    documents: &'a [String],
    /// By how many points.
    ///
    /// Bao nhiêu điểm.
    points: Points,
}

/// How a unit changed from one set to another.
///
/// Thay đổi của một đơn vị từ bộ tiêu chí này sang bộ khác.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AcrossChange")]
struct AcrossOut<'a> {
    /// The result then, of one of the units it was made of.
    ///
    /// Kết quả trước, của một trong các đơn vị hợp thành.
    old: SideOut<'a>,
    /// The result now.
    ///
    /// Kết quả nay.
    new: SideOut<'a>,
    /// How many units it was made of.
    ///
    /// Hợp thành từ bao nhiêu đơn vị.
    parents: usize,
    /// The change of the total.
    ///
    /// Thay đổi tổng điểm.
    change: Points,
    /// What it is made of; it adds up.
    ///
    /// Các phần của thay đổi; cộng lại là đủ.
    parts: AcrossPartsOut,
    /// The leaves that go together, then those that were dropped, then the new ones.
    ///
    /// Các chỉ tiêu đi với nhau, rồi chỉ tiêu bị bỏ, rồi chỉ tiêu mới.
    groups: Vec<GroupOut<'a>>,
}

/// What a change from one set to another is made of.
///
/// Các phần của thay đổi qua hai bộ tiêu chí.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AcrossParts")]
struct AcrossPartsOut {
    /// What merging units did.
    ///
    /// Do sáp nhập đơn vị.
    merged: Points,
    /// What other criteria did.
    ///
    /// Do tiêu chí khác đi.
    criteria: Points,
    /// Real work.
    ///
    /// Do việc làm.
    work: Points,
    /// Leaves without points on one side.
    ///
    /// Chỉ tiêu chưa có điểm ở một bên.
    open: Points,
    /// Rounding, and caps of bonus and penalty.
    ///
    /// Do làm tròn, mức trần.
    rounding: Points,
}

/// Leaves that go together. Points are exact, in text: a decimal or a fraction.
///
/// Các chỉ tiêu đi với nhau. Điểm chính xác, ghi bằng chữ: số thập phân hoặc phân số.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Group")]
struct GroupOut<'a> {
    /// Their codes in the old set.
    ///
    /// Mã ở bộ cũ.
    old: &'a [String],
    /// Their codes in the new set.
    ///
    /// Mã ở bộ mới.
    new: &'a [String],
    /// What they are called.
    ///
    /// Tên gọi.
    name: &'a str,
    /// Points then.
    ///
    /// Điểm trước.
    old_points: String,
    /// The maximum then.
    ///
    /// Điểm tối đa trước.
    old_max: String,
    /// Points now.
    ///
    /// Điểm nay.
    new_points: String,
    /// The maximum now.
    ///
    /// Điểm tối đa nay.
    new_max: String,
    /// What other criteria did.
    ///
    /// Do tiêu chí khác đi.
    criteria: String,
    /// Real work.
    ///
    /// Do việc làm.
    work: String,
    /// What is without points on one side.
    ///
    /// Phần chưa có điểm ở một bên.
    open: String,
}

/// How a unit's place in a ranking changed.
///
/// Thay đổi thứ hạng của một đơn vị.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PlaceChange")]
struct PlaceOut<'a> {
    /// The code of the unit, else its name or path.
    ///
    /// Mã đơn vị, không có thì tên hoặc đường dẫn.
    unit: &'a str,
    /// What it is called.
    ///
    /// Tên gọi.
    name: &'a str,
    /// Its place then; null where it had none.
    ///
    /// Trước; null nếu không có.
    old: Option<PlacedOut<'a>>,
    /// Its place now; null where it has none.
    ///
    /// Nay; null nếu không có.
    new: Option<PlacedOut<'a>>,
    /// The change of its points; null with one side alone.
    ///
    /// Thay đổi điểm; null nếu chỉ có một bên.
    change: Option<Points>,
    /// By how many ranks it fell; negative where it rose.
    ///
    /// Tụt bao nhiêu hạng; số âm là lên hạng.
    fell_by: Option<i64>,
    /// Its fields that changed.
    ///
    /// Các lĩnh vực thay đổi.
    fields: Vec<FieldOut<'a>>,
    /// Units that came ahead of it.
    ///
    /// Các đơn vị vượt lên trên.
    came_ahead: Vec<MoverOut<'a>>,
    /// Units that fell behind it.
    ///
    /// Các đơn vị tụt xuống dưới.
    fell_behind: Vec<MoverOut<'a>>,
}

/// A place in a ranking.
///
/// Một thứ hạng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Placed")]
struct PlacedOut<'a> {
    /// The rank, from 1.
    ///
    /// Thứ hạng, từ 1.
    rank: usize,
    /// The points.
    ///
    /// Điểm.
    points: Points,
    /// The class; null for none.
    ///
    /// Mức xếp loại; null nếu không có.
    class: Option<&'a str>,
}

/// A field that changed.
///
/// Một lĩnh vực thay đổi.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FieldChange")]
struct FieldOut<'a> {
    /// Its code.
    ///
    /// Mã.
    code: &'a str,
    /// The change of its points.
    ///
    /// Thay đổi điểm.
    change: Points,
}

/// A unit that went past.
///
/// Một đơn vị vượt qua.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Mover")]
struct MoverOut<'a> {
    /// The code of the unit, else its name or path.
    ///
    /// Mã đơn vị, không có thì tên hoặc đường dẫn.
    unit: &'a str,
    /// The change of its points; null where it is on one side alone.
    ///
    /// Thay đổi điểm; null nếu chỉ có một bên.
    change: Option<Points>,
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<Document<'_>>()
}

/// Renders changes of units by one set, with a line end; beside them stand units on one side
/// only, by name.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn units(
    changes: &[UnitChange<'_>],
    only_old: &[&str],
    only_new: &[&str],
) -> std::io::Result<String> {
    let changes = changes.iter().map(|change| ChangeOut::Unit(unit(change)));
    document(Kind::Units, changes.collect(), only_old, only_new)
}

/// The same, by two sets.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn across(
    changes: &[AcrossChange<'_>],
    only_old: &[&str],
    only_new: &[&str],
) -> std::io::Result<String> {
    let changes = changes
        .iter()
        .map(|change| ChangeOut::Across(across_of(change)));
    document(Kind::Across, changes.collect(), only_old, only_new)
}

/// The same, of two rankings: every unit of either.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn rankings(changes: &[PlaceChange<'_>]) -> std::io::Result<String> {
    let changes = changes.iter().map(|change| ChangeOut::Place(place(change)));
    document(Kind::Rankings, changes.collect(), &[], &[])
}

fn document(
    kind: Kind,
    changes: Vec<ChangeOut<'_>>,
    only_old: &[&str],
    only_new: &[&str],
) -> std::io::Result<String> {
    pretty(&Document {
        schema: SCHEMA,
        tool: tool(),
        kind,
        changes,
        only_old,
        only_new,
    })
}

fn side(result: &Result) -> SideOut<'_> {
    let total = &result.assessment.total;
    SideOut {
        path: &result.path,
        unit: unit_out(&result.rebuilt.submission.unit.unit),
        year: result.year(),
        criteria: criteria_out(result.set()),
        points: total.points,
        percent: total.percent,
        class: total.class.as_deref(),
    }
}

fn unit<'a>(change: &'a UnitChange<'a>) -> UnitOut<'a> {
    UnitOut {
        old: side(change.old),
        new: side(change.new),
        change: change.change,
        parts: parts(change.parts),
        beyond_leaves: change.beyond_leaves,
        regained: change.regained(),
        newly_lost: change.newly_lost(),
        figures: change.common.iter().map(figure).collect(),
        leaves: change.leaves.iter().map(leaf).collect(),
    }
}

fn parts(parts: Parts) -> PartsOut {
    let Parts {
        rules,
        figures,
        documents,
        official,
    } = parts;
    PartsOut {
        rules,
        figures,
        documents,
        official,
    }
}

fn leaf<'a>(change: &'a LeafChange<'a>) -> LeafOut<'a> {
    let points = |side: Option<(&Node, &Scored)>| {
        side.map(|(node, scored)| PointsOut {
            max: node.max,
            points: scored.points,
            pending: scored.pending,
        })
    };
    let node = change.node();
    LeafOut {
        code: node.map_or("", |node| node.code.as_str()),
        name: node.map_or("", |node| node.name.as_str()),
        old: points(change.old),
        new: points(change.new),
        change: change.change,
        parts: parts(change.parts),
        figures: change.figures.iter().map(figure).collect(),
        documents: change
            .documents
            .iter()
            .map(|document| DocumentOut {
                id: &document.id,
                name: &document.name,
                old: document.old.map(Into::into),
                new: document.new.map(Into::into),
            })
            .collect(),
        explained: change.explained,
        not_applicable: change.not_applicable,
        regained: change.regained.iter().map(loss).collect(),
        newly_lost: change.newly_lost.iter().map(loss).collect(),
    }
}

fn figure(change: &FigureChange) -> FigureOut<'_> {
    let stated = |value: &Value| match value {
        Value::Number(number) => StatedOut::Number(Points::new(*number)),
        Value::Ratio(exact) => StatedOut::Text(exact.ratio_text()),
        Value::Text(text) => StatedOut::Text(text.clone()),
        Value::Date(date) => StatedOut::Text(date.to_string()),
    };
    FigureOut {
        id: &change.id,
        old: change.old.as_ref().map(stated),
        new: change.new.as_ref().map(stated),
    }
}

fn loss(change: &LossChange) -> LossOut<'_> {
    LossOut {
        cause: change.cause.into(),
        documents: &change.documents,
        points: change.points,
    }
}

fn across_of<'a>(change: &'a AcrossChange<'a>) -> AcrossOut<'a> {
    let AcrossParts {
        merged,
        criteria,
        work,
        open,
        rounding,
    } = change.parts;
    AcrossOut {
        old: side(change.old),
        new: side(change.new),
        parents: change.parents,
        change: change.change,
        parts: AcrossPartsOut {
            merged,
            criteria,
            work,
            open,
            rounding,
        },
        groups: change.groups.iter().map(group).collect(),
    }
}

fn group(group: &GroupChange) -> GroupOut<'_> {
    GroupOut {
        old: &group.old,
        new: &group.new,
        name: &group.name,
        old_points: exact(&group.before.0),
        old_max: exact(&group.before.1),
        new_points: exact(&group.after.0),
        new_max: exact(&group.after.1),
        criteria: exact(&group.criteria),
        work: exact(&group.work),
        open: exact(&group.open),
    }
}

/// A decimal where it is one, else a fraction.
fn exact(value: &Exact) -> String {
    value.decimal_text(12).unwrap_or_else(|| {
        let (numerator, denominator) = value.ratio();
        format!("{numerator}/{denominator}")
    })
}

fn place<'a>(change: &'a PlaceChange<'a>) -> PlaceOut<'a> {
    let placed = |placed: Option<&'a Placed>| {
        placed.map(|placed| PlacedOut {
            rank: placed.rank,
            points: placed.points,
            class: placed.class.as_deref(),
        })
    };
    let mover = |mover: &Mover<'a>| MoverOut {
        unit: &mover.unit.key,
        change: mover.change,
    };
    let unit = change.unit();
    PlaceOut {
        unit: unit.map_or("", |unit| &unit.key),
        name: unit.map_or("", |unit| &unit.name),
        old: placed(change.old),
        new: placed(change.new),
        change: change.change,
        fell_by: change.fell_by(),
        fields: change
            .fields
            .iter()
            .map(|(code, change)| FieldOut {
                code,
                change: *change,
            })
            .collect(),
        came_ahead: change.came_ahead.iter().map(mover).collect(),
        fell_behind: change.fell_behind.iter().map(mover).collect(),
    }
}
