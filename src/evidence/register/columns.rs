//! Columns of a dossier register: what a header means, however it is written.
//!
//! Forms: Thông tư 03/2025/TT-VPCP, mẫu số 07, and before it Thông tư 01/2018/TT-VPCP, mẫu số
//! 06; exports of the systems that keep registers have fuller ones.

use crate::text::fold;

/// What a column of a register holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The dossier's id.
    Id,
    /// Code of the unit that decides: Nghị định 118/2025/NĐ-CP counts by it, not by the one that
    /// receives.
    Unit,
    /// Name of that unit.
    UnitName,
    /// When it was received.
    Received,
    /// When it is due.
    Due,
    /// When its handling ended.
    Finished,
    /// When its result was handed over.
    Returned,
    /// When it was stopped or withdrawn.
    Stopped,
    /// How far it is.
    Status,
    /// How it was handed in.
    Channel,
    /// Which level of online service.
    Level,
    /// How fees were paid.
    Payment,
    /// Whether its result was digitised.
    Digitised,
    /// Whether there is a letter of apology: mẫu số 04 of both circulars.
    Apology,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Id,
        Self::Unit,
        Self::UnitName,
        Self::Received,
        Self::Due,
        Self::Finished,
        Self::Returned,
        Self::Stopped,
        Self::Status,
        Self::Channel,
        Self::Level,
        Self::Payment,
        Self::Digitised,
        Self::Apology,
    ];

    /// Its name in sets, manifests and JSON.
    pub fn id(self) -> &'static str {
        self.keys()[0]
    }

    /// The headers it is known by, its name first, without case, marks, spaces and punctuation.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Id => &[
                "id",
                "mahoso",
                "sohoso",
                "masohoso",
                "mahs",
                "mahosotthc",
                "sobiennhan",
                "mabiennhan",
                "dossierid",
                "magiaytiepnhan",
            ],
            Self::Unit => &[
                "unit",
                "donvi",
                "madonvi",
                "donvigiaiquyet",
                "coquangiaiquyet",
                "donvixuly",
                "coquanxuly",
                "donvithuchien",
                "coquanthuchien",
                "donvithuly",
                "coquanthuly",
                "madonvigiaiquyet",
                "macoquan",
            ],
            Self::UnitName => &[
                "unitname",
                "tendonvi",
                "tendonvigiaiquyet",
                "tencoquan",
                "tencoquangiaiquyet",
            ],
            Self::Received => &[
                "received",
                "ngaytiepnhan",
                "ngaynhan",
                "thoigiantiepnhan",
                "thoidiemtiepnhan",
                "ngaynhanhoso",
                "ngaytiepnhanhoso",
                "thoigiannhan",
                "ngaygiotiepnhan",
            ],
            Self::Due => &[
                "due",
                "ngayhentra",
                "ngayhen",
                "ngayhentraketqua",
                "hantra",
                "hantraketqua",
                "hanxuly",
                "hangiaiquyet",
                "thoigianhentra",
                "thoigianhentraketqua",
                "ngayhethan",
                "ngaygiohentra",
            ],
            Self::Finished => &[
                "finished",
                "ngayketthucxuly",
                "ngayketthuc",
                "ngayxulyxong",
                "ngaygiaiquyetxong",
                "ngayhoanthanh",
                "ngaycoketqua",
                "thoigianketthuc",
                "thoigianketthucxuly",
                "ngayxong",
            ],
            Self::Returned => &[
                "returned",
                "ngaytra",
                "ngaytraketqua",
                "thoigiantra",
                "thoigiantraketqua",
                "ngaytrathucte",
                "ngaygiotra",
            ],
            Self::Stopped => &[
                "stopped",
                "ngaydung",
                "ngaydungxuly",
                "ngayrut",
                "ngayruthoso",
                "ngaytralai",
            ],
            Self::Status => &[
                "status",
                "trangthai",
                "tinhtrang",
                "trangthaihoso",
                "tinhtranghoso",
                "tinhtrangxuly",
                "trangthaixuly",
            ],
            Self::Channel => &[
                "channel",
                "kenh",
                "kenhtiepnhan",
                "kenhnop",
                "hinhthucnop",
                "hinhthuctiepnhan",
                "hinhthucnophoso",
                "hinhthucnhanhoso",
                "cachthucnop",
                "cachthucnophoso",
            ],
            Self::Level => &[
                "level",
                "mucdo",
                "mucdodvc",
                "mucdodichvucong",
                "mucdodvctt",
                "mucdodichvucongtructuyen",
                "loaidvc",
                "loaidichvucong",
                "loaidvctt",
            ],
            Self::Payment => &[
                "payment",
                "thanhtoan",
                "hinhthucthanhtoan",
                "thanhtoantructuyen",
                "cachthucthanhtoan",
            ],
            Self::Digitised => &[
                "digitised",
                "sohoa",
                "sohoaketqua",
                "ketquasohoa",
                "dasohoa",
                "sohoaketquagiaiquyet",
                "kqsohoa",
            ],
            Self::Apology => &[
                "apology",
                "thuxinloi",
                "xinloi",
                "phieuxinloi",
                "cothuxinloi",
                "vanbanxinloi",
            ],
        }
    }

    /// The column that a header means, if it is one of these.
    pub fn of(header: &str) -> Option<Self> {
        let key = fold::key(header);
        let known = |column: &Self| column.keys().contains(&key.as_str());
        Self::ALL.into_iter().find(known)
    }

    /// Whether it holds days.
    pub fn is_date(self) -> bool {
        matches!(
            self,
            Self::Received | Self::Due | Self::Finished | Self::Returned | Self::Stopped
        )
    }
}

