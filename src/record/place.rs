//! Places in files: each file stands in the record once, without its text, and places name it
//! by its position. What other rows of a table say, other units' perhaps, never travels.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Broken;
use crate::diagnostic::{At, Place, Sheet, SourceFile};

/// A file that places are in, or a sheet of one.
///
/// Một tệp, hoặc một trang tính của tệp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedFile")]
pub(super) struct FileRecord {
    /// Its path, as it is printed.
    ///
    /// Đường dẫn, như khi in ra.
    pub(super) path: String,
    /// SHA-256 of its bytes.
    ///
    /// SHA-256 của nội dung.
    pub(super) sha256: String,
    /// How many bytes it has.
    ///
    /// Số byte.
    pub(super) bytes: u64,
    /// The sheet, where the file is a spreadsheet.
    ///
    /// Trang tính, nếu tệp là bảng tính.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sheet: Option<SheetRecord>,
}

/// A sheet of a spreadsheet.
///
/// Một trang tính.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedSheet")]
pub(super) struct SheetRecord {
    /// Its position, from 0.
    ///
    /// Thứ tự, từ 0.
    index: usize,
    /// Its name.
    ///
    /// Tên.
    name: String,
}

/// A place in a file.
///
/// Một chỗ trong tệp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedPlace")]
pub(super) struct PlaceRecord {
    /// The file: its position in `files`, from 0.
    ///
    /// Tệp: thứ tự trong `files`, từ 0.
    file: usize,
    /// The line, from 1.
    ///
    /// Dòng, từ 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// The column: of a table from 0, of other text in characters from 1.
    ///
    /// Cột: của bảng tính từ 0, của văn bản khác theo ký tự, từ 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    /// The header of a table's column.
    ///
    /// Tiêu đề cột của bảng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    header: Option<String>,
}

/// Puts places within `value` into words: `so-lieu.csv:3`, in place of positions that say
/// nothing outside their record.
pub(super) fn in_words(value: &mut Value, files: &[FileRecord]) {
    match value {
        Value::Object(keys) => {
            for (key, value) in keys.iter_mut() {
                if key == "at" {
                    let number = |key: &str| value.get(key)?.as_u64();
                    let file = number("file").and_then(|at| files.get(usize::try_from(at).ok()?));
                    let path = file.map_or("", |file| &*file.path);
                    let sheet = file.and_then(|file| file.sheet.as_ref());
                    let sheet = sheet.map_or_else(String::new, |sheet| format!("#{}", sheet.name));
                    let parts = ["line", "column"].into_iter().filter_map(number);
                    let parts: String = parts.map(|part| format!(":{part}")).collect();
                    *value = Value::String(format!("{path}{sheet}{parts}"));
                } else {
                    in_words(value, files);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| in_words(item, files)),
        _ => {}
    }
}

/// The files of a record while it is made.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) files: Vec<FileRecord>,
}

impl Files {
    /// The position of a file, which is taken in where it is new.
    pub(super) fn position(&mut self, file: &SourceFile) -> usize {
        let sheet = file
            .sheet
            .as_ref()
            .map(|Sheet { index, name }| SheetRecord {
                index: *index,
                name: name.clone(),
            });
        let record = FileRecord {
            path: file.name.clone(),
            sha256: file.sha256.clone(),
            bytes: file.bytes,
            sheet,
        };
        let known = self.files.iter().position(|known| *known == record);
        known.unwrap_or_else(|| {
            self.files.push(record);
            self.files.len() - 1
        })
    }

    /// A place.
    pub(super) fn place(&mut self, place: &Place) -> PlaceRecord {
        let Place { file, at } = place;
        let file = self.position(file);
        let (line, column, header) = match at {
            At::File => (None, None, None),
            At::Line(line) => (Some(*line), None, None),
            // Its bytes serve to quote the file, which the record does not hold.
            At::Span {
                line,
                column,
                bytes: _,
            } => (Some(*line), Some(*column), None),
            At::Cell(line, column, header) => {
                (Some(*line), Some(*column), Some(header.to_string()))
            }
        };
        PlaceRecord {
            file,
            line,
            column,
            header,
        }
    }
}

/// The files of a record that is read.
#[derive(Debug)]
pub(super) struct Sources(Vec<Arc<SourceFile>>);

impl Sources {
    pub(super) fn new(files: &[FileRecord]) -> Self {
        let source = |file: &FileRecord| {
            let sheet = file.sheet.as_ref().map(|sheet| Sheet {
                index: sheet.index,
                name: sheet.name.clone(),
            });
            Arc::new(SourceFile::without_text(
                &file.path,
                &file.sha256,
                file.bytes,
                sheet,
            ))
        };
        Self(files.iter().map(source).collect())
    }

    pub(super) fn file(&self, position: usize) -> Result<Arc<SourceFile>, Broken> {
        let file = self.0.get(position).cloned();
        file.ok_or_else(|| Broken::new(format!("files[{position}]")))
    }

    pub(super) fn place(&self, record: &PlaceRecord) -> Result<Place, Broken> {
        let at = match (record.line, record.column, &record.header) {
            (None, ..) => At::File,
            (Some(line), None, _) => At::Line(line),
            (Some(line), Some(column), None) => At::Span {
                line,
                column,
                bytes: (0, 0),
            },
            (Some(line), Some(column), Some(header)) => {
                At::Cell(line, column, header.as_str().into())
            }
        };
        Ok(Place {
            file: self.file(record.file)?,
            at,
        })
    }
}
