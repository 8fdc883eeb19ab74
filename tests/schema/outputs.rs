//! What commands print as JSON is valid, between the runs says all that the schemas name, and
//! every form that the program declares has a schema.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use parindex::schema::Kind;
use serde_json::{Value, json};

use crate::keys::{properties, seen, walk};
use crate::results::{EXAMPLES, folders, of_a_workbook};
use crate::{ROOT, below, faults, schema, validator};

/// A command line in a folder.
struct Run {
    folder: PathBuf,
    arguments: Vec<String>,
}

impl Run {
    fn new(folder: impl AsRef<Path>, arguments: &[&str]) -> Self {
        Self {
            folder: Path::new(ROOT).join(folder),
            arguments: arguments
                .iter()
                .map(|&argument| argument.to_owned())
                .collect(),
        }
    }

    fn words(line: &str) -> Self {
        let words: Vec<&str> = line.split_whitespace().collect();
        Self::new("", &words)
    }

    /// The JSON that is printed; `None` where the inputs are wrong for this command and nothing
    /// is.
    fn json(&self, command: &str) -> Option<Value> {
        let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
            .current_dir(&self.folder)
            .args(command.split_whitespace())
            .args(&self.arguments)
            .args(["--format", "json", "--quiet"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let place = self.place(command);
        match output.status.code() {
            Some(0..=2) => {}
            code => panic!("{place}: {code:?}: {said}"),
        }
        if output.stdout.is_empty() {
            return None;
        }
        Some(serde_json::from_slice(&output.stdout).expect(&place))
    }

    fn place(&self, command: &str) -> String {
        let folder = self.folder.display();
        format!("{folder}: {command} {}", self.arguments.join(" "))
    }
}

/// The examples and cases, each with what a run over one submission needs.
fn submissions() -> Vec<Run> {
    let mut runs: Vec<Run> = EXAMPLES
        .iter()
        .map(|(example, arguments)| {
            let own = ["--assume-pending", "80"];
            let mut all: Vec<&str> = arguments.to_vec();
            all.retain(|argument| !own.contains(argument));
            if !arguments.contains(&"--criteria") {
                all.insert(0, example);
            }
            Run::new("", &all)
        })
        .collect();
    for case in folders("tests/cases")
        .into_iter()
        .chain(folders("tests/plan"))
    {
        let said = std::fs::read_to_string(case.join("tham-so.txt")).unwrap_or_default();
        let arguments: Vec<&str> = said.split_whitespace().collect();
        runs.push(Run::new(&case, &arguments));
    }
    runs
}

/// Runs of one kind that no submission alone gives.
fn others(kind: Kind) -> Vec<Run> {
    let lines: &[&str] = match kind {
        Kind::Explain => &["2.3.1 examples/phu-my-2023", "1 examples/phu-my-2023"],
        Kind::Plan => &[
            "examples/phu-my-2023 --target 95 --as-of 2024-01-10 --assume-pending 80",
            "examples/phu-my-2023 --target 96% --as-of 2024-01-10 --by 2024-03-01",
            "examples/phu-my-2023 --class Tốt --as-of 2024-01-10",
        ],
        Kind::Ranking => &[
            "--criteria qd-766-cap-xa --figures tests/data/qd766-phu-tho-2026/figures.csv --details",
            "examples/phu-my-2023 --details --published examples/phu-my-2023/cong-bo.csv --basis computed",
            "examples/so-sanh/truoc examples/so-sanh/nay",
            "examples/phu-my-2023 --published tests/cli/published-other.csv",
        ],
        Kind::Recheck => &[
            "tests/data/recheck",
            "tests/data/recheck --before tests/data/recheck-truoc",
            "tests/data/recheck-truoc --before tests/data/recheck",
        ],
        Kind::Register => &[
            "examples/mot-cua-2023/so-theo-doi.csv --year 2023",
            "examples/mot-cua-2023/so-theo-doi.csv --criteria examples/mot-cua-2023/bo-tieu-chi.yaml",
        ],
        Kind::Check => &[
            "criteria/an-giang-xa-2023.yaml",
            "tests/invalid/band_gap/bo-tieu-chi.yaml",
        ],
        Kind::Reconcile => &[
            "examples/phu-my-2023 --published examples/phu-my-2023/cong-bo.csv",
            "examples/phu-my-2023 --published tests/cli/reconcile-units/khong-khop.csv",
            "--criteria tests/cli/reconcile-units/bo-tieu-chi.yaml --figures tests/cli/reconcile-units/so-lieu.csv",
            "--criteria tests/cli/reconcile-units/bo-tieu-chi.yaml --figures tests/cli/reconcile-units/so-lieu.csv --published tests/cli/reconcile-units/tong.csv --unit xa-c",
            "--criteria qd-766-cap-xa --figures tests/data/qd766-phu-tho-2026/figures.csv",
            "--criteria tests/cli/reconcile-units/bo-tieu-chi.yaml --figures tests/cli/reconcile-units/thieu-so-lieu.csv",
        ],
        Kind::Compare => &["examples/so-sanh/truoc examples/so-sanh/nay"],
        Kind::CriteriaList => &[""],
        Kind::CriteriaView => &["an-giang-xa-2023 --depth 1"],
        _ => &[],
    };
    let mut runs: Vec<Run> = lines.iter().map(|line| Run::words(line)).collect();
    match kind {
        Kind::Audit => runs.push(Run::new(
            "tests/audit/sau-xa",
            &[
                "--criteria",
                "bo-tieu-chi.yaml",
                "--evidence",
                "minh-chung.csv",
                "--figures",
                "so-lieu.csv",
                "--attachments",
                "tep",
                "--appraisals",
                "tham-dinh.csv",
            ],
        )),
        Kind::Ranking => runs.extend(folders("tests/ranking").iter().map(|case| {
            let said = std::fs::read_to_string(case.join("tham-so.txt")).unwrap();
            let arguments: Vec<&str> = said.split_whitespace().collect();
            Run::new(case, &arguments)
        })),
        Kind::Check => runs.push(Run::new(
            "tests/cli/check-many.in",
            &["ho-so", "--units", "don-vi.csv"],
        )),
        Kind::Compare => {
            let folder = "tests/cli/compare.in";
            runs.push(Run::new(folder, &["xa-a", "xa-a-sua"]));
        }
        Kind::CriteriaView => {
            let sets = below("criteria", ".yaml").into_iter();
            let cases = below("tests/cases", "bo-tieu-chi.yaml").into_iter();
            runs.extend(
                sets.chain(cases)
                    .map(|set| Run::new("", &[&set.display().to_string()])),
            );
        }
        _ => {}
    }
    runs
}

/// Whether its command takes one submission, or a folder of them.
fn of_submissions(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Ranking | Kind::Register | Kind::Compare | Kind::CriteriaList | Kind::CriteriaView
    )
}

/// Two rankings of one set that differ, and a comparison of them.
fn of_rankings() -> Value {
    let folder = tempfile::tempdir().unwrap();
    let case = Path::new(ROOT).join("tests/ranking/simple-order");
    let set = case.join("bo-tieu-chi.yaml").display().to_string();
    let table = std::fs::read_to_string(case.join("so-lieu.csv")).unwrap();
    let (head, rows) = table.split_once('\n').unwrap();
    // Values go round among the units, so that every unit has another's; the last is left out.
    let rows: Vec<Vec<&str>> = rows.lines().map(|row| row.split(',').collect()).collect();
    let unit = head
        .split(',')
        .position(|name| name.contains("don_vi"))
        .unwrap();
    let turned = rows
        .iter()
        .zip(rows.iter().cycle().skip(1))
        .map(|(own, next)| {
            let cells = next
                .iter()
                .enumerate()
                .map(|(at, cell)| if at == unit { own[at] } else { cell });
            cells.collect::<Vec<_>>().join(",")
        });
    let mut turned: Vec<String> = turned.collect();
    turned.pop();
    std::fs::write(folder.path().join("cu.csv"), &table).unwrap();
    std::fs::write(
        folder.path().join("moi.csv"),
        format!("{head}\n{}\n", turned.join("\n")),
    )
    .unwrap();
    for name in ["cu", "moi"] {
        let figures = format!("{name}.csv");
        let run = Run::new(folder.path(), &["--criteria", &set, "--figures", &figures]);
        let ranking = run.json("rank").unwrap();
        std::fs::write(
            folder.path().join(format!("{name}.json")),
            ranking.to_string(),
        )
        .unwrap();
    }
    let compared = Run::new(folder.path(), &["cu.json", "moi.json"]);
    compared.json("compare").unwrap()
}

/// Registers in a workbook: one that is counted, and one that a rule reads.
fn of_register_books() -> [(Kind, Value); 2] {
    let folder = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Sổ").unwrap();
    let rows = [
        [
            "Mã hồ sơ",
            "Ngày tiếp nhận",
            "Ngày hẹn trả",
            "Ngày kết thúc",
            "Kênh tiếp nhận",
        ],
        ["HS1", "01/02/2024", "05/02/2024", "04/02/2024", "Qua zalo"],
        [
            "HS2",
            "01/02/2024",
            "05/02/2024",
            "09/02/2024",
            "Trực tuyến",
        ],
        [
            "HS3",
            "32/02/2024",
            "05/02/2024",
            "09/02/2024",
            "Trực tuyến",
        ],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save(folder.path().join("so.xlsx")).unwrap();
    let counted = Run::new(folder.path(), &["so.xlsx", "--year", "2024"]);
    let set = Path::new(ROOT).join("tests/invalid/unknown_value/bo-tieu-chi.yaml");
    let set = set.display().to_string();
    let arguments = ["--all", "--criteria", &set, "--register", "so.xlsx"];
    let traced = Run::new(folder.path(), &arguments);
    [
        (Kind::Register, counted.json("register").unwrap()),
        (Kind::Explain, traced.json("explain").unwrap()),
    ]
}

/// Two units that were merged, compared with the one they became, over a crosswalk.
fn across() -> Value {
    let (folder, cases) = (tempfile::tempdir().unwrap(), "tests/cli/compare.in");
    for unit in ["xa-a", "xa-b"] {
        let result = Run::new(cases, &[unit]).json("score").unwrap();
        let path = folder.path().join(format!("{unit}.json"));
        std::fs::write(path, result.to_string()).unwrap();
    }
    let old = folder.path().display().to_string();
    let arguments = [&old, "xa-moi", "--crosswalk", "chuyen-doi.yaml"];
    Run::new(cases, &arguments).json("compare").unwrap()
}

/// Everything that the runs of a kind print.
fn printed(kind: Kind) -> Printed {
    let command = match kind {
        // Of one node where a code stands, else of all.
        Kind::Explain => "explain",
        _ => kind.command().unwrap(),
    };
    let mut all = Vec::new();
    let mut take = |run: &Run, command: &str| {
        all.extend(run.json(command).map(|json| (run.place(command), json)));
    };
    if of_submissions(kind) {
        for mut run in submissions() {
            let before = run.arguments.len();
            match kind {
                Kind::Explain => run.arguments.push("--all".to_owned()),
                // Neither stands on other points than computed ones.
                Kind::Plan | Kind::Weakest | Kind::Reconcile | Kind::Recheck | Kind::Audit => {
                    drop_pair(&mut run.arguments, "--basis");
                }
                Kind::Check => drop_pair(&mut run.arguments, "--unit"),
                _ => {}
            }
            assert!(run.arguments.len() <= before + 1);
            take(&run, command);
        }
    }
    for run in others(kind) {
        take(&run, command);
    }
    if matches!(kind, Kind::Register | Kind::Explain) {
        let books = of_register_books().into_iter();
        let own = books.filter(|(of, _)| *of == kind);
        all.extend(own.map(|(_, json)| ("a workbook".to_owned(), json)));
    }
    if kind == Kind::Compare {
        all.push(("across".to_owned(), across()));
        all.push(("rankings".to_owned(), of_rankings()));
    }
    all
}

fn drop_pair(arguments: &mut Vec<String>, name: &str) {
    if let Some(at) = arguments.iter().position(|argument| argument == name) {
        arguments.drain(at..at + 2);
    }
}

fn kinds() -> impl Iterator<Item = Kind> {
    let printed = |kind: &Kind| kind.command().is_some() && *kind != Kind::Result;
    Kind::ALL.into_iter().filter(printed)
}

/// How many documents of each kind are looked at, at the least.
fn least(kind: Kind) -> usize {
    match kind {
        Kind::Explain | Kind::Plan | Kind::Weakest | Kind::Receipt => 60,
        Kind::Check | Kind::CriteriaView => 50,
        Kind::Ranking => 20,
        Kind::CriteriaList => 1,
        Kind::Register => 2,
        _ => 4,
    }
}

/// What each run prints, with the run.
type Printed = Vec<(String, Value)>;

/// What the runs of all kinds print, once.
static PRINTED: LazyLock<Vec<(Kind, Printed)>> =
    LazyLock::new(|| kinds().map(|kind| (kind, printed(kind))).collect());

#[test]
fn what_commands_print_is_valid_and_says_all_that_the_schemas_name() {
    let (mut lacking, mut said) = (Vec::new(), BTreeSet::new());
    // A definition that several schemas share is one.
    let same = |schema: &Value, key: &String| {
        let name = key.split('.').next().unwrap_or_default();
        format!("{key} {}", schema["$defs"][name])
    };
    let mut look = |kind: Kind, printed: &[(String, Value)]| {
        let (schema, validator) = (schema(kind), validator(kind));
        let mut keys = BTreeSet::new();
        for (run, document) in printed {
            let found = faults(&validator, document);
            assert!(found.is_empty(), "{run}: {found:#?}");
            seen(&schema, document, &mut keys);
        }
        let own = |key: &String| key.starts_with('.');
        said.extend(
            keys.iter()
                .filter(|key| !own(key))
                .map(|key| same(&schema, key)),
        );
        properties(&schema)
            .into_iter()
            .filter(|key| !keys.contains(key))
            .map(|key| (kind, same(&schema, &key), key))
            .collect::<Vec<_>>()
    };
    for (kind, printed) in PRINTED.iter() {
        assert!(printed.len() >= least(*kind), "{kind:?}: {}", printed.len());
        lacking.extend(look(*kind, printed));
    }
    // All that results say, `results` sees to; here they stand for what they share with others.
    let assumed = EXAMPLES[1].1;
    let result = Run::new("", &[&[EXAMPLES[1].0], assumed].concat());
    let claimed = Run::new("tests/cases/tham-dinh-can-cu", &["--basis", "appraised"]);
    let own = Run::new("tests/cases/tu-cham", &[]);
    let results =
        [&result, &claimed, &own].map(|run| (run.place("score"), run.json("score").unwrap()));
    look(Kind::Result, &results);
    look(Kind::Result, &[("a workbook".to_owned(), of_a_workbook())]);
    lacking.retain(|(_, same, _)| !said.contains(same));
    let unsaid: Vec<_> = lacking.iter().map(|(kind, _, key)| (kind, key)).collect();
    assert!(unsaid.is_empty(), "no run says {unsaid:#?}");
}

/// A document with a key more in any place is refused, and so is one with a key fewer that the
/// schema requires there.
#[test]
fn the_schemas_of_what_commands_print_are_closed() {
    for (kind, printed) in PRINTED.iter() {
        let (schema, validator) = (schema(*kind), validator(*kind));
        let mut tried = BTreeSet::new();
        for (run, whole) in printed {
            if whole.to_string().len() > 100_000 {
                continue;
            }
            let mut places = Vec::new();
            walk(
                &schema,
                "",
                &schema,
                "",
                whole,
                &mut |name, form, place, value| {
                    let required = form["required"].as_array().cloned().unwrap_or_default();
                    let keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
                    // One place for each form and set of keys.
                    if tried.insert(format!("{name} {keys:?}")) {
                        places.push((place.to_owned(), required));
                    }
                },
            );
            for (place, required) in places {
                let mut more = whole.clone();
                object(&mut more, &place).insert("moi".to_owned(), json!(1));
                assert!(!validator.is_valid(&more), "{run}: {place}");
                for key in required.iter().filter_map(Value::as_str) {
                    let mut fewer = whole.clone();
                    object(&mut fewer, &place).remove(key).unwrap();
                    assert!(!validator.is_valid(&fewer), "{run}: {place}/{key}");
                }
            }
        }
        assert!(tried.len() >= 3, "{kind:?}");
    }
}

fn object<'v>(document: &'v mut Value, place: &str) -> &'v mut serde_json::Map<String, Value> {
    let value = document.pointer_mut(place);
    value.and_then(Value::as_object_mut).unwrap()
}

