//! Kinds that measure a value: shares of the maximum, points per item, points off; and what
//! they have in common: a zero denominator, and a lone answer of yes or no.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::value::Value;
use super::{Said, Speaker};
use crate::criteria::figures::Kind;
use crate::evidence::facts::{self, FigureValues, Stated};
use crate::points::Exact;
use crate::report::words;
use crate::rules::Rule;
use crate::rules::award::{Award, Given, OnZero};
use crate::rules::deduct::Deduct;
use crate::rules::expression::{Expression, Operator};
use crate::rules::measure::Measure;
use crate::rules::per_item::PerItem;
use crate::rules::proportional::Proportional;

impl Speaker<'_> {
    pub(super) fn proportional(&self, rule: &Rule, of: &Proportional) -> Said {
        if let Some(said) = self.yes_or_no(rule, &of.measure) {
            return said;
        }
        let (zero, one) = (Exact::zero(), Exact::one());
        let value = self
            .figures
            .value(&of.measure.value, &[&of.full_at, &of.zero_below], false);
        let max = words::points(&self.max, self.lang);
        if of.full_at == one && of.zero_below <= zero {
            let formula = self.gain(format!("{} × {max}", value.named()));
            let said = Said::plain(format!("{formula}, {}", self.at_most()));
            return self.with_zero_denominator(said, &of.measure);
        }
        let from =
            |bound: &str| self.pick(format!("từ {bound} trở lên"), format!("{bound} or more"));
        let below = |bound: &str| self.pick(format!("dưới {bound}"), format!("below {bound}"));
        let (full_at, zero_below) = (value.number(&of.full_at), value.number(&of.zero_below));
        let mut cases = Vec::new();
        let formula = if of.full_at == one {
            format!("{} × {max}", value.word())
        } else {
            format!("{} / {full_at} × {max}", value.word())
        };
        let formula = self.gain(formula);
        if of.zero_below >= of.full_at {
            cases.push(self.case(&from(&zero_below), &self.max));
        } else if of.full_at == one {
            let from = from(&zero_below);
            cases.push(Said::plain(format!(
                "{from}: {formula}, {}",
                self.at_most()
            )));
        } else {
            cases.push(self.case(&from(&full_at), &self.max));
            let between = if of.zero_below <= zero {
                below(&full_at)
            } else {
                self.pick(
                    format!("từ {zero_below} đến dưới {full_at}"),
                    format!("from {zero_below} to below {full_at}"),
                )
            };
            cases.push(Said::plain(format!("{between}: {formula}")));
        }
        if of.zero_below > zero {
            cases.push(self.case(&below(&zero_below), &zero));
        }
        let said = Said::with_cases(self.by(&value), cases);
        self.with_zero_denominator(said, &of.measure)
    }

    pub(super) fn per_item(&self, rule: &Rule, of: &PerItem) -> Said {
        if let Some(said) = self.yes_or_no(rule, &of.measure) {
            return said;
        }
        let value = self
            .figures
            .value(&of.measure.value, &[&of.from, &of.step], true);
        let counted = value.counted();
        let counted = if of.from.is_zero() {
            counted
        } else {
            let from = value.number(&of.from);
            self.pick(
                format!("phần {counted} vượt quá {from}"),
                format!("{counted} above {from}"),
            )
        };
        let (each, points) = (value.each(&of.step), words::points(&of.points, self.lang));
        let sentence = match self.penalty() {
            false => self.pick(
                format!("{each} của {counted} được {points}"),
                format!("{each} of {counted} gives {points}"),
            ),
            true => self.pick(
                format!("{each} của {counted} trừ {points}"),
                format!("{each} of {counted} takes {points} off"),
            ),
        };
        let whole = of.from.is_integer() && self.figures.is_whole(&of.measure.value);
        let mut said = Said::plain(format!("{sentence}, {}", self.at_most()));
        said.notes.extend(self.no_parts(&of.step, &value, whole));
        self.with_zero_denominator(said, &of.measure)
    }

    pub(super) fn deduct(&self, rule: &Rule, of: &Deduct) -> Said {
        if let Some(said) = self.yes_or_no(rule, &of.measure) {
            return said;
        }
        let value = self.figures.value(&of.measure.value, &[&of.step], true);
        let (each, counted) = (value.each(&of.step), value.counted());
        let (points, floor) = (
            words::points(&of.points, self.lang),
            words::points(&of.floor, self.lang),
        );
        let most = self.gain(self.at_most());
        let less = if self.penalty() {
            self.pick("bớt trừ", "gives back")
        } else {
            self.pick("trừ", "costs")
        };
        let sentence = self.pick(
            format!("{most}; {each} của {counted} {less} {points}, không dưới {floor}"),
            format!("{most}; {each} of {counted} {less} {points}, not below {floor}"),
        );
        let mut said = Said::plain(sentence);
        let whole = self.figures.is_whole(&of.measure.value);
        said.notes.extend(self.no_parts(&of.step, &value, whole));
        self.with_zero_denominator(said, &of.measure)
    }

    /// `theo tỷ lệ «a» / «b»`.
    pub(super) fn by(&self, value: &Value<'_>) -> String {
        let named = value.named();
        self.pick(format!("theo {named}"), format!("by {named}"))
    }

    /// That a part of a step counts for nothing, where there can be one.
    fn no_parts(&self, step: &Exact, value: &Value<'_>, whole: bool) -> Option<String> {
        if whole && *step == Exact::one() {
            return None;
        }
        let units = value.units(step);
        Some(self.pick(
            format!("phần chưa đủ {units} không tính"),
            format!("less than {units} does not count"),
        ))
    }

    /// The two answers with their points, where the value is one figure of kind yes_no.
    pub(super) fn yes_or_no(&self, rule: &Rule, measure: &Measure) -> Option<Said> {
        let [id] = measure.names.as_slice() else {
            return None;
        };
        let figure = self.figures.find(id)?;
        if figure.kind != Kind::YesNo {
            return None;
        }
        let none = (FigureValues::default(), BTreeMap::new());
        let mut cases = Vec::new();
        for (answer, word) in [
            (Decimal::ONE, self.pick("có", "yes")),
            (Decimal::ZERO, self.pick("không", "no")),
        ] {
            let mut figures = FigureValues::default();
            let stated = Stated {
                value: facts::Value::Number(answer),
                place: self.node.place.clone(),
            };
            figures.insert(Arc::from(id.as_str()), stated);
            let award = rule.award(&Given {
                max: &self.max,
                figures: &figures,
                common: &none.0,
                documents: &none.1,
                trace: None,
            });
            let Award::Points { points, .. } = award else {
                return None;
            };
            cases.push(self.case(word, &points));
        }
        let label = self.figures.label(id);
        let text = self.pick(format!("theo {label}"), format!("by {label}"));
        Some(Said::with_cases(text, cases))
    }

    /// Adds what the set says of a zero denominator, where one can be.
    pub(super) fn with_zero_denominator(&self, mut said: Said, measure: &Measure) -> Said {
        let range = |id: &str| self.figures.range(id);
        let (Some(on_zero), true) = (measure.on_zero, measure.value.may_divide_by_zero(&range))
        else {
            return said;
        };
        let mut below = BTreeSet::new();
        denominators(&measure.value, &mut |denominator| {
            let may = denominator.range(&range).is_none_or(|r| r.has_zero());
            if may {
                below.insert(match denominator {
                    Expression::Name(id) => Some(self.figures.label(id)),
                    _ => None,
                });
            }
        });
        let what = match below.into_iter().collect::<Vec<_>>().as_slice() {
            [Some(label)] => label.clone(),
            _ => self.pick("mẫu số", "the denominator").to_owned(),
        };
        let when = self.pick(format!("{what} bằng 0"), format!("{what} is 0"));
        let then = match on_zero {
            OnZero::Full => self.points(&self.max),
            OnZero::Zero => self.points(&Exact::zero()),
            OnZero::NotApplicable if self.branch => self
                .pick("không xét cách tính này", "this way does not count")
                .to_owned(),
            OnZero::NotApplicable => {
                let max = words::points(&self.max, self.lang);
                self.pick(
                    format!("không áp dụng, bỏ {max} ra khỏi tổng"),
                    format!("not applicable, {max} taken out"),
                )
            }
        };
        let text = format!("{when}: {then}");
        if said.cases.is_empty() {
            said.notes.push(text);
        } else {
            said.cases.push(Said::plain(text));
        }
        said
    }
}

/// Hands every denominator of an expression on.
fn denominators<'e>(expression: &'e Expression, take: &mut dyn FnMut(&'e Expression)) {
    match expression {
        Expression::Number(_) | Expression::Name(_) => {}
        Expression::Negate(inner) => denominators(inner, take),
        Expression::Extreme(_, items) => items.iter().for_each(|item| denominators(item, take)),
        Expression::Binary(operator, left, right) => {
            denominators(left, take);
            denominators(right, take);
            if *operator == Operator::Div {
                take(right);
            }
        }
    }
}
