//! Texts as annexes have them, and the rule each is: worked out by hand.

use super::*;

fn asked_of(
    text: &str,
    max: &str,
    documents: &[(&str, &str)],
    penalty: bool,
) -> Result<Understood, Why> {
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let documents: Vec<(String, Vec<String>)> = documents
        .iter()
        .map(|(id, of)| ((*id).to_owned(), vec![(*of).to_owned()]))
        .collect();
    understand(&Asked {
        name: "Ban hành Kế hoạch CCHC",
        lines: &lines,
        max: max.parse().unwrap(),
        penalty,
        documents: &documents,
        year: Some(2025),
    })
}

/// The rule of a leaf of 1 point with a plan.
fn rule(text: &str) -> String {
    let found = asked_of(text, "1", &[("ke-hoach", "KH")], false);
    found.map_or_else(|why| format!("? {why}"), |found| found.rule.flow())
}

/// The rule of a leaf without documents.
fn bare_rule(text: &str, max: &str) -> String {
    let found = asked_of(text, max, &[], false);
    found.map_or_else(|why| format!("? {why}"), |found| found.rule.flow())
}

#[test]
fn yes_and_no() {
    assert_eq!(rule("Có/Không"), "presence");
    assert_eq!(rule("Có: 1 điểm; Không: 0 điểm"), "presence");
    assert_eq!(rule("Có đầy đủ kế hoạch theo quy định: 1 điểm"), "presence");
    assert_eq!(
        bare_rule("Có / Không", "1"),
        "{ levels: { levels: [{ id: co, name: Có, points: 1 }, { id: khong, name: Không, points: 0 }] } }"
    );
}

#[test]
fn shares_above_a_bound() {
    let above = "{ proportional: { value: ty_le, zero_below: 80% } }";
    for text in [
        "100 % = 1; 80–<100 % = tỷ lệ × 1; dưới 80 % = 0",
        "Đạt 100%: 1 điểm\nTừ 80% đến dưới 100%: điểm = tỷ lệ x 1\nDưới 80%: 0 điểm",
        "- Đạt 100%: 1 điểm.\n- Từ 80% đến dưới 100%: tính theo tỷ lệ.\n- Dưới 80%: không tính điểm.",
        "Điểm = tỷ lệ % x điểm tối đa; dưới 80%: 0 điểm",
        "80% ≤ tỷ lệ < 100%: (tỷ lệ % x 1)/100; 100%: 1; < 80%: 0",
    ] {
        let found = rule(text);
        let bands = "{ bands: { value: ty_le, bands: [{ from: 80%, below: 100%, proportional: true }, { from: 100%, points: 1 }, { below: 80%, points: 0 }] } }";
        assert!(found == above || found == bands, "{text}: {found}");
    }
    assert_eq!(
        rule("Tỷ lệ đạt được x 1"),
        "{ proportional: { value: ty_le } }"
    );
    assert_eq!(
        rule("Điểm = tỷ lệ đạt được x 1"),
        "{ proportional: { value: ty_le } }"
    );
}

#[test]
fn shares_in_bands() {
    assert_eq!(
        rule("Từ 90% trở lên: 1 điểm; từ 80% đến dưới 90%: 0,5 điểm; dưới 80%: 0 điểm"),
        "{ bands: { value: ty_le, bands: [{ from: 90%, points: 1 }, { from: 80%, below: 90%, points: 0.5 }, { below: 80%, points: 0 }] } }"
    );
    assert_eq!(
        rule("Trên 90%: 1; trên 70% đến 90%: 0,75; đến 70%: 0,25"),
        "{ bands: { value: ty_le, bands: [{ over: 90%, points: 1 }, { over: 70%, to: 90%, points: 0.75 }, { to: 70%, points: 0.25 }] } }"
    );
}

