//! What leaves read of registers, in traces.

use serde::Serialize;

use super::{InputOut, file_out};
use crate::criteria::model::CriteriaSet;
use crate::evidence::facts::Facts;
use crate::evidence::register_figures::PREFIX;
use crate::report::register::definition::definition;
use crate::score::dossiers::behind;
use crate::text::lang::Lang;

/// What a leaf reads of registers.
#[derive(Serialize)]
pub(super) struct LeafRegisterOut<'a> {
    criterion: &'a str,
    inputs: Vec<InputOut<'a>>,
    period: [String; 2],
    on_time: &'static str,
    /// Dossiers of the unit that count.
    counted: u64,
    /// Rows that are left out for a fault.
    faulty: u64,
    metrics: Vec<DefinedOut<'a>>,
    /// Dossiers without which there would be more points.
    dossiers: u64,
    /// The ids of the first of them.
    first_dossiers: Vec<&'a str>,
}

#[derive(Serialize)]
struct DefinedOut<'a> {
    figure: &'a str,
    definition: String,
}

/// What the leaf at a position reads of registers; `None` where that is nothing.
pub(super) fn of_leaf<'a>(
    set: &'a CriteriaSet,
    index: usize,
    facts: &'a Facts,
    lang: Lang,
) -> Option<LeafRegisterOut<'a>> {
    let register = facts.register.as_ref()?;
    let node = set.nodes.get(index)?;
    let named = node.leaf.as_ref()?.rule.figures();
    let metrics = named.into_iter().filter_map(|figure| {
        let metric = set.register.metric(figure.strip_prefix(PREFIX)?)?;
        let definition = definition(&metric.condition, lang);
        Some(DefinedOut { figure, definition })
    });
    let metrics: Vec<DefinedOut<'_>> = metrics.collect();
    if metrics.is_empty() {
        return None;
    }
    let behind = behind(set, index, facts);
    let (from, to) = register.period;
    let inputs = register.files.iter().map(|(file, rows)| InputOut {
        file: file_out(file),
        sheet: file.sheet.as_ref().map(|sheet| sheet.name.as_str()),
        rows: *rows,
    });
    Some(LeafRegisterOut {
        criterion: node.code.as_str(),
        inputs: inputs.collect(),
        period: [from.to_string(), to.to_string()],
        on_time: set.register.on_time.id(),
        counted: register.counts.counted,
        faulty: register.faults().values().sum(),
        metrics,
        dossiers: behind.rows,
        first_dossiers: behind.ids,
    })
}
