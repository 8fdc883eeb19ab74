//! Scores a Vietnamese commune's PAR Index (Chỉ số cải cách hành chính) and names the cause
//! of every lost point.
//!
//! The pipeline, each stage knowing only those before it:
//!
//! 1. [`criteria`]: YAML → a set that is valid by construction
//! 2. [`evidence`]: manifest, tables, registers, attachments → facts, each with its place
//! 3. [`rules`]: facts → an award, one file per rule kind
//! 4. [`score`]: awards → an assessment whose book closes at every node
//! 5. [`report`]: assessment → bytes for people and programs
//!
//! Between the second and the third stands [`survey`]: counted answers come to figures. Beside
//! the fourth stand [`plan`]: the cheapest way to more points; [`recheck`]: what changed
//! from claim to published points, and why; [`audit`]: what does not go together across units;
//! and [`reconcile`]: which readings of a set reproduce official points. Beside the fifth stands
//! the [`record`] that results carry, from which [`verify`] works them out again, and
//! [`compare`] says what changed between two. Below all of them lie [`paths`], [`points`] and
//! [`text`].

pub mod annex;
pub mod audit;
pub mod cli;
pub mod commands;
pub mod compare;
pub mod console;
pub mod contained;
pub mod content;
pub mod criteria;
pub mod diagnostic;
pub mod evidence;
pub mod limits;
pub mod paths;
pub mod plan;
pub mod points;
pub mod proof;
pub mod ranking;
pub mod recheck;
pub mod reconcile;
pub mod record;
pub mod report;
pub mod rules;
pub mod schema;
pub mod score;
pub mod survey;
pub mod tables;
pub mod text;
pub mod verify;
pub mod yaml;
