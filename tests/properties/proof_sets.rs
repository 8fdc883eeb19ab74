//! Sets of one measured leaf, for what `check` proves: expressions over up to three figures of
//! every kind and range, and rules whose bands may have gaps, overlap, and turn round.

use std::fmt;

use proptest::bool::weighted;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

/// The figures that a made-up value may read.
pub(crate) const NAMES: [&str; 3] = ["a", "b", "c"];

/// A figure with its range.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Declared {
    pub(crate) kind: &'static str,
    pub(crate) min: Option<Decimal>,
    pub(crate) max: Option<Decimal>,
}

/// A set of one leaf.
#[derive(Clone)]
pub(crate) struct ProofCase {
    pub(crate) figures: [Declared; 3],
    pub(crate) yaml: String,
}

/// The set, so that a failure can be replayed by hand.
impl fmt::Debug for ProofCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{}", self.yaml)
    }
}

impl Declared {
    /// Whether it takes whole numbers only.
    pub(crate) fn is_whole(self) -> bool {
        matches!(self.kind, "count" | "yes_no")
    }

    /// The least and the greatest value, with what the kind implies.
    pub(crate) fn range(self) -> (Option<Decimal>, Option<Decimal>) {
        let (least, most) = match self.kind {
            "count" | "percent" | "money" => (Some(Decimal::ZERO), None),
            "yes_no" => (Some(Decimal::ZERO), Some(Decimal::ONE)),
            _ => (None, None),
        };
        let low = self.min.into_iter().chain(least).max();
        let high = self.max.into_iter().chain(most).min();
        (low, high)
    }

    /// Whether a value may be stated for it.
    pub(crate) fn takes(self, value: Decimal) -> bool {
        let (low, high) = self.range();
        low.is_none_or(|low| low <= value)
            && high.is_none_or(|high| value <= high)
            && (!self.is_whole() || value.is_integer())
    }

    /// Values of a figure whose range has two ends: all of them where they are whole, else
    /// steps that meet the bounds of made-up bands.
    pub(crate) fn values(self) -> Vec<Decimal> {
        let (Some(low), Some(high)) = self.range() else {
            panic!("a range with two ends");
        };
        let step = match self.kind {
            "count" | "yes_no" => Decimal::ONE,
            "percent" => Decimal::new(5, 2),
            _ => Decimal::new(25, 2),
        };
        let mut values: Vec<Decimal> = Vec::new();
        let mut value = low;
        while value <= high {
            values.push(value);
            value += step;
        }
        values
    }

    /// Some value, by a number taken at random.
    pub(crate) fn pick(self, seed: u32) -> Decimal {
        const SOME: [i64; 12] = [0, 1, 2, 3, 5, 7, 10, 99, 100, 101, 6_399, 1_000_003];
        let (low, high) = self.range();
        let near = [Some(low), Some(high)].into_iter().flatten().flatten();
        let of_kind = |value: Decimal| {
            if self.is_whole() {
                value.floor()
            } else {
                value
            }
        };
        let seed = seed as usize;
        let whole = Decimal::from(SOME[seed % SOME.len()]);
        let part = Decimal::new(i64::try_from(seed / 7 % 3_001).unwrap_or(0), 3);
        let from_low = low.unwrap_or(Decimal::from(-5)) + part;
        let candidates: Vec<Decimal> = [whole, part, -part, of_kind(from_low)]
            .into_iter()
            .chain(near)
            .filter(|value| self.takes(*value))
            .collect();
        let count = candidates.len().max(1);
        let picked = candidates.get(seed / 5 % count).copied();
        picked.unwrap_or_else(|| low.or(high).unwrap_or(Decimal::ZERO))
    }

    fn text(self, id: &str) -> String {
        let end = |key: &str, end: Option<Decimal>| {
            end.map_or(String::new(), |end| format!(", {key}: {end}"))
        };
        let (kind, min, max) = (self.kind, end("min", self.min), end("max", self.max));
        format!("{{ id: {id}, name: Số liệu {id}, kind: {kind}{min}{max} }}")
    }
}

