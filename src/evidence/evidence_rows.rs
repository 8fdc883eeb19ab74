//! Evidence tables: rows that declare documents and explanations.

use std::sync::Arc;

use crate::criteria::documents::{Document, Issued, Requirement};
use crate::criteria::model::Leaf;
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence::appraisals::FIRST;
use crate::evidence::attachments::Lookup;
use crate::evidence::cells;
use crate::evidence::columns::{Column, Columns};
use crate::evidence::facts::{Attached, Evidence, Found};
use crate::evidence::file_fault;
use crate::evidence::load::Loader;
use crate::evidence::rounds;
use crate::evidence::symbol;
use crate::evidence::targets::Target;
use crate::tables::table::{Row, Table};
use crate::text::lang::text;
use crate::text::{dates, fold, numbers, suggest};

pub(crate) const USED: [Column; 13] = [
    Column::Document,
    Column::Number,
    Column::Issued,
    Column::Title,
    Column::File,
    Column::Link,
    Column::Section,
    Column::Page,
    Column::Explanation,
    Column::Round,
    Column::Unit,
    Column::UnitName,
    Column::Source,
];

/// What a row's `document` cell leads to.
enum Choice<'s> {
    One(&'s Document),
    None,
    Several,
    Unknown,
}

pub(super) fn read(loader: &mut Loader<'_>, table: &Table) {
    let Some(columns) = Columns::find(table, &USED, loader) else {
        return;
    };
    columns.report_others(table, loader.problems);
    for row in &table.rows {
        let Some(unit) = loader.unit_of(table, &columns, row) else {
            take_files(loader, &columns, row);
            continue;
        };
        read_row(loader, table, &columns, row, &unit);
    }
}

/// Takes the files of a row about another unit: they are not left over.
fn take_files(loader: &Loader<'_>, columns: &Columns, row: &Row) {
    if let (Some(attachments), Some(index)) = (loader.attachments, columns.at(Column::File)) {
        for part in cells::list(row.cell(index), &[';', '\n']) {
            attachments.find(part);
        }
    }
}

