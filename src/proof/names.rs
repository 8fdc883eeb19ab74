//! Names in values: declared, or of a table that exists; and declarations that something reads.

use std::collections::BTreeSet;

use crate::criteria::figures::Figure;
use crate::criteria::model::{CriteriaSet, Leaf};
use crate::criteria::wording::Part;
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::evidence::figure_names::RESERVED;
use crate::evidence::register::metrics::DAYS;
use crate::proof::leaf::Proof;
use crate::rules::Rule;
use crate::rules::expression::Expression;
use crate::survey;
use crate::text::lang::text;
use crate::text::suggest;

/// Tables whose results values may name.
const TABLES: [&str; 2] = ["register", "survey"];

/// The figures that a leaf's rule and its wording read.
fn read_by(leaf: &Leaf) -> BTreeSet<&str> {
    let worded = leaf.detail.iter().flatten().filter_map(|part| match part {
        Part::Figure(name) => Some(name.as_str()),
        Part::Plain(_) => None,
    });
    leaf.rule.figures().into_iter().chain(worded).collect()
}

pub(super) fn of_leaf(proof: &Proof<'_>) {
    let (set, leaf) = (proof.set, proof.leaf);
    let known = || leaf.figures.iter().chain(set.common_figures());
    let read = read_by(leaf);
    let mut reported = BTreeSet::new();
    for measure in leaf.rule.branches().iter().filter_map(Rule::measure) {
        for name in measure.figures() {
            let declared = known().any(|figure| figure.id == name);
            if !declared && reported.insert(name) {
                report_undeclared(set, name, known(), &measure.place, proof.problems);
            }
        }
    }
    for figure in &leaf.figures {
        let id = figure.id.as_str();
        if !read.contains(id) && !RESERVED.contains(&id) {
            report_unused(figure, proof.problems);
        }
    }
}

/// The figures of the set, and those of its gates.
pub(super) fn of_set(set: &CriteriaSet, problems: &Problems) {
    let of_gates: BTreeSet<&str> = set
        .gates
        .iter()
        .flat_map(|gate| gate.value.names())
        .collect();
    for gate in &set.gates {
        for name in gate.value.names() {
            if set.common_figure(name).is_none() {
                report_undeclared(set, name, set.common_figures(), &gate.place, problems);
            }
        }
    }
    let populations = set
        .surveys
        .iter()
        .filter_map(|survey| survey.population.as_ref());
    let of_populations: BTreeSet<&str> = populations.flat_map(Expression::names).collect();
    for survey in &set.surveys {
        for name in survey.population.iter().flat_map(Expression::names) {
            if set.common_figure(name).is_none() {
                report_undeclared(set, name, set.common_figures(), &survey.place, problems);
            }
        }
    }
    for figure in set.common_figures() {
        let id = figure.id.as_str();
        let read = |leaf: &Leaf| {
            let own = leaf.figures.iter().any(|own| own.id == id);
            !own && read_by(leaf).contains(id)
        };
        let apart = of_gates.contains(id) || of_populations.contains(id);
        if !apart && !set.leaves().any(|(_, _, leaf)| read(leaf)) {
            report_unused(figure, problems);
        }
    }
}

fn report_undeclared<'f>(
    set: &CriteriaSet,
    name: &str,
    known: impl Iterator<Item = &'f Figure>,
    place: &Place,
    problems: &Problems,
) {
    let known: Vec<&str> = known.map(|figure| figure.id.as_str()).collect();
    let near = suggest::nearest(name, known.iter().copied());
    let found = match (name.split_once('.'), near) {
        (Some(("register", metric)), _) => unknown_metric(set, metric, place),
        (Some((survey::TABLE, id)), _) => unknown_survey(id, &known, place),
        (Some((table, _)), _) if TABLES.contains(&table) => return,
        (Some((table, _)), _) => Diagnostic::at(
            Code::UnknownName,
            place.clone(),
            text!(
                "`{name}`: không có bảng `{table}`",
                "`{name}`: there is no table `{table}`"
            ),
        )
        .help(text!(
            "dùng `register.…` (sổ theo dõi hồ sơ), `survey.…` (khảo sát) hoặc tên số liệu không có dấu chấm",
            "use `register.…` (dossier register), `survey.…` or a figure's name without a point"
        )),
        (None, Some(near)) => Diagnostic::at(
            Code::UnknownName,
            place.clone(),
            text!(
                "số liệu `{name}` chưa được khai, mà có `{near}` gần giống",
                "the figure `{name}` is not declared, and `{near}` is nearly the same"
            ),
        )
        .help(suggest::did_you_mean(near)),
        (None, None) => Diagnostic::at(
            Code::UndeclaredFigure,
            place.clone(),
            text!(
                "số liệu `{name}` chưa được khai: không biết loại và khoảng giá trị nên coi là một số bất kỳ",
                "the figure `{name}` is not declared: without kind and range it may be any number"
            ),
        )
        .help(text!(
            "thêm `- {{ id: {name}, name: …, kind: count }}` vào `figures`",
            "add `- {{ id: {name}, name: …, kind: count }}` to `figures`"
        )),
    };
    problems.add(found);
}

/// A metric that registers do not give.
fn unknown_metric(set: &CriteriaSet, metric: &str, place: &Place) -> Diagnostic {
    let message = text!(
        "sổ theo dõi hồ sơ không có chỉ số `register.{metric}`",
        "registers give no metric `register.{metric}`"
    );
    let known: Vec<&str> = set.register.ids().chain([DAYS]).collect();
    Diagnostic::at(Code::UnknownName, place.clone(), message).help(suggest::advice(metric, known))
}

/// A question set that the set does not have; `known` are all figures that may be named.
fn unknown_survey(id: &str, known: &[&str], place: &Place) -> Diagnostic {
    let message = text!(
        "`survey.{id}`: bộ tiêu chí không có bộ câu hỏi `{id}`",
        "`survey.{id}`: the set has no question set `{id}`"
    );
    let known = known.iter().filter_map(|name| {
        let (table, id) = name.split_once('.')?;
        (table == survey::TABLE).then_some(id)
    });
    let advice = suggest::advice(id, known);
    let help = advice.unwrap_or_else(|| {
        text!(
            "khai bộ câu hỏi trong `survey:` của bộ tiêu chí",
            "declare the question set under `survey:` of the set"
        )
    });
    Diagnostic::at(Code::UnknownName, place.clone(), message).help(help)
}

fn report_unused(figure: &Figure, problems: &Problems) {
    let id = &figure.id;
    let message = text!(
        "số liệu `{id}` được khai nhưng không quy tắc, lời giải thích hay điều kiện nào dùng",
        "the figure `{id}` is declared, and no rule, wording or gate reads it"
    );
    let found = match &figure.place {
        Some(place) => Diagnostic::at(Code::UnusedDeclaration, place.clone(), message),
        None => Diagnostic::general(Code::UnusedDeclaration, message),
    };
    problems.add(found.help(text!(
        "dùng nó trong `value`, hoặc bỏ dòng này",
        "use it in a `value`, or remove it"
    )));
}
