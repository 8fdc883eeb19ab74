//! Surveys in words: how answers count, what they come to, whether enough people were asked.

use crate::points::Exact;
use crate::report::{steps, words};
use crate::rules::expression::{Expression, Operator};
use crate::survey::tally::{Counts, Tally};
use crate::survey::{ANSWERS, Method, QuestionSet};
use crate::text::lang::Lang;
use crate::text::numbers;

/// How answers become a share.
pub fn method(method: Method, lang: Lang) -> &'static str {
    match method {
        Method::Top2Percent => lang.pick(
            "số câu trả lời mức 4 hoặc 5 trên số câu trả lời",
            "answers of 4 or 5, of all answers",
        ),
        Method::MeanScaled => lang.pick("(điểm trung bình − 1) / 4", "(mean − 1) / 4"),
        Method::MeanFifth => lang.pick("điểm trung bình / 5", "mean / 5"),
    }
}

/// The arithmetic of a method on the answers given: `3 / 5 = 0,6`; `None` without answers.
pub fn arithmetic(method: Method, tally: &Tally, lang: Lang) -> Option<String> {
    let value = tally.value(method)?;
    let counted = match method {
        Method::Top2Percent => u64::from(tally.of(4)) + u64::from(tally.of(5)),
        Method::MeanScaled | Method::MeanFifth => tally.sum(),
    };
    let quotient = number(counted).join(Operator::Div, number(tally.given().into()));
    let whole = match method {
        Method::Top2Percent => quotient,
        Method::MeanScaled => quotient
            .join(Operator::Sub, Exact::one())
            .join(Operator::Div, Exact::from(4)),
        Method::MeanFifth => quotient.join(Operator::Div, Exact::from(5)),
    };
    Some(steps::equation(&whole, &value, lang))
}

