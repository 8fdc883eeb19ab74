//! Required documents with their states and files.

use schemars::JsonSchema;
use serde::Serialize;

use super::appraisals::Verdict;
use super::names::{DAY, SHA256, State};
use super::{PlaceOut, place_out};
use crate::content::{Fault, Reading};
use crate::criteria::documents::Requirement;
use crate::criteria::model::Node;
use crate::diagnostic::sha256;
use crate::evidence::appraisals;
use crate::evidence::facts::{Attached, Evidence, Found};
use crate::report::view::View;
use crate::score::assessment::{self, Judged, JudgedDocument};
use crate::text::lang::Lang;

/// A required document, or with `one_of` a group of which one is enough.
///
/// Một tài liệu phải có, hoặc với `one_of` là một nhóm chỉ cần một.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Document")]
pub(super) struct DocumentOut<'a> {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    pub(super) criterion: &'a str,
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
    /// Where it stands with the appraisal; null where nobody looked at it.
    ///
    /// Kết quả thẩm định; null nếu chưa ai xem.
    verdict: Option<Verdict>,
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
    /// Why it cannot serve, and what mends it; null where it can.
    ///
    /// Vì sao tệp không dùng được và cách sửa; null nếu dùng được.
    fault: Option<String>,
    /// Whether its text could be read; null where none is looked for in such a file. False means
    /// that a person must look.
    ///
    /// Có đọc được nội dung chữ không; null nếu loại tệp này không có gì để đọc. False là cần
    /// người xem.
    readable: Option<bool>,
    /// The symbol that stands in its head.
    ///
    /// Số ký hiệu ghi trong tệp.
    symbol: Option<&'a str>,
    /// The day of issue that stands in its head.
    ///
    /// Ngày ban hành ghi trong tệp.
    #[schemars(regex(pattern = DAY))]
    issued: Option<String>,
    /// Its field for a digital signature; null where it has none. Never whether a signature is
    /// valid.
    ///
    /// Ô chữ ký số; null nếu không có. Không cho biết chữ ký có giá trị hay không.
    signature: Option<SignatureOut>,
}

/// A field for a digital signature.
///
/// Ô chữ ký số.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Signature")]
struct SignatureOut {
    /// Whether it is filled.
    ///
    /// Đã ký hay chưa.
    signed: bool,
    /// The day that the signer's clock said.
    ///
    /// Ngày theo đồng hồ của người ký.
    #[schemars(regex(pattern = DAY))]
    day: Option<String>,
}

fn attached_out<'a>(file: &'a Attached, lang: Lang) -> AttachedOut<'a> {
    let content = file.content.as_deref();
    let empty = file.found == Found::Empty;
    let fault = content.and_then(|content| content.fault.as_ref());
    let fault = fault.or(empty.then_some(&Fault::Empty));
    let heading = content.and_then(|content| match &content.reading {
        Reading::Text(heading) => Some(heading),
        _ => None,
    });
    let hash = content.map(|content| content.sha256.clone());
    let hash = hash.or_else(|| empty.then(|| sha256(&[])));
    let signature = content.and_then(|content| content.signature.as_ref());
    AttachedOut {
        path: &file.path,
        sha256: hash.filter(|hash| !hash.is_empty()),
        bytes: content.map(|content| content.bytes).or(empty.then_some(0)),
        fault: fault.map(|fault| fault.text().get(lang).to_owned()),
        readable: content.and_then(|content| match content.reading {
            Reading::Text(_) => Some(true),
            Reading::Scan | Reading::NotTried => Some(false),
            Reading::NotText => None,
        }),
        symbol: heading.and_then(|heading| heading.symbol.as_deref()),
        issued: heading.and_then(|heading| heading.issued.map(|day| day.to_string())),
        signature: signature.map(|signature| SignatureOut {
            signed: signature.signed,
            day: signature.day.map(|day| day.to_string()),
        }),
    }
}

pub(super) fn documents<'a>(view: &View<'a>) -> Vec<DocumentOut<'a>> {
    let mut out = Vec::new();
    for (node, leaf, _, score) in view.leaves() {
        for judged in &score.documents {
            if let Some(requirement) = leaf.documents.get(judged.requirement) {
                out.push(requirement_out(view, node, requirement, judged));
            }
        }
    }
    out
}

fn requirement_out<'a>(
    view: &View<'a>,
    node: &'a Node,
    requirement: &'a Requirement,
    judged: &'a Judged,
) -> DocumentOut<'a> {
    let best = judged
        .documents
        .iter()
        .rev()
        .max_by_key(|document| document.state);
    let mut out = document_out(view, node, best);
    out.id = &requirement.id;
    out.name = &requirement.name;
    out.state = judged.state.into();
    if requirement.one_of {
        for (document, alternative) in judged.documents.iter().zip(&requirement.documents) {
            let mut of = document_out(view, node, Some(document));
            of.id = &alternative.id;
            of.name = &alternative.name;
            out.one_of.push(of);
        }
    }
    out
}

/// What the appraisal makes of a document's rows: it awaits a second look where one was handed
/// in since, else it is refused where one is, else accepted.
fn verdict(rows: &[Evidence]) -> Option<Verdict> {
    let declared = || rows.iter().filter(|row| row.declared);
    let said = || declared().filter_map(|row| row.verdict.as_ref()?.verdict);
    if declared().any(|row| row.awaits) {
        Some(Verdict::Awaiting)
    } else if said().any(|verdict| verdict == appraisals::Verdict::Refused) {
        Some(Verdict::Refused)
    } else {
        said().next().map(|_| Verdict::Accepted)
    }
}

fn document_out<'a>(
    view: &View<'a>,
    node: &'a Node,
    judged: Option<&'a JudgedDocument>,
) -> DocumentOut<'a> {
    let rows = judged.map_or(&[][..], |judged| judged.rows.as_slice());
    let declared = || rows.iter().filter(|row| row.declared);
    let files = declared().flat_map(|row| &row.files);
    let files = files.map(|file| attached_out(file, view.lang)).collect();
    let first: Option<&Evidence> = declared().next();
    DocumentOut {
        criterion: node.code.as_str(),
        verdict: verdict(rows),
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
    }
}
