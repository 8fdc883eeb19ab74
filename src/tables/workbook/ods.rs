//! ODS [OpenDocument 1.3, part 3]: the tables of `content.xml`, cell by cell. Unlike a general
//! reader this one keeps merged cells and percentages, and counts repeated cells before it makes
//! them.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor, Read};

use jiff::Span;
use jiff::civil::Date;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::super::cell::decimal;
use super::super::table::{Grid, Merged, SheetCell};
use super::rows::{About, Room, Rows};
use super::share::Share;
use super::unpacked;
use super::unread::Unread;
use super::values;
use crate::diagnostic::{Sheet, SourceFile};

/// The most rows and columns of a sheet, in any program.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// The most spaces that one mark stands for.
const MOST_SPACES: usize = 1 << 10;

/// The part with the tables.
const CONTENT: &str = "content.xml";

/// Whether an archive is an OpenDocument: only those have this part at their top.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes))
        .is_ok_and(|archive| archive.index_for_name(CONTENT).is_some())
}

/// Reads the sheets of a workbook.
pub(super) fn read(file: &SourceFile, bytes: &[u8], room: &mut Room) -> Result<Vec<Grid>, Unread> {
    unpacked::check(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    if is_encrypted(&mut archive)? {
        return Err(Unread::Password);
    }
    let mut reader = Reader::from_reader(BufReader::new(archive.by_name(CONTENT)?));
    reader.config_mut().expand_empty_elements = true;
    let mut content = Content {
        reader,
        buffer: Vec::new(),
        room,
    };
    content.sheets(file)
}

fn is_encrypted(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<bool, Unread> {
    let mut manifest = Vec::new();
    archive
        .by_name("META-INF/manifest.xml")?
        .read_to_end(&mut manifest)?;
    Ok(String::from_utf8_lossy(&manifest).contains("encryption-data"))
}

struct Content<'r, B> {
    reader: Reader<B>,
    buffer: Vec<u8>,
    room: &'r mut Room,
}

/// A sheet that is being read.
#[derive(Default)]
struct Open {
    rows: Rows,
    merged: Vec<Merged>,
    /// The row that comes next, from 0.
    row: u32,
}

/// A cell with how often it stands in its row.
struct Repeated {
    column: u32,
    times: u32,
    cell: SheetCell,
}

impl<B: BufRead> Content<'_, B> {
    fn next(&mut self) -> Result<Event<'static>, Unread> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer)?;
        Ok(event.into_owned())
    }

    /// Passes over all that an element holds.
    fn skip(&mut self, element: &BytesStart<'_>) -> Result<(), Unread> {
        let mut skipped = Vec::new();
        self.reader.read_to_end_into(element.name(), &mut skipped)?;
        Ok(())
    }

    fn sheets(&mut self, file: &SourceFile) -> Result<Vec<Grid>, Unread> {
        let mut grids = Vec::new();
        let mut unseen: BTreeSet<String> = BTreeSet::new();
        let mut style = String::new();
        let mut depth = 0_usize;
        loop {
            match self.next()? {
                Event::Start(element) => {
                    depth += 1;
                    match element.name().as_ref() {
                        "style:style" => style = text(&element, "style:name")?,
                        "style:table-properties" if text(&element, "table:display")? == "false" => {
                            unseen.insert(style.clone());
                        }
                        // Texts have tables too.
                        "office:text" | "office:presentation" => return Err(Unread::Damaged),
                        "table:table" => {
                            depth -= 1;
                            let name = text(&element, "table:name")?;
                            let hidden = unseen.contains(&text(&element, "table:style-name")?);
                            let open = self.sheet()?;
                            let index = grids.len();
                            let about = About {
                                sheet: Sheet { index, name },
                                hidden,
                                merged: open.merged,
                            };
                            grids.push(open.rows.into_grid(file, about));
                        }
                        _ => {}
                    }
                }
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Eof if depth == 0 && !grids.is_empty() => return Ok(grids),
                Event::Eof => return Err(Unread::Damaged),
                _ => {}
            }
        }
    }

    /// Reads up to the end of a table.
    fn sheet(&mut self) -> Result<Open, Unread> {
        let mut open = Open::default();
        loop {
            match self.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table-row" => {
                        let times = count(&element, "table:number-rows-repeated")?;
                        self.row(&mut open, times)?;
                    }
                    // Groups and headers hold rows; pictures and what is said of them none.
                    "table:table-row-group" | "table:table-rows" | "table:table-header-rows" => {}
                    _ => self.skip(&element)?,
                },
                Event::End(element) if element.name().as_ref() == "table:table" => return Ok(open),
                Event::Eof => return Err(Unread::Damaged),
                _ => {}
            }
        }
    }

    /// Reads a row that stands `times` times.
    fn row(&mut self, open: &mut Open, times: u32) -> Result<(), Unread> {
        let mut filled: Vec<Repeated> = Vec::new();
        let mut column = 0_u32;
        loop {
            match self.next()? {
                Event::Start(element) => {
                    let name = element.name();
                    if !matches!(
                        name.as_ref(),
                        "table:table-cell" | "table:covered-table-cell"
                    ) {
                        self.skip(&element)?;
                        continue;
                    }
                    let repeated = count(&element, "table:number-columns-repeated")?;
                    note_merged(open, &element, column)?;
                    let cell = self.cell(&element)?;
                    if cell.fault.is_some() || !cell.text.is_empty() {
                        filled.push(Repeated {
                            column,
                            times: repeated,
                            cell,
                        });
                    }
                    column = column.saturating_add(repeated);
                }
                Event::End(_) => break,
                Event::Eof => return Err(Unread::Damaged),
                _ => {}
            }
        }
        let first = open.row;
        open.row = first.saturating_add(times);
        if filled.is_empty() {
            return Ok(());
        }
        for row in first..open.row.min(MOST_ROWS) {
            for part in &filled {
                let last = part.column.saturating_add(part.times).min(MOST_COLUMNS);
                for column in part.column..last {
                    open.rows.add((row, column), part.cell.clone(), self.room)?;
                }
            }
        }
        Ok(())
    }

    /// Reads a cell to its end.
    fn cell(&mut self, element: &BytesStart<'_>) -> Result<SheetCell, Unread> {
        let value = |name: &str| text(element, name);
        let number = |share| -> Result<Option<SheetCell>, Unread> {
            let stored: Option<f64> = value("office:value")?.parse().ok();
            Ok(stored
                .and_then(decimal)
                .map(|value| values::number(value, share)))
        };
        let kind = value("office:value-type")?;
        let known = match kind.as_str() {
            "float" | "currency" => number(Share::No)?,
            "percentage" => number(Share::Scaled)?,
            "boolean" => Some(values::truth(value("office:boolean-value")? == "true")),
            "date" => of_date(&value("office:date-value")?),
            _ => None,
        };
        let is_error = value("calcext:value-type")? == "error";
        let formula = !value("table:formula")?.is_empty();
        let stated = value("office:string-value")?;
        let (shown, paragraphs) = self.content()?;
        Ok(match known {
            _ if is_error => values::failed(&shown),
            Some(known) => known,
            // A result that is no text is a paragraph without any.
            None if kind.is_empty() && formula && paragraphs == 0 => values::without_result(),
            None if stated.is_empty() => values::plain(&shown),
            None => values::plain(&stated),
        })
    }

    /// The text of a cell, up to its end: paragraphs on lines of their own, and how many.
    fn content(&mut self) -> Result<(String, usize), Unread> {
        let mut content = String::new();
        let mut depth = 0_usize;
        let mut paragraphs = 0_usize;
        loop {
            match self.next()? {
                Event::Start(element) => {
                    match element.name().as_ref() {
                        "text:p" => {
                            if paragraphs > 0 {
                                content.push('\n');
                            }
                            paragraphs += 1;
                        }
                        "text:s" => {
                            let times = count(&element, "text:c")? as usize;
                            content.extend(std::iter::repeat_n(' ', times.min(MOST_SPACES)));
                        }
                        "text:tab" => content.push('\t'),
                        "text:line-break" => content.push('\n'),
                        "text:span" | "text:a" => {}
                        // Notes and pictures are no content of the cell.
                        _ => {
                            self.skip(&element)?;
                            continue;
                        }
                    }
                    depth += 1;
                }
                Event::Text(part) if depth > 0 => content.push_str(&part.xml10_content()),
                Event::CData(part) if depth > 0 => content.push_str(&part.xml10_content()),
                Event::GeneralRef(entity) if depth > 0 => push_entity(&entity, &mut content)?,
                Event::End(_) if depth == 0 => return Ok((content, paragraphs)),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(Unread::Damaged),
                _ => {}
            }
        }
    }
}

