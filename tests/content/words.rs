//! What is said of attachments, and that it survives being stored.

use parindex::content::{Amount, Archive, Content, Fault, Kind, Reading, Signature};
use parindex::text::lang::Lang;

use super::{DAY, report};

#[test]
fn faults_say_what_is_wrong_and_what_to_do() {
    let other = Fault::OtherType {
        extension: "pdf".to_owned(),
        found: Kind::Jpeg,
    };
    let large = Fault::TooLarge {
        of: Amount::Bytes,
        found: 2_000_000,
        limit: 1_048_576,
    };
    for (fault, vi) in [
        (
            Fault::Empty,
            "tệp trống: quét hoặc xuất lại văn bản rồi chép đè lên tệp này",
        ),
        (
            other,
            "bên trong là tệp ảnh JPEG chứ không phải PDF: lưu lại đúng định dạng, hoặc đổi đuôi tệp thành `.jpg`",
        ),
        (
            Fault::Encrypted,
            "tệp có mật khẩu: bỏ mật khẩu (mở tệp rồi lưu lại không đặt mật khẩu)",
        ),
        (
            Fault::NoPages,
            "tệp PDF không có trang nào: quét hoặc xuất lại văn bản",
        ),
        (
            large,
            "tệp có 2.000.000 byte, giới hạn là 1.048.576: chia nhỏ hoặc nén ảnh trong tệp, hoặc nâng giới hạn",
        ),
    ] {
        assert_eq!(fault.text().get(Lang::Vi), vi);
        assert_ne!(fault.text().get(Lang::En), vi);
    }
    assert_eq!(
        Archive::Rar.text().get(Lang::Vi),
        "tệp nén RAR: giải nén rồi chép từng tệp vào thư mục"
    );
    let scan = Reading::Scan.text().unwrap();
    assert!(
        scan.get(Lang::Vi)
            .starts_with("không đọc được, cần người xem")
    );
    assert_eq!(report().text(), None);
}

#[test]
fn a_signature_is_never_called_valid() {
    let words = |signed, day| Signature { signed, day }.text().get(Lang::Vi).to_owned();
    assert_eq!(
        words(true, Some(DAY)),
        "có chữ ký số ngày 05/03/2023 (chưa kiểm tra giá trị)"
    );
    assert_eq!(words(true, None), "có chữ ký số (chưa kiểm tra giá trị)");
    assert_eq!(words(false, None), "có ô chữ ký số nhưng chưa ký");
}

#[test]
fn results_can_be_stored_and_read_back() {
    let content = Content {
        sha256: "00".to_owned(),
        bytes: 1,
        fault: Some(Fault::OtherType {
            extension: "pdf".to_owned(),
            found: Kind::Other("DWG".to_owned()),
        }),
        archive: Some(Archive::SevenZip),
        reading: report(),
        signature: Some(Signature {
            signed: true,
            day: Some(DAY),
        }),
    };
    let stored = serde_json::to_string(&content).unwrap();
    assert_eq!(serde_json::from_str::<Content>(&stored).unwrap(), content);
}
