//! What would raise a leaf's points next: each cause mended, each figure moved to the nearest
//! value that wins something.

use super::Explained;
use crate::report::measures::{Act, MeasureWords, Mode, by_owner};
use crate::report::score_words::Wording;
use crate::score::next::changes;

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
        lines.extend(changes.iter().map(|change| {
            let gain = said.fixed(change.gain);
            let raised = said.raised(index, &change.figure, &change.from, &change.to);
            format!("{raised}: +{gain}")
        }));
        lines
    }
}
