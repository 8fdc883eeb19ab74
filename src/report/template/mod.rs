//! A user's own text template (minijinja) over a result: the context is the result's JSON, key
//! for key, so that a yearly report can be scripted. What the result does not have is an error,
//! never an empty place.
//!
//! Numbers are exact decimals: printed with the decimal mark of the language, compared by
//! `is above(90)` and `is below(90)`, worked with by the filters `fixed`, `grouped`, `plus`,
//! `minus` and `sum`.

mod decimal;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};
use thiserror::Error;

use crate::text::lang::{Lang, Text, text};
use decimal::Number;

/// The most steps a template takes: a hundred for each leaf of every commune of the country.
const MOST_STEPS: u64 = 40_000_000;

/// Why a template gives no text.
#[derive(Debug, Error)]
#[error("the template cannot be used")]
pub struct Unusable {
    line: Option<usize>,
    detail: String,
}

impl Unusable {
    /// What is wrong, and in which line of the template.
    pub fn text(&self, name: &str) -> Text {
        let place = self
            .line
            .map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"));
        let detail = &self.detail;
        text!(
            "{place}: mẫu không dùng được: {detail}; tên và khóa như trong kết quả JSON (`--format json`)",
            "{place}: the template cannot be used: {detail}; names and keys are those of the result's JSON (`--format json`)"
        )
    }
}

impl From<Error> for Unusable {
    fn from(error: Error) -> Self {
        let detail = error
            .detail()
            .map_or_else(String::new, |detail| format!(" ({detail})"));
        Self {
            line: error.line(),
            detail: format!("{}{detail}", error.kind()),
        }
    }
}

/// Fills a template with a result. `name` is the template's file name: where it ends in
/// `.html.j2` or `.xml.j2`, what is filled in is escaped.
///
/// # Errors
/// Where the template is no template, or asks for what the result does not have.
pub fn render(
    template: &str,
    name: &str,
    result: &serde_json::Value,
    lang: Lang,
) -> Result<String, Unusable> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let stem = name.strip_suffix(".j2").unwrap_or(name).to_lowercase();
    let marked = [".html", ".htm", ".xml"]
        .iter()
        .any(|end| stem.ends_with(end));
    environment.set_auto_escape_callback(move |_| {
        if marked {
            AutoEscape::Html
        } else {
            AutoEscape::None
        }
    });
    // A file ends with a line, as its template does.
    let mut syntax = SyntaxConfig::builder();
    environment.set_syntax(syntax.keep_trailing_newline(true).build()?);
    environment.set_fuel(Some(MOST_STEPS));
    decimal::teach(&mut environment, lang);
    let text = environment.render_str(template, context(result, lang))?;
    Ok(text)
}

/// JSON as the template sees it.
fn context(json: &serde_json::Value, lang: Lang) -> Value {
    match json {
        serde_json::Value::Null => Value::from(()),
        serde_json::Value::Bool(is) => Value::from(*is),
        serde_json::Value::String(text) => Value::from(text.as_str()),
        serde_json::Value::Number(number) => Number::read(&number.to_string(), lang)
            .map_or_else(|| Value::from(number.to_string()), Value::from_object),
        serde_json::Value::Array(items) => items.iter().map(|item| context(item, lang)).collect(),
        serde_json::Value::Object(map) => {
            let pairs = map
                .iter()
                .map(|(key, value)| (key.clone(), context(value, lang)));
            Value::from(pairs.collect::<BTreeMap<String, Value>>())
        }
    }
}
