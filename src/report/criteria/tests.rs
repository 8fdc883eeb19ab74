//! One set that has everything, in each format; and every set of this repository.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::{SetView, markdown, terminal};
use crate::criteria::model::CriteriaSet;
use crate::criteria::read::read;
use crate::criteria::shipped;
use crate::diagnostic::{self, Problems, SourceFile};
use crate::report::json::criteria as to_json;
use crate::report::terminal::Screen;
use crate::text::lang::Lang;

/// A set with one of everything that can be shown.
const EVERYTHING: &str = r#"
schema: parindex/criteria/v1
id: du-thu
name: Bộ tiêu chí | đủ thứ
level: xa
province: Minh họa
year: 2024
until: 2026
provenance: unofficial
basis: [{ number: 12/QĐ-UBND, issued: 2024-01-31, title: Ban hành bộ tiêu chí }]
supersedes: du-thu-2023
words: { field: Nội dung, criterion: Tiêu chí, leaf: Chỉ số }
period: { from: "{year-1}-12-15", to: "{year}-12-14" }
rounding: { digits: 2, mode: half_even, at: total }
total: 10
bonus_over_total: true
survey_absent: exclude
classes: [{ name: Tốt, from: 90 }, { name: Khá, from: 70 }]
gates:
  - { name: Có cán bộ bị kỷ luật, value: ky_luat, over: 0, class_at_most: Khá }
  - { name: Trễ hạn, value: "tre / max(ky_luat, 1)", over: 5%, class_at_most: Khá }
  - { name: Báo cáo sai, value: sai, over: 0, class_at_most: Khá }
ranking: { on: exact, ties: [survey, "1.2"], by_group: true }
deadlines: { submit: "{year}-12-20", supplement: "{year+1}-01-15" }
figures:
  - { id: ky_luat, name: Số cán bộ bị kỷ luật, kind: count }
  - { id: sai, name: Báo cáo sai số liệu, kind: yes_no }
fields:
  - code: C
    name: Khen thưởng
    max: 1
    bonus: true
    criteria: [{ code: C.1, name: Sáng kiến, max: 0.75, rule: { per_item: { value: sang_kien, points: 0.35 } } }]
  - code: "1"
    name: Chỉ đạo
    max: 6
    clause: Phụ lục I
    criteria:
      - code: "1.1"
        name: Lấy ý kiến a|b
        max: 3
        clause: mục 1.1
        owner: Công chức Văn phòng
        provenance: illustrative
        not_applicable: exclude
        hint: Lấy ý kiến *sớm*.
        documents:
          - id: y-kien
            name: Lấy ý kiến
            one_of:
              - { id: bien-ban, name: Biên bản, type: BB, files: 2, formats: [pdf, jpg] }
              - { id: phieu, name: Phiếu, accept: [file, link], issued: any }
              - { id: bao-cao, name: Báo cáo, type: [BC, TTr], issued: { by: "{year}-06-30" } }
            missing: { lose: 0.25 }
          - { id: ke-hoach, name: Kế hoạch, accept: link, missing: explain }
        rule: { deduct: { value: ky_luat, points: 0.15 } }
        readings: [{ id: nua, name: Mỗi người trừ nửa điểm, rule: { deduct: { value: ky_luat, points: 0.5 } } }]
      - code: "1.2"
        name: Kết quả
        max: 3
        figures: [{ id: ty_le, name: Tỷ lệ, kind: percent, min: 0%, max: 100% }]
        rule: { bands: { value: ty_le, bands: [{ from: 90%, points: 3 }, { below: 90%, points: 0 }] } }
  - { code: "2", name: Khảo sát, max: 4, source: survey, rule: awarded }
  - code: T
    name: Vi phạm
    max: 2
    penalty: true
    criteria: [{ code: T.1, name: Báo cáo sai, max: 2, rule: { stated: { choices: [0, 0.5, 2] } } }]
"#;

fn set(text: &str) -> CriteriaSet {
    let (file, _) = SourceFile::new("bo-tieu-chi.yaml", text.as_bytes());
    let problems = Problems::default();
    let set = read(&Arc::new(file), None, &problems);
    let found = diagnostic::render(&problems.into_sorted(), Lang::En, false);
    set.unwrap_or_else(|| panic!("{found}"))
}

