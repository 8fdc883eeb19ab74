//! What registers give rules: figures, citations, and nothing of anybody's name.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{done, parindex};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/mot-cua-2023")
}

fn score(folder: &Path, more: &[&str]) -> Value {
    let arguments = ["score", "--format", "json", "--quiet"];
    serde_json::from_str(&done(folder, &[&arguments, more].concat())).unwrap()
}

/// 3,064 of 3,129 completed dossiers were on time: 97,92 %, so 25 × 3,064 / 3,129 = 24,48.
#[test]
fn points_come_from_the_register() {
    let result = score(&example(), &[]);
    let leaf = |code: &str| {
        let nodes = result["nodes"].as_array().unwrap().iter();
        nodes
            .clone()
            .find(|node| node["code"] == code)
            .unwrap()
            .clone()
    };
    assert_eq!(leaf("1.1")["points"].to_string(), "24.48");
    assert_eq!(leaf("1.1")["answered"], true);
    // 23 overdue dossiers without a letter: 10 − 23 × 0,25.
    assert_eq!(leaf("1.3")["points"].to_string(), "4.25");
    let inputs = result["inputs"].as_array().unwrap();
    assert!(
        inputs
            .iter()
            .any(|input| input["path"] == "so-theo-doi.csv")
    );
}

/// The figures table stands in for the register: the same points, without it.
#[test]
fn figures_are_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let from = example();
    for file in ["bo-tieu-chi.yaml", "khao-sat.csv"] {
        std::fs::copy(from.join(file), folder.path().join(file)).unwrap();
    }
    let register = from.join("so-theo-doi.csv");
    let register = register.to_str().unwrap();
    let arguments = [
        "register",
        register,
        "--criteria",
        "bo-tieu-chi.yaml",
        "--format",
        "figures",
        "-o",
        "so-lieu.csv",
    ];
    done(folder.path(), &arguments);
    let table = std::fs::read_to_string(folder.path().join("so-lieu.csv")).unwrap();
    assert!(table.contains("register.dat_dai_qua_han"), "{table}");
    let flags = [
        "--criteria",
        "bo-tieu-chi.yaml",
        "--unit",
        "UBND thị trấn Ví Dụ",
        "--survey",
        "khao-sat.csv",
    ];
    let typed = score(
        folder.path(),
        &[&flags[..], &["--figures", "so-lieu.csv"]].concat(),
    );
    let counted = score(
        folder.path(),
        &[&flags[..], &["--register", register]].concat(),
    );
    assert_eq!(typed["nodes"], counted["nodes"]);
    let codes = typed["diagnostics"].as_array().unwrap().iter();
    let codes: Vec<&str> = codes.map(|found| found["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["files_not_checked"]);
    // Both at once agree; another number beside the register is a contradiction.
    score(
        folder.path(),
        &[
            &flags[..],
            &["--figures", "so-lieu.csv", "--register", register],
        ]
        .concat(),
    );
    let wrong = table.replace(",3129,", ",3130,");
    assert_ne!(wrong, table);
    std::fs::write(folder.path().join("khac.csv"), wrong).unwrap();
    let both = [
        &["score"],
        &flags[..],
        &["--figures", "khac.csv", "--register", register],
    ]
    .concat();
    let output = parindex(folder.path(), &both);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("conflicting_figure"), "{said}");
}

