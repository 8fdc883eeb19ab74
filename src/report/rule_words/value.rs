//! The measured value in words: what it is called, whether it is a share, its numbers.

use crate::criteria::figures::{Figure, Kind};
use crate::criteria::model::{CriteriaSet, Leaf};
use crate::points::Exact;
use crate::report::words;
use crate::rules::expression::{Expression, Operator, Style};
use crate::rules::interval::{Bound, Interval};
use crate::text::lang::Lang;
use crate::text::numbers;

/// What kind of amount an expression gives, as far as the kinds of its figures tell. Of a sum
/// or an extreme the later of its parts holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nature {
    /// No figure in it.
    Constant,
    /// Made of figures of kind percent.
    Share,
    /// A quotient, or a number that cannot leave 0…1: a share if the rule treats it as one.
    Quotient,
    /// A number of which nothing is known.
    Number,
    /// Things that are counted, money, yes or no.
    Amount,
}

/// The figures that an expression may name.
#[derive(Clone, Copy)]
pub(crate) struct Figures<'a> {
    set: &'a CriteriaSet,
    /// Those of the leaf, which come before those of the set.
    own: &'a [Figure],
    lang: Lang,
}

/// A measured value with the bounds its rule sets.
pub(crate) struct Value<'a> {
    /// The value.
    expression: &'a Expression,
    /// Whether its numbers are written with `%`.
    share: bool,
    /// The whole of it, with the labels of figures.
    shown: String,
    lang: Lang,
}

impl<'a> Figures<'a> {
    /// Those of a leaf; without one, those of the set as a whole.
    pub(crate) fn of(set: &'a CriteriaSet, leaf: Option<&'a Leaf>, lang: Lang) -> Self {
        let own = leaf.map_or(&[][..], |leaf| &leaf.figures);
        Self { set, own, lang }
    }

    /// The figure with this id.
    pub(crate) fn find(&self, id: &str) -> Option<&'a Figure> {
        let mut all = self.own.iter().chain(self.set.common_figures());
        all.find(|figure| figure.id == id)
    }

    /// The value of a rule or gate. It is a share, written with `%`, where
    /// - all its figures are of kind percent; or
    /// - it is a quotient (or a number declared within 0…1) and every bound lies in 0…1: a rule
    ///   that asks 5 of a quotient means five, not 500 %; a rule that counts steps must also
    ///   have a bound strictly between 0 and 1, since a step of 1 says nothing; or
    /// - nothing is known of a figure, every bound lies in 0…1 and one strictly between.
    ///
    /// Counts, amounts of money and yes/no are never shares.
    pub(crate) fn value<'e>(
        &self,
        expression: &'e Expression,
        bounds: &[&Exact],
        counts_steps: bool,
    ) -> Value<'e> {
        let (zero, one) = (Exact::zero(), Exact::one());
        let within = bounds.iter().all(|b| **b >= zero && **b <= one);
        let between = bounds.iter().any(|b| **b > zero && **b < one);
        let share = match self.nature(expression) {
            Nature::Share => true,
            Nature::Quotient if !counts_steps => within,
            Nature::Quotient | Nature::Number => within && between,
            Nature::Constant | Nature::Amount => false,
        };
        Value {
            expression,
            share,
            shown: expression.show_as(&Style {
                lang: self.lang,
                name: &|id| self.label(id),
                extremes: self.lang.pick(
                    ["số nhỏ nhất trong ", "số lớn nhất trong "],
                    ["the least of ", "the most of "],
                ),
                spacious: true,
            }),
            lang: self.lang,
        }
    }

    fn nature(&self, expression: &Expression) -> Nature {
        match expression {
            Expression::Number(_) => Nature::Constant,
            Expression::Name(id) => self.nature_of_figure(id),
            Expression::Negate(inner) => self.nature(inner),
            Expression::Extreme(_, items) => items
                .iter()
                .map(|item| self.nature(item))
                .max()
                .unwrap_or(Nature::Constant),
            Expression::Binary(operator, left, right) => {
                let (left, right) = (self.nature(left), self.nature(right));
                match operator {
                    Operator::Add | Operator::Sub => left.max(right),
                    Operator::Mul => match (left.min(right), left.max(right)) {
                        (Nature::Constant | Nature::Share | Nature::Quotient, of) => of,
                        (_, Nature::Amount) => Nature::Amount,
                        _ => Nature::Number,
                    },
                    Operator::Div if left.max(right) == Nature::Constant => Nature::Constant,
                    Operator::Div => Nature::Quotient,
                }
            }
        }
    }

    fn nature_of_figure(&self, id: &str) -> Nature {
        let Some(figure) = self.find(id) else {
            return Nature::Number;
        };
        let within_one = || {
            let range = figure.range();
            range.low >= Bound::At(Exact::zero()) && range.high <= Bound::At(Exact::one())
        };
        match figure.kind {
            Kind::Percent => Nature::Share,
            Kind::Count | Kind::Money | Kind::Date | Kind::YesNo => Nature::Amount,
            Kind::Number if within_one() => Nature::Quotient,
            Kind::Number => Nature::Number,
        }
    }

    /// A figure's label in quotes; its id where it has none.
    pub(super) fn label(&self, id: &str) -> String {
        format!("«{}»", words::figure(self.find(id), id, self.lang))
    }

    /// The range of a figure that the rule names.
    pub(super) fn range(&self, id: &str) -> Interval {
        let figure = self.find(id);
        figure.map_or_else(|| Figure::undeclared(id).range(), Figure::range)
    }

    /// Whether the value is always a whole number.
    pub(super) fn is_whole(&self, expression: &Expression) -> bool {
        match expression {
            Expression::Number(value) => value.is_integer(),
            Expression::Name(id) => self
                .find(id)
                .is_some_and(|figure| matches!(figure.kind, Kind::Count | Kind::YesNo)),
            Expression::Negate(inner) => self.is_whole(inner),
            Expression::Binary(Operator::Div, ..) => false,
            Expression::Binary(_, left, right) => self.is_whole(left) && self.is_whole(right),
            Expression::Extreme(_, items) => items.iter().all(|item| self.is_whole(item)),
        }
    }
}

