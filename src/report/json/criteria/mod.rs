//! A set as JSON, schema `parindex/criteria-view/v1`: a shape of its own. Numbers are exact;
//! keys and codes are those of the set, texts follow the language.

pub mod list;
mod nodes;

use std::borrow::Cow;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::names::{DAY, Provenance, SHA256};
use super::set_names::{Level, Method, Mode, RoundedAt};
use super::{Tool, pretty, tool};
use crate::criteria::model::Tie;
use crate::points::{Exact, Points};
use crate::report::criteria::SetView;
use crate::report::survey_words;
use crate::report::words;
use crate::text::lang::Lang;
use nodes::{FigureOut, NodeOut, figure_out};

/// The schema of a set that is shown.
pub const SCHEMA: &str = "parindex/criteria-view/v1";

/// A criteria set as programs read it.
///
/// Một bộ tiêu chí để chương trình khác đọc.
#[derive(Serialize, JsonSchema)]
#[schemars(title = SCHEMA)]
struct ViewOut<'a> {
    /// Which form this is.
    ///
    /// Lược đồ của kết quả.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// What wrote it.
    ///
    /// Chương trình đã ghi.
    tool: Tool<'static>,
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// What kind of unit it scores.
    ///
    /// Cấp của đơn vị được chấm.
    level: Level,
    /// Whose it is.
    ///
    /// Của tỉnh, thành phố nào.
    province: &'a str,
    /// The first year it applies.
    ///
    /// Năm đầu áp dụng.
    since: i16,
    /// The last; null for none.
    ///
    /// Năm cuối; null nếu không nói.
    until: Option<i16>,
    /// The year its dates are worked out for.
    ///
    /// Năm dùng để tính các ngày.
    year: i16,
    /// How far its text can be relied on.
    ///
    /// Nội dung đáng tin đến đâu.
    provenance: Provenance,
    /// What documents made from it carry at their head; null for official sets.
    ///
    /// Dòng ghi ở đầu văn bản lập từ bộ này; null nếu là bộ chính thức.
    banner: Option<&'static str>,
    /// SHA-256 of its file.
    ///
    /// SHA-256 của tệp.
    #[schemars(regex(pattern = SHA256))]
    sha256: &'a str,
    /// The decisions it stands on.
    ///
    /// Các văn bản làm căn cứ.
    basis: Vec<BasisOut<'a>>,
    /// The id of the set it takes the place of.
    ///
    /// Mã bộ tiêu chí bị thay thế.
    supersedes: Option<&'a str>,
    /// What the decision calls its levels.
    ///
    /// Cách gọi các cấp.
    words: WordsOut<'a>,
    /// The period that is assessed.
    ///
    /// Kỳ đánh giá.
    period: PeriodOut,
    /// How points are rounded.
    ///
    /// Cách làm tròn.
    rounding: RoundingOut,
    /// Its total.
    ///
    /// Tổng điểm.
    total: Points,
    /// Whether bonus points may lift the result above what applies.
    ///
    /// Điểm cộng có được vượt tổng điểm hay không.
    bonus_over_total: bool,
    /// What becomes of survey leaves without points.
    ///
    /// Chỉ tiêu khảo sát chưa có điểm thì tính thế nào.
    survey_absent: SurveyAbsent,
    /// Its classes, best first.
    ///
    /// Các mức xếp loại, cao đến thấp.
    classes: Vec<ClassOut<'a>>,
    /// What holds the class down.
    ///
    /// Các điều kiện khống chế.
    gates: Vec<GateOut<'a>>,
    /// How units are ranked.
    ///
    /// Cách xếp hạng.
    ranking: RankingOut<'a>,
    /// Its deadlines.
    ///
    /// Các hạn.
    deadlines: DeadlinesOut,
    /// Figures of the unit as a whole.
    ///
    /// Số liệu chung của đơn vị.
    figures: Vec<FigureOut>,
    /// Its question sets.
    ///
    /// Các bộ câu hỏi.
    surveys: Vec<SurveyOut<'a>>,
    /// What somebody has still to look at in the set as a whole.
    ///
    /// Những gì còn phải xem lại của cả bộ tiêu chí.
    review: Vec<&'a str>,
    /// How many fields and leaves it has.
    ///
    /// Số lĩnh vực và chỉ tiêu.
    counts: CountsOut,
    /// How many levels are shown; null for all.
    ///
    /// Số cấp được nêu; null nếu là tất cả.
    depth: Option<usize>,
    /// Fields, criteria and leaves in tree order.
    ///
    /// Lĩnh vực, tiêu chí, chỉ tiêu theo thứ tự.
    nodes: Vec<NodeOut<'a>>,
}

/// What becomes of survey leaves without points.
///
/// Chỉ tiêu khảo sát chưa có điểm thì tính thế nào.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum SurveyAbsent {
    /// They wait for their points.
    ///
    /// Chờ điểm.
    Pending,
    /// They are taken out.
    ///
    /// Loại ra.
    Exclude,
}

