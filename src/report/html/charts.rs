//! Charts of the fields: bars, and a radar of three fields or more. The table above them has the
//! numbers, and each chart says them to those who do not see it.
//!
//! Coordinates are exact until they are written, with two decimals.

use std::ops::RangeInclusive;

use maud::{Markup, html};
use rust_decimal::{Decimal, MathematicalOps};

use super::{Page, nothing};
use crate::points::Exact;
use crate::report::score_words::{FieldRow, Share};

/// How many fields make a radar that can be read.
const RADAR: RangeInclusive<usize> = 3..=24;

/// A field that has a share, and the code that stands at its bar or axis.
struct Drawn<'a> {
    code: &'a str,
    share: Share,
}

impl Page<'_> {
    /// The charts of these fields; those without a share are not drawn.
    pub(super) fn charts(self, fields: Vec<FieldRow<'_>>) -> Markup {
        let drawn = fields.into_iter().filter_map(|field| {
            let code = field.code;
            field.share.map(|share| Drawn { code, share })
        });
        let drawn: Vec<Drawn<'_>> = drawn.collect();
        if drawn.is_empty() {
            return nothing();
        }
        let said: Vec<String> = drawn
            .iter()
            .map(|of| format!("{}: {}", of.code, of.share.percent))
            .collect();
        let said = said.join("; ");
        let bars = self.pick("Tỷ lệ điểm đạt theo lĩnh vực", "Share of points by field");
        let radar = self.pick("Mức cân đối giữa các lĩnh vực", "Balance of the fields");
        let axes = self.pick(
            "mỗi mã một trục, tâm là 0 %, vòng ngoài là 100 %",
            "an axis for each code, 0 % in the middle, 100 % at the rim",
        );
        html! {
            div.charts {
                (figure("chart-bars", bars, &said, &self::bars(&drawn)))
                @if RADAR.contains(&drawn.len()) {
                    (figure("chart-radar", radar, &format!("{axes}. {said}"), &self::radar(&drawn)))
                }
            }
        }
    }
}

/// A drawing of so many units, with its name and what it says.
struct Drawing {
    width: i64,
    height: i64,
    marks: Markup,
}

fn figure(id: &str, name: &str, said: &str, drawing: &Drawing) -> Markup {
    let (title, desc) = (format!("{id}-title"), format!("{id}-desc"));
    html! {
        figure {
            figcaption { (name) }
            svg role="img" viewBox={ "0 0 " (drawing.width) " " (drawing.height) }
                aria-labelledby=(title) aria-describedby=(desc) {
                title id=(title) { (name) }
                desc id=(desc) { (said) }
                (drawing.marks)
            }
        }
    }
}

/// How long a full bar is, how thick bars are, and how far apart they start.
const FULL: i64 = 240;
const THICK: i64 = 14;
const APART: i64 = 28;

/// ```text
/// code ████████████░░░ 90,42 %
/// ```
fn bars(fields: &[Drawn<'_>]) -> Drawing {
    let longest = fields.iter().map(|of| of.code.chars().count()).max();
    let start = 10 + 9 * i64::try_from(longest.unwrap_or(0).min(12)).unwrap_or(12);
    let scaled = |share: &Exact| share * &Exact::from(FULL);
    let bar = |class: &str, from: &Exact, length: &Exact, top: i64| {
        html! {
            @if !length.is_zero() {
                rect class=(class) x=(from.rounded_text(2)) y=(top)
                    width=(length.rounded_text(2)) height=(THICK) {}
            }
        }
    };
    let marks = html! {
        @for (row, of) in (0_i64..).zip(fields) {
            @let top = row * APART;
            @let start_at = Exact::from(start);
            @let points = scaled(&of.share.points);
            text.code x="0" y=(top + 12) { (of.code) }
            (bar("rest", &start_at, &Exact::from(FULL), top))
            (bar("reached", &start_at, &points, top))
            (bar("waits", &(&start_at + &points), &scaled(&of.share.pending), top))
            text x=(start + FULL + 10) y=(top + 12) { (of.share.percent) }
        }
    };
    let count = i64::try_from(fields.len()).unwrap_or(i64::MAX / APART);
    Drawing {
        width: start + FULL + 80,
        height: count * APART - (APART - THICK),
        marks,
    }
}

/// The middle of the radar, how far its rim is, and how far the codes.
const MIDDLE: i64 = 160;
const RIM: i64 = 125;
const CODES: i64 = 145;

/// Axes at equal angles, the first upwards, the others clockwise.
fn radar(fields: &[Drawn<'_>]) -> Drawing {
    let axes: Vec<Axis> = (0..fields.len())
        .map(|index| Axis::of(index, fields.len()))
        .collect();
    let ring = |percent: i64| {
        let share = Exact::from(percent) / Exact::from(100);
        outline(axes.iter().map(|axis| axis.point(&share, RIM)))
    };
    let reached = axes.iter().zip(fields);
    let reached = outline(reached.map(|(axis, of)| axis.point(&of.share.points, RIM)));
    let marks = html! {
        @for percent in [25, 50, 75, 100] { polygon.ring points=(ring(percent)) {} }
        @for axis in &axes {
            @let (x, y) = axis.point(&Exact::one(), RIM);
            line.ring x1=(MIDDLE) y1=(MIDDLE) x2=(x) y2=(y) {}
        }
        polygon.area points=(reached) {}
        @for (axis, of) in axes.iter().zip(fields) {
            @let (x, y) = axis.point(&Exact::one(), CODES);
            text.code x=(x) y=(y) dy=".35em" text-anchor="middle" { (of.code) }
        }
    };
    Drawing {
        width: 2 * MIDDLE,
        height: 2 * MIDDLE,
        marks,
    }
}

fn outline(points: impl Iterator<Item = (String, String)>) -> String {
    let points: Vec<String> = points.map(|(x, y)| format!("{x},{y}")).collect();
    points.join(" ")
}

/// The direction of an axis: the sine and cosine of its angle, to six decimals.
pub(super) struct Axis {
    sine: Exact,
    cosine: Exact,
}

impl Axis {
    /// The axis at `index` of so many.
    pub(super) fn of(index: usize, count: usize) -> Self {
        let angle = Decimal::TWO_PI * Decimal::from(index) / Decimal::from(count.max(1));
        Self {
            sine: Exact::from(angle.sin().round_dp(6)),
            cosine: Exact::from(angle.cos().round_dp(6)),
        }
    }

    /// Where a share stands, 1 being `far` from the middle.
    pub(super) fn point(&self, share: &Exact, far: i64) -> (String, String) {
        let (middle, length) = (Exact::from(MIDDLE), share * &Exact::from(far));
        let x = &middle + &(&length * &self.sine);
        let y = &middle - &(&length * &self.cosine);
        (x.rounded_text(2), y.rounded_text(2))
    }
}
