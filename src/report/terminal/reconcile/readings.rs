//! Leaf by leaf: what each reading gives in place of official points.

use std::collections::BTreeSet;

use comfy_table::{Cell, CellAlignment};

use super::Page;
use crate::criteria::model::{Leaf, Node};
use crate::points::{Points, Rounding};
use crate::reconcile::case::{Found, Observation, Standing};
use crate::report::reconcile::{Outcome, ReadingOf};
use crate::report::terminal::table;
use crate::report::words;
use crate::text::numbers;

impl<'a> Page<'a> {
    /// For each leaf with readings what they give.
    pub(super) fn leaves(&self) -> Vec<String> {
        let view = self.view;
        view.leaves()
            .map(|(index, node, leaf)| {
                let all = view.at(index);
                let compared: Vec<&Observation> = all
                    .iter()
                    .copied()
                    .filter(|o| o.standing == Standing::Compared)
                    .collect();
                self.leaf(node, leaf, &all, &compared)
            })
            .collect()
    }

    fn leaf(
        &self,
        node: &Node,
        leaf: &'a Leaf,
        all: &[&Observation],
        compared: &[&Observation],
    ) -> String {
        let max = self.plain(node.max);
        let said = match (all, compared) {
            ([], _) => self
                .pick("chưa có điểm công bố", "no published points")
                .to_owned(),
            (_, []) => self
                .pick(
                    "có điểm công bố, chưa đủ số liệu để so",
                    "published, and facts are missing to compare",
                )
                .to_owned(),
            (_, [only]) => {
                let points = self.plain(only.published);
                self.pick(
                    format!("công bố {points}/{max}"),
                    format!("published {points}/{max}"),
                )
            }
            (_, many) => {
                let count = many.len();
                self.pick(
                    format!("công bố ở {count} đơn vị, tối đa {max}"),
                    format!("published for {count} units, at most {max}"),
                )
            }
        };
        let head = format!("{}  {}: {said}", node.code, node.name);
        let right = CellAlignment::Right;
        let mut header = vec![
            (self.pick("Cách đọc", "Reading"), CellAlignment::Left),
            (self.pick("Nội dung", "What it says"), CellAlignment::Left),
        ];
        if let [_] = compared {
            header.push((self.pick("Trước làm tròn", "Unrounded"), right));
        }
        if !compared.is_empty() {
            header.push((self.pick("Làm tròn", "Rounding"), CellAlignment::Left));
            header.push((self.pick("Kết quả", "Result"), CellAlignment::Left));
        }
        let mut table = table::new(&header, self.screen);
        for reading in self.view.readings(leaf) {
            let said = [reading.id.to_owned(), self.says(reading)];
            let rows = match compared {
                [] => vec![Vec::new()],
                [only] => self.against_one(only, reading),
                many => self.against_many(many, reading),
            };
            for (row, cells) in rows.into_iter().enumerate() {
                let repeated = said.iter().map(|text| match row {
                    0 => Cell::new(text),
                    _ => Cell::new(""),
                });
                table.add_row(repeated.chain(cells).collect::<Vec<_>>());
            }
        }
        format!("{head}\n\n{}", table::finish(table, &[0, 2]))
    }

    fn says(&self, reading: ReadingOf<'_>) -> String {
        match reading.name {
            Some(name) => name.to_owned(),
            None => {
                let kind = reading.kind;
                self.pick(
                    format!("quy tắc đang dùng ({kind})"),
                    format!("the rule in force ({kind})"),
                )
            }
        }
    }

    /// One unit's points: a row for each result that roundings give.
    fn against_one(&self, observation: &Observation, reading: ReadingOf<'_>) -> Vec<Vec<Cell>> {
        let exact = self.view.exact(observation, reading.position);
        let mut exact = exact.map_or_else(String::new, |exact| {
            numbers::show_exact(&exact, self.view.lang)
        });
        self.view
            .outcomes(observation, reading.position)
            .iter()
            .map(|outcome| {
                let result = self.result(observation, reading.position, outcome);
                vec![
                    Cell::new(std::mem::take(&mut exact)).set_alignment(CellAlignment::Right),
                    Cell::new(self.modes(&outcome.roundings)),
                    self.coloured(result, outcome.fits()),
                ]
            })
            .collect()
    }

