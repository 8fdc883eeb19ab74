//! What a set makes of the total: classes, the gates that hold them down, the order of a ranking.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::criteria::code::Code as CriterionCode;
use crate::criteria::figures::{Figure, Kind};
use crate::criteria::model::{Class, Gate, Ranking, Source, Tie};
use crate::criteria::read::SetReader;
use crate::diagnostic::Code;
use crate::points::{Exact, Points};
use crate::rules::measure;
use crate::rules::reading::Setting;
use crate::text::lang::text;
use crate::text::suggest;
use crate::yaml::Node;

impl SetReader<'_> {
    pub(super) fn classes(&self, node: Option<&Node>) -> Vec<Class> {
        let reader = self.reader;
        let items = node.and_then(|node| reader.list(node)).unwrap_or_default();
        let mut classes: Vec<Class> = Vec::new();
        for item in items {
            let Some(mut map) = reader.map(item) else {
                continue;
            };
            let name = map.need("name", reader).and_then(|node| reader.text(node));
            let from_node = map.need("from", reader);
            let from = from_node.and_then(|node| self.percentage(node));
            map.finish(reader);
            let (Some(name), Some(from)) = (name, from) else {
                continue;
            };
            if classes
                .iter()
                .any(|other| other.name == name || other.from == from)
            {
                reader.report(
                    Code::DuplicateId,
                    item,
                    text!(
                        "mức xếp loại này trùng với một mức ở trên",
                        "this class repeats one above"
                    ),
                    None,
                );
            }
            classes.push(Class { name, from });
        }
        // Percentages may be written as fractions, then all of them are.
        let one = Points::new(rust_decimal::Decimal::ONE);
        if classes.iter().any(|class| !class.from.is_zero())
            && classes.iter().all(|class| class.from <= one)
        {
            for class in &mut classes {
                class.from = Points::new(class.from.decimal() * rust_decimal::Decimal::ONE_HUNDRED);
            }
        }
        classes.sort_by_key(|class| std::cmp::Reverse(class.from));
        classes
    }

    /// A class threshold: percent, written 90 or 90%.
    fn percentage(&self, node: &Node) -> Option<Points> {
        let written_with_sign = node.scalar().is_some_and(|text| text.trim().ends_with('%'));
        let value = self.reader.number(node)?;
        let value = if written_with_sign {
            value * rust_decimal::Decimal::ONE_HUNDRED
        } else {
            value
        };
        if value < 0.into() || value > 100_000.into() {
            let found = node.scalar().unwrap_or_default();
            self.reader.report(
                Code::BadValue,
                node,
                text!(
                    "ngưỡng `{found}` không phải phần trăm",
                    "the threshold `{found}` is no percentage"
                ),
                None,
            );
            return None;
        }
        Some(Points::new(value))
    }

    pub(super) fn gates(
        &self,
        node: Option<&Node>,
        classes: &[Class],
        figures: &[Figure],
        date: &dyn Fn(&Node) -> Option<Date>,
    ) -> Vec<Gate> {
        let reader = self.reader;
        let items = node.and_then(|node| reader.list(node)).unwrap_or_default();
        let mut gates = Vec::new();
        let find = |id: &str| figures.iter().find(|figure| figure.id == id);
        let setting = Setting {
            reader,
            max: Exact::zero(),
            range: &|id| find(id).map_or_else(|| Figure::undeclared(id).range(), Figure::range),
            not_numeric: &|id| find(id).is_some_and(|f| f.kind == Kind::Date),
            documents: &[],
            date,
        };
        for item in items {
            let Some(mut map) = reader.map(item) else {
                continue;
            };
            let name = map.need("name", reader).and_then(|node| reader.text(node));
            let value_node = map.need("value", reader);
            let value = value_node.and_then(|node| measure::expression(node, &setting));
            let over = map
                .need("over", reader)
                .and_then(|node| reader.number(node));
            let class_at_most = map.need("class_at_most", reader).and_then(|node| {
                let found = reader.text(node)?;
                let index = classes.iter().position(|class| class.name == found);
                if index.is_none() {
                    reader.report(
                        Code::BadValue,
                        node,
                        text!(
                            "không có mức xếp loại `{found}`",
                            "there is no class `{found}`"
                        ),
                        suggest::advice(&found, classes.iter().map(|class| class.name.as_str())),
                    );
                }
                index
            });
            map.finish(reader);
            if let (Some(node), Some(value)) = (value_node, &value)
                && value.may_divide_by_zero(setting.range)
            {
                reader.report(
                    Code::OnZeroMissing,
                    node,
                    text!(
                        "mẫu số của điều kiện khống chế có thể bằng 0",
                        "a denominator of the gate can be 0"
                    ),
                    text!(
                        "khai `min` lớn hơn 0 cho số liệu ở mẫu số",
                        "declare a `min` above 0 for its figure"
                    ),
                );
            }
            if let (Some(name), Some(value), Some(over), Some(class_at_most)) =
                (name, value, over, class_at_most)
            {
                gates.push(Gate {
                    place: reader.place(value_node.unwrap_or(item)),
                    name,
                    value,
                    over: over.into(),
                    class_at_most,
                });
            }
        }
        gates
    }

    /// How a ranking orders units; what breaks ties is a source or a code of the set.
    pub(super) fn ranking(
        &self,
        node: Option<&Node>,
        by_code: &BTreeMap<CriterionCode, usize>,
    ) -> Ranking {
        let reader = self.reader;
        let Some(mut map) = node.and_then(|node| reader.map(node)) else {
            return Ranking::default();
        };
        let exact = map
            .get("on")
            .and_then(|node| reader.choice(node, &[("rounded", false), ("exact", true)]));
        let by_group = map.get("by_group").and_then(|node| reader.boolean(node));
        let ties = map
            .get("ties")
            .and_then(|node| reader.list(node))
            .unwrap_or_default();
        let ties = ties
            .iter()
            .filter_map(|node| self.tie(node, by_code))
            .collect();
        map.finish(reader);
        Ranking {
            exact: exact.unwrap_or(false),
            by_group: by_group.unwrap_or(false),
            ties,
        }
    }

    fn tie(&self, node: &Node, by_code: &BTreeMap<CriterionCode, usize>) -> Option<Tie> {
        let found = self.reader.text(node)?;
        let source = Source::ALL
            .into_iter()
            .find(|source| source.id() == found)
            .map(Tie::Source);
        let node_of = || {
            let code = CriterionCode::parse(&found)?;
            by_code.get(&code).copied().map(Tie::Node)
        };
        let tie = source.or_else(node_of);
        if tie.is_none() {
            let known = Source::ALL.map(Source::id).into_iter();
            let known = known.chain(by_code.keys().map(CriterionCode::as_str));
            self.reader.report(
                Code::BadValue,
                node,
                text!(
                    "`{found}` không phải nguồn điểm hay mã nào của bộ tiêu chí",
                    "`{found}` is neither a source of points nor a code of the set"
                ),
                suggest::advice(&found, known),
            );
        }
        tie
    }
}
