//! Required documents with their states and files.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::names::{DAY, SHA256, State};
use super::{PlaceOut, place_out};
use crate::criteria::documents::Requirement;
use crate::criteria::model::Node;
use crate::diagnostic::sha256;
use crate::evidence::facts::{Evidence, Found};
use crate::report::view::View;
use crate::score::assessment::{self, Judged, JudgedDocument};

/// A required document, or with `one_of` a group of which one is enough.
///
/// Một tài liệu phải có, hoặc với `one_of` là một nhóm chỉ cần một.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Document")]
pub(super) struct DocumentOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    criterion: &'a str,
    /// The id of the document or group.
    ///
    /// Mã tài liệu hoặc nhóm.
    id: &'a str,
    /// What it is called.
    ///
    /// Tên gọi.
    name: &'a str,
    /// How it stands.
    ///
    /// Tình trạng.
    state: State,
    /// Its number, of the first row that declares it.
    ///
    /// Số ký hiệu, ở dòng đầu khai tài liệu này.
    number: Option<&'a str>,
    /// The day of issue that counts.
    ///
    /// Ngày ban hành được tính.
    #[schemars(regex(pattern = DAY))]
    issued: Option<String>,
    /// Its files.
    ///
    /// Các tệp.
    files: Vec<AttachedOut<'a>>,
    /// Its link.
    ///
    /// Đường dẫn.
    link: Option<&'a str>,
    /// Where it is declared.
    ///
    /// Khai ở đâu.
    place: Option<PlaceOut<'a>>,
    /// The documents of the group; absent where it is none.
    ///
    /// Các tài liệu của nhóm; không có nếu không phải nhóm.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    one_of: Vec<DocumentOut<'a>>,
}

/// An attachment.
///
/// Một tệp đính kèm.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Attachment")]
struct AttachedOut<'a> {
    /// Its path below the attachments.
    ///
    /// Đường dẫn trong thư mục tệp đính kèm.
    path: &'a str,
    /// SHA-256 of its bytes; null where it was not found or not looked for.
    ///
    /// SHA-256 của nội dung; null nếu không tìm thấy hoặc không tìm.
    #[schemars(regex(pattern = SHA256))]
    sha256: Option<String>,
    /// How many bytes it has.
    ///
    /// Số byte.
    bytes: Option<u64>,
}

pub(super) fn documents<'a>(view: &View<'a>) -> std::io::Result<Vec<DocumentOut<'a>>> {
    let mut hashes = BTreeMap::new();
    let mut out = Vec::new();
    for (node, leaf, _, score) in view.leaves() {
        for judged in &score.documents {
            if let Some(requirement) = leaf.documents.get(judged.requirement) {
                out.push(requirement_out(
                    view,
                    node,
                    requirement,
                    judged,
                    &mut hashes,
                )?);
            }
        }
    }
    Ok(out)
}

type Hashes = BTreeMap<String, String>;

fn requirement_out<'a>(
    view: &View<'a>,
    node: &'a Node,
    requirement: &'a Requirement,
    judged: &'a Judged,
    hashes: &mut Hashes,
) -> std::io::Result<DocumentOut<'a>> {
    let best = judged
        .documents
        .iter()
        .rev()
        .max_by_key(|document| document.state);
    let mut out = document_out(view, node, best, hashes)?;
    out.id = &requirement.id;
    out.name = &requirement.name;
    out.state = judged.state.into();
    if requirement.one_of {
        for (document, alternative) in judged.documents.iter().zip(&requirement.documents) {
            let mut of = document_out(view, node, Some(document), hashes)?;
            of.id = &alternative.id;
            of.name = &alternative.name;
            out.one_of.push(of);
        }
    }
    Ok(out)
}

fn document_out<'a>(
    view: &View<'a>,
    node: &'a Node,
    judged: Option<&'a JudgedDocument>,
    hashes: &mut Hashes,
) -> std::io::Result<DocumentOut<'a>> {
    let rows = judged.map_or(&[][..], |judged| judged.rows.as_slice());
    let declared = || rows.iter().filter(|row| row.declared);
    let mut files = Vec::new();
    for file in declared().flat_map(|row| &row.files) {
        let (sha256, bytes) = match file.found {
            Found::Absent | Found::NotChecked | Found::Unreadable => (None, None),
            Found::Empty => (Some(hash(view, &file.path, hashes)?), Some(0)),
            Found::File(bytes) => (Some(hash(view, &file.path, hashes)?), Some(bytes)),
        };
        files.push(AttachedOut {
            path: &file.path,
            sha256,
            bytes,
        });
    }
    let first: Option<&Evidence> = declared().next();
    Ok(DocumentOut {
        criterion: node.code.as_str(),
        id: "",
        name: "",
        state: judged
            .map_or(assessment::State::NotDeclared, |judged| judged.state)
            .into(),
        number: first.and_then(|row| row.number.as_deref()),
        issued: judged
            .and_then(|judged| judged.issued)
            .or_else(|| first.and_then(|row| row.issued))
            .map(|date| date.to_string()),
        files,
        link: first.and_then(|row| row.link.as_deref()),
        place: first
            .or_else(|| rows.first())
            .map(|row| place_out(&row.place)),
        one_of: Vec::new(),
    })
}

/// The hash of an attachment, read once however many documents it serves.
fn hash(view: &View<'_>, path: &str, hashes: &mut Hashes) -> std::io::Result<String> {
    if let Some(hash) = hashes.get(path) {
        return Ok(hash.clone());
    }
    let bytes = match &view.submission.attachments {
        Some(attachments) => attachments.read(path)?,
        None => Vec::new(),
    };
    let hash = sha256(&bytes);
    hashes.insert(path.to_owned(), hash.clone());
    Ok(hash)
}
