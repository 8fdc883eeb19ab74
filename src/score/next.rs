//! What would raise a leaf's points next: for each figure its rule reads, the nearest value at
//! which re-scoring gives more. Every gain is that of the one function from facts to points on
//! changed facts, so it is true whatever the rule.

use rust_decimal::Decimal;

use crate::criteria::figures::{Figure, Kind};
use crate::criteria::model::{CriteriaSet, Leaf, Node, Side};
use crate::evidence::facts::{Facts, FigureValues, LeafFacts, Value};
use crate::points::{Exact, Points};
use crate::rules::expression::Expression;
use crate::rules::interval::Bound;
use crate::rules::span::Span;
use crate::rules::{Rule, levels};
use crate::score::documents::judge;
use crate::score::leaf::{self, Documents, Outcome};

/// How far a count is looked at beyond what is stated: no unit has more of anything.
const FARTHEST: i64 = 1 << 32;

/// A change of one figure that wins points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The figure.
    pub figure: String,
    /// What is stated now.
    pub from: Value,
    /// The nearest value that wins points.
    pub to: Value,
    /// What it wins at the leaf, all else as it is.
    pub gain: Points,
}

/// The nearest change of each figure of a leaf that wins points: rises where any rise wins
/// some, else falls (of late dossiers, say). In the order of the figures' names; none where
/// documents that are not in order make the figures worth nothing, for penalties, and where the leaf is
/// declared not applicable.
pub fn changes(set: &CriteriaSet, index: usize, facts: &Facts, files_checked: bool) -> Vec<Change> {
    let nothing = LeafFacts::default();
    let Some((node, leaf)) = set
        .nodes
        .get(index)
        .and_then(|node| Some((node, node.leaf.as_ref()?)))
    else {
        return Vec::new();
    };
    let said = facts.leaves.get(&index).unwrap_or(&nothing);
    // What a penalty's rule gives is taken off; what does not apply has no points to raise.
    if node.side == Side::Penalty || said.standing_not_applicable().is_some() {
        return Vec::new();
    }
    let search = Search {
        set,
        node,
        leaf,
        said,
        common: &facts.common,
        documents: Documents::actual(&judge(leaf, said, files_checked)),
    };
    let Some(now) = search.points(&said.figures) else {
        return Vec::new();
    };
    let mut found = search.levels(now);
    for rising in [true, false] {
        if found.is_empty() {
            let figures = leaf.rule.figures();
            let changes = figures
                .iter()
                .filter_map(|id| search.figure(id, now, rising));
            found.extend(changes);
        }
    }
    found
}

struct Search<'a> {
    set: &'a CriteriaSet,
    node: &'a Node,
    leaf: &'a Leaf,
    said: &'a LeafFacts,
    common: &'a FigureValues,
    documents: Documents,
}

