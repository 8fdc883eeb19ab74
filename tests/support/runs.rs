//! A case of `tests/office/` and the runs it is put through.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result, bail, ensure};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::sheets::Book;

/// A case: a submission with its workbooks, and the runs.
pub(crate) struct Case {
    folder: std::path::PathBuf,
    books: BTreeMap<String, Book>,
    runs: Vec<Run>,
}

/// What one run is to give; what is not written is not compared, but for warnings and errors.
///
/// - `args`: further arguments of every command; `unit`: which unit is scored.
/// - `total`, `leaves`, `claims`: points; of a leaf that is pending or does not apply, null.
/// - `published`: published points by code.
/// - `figures`: values by code and figure (`1.1 nhiem_vu`); `issued`: days of documents by code
///   and document; `documents`: their states.
/// - `units`: of several units each with `total`, `leaves` and `published`, in place of those.
/// - `warnings`, `errors`: all there are but `files_not_checked`, each as its code and place:
///   `bad_cell so-lieu.xlsx, Số liệu!C4`, `bad_cell so-lieu.csv:4`. With errors nothing else is
///   compared: `score` prints nothing and ends with 2.
/// - `says`: what the messages of `score` must hold, word by word.
/// - `only_xlsx`: true where the run is about what only XLSX holds.
/// - `not_by`: commands that lack what the run needs, such as a table that only a flag names.
struct Run(Map<String, Value>);

const KEYS: [&str; 15] = [
    "args",
    "unit",
    "total",
    "leaves",
    "claims",
    "published",
    "figures",
    "issued",
    "documents",
    "units",
    "warnings",
    "errors",
    "says",
    "not_by",
    "only_xlsx",
];

impl Case {
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let described = folder.join("bang-tinh.yaml");
        let books = if described.is_file() {
            Book::all_of(&described)?
        } else {
            BTreeMap::new()
        };
        let text = std::fs::read_to_string(folder.join("ket-qua.yaml"))?;
        let runs: Vec<Map<String, Value>> =
            serde_saphyr::from_str(&text).context("ket-qua.yaml")?;
        for key in runs.iter().flat_map(Map::keys) {
            ensure!(
                KEYS.contains(&key.as_str()),
                "ket-qua.yaml: unknown key {key}"
            );
        }
        Ok(Self {
            folder: folder.to_owned(),
            books,
            runs: runs.into_iter().map(Run).collect(),
        })
    }

    pub(crate) fn write_workbooks(&self, to: &Path) -> Result<()> {
        for (name, book) in &self.books {
            let bytes = book.to_xlsx().with_context(|| name.clone())?;
            std::fs::write(to.join(name), bytes)?;
        }
        Ok(())
    }

    pub(crate) fn has_workbooks(&self) -> bool {
        !self.books.is_empty() && self.books.values().all(|book| book.patches.is_empty())
    }

    /// Makes all runs with the workbooks in a format; what differs, one line each.
    pub(crate) fn faults(&self, format: &Format) -> Result<Vec<String>> {
        let place = tempfile::tempdir()?;
        let place = place.path();
        std::fs::copy(self.folder.with_file_name(SET), place.join(SET))?;
        copy(&self.folder, place)?;
        self.write_workbooks(place)?;
        let mut renamed = Vec::new();
        match format {
            Format::Xlsx => {}
            Format::Ods => {
                for (name, book) in &self.books {
                    let new = name.replace(".xlsx", ".ods");
                    std::fs::remove_file(place.join(name))?;
                    std::fs::write(place.join(&new), book.to_ods()?)?;
                    renamed.push((name.clone(), new));
                }
            }
            Format::Saved(saved) => {
                let name = |path: &Path| {
                    path.file_name()
                        .unwrap_or_default()
                        .to_string_lossy()
                        .into_owned()
                };
                let (old, new) = (name(&saved.with_extension("xlsx")), name(saved));
                std::fs::remove_file(place.join(&old)).with_context(|| old.clone())?;
                std::fs::copy(saved, place.join(&new))?;
                renamed.push((old, new));
            }
        }
        let manifest = place.join("parindex.yaml");
        let text = std::fs::read_to_string(&manifest)?;
        std::fs::write(&manifest, in_new_names(&text, &renamed))?;
        let mut faults = Vec::new();
        for (number, run) in (1..).zip(&self.runs) {
            let text = serde_json::to_string(&run.0)?;
            let run = Run(serde_json::from_str(&in_new_names(&text, &renamed))?);
            if renamed.is_empty() || !run.only_xlsx() {
                let found = run.faults(place)?;
                faults.extend(
                    found
                        .into_iter()
                        .map(|fault| format!("run {number}: {fault}")),
                );
            }
        }
        Ok(faults)
    }
}

