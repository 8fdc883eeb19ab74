//! Each rule kind in both languages: a leaf as YAML, and what must be said of it.

use std::sync::Arc;

use super::*;
use crate::criteria::read::read;
use crate::diagnostic::{self, Problems, SourceFile};

/// The rule of the one leaf of a set, whose field is `normal`, `bonus` or `penalty`.
fn said(side: &str, leaf: &str, lang: Lang) -> Said {
    let other = if side == "normal" {
        ""
    } else {
        "- { code: z, name: Khác, max: 2, rule: stated }"
    };
    let mark = if side == "normal" {
        String::new()
    } else {
        format!("{side}: true, ")
    };
    let text = format!(
        "schema: parindex/criteria/v1\nid: thu\nname: Thử\nlevel: xa\nprovince: Thử\nyear: 2023\nprovenance: illustrative\nperiod: {{ from: '{{year}}-01-01', to: '{{year}}-12-31' }}\nrounding: {{ digits: 2, mode: half_up, at: leaf }}\ntotal: 2\nfigures: [{{ id: chung, name: Số chung, kind: count }}]\nfields:\n{other}\n- {{ code: a, name: Lĩnh vực, max: 2, {mark}criteria: [{{ code: a.1, name: Chỉ tiêu, max: 2, {leaf} }}] }}\n"
    );
    let (file, _) = SourceFile::new("thu.yaml", text.as_bytes());
    let problems = Problems::default();
    let set = read(&Arc::new(file), None, &problems);
    let found = diagnostic::render(&problems.into_sorted(), Lang::En, false);
    let set = set.unwrap_or_else(|| panic!("{found}"));
    let (_, node, leaf) = set
        .leaves()
        .find(|(_, node, _)| node.code.as_str() == "a.1")
        .unwrap();
    words(&set, node, leaf, &leaf.rule, lang)
}

fn check(side: &str, cases: &[(&str, &str, &str)]) {
    for (leaf, vi, en) in cases {
        assert_eq!(said(side, leaf, Lang::Vi).line(), *vi, "{leaf}");
        assert_eq!(said(side, leaf, Lang::En).line(), *en, "{leaf}");
    }
}

/// A leaf with two counts `a` and `b`, `b` perhaps 0.
fn counted(rule: &str) -> String {
    format!(
        "figures: [{{ id: a, name: Số đạt, kind: count }}, {{ id: b, name: Tổng số, kind: count }}], rule: {rule}"
    )
}

#[test]
fn presence() {
    check(
        "normal",
        &[
            (
                "documents: [{ id: kh, name: Kế hoạch }]",
                "Đủ tài liệu: 2 điểm",
                "Documents in order: 2 points",
            ),
            (
                "rule: presence",
                "Không kèm điều kiện: 2 điểm",
                "Without condition: 2 points",
            ),
        ],
    );
}

#[test]
fn proportional() {
    check(
        "normal",
        &[
            (
                &counted("{ proportional: { value: a / b, on_zero: zero } }"),
                "Tỷ lệ «Số đạt» / «Tổng số» × 2 điểm, tối đa 2 điểm; «Tổng số» bằng 0: 0 điểm",
                "The rate «Số đạt» / «Tổng số» × 2 points, at most 2 points; «Tổng số» is 0: 0 points",
            ),
            (
                &counted(
                    "{ proportional: { value: a / b, full_at: 80%, zero_below: 50%, on_zero: full } }",
                ),
                "Theo tỷ lệ «Số đạt» / «Tổng số»: từ 80 % trở lên: 2 điểm; từ 50 % đến dưới 80 %: tỷ lệ / 80 % × 2 điểm; dưới 50 %: 0 điểm; «Tổng số» bằng 0: 2 điểm",
                "By the rate «Số đạt» / «Tổng số»: 80 % or more: 2 points; from 50 % to below 80 %: the rate / 80 % × 2 points; below 50 %: 0 points; «Tổng số» is 0: 2 points",
            ),
            (
                &counted("{ proportional: { value: 'a / max(b, 1)', zero_below: 70% } }"),
                "Theo tỷ lệ «Số đạt» / số lớn nhất trong («Tổng số»; 1): từ 70 % trở lên: tỷ lệ × 2 điểm, tối đa 2 điểm; dưới 70 %: 0 điểm",
                "By the rate «Số đạt» / the most of («Tổng số», 1): 70 % or more: the rate × 2 points, at most 2 points; below 70 %: 0 points",
            ),
            (
                "figures: [{ id: r, name: Tỷ lệ đúng hạn, kind: percent }], rule: { proportional: { value: r, full_at: 97.5% } }",
                "Theo «Tỷ lệ đúng hạn»: từ 97,5 % trở lên: 2 điểm; dưới 97,5 %: «Tỷ lệ đúng hạn» / 97,5 % × 2 điểm",
                "By «Tỷ lệ đúng hạn»: 97.5 % or more: 2 points; below 97.5 %: «Tỷ lệ đúng hạn» / 97.5 % × 2 points",
            ),
            (
                &counted("{ proportional: { value: a, full_at: 4 } }"),
                "Theo «Số đạt»: từ 4 trở lên: 2 điểm; dưới 4: «Số đạt» / 4 × 2 điểm",
                "By «Số đạt»: 4 or more: 2 points; below 4: «Số đạt» / 4 × 2 points",
            ),
        ],
    );
}

