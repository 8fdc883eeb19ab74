//! The table by field.

use super::Wording;
use crate::criteria::model::{Node, Side};
use crate::points::{Exact, Points};
use crate::score::assessment::Scored;
use crate::text::numbers;

/// A field's numbers, or the total's, as they are shown.
pub(crate) struct FieldRow<'a> {
    /// Blank for the total.
    pub(crate) code: &'a str,
    pub(crate) name: String,
    pub(crate) max: String,
    pub(crate) points: String,
    /// Blank for bonus and penalty.
    pub(crate) lost: String,
    /// Whether that is more than nothing.
    pub(crate) is_short: bool,
    /// Blank where nothing is pending.
    pub(crate) pending: String,
    /// What does not apply; blank where all does.
    pub(crate) excluded: String,
    /// How full its bar is; `None` for bonus, penalty, what does not apply, and the total.
    pub(crate) share: Option<Share>,
}

/// Which shares of a field's maximum are reached and still to be given, 0 to 1.
pub(crate) struct Share {
    pub(crate) points: Exact,
    pub(crate) pending: Exact,
    /// The first in words: `90,42 %`.
    pub(crate) percent: String,
}

impl<'a> Wording<'a> {
    /// What the set calls its fields.
    pub(crate) fn field_word(self) -> &'a str {
        let word = self.view.set().words.field.as_deref();
        word.unwrap_or(self.pick("Lĩnh vực", "Field"))
    }

    /// Whether a field waits for points, so that the table has a column for them.
    pub(crate) fn waits(self) -> bool {
        let nodes = &self.view.assessment.nodes;
        let mut fields = self.view.set().fields();
        fields.any(|(index, _)| !nodes[index].pending.is_zero())
    }

    /// Whether a part of a field does not apply, so that the table has a column for it: with it
    /// every row adds up to its maximum.
    pub(crate) fn takes_out(self) -> bool {
        !self.view.assessment.total.excluded.is_zero()
    }

    /// The fields in the set's order.
    pub(crate) fn fields(self) -> Vec<FieldRow<'a>> {
        let rows = self.view.set().fields().map(|(index, node)| {
            let scored = &self.view.assessment.nodes[index];
            let counts = node.side == Side::Normal;
            let unless_zero = |points: Points| {
                let said = (!points.is_zero()).then(|| self.fixed(points));
                said.unwrap_or_default()
            };
            FieldRow {
                code: node.code.as_str(),
                name: self.name(node),
                max: self.plain(node.max),
                points: self.points(scored),
                lost: if counts {
                    self.fixed(scored.lost)
                } else {
                    String::new()
                },
                is_short: !scored.lost.is_zero(),
                pending: unless_zero(scored.pending),
                excluded: unless_zero(scored.excluded),
                share: self.share(node, scored),
            }
        });
        rows.collect()
    }

    /// The row below the fields.
    pub(crate) fn total(self) -> FieldRow<'a> {
        let total = &self.view.assessment.total;
        FieldRow {
            code: "",
            name: self.pick("Tổng", "Total").to_owned(),
            max: self.plain(self.view.set().total),
            points: self.plain(total.points),
            lost: self.fixed(total.lost),
            is_short: false,
            pending: self.fixed(total.pending),
            excluded: self.fixed(total.excluded),
            share: None,
        }
    }

    /// How far a field is full, rounded half up to two decimals in words.
    fn share(self, node: &Node, scored: &Scored) -> Option<Share> {
        let points = scored.points.filter(|_| node.side == Side::Normal)?;
        let max = Exact::from(node.max);
        let points = Exact::from(points).checked_div(&max)?;
        let half = Exact::one() / Exact::from(2);
        let hundredths = (&(&points * &Exact::from(10_000)) + &half).floor();
        let percent = numbers::show_exact(&(hundredths / Exact::from(100)), self.view.lang);
        Some(Share {
            pending: Exact::from(scored.pending).checked_div(&max)?,
            percent: format!("{percent} %"),
            points,
        })
    }
}
