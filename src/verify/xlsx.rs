//! Two workbooks, cell by cell: what cells hold, and their formulas.

use std::collections::BTreeSet;

use super::difference::Difference;
use crate::diagnostic::column_letters;
use crate::report::paper::xlsx::RECORD;
use crate::tables::workbook::PlainSheet;

/// The sheets of a workbook without that which carries the record, and the record: `None` where
/// it carries none.
pub(super) fn split(sheets: Vec<PlainSheet>) -> Option<(Vec<PlainSheet>, String)> {
    let carries = |sheet: &PlainSheet| sheet.cells.get(&(0, 0)).is_some_and(|head| head == RECORD);
    let (carrying, others): (Vec<_>, Vec<_>) = sheets.into_iter().partition(carries);
    let record = carrying.first()?;
    let pieces = record
        .cells
        .iter()
        .filter(|((row, column), _)| *row > 0 && *column == 0);
    Some((others, pieces.map(|(_, piece)| piece.as_str()).collect()))
}

/// Where a workbook differs from another.
pub(super) fn compare(stated: &[PlainSheet], computed: &[PlainSheet]) -> Vec<Difference> {
    let mut found = Vec::new();
    for sheet in computed {
        let other = stated.iter().find(|other| other.name == sheet.name);
        match other {
            Some(other) => compare_sheet(other, sheet, &mut found),
            None => found.push(Difference {
                place: sheet.name.clone(),
                stated: None,
                computed: Some(sheet.name.clone()),
            }),
        }
    }
    let known = |sheet: &&PlainSheet| computed.iter().any(|other| other.name == sheet.name);
    for sheet in stated.iter().filter(|sheet| !known(sheet)) {
        found.push(Difference {
            place: sheet.name.clone(),
            stated: Some(sheet.name.clone()),
            computed: None,
        });
    }
    found
}

fn compare_sheet(stated: &PlainSheet, computed: &PlainSheet, found: &mut Vec<Difference>) {
    let name = &computed.name;
    let sides = [
        (&stated.cells, &computed.cells, ""),
        (&stated.formulas, &computed.formulas, "="),
    ];
    for (stated, computed, sign) in sides {
        let places: BTreeSet<_> = stated.keys().chain(computed.keys()).collect();
        for place in places {
            let (one, other) = (stated.get(place), computed.get(place));
            if one != other {
                let said = |text: Option<&String>| text.map(|text| format!("{sign}{text}"));
                let (row, column) = (place.0 + 1, column_letters(place.1 as usize));
                found.push(Difference {
                    place: format!("{name}!{column}{row}"),
                    stated: said(one),
                    computed: said(other),
                });
            }
        }
    }
}
