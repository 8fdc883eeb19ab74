//! `parindex rank`: many units, scored and put in order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use rayon::prelude::*;

use crate::commands::arguments::{self, Threshold};
use crate::commands::output::{self, Format, Look, Output};
use crate::commands::run::{BadInputs, Exit, flag, texts, value};
use crate::commands::{batch, request};
use crate::criteria::model::CriteriaSet;
use crate::criteria::sets::Sets;
use crate::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use crate::evidence::batch::{Batched, Content, Outcome, UnitRead, any_error, find, read};
use crate::evidence::cells::Unit;
use crate::evidence::location::Location;
use crate::evidence::manifest::Paths;
use crate::evidence::submission::Request;
use crate::evidence::unit_list::UnitList;
use crate::ranking::{Entry, NodePoints, NotRanked, Ranking, Reason, rank};
use crate::report::{json, ranking as report};
use crate::score::assessment::Scored;
use crate::score::sources::by_source;
use crate::score::tree::{Options, Unbalanced, assess, says_nothing};
use crate::score::{checks, classes, published};
use crate::text::lang::{Text, text};
use crate::text::numbers;

/// What results can be printed as.
const FORMATS: [Format; 4] = [
    Format::Terminal,
    Format::Json,
    Format::Csv,
    Format::Markdown,
];

/// Ranks units.
///
/// # Errors
/// Where inputs or arguments are wrong, or a path cannot be read.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let output = Output::read(matches, &FORMATS)?;
    let fail_under = value(matches, "fail-under")
        .map(|value| arguments::threshold("fail-under", &value))
        .transpose()?;
    let request = request::read(matches)?;
    let problems = Problems::default();
    let list = batch::unit_list(matches, &problems)?;
    let locations = locations(matches, &request, list.as_ref(), &problems)?;
    let batched = read(&locations, &request, &Sets::default(), list.as_ref());
    output.refuse_inputs(&read_from(&batched, matches))?;
    let (set, year) = common_set(&batched)?;
    let mut found = collect(batched, list.as_ref())?;
    refuse_duplicates(&mut found, list.as_ref());
    let groups = list.as_ref().map(groups).unwrap_or_default();
    let order = rank(&set, found.entries, &groups);
    let mut not_ranked = found.not_ranked;
    not_ranked.extend(order.not_ranked);
    add_absent(list.as_ref(), &order.groups, &mut not_ranked);
    not_ranked.sort_by_cached_key(|unit| {
        let name = (unit.unit.code.clone(), unit.unit.name.clone());
        (unit.reason, unit.listed, name, unit.path.clone())
    });
    let ranking = Ranking {
        set,
        year,
        groups: order.groups,
        not_ranked,
        all_wait_for: order.all_wait_for,
        inputs: found.inputs,
        diagnostics: problems
            .into_sorted()
            .into_iter()
            .chain(found.diagnostics)
            .collect(),
    };
    let bytes = render(&ranking, flag(matches, "details"), &output, look)?;
    output.target.write(&bytes)?;
    tell(&ranking, look);
    let missed = missed_gates(&ranking, fail_under, &texts(matches, "fail-on"));
    for gate in &missed {
        output::say(&format!("{}\n", gate.get(look.lang)));
    }
    let broken = ranking
        .not_ranked
        .iter()
        .any(|unit| unit.reason == Reason::Broken);
    Ok(
        match (broken && !flag(matches, "allow-broken"), missed.is_empty()) {
            (true, _) => Exit::Wrong,
            (false, false) => Exit::GateNotMet,
            (false, true) => Exit::Done,
        },
    )
}

