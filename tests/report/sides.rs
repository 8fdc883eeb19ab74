//! Bonus and penalty, claims, what does not apply, what is too late: a small set worked out by
//! hand.

use std::fs;
use std::path::Path;

use crate::{phu_my, printed, run};

const SET: &str = "schema: parindex/criteria/v1
id: hai-mat
name: Bộ có điểm cộng, điểm trừ
level: xa
province: Minh họa
year: 2024
provenance: illustrative
period: { from: 2024-01-01, to: 2024-12-31 }
rounding: { digits: 2, mode: half_up, at: leaf }
total: 4
deadlines: { supplement: 2025-01-20 }
fields:
  - code: \"1\"
    name: Chỉ đạo
    max: 4
    criteria:
      - code: \"1.1\"
        name: Kế hoạch
        max: 1
        clause: mục 1.1
        documents: [{ id: ke-hoach, name: Kế hoạch năm, type: KH, issued: any }]
        rule: { deadline: { document: ke-hoach, steps: [{ by: 2024-01-31, points: 1 }, { by: 2024-03-31, points: 0.5 }] } }
      - code: \"1.2\"
        name: Nhiệm vụ
        max: 3
        clause: mục 1.2
        figures: [{ id: xong, name: Nhiệm vụ xong, kind: count }]
        rule: { per_item: { value: xong, points: 0.5 } }
  - code: T
    name: Điểm trừ
    max: 2
    penalty: true
    criteria:
      - code: T.1
        name: Bị phê bình
        max: 2
        clause: mục T.1
        figures: [{ id: lan, name: Số lần, kind: count }]
        rule: { per_item: { value: lan, points: 0.5 } }
";

/// 1.2: 5 × 0,5 = 2,5; T.1: 3 × 0,5 = 1,5 taken off; the plan of 1.1 is missing.
fn write(folder: &Path) {
    fs::write(folder.join("bo.yaml"), SET).unwrap();
    let manifest = "unit: { code: xa-t, name: Xã T }\nyear: 2024\ncriteria: bo.yaml\nfigures: [so-lieu.csv]\nclaims: [tu-cham.csv]\n";
    fs::write(folder.join("parindex.yaml"), manifest).unwrap();
    fs::write(
        folder.join("so-lieu.csv"),
        "criterion,figure,value\n1.2,xong,5\nT.1,lan,3\n",
    )
    .unwrap();
    fs::write(
        folder.join("tu-cham.csv"),
        "criterion,points\n1.1,1\n1.2,3\nT.1,1.5\n",
    )
    .unwrap();
}

fn paper(folder: &Path, command: &[&str], day: &str) -> String {
    let start = [
        command[0],
        folder.to_str().unwrap(),
        "--as-of",
        day,
        "--format",
        "markdown",
    ];
    String::from_utf8(printed(&[&start[..], &command[1..]].concat())).unwrap()
}

#[test]
fn what_a_penalty_takes_is_negative_and_named() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let sheet = paper(
        folder.path(),
        &["report", "--kind", "appraisal"],
        "2025-01-10",
    );
    // Claim and computed points are the same: no difference is told.
    let row = sheet.lines().find(|line| line.contains("T.1")).unwrap();
    assert!(
        row.contains("| −1,5 | −1,5 |") && !row.contains("Lệch"),
        "{row}"
    );
    // 1 + 3 − 1,5 claimed, 0 + 2,5 − 1,5 computed.
    let total = sheet
        .lines()
        .find(|line| line.contains("Tổng cộng"))
        .unwrap();
    assert!(total.contains("| **4** | **2,5** | **1** |"), "{total}");
    let plan = paper(folder.path(), &["report", "--kind", "plan"], "2025-01-10");
    assert!(plan.contains("Xã T đạt 1/4 điểm"), "{plan}");
    assert!(plan.contains("Bị phê bình (−1,50)"), "{plan}");
}

#[test]
fn computed_points_are_not_called_the_units_own_where_it_claims_others() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let report = paper(folder.path(), &["report"], "2025-01-10");
    assert!(!report.contains("tự chấm đạt"), "{report}");
    assert!(
        report.contains("Theo số liệu và minh chứng, Xã T đạt 1/4 điểm."),
        "{report}"
    );
    assert!(
        report.contains("Tự chấm 2,50 / tính được 1,00."),
        "{report}"
    );
    assert!(report.contains("Điểm tính được"), "{report}");
}

/// The first step of the deadline is past, the second still counts: only past it nothing does.
#[test]
fn a_late_document_is_wanted_while_it_still_counts() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let missing = paper(folder.path(), &["missing"], "2025-01-10");
    let words = "chỉ được tính nếu văn bản đã ban hành trước hoặc trong ngày 31/03/2024";
    assert!(missing.contains(words), "{missing}");
}

