//! What `check` proves of a set, held against what scoring does: nothing that is proved is
//! refuted by facts, and what is reported with figures shows with them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use parindex::criteria::model::{CriteriaSet, Leaf, Node};
use parindex::criteria::read;
use parindex::diagnostic::{At, Code, Diagnostic, Place, Problems, Severity, SourceFile};
use parindex::evidence::facts::{Facts, FigureValues, LeafFacts, Stated, Value};
use parindex::points::Exact;
use parindex::proof::prove;
use parindex::rules::Rule;
use parindex::rules::award::{Award, Given, Step};
use parindex::score::tree::{Options, assess};
use parindex::text::lang::Lang;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};
use rust_decimal::Decimal;

use crate::made_sets::set;
use crate::proof_sets::{NAMES, ProofCase, any_figure, any_value, proof_case, small_figure, value};
use crate::scoring::cases;

/// A set with what is found wrong with it.
struct Proved {
    set: CriteriaSet,
    found: Vec<Diagnostic>,
}

/// What one leaf gives for some figures.
struct Outcome {
    figures: [Decimal; 3],
    /// The measured value; `None` where a denominator is 0, or several rules are tried.
    value: Option<Exact>,
    /// `None` where the rule does not apply.
    points: Option<Exact>,
    steps: Vec<Step>,
}

impl Proved {
    fn of(case: &ProofCase) -> Self {
        let problems = Problems::default();
        let (file, _) = SourceFile::new("bo-thu.yaml", case.yaml.as_bytes());
        let set = read::read(&Arc::new(file), None, &problems);
        assert!(!problems.any_error(), "{:?}", problems.into_sorted());
        let set = set.expect("a set without problems");
        let problems = Problems::default();
        prove(&set, &problems);
        Self {
            set,
            found: problems.into_sorted(),
        }
    }

    fn has(&self, codes: &[Code]) -> bool {
        self.found.iter().any(|found| codes.contains(&found.code))
    }

    fn is_proved(&self) -> bool {
        let mut severities = self.found.iter().map(|found| found.code.severity());
        severities.all(|severity| severity != Severity::Error)
    }

    fn leaf(&self) -> (&Node, &Leaf) {
        let (_, node, leaf) = self.set.leaves().next().expect("a leaf");
        (node, leaf)
    }

    fn max(&self) -> Exact {
        self.leaf().0.max.into()
    }

    fn stated(&self, figures: [Decimal; 3]) -> FigureValues {
        let mut values = FigureValues::default();
        for (name, value) in NAMES.into_iter().zip(figures) {
            let place = Place {
                file: Arc::clone(&self.set.source),
                at: At::File,
            };
            let value = Value::Number(value);
            values.insert(name.into(), Stated { value, place });
        }
        values
    }

    /// What a rule gives for these figures.
    fn outcome(&self, rule: &Rule, figures: [Decimal; 3]) -> Outcome {
        let trace = RefCell::new(Vec::new());
        let given = Given {
            max: &self.max(),
            figures: &self.stated(figures),
            common: &FigureValues::default(),
            documents: &BTreeMap::new(),
            trace: Some(&trace),
        };
        let points = match rule.award(&given) {
            Award::Points { points, .. } | Award::Pending { points } => Some(points),
            Award::NotApplicable => None,
        };
        let steps = trace.into_inner();
        let value = match rule {
            Rule::BestOf(_) => None,
            _ => steps.iter().find_map(|step| match step {
                Step::Value(_, value) => Some(value.clone()),
                _ => None,
            }),
        };
        Outcome {
            figures,
            value,
            points,
            steps,
        }
    }

    /// Every branch of the leaf's rule; without branches, the rule itself.
    fn branches(&self) -> &[Rule] {
        match &self.leaf().1.rule {
            Rule::BestOf(best) => &best.branches,
            rule => std::slice::from_ref(rule),
        }
    }

