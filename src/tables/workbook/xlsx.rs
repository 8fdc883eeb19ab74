//! XLSX, read cell by cell: a sheet may say that it has billions of them.

use std::collections::BTreeSet;

use calamine::{Data, DataType, Dimensions, Reader, SheetType, SheetVisible, Xlsx};

use super::super::table::{Grid, Merged};
use super::rows::{About, Room, Rows};
use super::share::Share;
use super::unpacked::{self, Metered};
use super::unread::Unread;
use super::values;
use crate::diagnostic::{Sheet, SourceFile};

/// Reads the sheets of a workbook.
pub(super) fn read(file: &SourceFile, bytes: &[u8], room: &mut Room) -> Result<Vec<Grid>, Unread> {
    unpacked::check(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Metered::new(bytes))?;
    let mut grids = Vec::new();
    for (about, name) in sheets(&book) {
        let merged = book.merge_cells_by_sheet_name(&name)?;
        let without_result = formulas_without_result(&mut book, &name)?;
        let mut rows = Rows::default();
        let mut cells = book.worksheet_cells_reader(&name)?;
        let shares: Vec<Share> = cells.styles().iter().map(share).collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id()? {
            let at = cell.get_position();
            let share = shares.get(style).copied().unwrap_or(Share::No);
            let made = if without_result.contains(&at) {
                values::without_result()
            } else {
                values::cell(&Data::from(cell.get_value().clone()), share)
            };
            rows.add(at, made, room)?;
        }
        let merged = merged.iter().map(of_dimensions).collect();
        grids.push(rows.into_grid(file, About { merged, ..about }));
    }
    Ok(grids)
}

/// The sheets with cells, with their names.
pub(super) fn sheets<R, B: Reader<R>>(book: &B) -> Vec<(About, String)>
where
    R: std::io::Read + std::io::Seek,
{
    let sheets = book.sheets_metadata().iter().enumerate();
    let sheets = sheets.filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet);
    let about = |(index, sheet): (usize, &calamine::Sheet)| {
        let name = sheet.name.clone();
        let about = About {
            sheet: Sheet {
                index,
                name: name.clone(),
            },
            hidden: sheet.visible != SheetVisible::Visible,
            merged: Vec::new(),
        };
        (about, name)
    };
    sheets.map(about).collect()
}

/// Merged cells as calamine tells them.
pub(super) fn of_dimensions(merged: &Dimensions) -> Merged {
    Merged {
        lines: (merged.start.0 as usize + 1, merged.end.0 as usize + 1),
        columns: (merged.start.1 as usize, merged.end.1 as usize),
    }
}

pub(super) fn share(style: &calamine::Style) -> Share {
    let format = style.number_format.as_ref();
    format.map_or(Share::No, |format| Share::of(&format.format_code))
}

fn formulas_without_result(
    book: &mut Xlsx<Metered<'_>>,
    name: &str,
) -> Result<BTreeSet<(u32, u32)>, Unread> {
    let mut found = BTreeSet::new();
    let mut cells = book.worksheet_cells_reader(name)?;
    while let Some(record) = cells.next_cell_with_formula_metadata()? {
        if record.formula.is_some() && record.value.is_empty() {
            found.insert(record.pos);
        }
    }
    Ok(found)
}
