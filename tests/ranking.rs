//! Runs every folder of `tests/ranking/` through `parindex rank` and compares the ranking with
//! `ket-qua.yaml`, whose numbers were worked out by hand. A new case needs no Rust:
//!
//! - `tham-so.txt`: the arguments after `rank`, separated by blanks; paths are the folder's.
//! - `ket-qua.yaml`: `exit`; then, where anything is ranked, `units`: all of them in order, by
//!   code or else name, of each the keys that are written; `not_ranked`: all, none where
//!   absent; `summary`: of the only group, or of each group in order, classes without units
//!   left out, with `all_wait_for`: codes, none where absent. `warnings`: the codes about no unit
//!   alone, none where absent; a unit's own are its key `warnings`. `stderr`: texts that must
//!   be said. Without `units` nothing may be printed.
//!
//! Below the cases stands what holds of all of them: distances are the fewest points that
//! reach, and the exit code does not depend on the format.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Map, Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ranking");

#[test]
fn every_case_gives_the_order_that_was_worked_out_by_hand() -> Result<()> {
    let cases = cases()?;
    let mut faults = Vec::new();
    for case in &cases {
        let name = name(case);
        match faults_of(case) {
            Ok(found) => faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}"))),
            Err(error) => faults.push(format!("{name}: {error:#}")),
        }
    }
    ensure!(
        faults.is_empty(),
        "{} differences in {} cases:\n{}",
        faults.len(),
        cases.len(),
        faults.join("\n")
    );
    Ok(())
}

#[test]
fn every_case_shows_its_arithmetic() -> Result<()> {
    for case in cases()? {
        let text = fs::read_to_string(case.join("ket-qua.yaml"))?;
        ensure!(
            text.starts_with("# "),
            "{}/ket-qua.yaml has no comment with the arithmetic",
            name(&case)
        );
    }
    Ok(())
}

#[test]
fn every_format_gives_the_same_exit_code() -> Result<()> {
    for case in cases()? {
        let arguments = arguments(&case)?;
        let exit = run(&case, &arguments, &["--format", "json"])?.exit;
        for format in FORMATS {
            let other = run(&case, &arguments, format)?;
            ensure!(
                other.exit == exit,
                "{}: exit code {:?} with {format:?}, {exit:?} with JSON",
                name(&case),
                other.exit
            );
        }
    }
    Ok(())
}

/// What a unit lacks to the rank and the class above reaches them, and a step less does not.
#[test]
fn distances_are_the_fewest_points_that_reach() -> Result<()> {
    let mut checked = 0;
    for case in cases()? {
        let set = yaml(&case.join("bo-tieu-chi.yaml"))?;
        let run = run(&case, &arguments(&case)?, &["--format", "json"])?;
        // Those of exact percents are worked out in their cases.
        if run.stdout.is_empty() || set["ranking"]["on"] == json!("exact") {
            continue;
        }
        let ranking = run.json()?;
        let mut above: Vec<&Value> = Vec::new();
        for unit in items(&ranking, "units")? {
            let apart = set["ranking"]["by_group"] == json!(true);
            above.retain(|other| !apart || other["group"] == unit["group"]);
            let mut better = above.iter().rev();
            let better = better.find(|other| other["rank"] != unit["rank"]);
            let place = format!("{}: {}", name(&case), label(&unit["unit"]));
            let next = decimal(&unit["next_rank"]);
            ensure!(better.is_some() == next.is_some(), "{place}: next_rank");
            if let (Some(better), Some(next)) = (better, next) {
                let wanted = decimal(&better["total"]["percent"]).context("percent")?;
                ensure!(is_fewest(unit, next, wanted)?, "{place}: next_rank {next}");
                checked += 1;
            }
            if let Some(next) = decimal(&unit["next_class"]["points"]) {
                let mut classes = items(&set, "classes")?.iter();
                let class = classes.find(|class| class["name"] == unit["next_class"]["name"]);
                let from = decimal(&class.context("a class of the set")?["from"]);
                let fewest = is_fewest(unit, next, from.context("from")?)?;
                ensure!(fewest, "{place}: next_class {next}");
                checked += 1;
            }
            above.push(unit);
        }
    }
    ensure!(checked > 50, "only {checked} distances");
    Ok(())
}

