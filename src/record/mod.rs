//! What a result stands on, carried by the result itself: set, facts of its one unit, what was
//! found of its files, options, and what was noticed. From it alone the result can be worked out
//! again on any machine: see [`crate::verify`].
//!
//! ```text
//!   submission + options ──score──▶ result + record
//!   record ──▶ submission + options ──score──▶ the same result
//! ```
//!
//! Tables are never carried whole: what they say of other units stays at home.

mod appraised;
mod attached;
mod content;
mod facts;
mod notes;
mod paper;
mod place;
mod read;
mod scalars;
mod seal;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use paper::{PaperKind, PaperRecord};
pub use read::{Broken, Rebuilt, Rescored};
pub use seal::seal_of;

use crate::diagnostic::sha256;
use crate::evidence::cells::Unit;
use crate::points::Exact;
use crate::report::view::View;
use crate::score::official::Basis;
use crate::score::tree::Options;
use crate::text::lang::Lang;
use facts::FactsRecord;
use notes::NoteRecord;
use paper::LetterRecord;
use place::{FileRecord, Files};
use scalars::{Day, Number};

/// What the result stands on: all that is needed to work it out again. `parindex verify` does.
///
/// Căn cứ của kết quả: đủ để tính lại bằng `parindex verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The version of the program that made the result.
    ///
    /// Phiên bản chương trình đã tính.
    version: String,
    /// The language of its texts.
    ///
    /// Ngôn ngữ của câu chữ.
    lang: LangRecord,
    /// The code of the unit.
    ///
    /// Mã đơn vị.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit_code: Option<String>,
    /// The name of the unit.
    ///
    /// Tên đơn vị.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit_name: Option<String>,
    /// The year that is assessed.
    ///
    /// Năm đánh giá.
    year: i16,
    /// The criteria set.
    ///
    /// Bộ tiêu chí.
    criteria: SetRecord,
    /// What scoring was told beyond facts.
    ///
    /// Cách tính.
    options: OptionsRecord,
    /// The files that places are in.
    ///
    /// Các tệp mà chỗ khai nhắc đến.
    files: Vec<FileRecord>,
    /// How many of them, from the first, are the manifest and the tables that were read.
    ///
    /// Bao nhiêu tệp đầu là parindex.yaml và các bảng đã đọc.
    inputs: usize,
    /// What the inputs say of the unit.
    ///
    /// Đầu vào nói gì về đơn vị.
    facts: FactsRecord,
    /// What was noticed about the inputs.
    ///
    /// Những lưu ý về đầu vào.
    diagnostics: Vec<NoteRecord>,
    #[schemars(skip)]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    owners: BTreeMap<String, String>,
    #[schemars(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    letter: Option<LetterRecord>,
    #[schemars(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paper: Option<PaperRecord>,
    /// SHA-256 of all the above, its keys in the order of their letters and without blanks:
    /// tells of a change by accident.
    ///
    /// SHA-256 của mọi thứ ở trên, khóa xếp theo chữ cái, không có khoảng trắng: để biết có gì
    /// bị thay đổi.
    seal: String,
}

/// A language.
///
/// Ngôn ngữ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RecordedLang")]
enum LangRecord {
    /// Vietnamese.
    ///
    /// Tiếng Việt.
    Vi,
    /// English.
    ///
    /// Tiếng Anh.
    En,
}

/// A criteria set, whole.
///
/// Toàn văn bộ tiêu chí.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedSet")]
struct SetRecord {
    /// The path of its file, as it is printed.
    ///
    /// Đường dẫn của tệp, như khi in ra.
    path: String,
    /// Its text, of which the result names the SHA-256.
    ///
    /// Nội dung, có SHA-256 ghi ở kết quả.
    text: String,
    /// SHA-256 of its file, where that is not the one of the text: the file has a byte order
    /// mark, or is in another encoding than UTF-8.
    ///
    /// SHA-256 của tệp, nếu khác SHA-256 của nội dung: tệp có BOM hoặc không phải UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file_sha256: Option<String>,
}

/// What scoring was told beyond facts.
///
/// Cách tính.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedOptions")]
struct OptionsRecord {
    /// Whether files were looked at.
    ///
    /// Đã kiểm tra tệp đính kèm hay chưa.
    files_checked: bool,
    /// The day that was taken as today.
    ///
    /// Ngày được coi là hôm nay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_of: Option<Day>,
    /// The last day to supplement.
    ///
    /// Hạn bổ sung.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supplement_by: Option<Day>,
    /// On which points it stands.
    ///
    /// Căn cứ tính điểm.
    basis: BasisRecord,
    /// The percentage of pending points that was taken as given.
    ///
    /// Phần trăm điểm chờ được coi là đạt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assume_pending: Option<Number>,
}

/// On which points a result stands.
///
/// Căn cứ tính điểm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RecordedBasis")]
enum BasisRecord {
    /// What documents and figures give.
    ///
    /// Tính từ tài liệu và số liệu.
    Computed,
    /// What was published.
    ///
    /// Điểm công bố.
    Published,
    /// What the unit claims.
    ///
    /// Điểm tự chấm.
    Claimed,
    /// What appraisers gave.
    ///
    /// Điểm thẩm định.
    Appraised,
}

