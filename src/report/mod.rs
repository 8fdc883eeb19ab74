//! From an assessment to bytes: one view, worded once, and one file per format.

pub mod asked;
pub mod blank;
pub mod check;
pub mod collect;
pub mod compare;
pub mod criteria;
pub mod csv;
pub mod details;
pub mod explain;
pub mod html;
pub mod json;
pub mod markdown;
pub mod measures;
pub mod missing;
pub mod paper;
pub mod ranking;
pub mod reconcile;
pub mod rule_words;
pub(crate) mod score_words;
pub mod steps;
pub mod template;
pub mod terminal;
pub mod verify;
pub mod view;
pub mod words;
pub(crate) mod workbook;