#[test]
fn bands() {
    check(
        "normal",
        &[
            (
                &counted(
                    "{ bands: { value: a / b, on_zero: not_applicable, bands: [{ from: 90%, proportional: true }, { over: 70%, below: 90%, interpolate: [0.5, 1.5] }, { to: 70%, points: 0 }] } }",
                ),
                "Theo tỷ lệ «Số đạt» / «Tổng số»: từ 90 % trở lên: tỷ lệ × 2 điểm, tối đa 2 điểm; trên 70 % đến dưới 90 %: tăng đều từ 0,5 đến 1,5 điểm; từ 70 % trở xuống: 0 điểm; «Tổng số» bằng 0: không áp dụng, bỏ 2 điểm ra khỏi tổng",
                "By the rate «Số đạt» / «Tổng số»: 90 % or more: the rate × 2 points, at most 2 points; above 70 % to below 90 %: rising evenly from 0.5 to 1.5 points; 70 % or less: 0 points; «Tổng số» is 0: not applicable, 2 points taken out",
            ),
            (
                &counted(
                    "{ bands: { value: a, bands: [{ from: 1500, points: 2 }, { from: 3, below: 1500, points: 1 }, { below: 3, points: 0 }] } }",
                ),
                "Theo «Số đạt»: từ 1.500 trở lên: 2 điểm; từ 3 đến dưới 1.500: 1 điểm; dưới 3: 0 điểm",
                "By «Số đạt»: 1,500 or more: 2 points; from 3 to below 1,500: 1 point; below 3: 0 points",
            ),
            (
                &counted(
                    "{ bands: { value: a, bands: [{ from: 6, points: 2 }, { from: 3, to: 5, points: 1 }, { to: 2, points: 0 }] } }",
                ),
                "Theo «Số đạt»: từ 6 trở lên: 2 điểm; từ 3 đến 5: 1 điểm; từ 2 trở xuống: 0 điểm",
                "By «Số đạt»: 6 or more: 2 points; from 3 to 5: 1 point; 2 or less: 0 points",
            ),
            (
                &counted(
                    "{ bands: { value: b - a, bands: [{ from: 0, to: 0, points: 2 }, { from: 1, to: 5, points: 1 }] } }",
                ),
                "Theo giá trị («Tổng số» − «Số đạt»): bằng 0: 2 điểm; từ 1 đến 5: 1 điểm; ngoài các khoảng trên: 0 điểm",
                "By the value («Tổng số» − «Số đạt»): exactly 0: 2 points; from 1 to 5: 1 point; outside these: 0 points",
            ),
            (
                &counted(
                    "{ bands: { value: a, bands: [{ from: 2, points: 2 }, { to: 2, points: 1 }] } }",
                ),
                "Theo «Số đạt»: từ 2 trở lên: 2 điểm; từ 2 trở xuống: 1 điểm; giá trị thuộc nhiều khoảng thì tính khoảng ghi trước",
                "By «Số đạt»: 2 or more: 2 points; 2 or less: 1 point; of several that hold the value the first counts",
            ),
            (
                "figures: [{ id: co, name: Có chuyên trang, kind: yes_no }], rule: { bands: { value: co, bands: [{ from: 1, points: 2 }, { below: 1, points: 0.5 }] } }",
                "Theo «Có chuyên trang»: có: 2 điểm; không: 0,5 điểm",
                "By «Có chuyên trang»: yes: 2 points; no: 0.5 points",
            ),
        ],
    );
}

