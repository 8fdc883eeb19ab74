//! What `parindex rank` gives, held against itself: the same bytes however many threads run
//! and in whatever order rows and files come, an archive as its folder, every unit as `score`
//! gives it, the same numbers in every format. And against Phú Thọ's published points.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::str::FromStr;

use anyhow::{Context, Result, bail, ensure};
use rust_decimal::Decimal;
use serde_json::{Value, json};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PHU_THO: &str = "examples/qd-766-phu-tho-2026";

/// All that a ranking is printed as.
const FORMATS: [&[&str]; 7] = [
    &["--format", "json"],
    &["--format", "json", "--details", "--lang", "en"],
    &["--format", "csv"],
    &["--format", "csv", "--csv", "excel-vi"],
    &["--format", "csv", "--details"],
    &["--format", "markdown"],
    &["--format", "terminal"],
];

/// Folder cases with what `rank` is asked there, and its exit code.
const CASES: [(&str, &[&str], i32); 4] = [
    (
        "foreign-set",
        &["ho-so", "--criteria", "bo-tieu-chi.yaml"],
        0,
    ),
    ("broken-manifest", &["ho-so"], 2),
    ("duplicate-submission", &["ho-so"], 2),
    ("listed-paths", &["--units", "danh-sach/don-vi.csv"], 0),
];

#[test]
fn the_number_of_threads_changes_nothing() -> Result<()> {
    let phu_tho: &[&str] = &["--units", "don-vi.csv"];
    let runs = CASES
        .iter()
        .map(|(name, arguments, _)| (case(name), *arguments));
    for (folder, arguments) in runs.chain([(Path::new(ROOT).join(PHU_THO), phu_tho)]) {
        for format in FORMATS {
            let arguments = [arguments, format].concat();
            let mut seen: Option<Output> = None;
            for threads in ["1", "2", "7"] {
                let output = program(&folder, "rank", &arguments)
                    .env("RAYON_NUM_THREADS", threads)
                    .output()?;
                match &seen {
                    None => seen = Some(output),
                    Some(first) => ensure!(
                        *first == output,
                        "{}: {arguments:?} with {threads} threads",
                        folder.display()
                    ),
                }
            }
        }
    }
    Ok(())
}

/// Files are created in reverse, so that a folder is not read in the order of names.
#[test]
fn the_order_of_files_changes_nothing() -> Result<()> {
    let phu_tho: (PathBuf, &[&str], i32) = (Path::new(ROOT).join(PHU_THO), &[], 0);
    let cases = CASES.map(|(name, arguments, exit)| (case(name), arguments, exit));
    for (folder, arguments, exit) in cases.into_iter().chain([phu_tho]) {
        let files = files(&folder)?;
        let (forward, backward) = (tempfile::tempdir()?, tempfile::tempdir()?);
        for (path, bytes) in &files {
            write(&forward.path().join(path), bytes)?;
        }
        for (path, bytes) in files.iter().rev() {
            write(&backward.path().join(path), bytes)?;
        }
        for format in FORMATS {
            let arguments = [arguments, format].concat();
            let there = program(&folder, "rank", &arguments).output()?;
            ensure!(there.status.code() == Some(exit), "{}", said(&there));
            for copy in [&forward, &backward] {
                let output = program(copy.path(), "rank", &arguments).output()?;
                ensure!(output == there, "{}: {arguments:?}", folder.display());
            }
        }
    }
    Ok(())
}

