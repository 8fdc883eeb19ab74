//! A leaf: rule, facts, documents, arithmetic, causes, what comes next.

use super::Explained;
use crate::criteria::model::{Leaf, Source};
use crate::report::asked;
use crate::report::paper::Block;
use crate::report::rule_words;
use crate::report::score_words::{Proof, Wording};
use crate::report::words;

impl Explained<'_> {
    pub(super) fn leaf(self, index: usize) -> Vec<Block> {
        let said = Wording { view: self.view };
        let lang = self.view.lang;
        let set = self.view.set();
        let node = &set.nodes[index];
        let (Some(leaf), Some(proof)) = (&node.leaf, said.proof(index)) else {
            return Vec::new();
        };
        let mut blocks = Vec::new();
        let mut line = |label: &str, text: &str| {
            blocks.push(Block::Text(format!(
                "{label}: {}.",
                text.trim_end_matches('.')
            )));
        };
        let provenance = leaf.provenance.unwrap_or(set.provenance);
        line(
            said.pick("Nguồn gốc cách tính", "Provenance"),
            words::provenance(provenance, lang),
        );
        if leaf.source != Source::Own {
            line(
                said.pick("Nguồn điểm", "Points by"),
                words::source(leaf.source, lang),
            );
        }
        if let Some(owner) = said.owner(leaf) {
            line(said.pick("Phụ trách", "Owner"), &owner);
        }
        let rule = rule_words::words(set, node, leaf, &leaf.rule, lang);
        line(said.pick("Cách tính", "Rule"), &rule.line());
        if let Some(explanation) = proof.explanation {
            line(
                said.pick("Đơn vị giải trình", "The unit's explanation"),
                &format!("«{explanation}»"),
            );
        }
        let section = |heading: &str, items: Vec<String>| {
            let heading = Block::Section(heading.to_owned());
            let items = (!items.is_empty()).then_some(items);
            items.into_iter().flat_map(move |items| {
                std::iter::once(heading.clone()).chain(items.into_iter().map(Block::Item))
            })
        };
        let figures = proof.figures.iter();
        let figures = figures.map(|of| format!("{}: {} ({})", of.name, of.value, of.place));
        blocks.extend(section(said.pick("Số liệu", "Figures"), figures.collect()));
        blocks.extend(self.surveys(index));
        blocks.extend(section(
            said.pick("Sổ theo dõi hồ sơ TTHC", "Dossier register"),
            self.register(index, leaf),
        ));
        blocks.extend(section(
            said.pick("Tài liệu", "Documents"),
            self.documents(leaf, &proof),
        ));
        blocks.extend(section(said.pick("Phép tính", "Arithmetic"), proof.steps));
        let losses = proof.losses.iter().map(|row| {
            let mut text = format!("{}: {}", row.lost, row.cause);
            if let Some(regain) = row.regain.as_ref().filter(|_| row.loss.recoverable) {
                text += &lang.pick(
                    format!("; khắc phục riêng nguyên nhân này lấy lại {regain}"),
                    format!("; mending this alone wins back {regain}"),
                );
            }
            if let Some(place) = &row.loss.place {
                text += &format!(" ({})", place.shown(lang));
            }
            text
        });
        blocks.extend(section(said.pick("Điểm mất", "Losses"), losses.collect()));
        let next = self.next(index);
        blocks.extend(section(
            said.pick("Điều sẽ làm tăng điểm", "What would raise the points"),
            next,
        ));
        blocks.extend(self.statement(index));
        if proof.losses.is_empty() {
            blocks.push(Block::Text(format!("{}.", proof.stands)));
        }
        blocks
    }

    /// Each requirement with its state and rows; how many of its documents are enough.
    fn documents(self, leaf: &Leaf, proof: &Proof<'_>) -> Vec<String> {
        let lang = self.view.lang;
        let requirements = leaf.documents.iter().zip(&proof.documents);
        requirements
            .map(|(requirement, line)| {
                let mut text = format!("{}: {}", line.name, line.state);
                if requirement.one_of {
                    text += &format!(" ({})", asked::one_of(requirement, lang));
                }
                text += &format!("; {}", asked::missing(&requirement.missing, lang));
                for row in &line.rows {
                    text += &format!("\n{row}");
                }
                text
            })
            .collect()
    }
}
