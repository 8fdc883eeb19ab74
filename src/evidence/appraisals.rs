//! What appraisers say of a unit, round by round, and what that makes of its facts.
//!
//! ```text
//!   round 1: rows, figures ── verdicts, corrected figures, points by hand
//!   round 2: rows handed in after it ── «chờ thẩm định lại» until somebody looks at them
//! ```
//!
//! Verdicts and corrected figures become part of the facts: a row that is refused is not in
//! order, a corrected figure stands in for the unit's. Points by hand never do: they are a basis
//! of their own.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Place;
use crate::evidence::facts::{Evidence, Facts, FigureValues, LeafFacts, Stated, Value};
use crate::evidence::figure_names::NOT_APPLICABLE;
use crate::evidence::symbol::Symbol;
use crate::points::Points;
use crate::text::fold;

/// A round of handing in and of appraisal, from 1.
pub type Round = u16;

/// The first round.
pub const FIRST: Round = 1;

/// What an appraiser concludes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// «Chấp nhận».
    Accepted,
    /// «Không chấp nhận».
    Refused,
}

/// What a verdict is about: the rows of evidence that have all that is named, or, where nothing
/// is named, everything there was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Id of a document of the leaf.
    pub document: Option<String>,
    /// Number and symbol.
    pub number: Option<String>,
    /// A file.
    pub file: Option<String>,
}

impl Named {
    /// Whether nothing is named.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a row that serves a document is meant.
    pub fn means(&self, document: &str, row: &Evidence) -> bool {
        let number = |named: &String| {
            let own = row.number.as_deref();
            own.is_some_and(|own| same_number(named, own))
        };
        let file = |named: &String| row.files.iter().any(|file| same_file(named, &file.path));
        self.document.as_deref().is_none_or(|own| own == document)
            && self.number.as_ref().is_none_or(number)
            && self.file.as_ref().is_none_or(file)
    }
}

fn same_number(a: &str, b: &str) -> bool {
    match (Symbol::parse(a), Symbol::parse(b)) {
        (Some(a), Some(b)) => a == b,
        _ => fold::key(a) == fold::key(b),
    }
}

/// A path, or the bare name of the file at its end.
fn same_file(named: &str, path: &str) -> bool {
    let (named, path) = (fold::nfc(named).replace('\\', "/"), fold::nfc(path));
    let bare = !named.contains('/');
    path == named || bare && path.rsplit('/').next() == Some(named.as_str())
}

/// What a row of an appraisal table says of a leaf.
#[derive(Clone, Debug)]
pub struct Appraisal {
    /// The round.
    pub round: Round,
    /// Points given by hand, with their cell.
    pub points: Option<(Points, Place)>,
    /// The verdict.
    pub verdict: Option<Verdict>,
    /// What it is about.
    pub named: Named,
    /// A corrected figure.
    pub figure: Option<(Arc<str>, Stated)>,
    /// Why.
    pub reason: Option<String>,
    /// Who says so.
    pub appraiser: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// The row.
    pub place: Place,
}

impl Appraisal {
    /// Whether somebody looked: a row without points, verdict and figure is only prepared, or
    /// a remark.
    pub fn has_looked(&self) -> bool {
        self.points.is_some() || self.verdict.is_some() || self.figure.is_some()
    }

    /// The verdict, where it is on the leaf as a whole.
    fn on_all(&self) -> Option<Verdict> {
        self.verdict.filter(|_| self.named.is_all())
    }

    /// Whether it was about a row when it was given.
    fn covers(&self, document: &str, row: &Evidence) -> bool {
        row.round <= self.round && self.named.means(document, row)
    }
}

impl LeafFacts {
    /// Whether an appraiser looked at the leaf.
    pub fn is_appraised(&self) -> bool {
        self.appraisals.iter().any(|said| said.has_looked())
    }

    /// Whether what was there was accepted as it is: the last round that looked accepts, and
    /// neither refuses nor corrects anything, nor gives points of its own.
    pub fn is_confirmed(&self) -> bool {
        let looked = || self.appraisals.iter().filter(|said| said.has_looked());
        let last = looked().map(|said| said.round).max();
        let mut said = looked().filter(|said| Some(said.round) == last).peekable();
        said.peek().is_some()
            && said.all(|said| said.verdict == Some(Verdict::Accepted) && said.figure.is_none())
            && self.by_hand().is_none()
    }

