//! Every leaf can be won and can be lost: its maximum is reached by some facts, in every
//! branch, and other facts give less. Of a penalty, nothing and something can be taken off.

use std::collections::BTreeMap;

use crate::criteria::documents::Missing;
use crate::criteria::model::{Side, Source};
use crate::diagnostic::Code;
use crate::evidence::facts::FigureValues;
use crate::points::Exact;
use crate::proof::bands;
use crate::proof::graph;
use crate::proof::leaf::{Found, Proof};
use crate::rules::Rule;
use crate::rules::award::{Free, Given, OnZero};
use crate::rules::measure::Measure;
use crate::rules::span::Span;
use crate::text::lang::{Text, text};
use crate::text::numbers;

/// Whether a rule can give points of some kind.
enum Can {
    Yes,
    No,
    Open(Exact),
}

impl From<Found> for Can {
    fn from(found: Found) -> Self {
        match found {
            Found::Yes(_) => Self::Yes,
            Found::No => Self::No,
            Found::Open(value) => Self::Open(value),
        }
    }
}

impl From<bool> for Can {
    fn from(can: bool) -> Self {
        if can { Self::Yes } else { Self::No }
    }
}

pub(super) fn prove(proof: &Proof<'_>) {
    let rules = proof.leaf.rule.branches();
    if proof.leaf.rule.is_awarded() && proof.leaf.source == Source::Own {
        report_no_source(proof);
    }
    if proof.node.side == Side::Penalty {
        prove_penalty(proof, rules);
        return;
    }
    let max = proof.max();
    for (index, rule) in rules.iter().enumerate() {
        match can_give(proof, rule, &max) {
            Can::Yes => {}
            Can::Open(value) => report_open_max(proof, &value),
            Can::No if rules.len() == 1 => report_unreachable(proof, rule),
            Can::No => report_branch(proof, index, rule),
        }
    }
    if documents_can_lose(proof) {
        return;
    }
    let mut open = None;
    for rule in rules {
        match can_give_other(proof, rule, &max) {
            Can::Yes => {}
            Can::Open(value) => open = Some(value),
            Can::No => return report_cannot_lose(proof),
        }
    }
    if let Some(value) = open {
        let what = text!("chỉ tiêu có thể mất điểm", "the leaf can be lost");
        proof.report_open(&proof.leaf.rule_place, &what, &value);
    }
}

fn prove_penalty(proof: &Proof<'_>, rules: &[Rule]) {
    let zero = Exact::zero();
    let mut takes = false;
    for rule in rules {
        match can_give(proof, rule, &zero) {
            Can::Yes => {}
            Can::No => report_cannot_avoid(proof, rule),
            Can::Open(value) => {
                let what = text!("có thể không bị trừ điểm", "nothing need be taken off");
                proof.report_open(&proof.leaf.rule_place, &what, &value);
            }
        }
        takes |= !matches!(can_give_other(proof, rule, &zero), Can::No);
    }
    if !takes {
        report_cannot_lose(proof);
    }
}

/// Whether a document that is not in order takes points off.
fn documents_can_lose(proof: &Proof<'_>) -> bool {
    let requirements = proof.leaf.documents.iter();
    let mut missing = requirements.map(|requirement| &requirement.missing);
    missing.any(|missing| match missing {
        Missing::Void | Missing::Explain => true,
        Missing::Lose(points) => !points.is_zero(),
    })
}

/// Whether some facts give exactly these points. What a zero denominator gives does not
/// count: it is no result to strive for.
fn can_give(proof: &Proof<'_>, rule: &Rule, points: &Exact) -> Can {
    let max = proof.max();
    if let Some((measure, pieces)) = graph::of(rule, &max) {
        let spans: Vec<Span> = pieces
            .iter()
            .filter_map(|piece| piece.giving(points))
            .collect();
        return proof.occurs(&measure.value, &spans).into();
    }
    match rule {
        Rule::Presence => (points == &max).into(),
        Rule::Deadline(rule) => {
            let mut steps = rule
                .steps
                .iter()
                .map(|step| &step.points)
                .chain([&rule.late]);
            (points.is_zero() || steps.any(|step| step == points)).into()
        }
        Rule::Levels(rule) => rule
            .levels
            .iter()
            .any(|level| &level.points == points)
            .into(),
        Rule::Stated(rule) => (rule.choices.is_empty() || rule.choices.contains(points)).into(),
        _ => Can::Yes,
    }
}

/// Whether some facts give other points than these.
fn can_give_other(proof: &Proof<'_>, rule: &Rule, points: &Exact) -> Can {
    let max = proof.max();
    // A gap, and a zero denominator for which the set says so, give 0.
    let has_gap = matches!(rule, Rule::Bands(rule) if bands::has_gap(proof, rule));
    let by_division = match rule.measure().filter(|_| !points.is_zero()) {
        Some(measure) => divides_to_zero(proof, measure),
        None => Can::No,
    };
    if (has_gap && !points.is_zero()) || matches!(by_division, Can::Yes) {
        return Can::Yes;
    }
    if let Some((measure, pieces)) = graph::of(rule, &max) {
        let others = pieces.iter().filter_map(|piece| piece.not_giving(points));
        let spans: Vec<Span> = others.collect();
        return match proof.occurs(&measure.value, &spans).into() {
            Can::No => by_division,
            other => other,
        };
    }
    match rule {
        Rule::Presence => (points != &max).into(),
        Rule::Levels(rule) => rule
            .levels
            .iter()
            .any(|level| &level.points != points)
            .into(),
        Rule::Stated(rule) => {
            let other = |choice: &Exact| choice != points;
            (rule.choices.is_empty() || rule.choices.iter().any(other)).into()
        }
        _ => Can::Yes,
    }
}

