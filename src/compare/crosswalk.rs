//! A crosswalk: how the leaves of an older set go into those of a newer one, and which units
//! were merged into which. YAML, schema `parindex/crosswalk/v1`:
//!
//! ```yaml
//! schema: parindex/crosswalk/v1
//! from: an-giang-xa-2023
//! to: khung-cap-xa-2025
//! leaves:
//!   - { old: 1.1.3, new: 1.1.2 }
//!   - { old: [1.2.1, 1.2.2], new: "1.2" }     # together; a node stands for all leaves below
//!   - old: 1.4.2                              # old facts can be scored by the new rule:
//!     new: "1.4"                              # what figures and documents are called there
//!     figures: { hinh_thuc: hinh_thuc }
//!     documents: { hinh-anh: hinh-anh-tuyen-truyen }
//! units:
//!   - { new: xa-moi, old: [xa-a, xa-b] }      # each counts alike
//!   - { new: xa-khac, old: [xa-c, xa-d], weights: [2, 1] }
//! ```
//!
//! Leaves that no row names were dropped, or are new.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::criteria::code::Code as CriterionCode;
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Code, Problems, SourceFile};
use crate::evidence::figure_names::RESERVED;
use crate::points::Exact;
use crate::text::lang::text;
use crate::text::suggest;
use crate::yaml::{self, Map, Node, Reader};

/// The schema that crosswalks declare.
pub const SCHEMA: &str = "parindex/crosswalk/v1";

/// How two sets, and the units of two years, go together.
#[derive(Debug, Default)]
pub struct Crosswalk {
    /// Leaves that go together.
    pub leaves: Vec<Mapping>,
    /// Units that were merged.
    pub units: Vec<Merger>,
}

/// Leaves of both sets that go together, by their positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// Of the older set.
    pub old: Vec<usize>,
    /// Of the newer.
    pub new: Vec<usize>,
    /// Of one leaf that became one other: how the facts of the older are those of the newer,
    /// where they are.
    pub facts: Option<SameFacts>,
}

/// How the facts of an older leaf are those of a newer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SameFacts {
    /// Ids of figures, old to new.
    pub figures: BTreeMap<String, String>,
    /// Ids of documents, old to new.
    pub documents: BTreeMap<String, String>,
}

/// A unit and those it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merger {
    /// The code of the unit.
    pub new: String,
    /// The codes of those it was made of, with what each counts; above 0.
    pub old: Vec<(String, Exact)>,
}

impl Crosswalk {
    /// Reads a crosswalk between two sets; what is wrong is reported.
    pub fn read(
        file: &Arc<SourceFile>,
        from: &CriteriaSet,
        to: &CriteriaSet,
        problems: &Problems,
    ) -> Option<Self> {
        let root = yaml::parse(file, problems)?;
        let reader = Reader::new(Arc::clone(file), problems);
        let mut map = reader.map(&root)?;
        if let Some(node) = map.need("schema", &reader) {
            reader.choice(node, &[(SCHEMA, ())]);
        }
        for (key, set) in [("from", from), ("to", to)] {
            if let Some(node) = map.need(key, &reader) {
                is_of(node, set, &reader);
            }
        }
        let leaves = map.need("leaves", &reader);
        let mut seen = [BTreeSet::new(), BTreeSet::new()];
        let rows = leaves
            .and_then(|node| reader.list(node))
            .unwrap_or_default();
        let leaves = rows.iter().filter_map(|row| {
            let mut map = reader.map(row)?;
            let [seen_old, seen_new] = &mut seen;
            let old = leaves_of(&mut map, "old", from, seen_old, &reader);
            let new = leaves_of(&mut map, "new", to, seen_new, &reader);
            let facts = same_facts(&mut map, row, (from, &old), (to, &new), &reader);
            map.finish(&reader);
            Some(Mapping { old, new, facts })
        });
        let leaves = leaves.collect();
        let units = map.get("units").and_then(|node| reader.list(node));
        let mut seen = BTreeSet::new();
        let units = units.unwrap_or_default().iter();
        let units = units.filter_map(|row| merger(row, &mut seen, &reader));
        let read = Self {
            leaves,
            units: units.collect(),
        };
        map.finish(&reader);
        Some(read)
    }

    /// What a unit was made of: itself where nothing else is said.
    pub fn parents(&self, unit: &str) -> Vec<(String, Exact)> {
        let merger = self.units.iter().find(|merger| merger.new == unit);
        merger.map_or_else(
            || vec![(unit.to_owned(), Exact::one())],
            |merger| merger.old.clone(),
        )
    }
}

/// What figures and documents of the older leaf are called in the newer one.
fn same_facts(
    map: &mut Map<'_>,
    row: &Node,
    (from, old): (&CriteriaSet, &[usize]),
    (to, new): (&CriteriaSet, &[usize]),
    reader: &Reader<'_>,
) -> Option<SameFacts> {
    let (figures, documents) = (map.get("figures"), map.get("documents"));
    if figures.is_none() && documents.is_none() {
        return None;
    }
    let ([old], [new]) = (old, new) else {
        reader.report(
            Code::BadValue,
            row,
            text!(
                "`figures`, `documents` chỉ dùng khi một chỉ tiêu thành một chỉ tiêu",
                "`figures` and `documents` go with one leaf that became one other"
            ),
            None,
        );
        return None;
    };
    let names = |node: Option<&Node>, known: fn(&CriteriaSet, usize, &str) -> bool| {
        let map = node.and_then(|node| reader.map(node));
        let mut names = BTreeMap::new();
        for (then, key, value) in map.iter().flat_map(Map::keys) {
            let Some(now) = reader.text(value) else {
                continue;
            };
            for (set, leaf, name, node) in [(from, *old, then, key), (to, *new, &*now, value)] {
                if !known(set, leaf, name) {
                    let (id, code) = (&set.id, &set.nodes[leaf].code);
                    reader.report(
                        Code::BadValue,
                        node,
                        text!(
                            "chỉ tiêu {code} của bộ {id} không có `{name}`",
                            "the leaf {code} of the set {id} has no `{name}`"
                        ),
                        None,
                    );
                }
            }
            names.insert(then.to_owned(), now);
        }
        names
    };
    Some(SameFacts {
        figures: names(figures, has_figure),
        documents: names(documents, has_document),
    })
}

