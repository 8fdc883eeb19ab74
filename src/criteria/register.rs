//! The key `register` of a set: how dossier registers are read, and a province's own metrics.

use std::collections::BTreeSet;

use crate::criteria::figures::{Figure, Kind};
use crate::criteria::model;
use crate::diagnostic::Code;
use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::{ColumnRef, Condition, DayRef, Relation};
use crate::evidence::register::definitions::{Definitions, OnTime};
use crate::evidence::register::mapping::mapping;
use crate::evidence::register::metrics::{DAYS, Metric};
use crate::evidence::register::plan::Plan;
use crate::evidence::register::values;
use crate::evidence::register_figures::PREFIX;
use crate::rules::Rule;
use crate::rules::expression::Expression;
use crate::survey::QuestionSet;
use crate::text::fold;
use crate::text::lang::{Lang, Text, text};
use crate::text::suggest;
use crate::yaml::{Map, Node, Reader};

/// Reads the key; without it registers are read as everybody's are.
pub(super) fn read(node: Option<&Node>, reader: &Reader<'_>) -> Definitions {
    let mut definitions = Definitions::default();
    let Some(mut map) = node.and_then(|node| reader.map(node)) else {
        return definitions;
    };
    let on_time = map
        .get("on_time")
        .and_then(|node| reader.choice(node, &OnTime::ALL.map(|on_time| (on_time.id(), on_time))));
    definitions.on_time = on_time.unwrap_or_default();
    definitions.mapping = mapping(map.get("columns"), map.get("values"), reader);
    let metrics = map.get("metrics");
    for item in metrics
        .and_then(|node| reader.list(node))
        .unwrap_or_default()
    {
        if let Some(metric) = metric(item, &definitions, reader) {
            definitions.metrics.push(metric);
        }
    }
    if let Some(node) = metrics
        && Plan::of(&definitions.metrics).is_none()
    {
        reader.report(
            Code::BadValue,
            node,
            text!(
                "các chỉ số xét quá nhiều cột và giá trị cùng lúc",
                "the metrics look at too many columns and values at once"
            ),
            text!(
                "bớt cột hoặc giá trị trong các điều kiện",
                "take columns or values out of the conditions"
            ),
        );
    }
    map.finish(reader);
    definitions
}

/// The metrics that the rules, gates and surveys of a set name, as figures: what else is asked of
/// a figure is asked of them too.
pub(super) fn counted(
    definitions: &Definitions,
    nodes: &[model::Node],
    gates: &[model::Gate],
    surveys: &[QuestionSet],
) -> Vec<Figure> {
    let leaves = nodes.iter().filter_map(|node| node.leaf.as_ref());
    let of_leaves = leaves.flat_map(|leaf| leaf.rules().flat_map(Rule::figures));
    let of_gates = gates.iter().flat_map(|gate| gate.value.names());
    let of_surveys = surveys
        .iter()
        .filter_map(|survey| survey.population.as_ref());
    let of_surveys = of_surveys.flat_map(Expression::names);
    let named: BTreeSet<&str> = of_leaves.chain(of_gates).chain(of_surveys).collect();
    let figure = |id: &str| {
        let name = definitions.name(id.strip_prefix(PREFIX)?)?;
        Some(Figure {
            name: Some(name.get(Lang::Vi).to_owned()),
            kind: Kind::Count,
            ..Figure::undeclared(id)
        })
    };
    named.into_iter().filter_map(figure).collect()
}

