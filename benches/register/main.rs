//! Dossier registers of any size for tests and measurements, and a plain count of them.
//!
//! `generate` writes a seeded register, `count` counts one as simply as can be (what the product
//! must agree with), `loop` only reads its records. `measure.py` and `sql.py` beside this file run
//! them. Without a subcommand, as under `cargo bench`, all three are tried on 100,000 rows.

mod arguments;
mod by_hand;
mod calendar;
mod catalogue;
mod count;
mod dossier;
mod faults;
mod generate;
mod random;
mod record;

use std::io::{self, Write};

use anyhow::{Result, ensure};
use arguments::Command;
use jiff::civil::date;

fn main() -> Result<()> {
    let mut out = io::stdout().lock();
    match arguments::parse()? {
        Command::Generate(options) => generate::write(&options)?,
        Command::Count(options) => {
            serde_json::to_writer_pretty(&mut out, &count::count(&options)?)?;
            writeln!(out)?;
        }
        Command::Loop(file) => writeln!(out, "{}", count::records(&file)?)?,
        Command::Try => {
            attempt()?;
            writeln!(
                out,
                "100,000 rows written and counted; `cargo bench --bench register -- --help` tells the commands"
            )?;
        }
    }
    Ok(())
}

/// Counts what was counted by hand, then writes a register and counts it: all rows must be in the book, and the columns of form 06a
/// must add up.
fn attempt() -> Result<()> {
    const ROWS: u64 = 100_000;
    let folder = tempfile::tempdir()?;
    by_hand::check(folder.path())?;
    let file = folder.path().join("register.csv");
    let options = generate::Options::plain(ROWS, 300, file.clone());
    generate::write(&options)?;
    ensure!(count::records(&file)? == ROWS, "records got lost");
    let counted = count::count(&count::Options::dates(
        file,
        date(options.year, 1, 1),
        date(options.year, 12, 31),
    ))?;
    ensure!(counted.book.is_closed(ROWS), "the book does not close");
    ensure!(
        counted.units.iter().all(count::Counts::adds_up),
        "the columns of form 06a do not add up"
    );
    Ok(())
}
