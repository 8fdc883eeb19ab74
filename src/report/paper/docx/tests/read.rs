//! Reads a DOCX back, and packs one for a test.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::super::xml::{self, Element};

/// What stands in a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A paragraph: the name of its style, and its text.
    Paragraph(String, String),
    /// The cells of each row.
    Table(Vec<Vec<String>>),
    /// The end of a section of pages this wide and high.
    Section(String, String),
}

pub(super) fn part(docx: &[u8], name: &str) -> Element {
    let mut archive = ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut bytes = Vec::new();
    let mut part = archive.by_name(name).unwrap();
    part.read_to_end(&mut bytes).unwrap();
    xml::read(&bytes).unwrap()
}

pub(super) fn body(docx: &[u8]) -> Element {
    let document = part(docx, "word/document.xml");
    document.find("w:body").unwrap().clone()
}

/// The text of an element: a line break for each break and between paragraphs.
pub(super) fn text(element: &Element) -> String {
    let mut paragraphs = Vec::new();
    for child in element.elements() {
        match child.name() {
            "w:t" => paragraphs.push(child.own_text()),
            "w:br" => paragraphs.push("\n".to_owned()),
            "w:tab" => paragraphs.push("\t".to_owned()),
            "w:pPr" => {}
            _ => paragraphs.push(text(child)),
        }
    }
    let between = if element.is("w:tc") { "\n" } else { "" };
    paragraphs.retain(|text| !element.is("w:tc") || !text.is_empty());
    paragraphs.join(between)
}

pub(super) fn table(element: &Element) -> Vec<Vec<String>> {
    let rows = element.elements().filter(|row| row.is("w:tr"));
    let cells = |row: &Element| {
        let cells = row.elements().filter(|cell| cell.is("w:tc"));
        cells.map(text).collect()
    };
    rows.map(cells).collect()
}

pub(super) fn style(paragraph: &Element) -> String {
    let style = paragraph
        .find("w:pPr")
        .and_then(|properties| properties.find("w:pStyle"));
    style
        .and_then(|style| style.get("w:val"))
        .unwrap_or_default()
}

/// What stands in the body, without empty paragraphs.
pub(super) fn pieces(docx: &[u8]) -> Vec<Piece> {
    let mut out = Vec::new();
    for piece in body(docx).elements() {
        if piece.is("w:tbl") {
            out.push(Piece::Table(table(piece)));
            continue;
        }
        if !text(piece).is_empty() {
            out.push(Piece::Paragraph(style(piece), text(piece)));
        }
        if let Some(section) = super::super::section::properties(piece) {
            let size = section.find("w:pgSz").unwrap();
            out.push(Piece::Section(
                size.get("w:w").unwrap(),
                size.get("w:h").unwrap(),
            ));
        }
    }
    out
}

pub(super) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub(super) const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

pub(super) fn document(body: &str) -> String {
    format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    )
}

/// A template with this body and no styles.
pub(super) fn template(body: &str) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", document(body).as_bytes()),
    ])
}

pub(super) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}