fn read_row(loader: &mut Loader<'_>, table: &Table, columns: &Columns, row: &Row, unit: &Arc<str>) {
    // A dash or dots say that nothing is stated, as a blank does.
    let cell = |column| {
        let text = columns.cell(row, column);
        if numbers::is_blank(text) { "" } else { text }
    };
    let filled = |column| {
        Some(cell(column))
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let explanation = filled(Column::Explanation);
    let issued = columns.at(Column::Issued).and_then(|index| {
        let text = cell(Column::Issued);
        let place = table.cell_place(row, index);
        (!text.is_empty()).then(|| cells::date_cell(row.get(index), place, loader.problems))?
    });
    let round = rounds::of_row(table, columns, row, loader.problems);
    let evidence = Evidence {
        round: round.unwrap_or(FIRST),
        verdict: None,
        awaits: false,
        number: filled(Column::Number),
        issued,
        title: filled(Column::Title),
        files: Vec::new(),
        link: filled(Column::Link),
        section: filled(Column::Section),
        page: filled(Column::Page),
        declared: [Column::Number, Column::Title, Column::File, Column::Link]
            .iter()
            .any(|column| !cell(*column).is_empty()),
        place: table.row_place(row),
    };
    let targets = loader.targets(table, columns, row);
    let files = declared_files(loader, table, columns, row, &targets);
    for target in targets.iter() {
        let set = loader.set;
        let (index, node, leaf) = match *target {
            Target::Leaf(index) => match &set.nodes[index].leaf {
                Some(leaf) => (index, &set.nodes[index], leaf),
                None => continue,
            },
            Target::Inner(index) => {
                let code = &set.nodes[index].code;
                loader.unused_row(
                    table,
                    row,
                    text!(
                        "{code} là mục có mục con; minh chứng phải ghi cho từng chỉ tiêu bên dưới",
                        "{code} has parts; evidence belongs to the leaves below it"
                    ),
                );
                continue;
            }
            Target::Common => {
                loader.unused_row(
                    table,
                    row,
                    text!(
                        "minh chứng phải ghi cho một chỉ tiêu, không phải `*`",
                        "evidence belongs to a leaf, not to `*`"
                    ),
                );
                continue;
            }
        };
        if let Some(explanation) = &explanation {
            loader
                .leaf(unit, index)
                .explain(explanation, evidence.round, evidence.place.clone());
        }
        let code = &node.code;
        let written = cell(Column::Document);
        let document = match choose(leaf, written, evidence.number.as_deref()) {
            Choice::One(document) => document,
            Choice::None if !evidence.declared => continue,
            Choice::None => {
                loader.unused_row(
                    table,
                    row,
                    text!(
                        "chỉ tiêu {code} không yêu cầu tài liệu nào",
                        "the leaf {code} requires no document"
                    ),
                );
                continue;
            }
            Choice::Several if written.is_empty() && !evidence.declared => continue,
            Choice::Several => {
                let ids = document_ids(leaf).collect::<Vec<_>>().join(", ");
                loader.problems.add(
                    Diagnostic::at(
                        Code::AmbiguousDocument,
                        evidence.place.clone(),
                        text!(
                            "dòng này có thể là tài liệu bất kỳ của {code} nên không được tính",
                            "the row could serve any document of {code}, so it is not counted"
                        ),
                    )
                    .help(text!(
                        "ghi một trong: {ids} vào cột `tai_lieu`",
                        "write one of {ids} into the column `document`"
                    )),
                );
                continue;
            }
            Choice::Unknown => {
                let place = columns.at(Column::Document).map_or_else(
                    || evidence.place.clone(),
                    |index| table.cell_place(row, index),
                );
                loader.problems.add(
                    Diagnostic::at(
                        Code::UnknownRequirement,
                        place,
                        text!(
                            "chỉ tiêu {code} không yêu cầu tài liệu `{written}`; dòng này không được tính",
                            "the leaf {code} requires no document `{written}`; the row is not counted"
                        ),
                    )
                    .help(suggest::advice(written, document_ids(leaf).collect::<Vec<_>>())),
                );
                continue;
            }
        };
        let dated = leaf.rule.dated_documents();
        let judged_by_steps = leaf.documents.iter().any(|r| {
            dated.contains(r.id.as_str()) && r.documents.iter().any(|d| d.id == document.id)
        });
        if document.issued == Issued::Silent || (judged_by_steps && document.issued != Issued::Any)
        {
            warn_outside_period(loader, table, columns, row, &evidence);
        }
        let mut evidence = evidence.clone();
        evidence.files.clone_from(&files);
        if evidence.declared && files.is_empty() && evidence.link.is_none() {
            evidence.files = files_of_folders(loader, index, &targets, &document.id);
            if evidence.files.is_empty() {
                suggest_by_symbol(loader, &evidence);
            }
        }
        let id = document.id.clone();
        loader
            .leaf(unit, index)
            .evidence
            .entry(id)
            .or_default()
            .push(evidence);
    }
}

/// The files of the leaf's folder; where it has none, those of the folder of another leaf
/// that the same row serves.
fn files_of_folders(
    loader: &Loader<'_>,
    leaf: usize,
    targets: &[Target],
    document: &str,
) -> Vec<Attached> {
    let Some(attachments) = loader.attachments else {
        return Vec::new();
    };
    let others = targets.iter().filter_map(|target| match target {
        Target::Leaf(index) => Some(*index),
        _ => None,
    });
    std::iter::once(leaf)
        .chain(others)
        .map(|index| attachments.of_leaf(loader.set.nodes[index].code.as_str(), document))
        .find(|files| !files.is_empty())
        .unwrap_or_default()
}

/// Names the files that bear the symbol of a row which names none.
fn suggest_by_symbol(loader: &Loader<'_>, evidence: &Evidence) {
    let number = evidence.number.as_deref().unwrap_or_default();
    let symbol = symbol::Symbol::parse(number);
    let files = loader.attachments.zip(symbol.as_ref());
    let files = files.map(|(attachments, symbol)| attachments.near().of_symbol(symbol));
    let files = files.unwrap_or_default().join(", ");
    if files.is_empty() {
        return;
    }
    let message = text!(
        "dòng này không ghi tệp nào; có phải ý bạn là {files}?",
        "this row names no file; did you mean {files}?"
    );
    let help = text!(
        "ghi tên tệp vào cột `tep`, hoặc chuyển tệp vào thư mục của chỉ tiêu",
        "write its name into the column `file`, or move it into the leaf's folder"
    );
    let found = Diagnostic::at(Code::FileNotFound, evidence.place.clone(), message);
    loader.problems.add(found.help(help));
}

fn document_ids(leaf: &Leaf) -> impl Iterator<Item = &str> {
    leaf.accepted().map(|document| document.id.as_str())
}

/// The document of a leaf that a row serves: the one it names by id or name; where it names
/// none or a group, the only one there is or the only one of the symbol's type.
fn choose<'s>(leaf: &'s Leaf, written: &str, number: Option<&str>) -> Choice<'s> {
    let all = || leaf.accepted();
    let key = fold::key(written);
    if !written.is_empty() {
        if let Some(document) = all().find(|document| document.id == written) {
            return Choice::One(document);
        }
        let named: Vec<&Document> = all()
            .filter(|d| fold::key(&d.name) == key || fold::key(&d.id) == key)
            .collect();
        if let [only] = named.as_slice() {
            return Choice::One(only);
        }
        if named.len() > 1 {
            return Choice::Several;
        }
    }
    let group = |requirement: &&Requirement| {
        requirement.one_of
            && (requirement.id == written
                || fold::key(&requirement.name) == key
                || fold::key(&requirement.id) == key)
    };
    let candidates: Vec<&Document> = if written.is_empty() {
        all().collect()
    } else {
        match leaf.documents.iter().find(group) {
            Some(requirement) => requirement.documents.iter().collect(),
            None => return Choice::Unknown,
        }
    };
    match candidates.as_slice() {
        [] => Choice::None,
        [only] => Choice::One(only),
        several => {
            let fits = |document: &&&Document| {
                number.is_some_and(|number| symbol::has_type(number, &document.types))
            };
            let fitting: Vec<&&Document> = several.iter().filter(fits).collect();
            match fitting.as_slice() {
                [only] => Choice::One(only),
                _ => Choice::Several,
            }
        }
    }
}

