//! Where the figures of a leaf come from that registers give: files, rows, definitions, and the
//! first dossiers that hold its points down. Of a dossier only its id is told.

use super::Explained;
use crate::criteria::model::Leaf;
use crate::evidence::register::facts::RegisterFacts;
use crate::evidence::register_figures::PREFIX;
use crate::report::register::{definition, words};
use crate::score::dossiers::behind;
use crate::text::{dates, numbers};

impl Explained<'_> {
    /// A line for the registers, one for each metric, one for the dossiers behind a shortfall.
    pub(super) fn register(self, index: usize, leaf: &Leaf) -> Vec<String> {
        let lang = self.view.lang;
        let set = self.view.set();
        let facts = &self.view.submission.unit.facts;
        let Some(register) = &facts.register else {
            return Vec::new();
        };
        let named = leaf.rule.figures();
        let metrics = named.iter().filter_map(|name| name.strip_prefix(PREFIX));
        let metrics: Vec<&str> = metrics.collect();
        if metrics.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![self.registers(register)];
        for id in metrics {
            let condition = set.register.metric(id).map(|metric| &metric.condition);
            if let Some(condition) = condition {
                let words = definition::definition(condition, lang);
                lines.push(format!("{PREFIX}{id}: {words}"));
            }
        }
        let behind = behind(set, index, facts);
        if behind.rows > 0 {
            let more = if (behind.ids.len() as u64) < behind.rows {
                ", …"
            } else {
                ""
            };
            let (rows, ids) = (behind.rows, behind.ids.join(", ") + more);
            let rows = numbers::show(rows.into(), lang);
            lines.push(lang.pick(
                format!("{rows} hồ sơ TTHC làm giảm điểm: {ids}"),
                format!("{rows} dossiers hold the points down: {ids}"),
            ));
        }
        lines
    }

    fn registers(self, register: &RegisterFacts) -> String {
        let lang = self.view.lang;
        let number = |number: u64| numbers::show(number.into(), lang);
        let files = register.files.iter();
        let files: Vec<String> = files
            .map(|(file, rows)| {
                let (name, rows) = (words::file(file), number(*rows));
                lang.pick(
                    format!("{name} ({rows} dòng)"),
                    format!("{name} ({rows} rows)"),
                )
            })
            .collect();
        let files = files.join(", ");
        let counted = number(register.counts.counted);
        let faults = number(register.faults().values().sum());
        let (from, to) = register.period;
        let (from, to) = (dates::short(from), dates::short(to));
        let by = words::on_time(self.view.set().register.on_time, lang);
        lang.pick(
            format!("{files}: tính {counted} hồ sơ TTHC từ {from} đến {to}, {by}; {faults} dòng lỗi để ngoài"),
            format!("{files}: {counted} dossiers count, {from} to {to}, {by}; {faults} faulty rows are left out"),
        )
    }
}
