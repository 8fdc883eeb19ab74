//! Figures that a set names: their kind, range and label.

use rust_decimal::Decimal;

use crate::criteria::effort;
use crate::diagnostic::{Code, Place};
use crate::points::Exact;
use crate::rules::interval::{Bound, Interval};
use crate::survey;
use crate::text::lang::{Lang, text};
use crate::yaml::{Map, Node, Reader};

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, 0 or more.
    Count,
    /// A share, 0 or more: 98,32 % is 0.9832.
    Percent,
    /// Any number.
    Number,
    /// An amount, 0 or more.
    Money,
    /// A day.
    Date,
    /// Yes (1) or no (0).
    YesNo,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Count,
        Self::Percent,
        Self::Number,
        Self::Money,
        Self::Date,
        Self::YesNo,
    ];

    /// Its name in sets and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::YesNo => "yes_no",
        }
    }
}

/// A declared figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its id, as expressions name it.
    pub id: String,
    /// Its label.
    pub name: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// The least it can be.
    pub min: Option<Decimal>,
    /// The most it can be.
    pub max: Option<Decimal>,
    /// Days of work that a step takes, where the set says: a step is one more of a count, one
    /// more percent, the next level, one more of any other number.
    pub effort: Option<Decimal>,
    /// Where the set declares it; `None` where it does not.
    pub place: Option<Place>,
}

impl Figure {
    /// A figure that is only named, not declared. What a survey gives is a share, whatever
    /// its name.
    pub fn undeclared(id: &str) -> Self {
        let table = id.split_once('.').map(|(table, _)| table);
        let share = table == Some(survey::TABLE);
        Self {
            id: id.to_owned(),
            name: None,
            kind: if share { Kind::Percent } else { Kind::Number },
            min: None,
            max: share.then_some(Decimal::ONE),
            effort: None,
            place: None,
        }
    }

    /// The label, else the id.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }

    /// The values it can take.
    pub fn range(&self) -> Interval {
        let (least, most) = match self.kind {
            Kind::Count | Kind::Percent | Kind::Money => (Some(Decimal::ZERO), None),
            Kind::YesNo => (Some(Decimal::ZERO), Some(Decimal::ONE)),
            Kind::Number | Kind::Date => (None, None),
        };
        let low = self.min.into_iter().chain(least).max();
        let high = self.max.into_iter().chain(most).min();
        Interval {
            low: low.map_or(Bound::Below, |value| Bound::At(Exact::from(value))),
            high: high.map_or(Bound::Above, |value| Bound::At(Exact::from(value))),
        }
    }

    /// Reads the list `figures`.
    pub fn read_list(node: Option<&Node>, reader: &Reader<'_>) -> Vec<Self> {
        let Some(items) = node.and_then(|node| reader.list(node)) else {
            return Vec::new();
        };
        let mut figures: Vec<Self> = Vec::new();
        for item in items {
            let Some(mut map) = reader.map(item) else {
                continue;
            };
            let figure = Self::read(&mut map, reader);
            map.finish(reader);
            let Some(figure) = figure else { continue };
            if figures.iter().any(|other| other.id == figure.id) {
                let id = &figure.id;
                reader.report(
                    Code::DuplicateId,
                    item,
                    text!(
                        "số liệu `{id}` đã có ở trên",
                        "the figure `{id}` stands above already"
                    ),
                    None,
                );
            }
            figures.push(figure);
        }
        figures
    }

    fn read(map: &mut Map<'_>, reader: &Reader<'_>) -> Option<Self> {
        let id = map
            .need("id", reader)
            .and_then(|node| figure_id(node, reader));
        let name = map.get("name").and_then(|node| reader.text(node));
        let kind = map.get("kind").map_or(Some(Kind::Number), |node| {
            reader.choice(node, &Kind::ALL.map(|kind| (kind.id(), kind)))
        });
        let min = map.get("min").and_then(|node| reader.number(node));
        let max_node = map.get("max");
        let max = max_node.and_then(|node| reader.number(node));
        if let (Some(min), Some(max), Some(node)) = (min, max, max_node)
            && min > max
        {
            reader.report(
                Code::BadOrder,
                node,
                text!(
                    "`max` {max} nhỏ hơn `min` {min}",
                    "`max` {max} is below `min` {min}"
                ),
                None,
            );
        }
        Some(Self {
            id: id?,
            name,
            kind: kind?,
            min,
            max,
            effort: effort::read(map, reader),
            place: Some(reader.place(map.first_key().unwrap_or(map.node))),
        })
    }
}

fn figure_id(node: &Node, reader: &Reader<'_>) -> Option<String> {
    let id = reader.text(node)?;
    let starts_well = id.starts_with(|c: char| c.is_alphabetic() || c == '_');
    if starts_well
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
    {
        return Some(id);
    }
    reader.report(
        Code::BadValue,
        node,
        text!(
            "mã số liệu `{id}` phải gồm chữ, số và dấu gạch dưới để dùng được trong biểu thức",
            "the figure id `{id}` must be letters, digits and underscores, to be used in expressions"
        ),
        None,
    );
    None
}

/// The kind in words, for messages.
pub fn kind_words(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Count => lang.pick("số nguyên", "a whole number"),
        Kind::Percent => lang.pick("tỷ lệ phần trăm", "a percentage"),
        Kind::Number => lang.pick("một số", "a number"),
        Kind::Money => lang.pick("số tiền", "an amount"),
        Kind::Date => lang.pick("ngày dd/MM/yyyy", "a date dd/MM/yyyy"),
        Kind::YesNo => lang.pick("Có hoặc Không", "yes or no"),
    }
}
