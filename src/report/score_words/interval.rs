//! Between which points a score lies: what is left if nothing unverified counts, and what it
//! becomes if all that is pending is given.

use super::{Risk, Wording};
use crate::points::Points;

impl Wording<'_> {
    /// The least, the present and the greatest result, where they differ.
    pub(crate) fn interval(self) -> Option<String> {
        let total = &self.view.assessment.total;
        let (floor, ceiling) = (total.floor, total.ceiling);
        if floor == ceiling {
            return None;
        }
        let lang = self.view.lang;
        let mut parts = Vec::new();
        let shown = |points: Points| self.plain(points);
        if floor != total.points {
            let floor = shown(floor);
            let risk = self.what_is_at_risk();
            parts.push(lang.pick(
                format!("thấp nhất {floor} nếu {risk} không được chấp nhận"),
                format!("at least {floor} if {risk} are refused"),
            ));
        }
        let now = shown(total.points);
        parts.push(lang.pick(format!("hiện {now}"), format!("now {now}")));
        if ceiling != total.points {
            let ceiling = shown(ceiling);
            parts.push(lang.pick(
                format!("cao nhất {ceiling} nếu phần chờ được cho đủ"),
                format!("at most {ceiling} if all that is pending is given"),
            ));
        }
        let word = self.pick("Khoảng điểm", "Interval");
        Some(format!("{word}: {}.", parts.join("; ")))
    }

    /// `1.2.1 Công khai TTHC: −0,50 (giải trình)`, for each leaf that may lose what it has.
    pub(crate) fn risk_lines(self) -> Vec<String> {
        let risks = self.risks();
        let risky = risks.iter().filter(|risk| !risk.at_risk.is_zero());
        let line = |risk: &Risk<'_>| {
            let kinds = [
                (risk.explained.is_empty(), ("giải trình", "explanation")),
                (risk.links.is_empty(), ("đường dẫn", "link")),
                (
                    risk.awaiting.is_empty(),
                    ("chờ thẩm định lại", "awaits a second look"),
                ),
            ];
            let kinds = kinds.into_iter().filter(|(none, _)| !none);
            let kinds: Vec<&str> = kinds.map(|(_, (vi, en))| self.pick(vi, en)).collect();
            let why = kinds.join(", ");
            let (node, points) = (risk.node, &risk.points);
            format!("{} {}: −{points} ({why})", node.code, self.name(node))
        };
        risky.map(line).collect()
    }

    /// Between which points a leaf lies, where it is not certain.
    pub(crate) fn leaf_interval(self, index: usize) -> Option<String> {
        let scored = &self.view.assessment.nodes[index];
        let score = scored.leaf.as_ref()?;
        let points = scored.points?;
        if score.at_risk.is_zero() && scored.pending.is_zero() {
            return None;
        }
        let floor = self.plain(points - score.at_risk);
        let ceiling = self.plain(points + scored.pending);
        let now = self.plain(points);
        Some(self.view.lang.pick(
            format!("Khoảng điểm: từ {floor} đến {ceiling} (hiện {now})."),
            format!("Interval: from {floor} to {ceiling} (now {now})."),
        ))
    }
}
