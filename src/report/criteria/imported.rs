//! What is said after a table was made a set: how much of it is understood, and what comes next.

use crate::criteria::model::CriteriaSet;
use crate::text::lang::Lang;
use crate::text::numbers;

/// The lines for the screen; `target` is where the set was written to.
pub fn render(set: &CriteriaSet, target: Option<&str>, lang: Lang) -> String {
    let fields = set.fields().count();
    let (stated, leaves) = set.without_formula();
    let remarks = set.remarks().count();
    let total = numbers::show(set.total.decimal(), lang);
    let size = lang.pick(
        format!(
            "Đã lập bộ tiêu chí {}: {fields} lĩnh vực, {leaves} chỉ tiêu, {total} điểm.",
            set.id
        ),
        format!(
            "Made the set {}: {fields} fields, {leaves} leaves, {total} points.",
            set.id
        ),
    );
    let open = lang.pick(
        format!("{stated}/{leaves} chỉ tiêu chưa có công thức; {remarks} chỗ cần xem lại, ghi ở `review` trong tệp."),
        format!("{stated} of {leaves} leaves have no formula; {remarks} remarks to be reviewed, under `review` in the file."),
    );
    let next = target.map(|target| {
        lang.pick(
            format!("Xem từng chỗ: parindex check {target}\n"),
            format!("See each: parindex check {target}\n"),
        )
    });
    format!("{size}\n{open}\n{}", next.unwrap_or_default())
}