fn in_new_names(text: &str, renamed: &[(String, String)]) -> String {
    let mut text = text.to_owned();
    for (old, new) in renamed {
        text = text.replace(old, new);
    }
    text
}

/// In what format workbooks are.
pub(crate) enum Format {
    /// As XLSX.
    Xlsx,
    /// As ODS.
    Ods,
    /// One of them as another program saved it.
    Saved(std::path::PathBuf),
}

/// The set of the cases that have none of their own.
const SET: &str = "bo-tieu-chi.yaml";

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let copied = to.join(path.file_name().unwrap_or_default());
        if path.is_file() {
            std::fs::copy(&path, copied)?;
        } else if !path.ends_with("libreoffice") {
            std::fs::create_dir_all(&copied)?;
            copy(&path, &copied)?;
        }
    }
    Ok(())
}

impl Run {
    /// Whether it is about what only XLSX holds.
    fn only_xlsx(&self) -> bool {
        self.0.get("only_xlsx") == Some(&Value::Bool(true))
    }

    fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    fn list(&self, key: &str) -> Vec<String> {
        let items = self.0.get(key).and_then(Value::as_array);
        items.into_iter().flatten().map(plain).collect()
    }

    fn is_by(&self, command: &str) -> bool {
        !self.list("not_by").iter().any(|other| other == command)
    }

    fn run(&self, command: &str, more: &[&str], folder: &Path) -> Result<Output> {
        let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
            .current_dir(folder)
            .args([command, ".", "--format", "json"])
            .args(self.text("args").split_whitespace())
            .args(more)
            .output()?;
        let stderr = String::from_utf8_lossy(&output.stderr);
        ensure!(!stderr.contains("panicked"), "{command}: {stderr}");
        Ok(output)
    }

