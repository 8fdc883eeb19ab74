//! Surveys as they were counted.

use serde::Serialize;
use serde_json::Value as Json;

use super::figures::figure_value;
use super::{PlaceOut, place_out};
use crate::evidence::facts::{Facts, Value};
use crate::points::Exact;
use crate::survey::QuestionSet;
use crate::survey::tally::{Counts, Tally};

/// The answers of a unit to one question set.
#[derive(Serialize)]
pub(super) struct SurveyOut<'a> {
    /// The figure that the answers come to: `survey.hai_long`.
    figure: &'a str,
    name: &'a str,
    method: &'static str,
    /// What the answers come to, 0 to 1, rounded where `exact` stands; null without answers.
    value: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<String>,
    sheets: Vec<PlaceOut<'a>>,
    /// Rows with an answer.
    respondents: u32,
    /// Rows without any.
    silent: u32,
    /// Answers given, over all questions.
    answers: u32,
    questions: Vec<QuestionOut<'a>>,
    /// N; null where the set does not say, or its figures are missing.
    population: Option<Json>,
    /// N / (1 + N e²), rounded up; null without N or e.
    needed: Option<Json>,
    /// Whether as many answered; null where nothing says how many are needed.
    sample_met: Option<bool>,
    /// The share of the population that is asked for.
    share: Option<Json>,
    /// Whether that share answered.
    share_met: Option<bool>,
}

#[derive(Serialize)]
struct QuestionOut<'a> {
    question: &'a str,
    /// How many gave 1, 2, 3, 4, 5.
    answers: &'a [u32],
    blank: u32,
}

/// The surveys of these figures that were counted.
pub(super) fn surveys<'a>(
    asked: impl Iterator<Item = &'a QuestionSet>,
    facts: &'a Facts,
) -> std::io::Result<Vec<SurveyOut<'a>>> {
    let held = asked.filter_map(|set| Some((set, facts.surveys.get(&set.figure.id)?)));
    held.map(|(set, tally)| survey(set, tally, facts)).collect()
}

fn survey<'a>(
    set: &'a QuestionSet,
    tally: &'a Tally,
    facts: &Facts,
) -> std::io::Result<SurveyOut<'a>> {
    let value = tally.value(set.method).map(Value::of);
    let population = set.population(&|name| facts.common.get(name)?.value.number());
    let needed = population.as_ref().and_then(|of| set.needed(of));
    let taken = Exact::from(i64::from(tally.respondents));
    let share = population.as_ref().and_then(|of| taken.checked_div(of));
    Ok(SurveyOut {
        figure: &set.figure.id,
        name: set.figure.label(),
        method: set.method.id(),
        value: value.as_ref().map(number).transpose()?,
        exact: match &value {
            Some(Value::Ratio(exact)) => Some(exact.ratio_text()),
            _ => None,
        },
        sheets: tally.sheets.iter().map(place_out).collect(),
        respondents: tally.respondents,
        silent: tally.silent,
        answers: tally.given(),
        questions: set
            .questions
            .iter()
            .zip(&tally.questions)
            .map(question)
            .collect(),
        sample_met: needed.as_ref().map(|needed| taken >= *needed),
        share_met: share.and_then(|share| Some(share >= *set.share.as_ref()?)),
        population: exact(population)?,
        needed: exact(needed)?,
        share: exact(set.share.clone())?,
    })
}

fn exact(value: Option<Exact>) -> std::io::Result<Option<Json>> {
    value.map(|value| number(&Value::of(value))).transpose()
}

fn number(value: &Value) -> std::io::Result<Json> {
    Ok(serde_json::to_value(figure_value(value))?)
}

fn question<'a>((question, counts): (&'a String, &'a Counts)) -> QuestionOut<'a> {
    let [blank, answers @ ..] = counts;
    QuestionOut {
        question,
        answers,
        blank: *blank,
    }
}
