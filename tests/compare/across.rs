//! Results by two sets, with a crosswalk.

use serde_json::{Value, json};

use crate::{ROOT, done, json, parindex, place, submission, text};

/// Points of the four old, or three new, leaves.
fn stated(codes: &[&str], points: &[&str]) -> String {
    let rows = codes.iter().zip(points);
    rows.map(|(code, points)| format!("{code},points,{points}\n"))
        .collect()
}

const OLD: [&str; 4] = ["1.1", "1.2", "1.3", "1.4"];
const NEW: [&str; 3] = ["A.1", "A.2", "A.3"];

fn parts(change: &Value) -> [String; 5] {
    ["merged", "criteria", "work", "open", "rounding"].map(|part| text(&change["parts"][part]))
}

/// A: 3 of 4, 2 of 3, 1 of 3, 1 of 2; together 7. Now 2 of 2, 4 of 5, 2 of 3; together 8.
///
///   1.1 → A.1   3/4 of 2 is 1,5: criteria −1,5, work 2 − 1,5 = +0,5
///   1.2 + 1.3 → A.2   3/6 of 5 is 2,5: criteria −0,5, work 4 − 2,5 = +1,5
///   1.4 was dropped: criteria −1; A.3 is new: criteria +2
#[test]
fn criteria_and_work_are_told_apart() {
    let folder = place();
    let folder = folder.path();
    submission(
        folder,
        "xa-a",
        "bo-cu.yaml",
        "",
        &stated(&OLD, &["3", "2", "1", "1"]),
    );
    submission(
        folder,
        "xa-a-nay",
        "bo-moi.yaml",
        "",
        &stated(&NEW, &["2", "4", "2"]),
    );
    let arguments = [
        "compare",
        "xa-a",
        "xa-a-nay",
        "-q",
        "--crosswalk",
        "chuyen-doi.yaml",
    ];
    let compared = json(folder, &arguments);
    assert_eq!(compared["kind"], "across");
    let change = &compared["changes"][0];
    assert_eq!(text(&change["change"]), "1");
    assert_eq!(parts(change), ["0", "-1", "2", "0", "0"]);
    let group = |at: usize| &change["groups"][at];
    assert_eq!(group(1)["old"], json!(["1.2", "1.3"]));
    assert_eq!(
        (text(&group(1)["criteria"]), text(&group(1)["work"])),
        ("-0.5".into(), "1.5".into())
    );
    assert_eq!(
        (group(2)["old"].clone(), text(&group(2)["criteria"])),
        (json!(["1.4"]), "-1".into())
    );
    assert_eq!(
        (group(3)["new"].clone(), text(&group(3)["criteria"])),
        (json!(["A.3"]), "2".into())
    );
}

/// A as above with 7, B: 1, 1, 0, 1; together 3; the mean is 5: 2 of 4, 1,5 and 0,5 of 6, 1.
/// The new commune: 2, 4, 2; together 8.
///
///   merged        A: 5 − 7 = −2; B: 5 − 3 = +2
///   1.1 → A.1     2/4 of 2 is 1: criteria −1, work +1
///   1.2 + 1.3     2/6 of 5 is 5/3: criteria 5/3 − 2 = −1/3, work 4 − 5/3 = 7/3
///   1.4, A.3      criteria −1 + 2
///   criteria      −1 − 1/3 + 1 = −1/3; work 10/3; from A: −2 − 1/3 + 10/3 = 1
#[test]
fn merged_units_have_their_own_part_for_each_parent() {
    let folder = place();
    let folder = folder.path();
    std::fs::create_dir(folder.join("cu")).unwrap();
    for (unit, points) in [
        ("xa-a", ["3", "2", "1", "1"]),
        ("xa-b", ["1", "1", "0", "1"]),
    ] {
        submission(folder, unit, "bo-cu.yaml", "", &stated(&OLD, &points));
        done(
            folder,
            &["score", unit, "-q", "-o", &format!("cu/{unit}.json")],
        );
    }
    submission(
        folder,
        "xa-moi",
        "bo-moi.yaml",
        "",
        &stated(&NEW, &["2", "4", "2"]),
    );
    done(folder, &["score", "xa-moi", "-q", "-o", "moi.json"]);
    let arguments = [
        "compare",
        "cu",
        "moi.json",
        "--crosswalk",
        "chuyen-doi.yaml",
    ];
    let compared = json(folder, &arguments);
    let changes = compared["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2);
    assert_eq!(text(&changes[0]["change"]), "1");
    assert_eq!(parts(&changes[0]), ["-2", "-0.33", "3.33", "0", "0"]);
    assert_eq!(text(&changes[1]["change"]), "5");
    assert_eq!(parts(&changes[1]), ["2", "-0.33", "3.33", "0", "0"]);
    // What is no decimal is written as a fraction.
    let group = &changes[0]["groups"][1];
    assert_eq!(
        (text(&group["criteria"]), text(&group["work"])),
        ("-1/3".into(), "7/3".into())
    );
    assert_eq!(compared["only_old"], json!([]));
    // With one of the parents missing there is nothing to compare.
    std::fs::remove_file(folder.join("cu/xa-b.json")).unwrap();
    let output = parindex(folder, &arguments);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("thiếu kết quả trước đây của xa-b"), "{said}");
}

