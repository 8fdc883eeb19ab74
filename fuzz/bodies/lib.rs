//! What the fuzz targets run. The program's own tests run the same over the stored corpora
//! (`tests/fuzz_corpora.rs`), so every finding stays found.

pub mod attachment;
pub mod criteria_set;
pub mod expression;
mod input;
pub mod tables;