fn has_figure(set: &CriteriaSet, leaf: usize, id: &str) -> bool {
    let leaf = set.nodes[leaf].leaf.as_ref();
    RESERVED.contains(&id) || leaf.is_some_and(|leaf| set.figure(leaf, id).is_some())
}

fn has_document(set: &CriteriaSet, leaf: usize, id: &str) -> bool {
    let leaf = set.nodes[leaf].leaf.as_ref();
    leaf.is_some_and(|leaf| leaf.accepted().any(|document| document.id == id))
}

fn is_of(node: &Node, set: &CriteriaSet, reader: &Reader<'_>) {
    let Some(id) = reader.text(node) else { return };
    if id != set.id {
        let own = &set.id;
        reader.report(
            Code::BadValue,
            node,
            text!(
                "bảng chuyển đổi ghi bộ `{id}`, kết quả theo bộ `{own}`",
                "the crosswalk names the set `{id}`, the result is by `{own}`"
            ),
            text!(
                "dùng bảng chuyển đổi của hai bộ này, kết quả cũ đứng trước",
                "use the crosswalk of these sets, the older result first"
            ),
        );
    }
}

/// The leaves that a row names: each one of the set, and no other row's.
fn leaves_of(
    map: &mut Map<'_>,
    key: &'static str,
    set: &CriteriaSet,
    seen: &mut BTreeSet<usize>,
    reader: &Reader<'_>,
) -> Vec<usize> {
    let named = map
        .need(key, reader)
        .and_then(|node| reader.one_or_many(node));
    let mut leaves = Vec::new();
    for node in named.unwrap_or_default() {
        let Some(said) = reader.text(node) else {
            continue;
        };
        let known = CriterionCode::parse(&said).and_then(|code| Some(set.node(&code)?.0));
        let Some(above) = known else {
            let id = &set.id;
            let codes = set.nodes.iter().map(|node| node.code.as_str());
            reader.report(
                Code::BadValue,
                node,
                text!(
                    "bộ {id} không có mã `{said}`",
                    "the set {id} has no code `{said}`"
                ),
                suggest::nearest(&said, codes).map(suggest::did_you_mean),
            );
            continue;
        };
        let below = set.leaves().map(|(index, ..)| index);
        for leaf in below.filter(|leaf| set.is_below(*leaf, above)) {
            if seen.insert(leaf) {
                leaves.push(leaf);
            } else {
                let code = &set.nodes[leaf].code;
                reader.report(
                    Code::DuplicateCode,
                    node,
                    text!("mã `{code}` đã ở một dòng khác", "`{code}` stands in another row already"),
                    text!(
                        "mỗi chỉ tiêu chỉ ở một dòng; nhiều chỉ tiêu gộp lại thì ghi chung một dòng",
                        "a leaf stands in one row; leaves that go together share one"
                    ),
                );
            }
        }
    }
    leaves
}

fn merger(row: &Node, seen: &mut BTreeSet<String>, reader: &Reader<'_>) -> Option<Merger> {
    let mut map = reader.map(row)?;
    let new = map.need("new", reader).and_then(|node| reader.text(node));
    let old = map
        .need("old", reader)
        .and_then(|node| reader.one_or_many(node));
    let weights = map.get("weights");
    map.finish(reader);
    let (new, old) = (new?, old?);
    let names: Vec<String> = old.iter().filter_map(|node| reader.text(node)).collect();
    let counts = match weights {
        None => vec![Exact::one(); names.len()],
        Some(node) => weights_of(node, names.len(), reader)?,
    };
    let own = [format!("new {new}")].into_iter();
    for named in own.chain(names.iter().map(|name| format!("old {name}"))) {
        if !seen.insert(named.clone()) {
            let name = named.split_once(' ').map_or("", |(_, name)| name);
            reader.report(
                Code::DuplicateUnit,
                row,
                text!(
                    "đơn vị `{name}` đã ở một dòng khác",
                    "the unit `{name}` stands in another row already"
                ),
                None,
            );
        }
    }
    Some(Merger {
        new,
        old: names.into_iter().zip(counts).collect(),
    })
}

/// What each of so many units counts.
fn weights_of(node: &Node, units: usize, reader: &Reader<'_>) -> Option<Vec<Exact>> {
    let items = reader.one_or_many(node)?;
    let weights = items.iter().filter_map(|item| reader.number(item));
    let weights: Vec<_> = weights.filter(|weight| *weight > Decimal::ZERO).collect();
    if weights.len() == units {
        return Some(weights.into_iter().map(Exact::from).collect());
    }
    reader.report(
        Code::BadValue,
        node,
        text!(
            "cần {units} trọng số lớn hơn 0, mỗi đơn vị cũ một số",
            "{units} weights above 0 are needed, one for each of the old units"
        ),
        None,
    );
    None
}
