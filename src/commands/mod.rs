//! One file per command: its arguments and what it does.

pub mod arguments;
pub mod assessed;
pub mod audit;
pub mod basis;
pub mod batch;
pub mod check;
pub mod collect;
pub mod compare;
pub mod completions;
pub mod criteria;
pub mod explain;
pub mod goal;
pub mod init;
pub mod man;
pub mod missing;
pub mod misused;
pub mod output;
pub mod period;
pub mod plan;
pub mod rank;
pub mod recheck;
pub mod reconcile;
pub mod register;
pub mod report;
pub mod request;
pub mod run;
pub mod schema;
pub mod score;
mod start;
pub mod units;
pub mod verify;

pub use run::run;