    /// What a rule gives for all figures of small ranges.
    fn outcomes(&self, rule: &Rule, case: &ProofCase) -> Vec<Outcome> {
        let [a, b, c] = case.figures;
        // A figure that the rule does not read keeps its first value.
        let read = rule.figures();
        let values = |name: &str, figure: crate::proof_sets::Declared| {
            let mut values = figure.values();
            if !read.contains(name) {
                values.truncate(1);
            }
            values
        };
        let [a, b, c] = [values("a", a), values("b", b), values("c", c)];
        let mut outcomes = Vec::new();
        for a in &a {
            for b in &b {
                for c in &c {
                    outcomes.push(self.outcome(rule, [*a, *b, *c]));
                }
            }
        }
        outcomes
    }
}

impl Outcome {
    fn in_no_band(&self) -> bool {
        self.steps.contains(&Step::NoBand)
    }

    fn in_several_bands(&self) -> bool {
        self.steps
            .iter()
            .any(|step| matches!(step, Step::AlsoBand(_)))
    }
}

/// Whether points only rise, or only fall, with the value.
fn is_monotone(outcomes: &[Outcome]) -> bool {
    let mut pairs: Vec<(&Exact, &Exact)> = outcomes
        .iter()
        .filter_map(|outcome| outcome.value.as_ref().zip(outcome.points.as_ref()))
        .collect();
    pairs.sort();
    let points = || pairs.iter().map(|(_, points)| *points);
    points().is_sorted() || points().is_sorted_by(|a, b| a >= b)
}

fn every_band_has_a_value(rule: &Rule, outcomes: &[Outcome]) -> bool {
    let Rule::Bands(rule) = rule else {
        return true;
    };
    let has_value = |band: usize| {
        let mut steps = outcomes.iter().flat_map(|outcome| &outcome.steps);
        steps.any(|step| matches!(step, Step::Band(at) | Step::AlsoBand(at) if *at == band))
    };
    (1..=rule.bands.len()).all(has_value)
}

/// The figures of an example: `(a = 1,000, b = −0.5)` of an English message.
fn example(message: &str) -> Option<BTreeMap<String, Decimal>> {
    let inner = message.split_once(" (")?.1.split_once(')')?.0;
    let figures = inner.split(", ").map(|figure| {
        let (name, value) = figure.split_once(" = ").expect("a name and a value");
        let plain = value.replace(',', "").replace('−', "-");
        let value = Decimal::from_str_exact(&plain);
        let value = value.unwrap_or_else(|_| panic!("no number can be stated: {message}"));
        (name.to_owned(), value)
    });
    Some(figures.collect())
}