/// What units are ranked on.
///
/// Xếp hạng theo gì.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum RankedOn {
    /// The rounded percentage.
    ///
    /// Phần trăm đã làm tròn.
    Rounded,
    /// The percentage before rounding.
    ///
    /// Phần trăm trước khi làm tròn.
    Exact,
}

/// A decision.
///
/// Một văn bản.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Decision")]
struct BasisOut<'a> {
    /// Its number.
    ///
    /// Số ký hiệu.
    number: &'a str,
    /// Its day of issue.
    ///
    /// Ngày ban hành.
    #[schemars(regex(pattern = DAY))]
    issued: Option<String>,
    /// Its title.
    ///
    /// Trích yếu.
    title: Option<&'a str>,
}

/// What the decision calls its levels; null where it says nothing.
///
/// Cách gọi các cấp; null nếu không nói.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Words")]
struct WordsOut<'a> {
    /// A field.
    ///
    /// Lĩnh vực.
    field: Option<&'a str>,
    /// A criterion.
    ///
    /// Tiêu chí.
    criterion: Option<&'a str>,
    /// A leaf.
    ///
    /// Chỉ tiêu.
    leaf: Option<&'a str>,
}

/// A period, both days included.
///
/// Một kỳ, kể cả hai ngày.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Period")]
struct PeriodOut {
    /// The first day.
    ///
    /// Ngày đầu.
    #[schemars(regex(pattern = DAY))]
    from: String,
    /// The last.
    ///
    /// Ngày cuối.
    #[schemars(regex(pattern = DAY))]
    to: String,
}

/// How points are rounded.
///
/// Cách làm tròn.
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
    /// The same in words, in the language asked for.
    ///
    /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
    words: String,
}

/// A class.
///
/// Một mức xếp loại.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Class")]
struct ClassOut<'a> {
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// The percentage from which it is given.
    ///
    /// Phần trăm từ đó trở lên.
    from: Points,
}

/// Something that holds the class down.
///
/// Một điều kiện khống chế.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Gate")]
struct GateOut<'a> {
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// The figures it reads.
    ///
    /// Các số liệu dùng đến.
    figures: Vec<&'a str>,
    /// It holds above this value.
    ///
    /// Áp dụng khi vượt giá trị này.
    over: Number<'a>,
    /// The best class that is left.
    ///
    /// Mức xếp loại cao nhất còn được.
    class_at_most: Option<&'a str>,
    /// The same in words, in the language asked for.
    ///
    /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
    words: String,
}

/// How units are ranked.
///
/// Cách xếp hạng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Ranking")]
struct RankingOut<'a> {
    /// What they are ranked on.
    ///
    /// Xếp hạng theo gì.
    on: RankedOn,
    /// Whether each group has its own ranks.
    ///
    /// Xếp riêng từng nhóm hay không.
    by_group: bool,
    /// What is compared in turn where units are equal: sources or codes.
    ///
    /// Bằng điểm thì lần lượt so: nguồn điểm hoặc mã.
    ties: Vec<&'a str>,
    /// The same in words, in the language asked for.
    ///
    /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
    words: String,
}

/// Deadlines; null where the set says nothing.
///
/// Các hạn; null nếu không nói.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Deadlines")]
struct DeadlinesOut {
    /// Until when submissions are handed in.
    ///
    /// Hạn nộp.
    #[schemars(regex(pattern = DAY))]
    submit: Option<String>,
    /// Until when they can be supplemented.
    ///
    /// Hạn bổ sung.
    #[schemars(regex(pattern = DAY))]
    supplement: Option<String>,
}

/// A question set.
///
/// Một bộ câu hỏi.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "QuestionSet")]
struct SurveyOut<'a> {
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// The figure that the answers come to.
    ///
    /// Số liệu tính ra từ câu trả lời.
    figure: &'a str,
    /// The headers of its questions.
    ///
    /// Tiêu đề các câu hỏi.
    questions: &'a [String],
    /// How answers become a share.
    ///
    /// Cách tính.
    method: Method,
    /// The number of people, as an expression; null for none.
    ///
    /// Số người, dạng biểu thức; null nếu không nói.
    population: Option<String>,
    /// The error that is allowed; null for none.
    ///
    /// Sai số cho phép; null nếu không nói.
    error: Option<Number<'a>>,
    /// The share of people to ask; null for none.
    ///
    /// Tỷ lệ người phải hỏi; null nếu không nói.
    share: Option<Number<'a>>,
    /// The same in words, in the language asked for.
    ///
    /// Diễn đạt bằng lời, theo ngôn ngữ đã chọn.
    words: String,
}

