//! What only facts and set together show: penalties without figures, gates that could not be
//! checked, values in no band, documents declared for one leaf and needed by another.

use std::collections::BTreeSet;

use crate::criteria::model::{CriteriaSet, Leaf, Node, Side};
use crate::criteria::wording::Part;
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::evidence::facts::{Evidence, Facts, LeafFacts, Stated, Value};
use crate::points::Exact;
use crate::rules::{Rule, awarded, levels};
use crate::score::classes::{self, GateState};
use crate::text::lang::{Text, text};
use crate::text::{numbers, suggest};

/// Checks the facts of one unit against its set; nothing need be scored.
pub fn check(set: &CriteriaSet, facts: &Facts, problems: &Problems) {
    let nothing = LeafFacts::default();
    for (index, node, leaf) in set.leaves() {
        let said = facts.leaves.get(&index).unwrap_or(&nothing);
        if said.standing_not_applicable().is_some() {
            continue;
        }
        if node.side == Side::Penalty {
            check_penalty(set, node, leaf, said, facts, problems);
        }
        check_bands(node, leaf, said, facts, problems);
        check_unused_figures(node, leaf, said, problems);
        check_award(node, leaf, said, problems);
    }
    check_gates(set, facts, problems);
    check_shared_documents(set, facts, problems);
}

/// What is taken off must be stated, be it 0: unknown is not 0.
fn check_penalty(
    set: &CriteriaSet,
    node: &Node,
    leaf: &Leaf,
    said: &LeafFacts,
    facts: &Facts,
    problems: &Problems,
) {
    let missing = leaf.rule.missing(&facts.stated(said));
    let Some(first) = missing.first() else {
        return;
    };
    let code = &node.code;
    let names: Vec<&str> = missing.iter().copied().collect();
    let names = names.join(", ");
    let message = text!(
        "chỉ tiêu điểm trừ {code} chưa khai số liệu {names}",
        "the penalty leaf {code} has no figure {names}"
    );
    // A figure of the set as a whole stands in a row of its own.
    let common = set.common_figure(first).is_some()
        && !leaf.figures.iter().any(|figure| figure.id == *first);
    let row = if common { "*" } else { code.as_str() };
    let mildest = leaf
        .rule
        .levels()
        .into_iter()
        .min_by(|a, b| a.points.cmp(&b.points));
    let help = match mildest.filter(|_| *first == levels::FIGURE) {
        Some(level) => {
            let id = &level.id;
            text!(
                "thêm vào bảng số liệu dòng `{row},{first},{id}` nếu ở mức ấy",
                "add the row `{row},{first},{id}` to the figures if that is the level"
            )
        }
        None => text!(
            "thêm dòng `{row},{first},0` vào bảng số liệu nếu không có vi phạm",
            "add the row `{row},{first},0` to the figures if there was no violation"
        ),
    };
    problems.add(Diagnostic::general(Code::PenaltyNotStated, message).help(help));
}

/// A value that lies in no band, or in several: `check` proves that a set has none such.
fn check_bands(node: &Node, leaf: &Leaf, said: &LeafFacts, facts: &Facts, problems: &Problems) {
    let stated = |name: &str| said.figures.get(name).or_else(|| facts.common.get(name));
    let number = |name: &str| stated(name)?.value.number();
    for rule in leaf.rule.branches() {
        let Rule::Bands(rule) = rule else { continue };
        let measure = &rule.measure;
        if measure.figures().any(|name| number(name).is_none()) {
            continue;
        }
        let Ok(value) = measure.value.evaluate(&number) else {
            continue;
        };
        let holding = rule.bands.iter().filter(|band| band.span.holds(&value));
        let count = holding.count();
        if count != 1 {
            let place = measure.figures().find_map(stated);
            let place = place.map(|stated| stated.place.clone());
            report_bands(node, &value, count == 0, place, problems);
        }
    }
}

fn report_bands(node: &Node, value: &Exact, none: bool, place: Option<Place>, problems: &Problems) {
    let code = &node.code;
    let message = Text::each(|lang| {
        let value = numbers::show_exact(value, lang);
        if none {
            return lang.pick(
                format!(
                    "giá trị {value} ở {code} không nằm trong khoảng nào của quy tắc: tính 0 điểm"
                ),
                format!("the value {value} at {code} lies in no band of its rule: 0 points"),
            );
        }
        lang.pick(
            format!(
                "giá trị {value} ở {code} nằm trong nhiều khoảng của quy tắc: tính theo khoảng đầu"
            ),
            format!(
                "the value {value} at {code} lies in several bands of its rule: the first counts"
            ),
        )
    });
    let help = text!(
        "sửa các khoảng trong bộ tiêu chí cho liền nhau và không chồng nhau, hoặc xem lại số liệu",
        "let the bands of the set meet without gap or overlap, or check the figure"
    );
    let diagnostic_code = if none {
        Code::NoBand
    } else {
        Code::SeveralBands
    };
    let found = match place {
        Some(place) => Diagnostic::at(diagnostic_code, place, message),
        None => Diagnostic::general(diagnostic_code, message),
    };
    problems.add(found.help(help));
}

