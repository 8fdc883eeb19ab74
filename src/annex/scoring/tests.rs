//! Texts as annexes have them, and the rule each is: worked out by hand.

use super::*;

fn asked_of(
    text: &str,
    max: &str,
    documents: &[(&str, &str)],
    penalty: bool,
) -> Result<Understood, Why> {
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let documents: Vec<Document> = documents
        .iter()
        .map(|(id, of)| Document {
            id: (*id).to_owned(),
            name: "Kế hoạch CCHC năm".to_owned(),
            types: vec![(*of).to_owned()],
            is_one: true,
            is_required: true,
        })
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

/// The rule of a leaf of 1 point that is a share, without documents.
fn share(text: &str) -> String {
    named("Tỷ lệ nhiệm vụ hoàn thành", text)
}

/// The rule of a leaf of 1 point with this name, without documents.
fn named(name: &str, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let found = understand(&Asked {
        name,
        lines: &lines,
        max: Decimal::ONE,
        penalty: false,
        documents: &[],
        year: Some(2025),
    });
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
    assert_eq!(
        rule("Có kế hoạch: 1 điểm, không có kế hoạch: 0 điểm"),
        "presence"
    );
    // What is said of how it is done, no document proves.
    assert!(rule("Có kế hoạch đúng hạn: 1 điểm; không có: 0 điểm").starts_with("{ levels"));
    assert!(named("Tỷ lệ hồ sơ đúng hạn", "Có/Không").starts_with("{ levels"));
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
        let found = share(text);
        let bands = "{ bands: { value: ty_le, bands: [{ from: 80%, below: 100%, proportional: true }, { from: 100%, points: 1 }, { below: 80%, points: 0 }] } }";
        assert!(found == above || found == bands, "{text}: {found}");
    }
    assert_eq!(
        share("Tỷ lệ đạt được x 1"),
        "{ proportional: { value: ty_le } }"
    );
    assert_eq!(
        share("Điểm = tỷ lệ đạt được x 1"),
        "{ proportional: { value: ty_le } }"
    );
}

