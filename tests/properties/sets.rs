//! What a made-up criteria set holds. A [`SetSpec`] is always valid: [`made_sets`](crate::made_sets)
//! makes it, [`yaml`](crate::yaml) writes it.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

/// The year of every made-up set.
pub(crate) const YEAR: i16 = 2023;
/// The figure of the set as a whole.
pub(crate) const COMMON: &str = "chung";
/// The figure that the gate reads.
pub(crate) const GATE: &str = "ky_luat";
/// The figures that a leaf may use.
pub(crate) const FIGURES: [&str; 3] = ["so_1", "so_2", "so_3"];

#[derive(Clone, Debug)]
pub(crate) struct SetSpec {
    pub(crate) digits: u32,
    pub(crate) mode: &'static str,
    pub(crate) at: &'static str,
    pub(crate) bonus_over_total: bool,
    pub(crate) survey_absent: &'static str,
    /// Thresholds in percent, best first, with a gate at the last.
    pub(crate) classes: Vec<u32>,
    pub(crate) common: FigureSpec,
    pub(crate) fields: Vec<Tree>,
    pub(crate) bonus: Option<(u32, Tree)>,
    pub(crate) penalty: Option<(u32, Tree)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Inner(Vec<Tree>),
    Leaf(Box<LeafSpec>),
}

#[derive(Clone, Debug)]
pub(crate) struct LeafSpec {
    /// Turned into a maximum by [`SetSpec::points`].
    pub(crate) max: u32,
    pub(crate) rule: RuleSpec,
    pub(crate) requirements: Vec<RequirementSpec>,
    pub(crate) figures: [FigureSpec; 3],
    pub(crate) source: &'static str,
    pub(crate) not_applicable: &'static str,
}

/// Points in a rule are eighths of the maximum, so that they are exact decimals.
#[derive(Clone, Debug)]
pub(crate) enum RuleSpec {
    Presence,
    Proportional {
        value: ValueSpec,
        full_at: u32,
        zero_below: Option<u32>,
    },
    Bands {
        value: ValueSpec,
        bands: Vec<BandSpec>,
    },
    PerItem {
        value: ValueSpec,
        points: u32,
        from: Option<i64>,
        step: Option<u32>,
    },
    Deduct {
        value: ValueSpec,
        points: u32,
        step: Option<u32>,
        floor: Option<u32>,
    },
    Deadline {
        requirement: usize,
        steps: Vec<StepSpec>,
        late: u32,
    },
    Levels(Vec<u32>),
    Stated(Vec<u32>),
    Awarded,
    BestOf(Vec<RuleSpec>),
}

/// A band reaches from the end of the one before up to `width` percent further.
#[derive(Clone, Debug)]
pub(crate) struct BandSpec {
    pub(crate) width: u32,
    /// Whether the upper end belongs to this band.
    pub(crate) takes_upper_end: bool,
    pub(crate) gives: Gives,
}

#[derive(Clone, Debug)]
pub(crate) enum Gives {
    Points(u32),
    Proportional,
    /// Fixed points where the band has only one end.
    Interpolate(u32, u32),
}

/// A step of a deadline: this many days after the one before, and so much less.
#[derive(Clone, Debug)]
pub(crate) struct StepSpec {
    pub(crate) days: i64,
    pub(crate) drop: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct ValueSpec {
    pub(crate) shape: Shape,
    /// Position of its first figure; the others follow.
    pub(crate) first: usize,
    pub(crate) on_zero: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `a`
    Plain,
    /// `a * 50%`
    Scaled,
    /// `a / b`
    Ratio,
    /// `a - b`
    Difference,
    /// `(a - b - c) / a`
    Remainder,
    /// `min(a, b)`
    Least,
    /// The figure of the set.
    Common,
    /// `a / chung`
    OverCommon,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct FigureSpec {
    /// `None`: not declared.
    pub(crate) kind: Option<&'static str>,
    /// Whether a declared figure is at least 1.
    pub(crate) at_least_one: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct RequirementSpec {
    /// One document, or the alternatives of a `one_of`.
    pub(crate) documents: Vec<DocumentSpec>,
    pub(crate) missing: Missing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    Void,
    Lose(u32),
    Explain,
}

#[derive(Clone, Debug)]
pub(crate) struct DocumentSpec {
    pub(crate) types: Vec<&'static str>,
    pub(crate) issued: Issued,
    pub(crate) files: usize,
    pub(crate) accept: &'static [&'static str],
    pub(crate) only_pdf: bool,
}

/// Days count from the start of the year.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Issued {
    Silent,
    Any,
    From(i64),
    By(i64),
    Within(i64, i64),
}

/// The day so many days after the start of the year.
pub(crate) fn day(number: i64) -> Date {
    date(YEAR, 1, 1)
        .checked_add(number.days())
        .expect("a day of these years")
}

impl SetSpec {
    /// Points with no more decimals than the set rounds to.
    pub(crate) fn points(&self, raw: u32) -> Decimal {
        match self.digits {
            0 => Decimal::from(raw % 20 + 1),
            1 => Decimal::new(i64::from(raw % 200 + 1), 1),
            _ => Decimal::new(i64::from(raw + 1), 2),
        }
    }