/// Two of three parts: shares of thirds that rounding does not bring to the whole.
#[test]
fn what_rounding_leaves_over_is_a_part_as_well() {
    let folder = place();
    let folder = folder.path();
    let weighted = std::fs::read_to_string(folder.join("chuyen-doi.yaml")).unwrap();
    let weighted = weighted.replace("[xa-a, xa-b]", "[xa-a, xa-b], weights: [2, 5]");
    std::fs::write(folder.join("trong-so.yaml"), weighted).unwrap();
    std::fs::create_dir(folder.join("cu")).unwrap();
    for (unit, points) in [
        ("xa-a", ["3", "2", "1", "1"]),
        ("xa-b", ["1", "1", "0", "1"]),
    ] {
        submission(folder, unit, "bo-cu.yaml", "", &stated(&OLD, &points));
        done(
            folder,
            &["score", unit, "-q", "-o", &format!("cu/{unit}.json")],
        );
    }
    submission(
        folder,
        "xa-moi",
        "bo-moi.yaml",
        "",
        &stated(&NEW, &["2", "4", "2"]),
    );
    let arguments = [
        "compare",
        "cu",
        "xa-moi",
        "-q",
        "--crosswalk",
        "trong-so.yaml",
    ];
    let compared = json(folder, &arguments);
    // Means by 2 and 5 sevenths: 11/7 of 4, 11/7 of 6, 1: together 29/7.
    //   merged    29/7 − 7 = −20/7 = −2,857…
    //   A.1       11/28 of 2 is 11/14: criteria −11/14, work 17/14
    //   A.2       11/42 of 5 is 55/42: criteria 55/42 − 66/42 = −11/42, work 113/42
    //   criteria  −33/42 − 11/42 + 1 = −2/42 = −0,0476…; work 51/42 + 113/42 = 164/42 = 3,904…
    //   −2,86 − 0,05 + 3,90 = 0,99; the change is 1
    let change = &compared["changes"][0];
    assert_eq!(text(&change["change"]), "1");
    assert_eq!(parts(change), ["-2.86", "-0.05", "3.9", "0", "0.01"]);
}

