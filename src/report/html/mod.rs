//! A score as one page for a browser: everything the screen says, charts, the score table with
//! what every leaf's points come from, and what was noticed. The page stands alone: no network;
//! it prints on A4, everything opened. A script of its own finds rows of the score table and
//! opens the leaf that a link names (`#2.3.1`); without it the page lacks nothing else.
//!
//! Text enters through the macros of `maud`, which escape it: nothing that a table says can
//! become a mark.

mod beside;
mod charts;
mod fields;
mod filter;
mod head;
mod losses;
mod score_table;
mod table;
#[cfg(test)]
mod tests;
mod warnings;

use data_encoding::BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use crate::record::{Carrier, Record};
use crate::report::score_words::Wording;
use crate::report::view::View;

/// How it looks, on a screen by day and by night and on paper.
const STYLE: &str = include_str!("style.css");

/// What finds rows and opens them.
const SCRIPT: &str = include_str!("script.js");

/// The id of what the page carries to be worked out again.
pub const RECORD: &str = "parindex-record";

/// Renders a result.
///
/// # Errors
/// Never in practice: all of its record can be written as JSON.
pub fn render(view: &View<'_>) -> serde_json::Result<String> {
    let record = Record::of(view, Carrier::Page);
    let record = record.map(|record| record.to_json()).transpose()?;
    let record = record.map(|record| record.replace('<', "\\u003c"));
    let said = Wording { view };
    let page = Page { said };
    let markup = html! {
        (DOCTYPE)
        html lang=(said.pick("vi", "en")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(nothing_foreign(STYLE, Some(SCRIPT)));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (said.title()) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#score-table" { (said.pick("Đến bảng điểm", "To the score table")) }
                (page.head())
                main {
                    (page.fields())
                    (page.losses())
                    (page.unanswered())
                    (page.pending())
                    (page.risks())
                    (page.not_applicable())
                    @if let Some(claims) = said.claims() { (page.compared(&claims)) }
                    @if let Some(published) = said.published() { (page.compared(&published)) }
                    (page.classes())
                    (page.warnings())
                    (page.score_table())
                }
                (page.foot())
                script { (PreEscaped(SCRIPT)) }
                // No browser runs it; it must hold nothing that ends it.
                @if let Some(record) = record {
                    script type="application/json" id=(RECORD) { (PreEscaped(record)) }
                }
            }
        }
    };
    Ok(markup.into_string() + "\n")
}

/// That a browser must load nothing, run no script and take no style but these of the page,
/// whatever the page held.
pub(crate) fn nothing_foreign(style: &str, script: Option<&str>) -> String {
    let own = |text: &str| format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)));
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        own(style),
        script.map_or_else(|| "'none'".to_owned(), own)
    )
}

#[derive(Clone, Copy)]
struct Page<'a> {
    said: Wording<'a>,
}

impl Page<'_> {
    fn pick<'t>(self, vi: &'t str, en: &'t str) -> &'t str {
        self.said.pick(vi, en)
    }
}

/// A part of the page under its heading.
fn section(heading: &str, content: &Markup) -> Markup {
    html! {
        section {
            h2 { (heading) }
            (content)
        }
    }
}

/// A node: its code, its name.
fn node(code: &str, name: &str) -> Markup {
    html! {
        span.node {
            @if !code.is_empty() { span.code { (code) } " " }
            span { (name) }
        }
    }
}

/// A node whose code leads to its row of the score table.
fn linked(code: &str, name: &str) -> Markup {
    html! {
        span.node {
            @if !code.is_empty() { a.code href=(address(code)) { (code) } " " }
            span { (name) }
        }
    }
}

/// Where a node stands on the page. A code has letters, digits and points alone, so no id of the
/// page's own, which all have a hyphen, is one.
fn address(code: &str) -> String {
    format!("#{code}")
}

/// Nothing, for a part that has nothing to say.
fn nothing() -> Markup {
    html! {}
}
