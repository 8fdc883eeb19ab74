//! JSON Schemas (draft 2020-12) of what people write, a criteria set, a manifest and a crosswalk,
//! and of what scripts read, the JSON of every command: types in, the schema as text out.
//!
//! The types of what people write state the form and nothing else: the readers go key by key, to
//! report every problem at once, and never fill them. Tests hold the two together. What commands
//! print is written from the very types that state its schema.
//!
//! The schemas ask for a little more care than the readers, which take a key with nothing behind
//! it for absent, `true` for text, and whole numbers and truth values also in quotes. Sums,
//! names that stand elsewhere, expressions and calendars are beyond them.
//!
//! Doc comments become descriptions, what an editor shows while one types. Theirs are two
//! paragraphs, the English and the Vietnamese wording.

pub mod criteria;
pub mod crosswalk;
pub mod documents;
pub mod register;
pub mod rules;
pub mod scalars;
mod shape;
pub mod submission;
pub mod survey;
pub mod tree;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;

use crate::report::json;
use crate::text::lang::Lang;

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A criteria set.
    Criteria,
    /// A submission's manifest, `parindex.yaml`.
    Submission,
    /// A crosswalk between two sets.
    Crosswalk,
    /// The result that `score --format json` writes.
    Result,
    /// The trace of `explain`.
    Explain,
    /// The plan of `plan`.
    Plan,
    /// What `plan --weakest` finds.
    Weakest,
    /// The receipt of `report --kind receipt`.
    Receipt,
    /// The ranking of `rank`.
    Ranking,
    /// The ways of `recheck`.
    Recheck,
    /// The findings of `audit`.
    Audit,
    /// The counts of `register`.
    Register,
    /// What `check` finds.
    Check,
    /// The conclusions of `reconcile`.
    Reconcile,
    /// The changes that `compare` finds.
    Compare,
    /// The sets of `criteria list`.
    CriteriaList,
    /// The set of `criteria show`.
    CriteriaView,
}

impl Kind {
    /// All there are: first what people write, then what commands print.
    pub const ALL: [Self; 17] = [
        Self::Criteria,
        Self::Submission,
        Self::Crosswalk,
        Self::Result,
        Self::Explain,
        Self::Plan,
        Self::Weakest,
        Self::Receipt,
        Self::Ranking,
        Self::Recheck,
        Self::Audit,
        Self::Register,
        Self::Check,
        Self::Reconcile,
        Self::Compare,
        Self::CriteriaList,
        Self::CriteriaView,
    ];

    /// Its name on the command line: the middle part of the `schema` that documents declare.
    pub fn id(self) -> &'static str {
        match self {
            Self::Criteria => "criteria",
            Self::Submission => "submission",
            Self::Crosswalk => "crosswalk",
            Self::Result => "result",
            Self::Explain => "explain",
            Self::Plan => "plan",
            Self::Weakest => "weakest",
            Self::Receipt => "receipt",
            Self::Ranking => "ranking",
            Self::Recheck => "recheck",
            Self::Audit => "audit",
            Self::Register => "register",
            Self::Check => "check",
            Self::Reconcile => "reconcile",
            Self::Compare => "compare",
            Self::CriteriaList => "criteria-list",
            Self::CriteriaView => "criteria-view",
        }
    }

    /// The command that prints such documents as JSON, as it is typed after the program's name;
    /// `None` where people write them.
    pub fn command(self) -> Option<&'static str> {
        match self {
            Self::Criteria | Self::Submission | Self::Crosswalk => None,
            Self::Result => Some("score"),
            Self::Explain => Some("explain"),
            Self::Plan => Some("plan"),
            Self::Weakest => Some("plan --weakest"),
            Self::Receipt => Some("report --kind receipt"),
            Self::Ranking => Some("rank"),
            Self::Recheck => Some("recheck"),
            Self::Audit => Some("audit"),
            Self::Register => Some("register"),
            Self::Check => Some("check"),
            Self::Reconcile => Some("reconcile"),
            Self::Compare => Some("compare"),
            Self::CriteriaList => Some("criteria list"),
            Self::CriteriaView => Some("criteria show"),
        }
    }

    /// What it describes, for a list.
    pub fn about(self, lang: Lang) -> String {
        match (self, self.command()) {
            (_, Some(command)) => lang.pick(
                format!("JSON của `{command}`"),
                format!("JSON of `{command}`"),
            ),
            (Self::Submission, None) => "parindex.yaml".to_owned(),
            (Self::Crosswalk, None) => lang
                .pick(
                    "bảng chuyển đổi giữa hai bộ tiêu chí (YAML)",
                    "a crosswalk between two sets (YAML)",
                )
                .to_owned(),
            (_, None) => lang
                .pick("bộ tiêu chí (YAML)", "a criteria set (YAML)")
                .to_owned(),
        }
    }

    /// The schema, its descriptions in `lang`.
    pub fn schema(self, lang: Lang) -> Schema {
        let settings = SchemaSettings::draft2020_12()
            .with_transform(RecursiveTransform(shape::absent_or_filled))
            .with_transform(RecursiveTransform(shape::closed))
            .with_transform(RecursiveTransform(shape::without_formats))
            .with_transform(RecursiveTransform(shape::headed))
            .with_transform(RecursiveTransform(move |schema: &mut Schema| {
                shape::worded(schema, lang);
            }));
        let written = || settings.clone().for_deserialize().into_generator();
        let printed = || settings.clone().for_serialize().into_generator();
        match self {
            Self::Criteria => written().into_root_schema_for::<criteria::CriteriaSet>(),
            Self::Submission => written().into_root_schema_for::<submission::Submission>(),
            Self::Crosswalk => written().into_root_schema_for::<crosswalk::Crosswalk>(),
            Self::Result => json::schema(printed()),
            Self::Explain => json::explain::schema(printed()),
            Self::Plan => json::plan::schema(printed()),
            Self::Weakest => json::weakest::schema(printed()),
            Self::Receipt => json::receipt::schema(printed()),
            Self::Ranking => json::ranking::schema(printed()),
            Self::Recheck => json::recheck::schema(printed()),
            Self::Audit => json::audit::schema(printed()),
            Self::Register => json::register::schema(printed()),
            Self::Check => json::check::schema(printed()),
            Self::Reconcile => json::reconcile::schema(printed()),
            Self::Compare => json::compare::schema(printed()),
            Self::CriteriaList => json::criteria::list::schema(printed()),
            Self::CriteriaView => json::criteria::schema(printed()),
        }
    }

    /// The schema as a file holds it.
    pub fn render(self, lang: Lang) -> String {
        format!("{:#}\n", self.schema(lang).to_value())
    }
}
