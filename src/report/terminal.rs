//! A score on screen: fields, then losses with their causes, then what else must be said.

use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table, presets,
};

use crate::criteria::model::{Node, Side};
use crate::points::{Exact, Points};
use crate::report::view::{Comparison, View};
use crate::report::{details, words};
use crate::score::assessment::{Loss, Scored, Status};
use crate::text::numbers;

use unicode_width::UnicodeWidthStr;

/// How wide, and in colour or not.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Columns; `None`: not a terminal, nothing is wrapped.
    pub width: Option<u16>,
    /// Whether colours are wanted.
    pub color: bool,
}

/// Columns from which the bars of fields fit.
const WIDE_ENOUGH_FOR_BARS: u16 = 96;
/// Cells of a full bar.
const BAR: i64 = 16;

/// Renders a result.
pub fn render(view: &View<'_>, screen: Screen) -> String {
    let page = Page { view, screen };
    let mut parts = vec![page.title()];
    parts.extend(page.half_filled());
    parts.push(page.fields());
    parts.extend(page.result());
    parts.push(page.losses());
    parts.extend(page.unanswered());
    parts.extend(page.pending());
    parts.extend(page.not_applicable());
    parts.extend(page.claims());
    parts.extend(page.published());
    parts.push(page.counts());
    parts.extend(page.notes());
    let mut text = String::new();
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            text.push('\n');
        }
        for line in part.lines() {
            text.push_str(&wrap(line, screen.width));
            text.push('\n');
        }
    }
    text
}

struct Page<'a> {
    view: &'a View<'a>,
    screen: Screen,
}