/// A figure of which few values can be stated.
pub(crate) fn small_figure(whole: bool) -> BoxedStrategy<Declared> {
    let count = (0..=2i64, 0..=4i64).prop_map(|(min, more)| Declared {
        kind: "count",
        min: Some(min.into()),
        max: Some((min + more).into()),
    });
    let yes_no = Just(Declared {
        kind: "yes_no",
        min: None,
        max: None,
    });
    let whole_only = prop_oneof![4 => count, 1 => yes_no];
    let percent = Just(Declared {
        kind: "percent",
        min: None,
        max: Some(Decimal::ONE),
    });
    let number = (-2..=0i64, 0..=2i64).prop_map(|(min, max)| Declared {
        kind: "number",
        min: Some(min.into()),
        max: Some(max.into()),
    });
    if whole {
        whole_only.boxed()
    } else {
        prop_oneof![2 => whole_only, 1 => percent, 1 => number].boxed()
    }
}

/// A figure of any kind and range.
pub(crate) fn any_figure() -> BoxedStrategy<Declared> {
    let kinds = select(vec!["count", "percent", "number", "money", "yes_no"]);
    let ends = (
        option::of(-2..=3i64),
        option::weighted(0.3, 0..=5i64),
        select(vec![1i64, 2, 100]),
    );
    (kinds, ends)
        .prop_map(|(kind, (min, more, scale))| {
            let bounded = kind == "yes_no";
            let min = min.filter(|_| !bounded);
            let least = match kind {
                "count" | "percent" | "money" => min.unwrap_or(0).max(0),
                _ => min.unwrap_or(0),
            };
            let max = more.filter(|_| !bounded).map(|more| least + more * scale);
            Declared {
                kind,
                min: min.map(Decimal::from),
                max: max.map(Decimal::from),
            }
        })
        .boxed()
}

/// The values that sets of this country measure, over three figures.
fn usual_value() -> impl Strategy<Value = String> {
    let shapes = select(vec![
        "a",
        "a / b",
        "a - b",
        "b - a",
        "a + b",
        "2 * a",
        "a / 2",
        "a / 4 + b / 2",
        "1 - a / b",
        "(a - b) / a",
        "(a - b - c) / a",
        "a / (a + b)",
        "a / (a + b + c)",
        "(a + b) / (a + b + c)",
        "(a + b) / c",
        "(a * 2 + b) / (a + b)",
        "a / b * c",
        "a / b - c",
        "a / b + b / c",
        "(a / b + c) / 2",
        "0.6 * a + 0.4 * b",
        "min(a, b)",
        "max(a, b)",
        "min(a / b, 100%)",
        "min(a, b) / b",
        "max(a - b, 0)",
        "max(a - b, 0) / a",
        "min(a, b) / max(a, b)",
        "min(a / b, c)",
        "1 - min(a / b, 1)",
        "a * a",
        "a * a / b",
        "a - a",
        "a / a",
        "1 / a",
        "1 / b - 1 / a",
        "-a / (a * a)",
        "1",
        "50%",
    ]);
    shapes.prop_map(str::to_owned)
}

/// Any value.
pub(crate) fn any_value() -> impl Strategy<Value = String> {
    let atoms = prop_oneof![
        4 => select(NAMES.to_vec()).prop_map(str::to_owned),
        1 => select(vec!["0", "1", "2", "3", "0.5", "50%", "100"]).prop_map(str::to_owned),
    ];
    atoms.prop_recursive(4, 14, 3, |inner| {
        let two = (
            inner.clone(),
            select(vec!["+", "-", "*", "/"]),
            inner.clone(),
        );
        let several = (select(vec!["min", "max"]), vec(inner.clone(), 1..=3));
        prop_oneof![
            6 => two.prop_map(|(left, sign, right)| format!("({left} {sign} {right})")),
            1 => several.prop_map(|(name, items)| format!("{name}({})", items.join(", "))),
            1 => inner.prop_map(|inner| format!("-({inner})")),
        ]
    })
}

/// Usual values, and some of all others.
pub(crate) fn value() -> impl Strategy<Value = String> {
    prop_oneof![5 => usual_value(), 2 => any_value()]
}