#[test]
fn the_order_of_rows_changes_nothing() -> Result<()> {
    let phu_tho: &[&str] = &["--units", "don-vi.csv"];
    let table: &[&str] = &["--criteria", "bo-tieu-chi.yaml", "--figures", "so-lieu.csv"];
    let folders = [
        (Path::new(ROOT).join(PHU_THO), phu_tho),
        (case("ties-broken-by-code"), table),
        (case("ties-shared"), table),
        (case("rows-about-all"), table),
        (case("foreign-set"), CASES[0].1),
    ];
    for (folder, arguments) in folders {
        for order in [backwards, by_the_end] {
            let copy = tempfile::tempdir()?;
            for (path, bytes) in files(&folder)? {
                // The list of units keeps its order: it is that of the groups.
                let table = path.extension().is_some_and(|end| end == "csv")
                    && !path.ends_with("don-vi.csv");
                let bytes = if table { order(&bytes)? } else { bytes };
                write(&copy.path().join(path), &bytes)?;
            }
            for format in FORMATS {
                let arguments = [arguments, format].concat();
                let there = program(&folder, "rank", &arguments).output()?;
                let shuffled = program(copy.path(), "rank", &arguments).output()?;
                ensure!(
                    there.status == shuffled.status && there.stderr == shuffled.stderr,
                    "{}: {arguments:?}\n{}",
                    folder.display(),
                    said(&shuffled)
                );
                let same = if format.contains(&"json") {
                    // The hashes of inputs are others.
                    let without_inputs = |output: &Output| -> Result<Value> {
                        let mut result = json_of(output)?;
                        result["inputs"] = Value::Null;
                        Ok(result)
                    };
                    without_inputs(&there)? == without_inputs(&shuffled)?
                } else {
                    there.stdout == shuffled.stdout
                };
                ensure!(same, "{}: {arguments:?}", folder.display());
            }
        }
    }
    Ok(())
}

fn backwards(table: &[u8]) -> Result<Vec<u8>> {
    reordered(table, |rows| rows.reverse())
}

/// Rows sorted by their last letters first, which follows no column.
fn by_the_end(table: &[u8]) -> Result<Vec<u8>> {
    reordered(table, |rows| {
        rows.sort_by_cached_key(|row| row.chars().rev().collect::<String>());
    })
}

fn reordered(table: &[u8], order: impl Fn(&mut [&str])) -> Result<Vec<u8>> {
    let text = std::str::from_utf8(table)?;
    let mut rows: Vec<&str> = text.lines().collect();
    ensure!(rows.len() > 1, "a table without rows");
    order(&mut rows[1..]);
    Ok(format!("{}\n", rows.join("\n")).into_bytes())
}

#[test]
fn an_archive_is_ranked_as_the_folder_it_holds() -> Result<()> {
    for (name, path) in [
        ("pattern", "ho-so"),
        ("broken-manifest", "ho-so"),
        ("duplicate-submission", "ho-so"),
        ("listed-paths", "danh-sach"),
    ] {
        let folder = tempfile::tempdir()?;
        archive(&folder.path().join("nop.zip"), &files(&case(name))?)?;
        for format in FORMATS {
            let there = program(&case(name), "rank", &[&[path], format].concat()).output()?;
            let arguments = [&["nop.zip"], format].concat();
            let zipped = program(folder.path(), "rank", &arguments).output()?;
            same_but_for_paths(&there, &zipped, "nop.zip/", "")
                .with_context(|| format!("{name}: {format:?}"))?;
        }
    }
    Ok(())
}

#[test]
fn archives_in_a_folder_are_ranked_as_folders_in_it() -> Result<()> {
    let there = case("foreign-set");
    let folder = tempfile::tempdir()?;
    fs::copy(
        there.join("bo-tieu-chi.yaml"),
        folder.path().join("bo-tieu-chi.yaml"),
    )?;
    for name in ["xa-a", "xa-b", "xa-c"] {
        let files = files(&there.join("ho-so").join(name))?;
        let path = folder.path().join(format!("ho-so/{name}.zip"));
        fs::create_dir_all(folder.path().join("ho-so"))?;
        archive(&path, &files)?;
    }
    for format in FORMATS {
        let arguments = [CASES[0].1, format].concat();
        let folders = program(&there, "rank", &arguments).output()?;
        let archives = program(folder.path(), "rank", &arguments).output()?;
        same_but_for_paths(&folders, &archives, ".zip", "")
            .with_context(|| format!("{format:?}"))?;
    }
    Ok(())
}

