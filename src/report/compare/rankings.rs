//! Two rankings.

use super::{signed, table};
use crate::compare::rankings::{Mover, PlaceChange, RankingRead};
use crate::points::Points;
use crate::report::paper::{Column, Paper};
use crate::text::lang::Lang;
use crate::text::numbers;

/// Writes whose points, rank or class changed, and whose change caused it.
pub fn rankings(
    old: &RankingRead,
    new: &RankingRead,
    changes: &[PlaceChange<'_>],
    lang: Lang,
) -> Paper {
    let said = Said { lang };
    let moved: Vec<_> = changes.iter().filter(|change| change.is_change()).collect();
    let (count, all) = (moved.len(), changes.len());
    let about = lang.pick(
        format!(
            "{} → {} · {} · {count}/{all} đơn vị thay đổi",
            old.path, new.path, new.criteria
        ),
        format!(
            "{} → {} · {} · {count} of {all} units changed",
            old.path, new.path, new.criteria
        ),
    );
    let mut columns = vec![Column::words(lang.pick("Đơn vị", "Unit"), 24)];
    let titles = [
        lang.pick("Hạng trước", "Rank then"),
        lang.pick("Hạng nay", "Rank now"),
        lang.pick("Điểm trước", "Points then"),
        lang.pick("Điểm nay", "Points now"),
        lang.pick("Thay đổi", "Change"),
    ];
    columns.extend(titles.map(|title| Column::points(title, 10)));
    columns.push(Column::words(lang.pick("Xếp loại", "Class"), 16));
    columns.push(Column::words(lang.pick("Vì sao", "Why"), 60));
    let rows = moved.iter().map(|change| said.row(change)).collect();
    let name = lang.pick("Xếp hạng", "Ranking");
    let body = vec![table(name, columns, rows, None)];
    Paper::sheet(
        None,
        lang.pick("SO SÁNH XẾP HẠNG", "RANKINGS COMPARED"),
        about,
        body,
    )
}

#[derive(Clone, Copy)]
struct Said {
    lang: Lang,
}

impl Said {
    fn row(self, change: &PlaceChange<'_>) -> Vec<String> {
        let (old, new) = (change.old, change.new);
        let rank = |placed: Option<&crate::compare::rankings::Placed>| {
            placed.map_or_else(|| "–".to_owned(), |placed| placed.rank.to_string())
        };
        let points = |placed: Option<&crate::compare::rankings::Placed>| {
            placed.map_or_else(
                || "–".to_owned(),
                |placed| numbers::show(placed.points.decimal(), self.lang),
            )
        };
        let class = |placed: Option<&crate::compare::rankings::Placed>| {
            placed.and_then(|placed| placed.class.clone())
        };
        let class = match (class(old), class(new)) {
            (old, new) if old == new => new.unwrap_or_default(),
            (old, new) => {
                let none = || "–".to_owned();
                format!(
                    "{} → {}",
                    old.unwrap_or_else(none),
                    new.unwrap_or_else(none)
                )
            }
        };
        vec![
            change
                .unit()
                .map_or_else(String::new, |unit| unit.name.clone()),
            rank(old),
            rank(new),
            points(old),
            points(new),
            change
                .change
                .map_or_else(|| "–".to_owned(), |change| self.signed(change)),
            class,
            self.why(change),
        ]
    }

    fn why(self, change: &PlaceChange<'_>) -> String {
        let lang = self.lang;
        match (change.old, change.new) {
            (None, _) => return lang.pick("mới được xếp hạng", "newly ranked").to_owned(),
            (_, None) => {
                return lang
                    .pick("không còn được xếp hạng", "no longer ranked")
                    .to_owned();
            }
            _ => {}
        }
        let mut parts = Vec::new();
        if change.change.is_some_and(|change| change.is_zero()) {
            parts.push(
                lang.pick("điểm của đơn vị không đổi", "its own points are the same")
                    .to_owned(),
            );
        }
        if !change.fields.is_empty() {
            let fields: Vec<String> = change
                .fields
                .iter()
                .map(|(code, points)| {
                    let points = self.signed(*points);
                    lang.pick(
                        format!("lĩnh vực {code} {points}"),
                        format!("field {code} {points}"),
                    )
                })
                .collect();
            parts.push(fields.join(", "));
        }
        let movers = |all: &[Mover<'_>]| {
            let all = all.iter().map(|mover| {
                let name = &mover.unit.name;
                match mover.change {
                    Some(change) => format!("{name} ({})", self.signed(change)),
                    None => name.clone(),
                }
            });
            all.collect::<Vec<_>>().join(", ")
        };
        if !change.came_ahead.is_empty() {
            let names = movers(&change.came_ahead);
            parts.push(lang.pick(
                format!("bị vượt bởi {names}"),
                format!("overtaken by {names}"),
            ));
        }
        if !change.fell_behind.is_empty() {
            let names = movers(&change.fell_behind);
            parts.push(lang.pick(
                format!("không còn đứng sau {names}"),
                format!("no longer behind {names}"),
            ));
        }
        parts.join("; ")
    }

    fn signed(self, points: Points) -> String {
        let digits = points.decimal().scale().max(2);
        signed(points, digits, self.lang)
    }
}
