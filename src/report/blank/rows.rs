//! The rows of an empty submission: one for every required document, figure and leaf, whatever
//! they are written to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::criteria::documents::{Document, Issued, Requirement};
use crate::criteria::figures::{Figure, Kind, kind_words};
use crate::criteria::model::{CriteriaSet, Leaf, Node, Policy, Side};
use crate::evidence::evidence_rows;
use crate::evidence::figure_names::{self, NOT_APPLICABLE};
use crate::paths::name;
use crate::points::{Exact, Points};
use crate::report::asked;
use crate::report::blank::ATTACHMENTS;
use crate::rules::{awarded, levels};
use crate::text::lang::Lang;
use crate::text::{dates, numbers};

/// A document with all leaves that require it.
#[derive(Debug)]
pub struct DocumentRow<'s> {
    /// The leaves with their positions in the set's nodes, and what each asks for.
    pub leaves: Vec<(usize, &'s Node, &'s Requirement)>,
    /// The document.
    pub document: &'s Document,
    /// The role that answers for the first leaf.
    pub owner: Option<&'s str>,
}

/// Every required document once, in the order of the first leaf that requires it. Each
/// document of a group has its row.
pub fn documents(set: &CriteriaSet) -> Vec<DocumentRow<'_>> {
    let mut rows: Vec<DocumentRow<'_>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, node, leaf) in set.leaves() {
        for requirement in &leaf.documents {
            for document in &requirement.documents {
                let own = (index, node, requirement);
                if let Some(place) = places.get(document.id.as_str()) {
                    rows[*place].leaves.push(own);
                    continue;
                }
                places.insert(&document.id, rows.len());
                rows.push(DocumentRow {
                    leaves: vec![own],
                    document,
                    owner: leaf.owner.as_deref(),
                });
            }
        }
    }
    rows
}

impl DocumentRow<'_> {
    /// The codes of its leaves: `2.3.1; 2.3.2`.
    pub fn codes(&self) -> String {
        joined(self.leaves.iter().map(|(_, node, _)| node.code.as_str()))
    }

    /// The names of its leaves.
    pub fn names(&self) -> String {
        joined(self.leaves.iter().map(|(_, node, _)| node.name.as_str()))
    }

    /// The name by which the loaders know the document at each of its leaves; its id where
    /// the name alone would be taken for another.
    pub fn label(&self, set: &CriteriaSet) -> &str {
        let Document { id, name, .. } = self.document;
        let known = self.leaves.iter().all(|(index, ..)| {
            let leaf = set.nodes[*index].leaf.as_ref();
            let meant = leaf.and_then(|leaf| evidence_rows::document(leaf, name));
            meant.is_some_and(|meant| meant.id == *id)
        });
        if known { name } else { id }
    }

    /// What is asked of the document, part by part: the group it belongs to, its type, dates
    /// and files, and what its absence costs.
    pub fn parts(&self) -> Vec<String> {
        self.parts_with(asked::issued(&self.document.issued, Lang::Vi))
    }

    /// The same, where the last day stands beside it.
    pub fn parts_beside_last_day(&self) -> Vec<String> {
        let from = match self.document.issued {
            Issued::Within(Some(from), _) => Some(format!("ban hành từ {}", dates::short(from))),
            _ => None,
        };
        self.parts_with(from)
    }

    fn parts_with(&self, issued: Option<String>) -> Vec<String> {
        let mut parts = Vec::new();
        if let Some((_, _, group)) = self.leaves.iter().find(|(_, _, asks)| asks.one_of) {
            let names = group.documents.iter().map(|document| &*document.name);
            let names = names.collect::<Vec<_>>().join(" hoặc ");
            let one_of = asked::one_of(group, Lang::Vi);
            parts.push(format!("chỉ cần {one_of}: {names}"));
        }
        parts.extend(asked::types(self.document, Lang::Vi));
        parts.extend(issued);
        parts.extend(asked::files(self.document, Lang::Vi));
        let costs = self.leaves.iter().map(|(_, node, requirement)| {
            let cost = asked::missing(&requirement.missing, Lang::Vi);
            (&node.code, cost)
        });
        let costs: Vec<_> = costs.collect();
        match costs.split_first() {
            Some(((_, cost), others)) if others.iter().all(|(_, other)| other == cost) => {
                parts.push(cost.clone());
            }
            _ => parts.extend(costs.iter().map(|(code, cost)| format!("{code}: {cost}"))),
        }
        parts
    }

    /// The last day on which it may be issued, where the set names one.
    pub fn last_day(&self) -> Option<Date> {
        match self.document.issued {
            Issued::Within(_, by) => by,
            Issued::Any | Issued::Silent => None,
        }
    }

    /// The folder for its files, below the first leaf that asks for it; `None` where only a
    /// link is accepted.
    pub fn folder(&self) -> Option<String> {
        let (_, node, _) = self.leaves.first()?;
        let [code, document] = [node.code.as_str(), &self.document.id].map(name::safe);
        let folder = format!("{ATTACHMENTS}/{code}/{document}");
        self.document.accepts_file.then_some(folder)
    }
}

fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<Vec<_>>().join("; ")
}

/// A figure of a leaf, or of the set as a whole.
#[derive(Debug)]
pub struct FigureRow<'s> {
    /// The leaf with its position in the set's nodes; `None`: the set as a whole.
    pub leaf: Option<(usize, &'s Node)>,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What its value can be.
    pub takes: Takes<'s>,
    /// Whether it must be stated: a penalty leaf reads it.
    pub compulsory: bool,
}

/// What the value of a figure can be.
#[derive(Debug)]
pub enum Takes<'s> {
    /// A value of the figure's kind, within its range.
    Value(Figure),
    /// One of the levels.
    Level(Vec<&'s levels::Level>),
    /// Points that the unit states, from 0 to the most; one of the choices, if there are any.
    Stated(Points, &'s [Exact]),
    /// Points that somebody else gives, from 0 to the most.
    Awarded(Points),
    /// The reason why a leaf does not apply.
    Reason,
}

/// Every figure, those of the set as a whole first.
pub fn figures(set: &CriteriaSet) -> Vec<FigureRow<'_>> {
    let penalties = set
        .leaves()
        .filter(|(_, node, _)| node.side == Side::Penalty);
    let compulsory: BTreeSet<&str> = penalties
        .flat_map(|(_, _, leaf)| leaf.rule.figures())
        .collect();
    let common = common(set).into_iter().map(|figure| FigureRow {
        leaf: None,
        id: figure.id.clone(),
        label: figure.label().to_owned(),
        compulsory: compulsory.contains(figure.id.as_str()),
        takes: Takes::Value(figure),
    });
    let mut rows: Vec<FigureRow<'_>> = common.collect();
    for (index, node, leaf) in set.leaves() {
        rows.extend(of_leaf(set, (index, node), leaf));
    }
    rows
}

/// Figures of the set as a whole: declared ones, and those that only gates name.
fn common(set: &CriteriaSet) -> Vec<Figure> {
    let mut figures = set.figures.clone();
    for name in set.gates.iter().flat_map(|gate| gate.value.names()) {
        if !figures.iter().any(|figure| figure.id == name) {
            figures.push(Figure::undeclared(name));
        }
    }
    figures
}