fn number(count: u64) -> Expression {
    Expression::from(Exact::from(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// How many answered, and how many rows say nothing.
pub fn respondents(tally: &Tally, lang: Lang) -> String {
    let (answered, silent) = (count(tally.respondents, lang), tally.silent);
    let mut text = lang.pick(
        format!("{answered} phiếu có trả lời"),
        format!("{answered} respondents"),
    );
    if silent > 0 {
        let silent = count(silent, lang);
        text += &lang.pick(
            format!(", {silent} phiếu trống không tính"),
            format!(", {silent} blank rows that do not count"),
        );
    }
    text
}

/// The answers to one question: `mức 1: 0, mức 2: 1, …, không trả lời: 1`.
pub fn answers(counts: &Counts, lang: Lang) -> String {
    let level = lang.pick("mức ", "");
    let each = ANSWERS.map(|answer| {
        let given = count(counts[usize::from(answer)], lang);
        format!("{level}{answer}: {given}")
    });
    let blank = lang.pick("không trả lời", "no answer");
    let none = format!("{blank}: {}", count(counts[0], lang));
    each.chain([none]).collect::<Vec<_>>().join(", ")
}

/// The sample that is needed beside the one taken; `None` where the set asks for none.
pub fn sample(survey: &QuestionSet, population: &Exact, taken: u32, lang: Lang) -> Option<String> {
    let (needed, error) = (survey.needed(population)?, survey.error.as_ref()?);
    let show = |value: &Exact| numbers::show_exact(value, lang);
    let (n, e) = (show(population), show(error));
    let enough = met(Exact::from(i64::from(taken)) >= needed, lang);
    let (needed, taken) = (show(&needed), count(taken, lang));
    Some(lang.pick(
        format!("cỡ mẫu cần có: {n} / (1 + {n} × {e}²), làm tròn lên là {needed} phiếu; thu về {taken} phiếu: {enough}"),
        format!("sample needed: {n} / (1 + {n} × {e}²), rounded up {needed}; taken {taken}: {enough}"),
    ))
}

/// The share of the population that answered beside the one asked for; `None` where the set
/// asks for none.
pub fn share(survey: &QuestionSet, population: &Exact, taken: u32, lang: Lang) -> Option<String> {
    let asked = survey.share.as_ref()?;
    let taken = Exact::from(i64::from(taken));
    let share = taken.checked_div(population)?;
    let worked = Expression::from(&taken).join(Operator::Div, population);
    // What no decimal states exactly says so itself.
    let shown = percent(&share, lang);
    let sign = if shown.starts_with('≈') { "" } else { "= " };
    let (worked, enough) = (worked.show(lang), met(share >= *asked, lang));
    let asked = words::percent(asked, lang);
    Some(lang.pick(
        format!("tỷ lệ người trả lời: {worked} {sign}{shown}, yêu cầu từ {asked}: {enough}"),
        format!("share that answered: {worked} {sign}{shown}, asked for {asked}: {enough}"),
    ))
}

/// A share by its percentage, with `≈` where its digits do not end.
pub fn percent(share: &Exact, lang: Lang) -> String {
    let percent = share * &Exact::from(100);
    let shown = match percent.decimal_text(4) {
        Some(text) => numbers::show_text(&text, lang),
        None => numbers::show_about(&percent, lang),
    };
    format!("{shown} %")
}

fn met(enough: bool, lang: Lang) -> &'static str {
    if enough {
        lang.pick("đủ", "enough")
    } else {
        lang.pick("chưa đủ", "not enough")
    }
}

fn count(count: u32, lang: Lang) -> String {
    numbers::show(count.into(), lang)
}

/// What a question set asks and how it counts, in one line.
pub fn of_set(survey: &QuestionSet, lang: Lang) -> String {
    let (label, id) = (survey.figure.label(), &survey.figure.id);
    let questions = survey.questions.join(", ");
    let method = method(survey.method, lang);
    let mut parts = vec![
        lang.pick(
            format!("{label} ({id}): {method}"),
            format!("{label} ({id}): {method}"),
        ),
        lang.pick(
            format!("câu hỏi: {questions}"),
            format!("questions: {questions}"),
        ),
    ];
    if let Some(population) = &survey.population {
        let population = population.show(lang);
        parts.push(lang.pick(
            format!("tổng thể {population}"),
            format!("population {population}"),
        ));
    }
    if let Some(error) = &survey.error {
        let error = words::percent(error, lang);
        parts.push(lang.pick(format!("sai số {error}"), format!("error {error}")));
    }
    if let Some(share) = &survey.share {
        let share = words::percent(share, lang);
        parts.push(lang.pick(
            format!("phải hỏi từ {share}"),
            format!("at least {share} are to be asked"),
        ));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally() -> Tally {
        let mut tally = Tally::default();
        for row in [
            [Some(5), Some(4)],
            [Some(3), None],
            [Some(2), Some(4)],
            [None, None],
        ] {
            tally.add(&row);
        }
        tally
    }

    #[test]
    fn the_arithmetic_of_each_method() {
        let worked = |of| arithmetic(of, &tally(), Lang::Vi).unwrap();
        // Answers 5, 3, 2, 4, 4: three of five are 4 or 5; their sum is 18.
        assert_eq!(worked(Method::Top2Percent), "3 / 5 = 0,6");
        assert_eq!(worked(Method::MeanScaled), "(18 / 5 − 1) / 4 = 0,65");
        assert_eq!(worked(Method::MeanFifth), "18 / 5 / 5 = 0,72");
        assert_eq!(
            arithmetic(Method::MeanFifth, &Tally::default(), Lang::Vi),
            None
        );
    }

    #[test]
    fn respondents_and_answers() {
        assert_eq!(
            respondents(&tally(), Lang::Vi),
            "3 phiếu có trả lời, 1 phiếu trống không tính"
        );
        assert_eq!(
            answers(&tally().questions[1], Lang::Vi),
            "mức 1: 0, mức 2: 0, mức 3: 0, mức 4: 2, mức 5: 0, không trả lời: 1"
        );
    }

    #[test]
    fn shares_end_or_are_about() {
        let share = |n: i64, d: i64| percent(&(Exact::from(n) / Exact::from(d)), Lang::Vi);
        assert_eq!(share(3, 400), "0,75 %");
        assert_eq!(share(11, 15), "≈ 73,3333 %");
    }
}
