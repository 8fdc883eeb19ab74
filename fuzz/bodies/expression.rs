//! An expression in the first line, and in the next ones the values of its names in alphabetical
//! order, a number each. What is said of an expression must agree with what comes of it.

use std::collections::BTreeMap;

use parindex::points::Exact;
use parindex::rules::expression::Expression;
use parindex::rules::interval::Interval;
use parindex::text::lang::Lang;
use parindex::text::numbers;

use super::input::watched;

/// Reads and evaluates the expression in these bytes, and gives whether they are one.
pub fn run(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let (text, values) = text.split_once('\n').unwrap_or((text, ""));
    watched(|| match Expression::parse(text) {
        Ok(expression) => {
            evaluate(&expression, values);
            true
        }
        Err(error) => {
            assert!(text.get(error.at).is_some(), "no place in the text");
            false
        }
    })
}

fn evaluate(expression: &Expression, values: &str) {
    let mut numbers = values.lines().map(numbers::plain);
    let next = |name| {
        let value = numbers
            .next()
            .flatten()
            .map_or_else(Exact::zero, Exact::from);
        (name, value)
    };
    let values: BTreeMap<&str, Exact> = expression.names().into_iter().map(next).collect();
    let lookup = |name: &str| values.get(name).cloned();
    let value = expression.evaluate(&lookup);

    let known = expression.with_values(&lookup);
    assert!(known.names().is_empty());
    assert_eq!(known.evaluate(&lookup), value);

    let exactly = |name: &str| Interval::point(lookup(name).unwrap_or_else(Exact::zero));
    let upwards = |name: &str| Interval {
        high: Interval::all().high,
        ..exactly(name)
    };
    for range in [&exactly as &dyn Fn(&str) -> Interval, &upwards] {
        match &value {
            Ok(value) => {
                let whole = expression
                    .range(range)
                    .expect("a range where there is a value");
                let value = Interval::point(value.clone());
                assert!(whole.low <= value.low && value.high <= whole.high);
            }
            Err(_) => assert!(expression.may_divide_by_zero(range)),
        }
    }

    for lang in [Lang::Vi, Lang::En] {
        assert!(!expression.show(lang).is_empty());
    }
    // A comma before a blank stands between two; else it groups digits.
    let shown = expression.show(Lang::En);
    let shown = shown.replace(", ", "; ").replace(',', "");
    // What is shown has more brackets at times, so it may be too long or too deep.
    if let Ok(again) = Expression::parse(&shown) {
        assert_eq!(again.evaluate(&lookup), value, "{shown}");
    }
}
