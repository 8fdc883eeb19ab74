//! The cheapest plan for a goal, its steps with what scoring again gives, and its proof.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::efforts::Effort;
use super::frontier::{Cut, Frontier, Picks, Point};
use super::totals::Totals;
use super::universe::{Setting, Universe};
use super::unreachable::Why;
use crate::evidence::facts::{Facts, Value};
use crate::points::{Exact, Points};
use crate::score::assessment::Assessment;
use crate::score::tree::{Options, Unbalanced, assess};

/// What is to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// So many points.
    Points(Decimal),
    /// So many percent of what applies, 0 to 100.
    Percent(Decimal),
    /// A class, by its position in the set's classes, or a better one.
    Class(usize),
    /// As many points as can be had.
    Most,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A document is attached at every leaf that it serves.
    Attach {
        /// The document.
        document: String,
        /// The leaves, by position in the set's nodes.
        leaves: Vec<usize>,
    },
    /// A figure becomes better.
    Raise {
        /// The leaf's position.
        leaf: usize,
        /// The figure.
        figure: String,
        /// What is stated.
        from: Value,
        /// What it has to be; a level by its id.
        to: Value,
    },
}

/// One thing to do, with its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub act: Act,
    /// How much work.
    pub effort: Effort,
    /// The last day, where there is one.
    pub by: Option<Date>,
}

/// Steps that win something together, in the order in which they are to be read.
#[derive(Clone, Debug)]
pub struct Group {
    /// The steps: one, or several that win nothing one by one.
    pub steps: Vec<Step>,
    /// What they win at the total, all groups before them done: the difference of scoring
    /// again.
    pub gain: Points,
}

/// How sure it is that nothing cheaper reaches the goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Every combination was covered: nothing is cheaper.
    Optimal,
    /// Some combinations were left out: nothing with less work than this reaches the goal.
    AtLeast(Decimal),
}

/// A plan.
#[derive(Debug)]
pub struct Plan {
    /// What it is for.
    pub goal: Goal,
    /// Whether it reaches that; else it is the best there is.
    pub reached: bool,
    /// What to do.
    pub groups: Vec<Group>,
    /// The work of all steps, in days.
    pub effort: Decimal,
    /// The result as it is now, pending points included as far as they are taken as given.
    pub now: Points,
    /// The result with all steps done, by scoring again.
    pub then: Points,
    /// Its percentage of what applies.
    pub percent: Option<Points>,
    /// Its class by position in the set's classes; `None` below the lowest, or without classes.
    pub class: Option<usize>,
    /// How sure it is.
    pub proof: Proof,
    /// The best result for each effort, cheapest first; the first is that of doing nothing.
    pub frontier: Vec<(Decimal, Points)>,
    /// Whether the frontier is exact.
    pub exact: bool,
    /// Everything that could be done, as [`open_steps`] gives it.
    pub open: Vec<Vec<Step>>,
    /// The score with all done that can be done: what is lost there cannot be won back.
    pub best: Assessment,
    /// What is lost there: positions of its losses, each with the reason.
    pub lost: Vec<(usize, Why)>,
}

