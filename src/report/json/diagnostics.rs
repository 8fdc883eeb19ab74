//! What was noticed about the inputs.

use serde::Serialize;

use crate::diagnostic::{At, Diagnostic, Place};
use crate::text::lang::Lang;

#[derive(Serialize)]
pub(super) struct DiagnosticOut<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    help: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<ColumnOut<'a>>,
}

enum ColumnOut<'a> {
    Header(&'a str),
    Number(usize),
}

impl Serialize for ColumnOut<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Header(header) => serializer.serialize_str(header),
            Self::Number(number) => number.serialize(serializer),
        }
    }
}

pub(super) fn diagnostic_out(diagnostic: &Diagnostic, lang: Lang) -> DiagnosticOut<'_> {
    let place = diagnostic.place.as_ref();
    DiagnosticOut {
        code: diagnostic.code.id(),
        severity: diagnostic.code.severity().id(),
        message: diagnostic.message.get(lang),
        help: diagnostic.help.as_ref().map(|help| help.get(lang)),
        file: place.map(|place| place.file.name.as_str()),
        line: place.and_then(Place::line),
        column: place.and_then(|place| match &place.at {
            At::Cell(.., header) => Some(ColumnOut::Header(header)),
            At::Span { column, .. } => Some(ColumnOut::Number(*column)),
            At::File | At::Line(_) => None,
        }),
    }
}
