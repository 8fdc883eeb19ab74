//! What a set makes of points, in words: the total, rounding, classes, gates, ranking.

use super::SetView;
use crate::criteria::figures::Kind;
use crate::criteria::model::{Class, Gate, Side, Source, Tie};
use crate::points::{Exact, Points};
use crate::report::rule_words::{Figures, Said};
use crate::report::words;
use crate::rules::expression::Expression;
use crate::text::numbers;

impl SetView<'_> {
    fn points(&self, points: Points) -> String {
        words::points(&Exact::from(points), self.lang)
    }

    /// The total, who gives its points, and what stands outside it.
    pub(super) fn total(&self) -> Vec<Said> {
        let set = self.set;
        let (fields, leaves) = self.counts();
        let (total, leaves) = (self.points(set.total), words::leaves(leaves, self.lang));
        let noun = if fields == 1 { "field" } else { "fields" };
        let mut said = vec![Said::plain(self.pick(
            format!("{total}: {fields} lĩnh vực, {leaves}"),
            format!("{total}: {fields} {noun}, {leaves}"),
        ))];
        let by_source: Vec<(Source, Points)> = Source::ALL
            .into_iter()
            .map(|source| (source, self.max_of(source)))
            .filter(|(_, max)| !max.is_zero())
            .collect();
        if !matches!(by_source.as_slice(), [(Source::Own, _)]) {
            let parts: Vec<String> = by_source
                .into_iter()
                .map(|(source, max)| {
                    let source = words::source(source, self.lang);
                    format!("{source} {}", self.points(max))
                })
                .collect();
            let parts = parts.join("; ");
            said.push(Said::plain(self.pick(
                format!("Nguồn điểm: {parts}"),
                format!("By source: {parts}"),
            )));
        }
        let outside: Vec<String> = set
            .fields()
            .filter_map(|(_, node)| {
                let side = words::side(node.side, self.lang)?;
                let max = self.points(node.max);
                Some(self.pick(
                    format!("{side} tối đa {max} (mục {})", node.code),
                    format!("{side} at most {max} ({})", node.code),
                ))
            })
            .collect();
        if !outside.is_empty() {
            let outside = outside.join("; ");
            said.push(Said::plain(self.pick(
                format!("Ngoài tổng điểm: {outside}"),
                format!("Outside the total: {outside}"),
            )));
        }
        if set.fields().any(|(_, node)| node.side == Side::Bonus) {
            let over = if set.bonus_over_total {
                self.pick(
                    "Điểm cộng có thể đưa kết quả vượt tổng điểm",
                    "Bonus points may lift a result above the total",
                )
            } else {
                self.pick(
                    "Điểm cộng không đưa kết quả vượt tổng điểm",
                    "Bonus points do not lift a result above the total",
                )
            };
            said.push(Said::plain(over));
        }
        if set.survey_absent_excluded {
            said.push(Said::plain(self.pick(
                "Năm không khảo sát thì bỏ các chỉ tiêu khảo sát ra khỏi tổng",
                "Where no survey was held its leaves are taken out of the total",
            )));
        }
        said
    }

    /// The maxima of the leaves whose points come from a source.
    fn max_of(&self, source: Source) -> Points {
        self.set
            .leaves()
            .filter(|(_, node, leaf)| node.side == Side::Normal && leaf.source == source)
            .map(|(_, node, _)| node.max)
            .sum()
    }

    pub(in crate::report) fn gate(&self, gate: &Gate) -> String {
        let figures = Figures::of(self.set, None, self.lang);
        let value = figures.value(&gate.value, &[&gate.over], false);
        let (counted, over) = (value.counted(), value.number(&gate.over));
        let yes_or_no = |id: &str| {
            let figure = figures.find(id);
            figure.is_some_and(|figure| figure.kind == Kind::YesNo) && gate.over.is_zero()
        };
        let when = match &gate.value {
            Expression::Name(id) if yes_or_no(id) => {
                self.pick(format!("{counted}: có"), format!("{counted}: yes"))
            }
            _ => self.pick(
                format!("{counted} trên {over}"),
                format!("{counted} above {over}"),
            ),
        };
        let class = self.set.classes.get(gate.class_at_most);
        let class = class.map_or("", |class| class.name.as_str());
        let name = &gate.name;
        self.pick(
            format!("{name} ({when}): xếp loại cao nhất là {class}"),
            format!("{name} ({when}): {class} at best"),
        )
    }

    pub(in crate::report) fn ranking(&self) -> String {
        let ranking = &self.set.ranking;
        let on = if ranking.exact {
            self.pick(
                "theo tỷ lệ phần trăm chưa làm tròn",
                "by percentages before rounding",
            )
        } else {
            self.pick("theo tỷ lệ phần trăm đã làm tròn", "by rounded percentages")
        };
        let ties: Vec<String> = ranking.ties.iter().map(|tie| self.tie(*tie)).collect();
        let equal = if ties.is_empty() {
            self.pick(
                "bằng nhau thì cùng hạng".to_owned(),
                "equals share a rank".to_owned(),
            )
        } else {
            let ties = ties.join(self.pick(", rồi ", ", then "));
            self.pick(
                format!("bằng nhau thì so {ties}, vẫn bằng thì cùng hạng"),
                format!("equals by {ties}, then they share a rank"),
            )
        };
        let mut text = format!("{on}; {equal}");
        if ranking.by_group {
            text.push_str(self.pick("; mỗi nhóm đơn vị xếp riêng", "; each group of units apart"));
        }
        text
    }

    fn tie(&self, tie: Tie) -> String {
        match tie {
            Tie::Source(source) => {
                let source = words::source(source, self.lang);
                self.pick(
                    format!("điểm do {source} cho"),
                    format!("points of {source}"),
                )
            }
            Tie::Node(index) => {
                let code = self
                    .set
                    .nodes
                    .get(index)
                    .map_or("", |node| node.code.as_str());
                self.pick(format!("điểm mục {code}"), format!("points of {code}"))
            }
        }
    }

    /// `Tốt từ 90 %; Khá từ 70 %`.
    pub(super) fn classes(&self) -> String {
        let classes = self.set.classes.iter().map(|class| self.class(class));
        classes.collect::<Vec<_>>().join("; ")
    }

    /// A class and the percent from which it is given.
    pub(in crate::report) fn class(&self, class: &Class) -> String {
        let (name, from) = (&class.name, numbers::show(class.from.decimal(), self.lang));
        self.pick(
            format!("{name} từ {from} %"),
            format!("{name} from {from} %"),
        )
    }
}