/// Forms that no document on its own has.
const PARTS: [(&str, &str); 1] = [(
    "record",
    "a part of results, and a hidden sheet of workbooks",
)];

#[test]
fn every_form_that_the_program_declares_has_a_schema() {
    let mut declared = BTreeSet::new();
    for path in below("src", ".rs") {
        let source = std::fs::read_to_string(path).unwrap();
        for after in source.split("\"parindex/").skip(1) {
            let (name, rest) = after.split_once('/').unwrap();
            assert!(rest.starts_with("v1\""), "{name}");
            declared.insert(name.to_owned());
        }
    }
    let known = |name: &str| {
        let kinds = Kind::ALL.iter().map(|kind| kind.id());
        kinds
            .chain(PARTS.map(|(name, _)| name))
            .any(|id| id == name)
    };
    let without: Vec<_> = declared.iter().filter(|name| !known(name)).collect();
    assert!(declared.len() > 10 && without.is_empty(), "{without:?}");
    // And every schema but that of manifests, which declare none, names its form.
    for kind in Kind::ALL {
        let form = &schema(kind)["properties"]["schema"]["const"];
        let expected = json!(format!("parindex/{}/v1", kind.id()));
        assert!(
            kind == Kind::Submission || *form == expected,
            "{kind:?} {form}"
        );
    }
}

/// Crosswalks that are used here.
#[test]
fn crosswalks_are_valid() {
    let validator = validator(Kind::Crosswalk);
    for path in [
        "examples/chuyen-doi-2023-2025.yaml",
        "tests/cli/compare.in/chuyen-doi.yaml",
        "tests/compare/chuyen-doi.yaml",
    ] {
        let crosswalk = crate::parsed(&Path::new(ROOT).join(path)).unwrap();
        let found = faults(&validator, &crosswalk);
        assert!(found.is_empty(), "{path}: {found:#?}");
        for (place, value) in [
            ("/moi", json!(1)),
            ("/leaves/0/moi", json!(1)),
            ("/leaves/0/old", json!({})),
            ("/schema", json!("parindex/criteria/v1")),
        ] {
            let mut other = crosswalk.clone();
            let (above, key) = place.rsplit_once('/').unwrap();
            object(&mut other, above).insert(key.to_owned(), value);
            assert!(!validator.is_valid(&other), "{path}: {place}");
        }
    }
}
