//! Points that somebody gave, claimed or published, beside the computed ones.

use super::Wording;
use crate::points::Points;
use crate::report::view::Comparison;

/// Points that somebody gave beside the computed ones.
pub(crate) struct Compared<'a> {
    /// Whose points they are, as the head of their column.
    pub(crate) given: &'a str,
    /// Both sums.
    pub(crate) heading: String,
    /// Where they differ; none where they agree.
    pub(crate) rows: Vec<ComparedRow<'a>>,
    /// How many could be compared, where not all could.
    pub(crate) partly: Option<String>,
}

/// A leaf, a node or the total, of which somebody else's points differ.
pub(crate) struct ComparedRow<'a> {
    /// Blank for the total.
    pub(crate) code: &'a str,
    pub(crate) name: &'a str,
    pub(crate) given: String,
    pub(crate) computed: String,
    pub(crate) difference: String,
    /// Whether more was given than computed.
    pub(crate) above: bool,
}

impl<'a> Wording<'a> {
    pub(crate) fn claims(self) -> Option<Compared<'a>> {
        let words = (
            self.pick("Tự chấm", "Claimed"),
            self.pick("đã tự chấm", "that are claimed"),
        );
        Some(self.compared(words, &self.view.claims()?))
    }

    pub(crate) fn published(self) -> Option<Compared<'a>> {
        let words = (
            self.pick("Công bố", "Published"),
            self.pick("đã công bố", "that are published"),
        );
        let published = self.view.published()?;
        let (compared, without) = (published.compared, published.without_facts);
        let partly = self.view.lang.pick(
            format!("So được {compared} mục công bố; {without} mục chưa đủ số liệu để so."),
            format!("{compared} published points compared; {without} lack the facts to compare."),
        );
        Some(Compared {
            partly: (without > 0).then_some(partly),
            ..self.compared(words, &published)
        })
    }

    /// That nothing differs.
    pub(crate) fn agrees(self) -> &'a str {
        self.pick("khớp ở mọi mục so được.", "they agree wherever compared.")
    }

    fn compared(self, (given, which): (&'a str, &str), of: &Comparison<'a>) -> Compared<'a> {
        let (sum, computed) = (self.fixed(of.given), self.fixed(of.computed));
        let (named, all) = of.leaves;
        let partly = if named == all {
            String::new()
        } else {
            self.view.lang.pick(
                format!(" (ở {named}/{all} chỉ tiêu {which})"),
                format!(" (at the {named} of {all} leaves {which})"),
            )
        };
        let heading = if named == 0 {
            self.view.lang.pick(
                format!("{given} / tính được, theo lĩnh vực"),
                format!("{given} / computed, by field"),
            )
        } else {
            self.view.lang.pick(
                format!("{given} {sum} / tính được {computed}{partly}"),
                format!("{given} {sum} / computed {computed}{partly}"),
            )
        };
        let rows = of.differences.iter().map(|difference| {
            let gap = difference.given - difference.computed;
            let above = gap > Points::ZERO;
            let sign = if above { "+" } else { "" };
            ComparedRow {
                code: difference.node.map_or("", |node| node.code.as_str()),
                name: difference
                    .node
                    .map_or(self.pick("Tổng", "Total"), |node| &node.name),
                given: self.fixed(difference.given),
                computed: self.fixed(difference.computed),
                difference: format!("{sign}{}", self.fixed(gap)),
                above,
            }
        });
        Compared {
            given,
            heading,
            rows: rows.collect(),
            partly: None,
        }
    }
}
