//! The papers people hand in, sign and publish: in comes the one computation, out goes a
//! [`Paper`] that every format writes. Nothing is calculated here, and nothing worded twice.

pub mod csv;
pub mod html;
pub mod markdown;
mod model;
#[cfg(test)]
mod sample;
pub mod xlsx;

pub use model::{
    Align, Annex, BLANK, Block, Cell, Chart, Closing, Column, Head, Paper, Role, Row, Table,
};
