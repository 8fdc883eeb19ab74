//! A ranking as CSV: a row per unit, or with details a row per unit and node.

use crate::points::Points;
use crate::ranking::{Entry, NotRanked, Ranked, Ranking};
use crate::report::csv::{Dialect, safe, table};

/// The header, fixed for scripts.
pub const HEADER: [&str; 19] = [
    "rank",
    "tied",
    "unit_code",
    "unit_name",
    "group",
    "points",
    "applicable_max",
    "percent",
    "class",
    "lost",
    "pending",
    "excluded",
    "bonus",
    "at_risk",
    "unanswered",
    "next_rank",
    "next_class",
    "not_ranked",
    "path",
];

/// The header of details, fixed for scripts.
pub const DETAILS_HEADER: [&str; 11] = [
    "unit_code",
    "unit_name",
    "criterion",
    "parent",
    "level",
    "max",
    "points",
    "lost",
    "pending",
    "excluded",
    "status",
];

fn text(text: &Option<String>) -> String {
    safe(text.as_deref().unwrap_or_default())
}

/// Renders a ranking; units without a rank come last, with the reason.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(ranking: &Ranking, dialect: Dialect) -> std::io::Result<Vec<u8>> {
    let mut rows = vec![HEADER.map(str::to_owned).to_vec()];
    rows.extend(ranking.ranked().map(|unit| ranked(unit, dialect)));
    rows.extend(ranking.not_ranked.iter().map(not_ranked));
    table(&rows, dialect)
}

fn ranked(unit: &Ranked, dialect: Dialect) -> Vec<String> {
    let entry = &unit.entry;
    let total = &entry.total;
    let number = |points: Points| dialect.number(points);
    let maybe = |points: Option<Points>| points.map_or_else(String::new, number);
    vec![
        unit.rank.to_string(),
        unit.tied.to_string(),
        text(&entry.unit.code),
        text(&entry.unit.name),
        text(&entry.group),
        number(total.points),
        number(total.applicable_max),
        maybe(total.percent),
        text(&total.class),
        number(total.lost),
        number(total.pending),
        number(total.excluded),
        number(total.bonus),
        number(total.at_risk),
        entry.counts.unanswered.to_string(),
        maybe(unit.next_rank),
        maybe(unit.next_class.as_ref().map(|(_, points)| *points)),
        String::new(),
        safe(&entry.path),
    ]
}

fn not_ranked(unit: &NotRanked) -> Vec<String> {
    let mut row = vec![String::new(); HEADER.len()];
    row[2] = text(&unit.unit.code);
    row[3] = text(&unit.unit.name);
    row[17] = unit.reason.id().to_owned();
    row[18] = text(&unit.path);
    row
}

/// Renders every node of every ranked unit.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn details(ranking: &Ranking, dialect: Dialect) -> std::io::Result<Vec<u8>> {
    let mut rows = vec![DETAILS_HEADER.map(str::to_owned).to_vec()];
    for unit in ranking.ranked() {
        rows.extend(nodes(ranking, &unit.entry, dialect));
    }
    table(&rows, dialect)
}

fn nodes(ranking: &Ranking, entry: &Entry, dialect: Dialect) -> Vec<Vec<String>> {
    let set = &ranking.set;
    let number = |points: Points| dialect.number(points);
    let scored = set.nodes.iter().zip(&entry.nodes);
    scored
        .map(|(node, scored)| {
            let parent = node.parent.map(|parent| set.nodes[parent].code.to_string());
            vec![
                text(&entry.unit.code),
                text(&entry.unit.name),
                node.code.to_string(),
                parent.unwrap_or_default(),
                node.depth.to_string(),
                number(node.max),
                scored.points.map_or_else(String::new, number),
                number(scored.lost),
                number(scored.pending),
                number(scored.excluded),
                scored.status.id().to_owned(),
            ]
        })
        .collect()
}
