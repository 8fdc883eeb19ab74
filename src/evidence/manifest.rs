//! The manifest `parindex.yaml`: which set, which tables, who signs.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Code, Problems, SourceFile};
use crate::evidence::cells::Unit;
use crate::evidence::reading::{OwnHeaders, Reading};
use crate::evidence::register::definitions::Mapping;
use crate::evidence::register::mapping::mapping;
use crate::text::dates;
use crate::text::encoding::Encoding;
use crate::text::lang::text;
use crate::text::numbers::Style;
use crate::yaml::{self, Map, Node, Reader};

/// The name of the manifest in a submission's folder.
pub const FILE_NAME: &str = "parindex.yaml";

/// What a manifest says; everything in it is optional.
#[derive(Debug, Default)]
pub struct Manifest {
    /// The unit.
    pub unit: Unit,
    /// The year that is assessed.
    pub year: Option<i16>,
    /// Id of a shipped set, or path of a set.
    pub criteria: Option<String>,
    /// The tables and the attachments folder.
    pub paths: Paths,
    /// How tables are read.
    pub reading: Reading,
    /// What is written in columns of registers, and what it means.
    pub values: Mapping,
    /// Role of the set to person.
    pub owners: BTreeMap<String, String>,
    /// The last day to supplement, over the set's.
    pub supplement_by: Option<Date>,
    /// What documents carry around their content.
    pub letter: Letter,
}

/// Paths as written, globs included.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// Evidence tables.
    pub evidence: Vec<String>,
    /// Tables of figures.
    pub figures: Vec<String>,
    /// The attachments folder.
    pub attachments: Option<String>,
    /// Claims tables.
    pub claims: Vec<String>,
    /// Appraisal tables.
    pub appraisals: Vec<String>,
    /// Tables of published points.
    pub published: Vec<String>,
    /// Dossier registers.
    pub register: Vec<String>,
    /// Survey sheets.
    pub survey: Vec<String>,
}

/// Heading, signature and recipients of documents. What is absent stays a visible blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// The issuing body.
    pub body: Option<String>,
    /// Where it is issued.
    pub place: Option<String>,
    /// On whose behalf it is signed.
    pub signer_for: Option<String>,
    /// The signer's title.
    pub signer_title: Option<String>,
    /// The signer's name.
    pub signer_name: Option<String>,
    /// What the document rests on.
    pub grounds: Vec<String>,
    /// Who receives it.
    pub recipients: Vec<String>,
}

impl Manifest {
    /// Reads a manifest; what is wrong is reported.
    pub fn read(file: &Arc<SourceFile>, problems: &Problems) -> Option<Self> {
        let root = yaml::parse(file, problems)?;
        if root.is_nothing() {
            return Some(Self::default());
        }
        let reader = Reader::new(Arc::clone(file), problems);
        let mut map = reader.map(&root)?;
        let manifest = Self {
            unit: unit(map.get("unit"), &reader),
            year: map.get("year").and_then(|node| {
                reader
                    .whole(node, 1990..=2999)
                    .and_then(|year| i16::try_from(year).ok())
            }),
            criteria: map.get("criteria").and_then(|node| reader.text(node)),
            paths: Paths {
                evidence: texts(&mut map, "evidence", &reader),
                figures: texts(&mut map, "figures", &reader),
                attachments: map.get("attachments").and_then(|node| reader.text(node)),
                claims: texts(&mut map, "claims", &reader),
                appraisals: texts(&mut map, "appraisals", &reader),
                published: texts(&mut map, "published", &reader),
                register: texts(&mut map, "register", &reader),
                survey: texts(&mut map, "survey", &reader),
            },
            reading: reading(&mut map, &reader),
            values: mapping(None, map.get("values"), &reader),
            owners: owners(map.get("owners"), &reader),
            supplement_by: supplement_by(map.get("deadlines"), &reader),
            letter: letter(map.get("letter"), &reader),
        };
        map.finish(&reader);
        Some(manifest)
    }
}

fn texts(map: &mut Map<'_>, key: &'static str, reader: &Reader<'_>) -> Vec<String> {
    let items = map
        .get(key)
        .and_then(|node| reader.one_or_many(node))
        .unwrap_or_default();
    items.iter().filter_map(|item| reader.text(item)).collect()
}