/// Compares what is printed when `written` is read as `meant`, blanks of alignment aside.
fn same_but_for_paths(there: &Output, other: &Output, written: &str, meant: &str) -> Result<()> {
    let plain = |bytes: &[u8]| -> Result<String> {
        let text = String::from_utf8(bytes.to_vec())?;
        let lines: Vec<String> = text
            .replace(written, meant)
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        Ok(lines.join("\n"))
    };
    ensure!(
        there.status == other.status,
        "exit {:?}: {}",
        other.status,
        said(other)
    );
    for (there, other) in [
        (&there.stdout, &other.stdout),
        (&there.stderr, &other.stderr),
    ] {
        let (there, other) = (plain(there)?, plain(other)?);
        ensure!(there == other, "--- folder\n{there}\n--- archive\n{other}");
    }
    Ok(())
}

#[test]
fn gates_give_their_exit_code_in_every_format() -> Result<()> {
    let simple: &[&str] = &["--criteria", "bo-tieu-chi.yaml", "--figures", "so-lieu.csv"];
    let claims: &[&str] = &["--claims", "tu-cham.csv"];
    let published: &[&str] = &["--published", "cong-bo.csv"];
    let folder = tempfile::tempdir()?;
    for (path, bytes) in files(&case("simple-order"))? {
        write(&folder.path().join(path), &bytes)?;
    }
    // c is given 4,5: claimed higher, published lower.
    write(
        &folder.path().join("tu-cham.csv"),
        "don_vi,tieu_chi,diem\na,1.1,5\nc,1.1,\"3,5\"\n".as_bytes(),
    )?;
    write(
        &folder.path().join("cong-bo.csv"),
        "don_vi,tieu_chi,diem_cong_bo\na,1.1,5\nc,1,\"4,4\"\n".as_bytes(),
    )?;
    let gates: [(&[&str], &[&str], i32, &str); 14] = [
        (&["--fail-under", "4,5"], &[], 0, ""),
        (
            &["--fail-under", "4.51"],
            &[],
            1,
            "--fail-under 4,51: 1 đơn vị",
        ),
        (&["--fail-under", "45%"], &[], 0, ""),
        (
            &["--fail-under", "85,5 %"],
            &[],
            1,
            "--fail-under 85,5%: 2 đơn vị",
        ),
        (
            &["--fail-on", "losses"],
            &[],
            1,
            "--fail-on losses: 4 đơn vị",
        ),
        (&["--fail-on", "claims"], &[], 0, ""),
        (
            &["--fail-on", "claims"],
            claims,
            1,
            "--fail-on claims: 1 đơn vị",
        ),
        (&["--fail-on", "claims"], published, 0, ""),
        (&["--fail-on", "published"], &[], 0, ""),
        (&["--fail-on", "published"], claims, 0, ""),
        (
            &["--fail-on", "published"],
            published,
            1,
            "--fail-on published: 1 đơn vị",
        ),
        (&[], published, 0, ""),
        (
            &["--fail-under", "0", "--fail-on", "losses"],
            claims,
            1,
            "losses: 4",
        ),
        (
            &["--fail-under", "5", "--allow-broken"],
            &[],
            1,
            "--fail-under 5: 1 đơn vị",
        ),
    ];
    for format in FORMATS {
        for (gate, tables, exit, reason) in &gates {
            let rank = |more: &[&str]| {
                let arguments = [simple, *tables, format, more].concat();
                program(folder.path(), "rank", &arguments).output()
            };
            let (open, shut) = (rank(&[])?, rank(gate)?);
            ensure!(open.status.code() == Some(0), "{}", said(&open));
            ensure!(
                shut.status.code() == Some(*exit),
                "{gate:?} {tables:?} {format:?}: {:?}\n{}",
                shut.status,
                said(&shut)
            );
            ensure!(open.stdout == shut.stdout, "{gate:?} {format:?}");
            let english = format.contains(&"en");
            ensure!(english || said(&shut).contains(reason), "{}", said(&shut));
        }
    }
    Ok(())
}

