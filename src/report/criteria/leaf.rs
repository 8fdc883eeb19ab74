//! What a node says beside its name and maximum: who answers for it, its rule, what it asks.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Content, DocumentRow, Entry, FigureRow, SetView};
use crate::criteria::documents::{Document, Issued, Requirement};
use crate::criteria::figures::Figure;
use crate::criteria::model::{Leaf, Node, Policy, Source};
use crate::criteria::review::Remark;
use crate::evidence::figure_names::{NOT_APPLICABLE, RESERVED};
use crate::points::Exact;
use crate::report::rule_words::Said;
use crate::report::{asked, rule_words, words};
use crate::rules::{Rule, levels};
use crate::text::lang::Lang;

impl SetView<'_> {
    /// What is said of a node.
    pub(super) fn entries(&self, node: &Node) -> Vec<Entry<'_>> {
        let mut entries = Vec::new();
        let clause = node.clause.as_deref();
        let clause = clause.map(|clause| Entry::said(self.pick("Căn cứ", "Clause"), clause));
        let review = self.review(&node.review);
        let Some(leaf) = &node.leaf else {
            return clause.into_iter().chain(review).collect();
        };
        if leaf.source != Source::Own {
            let source = words::capital(words::source(leaf.source, self.lang));
            entries.push(Entry::said(self.pick("Nguồn điểm", "Points by"), source));
        }
        if let Some(owner) = &leaf.owner {
            entries.push(Entry::said(self.pick("Phụ trách", "Owner"), owner));
        }
        entries.extend(clause);
        if let Some(provenance) = leaf.provenance.filter(|of| *of != self.set.provenance) {
            let provenance = words::capital(words::provenance(provenance, self.lang));
            entries.push(Entry::said(
                self.pick("Nguồn gốc", "Provenance"),
                provenance,
            ));
        }
        let rule = rule_words::words(self.set, node, leaf, &leaf.rule, self.lang);
        entries.push(Entry::all(self.pick("Cách tính", "Rule"), vec![rule]));
        let readings = leaf.readings.iter().map(|reading| {
            let rule = rule_words::words(self.set, node, leaf, &reading.rule, self.lang);
            Said::with_cases(format!("{} ({})", reading.name, reading.id), vec![rule])
        });
        let readings: Vec<Said> = readings.collect();
        if !readings.is_empty() {
            let label = self.pick("Cách đọc khác", "Other readings");
            entries.push(Entry::all(label, readings));
        }
        let figures = self.figures(leaf);
        if !figures.is_empty() {
            entries.push(Entry {
                label: self.pick("Số liệu", "Figures"),
                content: Content::Figures(figures),
            });
        }
        if !leaf.documents.is_empty() {
            let rows = leaf.documents.iter().map(|of| self.requirement(leaf, of));
            entries.push(Entry {
                label: self.pick("Tài liệu", "Documents"),
                content: Content::Documents(rows.collect()),
            });
        }
        entries.extend(self.policy(node, leaf));
        if let Some(hint) = &leaf.hint {
            entries.push(Entry::said(self.pick("Gợi ý", "Hint"), hint));
        }
        entries.extend(review);
        entries
    }

    /// What somebody has still to look at.
    pub(super) fn review(&self, remarks: &[Remark]) -> Option<Entry<'static>> {
        let said = remarks.iter().map(|remark| Said::plain(&remark.text));
        let label = self.pick("Cần xem lại", "To be reviewed");
        (!remarks.is_empty()).then(|| Entry::all(label, said.collect()))
    }

    /// The figures that a leaf declares, then others that its rules name; with each, whether
    /// it is one of the set as a whole.
    pub(in crate::report) fn figures_of<'l>(
        &'l self,
        leaf: &'l Leaf,
    ) -> Vec<(Cow<'l, Figure>, bool)> {
        let declared = |id: &str| leaf.figures.iter().any(|figure| figure.id == id);
        let own = leaf.figures.iter().map(|own| (Cow::Borrowed(own), false));
        let named: BTreeSet<&str> = leaf.rules().flat_map(Rule::figures).collect();
        let named = named
            .into_iter()
            .filter(|id| !RESERVED.contains(id) && !declared(id));
        let named = named.map(|id| match self.set.common_figure(id) {
            Some(common) => (Cow::Borrowed(common), true),
            None => (Cow::Owned(Figure::undeclared(id)), false),
        });
        own.chain(named).collect()
    }

    fn figures(&self, leaf: &Leaf) -> Vec<FigureRow> {
        let figures = self.figures_of(leaf).into_iter();
        let rows = figures.map(|(figure, common)| {
            let mut row = figure_row(&figure, self.lang);
            if common {
                let words = self.pick("số liệu chung", "a common figure");
                row.values = format!("{}; {words}", row.values);
            }
            row
        });
        rows.collect()
    }

    fn requirement(&self, leaf: &Leaf, requirement: &Requirement) -> DocumentRow {
        let dated = leaf
            .rule
            .dated_documents()
            .contains(requirement.id.as_str());
        let missing = Some(asked::missing(&requirement.missing, self.lang));
        match requirement.documents.as_slice() {
            [document] if !requirement.one_of => DocumentRow {
                missing,
                ..self.document(document, dated)
            },
            documents => DocumentRow {
                name: requirement.name.clone(),
                missing,
                one_of: Some((
                    asked::one_of(requirement, self.lang),
                    documents
                        .iter()
                        .map(|of| self.document(of, dated))
                        .collect(),
                )),
                ..DocumentRow::default()
            },
        }
    }

    /// A document; the date of one that the rule reads is judged by the rule.
    fn document(&self, document: &Document, dated: bool) -> DocumentRow {
        let issued = match &document.issued {
            _ if dated => Some(
                self.pick("ngày ban hành xét theo cách tính", "dated as the rule says")
                    .to_owned(),
            ),
            Issued::Any => Some(
                self.pick("không xét ngày ban hành", "of any date")
                    .to_owned(),
            ),
            issued => asked::issued(issued, self.lang),
        };
        DocumentRow {
            name: document.name.clone(),
            types: asked::types(document, self.lang),
            issued,
            files: asked::files(document, self.lang),
            missing: None,
            one_of: None,
        }
    }

    fn policy(&self, node: &Node, leaf: &Leaf) -> Option<Entry<'_>> {
        let max = words::points(&Exact::from(node.max), self.lang);
        let effect = match leaf.not_applicable {
            Policy::Forbid => return None,
            Policy::Full => self.pick(
                format!("được khai kèm lý do; khi đó tính đủ {max}"),
                format!("may be declared with a reason, and then counts in full: {max}"),
            ),
            Policy::Exclude => self.pick(
                format!("được khai kèm lý do; khi đó bỏ {max} ra khỏi tổng"),
                format!("may be declared with a reason, and then {max} are taken out"),
            ),
        };
        let label = self.pick("Không áp dụng", "Not applicable");
        Some(Entry::said(label, words::capital(&effect)))
    }
}

