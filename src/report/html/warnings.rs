//! What was noticed about the inputs.

use maud::{Markup, html};

use super::{Page, nothing, section};
use crate::diagnostic::Diagnostic;

impl Page<'_> {
    pub(super) fn warnings(self) -> Markup {
        let diagnostics = self.said.view.diagnostics;
        if diagnostics.is_empty() {
            return nothing();
        }
        let content = html! {
            ul.warnings { @for one in diagnostics { li { (self.warning(one)) } } }
        };
        section(
            self.pick("Lưu ý về đầu vào", "Notes on the inputs"),
            &content,
        )
    }

    fn warning(self, diagnostic: &Diagnostic) -> Markup {
        let lang = self.said.view.lang;
        html! {
            (diagnostic.message.get(lang)) " " code { (diagnostic.code.id()) }
            @if let Some(place) = &diagnostic.place {
                span.aside { (self.pick("Xem", "See")) ": " (place.shown(lang)) }
            }
            @if let Some(help) = &diagnostic.help {
                span.aside { (self.pick("Cách sửa", "Help")) ": " (help.get(lang)) }
            }
        }
    }
}
