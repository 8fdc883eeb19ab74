//! What an earlier submission said of the rows that a new one has too: words for people to
//! look at beside them. None of it is taken over as this year's.

use std::collections::{BTreeMap, BTreeSet};

use crate::criteria::code::Code;
use crate::criteria::documents::Document;
use crate::criteria::figures::{Figure, Kind};
use crate::criteria::model::{CriteriaSet, Leaf, Node};
use crate::evidence::facts::{Evidence, FigureValues, LeafFacts, Value};
use crate::evidence::figure_names;
use crate::evidence::submission::Submission;
use crate::points::Exact;
use crate::report::blank::rows::{self, DocumentRow, FigureRow, Takes};
use crate::report::words;
use crate::rules::{awarded, levels};
use crate::text::lang::Lang;
use crate::text::{dates, fold, numbers};

/// Words beside the rows of a new submission, and what found no row there.
#[derive(Debug, Default)]
pub struct Earlier {
    /// The year of the earlier submission.
    pub year: i16,
    /// By the leaf's position in the new set's nodes and the document's id.
    documents: BTreeMap<(usize, String), String>,
    /// By leaf (`None`: the set as a whole) and the figure's id.
    figures: BTreeMap<(Option<usize>, String), String>,
    /// Claims and explanations, by leaf.
    claims: BTreeMap<usize, String>,
    /// What has no row in the new submission: code and name.
    pub left: BTreeSet<String>,
}

impl Earlier {
    /// Finds what `old` said of the rows of `set`. A row is the same where its code is, and its
    /// document or figure has the same id or else the same name.
    pub fn of(old: &Submission, set: &CriteriaSet) -> Self {
        let old = Old(old);
        let mut earlier = Self {
            year: old.0.year,
            ..Self::default()
        };
        let mut taken = BTreeSet::new();
        for row in rows::documents(set) {
            for (leaf, node, _) in &row.leaves {
                let Some((document, said)) = old.document(&node.code, row.document) else {
                    continue;
                };
                let key = (*leaf, row.document.id.clone());
                earlier.documents.insert(key, said);
                taken.insert((node.code.clone(), document.name.clone()));
            }
        }
        for row in rows::figures(set) {
            if let Some((label, said)) = old.figure(&row) {
                let leaf = row.leaf.map(|(leaf, _)| leaf);
                earlier.figures.insert((leaf, row.id.clone()), said);
                taken.extend(row.leaf.map(|(_, node)| (node.code.clone(), label)));
            }
        }
        for (leaf, node, _) in set.leaves() {
            if let Some(mut said) = old.claim(&node.code) {
                let name = old.name(&node.code);
                if fold::key(name) != fold::key(&node.name) {
                    said = format!("{name}: {said}");
                }
                earlier.claims.insert(leaf, said);
                taken.insert((node.code.clone(), CLAIM.to_owned()));
            }
        }
        let said = old.everything().into_iter();
        let left = said.filter(|said| !taken.contains(said));
        earlier.left = left.map(|(code, name)| format!("{code} {name}")).collect();
        earlier
    }

    /// How many documents, figures and claims stand beside their rows.
    pub fn counts(&self) -> (usize, usize, usize) {
        let documents: BTreeSet<&str> = self.documents.keys().map(|(_, id)| &**id).collect();
        (documents.len(), self.figures.len(), self.claims.len())
    }

    /// What was said of a document, at whichever of its leaves.
    pub fn document(&self, row: &DocumentRow<'_>) -> String {
        let said = row.leaves.iter().filter_map(|(leaf, ..)| {
            let said = self.documents.get(&(*leaf, row.document.id.clone()));
            said.map(String::as_str)
        });
        let said: BTreeSet<&str> = said.collect();
        said.into_iter().collect::<Vec<_>>().join("; ")
    }

    /// What was stated for a figure.
    pub fn figure(&self, row: &FigureRow<'_>) -> &str {
        let key = (row.leaf.map(|(leaf, _)| leaf), row.id.clone());
        self.figures.get(&key).map_or("", String::as_str)
    }

    /// What was claimed and explained for a leaf.
    pub fn claim(&self, leaf: usize) -> &str {
        self.claims.get(&leaf).map_or("", String::as_str)
    }
}

/// What a claim is called beside documents and figures.
const CLAIM: &str = "điểm tự chấm";

/// The earlier submission.
struct Old<'o>(&'o Submission);

impl<'o> Old<'o> {
    fn leaf(&self, code: &Code) -> Option<(usize, &'o Leaf, &'o LeafFacts)> {
        let (index, node) = self.0.set.node(code)?;
        let said = self.0.unit.facts.leaves.get(&index)?;
        Some((index, node.leaf.as_ref()?, said))
    }

