//! Runs every folder of `tests/cases/` through the program and compares the result with
//! `ket-qua.yaml`, whose numbers were worked out by hand. A new case needs no Rust:
//!
//! - `parindex.yaml`, `bo-tieu-chi.yaml`, tables and attachments: an ordinary submission.
//! - `tham-so.txt`, if any: further arguments, one a line.
//! - `ket-qua.yaml`: `total`, `counts` and, if of interest, `as_of`, `year`, `unit`: what is
//!   written there is compared. `leaves`: every leaf; `lost`, `pending` and `excluded` are 0
//!   where absent. `losses`: all, in order; no documents and figures, and recoverable, where
//!   absent. `nodes`, `documents`, `figures`: those that are written. `order`: all codes.
//!   `warnings`: the codes of all warnings, in any order; none where absent.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

#[test]
fn every_case_gives_what_was_worked_out_by_hand() -> Result<()> {
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
fn every_rule_kind_has_a_case() -> Result<()> {
    let mut seen = Vec::new();
    for case in cases()? {
        let set = case.join("bo-tieu-chi.yaml");
        if set.is_file() {
            collect_kinds(&yaml(&set)?, &mut seen);
        }
    }
    let missing: Vec<&str> = parindex::rules::KINDS
        .into_iter()
        .filter(|kind| !seen.iter().any(|found| found == kind))
        .collect();
    ensure!(
        missing.is_empty(),
        "no case has a rule of kind {}",
        missing.join(", ")
    );
    Ok(())
}

#[test]
fn every_case_shows_its_arithmetic() -> Result<()> {
    for case in cases()? {
        let text = std::fs::read_to_string(case.join("ket-qua.yaml"))?;
        ensure!(
            text.starts_with("# "),
            "{}/ket-qua.yaml has no comment with the arithmetic",
            name(&case)
        );
    }
    Ok(())
}

fn cases() -> Result<Vec<PathBuf>> {
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(FOLDER).context(FOLDER)? {
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
    case.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn yaml(path: &Path) -> Result<Value> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    serde_saphyr::from_str(text).with_context(|| path.display().to_string())
}

fn collect_kinds(node: &Value, seen: &mut Vec<String>) {
    match node {
        Value::Array(items) => items.iter().for_each(|item| collect_kinds(item, seen)),
        Value::Object(map) => {
            match map.get("rule") {
                Some(Value::String(kind)) => seen.push(kind.clone()),
                Some(Value::Object(rule)) => seen.extend(rule.keys().cloned()),
                _ => {}
            }
            map.values().for_each(|value| collect_kinds(value, seen));
        }
        _ => {}
    }
}

/// Runs a case; what differs, one line each.
fn faults_of(case: &Path) -> Result<Vec<String>> {
    let expected = Expected::read(&case.join("ket-qua.yaml"))?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_parindex"));
    command
        .current_dir(case)
        .args(["score", ".", "--format", "json"]);
    let arguments = case.join("tham-so.txt");
    if arguments.is_file() {
        let text = std::fs::read_to_string(arguments)?;
        command.args(text.lines().filter(|line| !line.is_empty()));
    }
    let output = command.output()?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    if output.status.code() != Some(0) {
        bail!("exit code {:?}, expected 0\n{stderr}", output.status.code());
    }
    let actual: Value = serde_json::from_slice(&output.stdout).context("stdout is no JSON")?;
    let mut faults = Vec::new();
    expected.compare(&actual, &mut faults)?;
    check_numbers("", &actual, &mut faults);
    check_book(&actual, &mut faults)?;
    Ok(faults)
}

/// What `ket-qua.yaml` says.
struct Expected(Map<String, Value>);

impl Expected {
    const KEYS: [&str; 12] = [
        "total",
        "counts",
        "as_of",
        "year",
        "unit",
        "order",
        "nodes",
        "leaves",
        "losses",
        "documents",
        "figures",
        "warnings",
    ];

    fn read(path: &Path) -> Result<Self> {
        let Value::Object(map) = yaml(path)? else {
            bail!("{} is no map", path.display());
        };
        for key in map.keys() {
            ensure!(
                Self::KEYS.contains(&key.as_str()),
                "ket-qua.yaml: unknown key {key}"
            );
        }
        for key in ["total", "counts", "leaves", "losses"] {
            ensure!(map.contains_key(key), "ket-qua.yaml: {key} is missing");
        }
        Ok(Self(map))
    }

    fn map(&self, key: &str) -> Result<Map<String, Value>> {
        match self.0.get(key) {
            None => Ok(Map::new()),
            Some(Value::Object(map)) => Ok(map.clone()),
            Some(_) => bail!("ket-qua.yaml: {key} is no map"),
        }
    }

    fn list(&self, key: &str) -> Result<Vec<Value>> {
        match self.0.get(key) {
            None => Ok(Vec::new()),
            Some(Value::Array(list)) => Ok(list.clone()),
            Some(_) => bail!("ket-qua.yaml: {key} is no list"),
        }
    }

    fn compare(&self, actual: &Value, faults: &mut Vec<String>) -> Result<()> {
        for key in ["total", "counts", "as_of", "year", "unit"] {
            if let Some(expected) = self.0.get(key) {
                compare(key, expected, &actual[key], faults);
            }
        }
        self.compare_nodes(actual, faults)?;
        self.compare_losses(actual, faults)?;
        for key in ["documents", "figures"] {
            for expected in self.list(key)? {
                let (code, id) = (&expected["criterion"], &expected["id"]);
                let place = format!("{key} {} {}", plain(code), plain(id));
                let found = items(actual, key)?
                    .iter()
                    .find(|item| &item["criterion"] == code && &item["id"] == id);
                match found {
                    Some(found) => compare(&place, &expected, found, faults),
                    None => faults.push(format!("{place}: not in the result")),
                }
            }
        }
        let mut expected: Vec<String> = self.list("warnings")?.iter().map(plain).collect();
        let mut found: Vec<String> = items(actual, "diagnostics")?
            .iter()
            .map(|diagnostic| plain(&diagnostic["code"]))
            .collect();
        expected.sort();
        found.sort();
        if expected != found {
            faults.push(format!("warnings: expected {expected:?}, got {found:?}"));
        }
        Ok(())
    }

    fn compare_nodes(&self, actual: &Value, faults: &mut Vec<String>) -> Result<()> {
        let nodes = items(actual, "nodes")?;
        let codes: Vec<String> = nodes.iter().map(|node| plain(&node["code"])).collect();
        if self.0.contains_key("order") {
            let expected: Vec<String> = self.list("order")?.iter().map(plain).collect();
            if expected != codes {
                faults.push(format!("order: expected {expected:?}, got {codes:?}"));
            }
        }
        let (inner, leaves) = (self.map("nodes")?, self.map("leaves")?);
        for (code, node) in codes.iter().zip(nodes) {
            if node["leaf"] == json!(true) && !leaves.contains_key(code) {
                faults.push(format!("leaf {code}: not in ket-qua.yaml"));
            }
        }
        for (code, expected) in inner.iter().chain(&leaves) {
            let Some(index) = codes.iter().position(|other| other == code) else {
                faults.push(format!("node {code}: not in the result"));
                continue;
            };
            let mut expected = expected.clone();
            if let Value::Object(expected) = &mut expected {
                for key in ["lost", "pending", "excluded"] {
                    expected.entry(key).or_insert_with(|| json!(0));
                }
            }
            compare(&format!("node {code}"), &expected, &nodes[index], faults);
        }
        Ok(())
    }

    fn compare_losses(&self, actual: &Value, faults: &mut Vec<String>) -> Result<()> {
        let expected = self.list("losses")?;
        let found = items(actual, "losses")?;
        let label = |loss: &Value| {
            let [criterion, cause, points] =
                ["criterion", "cause", "points"].map(|key| plain(&loss[key]));
            format!("{criterion} {cause} {points}")
        };
        if expected.len() != found.len() {
            let [expected, found] = [&expected, found]
                .map(|losses| losses.iter().map(label).collect::<Vec<_>>().join("; "));
            faults.push(format!("losses: expected [{expected}], got [{found}]"));
            return Ok(());
        }
        for (index, (expected, found)) in expected.into_iter().zip(found).enumerate() {
            let Value::Object(mut expected) = expected else {
                bail!("ket-qua.yaml: a loss is no map");
            };
            for key in ["criterion", "points", "regain", "cause"] {
                ensure!(
                    expected.contains_key(key),
                    "ket-qua.yaml: loss {} has no {key}",
                    index + 1
                );
            }
            for (key, value) in [
                ("documents", json!([])),
                ("figures", json!([])),
                ("recoverable", json!(true)),
            ] {
                expected.entry(key).or_insert(value);
            }
            let place = format!("loss {} ({})", index + 1, plain(&expected["criterion"]));
            compare(&place, &Value::Object(expected), found, faults);
        }
        Ok(())
    }
}

fn items<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>> {
    value[key]
        .as_array()
        .with_context(|| format!("the result has no list {key}"))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Compares what `expected` says: numbers by value, lists item by item, of maps the keys that
/// are written.
fn compare(place: &str, expected: &Value, actual: &Value, faults: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (key, expected) in expected {
                match actual.get(key) {
                    Some(actual) => compare(&format!("{place}.{key}"), expected, actual, faults),
                    None => faults.push(format!("{place}.{key}: not in the result")),
                }
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

fn decimal(value: &Value) -> Option<Decimal> {
    let Value::Number(number) = value else {
        return None;
    };
    let text = number.to_string();
    Decimal::from_str_exact(&text)
        .or_else(|_| Decimal::from_scientific(&text))
        .ok()
}

/// Numbers are written exactly, without exponent or trailing zeros.
fn check_numbers(place: &str, value: &Value, faults: &mut Vec<String>) {
    match value {
        Value::Number(number) => {
            let text = number.to_string();
            let odd = text.contains(['e', 'E'])
                || (text.contains('.') && text.ends_with(['0', '.']))
                || text == "-0";
            if odd {
                faults.push(format!("{place}: the number is written {text}"));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                check_numbers(&format!("{place}[{index}]"), item, faults);
            }
        }
        Value::Object(map) => {
            for (key, item) in map {
                check_numbers(&format!("{place}.{key}"), item, faults);
            }
        }
        _ => {}
    }
}

/// max = points + losses + pending + excluded at every node outside bonus and penalty, and
/// at the total.
fn check_book(actual: &Value, faults: &mut Vec<String>) -> Result<()> {
    let number = |value: &Value, key: &str| decimal(&value[key]).unwrap_or_default();
    let nodes = items(actual, "nodes")?;
    let mut parents = BTreeMap::new();
    for node in nodes {
        parents.insert(
            plain(&node["code"]),
            node["parent"].as_str().map(str::to_owned),
        );
    }
    let mut lost_below: BTreeMap<String, Decimal> = BTreeMap::new();
    let mut lost_in_all = Decimal::ZERO;
    for loss in items(actual, "losses")? {
        let points = number(loss, "points");
        lost_in_all += points;
        let mut next = loss["criterion"].as_str().map(str::to_owned);
        while let Some(code) = next {
            next = parents.get(&code).cloned().flatten();
            *lost_below.entry(code).or_default() += points;
        }
    }
    for node in nodes {
        if node["bonus"] == json!(true) || node["penalty"] == json!(true) {
            continue;
        }
        let code = plain(&node["code"]);
        let lost = lost_below.get(&code).copied().unwrap_or_default();
        let parts =
            number(node, "points") + lost + number(node, "pending") + number(node, "excluded");
        if parts != number(node, "max") || lost != number(node, "lost") {
            faults.push(format!(
                "node {code}: the book does not close: max {}, parts {parts}",
                node["max"]
            ));
        }
    }
    let total = &actual["total"];
    let parts = number(total, "points") - number(total, "bonus")
        + lost_in_all
        + number(total, "pending")
        + number(total, "excluded");
    if parts != number(total, "max") || lost_in_all != number(total, "lost") {
        faults.push(format!(
            "total: the book does not close: max {}, parts {parts}",
            total["max"]
        ));
    }
    Ok(())
}
