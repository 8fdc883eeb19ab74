//! What stands above the tree: what the set is, its days, what it makes of points.

use super::leaf::figure_row;
use super::{Content, Entry, SetView};
use crate::criteria::model::Basis;
use crate::evidence::register_figures::PREFIX;
use crate::report::register::definition::definition;
use crate::report::rule_words::Said;
use crate::report::survey_words;
use crate::report::words;
use crate::text::dates;

impl SetView<'_> {
    /// The set in a line: id, level, province, years, provenance.
    pub(super) fn line(&self) -> String {
        let set = self.set;
        [
            set.id.as_str(),
            words::level(set.level, self.lang),
            &set.province,
            &self.years(),
            words::provenance(set.provenance, self.lang),
        ]
        .join(" · ")
    }

    /// The years it applies to.
    pub(super) fn years(&self) -> String {
        let since = self.set.since;
        match self.set.until {
            Some(until) if until == since => {
                self.pick(format!("năm {since}"), format!("for {since}"))
            }
            Some(until) => self.pick(
                format!("năm {since} đến {until}"),
                format!("for {since} to {until}"),
            ),
            None => self.pick(format!("từ năm {since}"), format!("from {since}")),
        }
    }

    pub(super) fn head(&self) -> Vec<Entry<'_>> {
        let set = self.set;
        let mut entries = Vec::new();
        if !set.basis.is_empty() {
            let basis = set.basis.iter().map(|basis| Said::plain(self.basis(basis)));
            entries.push(Entry::all(self.pick("Căn cứ", "Basis"), basis.collect()));
        }
        if let Some(id) = &set.supersedes {
            entries.push(Entry::said(self.pick("Thay cho", "Replaces"), id));
        }
        let (from, to) = (dates::short(set.period.0), dates::short(set.period.1));
        let year = set.year;
        let period = self.pick(
            format!("{from} đến {to} (ngày tháng ở đây tính cho năm {year})"),
            format!("{from} to {to} (dates are worked out for {year})"),
        );
        entries.push(Entry::said(self.pick("Kỳ đánh giá", "Period"), period));
        let total = self.pick("Tổng điểm", "Total");
        entries.push(Entry::all(total, self.total()));
        entries.push(Entry::said(
            self.pick("Làm tròn", "Rounding"),
            words::capital(&words::rounding(set.rounding, self.lang)),
        ));
        if !set.classes.is_empty() {
            entries.push(Entry::said(
                self.pick("Xếp loại", "Classes"),
                self.classes(),
            ));
        }
        if !set.gates.is_empty() {
            let gates = set.gates.iter().map(|gate| Said::plain(self.gate(gate)));
            let label = self.pick("Khống chế", "Gates");
            entries.push(Entry::all(label, gates.collect()));
        }
        entries.push(Entry::said(
            self.pick("Xếp hạng", "Ranking"),
            words::capital(&self.ranking()),
        ));
        entries.extend(self.deadlines());
        entries.extend(self.review(&set.review));
        if !set.figures.is_empty() {
            let rows = set.figures.iter().map(|f| figure_row(f, self.lang));
            entries.push(Entry {
                label: self.pick("Số liệu chung", "Common figures"),
                content: Content::Figures(rows.collect()),
            });
        }
        let own = set.register.metrics.iter();
        let own = own.filter(|metric| metric.place.is_some());
        let own: Vec<Said> = own
            .map(|metric| {
                let (id, name) = (&metric.id, metric.name.get(self.lang));
                let counted = definition(&metric.condition, self.lang);
                Said::plain(format!("{PREFIX}{id} ({name}): {counted}"))
            })
            .collect();
        if !own.is_empty() {
            let label = self.pick("Chỉ số từ sổ theo dõi hồ sơ", "Metrics of registers");
            entries.push(Entry::all(label, own));
        }
        if !set.surveys.is_empty() {
            let said = set.surveys.iter();
            let said = said.map(|survey| Said::plain(survey_words::of_set(survey, self.lang)));
            let label = self.pick("Khảo sát", "Surveys");
            entries.push(Entry::all(label, said.collect()));
        }
        entries
    }

    /// A document that the set stands on.
    pub(in crate::report) fn basis(&self, basis: &Basis) -> String {
        let mut text = basis.number.clone();
        if let Some(issued) = basis.issued {
            let day = dates::short(issued);
            text.push_str(&self.pick(format!(" ngày {day}"), format!(" of {day}")));
        }
        if let Some(title) = &basis.title {
            text.push_str(": ");
            text.push_str(title);
        }
        text
    }

    fn deadlines(&self) -> Option<Entry<'_>> {
        let day = |day: jiff::civil::Date| dates::short(day);
        let submit = self.set.submit_by.map(day);
        let supplement = self.set.supplement_by.map(day);
        let submit =
            submit.map(|day| self.pick(format!("nộp đến hết {day}"), format!("submit by {day}")));
        let supplement = supplement.map(|day| {
            self.pick(
                format!("bổ sung đến hết {day}"),
                format!("supplement by {day}"),
            )
        });
        let parts: Vec<String> = submit.into_iter().chain(supplement).collect();
        (!parts.is_empty()).then(|| {
            Entry::said(
                self.pick("Thời hạn", "Deadlines"),
                words::capital(&parts.join("; ")),
            )
        })
    }
}
