//! Other readings of a decision's text, which a set declares beside the rules and the rounding
//! in force: what `reconcile` holds against official points.

use crate::criteria::model::CriteriaSet;
use crate::criteria::read::SetReader;
use crate::diagnostic::Code;
use crate::points::{Mode, Rounding, Stage};
use crate::rules::Rule;
use crate::text::lang::text;
use crate::yaml::{Node, Reader};

/// The id of the rule in force among the readings of its leaf.
pub const IN_FORCE: &str = "rule";

/// Another reading of what the decision says of a leaf.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its id: the same id at several leaves is one hypothesis, taken at all of them or none.
    pub id: String,
    /// How the text is read, in words.
    pub name: String,
    /// The rule that this makes.
    pub rule: Rule,
}

impl Reading {
    /// Reads the list `readings` of a leaf, each with the node of its rule; `rule` reads a rule
    /// of that leaf.
    pub(super) fn read_list<'n>(
        node: Option<&'n Node>,
        reader: &Reader<'_>,
        rule: &dyn Fn(&Node) -> Option<Rule>,
    ) -> Vec<(&'n Node, Self)> {
        let items = node.and_then(|node| reader.list(node)).unwrap_or_default();
        let mut ids = vec![IN_FORCE.to_owned()];
        let mut readings = Vec::new();
        for item in items {
            let Some(mut map) = reader.map(item) else {
                continue;
            };
            let id_node = map.need("id", reader);
            let id = id_node.and_then(|node| reader.text(node));
            let name = map.need("name", reader).and_then(|node| reader.text(node));
            let rule_node = map.need("rule", reader);
            let rule = rule_node.and_then(rule);
            map.finish(reader);
            if let (Some(node), Some(id)) = (id_node, &id) {
                if ids.contains(id) {
                    report_repeated(node, id, reader);
                }
                ids.push(id.clone());
            }
            if let (Some(id), Some(name), Some(rule), Some(node)) = (id, name, rule, rule_node) {
                readings.push((node, Self { id, name, rule }));
            }
        }
        readings
    }
}

fn report_repeated(node: &Node, id: &str, reader: &Reader<'_>) {
    let (message, help) = if id == IN_FORCE {
        (
            text!(
                "`{id}` là mã dành cho quy tắc đang dùng của chỉ tiêu",
                "`{id}` is the id of the leaf's rule in force"
            ),
            text!(
                "đặt mã khác cho cách đọc này",
                "give this reading another id"
            ),
        )
    } else {
        (
            text!(
                "cách đọc `{id}` đã có ở trên",
                "the reading `{id}` stands above already"
            ),
            text!(
                "đặt cho mỗi cách đọc của chỉ tiêu một mã riêng",
                "give every reading of the leaf its own id"
            ),
        )
    };
    reader.report(Code::DuplicateId, node, message, help);
}

impl SetReader<'_> {
    /// Reads `readings` of the set: the roundings that are possible, its own first. Where
    /// nothing is said all modes at both stages are, with the set's digits.
    pub(super) fn possible_roundings(
        &self,
        node: Option<&Node>,
        own: Option<Rounding>,
    ) -> Vec<Rounding> {
        let reader = self.reader;
        let listed = node.and_then(|node| {
            let mut map = reader.map(node)?;
            let list = map.get("rounding").and_then(|node| reader.list(node));
            map.finish(reader);
            let roundings = list?.iter().filter_map(|node| self.rounding(node));
            Some(roundings.collect::<Vec<_>>())
        });
        let all = || {
            let stages = |mode| Stage::ALL.map(|at| (mode, at));
            let digits = own.map_or(0, |own| own.digits);
            let each = Mode::ALL.into_iter().flat_map(stages);
            each.map(|(mode, at)| Rounding { digits, mode, at })
                .collect()
        };
        let mut roundings: Vec<Rounding> = Vec::new();
        for rounding in own.into_iter().chain(listed.unwrap_or_else(all)) {
            if !roundings.contains(&rounding) {
                roundings.push(rounding);
            }
        }
        roundings
    }
}

impl CriteriaSet {
    /// The set with the reading at this position in place of the rule, wherever a leaf has that
    /// many readings. With `0` every leaf takes its first one.
    pub fn with_readings(&self, position: usize) -> Self {
        let mut changed = self.clone();
        let leaves = changed
            .nodes
            .iter_mut()
            .filter_map(|node| node.leaf.as_mut());
        for leaf in leaves {
            if let Some(reading) = leaf.readings.get(position) {
                leaf.rule = reading.rule.clone();
            }
        }
        changed
    }
}
