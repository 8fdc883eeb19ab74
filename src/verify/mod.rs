//! Results worked out again, on any machine, from the record that they carry, and held against
//! what their files say: JSON value by value, pages text by text, workbooks cell by cell.
//!
//! ```text
//!   file ──▶ record ──score, render──▶ the same file?     a number, reason or hash was changed
//!   inputs ──score, render──▶ the same record and file?   an input was changed, is new or gone
//! ```

mod carried;
mod difference;
mod html;
pub mod inputs;
mod json;
pub mod receipt;
mod xlsx;

use serde_json::Value;

pub use carried::{Format, NoRecord};
pub use difference::Difference;

use crate::points::Points;
use crate::record::{Broken, PaperRecord, Rebuilt, Record, Rescored, seal_of};
use carried::Body;

/// A result's file that carries a record, taken apart.
#[derive(Debug)]
pub struct Carried {
    body: Body,
    json: Value,
    record: Result<Record, Broken>,
}

/// What working a result out again gave.
#[derive(Debug)]
pub struct Verified {
    /// The result, worked out again; `None` where its record does not allow that.
    pub points: Option<Points>,
    /// Where the file differs from it; the seal of the record last.
    pub differences: Vec<Difference>,
}

/// A record that cannot be worked out again.
#[derive(Debug, thiserror::Error)]
pub enum Unworkable {
    /// It says what cannot be, and its seal is whole: another version made it.
    #[error("{0}")]
    Broken(#[from] Broken),
    /// The program failed at it.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl Carried {
    /// Reads a result's file.
    ///
    /// # Errors
    /// Where it carries no record.
    pub fn read(bytes: &[u8]) -> Result<Self, NoRecord> {
        let (body, json) = carried::read(bytes)?;
        let record = Record::from_json(&json);
        Ok(Self { body, json, record })
    }

    /// Its format.
    pub fn format(&self) -> Format {
        self.body.format()
    }

    /// The version of the program that made it, as it says.
    pub fn version(&self) -> &str {
        let version = self.json.get("version").and_then(Value::as_str);
        version.unwrap_or_default()
    }

    /// Its record.
    ///
    /// # Errors
    /// Where it has another form.
    pub fn record(&self) -> Result<&Record, Broken> {
        self.record.as_ref().map_err(Clone::clone)
    }

    /// What it is worked out from, and what that gives.
    ///
    /// # Errors
    /// Where the record says what cannot be, or the book does not close.
    pub fn rebuild(&self) -> Result<(Rebuilt, Rescored), Unworkable> {
        let rebuilt = self.record()?.clone().rebuild()?;
        if self.format() == Format::Xlsx && rebuilt.paper.is_none() {
            return Err(Broken::new("paper").into());
        }
        let scored = rebuilt.assess().map_err(anyhow::Error::from)?;
        Ok((rebuilt, scored))
    }

    /// Works it out again and holds the file against that.
    ///
    /// # Errors
    /// Where the record says what cannot be although its seal is whole, or the program fails.
    pub fn verify(&self) -> Result<Verified, Unworkable> {
        let broken = self.broken_seal();
        match (self.rebuild(), broken) {
            (Ok((rebuilt, scored)), broken) => {
                let view = rebuilt.view(&scored);
                let mut differences = self.body.compare(&view, rebuilt.paper.as_ref())?;
                differences.extend(broken);
                Ok(Verified {
                    points: Some(scored.result().total.points),
                    differences,
                })
            }
            // A record that was changed until it says nothing is a difference, too.
            (Err(_), Some(broken)) => Ok(Verified {
                points: None,
                differences: vec![broken],
            }),
            (Err(unworkable), None) => Err(unworkable),
        }
    }

    /// The seal of the record, where it is not that of what stands in the record.
    fn broken_seal(&self) -> Option<Difference> {
        let stated = self.json.get("seal").and_then(Value::as_str);
        let computed = seal_of(&self.json);
        (stated != Some(computed.as_str())).then(|| Difference {
            place: "record.seal".to_owned(),
            stated: stated.map(str::to_owned),
            computed: Some(computed),
        })
    }

    fn paper(&self) -> Option<&PaperRecord> {
        self.record.as_ref().ok()?.paper()
    }
}
