//! An expression as people write it.

use super::{Expression, Extreme, Operator};
use crate::text::lang::Lang;
use crate::text::numbers;

/// How an expression is written.
#[derive(Clone, Copy)]
pub struct Style<'a> {
    /// The language of numbers, and of the mark between arguments.
    pub lang: Lang,
    /// What a figure is called.
    pub name: &'a dyn Fn(&str) -> String,
    /// What stands before the arguments of `min` and of `max`.
    pub extremes: [&'a str; 2],
    /// Whether a quotient below another division keeps brackets that arithmetic does not need.
    pub spacious: bool,
}

impl Expression {
    /// The expression with the numbers, and the mark between arguments, of `lang`.
    pub fn show(&self, lang: Lang) -> String {
        self.show_as(&Style {
            lang,
            name: &str::to_owned,
            extremes: ["min", "max"],
            spacious: false,
        })
    }

    /// The expression with its names in words.
    pub fn show_as(&self, style: &Style<'_>) -> String {
        self.show_within(style, 0)
    }

    fn show_within(&self, style: &Style<'_>, outer: u8) -> String {
        let lang = style.lang;
        match self {
            Self::Number(value) => match value.decimal_text(9) {
                Some(text) if !value.is_negative() || outer == 0 => numbers::show_text(&text, lang),
                Some(text) => format!("({})", numbers::show_text(&text, lang)),
                None => {
                    let (n, d) = value.ratio();
                    if outer > 1 {
                        format!("({n} / {d})")
                    } else {
                        format!("{n} / {d}")
                    }
                }
            },
            Self::Name(name) => (style.name)(name),
            Self::Negate(inner) => format!("−{}", inner.show_within(style, 3)),
            Self::Binary(operator, left, right) => {
                let (level, sign) = (operator.level(), operator.sign());
                let nested = style.spacious
                    && *operator == Operator::Div
                    && matches!(**left, Self::Binary(Operator::Div, ..));
                let left = left.show_within(style, level + u8::from(nested));
                let right = right.show_within(style, level + 1);
                let text = format!("{left} {sign} {right}");
                if level < outer {
                    format!("({text})")
                } else {
                    text
                }
            }
            Self::Extreme(extreme, items) => {
                let [least, most] = style.extremes;
                let name = match extreme {
                    Extreme::Min => least,
                    Extreme::Max => most,
                };
                let items: Vec<String> = items
                    .iter()
                    .map(|item| item.show_within(style, 0))
                    .collect();
                format!("{name}({})", items.join(lang.pick("; ", ", ")))
            }
        }
    }
}

impl Operator {
    fn sign(self) -> char {
        match self {
            Self::Add => '+',
            Self::Sub => '−',
            Self::Mul => '×',
            Self::Div => '/',
        }
    }
}
