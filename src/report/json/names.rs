//! The names that a result uses: what each can be is part of the schema.

use schemars::JsonSchema;
use serde::Serialize;

use crate::criteria::model;
use crate::diagnostic;
use crate::score::{assessment, official};

/// A day, `2024-01-15`.
pub(super) const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
/// A SHA-256, in hexadecimal.
pub(super) const SHA256: &str = "^[0-9a-f]{64}$";

/// What points stand on.
///
/// Căn cứ tính điểm.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Basis {
    /// What documents and figures give.
    ///
    /// Tính từ tài liệu và số liệu.
    Computed,
    /// What the unit claims.
    ///
    /// Đơn vị tự chấm.
    Claimed,
    /// What the last appraisal gave.
    ///
    /// Điểm thẩm định lần cuối.
    Appraised,
    /// What was published.
    ///
    /// Điểm công bố.
    Published,
}

impl From<official::Basis> for Basis {
    fn from(basis: official::Basis) -> Self {
        match basis {
            official::Basis::Computed => Self::Computed,
            official::Basis::Claimed => Self::Claimed,
            official::Basis::Appraised => Self::Appraised,
            official::Basis::Published => Self::Published,
        }
    }
}

/// How far a text can be relied on.
///
/// Nội dung đáng tin đến đâu.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Provenance {
    /// Taken from the decision itself.
    ///
    /// Lấy từ chính văn bản.
    Official,
    /// Taken from descriptions of the decision.
    ///
    /// Nguồn không chính thức.
    Unofficial,
    /// Put together from results that were published; not compared with the original.
    ///
    /// Dựng lại, chưa đối chiếu bản gốc.
    Reconstructed,
    /// Made up to show how things work.
    ///
    /// Minh họa.
    Illustrative,
}

impl From<model::Provenance> for Provenance {
    fn from(provenance: model::Provenance) -> Self {
        match provenance {
            model::Provenance::Official => Self::Official,
            model::Provenance::Unofficial => Self::Unofficial,
            model::Provenance::Reconstructed => Self::Reconstructed,
            model::Provenance::Illustrative => Self::Illustrative,
        }
    }
}

/// Who gives points.
///
/// Nguồn điểm.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Source {
    /// The unit itself.
    ///
    /// Đơn vị tự chấm.
    #[serde(rename = "self")]
    Own,
    /// A system that counts.
    ///
    /// Hệ thống thông tin.
    System,
    /// A survey.
    ///
    /// Điều tra, khảo sát.
    Survey,
    /// A council.
    ///
    /// Hội đồng thẩm định.
    Council,
}

impl From<model::Source> for Source {
    fn from(source: model::Source) -> Self {
        match source {
            model::Source::Own => Self::Own,
            model::Source::System => Self::System,
            model::Source::Survey => Self::Survey,
            model::Source::Council => Self::Council,
        }
    }
}

/// How a node stands.
///
/// Tình trạng của một mục.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    /// All its points.
    ///
    /// Đạt điểm tối đa.
    Full,
    /// Points lost.
    ///
    /// Bị mất điểm.
    Short,
    /// Points not given yet.
    ///
    /// Còn điểm chờ.
    Pending,
    /// Taken out.
    ///
    /// Không áp dụng.
    NotApplicable,
}

impl From<assessment::Status> for Status {
    fn from(status: assessment::Status) -> Self {
        match status {
            assessment::Status::Full => Self::Full,
            assessment::Status::Short => Self::Short,
            assessment::Status::Pending => Self::Pending,
            assessment::Status::NotApplicable => Self::NotApplicable,
        }
    }
}

/// Why points were lost.
///
/// Nguyên nhân mất điểm.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Cause {
    /// A required document is not declared.
    ///
    /// Chưa khai tài liệu phải có.
    DocumentMissing,
    /// A declared file is absent.
    ///
    /// Đã khai nhưng không có tệp.
    FileMissing,
    /// A file is unusable: empty, damaged, encrypted.
    ///
    /// Tệp không dùng được: rỗng, hỏng, có mật khẩu.
    FileUnusable,
    /// A file's format is not accepted.
    ///
    /// Định dạng tệp không được chấp nhận.
    WrongFormat,
    /// A document is of another type.
    ///
    /// Không đúng loại văn bản.
    WrongType,
    /// A document is outside its dates.
    ///
    /// Ban hành ngoài thời hạn.
    OutOfDates,
    /// An appraiser refused a document.
    ///
    /// Thẩm định không chấp nhận tài liệu.
    Rejected,
    /// An appraiser corrected a figure.
    ///
    /// Thẩm định sửa số liệu.
    Corrected,
    /// A figure that nobody stated.
    ///
    /// Chưa khai số liệu.
    FigureMissing,
    /// A value short of what full marks need.
    ///
    /// Chưa đạt mức yêu cầu.
    Shortfall,
    /// A level below the best.
    ///
    /// Mức chưa cao nhất.
    Level,
    /// Points taken off per item.
    ///
    /// Trừ điểm theo số đếm.
    Deduction,
    /// A document issued late.
    ///
    /// Ban hành muộn.
    Late,
    /// The unit states less.
    ///
    /// Đơn vị khai thấp hơn tối đa.
    StatedLess,
    /// A survey, council or system gives less.
    ///
    /// Chấm thấp hơn tối đa.
    AwardedLess,
    /// The appraisal gives less.
    ///
    /// Thẩm định giảm.
    AppraisedLess,
    /// The total is rounded.
    ///
    /// Làm tròn tổng điểm.
    Rounding,
}

