//! The plan of Phú Mỹ against the published one (Kế hoạch khắc phục của UBND thị trấn Phú Mỹ,
//! 2024): section II carries its every number and reason.

use crate::docx::{paragraphs, read, table};
use crate::report;

/// Section II as the published plan has it, in its order; what is quoted are its numbers and
/// reasons. It writes 01/2 where points have no leading zero here, and states no reason for
/// three leaves.
const RESULTS: [(&str, &[&str]); 14] = [
    (
        "Năm 2023",
        &[
            "91,84/100 điểm",
            "40/48 chỉ tiêu đạt điểm tối đa",
            "Còn 08 chỉ tiêu bị trừ điểm",
        ],
    ),
    ("1. ", &["Công tác chỉ đạo, điều hành cải cách hành chính"]),
    ("", &["10,85/12 điểm", "có 02 chỉ tiêu chưa đạt"]),
    (
        "",
        &[
            "Thực hiện Kế hoạch CCHC",
            "2,85/3 điểm",
            "hoàn thành 6/7 nhiệm vụ",
        ],
    ),
    (
        "",
        &[
            "Đổi mới, sáng tạo trong triển khai nhiệm vụ CCHC",
            "1/2 điểm",
        ],
    ),
    ("2. ", &["Cải cách thủ tục hành chính"]),
    ("", &["12/14 điểm", "có 02 chỉ tiêu chưa đạt"]),
    (
        "",
        &[
            "Ban hành Kế hoạch rà soát, đánh giá TTHC (0 điểm): thiếu đính kèm báo cáo kết quả thực hiện",
        ],
    ),
    (
        "",
        &[
            "Thực hiện rà soát và kiến nghị cải cách TTHC, sửa đổi, bổ sung quy định TTHC trong năm đánh giá (0 điểm): thiếu đính kèm báo cáo kết quả thực hiện",
        ],
    ),
    (
        "3. ",
        &["Xây dựng và phát triển chính quyền điện tử, chính quyền số"],
    ),
    ("", &["9,99/11 điểm", "có 02 chỉ tiêu chưa đạt"]),
    (
        "",
        &[
            "đáp ứng yêu cầu chức năng, tính năng kỹ thuật theo quy định (0 điểm): thiếu",
            "uyết định Ban biên tập",
        ],
    ),
    (
        "",
        &["Tỷ lệ dịch vụ công trực tuyến toàn trình", "1,99/2 điểm"],
    ),
    ("4. ", &["ông tác văn thư, lưu trữ"]),
];

const REST: [(&str, &[&str]); 5] = [
    ("", &["5,5/6 điểm", "có 01 chỉ tiêu chưa đạt"]),
    (
        "",
        &[
            "Lập đầy đủ các hồ sơ theo Danh mục hồ sơ và hồ sơ phát sinh ngoài dự kiến (0,5/1 điểm): có hồ sơ điện tử nhưng hồ sơ giấy chưa đạt",
        ],
    ),
    (
        "5. ",
        &["Mức độ hài lòng của người dân, tổ chức đối với sự phục vụ hành chính (SIPAS)"],
    ),
    ("", &["32,5/36 điểm"]),
    ("", &["32,5/36 điểm"]),
];

