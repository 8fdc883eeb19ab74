//! What the inputs say of one unit, leaf by leaf, each fact with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::content::Content;
use crate::diagnostic::Place;
use crate::evidence::appraisals::{Appraisal, Round};
use crate::evidence::register::facts::RegisterFacts;
use crate::points::{Exact, Points};
use crate::survey::tally::Tally;

/// The value of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number; 98,32 % is 0.9832, yes is 1.
    Number(Decimal),
    /// A number that no decimal states exactly, such as a mean of answers. Made by
    /// [`Value::of`] alone, so that every number has one form.
    Ratio(Box<Exact>),
    /// A level, or the reason why a leaf does not apply.
    Text(String),
    /// A day.
    Date(Date),
}

impl Value {
    /// An exact number: a decimal where one states it, else a ratio.
    pub fn of(exact: Exact) -> Self {
        let digits = exact.decimal_text(Decimal::MAX_SCALE);
        match digits.and_then(|digits| Decimal::from_str_exact(&digits).ok()) {
            Some(decimal) => Self::Number(decimal.normalize()),
            None => Self::Ratio(Box::new(exact)),
        }
    }

    /// The exact number; `None` for text and days.
    pub fn number(&self) -> Option<Exact> {
        match self {
            Self::Number(value) => Some((*value).into()),
            Self::Ratio(value) => Some((**value).clone()),
            Self::Text(_) | Self::Date(_) => None,
        }
    }
}

/// A figure as somebody stated it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What was stated.
    pub value: Value,
    /// Where.
    pub place: Place,
}

/// Figures by id, in the order of their ids. There are few of them at a leaf and very many
/// leaves, so they stand in one small list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureValues(Vec<(Arc<str>, Stated)>);

impl FigureValues {
    /// No figure.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// The figure with this id.
    pub fn get(&self, id: &str) -> Option<&Stated> {
        self.iter()
            .find(|(known, _)| *known == id)
            .map(|(_, stated)| stated)
    }

    /// Whether there is a figure with this id.
    pub fn contains_key(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Adds a figure, or replaces the one with this id.
    pub fn insert(&mut self, id: Arc<str>, stated: Stated) {
        match self.0.binary_search_by(|(known, _)| known.cmp(&id)) {
            Ok(at) => self.0[at].1 = stated,
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, (id, stated));
            }
        }
    }

    /// Takes in the figures that are not there yet; gives those that differ.
    fn take_in(&mut self, other: &Self) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for (id, stated) in &other.0 {
            match self.get(id) {
                None => self.insert(Arc::clone(id), stated.clone()),
                Some(own) if own.value == stated.value => {}
                Some(own) => conflicts.push((Arc::clone(id), own.clone(), stated.clone())),
            }
        }
        conflicts
    }

    /// All figures, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Stated)> {
        self.0.iter().map(|(id, stated)| (&**id, stated))
    }

    /// How many figures are stated.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no figure is stated.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A figure with the two values that were stated for it.
pub type Conflict = (Arc<str>, Stated, Stated);

/// Everything the inputs say of one unit.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// By the leaf's position in the set's nodes; leaves of which nothing is said are absent.
    pub leaves: BTreeMap<usize, LeafFacts>,
    /// Figures of the set (criterion `*`), as appraisers corrected them.
    pub common: FigureValues,
    /// What the unit stated of them, where an appraiser corrected one.
    pub own_common: Option<Box<FigureValues>>,
    /// The counted answers behind figures of the set that surveys give, by the figure's id.
    pub surveys: BTreeMap<String, Tally>,
    /// Corrections of figures of the set, in their order.
    pub appraisals: Vec<Arc<Appraisal>>,
    /// How the figures came about that registers give.
    pub register: Option<Arc<RegisterFacts>>,
    /// Whether anything was published by a table of published points; points beside figures are
    /// there to be compared.
    pub is_published: bool,
    /// What was published for fields and criteria, by their position in the set's nodes, and
    /// for the total (`None`). They are as written, so a penalty field's may be negative; what
    /// was published for a leaf is in its [`LeafFacts`]. Never added to anything.
    pub published_sums: BTreeMap<Option<usize>, (Points, Place)>,
}

impl Facts {
    /// Takes a document of a leaf (by its position in the set's nodes) as in order.
    pub fn attach(&mut self, leaf: usize, document: String) {
        let said = self.leaves.entry(leaf).or_default();
        said.assumed.insert(document);
    }

    /// Which figures are there for a leaf: its own and those of the set.
    pub fn stated<'f>(&'f self, leaf: &'f LeafFacts) -> impl Fn(&str) -> bool + 'f {
        |name| leaf.figures.contains_key(name) || self.common.contains_key(name)
    }
}

/// Something that few leaves have, with its place: boxed, for there are very many leaves.
pub type Said<T> = Option<Box<(T, Place)>>;

