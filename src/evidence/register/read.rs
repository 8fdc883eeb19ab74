//! Registers in, what they say of each unit out.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::evidence::inputs::{Found, Unreadable};
use crate::evidence::reading::Reading;
use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::counts::{Alike, UnitCounts};
use crate::evidence::register::definitions::Definitions;
use crate::evidence::register::input::{Input, damaged};
use crate::evidence::register::moment;
use crate::evidence::register::plan::{Attribute, Plan};
use crate::evidence::register::row::{Layout, Left, Reader};
use crate::evidence::register::tally::{Listed, NO_UNIT, Noting, Tally};
use crate::evidence::register::text::{self, Pass, Sizes, Source, Stop};
use crate::text::fold;
use crate::text::lang::{Text, text};

/// What is asked of registers.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// What is counted, and how cells are understood.
    pub definitions: &'a Definitions,
    /// The first and the last day of the period.
    pub period: (Date, Date),
    /// The header of the column for units, where it is not one that is known.
    pub unit_column: Option<&'a str>,
    /// Rows of each reason to be left out that are listed.
    pub listed: usize,
    /// Ids that are kept of rows that are alike.
    pub ids: usize,
    /// Whether ids are compared however many there are.
    pub compare_all: bool,
    /// Whether SHA-256 and size of the files are wanted.
    pub digest: bool,
}

/// The most ids that are compared to find duplicates unless more is asked for: eight bytes each.
pub const MOST_COMPARED: usize = 2_000_000;

/// A row that is left out of all counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftRow {
    /// Why.
    pub left: Left,
    /// The register and the line.
    pub place: Place,
    /// The dossier's id, where it has one.
    pub id: Option<String>,
    /// Its unit, by position among the units, where it is known.
    pub unit: Option<usize>,
}

/// What is written in a column with known values, and is none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherValue {
    /// The column.
    pub column: Column,
    /// What is written.
    pub written: String,
    /// In how many rows.
    pub rows: u64,
}

/// What registers say.
#[derive(Clone, Debug)]
pub struct Register {
    /// The registers and how many rows each has.
    pub files: Vec<(Arc<SourceFile>, u64)>,
    /// The units, by code.
    pub units: Vec<UnitCounts>,
    /// Rows whose unit is not known, left out by reason.
    pub without_unit: BTreeMap<Left, u64>,
    /// The first rows that are left out, by reason, in the order of the registers.
    pub listed: Vec<LeftRow>,
    /// What is not understood.
    pub others: Vec<OtherValue>,
    /// The columns that metrics look at and a register lacks.
    pub lacking: BTreeSet<ColumnRef>,
    /// Whether ids were compared to find duplicates.
    pub compared: bool,
}

/// Reads registers. `None` where `problems` holds an error.
///
/// # Errors
/// Where a file cannot be read.
pub fn read(
    found: &[Found],
    reading: &Reading,
    asked: &Asked<'_>,
    problems: &Problems,
) -> Result<Option<Register>, Unreadable> {
    read_by(found, reading, asked, Sizes::default(), problems)
}

/// What a file of text says of itself: what stands between cells, how many lines stand above the
/// header, what columns are called. `None` where it is none, which is reported.
///
/// # Errors
/// Where the file cannot be read.
pub fn header(
    found: &Found,
    reading: &Reading,
    definitions: &Definitions,
    problems: &Problems,
) -> Result<Option<(char, usize, Vec<String>)>, Unreadable> {
    let known = |header: &str| definitions.is_known(header);
    let inputs = Input::open(found, reading, false, &known, problems)?;
    let of_text = inputs.first().filter(|input| input.file.sheet.is_none());
    if of_text.is_none() && !inputs.is_empty() {
        let name = &found.name;
        let message = text!(
            "{name}: câu SQL chỉ đọc được tệp chữ (CSV), không đọc bảng tính",
            "{name}: SQL reads files of text (CSV), no workbooks"
        );
        problems.add(Diagnostic::general(Code::UnreadableTable, message));
    }
    Ok(of_text.map(|input| {
        let names = input.head.names.iter().map(ToString::to_string);
        (
            char::from(input.head.delimiter),
            input.head.above,
            names.collect(),
        )
    }))
}