impl Value<'_> {
    /// A number of this value: `90 %` of a share, else `90`.
    pub(crate) fn number(&self, value: &Exact) -> String {
        if self.share {
            words::percent(value, self.lang)
        } else {
            numbers::show_exact(value, self.lang)
        }
    }

    /// A number of what is counted: `2 đơn vị`, of a share `2 %`.
    pub(super) fn units(&self, value: &Exact) -> String {
        if self.share {
            return self.number(value);
        }
        let number = self.number(value);
        let unit = if *value == Exact::one() {
            "unit"
        } else {
            "units"
        };
        self.lang
            .pick(format!("{number} đơn vị"), format!("{number} {unit}"))
    }

    /// `mỗi 2 đơn vị`.
    pub(super) fn each(&self, value: &Exact) -> String {
        let units = self.units(value);
        match self.lang {
            Lang::Vi => format!("mỗi {units}"),
            Lang::En if !self.share && *value == Exact::one() => "each unit".to_owned(),
            Lang::En => format!("each {units}"),
        }
    }

    /// The one word for it, once it has been named: its label, `tỷ lệ` or `giá trị`.
    pub(super) fn word(&self) -> &str {
        match (self.expression, self.share) {
            (Expression::Name(_), _) => &self.shown,
            (_, true) => self.lang.pick("tỷ lệ", "the rate"),
            (_, false) => self.lang.pick("giá trị", "the value"),
        }
    }

    /// Its name at first: `tỷ lệ «a» / «b»`, `giá trị («a» − «b»)`, or a label alone.
    pub(super) fn named(&self) -> String {
        let shown = &self.shown;
        match self.expression {
            Expression::Name(_) => shown.clone(),
            Expression::Binary(Operator::Div, ..) => format!("{} {shown}", self.word()),
            Expression::Binary(..) | Expression::Negate(_) => format!("{} ({shown})", self.word()),
            _ => format!("{} {shown}", self.word()),
        }
    }

    /// What is counted: `(«a» − «b»)`, a share by its name.
    pub(crate) fn counted(&self) -> String {
        match self.expression {
            _ if self.share => self.named(),
            Expression::Binary(..) | Expression::Negate(_) => format!("({})", self.shown),
            _ => self.shown.clone(),
        }
    }
}
