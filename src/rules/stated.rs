//! `stated`: the points that the unit states, where a decision gives no formula.

use crate::points::Exact;
use crate::rules::award::{Award, Given, Reason, Step};
use crate::rules::reading::Setting;
use crate::yaml::Map;

/// The figure that holds the stated points.
pub const FIGURE: &str = "points";

/// Points as stated, one of the choices where the set lists them.
#[derive(Clone, Debug, Default)]
pub struct Stated {
    /// The points that may be stated; empty: any from 0 to the maximum.
    pub choices: Vec<Exact>,
}

impl Stated {
    pub(super) fn read(map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        let choices = match map.get("choices") {
            None => Some(Vec::new()),
            Some(node) => setting
                .reader
                .list(node)?
                .iter()
                .map(|item| setting.points(item))
                .collect(),
        };
        Some(Self { choices: choices? })
    }

    pub(super) fn award(&self, given: &Given<'_>) -> Award<'_> {
        let Some(points) = given.number(FIGURE) else {
            return Award::not_stated(given, vec![FIGURE]);
        };
        given.note(|| Step::Given(points.clone()));
        let points = given.within(points);
        Award::points(points, Reason::StatedLess, vec![FIGURE])
    }

    /// The most that may be stated.
    pub(super) fn most(&self, max: &Exact) -> Exact {
        self.choices.iter().max().unwrap_or(max).clone()
    }
}