/// The submissions: those below the paths that are given, else those the list names, else the
/// working directory, where flags may name all tables.
fn locations(
    matches: &ArgMatches,
    request: &Request,
    list: Option<&UnitList>,
    problems: &Problems,
) -> anyhow::Result<Vec<Location>> {
    let mut paths = texts(matches, "paths");
    let base = value(matches, "units").map(PathBuf::from);
    let base = base
        .as_deref()
        .and_then(Path::parent)
        .unwrap_or(Path::new(""));
    let listed = list.iter().flat_map(|list| &list.units);
    let listed = listed.filter_map(|listed| listed.path.as_ref());
    paths.extend(listed.map(|path| base.join(path).to_string_lossy().into_owned()));
    if paths.is_empty() && has_tables(&request.paths) {
        return Ok(vec![Location::Disk(PathBuf::from("."))]);
    }
    if paths.is_empty() {
        paths.push(".".to_owned());
    }
    Ok(find(&paths, problems)?)
}

fn has_tables(paths: &Paths) -> bool {
    let tables = [&paths.evidence, &paths.figures, &paths.claims];
    tables.iter().any(|tables| !tables.is_empty())
}

fn read_from(batched: &[Batched], matches: &ArgMatches) -> Vec<PathBuf> {
    let of_each = batched.iter().flat_map(|batched| match &batched.outcome {
        Outcome::Read(content) => content.read_from.clone(),
        _ => Vec::new(),
    });
    of_each
        .chain(value(matches, "units").map(PathBuf::from))
        .collect()
}

