//! Nodes of the tree, leaves with their arithmetic.

use serde::Serialize;

use crate::criteria::model::{Node, Side};
use crate::points::Points;
use crate::report::view::View;
use crate::report::{steps, words};
use crate::score::assessment::{LeafScore, Scored};

#[derive(Serialize)]
pub(super) struct NodeOut<'a> {
    code: &'a str,
    parent: Option<&'a str>,
    name: &'a str,
    leaf: bool,
    #[serde(skip_serializing_if = "is_false")]
    bonus: bool,
    #[serde(skip_serializing_if = "is_false")]
    penalty: bool,
    max: Points,
    points: Option<Points>,
    lost: Points,
    pending: Points,
    excluded: Points,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<&'a str>,
    #[serde(flatten)]
    of_leaf: Option<LeafOut<'a>>,
}

#[derive(Serialize)]
struct LeafOut<'a> {
    rule: &'static str,
    source: &'static str,
    owner: Option<&'a str>,
    provenance: &'static str,
    answered: bool,
    at_risk: Points,
    with_documents: Option<Points>,
    claimed: Option<Points>,
    published: Option<Points>,
    not_applicable: Option<String>,
    steps: Vec<String>,
    hint: Option<&'a str>,
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
        status: scored.status.id(),
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
        source: leaf.source.id(),
        owner: leaf.owner.as_deref(),
        provenance: leaf.provenance.unwrap_or(view.set().provenance).id(),
        answered: score.answered,
        at_risk: score.at_risk,
        with_documents: scored.points.map(|_| match node.side {
            Side::Penalty => -score.with_documents,
            Side::Normal | Side::Bonus => score.with_documents,
        }),
        claimed: score.claimed,
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

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_false(value: &bool) -> bool {
    !value
}
