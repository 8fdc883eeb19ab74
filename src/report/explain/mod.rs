//! One node as an appraiser would defend it: clause, rule, facts with their places, the
//! arithmetic, documents, what each cause costs and what would raise the points next; of a field
//! or criterion, the parts that lose most.

mod leaf;
mod next;
mod register;
mod statement;
mod survey;

use crate::criteria::code::Code;
use crate::points::Points;
use crate::report::paper::{Block, Cell, Column, Paper, Role, Row, Table};
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::report::words;

/// Explains nodes.
#[derive(Clone, Copy, Debug)]
pub struct Explained<'a> {
    view: &'a View<'a>,
}

impl<'a> Explained<'a> {
    /// Explains nodes of a score.
    pub fn new(view: &'a View<'a>) -> Self {
        Self { view }
    }

    /// One node; `None` where the set has no such code.
    pub fn node(self, code: &Code) -> Option<Paper> {
        let (index, node) = self.view.set().node(code)?;
        let said = Wording { view: self.view };
        let mut body = self.at_the_head(index);
        body.extend(if node.leaf.is_some() {
            self.leaf(index)
        } else {
            self.inner(index)
        });
        Some(self.paper(format!("{} {}", node.code, said.name(node)), body))
    }

    /// Every leaf, field by field: the whole book.
    pub fn book(self) -> Paper {
        let lang = self.view.lang;
        let set = self.view.set();
        let said = Wording { view: self.view };
        let mut body: Vec<Block> = Vec::new();
        for (index, node) in set.nodes.iter().enumerate() {
            let title = format!("{} {}", node.code, said.name(node));
            if node.parent.is_none() {
                body.push(Block::Part(title));
            } else {
                body.push(Block::Section(title));
            }
            body.extend(self.at_the_head(index));
            if node.leaf.is_some() {
                body.extend(self.leaf(index));
            }
        }
        self.paper(
            lang.pick("Toàn bộ bảng điểm", "The whole score").to_owned(),
            body,
        )
    }

    fn paper(self, title: String, body: Vec<Block>) -> Paper {
        let lang = self.view.lang;
        let said = Wording { view: self.view };
        let unit = words::unit(said.unit(), lang);
        let index = words::index(self.view.submission.year, lang);
        Paper::sheet(
            words::banner(self.view.set().provenance, lang),
            lang.pick("CÁCH TÍNH ĐIỂM", "HOW THE POINTS COME ABOUT"),
            format!("{title}\n{unit} · {index} · {}", self.view.set().id),
            body,
        )
    }

    /// Points, what is lost and pending, the clause.
    fn at_the_head(self, index: usize) -> Vec<Block> {
        let lang = self.view.lang;
        let said = Wording { view: self.view };
        let node = &self.view.set().nodes[index];
        let scored = &self.view.assessment.nodes[index];
        let (points, max) = (said.points(scored), said.plain(node.max));
        let mut line = lang.pick(
            format!("Đạt {points}/{max} điểm"),
            format!("{points}/{max} points"),
        );
        if !scored.lost.is_zero() {
            let lost = said.fixed(scored.lost);
            line += &lang.pick(format!(", mất {lost}"), format!(", {lost} lost"));
        }
        if !scored.pending.is_zero() {
            let pending = said.fixed(scored.pending);
            line += &lang.pick(format!(", chờ {pending}"), format!(", {pending} pending"));
        }
        let mut blocks = vec![Block::Text(format!("{line}."))];
        blocks.extend(said.leaf_interval(index).map(Block::Text));
        if let Some(clause) = &node.clause {
            let word = lang.pick("Căn cứ", "Clause");
            blocks.push(Block::Text(format!("{word}: {clause}.")));
        }
        blocks
    }

    /// The parts of a field or criterion, those that lose most first.
    fn inner(self, index: usize) -> Vec<Block> {
        let lang = self.view.lang;
        let said = Wording { view: self.view };
        let set = self.view.set();
        let mut children = set.nodes[index].children.clone();
        children.sort_by_key(|child| std::cmp::Reverse(self.view.assessment.nodes[*child].lost));
        let digits = set.rounding.digits;
        let columns = vec![
            Column::middle(lang.pick("Mã", "Code"), 10),
            Column::words(lang.pick("Tên", "Name"), 50),
            Column::points(lang.pick("Tối đa", "Max"), 12),
            Column::points(lang.pick("Đạt", "Points"), 12),
            Column::points(lang.pick("Mất", "Lost"), 12).fixed(digits),
        ];
        let points = |points: Option<Points>| points.map_or(Cell::Blank, Cell::Points);
        let rows = children.iter().map(|child| {
            let (node, scored) = (&set.nodes[*child], &self.view.assessment.nodes[*child]);
            Row {
                role: Role::Leaf,
                cells: vec![
                    Cell::text(node.code.as_str()),
                    Cell::text(said.name(node)),
                    Cell::Points(node.max),
                    points(scored.points),
                    Cell::Points(scored.lost),
                ],
            }
        });
        let table = Table {
            name: lang.pick("Các phần", "Parts").to_owned(),
            caption: None,
            rows: rows.collect(),
            columns,
            chart: None,
        };
        let mut blocks = vec![Block::Table(table)];
        let below = |loss: &&crate::score::assessment::Loss| {
            loss.node.is_some_and(|node| set.is_below(node, index)) && !loss.points.is_zero()
        };
        let mut losses: Vec<_> = self.view.assessment.losses.iter().filter(below).collect();
        losses.sort_by_key(|loss| std::cmp::Reverse(loss.points));
        if !losses.is_empty() {
            let heading = lang.pick("Mất nhiều nhất", "What loses most");
            blocks.push(Block::Section(heading.to_owned()));
        }
        blocks.extend(losses.into_iter().take(10).map(|loss| {
            let node = loss.node.map(|node| &set.nodes[node]);
            let code = node.map_or("", |node| node.code.as_str());
            let points = said.fixed(loss.points);
            let cause = crate::report::details::line(self.view, loss);
            Block::Item(format!("{code}: {points}, {cause}"))
        }));
        blocks
    }
}
