//! What mends each loss, and who does it until when: in comes the view, out come measures by
//! the role that answers for them. Documents that several leaves lack for the same reason are
//! one measure: they are attached once.

mod deadlines;
mod words;

use jiff::civil::Date;

use crate::criteria::documents::Requirement;
use crate::criteria::model::{CriteriaSet, Node};
use crate::points::Points;
use crate::report::view::View;
use crate::score::assessment::{Cause, Judged, Loss};
use crate::text::fold;
use deadlines::Deadlines;
pub(crate) use words::MeasureWords;

/// When losses are to be mended.
#[derive(Clone, Copy, Debug)]
pub enum Mode<'a> {
    /// In the period that is assessed, while it can still be supplemented.
    ThisPeriod,
    /// In the next: the same set with its dates worked out for that year.
    NextPeriod(&'a CriteriaSet),
}

/// What one role has to do.
#[derive(Debug)]
pub(crate) struct ByOwner<'a> {
    /// The role, as the set calls it; `None` where the set names none.
    pub(crate) role: Option<&'a str>,
    /// Who that is, as the manifest says.
    pub(crate) person: Option<&'a str>,
    /// In tree order, documents first.
    pub(crate) measures: Vec<Measure<'a>>,
}

/// One thing to do.
#[derive(Debug)]
pub(crate) struct Measure<'a> {
    pub(crate) act: Act<'a>,
    /// The leaves it is about, in tree order.
    pub(crate) leaves: Vec<&'a Node>,
    /// Its shares in the book: done together, all measures win back the sum of these.
    pub(crate) lost: Points,
    /// What it wins back alone.
    pub(crate) regain: Points,
    /// The last day; `None` where nobody stated one.
    pub(crate) by: Option<Date>,
    /// Whether it still can be done in the period that is assessed.
    pub(crate) recoverable: bool,
    /// The first loss it mends.
    pub(crate) loss: &'a Loss,
}

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Act<'a> {
    /// Documents are to be put in order.
    Documents(Vec<Wanted<'a>>),
    /// A document was issued too late.
    InTime(Vec<Wanted<'a>>),
    /// Figures are to be stated.
    Figures,
    /// What the figures measure is to become better.
    Improve,
}

/// A document that is to be put in order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    pub(crate) requirement: &'a Requirement,
    pub(crate) judged: &'a Judged,
    /// The last day it may be issued.
    pub(crate) issued_by: Option<Date>,
}

/// The measures for the losses that `wanted` keeps, by role: in the order in which roles first
/// appear in the tree, those without a role last.
pub(crate) fn by_owner<'a>(
    view: &'a View<'a>,
    mode: Mode<'a>,
    wanted: impl Fn(&Loss) -> bool,
) -> Vec<ByOwner<'a>> {
    let deadlines = Deadlines { view, mode };
    let mut owners: Vec<ByOwner<'a>> = Vec::new();
    for loss in view.assessment.losses.iter().filter(|loss| wanted(loss)) {
        let Some(measure) = measure(view, loss, deadlines) else {
            continue;
        };
        if let Some(same) = same_documents(&mut owners, &measure) {
            same.lost = same.lost + measure.lost;
            same.regain = same.regain + measure.regain;
            same.by = same.by.min(measure.by).or(same.by).or(measure.by);
            same.recoverable |= measure.recoverable;
            same.leaves.extend(measure.leaves);
            continue;
        }
        let role = view
            .leaf_of(loss)
            .and_then(|(_, leaf, _)| leaf.owner.as_deref());
        match owners.iter_mut().find(|owner| owner.role == role) {
            Some(owner) => owner.measures.push(measure),
            None => owners.push(ByOwner {
                role,
                person: role.and_then(|role| {
                    let owners = &view.submission.manifest.owners;
                    owners.get(role).map(String::as_str)
                }),
                measures: vec![measure],
            }),
        }
    }
    for owner in &mut owners {
        let last = |measure: &Measure<'_>| !matches!(measure.act, Act::Documents(_));
        owner.measures.sort_by_key(last);
    }
    owners.sort_by_key(|owner| owner.role.is_none());
    owners
}

/// A requirement of a leaf (both by position) as a document to be put in order.
pub(crate) fn wanted<'a>(
    view: &'a View<'a>,
    mode: Mode<'a>,
    leaf: usize,
    requirement: usize,
) -> Option<Wanted<'a>> {
    let node = view.set().nodes.get(leaf)?;
    let score = view.assessment.nodes.get(leaf)?.leaf.as_ref()?;
    let of_leaf = node.leaf.as_ref()?.documents.get(requirement)?;
    Some(Wanted {
        requirement: of_leaf,
        judged: score.documents.get(requirement)?,
        issued_by: Deadlines { view, mode }.issued_by(node, of_leaf),
    })
}

/// What one person has to do, by role or name, in each of their roles; never empty, else the
/// names of those who have something.
pub(crate) fn of_person<'a>(
    mut owners: Vec<ByOwner<'a>>,
    wanted: &str,
) -> Result<Vec<ByOwner<'a>>, Vec<String>> {
    let names = |owner: &ByOwner<'a>| [owner.role, owner.person].into_iter().flatten();
    let known = owners.iter().flat_map(names).map(ToOwned::to_owned);
    let known: Vec<String> = known.collect();
    let key = fold::key(wanted);
    owners.retain(|owner| names(owner).any(|name| fold::key(name) == key));
    if owners.is_empty() {
        return Err(known);
    }
    Ok(owners)
}

fn measure<'a>(
    view: &'a View<'a>,
    loss: &'a Loss,
    deadlines: Deadlines<'a>,
) -> Option<Measure<'a>> {
    let (node, leaf, score) = view.leaf_of(loss)?;
    let wanted = || {
        let documents = loss.documents.iter().filter_map(|index| {
            let requirement = leaf.documents.get(*index)?;
            Some(Wanted {
                requirement,
                judged: score.documents.get(*index)?,
                issued_by: deadlines.issued_by(node, requirement),
            })
        });
        documents.collect::<Vec<_>>()
    };
    let act = match loss.cause {
        cause if cause.is_document() => Act::Documents(wanted()),
        Cause::Late if !loss.documents.is_empty() => Act::InTime(wanted()),
        Cause::FigureMissing => Act::Figures,
        _ => Act::Improve,
    };
    let by = deadlines.of(&act);
    Some(Measure {
        act,
        leaves: vec![node],
        lost: loss.points,
        regain: loss.regain,
        by,
        recoverable: loss.recoverable,
        loss,
    })
}

/// The measure that already puts the same documents in order.
fn same_documents<'o, 'a>(
    owners: &'o mut [ByOwner<'a>],
    measure: &Measure<'a>,
) -> Option<&'o mut Measure<'a>> {
    let Act::Documents(wanted) = &measure.act else {
        return None;
    };
    let ids = |wanted: &[Wanted<'_>]| -> Vec<String> {
        let ids = wanted.iter().map(|one| one.requirement.id.clone());
        ids.collect()
    };
    let own = ids(wanted);
    let all = owners.iter_mut().flat_map(|owner| &mut owner.measures);
    let mut same = all.filter(|known| match &known.act {
        Act::Documents(known) => ids(known) == own,
        _ => false,
    });
    same.next()
}
