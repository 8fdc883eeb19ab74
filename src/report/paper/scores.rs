//! The tree as a table: a row per field, criterion and leaf, and the total; what a paper says
//! of each leaf beside it is the paper's own.

use super::model::{Cell, Role, Row};
use crate::criteria::model::{Node, Side};
use crate::points::Points;
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::score::assessment::Scored;

/// A column of points: the node's own, and what it shows of them.
pub(super) type Column<'a> = &'a dyn Fn(usize, &Node, &Scored) -> Option<Points>;

/// The claims of a view by node: a leaf's own, a penalty's negative as its points are; of a
/// field or criterion what its leaves claim together, where one claims anything.
pub(super) fn claims(view: &View<'_>) -> Vec<Option<Points>> {
    let set = view.set();
    let mut claims: Vec<Option<Points>> = vec![None; set.nodes.len()];
    for (index, node) in set.nodes.iter().enumerate().rev() {
        let leaf = view.assessment.nodes[index].leaf.as_ref();
        if let Some(claimed) = leaf.and_then(|leaf| leaf.claimed) {
            let taken_off = node.side == Side::Penalty;
            claims[index] = Some(if taken_off { -claimed } else { claimed });
        }
        if let (Some(parent), Some(claimed)) = (node.parent, claims[index]) {
            let known = claims[parent].unwrap_or(Points::ZERO);
            claims[parent] = Some(known + claimed);
        }
    }
    claims
}

/// The tree of a view as rows: number, code, name, then columns of points, then `beside` cells
/// that only leaves fill.
pub(super) struct Tree<'a> {
    pub(super) view: &'a View<'a>,
    /// Whether leaves are numbered before their code.
    pub(super) numbered: bool,
    /// Columns of points, and what each has at the total.
    pub(super) points: &'a [(Column<'a>, Option<Points>)],
    /// How many cells stand behind the points.
    pub(super) beside: usize,
}

impl Tree<'_> {
    /// All rows; `of_leaf` fills what stands beside a leaf.
    pub(super) fn rows(&self, mut of_leaf: impl FnMut(usize) -> Vec<Cell>) -> Vec<Row> {
        let set = self.view.set();
        let said = Wording { view: self.view };
        let mut rows = Vec::with_capacity(set.nodes.len() + 1);
        let mut leaves = 0;
        for (index, node) in set.nodes.iter().enumerate() {
            let is_leaf = node.leaf.is_some();
            let role = match (is_leaf, node.parent) {
                (_, None) => Role::Field,
                (true, _) => Role::Leaf,
                (false, _) => Role::Inner,
            };
            let mut cells = Vec::new();
            if self.numbered {
                leaves += usize::from(is_leaf);
                cells.push(if is_leaf {
                    Cell::Count(leaves)
                } else {
                    Cell::Blank
                });
            }
            cells.push(Cell::text(node.code.as_str()));
            cells.push(Cell::text(said.name(node)));
            for (column, _) in self.points {
                cells.push(self.cell(index, *column));
            }
            if is_leaf {
                cells.extend(of_leaf(index));
            } else {
                cells.extend(std::iter::repeat_n(Cell::Blank, self.beside));
            }
            rows.push(Row { role, cells });
        }
        rows.push(self.total());
        rows
    }

    /// A node's points: for one with children their sum where it is one, which a cap may undo.
    fn cell(&self, index: usize, column: Column<'_>) -> Cell {
        let nodes = &self.view.set().nodes;
        let of = |index: usize| column(index, &nodes[index], &self.view.assessment.nodes[index]);
        let Some(own) = of(index) else {
            return Cell::Blank;
        };
        let children = nodes[index].children.iter();
        Cell::sum(own, children.map(|child| (*child, of(*child))))
    }

    fn total(&self) -> Row {
        let lang = self.view.lang;
        let set = self.view.set();
        let mut cells = vec![Cell::Blank; usize::from(self.numbered) + 1];
        cells.push(Cell::text(lang.pick("Tổng cộng", "Total")));
        for (column, total) in self.points {
            let Some(total) = *total else {
                cells.push(Cell::Blank);
                continue;
            };
            let fields = set.fields().map(|(index, node)| {
                let scored = &self.view.assessment.nodes[index];
                (index, column(index, node, scored), node.side)
            });
            let fields: Vec<_> = fields.collect();
            let added = |normal: bool| {
                let counted = fields.iter();
                let counted = counted.filter(|(.., side)| !normal || *side == Side::Normal);
                Cell::sum(total, counted.map(|(index, points, _)| (*index, *points)))
            };
            // A maximum is that of the fields without bonus and penalty.
            cells.push(match added(false) {
                Cell::Points(_) => added(true),
                sum => sum,
            });
        }
        cells.extend(std::iter::repeat_n(Cell::Blank, self.beside));
        let role = Role::Total;
        Row { role, cells }
    }
}
