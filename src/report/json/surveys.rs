//! Surveys as they were counted.

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{FigureValue, figure_value};
use super::set_names::Method;
use super::{PlaceOut, place_out};
use crate::evidence::facts::{Facts, Value};
use crate::points::Exact;
use crate::survey::QuestionSet;
use crate::survey::tally::{Counts, Tally};

/// The answers of a unit to one question set.
///
/// Câu trả lời của một đơn vị cho một bộ câu hỏi.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Survey")]
pub(super) struct SurveyOut<'a> {
    /// The figure that the answers come to: `survey.hai_long`.
    ///
    /// Số liệu tính ra từ câu trả lời: `survey.hai_long`.
    figure: &'a str,
    /// Its name.
    ///
    /// Tên.
    name: &'a str,
    /// How answers become a share.
    ///
    /// Cách tính.
    method: Method,
    /// What the answers come to, 0 to 1, rounded where `exact` stands; null without answers.
    ///
    /// Kết quả, 0 đến 1, làm tròn nếu có `exact`; null nếu không có câu trả lời.
    value: Option<FigureValue<'a>>,
    /// The value as a ratio, where no decimal states it; else absent.
    ///
    /// Giá trị đúng dạng phân số, nếu số thập phân không viết đúng được; nếu không thì không có.
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<String>,
    /// Where the answers stand.
    ///
    /// Các phiếu.
    sheets: Vec<PlaceOut<'a>>,
    /// Rows with an answer.
    ///
    /// Số dòng có trả lời.
    respondents: u32,
    /// Rows without any.
    ///
    /// Số dòng không trả lời gì.
    silent: u32,
    /// Answers given, over all questions.
    ///
    /// Số câu trả lời, mọi câu hỏi.
    answers: u32,
    /// Question by question.
    ///
    /// Từng câu hỏi.
    questions: Vec<QuestionOut<'a>>,
    /// N; null where the set does not say, or its figures are missing.
    ///
    /// N, số người; null nếu bộ tiêu chí không nói hoặc thiếu số liệu.
    population: Option<FigureValue<'a>>,
    /// N / (1 + N e²), rounded up; null without N or e.
    ///
    /// N / (1 + N e²), làm tròn lên; null nếu không có N hoặc e.
    needed: Option<FigureValue<'a>>,
    /// Whether as many answered; null where nothing says how many are needed.
    ///
    /// Đã đủ số phiếu hay chưa; null nếu không rõ cần bao nhiêu.
    sample_met: Option<bool>,
    /// The share of the population that is asked for.
    ///
    /// Tỷ lệ người phải hỏi.
    share: Option<FigureValue<'a>>,
    /// Whether that share answered.
    ///
    /// Đã đủ tỷ lệ hay chưa.
    share_met: Option<bool>,
}

/// The answers to a question.
///
/// Câu trả lời của một câu hỏi.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Question")]
struct QuestionOut<'a> {
    /// Its header.
    ///
    /// Tiêu đề cột.
    question: &'a str,
    /// How many gave 1, 2, 3, 4, 5.
    ///
    /// Số người chọn 1, 2, 3, 4, 5.
    answers: &'a [u32],
    /// How many gave none.
    ///
    /// Số người bỏ trống.
    blank: u32,
}

/// The surveys of these figures that were counted.
pub(super) fn surveys<'a>(
    asked: impl Iterator<Item = &'a QuestionSet>,
    facts: &'a Facts,
) -> Vec<SurveyOut<'a>> {
    let held = asked.filter_map(|set| Some((set, facts.surveys.get(&set.figure.id)?)));
    held.map(|(set, tally)| survey(set, tally, facts)).collect()
}

fn survey<'a>(set: &'a QuestionSet, tally: &'a Tally, facts: &Facts) -> SurveyOut<'a> {
    let value = tally.value(set.method).map(Value::of);
    let population = set.population(&|name| facts.common.get(name)?.value.number());
    let needed = population.as_ref().and_then(|of| set.needed(of));
    let taken = Exact::from(i64::from(tally.respondents));
    let share = population.as_ref().and_then(|of| taken.checked_div(of));
    SurveyOut {
        figure: &set.figure.id,
        name: set.figure.label(),
        method: set.method.into(),
        value: value.as_ref().map(number),
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
        population: exact(population),
        needed: exact(needed),
        share: exact(set.share.clone()),
    }
}

fn exact(value: Option<Exact>) -> Option<FigureValue<'static>> {
    value.map(|value| number(&Value::of(value)))
}

fn number(value: &Value) -> FigureValue<'static> {
    figure_value(value).into_owned()
}

fn question<'a>((question, counts): (&'a String, &'a Counts)) -> QuestionOut<'a> {
    let [blank, answers @ ..] = counts;
    QuestionOut {
        question,
        answers,
        blank: *blank,
    }
}