/// The set and the year of all submissions that were read.
fn common_set(batched: &[Batched]) -> anyhow::Result<(Arc<CriteriaSet>, i16)> {
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
            for batched in batched {
                match &batched.outcome {
                    Outcome::Broken(diagnostics) => found.extend(diagnostics.iter().cloned()),
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
            let help = text!(
                "thêm `--criteria` (bộ của người thẩm định) hoặc `--year` để chấm tất cả theo một bộ",
                "add `--criteria` (the appraiser's set) or `--year`, to score all by one set"
            );
            found.push(Diagnostic::general(Code::SeveralSets, message).help(help));
        }
    }
    Err(BadInputs(found).into())
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
fn collect(batched: Vec<Batched>, list: Option<&UnitList>) -> Result<Collected, Unbalanced> {
    let mut collected = Collected::default();
    for Batched { path, outcome } in batched {
        let mut refuse = |unit, reason, diagnostics| {
            collected.not_ranked.push(NotRanked {
                unit,
                listed: None,
                path: Some(path.clone()),
                reason,
                diagnostics,
            });
        };
        match outcome {
            Outcome::Broken(diagnostics) => refuse(Unit::default(), Reason::Broken, diagnostics),
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
                let score = |unit: UnitRead| score(&set, unit, files_checked, &path, list);
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
    if says_nothing(&facts.facts) {
        return Ok(Err(refuse(name, Reason::NotSubmitted, diagnostics)));
    }
    let options = Options {
        files_checked,
        points_only: true,
        ..Options::default()
    };
    let assessment = assess(set, &facts.facts, options)?;
    let problems = Problems::default();
    for found in diagnostics {
        problems.add(found);
    }
    checks::check(set, &facts.facts, &problems);
    if list.is_some() && listed.is_none() {
        problems.add(unlisted(&name));
    }
    let diagnostics = problems.into_sorted();
    if any_error(&diagnostics) {
        return Ok(Err(refuse(name, Reason::Broken, diagnostics)));
    }
    Ok(Ok(Entry {
        published: published::compare(set, &facts.facts, &assessment),
        group: listed.and_then(|listed| listed.group.clone()),
        unit: name,
        listed: facts.listed,
        path: path.to_owned(),
        best_class: classes::best_open(set, &facts.facts.common),
        nodes: NodePoints::of_all(set, &assessment.nodes),
        sources: by_source(set, &assessment),
        counts: assessment.counts,
        claims_exceed: assessment.nodes.iter().any(claims_exceed),
        total: assessment.total,
        diagnostics,
    }))
}

/// Whether more is claimed at a leaf than was computed.
fn claims_exceed(scored: &Scored) -> bool {
    let claimed = scored.leaf.as_ref().and_then(|leaf| leaf.claimed);
    claimed.is_some_and(|claimed| Some(claimed) > scored.points)
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
            "chỉ giữ hồ sơ được nộp sau cùng",
            "keep only the one that was handed in last"
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
fn add_absent(
    list: Option<&UnitList>,
    groups: &[crate::ranking::Group],
    not_ranked: &mut Vec<NotRanked>,
) {
    let ranked = groups.iter().flat_map(|group| &group.units);
    let mut there: Vec<usize> = ranked.filter_map(|unit| unit.entry.listed).collect();
    there.extend(not_ranked.iter().filter_map(|unit| unit.listed));
    for (index, listed) in list.iter().flat_map(|list| list.units.iter().enumerate()) {
        if !there.contains(&index) {
            not_ranked.push(NotRanked {
                unit: listed.unit.clone(),
                listed: Some(index),
                path: None,
                reason: Reason::NotSubmitted,
                diagnostics: Vec::new(),
            });
        }
    }
}

fn render(
    ranking: &Ranking,
    details: bool,
    output: &Output,
    look: Look,
) -> anyhow::Result<Vec<u8>> {
    Ok(match output.format {
        Format::Json => json::ranking::render(ranking, details, look.lang)?.into_bytes(),
        Format::Csv if details => report::details(ranking, output.dialect)?,
        Format::Csv => report::csv(ranking, output.dialect)?,
        Format::Markdown => report::markdown(ranking, look.lang).into_bytes(),
        Format::Terminal => report::terminal(ranking, look.lang, output.screen(look)).into_bytes(),
    })
}

/// Messages go to stderr: those about all first, then unit by unit.
fn tell(ranking: &Ranking, look: Look) {
    output::tell(&ranking.diagnostics, look);
    let ranked = ranking.ranked().map(|unit| {
        (
            &unit.entry.unit,
            Some(&unit.entry.path),
            &unit.entry.diagnostics,
        )
    });
    let others = ranking.not_ranked.iter();
    let others = others.map(|unit| (&unit.unit, unit.path.as_ref(), &unit.diagnostics));
    for (unit, path, diagnostics) in others.chain(ranked) {
        let errors = any_error(diagnostics);
        if diagnostics.is_empty() || (look.quiet && !errors) {
            continue;
        }
        let name = unit.label().or(path.map(String::as_str));
        output::say(&format!("== {}\n", name.unwrap_or_default()));
        output::tell(diagnostics, look);
    }
}

/// The gates that some unit does not meet, in words.
fn missed_gates(ranking: &Ranking, fail_under: Option<Threshold>, fail_on: &[String]) -> Vec<Text> {
    let count =
        |fails: &dyn Fn(&Entry) -> bool| ranking.ranked().filter(|unit| fails(&unit.entry)).count();
    let mut missed = Vec::new();
    if let Some(threshold) = fail_under {
        let (least, sign) = match threshold {
            Threshold::Points(least) => (least, ""),
            Threshold::Percent(least) => (least, "%"),
        };
        let units = count(&|entry| {
            let total = &entry.total;
            let reached = match threshold {
                Threshold::Points(_) => Some(total.points),
                Threshold::Percent(_) => total.percent,
            };
            reached.is_none_or(|reached| reached.decimal() < least)
        });
        if units > 0 {
            missed.push(Text::each(|lang| {
                let least = numbers::show(least, lang);
                lang.pick(
                    format!("không đạt --fail-under {least}{sign}: {units} đơn vị"),
                    format!("--fail-under {least}{sign} not met: {units} units"),
                )
            }));
        }
    }
    for condition in fail_on {
        let units = count(&|entry| match condition.as_str() {
            "losses" => !entry.total.lost.is_zero(),
            "claims" => entry.claims_exceed,
            _ => entry
                .published
                .as_ref()
                .is_some_and(|published| !published.differences.is_empty()),
        });
        if units > 0 {
            missed.push(text!(
                "không đạt --fail-on {condition}: {units} đơn vị",
                "--fail-on {condition} not met: {units} units"
            ));
        }
    }
    missed
}