fn of_leaf<'s>(set: &'s CriteriaSet, at: (usize, &'s Node), leaf: &'s Leaf) -> Vec<FigureRow<'s>> {
    let row = |id: &str, label: &str, takes| FigureRow {
        leaf: Some(at),
        id: id.to_owned(),
        label: label.to_owned(),
        takes,
        compulsory: at.1.side == Side::Penalty && id != NOT_APPLICABLE,
    };
    let max = at.1.max;
    let declared = leaf.figures.iter().map(|figure| {
        let takes = of_rule(leaf, max, &figure.id);
        let takes = takes.unwrap_or_else(|| Takes::Value(figure.clone()));
        row(&figure.id, figure.label(), takes)
    });
    let mut rows: Vec<FigureRow<'_>> = declared.collect();
    for id in leaf.rule.figures() {
        let mut declared = leaf.figures.iter().chain(set.common_figures());
        // Who awards points states points; a percentage in their place needs no row.
        if declared.any(|figure| figure.id == id) || id == awarded::PERCENT {
            continue;
        }
        let label = match id {
            levels::FIGURE => "Mức",
            awarded::POINTS => "Điểm",
            id => id,
        };
        let takes = of_rule(leaf, max, id);
        let takes = takes.unwrap_or_else(|| Takes::Value(Figure::undeclared(id)));
        rows.push(row(id, label, takes));
    }
    if leaf.not_applicable != Policy::Forbid {
        rows.push(row(NOT_APPLICABLE, "Không áp dụng", Takes::Reason));
    }
    rows
}

/// What the leaf's rule takes as a reserved figure; `None` where the figure is an ordinary one.
fn of_rule<'s>(leaf: &'s Leaf, max: Points, id: &str) -> Option<Takes<'s>> {
    let levels = leaf.rule.levels();
    match id {
        levels::FIGURE if !levels.is_empty() => Some(Takes::Level(levels)),
        awarded::POINTS if leaf.rule.takes_percent() => Some(Takes::Awarded(max)),
        awarded::POINTS if leaf.rule.takes_points() => {
            Some(Takes::Stated(max, leaf.rule.choices()))
        }
        _ => None,
    }
}

impl FigureRow<'_> {
    /// The code of its leaf; `*` for the set as a whole.
    pub fn code(&self) -> &str {
        self.leaf.map_or("*", |(_, node)| node.code.as_str())
    }

    /// The name by which the loaders know the figure at its leaf; its id where the label would
    /// be taken for another.
    pub fn name(&self, set: &CriteriaSet) -> &str {
        let leaf = self.leaf.map(|(index, _)| index);
        let meant = figure_names::id(set, leaf, &self.label);
        if meant.as_deref() == Some(&self.id) {
            &self.label
        } else {
            &self.id
        }
    }

    /// What its value can be, in words.
    pub fn wanted(&self) -> String {
        let wanted = self.takes.words();
        if self.compulsory {
            format!("{wanted}; bắt buộc khai, không có vi phạm thì ghi 0 hoặc Không")
        } else {
            wanted
        }
    }
}

impl Takes<'_> {
    fn words(&self) -> String {
        match self {
            Self::Value(figure) => {
                let mut parts = vec![kind_words(figure.kind, Lang::Vi).to_owned()];
                if figure.kind == Kind::Percent {
                    parts.push("viết kèm dấu %".to_owned());
                }
                parts.extend(asked::bounds(figure, Lang::Vi));
                parts.join(", ")
            }
            Self::Level(levels) => {
                let level = |level: &&levels::Level| {
                    let points = numbers::show_exact(&level.points, Lang::Vi);
                    format!("{} ({}: {points} điểm)", level.id, level.name)
                };
                let levels: Vec<String> = levels.iter().map(level).collect();
                format!("một trong: {}", levels.join("; "))
            }
            Self::Stated(max, []) => format!("điểm tự xác định, 0 đến {}", shown(*max)),
            Self::Stated(_, choices) => {
                let choices = choices.iter();
                let choices = choices.map(|choice| numbers::show_exact(choice, Lang::Vi));
                format!("một trong: {}", choices.collect::<Vec<_>>().join("; "))
            }
            Self::Awarded(max) => format!(
                "điểm do nơi khác cho, 0 đến {}; để trống khi chưa có",
                shown(*max)
            ),
            Self::Reason => "để trống; nếu không áp dụng thì ghi lý do".to_owned(),
        }
    }
}

fn shown(points: Points) -> String {
    numbers::show(points.decimal(), Lang::Vi)
}

/// The roles that answer for leaves.
pub fn roles(set: &CriteriaSet) -> BTreeSet<&str> {
    let owners = set
        .leaves()
        .filter_map(|(_, _, leaf)| leaf.owner.as_deref());
    owners.collect()
}
