//! Closes the book: max = points + losses + pending + excluded at every node.

use thiserror::Error;

use crate::criteria::model::{CriteriaSet, Side};
use crate::points::Points;
use crate::score::assessment::{Loss, Scored, Total};

/// A book that does not balance: a bug of this program, never a result.
#[derive(Debug, Error)]
#[error("the book of {code} does not balance: {max} is not {parts}")]
pub struct Unbalanced {
    code: String,
    max: Points,
    parts: Points,
}

/// Proves that max = points + losses + pending + excluded at every node and at the total.
pub(super) fn close(
    set: &CriteriaSet,
    nodes: &[Scored],
    losses: &[Loss],
    total: &Total,
) -> Result<(), Unbalanced> {
    let mut of_losses = vec![Points::ZERO; nodes.len()];
    for loss in losses {
        let mut node = loss.node;
        while let Some(index) = node {
            of_losses[index] = of_losses[index] + loss.points;
            node = set.nodes[index].parent;
        }
    }
    for (index, node) in set.nodes.iter().enumerate() {
        let scored = &nodes[index];
        if node.side != Side::Normal {
            continue;
        }
        let points = scored.points.unwrap_or(Points::ZERO);
        let parts = points + of_losses[index] + scored.pending + scored.excluded;
        if parts != node.max || of_losses[index] != scored.lost {
            return Err(Unbalanced {
                code: node.code.to_string(),
                max: node.max,
                parts,
            });
        }
    }
    let all: Points = losses.iter().map(|loss| loss.points).sum();
    let parts = total.points - total.bonus + all + total.pending + total.excluded;
    if parts != set.total || all != total.lost {
        return Err(Unbalanced {
            code: set.id.clone(),
            max: set.total,
            parts,
        });
    }
    Ok(())
}
