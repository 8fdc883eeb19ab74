//! What can be chosen at one leaf: its own documents in every combination, its figures at every
//! value worth reaching, each scored.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::frontier::{Cut, Frontier, Picks, Point};
use super::universe::{Case, Rise, Universe};
use crate::evidence::facts::Value;

/// How many documents of a leaf alone are combined with each other; of more, the last are left
/// out.
const OWN: usize = 10;

/// How many combinations of figures are scored; of more, values are left out evenly.
const COMBINED: usize = 2_000;

/// Documents that are attached together.
pub(super) struct Documents {
    /// Their positions in the universe.
    pub(super) documents: Vec<usize>,
    /// Their work.
    pub(super) effort: Decimal,
    /// The same as choices of a frontier.
    pub(super) picks: Rc<Picks>,
}

impl Universe<'_> {
    /// The best of a leaf, where of the documents that other leaves need too exactly `shared`
    /// are attached (their work is not counted here).
    pub(super) fn of_case(&self, position: usize, shared: &[usize], cut: Cut) -> Frontier {
        let case = &self.cases[position];
        let own = self.own(case);
        let (own, left) = own.split_at(own.len().min(OWN));
        let mut whole = left.is_empty();
        let given: &[usize] = match cut {
            Cut::Reachable => &[],
            Cut::Bound => left,
        };
        let chains = shortened(&case.chains);
        whole &= chains.iter().all(|chain| chain.whole);
        let mut points = vec![Point::nothing()];
        for chosen in self.every_choice(own) {
            let is_there = |candidate: &usize| {
                [&chosen.documents[..], shared, given]
                    .iter()
                    .any(|some| some.contains(candidate))
            };
            let mended = case
                .wanted
                .iter()
                .filter(|(_, any)| any.iter().any(is_there));
            let mended: Vec<usize> = mended.map(|(requirement, _)| *requirement).collect();
            let at = At {
                case,
                position,
                mended: &mended,
                chosen: &chosen,
                cut,
            };
            at.every_figure(&chains, &mut Vec::new(), &mut points);
        }
        Frontier::of(points, whole)
    }

    /// Every choice among some documents, none of them first.
    pub(super) fn every_choice(&self, among: &[usize]) -> impl Iterator<Item = Documents> {
        (0..1_usize << among.len()).map(move |chosen| {
            let is_chosen = |(bit, _): &(usize, &usize)| chosen & (1 << bit) != 0;
            let documents = among.iter().enumerate().filter(is_chosen);
            let documents: Vec<usize> = documents.map(|(_, candidate)| *candidate).collect();
            let days = documents
                .iter()
                .map(|one| self.candidates[*one].effort.days);
            let picks = documents.iter().map(|one| Picks::Document(*one));
            Documents {
                effort: days.sum(),
                picks: picks.fold(Rc::new(Picks::Nothing), |all, one| all.and(one)),
                documents,
            }
        })
    }

    /// The documents that this leaf alone needs.
    fn own(&self, case: &Case<'_>) -> Vec<usize> {
        let mut own: Vec<usize> = case
            .wanted
            .iter()
            .flat_map(|(_, candidates)| candidates)
            .copied()
            .filter(|candidate| self.candidates[*candidate].cases.len() == 1)
            .collect();
        own.sort_unstable();
        own.dedup();
        own
    }
}

/// A leaf with its documents chosen.
struct At<'a> {
    case: &'a Case<'a>,
    position: usize,
    mended: &'a [usize],
    chosen: &'a Documents,
    cut: Cut,
}

/// A figure at a value: its chain, the value's position in it, what it costs and what counts.
type Chosen<'a> = (usize, usize, Decimal, &'a str, &'a Value);

impl<'a> At<'a> {
    /// Scores every combination of the figures in `chains` with those already chosen.
    fn every_figure(
        &self,
        chains: &'a [Thinned<'a>],
        chosen: &mut Vec<Chosen<'a>>,
        points: &mut Vec<Point>,
    ) {
        let Some((chain, rest)) = chains.split_first() else {
            points.extend(self.scored(chosen));
            return;
        };
        self.every_figure(rest, chosen, points);
        for (place, &position) in chain.values.iter().enumerate() {
            let (value, effort) = &chain.rise.values[position];
            // Between two values that were looked at there may be one that costs little more
            // than the first and wins as much as the second.
            let counts = match self.cut {
                Cut::Bound if !chain.whole => {
                    let next = chain.values.get(place + 1).unwrap_or(&position);
                    &chain.rise.values[*next].0
                }
                _ => value,
            };
            chosen.push((
                chain.position,
                position,
                effort.days,
                &chain.rise.figure,
                counts,
            ));
            self.every_figure(rest, chosen, points);
            chosen.pop();
        }
    }

    fn scored(&self, chosen: &[Chosen<'_>]) -> Option<Point> {
        let values: Vec<(&str, &Value)> = chosen
            .iter()
            .map(|(.., figure, value)| (*figure, *value))
            .collect();
        let gives = self.case.gives(self.mended, &self.case.moved(&values))?;
        let gain = gives - self.case.now.clone();
        let mut picks = Rc::clone(&self.chosen.picks);
        let mut effort = self.chosen.effort;
        for (chain, value, days, ..) in chosen {
            effort += *days;
            picks = picks.and(Picks::Figure {
                case: self.position,
                chain: *chain,
                value: *value,
            });
        }
        Some(Point {
            effort,
            gain,
            picks,
        })
    }
}

/// A chain of which not all values may be looked at.
struct Thinned<'a> {
    rise: &'a Rise,
    /// Its position in the case.
    position: usize,
    /// Positions of the values.
    values: Vec<usize>,
    whole: bool,
}

/// The chains, so short that their combinations can all be scored.
fn shortened(chains: &[Rise]) -> Vec<Thinned<'_>> {
    let mut thinned: Vec<Thinned<'_>> = chains
        .iter()
        .enumerate()
        .map(|(position, rise)| Thinned {
            rise,
            position,
            values: (0..rise.values.len()).collect(),
            whole: rise.whole,
        })
        .collect();
    loop {
        let combined = thinned.iter().map(|chain| chain.values.len() + 1);
        let combined = combined.fold(1_usize, usize::saturating_mul);
        let longest = thinned.iter_mut().max_by_key(|chain| chain.values.len());
        match longest {
            Some(longest) if combined > COMBINED && longest.values.len() > 1 => {
                // Every other one, the last kept.
                let last = longest.values.len() - 1;
                let mut place = 0;
                longest.values.retain(|_| {
                    place += 1;
                    (last + 1 - place) % 2 == 0
                });
                longest.whole = false;
            }
            _ => return thinned,
        }
    }
}