fn view(set: &CriteriaSet, depth: Option<usize>, lang: Lang) -> SetView<'_> {
    SetView { set, depth, lang }
}

fn screen(width: Option<u16>) -> Screen {
    Screen {
        width,
        color: false,
    }
}

fn parsed(view: &SetView<'_>) -> Value {
    serde_json::from_str(&to_json::render(view).unwrap()).unwrap()
}

#[test]
fn a_screen_shows_everything_that_a_set_says() {
    let set = set(EVERYTHING);
    let expected = "\
BỘ TIÊU CHÍ THEO NGUỒN KHÔNG CHÍNH THỨC, KHÔNG DÙNG ĐỂ NỘP

Bộ tiêu chí | đủ thứ
du-thu · cấp xã · Minh họa · năm 2024 đến 2026 · nguồn không chính thức

  Căn cứ         12/QĐ-UBND ngày 31/01/2024: Ban hành bộ tiêu chí
  Thay cho       du-thu-2023
  Kỳ đánh giá    15/12/2023 đến 14/12/2024 (ngày tháng ở đây tính cho năm 2024)
  Tổng điểm      - 10 điểm: 2 lĩnh vực, 3 chỉ tiêu
                 - Nguồn điểm: đơn vị tự chấm 6 điểm; khảo sát 4 điểm
                 - Ngoài tổng điểm: điểm cộng tối đa 1 điểm (mục C); điểm trừ
                   tối đa 2 điểm (mục T)
                 - Điểm cộng có thể đưa kết quả vượt tổng điểm
                 - Năm không khảo sát thì bỏ các chỉ tiêu khảo sát ra khỏi tổng
  Làm tròn       Làm tròn về số chẵn, 2 chữ số, ở tổng
  Xếp loại       Tốt từ 90 %; Khá từ 70 %
  Khống chế      - Có cán bộ bị kỷ luật («Số cán bộ bị kỷ luật» trên 0): xếp
                   loại cao nhất là Khá
                 - Trễ hạn (tỷ lệ «tre» / số lớn nhất trong («Số cán bộ bị kỷ
                   luật»; 1) trên 5 %): xếp loại cao nhất là Khá
                 - Báo cáo sai («Báo cáo sai số liệu»: có): xếp loại cao nhất là
                   Khá
  Xếp hạng       Theo tỷ lệ phần trăm chưa làm tròn; bằng nhau thì so điểm do
                 khảo sát cho, rồi điểm mục 1.2, vẫn bằng thì cùng hạng; mỗi
                 nhóm đơn vị xếp riêng
  Thời hạn       Nộp đến hết 20/12/2024; bổ sung đến hết 15/01/2025
  Số liệu chung  - Số cán bộ bị kỷ luật (ky_luat): số nguyên
                 - Báo cáo sai số liệu (sai): Có hoặc Không

1  Chỉ đạo                     6 điểm
    Căn cứ  Phụ lục I

  1.1  Lấy ý kiến a|b          3 điểm
      Phụ trách      Công chức Văn phòng
      Căn cứ         mục 1.1
      Nguồn gốc      Minh họa
      Cách tính      Tối đa 3 điểm; mỗi 1 đơn vị của «Số cán bộ bị kỷ luật» trừ
                     0,15 điểm, không dưới 0 điểm
      Cách đọc khác  Mỗi người trừ nửa điểm (nua):
                     - Tối đa 3 điểm; mỗi 1 đơn vị của «Số cán bộ bị kỷ luật»
                       trừ 0,5 điểm, không dưới 0 điểm
      Số liệu        Số cán bộ bị kỷ luật (ky_luat): số nguyên; số liệu chung
      Tài liệu       - Lấy ý kiến (thiếu thì trừ 0,25), một trong ba:
                       - Biên bản; loại văn bản BB; ít nhất 2 tệp; dạng pdf, jpg
                       - Phiếu; không xét ngày ban hành; tệp hoặc đường dẫn
                       - Báo cáo; loại văn bản BC hoặc TTr; ban hành đến
                         30/06/2024
                     - Kế hoạch; ghi đường dẫn; thiếu thì phải giải trình
      Không áp dụng  Được khai kèm lý do; khi đó bỏ 3 điểm ra khỏi tổng
      Gợi ý          Lấy ý kiến *sớm*.

  1.2  Kết quả                 3 điểm
      Cách tính  Theo «Tỷ lệ»:
                 - từ 90 % trở lên: 3 điểm
                 - dưới 90 %: 0 điểm
      Số liệu    Tỷ lệ (ty_le): tỷ lệ phần trăm, từ 0 %, đến 100 %

2  Khảo sát                    4 điểm
    Nguồn điểm  Khảo sát
    Cách tính   Điểm do khảo sát cho, từ 0 đến 4 điểm; chưa có thì để chờ, không
                tính là mất

C  Khen thưởng (điểm cộng)     1 điểm

  C.1  Sáng kiến            0,75 điểm
      Cách tính  Mỗi 1 đơn vị của «sang_kien» được 0,35 điểm, tối đa 0,75 điểm
                 Phần chưa đủ 1 đơn vị không tính
      Số liệu    sang_kien: một số

T  Vi phạm (điểm trừ)          2 điểm

  T.1  Báo cáo sai             2 điểm
      Cách tính  Đơn vị tự xác định điểm trừ, một trong các mức 0; 0,5; 2 điểm
";
    let shown = terminal::render(&view(&set, None, Lang::Vi), screen(Some(80)));
    assert_eq!(shown, expected);
}

