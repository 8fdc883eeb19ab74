//! What would raise a leaf's points next: each cause mended, each figure moved to the nearest
//! value that wins something.

use super::Explained;
use crate::criteria::figures::Kind;
use crate::evidence::facts::Value;
use crate::report::measures::{Act, MeasureWords, Mode, by_owner};
use crate::report::score_words::Wording;
use crate::report::words;
use crate::rules::levels;
use crate::score::next::{Change, changes};
use crate::text::numbers;

impl Explained<'_> {
    pub(super) fn next(self, index: usize) -> Vec<String> {
        let said = Wording { view: self.view };
        let words = MeasureWords {
            view: self.view,
            mode: Mode::ThisPeriod,
        };
        let of_leaf = |loss: &crate::score::assessment::Loss| {
            loss.node == Some(index) && !loss.regain.is_zero()
        };
        let owners = by_owner(self.view, Mode::ThisPeriod, of_leaf);
        let mut lines = Vec::new();
        for measure in owners.iter().flat_map(|owner| &owner.measures) {
            if matches!(measure.act, Act::Improve) {
                continue;
            }
            let (act, regain) = (words.act(measure), said.fixed(measure.regain));
            lines.push(format!("{act}: +{regain}"));
        }
        let facts = &self.view.submission.unit.facts;
        let checked = self.view.submission.files_checked;
        let changes = changes(self.view.set(), index, facts, checked);
        lines.extend(changes.iter().map(|change| self.change(index, change)));
        lines
    }

    /// `Số nhiệm vụ đã hoàn thành thêm 1 (thành 7): +0,15`.
    fn change(self, index: usize, change: &Change) -> String {
        let lang = self.view.lang;
        let said = Wording { view: self.view };
        let gain = said.fixed(change.gain);
        let leaf = self.view.set().nodes[index].leaf.as_ref();
        let declared = leaf.and_then(|leaf| self.view.set().figure(leaf, &change.figure));
        let name = words::figure(declared, &change.figure, lang);
        let name = words::capital(&name);
        let to = words::value(&change.to, declared, lang);
        let count = declared.is_some_and(|figure| matches!(figure.kind, Kind::Count));
        match (&change.from, &change.to) {
            (Value::Number(from), Value::Number(value)) if count => {
                let steps = numbers::show((*value - *from).abs(), lang);
                let word = if value > from {
                    lang.pick("thêm", "more by")
                } else {
                    lang.pick("bớt", "less by")
                };
                lang.pick(
                    format!("{name} {word} {steps} (thành {to}): +{gain}"),
                    format!("{name} {word} {steps} (to {to}): +{gain}"),
                )
            }
            (Value::Number(from), Value::Number(value)) => {
                let sign = if value > from { "≥" } else { "≤" };
                format!("{name} {sign} {to}: +{gain}")
            }
            _ if change.figure == levels::FIGURE => lang.pick(
                format!("Đạt mức «{to}»: +{gain}"),
                format!("Level «{to}»: +{gain}"),
            ),
            _ => format!("{name} {to}: +{gain}"),
        }
    }
}
