//! `levels`: the points of the level that the unit states by id or name.

use crate::diagnostic::Code;
use crate::points::Exact;
use crate::rules::award::{Award, Given, Reason, Step};
use crate::rules::reading::Setting;
use crate::text::fold;
use crate::text::lang::text;
use crate::yaml::Map;

/// The figure that names the level.
pub const FIGURE: &str = "level";

/// One level.
#[derive(Clone, Debug)]
pub struct Level {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it gives.
    pub points: Exact,
}

/// Named levels with their points.
#[derive(Clone, Debug)]
pub struct Levels {
    /// In the set's order.
    pub levels: Vec<Level>,
}

/// The level that `stated` names by id or by name.
pub fn find<'l>(levels: &[&'l Level], stated: &str) -> Option<&'l Level> {
    let key = fold::key(stated);
    levels
        .iter()
        .find(|level| level.id == stated)
        .or_else(|| levels.iter().find(|level| fold::key(&level.name) == key))
        .or_else(|| levels.iter().find(|level| fold::key(&level.id) == key))
        .copied()
}

impl Levels {
    pub(super) fn read(map: &mut Map<'_>, setting: &Setting<'_>) -> Option<Self> {
        let reader = setting.reader;
        let mut levels: Vec<Level> = Vec::new();
        let mut whole = true;
        for item in reader.list(map.need("levels", reader)?)? {
            let Some(mut level) = reader.map(item) else {
                whole = false;
                continue;
            };
            let id = level
                .need("id", reader)
                .and_then(|node| Some((node, reader.text(node)?)));
            let name = level.get("name").map(|node| reader.text(node));
            let points = level
                .need("points", reader)
                .and_then(|node| setting.points(node));
            level.finish(reader);
            let (Some((node, id)), Some(points), Some(name)) =
                (id, points, name.unwrap_or(Some(String::new())))
            else {
                whole = false;
                continue;
            };
            if levels.iter().any(|other| other.id == id) {
                reader.report(
                    Code::DuplicateId,
                    node,
                    text!(
                        "mức `{id}` đã có ở trên",
                        "the level `{id}` stands above already"
                    ),
                    None,
                );
            }
            let name = if name.is_empty() { id.clone() } else { name };
            levels.push(Level { id, name, points });
        }
        if levels.is_empty() && whole {
            reader.report(
                Code::BadValue,
                map.node,
                text!("cần ít nhất một mức", "at least one level is needed"),
                None,
            );
            return None;
        }
        whole.then_some(Self { levels })
    }

    pub(super) fn award(&self, given: &Given<'_>) -> Award<'_> {
        let levels: Vec<&Level> = self.levels.iter().collect();
        let stated = given.text(FIGURE).and_then(|stated| find(&levels, stated));
        let Some(level) = stated else {
            return Award::not_stated(given, vec![FIGURE]);
        };
        given.note(|| Step::Level(level.name.clone(), level.points.clone()));
        Award::points(level.points.clone(), Reason::Level, vec![FIGURE])
    }

    /// What the best level gives.
    pub(super) fn most(&self) -> Exact {
        let points = self.levels.iter().map(|level| &level.points);
        points.max().cloned().unwrap_or_else(Exact::zero)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_found_by_id_or_name_however_it_is_spelt() {
        let level = |id: &str, name: &str| Level {
            id: id.into(),
            name: name.into(),
            points: Exact::one(),
        };
        let (good, fair) = (level("tot", "Hoàn thành tốt"), level("kha", "Hoàn thành"));
        let found = |stated: &str| find(&[&good, &fair], stated).map(|level| level.id.as_str());
        assert_eq!(found("kha"), Some("kha"));
        assert_eq!(found("hoan thanh tot"), Some("tot"));
        assert_eq!(found("KHA"), Some("kha"));
        assert_eq!(found("kém"), None);
    }
}
