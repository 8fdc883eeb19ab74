//! What a dossier register says, in words and tables.

pub mod definition;
pub mod sql;
mod tables;
pub use tables::RATE_DIGITS;
pub mod words;

use jiff::civil::Date;

use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::counts::{CROSS_CHECKS, Rate, UnitCounts};
use crate::evidence::register::definitions::Definitions;
use crate::evidence::register::labels;
use crate::evidence::register::metrics::form_column;
use crate::evidence::register::read::{LeftRow, MOST_COMPARED, Register};
use crate::points::Exact;
use crate::report::paper::{Block, Cell, Column, Paper, Role, Row, Table};
use crate::text::lang::Lang;
use crate::text::{dates, numbers};

/// What was counted, ready to be told.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// What the registers say.
    pub register: &'a Register,
    /// What was counted.
    pub definitions: &'a Definitions,
    /// The first and the last day of the period.
    pub period: (Date, Date),
    /// The language of words.
    pub lang: Lang,
}

impl<'a> Counted<'a> {
    /// The ids of all metrics.
    pub fn ids(self) -> Vec<&'a str> {
        self.definitions.ids().collect()
    }

    /// All units together.
    pub fn together(self) -> UnitCounts {
        let mut sum = UnitCounts {
            metrics: vec![Some(0); self.definitions.metrics.len()],
            ..UnitCounts::default()
        };
        for unit in &self.register.units {
            sum.add(unit);
        }
        for (left, rows) in &self.register.without_unit {
            *sum.left.entry(*left).or_default() += rows;
        }
        sum
    }

    /// The paper.
    pub fn paper(self) -> Paper {
        let lang = self.lang;
        let together = self.together();
        let mut body = vec![Block::Text(self.opening(&together))];
        if together.rows() == 0 {
            return self.sheet(body);
        }
        match self.register.units.as_slice() {
            [only] => {
                body.extend(name_of(only).map(Block::Section));
                body.push(Block::Table(self.of_unit(only)));
            }
            _ => body.push(Block::Table(self.of_units(&together))),
        }
        body.push(Block::Section(
            lang.pick("Đối chiếu theo mẫu 06a", "Cross-checks of form 06a")
                .to_owned(),
        ));
        body.extend(self.cross_checks(&together).into_iter().map(Block::Item));
        body.extend(self.left_out(&together));
        body.extend(self.not_understood());
        self.sheet(body)
    }

    fn sheet(self, body: Vec<Block>) -> Paper {
        let lang = self.lang;
        Paper::sheet(
            None,
            lang.pick("SỔ THEO DÕI HỒ SƠ TTHC", "DOSSIER REGISTER"),
            self.about(),
            body,
        )
    }

    fn about(self) -> String {
        let (from, to) = self.period;
        let (from, to) = (dates::short(from), dates::short(to));
        let by = words::on_time(self.definitions.on_time, self.lang);
        self.lang.pick(
            format!("Sổ theo dõi hồ sơ TTHC, từ {from} đến {to}; {by}"),
            format!("Dossier register, {from} to {to}; {by}"),
        )
    }

    fn opening(self, together: &UnitCounts) -> String {
        let lang = self.lang;
        let number = |number: u64| numbers::show(number.into(), lang);
        let (files, units) = (self.register.files.len(), self.register.units.len());
        let (rows, counted) = (number(together.rows()), number(together.counted));
        let left = number(together.left.values().sum());
        let names: Vec<String> = self
            .register
            .files
            .iter()
            .take(3)
            .map(|(file, _)| words::file(file))
            .collect();
        let names = names.join(", ") + if files > 3 { ", …" } else { "" };
        lang.pick(
            format!("{names}: {rows} dòng của {units} đơn vị; tính {counted} hồ sơ TTHC, để ngoài {left} dòng."),
            format!("{names}: {rows} rows of {units} units; {counted} dossiers count, {left} rows are left out."),
        )
    }

    /// One unit: each metric a row.
    fn of_unit(self, unit: &UnitCounts) -> Table {
        let lang = self.lang;
        let columns = vec![
            Column::middle(lang.pick("Cột 06a", "06a"), 8),
            Column::words(lang.pick("Chỉ số", "Metric"), 52),
            Column::words("register.…", 26),
            Column::points(lang.pick("Số hồ sơ", "Dossiers"), 14),
        ];
        let mut rows: Vec<Row> = Vec::new();
        for (metric, count) in self.definitions.metrics.iter().zip(&unit.metrics) {
            let column = form_column(&metric.id).map(|column| column.to_string());
            rows.push(leaf(vec![
                Cell::text(column.unwrap_or_default()),
                Cell::text(metric.name.get(lang)),
                Cell::text(metric.id.as_str()),
                Cell::text(self.count(*count)),
            ]));
        }
        let ids = self.ids();
        for rate in Rate::ALL {
            let (part, whole) = rate.parts();
            rows.push(leaf(vec![
                Cell::Blank,
                Cell::text(words::rate(rate, lang)),
                Cell::text(format!("{part} / {whole}")),
                Cell::text(self.rate(rate, unit, &ids)),
            ]));
        }
        Table {
            name: lang.pick("So theo doi", "Register").to_owned(),
            caption: None,
            columns,
            rows,
            chart: None,
        }
    }

    fn count(self, count: Option<u64>) -> String {
        match count {
            Some(count) => numbers::show(count.into(), self.lang),
            None => self.lang.pick("chưa biết", "unknown").to_owned(),
        }
    }

    fn rate(self, rate: Rate, unit: &UnitCounts, ids: &[&str]) -> String {
        let Some(value) = rate.of(unit, ids) else {
            return "–".to_owned();
        };
        let shown = |value: &Exact| numbers::show_text(&value.rounded_text(2), self.lang);
        match rate {
            Rate::MeanDays => shown(&value),
            Rate::OfCompleted | Rate::OfTotal => {
                format!("{} %", shown(&(&value * &Exact::from(100))))
            }
        }
    }

    /// Many units: each a row, with what fits on a line. CSV and JSON have everything.
    fn of_units(self, together: &UnitCounts) -> Table {
        let lang = self.lang;
        let ids = self.ids();
        let shown = [
            "total",
            "completed",
            "completed_on_time",
            "completed_late",
            "open",
            "open_overdue",
        ];
        let titles = [
            lang.pick("Tổng", "Total"),
            lang.pick("Xong", "Completed"),
            lang.pick("Đúng hạn", "On time"),
            lang.pick("Quá hạn", "Late"),
            lang.pick("Đang", "Open"),
            lang.pick("Đang, quá hạn", "Overdue"),
        ];
        let mut columns = vec![Column::words(lang.pick("Đơn vị", "Unit"), 30)];
        columns.extend(titles.map(|title| Column::points(title, 10)));
        columns.push(Column::points(
            lang.pick("Đúng hạn/xong", "On time/completed"),
            14,
        ));
        let row = |unit: &UnitCounts, name: String, role: Role| {
            let mut cells = vec![Cell::text(name)];
            cells.extend(shown.map(|id| Cell::text(self.count(unit.metric(&ids, id)))));
            cells.push(Cell::text(self.rate(Rate::OfCompleted, unit, &ids)));
            Row { role, cells }
        };
        let units = self.register.units.iter();
        let mut rows: Vec<Row> = units
            .map(|unit| row(unit, name_of(unit).unwrap_or_default(), Role::Leaf))
            .collect();
        rows.push(row(
            together,
            lang.pick("Cộng", "All").to_owned(),
            Role::Total,
        ));
        Table {
            name: lang.pick("So theo doi", "Register").to_owned(),
            caption: None,
            columns,
            rows,
            chart: None,
        }
    }

    fn cross_checks(self, unit: &UnitCounts) -> Vec<String> {
        let ids = self.ids();
        let column = |id: &str| form_column(id).map_or_else(|| id.to_owned(), |at| at.to_string());
        let number = |count: &u64| numbers::show((*count).into(), self.lang);
        let line = |check: &crate::evidence::register::counts::CrossCheck| {
            let parts: Vec<String> = check.parts.iter().map(|id| column(id)).collect();
            let columns = format!("({}) = ({})", column(check.sum), parts.join(") + ("));
            match check.of(unit, &ids) {
                Some((sum, parts)) => {
                    let holds = if parts.iter().sum::<u64>() == sum {
                        "="
                    } else {
                        "≠"
                    };
                    let parts: Vec<String> = parts.iter().map(number).collect();
                    format!("{columns}: {} {holds} {}", number(&sum), parts.join(" + "))
                }
                None => format!("{columns}: {}", self.count(None)),
            }
        };
        CROSS_CHECKS.iter().map(line).collect()
    }

    fn left_out(self, together: &UnitCounts) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks = Vec::new();
        if !together.left.is_empty() {
            let title = lang.pick("Các dòng để ngoài", "Rows that are left out");
            blocks.push(Block::Section(title.to_owned()));
        }
        for (left, rows) in &together.left {
            let count = numbers::show((*rows).into(), lang);
            let mut line = format!("{}: {count}", labels::left(*left, lang));
            let listed = self.register.listed.iter().filter(|row| row.left == *left);
            let listed: Vec<String> = listed.map(|row| self.listed(row)).collect();
            // Rows of another period are no fault: they are counted, and listed by JSON.
            if left.is_fault() && !listed.is_empty() {
                let more = if (listed.len() as u64) < *rows {
                    "; …"
                } else {
                    ""
                };
                line = format!("{line} ({}{more})", listed.join("; "));
            }
            blocks.push(Block::Item(line));
        }
        if !self.register.compared {
            let most = numbers::show(MOST_COMPARED.into(), lang);
            blocks.push(Block::Text(lang.pick(
                format!("Chưa tìm mã hồ sơ trùng: sổ có hơn {most} hồ sơ; thêm --duplicates để tìm."),
                format!("Duplicates were not looked for: there are more than {most} dossiers; add --duplicates."),
            )));
        }
        blocks
    }

    fn listed(self, row: &LeftRow) -> String {
        let place = row.place.shown(self.lang);
        match &row.id {
            Some(id) => format!("{id}, {place}"),
            None => place,
        }
    }

    fn not_understood(self) -> Vec<Block> {
        let lang = self.lang;
        let mut blocks = Vec::new();
        if !self.register.lacking.is_empty() {
            let name = |column: &ColumnRef| labels::column(column, lang);
            let lacking: Vec<String> = self.register.lacking.iter().map(name).collect();
            let lacking = lacking.join(", ");
            blocks.push(Block::Text(lang.pick(
                format!("Sổ không có cột: {lacking}. Chỉ số cần cột ấy thì chưa biết, không phải bằng 0."),
                format!("The register has no column for: {lacking}. Metrics that need one are unknown, not 0."),
            )));
        }
        for other in &self.register.others {
            let column = labels::column(&ColumnRef::Known(other.column), lang);
            let (written, id) = (&other.written, other.column.id());
            let rows = numbers::show(other.rows.into(), lang);
            blocks.push(Block::Item(lang.pick(
                format!("cột {column}: chưa hiểu `{written}` ({rows} dòng); khai `values: {{ {id}: {{ \"{written}\": … }} }}`"),
                format!("{column}: `{written}` is not understood ({rows} rows); map it under `values: {{ {id}: {{ \"{written}\": … }} }}`"),
            )));
        }
        blocks
    }
}

fn leaf(cells: Vec<Cell>) -> Row {
    Row {
        role: Role::Leaf,
        cells,
    }
}

/// What a unit is called.
pub fn name_of(unit: &UnitCounts) -> Option<String> {
    unit.name.clone().or_else(|| unit.code.clone())
}