#[test]
fn json_has_codes_exact_numbers_and_words() {
    let set = set(EVERYTHING);
    let shown = parsed(&view(&set, None, Lang::En));
    assert_eq!(shown["schema"], to_json::SCHEMA);
    assert_eq!(
        (&shown["since"], &shown["until"]),
        (&json!(2024), &json!(2026))
    );
    assert_eq!(shown["ranking"]["ties"], json!(["survey", "1.2"]));
    assert_eq!(shown["gates"][0]["over"].to_string(), "0");
    assert_eq!(shown["gates"][0]["figures"], json!(["ky_luat"]));
    assert_eq!(shown["rounding"]["mode"], "half_even");
    assert_eq!(shown["deadlines"]["supplement"], "2025-01-15");
    let nodes = shown["nodes"].as_array().unwrap();
    let codes: Vec<&str> = nodes
        .iter()
        .map(|node| node["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["1", "1.1", "1.2", "2", "C", "C.1", "T", "T.1"]);
    let of = |code: &str| nodes.iter().find(|node| node["code"] == code).unwrap();

    let leaf = of("1.1");
    assert_eq!(leaf["rule"]["kind"], "deduct");
    let words = "At most 3 points; each unit of «Số cán bộ bị kỷ luật» costs 0.15 points, not below 0 points";
    assert_eq!(leaf["rule"]["words"], words);
    assert_eq!(leaf["readings"][0]["id"], "nua");
    assert_eq!(leaf["readings"][0]["rule"]["kind"], "deduct");
    assert_eq!(leaf["not_applicable"], "exclude");
    assert_eq!(leaf["provenance"], "illustrative");
    assert_eq!(leaf["figures"][0]["common"], true);
    let group = &leaf["documents"][0];
    assert_eq!(group["missing"]["lose"].to_string(), "0.25");
    assert_eq!(group["one_of"][0]["files"], 2);
    assert_eq!(group["one_of"][0]["issued"], Value::Null);
    assert_eq!(group["one_of"][1]["issued"], "any");
    assert_eq!(group["one_of"][1]["accept"], json!(["file", "link"]));
    assert_eq!(group["one_of"][2]["issued"]["by"], "2024-06-30");
    assert_eq!(leaf["documents"][1]["missing"], "explain");

    let bands = &of("1.2")["rule"];
    assert_eq!(bands["text"], "By «Tỷ lệ»");
    assert_eq!(bands["cases"][0]["text"], "90 % or more: 3 points");
    assert_eq!(of("1.2")["figures"][0]["max"].to_string(), "1");
    assert_eq!(of("C.1")["max"].to_string(), "0.75");
    assert_eq!(
        (&of("C")["bonus"], &of("T")["penalty"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(
        (&of("1")["leaves"], &of("1")["leaf"]),
        (&json!(2), &json!(false))
    );
}

#[test]
fn depth_cuts_and_counts() {
    let set = set(EVERYTHING);
    let shown = parsed(&view(&set, Some(1), Lang::Vi));
    let nodes = shown["nodes"].as_array().unwrap();
    assert_eq!(nodes.len(), 4);
    assert!(nodes.iter().all(|node| node["depth"] == 1));
    let text = terminal::render(&view(&set, Some(1), Lang::En), screen(None));
    assert!(
        text.contains("\n1  Chỉ đạo                6 points  2 leaves\n"),
        "{text}"
    );
    let deepest = view(&set, Some(9), Lang::Vi);
    let whole = view(&set, None, Lang::Vi);
    let of = |view: &SetView<'_>| terminal::render(view, screen(None));
    assert_eq!(of(&deepest), of(&whole));
}

/// Cells of a line of a table: bars that no backslash precedes.
fn cells(line: &str) -> usize {
    let bars = line.match_indices('|');
    bars.filter(|(at, _)| !line[..*at].ends_with('\\')).count()
}

fn assert_well_formed(text: &str) {
    let mut depth = 0;
    let mut table = None;
    let mut before = "";
    for line in text.lines() {
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        if marks > 0 {
            assert!(marks <= depth + 1, "{line}");
            assert_eq!(before, "", "a blank line before: {line}");
            depth = marks;
        }
        table = line.starts_with('|').then(|| {
            let first = table.unwrap_or_else(|| cells(line));
            assert_eq!(cells(line), first, "{line}");
            first
        });
        before = line;
    }
    assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
}

#[test]
fn markdown_has_headings_lists_and_tables() {
    let set = set(EVERYTHING);
    let text = markdown::render(&view(&set, None, Lang::Vi));
    assert_well_formed(&text);
    for line in [
        "# Bộ tiêu chí \\| đủ thứ",
        "> **BỘ TIÊU CHÍ THEO NGUỒN KHÔNG CHÍNH THỨC, KHÔNG DÙNG ĐỂ NỘP**",
        "| Mã | Tên | Tối đa | Chỉ số |",
        "| **C** | **Khen thưởng (điểm cộng)** | 1 | 1 |",
        "## 1 Chỉ đạo (6 điểm)",
        "### 1.1 Lấy ý kiến a\\|b (3 điểm)",
        "- **Gợi ý:** Lấy ý kiến \\*sớm\\*.",
        "| Lấy ý kiến, một trong ba: |  | thiếu thì trừ 0,25 |",
        "| – Phiếu | không xét ngày ban hành; tệp hoặc đường dẫn |  |",
        "| Tỷ lệ | `ty_le` | tỷ lệ phần trăm, từ 0 %, đến 100 % |",
        "  - từ 90 % trở lên: 3 điểm",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let outline = markdown::render(&view(&set, Some(1), Lang::Vi));
    let headings: Vec<&str> = outline
        .lines()
        .filter(|line| line.starts_with("##"))
        .collect();
    assert_eq!(headings, ["## Cây tiêu chí", "## 2 Khảo sát (4 điểm)"]);
}

/// The shipped sets, the examples, and the sets of all cases.
fn all_sets() -> Vec<CriteriaSet> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<String> = shipped::ids()
        .filter_map(|id| shipped::text(id).map(str::to_owned))
        .collect();
    for folder in ["examples", "tests/cases"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).sort_by_file_name() {
            let path = entry.unwrap().into_path();
            if path
                .file_name()
                .is_some_and(|name| name == "bo-tieu-chi.yaml")
            {
                texts.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    assert!(texts.len() > 40);
    texts.iter().map(|text| set(text)).collect()
}

#[test]
fn every_set_of_this_repository_can_be_shown() {
    for set in all_sets() {
        for lang in [Lang::Vi, Lang::En] {
            for depth in [None, Some(1), Some(2)] {
                let view = view(&set, depth, lang);
                let leaves = set
                    .nodes
                    .iter()
                    .filter(|node| depth.is_none_or(|depth| node.depth <= depth));
                let leaves = leaves.filter(|node| node.leaf.is_some()).count();

                let shown = parsed(&view);
                let nodes = shown["nodes"].as_array().unwrap();
                let rules = nodes
                    .iter()
                    .filter(|node| node["rule"]["words"].is_string());
                assert_eq!(rules.count(), leaves, "{}", set.id);

                assert_well_formed(&markdown::render(&view));
                for width in [60, 80, 160] {
                    let text = terminal::render(&view, screen(Some(width)));
                    for line in text.lines() {
                        assert!(line.width() <= usize::from(width), "{}: {line}", set.id);
                        assert_eq!(line, line.trim_end(), "{}", set.id);
                    }
                }
            }
        }
    }
}
