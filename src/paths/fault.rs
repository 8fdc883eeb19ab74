//! What an error of the operating system about a file means to the person who meets it.

use std::io::{Error, ErrorKind};

use crate::text::lang::{Text, text};

/// What was to be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// To read it, or to list a folder.
    Read,
    /// To make it.
    Write,
    /// To put another in its place.
    Replace,
}

/// Access denied: no permission, or, where a file is to be replaced, that somebody has it open.
const ACCESS_DENIED: i32 = 5;
/// Another program has the file open and shares it with nobody.
const SHARING_VIOLATION: i32 = 32;
/// Another program holds a lock on a part of the file.
const LOCK_VIOLATION: i32 = 33;

/// The reason in words.
pub fn reason(error: &Error, act: Act) -> Text {
    let of_windows = error.raw_os_error().filter(|_| cfg!(windows));
    of_windows
        .and_then(|code| of_windows_code(code, act))
        .or_else(|| of_kind(error.kind(), act))
        .unwrap_or_else(|| Text::new(error.to_string(), error.to_string()))
}

/// That a document is open in another program.
pub fn open_elsewhere(act: Act) -> Text {
    match act {
        Act::Read => text!(
            "tệp đang mở trong chương trình khác (Word, Excel …) nên không đọc được; lưu và đóng tệp ở đó rồi chạy lại",
            "the file is open in another program (Word, Excel …) and cannot be read; save and close it there, then run again"
        ),
        Act::Write | Act::Replace => text!(
            "tệp đang mở trong chương trình khác (Word, Excel …) nên không ghi đè được; đóng tệp ở đó rồi chạy lại",
            "the file is open in another program (Word, Excel …) and cannot be replaced; close it there, then run again"
        ),
    }
}

/// That a document is open, as the file says that its program has put beside it.
pub fn said_to_be_open(owner: &str) -> Text {
    text!(
        "tệp đang mở trong Word, Excel hoặc LibreOffice (bên cạnh có `{owner}`) nên không ghi đè; đóng tệp ở đó rồi chạy lại, nếu không còn ai mở thì xóa `{owner}`",
        "the file is open in Word, Excel or LibreOffice (`{owner}` is beside it) and is not replaced; close it there and run again, or delete `{owner}` if nobody has it open"
    )
}

/// What a code of Windows says that its kind does not.
fn of_windows_code(code: i32, act: Act) -> Option<Text> {
    match code {
        SHARING_VIOLATION | LOCK_VIOLATION => Some(open_elsewhere(act)),
        ACCESS_DENIED if act == Act::Replace => Some(text!(
            "không thay được tệp: tệp đang mở trong chương trình khác (Word, Excel …), chỉ cho đọc, hoặc bạn không có quyền; đóng tệp ở đó rồi chạy lại",
            "the file cannot be replaced: it is open in another program (Word, Excel …), read-only, or you lack permission; close it there, then run again"
        )),
        _ => None,
    }
}

fn of_kind(kind: ErrorKind, act: Act) -> Option<Text> {
    let reason = match (kind, act) {
        (ErrorKind::NotFound, _) => {
            text!("không có tệp hoặc thư mục này", "no such file or folder")
        }
        (ErrorKind::PermissionDenied, Act::Read) => {
            text!("không có quyền đọc", "no permission to read it")
        }
        (ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem, _) => {
            text!("không có quyền ghi vào đây", "no permission to write here")
        }
        (ErrorKind::IsADirectory, _) => text!("đây là một thư mục", "this is a folder"),
        (ErrorKind::NotADirectory, _) => {
            text!("đây không phải một thư mục", "this is no folder")
        }
        (ErrorKind::InvalidFilename, _) => text!(
            "tên hoặc đường dẫn quá dài, hoặc có ký tự mà hệ điều hành không nhận; đặt tên ngắn hơn, hoặc chuyển thư mục ra gần gốc ổ đĩa",
            "the name or path is too long, or holds a character that the system does not take; choose a shorter one, or move the folder nearer to the root of the disk"
        ),
        (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, _) => {
            text!("hết chỗ trên ổ đĩa", "the disk is full")
        }
        (ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy, act) => open_elsewhere(act),
        _ => return None,
    };
    Some(reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lang::Lang;

    fn words(code: i32, act: Act) -> String {
        let text = of_windows_code(code, act);
        text.map(|text| text.get(Lang::Vi).to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn a_document_that_is_open_says_so() {
        for code in [SHARING_VIOLATION, LOCK_VIOLATION] {
            for act in [Act::Write, Act::Replace] {
                let words = words(code, act);
                assert!(words.contains("đang mở trong chương trình khác"), "{words}");
                assert!(words.contains("đóng tệp ở đó rồi chạy lại"), "{words}");
            }
            assert!(words(code, Act::Read).contains("không đọc được"));
        }
        assert!(words(ACCESS_DENIED, Act::Replace).contains("đang mở"));
        // Who may not enter a folder is told of the permission, not of another program.
        assert_eq!(words(ACCESS_DENIED, Act::Read), "");
        assert_eq!(words(ACCESS_DENIED, Act::Write), "");
        assert_eq!(words(2, Act::Replace), "");
    }

    #[test]
    fn kinds_say_what_to_do() {
        let words = |kind: ErrorKind, act| {
            let reason = reason(&kind.into(), act);
            reason.get(Lang::Vi).to_owned()
        };
        assert_eq!(
            words(ErrorKind::PermissionDenied, Act::Read),
            "không có quyền đọc"
        );
        assert_eq!(
            words(ErrorKind::PermissionDenied, Act::Replace),
            "không có quyền ghi vào đây"
        );
        assert!(words(ErrorKind::InvalidFilename, Act::Write).contains("quá dài"));
        assert_eq!(
            words(ErrorKind::StorageFull, Act::Write),
            "hết chỗ trên ổ đĩa"
        );
        assert!(words(ErrorKind::ResourceBusy, Act::Read).contains("đang mở"));
    }
}