impl Page<'_> {
    fn pick<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        self.view.lang.pick(vi, en)
    }

    /// Points with the set's decimals, for losses and gains.
    fn fixed(&self, points: Points) -> String {
        numbers::show_fixed(points, self.view.set().rounding.digits, self.view.lang)
    }

    /// Points without trailing zeros.
    fn plain(&self, points: Points) -> String {
        numbers::show(points.decimal(), self.view.lang)
    }

    fn table(&self, header: &[(&str, CellAlignment)]) -> Table {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        match self.screen.width {
            Some(width) => {
                table
                    .set_content_arrangement(ContentArrangement::Dynamic)
                    .set_width(width);
            }
            None => {
                table.set_content_arrangement(ContentArrangement::Disabled);
            }
        }
        if self.screen.color {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        let cells = header.iter().map(|(name, alignment)| {
            Cell::new(name)
                .set_alignment(*alignment)
                .add_attribute(Attribute::Dim)
        });
        table.set_header(cells.collect::<Vec<_>>());
        table
    }

    /// Numbers and codes keep their width; names and causes wrap.
    fn finish(mut table: Table, fixed: &[usize]) -> String {
        for column in table.column_iter_mut() {
            column.set_padding((2, 0));
        }
        for index in fixed {
            if let Some(column) = table.column_mut(*index) {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        table
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn title(&self) -> String {
        let set = self.view.set();
        let unit = &self.view.submission.unit.unit;
        let name = unit.name.as_deref().or(unit.code.as_deref());
        let name = name.unwrap_or(self.pick("(chưa nêu tên đơn vị)", "(unit not named)"));
        let year = self.view.submission.year;
        let index = self.pick("Chỉ số CCHC năm", "PAR Index");
        let provenance = words::provenance(set.provenance, self.view.lang);
        let mut title = format!("{name} · {index} {year} · {} ({provenance})", set.id);
        if let Some(as_of) = self.view.as_of {
            let day = crate::text::dates::short(as_of);
            let words = self.pick("tính đến ngày", "as of");
            title.push_str(&format!(" · {words} {day}"));
        }
        title
    }

    fn half_filled(&self) -> Option<String> {
        let counts = &self.view.assessment.counts;
        if counts.unanswered == 0 {
            return None;
        }
        let losses = &self.view.assessment.losses;
        let sum = |unanswered: bool| {
            let of = losses
                .iter()
                .filter(|loss| self.view.is_unanswered(loss) == unanswered);
            self.fixed(of.map(|loss| loss.points).sum())
        };
        let (open, lost) = (sum(true), sum(false));
        let (all, left) = (counts.leaves, counts.unanswered);
        let normal = || {
            self.view
                .leaves()
                .filter(|(node, ..)| node.side == Side::Normal)
        };
        let done = normal().filter(|(_, _, _, score)| score.answered).count();
        let waiting = normal()
            .filter(|(_, _, scored, score)| !score.answered && scored.status == Status::Pending)
            .count();
        let also = match waiting {
            0 => String::new(),
            _ => self.view.lang.pick(
                format!(", {waiting} chờ nơi khác chấm"),
                format!(", {waiting} wait for others"),
            ),
        };
        Some(self.view.lang.pick(
            format!("Đã khai {done}/{all} chỉ tiêu; {left} chưa khai ({open} điểm){also}; trong phần đã khai mất {lost} điểm."),
            format!("{done} of {all} leaves are answered; {left} are not ({open} points){also}; {lost} points are lost in what is answered."),
        ))
    }

    fn fields(&self) -> String {
        let set = self.view.set();
        let right = CellAlignment::Right;
        let bars = self
            .screen
            .width
            .is_none_or(|width| width >= WIDE_ENOUGH_FOR_BARS);
        let field = set
            .words
            .field
            .as_deref()
            .unwrap_or(self.pick("Lĩnh vực", "Field"));
        let waiting = set
            .fields()
            .any(|(index, _)| !self.view.assessment.nodes[index].pending.is_zero());
        let mut header = vec![
            ("", CellAlignment::Left),
            (field, CellAlignment::Left),
            (self.pick("Tối đa", "Max"), right),
            (self.pick("Đạt", "Points"), right),
            (self.pick("Mất", "Lost"), right),
        ];
        if waiting {
            header.push((self.pick("Chờ", "Pending"), right));
        }
        if bars {
            header.push(("", CellAlignment::Left));
        }
        let mut table = self.table(&header);
        for (index, node) in set.fields() {
            let scored = &self.view.assessment.nodes[index];
            let points = match scored.points {
                None => self.pick("không áp dụng", "n/a").to_owned(),
                Some(points) if points.is_zero() && !scored.pending.is_zero() => {
                    self.pick("chờ", "pending").to_owned()
                }
                Some(points) => self.plain(points),
            };
            let lost = if node.side == Side::Normal {
                self.fixed(scored.lost)
            } else {
                String::new()
            };
            let mut cells = vec![
                Cell::new(&node.code),
                Cell::new(self.field_name(node)),
                Cell::new(self.plain(node.max)).set_alignment(right),
                Cell::new(points).set_alignment(right),
                self.lost_cell(lost, scored),
            ];
            if waiting {
                let pending = if scored.pending.is_zero() {
                    String::new()
                } else {
                    self.fixed(scored.pending)
                };
                cells.push(Cell::new(pending).set_alignment(right));
            }
            if bars {
                cells.push(Cell::new(bar(node, scored)));
            }
            table.add_row(cells);
        }
        let total = &self.view.assessment.total;
        let bold = |text: String| Cell::new(text).add_attribute(Attribute::Bold);
        let mut cells = vec![
            Cell::new(""),
            bold(self.pick("Tổng", "Total").to_owned()),
            bold(self.plain(set.total)).set_alignment(right),
            bold(self.plain(total.points)).set_alignment(right),
            bold(self.fixed(total.lost)).set_alignment(right),
        ];
        if waiting {
            cells.push(bold(self.fixed(total.pending)).set_alignment(right));
        }
        table.add_row(cells);
        Self::finish(table, &[0, 2, 3, 4, 5])
    }

    fn field_name(&self, node: &Node) -> String {
        let kind = match node.side {
            Side::Normal => return node.name.clone(),
            Side::Bonus => self.pick("điểm cộng", "bonus"),
            Side::Penalty => self.pick("điểm trừ", "penalty"),
        };
        format!("{} ({kind})", node.name)
    }

    fn lost_cell(&self, text: String, scored: &Scored) -> Cell {
        let cell = Cell::new(text).set_alignment(CellAlignment::Right);
        if scored.lost.is_zero() {
            cell
        } else {
            cell.fg(Color::Red)
        }
    }

    /// Percent, class, and what counts beside the sum of fields.
    fn result(&self) -> Option<String> {
        let set = self.view.set();
        let total = &self.view.assessment.total;
        let mut lines = Vec::new();
        if !total.bonus.is_zero() {
            let bonus = self.fixed(total.bonus);
            lines.push(self.view.lang.pick(
                format!("Trong đó điểm cộng, điểm trừ: {bonus}."),
                format!("Of these, bonus and penalty: {bonus}."),
            ));
        }
        let percent = total.percent.map(|percent| self.plain(percent));
        if !total.excluded.is_zero()
            && let Some(percent) = &percent
        {
            let (out, rest) = (self.plain(total.excluded), self.plain(total.applicable_max));
            lines.push(self.view.lang.pick(
                format!("Không áp dụng {out} điểm: tính trên {rest} điểm, đạt {percent} %."),
                format!("{out} points do not apply: of {rest} points, {percent} % is reached."),
            ));
        }
        if let Some(class) = &total.class {
            let percent = percent.unwrap_or_default();
            lines.push(self.view.lang.pick(
                format!("Xếp loại: {class} ({percent} %)."),
                format!("Class: {class} ({percent} %)."),
            ));
        } else if !set.classes.is_empty() && total.class_range.is_none() {
            lines.push(
                self.pick("Xếp loại: dưới mức thấp nhất.", "Class: below the lowest.")
                    .to_owned(),
            );
        }
        for gate in &total.closed_gates {
            lines.push(self.view.lang.pick(
                format!("Điều kiện khống chế: {gate}."),
                format!("Gate closed: {gate}."),
            ));
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn losses(&self) -> String {
        let assessment = self.view.assessment;
        let total = &assessment.total;
        if assessment.losses.is_empty() {
            return self
                .pick("Không mất điểm nào.", "No points are lost.")
                .to_owned();
        }
        let lost = self.fixed(total.lost);
        let (points, documents) = self.view.lost_to_documents();
        let heading = if documents == 0 {
            self.view
                .lang
                .pick(format!("Mất {lost} điểm:"), format!("{lost} points lost:"))
        } else {
            let (points, with) = (self.fixed(points), self.plain(total.with_documents));
            let noun = if documents == 1 {
                "document"
            } else {
                "documents"
            };
            self.view.lang.pick(
                format!("Mất {lost} điểm, trong đó {points} chỉ vì thiếu {documents} tài liệu (đủ tài liệu: {with}):"),
                format!("{lost} points lost, {points} of them only for want of {documents} {noun} (with all documents: {with}):"),
            )
        };
        let answered: Vec<&Loss> = assessment
            .losses
            .iter()
            .filter(|loss| !self.view.is_unanswered(loss))
            .collect();
        if answered.is_empty() {
            return heading;
        }
        format!("{heading}\n\n{}", self.loss_table(&answered))
    }

    /// Losses of leaves of which nobody said anything yet.
    fn unanswered(&self) -> Option<String> {
        let losses: Vec<&Loss> = self
            .view
            .assessment
            .losses
            .iter()
            .filter(|loss| self.view.is_unanswered(loss))
            .collect();
        if losses.is_empty() {
            return None;
        }
        let heading = self.pick("Chưa khai:", "Not answered yet:");
        Some(format!("{heading}\n\n{}", self.loss_table(&losses)))
    }

    /// Documents first, then figures; each in tree order.
    fn loss_table(&self, losses: &[&Loss]) -> String {
        let right = CellAlignment::Right;
        let mut table = self.table(&[
            (self.pick("Mã", "Code"), CellAlignment::Left),
            (self.leaf_word(), CellAlignment::Left),
            (self.pick("Đạt/Tối đa", "Points/Max"), right),
            (self.pick("Mất", "Lost"), right),
            (self.pick("Nguyên nhân", "Cause"), CellAlignment::Left),
        ]);
        let (documents, others): (Vec<&Loss>, Vec<&Loss>) =
            losses.iter().partition(|loss| loss.cause.is_document());
        for loss in documents.into_iter().chain(others) {
            let of = self.view.leaf_of(loss);
            let pair = loss.node.and_then(|index| {
                let scored = self.view.assessment.nodes.get(index)?;
                let points = match scored.status {
                    Status::Pending if scored.points == Some(Points::ZERO) => {
                        self.pick("chờ", "pending").to_owned()
                    }
                    _ => self.plain(scored.points?),
                };
                let max = self.view.set().nodes.get(index)?.max;
                Some(format!("{points}/{}", self.plain(max)))
            });
            let mut cause = details::line(self.view, loss);
            if loss.regain != loss.points && of.is_some() {
                let regain = self.fixed(loss.regain);
                let back = self.view.lang.pick(
                    format!(" (lấy lại {regain})"),
                    format!(" (wins back {regain})"),
                );
                cause.push_str(&back);
            }
            let lost = Cell::new(self.fixed(loss.points))
                .set_alignment(right)
                .fg(Color::Red);
            table.add_row(vec![
                Cell::new(of.map_or("", |(node, ..)| node.code.as_str())),
                Cell::new(of.map_or("", |(node, ..)| node.name.as_str())),
                Cell::new(pair.unwrap_or_default()).set_alignment(right),
                lost,
                Cell::new(cause),
            ]);
        }
        Self::finish(table, &[0, 2, 3])
    }

    fn leaf_word(&self) -> &str {
        self.view
            .set()
            .words
            .leaf
            .as_deref()
            .unwrap_or(self.pick("Chỉ tiêu", "Leaf"))
    }

    fn pending(&self) -> Option<String> {
        let total = &self.view.assessment.total;
        let waiting: Vec<String> = self
            .view
            .leaves()
            .filter(|(_, _, scored, _)| scored.status == Status::Pending)
            .map(|(node, leaf, scored, _)| {
                let points = self.fixed(scored.pending);
                let why = words::waiting_for(leaf.source, self.view.lang);
                format!("  {}  {}: {points} ({why})", node.code, node.name)
            })
            .collect();
        if waiting.is_empty() {
            return None;
        }
        let left = self.plain(total.pending);
        let mut lines = vec![self.view.lang.pick(
            format!("Còn {left} điểm chờ nơi khác cho, chưa tính là mất:"),
            format!("{left} points are still to be given by others, not counted as lost:"),
        )];
        lines.extend(waiting);
        if let Some((from, to)) = &total.class_range {
            let below = self.pick("dưới mức thấp nhất", "below the lowest");
            let (from, to) = (
                from.as_deref().unwrap_or(below),
                to.as_deref().unwrap_or(below),
            );
            let range = if from == to {
                self.view.lang.pick(
                    format!("chỉ có thể là {from}"),
                    format!("only {from} is possible"),
                )
            } else {
                self.view.lang.pick(
                    format!("có thể từ {from} đến {to}"),
                    format!("from {from} to {to} is possible"),
                )
            };
            lines.push(self.view.lang.pick(
                format!("Chưa xếp loại: còn {left} điểm chờ; {range}."),
                format!("No class yet: {left} points are pending; {range}."),
            ));
        }
        if let (Some(percent), Some(points)) =
            (&self.view.assume_pending, self.view.assumed_points())
        {
            let percent = numbers::show_exact(&(percent * &Exact::from(100)), self.view.lang);
            let points = self.plain(points);
            lines.push(self.view.lang.pick(
                format!("Giả định phần chờ đạt {percent} %: {points} điểm."),
                format!("Assuming {percent} % of what is pending: {points} points."),
            ));
        }
        Some(lines.join("\n"))
    }

    fn not_applicable(&self) -> Option<String> {
        let lines: Vec<String> = self
            .view
            .leaves()
            .filter_map(|(node, _, scored, score)| {
                let reason = words::reason(score.not_applicable.as_ref()?, self.view.lang);
                let effect = if scored.points.is_some() {
                    let points = self.plain(node.max);
                    self.view.lang.pick(
                        format!("tính đủ {points} điểm"),
                        format!("{points} points in full"),
                    )
                } else {
                    let points = self.plain(scored.excluded);
                    self.view.lang.pick(
                        format!("bỏ ra {points} điểm"),
                        format!("{points} points taken out"),
                    )
                };
                Some(format!(
                    "  {}  {}: {reason} ({effect})",
                    node.code, node.name
                ))
            })
            .collect();
        let heading = self.pick("Không áp dụng:", "Not applicable:");
        (!lines.is_empty()).then(|| format!("{heading}\n{}", lines.join("\n")))
    }

    fn claims(&self) -> Option<String> {
        let words = (
            self.pick("Tự chấm", "Claimed"),
            self.pick("đã tự chấm", "that are claimed"),
        );
        Some(self.comparison(words, &self.view.claims()?))
    }

    fn published(&self) -> Option<String> {
        let words = (
            self.pick("Công bố", "Published"),
            self.pick("đã công bố", "that are published"),
        );
        Some(self.comparison(words, &self.view.published()?))
    }

    /// Points that somebody gave beside the computed ones, and the leaves that differ.
    fn comparison(&self, (word, which): (&str, &str), comparison: &Comparison<'_>) -> String {
        let (given, computed) = (
            self.fixed(comparison.given),
            self.fixed(comparison.computed),
        );
        let (named, all) = comparison.leaves;
        let partly = if named == all {
            String::new()
        } else {
            self.view.lang.pick(
                format!(" (ở {named}/{all} chỉ tiêu {which})"),
                format!(" (at the {named} of {all} leaves {which})"),
            )
        };
        let heading = self.view.lang.pick(
            format!("{word} {given} / tính được {computed}{partly}"),
            format!("{word} {given} / computed {computed}{partly}"),
        );
        if comparison.differences.is_empty() {
            let same = self.pick("khớp ở mọi chỉ tiêu.", "they agree at every leaf.");
            return format!("{heading}: {same}");
        }
        let right = CellAlignment::Right;
        let mut table = self.table(&[
            (self.pick("Mã", "Code"), CellAlignment::Left),
            (self.leaf_word(), CellAlignment::Left),
            (word, right),
            (self.pick("Tính được", "Computed"), right),
            (self.pick("Chênh", "Difference"), right),
        ]);
        for difference in &comparison.differences {
            let gap = difference.given - difference.computed;
            let sign = if gap > Points::ZERO { "+" } else { "" };
            let gap = Cell::new(format!("{sign}{}", self.fixed(gap))).set_alignment(right);
            table.add_row(vec![
                Cell::new(&difference.node.code),
                Cell::new(&difference.node.name),
                Cell::new(self.fixed(difference.given)).set_alignment(right),
                Cell::new(self.fixed(difference.computed)).set_alignment(right),
                if sign.is_empty() {
                    gap
                } else {
                    gap.fg(Color::Yellow)
                },
            ]);
        }
        format!("{heading}:\n\n{}", Self::finish(table, &[0, 2, 3, 4]))
    }

    fn counts(&self) -> String {
        let counts = &self.view.assessment.counts;
        let (full, all, short) = (counts.full, counts.leaves, counts.short);
        let mut text = self.view.lang.pick(
            format!("{full}/{all} chỉ tiêu đạt điểm tối đa, {short} chỉ tiêu bị trừ điểm"),
            format!("{full} of {all} leaves are full, {short} are short"),
        );
        if counts.pending > 0 {
            let pending = counts.pending;
            text.push_str(&self.view.lang.pick(
                format!(", {pending} đang chờ"),
                format!(", {pending} pending"),
            ));
        }
        if counts.not_applicable > 0 {
            let out = counts.not_applicable;
            text.push_str(&self.view.lang.pick(
                format!(", {out} không áp dụng"),
                format!(", {out} not applicable"),
            ));
        }
        text.push('.');
        text
    }

    /// What hangs on explanations or links, and whether files were checked.
    fn notes(&self) -> Option<String> {
        let mut lines = Vec::new();
        let total = &self.view.assessment.total;
        if !total.at_risk.is_zero() {
            let risk = self.fixed(total.at_risk);
            lines.push(self.view.lang.pick(
                format!("Chưa chắc chắn: {risk} điểm dựa vào giải trình hoặc đường dẫn."),
                format!("At risk: {risk} points rest on explanations or links."),
            ));
        }
        if self.view.submission.attachments.is_none() {
            lines.push(
                self.pick(
                    "Các tệp đính kèm chưa được kiểm tra.",
                    "The attached files were not checked.",
                )
                .to_owned(),
            );
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// A line broken between words where it is wider than the screen; what follows is indented.
fn wrap(line: &str, width: Option<u16>) -> String {
    let Some(width) = width
        .map(usize::from)
        .filter(|width| line.width() > *width && !line.contains('\u{1b}'))
    else {
        return line.to_owned();
    };
    let indent = line.len() - line.trim_start().len();
    let mut out = " ".repeat(indent);
    let mut used = indent;
    for (i, word) in line.split_whitespace().enumerate() {
        if i > 0 && used + 1 + word.width() > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent + 2));
            used = indent + 2;
        } else if i > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += word.width();
    }
    out
}

/// The share of points as a bar.
fn bar(node: &Node, scored: &Scored) -> String {
    let Some(points) = scored.points.filter(|_| node.side == Side::Normal) else {
        return String::new();
    };
    let share = Exact::from(points) * Exact::from(BAR) / Exact::from(node.max);
    let filled = share.floor().rounded_text(0).parse::<usize>().unwrap_or(0);
    let whole = usize::try_from(BAR).unwrap_or(0);
    format!(
        "{}{}",
        "█".repeat(filled.min(whole)),
        "░".repeat(whole.saturating_sub(filled))
    )
}