#[test]
fn broken_submissions_outweigh_gates_unless_they_are_allowed() -> Result<()> {
    for (more, exit) in [
        (&["--fail-on", "losses"][..], 2),
        (&["--fail-on", "losses", "--allow-broken"], 1),
        (&["--fail-under", "1", "--allow-broken"], 0),
        (&["--allow-broken"], 0),
        (&[], 2),
    ] {
        let arguments = [&["ho-so"], more].concat();
        let output = program(&case("broken-manifest"), "rank", &arguments).output()?;
        ensure!(
            output.status.code() == Some(exit),
            "{more:?}: {}",
            said(&output)
        );
    }
    Ok(())
}

/// One unit in a ranking is that unit scored alone.
#[test]
fn every_unit_of_a_ranking_is_as_score_gives_it() -> Result<()> {
    let root = Path::new(ROOT);
    let phu_tho = ranking(root, &[PHU_THO, "--details"])?;
    ensure!(items(&phu_tho, "units")?.len() == 82, "not all units");
    for unit in items(&phu_tho, "units")? {
        let code = text(&unit["unit"]["code"]);
        same_as_score(unit, root, &[PHU_THO, "--unit", code])?;
    }
    let folder = case("foreign-set");
    let of_folders = ranking(&folder, &[CASES[0].1, &["--details"]].concat())?;
    ensure!(items(&of_folders, "units")?.len() == 2, "not all units");
    for unit in items(&of_folders, "units")? {
        let path = text(&unit["path"]);
        same_as_score(unit, &folder, &[path, "--criteria", "bo-tieu-chi.yaml"])?;
    }
    for name in [
        "bonus-and-gates",
        "not-applicable-percent",
        "pending-differs",
    ] {
        let (folder, tables) = (case(name), ["--criteria", "bo-tieu-chi.yaml"]);
        let tables = [&tables[..], &["--figures", "so-lieu.csv"]].concat();
        let of_table = ranking(&folder, &[&tables[..], &["--details"]].concat())?;
        ensure!(!items(&of_table, "units")?.is_empty(), "no unit");
        for unit in items(&of_table, "units")? {
            let code = text(&unit["unit"]["code"]);
            same_as_score(unit, &folder, &[&tables[..], &["--unit", code]].concat())?;
        }
    }
    Ok(())
}

fn same_as_score(ranked: &Value, folder: &Path, arguments: &[&str]) -> Result<()> {
    let output = program(
        folder,
        "score",
        &[arguments, &["--format", "json"]].concat(),
    )
    .output()?;
    let scored = json_of(&output)?;
    let place = arguments.join(" ");
    for key in ["total", "counts"] {
        ensure!(
            ranked[key] == scored[key],
            "{place}: {key} is {} and {}",
            ranked[key],
            scored[key]
        );
    }
    let (nodes, own) = (items(ranked, "nodes")?, items(&scored, "nodes")?);
    ensure!(nodes.len() == own.len(), "{place}: other nodes");
    for (node, own) in nodes.iter().zip(own) {
        // What does not apply has no points.
        let applies = own["status"] != json!("not_applicable");
        let points = if applies {
            own["points"].clone()
        } else {
            Value::Null
        };
        let wanted = json!({"code": own["code"], "points": points, "pending": own["pending"]});
        ensure!(*node == wanted, "{place}: {node} and {wanted}");
    }
    let fields: Vec<Value> = own
        .iter()
        .filter(|node| node["parent"].is_null())
        .map(|node| {
            let applies = node["status"] != json!("not_applicable");
            let points = if applies {
                node["points"].clone()
            } else {
                Value::Null
            };
            json!({"code": node["code"], "max": node["max"], "points": points,
                   "lost": node["lost"], "pending": node["pending"],
                   "excluded": node["excluded"]})
        })
        .collect();
    ensure!(ranked["fields"] == json!(fields), "{place}: fields");
    Ok(())
}

