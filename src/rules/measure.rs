//! The measured value that most kinds rest on: an expression, and what a zero denominator
//! means.

use crate::diagnostic::{Code, Place};
use crate::points::Exact;
use crate::rules::award::{Award, Free, Given, OnZero, Reason, Step};
use crate::rules::expression::Expression;
use crate::rules::interval::Interval;
use crate::rules::reading::Setting;
use crate::text::lang::{Lang, Text, text};
use crate::yaml::{Map, Node};

/// A value expression with its `on_zero`.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The expression.
    pub value: Expression,
    /// Where the set states it.
    pub place: Place,
    /// The figures it names, in order.
    pub names: Vec<String>,
    /// What a zero denominator means; `None` where none can be.
    pub on_zero: Option<OnZero>,
}

impl Measure {
    /// Reads `value` and `on_zero`.
    pub fn read(map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        let reader = setting.reader;
        let on_zero = map.get("on_zero").map(|node| {
            reader.choice(
                node,
                &[
                    ("full", OnZero::Full),
                    ("zero", OnZero::Zero),
                    ("not_applicable", OnZero::NotApplicable),
                ],
            )
        });
        let node = map.need("value", reader)?;
        let value = expression(node, setting)?;
        if on_zero.is_none() && value.may_divide_by_zero(setting.range) {
            reader.report(
                Code::OnZeroMissing,
                node,
                text!(
                    "mẫu số có thể bằng 0 mà chưa nói khi đó tính thế nào",
                    "a denominator can be 0 and nothing says what then"
                ),
                text!(
                    "thêm `on_zero: full`, `zero` hoặc `not_applicable`, hoặc khai `min` lớn hơn 0 cho số liệu ở mẫu số",
                    "add `on_zero: full`, `zero` or `not_applicable`, or declare a `min` above 0 for the figure below the line"
                ),
            );
        }
        Some(Self {
            names: value.names().into_iter().map(str::to_owned).collect(),
            value,
            place: reader.place(node),
            on_zero: on_zero.flatten(),
        })
    }

    /// The exact value, or the award where there is none.
    pub fn take(&self, given: &Given<'_>) -> Result<Exact, Award<'_>> {
        let absent: Vec<&str> = self
            .figures()
            .filter(|name| given.number(name).is_none())
            .collect();
        if !absent.is_empty() {
            return Err(Award::not_stated(given, absent));
        }
        let lookup = |name: &str| given.number(name);
        if let Ok(value) = self.value.evaluate(&lookup) {
            given.note(|| Step::Value(self.value.with_values(&lookup), value.clone()));
            return Ok(value);
        }
        let on_zero = self.on_zero.unwrap_or(OnZero::Zero);
        given.note(|| Step::ZeroDenominator(on_zero));
        Err(match on_zero {
            OnZero::Full => Award::points(given.max.clone(), Reason::Shortfall, Vec::new()),
            OnZero::Zero => {
                Award::points(Exact::zero(), Reason::Shortfall, self.figures().collect())
            }
            OnZero::NotApplicable => Award::NotApplicable,
        })
    }

    /// The most that `points` gives over all values that can be reached while some figures
    /// are free. What a zero denominator gives counts only where nothing else can be: it is no
    /// result to strive for. `None` where the leaf then cannot but be taken out.
    pub fn best(
        &self,
        given: &Given<'_>,
        free: Free<'_>,
        points: impl Fn(&Interval) -> Exact,
    ) -> Option<Exact> {
        let held = |name: &str| given.number(name);
        if self
            .figures()
            .any(|name| !free.has(name) && held(name).is_none())
        {
            return Some(Exact::zero());
        }
        let range = |name: &str| match held(name) {
            Some(value) if !free.has(name) => Interval::point(value),
            _ => (free.range)(name),
        };
        match (self.value.range(&range), self.on_zero) {
            (Some(reached), _) => Some(points(&reached)),
            (None, Some(OnZero::Full)) => Some(given.max.clone()),
            (None, Some(OnZero::NotApplicable)) => None,
            (None, _) => Some(Exact::zero()),
        }
    }

    /// The figures it names.
    pub fn figures(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// Reads a value expression and checks that its figures are numbers.
pub fn expression(node: &Node, setting: &Setting<'_>) -> Option<Expression> {
    let reader = setting.reader;
    let source = reader.text(node)?;
    let value = match Expression::parse(&source) {
        Ok(value) => value,
        Err(error) => {
            let before = source[..error.at.start].chars().count() + 1;
            let (vi, en) = (error.message.get(Lang::Vi), error.message.get(Lang::En));
            reader.report_at(
                Code::BadExpression,
                reader.place_within(node, error.at.clone()),
                Text::new(
                    format!("không đọc được biểu thức, ở ký tự thứ {before}: {vi}"),
                    format!("cannot read the expression, at character {before}: {en}"),
                ),
                text!(
                    "dùng số, tên số liệu, + - * /, ngoặc, min(…), max(…)",
                    "use numbers, names of figures, + - * /, brackets, min(…), max(…)"
                ),
            );
            return None;
        }
    };
    for name in value.names() {
        if (setting.not_numeric)(name) {
            reader.report(
                Code::BadExpression,
                node,
                text!(
                    "`{name}` không phải số nên không tính được",
                    "`{name}` is no number to reckon with"
                ),
                None,
            );
            return None;
        }
    }
    Some(value)
}
