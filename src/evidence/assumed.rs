//! What would be: figures and documents that nobody stated, taken as given for one score.
//! In come `--assume` and `--attach`, out come changed facts and what was changed; inputs are
//! never touched.

use std::sync::Arc;

use crate::criteria::code::Code as CriterionCode;
use crate::criteria::documents::{Document, Requirement};
use crate::criteria::figures::Figure;
use crate::criteria::model::{CriteriaSet, Node};
use crate::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use crate::evidence::cells::Unit;
use crate::evidence::facts::{Facts, Value};
use crate::evidence::figure_names::{self, NOT_APPLICABLE};
use crate::evidence::load::{Select, Tables, load};
use crate::evidence::reading::Reading;
use crate::evidence::table_files;
use crate::text::lang::{Text, text};
use crate::text::{fold, suggest};

/// What is taken as given, as it is written on the command line.
#[derive(Clone, Debug, Default)]
pub struct Assumptions {
    /// `CODE.FIGURE=VALUE`; the code `*` means the set as a whole.
    pub figures: Vec<String>,
    /// `CODE/DOCUMENT`, the document by id or name.
    pub documents: Vec<String>,
}

/// A fact that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A figure has another value.
    Figure {
        /// The leaf's position in the set's nodes; `None` for a figure of the set.
        leaf: Option<usize>,
        /// The figure.
        id: Arc<str>,
        /// What is stated; `None` where nothing is.
        before: Option<Value>,
        /// What is taken as given.
        after: Value,
    },
    /// A document is in order.
    Document {
        /// The leaf's position.
        leaf: usize,
        /// The document's id.
        id: String,
    },
}

impl Assumptions {
    /// Whether nothing is assumed.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.documents.is_empty()
    }

    /// The facts as they would be, and what was changed, in the order of the flags, figures
    /// first. What cannot be understood is reported: then neither must be used.
    pub fn apply(
        &self,
        set: &CriteriaSet,
        facts: &Facts,
        reading: &Reading,
        problems: &Problems,
    ) -> (Facts, Vec<Change>) {
        let mut assumed = facts.clone();
        let mut changes = Vec::new();
        for written in &self.figures {
            let Some(change) = figure(set, written, &mut assumed, reading, problems) else {
                continue;
            };
            if changes.iter().any(|known| same_figure(known, &change)) {
                let message = text!(
                    "--assume `{written}`: số liệu này đã được giả định ở trên",
                    "--assume `{written}`: this figure is assumed above already"
                );
                let help = text!("giữ một giá trị", "keep one value");
                problems.add(Diagnostic::general(Code::BadValue, message).help(help));
            }
            changes.push(change);
        }
        for written in &self.documents {
            match document(set, written) {
                Ok((leaf, document)) => {
                    let id = document.id.clone();
                    assumed.attach(leaf, id.clone());
                    changes.push(Change::Document { leaf, id });
                }
                Err((message, help)) => {
                    problems.add(Diagnostic::general(Code::BadValue, message).help(help));
                }
            }
        }
        (assumed, changes)
    }
}

/// Whether two changes are of one figure.
fn same_figure(one: &Change, other: &Change) -> bool {
    match (one, other) {
        (
            Change::Figure { leaf, id, .. },
            Change::Figure {
                leaf: other,
                id: name,
                ..
            },
        ) => leaf == other && id == name,
        _ => false,
    }
}

