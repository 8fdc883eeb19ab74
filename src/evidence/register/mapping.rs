//! Maps of an office's own headers and values, as sets and manifests write them.

use crate::diagnostic::Code;
use crate::evidence::register::columns::Column;
use crate::evidence::register::definitions::Mapping;
use crate::evidence::register::values;
use crate::text::lang::text;
use crate::text::suggest;
use crate::yaml::{Map, Node, Reader};

/// Reads maps of an office's own headers and values, as sets and manifests have them.
pub fn mapping(columns: Option<&Node>, values: Option<&Node>, reader: &Reader<'_>) -> Mapping {
    let mut mapping = Mapping::default();
    let known = Column::ALL.map(|column| (column.id(), column));
    for (header, _, meant) in columns
        .and_then(|node| reader.map(node))
        .iter()
        .flat_map(Map::keys)
    {
        if let Some(column) = reader.choice(meant, &known) {
            mapping.add_column(header, column);
        }
    }
    of_values(values, reader, &mut mapping);
    mapping
}

/// Reads a map of what is written in columns to what it means.
fn of_values(node: Option<&Node>, reader: &Reader<'_>, mapping: &mut Mapping) {
    let of_values = Column::ALL
        .into_iter()
        .filter(|column| !values::names(*column).is_empty());
    let of_values: Vec<(&str, Column)> = of_values.map(|column| (column.id(), column)).collect();
    for (id, key, written) in node
        .and_then(|node| reader.map(node))
        .iter()
        .flat_map(Map::keys)
    {
        let Some((_, column)) = of_values.iter().find(|(known, _)| *known == id) else {
            reader.report(
                Code::UnknownKey,
                key,
                text!("khóa lạ `{id}`", "unknown key `{id}`"),
                suggest::advice(id, of_values.iter().map(|(known, _)| *known)),
            );
            continue;
        };
        let names = values::names(*column);
        let known: Vec<(&'static str, usize)> = names.into_iter().zip(0..).collect();
        for (written, _, meant) in reader.map(written).iter().flat_map(Map::keys) {
            if let Some(value) = reader.choice(meant, &known) {
                mapping.add_value(*column, written, value);
            }
        }
    }
}
