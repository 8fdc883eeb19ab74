//! The same content attached by several units, or in several years.

use std::collections::{BTreeMap, BTreeSet};

use super::{Audited, Finding};

pub(super) fn shared(units: &[Audited<'_>]) -> Vec<Finding> {
    let mut uses: BTreeMap<&str, BTreeSet<(usize, String, String)>> = BTreeMap::new();
    for (position, unit) in units.iter().enumerate() {
        for (index, said) in &unit.facts.leaves {
            let code = unit.set.nodes[*index].code.to_string();
            let rows = said.evidence.values().flatten();
            for file in rows.flat_map(|row| &row.files) {
                // An empty file says nothing of anybody.
                let content = file.content.as_ref().filter(|content| content.bytes > 0);
                if let Some(content) = content {
                    let known = uses.entry(&content.sha256).or_default();
                    known.insert((position, code.clone(), file.path.clone()));
                }
            }
        }
    }
    let of_several = |uses: &BTreeSet<(usize, String, String)>| {
        let owners = uses.iter().map(|(unit, ..)| {
            let unit = &units[*unit];
            (unit.key.as_str(), unit.year)
        });
        owners.collect::<BTreeSet<_>>().len() > 1
    };
    let shared = uses.into_iter().filter(|(_, uses)| of_several(uses));
    shared
        .map(|(sha256, uses)| Finding::SharedAttachment {
            sha256: sha256.to_owned(),
            uses: uses.into_iter().collect(),
        })
        .collect()
}
