//! What `check` found, on screen: a line per set, a table of submissions.

use comfy_table::CellAlignment::{Left, Right};

use super::{Checked, CheckedSet, Received, Status, counts};
use crate::points::Points;
use crate::report::terminal::{Screen, joined, table};
use crate::text::lang::Lang;
use crate::text::numbers;

/// Renders what was found.
pub fn render(checked: &Checked, lang: Lang, screen: Screen) -> String {
    let mut parts = Vec::new();
    if !checked.sets.is_empty() {
        let lines = checked.sets.iter().map(|set| of_set(set, lang));
        parts.push(lines.collect::<Vec<_>>().join("\n"));
    }
    match checked.submissions.as_slice() {
        [] => {}
        [only] => parts.push(of_one(only, lang)),
        several => {
            parts.push(of_many(several, lang, screen));
            parts.push(summary(several, lang));
        }
    }
    joined(&parts, screen)
}

/// `2 lỗi, 1 lưu ý`.
fn problems(errors: usize, warnings: usize, lang: Lang) -> String {
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    lang.pick(
        format!("{errors} lỗi, {warnings} lưu ý"),
        format!(
            "{errors} error{}, {warnings} warning{}",
            plural(errors),
            plural(warnings)
        ),
    )
}

fn of_set(checked: &CheckedSet, lang: Lang) -> String {
    let (errors, warnings) = counts(&checked.diagnostics);
    let name = &checked.name;
    let Some(set) = &checked.set else {
        let found = problems(errors, warnings, lang);
        return lang.pick(
            format!("✗ {name}: không đọc được bộ tiêu chí ({found})"),
            format!("✗ {name}: the set cannot be read ({found})"),
        );
    };
    let (stated, leaves) = set.without_formula();
    let total = numbers::show(set.total.decimal(), lang);
    let size = lang.pick(
        format!("{leaves} chỉ tiêu, {total} điểm"),
        format!("{leaves} leaves, {total} points"),
    );
    let mut text = if checked.is_proved() {
        lang.pick(
            format!("✓ {name} ({size}): đã chứng minh"),
            format!("✓ {name} ({size}): proved"),
        )
    } else {
        lang.pick(
            format!("✗ {name} ({size}): chưa chứng minh được"),
            format!("✗ {name} ({size}): not proved"),
        )
    };
    if errors + warnings > 0 {
        text.push_str(&format!("; {}", problems(errors, warnings, lang)));
    }
    if stated > 0 {
        text.push_str(&lang.pick(
            format!("; {stated}/{leaves} chỉ tiêu chưa có công thức"),
            format!("; {stated} of {leaves} leaves have no formula"),
        ));
    }
    let remarks = set.remarks().count();
    if remarks > 0 {
        let plural = if remarks == 1 { "" } else { "s" };
        text.push_str(&lang.pick(
            format!("; {remarks} chỗ cần xem lại"),
            format!("; {remarks} remark{plural} to be reviewed"),
        ));
    }
    text
}

fn unit_name(received: &Received) -> &str {
    let path = received.path.as_deref();
    received.unit.label().or(path).unwrap_or_default()
}

fn status(received: &Received, lang: Lang) -> &'static str {
    match received.status() {
        Status::NotSubmitted => lang.pick("chưa nộp", "not submitted"),
        Status::Broken => lang.pick("có lỗi", "broken"),
        Status::OtherCriteria => lang.pick("bộ tiêu chí khác", "other set"),
        Status::Incomplete => lang.pick("chưa đủ", "incomplete"),
        Status::Complete => lang.pick("đủ", "complete"),
    }
}

/// One submission, in a few lines.
fn of_one(received: &Received, lang: Lang) -> String {
    let (errors, warnings) = counts(&received.diagnostics);
    let name = unit_name(received);
    let state = status(received, lang);
    let found = problems(errors, warnings, lang);
    let mut lines = vec![format!("{name}: {state} ({found})")];
    if let Some(done) = &received.completeness {
        let (leaves, answered) = (done.leaves, done.leaves - done.unanswered);
        lines.push(lang.pick(
            format!("Đã khai {answered}/{leaves} chỉ tiêu."),
            format!("{answered} of {leaves} leaves are answered."),
        ));
        let declared = done.declared;
        lines.push(match (done.found, done.unreadable) {
            (Some(present), Some(unreadable)) => lang.pick(
                format!(
                    "Tệp đính kèm: khai {declared}, có {present}, không đọc được {unreadable}."
                ),
                format!(
                    "Attachments: {declared} declared, {present} found, {unreadable} unreadable."
                ),
            ),
            _ => lang.pick(
                format!("Tệp đính kèm: khai {declared}, chưa kiểm tra tệp nào."),
                format!("Attachments: {declared} declared, none checked."),
            ),
        });
        if let Some(claimed) = done.claimed {
            let claimed = numbers::show(claimed.decimal(), lang);
            lines.push(lang.pick(
                format!("Tổng điểm tự chấm: {claimed}."),
                format!("Points claimed: {claimed}."),
            ));
        }
    }
    lines.join("\n")
}

/// The list of what was received.
fn of_many(received: &[Received], lang: Lang, screen: Screen) -> String {
    let header = [
        (lang.pick("Đơn vị", "Unit"), Left),
        (lang.pick("Bộ tiêu chí", "Set"), Left),
        (lang.pick("Năm", "Year"), Right),
        (lang.pick("Tệp khai", "Files"), Right),
        (lang.pick("Có", "Found"), Right),
        (lang.pick("Hỏng", "Bad"), Right),
        (lang.pick("Chưa khai", "Unanswered"), Right),
        (lang.pick("Tự chấm", "Claimed"), Right),
        (lang.pick("Lỗi", "Errors"), Right),
        (lang.pick("Lưu ý", "Warnings"), Right),
        (lang.pick("Tình trạng", "Status"), Left),
    ];
    let mut rows = table::new(&header, screen);
    for received in received {
        let done = received.completeness.as_ref();
        let count =
            |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
        let points = |points: Points| numbers::show(points.decimal(), lang);
        let (errors, warnings) = counts(&received.diagnostics);
        let unanswered = done.map(|done| format!("{}/{}", done.unanswered, done.leaves));
        rows.add_row(vec![
            unit_name(received).to_owned(),
            received.criteria.clone().unwrap_or_default(),
            received
                .year
                .map_or_else(String::new, |year| year.to_string()),
            count(done.map(|done| done.declared)),
            count(done.and_then(|done| done.found)),
            count(done.and_then(|done| done.unreadable)),
            unanswered.unwrap_or_default(),
            done.and_then(|done| done.claimed)
                .map_or_else(String::new, points),
            errors.to_string(),
            warnings.to_string(),
            status(received, lang).to_owned(),
        ]);
    }
    table::align(&mut rows, &header);
    table::finish(rows, &[2, 3, 4, 5, 6, 7, 8, 9])
}

fn summary(received: &[Received], lang: Lang) -> String {
    let count = |status: Status| received.iter().filter(|one| one.status() == status).count();
    let (complete, incomplete) = (count(Status::Complete), count(Status::Incomplete));
    let (broken, absent) = (count(Status::Broken), count(Status::NotSubmitted));
    let all = received.len();
    lang.pick(
        format!("{all} đơn vị: {complete} đủ, {incomplete} chưa đủ, {broken} có lỗi, {absent} chưa nộp."),
        format!("{all} units: {complete} complete, {incomplete} incomplete, {broken} broken, {absent} not submitted."),
    )
}