/// A figure in words.
pub(super) fn figure_row(figure: &Figure, lang: Lang) -> FigureRow {
    let values = match figure.id.as_str() {
        levels::FIGURE => lang
            .pick("một trong các mức trên", "one of the levels above")
            .to_owned(),
        NOT_APPLICABLE => lang.pick("lý do", "the reason").to_owned(),
        _ => asked::values(figure, lang),
    };
    FigureRow {
        id: figure.id.clone(),
        label: figure.label().to_owned(),
        values,
    }
}

impl FigureRow {
    /// `Số nhiệm vụ (nhiem_vu): số nguyên, từ 1`.
    pub(super) fn said(&self) -> Said {
        let Self { id, label, values } = self;
        Said::plain(if id == label {
            format!("{id}: {values}")
        } else {
            format!("{label} ({id}): {values}")
        })
    }
}

impl DocumentRow {
    /// What is asked of it, without what its absence costs.
    pub(super) fn parts(&self) -> Vec<&str> {
        let parts = self.types.iter().chain(&self.issued).chain(&self.files);
        parts.map(String::as_str).collect()
    }

    /// `Kế hoạch CCHC năm; loại văn bản KH; thiếu thì 0 điểm`.
    pub(super) fn said(&self) -> Said {
        let name = self.name.as_str();
        match &self.one_of {
            None => {
                let missing = self.missing.as_deref();
                let parts = [name].into_iter().chain(self.parts()).chain(missing);
                Said::plain(parts.collect::<Vec<_>>().join("; "))
            }
            Some((one_of, documents)) => {
                let missing = self.missing.as_deref().unwrap_or_default();
                let cases = documents.iter().map(Self::said).collect();
                Said::with_cases(format!("{name} ({missing}), {one_of}"), cases)
            }
        }
    }
}
