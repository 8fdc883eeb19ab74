//! What attachments say, held against the rows that name them: warnings for people. Of all this
//! only a file that cannot serve costs points, as [`crate::score`] has it.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Content, Heading, Reading};
use crate::criteria::documents::Document;
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::evidence::facts::{Attached, Evidence, Facts};
use crate::evidence::symbol::Symbol;
use crate::text::dates;
use crate::text::lang::{Text, text};

/// Reports what is amiss with the attachments and symbols of one unit.
pub fn compare(set: &CriteriaSet, facts: &Facts, problems: &Problems) {
    let mut seen = Seen::default();
    for (index, leaf_facts) in &facts.leaves {
        let Some(leaf) = set.nodes[*index].leaf.as_ref() else {
            continue;
        };
        for (id, rows) in &leaf_facts.evidence {
            let Some(document) = leaf.accepted().find(|document| document.id == *id) else {
                continue;
            };
            for row in rows.iter().filter(|row| row.declared) {
                compare_row(document, row, problems);
                for file in &row.files {
                    if let Some(content) = &file.content {
                        compare_file(set, document, row, file, content, problems);
                        seen.add(document, row, file, content, problems);
                    }
                }
            }
        }
    }
    seen.report(problems);
}

fn compare_row(document: &Document, row: &Evidence, problems: &Problems) {
    let symbols = row.number.as_deref().map(Symbol::all).unwrap_or_default();
    let Some(issued) = row.issued else { return };
    for symbol in symbols.iter().filter(|symbol| !symbol.fits_date(issued)) {
        let (name, issued) = (&document.name, dates::short(issued));
        problems.add(
            Diagnostic::at(
                Code::SymbolYear,
                row.place.clone(),
                text!(
                    "số ký hiệu `{symbol}` của «{name}» mang năm khác ngày ban hành {issued}",
                    "the symbol `{symbol}` of «{name}» has another year than its date of issue {issued}"
                ),
            )
            .help(text!("xem lại số ký hiệu và ngày trên văn bản", "check symbol and date on the document")),
        );
    }
}

fn compare_file(
    set: &CriteriaSet,
    document: &Document,
    row: &Evidence,
    file: &Attached,
    content: &Content,
    problems: &Problems,
) {
    let path = &file.path;
    let report = |code, message: Text, help: Option<Text>| {
        problems.add(Diagnostic::at(code, row.place.clone(), message).help(help));
    };
    if let Some(fault) = &content.fault {
        let message = Text::each(|lang| format!("{path}: {}", fault.text().get(lang)));
        return report(Code::UnusableFile, message, None);
    }
    let extension = path
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_lowercase());
    let wanted = extension.is_some_and(|extension| document.formats.contains(&extension));
    if let Some(archive) = content.archive.filter(|_| !wanted) {
        let message = Text::each(|lang| format!("{path}: {}", archive.text().get(lang)));
        report(Code::ArchiveAttached, message, None);
    }
    if let Reading::Text(heading) = &content.reading {
        compare_symbol(document, row, path, heading, &report);
        compare_date(set, row, path, heading, &report);
    }
}

type Report<'r> = &'r dyn Fn(Code, Text, Option<Text>);

fn compare_symbol(
    document: &Document,
    row: &Evidence,
    path: &str,
    heading: &Heading,
    report: Report<'_>,
) {
    let Some(inside) = heading.symbol.as_deref().and_then(Symbol::parse) else {
        return;
    };
    let written = row.number.as_deref().unwrap_or_default();
    let stated = Symbol::all(written);
    let help = text!(
        "mở tệp xem: sửa số ký hiệu ở dòng này, hoặc đính kèm đúng văn bản",
        "open the file: mend the symbol in this row, or attach the right document"
    );
    if !stated.is_empty() && !stated.iter().any(|symbol| symbol.same_as(&inside)) {
        let message = text!(
            "{path}: trong tệp là `{inside}`, dòng này ghi `{written}`",
            "{path}: the file says `{inside}`, this row `{written}`"
        );
        return report(Code::SymbolDiffers, message, Some(help));
    }
    let required = &document.types;
    let kind = inside.kind.unwrap_or_default();
    let fits = crate::evidence::symbol::has_type(&inside.to_string(), required);
    if stated.is_empty() && !required.is_empty() && !kind.is_empty() && !fits {
        let wanted = required.join(", ");
        let message = text!(
            "{path}: trong tệp là `{inside}`, tài liệu này phải thuộc loại {wanted}",
            "{path}: the file says `{inside}`, this document must be of type {wanted}"
        );
        report(Code::SymbolDiffers, message, Some(help));
    }
}