#[test]
fn a_crosswalk_that_is_wrong_is_told_with_all_that_is_wrong() {
    let folder = place();
    let folder = folder.path();
    submission(
        folder,
        "xa-a",
        "bo-cu.yaml",
        "",
        &stated(&OLD, &["3", "2", "1", "1"]),
    );
    submission(
        folder,
        "xa-b",
        "bo-moi.yaml",
        "",
        &stated(&NEW, &["2", "4", "2"]),
    );
    let wrong = "schema: parindex/crosswalk/v1\nfrom: bo-khac\nto: bo-moi\nleaves:\n  \
                 - { old: '1.1', new: A.9 }\n  - { old: ['1', '1.1'], new: A.1 }\n  - { old: '1.2', them: 1 }\n\
                 units:\n  - { new: x, old: [a, b], weights: [1] }\n  - { new: y, old: a }\n";
    std::fs::write(folder.join("sai.yaml"), wrong).unwrap();
    let output = parindex(
        folder,
        &["compare", "xa-a", "xa-b", "-q", "--crosswalk", "sai.yaml"],
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    for part in [
        "bo-khac",
        "A.9",
        "mã `1.1` đã ở một dòng khác",
        "`new`",
        "`them`",
        "cần 2 trọng số",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Without a crosswalk two sets do not go together.
    let output = parindex(folder, &["compare", "xa-a", "xa-b", "-q"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("--crosswalk")
    );
}

/// The template fits the sets it is for: the example of 2023 beside a submission of 2025 that
/// says only what it must.
#[test]
fn the_template_of_2023_to_2025_fits_both_sets() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let figures = "1.1.2,nhiem_vu,10\n1.1.2,hoan_thanh,10\nT.1,van_ban_phe_binh,0\n\
                   T.2,phan_anh_dung,0\n*,bao_cao_sai,0\n";
    let evidence = "1.1.2,ke-hoach,,\n";
    submission(folder, "nay", "", evidence, figures);
    let manifest = std::fs::read_to_string(folder.join("nay/parindex.yaml")).unwrap();
    let manifest = manifest.replace("criteria: ../", "criteria: khung-cap-xa-2025");
    std::fs::write(folder.join("nay/parindex.yaml"), manifest).unwrap();
    let root = std::path::Path::new(ROOT);
    let then = root.join("examples/phu-my-2023");
    let crosswalk = root.join("examples/chuyen-doi-2023-2025.yaml");
    let arguments = [
        "compare",
        then.to_str().unwrap(),
        "nay",
        "-q",
        "--crosswalk",
        crosswalk.to_str().unwrap(),
    ];
    let compared = json(folder, &arguments);
    let change = &compared["changes"][0];
    assert_eq!(text(&change["old"]["points"]), "91.84");
    let sum: rust_decimal::Decimal = parts(change)
        .iter()
        .map(|part| part.parse::<rust_decimal::Decimal>().unwrap())
        .sum();
    assert_eq!(sum.normalize().to_string(), text(&change["change"]));
    // Every leaf of both sets is in one group: 48 then, and 49 with 5 of bonus and penalty now.
    let groups = change["groups"].as_array().unwrap();
    let count = |side: &str| -> usize {
        groups
            .iter()
            .map(|group| group[side].as_array().unwrap().len())
            .sum()
    };
    assert_eq!((count("old"), count("new")), (48, 54));
    let together = groups.iter().filter(|group| {
        ["old", "new"]
            .iter()
            .all(|side| !group[*side].as_array().unwrap().is_empty())
    });
    assert_eq!(together.count(), 34);
}

/// One leaf of 4: 8 of 10 tasks are 3,2 by the old rule, and nothing by the new one, which wants
/// nine tenths; now 9 of 10: 3,6. The report is another document by its id only.
#[test]
fn where_facts_are_the_same_the_new_rule_ends_criteria_and_work_begins() {
    let folder = place();
    let folder = folder.path();
    let set = |id: &str, year: u16, document: &str, done: &str, more: &str| {
        format!(
            "schema: parindex/criteria/v1\nid: {id}\nname: Bộ {id}\nlevel: xa\nprovince: Minh họa\nyear: {year}\n\
             provenance: illustrative\nperiod: {{ from: '{{year}}-01-01', to: '{{year}}-12-31' }}\n\
             rounding: {{ digits: 2, mode: half_up, at: leaf }}\ntotal: 4\nfields:\n  - code: '1'\n    name: Chỉ đạo\n    \
             max: 4\n    criteria:\n      - code: '1.1'\n        name: Thực hiện\n        max: 4\n        \
             documents: [{{ id: {document}, name: Báo cáo, issued: {{ from: '{{year}}-01-01', by: '{{year}}-12-31' }} }}]\n        \
             figures: [{{ id: tong, kind: count, min: 1 }}, {{ id: {done}, kind: count }}]\n        \
             rule: {{ proportional: {{ value: {done} / tong{more} }} }}\n"
        )
    };
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    write("mot.yaml", &set("mot", 2023, "bao-cao", "xong", ""));
    write(
        "hai.yaml",
        &set(
            "hai",
            2025,
            "bao-cao-nam",
            "hoan_thanh",
            ", zero_below: 90%",
        ),
    );
    submission(folder, "xa-a", "mot.yaml", "", "1.1,tong,10\n1.1,xong,8\n");
    submission(
        folder,
        "xa-b",
        "hai.yaml",
        "",
        "1.1,tong,10\n1.1,hoan_thanh,9\n",
    );
    for (unit, document, year) in [("xa-a", "bao-cao", 2023), ("xa-b", "bao-cao-nam", 2025)] {
        let row = format!(
            "tieu_chi,tai_lieu,so_ky_hieu,ngay_ban_hanh\n1.1,{document},5/BC-UBND,01/06/{year}\n"
        );
        write(&format!("{unit}/minh-chung.csv"), &row);
    }
    let crosswalk = |facts: &str| {
        format!(
            "schema: parindex/crosswalk/v1\nfrom: mot\nto: hai\nleaves:\n  - {{ old: '1.1', new: '1.1'{facts} }}\n"
        )
    };
    let arguments = ["compare", "xa-a", "xa-b", "-q", "--crosswalk", "c.yaml"];
    write("c.yaml", &crosswalk(""));
    let by_share = json(folder, &arguments);
    assert_eq!(parts(&by_share["changes"][0]), ["0", "0", "0.4", "0", "0"]);
    write(
        "c.yaml",
        &crosswalk(
            ", figures: { tong: tong, xong: hoan_thanh }, documents: { bao-cao: bao-cao-nam }",
        ),
    );
    let by_facts = json(folder, &arguments);
    assert_eq!(
        parts(&by_facts["changes"][0]),
        ["0", "-3.2", "3.6", "0", "0"]
    );
    // A name that one of the leaves does not have.
    write(
        "c.yaml",
        &crosswalk(", figures: { tong: tong, hoan_thanh: hoan_thanh }"),
    );
    let output = parindex(folder, &arguments);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("chỉ tiêu 1.1 của bộ mot không có `hoan_thanh`"),
        "{said}"
    );
}
