//! The same table gives the same result, whatever the format it is saved in.

use std::path::Path;

use parindex::diagnostic::Problems;
use parindex::evidence::location::Location;
use parindex::evidence::submission::{Request, Submission};
use parindex::report::json;
use parindex::report::view::View;
use parindex::score::tree::{Options, assess};
use parindex::text::lang::Lang;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;
use serde_json::Value;

use crate::sheets::{Book, Cell, Sheet};

/// A row of figures, claims and evidence, right or wrong.
type Row = Vec<Cell>;

const CODES: [&str; 12] = [
    "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", "1", "9.9", "*", "", "1.2; 2.1",
];
const FIGURES: [&str; 14] = [
    "nhiem_vu",
    "hoan_thanh",
    "Số nhiệm vụ",
    "ty_le",
    "tong",
    "dung_han",
    "niem_yet",
    "tiet_kiem",
    "points",
    "percent",
    "not_applicable",
    "la",
    "",
    "Tổng",
];

fn text(text: &str) -> Cell {
    match text {
        "" => Cell::Blank,
        text => Cell::Text(text.to_owned()),
    }
}

/// What a cell of any kind may hold: numbers of at most two decimals, so that text has one
/// reading only.
fn value() -> impl Strategy<Value = Cell> {
    let hundredths = |number: i32| format!("{}.{:02}", number / 100, number % 100);
    prop_oneof![
        6 => (0..1200_i32).prop_map(|number| Cell::parse(&number.to_string())),
        3 => (0..40_000).prop_map(move |number| Cell::parse(&hundredths(number))),
        3 => (0..12_000).prop_map(move |number| Cell::parse(&format!("{}%", hundredths(number)))),
        2 => (1..=12, 1..=28).prop_map(|(month, day)| Cell::Date(format!("2024-{month:02}-{day:02}"))),
        1 => any::<bool>().prop_map(Cell::Bool),
        2 => select(vec!["Có", "Không", "x", "-", "…", "một phần", "'7", "a\nb", "<&>\"", "Tổng cộng"])
            .prop_map(Cell::parse),
        2 => Just(Cell::Blank),
    ]
}

fn figures() -> impl Strategy<Value = Vec<Row>> {
    let row = (select(CODES.to_vec()), select(FIGURES.to_vec()), value());
    let header = ["Mã tiêu chí", "Số liệu", "Giá trị"].map(text).to_vec();
    vec(row, 0..10).prop_map(move |rows| {
        let rows = rows.into_iter();
        let rows = rows.map(|(code, figure, value)| vec![text(code), text(figure), value]);
        std::iter::once(header.clone()).chain(rows).collect()
    })
}

fn claims() -> impl Strategy<Value = Vec<Row>> {
    let why = select(vec!["", "đã trao đổi", "-"]);
    let row = (select(CODES.to_vec()), value(), why);
    let header = ["STT", "Điểm tự chấm", "Giải trình"].map(text).to_vec();
    vec(row, 0..6).prop_map(move |rows| {
        let rows = rows.into_iter();
        let rows = rows.map(|(code, points, why)| vec![text(code), points, text(why)]);
        std::iter::once(header.clone()).chain(rows).collect()
    })
}

fn evidence() -> impl Strategy<Value = Vec<Row>> {
    let symbol = select(vec!["05/KH-UBND", "12/BC-UBND", ""]);
    let row = (select(CODES.to_vec()), symbol, value());
    let header = ["Mã tiêu chí", "Số, ký hiệu", "Ngày ban hành"]
        .map(text)
        .to_vec();
    vec(row, 0..4).prop_map(move |rows| {
        let rows = rows.into_iter();
        let rows = rows.map(|(code, symbol, issued)| vec![text(code), text(symbol), issued]);
        std::iter::once(header.clone()).chain(rows).collect()
    })
}

/// Titles and blank rows above, blank rows between, blank columns on the left.
fn laid_out(rows: Vec<Row>, above: usize, left: usize, gap: usize) -> Vec<Row> {
    let width = left + 3;
    let mut laid = Vec::new();
    for line in 0..above {
        let title = if line == 0 {
            text("BẢNG KÊ")
        } else {
            Cell::Blank
        };
        laid.push(vec![title]);
    }
    for (index, row) in rows.into_iter().enumerate() {
        if gap > 0 && index % gap == gap - 1 {
            laid.push(Vec::new());
        }
        laid.push([vec![Cell::Blank; left], row].concat());
    }
    for row in &mut laid {
        row.resize(width, Cell::Blank);
    }
    laid
}

