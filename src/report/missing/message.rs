//! What is missing as plain text, to be pasted into a message to each officer.

use super::Missing;
use crate::report::words;

impl Missing<'_> {
    /// Plain text, one message per officer.
    pub fn message(&self) -> String {
        let lang = self.view.lang;
        let said = self.words();
        let unit = words::unit(said.said.unit(), lang);
        let index = words::index(self.view.submission.year, lang);
        if self.owners.is_empty() {
            return format!("{index}, {unit}: {}\n", said.summary(self));
        }
        let messages = self.owners.iter().map(|owner| {
            let to = owner.person.or(owner.role);
            let to = to.unwrap_or(lang.pick("các đồng chí", "all"));
            let count = owner.measures.len();
            let points = owner.measures.iter().map(|measure| measure.lost).sum();
            let points = said.said.fixed(points);
            let over = owner.measures.iter().all(|measure| !measure.recoverable);
            let mut text = lang.pick(
                format!("Gửi {to}: {index} của {unit} còn {count} việc, lấy lại {points} điểm:\n"),
                format!(
                    "To {to}: {index} of {unit}: {count} tasks, {points} points to win back:\n"
                ),
            );
            if over {
                let words = "Đã quá hạn bổ sung, không còn lấy lại được trong kỳ này.";
                text += lang.pick(
                    words,
                    "The supplement deadline is over; nothing can be won back in this period.",
                );
                text.push('\n');
            }
            for (number, measure) in (1..).zip(&owner.measures) {
                let (act, codes) = (said.measures.act(measure), said.measures.codes(measure));
                let (regain, place) = (said.regain(measure), said.place(measure));
                text += &format!("{number}. {act} ({codes}): {regain}; {place}");
                if let Some(deadline) = said.deadline(measure.by) {
                    text += &format!("; {} {deadline}", lang.pick("hạn", "by"));
                }
                text += ".\n";
                for line in said.near(measure) {
                    text += &format!("   ({line})\n");
                }
            }
            text
        });
        messages.collect::<Vec<_>>().join("\n")
    }
}