proptest! {
    #![proptest_config(crate::config())]

    /// Ranges so small that all their values are tried.
    #[test]
    fn nothing_is_proved_that_some_figures_refute(
        case in proof_case(small_figure(false), value().boxed()),
    ) {
        let proved = Proved::of(&case);
        let open = proved.has(&[Code::Unproved]);
        let max = proved.max();
        for rule in proved.branches() {
            let outcomes = proved.outcomes(rule, &case);
            let kind = rule.kind();
            for outcome in &outcomes {
                let figures = outcome.figures;
                let points = outcome.points.clone().unwrap_or_else(Exact::zero);
                prop_assert!(points >= Exact::zero() && points <= max, "{kind} {figures:?}");
                if !open && !proved.has(&[Code::BandGap]) {
                    prop_assert!(!outcome.in_no_band(), "in no band: {figures:?}");
                }
                if !open && !proved.has(&[Code::BandOverlap]) {
                    prop_assert!(!outcome.in_several_bands(), "in two bands: {figures:?}");
                }
            }
            let with_value = || outcomes.iter().filter(|outcome| outcome.value.is_some());
            let clean = !open && !proved.has(&[Code::BandGap, Code::BandOverlap, Code::NotMonotone]);
            if clean || !matches!(rule, Rule::Bands(_)) {
                prop_assert!(is_monotone(&outcomes), "{kind} is not monotone");
            }
            // What is said to be out of reach is not reached.
            let unreachable = proved.has(&[Code::MaxUnreachable]);
            if unreachable {
                let reached = with_value().find(|outcome| outcome.points.as_ref() == Some(&max));
                let figures = reached.map(|outcome| outcome.figures);
                prop_assert!(reached.is_none(), "the maximum is reached: {figures:?}");
            }
            let gap = proved.has(&[Code::BandGap]);
            if proved.has(&[Code::CannotLose]) && !gap && !open && proved.branches().len() == 1 {
                let lost = with_value().find(|outcome| outcome.points.as_ref() != Some(&max));
                let figures = lost.map(|outcome| outcome.figures);
                prop_assert!(lost.is_none(), "points are lost: {figures:?}");
            }
        }
    }

    /// Of whole figures all values are tried: what is reported as certain shows.
    #[test]
    fn of_whole_figures_nothing_is_reported_that_cannot_be(
        case in proof_case(small_figure(true), value().boxed()),
    ) {
        let proved = Proved::of(&case);
        let open = proved.has(&[Code::Unproved]);
        let max = proved.max();
        let branches = proved.branches();
        let of_branches: Vec<Vec<Outcome>> =
            branches.iter().map(|rule| proved.outcomes(rule, &case)).collect();
        let all = || of_branches.iter().flatten();
        if proved.has(&[Code::BandGap]) {
            prop_assert!(all().any(Outcome::in_no_band), "every value lies in a band");
        }
        if proved.has(&[Code::BandOverlap]) {
            prop_assert!(all().any(Outcome::in_several_bands), "no value lies in two bands");
        }
        // Where bands overlap the first counts, and what the other gives is not seen.
        let apart = !proved.has(&[Code::BandGap, Code::BandOverlap]);
        let flat = !case.yaml.contains("interpolate") && !case.yaml.contains("proportional: true");
        if apart && flat && proved.has(&[Code::NotMonotone]) {
            // Where a band has no value, it may be said of that band.
            let mut of_rules = branches.iter().zip(&of_branches);
            let shows = of_rules.any(|(rule, outcomes)| {
                !is_monotone(outcomes) || !every_band_has_a_value(rule, outcomes)
            });
            prop_assert!(shows, "monotone");
        }
        let reached = |outcomes: &Vec<Outcome>| {
            let mut of_values = outcomes.iter().filter(|outcome| outcome.value.is_some());
            of_values.any(|outcome| outcome.points.as_ref() == Some(&max))
        };
        if apart && !open && !proved.has(&[Code::MaxUnreachable, Code::BranchMax]) {
            prop_assert!(of_branches.iter().all(reached), "the maximum is not reached");
        }
        if proved.has(&[Code::MaxUnreachable, Code::BranchMax]) {
            prop_assert!(!of_branches.iter().all(reached), "every maximum is reached");
        }
        // A zero denominator may give 0 points, too.
        let lost = |outcomes: &Vec<Outcome>| {
            let mut points = outcomes.iter().filter_map(|outcome| outcome.points.as_ref());
            points.any(|points| points != &max)
        };
        if apart && !open && !proved.has(&[Code::CannotLose]) {
            prop_assert!(of_branches.iter().all(lost), "nothing can be lost");
        }
        if apart && !open && proved.has(&[Code::CannotLose]) {
            prop_assert!(!of_branches.iter().all(lost), "points can be lost");
        }
    }

    #[test]
    fn the_figures_of_a_gap_or_an_overlap_show_it(
        case in proof_case(any_figure(), value().boxed()),
    ) {
        let proved = Proved::of(&case);
        for found in &proved.found {
            let gap = match found.code {
                Code::BandGap => true,
                Code::BandOverlap => false,
                _ => continue,
            };
            let message = found.message.get(Lang::En);
            let given = example(message).unwrap_or_default();
            let mut figures = [Decimal::ZERO; 3];
            for ((name, figure), value) in
                NAMES.into_iter().zip(case.figures).zip(&mut figures)
            {
                if let Some(given) = given.get(name) {
                    prop_assert!(figure.takes(*given), "{name} cannot be {given}: {message}");
                    *value = *given;
                }
            }
            let shows = proved.branches().iter().any(|rule| {
                let named = rule.figures().into_iter().all(|name| given.contains_key(name));
                let outcome = proved.outcome(rule, figures);
                named && if gap { outcome.in_no_band() } else { outcome.in_several_bands() }
            });
            prop_assert!(shows, "{message}");
        }
    }

    #[test]
    fn a_proved_leaf_can_be_scored_for_any_figures(
        case in proof_case(any_figure(), value().boxed()),
        seeds in vec(any::<[u32; 3]>(), 40),
    ) {
        let proved = Proved::of(&case);
        if !proved.is_proved() {
            return Ok(());
        }
        let max = proved.max();
        for seeds in seeds {
            let [a, b, c] = case.figures;
            let figures = [a.pick(seeds[0]), b.pick(seeds[1]), c.pick(seeds[2])];
            let mut facts = Facts::default();
            let said = LeafFacts {
                figures: proved.stated(figures),
                ..LeafFacts::default()
            };
            let (index, ..) = proved.set.leaves().next().expect("a leaf");
            facts.leaves.insert(index, said);
            let assessment = assess(&proved.set, &facts, Options::default());
            let assessment = assessment.expect("the book closes");
            let score = assessment.nodes[index].leaf.as_ref().expect("a leaf");
            prop_assert!(!fails(&score.steps), "{figures:?}: {:?}", score.steps);
            let points = assessment.nodes[index].points.map_or_else(Exact::zero, Exact::from);
            prop_assert!(points >= Exact::zero() && points <= max, "{figures:?}");
        }
    }

    #[test]
    fn any_value_is_proved_or_not_and_soon(
        case in proof_case(any_figure(), any_value().boxed()),
    ) {
        let started = std::time::Instant::now();
        let proved = Proved::of(&case);
        let took = started.elapsed();
        prop_assert!(took < std::time::Duration::from_secs(5), "{took:?}");
        drop(proved);
    }
}

