//! Nodes of the tree, leaves with their arithmetic.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::appraisals::{AppraisalOut, appraisals};
use super::is_false;
use super::names::{Provenance, Source, Status};
use crate::criteria::model::{Node, Side};
use crate::points::Points;
use crate::report::view::View;
use crate::report::{steps, words};
use crate::rules::KINDS;
use crate::score::assessment::{LeafScore, Scored};

/// A field, criterion or leaf: max = points + its losses + pending + excluded outside bonus and
/// penalty.
///
/// Lĩnh vực, tiêu chí hoặc chỉ tiêu: max = points + điểm mất + pending + excluded, trừ phần cộng,
/// trừ điểm.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Node", transform = leaves_say_more::<LeafOut<'_>>)]
pub(super) struct NodeOut<'a> {
    /// Its code.
    ///
    /// Mã.
    pub(super) code: &'a str,
    /// The code of the node above; null for fields.
    ///
    /// Mã của mục chứa nó; null nếu là lĩnh vực.
    parent: Option<&'a str>,
    /// What it is called.
    ///
    /// Tên gọi.
    name: &'a str,
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
    /// Its points, those of a penalty negative; null where it does not apply.
    ///
    /// Điểm đạt, phần trừ điểm là số âm; null nếu không áp dụng.
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
    /// How it stands.
    ///
    /// Tình trạng.
    status: Status,
    /// The clause of the decision; absent where the set names none.
    ///
    /// Điều khoản của quyết định; không có nếu bộ tiêu chí không ghi.
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'a str>,
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
    /// The kind of its rule.
    ///
    /// Loại quy tắc.
    #[schemars(extend("enum" = KINDS))]
    rule: &'static str,
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
    /// Whether a table says anything of it.
    ///
    /// Đã khai gì cho chỉ tiêu này hay chưa.
    answered: bool,
    /// Points that hang on explanations and links.
    ///
    /// Điểm chưa chắc chắn, dựa vào giải trình hoặc đường dẫn.
    at_risk: Points,
    /// Its points if every document were in order; null where it does not apply.
    ///
    /// Điểm nếu đủ tài liệu hợp lệ; null nếu không áp dụng.
    with_documents: Option<Points>,
    /// The points that the unit claims; null for none.
    ///
    /// Điểm đơn vị tự chấm; null nếu không có.
    claimed: Option<Points>,
    /// The points that an appraiser gave by hand, as they stand after the last round; null for
    /// none.
    ///
    /// Điểm người thẩm định cho, còn hiệu lực sau lần cuối; null nếu không có.
    appraised: Option<Points>,
    /// What appraisers said, by round.
    ///
    /// Ý kiến thẩm định, theo từng lần.
    appraisals: Vec<AppraisalOut<'a>>,
    /// The points that were published; null for none.
    ///
    /// Điểm công bố; null nếu không có.
    published: Option<Points>,
    /// The reason why it does not apply; null where it does.
    ///
    /// Lý do không áp dụng; null nếu áp dụng.
    not_applicable: Option<String>,
    /// The arithmetic, in the language asked for.
    ///
    /// Các bước tính, theo ngôn ngữ đã chọn.
    steps: Vec<String>,
    /// How to win its points back, in the set's words.
    ///
    /// Cách lấy lại điểm, theo lời của bộ tiêu chí.
    hint: Option<&'a str>,
}

/// Leaves have all that only leaves have, other nodes nothing of it.
pub(super) fn leaves_say_more<Leaf: JsonSchema>(schema: &mut Schema) {
    let settings = SchemaSettings::default().for_serialize();
    let leaf = Leaf::json_schema(&mut settings.into_generator());
    let keys = leaf.get("properties").and_then(Value::as_object);
    let none: Map<String, Value> = keys
        .into_iter()
        .flat_map(Map::keys)
        .map(|key| (key.clone(), false.into()))
        .collect();
    let keys = leaf.get("required").cloned().unwrap_or_default();
    let is_leaf = json!({ "properties": { "leaf": { "const": true } } });
    schema.insert("if".to_owned(), is_leaf);
    schema.insert("then".to_owned(), json!({ "required": keys }));
    schema.insert("else".to_owned(), json!({ "properties": none }));
}

pub(super) fn nodes<'a>(view: &View<'a>) -> Vec<NodeOut<'a>> {
    let set = view.set();
    let out = |(node, scored): (&'a Node, &'a Scored)| NodeOut {
        code: node.code.as_str(),
        parent: node.parent.map(|parent| set.nodes[parent].code.as_str()),
        name: &node.name,
        leaf: node.leaf.is_some(),
        bonus: node.side == Side::Bonus,
        penalty: node.side == Side::Penalty,
        max: node.max,
        points: scored.points,
        lost: scored.lost,
        pending: scored.pending,
        excluded: scored.excluded,
        status: scored.status.into(),
        clause: node.clause.as_deref(),
        of_leaf: scored
            .leaf
            .as_ref()
            .and_then(|score| leaf_out(view, node, scored, score)),
    };
    set.nodes
        .iter()
        .zip(&view.assessment.nodes)
        .map(out)
        .collect()
}

fn leaf_out<'a>(
    view: &View<'a>,
    node: &'a Node,
    scored: &Scored,
    score: &'a LeafScore,
) -> Option<LeafOut<'a>> {
    let leaf = node.leaf.as_ref()?;
    Some(LeafOut {
        rule: leaf.rule.kind(),
        source: leaf.source.into(),
        owner: leaf.owner.as_deref(),
        provenance: leaf.provenance.unwrap_or(view.set().provenance).into(),
        answered: score.answered,
        at_risk: score.at_risk,
        with_documents: scored.points.map(|_| match node.side {
            Side::Penalty => -score.with_documents,
            Side::Normal | Side::Bonus => score.with_documents,
        }),
        claimed: score.claimed,
        appraised: score.appraised,
        appraisals: appraisals(view, node),
        published: score.published,
        not_applicable: score
            .not_applicable
            .as_ref()
            .map(|reason| words::reason(reason, view.lang)),
        steps: score
            .steps
            .iter()
            .map(|step| steps::words(view, leaf, step))
            .collect(),
        hint: leaf.hint.as_deref(),
    })
}
