//! What does not go together across units: schema `parindex/audit/v1`.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::names::SHA256;
use super::{PlaceOut, Tool, Unit, place_out, pretty, tool};
use crate::audit::{Audited, Finding, Side, Treated};
use crate::points::Points;
use crate::report::audit::Findings;

/// The schema.
pub const SCHEMA: &str = "parindex/audit/v1";

/// What does not go together across units.
///
/// Những điều không nhất quán giữa các đơn vị.
#[derive(Serialize, JsonSchema)]
#[schemars(title = SCHEMA)]
struct AuditOut<'a> {
    /// Which form this is.
    ///
    /// Lược đồ của kết quả.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// What wrote it.
    ///
    /// Chương trình đã ghi.
    tool: Tool<'a>,
    /// The units that were looked at.
    ///
    /// Các đơn vị được xem.
    units: Vec<UnitOut<'a>>,
    /// What does not go together.
    ///
    /// Những điều không nhất quán.
    findings: Vec<FindingOut<'a>>,
}

/// A unit that was looked at.
///
/// Một đơn vị được xem.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AuditedUnit")]
struct UnitOut<'a> {
    /// The unit.
    ///
    /// Đơn vị.
    unit: Unit<'a>,
    /// The year that is assessed.
    ///
    /// Năm đánh giá.
    year: i16,
    /// The id of the criteria set.
    ///
    /// Mã bộ tiêu chí.
    criteria: &'a str,
    /// The path of its submission.
    ///
    /// Đường dẫn của hồ sơ.
    path: &'a str,
}

/// Something that does not go together.
///
/// Một điều không nhất quán.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(rename = "Finding")]
enum FindingOut<'a> {
    /// The same facts have other points.
    ///
    /// Như nhau mà khác điểm.
    Unequal {
        /// The code of the leaf.
        ///
        /// Mã chỉ tiêu.
        criterion: &'a str,
        /// The units.
        ///
        /// Các đơn vị.
        sides: Vec<SideOut<'a>>,
        /// The finding in words, in the language asked for.
        ///
        /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
        words: String,
    },
    /// More for fewer points, or less for more.
    ///
    /// Nhiều hơn mà ít điểm hơn, hoặc ngược lại.
    OutOfLine {
        /// The code of the leaf.
        ///
        /// Mã chỉ tiêu.
        criterion: &'a str,
        /// The unit that is out of line.
        ///
        /// Đơn vị khác thường.
        odd: SideOut<'a>,
        /// Whether it has more points than the others, or fewer.
        ///
        /// Nhiều điểm hơn (true) hay ít điểm hơn (false) các đơn vị khác.
        has_more_points: bool,
        /// The others.
        ///
        /// Các đơn vị khác.
        others: Vec<SideOut<'a>>,
        /// The finding in words, in the language asked for.
        ///
        /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
        words: String,
    },
    /// One file serves in several places.
    ///
    /// Một tệp dùng ở nhiều nơi.
    SharedAttachment {
        /// SHA-256 of its bytes.
        ///
        /// SHA-256 của nội dung.
        #[schemars(regex(pattern = SHA256))]
        sha256: &'a str,
        /// Where it is used.
        ///
        /// Dùng ở đâu.
        uses: Vec<UseOut<'a>>,
        /// The finding in words, in the language asked for.
        ///
        /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
        words: String,
    },
    /// One document is refused here and accepted there.
    ///
    /// Cùng một văn bản mà nơi không chấp nhận, nơi chấp nhận.
    TreatedDifferently {
        /// The document.
        ///
        /// Văn bản.
        document: &'a str,
        /// Where it is refused.
        ///
        /// Nơi không chấp nhận.
        refused: Vec<TreatedOut<'a>>,
        /// Where it is accepted.
        ///
        /// Nơi chấp nhận.
        accepted: Vec<TreatedOut<'a>>,
        /// The finding in words, in the language asked for.
        ///
        /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
        words: String,
    },
}

