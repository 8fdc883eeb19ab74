//! Values of a register's columns, and the many ways in which systems write them.

use crate::evidence::register::columns::Column;
use crate::text::fold;

/// A value that a column can hold: its name, and the keys it is known by.
struct Known {
    name: &'static str,
    keys: &'static [&'static str],
}

const fn known(name: &'static str, keys: &'static [&'static str]) -> Known {
    Known { name, keys }
}

const STATUS: [Known; 6] = [
    known(
        "open",
        &[
            "open",
            "dangxuly",
            "dangthuly",
            "danggiaiquyet",
            "moitiepnhan",
            "datiepnhan",
            "tiepnhan",
            "chotiepnhan",
            "choxuly",
            "chopheduyet",
            "dangpheduyet",
            "trongquatrinhxuly",
        ],
    ),
    known(
        "supplement",
        &[
            "supplement",
            "5",
            "yeucaubosung",
            "bosung",
            "chobosung",
            "yeucaubosunghoso",
            "dungchobosung",
            "chobosunghoso",
        ],
    ),
    known(
        "withdrawn",
        &[
            "withdrawn",
            "7",
            "rut",
            "ruthoso",
            "darut",
            "daruthoso",
            "congdanruthoso",
            "huyhoso",
            "huy",
            "dahuy",
        ],
    ),
    known(
        "stopped",
        &[
            "stopped",
            "8",
            "dung",
            "dungxuly",
            "dadung",
            "tuchoi",
            "tuchoigiaiquyet",
            "tuchoitiepnhan",
            "tralai",
            "tralaihoso",
            "khongdudieukien",
        ],
    ),
    known(
        "finished",
        &[
            "finished",
            "9",
            "xulyxong",
            "daxulyxong",
            "daxuly",
            "hoanthanh",
            "dahoanthanh",
            "dacoketqua",
            "chotraketqua",
            "dagiaiquyet",
            "dagiaiquyetxong",
        ],
    ),
    known(
        "returned",
        &[
            "returned",
            "10",
            "traketqua",
            "datraketqua",
            "datraketquatructuyen",
            "datra",
            "datrakq",
            "trakq",
        ],
    ),
];

const CHANNEL: [Known; 3] = [
    known(
        "in_person",
        &[
            "inperson",
            "1",
            "tructiep",
            "noptructiep",
            "taibophanmotcua",
            "motcua",
        ],
    ),
    known(
        "online",
        &[
            "online",
            "2",
            "tructuyen",
            "noptructuyen",
            "quamang",
            "congdvc",
            "dvctt",
        ],
    ),
    known(
        "post",
        &[
            "post",
            "3",
            "buuchinh",
            "quabuuchinh",
            "bcci",
            "buuchinhcongich",
            "dichvubuuchinh",
            "quadichvubuuchinh",
        ],
    ),
];

const LEVEL: [Known; 2] = [
    known(
        "partial",
        &[
            "partial",
            "motphan",
            "dvctructuyenmotphan",
            "tructuyenmotphan",
            "dvcmotphan",
            "muc3",
            "mucdo3",
        ],
    ),
    known(
        "full",
        &[
            "full",
            "toantrinh",
            "dvctructuyentoantrinh",
            "tructuyentoantrinh",
            "dvctoantrinh",
            "muc4",
            "mucdo4",
        ],
    ),
];

const PAYMENT: [Known; 2] = [
    known(
        "online",
        &[
            "online",
            "tructuyen",
            "thanhtoantructuyen",
            "dathanhtoantructuyen",
            "chuyenkhoan",
            "khongdungtienmat",
        ],
    ),
    known(
        "in_person",
        &[
            "inperson",
            "tructiep",
            "tienmat",
            "thanhtoantructiep",
            "taibophanmotcua",
            "khong",
            "chuathanhtoan",
            "mienphi",
            "khongthuphi",
            "khongphi",
        ],
    ),
];

/// Names that no other program takes for truth values.
const DONE: [Known; 2] = [
    known(
        "done",
        &[
            "done", "yes", "co", "x", "1", "true", "dung", "da", "roi", "dasohoa", "daco",
            "daxinloi",
        ],
    ),
    known(
        "not_done",
        &[
            "notdone",
            "no",
            "khong",
            "0",
            "false",
            "sai",
            "chua",
            "chuasohoa",
            "chuaco",
            "khongco",
        ],
    ),
];

fn all(column: Column) -> &'static [Known] {
    match column {
        Column::Status => &STATUS,
        Column::Channel => &CHANNEL,
        Column::Level => &LEVEL,
        Column::Payment => &PAYMENT,
        Column::Digitised | Column::Apology => &DONE,
        _ => &[],
    }
}

/// The names of the values that a column can hold; none where it holds anything.
pub fn names(column: Column) -> Vec<&'static str> {
    all(column).iter().map(|known| known.name).collect()
}

/// Whether a status of this name is that of a dossier that ended.
pub fn is_ended(status: &str) -> bool {
    ENDED.contains(&status)
}

/// The statuses of dossiers that ended.
pub const ENDED: [&str; 4] = ["withdrawn", "stopped", "finished", "returned"];

/// The keys that the value at this position of [`names`] is known by.
pub fn keys(column: Column, value: usize) -> &'static [&'static str] {
    all(column).get(value).map_or(&[], |known| known.keys)
}

/// The position of the value in [`names`] that a cell holds, if it is one that is known.
pub fn of(column: Column, cell: &str) -> Option<usize> {
    let key = fold::key(cell);
    all(column)
        .iter()
        .position(|known| known.keys.contains(&key.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn knows_numbers_and_words() {
        let named = |column, cell| of(column, cell).map(|index| names(column)[index]);
        assert_eq!(named(Column::Status, "10"), Some("returned"));
        assert_eq!(named(Column::Status, "Yêu cầu bổ sung"), Some("supplement"));
        assert_eq!(named(Column::Channel, "Trực tuyến"), Some("online"));
        assert_eq!(named(Column::Level, "Toàn trình"), Some("full"));
        assert_eq!(named(Column::Digitised, "Không"), Some("not_done"));
        assert_eq!(named(Column::Status, "Đang ngủ"), None);
    }

    #[test]
    fn every_key_is_one_and_of_one_value() {
        for column in Column::ALL {
            let mut seen = BTreeSet::new();
            for key in all(column).iter().flat_map(|known| known.keys) {
                assert_eq!(*key, fold::key(key), "{column:?}");
                assert!(seen.insert(key), "{column:?} {key}");
            }
        }
    }
}