#[test]
fn every_format_tells_the_same_numbers() -> Result<()> {
    let root = Path::new(ROOT);
    let list = format!("{PHU_THO}/don-vi.csv");
    same_numbers(root, &[PHU_THO, "--units", &list])?;
    same_numbers(&case("foreign-set"), CASES[0].1)?;
    same_numbers(&case("listed-paths"), CASES[3].1)?;
    for name in [
        "bonus-and-gates",
        "not-applicable-percent",
        "pending-all",
        "nothing-applies",
    ] {
        let tables = ["--criteria", "bo-tieu-chi.yaml", "--figures", "so-lieu.csv"];
        same_numbers(&case(name), &tables).with_context(|| name.to_owned())?;
    }
    Ok(())
}

fn same_numbers(folder: &Path, arguments: &[&str]) -> Result<()> {
    let ranking = ranking(folder, &[arguments, &["--details"]].concat())?;
    csv_tells(folder, arguments, &ranking)?;
    details_tell(folder, arguments, &ranking)?;
    markdown_tells(folder, arguments, &ranking)
}

/// CSV in both dialects: a row for each unit, ranked or not.
fn csv_tells(folder: &Path, arguments: &[&str], ranking: &Value) -> Result<()> {
    let (units, others) = (items(ranking, "units")?, items(ranking, "not_ranked")?);
    for (dialect, delimiter) in [("plain", b','), ("excel-vi", b';')] {
        let more = ["--format", "csv", "--csv", dialect];
        let rows = rows(folder, &[arguments, &more].concat(), delimiter)?;
        ensure!(
            rows.len() == units.len() + others.len(),
            "{dialect}: other rows"
        );
        let number = |text: &str| text.replace(',', ".");
        for (row, unit) in rows.iter().zip(units) {
            let total = &unit["total"];
            for (column, value) in [
                ("rank", &unit["rank"]),
                ("tied", &unit["tied"]),
                ("unit_code", &unit["unit"]["code"]),
                ("unit_name", &unit["unit"]["name"]),
                ("group", &unit["group"]),
                ("points", &total["points"]),
                ("applicable_max", &total["applicable_max"]),
                ("percent", &total["percent"]),
                ("class", &total["class"]),
                ("lost", &total["lost"]),
                ("pending", &total["pending"]),
                ("excluded", &total["excluded"]),
                ("bonus", &total["bonus"]),
                ("at_risk", &total["at_risk"]),
                ("unanswered", &unit["counts"]["unanswered"]),
                ("next_rank", &unit["next_rank"]),
                ("next_class", &unit["next_class"]["points"]),
                ("not_ranked", &Value::Null),
                ("path", &unit["path"]),
            ] {
                let cell = cell(row, column)?;
                let same = match value {
                    Value::Null => cell.is_empty(),
                    Value::Number(wanted) => number(cell) == wanted.to_string(),
                    Value::String(wanted) => cell == wanted,
                    Value::Bool(wanted) => cell.parse() == Ok(*wanted),
                    _ => false,
                };
                ensure!(same, "{dialect}: {column} is {cell}, in JSON {value}");
            }
        }
        for (row, unit) in rows[units.len()..].iter().zip(others) {
            ensure!(cell(row, "rank")?.is_empty() && cell(row, "points")?.is_empty());
            ensure!(cell(row, "not_ranked")? == text(&unit["reason"]));
            ensure!(cell(row, "unit_code")? == unit["unit"]["code"].as_str().unwrap_or_default());
        }
    }
    Ok(())
}

