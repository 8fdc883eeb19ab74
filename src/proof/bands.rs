//! Bands: no gap, no overlap, and points that only rise or only fall.

use crate::diagnostic::Code;
use crate::proof::graph::{Piece, starts};
use crate::proof::leaf::{Found, Proof, Values, reached};
use crate::proof::reach::Reach;
use crate::rules::Rule;
use crate::rules::bands::{Band, Bands};
use crate::rules::span::{End, Span};
use crate::text::lang::{Text, text};
use crate::text::numbers;

pub(super) fn prove(proof: &Proof<'_>, rule: &Bands) {
    let Some(reach) = proof.reach(&rule.measure) else {
        return;
    };
    let bands = in_order(rule);
    let spans: Vec<Span> = bands.iter().map(|band| band.span.clone()).collect();
    let values = Values::of(&reach, &spans);
    for (gap, before) in gaps(&reach, &bands) {
        report_gap(proof, rule, &values, &gap, before);
    }
    for (index, band) in bands.iter().enumerate() {
        for other in &bands[..index] {
            report_overlap(proof, rule, &values, band, other);
        }
    }
}

/// Whether a value that can occur lies in no band.
pub(super) fn has_gap(proof: &Proof<'_>, rule: &Bands) -> bool {
    let reach = proof.reach(&rule.measure);
    reach.is_some_and(|reach| !gaps(&reach, &in_order(rule)).is_empty())
}

/// The bands from low to high values.
fn in_order(rule: &Bands) -> Vec<&Band> {
    let mut bands: Vec<&Band> = rule.bands.iter().collect();
    bands.sort_by_key(|band| starts(&band.span));
    bands
}

/// The spans that no band covers, each with the band before it, or the first one.
fn gaps<'b>(reach: &Reach, bands: &[&'b Band]) -> Vec<(Span, &'b Band)> {
    let mut gaps = Vec::new();
    let Some(first) = bands.first() else {
        return gaps;
    };
    // How far the bands so far cover: up to this end, from where nothing is left out.
    let mut covered: Option<&End> = None;
    let mut last = *first;
    for (index, band) in bands.iter().enumerate() {
        let gap = Span {
            low: covered.map(End::flip),
            high: band.span.low.as_ref().map(End::flip),
        };
        let starts_after = match (covered, &band.span.low) {
            (_, None) => false,
            (None, Some(_)) => index == 0,
            (Some(_), Some(_)) => true,
        };
        if starts_after && reach.pick(&gap).is_some() {
            gaps.push((gap, last));
        }
        let further = |end: &&End| {
            covered.is_none_or(|covered| {
                (&end.value, end.included) > (&covered.value, covered.included)
            })
        };
        match &band.span.high {
            None => return gaps,
            Some(end) => {
                if further(&end) {
                    covered = Some(end);
                    last = band;
                }
            }
        }
    }
    let gap = Span {
        low: covered.map(End::flip),
        high: None,
    };
    if reach.pick(&gap).is_some() {
        gaps.push((gap, last));
    }
    gaps
}

fn report_gap(proof: &Proof<'_>, rule: &Bands, values: &Values, gap: &Span, near: &Band) {
    let code = &proof.node.code;
    match proof.occurs(&rule.measure.value, std::slice::from_ref(gap)) {
        Found::No => {}
        Found::Open(value) => proof.report_open(
            &near.place,
            &text!(
                "mọi giá trị đều thuộc một khoảng",
                "every value lies in a band"
            ),
            &value,
        ),
        Found::Yes(example) => {
            let message = Text::each(|lang| {
                let example = values.example(&example, lang);
                lang.pick(
                    format!("{code}: giá trị {example} không thuộc khoảng nào"),
                    format!("{code}: the value {example} lies in no band"),
                )
            });
            let help = Text::each(|lang| {
                match (&gap.low, &gap.high) {
                (Some(low), Some(_)) => {
                    let low = values.written(&low.value);
                    lang.pick(
                        format!("nối hai khoảng: dùng cùng một cận, khoảng này `below: {low}` thì khoảng kia `from: {low}`, hoặc `to: {low}` thì `over: {low}`"),
                        format!("let the bands meet at one bound: `below: {low}` and `from: {low}`, or `to: {low}` and `over: {low}`"),
                    )
                }
                (Some(_), None) => lang.pick(
                    "bỏ cận trên của khoảng cao nhất, hoặc giới hạn giá trị: min(…, 100%)".to_owned(),
                    "leave the upper bound of the highest band out, or bound the value: min(…, 100%)".to_owned(),
                ),
                (None, _) => lang.pick(
                    "bỏ cận dưới của khoảng thấp nhất, hoặc khai `min` cho số liệu".to_owned(),
                    "leave the lower bound of the lowest band out, or declare a `min` for the figures".to_owned(),
                ),
            }
            });
            proof.report(Code::BandGap, &near.place, message, help);
        }
    }
}