/// The same, with parts of these sizes.
fn read_by(
    found: &[Found],
    reading: &Reading,
    asked: &Asked<'_>,
    sizes: Sizes,
    problems: &Problems,
) -> Result<Option<Register>, Unreadable> {
    let Some(plan) = Plan::of(&asked.definitions.metrics) else {
        problems.add(too_many_columns());
        return Ok(None);
    };
    let mut decode = BTreeSet::new();
    loop {
        let opened = open(found, reading, asked, &decode, problems)?;
        if problems.any_error() {
            return Ok(None);
        }
        let run = Run {
            inputs: &opened,
            layouts: opened.iter().map(|one| one.layout(asked, &plan)).collect(),
            plan: &plan,
            asked,
            sizes,
            problems,
        };
        let Some(tally) = run.count()? else {
            return Ok(None);
        };
        // What was taken for UTF-8 by its beginning and is not is read again, decoded.
        if tally.words.no_text && opened.iter().any(|one| one.input.is_taken_for_utf8()) {
            decode.extend(0..found.len());
            continue;
        }
        return run.finish(tally).map(Some);
    }
}

/// A register that is open.
struct Opened<'f> {
    input: Input,
    found: &'f Found,
}

fn open<'f>(
    found: &'f [Found],
    reading: &Reading,
    asked: &Asked<'_>,
    decode: &BTreeSet<usize>,
    problems: &Problems,
) -> Result<Vec<Opened<'f>>, Unreadable> {
    let unit_column = asked.unit_column.map(fold::key);
    let known = |header: &str| {
        asked.definitions.is_known(header) || unit_column.as_ref() == Some(&fold::key(header))
    };
    let mut opened = Vec::new();
    for (index, found) in found.iter().enumerate() {
        let inputs = Input::open(found, reading, decode.contains(&index), &known, problems)?;
        for input in inputs {
            let one = Opened { input, found };
            for wrong in one.lacking(asked).into_iter().chain(one.twice(asked)) {
                problems.add(wrong);
            }
            opened.push(one);
        }
    }
    Ok(opened)
}

impl Opened<'_> {
    fn layout(&self, asked: &Asked<'_>, plan: &Plan) -> Layout {
        let names = self.names(asked);
        let of_sheet = self.input.file.sheet.is_some();
        Layout::of(&names, of_sheet, asked.definitions, plan)
    }

    /// What the columns are called, that for units by its known name.
    fn names(&self, asked: &Asked<'_>) -> Vec<String> {
        let unit_column = asked.unit_column.map(fold::key);
        let mapping = &asked.definitions.mapping;
        let names = self.input.head.names.iter();
        let mapped: BTreeSet<Column> = names
            .clone()
            .filter_map(|name| mapping.own_column(name))
            .collect();
        // Where a header is mapped to a column, no other is it.
        let is_replaced = |name: &str| {
            let column = mapping
                .column(name)
                .filter(|column| mapped.contains(column));
            column.is_some() && mapping.own_column(name).is_none()
        };
        names
            .map(|name| match &unit_column {
                _ if is_replaced(name) => String::new(),
                Some(unit) if fold::key(name) == *unit => Column::Unit.id().to_owned(),
                // Only the one that was asked for.
                Some(_) if is_unit(asked, name) => String::new(),
                _ => name.to_string(),
            })
            .collect()
    }

    /// Two columns of one meaning: which of them counts nobody can know.
    fn twice(&self, asked: &Asked<'_>) -> Vec<Diagnostic> {
        let names = self.names(asked);
        let found = |column: Column| {
            let names = names.iter().enumerate();
            let of = names
                .filter(move |(_, name)| asked.definitions.mapping.column(name) == Some(column));
            of.map(|(at, _)| at).collect::<Vec<usize>>()
        };
        let twice = Column::ALL
            .into_iter()
            .map(found)
            .filter(|found| found.len() > 1);
        let headers = &self.input.head.names;
        twice
            .map(|found| {
                let (a, b) = (&headers[found[0]], &headers[found[1]]);
                let place = Place {
                    file: Arc::clone(&self.input.file),
                    at: At::File,
                };
                let message = text!(
                    "hai cột `{a}` và `{b}` cùng một nghĩa",
                    "the columns `{a}` and `{b}` mean the same"
                );
                Diagnostic::at(Code::DuplicateColumn, place, message).help(text!(
                    "bỏ một cột, hoặc khai `columns: {{ \"{b}\": ghi_chu }}` cho cột không dùng; cột đơn vị thì thêm `--unit-column`",
                    "remove one of them, or map the one that is not meant: `columns: {{ \"{b}\": note }}`; for units use `--unit-column`"
                ))
            })
            .collect()
    }

    /// The columns without which nothing can be counted.
    fn lacking(&self, asked: &Asked<'_>) -> Vec<Diagnostic> {
        let names = self.names(asked);
        let has = |column: Column| {
            let mut names = names.iter();
            names.any(|name| asked.definitions.mapping.column(name) == Some(column))
        };
        let mut lacking = Vec::new();
        let ends = [Column::Finished, Column::Returned];
        for (column, there, words) in [
            (
                Column::Received,
                has(Column::Received),
                text!("ngày tiếp nhận", "days of receipt"),
            ),
            (
                Column::Due,
                has(Column::Due),
                text!("ngày hẹn trả", "days due"),
            ),
            (
                Column::Returned,
                ends.into_iter().any(has),
                text!(
                    "ngày trả (hoặc ngày kết thúc xử lý)",
                    "days of return (or of the end of handling)"
                ),
            ),
        ] {
            if !there {
                lacking.push(self.no_column(column, &words));
            }
        }
        if let Some(wanted) = asked.unit_column.filter(|_| !has(Column::Unit)) {
            lacking.push(self.no_column(
                Column::Unit,
                &text!("đơn vị tên là `{wanted}`", "units called `{wanted}`"),
            ));
        }
        lacking
    }

    fn no_column(&self, column: Column, words: &Text) -> Diagnostic {
        let found = self.input.head.names.join(" · ");
        let id = column.id();
        let message = Text::each(|lang| {
            let words = words.get(lang);
            lang.pick(
                format!("sổ theo dõi hồ sơ không có cột {words}; đang có: {found}"),
                format!("the register has no column for {words}; it has: {found}"),
            )
        });
        let place = Place {
            file: Arc::clone(&self.input.file),
            at: At::File,
        };
        Diagnostic::at(Code::NoHeader, place, message).help(text!(
            "khai `columns: {{ \"tên cột của đơn vị\": {id} }}` trong parindex.yaml, hoặc `register: {{ columns: … }}` trong bộ tiêu chí",
            "map it: `columns: {{ \"own header\": {id} }}` in parindex.yaml, or `register: {{ columns: … }}` in the set"
        ))
    }
}

