//! From submissions that were read to a ranking: every unit is scored, or named with the reason
//! why it has no rank.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::criteria::model::CriteriaSet;
use crate::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use crate::evidence::batch::{Batched, Content, Outcome, UnitRead, any_error};
use crate::evidence::cells::Unit;
use crate::evidence::unit_list::UnitList;
use crate::ranking::order::rank;
use crate::ranking::{Entry, Group, NodePoints, NotRanked, Ranking, Reason};
use crate::score::assessment::Scored;
use crate::score::official::Basis;
use crate::score::sources::by_source;
use crate::score::tree::{Options, Unbalanced, assess, says_nothing};
use crate::score::{checks, classes, completeness, published, reasons};
use crate::text::lang::text;

/// Ranks the units of submissions. Where they have no set in common, that is the inner error.
///
/// # Errors
/// Where a book does not close; that is a bug.
pub fn of_submissions(
    batched: Vec<Batched>,
    appraisers: Option<Arc<CriteriaSet>>,
    list: Option<&UnitList>,
    basis: Option<Basis>,
    problems: Problems,
) -> Result<Result<Ranking, Vec<Diagnostic>>, Unbalanced> {
    let (set, year) = match common_set(&batched, appraisers) {
        Ok(common) => common,
        Err(found) => return Ok(Err(found)),
    };
    let basis = basis.unwrap_or_else(|| last_official(&batched));
    let mut found = collect(batched, list, basis)?;
    refuse_duplicates(&mut found, list);
    let groups = list.map(groups).unwrap_or_default();
    let order = rank(&set, found.entries, &groups);
    let mut not_ranked = found.not_ranked;
    not_ranked.extend(order.not_ranked);
    add_absent(list, &order.groups, &mut not_ranked);
    not_ranked.sort_by_cached_key(|unit| {
        let name = (unit.unit.code.clone(), unit.unit.name.clone());
        (unit.reason, unit.listed, name, unit.path.clone())
    });
    let mut diagnostics = problems.into_sorted();
    diagnostics.extend(found.diagnostics);
    Ok(Ok(Ranking {
        set,
        year,
        basis,
        groups: order.groups,
        not_ranked,
        inputs: found.inputs,
        diagnostics,
    }))
}