    /// Every leaf with its code, in the order of the YAML file.
    pub(crate) fn leaves(&self) -> Vec<(String, &LeafSpec)> {
        let mut found = Vec::new();
        for (code, tree) in self.roots() {
            tree.collect(code, &mut found);
        }
        found
    }

    /// Fields with their codes, bonus and penalty last.
    pub(crate) fn roots(&self) -> Vec<(String, &Tree)> {
        let numbered = self
            .fields
            .iter()
            .enumerate()
            .map(|(position, tree)| ((position + 1).to_string(), tree));
        let bonus = self.bonus.iter().map(|(_, tree)| ("C".to_owned(), tree));
        let penalty = self.penalty.iter().map(|(_, tree)| ("T".to_owned(), tree));
        numbered.chain(bonus).chain(penalty).collect()
    }

    /// A leaf by its code.
    pub(crate) fn leaf(&self, code: &str) -> &LeafSpec {
        let leaves = self.leaves();
        let found = leaves.iter().find(|(other, _)| other == code);
        found.expect("a code of the set").1
    }
}

impl Tree {
    fn collect<'t>(&'t self, code: String, found: &mut Vec<(String, &'t LeafSpec)>) {
        match self {
            Self::Leaf(leaf) => found.push((code, leaf)),
            Self::Inner(children) => {
                for (position, child) in children.iter().enumerate() {
                    child.collect(format!("{code}.{}", position + 1), found);
                }
            }
        }
    }

    pub(crate) fn for_each_leaf(mut self, change: &dyn Fn(&mut LeafSpec)) -> Self {
        match &mut self {
            Self::Leaf(leaf) => change(leaf),
            Self::Inner(children) => {
                for child in children {
                    let taken = std::mem::replace(child, Self::Inner(Vec::new()));
                    *child = taken.for_each_leaf(change);
                }
            }
        }
        self
    }
}

impl LeafSpec {
    /// Every accepted document with its id, and the position of its requirement.
    pub(crate) fn documents(&self) -> Vec<(String, usize, &DocumentSpec)> {
        let with_requirement = self.requirements.iter().enumerate().flat_map(|(at, r)| {
            let documents = r.documents.iter();
            documents.map(move |document| (at, document))
        });
        with_requirement
            .enumerate()
            .map(|(number, (at, document))| (format!("d{}", number + 1), at, document))
            .collect()
    }

    /// The id of a requirement: that of its document, or of the group.
    pub(crate) fn requirement_id(&self, at: usize) -> String {
        if self.requirements[at].documents.len() > 1 {
            return format!("g{}", at + 1);
        }
        let documents = self.documents();
        let own = documents.iter().find(|(_, of, _)| *of == at);
        own.expect("a requirement has a document").0.clone()
    }
}

impl RuleSpec {
    /// The rule itself, or the branches of a `best_of`.
    pub(crate) fn branches(&self) -> &[RuleSpec] {
        match self {
            Self::BestOf(branches) => branches,
            single => std::slice::from_ref(single),
        }
    }

    pub(crate) fn value(&self) -> Option<&ValueSpec> {
        match self {
            Self::Proportional { value, .. }
            | Self::Bands { value, .. }
            | Self::PerItem { value, .. }
            | Self::Deduct { value, .. } => Some(value),
            _ => None,
        }
    }

    pub(crate) fn needs_documents(&self) -> bool {
        self.branches()
            .iter()
            .any(|branch| matches!(branch, Self::Deadline { .. }))
    }

    /// The last day of the first step of all deadlines that read this requirement.
    pub(crate) fn first_deadline(&self, requirement: usize, of: usize) -> Option<Date> {
        self.branches()
            .iter()
            .filter_map(|branch| match branch {
                Self::Deadline {
                    requirement: at,
                    steps,
                    ..
                } if at % of == requirement => Some(day(steps[0].days)),
                _ => None,
            })
            .min()
    }
}

impl ValueSpec {
    /// The leaf's figures in it, as positions in [`FIGURES`].
    pub(crate) fn own_figures(&self) -> Vec<usize> {
        let count = match self.shape {
            Shape::Common => 0,
            Shape::Plain | Shape::Scaled | Shape::OverCommon => 1,
            Shape::Ratio | Shape::Difference | Shape::Least => 2,
            Shape::Remainder => 3,
        };
        (0..count).map(|offset| (self.first + offset) % 3).collect()
    }

    /// The names of all figures in it.
    pub(crate) fn figure_names(&self) -> Vec<&'static str> {
        let of_set = matches!(self.shape, Shape::Common | Shape::OverCommon);
        let own = self.own_figures().into_iter().map(|at| FIGURES[at]);
        own.chain(of_set.then_some(COMMON)).collect()
    }
}
