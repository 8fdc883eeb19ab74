//! A criteria set, valid by construction.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::criteria::code::Code;
use crate::criteria::documents::{Document, Requirement};
use crate::criteria::figures::Figure;
use crate::criteria::readings::Reading;
use crate::criteria::review::Remark;
use crate::criteria::wording::Part;
use crate::diagnostic::{Place, SourceFile};
use crate::evidence::register::definitions::Definitions;
use crate::points::{Exact, Points, Rounding};
use crate::rules::Rule;
use crate::rules::expression::Expression;
use crate::survey::QuestionSet;

/// One province's decision for one level, with its dates worked out for one year.
#[derive(Clone, Debug)]
pub struct CriteriaSet {
    /// The file it was read from.
    pub source: Arc<SourceFile>,
    /// SHA-256 of that file, in hexadecimal.
    pub sha256: String,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// For which level of units.
    pub level: Level,
    /// Which province issued it.
    pub province: String,
    /// The first year it applies.
    pub since: i16,
    /// The last year it applies, where it says so.
    pub until: Option<i16>,
    /// The year its dates are worked out for.
    pub year: i16,
    /// How far its text can be relied on.
    pub provenance: Provenance,
    /// The decisions it rests on.
    pub basis: Vec<Basis>,
    /// The id of the set it replaces.
    pub supersedes: Option<String>,
    /// What the decision calls fields, criteria and leaves.
    pub words: Words,
    /// The first and the last day of the period of assessment.
    pub period: (Date, Date),
    /// How it rounds.
    pub rounding: Rounding,
    /// How the decision may be read to round: its own rounding first, none twice.
    pub roundings: Vec<Rounding>,
    /// The sum of its fields without bonus and penalty.
    pub total: Points,
    /// Whether bonus points may lift a result above what applies.
    pub bonus_over_total: bool,
    /// Whether survey leaves without points are taken out.
    pub survey_absent_excluded: bool,
    /// Best first.
    pub classes: Vec<Class>,
    /// What holds a class down.
    pub gates: Vec<Gate>,
    /// How ties in a ranking are broken.
    pub ranking: Ranking,
    /// The last day to submit.
    pub submit_by: Option<Date>,
    /// The last day to supplement.
    pub supplement_by: Option<Date>,
    /// How dossier registers are read, and what is counted of them: `register.<metric>`.
    pub register: Definitions,
    /// The metrics of registers that its rules, gates and surveys name, as figures.
    pub counted: Vec<Figure>,
    /// Figures of the set as a whole (criterion `*`).
    pub figures: Vec<Figure>,
    /// What surveys ask.
    pub surveys: Vec<QuestionSet>,
    /// What somebody has still to look at in the set as a whole.
    pub review: Vec<Remark>,
    /// All nodes in tree order, bonus and penalty fields last.
    pub nodes: Vec<Node>,
    /// Where each code stands in `nodes`.
    pub by_code: BTreeMap<Code, usize>,
}

/// For which units a set is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Communes, wards and special zones.
    Xa,
    /// Districts (until 30/6/2025).
    Huyen,
    /// Departments of a province.
    So,
    /// Provinces.
    Tinh,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Xa, Self::Huyen, Self::So, Self::Tinh];

    /// Its name in sets and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Xa => "xa",
            Self::Huyen => "huyen",
            Self::So => "so",
            Self::Tinh => "tinh",
        }
    }
}

/// How far the text of a set, or of a leaf, can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// Taken from the decision itself.
    Official,
    /// Taken from descriptions of the decision.
    Unofficial,
    /// Put together from results that were published.
    Reconstructed,
    /// Made up to show how things work.
    Illustrative,
}

impl Provenance {
    /// Its name in sets and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Unofficial => "unofficial",
            Self::Reconstructed => "reconstructed",
            Self::Illustrative => "illustrative",
        }
    }
}

/// A decision that a set rests on.
#[derive(Clone, Debug)]
pub struct Basis {
    /// Its number.
    pub number: String,
    /// When it was issued.
    pub issued: Option<Date>,
    /// Its title.
    pub title: Option<String>,
}

/// What the decision calls the levels of its tree.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The first level.
    pub field: Option<String>,
    /// The levels between.
    pub criterion: Option<String>,
    /// What is scored.
    pub leaf: Option<String>,
}

/// A class and the percentage it starts from.
#[derive(Clone, Debug)]
pub struct Class {
    /// What it is called.
    pub name: String,
    /// The least percentage, 0 to 100.
    pub from: Points,
}

/// A condition that holds the class down whatever the points.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Where the set states it.
    pub place: Place,
    /// What it is called.
    pub name: String,
    /// What is measured.
    pub value: Expression,
    /// It closes above this value.
    pub over: Exact,
    /// Index in `classes` of the best class that is left.
    pub class_at_most: usize,
}

/// How a ranking orders units.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// By exact instead of by rounded percentages.
    pub exact: bool,
    /// Whether each group of units (xã, phường, đặc khu) is ranked apart.
    pub by_group: bool,
    /// What is compared in turn where percentages are equal.
    pub ties: Vec<Tie>,
}

/// What breaks a tie: the unit with more points there comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// The points of one source.
    Source(Source),
    /// The points of the node at this position.
    Node(usize),
}

/// Which kind of field a node belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Part of the total.
    Normal,
    /// Adds to the total.
    Bonus,
    /// Takes from the total.
    Penalty,
}

