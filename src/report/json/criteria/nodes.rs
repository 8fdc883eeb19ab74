//! Nodes of the tree: leaves with their rule, their figures and their documents.

use schemars::JsonSchema;
use serde::Serialize;

use super::Number;
use crate::criteria::documents::{Document, Issued, Missing, Requirement};
use crate::criteria::figures::Figure;
use crate::criteria::model::{Leaf, Node, Side};
use crate::points::Points;
use crate::report::criteria::SetView;
use crate::report::json::is_false;
use crate::report::json::names::{DAY, Provenance, Source};
use crate::report::json::nodes::leaves_say_more;
use crate::report::json::set_names::{FigureKind, Policy};
use crate::report::rule_words::{self, Said};
use crate::rules::{KINDS, Rule};

/// A field, criterion or leaf.
///
/// Lĩnh vực, tiêu chí hoặc chỉ tiêu.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Node", transform = leaves_say_more::<LeafOut<'_>>)]
pub(super) struct NodeOut<'a> {
    /// Its code.
    ///
    /// Mã.
    code: &'a str,
    /// The code of the node above; null for fields.
    ///
    /// Mã của mục chứa nó; null nếu là lĩnh vực.
    parent: Option<&'a str>,
    /// What it is called.
    ///
    /// Tên gọi.
    name: &'a str,
    /// Its level, from 1.
    ///
    /// Cấp, từ 1.
    depth: usize,
    /// Whether it is a leaf.
    ///
    /// Có phải chỉ tiêu hay không.
    leaf: bool,
    /// Whether it adds points; absent where it does not.
    ///
    /// Thuộc phần cộng điểm; không có nếu không phải.
    #[serde(skip_serializing_if = "is_false")]
    bonus: bool,
    /// Whether it takes points off; absent where it does not.
    ///
    /// Thuộc phần trừ điểm; không có nếu không phải.
    #[serde(skip_serializing_if = "is_false")]
    penalty: bool,
    /// The points at most.
    ///
    /// Điểm tối đa.
    max: Points,
    /// How many leaves it has.
    ///
    /// Số chỉ tiêu bên dưới.
    leaves: usize,
    /// The clause of the decision; null where the set names none.
    ///
    /// Điều khoản của quyết định; null nếu không ghi.
    clause: Option<&'a str>,
    /// What somebody has still to look at.
    ///
    /// Những gì còn phải xem lại.
    review: Vec<&'a str>,
    /// What only leaves have.
    ///
    /// Những gì chỉ chỉ tiêu có.
    #[serde(flatten)]
    of_leaf: Option<LeafOut<'a>>,
}

/// What only leaves have.
///
/// Những gì chỉ chỉ tiêu có.
#[derive(Serialize, JsonSchema)]
struct LeafOut<'a> {
    /// Who gives its points.
    ///
    /// Nguồn điểm.
    source: Source,
    /// The role that answers for it.
    ///
    /// Chức danh phụ trách.
    owner: Option<&'a str>,
    /// How far its text can be relied on.
    ///
    /// Nội dung đáng tin đến đâu.
    provenance: Provenance,
    /// What it is worth where it does not apply.
    ///
    /// Không áp dụng thì tính thế nào.
    not_applicable: Policy,
    /// Its rule.
    ///
    /// Cách tính.
    rule: RuleOut,
    /// Other readings of its text; absent without any.
    ///
    /// Các cách đọc khác; không có nếu không nêu.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    readings: Vec<ReadingOut<'a>>,
    /// Its figures.
    ///
    /// Số liệu.
    figures: Vec<FigureOut>,
    /// The documents it requires.
    ///
    /// Tài liệu phải có.
    documents: Vec<RequirementOut<'a>>,
    /// How to win its points back, in the set's words.
    ///
    /// Cách lấy lại điểm, theo lời của bộ tiêu chí.
    hint: Option<&'a str>,
}

/// Another reading of a leaf's text.
///
/// Một cách đọc khác.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "OtherReading")]
struct ReadingOut<'a> {
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// Its rule.
    ///
    /// Cách tính.
    rule: RuleOut,
}

/// A rule, in words.
///
/// Cách tính, bằng lời.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RuleInWords")]
struct RuleOut {
    /// Its kind.
    ///
    /// Loại quy tắc.
    #[schemars(extend("enum" = KINDS))]
    kind: &'static str,
    /// Everything in one line.
    ///
    /// Tất cả trong một dòng.
    words: String,
    /// The same, in parts.
    ///
    /// Từng phần.
    #[serde(flatten)]
    said: SaidOut,
}

