//! The annex of a decision as a table, and the set it becomes: a spreadsheet or CSV in, the
//! YAML of a set out, and the way back.
//!
//! [`import`] reads the table: [`columns`] says what its headers mean, `rows` what belongs to
//! one node, `labels` where a node stands in the tree, `sums` whether the maxima add up,
//! [`titles`] what the lines above the header say of the set. [`documents`] and [`scoring`]
//! propose what can be understood of evidence and of scoring; whatever is proposed is marked
//! under `review`, with the text it came from. [`export`] writes a set as such a table, with
//! columns of its own for what words do not hold.

pub mod columns;
pub mod documents;
mod draft;
pub mod export;
mod head;
pub mod import;
mod labels;
mod required;
mod rows;
pub mod scoring;
mod sides;
mod sums;
pub mod titles;
mod tree;
pub mod words;

/// Keys of a node of a set that have a column of their own, in the order in which columns
/// stand; what words hold (code, name, maximum, owner, clause) is not among them.
pub const KEYS: [&str; 12] = [
    "source",
    "rule",
    "documents",
    "figures",
    "detail",
    "not_applicable",
    "hint",
    "provenance",
    "readings",
    "bonus",
    "penalty",
    "review",
];

/// Keys of a set as a whole, which stand above the header with their values.
pub const HEAD_KEYS: [&str; 24] = [
    "schema",
    "id",
    "name",
    "level",
    "province",
    "year",
    "until",
    "provenance",
    "basis",
    "supersedes",
    "words",
    "period",
    "rounding",
    "readings",
    "total",
    "bonus_over_total",
    "survey_absent",
    "classes",
    "gates",
    "ranking",
    "deadlines",
    "register",
    "figures",
    "survey",
];