#[test]
fn past_the_supplement_deadline_nobody_is_told_to_win_anything() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let missing = paper(folder.path(), &["missing"], "2025-01-21");
    assert!(missing.contains("Đã quá hạn bổ sung: 1 việc"), "{missing}");
    assert!(!missing.contains("lấy lại 1,00 điểm"), "{missing}");
    let sheet = paper(
        folder.path(),
        &["report", "--kind", "appraisal"],
        "2025-01-21",
    );
    assert!(sheet.contains("(đã quá hạn bổ sung)"), "{sheet}");
}

/// Points were published for the total alone: the plan says on what it stands.
#[test]
fn published_sums_alone_are_not_passed_over_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    fs::write(
        folder.path().join("cong-bo.csv"),
        "tieu_chi,ten,diem_cong_bo\n,Tổng,2\n1,Chỉ đạo,2\n",
    )
    .unwrap();
    let table = folder.path().join("cong-bo.csv");
    let command = [
        "report",
        "--kind",
        "plan",
        "--published",
        table.to_str().unwrap(),
    ];
    let plan = paper(folder.path(), &command, "2025-01-10");
    assert!(plan.contains("các số ở đây là điểm tính được"), "{plan}");
}

/// 1.2 was published with 2 where 2,5 was computed: 0,5 were taken off by the appraisal; the
/// plan of 1.1 counts for 0,25 less than it would.
#[test]
fn a_plan_stands_on_published_points() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    fs::write(
        folder.path().join("cong-bo.csv"),
        "tieu_chi,diem_cong_bo\n1.1,0.75\n1.2,2\nT.1,1.5\n",
    )
    .unwrap();
    let table = folder.path().join("cong-bo.csv");
    let command = [
        "report",
        "--kind",
        "plan",
        "--published",
        table.to_str().unwrap(),
    ];
    let plan = paper(folder.path(), &command, "2025-01-10");
    // 0,75 + 2 − 1,5 = 1,25
    assert!(
        plan.contains("theo điểm công bố, Xã T đạt 1,25/4 điểm"),
        "{plan}"
    );
    assert!(
        plan.contains("Kế hoạch (0,75/1 điểm): thiếu đính kèm kế hoạch năm."),
        "{plan}"
    );
    assert!(
        plan.contains("Nhiệm vụ (2/3 điểm): chưa đạt mức yêu cầu 5; thẩm định giảm."),
        "{plan}"
    );
}

#[test]
fn files_that_cannot_serve_are_not_listed_as_evidence() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    fs::create_dir_all(folder.path().join("tep")).unwrap();
    fs::write(folder.path().join("tep/rong.pdf"), "").unwrap();
    fs::write(
        folder.path().join("tep/co.txt"),
        "Số: 01/KH-UBND, ngày 05 tháng 01 năm 2024",
    )
    .unwrap();
    fs::write(
        folder.path().join("minh-chung.csv"),
        "criterion,document,number,issued,file\n1.1,ke-hoach,01/KH-UBND,05/01/2024,co.txt; rong.pdf; khong-co.pdf\n",
    )
    .unwrap();
    let table = folder.path().join("minh-chung.csv");
    let tep = folder.path().join("tep");
    let command = [
        "report",
        "--evidence",
        table.to_str().unwrap(),
        "--attachments",
        tep.to_str().unwrap(),
    ];
    let report = paper(folder.path(), &command, "2025-01-10");
    assert!(report.contains("Gồm 01 tệp"), "{report}");
    assert!(
        report.contains("co.txt") && !report.contains("rong.pdf |"),
        "{report}"
    );
}

/// What arguments name is an input too.
#[test]
fn templates_and_maps_are_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let template = folder.path().join("mau.md.j2");
    fs::write(&template, "{{ year }}\n").unwrap();
    let (template_path, unit) = (template.to_str().unwrap(), phu_my());
    let output = run(&[
        "report",
        unit.to_str().unwrap(),
        "--template",
        template_path,
        "-o",
        template_path,
        "--force",
    ]);
    assert_eq!(
        output.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(fs::read_to_string(&template).unwrap(), "{{ year }}\n");
    let columns = folder.path().join("cot.yaml");
    fs::write(&columns, "Mã mục: tieu_chi\n").unwrap();
    let columns_path = columns.to_str().unwrap();
    let output = run(&[
        "score",
        unit.to_str().unwrap(),
        "--columns",
        columns_path,
        "--format",
        "json",
        "-o",
        columns_path,
        "--force",
    ]);
    assert_eq!(
        output.status.code(),
        Some(3),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(fs::read_to_string(&columns).unwrap(), "Mã mục: tieu_chi\n");
}
