//! The work that a document or a step of a figure takes, as a set states it.

use rust_decimal::Decimal;

use crate::diagnostic::Code;
use crate::text::lang::text;
use crate::yaml::{Map, Reader};

/// The key of it.
const KEY: &str = "effort";

/// Reads `effort`: days of work, 0 or more; `None` where nothing is stated.
pub(super) fn read(map: &mut Map<'_>, reader: &Reader<'_>) -> Option<Decimal> {
    let node = map.get(KEY)?;
    let days = reader.number(node)?;
    if days < Decimal::ZERO {
        reader.report(
            Code::BadValue,
            node,
            text!(
                "số ngày công {days} nhỏ hơn 0",
                "{days} days of work are below 0"
            ),
            None,
        );
    }
    Some(days)
}
