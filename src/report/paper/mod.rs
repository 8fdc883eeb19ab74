//! The papers people hand in, sign and publish: in comes the one computation, out goes a
//! [`Paper`] that every format writes. Nothing is calculated here, and nothing worded twice.

mod appraisal;
pub mod csv;
pub mod docx;
mod evidence;
pub mod html;
mod letter;
pub mod markdown;
mod model;
mod plan;
mod ranking;
mod receipt;
#[cfg(test)]
mod sample;
mod scores;
mod self_score;
mod supplement;
pub mod terminal;
mod written;
pub mod xlsx;

pub use appraisal::{appraisal, appraisal_of_field};
pub use model::{
    Align, Annex, BLANK, Block, Cell, Chart, Closing, Column, Head, Paper, Role, Row, Table,
};
pub use plan::{plan, slip};
pub use ranking::ranking;
pub use receipt::receipt;
pub use self_score::self_score;
pub use supplement::supplement;
pub use written::{Unwritten, written};
