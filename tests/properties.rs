//! What holds for every criteria set and every submission, tried on made-up ones that go
//! through the real readers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "properties/answers.rs"]
mod answers;
#[path = "properties/appraisals.rs"]
mod appraisals;
#[path = "properties/book.rs"]
mod book;
#[path = "properties/bytes.rs"]
mod bytes;
#[path = "properties/counterfactual.rs"]
mod counterfactual;
#[path = "properties/coverage.rs"]
mod coverage;
#[path = "properties/found.rs"]
mod found;
#[path = "properties/made_sets.rs"]
mod made_sets;
#[path = "properties/mending.rs"]
mod mending;
#[path = "properties/next.rs"]
mod next;
#[path = "properties/official.rs"]
mod official;
#[path = "properties/order.rs"]
mod order;
#[path = "properties/picks.rs"]
mod picks;
#[path = "properties/plan.rs"]
mod plan;
#[path = "properties/proof.rs"]
mod proof;
#[path = "properties/proof_sets.rs"]
mod proof_sets;
#[path = "properties/rows.rs"]
mod rows;
#[path = "properties/scoring.rs"]
mod scoring;
#[path = "properties/sets.rs"]
mod sets;
#[path = "properties/surveys.rs"]
mod surveys;
#[path = "properties/tables.rs"]
mod tables;
#[path = "properties/yaml.rs"]
mod yaml;

use proptest::test_runner::Config;

/// The default number of cases. Failures are printed as files to replay, and not kept elsewhere.
fn config() -> Config {
    Config {
        failure_persistence: None,
        ..Config::default()
    }
}
