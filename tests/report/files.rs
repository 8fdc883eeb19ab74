//! Where papers go, and what is refused.

use std::fs;
use std::path::Path;

use crate::{phu_my, printed, run};

/// Two communes with a set of one leaf each worth 10 points.
fn two_units(folder: &Path) {
    for (code, points) in [("xa-a", "8"), ("xa-b", "10")] {
        let own = folder.join(code);
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("bo.yaml"), SET).unwrap();
        let manifest = format!(
            "unit: {{ code: {code}, name: Xã {code} }}\nyear: 2024\ncriteria: bo.yaml\nfigures: [so-lieu.csv]\n"
        );
        fs::write(own.join("parindex.yaml"), manifest).unwrap();
        let figures = format!("criterion,figure,value\n1,points,{points}\n");
        fs::write(own.join("so-lieu.csv"), figures).unwrap();
    }
}

const SET: &str = "schema: parindex/criteria/v1
id: mot
name: Bộ một chỉ tiêu
level: xa
province: Minh họa
year: 2024
provenance: illustrative
period: { from: 2024-01-01, to: 2024-12-31 }
rounding: { digits: 2, mode: half_up, at: leaf }
total: 10
fields:
  - { code: \"1\", name: Một, max: 10, rule: { stated: {} }, clause: mục 1 }
";

#[test]
fn many_units_have_a_file_each() {
    let folder = tempfile::tempdir().unwrap();
    two_units(folder.path());
    let path = folder.path().to_str().unwrap();
    let out = folder.path().join("ra/{unit}.md");
    let out = out.to_str().unwrap();
    let asked = ["report", path, "--as-of", "2025-01-10", "-o"];
    let refused = run(&[&asked[..], &["ra.md"]].concat());
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("{unit}"), "{said}");
    printed(&[&asked[..], &[out]].concat());
    for (code, points) in [("xa-a", "8/10 điểm"), ("xa-b", "10/10 điểm")] {
        let text = fs::read_to_string(folder.path().join(format!("ra/{code}.md"))).unwrap();
        assert!(text.contains(points), "{code}: {text}");
        assert!(
            text.contains("BỘ TIÊU CHÍ MINH HỌA, KHÔNG DÙNG ĐỂ NỘP"),
            "{text}"
        );
    }
    // Nothing is replaced unasked.
    let again = run(&[&asked[..], &[out]].concat());
    assert_eq!(again.status.code(), Some(3));
    printed(&[&asked[..], &[out, "--force"]].concat());
}

#[test]
fn a_broken_submission_costs_its_own_paper() {
    let folder = tempfile::tempdir().unwrap();
    two_units(folder.path());
    fs::write(
        folder.path().join("xa-a/so-lieu.csv"),
        "criterion,figure,value\n1,points,99\n",
    )
    .unwrap();
    let path = folder.path().to_str().unwrap();
    let out = folder.path().join("ra/{unit}.md");
    let asked = [
        "report",
        path,
        "--as-of",
        "2025-01-10",
        "-o",
        out.to_str().unwrap(),
    ];
    let output = run(&asked);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("points_above_max"), "{said}");
    assert!(folder.path().join("ra/xa-b.md").exists());
    assert!(!folder.path().join("ra/xa-a.md").exists());
    let allowed = run(&[&asked[..], &["--force", "--allow-broken"]].concat());
    assert_eq!(allowed.status.code(), Some(0));
}

#[test]
fn one_field_of_all_units_is_one_worksheet() {
    let folder = tempfile::tempdir().unwrap();
    two_units(folder.path());
    let path = folder.path().to_str().unwrap();
    let csv = printed(&[
        "report",
        path,
        "--kind",
        "appraisal",
        "--field",
        "1",
        "--format",
        "csv",
        "--as-of",
        "2025-01-10",
    ]);
    let text = String::from_utf8(csv).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 3, "{text}");
    assert!(rows[1].starts_with("xa-a,Xã xa-a,1,Một,10,,8,"), "{text}");
    assert!(rows[2].starts_with("xa-b,Xã xa-b,1,Một,10,,10,"), "{text}");
}

#[test]
fn the_usual_set_goes_into_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("ra");
    let unit = phu_my();
    printed(&[
        "report",
        unit.to_str().unwrap(),
        "--all",
        "--as-of",
        crate::DAY,
        "-o",
        out.to_str().unwrap(),
    ]);
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "bao-cao-tu-cham-diem.docx",
            "bao-cao-tu-cham-diem.xlsx",
            "ke-hoach-khac-phuc.docx",
            "ket-qua.html",
            "ket-qua.json",
        ]
    );
    // Each is what its own command prints.
    let plan = crate::report("plan", "docx", &[]);
    assert_eq!(fs::read(out.join("ke-hoach-khac-phuc.docx")).unwrap(), plan);
}

#[test]
fn an_owners_slip_has_their_tasks_alone() {
    let slip = crate::report("plan", "markdown", &["--owner", "Cán bộ Văn thư - Lưu trữ"]);
    let slip = String::from_utf8(slip).unwrap();
    assert!(slip.contains("PHIẾU GIAO VIỆC"), "{slip}");
    assert!(slip.contains("4.2.1") && !slip.contains("1.1.3"), "{slip}");
    assert!(slip.contains("0,50"), "{slip}");
}

#[test]
fn arguments_that_mean_nothing_together_are_refused() {
    let unit = phu_my();
    let unit = unit.to_str().unwrap();
    for more in [
        &["--owner", "A"][..],
        &["--for-year", "2024"],
        &["--field", "1"],
        &["--all"],
        &["--all", "--kind", "plan", "-o", "ra"],
        &["--kind", "plan", "--for-year", "2022"],
        &["--kind", "appraisal", "--field", "99"],
        &["--format", "xlsx", "--template", "mau.docx"],
        &["--format", "json", "--csv", "excel-vi"],
        &["--as-of", "hôm qua"],
    ] {
        let output = run(&[&["report", unit][..], more].concat());
        let said = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        // A template that is not there cannot be read.
        let wanted = if more.contains(&"mau.docx") { 3 } else { 2 };
        assert_eq!(code, Some(wanted), "{more:?}: {said}");
        assert!(output.stdout.is_empty(), "{more:?}");
        assert!(said.starts_with("lỗi: "), "{more:?}: {said}");
    }
}

#[test]
fn a_template_of_ones_own_is_filled_from_the_result() {
    let folder = tempfile::tempdir().unwrap();
    let template = folder.path().join("tom-tat.md.j2");
    fs::write(
        &template,
        "{{ unit.name }}: {{ total.points }}/{{ total.max }}\n",
    )
    .unwrap();
    let unit = phu_my();
    let asked = [
        "report",
        unit.to_str().unwrap(),
        "--template",
        template.to_str().unwrap(),
    ];
    let text = String::from_utf8(printed(&asked)).unwrap();
    assert_eq!(text, "UBND thị trấn Phú Mỹ: 91,84/100\n");
    fs::write(&template, "a\n{{ total.diem }}\n").unwrap();
    let output = run(&asked);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("tom-tat.md.j2:2"), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn results_are_the_same_byte_for_byte() {
    for (kind, format) in [
        ("self", "docx"),
        ("self", "xlsx"),
        ("plan", "docx"),
        ("appraisal", "xlsx"),
    ] {
        let once = crate::report(kind, format, &[]);
        assert!(once == crate::report(kind, format, &[]), "{kind} {format}");
    }
}