fn is_unit(asked: &Asked<'_>, name: &str) -> bool {
    let column = asked.definitions.mapping.column(name);
    matches!(column, Some(Column::Unit | Column::UnitName))
}

/// Registers being read.
struct Run<'a> {
    inputs: &'a [Opened<'a>],
    layouts: Vec<Layout>,
    plan: &'a Plan,
    asked: &'a Asked<'a>,
    sizes: Sizes,
    problems: &'a Problems,
}

impl Run<'_> {
    /// `None` where something is wrong, which is reported.
    fn count(&self) -> Result<Option<Tally>, Unreadable> {
        let compared = if self.asked.compare_all {
            usize::MAX
        } else {
            MOST_COMPARED
        };
        let mut tally = Tally::new(Noting {
            listed: self.asked.listed,
            samples: self.asked.ids,
            compared,
        });
        for file in 0..self.inputs.len() {
            if !self.pass(file, &mut tally, Pass::Count)? {
                return Ok(None);
            }
        }
        let repeated = tally.repeated();
        if !repeated.is_empty() {
            let mut seen = BTreeSet::new();
            for file in 0..self.inputs.len() {
                let pass = Pass::Duplicates {
                    repeated: &repeated,
                    seen: &mut seen,
                };
                self.pass(file, &mut tally, pass)?;
            }
        }
        Ok(Some(tally))
    }

    /// Goes through a register; `false` where something is wrong, which is reported.
    fn pass(&self, file: usize, tally: &mut Tally, pass: Pass<'_>) -> Result<bool, Unreadable> {
        let Opened { input, found } = &self.inputs[file];
        let (from, to) = self.asked.period;
        let period = (moment::day_of(from), moment::day_of(to));
        let mut pass = Some(pass);
        let mut read = |bytes: &mut dyn Read| -> Result<(), Stop> {
            let source = Source {
                input: bytes,
                file,
                delimiter: input.head.delimiter,
                data_at: input.head.data_at as u64,
            };
            let Some(pass) = pass.take() else {
                return Ok(());
            };
            let by = Reader {
                layout: &self.layouts[file],
                plan: self.plan,
                definitions: self.asked.definitions,
                period,
            };
            text::read(source, tally, pass, self.sizes, &by)
        };
        let failed = |error: std::io::Error| found.location.unreadable(&error);
        match input.with_text(self.problems, &mut read).map_err(failed)? {
            Some(Ok(())) => Ok(true),
            None => Ok(false),
            Some(Err(Stop::Io(error))) if error.kind() == std::io::ErrorKind::InvalidData => {
                self.problems.add(damaged(&input.file));
                Ok(false)
            }
            Some(Err(Stop::Io(error))) => Err(failed(error)),
            Some(Err(Stop::Quote { at, text_behind })) => {
                let lines = self.lines(file, &[at]);
                let line = lines.map_err(failed)?.first().copied().unwrap_or(1);
                self.problems.add(quote(&input.file, line, text_behind));
                Ok(false)
            }
        }
    }

    /// The lines, from 1, on which positions of a register's text stand.
    fn lines(&self, file: usize, positions: &[u64]) -> std::io::Result<Vec<usize>> {
        let Some(last) = positions.iter().max() else {
            return Ok(Vec::new());
        };
        let input = &self.inputs[file].input;
        let mut sorted: Vec<u64> = positions.to_vec();
        sorted.sort_unstable();
        let mut lines = BTreeMap::new();
        let mut count = |bytes: &mut dyn Read| -> std::io::Result<()> {
            let mut bytes = bytes.take(*last);
            let (mut at, mut line, mut next) = (0_u64, 1, 0);
            let mut buffer = vec![0; 64 << 10];
            loop {
                let read = bytes.read(&mut buffer)?;
                let mut from = 0;
                while next < sorted.len() && (sorted[next] < at + read as u64 || read == 0) {
                    let to = usize::try_from(sorted[next] - at).unwrap_or(from).min(read);
                    line += memchr::memchr_iter(b'\n', &buffer[from..to]).count();
                    lines.insert(sorted[next], line);
                    (from, next) = (to, next + 1);
                }
                if read == 0 {
                    return Ok(());
                }
                line += memchr::memchr_iter(b'\n', &buffer[from..read]).count();
                at += read as u64;
            }
        };
        input.with_text(self.problems, &mut count)?.transpose()?;
        Ok(positions
            .iter()
            .map(|at| lines.get(at).copied().unwrap_or(1))
            .collect())
    }

    fn finish(&self, tally: Tally) -> Result<Register, Unreadable> {
        let lacking = self.lacking();
        let mut register = Register {
            files: Vec::new(),
            units: Vec::new(),
            without_unit: BTreeMap::new(),
            listed: Vec::new(),
            others: Vec::new(),
            lacking,
            compared: !tally.too_many,
        };
        for (file, one) in self.inputs.iter().enumerate() {
            let rows = tally.rows.get(file).copied().unwrap_or_default();
            let read = one.input.described(self.asked.digest);
            let read = read.map_err(|error| one.found.location.unreadable(&error))?;
            register.files.push((read, rows));
        }
        let numbers = self.units(&tally, &mut register);
        register.listed = self.listed(&tally.listed, &numbers)?;
        for ((attribute, written), rows) in &tally.words.others {
            let attribute = self
                .plan
                .packed
                .get(*attribute)
                .map(|packed| &packed.attribute);
            if let Some(Attribute::Value(ColumnRef::Known(column), _)) = attribute {
                register.others.push(OtherValue {
                    column: *column,
                    written: written.clone(),
                    rows: *rows,
                });
            }
        }
        Ok(register)
    }

    /// The columns that metrics look at and a register lacks.
    fn lacking(&self) -> BTreeSet<ColumnRef> {
        let metrics = self.asked.definitions.metrics.iter();
        let asked: BTreeSet<&ColumnRef> = metrics
            .flat_map(|metric| metric.condition.columns())
            .collect();
        let names: Vec<Vec<String>> = self
            .inputs
            .iter()
            .map(|one| one.names(self.asked))
            .collect();
        let lacks = |column: &&ColumnRef| {
            names.iter().any(|names| {
                !names.iter().any(|name| match column {
                    ColumnRef::Known(column) => {
                        self.asked.definitions.mapping.column(name) == Some(*column)
                    }
                    ColumnRef::Own(key) => fold::key(name) == *key,
                })
            })
        };
        asked.into_iter().filter(lacks).cloned().collect()
    }

    /// Puts the units in their order; gives each one's position by its number.
    fn units(&self, tally: &Tally, register: &mut Register) -> BTreeMap<u32, usize> {
        let known: Vec<bool> = (self.asked.definitions.metrics.iter())
            .map(|metric| {
                let columns = metric.condition.columns();
                !columns
                    .iter()
                    .any(|column| register.lacking.contains(*column))
            })
            .collect();
        let mut counting: BTreeMap<u64, Arc<[bool]>> = BTreeMap::new();
        for (_, key) in tally.alike.keys() {
            counting.entry(*key).or_insert_with(|| {
                let metrics = self.asked.definitions.metrics.iter().zip(&known);
                let counts = metrics
                    .map(|(metric, known)| *known && self.plan.holds(&metric.condition, *key));
                counts.collect()
            });
        }
        let mut units: BTreeMap<u32, UnitCounts> = BTreeMap::new();
        let new = || UnitCounts {
            metrics: known.iter().map(|known| known.then_some(0)).collect(),
            ..UnitCounts::default()
        };
        let mut cells: Vec<_> = tally
            .alike
            .iter()
            .filter(|(_, alike)| alike.rows > 0)
            .collect();
        cells.sort_unstable_by_key(|(place, _)| **place);
        for ((number, key), alike) in cells {
            let unit = units.entry(*number).or_insert_with(new);
            let counts = &counting[key];
            for (metric, counts) in unit.metrics.iter_mut().zip(counts.iter()) {
                if let (Some(metric), true) = (metric, counts) {
                    *metric += alike.rows;
                }
            }
            unit.counted += alike.rows;
            unit.days += alike.days;
            let ids = tally
                .samples
                .get(&(*number, *key))
                .cloned()
                .unwrap_or_default();
            if self.asked.ids > 0 {
                unit.alike.push(Alike {
                    rows: alike.rows,
                    counts: Arc::clone(counts),
                    ids,
                });
            }
        }
        for ((number, left), rows) in &tally.left {
            let has_unit = *number != NO_UNIT || !self.has_units();
            if has_unit && !matches!(left, Left::NoDossier | Left::WrongWidth | Left::NoUnit) {
                let unit = units.entry(*number).or_insert_with(new);
                *unit.left.entry(*left).or_default() += rows;
            } else {
                *register.without_unit.entry(*left).or_default() += rows;
            }
        }
        let mut units: Vec<(u32, UnitCounts)> = units.into_iter().collect();
        for (number, unit) in &mut units {
            if let Some((code, name)) = tally.words.named.get(*number as usize) {
                unit.code = Some(code.clone());
                unit.name.clone_from(name);
            }
        }
        units.sort_by(|(_, a), (_, b)| a.code.cmp(&b.code));
        let positions = units.iter().enumerate();
        let positions = positions.map(|(at, (number, _))| (*number, at)).collect();
        register.units = units.into_iter().map(|(_, unit)| unit).collect();
        positions
    }

    /// Whether some register has a column for units.
    fn has_units(&self) -> bool {
        let has = |layout: &Layout| {
            layout.at(Column::Unit).is_some() || layout.at(Column::UnitName).is_some()
        };
        self.layouts.iter().any(has)
    }

    fn listed(
        &self,
        listed: &BTreeMap<Left, Vec<Listed>>,
        numbers: &BTreeMap<u32, usize>,
    ) -> Result<Vec<LeftRow>, Unreadable> {
        let mut lines: BTreeMap<(usize, u64), usize> = BTreeMap::new();
        for (file, one) in self.inputs.iter().enumerate() {
            let of_file = listed.values().flatten().filter(|row| row.file == file);
            let positions: Vec<u64> = of_file.map(|row| row.at).collect();
            let found = self.lines(file, &positions);
            let found = found.map_err(|error| one.found.location.unreadable(&error))?;
            lines.extend(positions.into_iter().map(|at| (file, at)).zip(found));
        }
        let mut rows = Vec::new();
        for (left, list) in listed {
            for row in list {
                let line = lines.get(&(row.file, row.at)).copied().unwrap_or(1);
                rows.push(LeftRow {
                    left: *left,
                    place: Place {
                        file: Arc::clone(&self.inputs[row.file].input.file),
                        at: At::Line(line),
                    },
                    id: Some(row.id.clone()).filter(|id| !id.is_empty()),
                    unit: numbers.get(&row.unit).copied(),
                });
            }
        }
        Ok(rows)
    }
}

