//! The most that is read of inputs, which may come from anywhere. Set once, from the command
//! line, before anything is read.

use std::sync::OnceLock;

use crate::content;
use crate::text::lang::{Text, text};

/// The most that is read.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a table.
    pub table_bytes: u64,
    /// Bytes that the parts of a workbook unpack to: some ten times what a table of a province
    /// takes. Its cells hold half as much text at most, for one text may stand in many of them.
    pub workbook_bytes: u64,
    /// Cells of a workbook, blank ones to the left of filled ones included.
    pub workbook_cells: usize,
    /// Nodes of a YAML file, aliases followed: some twenty times the largest set known.
    pub yaml_nodes: usize,
    /// Of attachments.
    pub content: content::Limits,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            table_bytes: 1 << 30,
            workbook_bytes: 300 << 20,
            workbook_cells: 5_000_000,
            yaml_nodes: 200_000,
            content: content::Limits::default(),
        }
    }
}

static LIMITS: OnceLock<Limits> = OnceLock::new();

/// The limits that hold.
pub fn get() -> &'static Limits {
    LIMITS.get_or_init(Limits::default)
}

/// Sets the limits; later calls change nothing.
pub fn set(limits: Limits) {
    let _ = LIMITS.set(limits);
}

/// What can be limited, as `--limit` names it.
pub const NAMES: [&str; 10] = [
    "table",
    "workbook",
    "workbook-cells",
    "yaml-nodes",
    "file",
    "pdf",
    "pdf-work",
    "zip-entries",
    "zip-part",
    "zip-ratio",
];

impl Limits {
    /// Takes in `NAME=VALUE`; sizes may end in KB, MB or GB (1,024 each).
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn take(&mut self, said: &str) -> Result<(), Text> {
        let names = NAMES.join(", ");
        let (name, value) = said.split_once('=').ok_or_else(|| {
            text!(
                "`{said}` không có dạng TÊN=GIÁ_TRỊ (tên: {names})",
                "`{said}` is not NAME=VALUE (names: {names})"
            )
        })?;
        let number = size(value).ok_or_else(|| {
            text!(
                "`{value}` không phải một số, hoặc một cỡ như 200MB",
                "`{value}` is no number, nor a size such as 200MB"
            )
        })?;
        match name.trim() {
            "table" => self.table_bytes = number,
            "workbook" => self.workbook_bytes = number,
            "workbook-cells" => {
                self.workbook_cells = usize::try_from(number).unwrap_or(usize::MAX);
            }
            "yaml-nodes" => self.yaml_nodes = usize::try_from(number).unwrap_or(usize::MAX),
            "file" => self.content.file_bytes = number,
            "pdf" => self.content.pdf_bytes = number,
            "pdf-work" => self.content.pdf_work = number,
            "zip-entries" => self.content.zip_entries = number,
            "zip-part" => self.content.zip_bytes = number,
            "zip-ratio" => self.content.zip_ratio = number,
            _ => {
                return Err(text!(
                    "không có giới hạn tên `{name}`; có: {names}",
                    "there is no limit `{name}`; there are: {names}"
                ));
            }
        }
        Ok(())
    }
}

fn size(text: &str) -> Option<u64> {
    let upper = text.trim().to_uppercase();
    let units = [("GB", 30), ("MB", 20), ("KB", 10), ("B", 0), ("", 0)];
    let (digits, shift) = units
        .into_iter()
        .find_map(|(unit, shift)| Some((upper.strip_suffix(unit)?, shift)))?;
    let number: u64 = digits.trim().parse().ok()?;
    number.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_counted_in_powers_of_1024() {
        assert_eq!(size("200MB"), Some(209_715_200));
        assert_eq!(size(" 3 kb "), Some(3_072));
        assert_eq!(size("20000"), Some(20_000));
        assert_eq!(size("-1"), None);
        assert_eq!(size("99999999999999GB"), None);
    }

    #[test]
    fn every_name_is_a_limit() {
        for name in NAMES {
            assert!(
                Limits::default().take(&format!("{name}=1")).is_ok(),
                "{name}"
            );
        }
        assert!(Limits::default().take("khac=1").is_err());
        assert!(Limits::default().take("file").is_err());
    }
}