    fn faults(&self, folder: &Path) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        if self.0.contains_key("errors") {
            self.compare_errors(folder, &mut faults)?;
        } else if let Some(units) = self.0.get("units").and_then(Value::as_object) {
            self.compare_units(units, folder, &mut faults)?;
        } else {
            let unit = self.text("unit");
            let more: &[&str] = if unit.is_empty() {
                &[]
            } else {
                &["--unit", unit]
            };
            if let Some(result) = self.score(more, folder, &mut faults)? {
                compare_score(&self.0, &result, &mut faults)?;
                self.compare_warnings(&result, &mut faults)?;
            }
            if unit.is_empty() && self.is_by("rank") {
                self.compare_rank_of_one(folder, &mut faults)?;
            }
            if unit.is_empty() && self.is_by("check") {
                let output = self.run("check", &[], folder)?;
                if output.status.code() != Some(0) {
                    faults.push(format!("check: {}", said(&output)));
                }
            }
        }
        Ok(faults)
    }

    /// Scores; `None`, and a fault, where that fails.
    fn score(
        &self,
        more: &[&str],
        folder: &Path,
        faults: &mut Vec<String>,
    ) -> Result<Option<Value>> {
        let output = self.run("score", more, folder)?;
        if output.status.code() != Some(0) {
            faults.push(format!("score {more:?}: {}", said(&output)));
            return Ok(None);
        }
        self.compare_said(&output, faults);
        Ok(Some(serde_json::from_slice(&output.stdout)?))
    }

    fn compare_said(&self, output: &Output, faults: &mut Vec<String>) {
        let stderr = String::from_utf8_lossy(&output.stderr);
        for words in self.list("says") {
            if !stderr.contains(&words) {
                faults.push(format!("score does not say `{words}`: {stderr}"));
            }
        }
    }

    fn compare_warnings(&self, result: &Value, faults: &mut Vec<String>) -> Result<()> {
        let found = items(result, "diagnostics")?;
        compare_lists("warnings", self.list("warnings"), places(found), faults);
        Ok(())
    }

    /// An error stops `score` before it prints, makes `rank` list the unit as broken, and is
    /// what `check` reports.
    fn compare_errors(&self, folder: &Path, faults: &mut Vec<String>) -> Result<()> {
        let unit = self.text("unit");
        let more: &[&str] = if unit.is_empty() {
            &[]
        } else {
            &["--unit", unit]
        };
        let output = self.run("score", more, folder)?;
        if output.status.code() != Some(2) || !output.stdout.is_empty() {
            faults.push(format!(
                "score is to end with 2 and no result: {}",
                said(&output)
            ));
        }
        self.compare_said(&output, faults);
        let stderr = String::from_utf8_lossy(&output.stderr);
        for error in self.list("errors") {
            let (code, place) = error.split_once(' ').unwrap_or((&error, ""));
            if !stderr.contains(&format!("[{code}]")) || !stderr.contains(place) {
                faults.push(format!("score does not report {error}: {stderr}"));
            }
        }
        let count = stderr.matches("lỗi[").count();
        if count != self.list("errors").len() {
            faults.push(format!("score reports {count} errors: {stderr}"));
        }
        if !unit.is_empty() {
            return Ok(());
        }
        for (command, list) in [("check", "submissions"), ("rank", "not_ranked")] {
            if !self.is_by(command) {
                continue;
            }
            let output = self.run(command, &[], folder)?;
            if output.status.code() != Some(2) {
                faults.push(format!("{command} is to end with 2: {}", said(&output)));
                continue;
            }
            // Where nothing at all can be ranked there is no ranking.
            if output.stdout.is_empty() && command == "rank" {
                continue;
            }
            let result: Value = serde_json::from_slice(&output.stdout)?;
            let units = items(&result, list)?.iter();
            let found = units.flat_map(|unit| items(unit, "diagnostics").into_iter().flatten());
            let found: Vec<Value> = found
                .filter(|found| found["severity"] == "error")
                .cloned()
                .collect();
            compare_lists(command, self.list("errors"), places(&found), faults);
        }
        Ok(())
    }

    fn compare_rank_of_one(&self, folder: &Path, faults: &mut Vec<String>) -> Result<()> {
        let output = self.run("rank", &["--details"], folder)?;
        if output.status.code() != Some(0) {
            faults.push(format!("rank: {}", said(&output)));
            return Ok(());
        }
        let result: Value = serde_json::from_slice(&output.stdout)?;
        match items(&result, "units")?.as_slice() {
            [one] => compare_ranked("", &self.0, one, faults),
            units => faults.push(format!("rank: {} units, expected one", units.len())),
        }
        Ok(())
    }

    fn compare_units(
        &self,
        units: &Map<String, Value>,
        folder: &Path,
        faults: &mut Vec<String>,
    ) -> Result<()> {
        for (unit, expected) in units.iter().filter(|_| self.is_by("score")) {
            let expected = expected.as_object().context("a unit is a map")?;
            let more = ["--unit", unit];
            if let Some(result) = self.score(&more, folder, faults)? {
                let mut own = Vec::new();
                compare_score(expected, &result, &mut own)?;
                faults.extend(
                    own.into_iter()
                        .map(|fault| format!("score --unit {unit}: {fault}")),
                );
            }
        }
        let output = self.run("rank", &["--details"], folder)?;
        if output.status.code() != Some(0) {
            faults.push(format!("rank: {}", said(&output)));
            return Ok(());
        }
        let result: Value = serde_json::from_slice(&output.stdout)?;
        let ranked = items(&result, "units")?;
        let name = |unit: &Value| match &unit["unit"]["code"] {
            Value::Null => plain(&unit["unit"]["name"]),
            code => plain(code),
        };
        let names: Vec<String> = ranked.iter().map(name).collect();
        let expected: Vec<String> = units.keys().cloned().collect();
        compare_lists("units of rank", expected, names.clone(), faults);
        for (unit, found) in names.iter().zip(ranked) {
            if let Some(expected) = units.get(unit).and_then(Value::as_object) {
                compare_ranked(&format!(" {unit}"), expected, found, faults);
            }
        }
        let of_units = ranked.iter();
        let of_units =
            of_units.flat_map(|unit| unit["diagnostics"].as_array().into_iter().flatten());
        let of_all = result["diagnostics"].as_array().into_iter().flatten();
        let found: Vec<Value> = of_units.chain(of_all).cloned().collect();
        compare_lists(
            "warnings of rank",
            self.list("warnings"),
            places(&found),
            faults,
        );
        Ok(())
    }
}

