//! Figures that registers give: put beside those that tables state.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{At, Code, Diagnostic, Place};
use crate::evidence::facts::{Stated, Value};
use crate::evidence::figure_store;
use crate::evidence::load::Loader;
use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::facts::RegisterFacts;
use crate::evidence::register::labels;
use crate::evidence::register::read::Register;
use crate::evidence::register::row::Left;
use crate::evidence::targets::Target;
use crate::text::lang::{Text, text};

/// Puts what registers say of the units that are wanted among their facts.
pub(super) fn read(loader: &mut Loader<'_>, register: &Register) {
    let Some((first, _)) = register.files.first() else {
        return;
    };
    let place = Place {
        file: Arc::clone(first),
        at: At::File,
    };
    let mut wanted: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    for (at, unit) in register.units.iter().enumerate() {
        let (code, name) = (unit.code.as_deref(), unit.name.as_deref());
        let key = loader.unit_key(code.unwrap_or_default(), name.unwrap_or_default(), || {
            place.clone()
        });
        if let Some(key) = key {
            wanted.entry(key).or_default().push(at);
        }
    }
    let ids: Vec<&str> = loader.set.register.ids().collect();
    for (unit, positions) in wanted {
        let facts = RegisterFacts::of(register, loader.set.period, &positions);
        report_faults(loader, &facts, &place);
        for name in loader.set.counted.iter().map(|figure| figure.id.as_str()) {
            let Some(metric) = name.strip_prefix(PREFIX) else {
                continue;
            };
            if let Some(count) = facts.counts.metric(&ids, metric) {
                let stated = Stated {
                    value: Value::Number(count.into()),
                    place: place.clone(),
                };
                figure_store::insert(loader, &unit, Target::Common, &name.into(), stated);
            }
        }
        loader.facts(&unit).register = Some(Arc::new(facts));
    }
    report_lacking(loader, register, &place);
    report_others(loader, register, &place);
}

/// What names of metrics start with in values.
pub const PREFIX: &str = "register.";

/// Rows that are left out for a fault: told, for they may be dossiers that should count.
fn report_faults(loader: &Loader<'_>, facts: &RegisterFacts, place: &Place) {
    let faults = facts.faults();
    let count: u64 = faults.values().sum();
    if count == 0 {
        return;
    }
    let message = Text::each(|lang| {
        let part = |(left, rows): (&Left, &u64)| format!("{}: {rows}", labels::left(*left, lang));
        let parts: Vec<String> = faults.iter().map(part).collect();
        let parts = parts.join("; ");
        let ids = facts.listed.iter().take(3);
        let ids: Vec<String> = ids
            .map(|row| match &row.id {
                Some(id) => format!("{id} ({})", row.place.shown(lang)),
                None => row.place.shown(lang),
            })
            .collect();
        let ids = ids.join(", ");
        lang.pick(
            format!("{count} dòng của sổ theo dõi hồ sơ không được tính: {parts}. Ví dụ: {ids}"),
            format!("{count} rows of the register do not count: {parts}. For example: {ids}"),
        )
    });
    loader.problems.add(
        Diagnostic::at(Code::RegisterRows, place.clone(), message).help(text!(
            "sửa các dòng ấy trong sổ, hoặc xem đủ bằng `parindex register TỆP --year NĂM --list 100`",
            "mend those rows, or see all with `parindex register FILE --year YEAR --list 100`"
        )),
    );
}

/// Metrics that rules name and a register has no column for.
fn report_lacking(loader: &Loader<'_>, register: &Register, place: &Place) {
    for figure in &loader.set.counted {
        let metric = figure.id.strip_prefix(PREFIX);
        let Some(metric) = metric.and_then(|id| loader.set.register.metric(id)) else {
            continue;
        };
        let columns = metric.condition.columns();
        let lacking: Vec<&&ColumnRef> = (columns.iter())
            .filter(|column| register.lacking.contains(**column))
            .collect();
        if lacking.is_empty() {
            continue;
        }
        let id = &figure.id;
        let message = Text::each(|lang| {
            let lacking: Vec<String> = lacking
                .iter()
                .map(|one| labels::column(one, lang))
                .collect();
            let lacking = lacking.join(", ");
            lang.pick(
                format!("sổ theo dõi hồ sơ không có cột {lacking} nên chưa tính được `{id}`"),
                format!("the register has no column for {lacking}, so `{id}` is not known"),
            )
        });
        let help = text!(
            "xuất lại sổ có cột ấy, khai `columns:` nếu cột mang tên khác, hoặc khai `{id}` trong bảng số liệu (tiêu chí `*`)",
            "export the register with it, map it under `columns:` if it has another name, or state `{id}` in the figures (criterion `*`)"
        );
        loader
            .problems
            .add(Diagnostic::at(Code::RegisterLacks, place.clone(), message).help(help));
    }
}

/// What is written in columns and not understood, where some rule looks at them.
fn report_others(loader: &Loader<'_>, register: &Register, place: &Place) {
    let used = |column: Column| {
        if column == Column::Status {
            return true;
        }
        let named = loader
            .set
            .counted
            .iter()
            .filter_map(|figure| figure.id.strip_prefix(PREFIX));
        let mut metrics = named.filter_map(|id| loader.set.register.metric(id));
        metrics.any(|metric| {
            metric
                .condition
                .columns()
                .contains(&&ColumnRef::Known(column))
        })
    };
    for other in register.others.iter().filter(|other| used(other.column)) {
        let (written, rows, id) = (&other.written, other.rows, other.column.id());
        let message = Text::each(|lang| {
            let column = labels::column(&ColumnRef::Known(other.column), lang);
            lang.pick(
                format!("cột {column}: chưa hiểu `{written}` ({rows} dòng)"),
                format!("{column}: `{written}` is not understood ({rows} rows)"),
            )
        });
        loader.problems.add(
            Diagnostic::at(Code::UnknownValue, place.clone(), message).help(text!(
                "khai `values: {{ {id}: {{ \"{written}\": … }} }}` trong parindex.yaml, hoặc dưới `register` của bộ tiêu chí",
                "map it: `values: {{ {id}: {{ \"{written}\": … }} }}` in parindex.yaml, or under `register` of the set"
            )),
        );
    }
}
