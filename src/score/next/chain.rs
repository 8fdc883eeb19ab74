//! All values of a figure that are worth reaching, one after the other.

use rust_decimal::Decimal;

use super::Search;
use crate::criteria::figures::Kind;
use crate::evidence::facts::Value;
use crate::points::Points;
use crate::rules::levels;

/// How many values of a figure are looked at; of more, these many evenly between the first and
/// the last.
const LONGEST: usize = 400;

/// The values of a figure each of which wins more than the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    /// The figure.
    pub(crate) figure: String,
    /// What is stated.
    pub(crate) from: Value,
    /// The values, nearest first; levels by id.
    pub(crate) values: Vec<Value>,
    /// Whether none between them was left out.
    pub(crate) whole: bool,
}

impl Search<'_> {
    /// The chain of each figure that wins points, all else as it is: those that rise where any
    /// rise wins some, else those that fall.
    pub(crate) fn chains(&self) -> Vec<Chain> {
        let Some(now) = self.now() else {
            return Vec::new();
        };
        let mut chains: Vec<Chain> = Vec::new();
        if self.levels(now).is_some() {
            chains.extend(self.chain(levels::FIGURE, |search, now| search.levels(now)));
        }
        for rising in [true, false] {
            if !chains.is_empty() {
                break;
            }
            for id in self.leaf.rule.figures() {
                chains.extend(self.chain(id, |search, now| search.figure(id, now, rising)));
            }
        }
        chains
    }

    /// The values of one figure, as `next` gives them.
    fn chain(
        &self,
        id: &str,
        next: impl Fn(&Search<'_>, Points) -> Option<super::Change>,
    ) -> Option<Chain> {
        let from = self.figures.get(id)?.value.clone();
        let mut moved = self.moved();
        let mut values = Vec::new();
        while let Some(change) = moved.now().and_then(|now| next(&moved, now)) {
            values.push(change.to.clone());
            moved.put(id, change.to);
            if values.len() > LONGEST {
                return self.sampled(id, from, &values);
            }
        }
        (!values.is_empty()).then(|| Chain {
            figure: id.to_owned(),
            from,
            values,
            whole: true,
        })
    }

    /// A chain of more values than are looked at: evenly between the first of `near` and the
    /// nearest that wins as much as any.
    fn sampled(&self, id: &str, from: Value, near: &[Value]) -> Option<Chain> {
        let number = |value: &Value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        };
        let (first, last) = (number(near.first()?)?, number(near.last()?)?);
        let rising = last > first;
        let end = self.end(id, last, rising)?;
        let count = self
            .set
            .figure(self.leaf, id)
            .is_some_and(|figure| figure.kind == Kind::Count);
        let parts = Decimal::from(LONGEST);
        let mut values: Vec<Value> = Vec::with_capacity(LONGEST + 1);
        for part in 0..=LONGEST {
            let value = first + (end - first) * Decimal::from(part) / parts;
            let value = match (count, rising) {
                (true, true) => value.ceil(),
                (true, false) => value.floor(),
                (false, _) => value,
            };
            let value = Value::Number(value.normalize());
            if values.last() != Some(&value) {
                values.push(value);
            }
        }
        Some(Chain {
            figure: id.to_owned(),
            from,
            values,
            whole: false,
        })
    }

    /// The nearest whole number of steps beyond `last` that wins as much as any.
    fn end(&self, id: &str, last: Decimal, rising: bool) -> Option<Decimal> {
        let at = |steps: i64| {
            let steps = Decimal::from(steps);
            if rising { last + steps } else { last - steps }
        };
        let declared = self.set.figure(self.leaf, id);
        let room = super::search::room(last, declared, rising);
        let points = |steps| {
            let mut moved = self.moved();
            moved.put(id, Value::Number(at(steps)));
            moved.now()
        };
        let most = points(room)?;
        let (mut below, mut above) = (0, room);
        while below < above {
            let middle = below + (above - below) / 2;
            if points(middle) == Some(most) {
                above = middle;
            } else {
                below = middle + 1;
            }
        }
        Some(at(above))
    }

    /// The same, to be moved.
    fn moved(&self) -> Search<'_> {
        Search {
            figures: self.figures.clone(),
            documents: self.documents.clone(),
            ..*self
        }
    }

    /// Gives a figure another value.
    fn put(&mut self, id: &str, value: Value) {
        if let Some(stated) = self.figures.get(id) {
            let stated = crate::evidence::facts::Stated {
                value,
                place: stated.place.clone(),
            };
            self.figures.insert(id.into(), stated);
        }
    }
}
