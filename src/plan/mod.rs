//! The cheapest way to more points: which documents to attach and which figures to raise so
//! that a total or a class is reached with the least work. In come a set and the facts of a
//! unit, out come steps, each with the points that scoring again gives, and a proof.
//!
//! ```text
//!   universe: what could be done ── choices of each group of leaves ── frontier: most points
//!   (documents, chains of figures)   that share documents              for each effort ── goal
//! ```
//!
//! Leaves that share a document are worked out together, for one document serves them all;
//! leaves of a bonus field too, for its cap is on their sum. All else adds up, so frontiers of
//! groups merge into one, and nothing that could be best is dropped on the way.

mod choices;
pub mod efforts;
mod frontier;
mod groups;
pub mod solve;
mod totals;
pub mod universe;
pub mod unreachable;
pub mod weakest;
