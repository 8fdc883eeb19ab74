//! From files to facts: tables with the place of every cell, attachments, and what they say
//! of each leaf.

pub mod assumed;
pub mod attachments;
pub mod batch;
pub mod candidates;
pub mod cells;
mod codes;
pub mod columns;
pub mod contents;
mod crosswise;
pub mod evidence_rows;
pub mod facts;
mod figure_cells;
pub mod figure_names;
mod figure_rows;
mod figure_store;
mod file_fault;
pub mod gather;
pub mod home;
pub mod info_sheet;
pub mod inputs;
pub mod load;
pub mod location;
pub mod manifest;
pub mod near;
pub mod point_rows;
pub mod proposals;
pub mod reading;
pub mod submission;
pub mod symbol;
mod table_faults;
pub mod table_files;
pub mod table_kinds;
mod targets;
pub mod unit_list;
mod unit_sheets;
pub mod written_path;
