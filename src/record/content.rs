//! What was found inside an attachment, as a record writes and reads it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalars::Day;
use crate::content::{self, Content, Heading, Kind};

/// What an attachment is and says.
///
/// Tệp đính kèm là gì và ghi gì.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedContent")]
pub(super) struct ContentRecord {
    /// SHA-256 of its bytes; empty where there are more than are read.
    ///
    /// SHA-256 của nội dung; rỗng nếu tệp quá lớn để đọc.
    pub(super) sha256: String,
    /// How many bytes it has.
    ///
    /// Số byte.
    bytes: u64,
    /// Why it cannot serve as evidence.
    ///
    /// Vì sao không dùng làm minh chứng được.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fault: Option<FaultRecord>,
    /// Which archive it is.
    ///
    /// Là tệp nén loại nào.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    archive: Option<ArchiveRecord>,
    /// How far its head was read.
    ///
    /// Phần đầu văn bản đọc được đến đâu.
    reading: ReadingRecord,
    /// The symbol in its head.
    ///
    /// Số ký hiệu ghi trong tệp.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    symbol: Option<String>,
    /// The day of issue in its head.
    ///
    /// Ngày ban hành ghi trong tệp.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issued: Option<Day>,
    /// Its fields for digital signatures.
    ///
    /// Các ô chữ ký số.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signature: Option<SignatureRecord>,
}

/// Fields for digital signatures.
///
/// Các ô chữ ký số.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedSignature")]
struct SignatureRecord {
    /// Whether one is filled.
    ///
    /// Đã ký hay chưa.
    signed: bool,
    /// The latest day that a filled one states.
    ///
    /// Ngày ký muộn nhất được ghi.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<Day>,
}

/// Why a file cannot serve.
///
/// Vì sao tệp không dùng được.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "RecordedFault")]
enum FaultRecord {
    /// Nothing in it.
    ///
    /// Không có gì bên trong.
    Empty,
    /// Other content than its extension says.
    ///
    /// Nội dung không đúng đuôi tệp.
    OtherType {
        extension: String,
        #[schemars(with = "serde_json::Value")]
        found: Kind,
    },
    /// A password is needed.
    ///
    /// Cần mật khẩu.
    Encrypted,
    /// No page.
    ///
    /// Không có trang nào.
    NoPages,
    /// Damaged.
    ///
    /// Hỏng.
    Damaged,
    /// More than a limit allows.
    ///
    /// Vượt giới hạn.
    TooLarge {
        of: AmountRecord,
        found: u64,
        limit: u64,
    },
}

/// What a limit is about.
///
/// Giới hạn về gì.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RecordedAmount")]
enum AmountRecord {
    /// Bytes.
    ///
    /// Số byte.
    Bytes,
    /// Entries of an archive.
    ///
    /// Số mục trong tệp nén.
    Entries,
    /// How many times its packed size an archive inflates to.
    ///
    /// Tệp nén phình ra bao nhiêu lần.
    Ratio,
}

/// An archive.
///
/// Tệp nén.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RecordedArchive")]
enum ArchiveRecord {
    /// ZIP.
    ///
    /// Tệp ZIP.
    Zip,
    /// RAR.
    ///
    /// Tệp RAR.
    Rar,
    /// 7z.
    ///
    /// Tệp 7z.
    SevenZip,
}

/// How far the head of a document was read.
///
/// Phần đầu văn bản đọc được đến đâu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RecordedReading")]
enum ReadingRecord {
    /// No head is looked for in such a file.
    ///
    /// Loại tệp này không có phần đầu để đọc.
    NotText,
    /// Pictures of pages.
    ///
    /// Ảnh chụp các trang.
    Scan,
    /// Not read.
    ///
    /// Không đọc.
    NotTried,
    /// Read.
    ///
    /// Đã đọc.
    Text,
}

impl ContentRecord {
    pub(super) fn of(content: &Content) -> Self {
        let Content {
            sha256,
            bytes,
            fault,
            archive,
            reading,
            signature,
        } = content;
        let (reading, heading) = match reading {
            content::Reading::NotText => (ReadingRecord::NotText, Heading::default()),
            content::Reading::Scan => (ReadingRecord::Scan, Heading::default()),
            content::Reading::NotTried => (ReadingRecord::NotTried, Heading::default()),
            content::Reading::Text(heading) => (ReadingRecord::Text, heading.clone()),
        };
        let Heading { symbol, issued } = heading;
        let signature = signature.as_ref();
        Self {
            sha256: sha256.clone(),
            bytes: *bytes,
            fault: fault.as_ref().map(FaultRecord::of),
            archive: archive.map(|archive| match archive {
                content::Archive::Zip => ArchiveRecord::Zip,
                content::Archive::Rar => ArchiveRecord::Rar,
                content::Archive::SevenZip => ArchiveRecord::SevenZip,
            }),
            reading,
            symbol,
            issued: issued.map(Day),
            signature: signature.map(|content::Signature { signed, day }| SignatureRecord {
                signed: *signed,
                day: day.map(Day),
            }),
        }
    }

    pub(super) fn read(self) -> Content {
        Content {
            sha256: self.sha256,
            bytes: self.bytes,
            fault: self.fault.map(FaultRecord::read),
            archive: self.archive.map(|archive| match archive {
                ArchiveRecord::Zip => content::Archive::Zip,
                ArchiveRecord::Rar => content::Archive::Rar,
                ArchiveRecord::SevenZip => content::Archive::SevenZip,
            }),
            reading: match self.reading {
                ReadingRecord::NotText => content::Reading::NotText,
                ReadingRecord::Scan => content::Reading::Scan,
                ReadingRecord::NotTried => content::Reading::NotTried,
                ReadingRecord::Text => content::Reading::Text(Heading {
                    symbol: self.symbol,
                    issued: self.issued.map(|day| day.0),
                }),
            },
            signature: self.signature.map(|signature| content::Signature {
                signed: signature.signed,
                day: signature.day.map(|day| day.0),
            }),
        }
    }
}

impl FaultRecord {
    fn of(fault: &content::Fault) -> Self {
        match fault {
            content::Fault::Empty => Self::Empty,
            content::Fault::OtherType { extension, found } => Self::OtherType {
                extension: extension.clone(),
                found: found.clone(),
            },
            content::Fault::Encrypted => Self::Encrypted,
            content::Fault::NoPages => Self::NoPages,
            content::Fault::Damaged => Self::Damaged,
            content::Fault::TooLarge { of, found, limit } => Self::TooLarge {
                of: match of {
                    content::Amount::Bytes => AmountRecord::Bytes,
                    content::Amount::Entries => AmountRecord::Entries,
                    content::Amount::Ratio => AmountRecord::Ratio,
                },
                found: *found,
                limit: *limit,
            },
        }
    }

    fn read(self) -> content::Fault {
        match self {
            Self::Empty => content::Fault::Empty,
            Self::OtherType { extension, found } => content::Fault::OtherType { extension, found },
            Self::Encrypted => content::Fault::Encrypted,
            Self::NoPages => content::Fault::NoPages,
            Self::Damaged => content::Fault::Damaged,
            Self::TooLarge { of, found, limit } => content::Fault::TooLarge {
                of: match of {
                    AmountRecord::Bytes => content::Amount::Bytes,
                    AmountRecord::Entries => content::Amount::Entries,
                    AmountRecord::Ratio => content::Amount::Ratio,
                },
                found,
                limit,
            },
        }
    }
}