/// Something said, in parts.
///
/// Một câu, chia từng phần.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Said")]
struct SaidOut {
    /// The sentence.
    ///
    /// Câu.
    text: String,
    /// Its cases; absent without any.
    ///
    /// Các trường hợp; không có nếu không chia.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cases: Vec<SaidOut>,
    /// Notes to it; absent without any.
    ///
    /// Ghi chú; không có nếu không có.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

/// A figure to state.
///
/// Một số liệu cần khai.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FigureOfSet")]
pub(super) struct FigureOut {
    /// Its id.
    ///
    /// Mã.
    id: String,
    /// What it is called; null where the set does not say.
    ///
    /// Tên gọi; null nếu bộ tiêu chí không ghi.
    name: Option<String>,
    /// What it counts or measures.
    ///
    /// Loại số liệu.
    kind: FigureKind,
    /// The least it can be; null for none.
    ///
    /// Giá trị nhỏ nhất; null nếu không nói.
    min: Option<Points>,
    /// The most; null for none.
    ///
    /// Giá trị lớn nhất; null nếu không nói.
    max: Option<Points>,
    /// Whether it is of the unit as a whole.
    ///
    /// Có phải số liệu chung của đơn vị hay không.
    common: bool,
}

/// A required document, or a group of which one is enough.
///
/// Một tài liệu phải có, hoặc một nhóm chỉ cần một.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Requirement")]
enum RequirementOut<'a> {
    /// A document.
    ///
    /// Một tài liệu.
    Alone(AloneOut<'a>),
    /// A group.
    ///
    /// Một nhóm.
    Group(GroupOut<'a>),
}

/// A required document.
///
/// Một tài liệu phải có.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RequiredDocument")]
struct AloneOut<'a> {
    /// The document.
    ///
    /// Tài liệu.
    #[serde(flatten)]
    document: DocumentOut<'a>,
    /// What its absence costs.
    ///
    /// Thiếu thì mất gì.
    missing: MissingOut<'a>,
}

/// A group of documents of which one is enough.
///
/// Một nhóm tài liệu chỉ cần một.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RequiredGroup")]
struct GroupOut<'a> {
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// What its absence costs.
    ///
    /// Thiếu thì mất gì.
    missing: MissingOut<'a>,
    /// The documents.
    ///
    /// Các tài liệu.
    one_of: Vec<DocumentOut<'a>>,
}

/// A document.
///
/// Một tài liệu.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AskedDocument")]
struct DocumentOut<'a> {
    /// Its id.
    ///
    /// Mã.
    id: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// The types of document that serve, as in its number; empty for any.
    ///
    /// Các loại văn bản được nhận, như trong số ký hiệu; rỗng là loại nào cũng được.
    types: &'a [String],
    /// When it has to be issued; null where the period is meant.
    ///
    /// Phải ban hành khi nào; null là trong kỳ đánh giá.
    issued: Option<IssuedOut>,
    /// At least so many files.
    ///
    /// Ít nhất chừng này tệp.
    files: usize,
    /// What serves.
    ///
    /// Nhận gì.
    accept: Vec<Accepted>,
    /// The formats of files that are accepted; empty for any.
    ///
    /// Định dạng tệp được nhận; rỗng là loại nào cũng được.
    formats: &'a [String],
}

/// What serves as a document.
///
/// Nhận gì làm tài liệu.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Accepted {
    /// A file.
    ///
    /// Tệp.
    File,
    /// A link.
    ///
    /// Đường dẫn.
    Link,
}

/// When a document has to be issued.
///
/// Phải ban hành khi nào.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Issued")]
enum IssuedOut {
    /// Whenever.
    ///
    /// Lúc nào cũng được.
    Any(Any),
    /// Within dates.
    ///
    /// Trong khoảng ngày.
    Within(WithinOut),
}

/// Whenever.
///
/// Lúc nào cũng được.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "AnyDay")]
enum Any {
    /// Whenever.
    ///
    /// Lúc nào cũng được.
    Any,
}

/// Dates, both included; null for no bound.
///
/// Khoảng ngày, kể cả hai đầu; null là không giới hạn.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Within")]
struct WithinOut {
    /// The first day.
    ///
    /// Ngày đầu.
    #[schemars(regex(pattern = DAY))]
    from: Option<String>,
    /// The last.
    ///
    /// Ngày cuối.
    #[schemars(regex(pattern = DAY))]
    by: Option<String>,
}

/// What the absence of a document costs.
///
/// Thiếu tài liệu thì mất gì.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Missing")]
enum MissingOut<'a> {
    /// Everything, or nothing if explained.
    ///
    /// Mất hết, hoặc giải trình.
    Named(MissingLeaf),
    /// Some points.
    ///
    /// Mất một số điểm.
    Lose(LoseOut<'a>),
}