/// The document of a leaf that a `document` cell means by itself, without a number to help.
pub fn document<'s>(leaf: &'s Leaf, written: &str) -> Option<&'s Document> {
    match choose(leaf, written, None) {
        Choice::One(document) => Some(document),
        _ => None,
    }
}

/// The files that the `file` cell names.
fn declared_files(
    loader: &Loader<'_>,
    table: &Table,
    columns: &Columns,
    row: &Row,
    targets: &[Target],
) -> Vec<Attached> {
    let Some(index) = columns.at(Column::File) else {
        return Vec::new();
    };
    let leaf = targets.iter().find_map(|target| match target {
        Target::Leaf(index) => Some(loader.set.nodes[*index].code.as_str()),
        _ => None,
    });
    let mut files = Vec::new();
    for part in cells::list(row.cell(index), &[';', '\n']).filter(|part| !numbers::is_blank(part)) {
        let Some(attachments) = loader.attachments else {
            files.push(Attached {
                path: fold::nfc(part).replace('\\', "/"),
                found: Found::NotChecked,
                content: None,
            });
            continue;
        };
        let found = attachments.find(part);
        if let Some((code, message, help)) = file_fault::of(&found, part, attachments, leaf) {
            let place = table.cell_place(row, index);
            loader
                .problems
                .add(Diagnostic::at(code, place, message).help(help));
        }
        files.push(match found {
            Lookup::One(file) => file,
            _ => Attached {
                path: part.to_owned(),
                found: Found::Absent,
                content: None,
            },
        });
    }
    files
}

/// A date outside the period that costs nothing (the set is silent on it, or the steps of a
/// deadline judge it) is warned about.
fn warn_outside_period(
    loader: &Loader<'_>,
    table: &Table,
    columns: &Columns,
    row: &Row,
    evidence: &Evidence,
) {
    let (from, to) = loader.set.period;
    let outside = evidence.issued.filter(|date| *date < from || *date > to);
    let (Some(issued), Some(index)) = (outside, columns.at(Column::Issued)) else {
        return;
    };
    let (issued, from, to) = (dates::short(issued), dates::short(from), dates::short(to));
    loader.problems.add(
        Diagnostic::at(
            Code::DateOutsidePeriod,
            table.cell_place(row, index),
            text!(
                "ngày ban hành {issued} ngoài kỳ đánh giá {from} – {to}",
                "issued {issued}, outside the period {from} – {to}"
            ),
        )
        .help(text!(
            "xem lại ngày; ngày này không làm mất điểm, nhưng người thẩm định sẽ hỏi",
            "check the date; it costs no points, but an appraiser will ask"
        )),
    );
}
