//! What no file below the attachments folder can be called.

use super::is_drive;
use crate::paths::name;
use crate::text::lang::{Text, text};

/// Why a cell cannot be the path of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing is left that would name a file.
    NoName,
    /// A link to the web.
    Link,
    /// Characters that no name holds: NUL, line breaks and the like.
    Control,
    /// A name that Windows keeps for a device: `CON`, `NUL`, `COM1`.
    Device,
    /// A colon within a name, which Windows takes for a stream of a file.
    Colon,
    /// More letters than a path may have.
    TooLong,
}

impl Reason {
    /// What is wrong.
    pub fn message(self) -> Text {
        match self {
            Self::NoName => text!("không có tên tệp", "there is no name of a file"),
            Self::Link => text!(
                "đây là đường dẫn mạng, không phải tệp đính kèm",
                "this is a link, not an attachment"
            ),
            Self::Control => text!(
                "có ký tự điều khiển mà tên tệp không thể có",
                "there are control characters, which no name of a file has"
            ),
            Self::Device => text!(
                "tên này Windows dành cho thiết bị (CON, NUL, COM1 …)",
                "Windows keeps this name for a device (CON, NUL, COM1 …)"
            ),
            Self::Colon => text!(
                "tên tệp không thể có dấu hai chấm",
                "the name of a file has no colon"
            ),
            Self::TooLong => text!("đường dẫn quá dài", "the path is too long"),
        }
    }

    /// What to do about it.
    pub fn help(self) -> Text {
        match self {
            Self::NoName | Self::Control => text!(
                "ghi tên tệp hoặc đường dẫn trong thư mục đính kèm, như `1.1/ke-hoach.pdf`",
                "write the name of the file or its path below the attachments folder, such as `1.1/ke-hoach.pdf`"
            ),
            Self::Link => text!(
                "chuyển sang cột `duong_dan`, hoặc tải tệp về thư mục đính kèm",
                "move it to the column `link`, or download the file into the attachments folder"
            ),
            Self::Device | Self::Colon => text!(
                "đổi tên tệp, rồi ghi tên mới ở ô này",
                "rename the file and write its new name here"
            ),
            Self::TooLong => text!(
                "rút ngắn tên tệp và tên thư mục; chỉ ghi phần đường dẫn trong thư mục đính kèm",
                "shorten the names of file and folders; write only the path below the attachments folder"
            ),
        }
    }
}

/// Why parts cannot be a path, if they cannot.
pub(super) fn fault(parts: &[String]) -> Option<Reason> {
    let drive = usize::from(parts.first().is_some_and(|part| is_drive(part)));
    parts[drive..].iter().find_map(|part| {
        if part.contains(':') {
            Some(Reason::Colon)
        } else if name::is_device(part) {
            Some(Reason::Device)
        } else if name::is_too_long(part) {
            Some(Reason::TooLong)
        } else {
            None
        }
    })
}
