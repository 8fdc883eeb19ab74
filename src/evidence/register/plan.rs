//! What is noted of each row, once, whatever the number of metrics: a small number for each thing
//! that conditions look at, packed into one key. Rows with one key are alike to every metric.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::{ColumnRef, Condition, DayRef, Timing};
use crate::evidence::register::metrics::Metric;
use crate::evidence::register::values;
use crate::text::fold;

/// Something of a row that conditions look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    /// Whether it was carried over, and how far it came: 0 to 9.
    State,
    /// What stands in a column: [`BLANK`], [`OTHER`], or one of these values.
    Value(ColumnRef, Vec<String>),
    /// How two days lie: 0 where one is blank, else 1 before, 2 on, 3 after.
    Order(DayRef, DayRef),
}

/// How far a dossier is.
pub(super) const STATUS: ColumnRef = ColumnRef::Known(Column::Status);

/// The value of a blank cell.
pub(super) const BLANK: u64 = 0;
/// The value of a cell that holds none of the values that are looked for.
pub(super) const OTHER: u64 = 1;

/// Where an attribute stands in a key.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    pub(super) attribute: Attribute,
    pub(super) shift: u32,
    bits: u32,
}

/// The attributes that metrics need, and how they are packed.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) packed: Vec<Packed>,
}

impl Plan {
    /// What these metrics look at; `None` where it is more than a key holds.
    pub fn of(metrics: &[Metric]) -> Option<Self> {
        let mut attributes = vec![Attribute::State];
        let mut columns: BTreeMap<&ColumnRef, Vec<String>> = BTreeMap::new();
        // Whether a dossier ended may hang on it, so what is not understood is seen.
        columns.insert(&STATUS, Vec::new());
        for metric in metrics {
            metric.condition.walk(&mut |condition| match condition {
                Condition::Present(column) => {
                    columns.entry(column).or_default();
                }
                Condition::In(column, values) => {
                    let known = columns.entry(column).or_default();
                    for value in values {
                        if !known.contains(value) {
                            known.push(value.clone());
                        }
                    }
                }
                Condition::Day(left, _, right) => {
                    let order = Attribute::Order(left.clone(), right.clone());
                    if !attributes.contains(&order) {
                        attributes.push(order);
                    }
                }
                _ => {}
            });
        }
        for (column, mut asked) in columns {
            // Of a column with known values all are told apart, so that those unknown are seen.
            if let ColumnRef::Known(known) = column
                && !values::names(*known).is_empty()
            {
                asked = values::names(*known)
                    .iter()
                    .map(ToString::to_string)
                    .collect();
            }
            attributes.push(Attribute::Value(column.clone(), asked));
        }
        let mut shift = 0;
        let mut packed = Vec::new();
        for attribute in attributes {
            let many = match &attribute {
                Attribute::State => 10,
                Attribute::Value(_, values) => values.len() + 2,
                Attribute::Order(..) => 4,
            };
            let bits = usize::BITS - (many - 1).leading_zeros();
            packed.push(Packed {
                attribute,
                shift,
                bits,
            });
            shift += bits;
        }
        (shift <= u64::BITS).then_some(Self { packed })
    }

    #[inline]
    /// The number that is noted for whether a dossier was carried over and how far it came.
    pub(super) fn state(carried: bool, timing: Timing) -> u64 {
        let position = Timing::ALL.iter().position(|one| *one == timing);
        (position.unwrap_or_default() + if carried { Timing::ALL.len() } else { 0 }) as u64
    }

    /// Whether what is noted of a status says that a dossier ended.
    pub(super) fn says_ended(&self, noted: u64) -> bool {
        let position = noted
            .checked_sub(OTHER + 1)
            .and_then(|at| usize::try_from(at).ok());
        let name = position.and_then(|at| values::names(Column::Status).get(at).copied());
        name.is_some_and(values::is_ended)
    }

    fn noted(&self, key: u64, is: impl Fn(&Attribute) -> bool) -> Option<(&Attribute, u64)> {
        let packed = self.packed.iter().find(|packed| is(&packed.attribute))?;
        let mask = (1_u64 << packed.bits) - 1;
        Some((&packed.attribute, (key >> packed.shift) & mask))
    }

    /// Whether a condition means the rows with this key.
    pub(super) fn holds(&self, condition: &Condition, key: u64) -> bool {
        let timings = Timing::ALL.len() as u64;
        let state = || {
            self.noted(key, |one| *one == Attribute::State)
                .map_or(0, |(_, at)| at)
        };
        let in_column = |column: &ColumnRef| {
            self.noted(
                key,
                |one| matches!(one, Attribute::Value(of, _) if of == column),
            )
        };
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.holds(part, key)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part, key)),
            Condition::Not(part) => !self.holds(part, key),
            Condition::Carried(carried) => (state() >= timings) == *carried,
            Condition::Came(timing) => state() % timings == Self::state(false, *timing),
            Condition::Present(column) => in_column(column).is_some_and(|(_, at)| at != BLANK),
            Condition::In(column, wanted) => in_column(column).is_some_and(|(attribute, at)| {
                let Attribute::Value(_, values) = attribute else {
                    return false;
                };
                let position = at
                    .checked_sub(OTHER + 1)
                    .and_then(|at| usize::try_from(at).ok());
                position
                    .and_then(|at| values.get(at))
                    .is_some_and(|value| wanted.contains(value))
            }),
            Condition::Day(left, relation, right) => {
                let wanted = Attribute::Order(left.clone(), right.clone());
                let at = self
                    .noted(key, |one| *one == wanted)
                    .map_or(0, |(_, at)| at);
                order_of(at).is_some_and(|order| relation.holds(order))
            }
        }
    }
}

/// The number that is noted for how two days lie.
#[inline]
pub(super) fn order(left: Option<i32>, right: Option<i32>) -> u64 {
    match (left, right) {
        (Some(left), Some(right)) => match left.cmp(&right) {
            Ordering::Less => 1,
            Ordering::Equal => 2,
            Ordering::Greater => 3,
        },
        _ => 0,
    }
}

fn order_of(noted: u64) -> Option<Ordering> {
    match noted {
        1 => Some(Ordering::Less),
        2 => Some(Ordering::Equal),
        3 => Some(Ordering::Greater),
        _ => None,
    }
}

/// What is noted of a cell of a column, of which these values are looked for.
pub(super) fn value_of(
    column: &ColumnRef,
    values: &[String],
    mapping: &super::definitions::Mapping,
    cell: &str,
) -> u64 {
    let cell = fold::tidy(cell);
    if is_blank(cell.as_bytes()) {
        return BLANK;
    }
    let position = match column {
        ColumnRef::Known(known) if has_known_values(*known) => mapping.value(*known, &cell),
        _ => values.iter().position(|value| *value == cell),
    };
    position.map_or(OTHER, |position| position as u64 + OTHER + 1)
}

/// Whether a column holds one of a few values.
pub(super) fn has_known_values(column: Column) -> bool {
    !values::names(column).is_empty()
}

/// Whether nothing stands in a cell.
#[inline]
pub(super) fn is_blank(cell: &[u8]) -> bool {
    matches!(cell, b"" | b"-" | [0xE2, 0x80, 0xA6])
}
