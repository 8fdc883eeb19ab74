//! Numbers within templates: exact decimals, and what can be done with them.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{DynObject, Object, ObjectRepr};
use minijinja::{Environment, Error, ErrorKind, Value};
use rust_decimal::Decimal;

use crate::points::Points;
use crate::text::lang::Lang;
use crate::text::numbers;

/// An exact decimal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    value: Decimal,
    lang: Lang,
}

impl Number {
    /// A number as JSON writes it; `None` where it has more digits than a decimal holds.
    pub(super) fn read(text: &str, lang: Lang) -> Option<Self> {
        let value = numbers::plain(text)?;
        Some(Self { value, lang })
    }
}

impl Object for Number {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.value.is_zero()
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = other.downcast_ref::<Self>()?;
        Some(self.value.cmp(&other.value))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.value.normalize().to_string();
        f.write_str(&self.lang.pick(text.replace('.', ","), text))
    }
}

/// The decimal that a value is: one of the result, or one that the template writes.
fn decimal(value: &Value) -> Result<Decimal, Error> {
    if let Some(number) = value.downcast_object_ref::<Number>() {
        return Ok(number.value);
    }
    numbers::plain(&value.to_string()).ok_or_else(|| {
        let what = format!("`{value}` is no number");
        Error::new(ErrorKind::InvalidOperation, what)
    })
}

/// Adds filters and tests for numbers.
pub(super) fn teach(environment: &mut Environment<'_>, lang: Lang) {
    let number = move |value: Decimal| Value::from_object(Number { value, lang });
    let overflow = || Error::new(ErrorKind::InvalidOperation, "the number is too large");
    environment.add_filter("fixed", move |value: Value, digits: Option<u32>| {
        let points = Points::new(decimal(&value)?);
        Ok::<_, Error>(numbers::show_fixed(
            points,
            digits.unwrap_or(2).min(12),
            lang,
        ))
    });
    environment.add_filter("grouped", move |value: Value| {
        Ok::<_, Error>(numbers::show(decimal(&value)?, lang))
    });
    environment.add_filter("plus", move |value: Value, other: Value| {
        let sum = decimal(&value)?.checked_add(decimal(&other)?);
        sum.map(number).ok_or_else(overflow)
    });
    environment.add_filter("minus", move |value: Value, other: Value| {
        let rest = decimal(&value)?.checked_sub(decimal(&other)?);
        rest.map(number).ok_or_else(overflow)
    });
    environment.add_filter("sum", move |values: Value| {
        let mut sum = Decimal::ZERO;
        for value in values.try_iter()? {
            sum = sum.checked_add(decimal(&value)?).ok_or_else(overflow)?;
        }
        Ok::<_, Error>(number(sum))
    });
    environment.add_test("above", |value: Value, other: Value| {
        Ok::<_, Error>(decimal(&value)? > decimal(&other)?)
    });
    environment.add_test("below", |value: Value, other: Value| {
        Ok::<_, Error>(decimal(&value)? < decimal(&other)?)
    });
}
