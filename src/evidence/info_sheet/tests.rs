//! Sheets that people filled in.

use std::sync::Arc;

use super::*;
use crate::diagnostic::{At, SourceFile};

/// The sheet with these rows, and what was found wrong: line and code.
fn read_rows(rows: &[(&str, &str)]) -> (Manifest, Vec<(usize, Code)>) {
    let (file, _) = SourceFile::new("ho-so.xlsx", b"");
    let file = Arc::new(file);
    let problems = Problems::default();
    let placed = rows.iter().enumerate().map(|(index, (label, value))| {
        let place = Place {
            file: Arc::clone(&file),
            at: At::Cell(index + 1, 1, Arc::from(HEADER[1])),
        };
        (*label, *value, place)
    });
    let manifest = read(placed, &problems);
    let found = problems.into_sorted().into_iter();
    let found = found.map(|found| (found.place.unwrap().line().unwrap(), found.code));
    (manifest, found.collect())
}

#[test]
fn every_key_of_a_manifest_has_a_row() {
    let (manifest, found) = read_rows(&[
        ("HỒ SƠ TỰ CHẤM ĐIỂM", ""),
        ("Mục", "Nội dung"),
        ("Mã đơn vị", "phu-my"),
        ("TÊN ĐƠN VỊ:", " UBND  thị trấn Phú Mỹ "),
        ("Năm", "2023"),
        ("Criteria set", "an-giang-xa-2023"),
        ("Thư mục tệp đính kèm", "tep"),
        ("Hạn nộp", "20/12/2023"),
        ("Hạn bổ sung", "2024-01-15"),
        ("Cơ quan ban hành", "ỦY BAN NHÂN DÂN THỊ TRẤN PHÚ MỸ"),
        ("Địa danh", "Phú Mỹ"),
        ("Ký thay", "TM. ỦY BAN NHÂN DÂN"),
        ("Chức vụ người ký", "CHỦ TỊCH"),
        ("Họ tên người ký", "Nguyễn Văn A"),
        (
            "Căn cứ",
            "Luật Tổ chức chính quyền địa phương\nQuyết định 1/QĐ-UBND",
        ),
        ("Căn cứ", ""),
        ("Căn cứ", "Kế hoạch 2/KH-UBND"),
        ("Nơi nhận", "Như trên"),
        ("Nơi nhận", "…"),
        ("Nơi nhận", "Lưu: VT"),
        (
            "Người phụ trách: Công chức Tài chính - Kế toán",
            "Trần Thị B",
        ),
        ("Người phụ trách: Công chức Tư pháp - Hộ tịch", ""),
        ("Bảng điểm công bố", "cong-bo.csv; cong-bo-2.csv"),
    ]);
    assert_eq!(found, []);
    let Manifest { unit, letter, .. } = &manifest;
    assert_eq!(unit.code.as_deref(), Some("phu-my"));
    assert_eq!(unit.name.as_deref(), Some("UBND thị trấn Phú Mỹ"));
    assert_eq!(manifest.year, Some(2023));
    assert_eq!(manifest.criteria.as_deref(), Some("an-giang-xa-2023"));
    assert_eq!(manifest.paths.attachments.as_deref(), Some("tep"));
    assert_eq!(manifest.paths.published, ["cong-bo.csv", "cong-bo-2.csv"]);
    assert_eq!(manifest.supplement_by, Date::new(2024, 1, 15).ok());
    let body = "ỦY BAN NHÂN DÂN THỊ TRẤN PHÚ MỸ";
    assert_eq!(letter.body.as_deref(), Some(body));
    assert_eq!(letter.place.as_deref(), Some("Phú Mỹ"));
    assert_eq!(letter.signer_for.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
    assert_eq!(letter.signer_title.as_deref(), Some("CHỦ TỊCH"));
    assert_eq!(letter.signer_name.as_deref(), Some("Nguyễn Văn A"));
    assert_eq!(
        letter.grounds,
        [
            "Luật Tổ chức chính quyền địa phương",
            "Quyết định 1/QĐ-UBND",
            "Kế hoạch 2/KH-UBND"
        ]
    );
    assert_eq!(letter.recipients, ["Như trên", "Lưu: VT"]);
    let owners: Vec<(&str, &str)> = manifest
        .owners
        .iter()
        .map(|(role, person)| (role.as_str(), person.as_str()))
        .collect();
    assert_eq!(owners, [("Công chức Tài chính - Kế toán", "Trần Thị B")]);
}

#[test]
fn what_is_wrong_is_told_with_its_row() {
    let (manifest, found) = read_rows(&[
        ("Năm", "hai nghìn"),
        ("Hạn bổ sung", "31/02/2024"),
        ("Địa danh", "Phú Mỹ"),
        ("Địa danh", "Phú Tân"),
        ("Số điện thoại", "0900"),
        ("Người phụ trách", "Trần Thị B"),
        ("Người phụ trách: Công chức", "Trần Thị B"),
        ("Người phụ trách: Công chức", "Lê Văn C"),
        ("Số điện thoại", ""),
    ]);
    assert_eq!(
        found,
        [
            (1, Code::BadValue),
            (2, Code::BadDate),
            (4, Code::DuplicateKey),
            (5, Code::UnusedRow),
            (6, Code::BadValue),
            (8, Code::DuplicateKey),
        ]
    );
    assert_eq!((manifest.year, manifest.supplement_by), (None, None));
    assert_eq!(manifest.letter.place.as_deref(), Some("Phú Mỹ"));
    assert_eq!(manifest.owners["Công chức"], "Trần Thị B");
}

#[test]
fn no_two_items_share_a_label() {
    let mut keys: Vec<String> = ITEMS
        .iter()
        .flat_map(|(_, vi, en)| [fold::key(vi), fold::key(en)])
        .collect();
    let count = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), count);
    for (item, label, _) in ITEMS {
        assert_eq!(item.label(), *label);
        assert_eq!(Item::find(label), Some(*item));
    }
}