fn metric(node: &Node, definitions: &Definitions, reader: &Reader<'_>) -> Option<Metric> {
    let mut map = reader.map(node)?;
    let id_node = map.need("id", reader);
    let id = id_node.and_then(|node| reader.text(node));
    let name = map.need("name", reader).and_then(|node| reader.text(node));
    let count = map.need("count", reader);
    let condition = count.and_then(|node| condition(node, definitions, reader));
    map.finish(reader);
    let (id, id_node) = (id?, id_node?);
    let plain = |id: &str| {
        let starts = id.starts_with(|c: char| c.is_alphabetic() || c == '_');
        starts && id.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    if !plain(&id) {
        reader.report(
            Code::BadValue,
            id_node,
            text!(
                "mã chỉ số `{id}` phải gồm chữ, số và dấu gạch dưới để dùng được là `register.{id}`",
                "the metric's id `{id}` must be letters, digits and underscores, to be used as `register.{id}`"
            ),
            None,
        );
    }
    if id == DAYS || definitions.metric(&id).is_some() {
        reader.report(
            Code::DuplicateId,
            id_node,
            text!("chỉ số `{id}` đã có", "the metric `{id}` is there already"),
            text!("đặt mã khác", "choose another id"),
        );
        return None;
    }
    Some(Metric {
        id,
        name: name.map(|name| Text::new(name.clone(), name))?,
        condition: condition?,
        place: Some(reader.place(id_node)),
    })
}

/// What a condition is headed by.
pub(crate) const HEADS: [&str; 5] = ["all", "any", "not", "metric", "column"];

/// What is asked of a column.
pub(crate) const TESTS: [&str; 8] = [
    "equals",
    "in",
    "present",
    "before",
    "not_after",
    "on",
    "not_before",
    "after",
];

fn condition(node: &Node, definitions: &Definitions, reader: &Reader<'_>) -> Option<Condition> {
    let mut map = reader.map(node)?;
    let head = only(&mut map, &HEADS);
    let test = only(&mut map, &TESTS);
    let place = map.first_key().unwrap_or(map.node);
    map.finish(reader);
    let Some((head, value)) = head else {
        report_one_of(place, &HEADS, reader);
        return None;
    };
    match (head, test) {
        ("column", Some((test, asked))) => of_column(value, test, asked, reader),
        ("column", None) => {
            report_one_of(place, &TESTS, reader);
            None
        }
        (_, Some((test, asked))) => {
            reader.report(
                Code::UnknownKey,
                asked,
                text!(
                    "`{test}` chỉ đi cùng `column`",
                    "`{test}` goes with `column` only"
                ),
                None,
            );
            None
        }
        ("metric", None) => of_metric(value, definitions, reader),
        ("not", None) => {
            let part = condition(value, definitions, reader)?;
            Some(Condition::Not(Box::new(part)))
        }
        (head, None) => {
            let items = reader.list(value)?;
            let read = items
                .iter()
                .map(|item| condition(item, definitions, reader));
            let read: Vec<Option<Condition>> = read.collect();
            let parts: Vec<Condition> = read.into_iter().collect::<Option<_>>()?;
            Some(match head {
                "all" => Condition::All(parts),
                _ => Condition::Any(parts),
            })
        }
    }
}

/// The only one of these keys that is written, with its value; `None` where none or several are.
fn only<'n>(map: &mut Map<'n>, keys: &[&'static str]) -> Option<(&'static str, &'n Node)> {
    let written: Vec<_> = keys
        .iter()
        .filter_map(|key| Some((*key, map.get(key)?)))
        .collect();
    match written.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn report_one_of(node: &Node, keys: &[&str], reader: &Reader<'_>) {
    let keys = keys.join(", ");
    reader.report(
        Code::WrongShape,
        node,
        text!(
            "điều kiện cần đúng một trong: {keys}",
            "a condition needs exactly one of: {keys}"
        ),
        None,
    );
}

/// The condition of another metric, which must stand above.
fn of_metric(node: &Node, definitions: &Definitions, reader: &Reader<'_>) -> Option<Condition> {
    let id = reader.text(node)?;
    if let Some(metric) = definitions.metric(&id) {
        return Some(metric.condition.clone());
    }
    let known: Vec<&str> = definitions.ids().collect();
    reader.report(
        Code::BadValue,
        node,
        text!(
            "không có chỉ số `{id}` nào ở trên",
            "there is no metric `{id}` above"
        ),
        suggest::advice(&id, known),
    );
    None
}

fn of_column(node: &Node, test: &str, asked: &Node, reader: &Reader<'_>) -> Option<Condition> {
    let day = day(node, reader)?;
    let relation = Relation::ALL
        .into_iter()
        .find(|relation| relation.id() == test);
    if let Some(relation) = relation {
        let other = self::day(asked, reader)?;
        return Some(Condition::Day(day, relation, other));
    }
    let DayRef::Column(column) = day else {
        let days = Relation::ALL.map(Relation::id).join(", ");
        reader.report(
            Code::WrongShape,
            node,
            text!(
                "ngày này chỉ so được với ngày khác: {days}",
                "this day can only be compared with another: {days}"
            ),
            None,
        );
        return None;
    };
    if test == "present" {
        let filled = Condition::Present(column);
        return Some(match reader.boolean(asked)? {
            true => filled,
            false => Condition::Not(Box::new(filled)),
        });
    }
    if test == "equals" {
        return Some(Condition::In(
            column.clone(),
            vec![value(&column, asked, reader)?],
        ));
    }
    let items = reader.one_or_many(asked)?;
    let values: Vec<Option<String>> = items
        .iter()
        .map(|item| value(&column, item, reader))
        .collect();
    Some(Condition::In(
        column,
        values.into_iter().collect::<Option<_>>()?,
    ))
}

/// A column by its known name, or by its header.
fn day(node: &Node, reader: &Reader<'_>) -> Option<DayRef> {
    let name = reader.text(node)?;
    Some(match name.as_str() {
        "end" => DayRef::End,
        "period.from" => DayRef::PeriodFrom,
        "period.to" => DayRef::PeriodTo,
        _ => DayRef::Column(match Column::of(&name) {
            Some(known) => ColumnRef::Known(known),
            None => ColumnRef::Own(fold::key(&name)),
        }),
    })
}

/// A value of a column: one of its known ones by name, or in any way it is written.
fn value(column: &ColumnRef, node: &Node, reader: &Reader<'_>) -> Option<String> {
    let written = reader.text(node)?;
    let ColumnRef::Known(known) = column else {
        return Some(written);
    };
    let names = values::names(*known);
    if names.is_empty() || names.contains(&written.as_str()) {
        return Some(written);
    }
    if let Some(name) = values::of(*known, &written).and_then(|at| names.get(at)) {
        return Some((*name).to_owned());
    }
    reader.report(
        Code::BadValue,
        node,
        text!(
            "`{written}` không phải một giá trị của cột này",
            "`{written}` is no value of this column"
        ),
        suggest::advice(&written, names),
    );
    None
}
