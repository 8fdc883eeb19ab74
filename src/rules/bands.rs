//! `bands`: the points of the one band that holds the value.
//!
//! ```text
//!   value   0        70 %       90 %      100 %
//!           ├── 0 ────[── 0,5 ───[─ tỷ lệ ──]
//!             below: 70%  from: 70%, below: 90%  from: 90%, proportional
//! ```

use crate::diagnostic::{Code, Place};
use crate::points::Exact;
use crate::rules::award::{Award, Free, Given, Reason, Step};
use crate::rules::expression::{Expression, Extreme, Operator};
use crate::rules::interval::{Bound, Interval};
use crate::rules::measure::Measure;
use crate::rules::reading::Setting;
use crate::rules::span::{End, Span};
use crate::text::lang::{Text, text};
use crate::text::numbers;
use crate::yaml::{Map, Node};

/// What a band gives.
#[derive(Clone, Debug)]
pub enum Gives {
    /// These points.
    Points(Exact),
    /// max × value.
    Proportional,
    /// Straight from the first at the lower end to the second at the upper end.
    Interpolate(Exact, Exact),
}

/// One band.
#[derive(Clone, Debug)]
pub struct Band {
    /// Where the set states it.
    pub place: Place,
    /// From `from` (included) or `over` to `to` (included) or `below`.
    pub span: Span,
    /// What it gives.
    pub gives: Gives,
}

/// Points by bands of a value.
#[derive(Clone, Debug)]
pub struct Bands {
    /// What is measured.
    pub measure: Measure,
    /// In the set's order.
    pub bands: Vec<Band>,
}

impl Bands {
    pub(super) fn read(map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        let reader = setting.reader;
        let measure = Measure::read(map, setting);
        let list = map.need("bands", reader)?;
        let items = reader.list(list)?;
        let bands: Vec<Band> = items
            .iter()
            .filter_map(|item| Band::read(item, setting))
            .collect();
        if items.is_empty() {
            reader.report(
                Code::BadBand,
                list,
                text!("cần ít nhất một khoảng", "at least one band is needed"),
                None,
            );
        }
        if bands.is_empty() || bands.len() < items.len() {
            return None;
        }
        Some(Self {
            measure: measure?,
            bands,
        })
    }

    /// The most that any band gives over the values that can be reached.
    pub(super) fn best(&self, given: &Given<'_>, free: Free<'_>) -> Option<Exact> {
        self.measure.best(given, free, |reached| {
            let of_band = |band: &Band| band.best(reached, given);
            self.bands
                .iter()
                .filter_map(of_band)
                .max()
                .unwrap_or_else(Exact::zero)
        })
    }

    pub(super) fn award(&self, given: &Given<'_>) -> Award<'_> {
        let value = match self.measure.take(given) {
            Ok(value) => value,
            Err(award) => return award,
        };
        let mut holding = self
            .bands
            .iter()
            .enumerate()
            .filter(|(_, band)| band.span.holds(&value));
        let held = holding.next();
        let points = match held {
            None => {
                given.note(|| Step::NoBand);
                Exact::zero()
            }
            Some((i, band)) => {
                given.note(|| Step::Band(i + 1));
                for (other, _) in holding {
                    given.note(|| Step::AlsoBand(other + 1));
                }
                band.points(&value, given)
            }
        };
        Award::points(points, Reason::Shortfall, self.measure.figures().collect())
    }
}

impl Band {
    fn read(node: &Node, setting: &Setting<'_>) -> Option<Self> {
        let reader = setting.reader;
        let mut map = reader.map(node)?;
        let low = end(&mut map, [("from", true), ("over", false)], setting);
        let high = end(&mut map, [("to", true), ("below", false)], setting);
        let points = map
            .get("points")
            .map(|node| setting.points(node).map(Gives::Points));
        let proportional = map.get("proportional").map(|node| {
            reader
                .choice(node, &[("true", ())])
                .map(|()| Gives::Proportional)
        });
        let interpolate = map.get("interpolate").map(|node| {
            let ends: Option<Vec<Exact>> = reader
                .list(node)?
                .iter()
                .map(|item| setting.points(item))
                .collect();
            match ends?.as_slice() {
                [a, b] => Some(Gives::Interpolate(a.clone(), b.clone())),
                _ => {
                    reader.report(
                        Code::BadBand,
                        node,
                        text!(
                            "`interpolate` cần đúng hai mức điểm: ở cận dưới và ở cận trên",
                            "`interpolate` takes two points: at the lower and at the upper bound"
                        ),
                        None,
                    );
                    None
                }
            }
        });
        let map_node = map.first_key().unwrap_or(node);
        let place = reader.place(map_node);
        map.finish(reader);
        let mut given: Vec<Option<Gives>> = [points, proportional, interpolate]
            .into_iter()
            .flatten()
            .collect();
        if given.len() != 1 {
            reader.report(
                Code::BadBand,
                node,
                text!(
                    "một khoảng cần đúng một trong `points`, `proportional`, `interpolate`",
                    "a band takes exactly one of `points`, `proportional`, `interpolate`"
                ),
                None,
            );
            return None;
        }
        let (low, high, gives) = (low?, high?, given.pop()??);
        if matches!(gives, Gives::Interpolate(..)) && (low.is_none() || high.is_none()) {
            reader.report(
                Code::BadBand,
                node,
                text!(
                    "`interpolate` cần cả cận dưới và cận trên",
                    "`interpolate` needs a lower and an upper bound"
                ),
                None,
            );
            return None;
        }
        let empty = match (&low, &high) {
            (Some(low), Some(high)) => {
                low.value > high.value
                    || (low.value == high.value
                        && !(low.included && high.included && matches!(gives, Gives::Points(_))))
            }
            _ => false,
        };
        if empty {
            let message = Text::each(|lang| {
                let show = |end: &Option<End>| {
                    end.as_ref()
                        .map(|end| numbers::show_exact(&end.value, lang))
                        .unwrap_or_default()
                };
                let (low, high) = (show(&low), show(&high));
                lang.pick(
                    format!("cận dưới {low} không nhỏ hơn cận trên {high}: không giá trị nào thuộc khoảng này"),
                    format!("the lower bound {low} is not below the upper bound {high}: the band is empty"),
                )
            });
            let help = text!(
                "đổi chỗ hai cận, hoặc sửa một cận",
                "swap the bounds, or mend one of them"
            );
            reader.report(Code::BadBand, map_node, message, help);
            return None;
        }
        Some(Self {
            place,
            span: Span { low, high },
            gives,
        })
    }

