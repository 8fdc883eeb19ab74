//! A figure that becomes better, in words.

use super::Wording;
use crate::criteria::figures::Kind;
use crate::evidence::facts::Value;
use crate::report::words;
use crate::rules::levels;
use crate::text::numbers;

impl Wording<'_> {
    /// `Số nhiệm vụ đã hoàn thành thêm 1 (thành 7)`; `Đạt mức «Đầy đủ»`, the level by id or
    /// name.
    pub(crate) fn raised(self, leaf: usize, figure: &str, from: &Value, to: &Value) -> String {
        let lang = self.view.lang;
        let leaf = self.view.set().nodes[leaf].leaf.as_ref();
        let declared = leaf.and_then(|leaf| self.view.set().figure(leaf, figure));
        let name = words::capital(&words::figure(declared, figure, lang));
        let shown = words::value(to, declared, lang);
        let count = declared.is_some_and(|figure| matches!(figure.kind, Kind::Count));
        match (from, to) {
            (Value::Number(from), Value::Number(value)) if count => {
                let steps = numbers::show((*value - *from).abs(), lang);
                let word = if value > from {
                    lang.pick("thêm", "more by")
                } else {
                    lang.pick("bớt", "less by")
                };
                lang.pick(
                    format!("{name} {word} {steps} (thành {shown})"),
                    format!("{name} {word} {steps} (to {shown})"),
                )
            }
            (Value::Number(from), Value::Number(value)) => {
                let sign = if value > from { "≥" } else { "≤" };
                format!("{name} {sign} {shown}")
            }
            _ if figure == levels::FIGURE => {
                let known = leaf.map(|leaf| leaf.rule.levels()).unwrap_or_default();
                let level = levels::find(&known, &shown);
                let level = level.map_or(shown.as_str(), |level| &level.name);
                lang.pick(format!("Đạt mức «{level}»"), format!("Level «{level}»"))
            }
            _ => format!("{name} {shown}"),
        }
    }
}