#[test]
fn shares_in_bands() {
    assert_eq!(
        share("Từ 90% trở lên: 1 điểm; từ 80% đến dưới 90%: 0,5 điểm; dưới 80%: 0 điểm"),
        "{ bands: { value: ty_le, bands: [{ from: 90%, points: 1 }, { from: 80%, below: 90%, points: 0.5 }, { below: 80%, points: 0 }] } }"
    );
    assert_eq!(
        share("Trên 90%: 1; trên 70% đến 90%: 0,75; đến 70%: 0,25"),
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
        share("Trên 20% thì cứ thêm 5% được thêm 0,25 điểm, tối đa 1 điểm"),
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
    assert_eq!(
        bare_rule("Mỗi nội dung không đạt trừ 0,5 điểm", "2"),
        "{ deduct: { value: so_noi_dung_khong_dat, points: 0.5 } }"
    );
    assert_eq!(
        bare_rule("Mỗi nội dung đạt được 0,5 điểm", "2"),
        "{ per_item: { value: so_noi_dung_dat, points: 0.5 } }"
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
        rule("Trước 31/12 năm trước: 1 điểm; trước 31/01: 0,5 điểm; còn lại: 0 điểm"),
        "{ deadline: { document: ke-hoach, steps: [{ by: \"{year-1}-12-30\", points: 1 }, { by: \"{year}-01-30\", points: 0.5 }] } }"
    );
    assert_eq!(
        rule("Trong tháng 01: 1 điểm; từ 01/02 đến 28/02: 0,5 điểm; sau: 0 điểm"),
        "{ deadline: { document: ke-hoach, steps: [{ by: \"{year}-01-31\", points: 1 }, { by: \"{year}-02-28\", points: 0.5 }] } }"
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
fn days_that_are_not_of_issue_stay_open() {
    for text in [
        "Không ban hành trước ngày 31/01: 1 điểm",
        "Ban hành không trước ngày 31/01: 1 điểm; sau: 0 điểm",
        "Ban hành kế hoạch năm sau trước ngày 31/12: 1 điểm; sau ngày 31/12: 0 điểm",
        "Ban hành Kế hoạch năm 2024 trước 31/01: 1 điểm; sau: 0 điểm",
        "Ban hành trước 31/01 hoặc trước khi có kế hoạch của tỉnh: 1 điểm; sau ngày 31/01: 0 điểm",
        "Ban hành trước ngày 31/01 hoặc không ban hành: 1 điểm; sau ngày 31/01: 0 điểm",
        "Ban hành trước ngày 31/01 theo kế hoạch của tỉnh: 1 điểm; sau ngày 31/01: 0 điểm",
        "Ban hành chậm trước ngày 31/01: 1 điểm; sau ngày 31/01: 0 điểm",
        "Ban hành sau ngày 31/01: 1 điểm; trước ngày 31/01: 0 điểm",
        "Trước 15/1: 1; sau 15/2: 0",
        "Trước 15/1: 1; sau ngày 10/1: 0",
        "Trước 31/01: 1; không ban hành trước ngày 28/02: 0",
        "Trước 31/01 năm 2024: 1; sau 31/01 năm 2025: 0",
    ] {
        let found = rule(text);
        assert!(found.starts_with("? "), "{text}: {found}");
    }
    for name in [
        "Nộp hồ sơ lưu trữ",
        "Gửi báo cáo CCHC",
        "Tổ chức hội nghị đối thoại",
        "Niêm yết công khai",
        "Hoàn thành rà soát TTHC",
        "Ban hành Quyết định",
    ] {
        let lines = ["Trước ngày 31/01: 1 điểm; sau ngày 31/01: 0 điểm".to_owned()];
        let document = Document {
            id: "ke-hoach".to_owned(),
            name: "Kế hoạch".to_owned(),
            types: vec!["KH".to_owned()],
            is_one: true,
            is_required: true,
        };
        let found = understand(&Asked {
            name,
            lines: &lines,
            max: Decimal::ONE,
            penalty: false,
            documents: &[document],
            year: Some(2025),
        });
        assert!(found.is_err(), "{name}: {found:?}");
    }
}

#[test]
fn shares_that_are_not_the_leafs_stay_open() {
    for (name, text) in [
        ("Tỷ lệ nhiệm vụ", "Tỷ lệ x 1 x 1"),
        (
            "Tỷ lệ đúng hạn và tỷ lệ số hóa",
            "Từ 90% trở lên: 1; dưới 90%: 0",
        ),
        (
            "Tỷ lệ hồ sơ không trễ hạn",
            "Dưới 5%: 1 điểm; từ 5% trở lên: 0",
        ),
        (
            "Giảm tỷ lệ hồ sơ trễ hạn",
            "Dưới 5%: 1 điểm; từ 5% trở lên: 0",
        ),
        ("Tỷ lệ khiếu nại", "Tỷ lệ x 1"),
        ("Ban hành kế hoạch", "Từ 90% trở lên: 1; dưới 90%: 0"),
        ("Tỷ lệ hồ sơ", "còn lại: 0 điểm; dưới 90%: 1 điểm"),
    ] {
        let found = named(name, text);
        assert!(found.starts_with("? "), "{name}, {text}: {found}");
    }
    assert_eq!(
        named(
            "Thực hiện Kế hoạch",
            "Hoàn thành 100% nhiệm vụ: 1 điểm; từ 80% đến dưới 100%: 0,5 điểm; còn lại: 0 điểm"
        ),
        "{ bands: { value: ty_le, bands: [{ from: 100%, points: 1 }, { from: 80%, below: 100%, points: 0.5 }, { below: 80%, points: 0 }] } }"
    );
}

#[test]
fn named_levels() {
    assert_eq!(
        rule("Đầy đủ, đúng quy định: 1 điểm; chưa đầy đủ: 0,5 điểm; không thực hiện: 0 điểm"),
        "{ levels: { levels: [{ id: day_du_dung_quy_dinh, name: \"Đầy đủ, đúng quy định\", points: 1 }, { id: chua_day_du, name: chưa đầy đủ, points: 0.5 }, { id: khong_thuc_hien, name: không thực hiện, points: 0 }] } }"
    );
}

#[test]
fn a_share_of_what_is_not_wanted_is_not_multiplied() {
    let under = |name: &str, text: &str| {
        let lines = [text.to_owned()];
        understand(&Asked {
            name,
            lines: &lines,
            max: Decimal::TWO,
            penalty: false,
            documents: &[],
            year: Some(2025),
        })
    };
    let late = "Tỷ lệ hồ sơ quá hạn";
    assert!(under(late, "Điểm = tỷ lệ x 2").is_err());
    assert!(under(late, "Tỷ lệ đúng hạn x điểm tối đa").is_err());
    assert!(under(late, "Từ 5% trở lên: 2 điểm; dưới 5%: 0 điểm").is_err());
    let falling = under(
        late,
        "Dưới 5%: 2 điểm; từ 5% đến dưới 10%: 1 điểm; từ 10% trở lên: 0 điểm",
    );
    assert!(falling.is_ok(), "{falling:?}");
    let on_time = "Tỷ lệ hồ sơ đúng hạn";
    assert!(under(on_time, "Dưới 5%: 2 điểm; từ 5% trở lên: 0 điểm").is_err());
    assert!(under(on_time, "Tỷ lệ hồ sơ đúng hạn x 2").is_ok());
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
        // What is taken off is no level of its own.
        "Đầy đủ: 1 điểm; thiếu 01 nội dung: trừ 0,5 điểm",
        "Kịp thời: 1 điểm; chậm: -0,5 điểm",
        "Có: 1 điểm; không: 0 điểm; vi phạm: trừ 1 điểm",
        "Không vi phạm: 1 điểm; có 1 vi phạm trừ 0,5 điểm; có từ 2 vi phạm trở lên: 0 điểm",
        "Ban hành trước 31/01: 1 điểm; sau 31/01: trừ 0,5 điểm",
        "Từ 90% trở lên: 1 điểm; dưới 90%: trừ 0,5 điểm",
        // Points between two numbers, points that add up, points twice.
        "Tốt: 0,5 - 1 điểm; khá: 0,1 - 0,4 điểm; còn lại: 0 điểm",
        "Hoàn thành: 1 điểm; một phần: từ 0,5 đến 0,8 điểm; không: 0 điểm",
        "Tốt: tối đa 1 điểm; khá: tối đa 0,5 điểm; kém: 0 điểm",
        "Có thực hiện: 0,5 điểm; có sáng tạo: +0,5 điểm; tối đa: 1 điểm",
        "Mức 1: 1 điểm; mức 2: 0,5 điểm; mức 2: 0,25 điểm",
        // The share is of something else than the leaf's name says.
        "Mỗi 1% không đạt trừ 0,1 điểm",
        "Trễ hạn dưới 5%: 1 điểm; từ 5% trở lên: 0 điểm",
        "Mỗi 1% trên 50% được 0,1 điểm",
        "Mỗi 5% tăng thêm được 0,5 điểm, tối đa 1 điểm",
        "Đạt từ 90% trở lên hoặc có công nhận: 1 điểm; dưới 90%: 0 điểm",
        "Đạt 100% và có báo cáo: 1 điểm; dưới 100%: 0 điểm",
        // Of what is missing so much is taken off, not of what is there.
        "Thiếu mỗi báo cáo trừ 0,5 điểm",
        "Quá hạn cứ 5 hồ sơ trừ 0,5 điểm",
        "Mỗi sáng kiến cấp tỉnh 1 điểm, cấp xã 0,5 điểm, tối đa 1 điểm",
        "Mỗi văn bản đúng hạn được 0,5 điểm, chậm được 0,25 điểm, tối đa 1 điểm",
        "Cứ 5 hồ sơ quá hạn (hoặc phần lẻ) trừ 0,25 điểm",
        "Cứ 0 hồ sơ trừ 0,25 điểm",
        // Numbers that are no bounds.
        "Từ 90% trở lên: 1 điểm; dưới 90%: 0 điểm, không có: 0,5 điểm",
        "Năm 2025: từ 80% trở lên: 1 điểm; dưới 80%: 0 điểm",
        "Đạt trên 90% kế hoạch tỉnh giao (tỉnh giao 80%): 1 điểm; dưới 90%: 0 điểm",
        "Đạt 100%: 1 điểm",
        "Không quá 5%: 1; không quá 10%: 0,5; trên 10%: 0",
        "80-90%: 0,5; từ 90% trở lên: 1; dưới 80%: 0",
        // Other days than that of issue; days that nothing is said of.
        "Gửi báo cáo trước 15/12: 1 điểm; sau: 0 điểm",
        "Tổ chức tập huấn trong quý II: 1 điểm; còn lại: 0 điểm",
        "Ban hành và công khai trước 31/01: 1 điểm; sau: 0 điểm",
        "Trước 05/02 (âm lịch): 1 điểm; sau: 0 điểm",
        "Trước 31/01: 1 điểm; trong tháng 3: 0,5 điểm; sau: 0 điểm",
        "Trong quý I: 1 điểm; trong quý III: 0,5 điểm; còn lại: 0 điểm",
        "Trước 31/01/2021: 1 điểm; sau: 0 điểm",
        "Điều tra xã hội học: từ 90% trở lên 1 điểm; dưới 90%: 0 điểm",
        "Không tính điểm điều tra xã hội học",
        "",
    ] {
        let found = rule(text);
        assert!(found.starts_with("? "), "{text}: {found}");
    }
}