impl Search<'_> {
    /// The rounded points on these figures; `None` where the leaf does not apply or waits.
    fn points(&self, figures: &FigureValues) -> Option<Points> {
        let max = Exact::from(self.node.max);
        let facts = leaf::Facts {
            leaf: self.leaf,
            max: &max,
            figures,
            common: self.common,
            declared: &self.set.figures,
        };
        match leaf::points(&facts, &self.documents, None) {
            Outcome::Points {
                points,
                waiting: false,
                ..
            } => Some(self.set.rounding.leaf(&points)),
            _ => None,
        }
    }

    /// The points with one figure changed.
    fn with(&self, id: &str, value: &Value) -> Option<Points> {
        let mut figures = self.said.figures.clone();
        let mut stated = figures.get(id)?.clone();
        stated.value = value.clone();
        figures.insert(id.into(), stated);
        self.points(&figures)
    }

    fn gain(&self, id: &str, value: &Value, now: Points) -> Option<Points> {
        let gain = self.with(id, value)? - now;
        (gain > Points::ZERO).then_some(gain)
    }

    /// The next better level.
    fn levels(&self, now: Points) -> Vec<Change> {
        let Some(stated) = self.said.figures.get(levels::FIGURE) else {
            return Vec::new();
        };
        let better = self.leaf.rule.levels().into_iter().filter_map(|level| {
            let to = Value::Text(level.id.clone());
            let gain = self.gain(levels::FIGURE, &to, now)?;
            Some(Change {
                figure: levels::FIGURE.to_owned(),
                from: stated.value.clone(),
                to: Value::Text(level.name.clone()),
                gain,
            })
        });
        better
            .min_by_key(|change| change.gain)
            .into_iter()
            .collect()
    }

    fn figure(&self, id: &str, now: Points, rising: bool) -> Option<Change> {
        let stated = self.said.figures.get(id)?;
        let Value::Number(from) = stated.value else {
            return None;
        };
        let declared = self.set.figure(self.leaf, id);
        let to = match declared.map(|figure| figure.kind) {
            Some(Kind::Count | Kind::YesNo) => self.count(id, from, declared, now, rising)?,
            _ => self.threshold(id, from, declared, now, rising)?,
        };
        let gain = self.gain(id, &Value::Number(to), now)?;
        Some(Change {
            figure: id.to_owned(),
            from: stated.value.clone(),
            to: Value::Number(to),
            gain,
        })
    }

    /// The nearest whole number that wins points: doubled steps until one wins, then halved
    /// back. A rule that rises and falls again may have a nearer one; what is found still wins.
    fn count(
        &self,
        id: &str,
        from: Decimal,
        declared: Option<&Figure>,
        now: Points,
        rising: bool,
    ) -> Option<Decimal> {
        let room = room(from, declared, rising);
        let at = |steps: i64| {
            let steps = Decimal::from(steps);
            if rising { from + steps } else { from - steps }
        };
        let wins = |steps: i64| self.gain(id, &Value::Number(at(steps)), now).is_some();
        let mut above = 1;
        while above < room && !wins(above) {
            above = (above * 2).min(room);
        }
        if above > room || !wins(above) {
            return None;
        }
        let mut below = above / 2;
        while above - below > 1 {
            let middle = below + (above - below) / 2;
            if wins(middle) {
                above = middle;
            } else {
                below = middle;
            }
        }
        Some(at(above))
    }

    /// The nearest bound of the rule that wins points, where the figure alone is measured.
    fn threshold(
        &self,
        id: &str,
        from: Decimal,
        declared: Option<&Figure>,
        now: Points,
        rising: bool,
    ) -> Option<Decimal> {
        let mut bounds: Vec<Decimal> = self
            .leaf
            .rule
            .branches()
            .iter()
            .flat_map(|rule| bounds(rule, id))
            .collect();
        bounds.retain(|bound| if rising { *bound > from } else { *bound < from });
        bounds.sort();
        if !rising {
            bounds.reverse();
        }
        let (least, most) = (end(declared, false), end(declared, true));
        let inside = |value: &Decimal| {
            let value = Exact::from(*value);
            least.as_ref().is_none_or(|least| value >= *least)
                && most.as_ref().is_none_or(|most| value <= *most)
        };
        let mut bounds = bounds.into_iter().filter(inside);
        bounds.find(|bound| self.gain(id, &Value::Number(*bound), now).is_some())
    }
}

/// The upper or the lower end of what a figure may be.
fn end(declared: Option<&Figure>, upper: bool) -> Option<Exact> {
    let range = declared?.range();
    match if upper { range.high } else { range.low } {
        Bound::At(end) => Some(end),
        _ => None,
    }
}

/// How many whole steps a count can be moved within its range.
fn room(from: Decimal, declared: Option<&Figure>, rising: bool) -> i64 {
    let Some(end) = end(declared, rising) else {
        return if rising { FARTHEST } else { 0 };
    };
    let from = Exact::from(from);
    let room = if rising { end - from } else { from - end };
    let whole = room
        .floor()
        .decimal_text(0)
        .and_then(|text| text.parse().ok());
    whole.unwrap_or(FARTHEST).clamp(0, FARTHEST)
}

/// The values at which a rule's points change, where it measures this figure and nothing else.
fn bounds(rule: &Rule, id: &str) -> Vec<Decimal> {
    let alone = |value: &Expression| matches!(value, Expression::Name(name) if name == id);
    if !rule.measure().is_some_and(|measure| alone(&measure.value)) {
        return Vec::new();
    }
    let ends = |span: &Span| {
        let ends = [span.low.clone(), span.high.clone()];
        ends.into_iter().flatten().map(|end| end.value)
    };
    let bounds: Vec<Exact> = match rule {
        Rule::Bands(bands) => bands
            .bands
            .iter()
            .flat_map(|band| ends(&band.span))
            .collect(),
        Rule::Proportional(rule) => vec![rule.zero_below.clone(), rule.full_at.clone()],
        _ => Vec::new(),
    };
    let bounds = bounds.iter().filter_map(|bound| bound.decimal_text(12));
    bounds.filter_map(|text| text.parse().ok()).collect()
}
