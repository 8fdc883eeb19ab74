//! What a loss says that mending wins is what mending wins.

use parindex::criteria::model::Side;
use parindex::points::Points;
use parindex::score::assessment::{Cause, Loss, State};
use proptest::prelude::*;

use crate::answers::Answers;
use crate::mending::at_best;
use crate::scoring::{Case, Scored, cases};
use crate::sets::{COMMON, RuleSpec, best_of, day, set, single_leaf};

/// Leaves of the set with their codes, in tree order.
fn leaf_codes(case: &Case) -> Vec<(usize, String)> {
    let leaves = case.set.leaves();
    leaves
        .map(|(index, node, _)| (index, node.code.to_string()))
        .collect()
}

/// Whether a leaf's gain is the total's gain: nothing is rounded or capped in between.
fn reaches_the_total(case: &Case) -> bool {
    case.spec.at == "leaf" && case.spec.bonus.is_none() && case.spec.penalty.is_none()
}

/// Re-scores a mended submission and compares what its leaf wins with what the loss says.
fn check_regain(
    case: &Case,
    now: &Scored,
    loss: &Loss,
    mended: &Answers,
) -> Result<(), TestCaseError> {
    let leaf = loss.node.expect("a loss of a leaf");
    let then = case.score_answers(mended);
    let gain = then.points(leaf) - now.points(leaf);
    let code = &case.set.nodes[leaf].code;
    prop_assert_eq!(gain, loss.regain, "mending {:?} at {}", loss.cause, code);
    let of_this_leaf_alone = !loss.figures.iter().any(|figure| figure == COMMON);
    if reaches_the_total(case) && of_this_leaf_alone {
        let total = then.assessment.total.points - now.assessment.total.points;
        prop_assert_eq!(
            total,
            loss.regain,
            "at the total, {:?} at {}",
            loss.cause,
            code
        );
    }
    Ok(())
}

/// With every document of a leaf that is not in order put in order, except some.
fn documents_in_order_except(
    case: &Case,
    now: &Scored,
    leaf: (usize, &str),
    answers: &Answers,
    except: &[usize],
) -> Answers {
    let (index, code) = leaf;
    now.leaf(index)
        .documents
        .iter()
        .filter(|judged| judged.state != State::InOrder && !except.contains(&judged.requirement))
        .fold(answers.clone(), |answers, judged| {
            answers.with_document(&case.spec, code, judged.requirement)
        })
}

