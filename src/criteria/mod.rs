//! Criteria sets: from YAML to a set that is valid by construction.
//!
//! [`read`] takes a file apart and reports every problem at once; [`model`] is what it gives;
//! [`shipped`] are the sets that come with the program; [`sets`] reads a set once for many.

pub mod code;
pub mod dates;
pub mod documents;
mod effort;
pub mod figures;
mod grading;
pub mod model;
mod nodes;
pub mod read;
pub mod readings;
pub mod register;
pub mod review;
pub mod sets;
pub mod shipped;
mod surveys;
pub mod wording;
