//! Surveys from sheet to paper: what `explain` cites, units of one sheet, workbooks, results that
//! are worked out again, and that nothing of a respondent leaves the sheet.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn case(name: &str) -> PathBuf {
    Path::new(ROOT).join("tests/cases").join(name)
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parindex"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn json_of(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(
        folder,
        &[arguments, &["--format", "json"]].concat(),
    ))
    .unwrap()
}

/// A set with one leaf that reads the question set, and one that the unit states.
fn set(survey: &str) -> String {
    format!(
        r#"schema: parindex/criteria/v1
id: thu
name: Thử
level: xa
province: Minh họa
year: 2024
provenance: illustrative
period: {{ from: "{{year}}-01-01", to: "{{year}}-12-31" }}
rounding: {{ digits: 2, mode: half_up, at: leaf }}
total: 12
survey:
  - {{ id: hai_long, name: Mức độ hài lòng, questions: [cau_1], method: top2_percent{survey} }}
fields:
  - code: "1"
    name: Lĩnh vực
    max: 12
    criteria:
      - {{ code: "1.1", name: Hài lòng, max: 10, source: survey, rule: {{ awarded: {{ value: survey.hai_long }} }} }}
      - {{ code: "1.2", name: Kế hoạch, max: 2, rule: stated }}
"#
    )
}

