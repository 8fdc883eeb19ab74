//! What a leaf's points come from: how it stands, who answers for it, the documents and figures
//! with their places.

use super::{LossRow, Wording};
use crate::content::Fault;
use crate::criteria::documents::Requirement;
use crate::criteria::model::{Leaf, Node};
use crate::evidence::facts::{Attached, Evidence, Found, Stated, Value};
use crate::report::{details, steps, words};
use crate::rules::levels;
use crate::score::assessment::{Judged, LeafScore, Scored, Status};
use crate::text::dates;

/// What a leaf's points come from.
pub(crate) struct Proof<'a> {
    /// How it stands: its causes, or that it is full, pending, taken out.
    pub(crate) stands: String,
    /// The arithmetic, step by step.
    pub(crate) steps: Vec<String>,
    pub(crate) losses: Vec<LossRow<'a>>,
    pub(crate) documents: Vec<DocumentLine>,
    pub(crate) figures: Vec<FigureLine>,
    /// As the unit worded it.
    pub(crate) explanation: Option<&'a str>,
}

/// A required document and what was handed in for it.
pub(crate) struct DocumentLine {
    pub(crate) name: String,
    pub(crate) state: &'static str,
    /// A row each: number, date, files, place.
    pub(crate) rows: Vec<String>,
}

/// A figure that the rule reads.
pub(crate) struct FigureLine {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) place: String,
}

impl<'a> Wording<'a> {
    /// The proof of the leaf at this position of the set's nodes.
    pub(crate) fn proof(self, index: usize) -> Option<Proof<'a>> {
        let (view, lang) = (self.view, self.view.lang);
        let node = view.set().nodes.get(index)?;
        let scored = view.assessment.nodes.get(index)?;
        let (leaf, score) = (node.leaf.as_ref()?, scored.leaf.as_ref()?);
        let said = view.submission.unit.facts.leaves.get(&index);
        let losses = self.losses_of(index);
        let documents = score.documents.iter().filter_map(|judged| {
            let requirement = leaf.documents.get(judged.requirement)?;
            Some(DocumentLine {
                name: details::name(requirement, lang),
                state: words::state(judged.state, lang),
                rows: self.rows_of(requirement, judged),
            })
        });
        Some(Proof {
            stands: self.stands(node, leaf, scored, score, &losses),
            steps: score
                .steps
                .iter()
                .map(|step| steps::words(view, leaf, step))
                .collect(),
            losses,
            documents: documents.collect(),
            figures: self.figures(index, leaf),
            explanation: said
                .and_then(|said| said.explanation.as_deref())
                .map(|(words, _)| words.as_str()),
        })
    }

    fn stands(
        self,
        node: &Node,
        leaf: &Leaf,
        scored: &Scored,
        score: &LeafScore,
        losses: &[LossRow<'a>],
    ) -> String {
        let lang = self.view.lang;
        if !losses.is_empty() {
            let causes: Vec<&str> = losses.iter().map(|loss| loss.cause.as_str()).collect();
            return words::capital(&causes.join("; "));
        }
        let standing = match scored.status {
            Status::Pending => words::waiting_for(leaf.source, lang),
            Status::NotApplicable => self.pick("không áp dụng", "not applicable"),
            Status::Full | Status::Short => match words::side(node.side, lang) {
                Some(side) => side,
                None if score.not_applicable.is_some() => {
                    self.pick("không áp dụng, tính đủ điểm", "not applicable, full marks")
                }
                None => self.pick("đạt điểm tối đa", "full marks"),
            },
        };
        words::capital(standing)
    }

    /// What was handed in for a required document, of a group for any of its documents.
    fn rows_of(self, requirement: &Requirement, judged: &Judged) -> Vec<String> {
        let rows = judged.documents.iter().flat_map(|document| {
            let name = requirement.documents.get(document.document);
            let name = name.filter(|_| requirement.one_of);
            let rows = document.rows.iter().filter(|row| row.declared);
            rows.map(move |row| match name {
                Some(of) => format!("{}: {}", of.name, self.row_of(row)),
                None => words::capital(&self.row_of(row)),
            })
        });
        rows.collect()
    }

    /// `số 412/BC-UBND; ngày 08/12/2023; tệp bao-cao.pdf (minh-chung.csv dòng 3)`.
    fn row_of(self, row: &Evidence) -> String {
        let lang = self.view.lang;
        let mut parts = Vec::new();
        let mut say = |label: &str, what: &str| parts.push(format!("{label} {what}"));
        match &row.number {
            Some(number) => say(self.pick("số", "number"), number),
            None => {
                if let Some(title) = &row.title {
                    say(self.pick("văn bản", "document"), &format!("«{title}»"));
                }
            }
        }
        if let Some(day) = row.issued {
            say(self.pick("ngày", "of"), &dates::short(day));
        }
        for file in &row.files {
            say(self.pick("tệp", "file"), &self.file(file));
        }
        if let Some(link) = &row.link {
            say(self.pick("đường dẫn", "link"), link);
        }
        if let Some(section) = &row.section {
            say(self.pick("mục", "section"), section);
        }
        if let Some(page) = &row.page {
            say(self.pick("trang", "page"), page);
        }
        format!("{} ({})", parts.join("; "), row.place.shown(lang))
    }

    /// A file, and what is the matter with it.
    fn file(self, file: &Attached) -> String {
        let content = file.content.as_deref();
        let fault = content.and_then(|content| content.fault.as_ref());
        let matter = match (fault, file.found) {
            (Some(fault), _) => Some(fault.text()),
            (None, Found::Empty) => Some(Fault::Empty.text()),
            _ => None,
        };
        let matter = match &matter {
            Some(matter) => Some(matter.get(self.view.lang)),
            None if file.found == Found::Absent => {
                Some(self.pick("không có tệp này", "no such file"))
            }
            None => None,
        };
        match matter {
            Some(matter) => format!("{} ({matter})", file.path),
            None => file.path.clone(),
        }
    }

    /// The figures stated at the leaf, then those of the unit that its rule reads.
    fn figures(self, index: usize, leaf: &Leaf) -> Vec<FigureLine> {
        let facts = &self.view.submission.unit.facts;
        let own = facts.leaves.get(&index).into_iter();
        let own = own.flat_map(|said| said.figures.iter());
        let read = leaf.rule.figures();
        let common = facts.common.iter().filter(|(id, _)| {
            let at_leaf = facts.leaves.get(&index);
            read.contains(id) && !at_leaf.is_some_and(|said| said.figures.contains_key(id))
        });
        own.chain(common)
            .map(|(id, stated)| self.figure(leaf, id, stated))
            .collect()
    }

    fn figure(self, leaf: &Leaf, id: &str, stated: &Stated) -> FigureLine {
        let lang = self.view.lang;
        let declared = self.view.set().figure(leaf, id);
        let level = match &stated.value {
            Value::Text(text) if id == levels::FIGURE => levels::find(&leaf.rule.levels(), text),
            _ => None,
        };
        FigureLine {
            name: words::figure(declared, id, lang),
            value: level.map_or_else(
                || words::value(&stated.value, declared, lang),
                |level| level.name.clone(),
            ),
            place: stated.place.shown(lang),
        }
    }

    /// Who answers for a leaf: the role, and the person where the manifest names one.
    pub(crate) fn owner(self, leaf: &Leaf) -> Option<String> {
        let role = leaf.owner.as_deref()?;
        Some(match self.view.submission.manifest.owners.get(role) {
            Some(person) => format!("{role} ({person})"),
            None => role.to_owned(),
        })
    }
}