fn details_tell(folder: &Path, arguments: &[&str], ranking: &Value) -> Result<()> {
    let rows = rows(
        folder,
        &[arguments, &["--format", "csv", "--details"]].concat(),
        b',',
    )?;
    let mut rows = rows.iter();
    for unit in items(ranking, "units")? {
        for node in items(unit, "nodes")? {
            let row = rows.next().context("details end early")?;
            ensure!(cell(row, "unit_code")? == unit["unit"]["code"].as_str().unwrap_or_default());
            ensure!(cell(row, "criterion")? == text(&node["code"]));
            for column in ["points", "pending"] {
                let wanted = match &node[column] {
                    Value::Null => String::new(),
                    number => number.to_string(),
                };
                ensure!(cell(row, column)? == wanted, "{column} of {node}");
            }
            // The book closes at every leaf.
            let of = |column| Decimal::from_str(cell(row, column)?).context("a number");
            let points = of("points").unwrap_or_default();
            let parts = points + of("lost")? + of("pending")? + of("excluded")?;
            let outside = ["C", "T"]
                .iter()
                .any(|side| cell(row, "criterion").is_ok_and(|code| code.starts_with(side)));
            ensure!(outside || parts == of("max")?, "{node}: {parts}");
        }
    }
    ensure!(
        rows.next().is_none(),
        "details of units that are not ranked"
    );
    Ok(())
}

/// Markdown has the numbers of JSON, and the screen has the rows of Markdown.
fn markdown_tells(folder: &Path, arguments: &[&str], ranking: &Value) -> Result<()> {
    let print = |format: &str| -> Result<String> {
        let more = ["--format", format, "--lang", "en"];
        let output = program(folder, "rank", &[arguments, &more].concat()).output()?;
        Ok(String::from_utf8(output.stdout)?)
    };
    let markdown = print("markdown")?.replace('\\', "");
    let rows: Vec<Vec<&str>> = markdown
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|line| line.split(" | ").map(str::trim).collect())
        .collect();
    let mut units = items(ranking, "units")?.iter();
    let mut header: Option<&Vec<&str>> = None;
    for row in &rows {
        if row[0] == "Rank" {
            header = Some(row).filter(|header| header.contains(&"Points"));
            continue;
        }
        let Some(header) = header.filter(|_| !row[0].starts_with("---")) else {
            continue;
        };
        if row.len() != header.len() {
            bail!("a row of {} cells below {}", row.len(), header.len());
        }
        let Ok(rank) = row[0].trim_end_matches('=').parse::<usize>() else {
            continue;
        };
        let unit = units.next().context("more rows than units")?;
        ensure!(unit["rank"] == json!(rank) && unit["tied"] == json!(row[0].ends_with('=')));
        for (name, value) in [
            ("Points", &unit["total"]["points"]),
            ("%", &unit["total"]["percent"]),
            ("Lost", &unit["total"]["lost"]),
            ("Pending", &unit["total"]["pending"]),
            ("To next rank", &unit["next_rank"]),
            ("To next class", &unit["next_class"]["points"]),
        ] {
            let Some(column) = header.iter().position(|column| *column == name) else {
                continue;
            };
            let shown = row[column].trim_start_matches('+');
            let same = match value {
                Value::Number(wanted) => {
                    let shown = if shown.is_empty() { "0" } else { shown };
                    Decimal::from_str(shown)? == Decimal::from_str(&wanted.to_string())?
                }
                _ => shown.is_empty(),
            };
            ensure!(same, "{name} is {shown}, in JSON {value}");
        }
    }
    ensure!(units.next().is_none(), "fewer rows than units");

    let words = |cells: &str| cells.split_whitespace().collect::<Vec<_>>().join(" ");
    let screen = print("terminal")?;
    let mut lines = screen.lines().map(words);
    for row in rows.iter().filter(|row| !row[0].starts_with("---")) {
        let wanted = words(&row.join(" "));
        ensure!(
            lines.any(|line| line == wanted),
            "the screen does not have, after the rows before: {wanted}\n{screen}"
        );
    }
    Ok(())
}

