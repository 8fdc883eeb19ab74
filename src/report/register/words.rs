//! Words for what registers hold.

use crate::diagnostic::SourceFile;
use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::ColumnRef;
use crate::evidence::register::counts::Rate;
use crate::evidence::register::definitions::OnTime;
use crate::evidence::register::row::Left;
use crate::text::lang::Lang;

/// By what a dossier is on time.
pub fn on_time(on_time: OnTime, lang: Lang) -> &'static str {
    match on_time {
        OnTime::Dates => lang.pick("đúng hạn tính theo ngày", "on time by days"),
        OnTime::Timestamps => lang.pick(
            "đúng hạn tính theo ngày và giờ",
            "on time by days and hours",
        ),
    }
}

/// A file, or a sheet of one.
pub fn file(file: &SourceFile) -> String {
    match &file.sheet {
        Some(sheet) => format!("{}#{}", file.name, sheet.name),
        None => file.name.clone(),
    }
}

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

/// What a quotient is.
pub fn rate(rate: Rate, lang: Lang) -> &'static str {
    match rate {
        Rate::OfCompleted => lang.pick(
            "Đúng hạn trên số đã giải quyết (mẫu 06a)",
            "On time of completed (form 06a)",
        ),
        Rate::OfTotal => lang.pick(
            "Đúng hạn trên số tiếp nhận, giải quyết (QĐ 766)",
            "On time of received (Decision 766)",
        ),
        Rate::MeanDays => lang.pick(
            "Số ngày giải quyết bình quân một hồ sơ",
            "Mean days for a dossier",
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