#[test]
fn section_two_carries_every_number_and_reason_of_the_published_plan() {
    let pieces = read(&report("plan", "docx", &[]));
    let texts = paragraphs(&pieces);
    let from = texts
        .iter()
        .position(|text| text.starts_with("II. "))
        .unwrap();
    let to = texts
        .iter()
        .position(|text| text.starts_with("III. "))
        .unwrap();
    let section = &texts[from + 1..to];
    let wanted: Vec<_> = RESULTS.iter().chain(&REST).collect();
    assert_eq!(section.len(), wanted.len(), "{section:#?}");
    for (text, (start, parts)) in section.iter().zip(wanted) {
        assert!(text.starts_with(start), "{text}");
        for part in *parts {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}

/// 8,16 were lost; as the next year's plan, all of it can be reached.
#[test]
fn section_three_gives_every_lost_point_to_somebody() {
    let pieces = read(&report("plan", "docx", &[]));
    let rows = table(&pieces, "Việc phải làm");
    // 1,15 + 2 + 1 + 3,51 + 0,5 = 8,16, by officer.
    let owners: Vec<(&str, &str)> = rows[1..]
        .iter()
        .filter(|row| row[0].is_empty())
        .map(|row| (row[1].as_str(), row[5].as_str()))
        .collect();
    assert_eq!(
        owners,
        [
            ("Công chức Văn phòng - Thống kê: ……………", "1,15"),
            ("Công chức phụ trách kiểm soát TTHC: ……………", "2,00"),
            ("Công chức phụ trách Trang thông tin điện tử: ……………", "1,00"),
            ("Công chức Bộ phận Tiếp nhận và Trả kết quả: ……………", "3,51"),
            ("Cán bộ Văn thư - Lưu trữ: ……………", "0,50"),
            ("Cộng", "8,16"),
        ]
    );
    // One report serves two leaves: it is one task, due in the year of the plan.
    let report = rows.iter().find(|row| row[2] == "2.3.1, 2.3.2").unwrap();
    assert!(report[1].starts_with("Đính kèm đủ Báo cáo kết quả thực hiện"));
    assert_eq!(report[3..], ["01", "31/12/2024", "2,00"]);
}

#[test]
fn what_nobody_stated_stays_blank_and_is_listed() {
    let folder = crate::phu_my();
    let output = crate::run(&[
        "report",
        folder.to_str().unwrap(),
        "--kind",
        "plan",
        "--as-of",
        crate::DAY,
    ]);
    let pieces = read(&output.stdout);
    let head = pieces.iter().find_map(|piece| match piece {
        crate::docx::Piece::Table(rows) => Some(rows),
        crate::docx::Piece::Text(_) => None,
    });
    let head = format!("{:?}", head.unwrap());
    assert!(head.contains("ỦY BAN NHÂN DÂN THỊ TRẤN PHÚ MỸ"), "{head}");
    assert!(
        head.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        "{head}"
    );
    assert!(
        head.contains("……………, ngày      tháng      năm 2024"),
        "{head}"
    );
    assert!(head.contains("/KH-UBND"), "{head}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("để trống địa danh: khai ở `letter.place`"),
        "{said}"
    );
    // Five roles have no name; the sixth, the chairman's, has, and nothing to do.
    assert_eq!(said.matches("để trống họ tên của").count(), 5, "{said}");
    assert_eq!(said.lines().count(), 6, "{said}");
}

/// Before the supplement deadline the same plan is about this period: what is measured over the
/// year that is over can no longer be mended, and no document may be dated back.
#[test]
fn before_the_deadline_it_is_about_this_period() {
    let pieces = read(&report_of("2024-01-10"));
    let texts = paragraphs(&pieces);
    let opening = texts
        .iter()
        .find(|text| text.contains("trước hạn bổ sung thì lấy lại"));
    assert!(opening.unwrap().contains("3,00 điểm"), "{opening:?}");
    let lost = texts
        .iter()
        .find(|text| text.starts_with("Không thể lấy lại trong kỳ này"));
    // 8,16 - 3,00
    assert!(lost.unwrap().contains("5,16 điểm"), "{lost:?}");
    let rows = table(&pieces, "Việc phải làm");
    let report = rows.iter().find(|row| row[2] == "2.3.1, 2.3.2").unwrap();
    let words = "chỉ được tính nếu văn bản đã ban hành trước hoặc trong ngày 31/12/2023";
    assert!(report[1].contains(words), "{}", report[1]);
    assert_eq!(report[3..], ["01", "15/01/2024", "2,00"]);
}

fn report_of(day: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let manifest = std::fs::read_to_string(crate::phu_my().join("parindex.yaml")).unwrap();
    let manifest = manifest + "\ndeadlines: { supplement: 2024-01-15 }\n";
    std::fs::write(folder.path().join("parindex.yaml"), manifest).unwrap();
    for table in ["minh-chung.csv", "so-lieu.csv"] {
        std::fs::copy(crate::phu_my().join(table), folder.path().join(table)).unwrap();
    }
    let attachments = crate::phu_my().join("tep");
    crate::printed(&[
        "report",
        folder.path().to_str().unwrap(),
        "--attachments",
        attachments.to_str().unwrap(),
        "--kind",
        "plan",
        "--as-of",
        day,
    ])
}