fn compare_date(
    set: &CriteriaSet,
    row: &Evidence,
    path: &str,
    heading: &Heading,
    report: Report<'_>,
) {
    let Some(inside) = heading.issued else { return };
    let shown = dates::short(inside);
    match row.issued {
        Some(stated) if stated != inside => {
            let stated = dates::short(stated);
            let message = text!(
                "{path}: trong tệp ghi ngày {shown}, dòng này ghi {stated}",
                "{path}: the file is dated {shown}, this row says {stated}"
            );
            let help = text!(
                "mở tệp xem: sửa ngày ở dòng này, hoặc đính kèm đúng văn bản",
                "open the file: mend the date in this row, or attach the right document"
            );
            report(Code::DateDiffers, message, Some(help));
        }
        None if inside < set.period.0 => {
            let from = dates::short(set.period.0);
            let message = text!(
                "{path}: văn bản trong tệp ban hành {shown}, trước kỳ đánh giá (từ {from})",
                "{path}: the document in the file was issued {shown}, before the period (from {from})"
            );
            let help = text!(
                "xem lại tệp: có thể là văn bản của kỳ trước",
                "check the file: it may be the document of an earlier period"
            );
            report(Code::DateOutsidePeriod, message, Some(help));
        }
        _ => {}
    }
}

/// What is looked at over all files.
#[derive(Default)]
struct Seen<'f> {
    /// For each content the documents it was attached for, each with its first path.
    by_content: BTreeMap<&'f str, BTreeMap<&'f str, &'f str>>,
    for_people: BTreeSet<&'f str>,
}

impl<'f> Seen<'f> {
    fn add(
        &mut self,
        document: &'f Document,
        row: &Evidence,
        file: &'f Attached,
        content: &'f Content,
        problems: &Problems,
    ) {
        if matches!(content.reading, Reading::Scan | Reading::NotTried) && content.fault.is_none() {
            self.for_people.insert(&file.path);
        }
        let known = self.by_content.entry(&content.sha256).or_default();
        // One file that serves several documents is plain to see; a copy under another name is not.
        let other = known
            .iter()
            .find(|(id, path)| **id != document.id && **path != file.path);
        if let Some((_, first)) = other
            && !known.contains_key(document.id.as_str())
            && content.fault.is_none()
        {
            let (path, name) = (&file.path, &document.name);
            let message = text!(
                "tệp `{path}` khai cho «{name}» có cùng nội dung với `{first}`, khai cho một tài liệu khác",
                "the file `{path}` declared for «{name}» has the same content as `{first}`, declared for another document"
            );
            let help = text!(
                "mỗi tài liệu cần đúng tệp của nó; nếu một văn bản chứng minh cả hai thì không phải sửa",
                "each document needs its own file; where one proves both, nothing is to be done"
            );
            problems.add(Diagnostic::at(Code::SameContent, row.place.clone(), message).help(help));
        }
        known.entry(&document.id).or_insert(&file.path);
    }

    fn report(self, problems: &Problems) {
        if self.for_people.is_empty() {
            return;
        }
        let count = self.for_people.len();
        let first: Vec<&str> = self.for_people.into_iter().take(5).collect();
        let more = if count > first.len() { ", …" } else { "" };
        let first = first.join(", ");
        problems.add(
            Diagnostic::general(
                Code::NeedsALook,
                text!(
                    "{count} tệp không đọc được nội dung (bản quét hoặc phông không có bảng mã), cần người xem: {first}{more}",
                    "{count} files whose text cannot be read (scans, or fonts without a character map), a person must look: {first}{more}"
                ),
            )
            .help(text!(
                "điểm không đổi; số ký hiệu và ngày trong các tệp này chưa được đối chiếu",
                "no points change; symbols and dates in these files were not compared"
            )),
        );
    }
}
