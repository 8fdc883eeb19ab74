//! What follows: the joint readings that are left, and what would decide between them.

use super::Page;
use crate::reconcile::apart::Apart;
use crate::reconcile::search::UnderRounding;
use crate::reconcile::verdict::{Survivor, Verdict};
use crate::report::words;
use crate::text::numbers;

/// Joint readings that are listed.
const LISTED: usize = 20;

impl Page<'_> {
    pub(super) fn conclusion(&self) -> String {
        let found = self.view.found;
        let left = found.left();
        let fitting = left.fitting;
        let mut lines = vec![match found.verdict() {
            Verdict::Unique => self
                .pick(
                    "Kết luận: chỉ một cách đọc khớp với mọi điểm công bố:",
                    "Conclusion: one joint reading alone reproduces all that is published:",
                )
                .to_owned(),
            Verdict::Several if fitting > 1 => self.pick(
                format!("Kết luận: chưa đủ dữ kiện, {fitting} cách đọc (cách tính và cách làm tròn) cùng khớp:"),
                format!("Conclusion: not enough to decide, {fitting} joint readings (rules and rounding) fit:"),
            ),
            Verdict::Several => self
                .pick(
                    "Kết luận: chưa đủ dữ kiện; một cách đọc khớp, nhưng còn cách chưa kiểm được:",
                    "Conclusion: not enough to decide; one joint reading fits, others are not tested:",
                )
                .to_owned(),
            Verdict::None => self
                .pick(
                    "Kết luận: không cách đọc nào khớp với mọi điểm công bố.",
                    "Conclusion: no joint reading reproduces all that is published.",
                )
                .to_owned(),
            Verdict::Undecided => self
                .pick(
                    "Kết luận: chưa kết luận được, vì những cách đọc chưa bị bác bỏ cũng chưa đối chiếu được hết.",
                    "Conclusion: undecided, for the readings that are not refuted could not be held against everything.",
                )
                .to_owned(),
        }];
        let survivors = found.survivors();
        lines.extend(survivors.iter().take(LISTED).map(|s| self.survivor(s)));
        if survivors.len() > LISTED {
            let more = survivors.len() - LISTED;
            lines.push(self.pick(
                format!("  … và {more} cách đọc nữa"),
                format!("  … and {more} more"),
            ));
        }
        if survivors.is_empty() && left.fitting > 0 {
            lines.extend(self.roundings_left().map(|name| format!("  {name}")));
        }
        if found.verdict() == Verdict::None {
            lines.extend(self.refuted());
        }
        lines.extend(self.silent());
        lines.extend(found.apart.iter().map(|apart| self.apart(apart)));
        lines.join("\n")
    }

    /// The roundings that fit, where the set has no readings to choose from.
    fn roundings_left(&self) -> impl Iterator<Item = String> {
        let fitting = |under: &&UnderRounding| under.left().fitting > 0;
        let lang = self.view.lang;
        self.view
            .found
            .roundings
            .iter()
            .filter(fitting)
            .map(move |under| words::rounding(under.rounding, lang))
    }

    /// `  1.1.3 = noi_suy: cắt bỏ, 2 chữ số, từng chỉ tiêu`.
    fn survivor(&self, survivor: &Survivor<'_>) -> String {
        let leaves = survivor.leaves.iter().zip(survivor.readings);
        let readings: Vec<String> = leaves
            .map(|(leaf, reading)| {
                let code = &self.view.set().nodes[*leaf].code;
                format!("{code} = {}", self.view.reading_id(*leaf, *reading))
            })
            .collect();
        let names = |positions: &[usize]| {
            let roundings = &self.view.found.roundings;
            if positions.len() == roundings.len() {
                return self.pick("mọi cách làm tròn", "any rounding").to_owned();
            }
            let name = |at: &usize| words::rounding(roundings[*at].rounding, self.view.lang);
            positions.iter().map(name).collect::<Vec<_>>().join("; ")
        };
        let mut text = format!("  {}: ", readings.join(", "));
        if !survivor.fitting.is_empty() {
            text.push_str(&names(&survivor.fitting));
        }
        if !survivor.open.is_empty() {
            let open = names(&survivor.open);
            let between = if survivor.fitting.is_empty() {
                ""
            } else {
                "; "
            };
            let not_tested = self.pick("chưa kiểm được hết", "not fully tested");
            text.push_str(&format!("{between}{not_tested} ({open})"));
        }
        text
    }

    /// What no reading reproduces, or else the rounding that comes nearest.
    fn refuted(&self) -> Vec<String> {
        let found = self.view.found;
        let never = found.never_reproduced();
        let mut lines = Vec::new();
        if !never.is_empty() {
            let labels: Vec<String> = never
                .iter()
                .map(|at| {
                    let observation = &found.case.observations[*at];
                    let points = self.plain(observation.published);
                    format!("{} ({points})", self.label(observation))
                })
                .collect();
            let labels = self.few(&labels, ", ");
            lines.push(self.pick(
                format!("  Không cách nào tái hiện được: {labels}."),
                format!("  None reproduces: {labels}."),
            ));
        }
        if let Some(under) = found.nearest() {
            let name = words::rounding(under.rounding, self.view.lang);
            let missed = under.all_missed().len();
            let compared = found.compared();
            let fitting = compared - missed - under.all_open().len() - under.unexamined.len();
            lines.push(self.pick(
                format!("  Gần nhất: {name}, khớp {fitting}/{compared}."),
                format!("  Nearest: {name}, fits {fitting} of {compared}."),
            ));
        }
        lines
    }

    fn silent(&self) -> Option<String> {
        let codes: Vec<String> = self
            .view
            .found
            .silent()
            .iter()
            .map(|leaf| self.view.set().nodes[*leaf].code.to_string())
            .collect();
        let list = codes.join(", ");
        (!codes.is_empty()).then(|| {
            self.pick(
                format!("Không điểm công bố nào nói lên cách đọc ở: {list}."),
                format!("Nothing published tells how to read: {list}."),
            )
        })
    }

    /// Which further official points would decide.
    fn apart(&self, apart: &Apart) -> String {
        let set = self.view.set();
        let node = &set.nodes[apart.leaf];
        let code = &node.code;
        let unit = self.view.unit(apart.unit);
        let gives: Vec<String> = apart
            .gives
            .iter()
            .map(|(reading, points)| {
                let id = self.view.reading_id(apart.leaf, *reading);
                let or = self.pick(" hoặc ", " or ");
                let points: Vec<String> = points.iter().map(|p| self.plain(*p)).collect();
                format!("{id} {}", points.join(or))
            })
            .collect();
        let gives = gives.join("; ");
        match &apart.changed {
            None => self.pick(
                format!(
                    "Để phân định ở {code}: cần điểm công bố của {unit} ở chỉ tiêu này ({gives})."
                ),
                format!("To decide at {code}: the published points of {unit} there ({gives})."),
            ),
            Some((figure, value)) => {
                let value = numbers::show(*value, self.view.lang);
                let declared = node.leaf.as_ref().and_then(|leaf| set.figure(leaf, figure));
                let figure = declared.map_or(figure.as_str(), |figure| figure.label());
                self.pick(
                    format!("Để phân định ở {code}: cần điểm công bố của một đơn vị có «{figure}» là {value}, còn lại như {unit} ({gives})."),
                    format!("To decide at {code}: the published points of a unit with «{figure}» {value}, all else as {unit} ({gives})."),
                )
            }
        }
    }
}
