//! The names that a criteria set uses, as outputs show them: what each can be is part of the
//! schema.

use schemars::JsonSchema;
use serde::Serialize;

use crate::criteria::{figures, model};
use crate::evidence::register::definitions;
use crate::points;
use crate::survey;

/// What kind of unit is scored.
///
/// Cấp của đơn vị được chấm.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Level {
    /// A commune or ward.
    ///
    /// Xã, phường, thị trấn.
    Xa,
    /// A district.
    ///
    /// Huyện.
    Huyen,
    /// A department of a province.
    ///
    /// Sở, ban, ngành.
    So,
    /// A province.
    ///
    /// Tỉnh, thành phố.
    Tinh,
}

impl From<model::Level> for Level {
    fn from(level: model::Level) -> Self {
        match level {
            model::Level::Xa => Self::Xa,
            model::Level::Huyen => Self::Huyen,
            model::Level::So => Self::So,
            model::Level::Tinh => Self::Tinh,
        }
    }
}

/// What a leaf is worth where it does not apply.
///
/// Chỉ tiêu không áp dụng thì được tính thế nào.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Policy {
    /// It cannot be declared not applicable.
    ///
    /// Không được khai là không áp dụng.
    Forbid,
    /// It has its maximum.
    ///
    /// Được điểm tối đa.
    Full,
    /// It is taken out, and its maximum with it.
    ///
    /// Loại ra, cùng điểm tối đa.
    Exclude,
}

impl From<model::Policy> for Policy {
    fn from(policy: model::Policy) -> Self {
        match policy {
            model::Policy::Forbid => Self::Forbid,
            model::Policy::Full => Self::Full,
            model::Policy::Exclude => Self::Exclude,
        }
    }
}

/// What a figure counts or measures.
///
/// Loại số liệu.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum FigureKind {
    /// A whole number from 0.
    ///
    /// Số nguyên từ 0.
    Count,
    /// A percentage, as a share.
    ///
    /// Phần trăm, viết thành tỷ lệ.
    Percent,
    /// A number.
    ///
    /// Một số.
    Number,
    /// An amount of money.
    ///
    /// Số tiền.
    Money,
    /// A day.
    ///
    /// Một ngày.
    Date,
    /// Yes or no, 1 or 0.
    ///
    /// Có hoặc không, 1 hoặc 0.
    YesNo,
}

impl From<figures::Kind> for FigureKind {
    fn from(kind: figures::Kind) -> Self {
        match kind {
            figures::Kind::Count => Self::Count,
            figures::Kind::Percent => Self::Percent,
            figures::Kind::Number => Self::Number,
            figures::Kind::Money => Self::Money,
            figures::Kind::Date => Self::Date,
            figures::Kind::YesNo => Self::YesNo,
        }
    }
}

/// How points are rounded.
///
/// Cách làm tròn.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mode {
    /// A half goes up.
    ///
    /// Nửa thì làm tròn lên.
    HalfUp,
    /// A half goes to the even neighbour.
    ///
    /// Nửa thì làm tròn về số chẵn.
    HalfEven,
    /// What is beyond the digits is cut off.
    ///
    /// Bỏ phần sau.
    Down,
}

impl From<points::Mode> for Mode {
    fn from(mode: points::Mode) -> Self {
        match mode {
            points::Mode::HalfUp => Self::HalfUp,
            points::Mode::HalfEven => Self::HalfEven,
            points::Mode::Down => Self::Down,
        }
    }
}

/// What is rounded.
///
/// Làm tròn ở đâu.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum RoundedAt {
    /// Every leaf; sums add rounded points.
    ///
    /// Từng chỉ tiêu; tổng cộng các điểm đã làm tròn.
    Leaf,
    /// The total alone.
    ///
    /// Chỉ tổng điểm.
    Total,
}

impl From<points::Stage> for RoundedAt {
    fn from(stage: points::Stage) -> Self {
        match stage {
            points::Stage::Leaf => Self::Leaf,
            points::Stage::Total => Self::Total,
        }
    }
}

/// How a dossier is told to be on time.
///
/// Tính đúng hạn theo gì.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum OnTime {
    /// By days.
    ///
    /// Theo ngày.
    Dates,
    /// By days and hours.
    ///
    /// Theo ngày và giờ.
    Timestamps,
}

impl From<definitions::OnTime> for OnTime {
    fn from(on_time: definitions::OnTime) -> Self {
        match on_time {
            definitions::OnTime::Dates => Self::Dates,
            definitions::OnTime::Timestamps => Self::Timestamps,
        }
    }
}

/// How answers become a share from 0 to 1.
///
/// Cách tính từ câu trả lời ra tỷ lệ từ 0 đến 1.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Method {
    /// Answers 4 or 5, of all answers.
    ///
    /// Số câu trả lời 4 hoặc 5 trên số câu trả lời.
    #[serde(rename = "top2_percent")]
    Top2Percent,
    /// (mean − 1) / 4.
    ///
    /// (điểm trung bình − 1) / 4.
    MeanScaled,
    /// mean / 5.
    ///
    /// điểm trung bình / 5.
    MeanFifth,
}

impl From<survey::Method> for Method {
    fn from(method: survey::Method) -> Self {
        match method {
            survey::Method::Top2Percent => Self::Top2Percent,
            survey::Method::MeanScaled => Self::MeanScaled,
            survey::Method::MeanFifth => Self::MeanFifth,
        }
    }
}
