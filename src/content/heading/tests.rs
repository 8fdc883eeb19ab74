//! Heads as offices write them.

use jiff::civil::date;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// The two cells of a head, as they come out of a table, and what stands below.
fn document(number: &str, day: &str, below: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN\nXÃ PHÚ AN\n{number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
         Độc lập - Tự do - Hạnh phúc\n{day}\n{below}"
    )
}

fn symbol(number: &str) -> Option<String> {
    read(&document(number, "", "BÁO CÁO\nKế hoạch số 45/KH-UBND")).symbol
}

fn issued(day: &str) -> Option<Date> {
    read(&document(
        "",
        day,
        "KẾ HOẠCH\nHọp tại xã, ngày 01 tháng 01 năm 2023",
    ))
    .issued
}

#[test]
fn reads_symbols_as_they_are_written() {
    for (written, expected) in [
        ("Số: 12/BC-UBND", "12/BC-UBND"),
        ("Số:12 /BC – UBND", "12/BC-UBND"),
        ("Số 12/2023/QĐ-UBND", "12/2023/QĐ-UBND"),
        ("SỐ: 12/QĐ-UBND", "12/QĐ-UBND"),
        ("So: 12/QD-UBND", "12/QD-UBND"),
        ("S ố : 07/TTr-UBND", "07/TTr-UBND"),
        ("Số: 1749/UBND-VP", "1749/UBND-VP"),
        ("Số 12-KH/ĐU", "12-KH/ĐU"),
        ("Số: 12a/QyĐ-UBND.VX", "12a/QyĐ-UBND.VX"),
        ("Số: 12/ BC- UBND", "12/BC-UBND"),
        ("Số: 12\n/BC-UBND", "12/BC-UBND"),
        ("Số:\u{a0}12/BC\u{2011}UBND.", "12/BC-UBND"),
        ("Số: 12/BC-UBND      Phú An, ngày 05 tháng 3", "12/BC-UBND"),
        ("UBND XÃ PHÚ AN Số: 12/BC-UBND", "12/BC-UBND"),
        ("Số: 12     /BC-UBND", "12/BC-UBND"),
        ("Số: 12/BC-UBND\n-------", "12/BC-UBND"),
        ("Số: 12/BC-UBND\n- UBND tỉnh", "12/BC-UBND"),
    ] {
        assert_eq!(symbol(written).as_deref(), Some(expected), "{written}");
        let decomposed: String = written.nfd().collect();
        assert_eq!(
            symbol(&decomposed).as_deref(),
            Some(expected),
            "{written} in NFD"
        );
    }
}

#[test]
fn gives_no_symbol_where_none_is_sure() {
    for written in [
        // The number is left blank.
        "Số:      /BC-UBND",
        "Số: ……/BC-UBND",
        "Số: ____/BC-UBND",
        // Half of it is missing, or it came apart.
        "Số: 12/",
        "Số: 12",
        "Số: 1 2/BC-UBND",
        "Số: 12/BC-UB\u{FFFD}D",
        "Số: 12/BC-\nPhú An",
        "Số: 12/BC-",
        // Other things have numbers too.
        "Sở: 12/BC-UBND",
        "CÔNG VĂN ĐẾN Số: 123 Ngày: 05/03",
        "thực hiện Công văn\nsố 45/UBND-VP",
        "V/v trả lời Công văn\nsố: 45/UBND-VP",
        "VỀ KẾ HOẠCH\nSỐ 45/KH-UBND",
        "Điện thoại 12/34-AB",
        // A font of old encodings, read as if it were plain.
        "Sè: 12/BC-UBND",
    ] {
        assert_eq!(symbol(written), None, "{written}");
    }
}

#[test]
fn a_blank_number_is_not_made_up_for_by_a_later_one() {
    let text = document("Số:      /UBND-VP", "", "V/v Công văn\nSố: 45/UBND-VP");
    assert_eq!(read(&text).symbol, None);
    let stamped = document("Số: 123\nSố: 12/BC-UBND", "", "");
    assert_eq!(read(&stamped).symbol.as_deref(), Some("12/BC-UBND"));
}

#[test]
fn what_a_document_cites_is_not_its_own() {
    for below in [
        "BÁO CÁO\nSố: 45/KH-UBND\nPhú An, ngày 10 tháng 01 năm 2023",
        "BÁO CÁO KẾT QUẢ\nSố: 45/KH-UBND\nPhú An, ngày 10 tháng 01 năm 2023",
        "Kính gửi: UBND huyện\nSố: 45/KH-UBND\nPhú An, ngày 10 tháng 01 năm 2023",
        "Căn cứ Kế hoạch\nSố: 45/KH-UBND, ngày 10 tháng 01 năm 2023",
        "PHỤ LỤC I\nSố: 45/KH-UBND\nPhú An, ngày 10 tháng 01 năm 2023",
        "(Kèm theo Kế hoạch\nSố: 45/KH-UBND, ngày 10 tháng 01 năm 2023)",
    ] {
        let text = document("", "", below);
        assert_eq!(read(&text), Heading::default(), "{below}");
    }
}

#[test]
fn reads_dates_as_they_are_written() {
    let expected = Some(date(2023, 3, 5));
    for written in [
        "Phú An, ngày 05 tháng 3 năm 2023",
        "Phú An, ngày  05  tháng 03 năm 2023",
        "Thị trấn Phú Mỹ, ngày 5 tháng 3 năm 2023",
        "Phường 3,\nngày 05 tháng 3\nnăm 2023",
        "Phú An,ngày 05tháng 3năm 2023.",
        "Phú An , n gày 05 th áng 3 n ăm 2023",
        "Phú An, ngày 05/3/2023",
        "Phú An ngày 05 tháng 3 năm 2023",
        "Phu An, ngay 05 thang 3 nam 2023",
    ] {
        assert_eq!(issued(written), expected, "{written}");
        let decomposed: String = written.nfd().collect();
        assert_eq!(issued(&decomposed), expected, "{written} in NFD");
    }
}

#[test]
fn gives_no_date_where_none_is_sure() {
    for written in [
        "Phú An, ngày tháng năm 2023",
        "Phú An, ngày      tháng      năm 2023",
        "Phú An, ngày … tháng 3 năm 2023",
        "Phú An, ngày 05 tháng 3 năm 20",
        "Phú An, ngày 31 tháng 02 năm 2023",
        "Phú An, ngày 05 tháng 3 năm 2023\u{FFFD}",
        "Kế hoạch số 45/KH-UBND ngày 05 tháng 3 năm 2023",
        "thực hiện nhiệm vụ ngày 05 tháng 3 năm 2023",
        "VỀ NGHỊ QUYẾT NGÀY 05 THÁNG 3 NĂM 2023",
        "ngày 05 tháng 3 năm 2023",
    ] {
        assert_eq!(issued(written), None, "{written}");
    }
}

#[test]
fn only_the_first_place_and_date_count() {
    let text = document(
        "",
        "Phú An, ngày    tháng 3 năm 2023\nPhú An, ngày 05 tháng 3 năm 2023",
        "",
    );
    assert_eq!(read(&text).issued, None);
}