#[test]
fn explain_cites_file_definition_and_dossiers() {
    let page = done(&example(), &["explain", "1.3", "--quiet"]);
    for part in [
        "so-theo-doi.csv (3.201 dòng): tính 3.190 hồ sơ TTHC từ 01/01/2023 đến 31/12/2023",
        "register.late_without_apology: (kết thúc quá hạn hoặc chưa xong, quá hạn) và không phải (thư xin lỗi là có)",
        "23 hồ sơ TTHC làm giảm điểm: H99-",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let trace = done(
        &example(),
        &["explain", "1.1", "--quiet", "--format", "json"],
    );
    let trace: Value = serde_json::from_str(&trace).unwrap();
    let register = &trace["registers"][0];
    assert_eq!(register["criterion"], "1.1");
    assert_eq!(register["counted"], 3_190);
    assert_eq!(register["dossiers"], 65);
    assert_eq!(register["first_dossiers"].as_array().unwrap().len(), 5);
}

/// Result, page and workbook are worked out again from what they carry.
#[test]
fn results_are_verified_without_the_register() {
    let folder = tempfile::tempdir().unwrap();
    let result = folder.path().join("ket-qua.json");
    let result = result.to_str().unwrap();
    done(&example(), &["score", "--quiet", "-o", result]);
    done(folder.path(), &["verify", "ket-qua.json"]);
    let inputs = example();
    let inputs = inputs.to_str().unwrap();
    done(
        folder.path(),
        &["verify", "ket-qua.json", "--inputs", inputs],
    );
}

/// What stands in a register beside ids, days and kinds stays there.
#[test]
fn nobodys_name_leaves_the_register() {
    let folder = tempfile::tempdir().unwrap();
    let secret = "Bí Mật Cá Nhân";
    let header = "Mã hồ sơ,Đơn vị,Trích yếu,Chủ hồ sơ,Địa chỉ,Điện thoại,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả,Kênh\n";
    let mut text = header.to_owned();
    for (row, dates) in [
        "01/02/2023,03/02/2023,04/02/2023,2",
        "01/02/2023,03/02/2023,,1",
        "31/02/2023,03/02/2023,,1",
        "05/02/2023,03/02/2023,01/02/2023,1",
        "01/02/2023,,,1",
        "01/02/2023,03/02/2023,04/02/2023,kênh lạ",
        "\"01/02/2023",
    ]
    .into_iter()
    .enumerate()
    {
        let quote = if dates.starts_with('"') { "" } else { "\n" };
        text += &format!("H{row},xa,{secret},{secret},{secret},{secret},{dates}{quote}");
    }
    let broken = folder.path().join("hong.csv");
    std::fs::write(&broken, &text).unwrap();
    let whole = text.rsplit_once("H6").unwrap().0;
    std::fs::write(folder.path().join("so.csv"), whole).unwrap();
    std::fs::write(
        folder.path().join("khong-tieu-de.csv"),
        text.split_once('\n').unwrap().1,
    )
    .unwrap();
    let set = example().join("bo-tieu-chi.yaml");
    let set = set.to_str().unwrap();
    let score = |more: &[&'static str]| {
        let flags = ["--criteria", set, "--unit", "xa", "--register", "so.csv"];
        [more, &flags[..]]
            .concat()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let mut runs: Vec<Vec<String>> = Vec::new();
    for format in ["terminal", "markdown", "json", "csv", "figures"] {
        for file in ["so.csv", "hong.csv", "khong-tieu-de.csv"] {
            let run = ["register", file, "--year", "2023", "--format", format];
            runs.push(run.map(str::to_owned).to_vec());
        }
    }
    for format in ["terminal", "html", "json", "csv"] {
        runs.push(score(&["score", "--format", format]));
    }
    runs.push(score(&["explain", "--all"]));
    runs.push(score(&["missing"]));
    runs.push(score(&["report", "--kind", "self", "--format", "md"]));
    let mut scored = 0;
    for run in runs {
        let arguments: Vec<&str> = run.iter().map(String::as_str).collect();
        let output = parindex(folder.path(), &arguments);
        scored += usize::from(output.status.code() == Some(0));
        for said in [output.stdout, output.stderr] {
            let said = String::from_utf8_lossy(&said).into_owned();
            assert!(!said.contains("Bí Mật"), "{arguments:?}: {said}");
        }
    }
    assert!(scored >= 10, "{scored}");
}

/// Each unit of a ranking has its own dossiers.
#[test]
fn units_are_ranked_by_their_own_dossiers() {
    let folder = tempfile::tempdir().unwrap();
    let header = "Mã hồ sơ,Cơ quan giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả\n";
    let rows = [
        "1,Xã A,01/02/2023,03/02/2023,02/02/2023",
        "2,Xã A,01/02/2023,03/02/2023,04/02/2023",
        "3,Xã B,01/02/2023,03/02/2023,02/02/2023",
        "4,Xã B,01/02/2023,03/02/2023,03/02/2023",
    ];
    std::fs::write(
        folder.path().join("so.csv"),
        format!("{header}{}\n", rows.join("\n")),
    )
    .unwrap();
    let set = r#"schema: parindex/criteria/v1
id: thu
name: Thử
level: xa
province: Minh họa
year: 2023
provenance: illustrative
period: { from: "{year}-01-01", to: "{year}-12-31" }
rounding: { digits: 2, mode: half_up, at: leaf }
total: 10
fields:
  - code: "1"
    name: Đúng hạn
    max: 10
    rule: { proportional: { value: register.completed_on_time / register.completed, on_zero: zero } }
"#;
    std::fs::write(folder.path().join("bo.yaml"), set).unwrap();
    let ranked = done(
        folder.path(),
        &[
            "rank",
            "--criteria",
            "bo.yaml",
            "--register",
            "so.csv",
            "--format",
            "json",
            "--quiet",
        ],
    );
    let ranked: Value = serde_json::from_str(&ranked).unwrap();
    let units = ranked["units"].as_array().unwrap().iter();
    let points: Vec<(&str, String)> = units
        .map(|unit| {
            let code = unit["unit"]["code"].as_str().unwrap();
            (code, unit["total"]["points"].to_string())
        })
        .collect();
    assert_eq!(
        points,
        [("Xã B", "10".to_owned()), ("Xã A", "5".to_owned())]
    );
}
