//! Criteria sets made up at random.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::sets::{
    BandSpec, DocumentSpec, FigureSpec, Gives, Issued, LeafSpec, Missing, RequirementSpec,
    RuleSpec, SetSpec, Shape, StepSpec, Tree, ValueSpec,
};

prop_compose! {
    fn value()(
        shape in prop_oneof![
            3 => Just(Shape::Plain),
            3 => Just(Shape::Ratio),
            2 => Just(Shape::Difference),
            1 => Just(Shape::Scaled),
            1 => Just(Shape::Remainder),
            1 => Just(Shape::Least),
            1 => Just(Shape::Common),
            1 => Just(Shape::OverCommon),
        ],
        first in 0..3usize,
        on_zero in select(vec!["full", "zero", "not_applicable"]),
    ) -> ValueSpec {
        ValueSpec { shape, first, on_zero }
    }
}

prop_compose! {
    fn band()(
        width in 1..=60u32,
        takes_upper_end in any::<bool>(),
        gives in prop_oneof![
            2 => (0..=8u32).prop_map(Gives::Points),
            1 => Just(Gives::Proportional),
            1 => (0..=8u32, 0..=8u32).prop_map(|(a, b)| Gives::Interpolate(a, b)),
        ],
    ) -> BandSpec {
        BandSpec { width, takes_upper_end, gives }
    }
}

prop_compose! {
    fn step()(days in 1..=120i64, drop in 0..=4u32) -> StepSpec {
        StepSpec { days, drop }
    }
}

prop_compose! {
    fn deadline()(requirement in 0..3usize, steps in vec(step(), 1..=3), late in 0..=8u32) -> RuleSpec {
        RuleSpec::Deadline { requirement, steps, late }
    }
}

fn single_rule() -> impl Strategy<Value = RuleSpec> {
    prop_oneof![
        1 => Just(RuleSpec::Presence),
        2 => (value(), prop_oneof![Just(100u32), 10..=150u32], option::of(0..=90u32)).prop_map(
            |(value, full_at, zero_below)| RuleSpec::Proportional { value, full_at, zero_below }
        ),
        2 => (value(), vec(band(), 1..=4))
            .prop_map(|(value, bands)| RuleSpec::Bands { value, bands }),
        2 => (value(), 1..=3000u32, option::of(-20..=200i64), option::of(1..=300u32)).prop_map(
            |(value, points, from, step)| RuleSpec::PerItem { value, points, from, step }
        ),
        2 => (value(), 1..=3000u32, option::of(1..=300u32), option::of(0..=8u32)).prop_map(
            |(value, points, step, floor)| RuleSpec::Deduct { value, points, step, floor }
        ),
        2 => deadline(),
        1 => vec(0..=8u32, 1..=4).prop_map(RuleSpec::Levels),
        1 => vec(0..=8u32, 0..=3).prop_map(RuleSpec::Stated),
        1 => Just(RuleSpec::Awarded),
    ]
}

pub(crate) fn rule() -> impl Strategy<Value = RuleSpec> {
    prop_oneof![
        6 => single_rule(),
        1 => best_of(),
    ]
}

/// `best_of` rules. Branches that read the same reserved figure take the same values of it.
pub(crate) fn best_of() -> impl Strategy<Value = RuleSpec> {
    vec(single_rule(), 1..=3).prop_map(|mut branches| {
        let levels = branches.iter().find_map(|branch| match branch {
            RuleSpec::Levels(levels) => Some(levels.clone()),
            _ => None,
        });
        for branch in &mut branches {
            match branch {
                RuleSpec::Stated(choices) => choices.clear(),
                RuleSpec::Levels(own) => own.clone_from(levels.as_ref().unwrap_or(&Vec::new())),
                _ => {}
            }
        }
        RuleSpec::BestOf(branches)
    })
}

prop_compose! {
    fn document()(
        types in subsequence(vec!["KH", "BC", "QĐ"], 0..=2),
        issued in prop_oneof![
            Just(Issued::Silent),
            Just(Issued::Any),
            (0..300i64).prop_map(Issued::From),
            (0..300i64).prop_map(Issued::By),
            (0..300i64, 0..90i64).prop_map(|(from, more)| Issued::Within(from, from + more)),
        ],
        files in 1..=3usize,
        accept in select(vec![&["file"][..], &["link"], &["file", "link"]]),
        only_pdf in any::<bool>(),
    ) -> DocumentSpec {
        DocumentSpec { types, issued, files, accept, only_pdf }
    }
}

