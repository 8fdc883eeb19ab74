//! What changed between two results, as papers that every format of papers writes.

mod across;
mod rankings;
mod reasons;
mod unit;
mod units;

use crate::criteria::model::CriteriaSet;
use crate::points::{Exact, Points};
use crate::report::paper::{Block, Cell, Column, Paper, Role, Row, Table};
use crate::report::words;
use crate::text::lang::Lang;
use crate::text::numbers;

pub use across::across;
pub use rankings::rankings;
pub use unit::unit;
pub use units::units;

/// What a paper needs to know beside what changed.
#[derive(Clone, Copy, Debug)]
struct Words<'a> {
    set: &'a CriteriaSet,
    lang: Lang,
}

impl Words<'_> {
    fn pick<T>(self, vi: T, en: T) -> T {
        self.lang.pick(vi, en)
    }

    /// Points as pairs show them.
    fn plain(self, points: Points) -> String {
        numbers::show(points.decimal(), self.lang)
    }

    /// A change with its sign and the set's digits.
    fn signed(self, points: Points) -> String {
        signed(points, self.set.rounding.digits, self.lang)
    }

    /// An exact part, rounded as the set rounds a total.
    fn part(self, part: &Exact) -> String {
        self.signed(self.set.rounding.total(part))
    }

    fn paper(self, about: String, body: Vec<Block>) -> Paper {
        Paper::sheet(
            words::banner(self.set.provenance, self.lang),
            self.pick("SO SÁNH KẾT QUẢ", "RESULTS COMPARED"),
            about,
            body,
        )
    }
}

/// A change with its sign: `+1,00`, `−0,15`, `0,00`.
fn signed(points: Points, digits: u32, lang: Lang) -> String {
    let size = numbers::show_fixed(points.max(-points), digits, lang);
    if points > Points::ZERO {
        format!("+{size}")
    } else if points < Points::ZERO {
        format!("−{size}")
    } else {
        size
    }
}

/// A table of columns and rows of text; the last row is a total where it is said to be.
fn table(
    name: &str,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    total: Option<Vec<String>>,
) -> Block {
    let row = |role: Role, cells: Vec<String>| Row {
        role,
        cells: cells.into_iter().map(Cell::Text).collect(),
    };
    let rows = rows.into_iter().map(|cells| row(Role::Leaf, cells));
    Block::Table(Table {
        name: name.to_owned(),
        caption: None,
        columns,
        rows: rows
            .chain(total.map(|cells| row(Role::Total, cells)))
            .collect(),
        chart: None,
    })
}
