//! Why a workbook is not read, and what its user can do.

use file_format::FileFormat;

use super::ods;
use crate::limits;
use crate::text::lang::{Text, text};

/// Why a workbook is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is no spreadsheet, or a damaged one.
    Damaged,
    /// A password is needed to open it.
    Password,
    /// It unpacks to more bytes than are read.
    Inflates,
    /// It has more cells than are read.
    TooManyCells,
    /// Its cells have more text than is read.
    TooMuchText,
}

/// A reader's error, whatever it says: the file is not what it should be.
impl<E: std::error::Error> From<E> for Unread {
    fn from(_: E) -> Self {
        Self::Damaged
    }
}

impl Unread {
    /// What is wrong with the workbook of these bytes, and what to do.
    pub(super) fn words(&self, bytes: &[u8]) -> (Text, Text) {
        let limits = limits::get();
        match self {
            Self::Damaged => damaged(bytes),
            Self::Password => (
                text!(
                    "bảng tính có mật khẩu",
                    "the spreadsheet is protected by a password"
                ),
                text!(
                    "mở bằng Excel, bỏ mật khẩu rồi lưu lại",
                    "open it in Excel, remove the password and save it"
                ),
            ),
            Self::Inflates => {
                let most = limits.workbook_bytes >> 20;
                (
                    text!(
                        "bảng tính giải nén ra hơn {most} MB",
                        "the spreadsheet unpacks to more than {most} MB"
                    ),
                    smaller("workbook"),
                )
            }
            Self::TooManyCells => {
                let most = limits.workbook_cells;
                (
                    text!(
                        "bảng tính có hơn {most} ô, tính cả ô trống bên trái ô có dữ liệu",
                        "the spreadsheet has more than {most} cells, blank ones left of filled ones included"
                    ),
                    smaller("workbook-cells"),
                )
            }
            Self::TooMuchText => {
                let most = limits.workbook_bytes >> 21;
                (
                    text!(
                        "các ô của bảng tính chứa hơn {most} MB chữ",
                        "the cells of the spreadsheet hold more than {most} MB of text"
                    ),
                    smaller("workbook"),
                )
            }
        }
    }
}

fn smaller(limit: &str) -> Text {
    text!(
        "chép phần có dữ liệu sang một tệp mới, chia bảng ra nhiều tệp, hoặc nâng giới hạn bằng `--limit {limit}=…`",
        "copy what is filled in to a new file, split the table into several files, or raise the limit with `--limit {limit}=…`"
    )
}

fn damaged(bytes: &[u8]) -> (Text, Text) {
    let other = match FileFormat::from_bytes(bytes) {
        FileFormat::OfficeOpenXmlDocument
        | FileFormat::MicrosoftWordDocument
        | FileFormat::OpendocumentText => Some(text!("tệp Word", "a text document")),
        FileFormat::OfficeOpenXmlPresentation
        | FileFormat::MicrosoftPowerpointPresentation
        | FileFormat::OpendocumentPresentation => Some(text!("tệp trình chiếu", "a presentation")),
        FileFormat::Zip if !ods::is_one(bytes) => Some(text!("tệp nén", "an archive")),
        _ => None,
    };
    let Some(other) = other else {
        return (
            text!(
                "không phải bảng tính, hoặc bảng tính bị hỏng",
                "no spreadsheet, or a damaged one"
            ),
            text!(
                "mở bằng Excel và lưu lại dạng .xlsx hoặc «CSV UTF-8»",
                "open it in Excel and save it as .xlsx or «CSV UTF-8»"
            ),
        );
    };
    let message = Text::each(|lang| {
        let other = other.get(lang);
        lang.pick(
            format!("đây là {other}, không phải bảng tính"),
            format!("this is {other}, no spreadsheet"),
        )
    });
    let help = text!(
        "ghi bảng vào Excel và lưu dạng .xlsx, hoặc sửa tên tệp trong danh sách bảng",
        "put the table into Excel and save it as .xlsx, or mend the name in the list of tables"
    );
    (message, help)
}
