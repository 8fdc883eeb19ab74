//! Báo cáo tự chấm điểm: the result by field, compulsory explanations, the evidence in the order
//! of the attachments folder, where the set comes from; the score table as an annex.

mod fields;
mod score_table;

use super::evidence;
use super::letter::Writer;
use super::model::{Annex, BLANK, Block, Cell, Column, Paper, Role, Row, Table};
use crate::report::details;
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::report::words::{self, padded};
use crate::score::assessment::{State, Status};
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
        let version = self.view.version;
        lines.push(lang.pick(
            format!(
                "Điểm tính bằng parindex {version} từ bản bộ tiêu chí có mã kiểm {hash}…"
            ),
            format!(
                "Points are computed by parindex {version} from the text of the set with the hash {hash}…"
            ),
        ));
        let mut blocks = vec![Block::Part(part.to_owned())];
        blocks.extend(lines.into_iter().map(Block::Text));
        blocks
    }
}