/// Reads a figure as a table of one row, so that the same kinds, ranges, levels and marks of
/// numbers hold as for any other, and puts it in its place.
fn figure(
    set: &CriteriaSet,
    written: &str,
    assumed: &mut Facts,
    reading: &Reading,
    problems: &Problems,
) -> Option<Change> {
    let bad = |message: Text, help: Text| {
        problems.add(Diagnostic::general(Code::BadValue, message).help(help));
    };
    let Some((name, value)) = written.split_once('=') else {
        bad(
            text!(
                "--assume `{written}` thiếu dấu `=`",
                "--assume `{written}` has no `=`"
            ),
            form(),
        );
        return None;
    };
    let Some((code, id)) = split(set, name.trim()) else {
        let codes = set.nodes.iter().map(|node| node.code.as_str());
        let wanted = name.rsplit_once('.').map_or(name, |(code, _)| code);
        let near = suggest::nearest(wanted, codes).map_or_else(form, suggest::did_you_mean);
        let id = &set.id;
        bad(
            text!(
                "--assume `{written}`: bộ tiêu chí {id} không có chỉ tiêu mang mã này",
                "--assume `{written}`: the set {id} has no leaf with this code"
            ),
            near,
        );
        return None;
    };
    if value.trim().is_empty() {
        bad(
            text!(
                "--assume `{written}` thiếu giá trị",
                "--assume `{written}` has no value"
            ),
            form(),
        );
        return None;
    }
    let leaf = CriterionCode::parse(code).and_then(|code| set.node(&code));
    if figure_names::id(set, leaf.map(|(index, _)| index), id).is_none() {
        let node = leaf.map(|(_, node)| node);
        bad(
            text!(
                "--assume `{written}`: {code} không có số liệu `{id}`",
                "--assume `{written}`: {code} has no figure `{id}`"
            ),
            figures_of(set, node),
        );
        return None;
    }
    let own = Problems::default();
    let facts = stated(set, code, id, value.trim(), written, reading, &own);
    let understood = !own.any_error();
    for found in own.into_sorted() {
        problems.add(found);
    }
    let facts = facts.filter(|_| understood)?;
    take_over(&facts, assumed)
}

/// How the flag is written.
fn form() -> Text {
    text!(
        "viết --assume 'MÃ.SỐ_LIỆU=GIÁ_TRỊ', ví dụ --assume '1.1.3.hoan_thanh=7'",
        "write --assume 'CODE.FIGURE=VALUE', such as --assume '1.1.3.hoan_thanh=7'"
    )
}

/// The figures that a leaf (or the set as a whole) has.
fn figures_of(set: &CriteriaSet, node: Option<&Node>) -> Text {
    let declared: Vec<&Figure> = match node.and_then(|node| node.leaf.as_ref()) {
        Some(leaf) => leaf.figures.iter().collect(),
        None => set.common_figures().collect(),
    };
    let mut known: Vec<&str> = declared.iter().map(|figure| figure.id.as_str()).collect();
    if let Some(leaf) = node.and_then(|node| node.leaf.as_ref()) {
        known.extend(leaf.rule.figures());
    }
    known.sort_unstable();
    known.dedup();
    if known.is_empty() {
        return text!(
            "điểm ở đây không dựa vào số liệu nào",
            "the points here rest on no figure"
        );
    }
    let known = known.join(", ");
    text!("các số liệu: {known}", "its figures: {known}")
}

/// The leaf's code (or `*`) and the figure; codes have points, and so may the names of figures.
fn split<'w>(set: &CriteriaSet, name: &'w str) -> Option<(&'w str, &'w str)> {
    let known = |code: &str| {
        code == "*"
            || CriterionCode::parse(code)
                .and_then(|code| set.node(&code))
                .is_some_and(|(_, node)| node.leaf.is_some())
    };
    name.rmatch_indices('.')
        .map(|(at, _)| (&name[..at], &name[at + 1..]))
        .find(|(code, figure)| known(code) && !figure.is_empty())
}

fn stated(
    set: &CriteriaSet,
    code: &str,
    id: &str,
    value: &str,
    written: &str,
    reading: &Reading,
    problems: &Problems,
) -> Option<Facts> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows = [["criterion", "figure", "value"], [code, id, value]];
    for row in rows {
        writer.write_record(row).ok()?;
    }
    let bytes = writer.into_inner().ok()?;
    let (file, _) = SourceFile::new(format!("--assume {written}"), &bytes);
    let reading = Reading {
        numbers: reading.numbers,
        ..Reading::default()
    };
    let table = table_files::of_text(&Arc::new(file), &reading, problems)?;
    let tables = Tables {
        figures: vec![table],
        ..Tables::default()
    };
    let one = Unit::default();
    let units = load(set, &tables, None, &reading, Select::One(&one), problems);
    units.into_iter().next().map(|unit| unit.facts)
}

