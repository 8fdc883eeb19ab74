//! The surveys behind a leaf: sheets, respondents, answers, the method with its arithmetic, the
//! sample.

use super::Explained;
use crate::evidence::facts::Value;
use crate::points::Exact;
use crate::report::paper::Block;
use crate::report::survey_words as say;
use crate::report::words;
use crate::survey::QuestionSet;
use crate::survey::tally::Tally;

impl Explained<'_> {
    /// A section for each survey whose result the rule of a leaf reads.
    pub(super) fn surveys(self, index: usize) -> Vec<Block> {
        let set = self.view.set();
        let leaf = set.nodes.get(index).and_then(|node| node.leaf.as_ref());
        let read = leaf.map(|leaf| leaf.rule.figures()).unwrap_or_default();
        let tallies = &self.view.submission.unit.facts.surveys;
        let surveys = read.into_iter().filter_map(|id| set.survey(id));
        let held = surveys.filter_map(|survey| Some((survey, tallies.get(&survey.figure.id)?)));
        let mut blocks = Vec::new();
        for (survey, tally) in held {
            let (word, label) = (
                self.view.lang.pick("Khảo sát", "Survey"),
                survey.figure.label(),
            );
            blocks.push(Block::Section(format!("{word} «{label}»")));
            blocks.extend(self.survey(survey, tally).into_iter().map(Block::Item));
        }
        blocks
    }

    fn survey(self, survey: &QuestionSet, tally: &Tally) -> Vec<String> {
        let lang = self.view.lang;
        let sheets = tally.sheets.iter().map(|sheet| sheet.shown(lang));
        let sheets = sheets.collect::<Vec<_>>().join("; ");
        let mut items = vec![format!("{sheets}: {}", say::respondents(tally, lang))];
        let questions = survey.questions.iter().zip(&tally.questions);
        items.extend(
            questions
                .map(|(question, counts)| format!("{question}: {}", say::answers(counts, lang))),
        );
        items.push(match say::arithmetic(survey.method, tally, lang) {
            Some(worked) => format!("{}: {worked}", say::method(survey.method, lang)),
            None => lang
                .pick(
                    "chưa có câu trả lời nào nên chưa có kết quả",
                    "nobody answered, so there is no result yet",
                )
                .to_owned(),
        });
        items.extend(self.other_value(survey, tally));
        items.extend(self.sample(survey, tally));
        items
    }

    /// That another value counts than the one the answers come to: assumed, or corrected.
    fn other_value(self, survey: &QuestionSet, tally: &Tally) -> Option<String> {
        let lang = self.view.lang;
        let common = &self.view.submission.unit.facts.common;
        let stated = &common.get(&survey.figure.id)?.value;
        let own = tally.value(survey.method).map(Value::of);
        (own.as_ref() != Some(stated)).then(|| {
            let value = words::value(stated, Some(&survey.figure), lang);
            lang.pick(
                format!("điểm ở đây tính theo giá trị khác: {value}"),
                format!("the points here go by another value: {value}"),
            )
        })
    }

    /// Whether enough people answered, as far as the set says how many that is.
    fn sample(self, survey: &QuestionSet, tally: &Tally) -> Vec<String> {
        let lang = self.view.lang;
        let Some(expression) = &survey.population else {
            return Vec::new();
        };
        let Some(population) = self.population(survey) else {
            let formula = expression.show(lang);
            return vec![lang.pick(
                format!("tổng thể N = {formula}: chưa đủ số liệu để tính"),
                format!("population N = {formula}: figures for it are missing"),
            )];
        };
        let whole = crate::text::numbers::show_exact(&population, lang);
        let head = lang.pick(
            format!("tổng thể N = {whole}"),
            format!("population N = {whole}"),
        );
        let sample = say::sample(survey, &population, tally.respondents, lang);
        let share = say::share(survey, &population, tally.respondents, lang);
        [head].into_iter().chain(sample).chain(share).collect()
    }

    fn population(self, survey: &QuestionSet) -> Option<Exact> {
        let common = &self.view.submission.unit.facts.common;
        survey.population(&|name| common.get(name)?.value.number())
    }
}
