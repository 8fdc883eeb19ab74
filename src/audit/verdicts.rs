//! The same document refused in one unit and accepted in another: the same content, or where it
//! is not known, the same number of the same day under the same title: many communes have a
//! number 30 of one day.

use std::collections::BTreeMap;

use super::{Audited, Finding, Treated};
use crate::evidence::appraisals::Verdict;
use crate::evidence::facts::Evidence;
use crate::evidence::symbol::Symbol;
use crate::text::{dates, fold};

/// What a row is about, however its unit names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    Content(String),
    Numbered(String, String, String),
}

/// How it was treated: refused, accepted; and what it is called.
type Both = (Vec<Treated>, Vec<Treated>, String);

pub(super) fn compare(units: &[Audited<'_>]) -> Vec<Finding> {
    let mut known: BTreeMap<Identity, Both> = BTreeMap::new();
    for (position, unit) in units.iter().enumerate() {
        for (index, said) in &unit.facts.leaves {
            let criterion = unit.set.nodes[*index].code.to_string();
            for row in said.evidence.values().flatten() {
                let Some(by) = &row.verdict else { continue };
                for (identity, name) in identities(row) {
                    let (refused, accepted, _) = known
                        .entry(identity)
                        .or_insert_with(|| (Vec::new(), Vec::new(), name));
                    let side = match by.verdict {
                        Some(Verdict::Refused) => refused,
                        Some(Verdict::Accepted) => accepted,
                        None => continue,
                    };
                    let treated = Treated {
                        unit: position,
                        criterion: criterion.clone(),
                        place: by.place.clone(),
                        reason: said.reason_of(by).map(str::to_owned),
                    };
                    if !side.contains(&treated) {
                        side.push(treated);
                    }
                }
            }
        }
    }
    let mut findings = Vec::new();
    for (refused, accepted, document) in known.into_values() {
        let key = |treated: &Treated| units[treated.unit].key.as_str();
        let others = refused
            .iter()
            .any(|no| accepted.iter().any(|yes| key(no) != key(yes)));
        let finding = Finding::TreatedDifferently {
            document,
            refused,
            accepted,
        };
        // The same pair may show by content and by number: it is told once.
        let told = |known: &Finding| match (known, &finding) {
            (
                Finding::TreatedDifferently {
                    refused, accepted, ..
                },
                Finding::TreatedDifferently {
                    refused: no,
                    accepted: yes,
                    ..
                },
            ) => refused == no && accepted == yes,
            _ => false,
        };
        if others && !findings.iter().any(told) {
            findings.push(finding);
        }
    }
    findings
}

fn identities(row: &Evidence) -> Vec<(Identity, String)> {
    let mut identities: Vec<(Identity, String)> = Vec::new();
    for file in &row.files {
        let content = file.content.as_ref().filter(|content| content.bytes > 0);
        if let Some(content) = content {
            let identity = Identity::Content(content.sha256.clone());
            identities.push((identity, file.path.clone()));
        }
    }
    if let (Some(number), Some(issued), Some(title)) = (&row.number, row.issued, &row.title) {
        let key = match Symbol::parse(number) {
            Some(_) => fold::key(number),
            None => return identities,
        };
        let name = format!("{number} ({})", dates::short(issued));
        identities.push((
            Identity::Numbered(key, issued.to_string(), fold::key(title)),
            name,
        ));
    }
    identities
}
