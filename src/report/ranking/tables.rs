//! The tables of a ranking, worded once for all formats.

use std::collections::BTreeSet;

use super::sheet::Sheet;
use crate::criteria::model::{Source, Tie};
use crate::evidence::cells::Unit;
use crate::points::{Exact, Points};
use crate::ranking::{Entry, Group, NodePoints, Ranked, Ranking, Reason};
use crate::report::words;
use crate::score::official::Basis;
use crate::text::lang::Lang;
use crate::text::numbers;

/// Words and numbers of a ranking in a language.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) ranking: &'a Ranking,
    pub(crate) lang: Lang,
}

impl Words<'_> {
    fn pick(self, vi: &str, en: &str) -> String {
        self.lang.pick(vi, en).to_owned()
    }

    fn points(self, points: Points) -> String {
        numbers::show(points.decimal(), self.lang)
    }

    fn fixed(self, points: Points) -> String {
        numbers::show_fixed(points, self.ranking.set.rounding.digits, self.lang)
    }

    /// What the ranking is of.
    pub(super) fn title(self) -> String {
        let set = &self.ranking.set;
        let (units, year) = (self.ranking.ranked().count(), self.ranking.year);
        let provenance = crate::report::words::provenance(set.provenance, self.lang);
        let (name, id) = (&set.name, &set.id);
        self.lang.pick(
            format!("Xếp hạng {units} đơn vị năm {year} · {name} · {id} ({provenance})"),
            format!("{units} units ranked, {year} · {name} · {id} ({provenance})"),
        )
    }

    /// What a group is headed by, where units are ranked apart.
    pub(crate) fn heading(self, group: &Group) -> Option<String> {
        let several = self.ranking.groups.len() > 1;
        let unnamed = || several.then(|| self.pick("(không có nhóm)", "(no group)"));
        group.name.clone().or_else(unnamed)
    }

    /// The units of a group with rank, points and what they lack to the next rank and class.
    pub(super) fn units(self, group: &Group) -> Sheet {
        let hundred = Points::new(100.into());
        let percents = group.units.iter().any(|unit| {
            let total = &unit.entry.total;
            total.applicable_max != hundred
        });
        let unanswered = group
            .units
            .iter()
            .any(|unit| unit.entry.counts.unanswered > 0);
        let columns = vec![
            (self.pick("Hạng", "Rank"), true),
            (self.pick("Đơn vị", "Unit"), false),
            (self.pick("Nhóm", "Group"), false),
            (self.pick("Điểm", "Points"), true),
            ("%".to_owned(), true),
            (self.pick("Mất", "Lost"), true),
            (self.pick("Chờ", "Pending"), true),
            (self.pick("Xếp loại", "Class"), false),
            (self.pick("Lên hạng", "To next rank"), true),
            (self.pick("Lên loại", "To next class"), true),
            (self.pick("Đã khai", "Answered"), true),
        ];
        let row = |unit: &Ranked| {
            let entry = &unit.entry;
            let total = &entry.total;
            let counts = &entry.counts;
            let percent = total.percent.filter(|_| percents);
            let next_class = unit.next_class.as_ref();
            let pending = (!total.pending.is_zero()).then(|| self.points(total.pending));
            let answered = counts.leaves - counts.unanswered;
            vec![
                rank(unit),
                name(&entry.unit, &entry.path),
                entry
                    .group
                    .clone()
                    .filter(|_| group.name.is_none())
                    .unwrap_or_default(),
                self.fixed(total.points),
                percent
                    .map(|percent| self.fixed(percent))
                    .unwrap_or_default(),
                self.fixed(total.lost),
                pending.unwrap_or_default(),
                self.class(entry),
                unit.next_rank
                    .map(|next| format!("+{}", self.points(next)))
                    .unwrap_or_default(),
                next_class
                    .map(|(_, next)| format!("+{}", self.points(*next)))
                    .unwrap_or_default(),
                if unanswered {
                    format!("{answered}/{}", counts.leaves)
                } else {
                    String::new()
                },
            ]
        };
        Sheet::of(columns, group.units.iter().map(row).collect())
    }

    pub(crate) fn class(self, entry: &Entry) -> String {
        let total = &entry.total;
        let below = || self.pick("dưới mức thấp nhất", "below the lowest");
        let word = |class: &Option<String>| class.clone().unwrap_or_else(below);
        match (&total.class_range, self.ranking.set.classes.is_empty()) {
            (_, true) => String::new(),
            (Some((from, to)), _) if from == to => word(from),
            (Some((from, to)), _) => format!("{} … {}", word(from), word(to)),
            (None, _) => word(&total.class),
        }
    }

    /// The points of a group by field.
    pub(super) fn fields(self, group: &Group) -> Sheet {
        let set = &self.ranking.set;
        let mut columns = vec![
            (self.pick("Hạng", "Rank"), true),
            (self.pick("Đơn vị", "Unit"), false),
        ];
        for (_, node) in set.fields() {
            columns.push((format!("{}/{}", node.code, self.points(node.max)), true));
        }
        let row = |unit: &Ranked| {
            let entry = &unit.entry;
            let mut row = vec![rank(unit), name(&entry.unit, &entry.path)];
            for (index, _) in set.fields() {
                row.push(self.of_field(&entry.nodes[index]));
            }
            row
        };
        Sheet::of(columns, group.units.iter().map(row).collect())
    }

    /// The names of the fields behind their codes.
    pub(super) fn legend(self) -> String {
        let fields = self.ranking.set.fields();
        let names = fields.map(|(_, node)| format!("{} {}", node.code, node.name));
        format!("{}.", names.collect::<Vec<_>>().join("; "))
    }

    /// The points of a group by who gives them; `None` where that is one alone.
    pub(super) fn sources(self, group: &Group) -> Option<Sheet> {
        let leaves = self.ranking.set.leaves();
        let sources: BTreeSet<Source> = leaves.map(|(_, _, leaf)| leaf.source).collect();
        if sources.len() < 2 {
            return None;
        }
        let mut columns = vec![
            (self.pick("Hạng", "Rank"), true),
            (self.pick("Đơn vị", "Unit"), false),
        ];
        columns.extend(sources.iter().map(|source| (self.source(*source), true)));
        let row = |unit: &Ranked| {
            let entry = &unit.entry;
            let of_source = |source: &Source| {
                let of = entry.sources.iter().find(|of| of.source == *source);
                of.map_or_else(String::new, |of| {
                    let points = self.known(of.points, of.pending, of.answered);
                    format!("{points}/{}", self.points(of.max))
                })
            };
            let unit = [rank(unit), name(&entry.unit, &entry.path)];
            unit.into_iter()
                .chain(sources.iter().map(of_source))
                .collect()
        };
        Some(Sheet::of(columns, group.units.iter().map(row).collect()))
    }

    /// Points of a field: a dash where it does not apply, a question mark where no leaf of it
    /// is answered, since nobody knows its points.
    fn of_field(self, field: &NodePoints) -> String {
        match field.points {
            None => "–".to_owned(),
            Some(points) => self.known(points, field.pending, field.answered),
        }
    }

    /// Points as far as they are known: a question mark where nothing is answered, and what is
    /// pending beside them.
    fn known(self, points: Points, pending: Points, answered: bool) -> String {
        match (pending.is_zero(), points.is_zero()) {
            (true, _) if !answered => "?".to_owned(),
            (true, _) => self.points(points),
            (false, true) => self.pick("chờ", "pending"),
            (false, false) => format!("{} + {}", self.points(points), self.pick("chờ", "pending")),
        }
    }

    fn source(self, source: Source) -> String {
        match source {
            Source::Own => self.pick("Tự chấm", "Self"),
            Source::System => self.pick("Hệ thống", "System"),
            Source::Survey => self.pick("Khảo sát", "Survey"),
            Source::Council => self.pick("Hội đồng", "Council"),
        }
    }

    /// The units that are not ranked, and why.
    pub(crate) fn not_ranked(self) -> Sheet {
        let columns = vec![
            (self.pick("Không xếp hạng", "Not ranked"), false),
            (self.pick("Lý do", "Reason"), false),
            (self.pick("Hồ sơ", "Submission"), false),
        ];
        let row = |unit: &crate::ranking::NotRanked| {
            let path = unit.path.clone().unwrap_or_default();
            vec![name(&unit.unit, &path), self.reason(unit.reason), path]
        };
        Sheet::of(columns, self.ranking.not_ranked.iter().map(row).collect())
    }

    fn reason(self, reason: Reason) -> String {
        match reason {
            Reason::Broken => self.pick("đầu vào có lỗi", "its inputs are wrong"),
            Reason::NotSubmitted => self.pick("chưa nộp", "not submitted"),
            Reason::OtherCriteria => self.pick("làm theo bộ tiêu chí khác", "made for another set"),
            Reason::PendingDiffers => self.pick(
                "còn chờ điểm mà đơn vị khác đã có",
                "waits for points that others have got",
            ),
            Reason::NothingApplies => self.pick("không chỉ tiêu nào áp dụng", "nothing applies"),
        }
    }

    /// Published points that differ from computed ones.
    pub(super) fn differences(self) -> Sheet {
        let columns = vec![
            (self.pick("Mã đơn vị", "Unit code"), false),
            (self.pick("Đơn vị", "Unit"), false),
            (self.pick("Mã", "Code"), false),
            (self.pick("Công bố", "Published"), true),
            (self.pick("Tính được", "Computed"), true),
            (self.pick("Chênh", "Difference"), true),
        ];
        let mut rows = Vec::new();
        for unit in self.ranking.ranked() {
            let entry = &unit.entry;
            for difference in entry.published.iter().flat_map(|found| &found.differences) {
                let node = difference.node.map(|index| &self.ranking.set.nodes[index]);
                let code =
                    node.map_or_else(|| self.pick("Tổng", "Total"), |node| node.code.to_string());
                let sign = if difference.gap() > Points::ZERO {
                    "+"
                } else {
                    ""
                };
                rows.push(vec![
                    entry.unit.code.clone().unwrap_or_default(),
                    name(&entry.unit, &entry.path),
                    code,
                    self.fixed(difference.published),
                    difference
                        .computed
                        .map_or_else(|| "–".to_owned(), |computed| self.fixed(computed)),
                    format!("{sign}{}", self.fixed(difference.gap())),
                ]);
            }
        }
        Sheet::of(columns, rows)
    }

    /// How published points compare, in a sentence; `None` where none are known.
    pub(super) fn published(self) -> Option<String> {
        let units = self.ranking.ranked();
        let mut found = units
            .filter_map(|unit| unit.entry.published.as_ref())
            .peekable();
        found.peek()?;
        let (mut compared, mut differ, mut without) = (0, 0, 0);
        for published in found {
            compared += published.compared;
            differ += published.differences.len();
            without += published.without_facts;
        }
        let same = compared - differ;
        let mut text = self.lang.pick(
            format!("Điểm công bố: so được {compared} mục, khớp {same}, lệch {differ}"),
            format!("Published points: {compared} compared, {same} agree, {differ} differ"),
        );
        if without > 0 {
            text.push_str(&self.lang.pick(
                format!("; {without} mục chưa đủ số liệu để so"),
                format!("; {without} lack the facts to compare"),
            ));
        }
        text.push('.');
        Some(text)
    }

    /// What a group has together.
    pub(crate) fn summary(self, group: &Group) -> Vec<String> {
        let summary = &group.summary;
        let percent =
            |points: Option<Points>| points.map_or_else(|| "–".to_owned(), |p| self.fixed(p));
        let (mean, high, low) = (
            percent(summary.mean_percent),
            percent(summary.highest),
            percent(summary.lowest),
        );
        let mut lines = vec![self.lang.pick(
            format!("Trung bình {mean} %, cao nhất {high} %, thấp nhất {low} %."),
            format!("Mean {mean} %, highest {high} %, lowest {low} %."),
        )];
        if !summary.classes.is_empty() {
            let class = |(name, units): &(Option<String>, usize)| {
                let below = || self.pick("dưới mức thấp nhất", "below the lowest");
                let name = name.clone().unwrap_or_else(below);
                let share = share(*units, summary.ranked, self.lang);
                self.lang.pick(
                    format!("{name} {units} đơn vị ({share} %)"),
                    format!("{name} {units} ({share} %)"),
                )
            };
            let classes: Vec<String> = summary.classes.iter().map(class).collect();
            lines.push(format!("{}.", classes.join(", ")));
        }
        if !group.all_wait_for.is_empty() {
            let nodes = &self.ranking.set.nodes;
            let codes = group
                .all_wait_for
                .iter()
                .map(|index| nodes[*index].code.as_str());
            let codes = codes.collect::<Vec<_>>().join(", ");
            lines.push(self.lang.pick(
                format!("Mọi đơn vị còn chờ điểm {codes}: xếp hạng theo phần đã có."),
                format!("All units still wait for {codes}: they are ranked by what is there."),
            ));
        }
        lines
    }

    /// What the marks of the table by field mean; `None` where it has none.
    pub(super) fn field_note(self) -> Option<String> {
        let set = &self.ranking.set;
        let unknown = |entry: &Entry| {
            let fields = set.fields().map(|(index, _)| &entry.nodes[index]);
            fields
                .into_iter()
                .any(|field| field.points.is_some() && !field.answered && field.pending.is_zero())
        };
        let mut units = self.ranking.ranked();
        units.any(|unit| unknown(&unit.entry)).then(|| {
            self.pick(
                "Dấu ?: lĩnh vực chưa khai gì, chưa biết điểm.",
                "?: nothing of the field is answered, its points are not known.",
            )
        })
    }

    /// By which points units are ranked, where these are no computed ones.
    fn basis(self) -> Option<String> {
        let basis = self.ranking.basis;
        if basis == Basis::Computed {
            return None;
        }
        let points = words::basis(basis, self.lang);
        let units = self.ranking.ranked();
        let lacking = units.filter(|unit| unit.entry.without_official > 0).count();
        let mut text = self.lang.pick(
            format!("Xếp hạng theo {points}"),
            format!("Ranked by {points}"),
        );
        if lacking > 0 {
            text += &self.lang.pick(
                format!("; {lacking} đơn vị có chỉ tiêu không có, lấy điểm tính được"),
                format!("; {lacking} units have leaves without, which stand on computed ones"),
            );
        }
        Some(text + ".")
    }

    /// What must be known to read the ranking rightly.
    pub(crate) fn notes(self) -> Vec<String> {
        let mut notes = Vec::new();
        let set = &self.ranking.set;
        notes.extend(self.basis());
        if set.ranking.exact {
            notes.push(self.pick(
                "Xếp hạng theo phần trăm chưa làm tròn.",
                "Ranked by percentages before rounding.",
            ));
        }
        if !set.ranking.ties.is_empty() {
            let ties = set.ranking.ties.iter().map(|tie| match tie {
                Tie::Source(source) => self.source(*source),
                Tie::Node(index) => set.nodes[*index].code.to_string(),
            });
            let ties = ties.collect::<Vec<_>>().join(", ");
            notes.push(self.lang.pick(
                format!("Bằng nhau thì xét lần lượt điểm: {ties}."),
                format!("Equal units are compared in turn by the points of: {ties}."),
            ));
        }
        if self.ranking.ranked().any(|unit| unit.tied) {
            notes.push(self.pick(
                "Dấu = sau hạng: đồng hạng.",
                "= after a rank: it is shared.",
            ));
        }
        let answered: BTreeSet<usize> = self
            .ranking
            .ranked()
            .map(|unit| unit.entry.counts.leaves - unit.entry.counts.unanswered)
            .collect();
        if let (Some(least), Some(most)) = (answered.first(), answered.last())
            && least < most
        {
            notes.push(self.lang.pick(
                format!("Các đơn vị khai số chỉ tiêu khác nhau ({least} đến {most}); chỉ tiêu chưa khai tính 0 điểm, nên thứ hạng chưa so sánh được đầy đủ."),
                format!("Units answered different numbers of leaves ({least} to {most}); unanswered leaves count 0 points, so ranks are not fully comparable."),
            ));
        }
        notes
    }
}

/// A rank, marked where it is shared.
pub(crate) fn rank(unit: &Ranked) -> String {
    let mark = if unit.tied { "=" } else { "" };
    format!("{}{mark}", unit.rank)
}

/// What a unit is called: its name, else its code, else where its submission lies.
pub(crate) fn name(unit: &Unit, path: &str) -> String {
    unit.label().unwrap_or(path).to_owned()
}

/// A share in percent with one decimal.
fn share(part: usize, of: usize, lang: Lang) -> String {
    let count = |count: usize| Exact::from(i64::try_from(count).unwrap_or(i64::MAX));
    let share = count(part * 100).checked_div(&count(of));
    share.map_or_else(
        || "–".to_owned(),
        |share| numbers::show_text(&share.rounded_text(1), lang),
    )
}
