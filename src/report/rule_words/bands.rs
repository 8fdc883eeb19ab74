//! Bands in words, a line each: `từ 70 % đến dưới 90 %: 1 điểm`.

use super::value::Value;
use super::{Said, Speaker};
use crate::points::Exact;
use crate::report::words;
use crate::rules::Rule;
use crate::rules::bands::{Band, Bands, Gives};
use crate::rules::interval::Bound;
use crate::rules::measure::Measure;
use crate::rules::span::End;

impl Speaker<'_> {
    pub(super) fn bands(&self, rule: &Rule, of: &Bands) -> Said {
        if let Some(said) = self.yes_or_no(rule, &of.measure) {
            return said;
        }
        let ends = of
            .bands
            .iter()
            .flat_map(|band| [&band.span.low, &band.span.high]);
        let ends: Vec<&Exact> = ends.flatten().map(|end| &end.value).collect();
        let value = self.figures.value(&of.measure.value, &ends, false);
        let mut cases: Vec<Said> = of
            .bands
            .iter()
            .map(|band| {
                let (range, gives) = (self.within(band, &value), self.gives(band, &value));
                Said::plain(format!("{range}: {gives}"))
            })
            .collect();
        let (left_out, shared) = self.coverage(&of.bands, &of.measure);
        if left_out {
            let outside = self.pick("ngoài các khoảng trên", "outside these");
            cases.push(self.case(outside, &Exact::zero()));
        }
        let mut said = Said::with_cases(self.by(&value), cases);
        if shared {
            let first = self.pick(
                "giá trị thuộc nhiều khoảng thì tính khoảng ghi trước",
                "of several that hold the value the first counts",
            );
            said.notes.push(first.to_owned());
        }
        self.with_zero_denominator(said, &of.measure)
    }

    /// `từ 70 % đến dưới 90 %`.
    fn within(&self, band: &Band, value: &Value<'_>) -> String {
        let show = |end: &End| value.number(&end.value);
        match (&band.span.low, &band.span.high) {
            (None, None) => self.pick("mọi giá trị", "any value").to_owned(),
            (Some(low), None) => {
                let at = show(low);
                if low.included {
                    self.pick(format!("từ {at} trở lên"), format!("{at} or more"))
                } else {
                    self.pick(format!("trên {at}"), format!("above {at}"))
                }
            }
            (None, Some(high)) => {
                let at = show(high);
                if high.included {
                    self.pick(format!("từ {at} trở xuống"), format!("{at} or less"))
                } else {
                    self.pick(format!("dưới {at}"), format!("below {at}"))
                }
            }
            (Some(low), Some(high)) if low.value == high.value => {
                let at = show(low);
                self.pick(format!("bằng {at}"), format!("exactly {at}"))
            }
            (Some(low), Some(high)) => {
                let from = if low.included {
                    self.pick("từ", "from")
                } else {
                    self.pick("trên", "above")
                };
                let to = if high.included {
                    self.pick("đến", "to")
                } else {
                    self.pick("đến dưới", "to below")
                };
                format!("{from} {} {to} {}", show(low), show(high))
            }
        }
    }

    fn gives(&self, band: &Band, value: &Value<'_>) -> String {
        match &band.gives {
            Gives::Points(points) => self.points(points),
            Gives::Interpolate(a, b) if a == b => self.points(a),
            Gives::Interpolate(a, b) => {
                let (from, to) = (self.number(a), words::points(b, self.lang));
                let evenly = if a < b {
                    self.pick("tăng đều", "rising evenly")
                } else {
                    self.pick("giảm đều", "falling evenly")
                };
                self.gain(self.pick(
                    format!("{evenly} từ {from} đến {to}"),
                    format!("{evenly} from {from} to {to}"),
                ))
            }
            Gives::Proportional => {
                let max = words::points(&self.max, self.lang);
                let product = self.gain(format!("{} × {max}", value.word()));
                let one = Exact::one();
                match &band.span.high {
                    Some(high) if high.value <= one => product,
                    _ => format!("{product}, {}", self.at_most()),
                }
            }
        }
    }

    /// Whether some value that can be lies in no band, and whether one lies in several.
    ///
    /// Between two neighbouring ends nothing changes: it is enough to look at each end, at a
    /// value between each two, and at one beyond the first and the last; of whole numbers, at
    /// those next to each end.
    fn coverage(&self, bands: &[Band], measure: &Measure) -> (bool, bool) {
        let Some(reached) = measure.value.range(&|id| self.figures.range(id)) else {
            return (false, false);
        };
        let ends = bands
            .iter()
            .flat_map(|band| [&band.span.low, &band.span.high]);
        let mut marks: Vec<Exact> = ends.flatten().map(|end| end.value.clone()).collect();
        for bound in [&reached.low, &reached.high] {
            if let Bound::At(value) = bound {
                marks.push(value.clone());
            }
        }
        marks.sort();
        marks.dedup();
        let values = if self.figures.is_whole(&measure.value) {
            whole_numbers(&marks)
        } else {
            between(marks)
        };
        let (mut left_out, mut shared) = (false, false);
        for value in values {
            let at = Bound::At(value.clone());
            if reached.low <= at && at <= reached.high {
                let holding = bands.iter().filter(|band| band.span.holds(&value)).count();
                left_out |= holding == 0;
                shared |= holding > 1;
            }
        }
        (left_out, shared)
    }
}

/// Each mark, a value between each two, and one beyond the first and the last.
fn between(marks: Vec<Exact>) -> Vec<Exact> {
    let one = Exact::one();
    let pairs = marks.windows(2);
    let mut values: Vec<Exact> = pairs
        .map(|pair| (&pair[0] + &pair[1]) / Exact::from(2))
        .collect();
    values.extend(marks.first().map(|first| first - &one));
    values.extend(marks.last().map(|last| last + &one));
    values.extend(marks);
    values
}

/// The whole numbers at and next to each mark.
fn whole_numbers(marks: &[Exact]) -> Vec<Exact> {
    let next = |mark: &Exact| [-1, 0, 1].map(|step| mark.floor() + Exact::from(step));
    marks.iter().flat_map(next).collect()
}
