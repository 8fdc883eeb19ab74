//! Yêu cầu bổ sung: what a unit must still hand in, what it is worth, until when; the table is
//! filled in by the unit and read back as evidence of the next round.

use super::letter::Writer;
use super::model::{Annex, Block, Cell, Column, Paper, Role, Row, Table};
use crate::criteria::documents::Requirement;
use crate::criteria::model::Node;
use crate::evidence::appraisals::{FIRST, Round};
use crate::report::details;
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::report::words;
use crate::score::assessment::{Cause, Loss};
use crate::text::dates;

/// Writes the request to one unit.
pub fn supplement(view: &View<'_>) -> Paper {
    let lang = view.lang;
    let said = Wording { view };
    let unit = words::unit(said.unit(), lang);
    let year = view.submission.year;
    let mut writer = Writer::new(&view.submission.manifest.letter, lang);
    let head = writer.head("TB", view.as_of);
    let wanted = Wanted { view };
    if view.submission.supplement_by().is_none() {
        let (vi, en) = ("thời hạn bổ sung", "the supplement deadline");
        writer.note("deadlines.supplement", vi, en);
    }
    let mut body = vec![Block::Text(lang.pick(
        format!("Qua xem xét hồ sơ tự chấm điểm Chỉ số cải cách hành chính năm {year} của {unit}, đề nghị đơn vị bổ sung các nội dung sau:"),
        format!("Having seen the submission of {unit} for the PAR Index {year}, we ask for the following:"),
    ))];
    body.push(Block::Text(wanted.deadline()));
    let table = wanted.table();
    let mut annexes = Vec::new();
    if table.rows.is_empty() {
        let none = lang.pick(
            "Không có tài liệu nào phải bổ sung.",
            "No document is to be supplemented.",
        );
        body.push(Block::Text(none.to_owned()));
    } else {
        let heading = lang.pick("Tài liệu phải bổ sung", "Documents to be supplemented");
        body.push(Block::Part(heading.to_owned()));
        body.extend(wanted.items(|loss| loss.cause.is_document()));
        let how = lang.pick(
            "Đơn vị điền số ký hiệu, ngày ban hành, tệp (hoặc giải trình) vào bảng kèm theo và nộp lại bảng này cùng các tệp.",
            "Fill in number, day and file (or an explanation) in the table that goes with this, and hand it in again with the files.",
        );
        body.push(Block::Text(how.to_owned()));
        annexes.push(Annex {
            title: lang.pick("BẢNG BỔ SUNG", "TABLE TO FILL IN").to_owned(),
            body: vec![Block::Table(table)],
        });
    }
    let figures = wanted.items(|loss| loss.cause == Cause::FigureMissing);
    if !figures.is_empty() {
        let heading = lang.pick("Số liệu phải khai", "Figures to be stated");
        body.push(Block::Part(heading.to_owned()));
        body.extend(figures);
    }
    Paper {
        banner: words::banner(view.set().provenance, lang).map(ToOwned::to_owned),
        head: Some(head),
        kind: lang.pick("THÔNG BÁO", "NOTICE").to_owned(),
        about: lang.pick(
            format!("Về việc bổ sung hồ sơ tự chấm điểm Chỉ số cải cách hành chính năm {year}"),
            format!("On what is to be supplemented for the PAR Index {year}"),
        ),
        body,
        closing: Some(writer.closing()),
        annexes,
        blanks: writer.into_blanks(),
    }
}

struct Wanted<'a> {
    view: &'a View<'a>,
}

impl<'a> Wanted<'a> {
    /// The day, or a blank where the set and the manifest name none.
    fn deadline(&self) -> String {
        let lang = self.view.lang;
        let by = self.view.submission.supplement_by().map(dates::short);
        let by = by.unwrap_or_else(|| super::BLANK.to_owned());
        lang.pick(
            format!("Thời hạn bổ sung: {by}. Văn bản chỉ được tính nếu ban hành đúng thời hạn của tiêu chí."),
            format!("Deadline: {by}. A document counts only if it was issued within the dates of its criterion."),
        )
    }

    /// The round for which the unit answers: after the last appraisal.
    fn round(&self) -> Round {
        let last = self.view.submission.unit.facts.rounds().last().copied();
        last.map_or(FIRST, |last| last.saturating_add(1))
    }

    /// A row for every document that is not in order.
    fn table(&self) -> Table {
        let pick = |vi: &'static str, en: &'static str| self.view.lang.pick(vi, en);
        let digits = self.view.set().rounding.digits;
        let by = self.view.submission.supplement_by().map(dates::short);
        let mut rows = Vec::new();
        for (node, loss, requirement, first) in self.lacking() {
            // What mending them all together wins stands once.
            let points = if first {
                Cell::Points(loss.regain)
            } else {
                Cell::Blank
            };
            rows.push(Row {
                role: Role::Leaf,
                cells: vec![
                    Cell::text(node.code.as_str()),
                    Cell::text(node.name.as_str()),
                    Cell::text(requirement.name.as_str()),
                    Cell::text(words::capital(&details::line(self.view, loss))),
                    points,
                    by.as_ref().map_or(Cell::Blank, Cell::text),
                    Cell::Blank,
                    Cell::Blank,
                    Cell::Blank,
                    Cell::Blank,
                    Cell::Count(self.round().into()),
                ],
            });
        }
        Table {
            name: pick("Bổ sung", "Supplement").to_owned(),
            caption: None,
            columns: vec![
                Column::middle(pick("Mã", "Code"), 7),
                Column::words(pick("Tên tiêu chí", "Criterion"), 20),
                Column::words(pick("Tài liệu yêu cầu", "Document"), 18),
                Column::words(pick("Cần bổ sung", "What is needed"), 22),
                Column::points(pick("Điểm có thể lấy lại", "Points at stake"), 8).fixed(digits),
                Column::middle(pick("Thời hạn", "Deadline"), 10),
                Column::middle(pick("Số ký hiệu", "Number"), 11),
                Column::middle(pick("Ngày ban hành", "Issued"), 10),
                Column::words(pick("Tệp", "File"), 14),
                Column::words(pick("Giải trình", "Explanation"), 14),
                Column::middle(pick("Lần", "Round"), 5),
            ],
            rows,
            chart: None,
        }
    }

    /// The documents that are not in order, leaf by leaf, each with its loss, and whether it is
    /// the first of it.
    fn lacking(&self) -> Vec<(&'a Node, &'a Loss, &'a Requirement, bool)> {
        let losses = self.view.assessment.losses.iter();
        let of_documents = losses.filter(|loss| loss.cause.is_document());
        let each = of_documents.filter_map(|loss| Some((loss, self.view.leaf_of(loss)?)));
        let each = each.flat_map(|(loss, (node, leaf, _))| {
            let named = loss.documents.iter().enumerate();
            named.filter_map(move |(at, index)| {
                Some((node, loss, leaf.documents.get(*index)?, at == 0))
            })
        });
        each.collect()
    }

    /// Leaf by leaf what is wrong, and what mending it wins.
    fn items(&self, wanted: impl Fn(&Loss) -> bool) -> Vec<Block> {
        let said = Wording { view: self.view };
        let losses = self
            .view
            .assessment
            .losses
            .iter()
            .filter(|loss| wanted(loss));
        let items = losses.filter_map(|loss| {
            let (node, ..) = self.view.leaf_of(loss)?;
            let (what, points) = (details::line(self.view, loss), said.fixed(loss.regain));
            Some(Block::Item(format!(
                "{} {}: {what}: +{points}.",
                node.code, node.name
            )))
        });
        items.collect()
    }
}
