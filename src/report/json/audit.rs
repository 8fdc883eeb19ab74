//! What does not go together across units: schema `parindex/audit/v1`.

use serde::Serialize;

use super::{PlaceOut, Tool, Unit, place_out, pretty, tool};
use crate::audit::{Audited, Finding, Side, Treated};
use crate::points::Points;
use crate::report::audit::Findings;

/// The schema.
pub const SCHEMA: &str = "parindex/audit/v1";

#[derive(Serialize)]
struct AuditOut<'a> {
    schema: &'static str,
    tool: Tool<'a>,
    units: Vec<UnitOut<'a>>,
    findings: Vec<FindingOut<'a>>,
}

#[derive(Serialize)]
struct UnitOut<'a> {
    unit: Unit<'a>,
    year: i16,
    criteria: &'a str,
    path: &'a str,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    #[serde(flatten)]
    what: WhatOut<'a>,
    words: String,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum WhatOut<'a> {
    Unequal {
        criterion: &'a str,
        sides: Vec<SideOut<'a>>,
    },
    OutOfLine {
        criterion: &'a str,
        odd: SideOut<'a>,
        has_more_points: bool,
        others: Vec<SideOut<'a>>,
    },
    SharedAttachment {
        sha256: &'a str,
        uses: Vec<UseOut<'a>>,
    },
    TreatedDifferently {
        document: &'a str,
        refused: Vec<TreatedOut<'a>>,
        accepted: Vec<TreatedOut<'a>>,
    },
}

/// A unit, by its position in `units`.
#[derive(Serialize)]
struct SideOut<'a> {
    unit: usize,
    points: Points,
    place: Option<PlaceOut<'a>>,
}

#[derive(Serialize)]
struct UseOut<'a> {
    unit: usize,
    criterion: &'a str,
    file: &'a str,
}

#[derive(Serialize)]
struct TreatedOut<'a> {
    unit: usize,
    criterion: &'a str,
    place: PlaceOut<'a>,
    reason: Option<&'a str>,
}

/// Renders findings.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(found: &Findings<'_>) -> std::io::Result<String> {
    let units = found.units.iter().map(|unit| UnitOut {
        unit: Unit {
            code: unit.code.as_deref(),
            name: Some(&unit.name),
        },
        year: unit.year,
        criteria: &unit.set.id,
        path: unit.path,
    });
    let findings = found.findings.iter().map(|finding| FindingOut {
        what: what(found.units, finding),
        words: found.line(finding),
    });
    pretty(&AuditOut {
        schema: SCHEMA,
        tool: tool(),
        units: units.collect(),
        findings: findings.collect(),
    })
}

fn what<'a>(units: &'a [Audited<'a>], finding: &'a Finding) -> WhatOut<'a> {
    let code = |unit: usize, leaf: usize| units[unit].set.nodes[leaf].code.as_str();
    let all = |sides: &'a [Side]| sides.iter().map(side).collect::<Vec<_>>();
    match finding {
        Finding::Unequal { leaf, sides } => WhatOut::Unequal {
            criterion: sides.first().map_or("", |first| code(first.unit, *leaf)),
            sides: all(sides),
        },
        Finding::OutOfLine {
            leaf,
            odd,
            others,
            has_more_points,
        } => WhatOut::OutOfLine {
            criterion: code(odd.unit, *leaf),
            odd: side(odd),
            has_more_points: *has_more_points,
            others: all(others),
        },
        Finding::SharedAttachment { sha256, uses } => WhatOut::SharedAttachment {
            sha256,
            uses: uses
                .iter()
                .map(|(unit, criterion, file)| UseOut {
                    unit: *unit,
                    criterion,
                    file,
                })
                .collect(),
        },
        Finding::TreatedDifferently {
            document,
            refused,
            accepted,
        } => WhatOut::TreatedDifferently {
            document,
            refused: refused.iter().map(treated).collect(),
            accepted: accepted.iter().map(treated).collect(),
        },
    }
}

fn side(side: &Side) -> SideOut<'_> {
    SideOut {
        unit: side.unit,
        points: side.points,
        place: side.place.as_ref().map(place_out),
    }
}

fn treated(treated: &Treated) -> TreatedOut<'_> {
    TreatedOut {
        unit: treated.unit,
        criterion: &treated.criterion,
        place: place_out(&treated.place),
        reason: treated.reason.as_deref(),
    }
}
