//! From facts to an assessment: the one function that turns facts into points, and what
//! follows from calling it on changed facts.
//!
//! [`leaf`] scores one leaf; [`documents`] judges its evidence; [`book`] turns differences of
//! points into losses; [`tree`] rolls everything up and closes the book.

pub mod assessment;
pub mod book;
pub mod checks;
pub mod classes;
mod closing;
pub mod completeness;
pub mod documents;
pub mod dossiers;
pub mod leaf;
pub mod next;
pub mod official;
pub mod published;
pub mod reasons;
pub mod sources;
pub mod sums;
mod total;
pub mod tree;