/// The day of a stored date. LibreOffice counts days from the end of 1899: what lies soon after
/// is a plain number under the format of a date.
fn of_date(stored: &str) -> Option<SheetCell> {
    let date: Date = stored.get(..10)?.parse().ok()?;
    if values::is_day(date) {
        return Some(values::of_day(date));
    }
    let zero = Date::new(1899, 12, 30).ok()?;
    let days: Span = zero.until(date).ok()?;
    Some(values::number(days.get_days().into(), Share::No))
}

fn note_merged(open: &mut Open, element: &BytesStart<'_>, column: u32) -> Result<(), Unread> {
    let columns = count(element, "table:number-columns-spanned")?;
    let rows = count(element, "table:number-rows-spanned")?;
    if columns > 1 || rows > 1 {
        let line = open.row as usize + 1;
        let column = column as usize;
        open.merged.push(Merged {
            lines: (line, line + rows as usize - 1),
            columns: (column, column + columns as usize - 1),
        });
    }
    Ok(())
}

/// An attribute; nothing where it is absent.
fn text(element: &BytesStart<'_>, name: &str) -> Result<String, Unread> {
    for attribute in element.attributes() {
        let attribute = attribute?;
        if attribute.key.as_ref() == name {
            return Ok(attribute
                .normalized_value(XmlVersion::Implicit1_0)?
                .into_owned());
        }
    }
    Ok(String::new())
}

/// An attribute that counts; 1 where it is absent.
fn count(element: &BytesStart<'_>, name: &str) -> Result<u32, Unread> {
    match text(element, name)?.as_str() {
        "" => Ok(1),
        number => Ok(number.parse::<u32>()?.max(1)),
    }
}

fn push_entity(entity: &BytesRef<'_>, content: &mut String) -> Result<(), Unread> {
    match entity.resolve_char_ref()? {
        Some(letter) => content.push(letter),
        None => content.push_str(resolve_xml_entity(entity).unwrap_or("\u{FFFD}")),
    }
    Ok(())
}