proptest! {
    #![proptest_config(Config { cases: crate::config().cases / 4, ..crate::config() })]

    /// Leaves of all kinds, with documents and figures as units state them.
    #[test]
    fn proved_leaves_of_any_kind_can_be_scored(case in cases(set())) {
        let problems = Problems::default();
        prove(&case.set, &problems);
        let found = problems.into_sorted();
        let scored = case.score();
        for (index, node, leaf) in case.set.leaves() {
            let own = format!("{}: ", node.code);
            let of_leaf = |found: &&Diagnostic| found.message.get(Lang::En).starts_with(&own);
            let error = |found: &Diagnostic| found.code.severity() == Severity::Error;
            if found.iter().filter(of_leaf).any(error) {
                continue;
            }
            let steps = &scored.leaf(index).steps;
            prop_assert!(!fails(steps), "{} {}: {steps:?}", node.code, leaf.rule.kind());
        }
    }
}

/// Whether a leaf failed to score.
fn fails(steps: &[Step]) -> bool {
    let fails = |step: &Step| matches!(step, Step::NoBand | Step::AlsoBand(_));
    steps.iter().any(fails)
}

/// The made-up sets reach what these properties are about: a fixed number of them, always the
/// same ones.
#[test]
fn made_up_sets_are_proved_and_refuted() {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = |name: String| *seen.entry(name).or_default() += 1;
    let mut runner = TestRunner::deterministic();
    let cases = proof_case(any_figure(), value().boxed());
    for _ in 0..400 {
        let case = cases.new_tree(&mut runner).expect("a case").current();
        let proved = Proved::of(&case);
        if proved.is_proved() {
            count(format!("proved {}", proved.leaf().1.rule.kind()));
        }
        let codes: BTreeSet<Code> = proved.found.iter().map(|found| found.code).collect();
        for code in codes {
            count(code.id().to_owned());
        }
    }
    for (name, least) in [
        ("proved bands", 20),
        ("proved proportional", 10),
        ("proved per_item", 10),
        ("proved deduct", 5),
        ("proved best_of", 2),
        (Code::BandGap.id(), 30),
        (Code::BandOverlap.id(), 5),
        (Code::NotMonotone.id(), 10),
        (Code::MaxUnreachable.id(), 50),
        (Code::BranchMax.id(), 10),
        (Code::CannotLose.id(), 10),
        (Code::Unproved.id(), 10),
    ] {
        let found = seen.get(name).copied().unwrap_or(0);
        assert!(found >= least, "{name}: {found} of {least} in {seen:#?}");
    }
}
