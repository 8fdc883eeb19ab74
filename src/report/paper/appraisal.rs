//! Phiếu thẩm định: what an appraiser needs to judge each leaf, with room for points, verdict
//! and reason; and what the unit must supplement.

use super::evidence;
use super::model::{Block, Cell, Column, Paper, Role, Row, Table};
use super::scores::{Tree, claims};
use crate::criteria::code::Code;
use crate::criteria::model::{Node, Side};
use crate::evidence::appraisals::{FIRST, Round};
use crate::points::Points;
use crate::report::details;
use crate::report::measures::{MeasureWords, Mode, by_owner};
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::report::words;
use crate::score::assessment::{Loss, Scored};
use crate::text::dates;

/// Writes the sheet on which one unit is appraised.
pub fn appraisal(view: &View<'_>) -> Paper {
    let sheet = Sheet::new(view, None);
    let lang = view.lang;
    let year = view.submission.year;
    let unit = words::unit(sheet.said.unit(), lang);
    let mut body = sheet.result();
    body.push(Block::Table(sheet.table()));
    body.extend(sheet.to_supplement());
    Paper::sheet(
        words::banner(view.set().provenance, lang),
        lang.pick("PHIẾU THẨM ĐỊNH", "APPRAISAL SHEET"),
        lang.pick(
            format!("Chỉ số cải cách hành chính năm {year} của {unit}"),
            format!("PAR Index {year} of {unit}"),
        ),
        body,
    )
}

/// Writes the worksheet on which one field of many units is appraised: a row per unit and leaf.
/// All views are of one set.
pub fn appraisal_of_field(views: &[View<'_>], field: &Code) -> Option<Paper> {
    let first = views.first()?;
    let lang = first.lang;
    let set = first.set();
    let (index, node) = set.node(field)?;
    let mut columns = vec![
        Column::middle(lang.pick("Mã đơn vị", "Unit"), 8),
        Column::words(lang.pick("Tên đơn vị", "Unit name"), 14),
    ];
    let sheets: Vec<Sheet<'_>> = views
        .iter()
        .map(|view| Sheet::new(view, Some(index)))
        .collect();
    let round = sheets
        .iter()
        .map(|sheet| sheet.round)
        .max()
        .unwrap_or(FIRST);
    columns.extend(Sheet::columns(first, round));
    let mut rows = Vec::new();
    for (view, sheet) in views.iter().zip(sheets) {
        let sheet = Sheet { round, ..sheet };
        let unit = &view.submission.unit.unit;
        let text = |text: &Option<String>| text.as_deref().map_or(Cell::Blank, Cell::text);
        for (leaf, node, _) in set.leaves() {
            if !set.is_below(leaf, index) {
                continue;
            }
            let scored = &view.assessment.nodes[leaf];
            let mut cells = vec![text(&unit.code), text(&unit.name)];
            cells.push(Cell::text(node.code.as_str()));
            cells.push(Cell::text(&node.name));
            let points = |points: Option<Points>| points.map_or(Cell::Blank, Cell::Points);
            cells.push(Cell::Points(node.max));
            cells.push(points(sheet.claims[leaf]));
            cells.push(points(scored.points));
            cells.extend(sheet.last_given(leaf));
            cells.extend(sheet.to_fill(leaf));
            let role = Role::Leaf;
            rows.push(Row { role, cells });
        }
    }
    let units = views.len();
    let year = first.submission.year;
    Some(Paper::sheet(
        words::banner(set.provenance, lang),
        lang.pick("PHIẾU THẨM ĐỊNH THEO LĨNH VỰC", "APPRAISAL OF A FIELD"),
        lang.pick(
            format!("{} {}, năm {year}, {units} đơn vị", node.code, node.name),
            format!("{} {}, {year}, {units} units", node.code, node.name),
        ),
        vec![Block::Table(Table {
            name: lang.pick("Thẩm định", "Appraisal").to_owned(),
            caption: None,
            columns,
            rows,
            chart: None,
        })],
    ))
}

struct Sheet<'a> {
    view: &'a View<'a>,
    said: Wording<'a>,
    /// By node.
    claims: Vec<Option<Points>>,
    /// The round of appraisal that is to be filled in: the one after the last in which somebody
    /// looked at these leaves.
    round: Round,
}

