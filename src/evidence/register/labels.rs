//! What reasons and columns are called, in messages and on screen.

use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::row::Left;
use crate::text::lang::Lang;

/// Why a row is left out.
pub fn left(left: Left, lang: Lang) -> &'static str {
    match left {
        Left::NoDossier => lang.pick(
            "dòng không phải hồ sơ (không mã, không ngày tiếp nhận)",
            "no dossier (neither id nor day of receipt)",
        ),
        Left::WrongWidth => lang.pick(
            "số ô khác số cột của tiêu đề",
            "more or fewer cells than the header",
        ),
        Left::NoUnit => lang.pick("không ghi đơn vị", "no unit"),
        Left::BadDate => lang.pick("ngày không đọc được", "a date that cannot be read"),
        Left::NoReceived => lang.pick("không có ngày tiếp nhận", "no day of receipt"),
        Left::NoDue => lang.pick("không có ngày hẹn trả", "no day due"),
        Left::UndatedEnd => lang.pick(
            "trạng thái đã kết thúc mà không có ngày kết thúc",
            "ended by its status, without a day",
        ),
        Left::Impossible => lang.pick(
            "kết thúc trước khi tiếp nhận",
            "ended before it was received",
        ),
        Left::Outside => lang.pick(
            "ngoài kỳ (tiếp nhận sau kỳ, hoặc kết thúc trước kỳ)",
            "outside the period (received after it, or ended before it)",
        ),
        Left::Duplicate => lang.pick(
            "mã hồ sơ đã có ở dòng trên",
            "a dossier that stands further up already",
        ),
    }
}

/// What a column holds.
pub fn column(column: &ColumnRef, lang: Lang) -> String {
    let known = match column {
        ColumnRef::Own(key) => return format!("`{key}`"),
        ColumnRef::Known(known) => known,
    };
    let words = match known {
        Column::Id => ("mã hồ sơ", "dossier id"),
        Column::Unit => ("đơn vị giải quyết", "deciding unit"),
        Column::UnitName => ("tên đơn vị", "name of the unit"),
        Column::Received => ("ngày tiếp nhận", "day of receipt"),
        Column::Due => ("ngày hẹn trả", "day due"),
        Column::Finished => ("ngày kết thúc xử lý", "end of handling"),
        Column::Returned => ("ngày trả", "day of return"),
        Column::Stopped => ("ngày dừng, rút", "day stopped or withdrawn"),
        Column::Status => ("trạng thái", "status"),
        Column::Channel => ("kênh tiếp nhận", "channel"),
        Column::Level => ("mức độ dịch vụ công", "level of online service"),
        Column::Payment => ("thanh toán", "payment"),
        Column::Digitised => ("số hóa", "digitised"),
        Column::Apology => ("thư xin lỗi", "letter of apology"),
    };
    lang.pick(words.0, words.1).to_owned()
}

/// What a known value of a column is called; what is written, where it is none.
pub fn value(column: &ColumnRef, name: &str, lang: Lang) -> String {
    let ColumnRef::Known(column) = column else {
        return format!("«{name}»");
    };
    let words = match (column, name) {
        (Column::Status, "open") => ("đang xử lý", "open"),
        (Column::Status, "supplement") => ("yêu cầu bổ sung", "to be supplemented"),
        (Column::Status, "withdrawn") => ("rút", "withdrawn"),
        (Column::Status, "stopped") => ("dừng", "stopped"),
        (Column::Status, "finished") => ("xử lý xong", "finished"),
        (Column::Status, "returned") => ("đã trả kết quả", "returned"),
        (Column::Channel | Column::Payment, "online") => ("trực tuyến", "online"),
        (Column::Channel | Column::Payment, "in_person") => ("trực tiếp", "in person"),
        (Column::Channel, "post") => ("bưu chính", "by post"),
        (Column::Level, "partial") => ("một phần", "in part"),
        (Column::Level, "full") => ("toàn trình", "from end to end"),
        (Column::Digitised | Column::Apology, "done") => ("có", "there"),
        (Column::Digitised | Column::Apology, "not_done") => ("không", "not there"),
        _ => return format!("«{name}»"),
    };
    lang.pick(words.0, words.1).to_owned()
}