fn quote(file: &Arc<SourceFile>, line: usize, text_behind: bool) -> Diagnostic {
    let message = if text_behind {
        text!(
            "sau dấu nháy đóng của một ô còn chữ",
            "text stands behind the closing quote of a cell"
        )
    } else {
        text!(
            "dấu nháy mở một ô ở dòng này không được đóng (hoặc ô dài hơn 16 MB)",
            "a quote that opens a cell in this line is never closed (or the cell is longer than 16 MB)"
        )
    };
    let place = Place {
        file: Arc::clone(file),
        at: At::Line(line),
    };
    Diagnostic::at(Code::UnclosedQuote, place, message).help(text!(
        "mỗi ô mở bằng \" phải đóng bằng \"; dấu nháy trong ô viết đôi: \"\"",
        "a cell opened with \" must be closed with \"; a quote inside is doubled: \"\""
    ))
}

fn too_many_columns() -> Diagnostic {
    Diagnostic::general(
        Code::BadValue,
        text!(
            "các chỉ số của sổ theo dõi hồ sơ xét quá nhiều cột và giá trị cùng lúc",
            "the metrics of the register look at too many columns and values at once"
        ),
    )
    .help(text!(
        "bớt cột hoặc giá trị trong `register.metrics` của bộ tiêu chí",
        "take columns or values out of `register.metrics` of the set"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::location::Location;
    use proptest::prelude::*;

    /// Rows with everything that makes it hard to tell where they end.
    fn register() -> impl Strategy<Value = String> {
        let text = prop_oneof![
            Just("cấp mới".to_owned()),
            Just("\"cấp, đổi\"".to_owned()),
            Just("\"hai\ndòng\"".to_owned()),
            Just("\"nói \"\"được\"\"\"".to_owned()),
            Just("gọi \"tắt\" là".to_owned()),
            Just("\"1,2\r\n3,\"\"4\"".to_owned()),
            Just(format!("\"{}\"", "dài\n".repeat(40))),
        ];
        let unit = prop_oneof![Just("A"), Just("B"), Just("\"C, D\""), Just("")];
        let day = prop_oneof![
            Just("01/02/2023"),
            Just("2023-02-03 07:30:00"),
            Just("05/02/2022"),
            Just("x"),
            Just(""),
        ];
        let channel = prop_oneof![Just("1"), Just("Trực tuyến"), Just("lạ"), Just("")];
        let row = (
            0..40_u32,
            unit,
            text,
            day.clone(),
            day.clone(),
            day,
            channel,
        );
        let rows = proptest::collection::vec(row, 0..60);
        (rows, any::<bool>(), any::<bool>()).prop_map(|(rows, crlf, last)| {
            let end = if crlf { "\r\n" } else { "\n" };
            let mut text =
                format!("Mã hồ sơ,Đơn vị,Trích yếu,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả,Kênh{end}");
            for (id, unit, about, received, due, returned, channel) in rows {
                text += &format!("{id},{unit},{about},{received},{due},{returned},{channel}{end}");
            }
            let shorter = text.len() - if last { 0 } else { end.len() };
            text[..shorter].to_owned()
        })
    }

    fn counted(path: &std::path::Path, sizes: Sizes) -> String {
        let definitions = Definitions::default();
        let asked = Asked {
            definitions: &definitions,
            period: (
                jiff::civil::date(2023, 1, 1),
                jiff::civil::date(2023, 12, 31),
            ),
            unit_column: None,
            listed: 5,
            ids: 3,
            compare_all: true,
            digest: true,
        };
        let found = [Found::new(
            Location::Disk(path.to_owned()),
            "so.csv".to_owned(),
        )];
        let problems = Problems::default();
        let register = read_by(&found, &Reading::default(), &asked, sizes, &problems).unwrap();
        format!("{register:?} {:?}", problems.into_sorted())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        /// Wherever a register is cut into parts, the same comes out of it.
        #[test]
        fn parts_of_any_size_count_the_same(text in register()) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("so.csv");
            std::fs::write(&path, &text).unwrap();
            let whole = counted(&path, Sizes { part: 1 << 20, parts: 1 });
            for (part, parts) in [(1, 1), (2, 3), (7, 2), (16, 5), (63, 1), (64, 2), (65, 4), (300, 3)] {
                prop_assert_eq!(&counted(&path, Sizes { part, parts }), &whole, "{} {}", part, parts);
            }
        }
    }
}
