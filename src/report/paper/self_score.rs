//! Báo cáo tự chấm điểm: the result by field, compulsory explanations, the evidence in the order
//! of the attachments folder, where the set comes from; the score table as an annex.

use super::evidence;
use super::letter::Writer;
use super::model::{Annex, BLANK, Block, Cell, Chart, Column, Paper, Role, Row, Table};
use super::scores::{self, Tree};
use crate::criteria::model::{Node, Side};
use crate::points::Points;
use crate::report::details;
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::report::words::{self, padded};
use crate::score::assessment::{Loss, Scored, State, Status};
use crate::score::book::underlying;
use crate::text::dates;
use crate::text::lang::text;

/// Writes the report of a unit on its own score.
pub fn self_score(view: &View<'_>) -> Paper {
    let report = Report {
        view,
        said: Wording { view },
    };
    report.write()
}

#[derive(Clone, Copy)]
struct Report<'a> {
    view: &'a View<'a>,
    said: Wording<'a>,
}

impl Report<'_> {
    fn pick<'t>(self, vi: &'t str, en: &'t str) -> &'t str {
        self.said.pick(vi, en)
    }

    /// What the computed points are called: the unit's own, unless it claims others.
    fn own_points(self) -> &'static str {
        let lang = self.view.lang;
        match self.view.claims() {
            None => lang.pick("Điểm tự chấm", "Points"),
            Some(_) => lang.pick("Điểm tính được", "Computed"),
        }
    }

    fn write(self) -> Paper {
        let lang = self.view.lang;
        let year = self.view.submission.year;
        let mut writer = Writer::new(&self.view.submission.manifest.letter, lang);
        let head = writer.head("BC", self.view.as_of);
        let mut body = writer.grounds();
        body.extend(self.result());
        body.extend(self.explanations(&mut writer));
        body.push(Block::Part(
            self.pick("III. DANH MỤC TÀI LIỆU KIỂM CHỨNG", "III. EVIDENCE")
                .to_owned(),
        ));
        body.extend(self.evidence());
        body.extend(self.set());
        let closing = writer.closing();
        let title = self.pick(
            "PHỤ LỤC: BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM",
            "ANNEX: SCORE TABLE OF THE PAR INDEX",
        );
        Paper {
            banner: words::banner(self.view.set().provenance, lang).map(ToOwned::to_owned),
            head: Some(head),
            kind: self.pick("BÁO CÁO", "REPORT").to_owned(),
            about: lang.pick(
                format!("Tự chấm điểm Chỉ số cải cách hành chính năm {year}"),
                format!("On the unit's own score of the PAR Index {year}"),
            ),
            body,
            closing: Some(closing),
            annexes: vec![Annex {
                title: format!("{title} {year}"),
                body: vec![Block::Table(self.score_table())],
            }],
            blanks: writer.into_blanks(),
        }
    }

    fn result(self) -> Vec<Block> {
        let lang = self.view.lang;
        let total = &self.view.assessment.total;
        let unit = self.said.unit().unwrap_or(self.pick("Đơn vị", "The unit"));
        let (points, max) = (
            self.said.plain(total.points),
            self.said.plain(total.applicable_max),
        );
        let claims = self.said.claims();
        let mut lines = vec![match &claims {
            None => lang.pick(
                format!("{unit} tự chấm đạt {points}/{max} điểm."),
                format!("{unit} scores itself {points}/{max} points."),
            ),
            // Its own points are those it claims; these are beside them.
            Some(_) => lang.pick(
                format!("Theo số liệu và minh chứng, {unit} đạt {points}/{max} điểm."),
                format!("By figures and evidence, {unit} has {points}/{max} points."),
            ),
        }];
        lines.extend(self.said.half_filled());
        lines.extend(self.said.result());
        if let Some(pending) = self.said.pending() {
            lines.push(format!("{}.", pending.heading));
            lines.extend(pending.lines);
        }
        lines.push(self.said.counts());
        lines.extend(self.said.notes());
        if let Some(claims) = claims {
            lines.push(format!("{}.", claims.heading));
        }
        let part = self.pick("I. KẾT QUẢ TỰ CHẤM ĐIỂM", "I. RESULT");
        let mut blocks = vec![Block::Part(part.to_owned())];
        blocks.extend(lines.into_iter().map(Block::Text));
        blocks.push(Block::Table(self.fields()));
        blocks
    }

    /// Points by field, with a chart.
    fn fields(self) -> Table {
        let set = self.view.set();
        let waits = self.said.waits();
        let mut columns = vec![
            Column::middle(self.pick("Mã", "Code"), 8),
            Column::words(self.said.field_word(), 52),
            Column::points(self.pick("Điểm tối đa", "Max"), 13),
            Column::points(self.own_points(), 13).out_of(2),
            Column::points(self.pick("Điểm mất", "Lost"), 13).fixed(set.rounding.digits),
        ];
        if waits {
            columns.push(Column::points(self.pick("Điểm chờ", "Pending"), 13));
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut normal = Vec::new();
        for (index, node) in set.fields() {
            let scored = &self.view.assessment.nodes[index];
            if node.side == Side::Normal {
                normal.push(rows.len());
            }
            let points = |points: Option<Points>| points.map_or(Cell::Blank, Cell::Points);
            let counts = node.side == Side::Normal;
            let mut cells = vec![
                Cell::text(node.code.as_str()),
                Cell::text(self.said.name(node)),
                Cell::Points(node.max),
                points(scored.points),
                points(counts.then_some(scored.lost)),
            ];
            if waits {
                cells.push(points(counts.then_some(scored.pending)));
            }
            let role = Role::Leaf;
            rows.push(Row { role, cells });
        }
        let total = &self.view.assessment.total;
        let all: Vec<usize> = (0..rows.len()).collect();
        let sum = |column: usize, value: Points, of: &[usize]| {
            let cells = of
                .iter()
                .filter_map(|row| match rows[*row].cells.get(column) {
                    Some(Cell::Points(points)) => Some(*points),
                    _ => None,
                });
            if cells.sum::<Points>() == value {
                Cell::Sum(value, of.to_vec())
            } else {
                Cell::Points(value)
            }
        };
        let mut cells = vec![
            Cell::Blank,
            Cell::text(self.pick("Tổng cộng", "Total")),
            sum(2, set.total, &normal),
            sum(3, total.points, &all),
            sum(4, total.lost, &normal),
        ];
        if waits {
            cells.push(sum(5, total.pending, &normal));
        }
        let role = Role::Total;
        rows.push(Row { role, cells });
        Table {
            name: self
                .pick("Điểm theo lĩnh vực", "Points by field")
                .to_owned(),
            caption: None,
            columns,
            rows,
            chart: Some(Chart {
                title: self
                    .pick(
                        "Điểm đạt và điểm tối đa theo lĩnh vực",
                        "Points and maximum by field",
                    )
                    .to_owned(),
                of: Role::Leaf,
                label: 0,
                series: vec![2, 3],
            }),
        }
    }

    /// Leaves whose documents are not all in order: how the unit scored them. A missing
    /// document without an explanation is an error of the submission (process guidance of 2016
    /// and 2025), so its blank is listed.
    fn explanations(self, writer: &mut Writer<'_>) -> Vec<Block> {
        let lang = self.view.lang;
        let part = self.pick("II. GIẢI TRÌNH", "II. EXPLANATIONS");
        let mut blocks = vec![Block::Part(part.to_owned())];
        let mut rows = Vec::new();
        for (node, leaf, scored, score) in self.view.leaves() {
            let lacking = score
                .documents
                .iter()
                .filter(|judged| judged.state != State::InOrder);
            let lacking = lacking.filter_map(|judged| {
                let requirement = leaf.documents.get(judged.requirement)?;
                let state = words::capital(words::state(underlying(judged), lang));
                Some(format!("{state}: {}", details::name(requirement, lang)))
            });
            let lacking: Vec<String> = lacking.collect();
            let Some((index, _)) = self.view.set().node(&node.code) else {
                continue;
            };
            let said = evidence::explanation(self.view, index);
            if scored.status == Status::NotApplicable || (lacking.is_empty() && said.is_none()) {
                continue;
            }
            if said.is_none() {
                let code = &node.code;
                writer.list(text!(
                    "chưa giải trình chỉ tiêu {code} thiếu tài liệu: ghi vào cột Giải trình của bảng minh chứng hoặc bảng tự chấm",
                    "leaf {code} lacks documents and is not explained: fill in the column Giải trình of the evidence or claims table"
                ));
            }
            rows.push(Row {
                role: Role::Leaf,
                cells: vec![
                    Cell::text(node.code.as_str()),
                    Cell::text(&node.name),
                    Cell::text(lacking.join("\n")),
                    Cell::text(said.unwrap_or(BLANK)),
                ],
            });
        }
        if rows.is_empty() {
            let none = self.pick(
                "Không có chỉ tiêu thiếu tài liệu phải giải trình.",
                "No leaf lacks documents that would have to be explained.",
            );
            blocks.push(Block::Text(none.to_owned()));
            return blocks;
        }
        blocks.push(Block::Table(Table {
            name: self.pick("Giải trình", "Explanations").to_owned(),
            caption: None,
            columns: vec![
                Column::middle(self.pick("Mã", "Code"), 10),
                Column::words(self.said.leaf_word(), 30),
                Column::words(
                    self.pick("Tài liệu thiếu hoặc chưa đạt", "Documents not in order"),
                    30,
                ),
                Column::words(
                    self.pick("Giải trình của đơn vị", "The unit's explanation"),
                    30,
                ),
            ],
            rows,
            chart: None,
        }));
        blocks
    }

    fn evidence(self) -> Vec<Block> {
        let table = evidence::list(self.view);
        let count = table.rows.len();
        let mut blocks = Vec::new();
        if count == 0 {
            let none = self.pick("Chưa khai tệp nào.", "No file is declared.");
            blocks.push(Block::Text(none.to_owned()));
            return blocks;
        }
        let files = padded(count);
        blocks.push(Block::Text(self.view.lang.pick(
            format!("Gồm {files} tệp, xếp theo thư mục tệp đính kèm:"),
            format!("{files} files, in the order of the attachments folder:"),
        )));
        blocks.push(Block::Table(table));
        blocks
    }

    /// By which set, and how far it can be relied on.
    fn set(self) -> Vec<Block> {
        let lang = self.view.lang;
        let set = self.view.set();
        let part = self.pick("IV. BỘ TIÊU CHÍ", "IV. CRITERIA SET");
        let provenance = words::provenance(set.provenance, lang);
        let (name, id, hash) = (&set.name, &set.id, &set.sha256);
        let (from, to) = (dates::short(set.period.0), dates::short(set.period.1));
        let mut lines = vec![lang.pick(
            format!("Chấm theo {name} (mã {id}, {provenance}); kỳ đánh giá từ {from} đến {to}."),
            format!("Scored by {name} (id {id}, {provenance}); period {from} to {to}."),
        )];
        for basis in &set.basis {
            let words = crate::report::criteria::SetView::whole(set, lang);
            lines.push(format!("{}.", words.basis(basis).trim_end_matches('.')));
        }
        let hash = &hash[..hash.len().min(16)];
        lines.push(lang.pick(
            format!(
                "Điểm tính bằng parindex {} từ bản bộ tiêu chí có mã kiểm {hash}…",
                env!("CARGO_PKG_VERSION")
            ),
            format!(
                "Points are computed by parindex {} from the text of the set with the hash {hash}…",
                env!("CARGO_PKG_VERSION")
            ),
        ));
        let mut blocks = vec![Block::Part(part.to_owned())];
        blocks.extend(lines.into_iter().map(Block::Text));
        blocks
    }

    /// The whole tree: points, claims where the unit made any, evidence, explanations, notes.
    fn score_table(self) -> Table {
        let claims = self.view.claims();
        let own = |_: usize, _: &Node, scored: &Scored| scored.points;
        let max = |_: usize, node: &Node, _: &Scored| Some(node.max);
        let claimed_by = scores::claims(self.view);
        let claimed = |index: usize, _: &Node, _: &Scored| claimed_by[index];
        let total = &self.view.assessment.total;
        let mut points: Vec<(scores::Column<'_>, Option<Points>)> =
            vec![(&max, Some(self.view.set().total))];
        let mut columns = vec![
            Column::middle(self.pick("STT", "No."), 4),
            Column::middle(self.pick("Mã", "Code"), 7),
            Column::words(self.pick("Tiêu chí", "Criterion"), 28),
            Column::points(self.pick("Điểm tối đa", "Max"), 7),
        ];
        if let Some(claims) = &claims {
            columns.push(Column::points(self.pick("Điểm tự chấm", "Claimed"), 7));
            columns.push(Column::points(self.pick("Điểm tính được", "Computed"), 7).out_of(3));
            points.push((&claimed, Some(claims.given)));
        } else {
            columns.push(Column::points(self.pick("Điểm tự chấm", "Points"), 7).out_of(3));
        }
        points.push((&own, Some(total.points)));
        columns.extend([
            Column::words(self.pick("Tài liệu kiểm chứng", "Evidence"), 28),
            Column::words(self.pick("Giải trình", "Explanation"), 14),
            Column::words(self.pick("Ghi chú", "Note"), 18),
        ]);
        let tree = Tree {
            view: self.view,
            numbered: true,
            points: &points,
            beside: 3,
        };
        let rows = tree.rows(|index| {
            let said = evidence::explanation(self.view, index);
            vec![
                Cell::text(evidence::of_leaf(self.view, index)),
                said.map_or(Cell::Blank, Cell::text),
                Cell::text(self.note(index)),
            ]
        });
        Table {
            name: self.pick("Bảng tự chấm điểm", "Score table").to_owned(),
            caption: None,
            columns,
            rows,
            chart: None,
        }
    }

    /// Why a leaf is short, pending or taken out.
    fn note(self, index: usize) -> String {
        let lang = self.view.lang;
        let scored = &self.view.assessment.nodes[index];
        let of_leaf = |loss: &&Loss| loss.node == Some(index) && !loss.points.is_zero();
        let losses = self.view.assessment.losses.iter().filter(of_leaf);
        let mut notes: Vec<String> = losses
            .map(|loss| {
                let points = self.said.fixed(loss.points);
                let cause = details::line(self.view, loss);
                lang.pick(
                    format!("Mất {points}: {cause}"),
                    format!("{points} lost: {cause}"),
                )
            })
            .collect();
        if !scored.pending.is_zero() {
            let leaf = self.view.set().nodes[index].leaf.as_ref();
            let source = leaf.map(|leaf| words::waiting_for(leaf.source, lang));
            let points = self.said.fixed(scored.pending);
            notes.push(format!(
                "{} ({points})",
                words::capital(source.unwrap_or_default())
            ));
        }
        if let Some(score) = &scored.leaf
            && let Some(reason) = &score.not_applicable
        {
            let word = self.pick("Không áp dụng", "Not applicable");
            notes.push(format!("{word}: {}", words::reason(reason, lang)));
        }
        notes.join("\n")
    }
}