#[test]
fn so_much_for_each() {
    assert_eq!(
        bare_rule("Mỗi mô hình được 0,5 điểm, tối đa 2 điểm", "2"),
        "{ per_item: { value: so_mo_hinh, points: 0.5 } }"
    );
    assert_eq!(
        bare_rule("Mỗi nhiệm vụ chưa hoàn thành trừ 0,15 điểm", "3"),
        "{ deduct: { value: so_nhiem_vu_chua_hoan_thanh, points: 0.15 } }"
    );
    assert_eq!(
        bare_rule(
            "Cứ 5 hồ sơ quá hạn trừ 0,25 điểm; trừ không quá 1 điểm",
            "2"
        ),
        "{ deduct: { value: so_ho_so_qua_han, points: 0.25, step: 5, floor: 1 } }"
    );
    assert_eq!(
        bare_rule(
            "Trên 20% thì cứ thêm 5% được thêm 0,25 điểm, tối đa 2 điểm",
            "2"
        ),
        "{ per_item: { value: ty_le, points: 0.25, from: 20%, step: 5% } }"
    );
    assert_eq!(
        bare_rule("Mỗi cán bộ, công chức bị kỷ luật bị trừ 0,5 điểm", "2"),
        "{ deduct: { value: so_can_bo_cong_chuc_bi_ky_luat, points: 0.5 } }"
    );
    // A cap that is not the maximum says something else.
    assert_eq!(
        bare_rule("Mỗi mô hình được 0,5 điểm, tối đa 1 điểm", "2"),
        "? lời nói tối đa 1 điểm, điểm tối đa của bảng là 2"
    );
    let penalty = asked_of("Mỗi vụ việc trừ 0,5 điểm", "5", &[], true).unwrap();
    assert_eq!(
        penalty.rule.flow(),
        "{ per_item: { value: so_vu_viec, points: 0.5 } }"
    );
    let figure = penalty.figures[0].flow();
    assert_eq!(figure, "{ id: so_vu_viec, name: Số vụ việc, kind: count }");
}

#[test]
fn days_of_issue() {
    assert_eq!(
        rule(
            "Ban hành trong tháng 01: 1 điểm; trong quý I: 0,5 điểm; sau quý I hoặc không ban hành: 0 điểm"
        ),
        "{ deadline: { document: ke-hoach, steps: [{ by: \"{year}-01-31\", points: 1 }, { by: \"{year}-03-31\", points: 0.5 }] } }"
    );
    assert_eq!(
        rule("Ban hành trước ngày 31/01/2025: 1 điểm; muộn hơn: 0,5 điểm; không ban hành: 0 điểm"),
        "{ deadline: { document: ke-hoach, steps: [{ by: \"{year}-01-30\", points: 1 }], late: 0.5 } }"
    );
    assert_eq!(
        rule("Chậm nhất ngày 31 tháng 12 năm 2024: 1 điểm; sau ngày 31/12/2024: 0 điểm"),
        "{ deadline: { document: ke-hoach, steps: [{ by: \"{year-1}-12-31\", points: 1 }] } }"
    );
    assert_eq!(
        rule("Trước tháng 3: 1 điểm; còn lại: 0 điểm"),
        "{ deadline: { document: ke-hoach, steps: [{ by: \"{year}-02-28\", points: 1 }] } }"
    );
    assert_eq!(
        bare_rule("Trong tháng 01: 1 điểm; muộn hơn: 0 điểm", "1"),
        "? không có tài liệu để biết ngày ban hành"
    );
    let several = asked_of(
        "Trong tháng 01: 1 điểm; muộn hơn: 0",
        "1",
        &[("bao-cao", "BC"), ("ke-hoach", "KH")],
        false,
    );
    assert!(several.unwrap().rule.flow().contains("document: ke-hoach"));
}

#[test]
fn named_levels() {
    assert_eq!(
        rule("Đầy đủ, đúng quy định: 1 điểm; chưa đầy đủ: 0,5 điểm; không thực hiện: 0 điểm"),
        "{ levels: { levels: [{ id: day_du_dung_quy_dinh, name: \"Đầy đủ, đúng quy định\", points: 1 }, { id: chua_day_du, name: chưa đầy đủ, points: 0.5 }, { id: khong_thuc_hien, name: không thực hiện, points: 0 }] } }"
    );
}

#[test]
fn points_that_others_give() {
    let survey = asked_of("Điều tra xã hội học", "36", &[], false).unwrap();
    assert_eq!(
        (survey.rule.flow().as_str(), survey.source),
        ("awarded", Some("survey"))
    );
    let council = asked_of("Hội đồng thẩm định xem xét, cho điểm", "2", &[], false).unwrap();
    assert_eq!(council.source, Some("council"));
}

#[test]
fn what_has_no_plain_shape_stays_open() {
    for text in [
        "Theo hướng dẫn của Sở Nội vụ",
        "Tính điểm theo công thức: (a/b) x 0,7 + c",
        "Đạt 90%: 1 điểm; dưới: 0 điểm",
        "Trên 80% trở lên: 1 điểm; dưới 80%: 0 điểm",
        "Có kế hoạch: 0,5 điểm; có báo cáo: 0,5 điểm",
        "Tỷ lệ từ 70% trở lên: tỷ lệ x 1/90%; dưới 70%: 0 điểm",
        "Từ 80% đến 90% và có báo cáo trước 31/01: 1 điểm; còn lại: 0",
        "Mỗi mô hình 0,5 điểm; mỗi sáng kiến 1 điểm",
        "",
    ] {
        let found = rule(text);
        assert!(found.starts_with("? "), "{text}: {found}");
    }
}
