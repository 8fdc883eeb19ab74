//! Two rankings of one set: whose points, rank or class changed, and whose change caused it. A
//! rank is one more than the units ahead, so its change is the number of units that came ahead
//! less the number of those that no longer are.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::points::Points;
use crate::report::json::ranking::SCHEMA;
use crate::text::fold;

/// A ranking, as its JSON says.
#[derive(Debug)]
pub struct RankingRead {
    /// Where it was read from.
    pub path: String,
    /// The id of the set.
    pub criteria: String,
    /// The hash of the set.
    pub sha256: String,
    /// The year.
    pub year: i64,
    /// The units, best first.
    pub units: Vec<Placed>,
}

/// A unit in a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its code, else its name, else where its submission lay.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Those with whom it is ranked.
    pub group: Option<String>,
    /// Its rank, from 1.
    pub rank: usize,
    /// Its points.
    pub points: Points,
    /// Its class.
    pub class: Option<String>,
    /// Its points by field.
    pub fields: Vec<(String, Option<Points>)>,
}

impl RankingRead {
    /// Reads a ranking; `None` where the JSON is none.
    pub fn of(path: &str, json: &Value) -> Option<Self> {
        if json.get("schema")?.as_str()? != SCHEMA {
            return None;
        }
        let text = |value: &Value, key: &str| Some(fold::tidy(value.get(key)?.as_str()?));
        let points = |value: &Value| {
            let number = value.as_number()?.to_string();
            rust_decimal::Decimal::from_str_exact(&number)
                .ok()
                .map(Points::new)
        };
        let unit = |unit: &Value| {
            let own = unit.get("unit")?;
            let (code, name) = (text(own, "code"), text(own, "name"));
            let key = code.clone().or_else(|| name.clone());
            let key = key.or_else(|| text(unit, "path"))?;
            let total = unit.get("total")?;
            let fields = unit.get("fields")?.as_array()?.iter();
            let fields = fields.map(|field| {
                let points = field.get("points").and_then(points);
                Some((text(field, "code")?, points))
            });
            Some(Placed {
                name: name.unwrap_or_else(|| key.clone()),
                key,
                group: text(unit, "group"),
                rank: usize::try_from(unit.get("rank")?.as_u64()?).ok()?,
                points: points(total.get("points")?)?,
                class: text(total, "class"),
                fields: fields.collect::<Option<_>>()?,
            })
        };
        let units = json.get("units")?.as_array()?.iter();
        let criteria = json.get("criteria")?;
        Some(Self {
            path: path.to_owned(),
            criteria: text(criteria, "id")?,
            sha256: text(criteria, "sha256")?,
            year: json.get("year")?.as_i64()?,
            units: units.map(unit).collect::<Option<_>>()?,
        })
    }
}

/// How a unit's place changed.
#[derive(Debug)]
pub struct PlaceChange<'a> {
    /// The unit then; `None` where it was not ranked.
    pub old: Option<&'a Placed>,
    /// The unit now; `None` where it is not.
    pub new: Option<&'a Placed>,
    /// The change of its points, where it was ranked both times.
    pub change: Option<Points>,
    /// The fields whose points changed, by how much.
    pub fields: Vec<(String, Points)>,
    /// The units that came ahead of it.
    pub came_ahead: Vec<Mover<'a>>,
    /// The units that were ahead and are no longer.
    pub fell_behind: Vec<Mover<'a>>,
}

/// A unit that passed another, or was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mover<'a> {
    /// The unit.
    pub unit: &'a Placed,
    /// The change of its own points; `None` where it was ranked one time only.
    pub change: Option<Points>,
}

impl PlaceChange<'_> {
    /// The unit, as the newer ranking has it.
    pub fn unit(&self) -> Option<&Placed> {
        self.new.or(self.old)
    }

    /// By how many places it fell; below 0 where it rose.
    pub fn fell_by(&self) -> Option<i64> {
        let rank = |placed: &Placed| i64::try_from(placed.rank).ok();
        Some(rank(self.new?)? - rank(self.old?)?)
    }

    /// Whether its points, rank or class changed, or it is ranked one time only.
    pub fn is_change(&self) -> bool {
        let class = |placed: Option<&Placed>| placed.and_then(|placed| placed.class.clone());
        self.change.is_none_or(|change| !change.is_zero())
            || self.fell_by() != Some(0)
            || class(self.old) != class(self.new)
            || !self.fields.is_empty()
    }
}

/// Every unit of either ranking, in the order of the newer, those that are gone last.
pub fn compare<'a>(old: &'a RankingRead, new: &'a RankingRead) -> Vec<PlaceChange<'a>> {
    let index = |ranking: &'a RankingRead| -> BTreeMap<&'a str, &'a Placed> {
        let units = ranking.units.iter();
        units.map(|placed| (&*placed.key, placed)).collect()
    };
    let (then, now) = (index(old), index(new));
    let gone = old
        .units
        .iter()
        .filter(|unit| !now.contains_key(&*unit.key));
    let all = new.units.iter().chain(gone);
    all.map(|unit| {
        let key = &*unit.key;
        place_change(key, &then, &now)
    })
    .collect()
}

fn place_change<'a>(
    key: &str,
    then: &BTreeMap<&'a str, &'a Placed>,
    now: &BTreeMap<&'a str, &'a Placed>,
) -> PlaceChange<'a> {
    let (old, new) = (then.get(key).copied(), now.get(key).copied());
    let change_of = |key: &str| Some(now.get(key)?.points - then.get(key)?.points);
    // Units are ahead within their own group only.
    let is_ahead = |all: &BTreeMap<&str, &Placed>, of: Option<&Placed>, other: &str| {
        let (Some(of), Some(other)) = (of, all.get(other)) else {
            return false;
        };
        other.group == of.group && other.rank < of.rank
    };
    let mover = |unit: &&'a Placed| Mover {
        unit,
        change: change_of(&unit.key),
    };
    let both = old.is_some() && new.is_some();
    let (came_ahead, fell_behind) = if both {
        let came = now
            .values()
            .filter(|other| is_ahead(now, new, &other.key) && !is_ahead(then, old, &other.key));
        let fell = then
            .values()
            .filter(|other| is_ahead(then, old, &other.key) && !is_ahead(now, new, &other.key));
        (came.map(mover).collect(), fell.map(mover).collect())
    } else {
        (Vec::new(), Vec::new())
    };
    let fields = match (old, new) {
        (Some(old), Some(new)) => fields(old, new),
        _ => Vec::new(),
    };
    PlaceChange {
        old,
        new,
        change: change_of(key),
        fields,
        came_ahead,
        fell_behind,
    }
}

fn fields(old: &Placed, new: &Placed) -> Vec<(String, Points)> {
    let then: BTreeMap<&str, Points> = old
        .fields
        .iter()
        .map(|(code, points)| (&**code, points.unwrap_or(Points::ZERO)))
        .collect();
    let changes = new.fields.iter().map(|(code, points)| {
        let before = then.get(&**code).copied().unwrap_or(Points::ZERO);
        (code.clone(), points.unwrap_or(Points::ZERO) - before)
    });
    changes.filter(|(_, change)| !change.is_zero()).collect()
}
