//! The CSV tables of a made-up submission.

use std::collections::BTreeMap;
use std::sync::Arc;

use parindex::diagnostic::{Problems, SourceFile};
use parindex::evidence::load::Tables;
use parindex::evidence::reading::Reading;
use parindex::evidence::table_files;
use parindex::tables::table::Table;
use rust_decimal::Decimal;

use crate::answers::{Answers, ClaimRow, EvidenceRow, FigureRow, Layout, Value};

/// The unit that rows name where the layout has a column for it.
pub(crate) const UNIT: &str = "xa-1";

impl Answers {
    /// The tables that have rows, in the order of the rows.
    pub(crate) fn tables(&self) -> Tables {
        let layout = &self.layout;
        let names = ["minh-chung-1.csv", "minh-chung-2.csv"];
        let evidence = [false, true].map(|second| {
            let rows = self
                .evidence
                .iter()
                .filter(|row| row.second_table == second);
            layout.evidence(rows.collect())
        });
        let of_figures = ["so-lieu-1.csv", "so-lieu-2.csv"];
        let figures = [false, true].map(|second| {
            let rows = self.figures.iter().filter(|row| row.second_table == second);
            layout.figures(rows.collect())
        });
        Tables {
            evidence: layout.files(&names, &evidence),
            figures: layout.files(&of_figures, &figures),
            claims: layout.files(&["tu-cham.csv"], &[layout.claims(&self.claims)]),
            appraisals: Vec::new(),
            published: Vec::new(),
            register: None,
            survey: Vec::new(),
        }
    }
}

/// A header in Vietnamese and in English.
type Header = (&'static str, &'static str);

const EVIDENCE: [Header; 8] = [
    ("Mã tiêu chí", "criterion"),
    ("tai_lieu", "document"),
    ("Số, ký hiệu", "number"),
    ("Ngày ban hành", "issued"),
    ("trich_yeu", "title"),
    ("Tệp đính kèm", "file"),
    ("duong_dan", "link"),
    ("Giải trình", "explanation"),
];
const LONG: [Header; 3] = [
    ("tieu_chi", "criterion"),
    ("Số liệu", "figure"),
    ("gia_tri", "value"),
];
const CLAIMS: [Header; 3] = [
    ("STT", "criterion"),
    ("Điểm tự chấm", "claim"),
    ("giai_trinh", "explanation"),
];

impl Layout {
    fn headers(&self, headers: &[Header]) -> Vec<String> {
        let pick = |(vi, en): &Header| if self.vietnamese_headers { *vi } else { *en };
        headers
            .iter()
            .map(|header| pick(header).to_owned())
            .collect()
    }

    fn evidence(&self, rows: Vec<&EvidenceRow>) -> Vec<Vec<String>> {
        let cells = |row: &EvidenceRow| {
            vec![
                row.leaves.join("; "),
                row.document.clone(),
                row.number.clone(),
                row.issued.map_or(String::new(), |date| {
                    let pattern = if self.iso_dates {
                        "%Y-%m-%d"
                    } else {
                        "%d/%m/%Y"
                    };
                    date.strftime(pattern).to_string()
                }),
                row.title.clone(),
                row.files.join("; "),
                row.link.clone(),
                row.explanation.clone(),
            ]
        };
        let rows = rows.into_iter().map(cells);
        [self.headers(&EVIDENCE)].into_iter().chain(rows).collect()
    }

    fn figures(&self, rows: Vec<&FigureRow>) -> Vec<Vec<String>> {
        if self.wide {
            return self.wide_figures(rows);
        }
        let cells = |row: &FigureRow| {
            vec![
                row.target.clone(),
                row.figure.clone(),
                self.value(&row.value),
            ]
        };
        let rows = rows.into_iter().map(cells);
        [self.headers(&LONG)].into_iter().chain(rows).collect()
    }

    /// A row for each leaf, a column for each figure.
    fn wide_figures(&self, rows: Vec<&FigureRow>) -> Vec<Vec<String>> {
        let mut header = self.headers(&LONG[..1]);
        for row in &rows {
            if !header[1..].contains(&row.figure) {
                header.push(row.figure.clone());
            }
        }
        let mut lines: Vec<(String, BTreeMap<String, String>)> = Vec::new();
        for row in rows {
            let cell = (row.figure.clone(), self.value(&row.value));
            match lines.iter_mut().find(|(target, _)| *target == row.target) {
                Some((_, cells)) => cells.extend([cell]),
                None => lines.push((row.target.clone(), BTreeMap::from([cell]))),
            }
        }
        let cells = lines.into_iter().map(|(target, mut cells)| {
            let of_figures = header[1..]
                .iter()
                .map(|name| cells.remove(name).unwrap_or_default());
            let of_figures: Vec<String> = of_figures.collect();
            [vec![target], of_figures].concat()
        });
        let cells: Vec<Vec<String>> = cells.collect();
        [vec![header], cells].concat()
    }

    fn claims(&self, rows: &[ClaimRow]) -> Vec<Vec<String>> {
        let cells = |row: &ClaimRow| {
            let points = row
                .points
                .map_or(String::new(), |points| self.number(points));
            vec![row.leaf.clone(), points, row.explanation.clone()]
        };
        let rows = rows.iter().map(cells);
        [self.headers(&CLAIMS)].into_iter().chain(rows).collect()
    }

    fn value(&self, value: &Value) -> String {
        match value {
            Value::Number(number) => self.number(*number),
            Value::Percent(share) => format!("{}%", self.number(*share * Decimal::ONE_HUNDRED)),
            Value::Text(text) => text.clone(),
        }
    }

    /// A number that has one reading: never just three decimals.
    fn number(&self, number: Decimal) -> String {
        let text = number.normalize().to_string();
        let text = match text.split_once('.') {
            Some((_, decimals)) if decimals.len() == 3 => format!("{text}0"),
            _ => text,
        };
        if self.decimal_comma {
            text.replace('.', ",")
        } else {
            text
        }
    }

    fn files(&self, names: &[&str], tables: &[Vec<Vec<String>>]) -> Vec<Table> {
        let tables = names.iter().zip(tables).filter(|(_, rows)| rows.len() > 1);
        let tables = tables.map(|(name, rows)| {
            let file = self.file(name, rows);
            table_files::of_text(&file, &Reading::default(), &Problems::default())
        });
        tables.map(|table| table.expect("a table")).collect()
    }

    fn file(&self, name: &str, rows: &[Vec<String>]) -> Arc<SourceFile> {
        let terminator = if self.windows {
            csv::Terminator::CRLF
        } else {
            csv::Terminator::Any(b'\n')
        };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.delimiter)
            .terminator(terminator)
            .from_writer(if self.windows {
                "\u{FEFF}".into()
            } else {
                Vec::new()
            });
        for (line, row) in rows.iter().enumerate() {
            let unit = match (self.with_unit, line) {
                (false, _) => None,
                (true, 0) => Some("don_vi"),
                (true, _) => Some(UNIT),
            };
            let cells = row.iter().map(String::as_str).chain(unit);
            writer.write_record(cells).expect("writing to memory");
        }
        let bytes = writer.into_inner().expect("writing to memory");
        let (file, bad) = SourceFile::new(name, &bytes);
        assert_eq!(bad, None);
        Arc::new(file)
    }
}
