//! Whatever stands in a file, reading it ends with a result or with diagnostics.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use parindex::criteria::model::CriteriaSet;
use parindex::criteria::{read, shipped};
use parindex::diagnostic::{Problems, Severity, SourceFile, render};
use parindex::evidence::attachments::Attachments;
use parindex::evidence::load::{Select, Tables, load};
use parindex::evidence::location::Location;
use parindex::evidence::manifest::Manifest;
use parindex::evidence::reading::Reading;
use parindex::evidence::table_files;
use parindex::points::Exact;
use parindex::rules::expression::Expression;
use parindex::rules::interval::Interval;
use parindex::score::checks;
use parindex::score::tree::{Options, assess};
use parindex::tables::table::Table;
use parindex::text::lang::Lang;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Pieces that readers take a special view of.
const PIECES: [&str; 64] = [
    ",",
    ";",
    "\t",
    "\"",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "\u{FEFF}",
    "'",
    ":",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "#",
    "&a",
    "*a",
    "*",
    "!",
    "|",
    ">",
    "%",
    "<<: *a",
    "tieu_chi",
    "criterion",
    "don_vi",
    "so_lieu",
    "gia_tri",
    "diem",
    "diem_cong_bo",
    "tep",
    "ngay",
    "giai_trinh",
    "level",
    "points",
    "percent",
    "not_applicable",
    "1",
    "1.1",
    "1.1.3",
    "1.10",
    "-1",
    "0",
    "98,32%",
    "1.234",
    "1e9",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "31/02/2023",
    "2023-12-31",
    "{year}-02-29",
    "{year-99999}-01-01",
    "quý I\u{302}\u{301}",
    "Ð",
    "\u{202E}",
    "…",
    "null",
    "~",
    "true",
    "../../etc/passwd",
    " ",
];

fn pieces(most: usize) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => select(PIECES.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..4),
        1 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
    ];
    vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

/// A change to a file.
#[derive(Clone, Debug)]
enum Mutation {
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Replace(Index, usize, Vec<u8>),
    Repeat(Index, usize),
    Truncate(Index),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        3 => (any::<Index>(), 1..=255u8).prop_map(|(at, bits)| Mutation::Flip(at, bits)),
        3 => (any::<Index>(), pieces(3)).prop_map(|(at, bytes)| Mutation::Insert(at, bytes)),
        3 => (any::<Index>(), 1..40usize, pieces(3))
            .prop_map(|(at, length, bytes)| Mutation::Replace(at, length, bytes)),
        1 => (any::<Index>(), 1..400usize).prop_map(|(at, length)| Mutation::Repeat(at, length)),
        1 => any::<Index>().prop_map(Mutation::Truncate),
    ]
}

fn mutated(text: &str, mutations: &[Mutation]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for mutation in mutations {
        let size = bytes.len() + 1;
        match mutation {
            Mutation::Flip(at, bits) => {
                let at = at.index(size);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= bits;
                }
            }
            Mutation::Insert(at, more) => {
                let at = at.index(size);
                bytes.splice(at..at, more.iter().copied());
            }
            Mutation::Replace(at, length, more) => {
                let at = at.index(size);
                let end = (at + length).min(bytes.len());
                bytes.splice(at..end, more.iter().copied());
            }
            Mutation::Repeat(at, length) => {
                let at = at.index(size);
                let end = (at + length).min(bytes.len());
                let again = bytes[at..end].to_vec();
                bytes.splice(end..end, again);
            }
            Mutation::Truncate(at) => bytes.truncate(at.index(size)),
        }
    }
    bytes
}

fn file(name: &str, bytes: &[u8]) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(name, bytes).0)
}

/// Renders what was found; a reader that gives nothing must say why. Gives whether it may run.
fn may_run(problems: Problems, nothing_came_of_it: bool) -> bool {
    let found = problems.into_sorted();
    for lang in [Lang::Vi, Lang::En] {
        let shown = render(&found, lang, false);
        assert_eq!(shown.is_empty(), found.is_empty());
    }
    let errors = found.iter().any(|d| d.code.severity() == Severity::Error);
    assert!(
        errors || !nothing_came_of_it,
        "nothing is read and nobody says why"
    );
    !errors
}

fn read_set(bytes: &[u8]) -> Option<CriteriaSet> {
    let problems = Problems::default();
    let set = read::read(&file("bo.yaml", bytes), Some(2023), &problems);
    may_run(problems, set.is_none()).then(|| set.expect("a set without errors"))
}

/// Loads tables as every sort of table, and scores what may run.
fn load_and_score(set: &CriteriaSet, tables: &Tables, attachments: Option<&Attachments>) {
    let problems = Problems::default();
    let units = load(
        set,
        tables,
        attachments,
        &Reading::default(),
        Select::Every(None),
        &problems,
    );
    if problems.any_error() {
        may_run(problems, false);
        return;
    }
    for unit in &units {
        let options = Options {
            files_checked: attachments.is_some(),
            ..Options::default()
        };
        let assessment = assess(set, &unit.facts, options).expect("the book closes");
        assert_eq!(assessment.nodes.len(), set.nodes.len());
        checks::check(set, &unit.facts, &problems);
    }
    may_run(problems, false);
}

/// The table that these bytes are, if they are one.
fn tables(name: &str, bytes: &[u8]) -> Vec<Table> {
    let table = table_files::of_text(
        &file(name, bytes),
        &Reading::default(),
        &Problems::default(),
    );
    table.into_iter().collect()
}