/// A unit at a leaf.
///
/// Một đơn vị ở một chỉ tiêu.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Side")]
struct SideOut<'a> {
    /// The unit, by its position in `units`, from 0.
    ///
    /// Vị trí của đơn vị trong `units`, từ 0.
    unit: usize,
    /// Its points there.
    ///
    /// Điểm ở chỉ tiêu ấy.
    points: Points,
    /// Where in the inputs it stands.
    ///
    /// Chỗ trong đầu vào.
    place: Option<PlaceOut<'a>>,
}

/// A place where a file is used.
///
/// Một chỗ dùng tệp.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Use")]
struct UseOut<'a> {
    /// The unit, by its position in `units`, from 0.
    ///
    /// Vị trí của đơn vị trong `units`, từ 0.
    unit: usize,
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// The path of the file there.
    ///
    /// Đường dẫn của tệp ở đó.
    file: &'a str,
}

/// A verdict on the document.
///
/// Một kết luận về văn bản.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Treated")]
struct TreatedOut<'a> {
    /// The unit, by its position in `units`, from 0.
    ///
    /// Vị trí của đơn vị trong `units`, từ 0.
    unit: usize,
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// Where it is declared.
    ///
    /// Khai ở đâu.
    place: PlaceOut<'a>,
    /// The reason that is given.
    ///
    /// Lý do.
    reason: Option<&'a str>,
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<AuditOut<'_>>()
}

/// Renders findings.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(found: &Findings<'_>) -> std::io::Result<String> {
    let units = found.units.iter().map(|unit| UnitOut {
        unit: Unit {
            code: unit.code.as_deref(),
            name: Some(&unit.name),
        },
        year: unit.year,
        criteria: &unit.set.id,
        path: unit.path,
    });
    let findings = found.findings.iter();
    let findings = findings.map(|finding| finding_out(found.units, finding, found.line(finding)));
    pretty(&AuditOut {
        schema: SCHEMA,
        tool: tool(),
        units: units.collect(),
        findings: findings.collect(),
    })
}

fn finding_out<'a>(
    units: &'a [Audited<'a>],
    finding: &'a Finding,
    words: String,
) -> FindingOut<'a> {
    let code = |unit: usize, leaf: usize| units[unit].set.nodes[leaf].code.as_str();
    let all = |sides: &'a [Side]| sides.iter().map(side).collect::<Vec<_>>();
    match finding {
        Finding::Unequal { leaf, sides } => FindingOut::Unequal {
            criterion: sides.first().map_or("", |first| code(first.unit, *leaf)),
            sides: all(sides),
            words,
        },
        Finding::OutOfLine {
            leaf,
            odd,
            others,
            has_more_points,
        } => FindingOut::OutOfLine {
            criterion: code(odd.unit, *leaf),
            odd: side(odd),
            has_more_points: *has_more_points,
            others: all(others),
            words,
        },
        Finding::SharedAttachment { sha256, uses } => FindingOut::SharedAttachment {
            sha256,
            uses: uses
                .iter()
                .map(|(unit, criterion, file)| UseOut {
                    unit: *unit,
                    criterion,
                    file,
                })
                .collect(),
            words,
        },
        Finding::TreatedDifferently {
            document,
            refused,
            accepted,
        } => FindingOut::TreatedDifferently {
            document,
            refused: refused.iter().map(treated).collect(),
            accepted: accepted.iter().map(treated).collect(),
            words,
        },
    }
}

fn side(side: &Side) -> SideOut<'_> {
    SideOut {
        unit: side.unit,
        points: side.points,
        place: side.place.as_ref().map(place_out),
    }
}

fn treated(treated: &Treated) -> TreatedOut<'_> {
    TreatedOut {
        unit: treated.unit,
        criterion: &treated.criterion,
        place: place_out(&treated.place),
        reason: treated.reason.as_deref(),
    }
}
