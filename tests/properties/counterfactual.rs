//! What a loss says that mending wins is what mending wins.

use parindex::criteria::model::Side;
use parindex::points::Points;
use parindex::score::assessment::{Cause, Loss, State};
use proptest::prelude::*;

use crate::answers::Answers;
use crate::made_sets::{best_of, set, single_leaf};
use crate::mending::at_best;
use crate::scoring::{Case, Scored, cases};
use crate::sets::{COMMON, RuleSpec, day};

type Check = Result<(), TestCaseError>;

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
fn check_regain(case: &Case, now: &Scored, loss: &Loss, mended: &Answers) -> Check {
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

/// The submission with one loss mended. `None` where it names nothing that could be, or where
/// the best value of its figures is not easily stated.
fn mended(case: &Case, loss: &Loss) -> Option<Answers> {
    let code = case.code_of(loss)?;
    let (spec, answers) = (&case.spec, &case.answers);
    if loss.cause == Cause::Late {
        return Some(answers.redated(spec, &code, *loss.documents.first()?));
    }
    if loss.cause.is_document() {
        let in_order = |answers: Answers, at: &usize| answers.with_document(spec, &code, *at);
        return Some(loss.documents.iter().fold(answers.clone(), in_order));
    }
    let figures: Vec<&str> = loss.figures.iter().map(String::as_str).collect();
    let best = at_best(spec, &code, &spec.leaf(&code).rule, &figures, answers)?;
    Some(answers.restated(&code, best))
}

/// What a cause names: documents, one late document, or figures.
fn names_what_its_cause_is_about(loss: &Loss) -> bool {
    match loss.cause {
        Cause::Rounding => loss.documents.is_empty() && loss.figures.is_empty(),
        Cause::Late => loss.documents.len() <= 1 && loss.figures.is_empty(),
        cause if cause.is_document() => !loss.documents.is_empty() && loss.figures.is_empty(),
        _ => loss.documents.is_empty(),
    }
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn mending_a_loss_wins_its_regain(case in cases(set())) {
        let now = case.score();
        for loss in &now.assessment.losses {
            prop_assert!(names_what_its_cause_is_about(loss), "{loss:?}");
            if loss.documents.is_empty() && loss.figures.is_empty() {
                prop_assert!(loss.regain.is_zero(), "{loss:?}");
            }
            if let Some(mended) = mended(&case, loss) {
                check_regain(&case, &now, loss, &mended)?;
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
    fn with_documents_and_at_risk_are_scores_of_changed_submissions(case in cases(set())) {
        let now = case.score();
        with_documents_is_the_score_with_every_document_in_order(&case, &now)?;
        with_documents_is_the_points_and_all_shares_of_documents(&case, &now)?;
        at_risk_is_what_refusing_explanations_and_links_takes(&case, &now)?;
    }
}

fn with_documents_is_the_score_with_every_document_in_order(case: &Case, now: &Scored) -> Check {
    let leaves = leaf_codes(case);
    let complete = leaves
        .iter()
        .fold(case.answers.clone(), |answers, (leaf, code)| {
            documents_in_order_except(case, now, (*leaf, code), &answers, &[])
        });
    let then = case.score_answers(&complete);
    for (leaf, code) in &leaves {
        let said = now.leaf(*leaf).with_documents;
        let penalty = case.set.nodes[*leaf].side == Side::Penalty;
        let signed = if penalty { -said } else { said };
        prop_assert_eq!(signed, then.points(*leaf), "with documents at {}", code);
    }
    prop_assert_eq!(
        now.assessment.total.with_documents,
        then.assessment.total.points
    );
    Ok(())
}

/// Where points may be pending, a document takes from what may still come.
fn with_documents_is_the_points_and_all_shares_of_documents(case: &Case, now: &Scored) -> Check {
    for (leaf, code) in leaf_codes(case) {
        let Some(points) = now.assessment.nodes[leaf].points else {
            continue;
        };
        if case.set.nodes[leaf].side != Side::Normal || may_be_pending(&case.spec.leaf(&code).rule)
        {
            continue;
        }
        let of_documents = now.losses(leaf).filter(|loss| loss.cause.is_document());
        let shares: Points = of_documents.map(|loss| loss.points).sum();
        let with_documents = now.leaf(leaf).with_documents;
        prop_assert_eq!(
            with_documents,
            points + shares,
            "shares of documents at {}",
            code
        );
    }
    Ok(())
}

fn at_risk_is_what_refusing_explanations_and_links_takes(case: &Case, now: &Scored) -> Check {
    let then = case.score_answers(&case.answers.without_risk());
    for (leaf, code) in leaf_codes(case) {
        let refused = now.points(leaf) - then.points(leaf);
        prop_assert_eq!(now.leaf(leaf).at_risk, refused, "at risk at {}", code);
    }
    let refused = now.assessment.total.points - then.assessment.total.points;
    prop_assert_eq!(now.assessment.total.at_risk, refused, "at risk in total");
    Ok(())
}

fn may_be_pending(rule: &RuleSpec) -> bool {
    let mut branches = rule.branches().iter();
    branches.any(|branch| matches!(branch, RuleSpec::Awarded))
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
