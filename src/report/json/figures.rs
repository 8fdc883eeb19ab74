//! Figures as they were stated.

use std::borrow::Cow;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::{PlaceOut, place_out};
use crate::evidence::facts::{FigureValues, Stated, Value};
use crate::points::{Exact, Points};
use crate::report::view::View;

/// A figure as it was stated.
///
/// Một số liệu đã khai.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Figure")]
pub(super) struct FigureOut<'a> {
    /// The code of the leaf; `*` for a figure of the unit as a whole.
    ///
    /// Mã chỉ tiêu; `*` nếu là số liệu chung của đơn vị.
    pub(super) criterion: &'a str,
    /// Its id.
    ///
    /// Mã số liệu.
    id: &'a str,
    /// A number, a percentage as a share; text for levels, dates and reasons. Where an appraiser
    /// corrected it, the corrected value. A number that no decimal states exactly is rounded half
    /// up to 12 decimals, and `exact` states it.
    ///
    /// Một số, phần trăm viết thành tỷ lệ; chữ nếu là mức, ngày hoặc lý do. Nếu thẩm định đã sửa
    /// thì là giá trị sau khi sửa. Số không viết được đúng bằng số thập phân thì làm tròn đến 12
    /// chữ số sau dấu phẩy, giá trị đúng ở `exact`.
    value: FigureValue<'a>,
    /// The value as a ratio, `11/15`, where no decimal states it exactly; else absent.
    ///
    /// Giá trị đúng dạng phân số, `11/15`, nếu số thập phân không viết đúng được; nếu không thì
    /// không có.
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<String>,
    /// What the unit stated, where an appraiser corrected it; absent where nobody did.
    ///
    /// Giá trị đơn vị đã khai, nếu thẩm định đã sửa; không có nếu không sửa.
    #[serde(skip_serializing_if = "Option::is_none")]
    stated: Option<FigureValue<'a>>,
    /// Where it is stated.
    ///
    /// Khai ở đâu.
    place: PlaceOut<'a>,
}

/// Decimals of a value that no decimal states exactly.
const RATIO_DIGITS: u32 = 12;

pub(super) enum FigureValue<'a> {
    Number(Decimal),
    Ratio(Cow<'a, Exact>),
    Text(Cow<'a, str>),
}

impl Serialize for FigureValue<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(value) => Points::new(*value).serialize(serializer),
            Self::Ratio(value) => {
                let digits = value.rounded_text(RATIO_DIGITS);
                let digits = digits.trim_end_matches('0').trim_end_matches('.');
                let number = serde_json::Number::from_str(digits);
                number
                    .map_err(serde::ser::Error::custom)?
                    .serialize(serializer)
            }
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl JsonSchema for FigureValue<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "FigureValue".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"] })
    }
}

impl FigureValue<'_> {
    /// The same, of a value that nobody keeps.
    pub(super) fn into_owned(self) -> FigureValue<'static> {
        match self {
            Self::Number(value) => FigureValue::Number(value),
            Self::Ratio(value) => FigureValue::Ratio(Cow::Owned(value.into_owned())),
            Self::Text(text) => FigureValue::Text(Cow::Owned(text.into_owned())),
        }
    }
}

pub(super) fn figures<'a>(view: &View<'a>) -> Vec<FigureOut<'a>> {
    let facts = &view.submission.unit.facts;
    let mut out = Vec::new();
    for (index, node, _) in view.set().leaves() {
        let Some(leaf) = facts.leaves.get(&index) else {
            continue;
        };
        let code = node.code.as_str();
        for (id, stated) in leaf.figures.iter() {
            out.push(figure_out(code, id, stated, leaf.units_figures()));
        }
        if let Some((reason, place)) = leaf.not_applicable.as_deref() {
            out.push(FigureOut {
                criterion: code,
                id: crate::evidence::figure_names::NOT_APPLICABLE,
                value: FigureValue::Text(reason.into()),
                exact: None,
                stated: None,
                place: place_out(place),
            });
        }
    }
    for (id, stated) in facts.common.iter() {
        out.push(figure_out("*", id, stated, facts.units_common()));
    }
    out
}

fn figure_out<'a>(
    criterion: &'a str,
    id: &'a str,
    now: &'a Stated,
    own: &'a FigureValues,
) -> FigureOut<'a> {
    let own = own.get(id).filter(|own| own.value != now.value);
    FigureOut {
        criterion,
        id,
        value: figure_value(&now.value),
        exact: match &now.value {
            Value::Ratio(exact) => Some(exact.ratio_text()),
            _ => None,
        },
        stated: own.map(|own| figure_value(&own.value)),
        place: place_out(&now.place),
    }
}

/// A number, or text for levels, dates and reasons.
pub(super) fn figure_value(value: &Value) -> FigureValue<'_> {
    match value {
        Value::Number(value) => FigureValue::Number(*value),
        Value::Ratio(value) => FigureValue::Ratio(Cow::Borrowed(value)),
        Value::Text(text) => FigureValue::Text(text.into()),
        Value::Date(date) => FigureValue::Text(date.to_string().into()),
    }
}