#[test]
fn per_item() {
    check(
        "normal",
        &[
            (
                &counted("{ per_item: { value: a, points: 0.5 } }"),
                "Mỗi 1 đơn vị của «Số đạt» được 0,5 điểm, tối đa 2 điểm",
                "Each unit of «Số đạt» gives 0.5 points, at most 2 points",
            ),
            (
                &counted("{ per_item: { value: a, points: 1, from: 10, step: 5 } }"),
                "Mỗi 5 đơn vị của phần «Số đạt» vượt quá 10 được 1 điểm, tối đa 2 điểm; phần chưa đủ 5 đơn vị không tính",
                "Each 5 units of «Số đạt» above 10 gives 1 point, at most 2 points; less than 5 units does not count",
            ),
            (
                &counted(
                    "{ per_item: { value: a / b, points: 0.1, from: 80%, step: 1%, on_zero: zero } }",
                ),
                "Mỗi 1 % của phần tỷ lệ «Số đạt» / «Tổng số» vượt quá 80 % được 0,1 điểm, tối đa 2 điểm; phần chưa đủ 1 % không tính; «Tổng số» bằng 0: 0 điểm",
                "Each 1 % of the rate «Số đạt» / «Tổng số» above 80 % gives 0.1 points, at most 2 points; less than 1 % does not count; «Tổng số» is 0: 0 points",
            ),
            (
                "rule: { per_item: { value: chung + khac, points: 1 } }",
                "Mỗi 1 đơn vị của («Số chung» + «khac») được 1 điểm, tối đa 2 điểm; phần chưa đủ 1 đơn vị không tính",
                "Each unit of («Số chung» + «khac») gives 1 point, at most 2 points; less than 1 unit does not count",
            ),
        ],
    );
}

#[test]
fn deduct() {
    check(
        "normal",
        &[
            (
                &counted("{ deduct: { value: b - a, points: 0.15 } }"),
                "Tối đa 2 điểm; mỗi 1 đơn vị của («Tổng số» − «Số đạt») trừ 0,15 điểm, không dưới 0 điểm",
                "At most 2 points; each unit of («Tổng số» − «Số đạt») costs 0.15 points, not below 0 points",
            ),
            (
                &counted(
                    "{ deduct: { value: 1 - a / b, points: 0.2, step: 10%, floor: 0.5, on_zero: full } }",
                ),
                "Tối đa 2 điểm; mỗi 10 % của tỷ lệ (1 − «Số đạt» / «Tổng số») trừ 0,2 điểm, không dưới 0,5 điểm; phần chưa đủ 10 % không tính; «Tổng số» bằng 0: 2 điểm",
                "At most 2 points; each 10 % of the rate (1 − «Số đạt» / «Tổng số») costs 0.2 points, not below 0.5 points; less than 10 % does not count; «Tổng số» is 0: 2 points",
            ),
        ],
    );
}

#[test]
fn deadline_levels_stated_awarded() {
    check(
        "normal",
        &[
            (
                "documents: [{ id: kh, name: Kế hoạch }], rule: { deadline: { document: kh, steps: [{ by: '{year}-01-31', points: 2 }, { by: '{year}-03-31', points: 1 }], late: 0.25 } }",
                "Theo ngày ban hành «Kế hoạch»: đến hết 31/01/2023: 2 điểm; đến hết 31/03/2023: 1 điểm; muộn hơn: 0,25 điểm; không có tài liệu: 0 điểm",
                "By the date of issue of «Kế hoạch»: up to 31/01/2023: 2 points; up to 31/03/2023: 1 point; later: 0.25 points; without the document: 0 points",
            ),
            (
                "rule: { levels: { levels: [{ id: du, name: đủ nội dung, points: 2 }, { id: thieu, points: 0 }] } }",
                "Theo mức đạt: đủ nội dung: 2 điểm; thieu: 0 điểm",
                "By the level reached: đủ nội dung: 2 points; thieu: 0 points",
            ),
            (
                "rule: stated",
                "Đơn vị tự xác định, từ 0 đến 2 điểm",
                "The unit states: from 0 to 2 points",
            ),
            (
                "rule: { stated: { choices: [0, 0.5, 2] } }",
                "Đơn vị tự xác định, một trong các mức 0; 0,5; 2 điểm",
                "The unit states: one of 0, 0.5, 2 points",
            ),
            (
                "source: survey, rule: awarded",
                "Điểm do khảo sát cho, từ 0 đến 2 điểm; chưa có thì để chờ, không tính là mất",
                "Points given by the survey, from 0 to 2 points; pending until then, not counted as lost",
            ),
        ],
    );
}

#[test]
fn best_of() {
    check(
        "normal",
        &[(
            &counted(
                "{ best_of: [{ proportional: { value: a / b, on_zero: not_applicable } }, { bands: { value: a, bands: [{ from: 3, points: 2 }, { below: 3, points: 0 }] } }] }",
            ),
            "Lấy cách tính có lợi nhất: (a) tỷ lệ «Số đạt» / «Tổng số» × 2 điểm, tối đa 2 điểm; «Tổng số» bằng 0: không xét cách tính này; (b) theo «Số đạt»: từ 3 trở lên: 2 điểm; dưới 3: 0 điểm",
            "Whichever gives most: (a) the rate «Số đạt» / «Tổng số» × 2 points, at most 2 points; «Tổng số» is 0: this way does not count; (b) by «Số đạt»: 3 or more: 2 points; below 3: 0 points",
        )],
    );
}