/// A figure that the leaf declares and the unit states, and that neither a rule nor the
/// wording of a shortfall reads: the set misspells a name, or the figure is for nothing.
fn check_unused_figures(node: &Node, leaf: &Leaf, said: &LeafFacts, problems: &Problems) {
    let read: BTreeSet<&str> = leaf.rules().flat_map(Rule::figures).collect();
    let worded = |id: &str| {
        let parts = leaf.detail.iter().flatten();
        parts
            .into_iter()
            .any(|part| matches!(part, Part::Figure(name) if name == id))
    };
    for (id, stated) in said
        .figures
        .iter()
        .filter(|(id, _)| !read.contains(id) && !worded(id))
    {
        let code = &node.code;
        let missing = read
            .iter()
            .copied()
            .filter(|name| !said.figures.contains_key(name));
        let help = suggest::nearest(id, missing).map(|near| {
            text!(
                "quy tắc của {code} đọc `{near}`: sửa tên trong bộ tiêu chí",
                "the rule of {code} reads `{near}`: mend the name in the set"
            )
        });
        problems.add(
            Diagnostic::at(
                Code::UnusedFigure,
                stated.place.clone(),
                text!(
                    "số liệu `{id}` của {code} được khai nhưng quy tắc không dùng",
                    "the figure `{id}` of {code} is stated, and the rule does not read it"
                ),
            )
            .help(help),
        );
    }
}

/// Points and a percentage for the same leaf must agree.
fn check_award(node: &Node, leaf: &Leaf, said: &LeafFacts, problems: &Problems) {
    let number = |id: &str| match said.figures.get(id) {
        Some(Stated {
            value: Value::Number(value),
            place,
        }) => Some((Exact::from(*value), place)),
        _ => None,
    };
    let (Some((points, _)), Some((percent, place))) =
        (number(awarded::POINTS), number(awarded::PERCENT))
    else {
        return;
    };
    if leaf.rule.is_awarded() && points != &percent * &Exact::from(node.max) {
        let code = &node.code;
        problems.add(
            Diagnostic::at(
                Code::ConflictingFigure,
                place.clone(),
                text!(
                    "{code} có cả `points` và `percent`, hai giá trị không khớp nhau",
                    "{code} has both `points` and `percent`, and they disagree"
                ),
            )
            .help(text!("giữ lại một giá trị", "keep one of the values")),
        );
    }
}

fn check_gates(set: &CriteriaSet, facts: &Facts, problems: &Problems) {
    for gate in &set.gates {
        if classes::gate(gate, &facts.common) == GateState::NotStated {
            let name = &gate.name;
            let missing = gate.value.names().into_iter();
            let missing: Vec<&str> = missing
                .filter(|name| !facts.common.contains_key(name))
                .collect();
            let figures = missing.join(", ");
            let rows: Vec<String> = missing.iter().map(|name| format!("`*,{name},0`")).collect();
            let rows = rows.join(", ");
            problems.add(
                Diagnostic::general(
                    Code::GateNotStated,
                    text!(
                        "điều kiện khống chế «{name}» chưa kiểm tra được: chưa khai {figures}",
                        "the gate «{name}» was not checked: {figures} is not stated"
                    ),
                )
                .help(text!(
                    "thêm vào bảng số liệu dòng với tiêu chí `*`, ví dụ {rows}",
                    "add a row with criterion `*` to the figures, such as {rows}"
                )),
            );
        }
    }
}

/// A document that one leaf declares and another, which requires it too, does not.
fn check_shared_documents(set: &CriteriaSet, facts: &Facts, problems: &Problems) {
    let declares = |leaf: usize, document: &str| -> Option<&Evidence> {
        let rows = facts.leaves.get(&leaf)?.evidence.get(document)?;
        rows.iter().find(|row| row.declared)
    };
    for (index, node, leaf) in set.leaves() {
        for document in leaf
            .accepted()
            .filter(|document| declares(index, &document.id).is_none())
        {
            let id = &document.id;
            let elsewhere = set
                .leaves()
                .find_map(|(other, node, _)| Some((node, declares(other, id)?)));
            let Some((other, row)) = elsewhere else {
                continue;
            };
            let (here, there) = (&node.code, &other.code);
            problems.add(
                Diagnostic::at(
                    Code::SharedDocument,
                    row.place.clone(),
                    text!(
                        "`{id}` được khai cho {there}, chỉ tiêu {here} cũng yêu cầu mà chưa khai",
                        "`{id}` is declared for {there}; {here} requires it too and does not declare it"
                    ),
                )
                .help(text!(
                    "ghi cả hai mã vào ô tiêu chí: `{there}; {here}`",
                    "write both codes into the cell: `{there}; {here}`"
                )),
            );
        }
    }
}
