//! A score as one page for a browser: everything the screen says, the whole tree, and what was
//! noticed. The page stands alone: no script, no network; it prints on A4.
//!
//! Text enters through the macros of `maud`, which escape it: nothing that a table says can
//! become a mark.

mod beside;
mod fields;
mod head;
mod losses;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod warnings;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::report::score_words::Wording;
use crate::report::view::View;

/// How it looks, on a screen by day and by night and on paper.
const STYLE: &str = include_str!("style.css");

/// That a browser must load nothing, whatever the page held.
pub(crate) const NOTHING_FOREIGN: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Renders a result.
pub fn render(view: &View<'_>) -> String {
    let said = Wording { view };
    let page = Page { said };
    let markup = html! {
        (DOCTYPE)
        html lang=(said.pick("vi", "en")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(NOTHING_FOREIGN);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (said.title()) }
                style { (PreEscaped(STYLE)) }
            }
            body {
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
                    (page.tree())
                }
                (page.foot())
            }
        }
    };
    markup.into_string() + "\n"
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

/// Nothing, for a part that has nothing to say.
fn nothing() -> Markup {
    html! {}
}
