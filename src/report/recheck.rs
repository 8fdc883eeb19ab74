//! From claim to published points in words: the waterfall of the unit, that of every leaf that
//! changes, claims that the facts do not bear out, and what differs between two versions.

use crate::criteria::model::Node;
use crate::diagnostic::Place;
use crate::evidence::facts::Value;
use crate::evidence::load::UnitFacts;
use crate::evidence::submission::Submission;
use crate::points::Points;
use crate::recheck::{Change, Claim, Part, Recheck, Stage, Standing, Step, Waterfall, What, Why};
use crate::report::details;
use crate::report::paper::{Block, Cell, Column, Paper, Role, Row, Table};
use crate::report::view::View;
use crate::report::words;
use crate::text::lang::Lang;
use crate::text::{dates, numbers};

/// What is followed, ready to be worded.
#[derive(Debug)]
pub struct Followed<'a> {
    /// The unit's submission.
    pub submission: &'a Submission,
    /// Its way.
    pub recheck: &'a Recheck,
    /// What differs from an earlier version, where there is one.
    pub changes: Option<&'a [Change]>,
    /// The language of words.
    pub lang: Lang,
}

impl Followed<'_> {
    fn node(&self, leaf: usize) -> &Node {
        &self.submission.set.nodes[leaf]
    }

    fn fixed(&self, points: Points) -> String {
        numbers::show_fixed(points, self.submission.set.rounding.digits, self.lang)
    }

    fn signed(&self, points: Points) -> String {
        let sign = if points > Points::ZERO { "+" } else { "" };
        format!("{sign}{}", self.fixed(points))
    }

    /// A stage in words.
    pub fn stage(&self, stage: Stage) -> String {
        let pick = |vi: &str, en: &str| self.lang.pick(vi, en).to_owned();
        match stage {
            Stage::Claimed => pick("Tự chấm", "Claimed"),
            Stage::Computed => pick("Tính được", "Computed"),
            Stage::Supplement(round) => {
                let word = pick("Bổ sung lần", "Supplement");
                format!("{word} {round}")
            }
            Stage::Appraised(round) => {
                let word = pick("Thẩm định lần", "Appraisal");
                format!("{word} {round}")
            }
            Stage::Published => pick("Công bố", "Published"),
        }
    }

    /// Everything as a paper.
    pub fn paper(&self) -> Paper {
        let lang = self.lang;
        let submission = self.submission;
        let mut body = vec![Block::Table(self.totals())];
        if !self.recheck.leaves.is_empty() {
            body.push(Block::Table(self.leaves()));
        }
        let left = self.fixed(self.recheck.unexplained);
        body.push(Block::Text(lang.pick(
            format!("Còn lại không giải thích được: {left}."),
            format!("Left unexplained: {left}."),
        )));
        self.claims(
            &mut body,
            lang.pick(
                "Tự chấm cao hơn tính được",
                "Claimed above what the facts give",
            ),
            &self.recheck.over,
        );
        self.claims(
            &mut body,
            lang.pick(
                "Tự chấm thấp hơn tính được",
                "Claimed below what the facts give",
            ),
            &self.recheck.under,
        );
        if let Some(changes) = self.changes {
            self.versions(&mut body, changes);
        }
        let set = &submission.set;
        let unit = &submission.unit.unit;
        let unit = unit.name.as_deref().or(unit.code.as_deref());
        Paper::sheet(
            words::banner(set.provenance, lang),
            lang.pick("ĐỐI CHIẾU ĐIỂM TỪNG BƯỚC", "POINTS STEP BY STEP"),
            words::heading(unit, submission.year, set, lang),
            body,
        )
    }

    /// The total at every stage.
    fn totals(&self) -> Table {
        let lang = self.lang;
        let pick = |vi: &str, en: &str| lang.pick(vi, en).to_owned();
        let digits = self.submission.set.rounding.digits;
        let stages = &self.recheck.stages;
        let row = |(at, standing): (usize, &Standing)| {
            let total = standing.assessment.total.points;
            let before = at.checked_sub(1).map(|before| &stages[before]);
            let change = before.map(|before| total - before.assessment.total.points);
            let beyond = before.map(|_| self.recheck.beyond_leaves(at - 1));
            let beyond = beyond.filter(|beyond| !beyond.is_zero());
            let said = beyond.map(|beyond| {
                let beyond = self.signed(beyond);
                lang.pick(
                    format!("trong đó làm tròn và mức trần: {beyond}"),
                    format!("of this rounding and caps: {beyond}"),
                )
            });
            Row {
                role: Role::Leaf,
                cells: vec![
                    Cell::text(self.stage(standing.stage)),
                    Cell::Points(total),
                    change.map_or(Cell::Blank, |change| Cell::text(self.signed(change))),
                    said.map_or(Cell::Blank, Cell::text),
                ],
            }
        };
        Table {
            name: pick("Tổng điểm", "Total"),
            caption: None,
            columns: vec![
                Column::words(pick("Bước", "Stage"), 20),
                Column::points(pick("Tổng điểm", "Total"), 10).fixed(digits),
                Column::middle(pick("Thay đổi", "Change"), 10),
                Column::words(pick("Ghi chú", "Note"), 30),
            ],
            rows: stages.iter().enumerate().map(row).collect(),
            chart: None,
        }
    }

    /// Every step of every leaf, a row for each of its parts.
    fn leaves(&self) -> Table {
        let pick = |vi: &str, en: &str| self.lang.pick(vi, en).to_owned();
        let digits = self.submission.set.rounding.digits;
        let mut rows = Vec::new();
        for of in &self.recheck.leaves {
            for step in &of.steps {
                for (at, part) in step.parts.iter().enumerate() {
                    rows.push(self.row(of.leaf, step, at, part));
                }
            }
        }
        Table {
            name: pick("Từng chỉ tiêu", "Leaves"),
            caption: None,
            columns: vec![
                Column::middle(pick("Mã", "Code"), 7),
                Column::words(pick("Tên tiêu chí", "Criterion"), 22),
                Column::words(pick("Bước", "Stage"), 14),
                Column::points(pick("Từ", "From"), 7).fixed(digits),
                Column::middle(pick("Thay đổi", "Change"), 8),
                Column::points(pick("Đến", "To"), 7).fixed(digits),
                Column::words(pick("Giải thích", "Explanation"), 35),
            ],
            rows,
            chart: None,
        }
    }

    fn row(&self, leaf: usize, step: &Step, at: usize, part: &Part) -> Row {
        let node = self.node(leaf);
        let first = at == 0;
        let unless = |cell: Cell| if first { cell } else { Cell::Blank };
        let last = at + 1 == step.parts.len();
        let stage = self.recheck.stages[step.stages.1].stage;
        Row {
            role: Role::Leaf,
            cells: vec![
                Cell::text(node.code.as_str()),
                unless(Cell::text(node.name.as_str())),
                unless(Cell::text(self.stage(stage))),
                unless(Cell::Points(step.points.0)),
                Cell::text(self.signed(part.change)),
                if last {
                    Cell::Points(step.points.1)
                } else {
                    Cell::Blank
                },
                Cell::text(self.part(step, part)),
            ],
        }
    }

    /// Why a part of a step came about, and who says so.
    pub fn part(&self, step: &Step, part: &Part) -> String {
        let lang = self.lang;
        let mut said = match part.why {
            Why::Loss(stage, index) => self.loss(stage, index),
            Why::Pending => lang
                .pick("điểm chờ nơi khác cho", "points still to be given")
                .to_owned(),
            Why::NotApplicable => lang.pick("không áp dụng", "not applicable").to_owned(),
            Why::Beside => lang
                .pick("điểm cộng, điểm trừ", "bonus and penalty")
                .to_owned(),
        };
        if part.change > Points::ZERO {
            let no_longer = lang.pick("hết: ", "no longer: ");
            said = format!("{no_longer}{said}");
        }
        if let Some(reason) = part
            .reason
            .as_ref()
            .filter(|reason| !said.contains(*reason))
        {
            said += &format!(" ({reason})");
        }
        if let Some(by) = &part.by {
            said += &format!("; {by}");
        }
        let place = part.place.as_ref().map(|place| place.shown(lang));
        if let Some(place) = place.filter(|place| !said.contains(place)) {
            said += &format!(" [{place}]");
        }
        if !part.is_explained {
            let to = self.stage(self.recheck.stages[step.stages.1].stage);
            said += &lang.pick(
                format!("; {to} không ghi lý do"),
                format!("; {to} gives no reason"),
            );
        }
        said
    }

    /// A loss at a stage, on the facts of that stage.
    fn loss(&self, stage: usize, index: usize) -> String {
        let standing = &self.recheck.stages[stage];
        let Some(loss) = standing.assessment.losses.get(index) else {
            return String::new();
        };
        let unit = UnitFacts {
            facts: standing.facts.clone(),
            ..UnitFacts::default()
        };
        let submission = self.submission.of_another_unit(unit);
        let view = View {
            submission: &submission,
            assessment: &standing.assessment,
            computed: &standing.assessment,
            diagnostics: &[],
            as_of: None,
            assume_pending: None,
            hypothesis: None,
            lang: self.lang,
            version: env!("CARGO_PKG_VERSION"),
        };
        let said = details::line(&view, loss);
        match &loss.place {
            Some(place) => format!("{said} [{}]", place.shown(self.lang)),
            None => said,
        }
    }

    fn claims(&self, body: &mut Vec<Block>, heading: &str, claims: &[Claim]) {
        if claims.is_empty() {
            return;
        }
        let gap = claims.iter().map(|claim| claim.claimed - claim.computed);
        let sum = self.signed(gap.sum());
        body.push(Block::Part(format!("{heading}: {sum}")));
        body.extend(claims.iter().map(|claim| {
            let node = self.node(claim.leaf);
            let (claimed, computed) = (self.fixed(claim.claimed), self.fixed(claim.computed));
            let gap = self.signed(claim.claimed - claim.computed);
            let said = self.lang.pick(
                format!("tự chấm {claimed}, tính được {computed} ({gap})"),
                format!("claimed {claimed}, computed {computed} ({gap})"),
            );
            let why = self.why(claim);
            Block::Item(format!("{} {}: {said}{why}", node.code, node.name))
        }));
    }

    /// What stands against a claim: the step from it to what was computed.
    fn why(&self, claim: &Claim) -> String {
        let of_leaf = |of: &&Waterfall| of.leaf == claim.leaf;
        let steps = self.recheck.leaves.iter().filter(of_leaf);
        let steps = steps.flat_map(|of| &of.steps);
        let computed = |step: &&Step| {
            let stage = self.recheck.stages[step.stages.1].stage;
            stage == Stage::Computed
        };
        let parts = steps.filter(computed).flat_map(|step| {
            let parts = step.parts.iter();
            parts.map(move |part| self.part(step, part))
        });
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() {
            return String::new();
        }
        format!(": {}", parts.join("; "))
    }

    fn versions(&self, body: &mut Vec<Block>, changes: &[Change]) {
        let lang = self.lang;
        let heading = lang.pick("So với bản trước", "Since the version before");
        body.push(Block::Part(heading.to_owned()));
        if changes.is_empty() {
            let none = lang.pick("Không có gì thay đổi.", "Nothing changed.");
            body.push(Block::Text(none.to_owned()));
        }
        body.extend(
            changes
                .iter()
                .map(|change| Block::Item(self.change(change))),
        );
    }

    /// A difference of two versions.
    pub fn change(&self, change: &Change) -> String {
        let code = change.leaf.map(|leaf| self.node(leaf).code.as_str());
        let (what, old, new) = self.what(&change.what);
        let how = match (old, new) {
            (None, Some(new)) if new.is_empty() => self.lang.pick("thêm", "added").to_owned(),
            (None, Some(new)) => format!("{}: {new}", self.lang.pick("thêm", "added")),
            (Some(old), None) if old.is_empty() => self.lang.pick("bỏ", "removed").to_owned(),
            (Some(old), None) => format!("{}: {old}", self.lang.pick("bỏ", "removed")),
            (Some(old), Some(new)) if old.is_empty() || new.is_empty() => self
                .lang
                .pick("thay nội dung", "its content changed")
                .to_owned(),
            (Some(old), Some(new)) => format!("{old} → {new}"),
            (None, None) => String::new(),
        };
        let place = change
            .place
            .as_ref()
            .map(|place: &Place| place.shown(self.lang));
        let place = place.map_or_else(String::new, |place| format!(" [{place}]"));
        format!("{}: {what}: {how}{place}", code.unwrap_or("*"))
    }

    /// What differs: its name, and what it was and is.
    fn what(&self, what: &What) -> (String, Option<String>, Option<String>) {
        let lang = self.lang;
        let pick = |vi: &str, en: &str| lang.pick(vi, en).to_owned();
        let points = |points: &Option<Points>| points.map(|points| self.fixed(points));
        match what {
            What::Figure(id, old, new) => {
                let value = |value: &Option<Value>| value.as_ref().map(|value| plain(value, lang));
                let word = pick("số liệu", "figure");
                (format!("{word} `{id}`"), value(old), value(new))
            }
            What::Evidence(document, old, new) => {
                let word = pick("minh chứng", "evidence");
                (format!("{word} `{document}`"), old.clone(), new.clone())
            }
            What::File(path, old, new) => {
                let there = |content: &Option<String>| content.as_ref().map(|_| String::new());
                let word = pick("tệp", "file");
                (format!("{word} `{path}`"), there(old), there(new))
            }
            What::Explanation(old, new) => {
                (pick("giải trình", "explanation"), old.clone(), new.clone())
            }
            What::NotApplicable(old, new) => (
                pick("không áp dụng", "not applicable"),
                old.clone(),
                new.clone(),
            ),
            What::Claim(old, new) => (pick("tự chấm", "claim"), points(old), points(new)),
        }
    }
}

fn plain(value: &Value, lang: Lang) -> String {
    match value {
        Value::Number(value) => numbers::show(*value, lang),
        Value::Ratio(value) => numbers::show_about(value, lang),
        Value::Text(text) => text.clone(),
        Value::Date(date) => dates::short(*date),
    }
}