/// Points of a leaf with what may still come.
fn ceiling(scored: &Scored, leaf: usize) -> Points {
    scored.points(leaf) + scored.assessment.nodes[leaf].pending
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn putting_the_documents_of_a_loss_in_order_wins_its_regain(case in cases(set())) {
        let now = case.score();
        for loss in now.assessment.losses.iter().filter(|loss| loss.cause.is_document()) {
            prop_assert!(!loss.documents.is_empty(), "{loss:?}");
            let code = case.code_of(loss).expect("a document loss has a leaf");
            let mended = loss.documents.iter().fold(case.answers.clone(), |answers, at| {
                answers.with_document(&case.spec, &code, *at)
            });
            check_regain(&case, &now, loss, &mended)?;
        }
    }

    #[test]
    fn issuing_a_late_document_in_time_wins_its_regain(case in cases(set())) {
        let now = case.score();
        for loss in now.assessment.losses.iter().filter(|loss| loss.cause == Cause::Late) {
            let code = case.code_of(loss).expect("a late document has a leaf");
            if let [late] = loss.documents.as_slice() {
                let mended = case.answers.redated(&case.spec, &code, *late);
                check_regain(&case, &now, loss, &mended)?;
            } else {
                prop_assert!(loss.documents.is_empty(), "only that document: {loss:?}");
            }
        }
    }

    #[test]
    fn stating_the_figures_of_a_loss_at_their_best_wins_its_regain(case in cases(set())) {
        let now = case.score();
        for loss in &now.assessment.losses {
            let names_nothing = loss.documents.is_empty() && loss.figures.is_empty();
            prop_assert!(!names_nothing || loss.regain.is_zero(), "{loss:?}");
        }
        for loss in now.assessment.losses.iter().filter(|loss| !loss.figures.is_empty()) {
            let code = case.code_of(loss).expect("figures belong to a leaf");
            let rule = &case.spec.leaf(&code).rule;
            let figures: Vec<&str> = loss.figures.iter().map(String::as_str).collect();
            if let Some(best) = at_best(&case.spec, &code, rule, &figures, &case.answers) {
                check_regain(&case, &now, loss, &case.answers.restated(&code, best))?;
            }
        }
    }

    #[test]
    fn the_figures_of_the_best_branch_win_the_regain_of_their_loss(
        case in cases(single_leaf(best_of().boxed()))
    ) {
        let now = case.score();
        let RuleSpec::BestOf(branches) = &case.spec.leaf("1").rule else {
            return Err(TestCaseError::fail("only best_of is made"));
        };
        for loss in now.losses(0).filter(|loss| !loss.figures.is_empty()) {
            let figures: Vec<&str> = loss.figures.iter().map(String::as_str).collect();
            let reading = branches.iter().filter(|branch| reads_any(branch, &figures));
            let statements: Option<Vec<_>> = reading
                .map(|branch| at_best(&case.spec, "1", branch, &figures, &case.answers))
                .collect();
            let Some(statements) = statements else { continue };
            let mended = statements.into_iter().map(|best| {
                let mended = case.score_answers(&case.answers.restated("1", best));
                mended.points(0)
            });
            let best = mended.max().expect("the branch of the loss");
            prop_assert_eq!(best - now.points(0), loss.regain, "{:?}", loss);
        }
    }

    /// Every leaf takes its steps at the same time as the others: leaves do not touch each other.
    #[test]
    fn a_share_is_what_its_step_takes(case in cases(set())) {
        let now = case.score();
        let leaves: Vec<(usize, String)> = leaf_codes(&case)
            .into_iter()
            .filter(|(leaf, _)| case.set.nodes[*leaf].side == Side::Normal)
            .filter(|(leaf, _)| now.assessment.nodes[*leaf].points.is_some())
            .collect();
        let steps = leaves.iter().map(|(leaf, _)| now.losses(*leaf).count()).max().unwrap_or(0);
        let mut left: Vec<Points> = leaves.iter().map(|(leaf, _)| case.set.nodes[*leaf].max).collect();
        for step in 0..steps {
            let answers = leaves.iter().fold(case.answers.clone(), |answers, (leaf, code)| {
                let taken = now.losses(*leaf).take(step + 1);
                let lacking: Vec<usize> = taken
                    .filter(|loss| loss.cause.is_document())
                    .flat_map(|loss| loss.documents.clone())
                    .collect();
                documents_in_order_except(&case, &now, (*leaf, code), &answers, &lacking)
            });
            let then = case.score_answers(&answers);
            for ((leaf, code), left) in leaves.iter().zip(&mut left) {
                let after = ceiling(&then, *leaf);
                let share = now.losses(*leaf).nth(step).map_or(Points::ZERO, |loss| loss.points);
                prop_assert_eq!(share, *left - after, "step {} at {}", step + 1, code);
                *left = after;
            }
        }
        for ((leaf, code), left) in leaves.iter().zip(left) {
            prop_assert_eq!(left, ceiling(&now, *leaf), "nothing is lost without a cause at {}", code);
        }
    }

    #[test]
    fn attaching_a_required_document_never_lowers_a_leaf(
        case in cases(set()),
        number in -40..420i64,
        on_a_suitable_day in any::<bool>(),
    ) {
        let now = case.score();
        let date = (!on_a_suitable_day).then(|| day(number));
        let leaves = leaf_codes(&case);
        for at in 0..3 {
            let attached = leaves
                .iter()
                .filter(|(_, code)| at < case.spec.leaf(code).requirements.len())
                .fold(case.answers.clone(), |answers, (_, code)| {
                    answers.with_document_on(&case.spec, code, at, date)
                });
            let then = case.score_answers(&attached);
            for (leaf, code) in &leaves {
                prop_assert!(then.points(*leaf) >= now.points(*leaf), "document {at} of {code}");
            }
            prop_assert!(then.assessment.total.points >= now.assessment.total.points);
        }
    }

    #[test]
    fn with_documents_is_the_score_with_every_document_in_order(case in cases(set())) {
        let now = case.score();
        let leaves = leaf_codes(&case);
        let complete = leaves.iter().fold(case.answers.clone(), |answers, (leaf, code)| {
            documents_in_order_except(&case, &now, (*leaf, code), &answers, &[])
        });
        let then = case.score_answers(&complete);
        for (leaf, code) in &leaves {
            let said = now.leaf(*leaf).with_documents;
            let signed = if case.set.nodes[*leaf].side == Side::Penalty { -said } else { said };
            prop_assert_eq!(signed, then.points(*leaf), "at {}", code);
        }
        prop_assert_eq!(now.assessment.total.with_documents, then.assessment.total.points);
    }

    #[test]
    fn with_documents_is_the_points_and_all_shares_of_documents(case in cases(set())) {
        let now = case.score();
        for (leaf, code) in leaf_codes(&case) {
            let waits = case.spec.leaf(&code).rule.branches().iter().any(|branch| {
                matches!(branch, RuleSpec::Awarded)
            });
            let Some(points) = now.assessment.nodes[leaf].points else { continue };
            if waits || case.set.nodes[leaf].side != Side::Normal {
                continue;
            }
            let of_documents = now.losses(leaf).filter(|loss| loss.cause.is_document());
            let shares: Points = of_documents.map(|loss| loss.points).sum();
            prop_assert_eq!(now.leaf(leaf).with_documents, points + shares, "at {}", code);
        }
    }

    #[test]
    fn at_risk_is_what_refusing_explanations_and_links_takes(case in cases(set())) {
        let now = case.score();
        let then = case.score_answers(&case.answers.without_risk());
        for (leaf, code) in leaf_codes(&case) {
            let refused = now.points(leaf) - then.points(leaf);
            prop_assert_eq!(now.leaf(leaf).at_risk, refused, "at {}", code);
        }
        let refused = now.assessment.total.points - then.assessment.total.points;
        prop_assert_eq!(now.assessment.total.at_risk, refused);
    }
}

fn reads_any(rule: &RuleSpec, figures: &[&str]) -> bool {
    let reserved = match rule {
        RuleSpec::Levels(_) => figures.contains(&"level"),
        RuleSpec::Stated(_) => figures.contains(&"points"),
        RuleSpec::Awarded => figures.contains(&"points") || figures.contains(&"percent"),
        _ => false,
    };
    let own = rule
        .value()
        .map(|value| value.figure_names())
        .unwrap_or_default();
    reserved || own.iter().any(|name| figures.contains(name))
}
