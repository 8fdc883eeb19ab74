//! Consistency across a province: the same facts treated differently, more for fewer points, one
//! attachment in several places, a document refused here and accepted there. Nothing is guessed
//! or estimated: every finding names both sides and what they rest on.

mod attachments;
mod points;
mod sides;
mod verdicts;

use std::sync::Arc;

use crate::criteria::model::CriteriaSet;
use crate::diagnostic::Place;
use crate::evidence::facts::Facts;
use crate::points::Points;
use crate::score::tree::Unbalanced;

/// A unit whose submission was read.
#[derive(Clone, Debug)]
pub struct Audited<'a> {
    /// What it is called: its name, else its code, else where it lies.
    pub name: String,
    /// Its code.
    pub code: Option<String>,
    /// Its code, else its name, else where it lies: two submissions with the same are of one
    /// unit.
    pub key: String,
    /// Where its submission lies.
    pub path: &'a str,
    /// The year.
    pub year: i16,
    /// The set.
    pub set: &'a Arc<CriteriaSet>,
    /// What was handed in, and what appraisers made of it.
    pub facts: &'a Facts,
    /// Whether files were looked at.
    pub files_checked: bool,
}

/// One side of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The unit, by its position in what is audited.
    pub unit: usize,
    /// The official points of the leaf.
    pub points: Points,
    /// Where they are given.
    pub place: Option<Place>,
}

/// Something that does not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The same figures and states of documents, and different official points.
    Unequal {
        /// The leaf, by its position in the set's nodes.
        leaf: usize,
        /// The units by their points, most points first.
        sides: Vec<Side>,
    },
    /// A unit with at least the figures and documents of others, and fewer points; or the other
    /// way round.
    OutOfLine {
        /// The leaf's position.
        leaf: usize,
        /// The unit that does not fit.
        odd: Side,
        /// Those it does not fit with: each has at most its facts and more points, or where
        /// `has_more_points`, at least its facts and fewer points.
        others: Vec<Side>,
        /// Whether the odd one has more points than its facts go with, instead of fewer.
        has_more_points: bool,
    },
    /// The same content attached by several units, or in several years.
    SharedAttachment {
        /// SHA-256 of the content.
        sha256: String,
        /// Who attached it where: unit, the leaf's code, the path of the file.
        uses: Vec<(usize, String, String)>,
    },
    /// The same document refused in one unit and accepted in another.
    TreatedDifferently {
        /// What it is: its number and date, or the file.
        document: String,
        /// Where it was refused, with the leaf's code, the place and the reason.
        refused: Vec<Treated>,
        /// Where it was accepted.
        accepted: Vec<Treated>,
    },
}

/// How a document was treated in one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treated {
    /// The unit.
    pub unit: usize,
    /// The leaf's code.
    pub criterion: String,
    /// Where the appraiser says so.
    pub place: Place,
    /// Why.
    pub reason: Option<String>,
}

/// Looks for what does not go together: points leaf by leaf in tree order, then attachments,
/// then verdicts. Points are compared among units of one set and year.
///
/// # Errors
/// Where a book does not close; that is a bug.
pub fn audit(units: &[Audited<'_>]) -> Result<Vec<Finding>, Unbalanced> {
    let mut findings = Vec::new();
    let mut known: Vec<(&str, i16)> = Vec::new();
    for unit in units {
        let set = (unit.set.sha256.as_str(), unit.year);
        if known.contains(&set) {
            continue;
        }
        known.push(set);
        let same = units.iter().enumerate();
        let same = same.filter(|(_, unit)| (unit.set.sha256.as_str(), unit.year) == set);
        findings.extend(points::compare(&same.collect::<Vec<_>>())?);
    }
    findings.extend(attachments::shared(units));
    findings.extend(verdicts::compare(units));
    Ok(findings)
}
