//! Evidence rows and what was found of their files, as a record writes and reads them.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Broken;
use super::content::ContentRecord;
use super::place::{Files, PlaceRecord, Sources};
use super::scalars::Day;
use crate::evidence::appraisals::Round;
use crate::evidence::facts::{self, Attached, Evidence};

/// A row of evidence.
///
/// Một dòng minh chứng.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedEvidence")]
pub(super) struct EvidenceRecord {
    /// The id of the document it serves.
    ///
    /// Mã tài liệu.
    pub(super) document: String,
    /// Its number and symbol.
    ///
    /// Số ký hiệu.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// Its date of issue.
    ///
    /// Ngày ban hành.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issued: Option<Day>,
    /// Its title.
    ///
    /// Trích yếu.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// Its files.
    ///
    /// Các tệp.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    files: Vec<AttachedRecord>,
    /// Its link.
    ///
    /// Đường dẫn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
    /// The section that proves the leaf.
    ///
    /// Mục.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    /// The page.
    ///
    /// Trang.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    /// Whether the row declares a document; one that does not is only prepared.
    ///
    /// Dòng đã khai tài liệu, hay mới chuẩn bị sẵn.
    declared: bool,
    /// The round it was handed in for.
    ///
    /// Nộp cho lần nào.
    round: Round,
    /// Where it stands.
    ///
    /// Ở đâu.
    at: PlaceRecord,
}

impl EvidenceRecord {
    pub(super) fn of(document: &str, row: &Evidence, files: &mut Files) -> Self {
        let Evidence {
            number,
            issued,
            title,
            files: attached,
            link,
            section,
            page,
            declared,
            round,
            // Both follow from what appraisers said.
            verdict: _,
            awaits: _,
            place,
        } = row;
        Self {
            document: document.to_owned(),
            number: number.clone(),
            issued: issued.map(Day),
            title: title.clone(),
            files: attached.iter().map(AttachedRecord::of).collect(),
            link: link.clone(),
            section: section.clone(),
            page: page.clone(),
            declared: *declared,
            round: *round,
            at: files.place(place),
        }
    }

    pub(super) fn read(self, sources: &Sources) -> Result<Evidence, Broken> {
        Ok(Evidence {
            number: self.number,
            issued: self.issued.map(|day| day.0),
            title: self.title,
            files: self.files.into_iter().map(AttachedRecord::read).collect(),
            link: self.link,
            section: self.section,
            page: self.page,
            declared: self.declared,
            round: self.round,
            verdict: None,
            awaits: false,
            place: sources.place(&self.at)?,
        })
    }

    /// The files of the row: their paths, with the hash of each where it is known.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.files.iter().map(|file| {
            let content = file.content.as_ref();
            (&*file.path, content.map(|content| &*content.sha256))
        })
    }
}

/// A file that a row names.
///
/// Một tệp của dòng minh chứng.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedAttachment")]
struct AttachedRecord {
    /// Its path below the attachments, or as written where there is none.
    ///
    /// Đường dẫn trong thư mục tệp đính kèm, hoặc như đã ghi nếu không có tệp ấy.
    path: String,
    /// What was found there.
    ///
    /// Tìm thấy gì ở đó.
    found: FoundRecord,
    /// How many bytes the file had when the folder was listed.
    ///
    /// Số byte khi liệt kê thư mục.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    /// What is inside; absent where nobody looked.
    ///
    /// Bên trong có gì; không có nếu chưa xem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content: Option<ContentRecord>,
}

/// What is at the place of a file.
///
/// Có gì ở chỗ của một tệp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RecordedFound")]
enum FoundRecord {
    /// A file.
    ///
    /// Một tệp.
    File,
    /// A file without content.
    ///
    /// Một tệp rỗng.
    Empty,
    /// A file that may not be read.
    ///
    /// Một tệp không được đọc.
    Unreadable,
    /// No file.
    ///
    /// Không có tệp.
    Absent,
    /// Nobody looked.
    ///
    /// Chưa kiểm tra.
    NotChecked,
}

impl AttachedRecord {
    fn of(file: &Attached) -> Self {
        let Attached {
            path,
            found,
            content,
        } = file;
        let (found, bytes) = match found {
            facts::Found::File(bytes) => (FoundRecord::File, Some(*bytes)),
            facts::Found::Empty => (FoundRecord::Empty, None),
            facts::Found::Unreadable => (FoundRecord::Unreadable, None),
            facts::Found::Absent => (FoundRecord::Absent, None),
            facts::Found::NotChecked => (FoundRecord::NotChecked, None),
        };
        Self {
            path: path.clone(),
            found,
            bytes,
            content: content.as_deref().map(ContentRecord::of),
        }
    }

    fn read(self) -> Attached {
        Attached {
            path: self.path,
            found: match self.found {
                FoundRecord::File => facts::Found::File(self.bytes.unwrap_or_default()),
                FoundRecord::Empty => facts::Found::Empty,
                FoundRecord::Unreadable => facts::Found::Unreadable,
                FoundRecord::Absent => facts::Found::Absent,
                FoundRecord::NotChecked => facts::Found::NotChecked,
            },
            content: self.content.map(|content| Arc::new(content.read())),
        }
    }
}
