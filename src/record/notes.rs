//! What was noticed about the inputs, as a record writes and reads it: in the language of the
//! result, for it is not worked out again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Broken;
use super::place::{Files, PlaceRecord, Sources};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::lang::{Lang, Text};

/// Something noticed about the inputs.
///
/// Một lưu ý về đầu vào.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedDiagnostic")]
pub(super) struct NoteRecord {
    /// Its stable code.
    ///
    /// Mã cố định.
    code: String,
    /// What was found.
    ///
    /// Nội dung.
    message: String,
    /// How to mend it.
    ///
    /// Cách sửa.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    /// Where.
    ///
    /// Ở đâu.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<PlaceRecord>,
}

impl NoteRecord {
    pub(super) fn of(diagnostic: &Diagnostic, lang: Lang, files: &mut Files) -> Self {
        let Diagnostic {
            place,
            code,
            message,
            help,
        } = diagnostic;
        Self {
            code: code.id().to_owned(),
            message: message.get(lang).to_owned(),
            help: help.as_ref().map(|help| help.get(lang).to_owned()),
            at: place.as_ref().map(|place| files.place(place)),
        }
    }

    pub(super) fn read(self, sources: &Sources) -> Result<Diagnostic, Broken> {
        let code = Code::ALL.iter().find(|code| code.id() == self.code);
        let code = code.ok_or_else(|| Broken::new(format!("code {}", self.code)))?;
        let both = |text: String| Text::new(text.clone(), text);
        let place = self.at.map(|at| sources.place(&at)).transpose()?;
        Ok(Diagnostic {
            place,
            code: *code,
            message: both(self.message),
            help: self.help.map(both),
        })
    }
}
