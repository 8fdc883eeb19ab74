//! Names that every system takes, Windows among them, where a colon opens a stream of the file,
//! `CON` is a device, and a dot or blank at the end is dropped.
//!
//! Source: Microsoft, "Naming Files, Paths, and Namespaces".

use crate::text::fold;
use crate::text::lang::{Text, text};

/// The most letters that a name may have on the file systems in use.
const LONGEST: usize = 255;

/// Letters that Windows takes in no name.
const REFUSED: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

/// Why Windows cannot keep a file or folder of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A character no name holds, or a control character.
    Character(char),
    /// The name of a device.
    Device,
    /// A dot or blank at the end, which would be dropped.
    End,
    /// More letters than a name may have.
    TooLong,
}

impl Fault {
    /// What is wrong and how to mend it.
    pub fn message(self) -> Text {
        match self {
            Self::Character(c) if c.is_control() => text!(
                "tên tệp có ký tự điều khiển mà Windows không nhận; đặt tên khác",
                "the name holds a control character, which Windows does not take; choose another"
            ),
            Self::Character(c) => text!(
                "tên tệp có ký tự `{c}` mà Windows không nhận; đặt tên khác",
                "the name holds `{c}`, which Windows does not take; choose another"
            ),
            Self::Device => text!(
                "tên này Windows dành cho thiết bị (CON, NUL, COM1 …); đặt tên khác",
                "Windows keeps this name for a device (CON, NUL, COM1 …); choose another"
            ),
            Self::End => text!(
                "tên tệp không được kết thúc bằng dấu chấm hoặc dấu cách trên Windows; đặt tên khác",
                "on Windows a name does not end with a dot or a blank; choose another"
            ),
            Self::TooLong => text!(
                "tên tệp dài quá {LONGEST} chữ; đặt tên ngắn hơn",
                "the name has more than {LONGEST} letters; choose a shorter one"
            ),
        }
    }
}

/// Why a name of one file or folder is none on Windows, if it is not.
pub fn fault(name: &str) -> Option<Fault> {
    if let Some(refused) = name.chars().find(|c| is_refused(*c)) {
        return Some(Fault::Character(refused));
    }
    if is_device(name) {
        return Some(Fault::Device);
    }
    if name.ends_with(['.', ' ']) && !matches!(name, "." | "..") {
        return Some(Fault::End);
    }
    is_too_long(name).then_some(Fault::TooLong)
}

/// A name made of `text` that every system takes; a text that has one already stays as it is.
pub fn safe(text: &str) -> String {
    let text = fold::tidy(text);
    let letters = text.chars().map(|c| if is_refused(c) { '-' } else { c });
    let letters: String = letters.collect();
    let name = letters.trim_matches(' ').trim_end_matches(['.', ' ']);
    if name.is_empty() {
        return "-".to_owned();
    }
    if !is_device(name) {
        return name.to_owned();
    }
    let (stem, rest) = name.split_at(name.find('.').unwrap_or(name.len()));
    format!("{}_{rest}", stem.trim_end())
}

/// Whether a name has more letters than file systems take.
pub(super) fn is_too_long(name: &str) -> bool {
    // NTFS counts in UTF-16.
    name.encode_utf16().count() > LONGEST
}

/// Whether Windows takes a name for a device, whatever its extension.
pub(super) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end().to_ascii_uppercase();
    let numbered = ["COM", "LPT"].iter().any(|device| {
        let mut rest = stem.strip_prefix(device).unwrap_or_default().chars();
        matches!(
            (rest.next(), rest.next()),
            (Some('1'..='9' | '¹' | '²' | '³'), None)
        )
    });
    let named = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    numbered || named.contains(&stem.as_str())
}

fn is_refused(c: char) -> bool {
    REFUSED.contains(&c) || c.is_control()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_windows_refuses_are_known() {
        for (name, found) in [
            ("ket-qua.html", None),
            ("UBND xã Phú Tân.docx", None),
            ("1.1.3", None),
            ("..", None),
            ("console.txt", None),
            ("com.txt", None),
            ("com12", None),
            ("a:b.html", Some(Fault::Character(':'))),
            ("what?.html", Some(Fault::Character('?'))),
            ("a\tb", Some(Fault::Character('\t'))),
            ("CON", Some(Fault::Device)),
            ("nul.html", Some(Fault::Device)),
            ("Aux .tar.gz", Some(Fault::Device)),
            ("COM1.docx", Some(Fault::Device)),
            ("lpt³", Some(Fault::Device)),
            ("ho-so.", Some(Fault::End)),
            ("ho-so ", Some(Fault::End)),
        ] {
            assert_eq!(fault(name), found, "{name}");
        }
        assert_eq!(fault(&"ế".repeat(255)), None);
        assert_eq!(fault(&"ế".repeat(256)), Some(Fault::TooLong));
    }

    #[test]
    fn made_names_say_what_they_are_made_of() {
        for (text, name) in [
            ("phu-my", "phu-my"),
            ("UBND xã Phú Tân", "UBND xã Phú Tân"),
            ("Phú\u{a0}Tân: xã/phường?", "Phú Tân- xã-phường-"),
            ("con", "con_"),
            ("COM1.2", "COM1_.2"),
            ("nul .pdf", "nul_.pdf"),
            ("xa.. ", "xa"),
            ("..", "-"),
            ("", "-"),
            (".an", ".an"),
        ] {
            assert_eq!(safe(text), name, "{text}");
        }
    }

    proptest! {
        #[test]
        fn made_names_are_good_everywhere(text in "(CON|nul|COM1|[.: /\\\\]|\\PC|[a-z]){0,12}") {
            let name = safe(&text);
            prop_assert_eq!(fault(&name), None);
            prop_assert!(!name.is_empty() && name != "." && name != "..");
            prop_assert_eq!(safe(&name), name);
        }
    }
}