/// Works a plan out.
///
/// # Errors
/// Where the book of a changed score does not close; that is a bug.
pub fn solve(setting: Setting<'_>, goal: Goal) -> Result<Plan, Unbalanced> {
    let maxima = setting.maxima();
    let universe = Universe::of(setting, &maxima);
    let totals = Totals::of(setting);
    let reachable = universe.frontier(&totals.bonus, Cut::Reachable);
    let met = |point: &&Point| {
        let points = totals.points(&point.gain);
        match goal {
            Goal::Points(wanted) => points.decimal() >= wanted,
            Goal::Percent(wanted) => {
                let percent = totals.percent(points);
                percent.is_some_and(|percent| percent.decimal() >= wanted)
            }
            Goal::Class(wanted) => totals.class(points).is_some_and(|class| class <= wanted),
            Goal::Most => false,
        }
    };
    let (points, frontier) = results(&reachable, &totals);
    let best = points.last().cloned().unwrap_or_else(Point::nothing);
    let cheapest = points.iter().find(met).cloned();
    let reached = cheapest.is_some() || goal == Goal::Most;
    let chosen = cheapest.unwrap_or_else(|| best.clone());
    let proof = if reachable.whole {
        Proof::Optimal
    } else {
        let bound = universe.frontier(&totals.bonus, Cut::Bound);
        let least = bound.points.iter().find(|point| match goal {
            Goal::Most => totals.points(&point.gain) >= totals.points(&best.gain),
            _ => met(point),
        });
        match least {
            Some(least) if reached && least.effort < chosen.effort => Proof::AtLeast(least.effort),
            Some(least) if !reached => Proof::AtLeast(least.effort),
            _ => Proof::Optimal,
        }
    };
    let steps = universe.steps(&chosen);
    let (groups, then) = in_groups(&setting, &steps)?;
    let best = setting.score(&done(&setting, &universe.steps(&best)))?;
    let open = universe.open_steps();
    Ok(Plan {
        lost: setting.why_lost(&best, &open),
        open,
        goal,
        reached,
        effort: chosen.effort.normalize(),
        now: setting.result(setting.assessment),
        percent: totals.percent(then),
        class: totals.class(then),
        groups,
        then,
        proof,
        frontier,
        exact: reachable.whole,
        best,
    })
}

/// The points of a frontier that differ in the result, with those results.
fn results(frontier: &Frontier, totals: &Totals<'_>) -> (Vec<Point>, Vec<(Decimal, Points)>) {
    let mut points = Vec::new();
    let mut results: Vec<(Decimal, Points)> = Vec::new();
    for point in &frontier.points {
        let result = totals.points(&point.gain);
        if results.last().is_none_or(|(_, last)| result > *last) {
            results.push((point.effort.normalize(), result));
            points.push(point.clone());
        }
    }
    (points, results)
}

/// Everything that could be done: each document as one step, each figure as one step for every
/// value worth reaching, of which one can be chosen.
pub fn open_steps(setting: Setting<'_>) -> Vec<Vec<Step>> {
    Universe::of(setting, &setting.maxima()).open_steps()
}

/// The result with steps done, by scoring again.
///
/// # Errors
/// Where the book does not close; that is a bug.
pub fn result_with(setting: &Setting<'_>, steps: &[Step]) -> Result<Points, Unbalanced> {
    Ok(setting.result(&setting.score(&done(setting, steps))?))
}

impl Universe<'_> {
    fn open_steps(&self) -> Vec<Vec<Step>> {
        let candidates = self.candidates.iter().enumerate();
        let used = candidates.filter(|(_, candidate)| !candidate.cases.is_empty());
        let documents = used.map(|(one, _)| vec![self.attach(one)]);
        let mut steps: Vec<Vec<Step>> = documents.collect();
        for (position, case) in self.cases.iter().enumerate() {
            for (chain, rise) in case.chains.iter().enumerate() {
                let values = (0..rise.values.len()).map(|value| self.raise(position, chain, value));
                steps.push(values.collect());
            }
        }
        steps
    }

    /// What is chosen at a point, documents in tree order and then figures.
    fn steps(&self, point: &Point) -> Vec<Step> {
        let mut documents: Vec<usize> = Vec::new();
        let mut figures: Vec<(usize, usize, usize)> = Vec::new();
        point.picks.each(&mut |picked| match picked {
            Picks::Document(candidate) => documents.push(*candidate),
            Picks::Figure { case, chain, value } => figures.push((*case, *chain, *value)),
            Picks::Nothing | Picks::Both(..) => {}
        });
        documents.sort_unstable();
        figures.sort_unstable();
        let documents = documents.into_iter().map(|one| self.attach(one));
        let figures = figures.into_iter();
        let figures = figures.map(|(case, chain, value)| self.raise(case, chain, value));
        documents.chain(figures).collect()
    }

    fn attach(&self, candidate: usize) -> Step {
        let candidate = &self.candidates[candidate];
        let leaves = candidate.cases.iter().map(|case| self.cases[*case].index);
        Step {
            act: Act::Attach {
                document: candidate.id.clone(),
                leaves: leaves.collect(),
            },
            effort: candidate.effort,
            by: candidate.by,
        }
    }

    fn raise(&self, case: usize, chain: usize, value: usize) -> Step {
        let case = &self.cases[case];
        let rise = &case.chains[chain];
        let (to, effort) = &rise.values[value];
        Step {
            act: Act::Raise {
                leaf: case.index,
                figure: rise.figure.clone(),
                from: rise.from.clone(),
                to: to.clone(),
            },
            effort: *effort,
            by: rise.by,
        }
    }
}

