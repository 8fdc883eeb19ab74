//! Results of every kind of run are worked out again, on another machine too: in an empty folder,
//! from the file alone.

use std::io::Write;
use std::path::Path;

use crate::{ROOT, copy, done, example, parindex, smallest};

/// Makes a result in one folder, and verifies it in another that holds nothing else.
fn made_and_verified(folder: &Path, arguments: &[&str], name: &str) -> String {
    let away = tempfile::tempdir().unwrap();
    let result = away.path().join(name);
    let result = result.to_str().unwrap();
    done(folder, &[arguments, &["-q", "-o", result]].concat());
    let said = done(away.path(), &["verify", name]);
    assert!(said.starts_with("khớp: "), "{said}");
    said
}

#[test]
fn results_of_every_kind_of_run_match() {
    let root = Path::new(ROOT);
    let phu_my = "examples/phu-my-2023";
    for name in ["ket-qua.json", "ket-qua.html"] {
        for more in [
            &[][..],
            &["--as-of", "2024-08-22"],
            &["--lang", "en", "--assume-pending", "80"],
            &["--criteria", "criteria/an-giang-xa-2023.yaml", "--no-cache"],
            &["--year", "2024"],
        ] {
            made_and_verified(root, &[&["score", phu_my], more].concat(), name);
        }
    }
    let of_many = ["score", "examples/qd-766-phu-tho-2026", "--unit", "H44.125"];
    let said = made_and_verified(root, &of_many, "ket-qua.json");
    assert!(said.contains("61,51 điểm"), "{said}");
    for kind in [
        &["self"][..],
        &["plan"],
        &["plan", "--basis", "computed", "--as-of", "2023-06-01"],
        &["plan", "--for-year", "2025", "--lang", "en"],
        &[
            "plan",
            "--owner",
            "Công chức phụ trách kiểm soát TTHC",
            "--for-year",
            "2023",
        ],
    ] {
        let report = [&["report", phu_my, "--kind"], kind].concat();
        made_and_verified(root, &report, "giay.xlsx");
    }
    // A plan stands on published points where there are any.
    let published = ["report", phu_my, "--kind", "plan", "--format", "json"];
    made_and_verified(root, &published, "ket-qua.json");
}