/// How many there are.
///
/// Số lượng.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SetCounts")]
struct CountsOut {
    /// Fields.
    ///
    /// Lĩnh vực.
    fields: usize,
    /// Leaves.
    ///
    /// Chỉ tiêu.
    leaves: usize,
}

/// An exact value that a set wrote as a decimal.
struct Number<'a>(&'a Exact);

impl Serialize for Number<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = self.0.decimal_text(28);
        let decimal = digits.and_then(|digits| Decimal::from_str_exact(&digits).ok());
        match decimal {
            Some(decimal) => Points::new(decimal).serialize(serializer),
            None => {
                let (n, d) = self.0.ratio();
                serializer.serialize_str(&format!("{n}/{d}"))
            }
        }
    }
}

impl JsonSchema for Number<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"] })
    }
}

/// The JSON Schema of it.
pub fn schema(generator: SchemaGenerator) -> Schema {
    generator.into_root_schema_for::<ViewOut<'_>>()
}

/// Renders a set, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(view: &SetView<'_>) -> std::io::Result<String> {
    let set = view.set;
    let (fields, leaves) = view.counts();
    pretty(&ViewOut {
        schema: SCHEMA,
        tool: tool(),
        id: &set.id,
        name: &set.name,
        level: set.level.into(),
        province: &set.province,
        since: set.since,
        until: set.until,
        year: set.year,
        provenance: set.provenance.into(),
        banner: words::banner(set.provenance, view.lang),
        sha256: &set.sha256,
        basis: set
            .basis
            .iter()
            .map(|basis| BasisOut {
                number: &basis.number,
                issued: basis.issued.map(|day| day.to_string()),
                title: basis.title.as_deref(),
            })
            .collect(),
        supersedes: set.supersedes.as_deref(),
        words: WordsOut {
            field: set.words.field.as_deref(),
            criterion: set.words.criterion.as_deref(),
            leaf: set.words.leaf.as_deref(),
        },
        period: PeriodOut {
            from: set.period.0.to_string(),
            to: set.period.1.to_string(),
        },
        rounding: RoundingOut {
            digits: set.rounding.digits,
            mode: set.rounding.mode.into(),
            at: set.rounding.at.into(),
            words: words::rounding(set.rounding, view.lang),
        },
        total: set.total,
        bonus_over_total: set.bonus_over_total,
        survey_absent: if set.survey_absent_excluded {
            SurveyAbsent::Exclude
        } else {
            SurveyAbsent::Pending
        },
        classes: set
            .classes
            .iter()
            .map(|class| ClassOut {
                name: &class.name,
                from: class.from,
            })
            .collect(),
        gates: view.gates_out(),
        ranking: view.ranking_out(),
        deadlines: DeadlinesOut {
            submit: set.submit_by.map(|day| day.to_string()),
            supplement: set.supplement_by.map(|day| day.to_string()),
        },
        figures: set.figures.iter().map(|f| figure_out(f, true)).collect(),
        surveys: view.surveys_out(),
        review: set
            .review
            .iter()
            .map(|remark| remark.text.as_str())
            .collect(),
        counts: CountsOut { fields, leaves },
        depth: view.depth,
        nodes: view.nodes().map(|node| view.node_out(node)).collect(),
    })
}

impl<'a> SetView<'a> {
    fn gates_out(&self) -> Vec<GateOut<'a>> {
        let gates = self.set.gates.iter();
        gates
            .map(|gate| GateOut {
                name: &gate.name,
                figures: gate.value.names().into_iter().collect(),
                over: Number(&gate.over),
                class_at_most: self
                    .set
                    .classes
                    .get(gate.class_at_most)
                    .map(|class| class.name.as_str()),
                words: self.gate(gate),
            })
            .collect()
    }

    fn surveys_out(&self) -> Vec<SurveyOut<'a>> {
        let surveys = self.set.surveys.iter();
        surveys
            .map(|survey| SurveyOut {
                id: &survey.id,
                name: survey.figure.label(),
                figure: &survey.figure.id,
                questions: &survey.questions,
                method: survey.method.into(),
                population: survey.population.as_ref().map(|of| of.show(Lang::En)),
                error: survey.error.as_ref().map(Number),
                share: survey.share.as_ref().map(Number),
                words: survey_words::of_set(survey, self.lang),
            })
            .collect()
    }

    fn ranking_out(&self) -> RankingOut<'a> {
        let ranking = &self.set.ranking;
        let ties = ranking.ties.iter().filter_map(|tie| match tie {
            Tie::Source(source) => Some(source.id()),
            Tie::Node(index) => Some(self.set.nodes.get(*index)?.code.as_str()),
        });
        RankingOut {
            on: if ranking.exact {
                RankedOn::Exact
            } else {
                RankedOn::Rounded
            },
            by_group: ranking.by_group,
            ties: ties.collect(),
            words: self.ranking(),
        }
    }
}