/// 648 leaves and 286 totals of groups, of which two differ; see the README of the example.
#[test]
fn phu_tho_comes_out_as_published_but_for_two_totals() -> Result<()> {
    let root = Path::new(ROOT);
    let list = format!("{PHU_THO}/don-vi.csv");
    for arguments in [&[PHU_THO][..], &[PHU_THO, "--units", &list]] {
        let ranking = ranking(root, arguments)?;
        ensure!(items(&ranking, "units")?.len() == 82);
        ensure!(items(&ranking, "not_ranked")?.is_empty());
        let (mut compared, mut without) = (0, 0);
        let mut differences = BTreeMap::new();
        for unit in items(&ranking, "units")? {
            let published = &unit["published"];
            compared += published["compared"].as_u64().context("compared")?;
            without += published["without_facts"]
                .as_u64()
                .context("without_facts")?;
            let found = items(published, "differences")?;
            if !found.is_empty() {
                differences.insert(text(&unit["unit"]["code"]).to_owned(), found.clone());
            }
        }
        ensure!(compared == 648 + 286, "{compared} compared");
        // Group 3 of 82 units.
        ensure!(without == 82, "{without} without facts");
        let wanted: Value = serde_json::from_str(
            r#"{"H44.125": [{"criterion": "4", "published": 7.22, "computed": 7.23, "difference": -0.01}],
                "H44.158": [{"criterion": "4", "published": 7.01, "computed": 7.02, "difference": -0.01}]}"#,
        )?;
        ensure!(json!(differences) == wanted, "{}", json!(differences));
    }
    for (gate, exit) in [(&[][..], 0), (&["--fail-on", "published"], 1)] {
        let output = program(root, "rank", &[&[PHU_THO], gate].concat()).output()?;
        ensure!(output.status.code() == Some(exit), "{}", said(&output));
        let gate = said(&output).contains("không đạt --fail-on published: 2 đơn vị");
        ensure!(gate == (exit == 1), "{}", said(&output));
        let stdout = String::from_utf8(output.stdout)?;
        let sentence =
            "Điểm công bố: so được 934 mục, khớp 932, lệch 2; 82 mục chưa đủ số liệu để so.";
        ensure!(stdout.contains(sentence), "{stdout}");
    }
    Ok(())
}

fn case(name: &str) -> PathBuf {
    Path::new(ROOT).join("tests/ranking").join(name)
}

fn program(folder: &Path, command: &str, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_parindex"));
    program.current_dir(folder).arg(command).args(arguments);
    program
}

/// A ranking as JSON.
fn ranking(folder: &Path, arguments: &[&str]) -> Result<Value> {
    json_of(&program(folder, "rank", &[arguments, &["--format", "json"]].concat()).output()?)
}

fn json_of(output: &Output) -> Result<Value> {
    serde_json::from_slice(&output.stdout).with_context(|| said(output))
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn items<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>> {
    value[key]
        .as_array()
        .with_context(|| format!("the result has no list {key}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The rows of a CSV that `rank` prints, by header.
fn rows(folder: &Path, arguments: &[&str], delimiter: u8) -> Result<Vec<BTreeMap<String, String>>> {
    let output = program(folder, "rank", arguments).output()?;
    let bytes = output.stdout.strip_prefix(b"\xEF\xBB\xBF");
    let bytes = bytes.with_context(|| format!("no byte order mark: {}", said(&output)))?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(bytes);
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

fn cell<'a>(row: &'a BTreeMap<String, String>, column: &str) -> Result<&'a str> {
    let cell = row
        .get(column)
        .with_context(|| format!("no column {column}"))?;
    Ok(cell)
}

/// The files below a folder, by path.
fn files(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder)?.to_owned();
            files.insert(path, fs::read(entry.path())?);
        }
    }
    ensure!(!files.is_empty(), "{} is empty", folder.display());
    Ok(files)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::create_dir_all(path.parent().context("a folder")?)?;
    Ok(fs::write(path, bytes)?)
}

fn archive(path: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) -> Result<()> {
    let mut writer = zip::ZipWriter::new(fs::File::create(path)?);
    let options = zip::write::SimpleFileOptions::default();
    for (path, bytes) in files {
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        writer.start_file(parts.join("/"), options)?;
        writer.write_all(bytes)?;
    }
    writer.finish()?;
    Ok(())
}