/// What the inputs say of one leaf.
#[derive(Clone, Debug, Default)]
pub struct LeafFacts {
    /// Its figures, as appraisers corrected them.
    pub figures: FigureValues,
    /// What the unit stated, where an appraiser corrected a figure.
    pub own_figures: Option<Box<FigureValues>>,
    /// Its evidence, by the id of the document each row serves.
    pub evidence: BTreeMap<String, Vec<Evidence>>,
    /// A written account that stands in for evidence.
    pub explanation: Said<String>,
    /// The round in which the explanation was handed in.
    pub explained_in: Round,
    /// Why it does not apply.
    pub not_applicable: Said<String>,
    /// What the unit claims.
    pub claim: Said<Points>,
    /// What was published for it.
    pub published: Said<Points>,
    /// The reason that was published with it.
    pub published_reason: Option<Box<str>>,
    /// What appraisers said of it, by round and place.
    pub appraisals: Vec<Arc<Appraisal>>,
    /// Ids of documents that are taken as in order though nobody attached them: in what-if and
    /// in plans alone.
    pub assumed: BTreeSet<String>,
}

impl Facts {
    /// Takes in what was said of all units: figures, evidence and the rest that this unit has
    /// nothing of its own for. Gives the figures that the two state differently.
    pub fn take_in(&mut self, of_all: &Self) -> Vec<Conflict> {
        let mut conflicts = self.common.take_in(&of_all.common);
        for (leaf, said) in &of_all.leaves {
            let own = self.leaves.entry(*leaf).or_default();
            conflicts.extend(own.figures.take_in(&said.figures));
            for (document, rows) in &said.evidence {
                let known = own.evidence.entry(document.clone()).or_default();
                known.extend(rows.iter().cloned());
                known.sort_by(|a, b| a.place.cmp(&b.place));
            }
            if own.explanation.is_none() {
                own.explained_in = said.explained_in;
            }
            fill(&mut own.explanation, &said.explanation);
            fill(&mut own.not_applicable, &said.not_applicable);
            fill(&mut own.claim, &said.claim);
            if own.published.is_none() {
                own.published_reason.clone_from(&said.published_reason);
            }
            fill(&mut own.published, &said.published);
            own.appraisals.extend(said.appraisals.iter().cloned());
        }
        for (figure, tally) in &of_all.surveys {
            let own = self.surveys.entry(figure.clone());
            own.or_insert_with(|| tally.clone());
        }
        self.appraisals.extend(of_all.appraisals.iter().cloned());
        self.is_published |= of_all.is_published;
        for (node, points) in &of_all.published_sums {
            let own = self.published_sums.entry(*node);
            own.or_insert_with(|| points.clone());
        }
        conflicts
    }
}

/// Takes in what is not there yet.
fn fill<T: Clone>(own: &mut Said<T>, said: &Said<T>) {
    if own.is_none() {
        own.clone_from(said);
    }
}

impl LeafFacts {
    /// Takes in an explanation handed in for a round; of several that of the last round counts,
    /// within it the first by place.
    pub fn explain(&mut self, explanation: &str, round: Round, place: Place) {
        let known = self.explanation.as_deref();
        let kept = known.is_some_and(|(_, first)| {
            self.explained_in > round || self.explained_in == round && *first <= place
        });
        if !kept {
            self.explanation = Some(Box::new((explanation.to_owned(), place)));
            self.explained_in = round;
        }
    }
}

/// One row of evidence for one document.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Its number and symbol, as written.
    pub number: Option<String>,
    /// Its date of issue.
    pub issued: Option<Date>,
    /// Its title.
    pub title: Option<String>,
    /// Its files.
    pub files: Vec<Attached>,
    /// A link in place of a file.
    pub link: Option<String>,
    /// Section of the document that proves the leaf.
    pub section: Option<String>,
    /// Page.
    pub page: Option<String>,
    /// Whether number, title, file or link is filled; a row without is only prepared.
    pub declared: bool,
    /// The round it was handed in for, 1 for what came first.
    pub round: Round,
    /// The appraiser's last verdict on it.
    pub verdict: Option<Arc<Appraisal>>,
    /// Whether it was handed in after an appraisal, and nobody has looked at it since.
    pub awaits: bool,
    /// Where the row stands.
    pub place: Place,
}

/// A file that a row names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The path below the attachments root, or as written where there is no such file.
    pub path: String,
    /// What was found there.
    pub found: Found,
    /// What is inside, once somebody has looked.
    pub content: Option<Arc<Content>>,
}

/// What is at the place of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file of so many bytes.
    File(u64),
    /// A file without content.
    Empty,
    /// A file that may not be read.
    Unreadable,
    /// No file.
    Absent,
    /// Nobody looked: there is no attachments root.
    NotChecked,
}
