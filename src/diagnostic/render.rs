//! Diagnostics as text for a terminal: message, place, the quoted line, and the act.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{At, Diagnostic, Severity};
use crate::text::lang::Lang;

/// Renders diagnostics one below the other; with `color`, for a terminal.
pub fn render(diagnostics: &[Diagnostic], lang: Lang, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let rendered = renderer.render(&groups(diagnostic, lang));
        let place = diagnostic.place.as_ref();
        if place.is_some_and(|place| place.file.sheet.is_some()) {
            out.push_str(&without_blank_origins(&rendered));
        } else {
            out.push_str(&rendered);
        }
        if let (Some(help), None) = (&diagnostic.help, &diagnostic.place) {
            let word = lang.pick("cách sửa", "help");
            out.push_str(&format!("\n  = {word}: {}", help.get(lang)));
        }
        out.push_str("\n\n");
    }
    out
}

/// Leaves out the lines that announce another file and name none, as stand above what is quoted
/// of a sheet.
fn without_blank_origins(rendered: &str) -> String {
    let plain = |line: &str| {
        let mut parts = line.split('\u{1b}');
        let first = parts.next().unwrap_or_default().to_owned();
        let others = parts.map(|part| part.split_once('m').map_or("", |(_, text)| text));
        others.fold(first, |line, part| line + part)
    };
    let lines = rendered.lines().filter(|line| plain(line).trim() != ":::");
    lines.collect::<Vec<_>>().join("\n")
}

fn groups(diagnostic: &Diagnostic, lang: Lang) -> Vec<Group<'_>> {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR.with_name(lang.pick("lỗi", "error")),
        Severity::Warning => Level::WARNING.with_name(lang.pick("lưu ý", "warning")),
    };
    let title = level
        .primary_title(diagnostic.message.get(lang))
        .id(diagnostic.code.id());
    let mut group = match &diagnostic.place {
        None => Group::with_title(title),
        Some(place) => match place.bytes() {
            Some(bytes) => {
                // Only the quoted lines go in: files can be large and messages many.
                let text = place.file.text.as_str();
                let start = text[..bytes.start].rfind('\n').map_or(0, |at| at + 1);
                let end = text[bytes.end..]
                    .find('\n')
                    .map_or(text.len(), |at| bytes.end + at);
                let span = bytes.start - start..bytes.end - start;
                let annotation = AnnotationKind::Primary.span(span);
                let annotation = match &place.at {
                    At::Cell(.., header) => annotation
                        .label(lang.pick(format!("cột {header}"), format!("column {header}"))),
                    _ => annotation,
                };
                let snippet = Snippet::source(text[start..end].trim_end_matches('\r'))
                    .line_start(place.line().unwrap_or(1))
                    .annotation(annotation);
                // A cell has a name of its own; a line of text is named by the snippet.
                match place.file.sheet {
                    Some(_) => title.element(Origin::path(place.origin())).element(snippet),
                    None => title.element(snippet.path(place.file.name.as_str())),
                }
            }
            None => {
                // A file that is not quoted still has lines.
                let line = place.line().filter(|_| place.file.sheet.is_none());
                let line = line.map(|line| format!(":{line}")).unwrap_or_default();
                title.element(Origin::path(place.origin() + &line))
            }
        },
    };
    if let (Some(help), Some(_)) = (&diagnostic.help, &diagnostic.place) {
        let help_level = Level::HELP.with_name(lang.pick("cách sửa", "help"));
        group = group.element(help_level.message(help.get(lang)));
    }
    vec![group]
}