fn every_sort(bytes: &[u8]) -> Tables {
    let only = |name| tables(name, bytes);
    Tables {
        evidence: only("minh-chung.csv"),
        figures: only("so-lieu.csv"),
        claims: only("tu-cham.csv"),
        appraisals: only("tham-dinh.csv"),
        published: only("cong-bo.csv"),
        register: None,
        survey: only("khao-sat.csv"),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("a file of the project")
}

fn an_giang() -> &'static CriteriaSet {
    static SET: OnceLock<CriteriaSet> = OnceLock::new();
    SET.get_or_init(|| {
        let source = shipped::find("an-giang-xa-2023").expect("a shipped set");
        read_set(source.text.as_bytes()).expect("a shipped set loads")
    })
}

const HEADERS: [&str; 6] = [
    "",
    "tieu_chi,tai_lieu,so_ky_hieu,ngay_ban_hanh,trich_yeu,tep,duong_dan,giai_trinh\n",
    "tieu_chi;so_lieu;gia_tri;nguon\n",
    "criterion\tunit\tnhiem_vu\thoan_thanh\tlevel\tnot_applicable\n",
    "STT;Tiêu chí;Điểm tự chấm;Giải trình;Đơn vị\n",
    "\u{FEFF}don_vi,ten_don_vi,tieu_chi,tu_so,mau_so,diem_cong_bo\r\n",
];

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn the_set_reader_survives_any_bytes(bytes in prop_oneof![vec(any::<u8>(), 0..200), pieces(60)]) {
        read_set(&bytes);
        read_set(&[b"schema: parindex/criteria/v1\nfields: [{ code: 1, criteria: ", bytes.as_slice()].concat());
    }

    #[test]
    fn the_manifest_reader_survives_any_bytes(bytes in prop_oneof![vec(any::<u8>(), 0..200), pieces(60)]) {
        for bytes in [bytes.clone(), [b"unit: ", bytes.as_slice()].concat()] {
            let problems = Problems::default();
            let manifest = Manifest::read(&file("parindex.yaml", &bytes), &problems);
            may_run(problems, manifest.is_none());
        }
    }

    #[test]
    fn the_manifest_reader_survives_mutations(mutations in vec(mutation(), 1..6)) {
        let bytes = mutated(&text("examples/phu-my-2023/parindex.yaml"), &mutations);
        let problems = Problems::default();
        let manifest = Manifest::read(&file("parindex.yaml", &bytes), &problems);
        may_run(problems, manifest.is_none());
    }

    #[test]
    fn the_expression_reader_survives_any_text(
        text in prop_oneof![any::<String>(), "[-a-c0-9.%+*/()×÷−,; minax]{0,80}"],
        value in -3..4i64,
    ) {
        let Ok(expression) = Expression::parse(&text) else { return Ok(()) };
        let lookup = |_: &str| Some(Exact::from(value));
        let range = |_: &str| Interval::point(Exact::from(value));
        let known = expression.with_values(&lookup);
        prop_assert_eq!(known.names().len(), 0);
        let result = expression.evaluate(&lookup);
        prop_assert_eq!(&known.evaluate(&lookup), &result);
        let may_divide_by_zero = expression.may_divide_by_zero(&range);
        prop_assert!(result.is_ok() || may_divide_by_zero, "{text}");
        for lang in [Lang::Vi, Lang::En] {
            prop_assert!(!expression.show(lang).is_empty());
        }
        let shown = Expression::parse(&expression.show(Lang::En).replace(',', ";"));
        prop_assert!(shown.is_ok(), "{text} is shown as {}", expression.show(Lang::En));
    }

    #[test]
    fn the_table_readers_survive_any_bytes(
        header in select(HEADERS.to_vec()),
        bytes in prop_oneof![vec(any::<u8>(), 0..200), pieces(80)],
    ) {
        let set = crate::scoring::read_set(&text("examples/toi-thieu/bo-tieu-chi.yaml"));
        let whole = [header.as_bytes(), bytes.as_slice()].concat();
        load_and_score(&set, &every_sort(&whole), None);
    }

    #[test]
    fn the_set_reader_survives_mutations_of_shipped_sets(
        id in select(shipped::ids().collect::<Vec<_>>()),
        mutations in vec(mutation(), 1..4),
    ) {
        let source = shipped::find(id).expect("a shipped set");
        if let Some(set) = read_set(&mutated(&source.text, &mutations)) {
            let figures = text("examples/phu-my-2023/so-lieu.csv");
            let tables = Tables {
                figures: tables("so-lieu.csv", figures.as_bytes()),
                ..Tables::default()
            };
            load_and_score(&set, &tables, None);
        }
    }

    #[test]
    fn the_table_readers_survive_mutations_of_the_example(
        of_evidence in vec(mutation(), 0..4),
        of_figures in vec(mutation(), 0..4),
        exchanged in any::<bool>(),
    ) {
        let evidence = mutated(&text("examples/phu-my-2023/minh-chung.csv"), &of_evidence);
        let figures = mutated(&text("examples/phu-my-2023/so-lieu.csv"), &of_figures);
        let folder = root().join("examples/phu-my-2023/tep");
        let attachments = Attachments::list(&Location::Disk(folder.clone())).expect("the example's attachments");
        let [first, second] = if exchanged { [&figures, &evidence] } else { [&evidence, &figures] };
        let tables = Tables {
            evidence: tables("minh-chung.csv", first),
            figures: tables("so-lieu.csv", second),
            claims: tables("so-lieu.csv", &figures),
            appraisals: tables("tham-dinh.csv", second),
            published: Vec::new(),
            register: None,
            survey: Vec::new(),
        };
        load_and_score(an_giang(), &tables, Some(&attachments));
    }
}