#[test]
fn attachments_in_an_archive_and_tables_in_workbooks_match() {
    let folder = smallest("");
    let away = folder.path();
    let mut archive = zip::ZipWriter::new(std::fs::File::create(away.join("tep.zip")).unwrap());
    for name in ["ke-hoach.docx", "bao-cao.pdf"] {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        let bytes = std::fs::read(away.join("tep").join(name)).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap();
    let said = made_and_verified(away, &["score", "--attachments", "tep.zip"], "a.json");
    assert!(said.contains("6,4 điểm"), "{said}");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Số liệu").unwrap();
    let rows = [
        "tieu_chi,so_lieu,gia_tri",
        "1.2,nhiem_vu,10",
        "1.2,hoan_thanh,9",
        "9.9,la,1",
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells.split(',')) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save(away.join("so-lieu.xlsx")).unwrap();
    for name in ["a.json", "a.html"] {
        made_and_verified(away, &["score", "--figures", "so-lieu.xlsx"], name);
    }
}

/// Files of every state: what was found of each is in the record.
#[test]
fn every_case_matches() {
    let cases = std::fs::read_dir(Path::new(ROOT).join("tests/cases")).unwrap();
    let cases = cases.map(|case| case.unwrap().path());
    for case in cases.filter(|case| case.is_dir()) {
        let arguments = std::fs::read_to_string(case.join("tham-so.txt")).unwrap_or_default();
        let arguments = arguments.lines().filter(|line| !line.is_empty());
        let mut all = vec!["score", "-q", "--format", "json"];
        all.extend(arguments);
        let result = done(&case, &all);
        assert!(crate::matches(result.as_bytes()), "{}", case.display());
    }
}

#[test]
fn names_and_rows_of_other_units_do_not_travel() {
    let root = Path::new(ROOT);
    let result = done(
        root,
        &[
            "score",
            "examples/qd-766-phu-tho-2026",
            "--unit",
            "H44.125",
            "--format",
            "json",
            "-q",
        ],
    );
    assert!(result.contains("H44.125"));
    let tables = ["so-lieu.csv", "don-vi.csv", "cong-bo.csv"];
    for table in tables {
        let text = std::fs::read_to_string(example("qd-766-phu-tho-2026").join(table)).unwrap();
        for cell in text
            .split(['\n', ','])
            .filter(|cell| cell.starts_with("H44."))
        {
            let cell = cell.trim();
            assert!(
                cell == "H44.125" || !result.contains(&format!("\"{cell}\"")),
                "{cell}"
            );
        }
    }
    // Persons stand on pages and papers, where they are named, and not in results for programs.
    let folder = smallest("owners: { Công chức Văn phòng - Thống kê: Nguyễn Văn A }\n");
    let json = done(folder.path(), &["score", "--format", "json", "-q"]);
    assert!(!json.contains("Nguyễn Văn A"));
    let page = done(folder.path(), &["score", "--format", "html", "-q"]);
    assert!(page.contains("Nguyễn Văn A"));
}

#[test]
fn another_version_is_told_and_compared_all_the_same() {
    let folder = smallest("");
    let text = done(folder.path(), &["score", "-q", "--format", "json"]);
    let own = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&own));
    let mut result: serde_json::Value = serde_json::from_str(&text).unwrap();
    result["tool"]["version"] = "0.0.9".into();
    result["record"]["version"] = "0.0.9".into();
    result["record"]["seal"] = parindex::record::seal_of(&result["record"]).into();
    let path = folder.path().join("cu.json");
    std::fs::write(&path, result.to_string()).unwrap();
    let output = parindex(folder.path(), &["verify", "cu.json"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.starts_with("kết quả do parindex 0.0.9 tính"), "{said}");
    result["total"]["points"] = 7.into();
    std::fs::write(&path, result.to_string()).unwrap();
    let output = parindex(folder.path(), &["verify", "cu.json"]);
    assert_eq!(output.status.code(), Some(1));
    // What no version of this form can say is told as that.
    result["record"]["facts"]["moi"] = 1.into();
    result["record"]["seal"] = parindex::record::seal_of(&result["record"]).into();
    std::fs::write(&path, result.to_string()).unwrap();
    let output = parindex(folder.path(), &["verify", "cu.json"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_clock_and_the_locale_change_nothing() {
    let folder = smallest("");
    done(folder.path(), &["score", "-q", "-o", "a.html"]);
    let run = |locale: &str, zone: &str| {
        std::process::Command::new(env!("CARGO_BIN_EXE_parindex"))
            .current_dir(folder.path())
            .args(["verify", "a.html"])
            .env("LC_ALL", locale)
            .env("LANG", locale)
            .env("TZ", zone)
            .output()
            .unwrap()
    };
    let (one, other) = (run("C", "UTC"), run("vi_VN.UTF-8", "Asia/Ho_Chi_Minh"));
    assert_eq!(one.status.code(), Some(0));
    assert_eq!(one.stdout, other.stdout);
}

#[test]
fn a_file_without_a_record_is_refused() {
    let folder = smallest("");
    let away = folder.path();
    copy(&example("toi-thieu"), away);
    done(away, &["score", "-q", "--format", "csv", "-o", "a.csv"]);
    done(
        away,
        &["report", "-q", "--kind", "appraisal", "-o", "phieu.xlsx"],
    );
    done(
        away,
        &[
            "report",
            "-q",
            "--kind",
            "plan",
            "--format",
            "html",
            "-o",
            "plan.html",
        ],
    );
    done(
        away,
        &[
            "explain",
            "-q",
            "--all",
            "--format",
            "json",
            "-o",
            "giai-thich.json",
        ],
    );
    for (name, code) in [
        ("a.csv", 2),
        ("phieu.xlsx", 2),
        ("plan.html", 2),
        ("giai-thich.json", 2),
        ("tep/bao-cao.pdf", 2),
        ("tep/ke-hoach.docx", 2),
        ("khong-co.json", 3),
        ("tep", 3),
    ] {
        let output = parindex(away, &["verify", name]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{name}: {said}");
        assert!(output.stdout.is_empty(), "{name}");
        assert!(said.contains(name), "{name}: {said}");
    }
}

#[test]
fn a_changed_number_is_told_with_its_place_and_both_values() {
    let folder = smallest("");
    let text = done(folder.path(), &["score", "-q", "--format", "json"]);
    let changed = text.replacen("\"points\": 2.4", "\"points\": 3", 1);
    assert_ne!(changed, text);
    std::fs::write(folder.path().join("a.json"), changed).unwrap();
    let output = parindex(folder.path(), &["verify", "a.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "không khớp: a.json (JSON)\n  \
         1 chỗ khác, chỗ đầu tiên: nodes[1.2].points\n    \
         trong tệp: 3\n    \
         tính lại:  2.4\n"
    );
    let changed = text.replacen("\"number\":8", "\"number\":9", 1);
    assert_ne!(changed, text);
    std::fs::write(folder.path().join("b.json"), changed).unwrap();
    let output = parindex(folder.path(), &["verify", "b.json", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    // 3 × 9/10 in place of 3 × 8/10.
    assert!(said.contains("the first: total.points"), "{said}");
    assert!(
        said.contains("in the file: 6.4\n") && said.contains("worked out:  6.7\n"),
        "{said}"
    );
}