/// A field, criterion or leaf.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its code.
    pub code: Code,
    /// What it is called.
    pub name: String,
    /// Its maximum.
    pub max: Points,
    /// Where the set states it: the place of its code.
    pub place: Place,
    /// Where its parent stands in the set's nodes.
    pub parent: Option<usize>,
    /// Where its children stand.
    pub children: Vec<usize>,
    /// 1 for fields.
    pub depth: usize,
    /// Part of the total, bonus or penalty.
    pub side: Side,
    /// Which clause of the decision it is.
    pub clause: Option<String>,
    /// What somebody has still to look at.
    pub review: Vec<Remark>,
    /// What is scored, where this is a leaf.
    pub leaf: Option<Leaf>,
}

/// What is scored.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// How.
    pub rule: Rule,
    /// Where the rule stands; that of the code where the leaf has documents alone.
    pub rule_place: Place,
    /// Other readings of the decision's text than the rule, which is the one in force.
    pub readings: Vec<Reading>,
    /// On which documents.
    pub documents: Vec<Requirement>,
    /// On which declared figures.
    pub figures: Vec<Figure>,
    /// Who gives its points.
    pub source: Source,
    /// Which role answers for it.
    pub owner: Option<String>,
    /// How far its text can be relied on, where that differs from the set's.
    pub provenance: Option<Provenance>,
    /// Whether it may be declared not applicable.
    pub not_applicable: Policy,
    /// The set's wording of a shortfall.
    pub detail: Option<Vec<Part>>,
    /// How to win its points back.
    pub hint: Option<String>,
}

/// Who gives a leaf's points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The unit itself.
    Own,
    /// A system that counts.
    System,
    /// A survey.
    Survey,
    /// A council.
    Council,
}

impl Source {
    /// All of them, in the order they are printed in.
    pub const ALL: [Self; 4] = [Self::Own, Self::System, Self::Survey, Self::Council];

    /// Its name in sets and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::System => "system",
            Self::Survey => "survey",
            Self::Council => "council",
        }
    }
}

/// What a declaration "not applicable" does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// It is refused.
    Forbid,
    /// Full marks.
    Full,
    /// The leaf is taken out of what applies.
    Exclude,
}

impl Policy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Forbid, Self::Full, Self::Exclude];

    /// Its name in sets and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Forbid => "forbid",
            Self::Full => "full",
            Self::Exclude => "exclude",
        }
    }
}

impl CriteriaSet {
    /// The node with this code.
    pub fn node(&self, code: &Code) -> Option<(usize, &Node)> {
        self.by_code
            .get(code)
            .map(|index| (*index, &self.nodes[*index]))
    }

    /// Whether a node is this other one, or stands below it.
    pub fn is_below(&self, mut node: usize, above: usize) -> bool {
        while node != above {
            match self.nodes[node].parent {
                Some(parent) => node = parent,
                None => return false,
            }
        }
        true
    }

    /// The field that a node (by position) belongs to, or is.
    pub fn field_of(&self, mut node: usize) -> usize {
        while let Some(parent) = self.nodes[node].parent {
            node = parent;
        }
        node
    }

    /// All leaves with where they stand, in tree order.
    pub fn leaves(&self) -> impl Iterator<Item = (usize, &Node, &Leaf)> {
        self.nodes
            .iter()
            .enumerate()
            .filter_map(|(index, node)| Some((index, node, node.leaf.as_ref()?)))
    }

    /// The fields in order.
    pub fn fields(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| node.parent.is_none())
    }

    /// The figure that a leaf's rule means by `id`: the leaf's own, else the set's.
    pub fn figure<'s>(&'s self, leaf: &'s Leaf, id: &str) -> Option<&'s Figure> {
        leaf.figures
            .iter()
            .chain(self.common_figures())
            .find(|figure| figure.id == id)
    }

    /// The figures of the set as a whole: those it declares, then those that registers and
    /// surveys give.
    pub fn common_figures(&self) -> impl Iterator<Item = &Figure> {
        let of_surveys = self.surveys.iter().map(|survey| &survey.figure);
        self.figures.iter().chain(&self.counted).chain(of_surveys)
    }

    /// The figure of the set as a whole with this id.
    pub fn common_figure(&self, id: &str) -> Option<&Figure> {
        self.common_figures().find(|figure| figure.id == id)
    }

    /// How many leaves have points that are only stated, no formula being known for them; and how
    /// many there are.
    pub fn without_formula(&self) -> (usize, usize) {
        let stated = |leaf: &Leaf| matches!(leaf.rule, Rule::Stated(_));
        let without = self.leaves().filter(|(_, _, leaf)| stated(leaf));
        (without.count(), self.leaves().count())
    }

    /// What somebody has still to look at: in the set as a whole, then node by node.
    pub fn remarks(&self) -> impl Iterator<Item = (Option<&Node>, &Remark)> {
        let whole = self.review.iter().map(|remark| (None, remark));
        let of_nodes = self.nodes.iter().flat_map(|node| {
            let remarks = node.review.iter();
            remarks.map(move |remark| (Some(node), remark))
        });
        whole.chain(of_nodes)
    }

    /// The question set that gives the figure with this id.
    pub fn survey(&self, figure: &str) -> Option<&QuestionSet> {
        let mut surveys = self.surveys.iter();
        surveys.find(|survey| survey.figure.id == figure)
    }
}

impl Leaf {
    /// Its rule and those of its readings, the one in force first.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        let others = self.readings.iter().map(|reading| &reading.rule);
        std::iter::once(&self.rule).chain(others)
    }

    /// The documents that any of its requirements accepts.
    pub fn accepted(&self) -> impl Iterator<Item = &Document> {
        self.documents
            .iter()
            .flat_map(|requirement| &requirement.documents)
    }

    /// The requirement with this id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.documents
            .iter()
            .find(|requirement| requirement.id == id)
    }
}