    /// The points that stand as given by hand: those of the last round that gave any, unless a
    /// later one judged the leaf as a whole without.
    pub fn by_hand(&self) -> Option<(Points, &Arc<Appraisal>)> {
        let last = self.appraisals.iter().rev();
        let mut last = last.filter(|said| said.points.is_some() || said.on_all().is_some());
        let round = last.next()?.round;
        let mut of_round = self.appraisals.iter().filter(|said| said.round == round);
        of_round.find_map(|said| Some((said.points.as_ref()?.0, said)))
    }

    /// Why an appraiser said so: in the row itself, else in another of the same round.
    pub fn reason_of<'f>(&'f self, said: &'f Appraisal) -> Option<&'f str> {
        let mut others = self
            .appraisals
            .iter()
            .filter(|other| other.round == said.round);
        said.reason
            .as_deref()
            .or_else(|| others.find_map(|other| other.reason.as_deref()))
    }

    /// The last verdict on the leaf as a whole, of what was handed in for a round.
    fn judged(&self, handed_in: Round) -> Option<&Arc<Appraisal>> {
        let on_all = |said: &&Arc<Appraisal>| said.on_all().is_some() && said.round >= handed_in;
        self.appraisals.iter().rev().find(on_all)
    }

    fn is_refused(&self, handed_in: Round) -> bool {
        let judged = self.judged(handed_in);
        judged.is_some_and(|said| said.verdict == Some(Verdict::Refused))
    }

    /// Whether an explanation stands in for evidence: one that was refused does not.
    pub fn explanation_stands(&self) -> bool {
        self.explanation.is_some() && !self.is_refused(self.explained_in)
    }

    /// Why the leaf does not apply: a declaration that was refused does not count.
    pub fn standing_not_applicable(&self) -> Option<&(String, Place)> {
        let said = self.not_applicable.as_deref()?;
        let own = !self.corrects_to(&said.1);
        (!own || !self.is_refused(FIRST)).then_some(said)
    }

    /// Why the leaf does not apply, as the unit says.
    pub fn units_not_applicable(&self) -> Option<&(String, Place)> {
        let said = self.not_applicable.as_deref()?;
        (!self.corrects_to(&said.1)).then_some(said)
    }

    /// Whether an appraiser stated what stands at a place.
    fn corrects_to(&self, place: &Place) -> bool {
        let mut figures = self
            .appraisals
            .iter()
            .filter_map(|said| said.figure.as_ref());
        figures.any(|(_, stated)| stated.place == *place)
    }

    /// The figures as the unit stated them.
    pub fn units_figures(&self) -> &FigureValues {
        self.own_figures.as_deref().unwrap_or(&self.figures)
    }

    /// The corrections that stand: of each figure the last.
    pub fn corrections(&self) -> Vec<(&str, &Arc<Appraisal>)> {
        corrections(&self.appraisals)
    }

    /// Makes what appraisers say part of the facts.
    fn settle(&mut self) {
        sort(&mut self.appraisals);
        for (document, rows) in &mut self.evidence {
            for row in rows {
                let covering = || {
                    let said = self.appraisals.iter();
                    said.filter(|said| said.covers(document, row))
                };
                let judging = covering().filter(|said| said.verdict.is_some());
                // The last round; within it what names the row rather than all.
                let judging = judging.max_by_key(|said| (said.round, !said.named.is_all()));
                let before = |said: &Arc<Appraisal>| said.has_looked() && said.round < row.round;
                row.awaits =
                    self.appraisals.iter().any(before) && !covering().any(|said| said.has_looked());
                row.verdict = judging.cloned();
            }
        }
        if let Some(reason) = correct(&mut self.figures, &mut self.own_figures, &self.appraisals)
            && self.not_applicable.is_none()
        {
            self.not_applicable = Some(Box::new(reason));
        }
    }

    /// Takes back what was handed in after one round, and what appraisers said after another.
    fn go_back_to(&mut self, handed_in: Round, said: Round) {
        if let Some(own) = self.own_figures.take() {
            self.figures = *own;
        }
        let own = self.not_applicable.as_deref();
        if own.is_some_and(|(_, place)| self.corrects_to(place)) {
            self.not_applicable = None;
        }
        for rows in self.evidence.values_mut() {
            rows.retain(|row| row.round <= handed_in);
        }
        if self.explained_in > handed_in {
            self.explanation = None;
        }
        self.appraisals.retain(|by| by.round <= said);
        self.settle();
    }
}

