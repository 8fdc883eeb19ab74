//! Rounding by rounding: what is reproduced; and what could not be compared.

use comfy_table::{Cell, CellAlignment};

use super::Page;
use crate::reconcile::case::{Observation, Standing};
use crate::report::terminal::table;
use crate::report::words;

impl Page<'_> {
    /// For each rounding how much it reproduces.
    pub(super) fn roundings(&self) -> String {
        let header = [
            (self.pick("Cách làm tròn", "Rounding"), CellAlignment::Left),
            (self.pick("Khớp", "Fits"), CellAlignment::Right),
            (
                self.pick("Không khớp, với cách đọc khớp nhất", "Missed, read at best"),
                CellAlignment::Left,
            ),
        ];
        let mut table = table::new(&header, self.screen);
        let compared = self.view.found.compared();
        for (index, under) in self.view.found.roundings.iter().enumerate() {
            let (missed, open) = (under.all_missed(), under.all_open());
            let fitting = compared - missed.len() - open.len() - under.unexamined.len();
            let mut name = words::rounding(under.rounding, self.view.lang);
            if index == 0 {
                name.push_str(self.pick(" (đang dùng)", " (in force)"));
            }
            let mut said: Vec<String> = Vec::new();
            let lines: Vec<String> = missed.iter().map(|at| self.miss(index, *at)).collect();
            if !lines.is_empty() {
                said.push(self.few(&lines, "; "));
            }
            if !open.is_empty() {
                let count = open.len();
                said.push(self.pick(
                    format!("{count} chưa kiểm được"),
                    format!("{count} not tested"),
                ));
            }
            if !under.unexamined.is_empty() {
                let count = under.unexamined.len();
                said.push(self.pick(
                    format!("{count} chưa xét: quá nhiều tổ hợp cách đọc"),
                    format!("{count} not examined: too many joint readings"),
                ));
            }
            table.add_row(vec![
                Cell::new(name),
                Cell::new(format!("{fitting}/{compared}")).set_alignment(CellAlignment::Right),
                self.coloured(said.join("; "), Some(missed.is_empty())),
            ]);
        }
        table::finish(table, &[1])
    }

    /// `1.1.3 công bố 2,85, tính được 2,86 (chênh +0,01)`.
    fn miss(&self, under: usize, observation: usize) -> String {
        let observation = &self.view.found.case.observations[observation];
        let (label, published) = (self.label(observation), self.plain(observation.published));
        let found = self.gives(&self.view.best(under, observation));
        self.pick(
            format!("{label} công bố {published}, tính được {found}"),
            format!("{label} published {published}, computed {found}"),
        )
    }

    /// What could not be compared: for several units a line for each node and reason.
    pub(super) fn not_compared(&self) -> Option<String> {
        let mut groups: Vec<(Option<usize>, String, Vec<&Observation>)> = Vec::new();
        for observation in self.view.not_compared() {
            let (node, why) = (observation.node, self.why_not(observation));
            let same =
                |group: &&mut (Option<usize>, String, _)| (group.0, &group.1) == (node, &why);
            match groups.iter_mut().find(same) {
                Some((.., members)) => members.push(observation),
                None => groups.push((node, why, vec![observation])),
            }
        }
        groups.sort_by_key(|(node, ..)| (node.is_none(), *node));
        let line = |(node, why, members): &(Option<usize>, String, Vec<&Observation>)| {
            let [only] = members.as_slice() else {
                let (code, count) = (self.code(*node), members.len());
                return self.pick(
                    format!("  {code}  {count} đơn vị: {why}"),
                    format!("  {code}  {count} units: {why}"),
                );
            };
            let (label, published) = (self.label(only), self.plain(only.published));
            self.pick(
                format!("  {label}  công bố {published}: {why}"),
                format!("  {label}  published {published}: {why}"),
            )
        };
        let lines: Vec<String> = groups.iter().map(line).collect();
        let head = self.pick("Chưa đủ số liệu để so:", "Not compared, for want of facts:");
        (!lines.is_empty()).then(|| format!("{head}\n{}", lines.join("\n")))
    }

    fn why_not(&self, observation: &Observation) -> String {
        match &observation.standing {
            Standing::Open(gaps) if gaps.len() == 1 && observation.node == Some(gaps[0].0) => {
                self.gap(&gaps[0].1)
            }
            Standing::Open(gaps) => {
                let codes: Vec<String> = gaps
                    .iter()
                    .map(|(leaf, _)| self.code(Some(*leaf)).to_owned())
                    .collect();
                let codes = self.few(&codes, ", ");
                self.pick(
                    format!("chưa đủ số liệu ở {codes}"),
                    format!("facts are missing at {codes}"),
                )
            }
            _ => self
                .pick("khai không áp dụng", "declared not applicable")
                .to_owned(),
        }
    }
}
