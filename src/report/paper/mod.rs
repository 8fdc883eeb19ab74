//! The papers people hand in, sign and publish: in comes the one computation, out goes a
//! [`Paper`] that every format writes. Nothing is calculated here, and nothing worded twice.

pub mod docx;
mod model;

pub use model::{
    Align, Annex, BLANK, Block, Cell, Chart, Closing, Column, Head, Paper, Role, Row, Table,
};
