//! How tables are read where they do not say so themselves.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::criteria::code::Code as CriterionCode;
use crate::evidence::columns::{self, Column};
use crate::tables::table::Table;
use crate::text::encoding::Encoding;
use crate::text::fold;
use crate::text::numbers::Style;

/// What flags and manifest say about reading tables.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// How text is encoded, where it must be said.
    pub encoding: Option<Encoding>,
    /// Which mark stands before decimals, where a column does not tell.
    pub numbers: Option<Style>,
    /// An office's own headers.
    pub columns: OwnHeaders,
    /// The criterion of tables that have no column for it.
    pub leaf: Option<CriterionCode>,
}

impl Reading {
    /// What flags say, then what the manifest says.
    pub fn or(&self, manifest: &Self) -> Self {
        let mut columns = manifest.columns.clone();
        columns.0.extend(self.columns.0.clone());
        Self {
            encoding: self.encoding.or(manifest.encoding),
            numbers: self.numbers.or(manifest.numbers),
            columns,
            leaf: self.leaf.clone().or_else(|| manifest.leaf.clone()),
        }
    }
}

/// An office's own headers, each with the header or figure it stands for.
#[derive(Clone, Debug, Default)]
pub struct OwnHeaders(BTreeMap<String, Arc<str>>);

impl OwnHeaders {
    /// Takes in that `header` stands for `name`.
    pub fn add(&mut self, header: &str, name: &str) {
        self.0
            .insert(fold::key(header), Arc::from(fold::tidy(name)));
    }

    /// What a header stands for, where it is mapped.
    pub fn name(&self, header: &str) -> Option<&str> {
        self.0.get(&fold::key(header)).map(AsRef::as_ref)
    }

    /// What a header means, if it is known.
    pub fn meaning(&self, header: &str) -> Option<Column> {
        columns::meaning(self.name(header).unwrap_or(header))
    }

    /// Whether a header is one that tables are looked for by.
    pub fn is_known(&self, header: &str) -> bool {
        self.meaning(header).is_some() || self.0.contains_key(&fold::key(header))
    }

    /// Gives the columns of a table the names they stand for.
    pub fn apply(&self, table: &mut Table) {
        if self.0.is_empty() {
            return;
        }
        for name in &mut table.names {
            if let Some(own) = self.0.get(&fold::key(name)) {
                *name = Arc::clone(own);
            }
        }
    }
}
