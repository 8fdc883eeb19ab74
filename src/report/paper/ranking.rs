//! Phụ lục công bố: the units in order, by group, with the classes counted.

use super::model::{Block, Cell, Column, Paper, Role, Row, Table};
use crate::criteria::model::Source;
use crate::points::Points;
use crate::ranking::{Entry, Group, Ranked, Ranking};
use crate::report::ranking::{self as report, Words};
use crate::report::words;
use crate::text::lang::Lang;

/// Writes the annex with which a ranking is published.
pub fn ranking(ranking: &Ranking, lang: Lang) -> Paper {
    let said = Words { ranking, lang };
    let mut body = Vec::new();
    for group in &ranking.groups {
        body.extend(said.heading(group).map(Block::Part));
        body.push(Block::Table(table(said, group)));
        body.extend(said.summary(group).into_iter().map(Block::Text));
    }
    body.extend(said.notes().into_iter().map(Block::Text));
    if !ranking.not_ranked.is_empty() {
        let heading = lang.pick("Đơn vị chưa được xếp hạng", "Units that are not ranked");
        body.push(Block::Part(heading.to_owned()));
        let rows = said.not_ranked().rows;
        body.extend(rows.into_iter().map(|row| {
            let unit = row.first().cloned().unwrap_or_default();
            let reason = row.get(1).cloned().unwrap_or_default();
            Block::Item(format!("{unit}: {reason}."))
        }));
    }
    let year = ranking.year;
    Paper::sheet(
        words::banner(ranking.set.provenance, lang),
        lang.pick("PHỤ LỤC", "ANNEX"),
        lang.pick(
            format!("Kết quả Chỉ số cải cách hành chính năm {year}"),
            format!("Results of the PAR Index {year}"),
        ),
        body,
    )
}

fn table(said: Words<'_>, group: &Group) -> Table {
    let lang = said.lang;
    let pick = |vi: &'static str, en: &'static str| lang.pick(vi, en);
    let sources = said.ranking.set.leaves();
    let sources: Vec<Source> = sources.map(|(_, _, leaf)| leaf.source).collect();
    let survey = sources.contains(&Source::Survey);
    let with_bonus = |unit: &Ranked| !unit.entry.total.bonus.is_zero();
    let bonus = said.ranking.ranked().any(with_bonus);
    let digits = said.ranking.set.rounding.digits;
    let mut columns = vec![
        Column::middle(pick("STT", "No."), 6),
        Column::words(pick("Đơn vị", "Unit"), 30),
    ];
    if survey {
        columns.push(Column::points(pick("Điểm thẩm định", "Appraised"), 11).fixed(digits));
        columns.push(Column::points(pick("Điểm khảo sát", "Survey"), 11).fixed(digits));
    }
    if bonus {
        columns.push(Column::points(pick("Điểm cộng, trừ", "Bonus"), 11).fixed(digits));
    }
    columns.extend([
        Column::points(pick("Tổng điểm", "Total"), 11).fixed(digits),
        Column::points(pick("Tỷ lệ (%)", "Percent"), 11).fixed(digits),
        Column::middle(pick("Xếp hạng", "Rank"), 9),
    ]);
    let classed = !said.ranking.set.classes.is_empty();
    if classed {
        columns.push(Column::middle(pick("Xếp loại", "Class"), 14));
    }
    let row = |(index, unit): (usize, &Ranked)| {
        let entry = &unit.entry;
        let mut cells = vec![
            Cell::Count(index + 1),
            Cell::text(report::name(&entry.unit, &entry.path)),
        ];
        if survey {
            cells.push(of(entry, |source| source != Source::Survey));
            cells.push(of(entry, |source| source == Source::Survey));
        }
        if bonus {
            cells.push(Cell::Points(entry.total.bonus));
        }
        cells.push(Cell::Points(entry.total.points));
        cells.push(entry.total.percent.map_or(Cell::Blank, Cell::Points));
        cells.push(Cell::text(report::rank(unit)));
        if classed {
            cells.push(Cell::text(said.class(entry)));
        }
        Row {
            role: Role::Leaf,
            cells,
        }
    };
    let rows = group.units.iter().enumerate().map(row).collect();
    let named = said.heading(group);
    Table {
        name: named.unwrap_or_else(|| pick("Xếp hạng", "Ranking").to_owned()),
        caption: None,
        columns,
        rows,
        chart: None,
    }
}

/// The points of some sources; blank while none of them is known.
fn of(entry: &Entry, wanted: impl Fn(Source) -> bool) -> Cell {
    let sources: Vec<_> = entry
        .sources
        .iter()
        .filter(|of| wanted(of.source))
        .collect();
    let waits = sources.iter().any(|of| !of.pending.is_zero());
    let points: Points = sources.iter().map(|of| of.points).sum();
    if sources.is_empty() || (waits && points.is_zero()) {
        return Cell::Blank;
    }
    Cell::Points(points)
}