/// A table as text, numbers with a decimal mark.
fn as_text(rows: &[Row], delimiter: u8, comma: bool) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| written(cell, comma));
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

fn written(cell: &Cell, comma: bool) -> String {
    let marked = |number: f64| {
        let number = number.to_string();
        if comma {
            number.replace('.', ",")
        } else {
            number
        }
    };
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => marked(*number),
        Cell::Percent(share) => {
            let share = rust_decimal::Decimal::from_str_exact(&share.to_string()).unwrap();
            let hundredths = share * rust_decimal::Decimal::ONE_HUNDRED;
            format!("{}%", marked(hundredths.to_string().parse().unwrap()))
        }
        Cell::Date(date) => {
            let parts: Vec<&str> = date.split('-').rev().collect();
            parts.join("/")
        }
        Cell::Bool(value) => value.to_string().to_uppercase(),
        _ => String::new(),
    }
}

/// The result of a submission without places and wording, or the codes of what is wrong.
fn result(folder: &Path) -> Value {
    let request = Request {
        folder: Location::Disk(folder.to_owned()),
        ..Request::default()
    };
    let problems = Problems::default();
    let read = Submission::read(&request, &problems).unwrap();
    let diagnostics = problems.into_sorted();
    let mut codes: Vec<&str> = diagnostics.iter().map(|found| found.code.id()).collect();
    codes.sort_unstable();
    let Some(submission) = read else {
        return codes.into();
    };
    let assessment = assess(&submission.set, &submission.unit.facts, Options::default()).unwrap();
    let view = View {
        submission: &submission,
        assessment: &assessment,
        computed: &assessment,
        diagnostics: &[],
        as_of: None,
        assume_pending: None,
        hypothesis: None,
        lang: Lang::Vi,
        version: "",
    };
    let mut result: Value = serde_json::from_str(&json::render(&view).unwrap()).unwrap();
    without_places(&mut result);
    // It holds the places and names of files.
    result["record"].take();
    result["diagnostics"] = codes.into();
    result
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("place");
            map.remove("inputs");
            map.values_mut().for_each(without_places);
        }
        Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// The result of the tables under file names with an ending.
fn saved(ending: &str, files: &[(&str, Vec<u8>)]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write(
        "bo-tieu-chi.yaml",
        include_bytes!("../office/bo-tieu-chi.yaml"),
    );
    let mut manifest = "criteria: bo-tieu-chi.yaml\n".to_owned();
    for (kind, bytes) in files {
        manifest += &format!("{kind}: [{kind}.{ending}]\n");
        write(&format!("{kind}.{ending}"), bytes);
    }
    write("parindex.yaml", manifest.as_bytes());
    result(folder.path())
}

proptest! {
    #![proptest_config(Config { cases: 96, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_format_gives_the_same_result(
        figures in figures(),
        claims in claims(),
        evidence in evidence(),
        (above, left, gap) in (0..4_usize, 0..3_usize, 0..4_usize),
        comma in any::<bool>(),
    ) {
        let tables = [("figures", figures), ("claims", claims), ("evidence", evidence)];
        let tables = tables.map(|(kind, rows)| (kind, laid_out(rows, above, left, gap)));
        let book = |rows: &Vec<Row>| Book {
            sheets: vec![Sheet { name: "Trang1".to_owned(), rows: rows.clone(), ..Sheet::default() }],
            ..Book::default()
        };
        let made = |make: &dyn Fn(&Vec<Row>) -> Vec<u8>| -> Vec<(&str, Vec<u8>)> {
            tables.iter().map(|(kind, rows)| (*kind, make(rows))).collect()
        };
        let xlsx = saved("xlsx", &made(&|rows| book(rows).to_xlsx().unwrap()));
        let ods = saved("ods", &made(&|rows| book(rows).to_ods().unwrap()));
        prop_assert_eq!(&ods, &xlsx, "as ODS");
        for delimiter in [b',', b';', b'\t'] {
            let text = saved("csv", &made(&|rows| as_text(rows, delimiter, comma)));
            prop_assert_eq!(&text, &xlsx, "with `{}`", char::from(delimiter));
        }
    }
}