fn reading(map: &mut Map<'_>, reader: &Reader<'_>) -> Reading {
    let numbers = map.get("numbers").and_then(|node| {
        let choices = [("vi", Style::Comma), ("en", Style::Point)];
        reader.choice(node, &choices)
    });
    let encoding = map.get("encoding").and_then(|node| {
        let choices = Encoding::ALL.map(|encoding| (encoding.id(), encoding));
        reader.choice(node, &choices)
    });
    Reading {
        encoding,
        numbers,
        columns: map
            .get("columns")
            .map(|node| columns(node, reader))
            .unwrap_or_default(),
        leaf: None,
    }
}

/// Reads a file that maps an office's own headers; what is wrong is reported.
pub fn own_headers(file: &Arc<SourceFile>, problems: &Problems) -> Option<OwnHeaders> {
    let root = yaml::parse(file, problems)?;
    let reader = Reader::new(Arc::clone(file), problems);
    Some(columns(&root, &reader))
}

/// An office's own headers: each with the header or figure it stands for.
fn columns(node: &Node, reader: &Reader<'_>) -> OwnHeaders {
    let mut own = OwnHeaders::default();
    for (header, _, value) in reader.map(node).iter().flat_map(Map::keys) {
        if let Some(name) = reader.text(value) {
            own.add(header, &name);
        }
    }
    own
}

fn unit(node: Option<&Node>, reader: &Reader<'_>) -> Unit {
    let Some(node) = node else {
        return Unit::default();
    };
    if node.scalar().is_some() {
        return Unit {
            code: reader.text(node),
            name: None,
        };
    }
    let Some(mut map) = reader.map(node) else {
        return Unit::default();
    };
    let unit = Unit {
        code: map.get("code").and_then(|node| reader.text(node)),
        name: map.get("name").and_then(|node| reader.text(node)),
    };
    map.finish(reader);
    unit
}

fn owners(node: Option<&Node>, reader: &Reader<'_>) -> BTreeMap<String, String> {
    let Some(map) = node.and_then(|node| reader.map(node)) else {
        return BTreeMap::new();
    };
    map.keys()
        .filter(|(_, _, value)| !value.is_nothing())
        .filter_map(|(role, _, value)| Some((crate::text::fold::tidy(role), reader.text(value)?)))
        .collect()
}

fn supplement_by(node: Option<&Node>, reader: &Reader<'_>) -> Option<Date> {
    let mut map = node.and_then(|node| reader.map(node))?;
    map.get("submit").and_then(|node| day(node, reader));
    let supplement = map.get("supplement").and_then(|node| day(node, reader));
    map.finish(reader);
    supplement
}

/// A day of the calendar: a manifest is for one year, so nothing stands for it.
fn day(node: &Node, reader: &Reader<'_>) -> Option<Date> {
    let found = node.scalar().unwrap_or_default();
    let date = dates::read(found);
    if date.is_none() {
        reader.report(
            Code::BadDate,
            node,
            text!("`{found}` không phải một ngày", "`{found}` is no date"),
            text!("viết như 2024-01-15", "write 2024-01-15"),
        );
    }
    date
}

fn letter(node: Option<&Node>, reader: &Reader<'_>) -> Letter {
    let Some(mut map) = node.and_then(|node| reader.map(node)) else {
        return Letter::default();
    };
    let mut letter = Letter {
        body: map.get("body").and_then(|node| reader.text(node)),
        place: map.get("place").and_then(|node| reader.text(node)),
        grounds: texts(&mut map, "grounds", reader),
        recipients: texts(&mut map, "recipients", reader),
        ..Letter::default()
    };
    if let Some(mut signer) = map.get("signer").and_then(|node| reader.map(node)) {
        letter.signer_for = signer.get("for").and_then(|node| reader.text(node));
        letter.signer_title = signer.get("title").and_then(|node| reader.text(node));
        letter.signer_name = signer.get("name").and_then(|node| reader.text(node));
        signer.finish(reader);
    }
    map.finish(reader);
    letter
}