/// Headers that a register has beside those, among them those of personal data: they tell a
/// header from other rows, and nothing is read below them.
const OTHERS: [&str; 27] = [
    "stt",
    "tt",
    "trichyeu",
    "noidung",
    "tenhoso",
    "sobo",
    "chuhoso",
    "nguoinop",
    "hoten",
    "hovaten",
    "diachi",
    "dienthoai",
    "sodienthoai",
    "cccd",
    "email",
    "nguoinhan",
    "canbotiepnhan",
    "diaban",
    "matthc",
    "tentthc",
    "thutuc",
    "tenthutuc",
    "linhvuc",
    "ghichu",
    "noitiepnhan",
    "donvitiepnhan",
    "canboxuly",
];

/// Whether a header is one that registers have.
pub fn is_known(header: &str) -> bool {
    let key = fold::key(header);
    Column::of(header).is_some() || OTHERS.contains(&key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn knows_the_export_of_twelve_columns() {
        let headers = [
            "STT",
            "Mã hồ sơ",
            "Trích yếu",
            "Số bộ",
            "Chủ hồ sơ",
            "Địa chỉ",
            "Điện thoại",
            "Ngày tiếp nhận",
            "Ngày hẹn trả",
            "Ngày trả",
            "Người nhận",
            "Địa bàn",
        ];
        assert!(headers.iter().all(|header| is_known(header)));
        let found: Vec<Column> = headers
            .iter()
            .filter_map(|header| Column::of(header))
            .collect();
        let wanted = [Column::Id, Column::Received, Column::Due, Column::Returned];
        assert_eq!(found, wanted);
    }

    #[test]
    fn no_header_means_two_things() {
        let mut seen = BTreeSet::new();
        let keys = Column::ALL.iter().flat_map(|column| column.keys());
        for key in keys.chain(&OTHERS) {
            assert_eq!(*key, fold::key(key));
            assert!(seen.insert(key), "{key}");
        }
    }

    /// Who receives is not who decides.
    #[test]
    fn the_receiving_unit_is_no_unit() {
        assert_eq!(Column::of("Đơn vị tiếp nhận"), None);
        assert_eq!(Column::of("Địa bàn"), None);
        assert_eq!(Column::of("Cơ quan giải quyết"), Some(Column::Unit));
    }
}