fn report_overlap(proof: &Proof<'_>, rule: &Bands, values: &Values, band: &Band, other: &Band) {
    let both = band.span.and(&other.span);
    let code = &proof.node.code;
    match proof.occurs(&rule.measure.value, &[both]) {
        Found::No => {}
        Found::Open(value) => proof.report_open(
            &band.place,
            &text!(
                "không giá trị nào thuộc hai khoảng",
                "no value lies in two bands"
            ),
            &value,
        ),
        Found::Yes(example) => {
            let line = other.place.line().unwrap_or(1);
            let message = Text::each(|lang| {
                let example = values.example(&example, lang);
                lang.pick(
                    format!("{code}: giá trị {example} thuộc cả khoảng này và khoảng ở dòng {line}"),
                    format!("{code}: the value {example} lies in this band and in the one on line {line}"),
                )
            });
            let help = text!(
                "sửa cận của một trong hai khoảng để chúng chỉ chạm nhau",
                "mend a bound so that the bands only touch"
            );
            proof.report(Code::BandOverlap, &band.place, message, help);
        }
    }
}

/// Proves that points only rise, or only fall, along the value.
pub(super) fn prove_monotone(proof: &Proof<'_>, rule: &Rule, bands: &Bands) {
    let Some(pieces) = reached(proof, rule) else {
        return;
    };
    let Some(reach) = proof.reach(&bands.measure) else {
        return;
    };
    let spans: Vec<Span> = bands.bands.iter().map(|band| band.span.clone()).collect();
    let values = Values::of(&reach, &spans);
    // Each change of points: within a piece, and from a piece to the next.
    let mut rises: Option<bool> = None;
    let mut before: Option<&Piece> = None;
    for piece in &pieces {
        let (low, high) = &piece.points;
        let steps = before
            .map(|before| (&before.points.1, low))
            .into_iter()
            .chain([(low, high)]);
        for (from, to) in steps.filter(|(from, to)| from != to) {
            let up = from < to;
            if *rises.get_or_insert(up) == up {
                continue;
            }
            let band = piece.band.and_then(|index| bands.bands.get(index));
            let place = band.map_or(&proof.leaf.rule_place, |band| &band.place);
            let code = &proof.node.code;
            let start = piece.span.low.as_ref();
            let message = Text::each(|lang| {
                let show = |points| numbers::show_exact(points, lang);
                let (from, to) = (show(from), show(to));
                let at = start
                    .map(|end| values.show(&end.value, lang))
                    .unwrap_or_default();
                if up {
                    lang.pick(
                        format!("{code}: điểm đang giảm theo giá trị, đến {at} lại tăng từ {from} lên {to}"),
                        format!("{code}: points fall with the value, and at {at} rise from {from} to {to}"),
                    )
                } else {
                    lang.pick(
                        format!("{code}: điểm đang tăng theo giá trị, đến {at} lại giảm từ {from} xuống {to}"),
                        format!("{code}: points rise with the value, and at {at} fall from {from} to {to}"),
                    )
                }
            });
            let help = text!(
                "sửa điểm của các khoảng để chỉ tăng, hoặc chỉ giảm, theo giá trị",
                "mend the points of the bands so that they only rise, or only fall, with the value"
            );
            proof.report(Code::NotMonotone, place, message, help);
            return;
        }
        before = Some(piece);
    }
}