/// A folder with that set and these files.
fn folder(survey: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bo.yaml"), set(survey)).unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

const PLAIN: [&str; 4] = ["score", ".", "--criteria", "bo.yaml"];

#[test]
fn explain_cites_answers_method_and_sample() {
    let said = printed(&case("khao-sat"), &["explain", "1.1", "."]);
    for line in [
        "Khảo sát «Người dân hài lòng»",
        "khao-sat.csv: 4 phiếu có trả lời, 2 phiếu trống không tính",
        "cau_1: mức 1: 1, mức 2: 0, mức 3: 1, mức 4: 1, mức 5: 1, không trả lời: 0",
        "Câu 2: mức 1: 0, mức 2: 2, mức 3: 0, mức 4: 1, mức 5: 0, không trả lời: 1",
        "số câu trả lời mức 4 hoặc 5 trên số câu trả lời: 3 / 7 ≈ 0,4286",
        "Người dân hài lòng: ≈ 42,8571 % (khao-sat.csv)",
        "điểm: 10 × (3 / 7) ≈ 4,2857",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    // dan_so 150, twice: 300 / (1 + 300 × 0,01) = 75; 3 of 300 is 1 %.
    let several = case("khao-sat-nhieu-don-vi");
    let said = printed(&several, &["explain", "1.1", ".", "--unit", "xa-a"]);
    for line in [
        "dot-1.csv; dot-2.csv: 3 phiếu có trả lời",
        "tổng thể N = 300",
        "300 / (1 + 300 × 0,1²), làm tròn lên là 75 phiếu; thu về 3 phiếu: chưa đủ",
        "3 / 300 = 1 %, yêu cầu từ 1 %: đủ",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let waiting = printed(&case("khao-sat"), &["explain", "1.5", "."]);
    assert!(
        waiting.contains("chưa có điểm: chờ Doanh nghiệp hài lòng"),
        "{waiting}"
    );
}

#[test]
fn explain_gives_scripts_the_same() {
    let several = case("khao-sat-nhieu-don-vi");
    let out = json_of(&several, &["explain", "1.1", ".", "--unit", "xa-b"]);
    // Answers 5, 4 and 3; N = 500: 500 / (1 + 500 × 0,01) = 83,3…; 1 % of it is 5.
    assert_eq!(
        out["surveys"],
        json!([{
            "figure": "survey.hai_long", "name": "Mức độ hài lòng", "method": "top2_percent",
            "value": 0.666_666_666_667, "exact": "2/3",
            "sheets": [{"file": "dot-1.csv"}, {"file": "dot-2.csv"}],
            "respondents": 3, "silent": 0, "answers": 3,
            "questions": [{"question": "cau_1", "answers": [0, 0, 1, 1, 1], "blank": 0}],
            "population": 500, "needed": 84, "sample_met": false, "share": 0.01, "share_met": false,
        }])
    );
    assert_eq!(
        json_of(&several, &["explain", "1.2", ".", "--unit", "xa-b"])["surveys"],
        json!([])
    );
}

#[test]
fn each_unit_of_a_sheet_has_its_own_survey() {
    let ranked = json_of(&case("khao-sat-nhieu-don-vi"), &["rank", ".", "--details"]);
    let units = ranked["units"].as_array().unwrap();
    let points: Vec<_> = units
        .iter()
        .map(|unit| {
            (
                unit["unit"]["code"].clone(),
                unit["total"]["points"].clone(),
            )
        })
        .collect();
    // xa-b: 10 × 2/3 + 1; xa-a: 10 × 1/3 + 2.
    assert_eq!(
        points,
        [(json!("xa-b"), json!(7.67)), (json!("xa-a"), json!(5.33))]
    );
}

#[test]
fn results_with_ratios_are_worked_out_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ket-qua.json");
    let result = path.display().to_string();
    for (name, format) in [("ket-qua.json", "json"), ("ket-qua.html", "html")] {
        let path = folder.path().join(name).display().to_string();
        let case = case("khao-sat");
        printed(&case, &["score", ".", "--format", format, "-o", &path]);
        let said = printed(&case, &["verify", &path, "--inputs", "."]);
        assert!(said.contains("12,32"), "{said}");
    }
    // A changed ratio shows.
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(r#""exact": "3/7""#), "{text}");
    std::fs::write(
        &path,
        text.replace(r#""exact": "3/7""#, r#""exact": "4/7""#),
    )
    .unwrap();
    let output = run(folder.path(), &["verify", &result]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn nothing_of_a_respondent_leaves_the_sheet() {
    let private = [
        "Nguyễn",
        "Trần Thị",
        "Lê Văn",
        "Phạm",
        "0912345678",
        "0987654321",
        "ghế",
    ];
    let survey = case("khao-sat");
    for arguments in [
        &["score", ".", "--format", "json"][..],
        &["score", ".", "--format", "html"],
        &["explain", "1.1", ".", "--format", "json"],
        &["report", ".", "--kind", "self", "--format", "md"],
        &["check", "."],
        &["missing", "."],
    ] {
        let output = run(&survey, arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        let all = [output.stdout, output.stderr].concat();
        let all = String::from_utf8_lossy(&all);
        assert!(
            !private.iter().any(|word| all.contains(word)),
            "{arguments:?}: {all}"
        );
    }
    // Neither where everything is wrong with the sheets.
    let wrong = Path::new(ROOT).join("tests/invalid/_phieu-khao-sat");
    for format in ["terminal", "json"] {
        let output = run(&wrong, &["score", ".", "--format", format]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("dot-1.csv:3"), "{said}");
        assert!(!private.iter().any(|word| said.contains(word)), "{said}");
    }
}

#[test]
fn a_survey_is_asked_for_and_never_planned() {
    let survey = case("khao-sat");
    let said = printed(&survey, &["missing", "."]);
    assert!(
        said.contains("Chờ khảo sát «Doanh nghiệp hài lòng» (1.5)")
            && said.contains("`doanh_nghiep_1`"),
        "{said}"
    );
    // Nothing that the unit does wins these points.
    let target = [
        "--target",
        "30",
        "--as-of",
        "2024-06-01",
        "--format",
        "json",
    ];
    let output = run(&survey, &[&["plan", "."][..], &target].concat());
    assert_eq!(output.status.code(), Some(1));
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&plan["groups"], &plan["open"]),
        (&json!([]), &json!([])),
        "{plan}"
    );
    let next = json_of(&survey, &["explain", "1.4", "."]);
    assert_eq!(next["next"], json!([]));
    let proportional = folder(
        "",
        &[(
            "so-lieu.csv",
            "ma,so_lieu,gia_tri\n1.1,survey.hai_long,50%\n",
        )],
    );
    let output = run(
        proportional.path(),
        &[&PLAIN[..], &["--figures", "so-lieu.csv"]].concat(),
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("unknown_figure") && said.contains("ghi `*`"),
        "{said}"
    );
}

#[test]
fn a_sheet_and_a_figure_that_disagree_are_refused() {
    let files = [
        ("ks.csv", "cau_1\n5\n1\n2\n"),
        ("khac.csv", "ma,so_lieu,gia_tri\n*,survey.hai_long,33%\n"),
        ("dung.csv", "ma,so_lieu,gia_tri\n*,survey.hai_long,50%\n"),
        ("hai.csv", "cau_1\n5\n1\n"),
    ];
    let folder = folder("", &files);
    let with = |sheet, figures| {
        let tables = ["--survey", sheet, "--figures", figures, "--format", "json"];
        run(folder.path(), &[&PLAIN[..], &tables].concat())
    };
    let refused = with("ks.csv", "khac.csv");
    let said = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        said.contains("conflicting_figure") && said.contains("1/3 ≈ 0,3333"),
        "{said}"
    );
    // The same value twice is one.
    assert_eq!(with("hai.csv", "dung.csv").status.code(), Some(0));
}

#[test]
fn workbooks_are_read_sheet_by_sheet() {
    let folder = folder("", &[]);
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, answers, hidden) in [
        ("Đợt 1", [5.0, 1.0], false),
        ("Đợt 2", [2.0, 5.0], false),
        ("Nháp", [1.0, 1.0], true),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_string(0, 0, "PHIẾU KHẢO SÁT").unwrap();
        sheet.write_string(1, 0, "Họ tên").unwrap();
        sheet.write_string(1, 1, "CÂU 1").unwrap();
        for (row, answer) in (2..).zip(answers) {
            sheet.write_string(row, 0, "Nguyễn Văn A").unwrap();
            sheet.write_number(row, 1, answer).unwrap();
        }
        sheet.set_hidden(hidden);
    }
    let notes = book.add_worksheet().set_name("Ghi chú").unwrap();
    notes.write_string(0, 0, "STT").unwrap();
    book.save(folder.path().join("ks.xlsx")).unwrap();
    let arguments = [&PLAIN[..], &["--survey", "ks.xlsx", "--format", "json"]].concat();
    let output = run(folder.path(), &arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("not_read") && said.contains("Nháp"), "{said}");
    let result: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(result["figures"][0]["value"], json!(0.5));
    assert_eq!(
        result["figures"][0]["place"],
        json!({"file": "ks.xlsx", "sheet": "Đợt 1"})
    );
    // One sheet by name.
    let arguments = [&PLAIN[..], &["--survey", "ks.xlsx#Nháp"]].concat();
    let result = json_of(folder.path(), &arguments);
    assert_eq!(result["figures"][0]["value"], json!(0));
}

#[test]
fn a_copy_of_a_sheet_is_counted_once() {
    let text = "Câu 1,STT\n4,1\n";
    let folder = folder(
        ", population: 40, error: 20%",
        &[("a.csv", text), ("b.csv", text)],
    );
    let arguments = [
        "--criteria",
        "bo.yaml",
        "--survey",
        "a.csv",
        "--survey",
        "b.csv",
    ];
    let arguments = [&["explain", "1.1", "."][..], &arguments].concat();
    let out = json_of(folder.path(), &arguments);
    assert_eq!(out["surveys"][0]["respondents"], json!(1));
    let said = String::from_utf8_lossy(&run(folder.path(), &arguments).stderr).into_owned();
    assert!(said.contains("giống hệt `a.csv`"), "{said}");
}

#[test]
fn headers_of_an_office_are_mapped() {
    let files = [
        ("ks.csv", "Phiếu,Anh/chị hài lòng ở mức nào?\n1,5\n2,\n"),
        ("cot.yaml", "Anh/chị hài lòng ở mức nào?: cau_1\n"),
    ];
    let folder = folder("", &files);
    let arguments = [&PLAIN[..], &["--survey", "ks.csv", "--columns", "cot.yaml"]].concat();
    assert_eq!(
        json_of(folder.path(), &arguments)["figures"][0]["value"],
        json!(1)
    );
}

#[test]
fn a_set_shows_what_it_asks() {
    let set = case("khao-sat-nhieu-don-vi").join("bo-tieu-chi.yaml");
    let set = set.display().to_string();
    let shown = json_of(Path::new(ROOT), &["criteria", "show", &set]);
    assert_eq!(shown["surveys"][0]["population"], json!("dan_so × 2"));
    assert_eq!(shown["surveys"][0]["error"], json!(0.1));
    let words = printed(Path::new(ROOT), &["criteria", "show", &set]);
    assert!(words.contains("Mức độ hài lòng (survey.hai_long): số câu trả lời mức 4 hoặc 5 trên số câu trả lời; câu hỏi: cau_1; tổng thể dan_so × 2; sai số 10 %; phải hỏi từ 1 %"), "{words}");
}