impl Facts {
    /// Makes what appraisers say part of the facts.
    pub fn settle(&mut self) {
        for leaf in self.leaves.values_mut() {
            if !leaf.appraisals.is_empty() {
                leaf.settle();
            }
        }
        sort(&mut self.appraisals);
        correct(&mut self.common, &mut self.own_common, &self.appraisals);
    }

    /// The rounds in which appraisers looked at anything, in order.
    pub fn rounds(&self) -> Vec<Round> {
        let of_leaves = self.leaves.values().flat_map(|leaf| &leaf.appraisals);
        let all = of_leaves.chain(&self.appraisals);
        let mut rounds: Vec<Round> = all
            .filter(|said| said.has_looked())
            .map(|said| said.round)
            .collect();
        rounds.sort_unstable();
        rounds.dedup();
        rounds
    }

    /// The rounds for which evidence or an explanation was handed in after the first.
    pub fn supplements(&self) -> Vec<Round> {
        let rows = |leaf: &LeafFacts| {
            let rows = leaf.evidence.values().flatten();
            let rows = rows.filter(|row| row.declared).map(|row| row.round);
            rows.chain([leaf.explained_in]).collect::<Vec<_>>()
        };
        let mut rounds: Vec<Round> = self.leaves.values().flat_map(rows).collect();
        rounds.retain(|round| *round > FIRST);
        rounds.sort_unstable();
        rounds.dedup();
        rounds
    }

    /// The facts as they stood after a round of appraisal, without what was handed in or said
    /// later; round 0 is what was handed in at first, before anybody looked.
    pub fn as_of_round(&self, round: Round) -> Self {
        self.as_of(round.max(FIRST), round)
    }

    /// The facts with what was handed in up to one round, and said by appraisers up to another.
    pub fn as_of(&self, handed_in: Round, said: Round) -> Self {
        let mut facts = self.clone();
        if let Some(own) = facts.own_common.take() {
            facts.common = *own;
        }
        facts.appraisals.retain(|by| by.round <= said);
        for leaf in facts.leaves.values_mut() {
            leaf.go_back_to(handed_in, said);
        }
        facts.settle();
        facts
    }

    /// The corrections of the set's figures that stand: of each the last.
    pub fn corrections(&self) -> Vec<(&str, &Arc<Appraisal>)> {
        corrections(&self.appraisals)
    }

    /// The set's figures as the unit stated them.
    pub fn units_common(&self) -> &FigureValues {
        self.own_common.as_deref().unwrap_or(&self.common)
    }
}

fn sort(appraisals: &mut [Arc<Appraisal>]) {
    appraisals.sort_by(|a, b| (a.round, &a.place).cmp(&(b.round, &b.place)));
}

/// Of each figure the last correction, by id.
fn corrections(appraisals: &[Arc<Appraisal>]) -> Vec<(&str, &Arc<Appraisal>)> {
    let all = appraisals.iter();
    let mut of_figures: Vec<(&str, &Arc<Appraisal>)> = all
        .filter_map(|said| Some((&*said.figure.as_ref()?.0, said)))
        .collect();
    of_figures.sort_by_key(|(id, said)| (*id, Reverse(said.round)));
    of_figures.dedup_by_key(|(id, _)| *id);
    of_figures
}

/// Puts corrected figures in the place of the unit's, which are kept; gives the reason why a
/// leaf does not apply, where that is what an appraiser states.
fn correct(
    figures: &mut FigureValues,
    own: &mut Option<Box<FigureValues>>,
    appraisals: &[Arc<Appraisal>],
) -> Option<(String, Place)> {
    let mut not_applicable = None;
    for (id, said) in corrections(appraisals) {
        let Some((id_of, stated)) = said.figure.as_ref() else {
            continue;
        };
        match &stated.value {
            Value::Text(reason) if id == NOT_APPLICABLE => {
                not_applicable = Some((reason.clone(), stated.place.clone()));
            }
            _ => {
                own.get_or_insert_with(|| Box::new(figures.clone()));
                figures.insert(Arc::clone(id_of), stated.clone());
            }
        }
    }
    not_applicable
}
