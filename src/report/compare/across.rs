//! Units by two sets: work, criteria, merged units, rounding.

use super::unit::under;
use super::{Words, table};
use crate::compare::across::{AcrossChange, AcrossParts, GroupChange};
use crate::points::{Exact, Points};
use crate::report::paper::{Block, Column, Paper};
use crate::text::lang::Lang;

/// Writes what changed from one set to another, of one unit with all its leaves; beside them
/// stand units on one side only, by name. `None` where there is no unit.
pub fn across(
    changes: &[AcrossChange<'_>],
    gone: &[&str],
    added: &[&str],
    lang: Lang,
) -> Option<Paper> {
    let first = changes.first()?;
    let said = Words {
        set: first.new.set(),
        lang,
    };
    let one = changes
        .iter()
        .all(|change| std::ptr::eq(change.new, first.new));
    let about = format!(
        "{} · {} {} → {} {}",
        if one {
            first.new.label()
        } else {
            said.pick("Nhiều đơn vị", "Many units")
        },
        first.old.set().id,
        first.old.year(),
        said.set.id,
        first.new.year(),
    );
    let mut body = vec![said.by_parent(changes)];
    if one {
        body.extend(said.groups(&first.groups));
    }
    let item = |name: &&str| Block::Item((*name).to_owned());
    let heading = said.pick("Chỉ có trước đây", "Then only").to_owned();
    body.extend(under(heading, gone.iter().map(item).collect()));
    let heading = said.pick("Chỉ có nay", "Now only").to_owned();
    body.extend(under(heading, added.iter().map(item).collect()));
    Some(said.paper(about, body))
}

impl Words<'_> {
    fn by_parent(self, changes: &[AcrossChange<'_>]) -> Block {
        let mut columns = vec![
            Column::words(self.pick("Đơn vị trước", "Unit then"), 24),
            Column::words(self.pick("Đơn vị nay", "Unit now"), 24),
        ];
        let titles = [
            self.pick("Trước", "Then"),
            self.pick("Nay", "Now"),
            self.pick("Thay đổi", "Change"),
            self.pick("Sáp nhập", "Merged"),
            self.pick("Đổi tiêu chí", "Criteria"),
            self.pick("Việc làm", "Work"),
            self.pick("Chưa so được", "Open"),
            self.pick("Làm tròn", "Rounding"),
        ];
        columns.extend(titles.map(|title| Column::points(title, 10)));
        let rows = changes.iter().map(|change| {
            let AcrossParts {
                merged,
                criteria,
                work,
                open,
                rounding,
            } = change.parts;
            let mut cells = vec![
                change.old.label().to_owned(),
                change.new.label().to_owned(),
                self.plain(change.old.assessment.total.points),
                self.plain(change.new.assessment.total.points),
            ];
            let parts = [change.change, merged, criteria, work, open, rounding];
            cells.extend(parts.map(|part| self.signed(part)));
            cells
        });
        let name = self.pick("Thay đổi", "Changes");
        table(name, columns, rows.collect(), None)
    }

    fn groups(self, groups: &[GroupChange]) -> Vec<Block> {
        let zero = Exact::zero();
        let moved = |group: &&GroupChange| {
            [&group.criteria, &group.work, &group.open]
                .iter()
                .any(|part| **part != zero)
        };
        let mut columns = vec![
            Column::words(self.pick("Mã trước", "Code then"), 12),
            Column::words(self.pick("Mã nay", "Code now"), 12),
            Column::words(self.pick("Chỉ tiêu", "Leaf"), 40),
        ];
        let titles = [
            self.pick("Trước", "Then"),
            self.pick("Nay", "Now"),
            self.pick("Đổi tiêu chí", "Criteria"),
            self.pick("Việc làm", "Work"),
            self.pick("Chưa so được", "Open"),
        ];
        columns.extend(titles.map(|title| Column::points(title, 10)));
        let pair = |(points, max): &(Exact, Exact), codes: &[String]| {
            if codes.is_empty() {
                return "–".to_owned();
            }
            let show = |value: &Exact| self.plain(self.set.rounding.total(value));
            format!("{}/{}", show(points), show(max))
        };
        let rows = groups.iter().filter(moved).map(|group| {
            vec![
                group.old.join(", "),
                group.new.join(", "),
                group.name.clone(),
                pair(&group.before, &group.old),
                pair(&group.after, &group.new),
                self.part(&group.criteria),
                self.part(&group.work),
                self.part(&group.open),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let sum = |of: fn(&GroupChange) -> &Exact| -> Points {
            let sum: Exact = groups.iter().map(of).cloned().sum();
            self.set.rounding.total(&sum)
        };
        let blank = String::new;
        let total = vec![
            blank(),
            blank(),
            self.pick("Tổng", "Total").to_owned(),
            blank(),
            blank(),
            self.signed(sum(|group| &group.criteria)),
            self.signed(sum(|group| &group.work)),
            self.signed(sum(|group| &group.open)),
        ];
        let heading = self.pick("Từng chỉ tiêu", "Leaf by leaf").to_owned();
        under(
            heading.clone(),
            vec![table(&heading, columns, rows, Some(total))],
        )
    }
}
