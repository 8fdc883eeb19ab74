//! `best_of`: the best of several rules.

use crate::diagnostic::Code;
use crate::points::Exact;
use crate::rules::Rule;
use crate::rules::award::{Award, Free, Given, Step};
use crate::rules::reading::Setting;
use crate::text::lang::text;
use crate::yaml::Node;

/// Several rules of which the best counts.
#[derive(Clone, Debug)]
pub struct BestOf {
    /// In the set's order; the first wins a tie.
    pub branches: Vec<Rule>,
}

impl BestOf {
    pub(super) fn read(node: &Node, setting: &Setting<'_>) -> Option<Self> {
        let reader = setting.reader;
        let items = reader.list(node)?;
        if items.is_empty() {
            reader.report(
                Code::BadValue,
                node,
                text!("cần ít nhất một quy tắc", "at least one rule is needed"),
                None,
            );
        }
        let mut branches = Vec::new();
        for item in items {
            if item.scalar() == Some("best_of") || reads_best_of(item) {
                reader.report(
                    Code::UnknownRule,
                    item,
                    text!(
                        "`best_of` không lồng trong `best_of`",
                        "`best_of` does not nest"
                    ),
                    text!(
                        "đưa các quy tắc bên trong ra ngoài",
                        "list the inner rules directly"
                    ),
                );
                continue;
            }
            branches.extend(Rule::read(item, setting));
        }
        (!branches.is_empty() && branches.len() == items.len()).then_some(Self { branches })
    }

    /// The best branch; one that does not apply is skipped. While a branch is pending the
    /// rule is, unless another gives the maximum already.
    pub(super) fn award(&self, given: &Given<'_>) -> Award<'_> {
        let silent = Given {
            trace: None,
            ..*given
        };
        let awards: Vec<Award<'_>> = self
            .branches
            .iter()
            .map(|rule| rule.award(&silent))
            .collect();
        let mut winner: Option<(usize, &Exact)> = None;
        for (i, award) in awards.iter().enumerate() {
            let (Award::Points { points, .. } | Award::Pending { points }) = award else {
                continue;
            };
            if winner.is_none_or(|(_, best)| points > best) {
                winner = Some((i, points));
            }
        }
        let Some((chosen, points)) = winner else {
            return Award::NotApplicable;
        };
        let points = points.clone();
        given.note(|| Step::Branch(chosen + 1));
        let award = self.branches[chosen].award(given);
        let waiting = awards
            .iter()
            .any(|award| matches!(award, Award::Pending { .. }));
        if waiting && &points < given.max {
            return Award::Pending { points };
        }
        award
    }

    /// The best of all branches that then apply.
    pub(super) fn best(&self, given: &Given<'_>, free: Free<'_>) -> Option<Exact> {
        self.branches
            .iter()
            .filter_map(|rule| rule.best(given, free))
            .max()
    }
}

fn reads_best_of(node: &Node) -> bool {
    node.first_key() == Some("best_of")
}