/// The parameters of a measured rule besides its value.
#[derive(Clone, Debug)]
enum RuleText {
    Bands(BandsText),
    Proportional(&'static str, Option<&'static str>),
    PerItem(&'static str, &'static str, &'static str),
    Deduct(&'static str, &'static str, i64),
}

/// Bands between bounds of one grid.
#[derive(Clone, Debug)]
struct BandsText {
    bands: Vec<BandText>,
    turn: Turn,
    /// The lowest bound, as a place on the grid.
    start: i64,
    open_below: bool,
    open_above: bool,
    unit: Decimal,
}

/// A band from the upper bound of the one before.
#[derive(Clone, Debug)]
struct BandText {
    more: i64,
    takes_upper_end: bool,
    eighths: i64,
    gives: Gives,
    /// How far its lower bound lies off.
    shift: i64,
    /// Whether the next band takes the shared bound where this one does, and only there.
    next_takes_it_too: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gives {
    Points,
    Proportional,
    Interpolate,
}

/// How points go along the bands.
#[derive(Clone, Copy, Debug)]
enum Turn {
    Rise,
    Fall,
    Any,
}

prop_compose! {
    fn band()(
        more in -1..=4i64,
        takes_upper_end in any::<bool>(),
        eighths in 0..=8i64,
        gives in prop_oneof![
            4 => Just(Gives::Points),
            1 => Just(Gives::Proportional),
            1 => Just(Gives::Interpolate),
        ],
        shift in prop_oneof![8 => Just(0i64), 1 => -1..=1i64],
        next_takes_it_too in weighted(0.15),
    ) -> BandText {
        BandText { more, takes_upper_end, eighths, gives, shift, next_takes_it_too }
    }
}

prop_compose! {
    fn bands()(
        bands in vec(band(), 1..=4),
        turn in select(vec![Turn::Rise, Turn::Rise, Turn::Fall, Turn::Any]),
        start in -2..=12i64,
        open_below in weighted(0.85),
        open_above in weighted(0.85),
        unit in select(vec![Decimal::ONE, Decimal::new(25, 2), Decimal::new(5, 2)]),
    ) -> BandsText {
        BandsText { bands, turn, start, open_below, open_above, unit }
    }
}

fn rule() -> impl Strategy<Value = RuleText> {
    let share = || select(vec!["50%", "80%", "1", "2", "3"]);
    let each = || select(vec!["0.05", "0.25", "0.33", "0.5", "1", "1.7"]);
    let from = select(vec!["-1", "0", "0.5", "2"]);
    let full_share = prop_oneof![2 => Just("1"), 1 => share()];
    prop_oneof![
        4 => bands().prop_map(RuleText::Bands),
        1 => (full_share, option::of(share()))
            .prop_map(|(full, zero)| RuleText::Proportional(full, zero)),
        1 => (each(), from, each())
            .prop_map(|(points, from, step)| RuleText::PerItem(points, from, step)),
        1 => (each(), each(), 0..=8i64)
            .prop_map(|(points, step, floor)| RuleText::Deduct(points, step, floor)),
    ]
}

fn eighths(count: i64, max: Decimal) -> Decimal {
    (max * Decimal::from(count) / Decimal::from(8)).normalize()
}

impl RuleText {
    /// The rule as a set writes it, around this value; `None` where a band came out empty.
    fn text(&self, value: &str, max: Decimal) -> Option<String> {
        Some(match self {
            Self::Bands(bands) => {
                let bands = bands.text(max)?;
                format!("{{ bands: {{ {value}, bands: [{bands}] }} }}")
            }
            Self::Proportional(full, zero) => {
                let zero = zero.map_or(String::new(), |zero| format!(", zero_below: {zero}"));
                format!("{{ proportional: {{ {value}, full_at: {full}{zero} }} }}")
            }
            Self::PerItem(points, from, step) => {
                let rest = format!("points: {points}, from: {from}, step: {step}");
                format!("{{ per_item: {{ {value}, {rest} }} }}")
            }
            Self::Deduct(points, step, floor) => {
                let floor = eighths(*floor, max);
                let rest = format!("points: {points}, step: {step}, floor: {floor}");
                format!("{{ deduct: {{ {value}, {rest} }} }}")
            }
        })
    }
}

impl BandsText {
    fn text(&self, max: Decimal) -> Option<String> {
        let mut points: Vec<i64> = self.bands.iter().map(|band| band.eighths).collect();
        match self.turn {
            Turn::Rise => points.sort_unstable(),
            Turn::Fall => points.sort_unstable_by(|a, b| b.cmp(a)),
            Turn::Any => {}
        }
        // Where points turn nowhere, they mostly go all the way.
        match (self.turn, points.as_mut_slice()) {
            (Turn::Rise, [low, .., high]) | (Turn::Fall, [high, .., low]) => {
                (*low, *high) = (*low / 2, 8);
            }
            _ => {}
        }
        let at = |place: i64| (self.unit * Decimal::from(place)).normalize();
        let mut texts = Vec::new();
        let (mut low, mut takes_lower_end) = (self.start, true);
        for (index, band) in self.bands.iter().enumerate() {
            let last = index + 1 == self.bands.len();
            let high = low + band.more;
            let lower = (index > 0 || !self.open_below).then_some(low + band.shift);
            let upper = (!last || !self.open_above).then_some(high);
            if let (Some(lower), Some(upper)) = (lower, upper) {
                let point = band.gives == Gives::Points && takes_lower_end && band.takes_upper_end;
                if lower > upper || (lower == upper && !point) {
                    return None;
                }
            }
            let lower_text = lower.map(|lower| {
                let key = if takes_lower_end { "from" } else { "over" };
                format!("{key}: {}", at(lower))
            });
            let upper_text = upper.map(|upper| {
                let key = if band.takes_upper_end { "to" } else { "below" };
                format!("{key}: {}", at(upper))
            });
            let own = eighths(points[index], max);
            let next = points
                .get(index + 1)
                .map_or(own, |next| eighths(*next, max));
            let gives = match band.gives {
                Gives::Interpolate if lower.is_some() && upper.is_some() => {
                    format!("interpolate: [{own}, {next}]")
                }
                Gives::Proportional => "proportional: true".to_owned(),
                Gives::Points | Gives::Interpolate => format!("points: {own}"),
            };
            let ends = lower_text.into_iter().chain(upper_text);
            let parts: Vec<String> = ends.chain([gives]).collect();
            texts.push(format!("{{ {} }}", parts.join(", ")));
            low = high;
            takes_lower_end = band.takes_upper_end == band.next_takes_it_too;
        }
        Some(texts.join(", "))
    }
}

/// Sets of one leaf with figures and values of these sorts: a measured rule, or the best of
/// two or three.
pub(crate) fn proof_case(
    figure: BoxedStrategy<Declared>,
    value: BoxedStrategy<String>,
) -> impl Strategy<Value = ProofCase> {
    let figures = [figure.clone(), figure.clone(), figure];
    let on_zero = select(vec!["full", "zero", "not_applicable"]);
    let branch = (value, on_zero, rule()).boxed();
    let branches = prop_oneof![6 => vec(branch.clone(), 1), 1 => vec(branch, 2..=3)];
    let max = select(vec![Decimal::ONE, Decimal::TWO, Decimal::new(5, 1)]);
    let parts = (figures, branches, max);
    parts.prop_filter_map("a band came out empty", |(figures, branches, max)| {
        let texts: Option<Vec<String>> = branches
            .iter()
            .map(|(value, on_zero, rule)| {
                rule.text(&format!("value: \"{value}\", on_zero: {on_zero}"), max)
            })
            .collect();
        let texts = texts?;
        let rule = match texts.as_slice() {
            [only] => only.clone(),
            several => format!("{{ best_of: [{}] }}", several.join(", ")),
        };
        let declared: Vec<String> = NAMES
            .iter()
            .zip(figures)
            .map(|(name, figure)| figure.text(name))
            .collect();
        let declared = declared.join("\n      - ");
        let yaml = format!(
            r#"schema: parindex/criteria/v1
id: mot-chi-tieu
name: Một chỉ tiêu
level: xa
province: Tỉnh thử
year: 2023
provenance: illustrative
period: {{ from: "{{year}}-01-01", to: "{{year}}-12-31" }}
rounding: {{ digits: 2, mode: half_up, at: leaf }}
total: {max}
fields:
  - code: "1"
    name: Chỉ tiêu
    max: {max}
    figures:
      - {declared}
    rule: {rule}
"#
        );
        Some(ProofCase { figures, yaml })
    })
}
