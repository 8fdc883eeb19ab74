//! What to do, step by step: who, until when, how much work, for how many points.

use super::Planned;
use crate::plan::solve::{Act, Step};
use crate::points::Points;
use crate::report::measures::{MeasureWords, Mode, wanted};
use crate::report::paper::{Cell, Column, Role, Row, Table};
use crate::text::{dates, numbers};

impl<'a> Planned<'a> {
    /// What to do: a row for each step.
    pub fn table(self) -> Table {
        let lang = self.view.lang;
        let leaf = self.said().leaf_word().to_owned();
        let columns = vec![
            Column::middle(lang.pick("TT", "No."), 5),
            Column::words(lang.pick("Việc phải làm", "Step"), 42),
            Column::middle(leaf, 12),
            Column::words(lang.pick("Người phụ trách", "In charge"), 17),
            Column::middle(lang.pick("Thời hạn", "By"), 11),
            Column::points(lang.pick("Ngày công", "Days"), 8),
            Column::points(lang.pick("Thêm", "Gain"), 8).fixed(self.view.set().rounding.digits),
        ];
        let mut rows = Vec::new();
        for group in &self.plan.groups {
            let last = group.steps.len() - 1;
            for (position, step) in group.steps.iter().enumerate() {
                let gain = if position == last {
                    Cell::Points(group.gain)
                } else {
                    Cell::text(lang.pick("cùng việc dưới", "with the next"))
                };
                rows.push(Row {
                    role: Role::Leaf,
                    cells: vec![
                        Cell::Count(rows.len() + 1),
                        Cell::text(self.act(step)),
                        Cell::text(self.codes(step)),
                        Cell::text(self.owner(step)),
                        step.by
                            .map_or(Cell::Blank, |day| Cell::text(dates::short(day))),
                        Cell::text(self.days(step)),
                        gain,
                    ],
                });
            }
        }
        let gain: Points = self.plan.groups.iter().map(|group| group.gain).sum();
        rows.push(Row {
            role: Role::Total,
            cells: vec![
                Cell::Blank,
                Cell::text(lang.pick("Cộng", "Total")),
                Cell::Blank,
                Cell::Blank,
                Cell::Blank,
                Cell::text(numbers::show(self.plan.effort, lang)),
                Cell::Points(gain),
            ],
        });
        Table {
            name: lang.pick("Việc phải làm", "Planned").to_owned(),
            caption: None,
            columns,
            rows,
            chart: None,
        }
    }

    /// Days of work, with a mark where nobody stated them.
    fn days(self, step: &Step) -> String {
        let days = numbers::show(step.effort.days, self.view.lang);
        if step.effort.stated {
            days
        } else {
            format!("{days}*")
        }
    }

    /// What a step is, in words.
    pub fn act(self, step: &Step) -> String {
        match &step.act {
            Act::Attach { document, leaves } => self.attach(leaves, document),
            Act::Raise {
                leaf,
                figure,
                from,
                to,
            } => self.said().raised(*leaf, figure, from, to),
        }
    }

    /// A document to be attached, worded as wherever else it is asked for.
    fn attach(self, leaves: &[usize], id: &str) -> String {
        let view = self.view;
        let mode = self
            .setting
            .time
            .next
            .map_or(Mode::ThisPeriod, Mode::NextPeriod);
        let mut name = id;
        for &index in leaves {
            let leaf = view.set().nodes[index].leaf.as_ref();
            let requirements = leaf.into_iter().flat_map(|leaf| &leaf.documents);
            for (position, requirement) in requirements.enumerate() {
                let mut documents = requirement.documents.iter();
                let Some(document) = documents.find(|document| document.id == id) else {
                    continue;
                };
                name = &document.name;
                if !requirement.one_of
                    && let Some(wanted) = wanted(view, mode, index, position)
                {
                    return MeasureWords { view, mode }.documents(&[wanted]);
                }
            }
        }
        view.lang
            .pick(format!("Đính kèm {name}"), format!("Attach {name}"))
    }

    /// The codes of the leaves that a step is about.
    fn codes(self, step: &Step) -> String {
        let codes: Vec<&str> = step
            .leaves()
            .iter()
            .map(|leaf| self.view.set().nodes[*leaf].code.as_str())
            .collect();
        codes.join(", ")
    }

    /// Who answers for a step: the person of the role, else the role.
    fn owner(self, step: &Step) -> String {
        let owners = &self.view.submission.manifest.owners;
        let role = self.role(step);
        let person = role.and_then(|role| owners.get(role).map(String::as_str));
        person.or(role).unwrap_or_default().to_owned()
    }

    /// The role that answers for a step: that of its first leaf.
    pub fn role(self, step: &Step) -> Option<&'a str> {
        let first = step.leaves().first().copied()?;
        let leaf = self.view.set().nodes[first].leaf.as_ref()?;
        leaf.owner.as_deref()
    }
}
