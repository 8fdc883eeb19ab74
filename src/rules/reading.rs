//! What the rules need while they are read from a set.

use jiff::civil::Date;

use crate::diagnostic::Code;
use crate::points::Exact;
use crate::rules::interval::Interval;
use crate::text::lang::{Lang, text};
use crate::text::numbers;
use crate::yaml::{Node, Reader};

/// The leaf around a rule, while the set is read.
pub struct Setting<'a> {
    /// Reads nodes and takes in problems.
    pub reader: &'a Reader<'a>,
    /// The leaf's maximum.
    pub max: Exact,
    /// The declared range of a figure.
    pub range: &'a dyn Fn(&str) -> Interval,
    /// Whether a figure is declared as something that is no number.
    pub not_numeric: &'a dyn Fn(&str) -> bool,
    /// The ids of the documents that the leaf requires.
    pub documents: &'a [String],
    /// Reads a date, `{year}` included.
    pub date: &'a dyn Fn(&Node) -> Option<Date>,
}

impl Setting<'_> {
    /// Points within 0 and the leaf's maximum.
    pub fn points(&self, node: &Node) -> Option<Exact> {
        let value = Exact::from(self.reader.number(node)?);
        if value.is_negative() || value > self.max {
            let max = numbers::show_exact(&self.max, Lang::En);
            let found = node.scalar().unwrap_or_default();
            self.reader.report(
                Code::BadValue,
                node,
                text!(
                    "điểm {found} nằm ngoài khoảng từ 0 đến điểm tối đa {max} của chỉ tiêu",
                    "{found} points lie outside 0 to the leaf's maximum {max}"
                ),
                None,
            );
            return None;
        }
        Some(value)
    }

    /// A number above 0.
    pub fn positive(&self, node: &Node) -> Option<Exact> {
        let value = Exact::from(self.reader.number(node)?);
        if value > Exact::zero() {
            return Some(value);
        }
        let found = node.scalar().unwrap_or_default();
        self.reader.report(
            Code::BadValue,
            node,
            text!("`{found}` phải lớn hơn 0", "`{found}` must be above 0"),
            None,
        );
        None
    }

    /// Any number.
    pub fn number(&self, node: &Node) -> Option<Exact> {
        self.reader.number(node).map(Exact::from)
    }
}