/// Whether a denominator can be 0 and gives 0 points then.
fn divides_to_zero(proof: &Proof<'_>, measure: &Measure) -> Can {
    let mut open = Can::No;
    if measure.on_zero != Some(OnZero::Zero) {
        return open;
    }
    for denominator in measure.value.denominators() {
        match proof
            .occurs(denominator, &[Span::point(Exact::zero())])
            .into()
        {
            Can::Yes => return Can::Yes,
            Can::No => {}
            still => open = still,
        }
    }
    open
}

/// The most that a rule can give, all its figures free.
fn highest(proof: &Proof<'_>, rule: &Rule) -> Exact {
    if let Rule::Deadline(rule) = rule {
        let steps = rule.steps.iter().map(|step| &step.points);
        return steps.max().cloned().unwrap_or_else(Exact::zero);
    }
    let figures: Vec<&str> = rule.figures().into_iter().collect();
    let nothing = FigureValues::default();
    let given = Given {
        max: &proof.max(),
        figures: &nothing,
        common: &nothing,
        documents: &BTreeMap::new(),
        trace: None,
    };
    let free = Free {
        figures: &figures,
        range: &|name| proof.domain(name).range,
    };
    rule.best(&given, free).unwrap_or_else(Exact::zero)
}

fn report_unreachable(proof: &Proof<'_>, rule: &Rule) {
    let highest = highest(proof, rule);
    let (code, max) = (&proof.node.code, proof.max());
    let near = highest == max;
    let message = Text::each(|lang| {
        let show = |points| numbers::show_exact(points, lang);
        let (highest, max) = (show(&highest), show(&max));
        if near {
            return lang.pick(
                format!("{code}: điểm chỉ tiến gần tới tối đa {max}, không bao giờ bằng {max}"),
                format!("{code}: points come near the maximum {max} and never reach it"),
            );
        }
        lang.pick(
            format!("{code}: không cách nào đạt điểm tối đa {max}; cao nhất là {highest}"),
            format!("{code}: nothing gives the maximum {max}; the highest is {highest}"),
        )
    });
    let help = text!(
        "sửa `max`, hoặc điểm và các ngưỡng của quy tắc",
        "mend `max`, or the points and bounds of the rule"
    );
    proof.report(Code::MaxUnreachable, &proof.leaf.rule_place, message, help);
}

fn report_branch(proof: &Proof<'_>, index: usize, rule: &Rule) {
    let highest = highest(proof, rule);
    let (code, max, branch, kind) = (&proof.node.code, proof.max(), index + 1, rule.kind());
    let message = Text::each(|lang| {
        let show = |points| numbers::show_exact(points, lang);
        let (highest, max) = (show(&highest), show(&max));
        lang.pick(
            format!("{code}: nhánh {branch} (`{kind}`) cao nhất chỉ {highest}/{max}, nên điểm tối đa tùy vào nhánh nào áp dụng"),
            format!("{code}: branch {branch} (`{kind}`) gives {highest} of {max} at most, so the maximum depends on which branch applies"),
        )
    });
    let help = text!(
        "để mỗi nhánh tự đạt được `max` của chỉ tiêu",
        "let every branch reach the leaf's `max` by itself"
    );
    proof.report(Code::BranchMax, &proof.leaf.rule_place, message, help);
}

fn report_open_max(proof: &Proof<'_>, value: &Exact) {
    let what = text!("có thể đạt điểm tối đa", "the maximum can be reached");
    proof.report_open(&proof.leaf.rule_place, &what, value);
}

fn report_cannot_lose(proof: &Proof<'_>) {
    let code = &proof.node.code;
    let message = if proof.node.side == Side::Penalty {
        text!(
            "{code}: không số liệu nào làm chỉ tiêu này trừ điểm",
            "{code}: no figures make this penalty take anything off"
        )
    } else {
        text!(
            "{code}: chỉ tiêu này lúc nào cũng đạt tối đa, không số liệu hay tài liệu nào làm mất điểm",
            "{code}: this leaf always has its maximum, no figure or document can lose it"
        )
    };
    let help = if proof.node.side == Side::Penalty {
        text!(
            "sửa ngưỡng của quy tắc, hoặc `max` của số liệu, để có trường hợp bị trừ",
            "mend the rule's bounds, or the figure's `max`, so that something can be taken off"
        )
    } else {
        text!(
            "thêm tài liệu bắt buộc, hoặc quy tắc tính theo số liệu",
            "require a document, or score it by a figure"
        )
    };
    proof.report(Code::CannotLose, &proof.leaf.rule_place, message, help);
}

fn report_cannot_avoid(proof: &Proof<'_>, rule: &Rule) {
    let (code, kind) = (&proof.node.code, rule.kind());
    let message = text!(
        "{code}: quy tắc `{kind}` trừ điểm với mọi số liệu",
        "{code}: the rule `{kind}` takes points off whatever the figures are"
    );
    let help = text!(
        "để số liệu không có vi phạm thì trừ 0 điểm",
        "let figures without a violation take 0 points off"
    );
    proof.report(Code::CannotAvoid, &proof.leaf.rule_place, message, help);
}

fn report_no_source(proof: &Proof<'_>) {
    let code = &proof.node.code;
    let message = text!(
        "{code}: điểm do nơi khác chấm (`awarded`) mà không nói ai chấm",
        "{code}: points are `awarded` and nothing says by whom"
    );
    let help = text!(
        "thêm `source: survey`, `council` hoặc `system`",
        "add `source: survey`, `council` or `system`"
    );
    proof.report(Code::NoSource, &proof.leaf.rule_place, message, help);
}
