//! Writes a register as a CSV file.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use csv::{Terminator, Writer, WriterBuilder};

use crate::calendar::{Calendar, Style};
use crate::dossier::Source;
use crate::record::{APOLOGY, HEADER, Rows, unit_names};

pub(crate) struct Options {
    /// Below the header.
    pub(crate) rows: u64,
    pub(crate) units: usize,
    /// The name of the only unit, in place of a made-up one.
    pub(crate) unit: Option<String>,
    pub(crate) seed: u64,
    pub(crate) year: i16,
    pub(crate) style: Style,
    pub(crate) delimiter: u8,
    pub(crate) crlf: bool,
    pub(crate) bom: bool,
    /// Whether there is a 16th column.
    pub(crate) apology: bool,
    /// Whether rows for reading stand above the header and at the end.
    pub(crate) titles: bool,
    /// Whether nothing is wrong with any row.
    pub(crate) clean: bool,
    pub(crate) output: PathBuf,
}

impl Options {
    /// A register of ISO dates with nothing unusual about the file.
    pub(crate) fn plain(rows: u64, units: usize, output: PathBuf) -> Self {
        Options {
            rows,
            units,
            unit: None,
            seed: 1,
            year: 2023,
            style: Style::Iso,
            delimiter: b',',
            crlf: false,
            bom: false,
            apology: false,
            titles: false,
            clean: false,
            output,
        }
    }
}

pub(crate) fn write(options: &Options) -> Result<()> {
    ensure!(
        options.unit.is_none() || options.units == 1,
        "a name fits a single unit only"
    );
    let mut file = File::create(&options.output)
        .with_context(|| format!("cannot write {}", options.output.display()))?;
    if options.bom {
        file.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = WriterBuilder::new()
        .delimiter(options.delimiter)
        .terminator(if options.crlf {
            Terminator::CRLF
        } else {
            Terminator::Any(b'\n')
        })
        .from_writer(BufWriter::with_capacity(1 << 20, file));
    let calendar = Calendar::new(options.year, options.style)?;
    let units = match &options.unit {
        Some(name) => vec![name.clone()],
        None => unit_names(options.units),
    };
    let source = Source::new(options.seed, options.rows, units.len(), calendar);
    if options.titles {
        titles(&mut writer, options, &units)?;
    }
    let apology = options.apology.then_some(APOLOGY);
    writer.write_record(HEADER.into_iter().chain(apology))?;
    let mut rows = Rows::new(source, options, units);
    for number in 0..options.rows {
        writer.write_byte_record(rows.row(number))?;
    }
    if options.titles {
        one_cell(
            &mut writer,
            options,
            4,
            &format!("Tổng cộng: {} dòng", options.rows),
        )?;
    }
    writer.flush()?;
    Ok(())
}

fn titles<W: Write>(writer: &mut Writer<W>, options: &Options, units: &[String]) -> Result<()> {
    let year = options.year;
    if let [unit] = units {
        one_cell(writer, options, 0, unit)?;
    }
    for title in [
        "SỔ THEO DÕI HỒ SƠ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        &format!("Từ ngày 01/01/{year} đến ngày 31/12/{year}"),
        "Dữ liệu sinh ngẫu nhiên để minh họa, không phải hồ sơ thật",
    ] {
        one_cell(writer, options, 0, title)?;
    }
    Ok(())
}

/// A row as wide as the table with one cell filled.
fn one_cell<W: Write>(
    writer: &mut Writer<W>,
    options: &Options,
    at: usize,
    text: &str,
) -> Result<()> {
    let width = HEADER.len() + usize::from(options.apology);
    let cells = (0..width).map(|column| if column == at { text } else { "" });
    writer.write_record(cells)?;
    Ok(())
}
