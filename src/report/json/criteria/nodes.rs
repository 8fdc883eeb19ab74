//! Nodes of the tree: leaves with their rule, their figures and their documents.

use serde::Serialize;

use super::Number;
use crate::criteria::documents::{Document, Issued, Missing, Requirement};
use crate::criteria::figures::Figure;
use crate::criteria::model::{Leaf, Node, Side};
use crate::points::Points;
use crate::report::criteria::SetView;
use crate::report::json::is_false;
use crate::report::rule_words::{self, Said};
use crate::rules::Rule;

#[derive(Serialize)]
pub(super) struct NodeOut<'a> {
    code: &'a str,
    parent: Option<&'a str>,
    name: &'a str,
    depth: usize,
    leaf: bool,
    #[serde(skip_serializing_if = "is_false")]
    bonus: bool,
    #[serde(skip_serializing_if = "is_false")]
    penalty: bool,
    max: Points,
    leaves: usize,
    clause: Option<&'a str>,
    #[serde(flatten)]
    of_leaf: Option<LeafOut<'a>>,
}

#[derive(Serialize)]
struct LeafOut<'a> {
    source: &'static str,
    owner: Option<&'a str>,
    provenance: &'static str,
    not_applicable: &'static str,
    rule: RuleOut,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    readings: Vec<ReadingOut<'a>>,
    figures: Vec<FigureOut>,
    documents: Vec<RequirementOut<'a>>,
    hint: Option<&'a str>,
}

#[derive(Serialize)]
struct ReadingOut<'a> {
    id: &'a str,
    name: &'a str,
    rule: RuleOut,
}

#[derive(Serialize)]
struct RuleOut {
    kind: &'static str,
    /// Everything in one line.
    words: String,
    #[serde(flatten)]
    said: SaidOut,
}

#[derive(Serialize)]
struct SaidOut {
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cases: Vec<SaidOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct FigureOut {
    id: String,
    name: Option<String>,
    kind: &'static str,
    min: Option<Points>,
    max: Option<Points>,
    common: bool,
}

#[derive(Serialize)]
struct RequirementOut<'a> {
    #[serde(flatten)]
    document: DocumentOut<'a>,
    missing: MissingOut<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    one_of: Vec<DocumentOut<'a>>,
}

#[derive(Serialize)]
struct DocumentOut<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(flatten)]
    asked: Option<AskedOut<'a>>,
}

#[derive(Serialize)]
struct AskedOut<'a> {
    types: &'a [String],
    issued: IssuedOut,
    files: usize,
    accept: Vec<&'static str>,
    formats: &'a [String],
}

#[derive(Serialize)]
#[serde(untagged)]
enum IssuedOut {
    Any(&'static str),
    Silent(()),
    Within {
        from: Option<String>,
        by: Option<String>,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum MissingOut<'a> {
    Named(&'static str),
    Lose { lose: Number<'a> },
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
            source: leaf.source.id(),
            owner: leaf.owner.as_deref(),
            provenance: leaf.provenance.unwrap_or(self.set.provenance).id(),
            not_applicable: leaf.not_applicable.id(),
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
        kind: figure.kind.id(),
        min: figure.min.map(Points::new),
        max: figure.max.map(Points::new),
        common,
    }
}

fn requirement_out(requirement: &Requirement) -> RequirementOut<'_> {
    let documents = &requirement.documents;
    let alone = documents.first().filter(|_| !requirement.one_of);
    let group: &[Document] = if requirement.one_of { documents } else { &[] };
    RequirementOut {
        document: DocumentOut {
            id: &requirement.id,
            name: &requirement.name,
            asked: alone.map(asked_out),
        },
        missing: match &requirement.missing {
            Missing::Void => MissingOut::Named("void"),
            Missing::Explain => MissingOut::Named("explain"),
            Missing::Lose(points) => MissingOut::Lose {
                lose: Number(points),
            },
        },
        one_of: group
            .iter()
            .map(|document| DocumentOut {
                id: &document.id,
                name: &document.name,
                asked: Some(asked_out(document)),
            })
            .collect(),
    }
}

fn asked_out(document: &Document) -> AskedOut<'_> {
    let accept = [
        (document.accepts_file, "file"),
        (document.accepts_link, "link"),
    ];
    AskedOut {
        types: &document.types,
        issued: match &document.issued {
            Issued::Any => IssuedOut::Any("any"),
            Issued::Silent => IssuedOut::Silent(()),
            Issued::Within(from, by) => IssuedOut::Within {
                from: from.map(|day| day.to_string()),
                by: by.map(|day| day.to_string()),
            },
        },
        files: document.files,
        accept: accept
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, id)| id)
            .collect(),
        formats: &document.formats,
    }
}
