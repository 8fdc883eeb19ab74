//! A ranking for people and spreadsheets: on screen, as Markdown, as CSV.

mod csv;
mod markdown;
mod sheet;
mod tables;
mod terminal;

pub use csv::{DETAILS_HEADER, HEADER, details, render as csv};
pub use markdown::render as markdown;
pub(crate) use tables::{Words, name, rank};
pub use terminal::render as terminal;
