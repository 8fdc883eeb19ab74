//! Reading a criteria set: YAML in, a valid set out, or every problem of the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::criteria::dates;
use crate::criteria::figures::Figure;
use crate::criteria::model::{Basis, CriteriaSet, Level, Words};
use crate::criteria::nodes::{TreeReader, provenance};
use crate::criteria::{register, review};
use crate::diagnostic::{Code, Problems, SourceFile};
use crate::evidence::figure_names::RESERVED;
use crate::points::{Mode, Points, Rounding, Stage};
use crate::text::lang::{Text, text};
use crate::text::numbers;
use crate::yaml::{self, Map, Node, Reader};

/// The schema that sets declare.
pub const SCHEMA: &str = "parindex/criteria/v1";

impl CriteriaSet {
    /// The same set with its dates worked out for another year; `None` where it has none for it.
    pub fn for_year(&self, year: i16) -> Option<Self> {
        // That the set applies to other years is no fault of whoever asks.
        read(&self.source, Some(year), &Problems::default())
    }
}

/// Reads a set with its dates worked out for `year` (`None`: the set's own first year). All
/// problems go to `problems`; with an error among them there is no set.
pub fn read(
    source: &Arc<SourceFile>,
    year: Option<i16>,
    problems: &Problems,
) -> Option<CriteriaSet> {
    let own = Problems::default();
    let set = yaml::parse(source, &own).and_then(|root| {
        let reader = Reader::new(Arc::clone(source), &own);
        SetReader { reader: &reader }.set(&root, year)
    });
    let failed = own.any_error();
    for diagnostic in own.into_sorted() {
        problems.add(diagnostic);
    }
    set.filter(|_| !failed)
}

/// Reads the parts of a set.
pub(super) struct SetReader<'a> {
    pub(super) reader: &'a Reader<'a>,
}

