//! What only pages and papers need beside a result: who answers for what, who signs, and which
//! paper it is. Results for programs carry none of it.

use serde::{Deserialize, Serialize};

use crate::evidence::manifest::Letter;

/// Which paper a workbook is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperRecord {
    /// Its kind.
    pub kind: PaperKind,
    /// Whose tasks alone it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The year that a plan is for, where that is another than the assessed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_year: Option<i16>,
}

/// The kinds of papers that are worked out again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// The unit's report on its own score.
    #[serde(rename = "self")]
    Own,
    /// The plan to mend what was lost.
    Plan,
}

/// Who signs and who receives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LetterRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signer_for: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signer_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signer_name: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grounds: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recipients: Vec<String>,
}

impl LetterRecord {
    pub(super) fn of(letter: &Letter) -> Self {
        let Letter {
            body,
            place,
            signer_for,
            signer_title,
            signer_name,
            grounds,
            recipients,
        } = letter.clone();
        Self {
            body,
            place,
            signer_for,
            signer_title,
            signer_name,
            grounds,
            recipients,
        }
    }

    pub(super) fn read(self) -> Letter {
        let Self {
            body,
            place,
            signer_for,
            signer_title,
            signer_name,
            grounds,
            recipients,
        } = self;
        Letter {
            body,
            place,
            signer_for,
            signer_title,
            signer_name,
            grounds,
            recipients,
        }
    }
}
