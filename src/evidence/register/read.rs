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
use crate::evidence::register::counts::UnitCounts;
use crate::evidence::register::definitions::Definitions;
use crate::evidence::register::input::damaged;
use crate::evidence::register::lines::lines_of;
use crate::evidence::register::moment;
use crate::evidence::register::opened::{Opened, open};
use crate::evidence::register::plan::Plan;
use crate::evidence::register::row::{Layout, Left, Reader};
use crate::evidence::register::tally::{Noting, Tally};
use crate::evidence::register::text::{self, Pass, Sizes, Source, Stop};
use crate::text::lang::text;

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

/// Registers being read.
pub(super) struct Run<'a> {
    pub(super) inputs: &'a [Opened<'a>],
    pub(super) layouts: Vec<Layout>,
    pub(super) plan: &'a Plan,
    pub(super) asked: &'a Asked<'a>,
    sizes: Sizes,
    pub(super) problems: &'a Problems,
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
        let Opened { input, found, .. } = &self.inputs[file];
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
                let lines = lines_of(input, &[at], self.problems);
                let line = lines.map_err(failed)?.first().copied().unwrap_or(1);
                self.problems.add(quote(&input.file, line, text_behind));
                Ok(false)
            }
        }
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
