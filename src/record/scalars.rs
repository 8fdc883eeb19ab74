//! Single values as a record writes them.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::points::Points;

/// An exact decimal, written as a JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Number(#[serde(with = "rust_decimal::serde::arbitrary_precision")] Decimal);

impl Number {
    pub(super) fn new(value: Decimal) -> Self {
        Self(value.normalize())
    }

    pub(super) fn decimal(self) -> Decimal {
        self.0
    }

    pub(super) fn points(self) -> Points {
        Points::new(self.0)
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

/// A day of the calendar: `2024-01-15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Day(pub(super) Date);

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
    }
}