/// What a record is carried by.
#[derive(Clone, Copy, Debug)]
pub enum Carrier<'a> {
    /// A result for programs.
    Result,
    /// A page, which names persons.
    Page,
    /// A paper, which is also signed.
    Paper(&'a PaperRecord),
}

impl Record {
    /// The record of a result; `None` where something is taken as given, for then there is no
    /// result.
    pub fn of(view: &View<'_>, carrier: Carrier<'_>) -> Option<Self> {
        if view.hypothesis.is_some() {
            return None;
        }
        let submission = view.submission;
        let mut files = Files::default();
        for input in &submission.inputs {
            files.position(input);
        }
        let inputs = files.files.len();
        let Unit { code, name } = submission.unit.unit.clone();
        let facts = FactsRecord::of(&submission.set, &submission.unit.facts, &mut files);
        let notes = view.diagnostics.iter();
        let diagnostics = notes
            .map(|note| NoteRecord::of(note, view.lang, &mut files))
            .collect();
        let manifest = &submission.manifest;
        let named = !matches!(carrier, Carrier::Result);
        let paper = match carrier {
            Carrier::Paper(paper) => Some(paper),
            Carrier::Result | Carrier::Page => None,
        };
        let record = Self {
            version: view.version.to_owned(),
            lang: match view.lang {
                Lang::Vi => LangRecord::Vi,
                Lang::En => LangRecord::En,
            },
            unit_code: code,
            unit_name: name,
            year: submission.year,
            criteria: SetRecord::of(view),
            options: OptionsRecord::of(view),
            files: files.files,
            inputs,
            facts,
            diagnostics,
            owners: if named {
                manifest.owners.clone()
            } else {
                BTreeMap::new()
            },
            letter: paper.map(|_| LetterRecord::of(&manifest.letter)),
            paper: paper.cloned(),
            seal: String::new(),
        };
        Some(record.sealed())
    }

    /// The version of the program that made it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The unit.
    pub fn unit(&self) -> Unit {
        Unit {
            code: self.unit_code.clone(),
            name: self.unit_name.clone(),
        }
    }

    /// The year that is assessed.
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The manifest and the tables that were read, each with its hash.
    pub fn input_files(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter().take(self.inputs);
        files.map(|file| (&*file.path, &*file.sha256))
    }

    /// The attachments that rows name, by path, each with its hash where it is known.
    pub fn attachments(&self) -> BTreeSet<(&str, Option<&str>)> {
        let rows = self.facts.leaves.iter().flat_map(|leaf| &leaf.evidence);
        rows.flat_map(attached::EvidenceRecord::files).collect()
    }

    /// Which paper it is carried by, if one.
    pub fn paper(&self) -> Option<&PaperRecord> {
        self.paper.as_ref()
    }

    /// The facts alone, with their places in words, by which two records of one submission are
    /// held against each other.
    ///
    /// # Errors
    /// Never in practice: everything in it can be written as JSON.
    pub fn facts_json(&self) -> serde_json::Result<serde_json::Value> {
        let mut facts = serde_json::to_value(&self.facts)?;
        place::in_words(&mut facts, &self.files);
        Ok(facts)
    }

    /// The same, inputs under other paths with the same content under those of another record:
    /// a path may depend on the folder one stands in.
    pub fn with_paths_of(mut self, other: &Self) -> Self {
        let known: BTreeMap<&str, &str> = other.input_files().collect();
        let own: BTreeSet<String> = self.files.iter().map(|file| file.path.clone()).collect();
        let by_content = known.iter().filter(|(path, _)| !own.contains(**path));
        let by_content: BTreeMap<&str, &str> =
            by_content.map(|(path, hash)| (*hash, *path)).collect();
        for file in &mut self.files {
            if let Some(path) = by_content.get(&*file.sha256)
                && !known.contains_key(&*file.path)
            {
                file.path = (*path).to_owned();
            }
        }
        self.sealed()
    }

    /// It as JSON on one line.
    ///
    /// # Errors
    /// Never in practice: everything in it can be written as JSON.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }
}

impl SetRecord {
    fn of(view: &View<'_>) -> Self {
        let set = view.set();
        let text = &set.source.text;
        Self {
            path: set.source.name.clone(),
            text: text.clone(),
            // Of a file in another encoding, or with a mark before its text, the hash is not
            // that of the text.
            file_sha256: (sha256(text.as_bytes()) != set.sha256).then(|| set.sha256.clone()),
        }
    }
}

impl OptionsRecord {
    fn of(view: &View<'_>) -> Self {
        let Options {
            files_checked,
            as_of,
            supplement_by,
            // Results that are written say everything.
            points_only: _,
            basis,
        } = view.assessment.options;
        let percent = |share: &Exact| {
            let percent = share * &Exact::from(100);
            let text = percent.decimal_text(40)?;
            rust_decimal::Decimal::from_str_exact(&text).ok()
        };
        let assumed = view.assume_pending.as_ref().and_then(percent);
        Self {
            files_checked,
            as_of: as_of.map(Day),
            supplement_by: supplement_by.map(Day),
            basis: match basis {
                Basis::Computed => BasisRecord::Computed,
                Basis::Claimed => BasisRecord::Claimed,
                Basis::Appraised => BasisRecord::Appraised,
                Basis::Published => BasisRecord::Published,
            },
            assume_pending: assumed.map(Number::new),
        }
    }
}