/// The set and the year of all submissions that were read; where none was, the appraiser's.
fn common_set(
    batched: &[Batched],
    appraisers: Option<Arc<CriteriaSet>>,
) -> Result<(Arc<CriteriaSet>, i16), Vec<Diagnostic>> {
    let mut sets: BTreeMap<(String, String, i16), (&Content, Vec<&str>)> = BTreeMap::new();
    for batched in batched {
        if let Outcome::Read(content) = &batched.outcome {
            let key = (
                content.set.id.clone(),
                content.set.sha256.clone(),
                content.year,
            );
            let (_, paths) = sets.entry(key).or_insert((content, Vec::new()));
            paths.push(&batched.path);
        }
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    match sets.len() {
        1 => {
            if let Some((content, _)) = sets.into_values().next() {
                return Ok((Arc::clone(&content.set), content.year));
            }
        }
        0 => {
            let broken = |batched: &Batched| matches!(batched.outcome, Outcome::Broken(..));
            if let Some(set) = appraisers.filter(|_| !batched.iter().any(broken)) {
                let year = set.year;
                return Ok((set, year));
            }
            for batched in batched {
                match &batched.outcome {
                    Outcome::Broken(_, diagnostics) => found.extend(diagnostics.iter().cloned()),
                    Outcome::OtherSet(_, diagnostic) => found.push(diagnostic.clone()),
                    Outcome::Read(_) => {}
                }
            }
        }
        _ => {
            let list: Vec<String> = sets
                .iter()
                .map(|((id, _, year), (_, paths))| {
                    let first = paths.first().copied().unwrap_or_default();
                    format!(
                        "{id} {year} ({first}{})",
                        if paths.len() > 1 { ", …" } else { "" }
                    )
                })
                .collect();
            let list = list.join("; ");
            let message = text!(
                "các hồ sơ dùng bộ tiêu chí hoặc năm khác nhau: {list}",
                "the submissions name different sets or years: {list}"
            );
            let texts: BTreeSet<_> = sets.keys().map(|(id, sha256, _)| (id, sha256)).collect();
            let help = if texts.len() > 1 {
                text!(
                    "thêm `--criteria` (bộ của người thẩm định) để chấm tất cả theo một bộ",
                    "add `--criteria` (the appraiser's set), to score all by one set"
                )
            } else {
                text!(
                    "thêm `--year` để chấm tất cả theo một năm, hoặc chỉ đưa vào hồ sơ của một năm",
                    "add `--year`, to score all for one year, or give the submissions of one year only"
                )
            };
            found.push(Diagnostic::general(Code::SeveralSets, message).help(help));
        }
    }
    Err(found)
}

/// The last official points there are of any unit: all are ranked by the same.
fn last_official(batched: &[Batched]) -> Basis {
    units(batched)
        .map(|unit| Basis::last_official(&unit.facts.facts))
        .max()
        .unwrap_or_default()
}

/// Whether any unit has such points.
pub fn any_has(batched: &[Batched], basis: Basis) -> bool {
    units(batched).any(|unit| basis.is_there(&unit.facts.facts))
}

fn units(batched: &[Batched]) -> impl Iterator<Item = &UnitRead> {
    let read = batched.iter().filter_map(|batched| match &batched.outcome {
        Outcome::Read(content) => Some(&content.units),
        Outcome::Broken(..) | Outcome::OtherSet(..) => None,
    });
    read.flatten()
}

/// Units that were scored and units that were not.
#[derive(Default)]
struct Collected {
    entries: Vec<Entry>,
    not_ranked: Vec<NotRanked>,
    inputs: Vec<Arc<SourceFile>>,
    diagnostics: Vec<Diagnostic>,
}

/// Scores every unit that was read, side by side.
fn collect(
    batched: Vec<Batched>,
    list: Option<&UnitList>,
    basis: Basis,
) -> Result<Collected, Unbalanced> {
    let mut collected = Collected::default();
    for Batched {
        path,
        listed,
        outcome,
        ..
    } in batched
    {
        let named = listed.and_then(|index| list?.units.get(index));
        let mut refuse = |unit: Unit, reason, diagnostics| {
            collected.not_ranked.push(NotRanked {
                unit: named.map_or(unit, |named| named.unit.clone()),
                listed,
                path: Some(path.clone()),
                reason,
                diagnostics,
            });
        };
        match outcome {
            Outcome::Broken(unit, diagnostics) => refuse(unit, Reason::Broken, diagnostics),
            Outcome::OtherSet(unit, found) => refuse(unit, Reason::OtherCriteria, vec![found]),
            Outcome::Read(content) => {
                let Content {
                    set,
                    files_checked,
                    inputs,
                    units,
                    diagnostics,
                    ..
                } = *content;
                collected.inputs.extend(inputs);
                let alone = units.len() == 1;
                let score = |unit: UnitRead| score(&set, unit, files_checked, &path, list, basis);
                let scored: Result<Vec<_>, Unbalanced> = units.into_par_iter().map(score).collect();
                for scored in scored? {
                    match scored {
                        Ok(mut entry) => {
                            if alone {
                                entry.diagnostics.extend(diagnostics.iter().cloned());
                            }
                            collected.entries.push(entry);
                        }
                        Err(unit) => collected.not_ranked.push(unit),
                    }
                }
                if !alone {
                    collected.diagnostics.extend(diagnostics);
                }
            }
        }
    }
    Ok(collected)
}

/// Scores one unit, or says why it has no points.
fn score(
    set: &CriteriaSet,
    unit: UnitRead,
    files_checked: bool,
    path: &str,
    list: Option<&UnitList>,
    basis: Basis,
) -> Result<Result<Entry, NotRanked>, Unbalanced> {
    let UnitRead { facts, diagnostics } = unit;
    let listed = facts.listed.and_then(|index| list?.units.get(index));
    let name = listed.map_or(facts.unit, |listed| listed.unit.clone());
    let refuse = |unit: Unit, reason, diagnostics| NotRanked {
        unit,
        listed: facts.listed,
        path: Some(path.to_owned()),
        reason,
        diagnostics,
    };
    if any_error(&diagnostics) {
        return Ok(Err(refuse(name, Reason::Broken, diagnostics)));
    }
    let facts_of = &facts.facts;
    let is_given = basis != Basis::Computed && basis.is_there(facts_of);
    if says_nothing(facts_of) && !is_given {
        return Ok(Err(refuse(name, Reason::NotSubmitted, diagnostics)));
    }
    if list.is_some() && name == Unit::default() {
        return Ok(Err(refuse(name, Reason::Broken, vec![nameless()])));
    }
    let options = Options {
        files_checked,
        points_only: true,
        ..Options::default()
    };
    let computed = assess(set, &facts.facts, options)?;
    let problems = Problems::default();
    for found in diagnostics {
        problems.add(found);
    }
    checks::check(set, &facts.facts, &problems);
    reasons::check(set, &facts.facts, options, &problems)?;
    completeness::check_all_figures(set, &facts.facts, &problems);
    if list.is_some() && listed.is_none() {
        problems.add(unlisted(&name));
    }
    let diagnostics = problems.into_sorted();
    if any_error(&diagnostics) {
        return Ok(Err(refuse(name, Reason::Broken, diagnostics)));
    }
    let published = published::compare(set, &facts.facts, &computed);
    let claims_exceed = computed.nodes.iter().any(claims_exceed);
    let assessment = if basis == Basis::Computed {
        computed
    } else {
        assess(set, &facts.facts, Options { basis, ..options })?
    };
    Ok(Ok(Entry {
        published,
        group: listed.and_then(|listed| listed.group.clone()),
        unit: name,
        listed: facts.listed,
        path: path.to_owned(),
        best_class: classes::best_open(set, &facts.facts.common),
        nodes: NodePoints::of_all(set, &assessment.nodes),
        sources: by_source(set, &assessment),
        counts: assessment.counts,
        claims_exceed,
        without_official: assessment.without_official,
        total: assessment.total,
        diagnostics,
    }))
}

/// Whether more is claimed at a leaf than was computed.
fn claims_exceed(scored: &Scored) -> bool {
    let claimed = scored.leaf.as_ref().and_then(|leaf| leaf.claimed);
    claimed.is_some_and(|claimed| Some(claimed) > scored.points)
}

fn nameless() -> Diagnostic {
    let message = text!(
        "không biết hồ sơ này của đơn vị nào trong danh sách",
        "nothing says which unit of the list this is of"
    );
    Diagnostic::general(Code::UnitNeeded, message).help(text!(
        "ghi `unit` trong parindex.yaml, cột `don_vi` trong bảng, hoặc `duong_dan` trong danh sách",
        "write `unit` into parindex.yaml, a column `unit` into the table, or the `path` into the list"
    ))
}

fn unlisted(unit: &Unit) -> Diagnostic {
    let name = unit.label().unwrap_or_default();
    let message = text!(
        "đơn vị `{name}` không có trong danh sách đơn vị",
        "the unit `{name}` is not in the unit list"
    );
    Diagnostic::general(Code::UnlistedUnit, message).help(text!(
        "thêm vào danh sách, hoặc sửa mã, tên cho khớp",
        "add it to the list, or mend its code or name"
    ))
}

/// Two submissions of one unit: neither is guessed to be the right one.
fn refuse_duplicates(found: &mut Collected, list: Option<&UnitList>) {
    let key = |entry: &Entry| match (entry.listed, entry.unit.label()) {
        (Some(index), _) if list.is_some() => format!("#{index}"),
        (_, Some(_)) => format!(
            "{:?}",
            entry.unit.code.as_ref().or(entry.unit.name.as_ref())
        ),
        _ => entry.path.clone(),
    };
    let mut paths: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in &found.entries {
        paths
            .entry(key(entry))
            .or_default()
            .push(entry.path.clone());
    }
    let (kept, twice): (Vec<Entry>, Vec<Entry>) = std::mem::take(&mut found.entries)
        .into_iter()
        .partition(|entry| paths.get(&key(entry)).is_none_or(|paths| paths.len() == 1));
    found.entries = kept;
    for entry in twice {
        let all = paths.get(&key(&entry)).map(|paths| paths.join(", "));
        let (name, all) = (
            entry.unit.label().unwrap_or_default(),
            all.unwrap_or_default(),
        );
        let message = text!(
            "đơn vị `{name}` có nhiều hồ sơ: {all}",
            "the unit `{name}` has several submissions: {all}"
        );
        let help = text!(
            "chỉ giữ hồ sơ được nhận chính thức",
            "keep only the one that was officially received"
        );
        found.not_ranked.push(NotRanked {
            unit: entry.unit,
            listed: entry.listed,
            path: Some(entry.path),
            reason: Reason::Broken,
            diagnostics: vec![Diagnostic::general(Code::DuplicateUnit, message).help(help)],
        });
    }
}

/// The groups in the order of the list.
fn groups(list: &UnitList) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for group in list.units.iter().filter_map(|listed| listed.group.as_ref()) {
        if !groups.contains(group) {
            groups.push(group.clone());
        }
    }
    groups
}

/// Adds the units of the list of which nothing was found.
fn add_absent(list: Option<&UnitList>, groups: &[Group], not_ranked: &mut Vec<NotRanked>) {
    let ranked = groups.iter().flat_map(|group| &group.units);
    let mut there: Vec<usize> = ranked.filter_map(|unit| unit.entry.listed).collect();
    // What says nothing beside another submission of the same unit is none.
    not_ranked.retain(|unit| {
        let empty = unit.reason == Reason::NotSubmitted;
        !(empty && unit.listed.is_some_and(|index| there.contains(&index)))
    });
    there.extend(not_ranked.iter().filter_map(|unit| unit.listed));
    let absent = list.iter().flat_map(|list| list.others(&there));
    not_ranked.extend(absent.map(|(index, listed)| NotRanked {
        unit: listed.unit.clone(),
        listed: Some(index),
        path: None,
        reason: Reason::NotSubmitted,
        diagnostics: Vec::new(),
    }));
}