fn compare_score(
    expected: &Map<String, Value>,
    result: &Value,
    faults: &mut Vec<String>,
) -> Result<()> {
    let mut same = |what: String, expected: &Value, found: &Value| {
        if !equal(expected, found) {
            faults.push(format!("{what}: expected {expected}, got {found}"));
        }
    };
    if let Some(total) = expected.get("total") {
        same("total".to_owned(), total, &result["total"]["points"]);
    }
    let nodes = items(result, "nodes")?;
    for (key, field) in [
        ("leaves", "points"),
        ("claims", "claimed"),
        ("published", "published"),
    ] {
        for (code, expected) in expected
            .get(key)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let node = nodes.iter().find(|node| node["code"] == code.as_str());
            let node = node.with_context(|| format!("no node {code}"))?;
            same(format!("{key} {code}"), expected, &node[field]);
        }
    }
    let lists = [
        ("figures", "figures", "value"),
        ("documents", "documents", "state"),
        ("issued", "documents", "issued"),
    ];
    for (key, list, field) in lists {
        for (name, expected) in expected
            .get(key)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let (code, id) = name.split_once(' ').context("`code id` is expected")?;
            let found = items(result, list)?;
            let found = found
                .iter()
                .find(|item| item["criterion"] == code && item["id"] == id);
            let found = found.map_or(&Value::Null, |item| &item[field]);
            same(format!("{key} {name}"), expected, found);
        }
    }
    Ok(())
}

fn compare_ranked(
    unit: &str,
    expected: &Map<String, Value>,
    found: &Value,
    faults: &mut Vec<String>,
) {
    let mut same = |what: &str, expected: &Value, found: &Value| {
        if !equal(expected, found) {
            faults.push(format!(
                "rank{unit}: {what}: expected {expected}, got {found}"
            ));
        }
    };
    if let Some(total) = expected.get("total") {
        same("total", total, &found["total"]["points"]);
    }
    let nodes = found["nodes"].as_array();
    for (code, expected) in expected
        .get("leaves")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let mut nodes = nodes.into_iter().flatten();
        let node = nodes.find(|node| node["code"] == code.as_str());
        same(
            code,
            expected,
            node.map_or(&Value::Null, |node| &node["points"]),
        );
    }
}

fn compare_lists(
    what: &str,
    mut expected: Vec<String>,
    mut found: Vec<String>,
    faults: &mut Vec<String>,
) {
    expected.sort();
    found.sort();
    if expected != found {
        faults.push(format!("{what}: expected {expected:?}, got {found:?}"));
    }
}

/// Diagnostics as codes with their places, but for that files were not checked.
fn places(diagnostics: &[Value]) -> Vec<String> {
    let shown = diagnostics
        .iter()
        .filter(|found| found["code"] != "files_not_checked");
    let place = |found: &Value| {
        let text = |key: &str| found[key].as_str().unwrap_or_default();
        let (code, file) = (text("code"), text("file"));
        match (&found["sheet"], &found["line"]) {
            (Value::String(sheet), _) => match text("cell") {
                "" => format!("{code} {file}, {sheet}"),
                cell => format!("{code} {file}, {sheet}!{cell}"),
            },
            (_, Value::Number(line)) => match &found["column"] {
                Value::Number(column) => format!("{code} {file}:{line}:{column}"),
                _ => format!("{code} {file}:{line}"),
            },
            _ if file.is_empty() => code.to_owned(),
            _ => format!("{code} {file}"),
        }
    };
    shown.map(place).collect()
}

fn said(output: &Output) -> String {
    let code = output.status.code();
    let [stdout, stderr] =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    let stdout: String = stdout.chars().take(300).collect();
    format!("exit code {code:?}\n{stdout}\n{stderr}")
}

fn items<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>> {
    match value[key].as_array() {
        Some(items) => Ok(items),
        None => bail!("the result has no list {key}"),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn equal(expected: &Value, found: &Value) -> bool {
    let decimal = |value: &Value| {
        let text = value.as_number()?.to_string();
        Decimal::from_str_exact(&text).ok()
    };
    match (decimal(expected), decimal(found)) {
        (Some(expected), Some(found)) => expected == found,
        _ => expected == found,
    }
}