prop_compose! {
    fn requirement()(
        documents in prop_oneof![3 => vec(document(), 1), 1 => vec(document(), 2..=3)],
        missing in prop_oneof![
            2 => Just(Missing::Void),
            3 => (0..=4u32).prop_map(Missing::Lose),
            2 => Just(Missing::Explain),
        ],
    ) -> RequirementSpec {
        RequirementSpec { documents, missing }
    }
}

prop_compose! {
    fn figure()(
        kind in select(vec![None, Some("count"), Some("number"), Some("percent"), Some("money")]),
        at_least_one in any::<bool>(),
    ) -> FigureSpec {
        FigureSpec { kind, at_least_one: at_least_one && kind.is_some() }
    }
}

prop_compose! {
    fn leaf_with(rule: BoxedStrategy<RuleSpec>)(
        max in 0..2400u32,
        rule in rule,
        mut requirements in prop_oneof![1 => Just(Vec::new()), 2 => vec(requirement(), 1..=3)],
        spare in requirement(),
        figures in [figure(), figure(), figure()],
        source in select(vec!["self", "system", "survey", "council"]),
        not_applicable in select(vec!["forbid", "full", "exclude"]),
    ) -> Tree {
        if requirements.is_empty() && rule.needs_documents() {
            requirements.push(spare);
        }
        Tree::Leaf(Box::new(LeafSpec { max, rule, requirements, figures, source, not_applicable }))
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    leaf_with(rule().boxed())
        .prop_recursive(3, 4, 3, |inner| vec(inner, 1..=3).prop_map(Tree::Inner))
}

/// A penalty leaf has no documents, and its rule takes nothing off by itself.
fn as_penalty(leaf: &mut LeafSpec) {
    let by_figures =
        |rule: &RuleSpec| !matches!(rule, RuleSpec::Presence | RuleSpec::Deadline { .. });
    let kept: Vec<RuleSpec> = leaf
        .rule
        .branches()
        .iter()
        .filter(|r| by_figures(r))
        .cloned()
        .collect();
    leaf.rule = match (&leaf.rule, kept.is_empty()) {
        (_, true) => RuleSpec::Stated(Vec::new()),
        (RuleSpec::BestOf(_), false) => RuleSpec::BestOf(kept),
        (rule, false) => rule.clone(),
    };
    leaf.requirements.clear();
    if leaf.not_applicable == "full" {
        leaf.not_applicable = "exclude";
    }
}

prop_compose! {
    fn set_of(fields: BoxedStrategy<Vec<Tree>>)(
        digits in prop_oneof![3 => Just(2u32), 2 => 0..=6u32],
        mode in select(vec!["half_up", "half_even", "down"]),
        at in select(vec!["leaf", "total"]),
        bonus_over_total in any::<bool>(),
        survey_absent in select(vec!["pending", "exclude"]),
        classes in subsequence(vec![90u32, 80, 65, 50, 0], 0..=5),
        common in figure(),
        fields in fields,
        bonus in option::weighted(0.3, (0..2400u32, tree())),
        penalty in option::weighted(0.3, (0..2400u32, tree())),
    ) -> SetSpec {
        SetSpec {
            digits, mode, at, bonus_over_total, survey_absent, classes, common, fields, bonus,
            penalty: penalty.map(|(cap, tree)| (cap, tree.for_each_leaf(&as_penalty))),
        }
    }
}

/// Sets of one to three fields, with or without bonus and penalty.
pub(crate) fn set() -> impl Strategy<Value = SetSpec> {
    set_of(vec(tree(), 1..=3).boxed())
}

/// Sets of a single leaf with one of these rules, without bonus and penalty.
pub(crate) fn single_leaf(rule: BoxedStrategy<RuleSpec>) -> impl Strategy<Value = SetSpec> {
    set_of(vec(leaf_with(rule), 1).boxed()).prop_map(|set| SetSpec {
        bonus: None,
        penalty: None,
        ..set
    })
}