/// The leaf is worth 0, or an explanation may stand in.
///
/// Chỉ tiêu 0 điểm, hoặc giải trình thay.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum MissingLeaf {
    /// The leaf is worth 0.
    ///
    /// Chỉ tiêu được 0 điểm.
    Void,
    /// An explanation may stand in for it.
    ///
    /// Có thể giải trình thay.
    Explain,
}

/// Some points are lost.
///
/// Mất một số điểm.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Lose")]
struct LoseOut<'a> {
    /// How many.
    ///
    /// Bao nhiêu.
    lose: Number<'a>,
}

impl<'a> SetView<'a> {
    pub(super) fn node_out(&self, node: &'a Node) -> NodeOut<'a> {
        let parent = node.parent.and_then(|index| self.set.nodes.get(index));
        NodeOut {
            code: node.code.as_str(),
            parent: parent.map(|parent| parent.code.as_str()),
            name: &node.name,
            depth: node.depth,
            leaf: node.leaf.is_some(),
            bonus: node.side == Side::Bonus,
            penalty: node.side == Side::Penalty,
            max: node.max,
            leaves: self.leaves(node),
            clause: node.clause.as_deref(),
            review: node
                .review
                .iter()
                .map(|remark| remark.text.as_str())
                .collect(),
            of_leaf: node.leaf.as_ref().map(|leaf| self.leaf_out(node, leaf)),
        }
    }

    fn leaf_out(&self, node: &'a Node, leaf: &'a Leaf) -> LeafOut<'a> {
        let rule_out = |rule: &Rule| {
            let said = rule_words::words(self.set, node, leaf, rule, self.lang);
            RuleOut {
                kind: rule.kind(),
                words: said.line(),
                said: said_out(said),
            }
        };
        let figures = self.figures_of(leaf);
        LeafOut {
            source: leaf.source.into(),
            owner: leaf.owner.as_deref(),
            provenance: leaf.provenance.unwrap_or(self.set.provenance).into(),
            not_applicable: leaf.not_applicable.into(),
            rule: rule_out(&leaf.rule),
            readings: leaf
                .readings
                .iter()
                .map(|reading| ReadingOut {
                    id: &reading.id,
                    name: &reading.name,
                    rule: rule_out(&reading.rule),
                })
                .collect(),
            figures: figures
                .iter()
                .map(|(f, common)| figure_out(f, *common))
                .collect(),
            documents: leaf.documents.iter().map(requirement_out).collect(),
            hint: leaf.hint.as_deref(),
        }
    }
}

fn said_out(said: Said) -> SaidOut {
    SaidOut {
        text: said.text,
        cases: said.cases.into_iter().map(said_out).collect(),
        notes: said.notes,
    }
}

pub(super) fn figure_out(figure: &Figure, common: bool) -> FigureOut {
    FigureOut {
        id: figure.id.clone(),
        name: figure.name.clone(),
        kind: figure.kind.into(),
        min: figure.min.map(Points::new),
        max: figure.max.map(Points::new),
        common,
    }
}

fn requirement_out(requirement: &Requirement) -> RequirementOut<'_> {
    let (id, name) = (&requirement.id, &requirement.name);
    let missing = match &requirement.missing {
        Missing::Void => MissingOut::Named(MissingLeaf::Void),
        Missing::Explain => MissingOut::Named(MissingLeaf::Explain),
        Missing::Lose(points) => MissingOut::Lose(LoseOut {
            lose: Number(points),
        }),
    };
    match requirement.documents.as_slice() {
        [document] if !requirement.one_of => RequirementOut::Alone(AloneOut {
            document: document_out(document, id, name),
            missing,
        }),
        group => RequirementOut::Group(GroupOut {
            id,
            name,
            missing,
            one_of: group
                .iter()
                .map(|document| document_out(document, &document.id, &document.name))
                .collect(),
        }),
    }
}

fn document_out<'a>(document: &'a Document, id: &'a str, name: &'a str) -> DocumentOut<'a> {
    let accept = [
        (document.accepts_file, Accepted::File),
        (document.accepts_link, Accepted::Link),
    ];
    DocumentOut {
        id,
        name,
        types: &document.types,
        issued: match &document.issued {
            Issued::Any => Some(IssuedOut::Any(Any::Any)),
            Issued::Silent => None,
            Issued::Within(from, by) => Some(IssuedOut::Within(WithinOut {
                from: from.map(|day| day.to_string()),
                by: by.map(|day| day.to_string()),
            })),
        },
        files: document.files,
        accept: accept
            .into_iter()
            .filter_map(|(is, accepted)| is.then_some(accepted))
            .collect(),
        formats: &document.formats,
    }
}