/// Puts the one figure of `facts` over what is stated.
fn take_over(facts: &Facts, assumed: &mut Facts) -> Option<Change> {
    if let Some((id, stated)) = facts.common.iter().next() {
        let before = assumed.common.get(id).map(|stated| stated.value.clone());
        assumed.common.insert(id.into(), stated.clone());
        return Some(Change::Figure {
            leaf: None,
            id: id.into(),
            before,
            after: stated.value.clone(),
        });
    }
    let (leaf, said) = facts.leaves.iter().next()?;
    let own = assumed.leaves.entry(*leaf).or_default();
    if let Some(reason) = &said.not_applicable {
        let reasoned = |reason: &(String, _)| Value::Text(reason.0.clone());
        let before = own.not_applicable.as_deref().map(reasoned);
        own.not_applicable = Some(reason.clone());
        return Some(Change::Figure {
            leaf: Some(*leaf),
            id: NOT_APPLICABLE.into(),
            before,
            after: reasoned(reason),
        });
    }
    let (id, stated) = said.figures.iter().next()?;
    let before = own.figures.get(id).map(|stated| stated.value.clone());
    own.figures.insert(id.into(), stated.clone());
    Some(Change::Figure {
        leaf: Some(*leaf),
        id: id.into(),
        before,
        after: stated.value.clone(),
    })
}

/// The leaf and the document that `CODE/DOCUMENT` means; else what is wrong with it.
fn document<'s>(
    set: &'s CriteriaSet,
    written: &str,
) -> Result<(usize, &'s Document), (Text, Text)> {
    let Some((code, wanted)) = written.split_once('/') else {
        return Err((
            text!(
                "--attach `{written}` thiếu dấu `/`",
                "--attach `{written}` has no `/`"
            ),
            text!(
                "viết --attach MÃ/TÀI_LIỆU, ví dụ --attach 2.3.1/bao-cao",
                "write --attach CODE/DOCUMENT, such as --attach 2.3.1/bao-cao"
            ),
        ));
    };
    let found = CriterionCode::parse(code.trim()).and_then(|code| set.node(&code));
    let leaf = found.and_then(|(index, node)| Some((index, node, node.leaf.as_ref()?)));
    let Some((index, node, leaf)) = leaf else {
        let codes = set.nodes.iter().map(|node| node.code.as_str());
        let id = &set.id;
        return Err((
            text!(
                "--attach `{written}`: bộ tiêu chí {id} không có chỉ tiêu `{code}`",
                "--attach `{written}`: the set {id} has no leaf `{code}`"
            ),
            suggest::nearest(code, codes).map_or_else(
                || {
                    text!(
                        "xem mã bằng `parindex criteria show`",
                        "see the codes with `parindex criteria show`"
                    )
                },
                suggest::did_you_mean,
            ),
        ));
    };
    let key = fold::key(wanted);
    let is = |id: &str, name: &str| {
        id == wanted.trim() || fold::key(id) == key || fold::key(name) == key
    };
    let all = || {
        leaf.documents
            .iter()
            .flat_map(|of| of.documents.iter().map(move |one| (of, one)))
    };
    // A group is satisfied by its first document as well as by any other.
    let group = |(of, _): &(&Requirement, &Document)| of.one_of && is(&of.id, &of.name);
    let one = |(_, one): &(&Requirement, &Document)| is(&one.id, &one.name);
    match all().find(one).or_else(|| all().find(group)) {
        Some((_, document)) => Ok((index, document)),
        None => Err(unknown_document(node, written, all().map(|(_, one)| one))),
    }
}

fn unknown_document<'s>(
    node: &Node,
    written: &str,
    documents: impl Iterator<Item = &'s Document>,
) -> (Text, Text) {
    let code = &node.code;
    let known: Vec<String> = documents
        .map(|document| format!("{code}/{} ({})", document.id, document.name))
        .collect();
    let message = text!(
        "--attach `{written}`: chỉ tiêu {code} không cần tài liệu này",
        "--attach `{written}`: the leaf {code} needs no such document"
    );
    if known.is_empty() {
        return (
            message,
            text!("{code} không cần tài liệu nào", "{code} needs no document"),
        );
    }
    let known = known.join("; ");
    (
        message,
        text!("các tài liệu của nó: {known}", "its documents: {known}"),
    )
}
