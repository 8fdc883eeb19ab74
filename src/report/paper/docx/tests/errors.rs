//! Templates that cannot be used, each with what to do.

use super::super::{TemplateError, render};
use super::read::{TYPES, document, p, template, zip};
use super::sample;
use crate::text::lang::Lang;

fn error(template: &[u8]) -> TemplateError {
    let error = render(&sample::letter(), Some(template), Lang::Vi).unwrap_err();
    let text = error.text();
    // In both languages, and never the marks of a format string.
    assert_ne!(text.get(Lang::Vi), text.get(Lang::En));
    assert!(!text.get(Lang::Vi).contains("{{{"));
    error
}

fn with(body: &str) -> TemplateError {
    error(&template(body))
}

#[test]
fn what_is_no_docx_is_refused() {
    assert_eq!(error(b"%PDF-1.7"), TemplateError::NotDocx);
    assert_eq!(error(b""), TemplateError::NotDocx);
    assert_eq!(error(&zip(&[("a.txt", b"a")])), TemplateError::NotDocx);
    let types = ("[Content_Types].xml", TYPES.as_bytes());
    assert_eq!(error(&zip(&[types])), TemplateError::NoDocument);
    let macros = TYPES.replace("openxmlformats-officedocument", "ms-word.macroEnabled");
    let macros = zip(&[("[Content_Types].xml", macros.as_bytes())]);
    assert_eq!(error(&macros), TemplateError::Macros);
}

#[test]
fn a_damaged_document_is_refused() {
    let damaged = TemplateError::Damaged("word/document.xml".to_owned());
    let types = ("[Content_Types].xml", TYPES.as_bytes());
    let strict = document(&p("{{ content }}"));
    let strict = strict.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    );
    let no_body = document("").replace("w:body", "w:other");
    for content in ["", "<w:document>", "<html/>", &strict, &no_body] {
        let template = zip(&[types, ("word/document.xml", content.as_bytes())]);
        assert_eq!(error(&template), damaged, "{content}");
    }
    let header = ("word/header1.xml", b"<w:hdr>".as_slice());
    let content = document(&p("{{ content }}"));
    let template = zip(&[types, ("word/document.xml", content.as_bytes()), header]);
    assert_eq!(
        error(&template),
        TemplateError::Damaged("word/header1.xml".to_owned())
    );
    // Cut short: the directory of a container stands at its end.
    let whole = super::super::LETTER;
    assert_eq!(error(&whole[..whole.len() / 2]), TemplateError::NotDocx);
}

#[test]
fn placeholders_are_known_and_in_their_place() {
    let content = p("{{ content }}");
    let unknown = with(&(p("{{ symbl }}") + &content));
    assert_eq!(unknown, TemplateError::Unknown("symbl".to_owned()));
    let text = unknown.text();
    for word in [
        "{{ symbl }}",
        "`symbol`?",
        "{{ place_and_date }}",
        "sửa lại",
    ] {
        assert!(text.get(Lang::Vi).contains(word), "{word}");
    }
    assert_eq!(
        with(&(p("{{ symbol }") + &content)),
        TemplateError::Unclosed("{{ symbol }".to_owned())
    );
    assert_eq!(with(&p("{{ kind }}")), TemplateError::NoContent);
    assert!(
        TemplateError::NoContent
            .text()
            .get(Lang::Vi)
            .contains("`{{ content }}`")
    );
    assert_eq!(with(&content.repeat(2)), TemplateError::Twice("content"));
    assert_eq!(
        with(&(content.clone() + &p("{{ annex }}").repeat(2))),
        TemplateError::Twice("annex")
    );
    assert_eq!(
        with(&p("Nội dung: {{ content }}")),
        TemplateError::NotAlone("content")
    );
    let cell = format!("<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr></w:tbl>");
    assert_eq!(with(&cell), TemplateError::NotAlone("content"));
    let header = format!(r#"<w:hdr xmlns:w="x">{}</w:hdr>"#, p("{{ annex }}"));
    let document = document(&content);
    let template = zip(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/header1.xml", header.as_bytes()),
    ]);
    assert_eq!(error(&template), TemplateError::NotAlone("annex"));
}

#[test]
fn a_template_of_too_many_parts_is_refused() {
    let headers = b"PK\x01\x02".repeat(20_001);
    assert_eq!(error(&headers), TemplateError::TooLarge);
}