impl Step {
    /// The leaves it is about, by position in the set's nodes.
    pub fn leaves(&self) -> &[usize] {
        match &self.act {
            Act::Attach { leaves, .. } => leaves,
            Act::Raise { leaf, .. } => std::slice::from_ref(leaf),
        }
    }

    /// Does it, on facts.
    fn apply(&self, setting: &Setting<'_>, facts: &mut Facts) {
        match &self.act {
            Act::Attach { document, leaves } => {
                for leaf in leaves {
                    if setting.time.next.is_some() {
                        // What was issued late is issued anew.
                        let said = facts.leaves.entry(*leaf).or_default();
                        said.evidence.remove(document);
                    }
                    facts.attach(*leaf, document.clone());
                }
            }
            Act::Raise {
                leaf, figure, to, ..
            } => {
                let said = facts.leaves.entry(*leaf).or_default();
                if let Some(mut stated) = said.figures.get(figure).cloned() {
                    stated.value = to.clone();
                    said.figures.insert(figure.as_str().into(), stated);
                }
            }
        }
    }
}

/// The facts with steps done.
fn done(setting: &Setting<'_>, steps: &[Step]) -> Facts {
    let mut facts = setting.facts.clone();
    for step in steps {
        step.apply(setting, &mut facts);
    }
    facts
}

/// Steps one after the other, those together that win nothing one by one; and the result.
fn in_groups(setting: &Setting<'_>, steps: &[Step]) -> Result<(Vec<Group>, Points), Unbalanced> {
    let mut groups = Vec::new();
    let mut facts = setting.facts.clone();
    let mut reached = setting.result(setting.assessment);
    let mut together: Vec<Step> = Vec::new();
    for step in steps {
        step.apply(setting, &mut facts);
        together.push(step.clone());
        let now = setting.result(&setting.score(&facts)?);
        if now != reached {
            groups.push(Group {
                steps: std::mem::take(&mut together),
                gain: now - reached,
            });
            reached = now;
        }
    }
    if !together.is_empty() {
        groups.push(Group {
            steps: together,
            gain: Points::ZERO,
        });
    }
    Ok((groups, reached))
}

impl Setting<'_> {
    /// The maximum of each node, by its position.
    fn maxima(&self) -> Vec<Exact> {
        let nodes = self.set.nodes.iter();
        nodes.map(|node| Exact::from(node.max)).collect()
    }

    /// The score of changed facts.
    pub(super) fn score(&self, facts: &Facts) -> Result<Assessment, Unbalanced> {
        let options = Options {
            files_checked: self.files_checked,
            as_of: self.time.today,
            supplement_by: self.time.supplement_by,
            ..Options::default()
        };
        assess(self.set, facts, options)
    }

    /// The result of a score, pending points included as far as they are taken as given.
    pub(super) fn result(&self, assessment: &Assessment) -> Points {
        let total = &assessment.total;
        match self.assume_pending {
            None => total.points,
            Some(share) => total.assuming(share, self.set.rounding),
        }
    }
}
