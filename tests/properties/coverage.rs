//! The made-up cases reach what the properties are about: no property passes for want of cases.

use std::collections::BTreeMap;

use parindex::rules::KINDS;
use parindex::score::assessment::Cause;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::made_sets::set;
use crate::mending::at_best;
use crate::scoring::{Case, cases};

type Tally = BTreeMap<String, usize>;

/// What a number of cases, always the same ones, come to.
#[derive(Default)]
struct Seen {
    kinds_with_some_points: Tally,
    causes: Tally,
    states: Tally,
    statuses: Tally,
    figures_mended: Tally,
    at_risk: usize,
    regain_other_than_the_share: usize,
}

impl Seen {
    fn take(&mut self, case: &Case) {
        let scored = case.score();
        let count = |tally: &mut Tally, name: &str| {
            *tally.entry(name.to_owned()).or_default() += 1;
        };
        for (index, node, leaf) in case.set.leaves() {
            let points = scored.points(index);
            if !points.is_zero() {
                count(&mut self.kinds_with_some_points, leaf.rule.kind());
            }
            count(
                &mut self.statuses,
                &format!("{:?}", scored.assessment.nodes[index].status),
            );
            for judged in &scored.leaf(index).documents {
                count(&mut self.states, judged.state.id());
            }
            self.at_risk += usize::from(!scored.leaf(index).at_risk.is_zero());
            let code = node.code.to_string();
            for loss in scored.losses(index) {
                count(&mut self.causes, loss.cause.id());
                self.regain_other_than_the_share += usize::from(loss.regain != loss.points);
                let figures: Vec<&str> = loss.figures.iter().map(String::as_str).collect();
                let rule = &case.spec.leaf(&code).rule;
                if !figures.is_empty()
                    && at_best(&case.spec, &code, rule, &figures, &case.answers).is_some()
                {
                    let name = format!("{} {}", leaf.rule.kind(), loss.cause.id());
                    count(&mut self.figures_mended, &name);
                }
            }
        }
        let roundings = scored
            .assessment
            .losses
            .iter()
            .filter(|l| l.cause == Cause::Rounding);
        for loss in roundings {
            count(&mut self.causes, loss.cause.id());
        }
    }
}

/// Every name was met at least so often.
fn assert_met<'n>(tally: &Tally, names: impl IntoIterator<Item = &'n str>, least: usize) {
    for name in names {
        let met = tally.get(name).copied().unwrap_or(0);
        assert!(
            met >= least,
            "{name}: met {met} times of {least}, all: {tally:?}"
        );
    }
}

#[test]
fn made_up_cases_reach_every_rule_state_and_cause() {
    let mut runner = TestRunner::deterministic();
    let strategy = cases(set());
    let mut seen = Seen::default();
    for _ in 0..250 {
        let tree = strategy.new_tree(&mut runner).expect("every set is valid");
        seen.take(&tree.current());
    }
    assert_met(&seen.kinds_with_some_points, KINDS, 5);
    assert_met(
        &seen.statuses,
        ["Full", "Short", "Pending", "NotApplicable"],
        10,
    );
    let states = [
        "not_declared",
        "file_missing",
        "file_unusable",
        "wrong_format",
        "wrong_type",
        "out_of_dates",
        "explained",
        "in_order",
    ];
    assert_met(&seen.states, states, 5);
    let causes = [
        "document_missing",
        "file_missing",
        "file_unusable",
        "wrong_format",
        "wrong_type",
        "out_of_dates",
        "figure_missing",
        "shortfall",
        "level",
        "deduction",
        "late",
        "stated_less",
        "awarded_less",
        "rounding",
    ];
    assert_met(&seen.causes, causes, 5);
    let mended = [
        "proportional shortfall",
        "proportional figure_missing",
        "bands shortfall",
        "per_item shortfall",
        "deduct deduction",
        "deduct figure_missing",
        "levels level",
        "stated stated_less",
        "awarded awarded_less",
    ];
    assert_met(&seen.figures_mended, mended, 2);
    assert!(seen.at_risk >= 10, "{} leaves at risk", seen.at_risk);
    assert!(seen.regain_other_than_the_share >= 50);
}