/// Whether so many points more, and no step of 0,01 fewer, make a percent of two digits.
fn is_fewest(unit: &Value, more: Decimal, percent: Decimal) -> Result<bool> {
    let total = &unit["total"];
    let points = decimal(&total["points"]).context("points")?;
    let of = decimal(&total["applicable_max"]).context("applicable_max")?;
    let step = Decimal::new(1, 2);
    let reaches = |more: Decimal| {
        let reached = (points + more) * Decimal::ONE_HUNDRED / of;
        let half_up = RoundingStrategy::MidpointAwayFromZero;
        reached.round_dp_with_strategy(2, half_up) >= percent
    };
    // Where only the tie-break was lost, one step is needed all the same.
    let fewest = !reaches(more - step) || more == step;
    Ok(more > Decimal::ZERO && reaches(more) && fewest)
}

/// How results are printed, besides JSON.
const FORMATS: [&[&str]; 5] = [
    &["--format", "terminal"],
    &["--format", "markdown"],
    &["--format", "csv"],
    &["--format", "csv", "--details"],
    &["--format", "csv", "--csv", "excel-vi", "--lang", "en"],
];

fn cases() -> Result<Vec<PathBuf>> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(FOLDER).context(FOLDER)? {
        let path = entry?.path();
        if path.is_dir() {
            cases.push(path);
        }
    }
    cases.sort();
    ensure!(!cases.is_empty(), "{FOLDER} holds no case");
    Ok(cases)
}

fn name(case: &Path) -> String {
    let name = case.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn yaml(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_saphyr::from_str(&text).with_context(|| path.display().to_string())
}

fn arguments(case: &Path) -> Result<Vec<String>> {
    let path = case.join("tham-so.txt");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(text.split_whitespace().map(str::to_owned).collect())
}

struct Run {
    exit: Option<i32>,
    stdout: Vec<u8>,
    stderr: String,
}

impl Run {
    fn json(&self) -> Result<Value> {
        serde_json::from_slice(&self.stdout)
            .with_context(|| format!("stdout is no JSON\n{}", self.stderr))
    }
}

/// Runs `rank` from within a folder, so that paths in results are short.
fn run(folder: &Path, arguments: &[impl AsRef<str>], more: &[&str]) -> Result<Run> {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(folder)
        .arg("rank")
        .args(arguments.iter().map(AsRef::as_ref))
        .args(more)
        .output()
        .with_context(|| folder.display().to_string())?;
    Ok(Run {
        exit: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).context("stderr is not UTF-8")?,
    })
}

/// Runs a case; what differs, one line each.
fn faults_of(case: &Path) -> Result<Vec<String>> {
    let Value::Object(expected) = yaml(&case.join("ket-qua.yaml"))? else {
        bail!("ket-qua.yaml is no map");
    };
    let known = [
        "exit",
        "units",
        "not_ranked",
        "summary",
        "warnings",
        "stderr",
    ];
    known_only("ket-qua.yaml", &expected, &known)?;
    let run = run(case, &arguments(case)?, &["--format", "json"])?;
    let mut faults = Vec::new();
    let exit = expected.get("exit").context("ket-qua.yaml: no exit")?;
    if run.exit.map(|code| json!(code)).as_ref() != Some(exit) {
        faults.push(format!(
            "exit code {:?}, expected {exit}\n{}",
            run.exit, run.stderr
        ));
    }
    for said in list(&expected, "stderr")? {
        let said = plain(said);
        if !run.stderr.contains(&said) {
            faults.push(format!("stderr does not say {said}\n{}", run.stderr));
        }
    }
    if expected.contains_key("units") {
        compare_rankings(&expected, &run.json()?, &mut faults)?;
    } else if !run.stdout.is_empty() {
        faults.push("something is printed, and ket-qua.yaml has no units".to_owned());
    }
    Ok(faults)
}

