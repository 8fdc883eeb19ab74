//! Metrics: what is counted of a unit's dossiers. Those that the program knows, by the columns of
//! form 06a of Thông tư 01/2018/TT-VPCP, and a province's own, in one language.

use crate::diagnostic::Place;
use crate::evidence::register::columns::Column;
use crate::evidence::register::condition::{ColumnRef, Condition, Timing};
use crate::text::lang::{Text, text};

/// A number of dossiers.
#[derive(Clone, Debug)]
pub struct Metric {
    /// Its id: `register.<id>` in values.
    pub id: String,
    /// What is counted.
    pub name: Text,
    /// Which dossiers count.
    pub condition: Condition,
    /// Where a set defines it; `None` for those the program knows.
    pub place: Option<Place>,
}

/// The metric that is no count of dossiers: the days that completed ones took, together.
pub const DAYS: &str = "days";

/// The column of form 06a that a metric is.
pub fn form_column(id: &str) -> Option<u8> {
    Some(match id {
        "total" => 3,
        "received_online" => 4,
        "received_in_person" => 5,
        "carried_over" => 6,
        "completed" => 7,
        "completed_early" => 8,
        "completed_on_due" => 9,
        "completed_late" => 10,
        "open" => 11,
        "open_in_time" => 12,
        "open_overdue" => 13,
        _ => return None,
    })
}

/// What [`DAYS`] is called.
pub fn days_name() -> Text {
    text!(
        "Tổng số ngày giải quyết của hồ sơ đã xong",
        "Days that completed dossiers took, together"
    )
}

/// The metrics that the program knows.
pub fn known() -> Vec<Metric> {
    let metric = |id: &str, name: Text, condition: Condition| Metric {
        id: id.to_owned(),
        name,
        condition,
        place: None,
    };
    vec![
        metric(
            "total",
            text!(
                "Tiếp nhận trong kỳ và kỳ trước chuyển sang",
                "Received and carried over"
            ),
            all([]),
        ),
        metric(
            "received",
            text!("Tiếp nhận trong kỳ", "Received in the period"),
            received(),
        ),
        metric(
            "received_online",
            text!("Tiếp nhận trực tuyến", "Received online"),
            online(),
        ),
        metric(
            "received_in_person",
            text!(
                "Tiếp nhận trực tiếp, qua bưu chính",
                "Received in person or by post"
            ),
            all([received(), not(is(Column::Channel, "online"))]),
        ),
        metric(
            "carried_over",
            text!("Kỳ trước chuyển sang", "Carried over"),
            Condition::Carried(true),
        ),
        metric(
            "completed",
            text!("Đã giải quyết", "Completed"),
            completed(),
        ),
        metric(
            "completed_early",
            text!("Giải quyết trước hạn", "Completed early"),
            Condition::Came(Timing::Early),
        ),
        metric(
            "completed_on_due",
            text!("Giải quyết đúng ngày hẹn", "Completed on the day due"),
            Condition::Came(Timing::OnDue),
        ),
        metric(
            "completed_late",
            text!("Giải quyết quá hạn", "Completed late"),
            Condition::Came(Timing::Late),
        ),
        metric(
            "completed_on_time",
            text!(
                "Giải quyết trước hạn và đúng hạn",
                "Completed early or on the day due"
            ),
            on_time(),
        ),
        metric("open", text!("Đang giải quyết", "Open"), not(completed())),
        metric(
            "open_in_time",
            text!("Đang giải quyết, trong hạn", "Open, in time"),
            Condition::Came(Timing::OpenInTime),
        ),
        metric(
            "open_overdue",
            text!("Đang giải quyết, quá hạn", "Open, overdue"),
            Condition::Came(Timing::OpenOverdue),
        ),
        metric(
            "online_partial",
            text!("Trực tuyến một phần", "Online in part"),
            all([online(), is(Column::Level, "partial")]),
        ),
        metric(
            "online_full",
            text!("Trực tuyến toàn trình", "Online from end to end"),
            all([online(), is(Column::Level, "full")]),
        ),
        metric(
            "paid_online",
            text!("Thanh toán trực tuyến", "Paid online"),
            is(Column::Payment, "online"),
        ),
        metric(
            "digitised",
            text!(
                "Đã giải quyết, kết quả được số hóa",
                "Completed, result digitised"
            ),
            all([completed(), is(Column::Digitised, "done")]),
        ),
        metric(
            "late_without_apology",
            text!(
                "Quá hạn mà không có thư xin lỗi",
                "Late without a letter of apology"
            ),
            all([overdue(), not(is(Column::Apology, "done"))]),
        ),
    ]
}

fn received() -> Condition {
    Condition::Carried(false)
}

fn online() -> Condition {
    all([received(), is(Column::Channel, "online")])
}

fn on_time() -> Condition {
    any([Timing::Early, Timing::OnDue])
}

fn completed() -> Condition {
    any([Timing::Early, Timing::OnDue, Timing::Late])
}

/// Late when it ended, or not ended and overdue: the letter (mẫu số 04) says sorry and names another
/// day, so it is due when the day passes.
fn overdue() -> Condition {
    any([Timing::Late, Timing::OpenOverdue])
}

fn all<const N: usize>(parts: [Condition; N]) -> Condition {
    Condition::All(parts.into())
}

fn any<const N: usize>(timings: [Timing; N]) -> Condition {
    Condition::Any(timings.map(Condition::Came).into())
}

fn not(part: Condition) -> Condition {
    Condition::Not(Box::new(part))
}

fn is(column: Column, value: &str) -> Condition {
    Condition::In(ColumnRef::Known(column), vec![value.to_owned()])
}
