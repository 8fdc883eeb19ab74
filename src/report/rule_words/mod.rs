//! What a rule says, in words: what an officer reads in place of the YAML.
//!
//! In come a leaf and its rule, out goes a sentence with the cases it has. Nothing is scored
//! here; the words follow the parameters, kind by kind.

mod bands;
mod measured;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use value::Figures;

use crate::criteria::model::{CriteriaSet, Leaf, Node, Side, Source};
use crate::points::Exact;
use crate::report::words;
use crate::rules::awarded::Awarded;
use crate::rules::deadline::Deadline;
use crate::rules::levels::Levels;
use crate::rules::stated::Stated;
use crate::rules::{Rule, best_of::BestOf};
use crate::text::lang::Lang;
use crate::text::{dates, numbers};

/// A sentence, the cases it comes to, and what else holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The sentence; a colon follows it where it has cases.
    pub text: String,
    /// Its cases, in the set's order.
    pub cases: Vec<Said>,
    /// What holds beside it, each a sentence of its own.
    pub notes: Vec<String>,
}

impl Said {
    /// A sentence alone.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A sentence with cases.
    pub fn with_cases(text: impl Into<String>, cases: Vec<Said>) -> Self {
        Self {
            text: text.into(),
            cases,
            notes: Vec::new(),
        }
    }

    /// Everything in one line: `theo tỷ lệ: từ 90 % trở lên: 2 điểm; dưới 90 %: 0 điểm`.
    pub fn line(&self) -> String {
        let cases: Vec<String> = self.cases.iter().map(Self::line).collect();
        let whole = if cases.is_empty() {
            self.text.clone()
        } else {
            format!("{}: {}", self.text, cases.join("; "))
        };
        let parts: Vec<String> = [whole].into_iter().chain(self.notes.clone()).collect();
        parts.join("; ")
    }

    /// A line for the sentence, each case and each note, with how deep it stands.
    pub fn lines(&self) -> Vec<(usize, String)> {
        let notes = self.notes.iter().map(|note| (0, words::capital(note)));
        self.with_cases_below().into_iter().chain(notes).collect()
    }

    fn with_cases_below(&self) -> Vec<(usize, String)> {
        let colon = if self.cases.is_empty() { "" } else { ":" };
        let mut lines = vec![(0, format!("{}{colon}", self.text))];
        for case in &self.cases {
            let below = case.with_cases_below();
            lines.extend(below.into_iter().map(|(depth, line)| (depth + 1, line)));
            lines.extend(case.notes.iter().map(|note| (2, note.clone())));
        }
        lines
    }
}

/// A rule of a leaf, that in force or another reading, in words; the first letter a capital.
pub fn words(set: &CriteriaSet, node: &Node, leaf: &Leaf, rule: &Rule, lang: Lang) -> Said {
    let speaker = Speaker {
        figures: Figures::of(set, Some(leaf), lang),
        node,
        leaf,
        lang,
        max: node.max.into(),
        branch: false,
    };
    let mut said = speaker.rule(rule);
    said.text = words::capital(&said.text);
    said
}

/// Words the rules of one leaf.
struct Speaker<'a> {
    figures: Figures<'a>,
    node: &'a Node,
    leaf: &'a Leaf,
    lang: Lang,
    max: Exact,
    /// Whether the rule is one of several of which the best counts.
    branch: bool,
}

