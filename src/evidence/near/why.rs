//! In what a file differs from what is written.

use crate::text::lang::{Lang, Text};

/// A difference that a slip explains. The order is that of preference: the first ones leave
/// the least doubt that the file is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Case, Vietnamese marks or Đ, in the name or a folder.
    Spelling,
    /// Spaces, hyphens, underscores and other signs between words.
    Separators,
    /// The folder.
    Folder,
    /// Two extensions for one: `.pdf.pdf`, `.docx.pdf`.
    DoubledExtension,
    /// The mark of a signed file: `.signed`, `_signed`, `đã ký số`.
    Signed,
    /// The mark of a copy: ` (1)`, ` - Copy`, ` - Bản sao`, `_1`.
    Copy,
    /// The extension, or its absence.
    Extension,
    /// The rest of the name; number and symbol are the same.
    Symbol,
    /// One letter of one word.
    Letter,
}

impl Why {
    fn words(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Spelling => (
                "khác dấu tiếng Việt, chữ hoa hoặc chữ Đ",
                "marks, case or Đ differ",
            ),
            Self::Separators => (
                "khác dấu cách, gạch nối hoặc gạch dưới",
                "spaces, hyphens or underscores differ",
            ),
            Self::Folder => ("nằm ở thư mục khác", "in another folder"),
            Self::DoubledExtension => ("phần mở rộng lặp đôi", "a doubled extension"),
            Self::Signed => (
                "khác phần đuôi ghi đã ký số",
                "with or without the mark of a signed file",
            ),
            Self::Copy => ("khác phần đuôi ghi bản sao", "with or without a copy mark"),
            Self::Extension => ("khác phần mở rộng", "another extension"),
            Self::Symbol => ("cùng số, ký hiệu", "the same number and symbol"),
            Self::Letter => ("khác một chữ cái", "one letter differs"),
        };
        lang.pick(vi, en)
    }
}

/// Several differences in words.
pub(super) fn words(why: &[Why], lang: Lang) -> String {
    let words: Vec<&str> = why.iter().map(|why| why.words(lang)).collect();
    words.join("; ")
}

/// The question whether one of these files is meant, which all differ in the same.
pub(super) fn question(paths: &[&str], why: &[Why]) -> Option<Text> {
    let list = paths.iter().map(|path| format!("`{path}`"));
    let list = list.collect::<Vec<_>>().join(", ");
    (!paths.is_empty()).then(|| {
        Text::each(|lang| {
            let words = words(why, lang);
            let (vi, en) = if paths.len() > 1 {
                ("có phải ý bạn là một trong các tệp", "did you mean one of")
            } else {
                ("có phải ý bạn là", "did you mean")
            };
            format!("{} {list} ({words})?", lang.pick(vi, en))
        })
    })
}
