//! JSON Schemas (draft 2020-12) of what people write, a criteria set and a manifest, and of
//! what scripts read, a result: types in, the schema as text out.
//!
//! The types of a set and of a manifest state the form and nothing else: the readers go key by
//! key, to report every problem at once, and never fill them. Tests hold the two together. A
//! result's types are those it is written from.
//!
//! The schemas ask for a little more care than the readers, which take a key with nothing behind
//! it for absent, `true` for text, and whole numbers and truth values also in quotes. Sums,
//! names that stand elsewhere, expressions and calendars are beyond them.
//!
//! Doc comments become descriptions, what an editor shows while one types. Theirs are two
//! paragraphs, the English and the Vietnamese wording.

pub mod criteria;
pub mod documents;
pub mod register;
pub mod rules;
pub mod scalars;
mod shape;
pub mod submission;
pub mod survey;
pub mod tree;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};

use crate::report::json;
use crate::text::lang::Lang;

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A criteria set.
    Criteria,
    /// A submission's manifest, `parindex.yaml`.
    Submission,
    /// The result that `score --format json` writes.
    Result,
}

impl Kind {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Criteria, Self::Submission, Self::Result];

    /// Its name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Criteria => "criteria",
            Self::Submission => "submission",
            Self::Result => "result",
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
        match self {
            Self::Criteria => of::<criteria::CriteriaSet>(settings.for_deserialize()),
            Self::Submission => of::<submission::Submission>(settings.for_deserialize()),
            Self::Result => json::schema(settings.for_serialize().into_generator()),
        }
    }

    /// The schema as a file holds it.
    pub fn render(self, lang: Lang) -> String {
        format!("{:#}\n", self.schema(lang).to_value())
    }
}

fn of<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    settings.into_generator().into_root_schema_for::<T>()
}
