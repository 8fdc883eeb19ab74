//! Words for what registers hold.

use crate::diagnostic::SourceFile;
use crate::evidence::register::counts::Rate;
use crate::evidence::register::definitions::OnTime;
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