impl<'a> Sheet<'a> {
    /// The sheet for all leaves, or those below a node.
    fn new(view: &'a View<'a>, below: Option<usize>) -> Self {
        let set = view.set();
        let leaves = view.submission.unit.facts.leaves.iter();
        let leaves =
            leaves.filter(|(leaf, _)| below.is_none_or(|index| set.is_below(**leaf, index)));
        let said = leaves.flat_map(|(_, said)| &said.appraisals);
        let looked = said.filter(|said| said.has_looked());
        let last = looked.map(|said| said.round).max();
        Self {
            view,
            round: last.map_or(FIRST, |last| last.saturating_add(1)),
            said: Wording { view },
            claims: claims(view),
        }
    }

    fn pick<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        self.said.pick(vi, en)
    }

    fn result(&self) -> Vec<Block> {
        let total = &self.view.assessment.total;
        let (points, max) = (
            self.said.plain(total.points),
            self.said.plain(total.applicable_max),
        );
        let mut lines = vec![self.view.lang.pick(
            format!("Điểm tính được từ số liệu và minh chứng: {points}/{max}."),
            format!("Points computed from figures and evidence: {points}/{max}."),
        )];
        lines.extend(self.said.half_filled());
        if let Some(claims) = self.said.claims() {
            lines.push(format!("{}.", claims.heading));
        }
        if let Some(pending) = self.said.pending() {
            lines.push(format!("{}.", pending.heading));
        }
        lines.extend(self.said.notes());
        lines.into_iter().map(Block::Text).collect()
    }

    /// The columns from the code on; headers that a table of appraisals is read by.
    fn columns(view: &View<'_>, round: Round) -> Vec<Column> {
        let lang = view.lang;
        let pick = |vi, en| lang.pick(vi, en);
        let verdict = Column {
            choices: ["Chấp nhận", "Không chấp nhận"]
                .map(ToOwned::to_owned)
                .to_vec(),
            ..Column::middle(pick("Kết luận", "Verdict"), 9)
        };
        let mut columns = vec![
            Column::middle(pick("Mã", "Code"), 7),
            Column::words(pick("Tên tiêu chí", "Criterion"), 25),
            Column::points(pick("Điểm tối đa", "Max"), 7),
            Column::points(pick("Điểm tự chấm", "Claimed"), 7),
            Column::points(pick("Điểm tính được", "Computed"), 7),
        ];
        if round > FIRST {
            columns.push(Column::points(pick("Điểm lần trước", "Previous round"), 7));
        }
        columns.extend([
            Column::points(pick("Điểm thẩm định", "Appraised"), 8),
            verdict,
            Column::words(pick("Lý do", "Reason"), 18),
            Column::words(
                pick(
                    "Cơ sở của điểm tính được",
                    "What the computed points rest on",
                ),
                22,
            ),
            Column::words(pick("Tài liệu kiểm chứng", "Evidence"), 26),
            Column::middle(pick("Lần", "Round"), 5),
        ]);
        columns
    }

    /// What an appraiser gave by hand before, where there is a column for it.
    fn last_given(&self, leaf: usize) -> Option<Cell> {
        let score = self.view.assessment.nodes[leaf].leaf.as_ref();
        let given = score.and_then(|score| score.appraised);
        (self.round > FIRST).then(|| given.map_or(Cell::Blank, Cell::Points))
    }

    /// Room for points, verdict and reason; then what the computed points rest on, and the
    /// round.
    fn to_fill(&self, leaf: usize) -> Vec<Cell> {
        vec![
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
            Cell::text(self.rests_on(leaf)),
            Cell::text(evidence::of_leaf(self.view, leaf)),
            Cell::Count(self.round.into()),
        ]
    }

    /// The difference to the claim, the causes of what is lost, the unit's explanation.
    fn rests_on(&self, leaf: usize) -> String {
        let lang = self.view.lang;
        let scored = &self.view.assessment.nodes[leaf];
        let mut lines = Vec::new();
        if let Some(reason) = scored
            .leaf
            .as_ref()
            .and_then(|leaf| leaf.not_applicable.as_ref())
        {
            let word = self.pick("Không áp dụng", "Not applicable");
            lines.push(format!("{word}: {}", words::reason(reason, lang)));
        }
        if let (Some(claimed), Some(computed)) = (self.claims[leaf], scored.points)
            && claimed != computed
            && scored.pending.is_zero()
        {
            let gap = computed - claimed;
            let sign = if gap > Points::ZERO { "+" } else { "" };
            let gap = self.said.fixed(gap);
            lines.push(lang.pick(
                format!("Lệch so với tự chấm: {sign}{gap}"),
                format!("Difference to the claim: {sign}{gap}"),
            ));
        }
        let of_leaf = |loss: &&Loss| loss.node == Some(leaf) && !loss.points.is_zero();
        for loss in self.view.assessment.losses.iter().filter(of_leaf) {
            let points = self.said.fixed(loss.points);
            lines.push(format!("−{points}: {}", details::line(self.view, loss)));
        }
        if !scored.pending.is_zero() {
            let points = self.said.fixed(scored.pending);
            lines.push(lang.pick(format!("Chờ {points}"), format!("{points} pending")));
        }
        if let Some(said) = evidence::explanation(self.view, leaf) {
            let word = self.pick("Giải trình", "Explanation");
            lines.push(format!("{word}: {said}"));
        }
        lines.join("\n")
    }

    fn table(&self) -> Table {
        let own = |_: usize, _: &Node, scored: &Scored| scored.points;
        let max = |_: usize, node: &Node, _: &Scored| Some(node.max);
        let of_unit = |index: usize, _: &Node, _: &Scored| self.claims[index];
        let all = self.view.claims().map(|claims| claims.given);
        let tree = Tree {
            view: self.view,
            numbered: false,
            points: &[
                (&max, Some(self.view.set().total)),
                (&of_unit, all),
                (&own, Some(self.view.assessment.total.points)),
            ],
            beside: 6 + usize::from(self.round > FIRST),
        };
        let beside = |leaf: usize| {
            let last = self.last_given(leaf).into_iter();
            last.chain(self.to_fill(leaf)).collect()
        };
        let mut rows = tree.rows(beside);
        self.add_up(&mut rows);
        Table {
            name: self.pick("Thẩm định", "Appraisal").to_owned(),
            caption: None,
            columns: Self::columns(self.view, self.round),
            rows,
            chart: None,
        }
    }

    /// Lets the appraiser's points add up as they are filled in; what penalties take off does
    /// not.
    fn add_up(&self, rows: &mut [Row]) {
        let set = self.view.set();
        let column = 5 + usize::from(self.round > FIRST);
        for (index, node) in set.nodes.iter().enumerate() {
            let adds = node.leaf.is_none() && node.side != Side::Penalty;
            if let Some(row) = rows.get_mut(index).filter(|_| adds) {
                row.cells[column] = Cell::ToSum(node.children.clone());
            }
        }
        let penalty = set.fields().any(|(_, node)| node.side == Side::Penalty);
        if let Some(total) = rows.last_mut().filter(|_| !penalty) {
            let fields = set.fields().map(|(index, _)| index);
            total.cells[column] = Cell::ToSum(fields.collect());
        }
    }

    /// Documents and figures that the unit can still hand in.
    fn to_supplement(&self) -> Vec<Block> {
        let lang = self.view.lang;
        let words = MeasureWords {
            view: self.view,
            mode: Mode::ThisPeriod,
        };
        let lacks = |loss: &Loss| loss.cause.is_lack();
        let mut measures: Vec<_> = by_owner(self.view, Mode::ThisPeriod, lacks)
            .into_iter()
            .flat_map(|owner| owner.measures)
            .collect();
        measures.sort_by_key(|measure| measure.loss.node);
        let heading = self.pick("Đơn vị phải bổ sung", "To be supplemented by the unit");
        let mut blocks = vec![Block::Part(heading.to_owned())];
        let mut items: Vec<String> = Vec::new();
        for measure in &measures {
            let (act, codes) = (words.act(measure), words.codes(measure));
            let points = self.said.fixed(measure.regain);
            let by = measure.by.map(dates::short).map_or_else(String::new, |by| {
                lang.pick(format!("; hạn {by}"), format!("; by {by}"))
            });
            let over = if measure.recoverable {
                ""
            } else {
                self.pick(
                    " (đã quá hạn bổ sung)",
                    " (the supplement deadline is over)",
                )
            };
            items.push(format!("{codes}: {act}: +{points}{by}{over}."));
        }
        if items.is_empty() {
            let none = self.pick("Không có.", "Nothing.");
            blocks.push(Block::Text(none.to_owned()));
        }
        blocks.extend(items.into_iter().map(Block::Item));
        blocks
    }
}