#[test]
fn a_penalty_takes_points_off() {
    check(
        "penalty",
        &[
            (
                &counted("{ per_item: { value: a, points: 0.5 } }"),
                "Mỗi 1 đơn vị của «Số đạt» trừ 0,5 điểm, tối đa 2 điểm",
                "Each unit of «Số đạt» takes 0.5 points off, at most 2 points",
            ),
            (
                &counted(
                    "{ bands: { value: a, bands: [{ from: 3, points: 2 }, { below: 3, points: 0 }] } }",
                ),
                "Theo «Số đạt»: từ 3 trở lên: trừ 2 điểm; dưới 3: không trừ",
                "By «Số đạt»: 3 or more: 2 points off; below 3: nothing off",
            ),
            (
                &counted("{ deduct: { value: a, points: 0.5 } }"),
                "Trừ tối đa 2 điểm; mỗi 1 đơn vị của «Số đạt» bớt trừ 0,5 điểm, không dưới 0 điểm",
                "At most 2 points off; each unit of «Số đạt» gives back 0.5 points, not below 0 points",
            ),
            (
                "rule: stated",
                "Đơn vị tự xác định điểm trừ, từ 0 đến 2 điểm",
                "The unit states what is taken off: from 0 to 2 points",
            ),
            (
                "source: council, rule: awarded",
                "Điểm trừ do hội đồng cho, từ 0 đến 2 điểm; chưa có thì để chờ, không tính là mất",
                "Points off given by the council, from 0 to 2 points; pending until then, not counted as lost",
            ),
        ],
    );
}

/// A quotient is a share only where the rule treats it as one.
#[test]
fn bounds_decide_whether_a_quotient_is_a_share() {
    check(
        "bonus",
        &[
            (
                &counted(
                    "{ bands: { value: a / b, on_zero: zero, bands: [{ from: 1.5, points: 2 }, { below: 1.5, points: 0 }] } }",
                ),
                "Theo giá trị «Số đạt» / «Tổng số»: từ 1,5 trở lên: 2 điểm; dưới 1,5: 0 điểm; «Tổng số» bằng 0: 0 điểm",
                "By the value «Số đạt» / «Tổng số»: 1.5 or more: 2 points; below 1.5: 0 points; «Tổng số» is 0: 0 points",
            ),
            (
                &counted("{ per_item: { value: a / b, points: 1, on_zero: zero } }"),
                "Mỗi 1 đơn vị của («Số đạt» / «Tổng số») được 1 điểm, tối đa 2 điểm; phần chưa đủ 1 đơn vị không tính; «Tổng số» bằng 0: 0 điểm",
                "Each unit of («Số đạt» / «Tổng số») gives 1 point, at most 2 points; less than 1 unit does not count; «Tổng số» is 0: 0 points",
            ),
            (
                "rule: { proportional: { value: ty_le, zero_below: 0.5 } }",
                "Theo «ty_le»: từ 50 % trở lên: «ty_le» × 2 điểm, tối đa 2 điểm; dưới 50 %: 0 điểm",
                "By «ty_le»: 50 % or more: «ty_le» × 2 points, at most 2 points; below 50 %: 0 points",
            ),
            (
                "figures: [{ id: a, name: Hồ sơ trực tuyến, kind: count }, { id: b, name: Hồ sơ tiếp nhận, kind: count }, { id: c, name: Chỉ tiêu giao, kind: percent }], rule: { proportional: { value: (a / b) / c, on_zero: zero } }",
                "Tỷ lệ («Hồ sơ trực tuyến» / «Hồ sơ tiếp nhận») / «Chỉ tiêu giao» × 2 điểm, tối đa 2 điểm; mẫu số bằng 0: 0 điểm",
                "The rate («Hồ sơ trực tuyến» / «Hồ sơ tiếp nhận») / «Chỉ tiêu giao» × 2 points, at most 2 points; the denominator is 0: 0 points",
            ),
        ],
    );
}

#[test]
fn lines_stand_as_deep_as_their_case() {
    let rule = counted(
        "{ best_of: [{ proportional: { value: a / b, on_zero: zero } }, { bands: { value: a, bands: [{ from: 3, points: 2 }, { below: 3, points: 0 }] } }] }",
    );
    let lines = said("normal", &rule, Lang::Vi).lines();
    let lines: Vec<(usize, &str)> = lines
        .iter()
        .map(|(depth, line)| (*depth, &**line))
        .collect();
    assert_eq!(
        lines,
        [
            (0, "Lấy cách tính có lợi nhất:"),
            (1, "(a) tỷ lệ «Số đạt» / «Tổng số» × 2 điểm, tối đa 2 điểm"),
            (2, "«Tổng số» bằng 0: 0 điểm"),
            (1, "(b) theo «Số đạt»:"),
            (2, "từ 3 trở lên: 2 điểm"),
            (2, "dưới 3: 0 điểm"),
        ]
    );
}
