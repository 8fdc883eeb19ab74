//! Dossier registers (sổ theo dõi hồ sơ): what is counted of each unit's dossiers.
//!
//! A register's text is read in parts (`text`); in each the ends of cells and rows are found
//! (`scan`), and each row is reduced once (`row`) to its unit and a key of everything that
//! metrics look at (`plan`). Rows of one unit and key are counted together (`tally`), and
//! metrics are sums of those counts ([`counts`]): so it costs nothing to have many of them.
//!
//! Names, addresses and telephone numbers never leave a register: of a row only the dossier's id
//! and where it stands are told.

pub mod columns;
pub mod condition;
pub mod counts;
pub mod definitions;
pub mod facts;
mod input;
pub mod labels;
mod lines;
pub mod mapping;
pub mod metrics;
pub mod moment;
pub mod opened;
mod outcome;
mod part;
pub mod plan;
pub mod read;
pub mod row;
mod scan;
mod short;
mod tally;
mod text;
pub mod values;
mod words;