impl SetReader<'_> {
    fn set(&self, root: &Node, year: Option<i16>) -> Option<CriteriaSet> {
        let reader = self.reader;
        let mut map = reader.map(root)?;
        self.schema(&mut map);
        let text =
            |map: &mut Map<'_>, key| map.need(key, reader).and_then(|node| reader.text(node));
        let id = text(&mut map, "id");
        let name = text(&mut map, "name");
        let province = text(&mut map, "province");
        let level = map
            .need("level", reader)
            .and_then(|node| reader.choice(node, &Level::ALL.map(|level| (level.id(), level))));
        let since = map.need("year", reader).and_then(|node| self.year(node));
        let until = map.get("until").and_then(|node| self.year(node));
        let own_provenance = map
            .need("provenance", reader)
            .and_then(|node| provenance(node, reader));
        let year = year.or(since).unwrap_or(2000);
        let date = |node: &Node| self.date(node, year);
        let basis = self.basis(map.get("basis"), &date);
        let supersedes = map.get("supersedes").and_then(|node| reader.text(node));
        let words = self.words(map.get("words"));
        let period = map
            .need("period", reader)
            .and_then(|node| self.period(node, &date));
        let rounding = map
            .need("rounding", reader)
            .and_then(|node| self.rounding(node));
        let roundings = self.possible_roundings(map.get("readings"), rounding);
        let total_node = map.need("total", reader);
        let total = total_node
            .and_then(|node| reader.number(node))
            .map(Points::new);
        let bonus_over_total = map
            .get("bonus_over_total")
            .and_then(|node| reader.boolean(node));
        let survey_absent = map
            .get("survey_absent")
            .and_then(|node| reader.choice(node, &[("pending", false), ("exclude", true)]));
        let classes = self.classes(map.get("classes"));
        let register = register::read(map.get("register"), reader);
        let figures_node = map.get("figures");
        let figures = Figure::read_list(figures_node, reader);
        if let (Some(node), Some(figure)) = (
            figures_node,
            figures
                .iter()
                .find(|figure| RESERVED.contains(&figure.id.as_str())),
        ) {
            let id = &figure.id;
            reader.report(
                Code::BadValue,
                node,
                text!(
                    "`{id}` là tên dành riêng cho chỉ tiêu",
                    "`{id}` is reserved for leaves"
                ),
                text!(
                    "đặt tên khác cho số liệu chung",
                    "give the common figure another name"
                ),
            );
        }
        let surveys = self.surveys(map.get("survey"), &figures, &date);
        let gates = self.gates(map.get("gates"), &classes, &figures, &date);
        let ranking_node = map.get("ranking");
        let (submit_by, supplement_by) = self.deadlines(map.get("deadlines"), &date);
        let review = review::read(map.get("review"), reader);
        let fields = map.need("fields", reader);
        map.finish(reader);
        let mut tree = TreeReader {
            reader,
            date: &date,
            digits: rounding.map(|rounding| rounding.digits),
            figures: &figures,
            nodes: Vec::new(),
        };
        let sum = tree.fields(fields?);
        let nodes = tree.nodes;
        let (total, total_node) = (total?, total_node?);
        if sum != total && !nodes.is_empty() {
            let message = Text::each(|lang| {
                let show = |points: Points| numbers::show(points.decimal(), lang);
                let (total, sum) = (show(total), show(sum));
                lang.pick(
                    format!("`total` là {total}, các lĩnh vực cộng lại là {sum}"),
                    format!("`total` is {total}, the fields add up to {sum}"),
                )
            });
            reader.report(
                Code::SumMismatch,
                total_node,
                message,
                text!(
                    "sửa `total` hoặc `max` của một lĩnh vực",
                    "mend `total` or the `max` of a field"
                ),
            );
        }
        let by_code: BTreeMap<_, _> = nodes
            .iter()
            .enumerate()
            .map(|(index, node)| (node.code.clone(), index))
            .collect();
        let ranking = self.ranking(ranking_node, &by_code);
        let counted = register::counted(&register, &nodes, &gates, &surveys);
        Some(CriteriaSet {
            source: Arc::clone(&reader.file),
            sha256: reader.file.sha256.clone(),
            id: id?,
            name: name?,
            level: level?,
            province: province?,
            since: since?,
            until,
            year,
            provenance: own_provenance?,
            basis,
            supersedes,
            words,
            period: period?,
            rounding: rounding?,
            roundings,
            total,
            bonus_over_total: bonus_over_total.unwrap_or(false),
            survey_absent_excluded: survey_absent.unwrap_or(false),
            classes,
            gates,
            ranking,
            submit_by,
            supplement_by,
            register,
            counted,
            figures,
            surveys,
            review,
            nodes,
            by_code,
        })
    }

    fn schema(&self, map: &mut Map<'_>) {
        if let Some(node) = map.need("schema", self.reader)
            && node.scalar() != Some(SCHEMA)
        {
            let found = node.scalar().unwrap_or_default();
            self.reader.report(
                Code::BadSchema,
                node,
                text!("lược đồ `{found}` chưa biết", "unknown schema `{found}`"),
                text!(
                    "chương trình này đọc `{SCHEMA}`",
                    "this program reads `{SCHEMA}`"
                ),
            );
        }
    }

    fn year(&self, node: &Node) -> Option<i16> {
        let year = self.reader.whole(node, 1990..=2999)?;
        i16::try_from(year).ok()
    }

    fn date(&self, node: &Node, year: i16) -> Option<Date> {
        let found = node.scalar().unwrap_or_default();
        let date = dates::resolve(found, year);
        if date.is_none() {
            self.reader.report(
                Code::BadDate,
                node,
                text!(
                    "`{found}` không thành ngày nào của năm {year}",
                    "`{found}` makes no date for {year}"
                ),
                text!(
                    "viết như 2023-01-31 hoặc \"{{year}}-01-31\", \"{{year-1}}-12-15\"",
                    "write 2023-01-31 or \"{{year}}-01-31\", \"{{year-1}}-12-15\""
                ),
            );
        }
        date
    }

    fn basis(&self, node: Option<&Node>, date: &dyn Fn(&Node) -> Option<Date>) -> Vec<Basis> {
        let reader = self.reader;
        let items = node.and_then(|node| reader.list(node)).unwrap_or_default();
        let mut basis = Vec::new();
        for item in items {
            let Some(mut map) = reader.map(item) else {
                continue;
            };
            let number = map
                .need("number", reader)
                .and_then(|node| reader.text(node));
            let issued = map.get("issued").and_then(date);
            let title = map.get("title").and_then(|node| reader.text(node));
            map.finish(reader);
            basis.extend(number.map(|number| Basis {
                number,
                issued,
                title,
            }));
        }
        basis
    }

    fn words(&self, node: Option<&Node>) -> Words {
        let reader = self.reader;
        let Some(mut map) = node.and_then(|node| reader.map(node)) else {
            return Words::default();
        };
        let mut word = |key| map.get(key).and_then(|node| reader.text(node));
        let words = Words {
            field: word("field"),
            criterion: word("criterion"),
            leaf: word("leaf"),
        };
        map.finish(reader);
        words
    }

    fn period(&self, node: &Node, date: &dyn Fn(&Node) -> Option<Date>) -> Option<(Date, Date)> {
        let mut map = self.reader.map(node)?;
        let from = map.need("from", self.reader).and_then(date);
        let to = map.need("to", self.reader).and_then(date);
        map.finish(self.reader);
        let (from, to) = (from?, to?);
        if from > to {
            self.reader.report(
                Code::BadOrder,
                node,
                text!(
                    "kỳ đánh giá kết thúc trước khi bắt đầu",
                    "the period ends before it starts"
                ),
                None,
            );
        }
        Some((from, to))
    }

    pub(super) fn rounding(&self, node: &Node) -> Option<Rounding> {
        let reader = self.reader;
        let mut map = reader.map(node)?;
        let digits = map
            .need("digits", reader)
            .and_then(|node| reader.whole(node, 0..=6));
        let mode = map
            .need("mode", reader)
            .and_then(|node| reader.choice(node, &Mode::ALL.map(|mode| (mode.id(), mode))));
        let at = map
            .need("at", reader)
            .and_then(|node| reader.choice(node, &Stage::ALL.map(|stage| (stage.id(), stage))));
        map.finish(reader);
        Some(Rounding {
            digits: u32::try_from(digits?).ok()?,
            mode: mode?,
            at: at?,
        })
    }

    fn deadlines(
        &self,
        node: Option<&Node>,
        date: &dyn Fn(&Node) -> Option<Date>,
    ) -> (Option<Date>, Option<Date>) {
        let Some(mut map) = node.and_then(|node| self.reader.map(node)) else {
            return (None, None);
        };
        let submit = map.get("submit").and_then(date);
        let supplement = map.get("supplement").and_then(date);
        map.finish(self.reader);
        (submit, supplement)
    }
}
