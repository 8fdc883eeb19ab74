//! Surveys: what a set asks of respondents, and what their answers come to.
//!
//! In comes a question set with its method and the counted answers of one unit
//! ([`tally::Tally`]); out goes one exact share from 0 to 1, which rules read as
//! `survey.<id>`. Answers are whole numbers from 1 to 5 (QĐ 1001/QĐ-BNV); how they become points
//! is not published alike everywhere, so the method is data of the set and none is the default.

pub mod tally;

use crate::criteria::figures::{Figure, Kind};
use crate::diagnostic::Place;
use crate::points::Exact;
use crate::rules::expression::Expression;
use crate::text::lang::{Text, text};

/// The table that expressions name before the point: `survey.hai_long`.
pub const TABLE: &str = "survey";

/// The least and the greatest answer.
pub const ANSWERS: std::ops::RangeInclusive<u8> = 1..=5;

/// How answers become a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Answers 4 or 5, of all that were given.
    Top2Percent,
    /// (mean − 1) / 4: answers of 1 alone give 0.
    MeanScaled,
    /// mean / 5: answers of 1 alone give 0.2.
    MeanFifth,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Top2Percent, Self::MeanScaled, Self::MeanFifth];

    /// Its name in sets and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Top2Percent => "top2_percent",
            Self::MeanScaled => "mean_scaled",
            Self::MeanFifth => "mean_fifth",
        }
    }
}

/// A question set of a criteria set.
#[derive(Clone, Debug)]
pub struct QuestionSet {
    /// Its id: `hai_long`.
    pub id: String,
    /// What rules read: `survey.hai_long`, a share from 0 to 1, labelled as the set says.
    pub figure: Figure,
    /// The headers of its questions, in the set's order; at least one, none twice.
    pub questions: Vec<String>,
    /// How the answers become a share.
    pub method: Method,
    /// How many people could be asked: a whole number, or worked out from figures of the set.
    pub population: Option<Expression>,
    /// The margin of error that the sample may have, above 0 and below 1.
    pub error: Option<Exact>,
    /// The share of the population that is to be asked, above 0 and at most 1.
    pub share: Option<Exact>,
    /// Where the set states it: the place of its id.
    pub place: Place,
}

impl QuestionSet {
    /// The name by which expressions know a question set.
    pub fn figure_id(id: &str) -> String {
        format!("{TABLE}.{id}")
    }

    /// The figure that a question set gives.
    pub fn figure_of(id: &str, name: &str, place: Place) -> Figure {
        Figure {
            name: Some(name.to_owned()),
            kind: Kind::Percent,
            place: Some(place),
            ..Figure::undeclared(&Self::figure_id(id))
        }
    }

    /// What is to be handed in for its result.
    pub fn wanted(&self) -> Text {
        let questions: Vec<String> = self.questions.iter().map(|q| format!("`{q}`")).collect();
        let questions = questions.join(", ");
        let id = &self.figure.id;
        text!(
            "đưa phiếu khảo sát có cột {questions} vào `survey:` của parindex.yaml (hoặc cờ --survey), hoặc thêm dòng `*,{id},…` vào bảng số liệu",
            "name the survey sheet with the columns {questions} under `survey:` of parindex.yaml (or with --survey), or add a row `*,{id},…` to the figures"
        )
    }

    /// How many people could be asked, where `figure` knows all that it is worked out from.
    pub fn population(&self, figure: &dyn Fn(&str) -> Option<Exact>) -> Option<Exact> {
        let population = self.population.as_ref()?;
        let known = population
            .names()
            .into_iter()
            .all(|name| figure(name).is_some());
        let value = population.evaluate(figure).ok().filter(|_| known)?;
        (value > Exact::zero()).then_some(value)
    }

    /// The sample that a population needs, N / (1 + N e²) rounded up to whole people
    /// (Slovin's formula); `None` where the set gives no error.
    pub fn needed(&self, population: &Exact) -> Option<Exact> {
        let error = self.error.as_ref()?;
        let spread = &Exact::one() + &(population * &(error * error));
        let sample = population.checked_div(&spread)?;
        Some(-(-sample).floor())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{At, SourceFile};

    fn set(population: &str, error: Option<(i64, i64)>) -> QuestionSet {
        let (file, _) = SourceFile::new("bo.yaml", b"");
        let place = Place {
            file: Arc::new(file),
            at: At::File,
        };
        QuestionSet {
            id: "a".to_owned(),
            figure: QuestionSet::figure_of("a", "A", place.clone()),
            questions: vec!["q".to_owned()],
            method: Method::Top2Percent,
            population: Some(Expression::parse(population).unwrap()),
            error: error.map(|(n, d)| Exact::from(n) / Exact::from(d)),
            share: None,
            place,
        }
    }

    #[test]
    fn the_needed_sample_is_rounded_up_to_whole_people() {
        // 2692 / (1 + 2692 × 0,0025) = 2692 / 7,73 = 348,25…
        let needed = |n: i64, e| set("1", Some(e)).needed(&Exact::from(n)).unwrap();
        assert_eq!(needed(2692, (5, 100)), Exact::from(349));
        // 400 / (1 + 400 × 0,0025) = 400 / 2: exactly 200.
        assert_eq!(needed(400, (5, 100)), Exact::from(200));
        assert_eq!(needed(1, (1, 10)), Exact::from(1));
        assert_eq!(set("1", None).needed(&Exact::from(400)), None);
    }

    #[test]
    fn a_population_is_known_only_with_all_its_figures() {
        let figure = |name: &str| (name == "a").then(|| Exact::from(30));
        let population = |text: &str| set(text, None).population(&figure);
        assert_eq!(population("2692"), Some(Exact::from(2692)));
        assert_eq!(population("a * 2"), Some(Exact::from(60)));
        assert_eq!(population("a + b"), None);
        assert_eq!(population("a / (a - 30)"), None);
        assert_eq!(population("a - 30"), None);
    }
}