    fn name(&self, code: &Code) -> &'o str {
        self.0.set.node(code).map_or("", |(_, node)| &node.name)
    }

    /// The document of the leaf that has the id or else the name of `wanted`, with words.
    fn document(&self, code: &Code, wanted: &Document) -> Option<(&'o Document, String)> {
        let (_, leaf, said) = self.leaf(code)?;
        let same = leaf.accepted().find(|document| document.id == wanted.id);
        let named = || {
            let key = fold::key(&wanted.name);
            leaf.accepted().find(|other| fold::key(&other.name) == key)
        };
        let document = same.or_else(named)?;
        Some((document, evidence(said, document)?))
    }

    /// What was stated for a figure, and what it was called.
    fn figure(&self, row: &FigureRow<'_>) -> Option<(String, String)> {
        let (index, leaf, figures) = match row.leaf {
            None => (None, None, &self.0.unit.facts.common),
            Some((_, node)) => {
                let (index, leaf, said) = self.leaf(&node.code)?;
                if matches!(row.takes, Takes::Reason) {
                    let (reason, _) = said.not_applicable.as_deref()?;
                    return Some((row.label.clone(), reason.clone()));
                }
                (Some(index), Some(leaf), &said.figures)
            }
        };
        let known = |id: &str| figures.contains_key(id).then(|| id.to_owned());
        let named = || known(&figure_names::id(&self.0.set, index, &row.label)?);
        let id = known(&row.id).or_else(named)?;
        Some((self.label(leaf, &id), self.value(leaf, figures, &id)?))
    }

    fn claim(&self, code: &Code) -> Option<String> {
        let (_, _, said) = self.leaf(code)?;
        let points = said.claim.as_deref().map(|(points, _)| {
            let points = numbers::show(points.decimal(), Lang::Vi);
            format!("{points} điểm")
        });
        let explained = said.explanation.as_deref();
        let explained = explained.map(|(words, _)| format!("giải trình: {words}"));
        let parts: Vec<String> = points.into_iter().chain(explained).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// Everything that was said of leaves: code, and name of the document or figure.
    fn everything(&self) -> Vec<(Code, String)> {
        let mut all = Vec::new();
        for (index, said) in &self.0.unit.facts.leaves {
            let node: &Node = &self.0.set.nodes[*index];
            let leaf = node.leaf.as_ref();
            let documents = leaf.into_iter().flat_map(Leaf::accepted);
            let documents = documents.filter(|document| evidence(said, document).is_some());
            let mut names: Vec<String> = documents.map(|document| document.name.clone()).collect();
            names.extend(said.figures.iter().map(|(id, _)| self.label(leaf, id)));
            names.extend(self.claim(&node.code).map(|_| CLAIM.to_owned()));
            all.extend(names.into_iter().map(|name| (node.code.clone(), name)));
        }
        all
    }

    fn declared(&self, leaf: Option<&'o Leaf>, id: &str) -> Option<&'o Figure> {
        let own = leaf.map_or(&[][..], |leaf| &leaf.figures);
        let mut figures = own.iter().chain(self.0.set.common_figures());
        figures.find(|figure| figure.id == id)
    }

    fn label(&self, leaf: Option<&'o Leaf>, id: &str) -> String {
        words::figure(self.declared(leaf, id), id, Lang::Vi)
    }

    fn value(&self, leaf: Option<&'o Leaf>, figures: &FigureValues, id: &str) -> Option<String> {
        let kind = self.declared(leaf, id).map(|figure| figure.kind);
        Some(match &figures.get(id)?.value {
            Value::Number(value) if kind == Some(Kind::Percent) || id == awarded::PERCENT => {
                words::percent(&Exact::from(*value), Lang::Vi)
            }
            Value::Number(value) if kind == Some(Kind::YesNo) => {
                if value.is_zero() { "Không" } else { "Có" }.to_owned()
            }
            Value::Number(value) => numbers::show(*value, Lang::Vi),
            Value::Ratio(value) => words::value(
                &Value::Ratio(value.clone()),
                self.declared(leaf, id),
                Lang::Vi,
            ),
            Value::Date(date) => dates::short(*date),
            Value::Text(text) => {
                let levels = leaf.map(|leaf| leaf.rule.levels()).unwrap_or_default();
                let level = levels::find(&levels, text);
                level.map_or_else(|| text.clone(), |level| level.name.clone())
            }
        })
    }
}

/// The rows of a document in words: `45/KH-UBND ngày 05/01/2024`; `None` where none declares it.
fn evidence(said: &LeafFacts, document: &Document) -> Option<String> {
    let rows = said.evidence.get(&document.id)?.iter();
    let rows: Vec<String> = rows.filter(|row| row.declared).map(row_words).collect();
    (!rows.is_empty()).then(|| rows.join("; "))
}

/// A row by its number, else by whatever tells it from others.
fn row_words(row: &Evidence) -> String {
    let told = [&row.number, &row.title, &row.link].into_iter().flatten();
    let files = row.files.iter().map(|file| &file.path);
    let told = told.chain(files).next().cloned();
    let issued = row.issued.map(|day| format!("ngày {}", dates::short(day)));
    let words: Vec<String> = told.into_iter().chain(issued).collect();
    words.join(" ")
}