impl From<assessment::Cause> for Cause {
    fn from(cause: assessment::Cause) -> Self {
        match cause {
            assessment::Cause::DocumentMissing => Self::DocumentMissing,
            assessment::Cause::FileMissing => Self::FileMissing,
            assessment::Cause::FileUnusable => Self::FileUnusable,
            assessment::Cause::WrongFormat => Self::WrongFormat,
            assessment::Cause::WrongType => Self::WrongType,
            assessment::Cause::OutOfDates => Self::OutOfDates,
            assessment::Cause::Rejected => Self::Rejected,
            assessment::Cause::Corrected => Self::Corrected,
            assessment::Cause::FigureMissing => Self::FigureMissing,
            assessment::Cause::Shortfall => Self::Shortfall,
            assessment::Cause::Level => Self::Level,
            assessment::Cause::Deduction => Self::Deduction,
            assessment::Cause::Late => Self::Late,
            assessment::Cause::StatedLess => Self::StatedLess,
            assessment::Cause::AwardedLess => Self::AwardedLess,
            assessment::Cause::AppraisedLess => Self::AppraisedLess,
            assessment::Cause::Rounding => Self::Rounding,
        }
    }
}

/// How a document stands. Of several faults of a row it is the first in this order, of several
/// rows the one nearest to `in_order`.
///
/// Tình trạng của tài liệu. Một dòng có nhiều lỗi thì lấy lỗi đứng trước; nhiều dòng thì lấy
/// dòng gần `in_order` nhất.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    /// Not declared.
    ///
    /// Chưa khai.
    NotDeclared,
    /// Declared, the file is absent.
    ///
    /// Đã khai, không có tệp.
    FileMissing,
    /// The file is unusable: empty, damaged, encrypted.
    ///
    /// Tệp không dùng được: rỗng, hỏng, có mật khẩu.
    FileUnusable,
    /// The file's format is not accepted.
    ///
    /// Định dạng tệp không được chấp nhận.
    WrongFormat,
    /// The document is of another type.
    ///
    /// Không đúng loại văn bản.
    WrongType,
    /// Outside its dates, or undated where a date counts.
    ///
    /// Ban hành ngoài thời hạn, hoặc không ghi ngày trong khi ngày được tính.
    OutOfDates,
    /// Refused by an appraiser.
    ///
    /// Thẩm định không chấp nhận.
    Rejected,
    /// Not in order; an explanation stands in for it.
    ///
    /// Chưa hợp lệ, có giải trình thay.
    Explained,
    /// In order.
    ///
    /// Hợp lệ.
    InOrder,
}

impl From<assessment::State> for State {
    fn from(state: assessment::State) -> Self {
        match state {
            assessment::State::NotDeclared => Self::NotDeclared,
            assessment::State::FileMissing => Self::FileMissing,
            assessment::State::FileUnusable => Self::FileUnusable,
            assessment::State::WrongFormat => Self::WrongFormat,
            assessment::State::WrongType => Self::WrongType,
            assessment::State::OutOfDates => Self::OutOfDates,
            assessment::State::Rejected => Self::Rejected,
            assessment::State::Explained => Self::Explained,
            assessment::State::InOrder => Self::InOrder,
        }
    }
}

/// Whether a diagnostic stops a run. Results carry warnings only: after an error there is none.
///
/// Mức độ. Kết quả chỉ có lưu ý: khi có lỗi thì không có kết quả.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Severity {
    /// Nothing is scored or written.
    ///
    /// Không chấm, không ghi gì.
    Error,
    /// Listed; the exit code does not change.
    ///
    /// Chỉ nêu ra; mã thoát không đổi.
    Warning,
}

impl From<diagnostic::Severity> for Severity {
    fn from(severity: diagnostic::Severity) -> Self {
        match severity {
            diagnostic::Severity::Error => Self::Error,
            diagnostic::Severity::Warning => Self::Warning,
        }
    }
}
