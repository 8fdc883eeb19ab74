//! An expression as people write it.

use super::{Expression, Extreme, Operator};
use crate::text::lang::Lang;
use crate::text::numbers;

impl Expression {
    /// The expression with the numbers, and the mark between arguments, of `lang`.
    pub fn show(&self, lang: Lang) -> String {
        self.show_within(lang, 0)
    }

    fn show_within(&self, lang: Lang, outer: u8) -> String {
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
            Self::Name(name) => name.clone(),
            Self::Negate(inner) => format!("−{}", inner.show_within(lang, 3)),
            Self::Binary(operator, left, right) => {
                let (level, sign) = (operator.level(), operator.sign());
                let left = left.show_within(lang, level);
                let right = right.show_within(lang, level + 1);
                let text = format!("{left} {sign} {right}");
                if level < outer {
                    format!("({text})")
                } else {
                    text
                }
            }
            Self::Extreme(extreme, items) => {
                let name = match extreme {
                    Extreme::Min => "min",
                    Extreme::Max => "max",
                };
                let items: Vec<String> =
                    items.iter().map(|item| item.show_within(lang, 0)).collect();
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