fn compare_rankings(
    expected: &Map<String, Value>,
    actual: &Value,
    faults: &mut Vec<String>,
) -> Result<()> {
    compare_units(expected, actual, faults)?;
    compare_not_ranked(expected, actual, faults)?;
    compare_summaries(expected, actual, faults)?;
    let warnings: Vec<String> = list(expected, "warnings")?.iter().map(plain).collect();
    compare_codes("warnings", &warnings, actual, faults)
}

fn compare_units(
    expected: &Map<String, Value>,
    actual: &Value,
    faults: &mut Vec<String>,
) -> Result<()> {
    let (expected, found) = (list(expected, "units")?, items(actual, "units")?);
    let order = |units: &[Value], of: fn(&Value) -> String| -> Vec<String> {
        units.iter().map(of).collect()
    };
    let wanted = order(expected, |unit| plain(&unit["unit"]));
    let found_order = order(found, |unit| label(&unit["unit"]));
    if wanted != found_order {
        faults.push(format!(
            "units: expected in this order {wanted:?}, got {found_order:?}"
        ));
        return Ok(());
    }
    for (expected, found) in expected.iter().zip(found) {
        let place = format!("unit {}", plain(&expected["unit"]));
        let expected = map(&place, expected)?;
        for key in ["rank", "points", "percent", "tie"] {
            ensure!(
                expected.contains_key(key),
                "ket-qua.yaml: {place} has no {key}"
            );
        }
        for (key, expected) in expected {
            let actual = match key.as_str() {
                "unit" | "warnings" => continue,
                "rank" | "group" | "next_rank" | "path" => &found[key],
                "tie" => &found["tied"],
                "points" | "percent" | "pending" | "excluded" | "class" | "class_range" => {
                    &found["total"][key]
                }
                // The distance; its class is the key below.
                "next_class" => match &found["next_class"] {
                    Value::Null => &Value::Null,
                    next => &next["points"],
                },
                "next_class_name" => &found["next_class"]["name"],
                "published" => &found["published"],
                _ => bail!("ket-qua.yaml: {place}: unknown key {key}"),
            };
            compare(&format!("{place}.{key}"), expected, actual, faults);
        }
        let warnings: Vec<String> = list(expected, "warnings")?.iter().map(plain).collect();
        compare_codes(&format!("{place}.warnings"), &warnings, found, faults)?;
    }
    Ok(())
}

fn compare_not_ranked(
    expected: &Map<String, Value>,
    actual: &Value,
    faults: &mut Vec<String>,
) -> Result<()> {
    let (expected, found) = (list(expected, "not_ranked")?, items(actual, "not_ranked")?);
    let known = |unit: &Value| format!("{} {}", label(&unit["unit"]), plain(&unit["reason"]));
    if expected.len() != found.len() {
        let found: Vec<String> = found.iter().map(known).collect();
        faults.push(format!(
            "not_ranked: expected {}, got {found:?}",
            json!(expected)
        ));
        return Ok(());
    }
    for (expected, found) in expected.iter().zip(found) {
        let place = format!("not_ranked {}", plain(&expected["unit"]));
        let expected = map(&place, expected)?;
        known_only(&place, expected, &["unit", "reason", "path", "errors"])?;
        let unit = match &found["unit"] {
            Value::Null => Value::Null,
            unit => json!(label(unit)),
        };
        for (key, actual) in [
            ("unit", &unit),
            ("reason", &found["reason"]),
            ("path", &found["path"]),
        ] {
            if let Some(expected) = expected.get(key) {
                compare(&format!("{place}.{key}"), expected, actual, faults);
            }
        }
        if expected.contains_key("errors") {
            let errors: Vec<String> = list(expected, "errors")?.iter().map(plain).collect();
            compare_codes(&format!("{place}.errors"), &errors, found, faults)?;
        }
    }
    Ok(())
}

