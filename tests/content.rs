//! What attachments are and say: files that programs wrote, files made by hand, and files that
//! mean harm.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "content/hostile.rs"]
mod hostile;
#[path = "content/made_pdf.rs"]
mod made_pdf;
#[path = "content/made_zip.rs"]
mod made_zip;
#[path = "content/mutations.rs"]
mod mutations;
#[path = "content/pdf.rs"]
mod pdf;
#[path = "content/samples.rs"]
mod samples;
#[path = "content/types.rs"]
mod types;
#[path = "content/words.rs"]
mod words;

use jiff::civil::{Date, date};
use parindex::content::{Content, Heading, Limits, Reading, inspect};

/// A file of `tests/data/content`.
fn sample(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/content");
    std::fs::read(folder.join(name)).unwrap()
}

/// Looks at bytes under a name, within the default limits.
fn look(name: &str, bytes: &[u8]) -> Content {
    inspect(name, bytes, &Limits::default())
}

/// The day of issue of the report of the samples.
const DAY: Date = date(2023, 3, 5);

/// What the report of the samples says.
fn report() -> Reading {
    heading(Some("12/BC-UBND"), Some(DAY))
}

fn heading(symbol: Option<&str>, issued: Option<Date>) -> Reading {
    Reading::Text(Heading {
        symbol: symbol.map(str::to_owned),
        issued,
    })
}
