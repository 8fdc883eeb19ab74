//! The score table as CSV: UTF-8 with a BOM, one row per node, a fixed header.

use crate::points::{Exact, Points};
use crate::report::details;
use crate::report::view::View;
use crate::score::assessment::LeafScore;
use crate::text::lang::Lang;
use crate::text::numbers;

/// The header, fixed for scripts.
pub const HEADER: [&str; 17] = [
    "unit_code",
    "unit_name",
    "criterion",
    "parent",
    "level",
    "name",
    "max",
    "points",
    "lost",
    "pending",
    "excluded",
    "status",
    "claimed",
    "published",
    "causes",
    "criteria",
    "provenance",
];

/// The last column of a score of what would be, 1 in every row; no other score has it.
pub const HYPOTHETICAL: &str = "hypothetical";

/// How a CSV is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Commas, decimal points.
    #[default]
    Plain,
    /// Semicolons, decimal commas: what Excel opens under Vietnamese settings.
    ExcelVi,
}

impl Dialect {
    /// The mark between cells.
    pub fn delimiter(self) -> u8 {
        match self {
            Self::Plain => b',',
            Self::ExcelVi => b';',
        }
    }

    /// A number without marks between thousands.
    pub fn number(self, value: Points) -> String {
        let text = value.to_string();
        match self {
            Self::Plain => text,
            Self::ExcelVi => text.replace('.', ","),
        }
    }
}

/// Text that no spreadsheet takes for a formula.
pub fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Rows as CSV with a BOM.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn table(rows: &[Vec<String>], dialect: Dialect) -> std::io::Result<Vec<u8>> {
    let mut out = "\u{FEFF}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(dialect.delimiter())
        .from_writer(&mut out);
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(out)
}

/// Renders a result.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(view: &View<'_>, dialect: Dialect) -> std::io::Result<Vec<u8>> {
    let set = view.set();
    let unit = &view.submission.unit.unit;
    let text = |value: &Option<String>| safe(value.as_deref().unwrap_or_default());
    let number = |value: Points| dialect.number(value);
    let mut rows: Vec<Vec<String>> = vec![HEADER.iter().map(|&header| header.to_owned()).collect()];
    let mut row = |code: &str,
                   parent: &str,
                   level: usize,
                   name: &str,
                   numbers: [String; 5],
                   rest: [String; 4]| {
        let [max, points, lost, pending, excluded] = numbers;
        let [status, claimed, published, causes] = rest;
        rows.push(vec![
            text(&unit.code),
            text(&unit.name),
            code.to_owned(),
            parent.to_owned(),
            level.to_string(),
            safe(name),
            max,
            points,
            lost,
            pending,
            excluded,
            status,
            claimed,
            published,
            safe(&causes),
            safe(&set.id),
            set.provenance.id().to_owned(),
        ]);
    };
    for (index, (node, scored)) in set.nodes.iter().zip(&view.assessment.nodes).enumerate() {
        let losses = view
            .assessment
            .losses
            .iter()
            .filter(|loss| loss.node == Some(index));
        let causes: Vec<String> = losses
            .map(|loss| {
                let cause = details::line(view, loss);
                if loss.points.is_zero() {
                    return cause;
                }
                let points = numbers::show_fixed(loss.points, set.rounding.digits, view.lang);
                format!("{cause} (−{points})")
            })
            .collect();
        let of_leaf = |of: fn(&LeafScore) -> Option<Points>| {
            scored
                .leaf
                .as_ref()
                .and_then(of)
                .map_or_else(String::new, number)
        };
        row(
            node.code.as_str(),
            node.parent
                .map_or("", |parent| set.nodes[parent].code.as_str()),
            node.depth,
            &node.name,
            [
                number(node.max),
                scored.points.map_or_else(String::new, number),
                number(scored.lost),
                number(scored.pending),
                number(scored.excluded),
            ],
            [
                scored.status.id().to_owned(),
                of_leaf(|leaf| leaf.claimed),
                of_leaf(|leaf| leaf.published),
                causes.join("; "),
            ],
        );
    }
    let total = &view.assessment.total;
    let all = match view.lang {
        Lang::Vi => "Tổng",
        Lang::En => "Total",
    };
    row(
        "",
        "",
        0,
        all,
        [
            number(set.total),
            number(total.points),
            number(total.lost),
            number(total.pending),
            number(total.excluded),
        ],
        [
            String::new(),
            view.claims()
                .map_or_else(String::new, |claims| number(claims.given)),
            view.published()
                .map_or_else(String::new, |published| number(published.given)),
            String::new(),
        ],
    );
    if let (Some(percent), Some(points)) = (&view.assume_pending, view.assumed_points()) {
        let percent = numbers::show_exact(&(percent * &Exact::from(100)), view.lang);
        let name = view.lang.pick(
            format!("{all}, giả định điểm chờ đạt {percent} %"),
            format!("{all}, assuming {percent} % of pending points"),
        );
        let [max, lost, excluded] = [set.total, total.lost, total.excluded].map(number);
        let numbers = [max, number(points), lost, String::new(), excluded];
        row(
            "",
            "",
            0,
            &name,
            numbers,
            [
                "assumed".to_owned(),
                String::new(),
                String::new(),
                String::new(),
            ],
        );
    }
    if view.hypothesis.is_some() {
        let (header, rest) = rows.split_at_mut(1);
        header
            .iter_mut()
            .for_each(|row| row.push(HYPOTHETICAL.to_owned()));
        rest.iter_mut().for_each(|row| row.push("1".to_owned()));
    }
    table(&rows, dialect)
}