fn compare_summaries(
    expected: &Map<String, Value>,
    actual: &Value,
    faults: &mut Vec<String>,
) -> Result<()> {
    let expected = match expected
        .get("summary")
        .context("ket-qua.yaml: no summary")?
    {
        Value::Array(groups) => groups.clone(),
        only => vec![only.clone()],
    };
    let found = items(actual, "summary")?;
    if expected.len() != found.len() {
        faults.push(format!(
            "summary: expected {} groups, got {}",
            expected.len(),
            found.len()
        ));
        return Ok(());
    }
    for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
        let place = format!("summary[{index}]");
        let expected = map(&place, expected)?;
        let keys = ["ranked", "mean_percent", "highest", "lowest"];
        known_only(
            &place,
            expected,
            &[&keys[..], &["group", "classes", "all_wait_for"]].concat(),
        )?;
        for key in keys {
            let value = expected.get(key).unwrap_or(&Value::Null);
            compare(&format!("{place}.{key}"), value, &found[key], faults);
        }
        let group = expected.get("group").unwrap_or(&Value::Null);
        compare(&format!("{place}.group"), group, &found["group"], faults);
        let waiting: Vec<Value> = list(expected, "all_wait_for")?.to_vec();
        compare(
            &format!("{place}.all_wait_for"),
            &json!(waiting),
            &found["all_wait_for"],
            faults,
        );
        let mut classes = Map::new();
        for class in items(found, "classes")? {
            if class["units"] != json!(0) {
                let name = class["name"].as_str().unwrap_or("dưới mức thấp nhất");
                classes.insert(name.to_owned(), class["units"].clone());
            }
        }
        let wanted = match expected.get("classes") {
            None => Map::new(),
            Some(classes) => map(&place, classes)?.clone(),
        };
        if wanted != classes {
            faults.push(format!(
                "{place}.classes: expected {}, got {}",
                json!(wanted),
                json!(classes)
            ));
        }
    }
    Ok(())
}

fn compare_codes(
    place: &str,
    expected: &[String],
    holder: &Value,
    faults: &mut Vec<String>,
) -> Result<()> {
    let found = items(holder, "diagnostics")?.iter();
    // Without attachments every output says so; that is not what these cases are about.
    let mut found: Vec<String> = found
        .map(|diagnostic| plain(&diagnostic["code"]))
        .filter(|code| code != "files_not_checked")
        .collect();
    let mut expected = expected.to_vec();
    found.sort();
    expected.sort();
    if expected != found {
        faults.push(format!("{place}: expected {expected:?}, got {found:?}"));
    }
    Ok(())
}

/// Compares what `expected` says: numbers by value, of maps the keys that are written.
fn compare(place: &str, expected: &Value, actual: &Value, faults: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (key, expected) in expected {
                let actual = actual.get(key).unwrap_or(&Value::Null);
                compare(&format!("{place}.{key}"), expected, actual, faults);
            }
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            for (index, (expected, actual)) in expected.iter().zip(actual).enumerate() {
                compare(&format!("{place}[{index}]"), expected, actual, faults);
            }
        }
        _ => {
            let same = match (decimal(expected), decimal(actual)) {
                (Some(expected), Some(actual)) => expected == actual,
                _ => expected == actual,
            };
            if !same {
                faults.push(format!("{place}: expected {expected}, got {actual}"));
            }
        }
    }
}

fn known_only(place: &str, map: &Map<String, Value>, known: &[&str]) -> Result<()> {
    for key in map.keys() {
        ensure!(known.contains(&key.as_str()), "{place}: unknown key {key}");
    }
    Ok(())
}

fn map<'a>(place: &str, value: &'a Value) -> Result<&'a Map<String, Value>> {
    value
        .as_object()
        .with_context(|| format!("ket-qua.yaml: {place} is no map"))
}

fn list<'a>(map: &'a Map<String, Value>, key: &str) -> Result<&'a [Value]> {
    match map.get(key) {
        None => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => bail!("ket-qua.yaml: {key} is no list"),
    }
}

fn items<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>> {
    value[key]
        .as_array()
        .with_context(|| format!("the result has no list {key}"))
}

/// A unit's code, else its name.
fn label(unit: &Value) -> String {
    match (&unit["code"], &unit["name"]) {
        (Value::String(code), _) => code.clone(),
        (_, Value::String(name)) => name.clone(),
        _ => String::new(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn decimal(value: &Value) -> Option<Decimal> {
    let Value::Number(number) = value else {
        return None;
    };
    Decimal::from_str_exact(&number.to_string()).ok()
}
