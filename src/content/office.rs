//! Documents in zip containers: Office Open XML and OpenDocument.

use memchr::memmem;

use super::archive::{Container, Part};
use super::xml::{self, Dialect};
use super::{Fault, Found, Kind, Reading, heading};

/// Which document a container is; nothing where it is none.
pub(super) fn kind(container: &mut Container) -> Option<Kind> {
    if let Part::Read(media_type) = container.read("mimetype") {
        let name = media_type.trim_ascii();
        let name = name.strip_prefix(b"application/vnd.oasis.opendocument.")?;
        return match name {
            b"text" | b"text-template" => Some(Kind::Odt),
            b"spreadsheet" | b"spreadsheet-template" => Some(Kind::Ods),
            b"presentation" | b"presentation-template" => Some(Kind::Odp),
            _ => None,
        };
    }
    if !container.has("[Content_Types].xml") {
        return None;
    }
    let folders = [
        ("word/", Kind::Docx),
        ("xl/", Kind::Xlsx),
        ("ppt/", Kind::Pptx),
    ];
    folders.into_iter().find_map(|(folder, kind)| {
        let inside = |name: &[u8]| name.starts_with(folder.as_bytes());
        container.names().any(inside).then_some(kind)
    })
}

/// Looks into a document of a known kind.
pub(super) fn look(kind: &Kind, container: &mut Container) -> Found {
    match kind {
        Kind::Docx => match main_part(container) {
            Some(part) => read(container, &part, Dialect::Word),
            None => Found::fault(Fault::Damaged),
        },
        Kind::Xlsx => needs(container, &["xl/workbook.xml", "xl/workbook.bin"]),
        Kind::Pptx => needs(container, &["ppt/presentation.xml"]),
        _ if is_encrypted(container) => Found::fault(Fault::Encrypted),
        Kind::Odt => read(container, "content.xml", Dialect::OpenDocument),
        _ => needs(container, &["content.xml"]),
    }
}

/// The part with the text of a DOCX. Online editors also name it `document2.xml`.
fn main_part(container: &Container) -> Option<String> {
    let name = "word/document.xml";
    if container.has(name) {
        return Some(name.to_owned());
    }
    let is_main = |name: &&str| {
        let number = name
            .strip_prefix("word/document")
            .and_then(|name| name.strip_suffix(".xml"));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let names = container
        .names()
        .filter_map(|name| std::str::from_utf8(name).ok());
    names.filter(is_main).min().map(str::to_owned)
}

fn needs(container: &Container, one_of: &[&str]) -> Found {
    if one_of.iter().any(|name| container.has(name)) {
        Found::default()
    } else {
        Found::fault(Fault::Damaged)
    }
}

fn read(container: &mut Container, part: &str, dialect: Dialect) -> Found {
    match container.read(part) {
        Part::Read(content) => match xml::text(&content, dialect) {
            Some(text) => Found::reading(Reading::Text(heading::read(&text))),
            None => Found::fault(Fault::Damaged),
        },
        Part::Missing | Part::Broken => Found::fault(Fault::Damaged),
        Part::Unread => Found::reading(Reading::NotTried),
        Part::Bomb(fault) => Found::fault(fault),
    }
}

/// Whether the manifest of an OpenDocument says that parts are encrypted.
fn is_encrypted(container: &mut Container) -> bool {
    let manifest = container.read("META-INF/manifest.xml");
    matches!(manifest, Part::Read(text) if memmem::find(&text, b":encryption-data").is_some())
}
