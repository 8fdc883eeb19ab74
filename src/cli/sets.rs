//! A criteria set as a value: any text is taken, and completion offers the shipped ids.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

use crate::criteria::shipped;

/// Reads the id of a shipped set, or the path of a file.
#[derive(Clone)]
pub(super) struct SetParser;

impl TypedValueParser for SetParser {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(shipped::ids().map(PossibleValue::new)))
    }
}