    /// Many units' points: a row for each rounding.
    fn against_many(&self, many: &[&Observation], reading: ReadingOf<'_>) -> Vec<Vec<Cell>> {
        let row = |rounding: Rounding| {
            let outcomes: Vec<(&Observation, Outcome)> = many
                .iter()
                .filter_map(|o| {
                    let outcomes = self.view.outcomes(o, reading.position);
                    let same = |outcome: &Outcome| outcome.roundings.contains(&rounding);
                    Some((*o, outcomes.into_iter().find(same)?))
                })
                .collect();
            let count = |fits| outcomes.iter().filter(|(_, o)| o.fits() == fits).count();
            let (fitting, known) = (count(Some(true)), many.len() - count(None));
            let missed = outcomes.iter().filter(|(_, o)| o.fits() == Some(false));
            let missed: Vec<String> = missed
                .map(|(observation, outcome)| {
                    let unit = self.view.unit(observation.unit);
                    let found = self.gives(outcome);
                    format!("{unit} {found}")
                })
                .collect();
            let mut result = self.pick(
                format!("khớp {fitting}/{known}"),
                format!("fits {fitting} of {known}"),
            );
            if !missed.is_empty() {
                let missed = self.few(&missed, "; ");
                result = format!("{result}; {}: {missed}", self.pick("lệch", "off"));
            }
            if known == 0 {
                let gap = many
                    .iter()
                    .find_map(|o| self.not_tested(o, reading.position));
                result = gap.unwrap_or_default();
            } else if known < many.len() {
                let open = many.len() - known;
                result.push_str(&self.pick(
                    format!("; {open} chưa kiểm được"),
                    format!("; {open} not tested"),
                ));
            }
            let fits = (known > 0).then_some(fitting == known);
            (rounding, result, fits)
        };
        let mut rows: Vec<(Vec<Rounding>, String, Option<bool>)> = Vec::new();
        for (rounding, result, fits) in self.view.modes().into_iter().map(row) {
            match rows.iter_mut().find(|(_, known, _)| *known == result) {
                Some((roundings, ..)) => roundings.push(rounding),
                None => rows.push((vec![rounding], result, fits)),
            }
        }
        rows.into_iter()
            .map(|(roundings, result, fits)| {
                vec![
                    Cell::new(self.modes(&roundings)),
                    self.coloured(result, fits),
                ]
            })
            .collect()
    }

    /// `2,57: bác bỏ, chênh −0,28`, or `2,85: khớp`.
    fn result(&self, observation: &Observation, position: usize, outcome: &Outcome) -> String {
        let refuted = self.pick("bác bỏ", "refuted");
        match (&outcome.found, outcome.difference) {
            (Found::Points(points), Some(gap)) if gap.is_zero() => {
                let fits = self.pick("khớp", "fits");
                format!("{}: {fits}", self.plain(*points))
            }
            (Found::Points(points), gap) => {
                let gap = self.signed(gap.unwrap_or(Points::ZERO));
                let off = self.pick("chênh", "off by");
                let mut text = format!("{}: {refuted}, {off} {gap}", self.plain(*points));
                if self.view.lacks_documents(observation, position) {
                    text.push_str(self.pick(" (thiếu tài liệu)", " (documents are missing)"));
                }
                text
            }
            (Found::NotApplicable, _) => self.pick(
                format!("không áp dụng: {refuted}"),
                format!("not applicable: {refuted}"),
            ),
            (Found::Open, _) => self.not_tested(observation, position).unwrap_or_default(),
        }
    }

    /// Why a reading cannot be held against a leaf's points.
    fn not_tested(&self, observation: &Observation, position: usize) -> Option<String> {
        let gap = self.view.worth(observation, position)?.gap()?;
        let gap = self.gap(gap);
        Some(self.pick(
            format!("chưa kiểm được: {gap}"),
            format!("not tested: {gap}"),
        ))
    }

    /// Modes of rounding; all of them in one word.
    fn modes(&self, roundings: &[Rounding]) -> String {
        let all = self.view.modes();
        if roundings.len() == all.len() {
            return self.pick("mọi cách", "any").to_owned();
        }
        let digits: BTreeSet<u32> = all.iter().map(|rounding| rounding.digits).collect();
        let name = |rounding: &Rounding| {
            let (mode, digits_of) = (words::mode(rounding.mode, self.view.lang), rounding.digits);
            match digits.len() {
                1 => mode.to_owned(),
                _ => self.pick(
                    format!("{mode}, {digits_of} chữ số"),
                    format!("{mode}, {digits_of} decimals"),
                ),
            }
        };
        roundings.iter().map(name).collect::<Vec<_>>().join("; ")
    }
}