impl Speaker<'_> {
    fn rule(&self, rule: &Rule) -> Said {
        match rule {
            Rule::Presence => self.presence(),
            Rule::Proportional(of) => self.proportional(rule, of),
            Rule::Bands(of) => self.bands(rule, of),
            Rule::PerItem(of) => self.per_item(rule, of),
            Rule::Deduct(of) => self.deduct(rule, of),
            Rule::Deadline(of) => self.deadline(of),
            Rule::Levels(of) => self.levels(of),
            Rule::Stated(of) => self.stated(of),
            Rule::Awarded(of) => self.awarded(of),
            Rule::BestOf(of) => self.best_of(of),
        }
    }

    fn pick<T>(&self, vi: T, en: T) -> T {
        self.lang.pick(vi, en)
    }

    fn penalty(&self) -> bool {
        self.node.side == Side::Penalty
    }

    fn number(&self, value: &Exact) -> String {
        numbers::show_exact(value, self.lang)
    }

    /// `1,5 điểm`; of a penalty `trừ 1,5 điểm`.
    fn points(&self, points: &Exact) -> String {
        if self.penalty() && points.is_zero() {
            return self.pick("không trừ", "nothing off").to_owned();
        }
        self.gain(words::points(points, self.lang))
    }

    /// What is won; of a penalty, what is taken off.
    fn gain(&self, text: String) -> String {
        if self.penalty() {
            self.pick(format!("trừ {text}"), format!("{text} off"))
        } else {
            text
        }
    }

    /// `tối đa 2 điểm`.
    fn at_most(&self) -> String {
        let max = words::points(&self.max, self.lang);
        self.pick(format!("tối đa {max}"), format!("at most {max}"))
    }

    fn case(&self, when: &str, points: &Exact) -> Said {
        Said::plain(format!("{when}: {}", self.points(points)))
    }

    fn presence(&self) -> Said {
        let points = self.points(&self.max);
        Said::plain(if self.leaf.documents.is_empty() {
            self.pick(
                format!("không kèm điều kiện: {points}"),
                format!("without condition: {points}"),
            )
        } else {
            self.pick(
                format!("đủ tài liệu: {points}"),
                format!("documents in order: {points}"),
            )
        })
    }

    fn deadline(&self, rule: &Deadline) -> Said {
        let document = self
            .leaf
            .requirement(&rule.document)
            .map_or(rule.document.as_str(), |document| &document.name);
        let mut cases: Vec<Said> = rule
            .steps
            .iter()
            .map(|step| {
                let day = dates::short(step.by);
                let when = self.pick(format!("đến hết {day}"), format!("up to {day}"));
                self.case(&when, &step.points)
            })
            .collect();
        cases.push(self.case(self.pick("muộn hơn", "later"), &rule.late));
        let without = self.pick("không có tài liệu", "without the document");
        cases.push(self.case(without, &Exact::zero()));
        let text = self.pick(
            format!("theo ngày ban hành «{document}»"),
            format!("by the date of issue of «{document}»"),
        );
        Said::with_cases(text, cases)
    }

    fn levels(&self, rule: &Levels) -> Said {
        let levels = rule.levels.iter();
        let cases = levels.map(|level| self.case(&level.name, &level.points));
        Said::with_cases(
            self.pick("theo mức đạt", "by the level reached"),
            cases.collect(),
        )
    }

    fn stated(&self, rule: &Stated) -> Said {
        let off = if self.penalty() {
            self.pick(" điểm trừ", " what is taken off")
        } else {
            ""
        };
        let lead = self.pick(
            format!("đơn vị tự xác định{off}"),
            format!("the unit states{off}"),
        );
        let max = words::points(&self.max, self.lang);
        let choices: Vec<String> = rule.choices.iter().map(|c| self.number(c)).collect();
        let range = if choices.is_empty() {
            self.pick(format!("từ 0 đến {max}"), format!("from 0 to {max}"))
        } else {
            let choices = choices.join(self.pick("; ", ", "));
            self.pick(
                format!("một trong các mức {choices} điểm"),
                format!("one of {choices} points"),
            )
        };
        Said::plain(self.pick(format!("{lead}, {range}"), format!("{lead}: {range}")))
    }

    fn awarded(&self, rule: &Awarded) -> Said {
        let by = match self.leaf.source {
            Source::Own => self.pick("nơi thẩm định", "the appraiser"),
            source => words::source(source, self.lang),
        };
        let max = words::points(&self.max, self.lang);
        let what = match (self.penalty(), self.lang) {
            (false, Lang::Vi) => "điểm",
            (true, Lang::Vi) => "điểm trừ",
            (false, Lang::En) => "points",
            (true, Lang::En) => "points off",
        };
        if let Some(share) = &rule.share {
            let value = &share.measure.value;
            let value = self.figures.value(value, &[&share.full_at], false);
            let formula = format!("{} × {max}", value.named());
            let said = Said::plain(self.pick(
                format!("{what} do {by} cho: {formula}; chưa có thì để chờ, không tính là mất"),
                format!("{what} given by {by}: {formula}; pending until then, not counted as lost"),
            ));
            return self.with_zero_denominator(said, &share.measure);
        }
        Said::plain(self.pick(
            format!("{what} do {by} cho, từ 0 đến {max}; chưa có thì để chờ, không tính là mất"),
            format!(
                "{what} given by {by}, from 0 to {max}; pending until then, not counted as lost"
            ),
        ))
    }

    fn best_of(&self, rule: &BestOf) -> Said {
        let speaker = Speaker {
            max: self.max.clone(),
            branch: true,
            ..*self
        };
        let cases = rule.branches.iter().zip('a'..).map(|(branch, letter)| {
            let mut said = speaker.rule(branch);
            said.text = format!("({letter}) {}", said.text);
            said
        });
        let text = if self.penalty() {
            self.pick(
                "lấy cách tính trừ nhiều điểm nhất",
                "whichever takes most off",
            )
        } else {
            self.pick("lấy cách tính có lợi nhất", "whichever gives most")
        };
        Said::with_cases(text, cases.collect())
    }
}