    /// The most the band gives over the values of `reached` that lie in it; `None` where none
    /// does. A bound that the band leaves out still counts: values come as near as one likes.
    fn best(&self, reached: &Interval, given: &Given<'_>) -> Option<Exact> {
        let bound = |end: &Option<End>, open: Bound| match end {
            Some(end) => Bound::At(end.value.clone()),
            None => open,
        };
        let low = reached.low.clone().max(bound(&self.span.low, Bound::Below));
        let high = reached
            .high
            .clone()
            .min(bound(&self.span.high, Bound::Above));
        let touches = match (&low, &high) {
            (Bound::At(a), Bound::At(b)) if a == b => self.span.holds(a),
            _ => low < high,
        };
        let at = |bound: &Bound| match (bound, &self.gives) {
            (Bound::At(value), _) => self.points_at(value, given.max),
            (Bound::Above, Gives::Proportional) => given.max.clone(),
            (_, Gives::Points(points)) => points.clone(),
            _ => Exact::zero(),
        };
        touches.then(|| at(&low).max(at(&high)))
    }

    /// What the band gives at a value.
    fn points_at(&self, value: &Exact, max: &Exact) -> Exact {
        let points = match (&self.gives, &self.span.low, &self.span.high) {
            (Gives::Points(points), ..) => points.clone(),
            (Gives::Interpolate(a, b), Some(low), Some(high)) => {
                let share = &(value - &low.value) / &(&high.value - &low.value);
                a + &(&(b - a) * &share)
            }
            (Gives::Proportional | Gives::Interpolate(..), ..) => max * value,
        };
        points.clamp_to(&Exact::zero(), max)
    }

    fn points(&self, value: &Exact, given: &Given<'_>) -> Exact {
        let points = self.points_at(value, given.max);
        given.note(|| Step::Points(self.worked(value, given.max), points.clone()));
        points
    }

    /// The arithmetic of the band.
    fn worked(&self, value: &Exact, max: &Exact) -> Expression {
        match (&self.gives, &self.span.low, &self.span.high) {
            (Gives::Points(points), ..) => points.into(),
            (Gives::Interpolate(a, b), Some(low), Some(high)) => {
                let rise = Expression::from(b).join(Operator::Sub, a);
                let run = Expression::from(&high.value).join(Operator::Sub, &low.value);
                let part = Expression::from(value).join(Operator::Sub, &low.value);
                let share = rise.join(Operator::Mul, part).join(Operator::Div, run);
                Expression::from(a).join(Operator::Add, share)
            }
            (Gives::Proportional | Gives::Interpolate(..), ..) => {
                let product = Expression::from(max).join(Operator::Mul, value);
                let within = [product, Expression::from(max)];
                if value > &Exact::one() {
                    Expression::Extreme(Extreme::Min, within.into())
                } else {
                    within[0].clone()
                }
            }
        }
    }
}

/// Reads the one bound of a side; the outer `None` says that it was wrong.
fn end(
    map: &mut Map<'_>,
    keys: [(&'static str, bool); 2],
    setting: &Setting<'_>,
) -> Option<Option<End>> {
    let [first, second] = keys.map(|(key, included)| map.get(key).map(|node| (node, included)));
    if let (Some((node, _)), Some(_)) = (first, second) {
        let [(a, _), (b, _)] = keys;
        setting.reader.report(
            Code::BadBand,
            node,
            text!(
                "chỉ dùng một trong `{a}` và `{b}`",
                "use only one of `{a}` and `{b}`"
            ),
            None,
        );
        return None;
    }
    match first.or(second) {
        None => Some(None),
        Some((node, included)) => {
            let value = setting.number(node)?;
            Some(Some(End { value, included }))
        }
    }
}
