//! What a new submission takes from an earlier one.

use std::collections::BTreeMap;
use std::path::Path;

use crate::criteria::model::CriteriaSet;
use crate::evidence::cells::Unit;
use crate::evidence::inputs::shown;
use crate::evidence::manifest::{Letter, Manifest};
use crate::evidence::submission::Submission;
use crate::report::blank::{Earlier, rows};
use crate::text::lang::Lang;

/// What a new submission says of itself, and what of that an earlier one gave.
pub(super) struct Carried {
    /// The new submission's manifest.
    pub(super) manifest: Manifest,
    /// Whether the unit, or its name, is the earlier one's.
    pub(super) unit: bool,
    /// Roles with a person that the set no longer has.
    pub(super) dropped: Vec<String>,
}

impl Carried {
    /// Takes over people, letter data and, where none is given, the unit.
    pub(super) fn into_new(
        set: &CriteriaSet,
        criteria: &str,
        unit: Unit,
        old: Option<Submission>,
    ) -> Self {
        let mut manifest = Manifest {
            year: Some(set.year),
            criteria: Some(criteria.to_owned()),
            unit,
            ..Manifest::default()
        };
        let Some(old) = old else {
            return Self {
                manifest,
                unit: false,
                dropped: Vec::new(),
            };
        };
        let roles = rows::roles(set);
        let (held, dropped): (BTreeMap<String, String>, BTreeMap<String, String>) = old
            .manifest
            .owners
            .clone()
            .into_iter()
            .partition(|(role, _)| roles.contains(role.as_str()));
        manifest.owners = held;
        manifest.letter = old.manifest.letter.clone();
        let (own, unit) = (old.unit.unit, &mut manifest.unit);
        let given = unit.clone();
        let same = unit.code.is_none() || unit.code == own.code;
        unit.name = unit.name.take().or(own.name.filter(|_| same));
        unit.code = unit.code.take().or(own.code);
        Self {
            unit: *unit != given,
            manifest,
            dropped: dropped.into_keys().collect(),
        }
    }

    /// What was taken, what stands beside the rows, and what does not.
    pub(super) fn words(&self, from: &Path, seen: &Earlier, lang: Lang) -> String {
        let (from, year) = (shown(from), seen.year);
        let owners = self.manifest.owners.len();
        let (documents, figures, claims) = seen.counts();
        let taken = [
            self.unit
                .then(|| lang.pick("đơn vị", "the unit").to_owned()),
            (self.manifest.letter != Letter::default()).then(|| {
                lang.pick(
                    "thể thức văn bản (xem lại căn cứ)",
                    "letter data (look through the grounds)",
                )
                .to_owned()
            }),
            (owners > 0).then(|| {
                lang.pick(
                    format!("{owners} người phụ trách"),
                    format!("people in charge: {owners}"),
                )
            }),
        ];
        let taken: Vec<String> = taken.into_iter().flatten().collect();
        let taken = if taken.is_empty() {
            lang.pick("không có gì", "nothing").to_owned()
        } else {
            taken.join(", ")
        };
        let mut lines = vec![
            lang.pick(
                format!("Từ {from} (năm {year}):"),
                format!("From {from} ({year}):"),
            ),
            lang.pick(
                format!("  đã chép: {taken}"),
                format!("  carried over: {taken}"),
            ),
            lang.pick(
                format!("  ghi ở cột Kỳ trước để đối chiếu, không tính điểm: {documents} tài liệu, {figures} số liệu, {claims} chỉ tiêu đã tự chấm hoặc giải trình"),
                format!("  shown in the column Kỳ trước (last period), not counted: documents {documents}, figures {figures}, leaves claimed or explained {claims}"),
            ),
            lang.pick(
                "  không chép: tệp đính kèm, thời hạn".to_owned(),
                "  not carried over: attachments, deadlines".to_owned(),
            ),
        ];
        let roles = self
            .dropped
            .iter()
            .map(|role| lang.pick(format!("vai {role}"), format!("role {role}")));
        let left: Vec<String> = seen.left.iter().cloned().chain(roles).collect();
        if !left.is_empty() {
            const SHOWN: usize = 10;
            let more = left.len().saturating_sub(SHOWN);
            let mut list = left[..left.len() - more].join("; ");
            if more > 0 {
                list.push_str(&format!("; … (+{more})"));
            }
            lines.push(lang.pick(
                format!("  bộ tiêu chí mới không có chỗ cho: {list}"),
                format!("  the new set has no place for: {list}"),
            ));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}
