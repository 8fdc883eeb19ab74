//! Why a template cannot be used, and what its office can do.

use super::values;
use crate::limits;
use crate::text::lang::{Lang, Text, text};
use crate::text::suggest;

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// It is no DOCX.
    NotDocx,
    /// It unpacks to more than is read.
    TooLarge,
    /// It carries macros.
    Macros,
    /// It lacks `word/document.xml`.
    NoDocument,
    /// A part of it, named here, is damaged or not in the usual form of Word.
    Damaged(String),
    /// It has a placeholder that means nothing.
    Unknown(String),
    /// It has a placeholder without an end; the text from there on.
    Unclosed(String),
    /// It has no `{{ content }}`.
    NoContent,
    /// This placeholder stands more than once.
    Twice(&'static str),
    /// This placeholder needs a paragraph of its own in the text, and has none.
    NotAlone(&'static str),
}

impl TemplateError {
    /// What was found, what is expected, and what to do.
    pub fn text(&self) -> Text {
        match self {
            Self::NotDocx => text!(
                "mẫu không phải tệp .docx, hoặc tệp bị hỏng: mở bằng Word rồi lưu lại dạng «Word Document (.docx)»",
                "the template is no .docx, or a damaged one: open it in Word and save it as «Word Document (.docx)»"
            ),
            Self::TooLarge => {
                let most = limits::get().content.zip_bytes >> 20;
                let parts = limits::get().content.zip_entries;
                text!(
                    "mẫu giải nén ra hơn {most} MB hoặc {parts} tệp: bỏ bớt hình ảnh, hoặc nâng giới hạn bằng `--limit zip-part=…` hay `--limit zip-entries=…`",
                    "the template unpacks to more than {most} MB or {parts} parts: remove pictures, or raise the limit with `--limit zip-part=…` or `--limit zip-entries=…`"
                )
            }
            Self::Macros => text!(
                "mẫu có macro (.docm hoặc .dotm), văn bản phải là .docx: mở bằng Word rồi lưu lại dạng «Word Document (.docx)»",
                "the template carries macros (.docm or .dotm), a paper is a .docx: open it in Word and save it as «Word Document (.docx)»"
            ),
            Self::NoDocument => text!(
                "mẫu thiếu phần `word/document.xml`: tệp này không phải văn bản Word; mở bằng Word rồi lưu lại dạng «Word Document (.docx)»",
                "the template lacks `word/document.xml`: it is no Word document; open it in Word and save it as «Word Document (.docx)»"
            ),
            Self::Damaged(part) => text!(
                "phần `{part}` của mẫu bị hỏng hoặc không theo dạng thường của Word: mở bằng Word rồi lưu lại dạng «Word Document (.docx)», không chọn «Strict Open XML»",
                "the part `{part}` of the template is damaged or not in Word's usual form: open it in Word and save it as «Word Document (.docx)», not as «Strict Open XML»"
            ),
            Self::Unknown(name) => unknown(name),
            Self::Unclosed(start) => text!(
                "mẫu có chỗ điền chưa đóng: `{start}`; chỗ điền viết trong một đoạn, dạng `{{{{ tên }}}}`",
                "the template has a placeholder without an end: `{start}`; a placeholder stands within one paragraph, as `{{{{ name }}}}`"
            ),
            Self::NoContent => text!(
                "mẫu không có `{{{{ content }}}}`: thêm một đoạn riêng chỉ có `{{{{ content }}}}` vào chỗ của nội dung văn bản",
                "the template has no `{{{{ content }}}}`: add a paragraph of its own with nothing but `{{{{ content }}}}` where the text of the paper belongs"
            ),
            Self::Twice(name) => text!(
                "mẫu có `{{{{ {name} }}}}` nhiều hơn một lần: giữ lại một chỗ",
                "the template has `{{{{ {name} }}}}` more than once: keep one of them"
            ),
            Self::NotAlone(name) => text!(
                "`{{{{ {name} }}}}` phải đứng riêng trong một đoạn của thân văn bản, không có chữ nào khác, không nằm trong bảng, khung chữ, đầu trang hay chân trang: chuyển nó ra một đoạn riêng",
                "`{{{{ {name} }}}}` must be alone in a paragraph of the text, with no other words, and not within a table, a text box, a header or a footer: move it to a paragraph of its own"
            ),
        }
    }
}

fn unknown(name: &str) -> Text {
    let hint = suggest::nearest(name, values::names()).map(suggest::did_you_mean);
    let known: Vec<String> = values::names()
        .map(|name| format!("{{{{ {name} }}}}"))
        .collect();
    let known = known.join(", ");
    let hint = |lang: Lang| {
        hint.as_ref()
            .map(|hint| format!(" ({})", hint.get(lang)))
            .unwrap_or_default()
    };
    let (vi, en) = (hint(Lang::Vi), hint(Lang::En));
    text!(
        "mẫu có chỗ điền không dùng được `{{{{ {name} }}}}`{vi}: sửa lại hoặc xóa đi; các chỗ điền dùng được: {known}",
        "the template has a placeholder that means nothing, `{{{{ {name} }}}}`{en}: mend or remove it; what can be filled in: {known}"
    )
}
