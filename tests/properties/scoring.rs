//! A made-up case through the program: set reader, loaders, score.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use parindex::criteria::model::CriteriaSet;
use parindex::criteria::read;
use parindex::diagnostic::{Diagnostic, Problems, Severity, SourceFile, render};
use parindex::evidence::attachments::Attachments;
use parindex::evidence::cells::Unit;
use parindex::evidence::facts::Facts;
use parindex::evidence::load::{Select, Tables, load};
use parindex::evidence::location::Location;
use parindex::evidence::reading::Reading;
use parindex::points::Points;
use parindex::score::assessment::{Assessment, LeafScore, Loss};
use parindex::score::checks;
use parindex::score::tree::{Options, assess};
use parindex::text::lang::Lang;
use proptest::prelude::*;

use crate::answers::Answers;
use crate::picks::{AllPicks, all_picks};
use crate::rows::answers;
use crate::sets::SetSpec;
use crate::tables::UNIT;

/// A set and a submission for it.
pub(crate) struct Case {
    pub(crate) spec: SetSpec,
    pub(crate) set: CriteriaSet,
    pub(crate) answers: Answers,
    /// Whether there is an attachments folder.
    pub(crate) checked: bool,
}

/// What scoring a submission gives.
#[derive(Debug)]
pub(crate) struct Scored {
    pub(crate) assessment: Assessment,
    pub(crate) facts: Facts,
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Cases for made-up sets.
pub(crate) fn cases(set: impl Strategy<Value = SetSpec>) -> impl Strategy<Value = Case> {
    (set, all_picks(), any::<bool>()).prop_map(
        |(spec, picks, checked): (SetSpec, AllPicks, bool)| {
            let set = read_set(&spec.yaml());
            let answers = answers(&spec, &picks);
            Case {
                spec,
                set,
                answers,
                checked,
            }
        },
    )
}

/// Reads a set that must have no problem at all.
pub(crate) fn read_set(yaml: &str) -> CriteriaSet {
    let problems = Problems::default();
    let (file, _) = SourceFile::new("bo-thu.yaml", yaml.as_bytes());
    let set = read::read(&Arc::new(file), None, &problems);
    let found = problems.into_sorted();
    assert!(
        found.is_empty(),
        "a valid set is refused or warned about:\n{yaml}\n{}",
        render(&found, Lang::En, false)
    );
    set.expect("a set without problems")
}

/// The files that a case is read from, so that a failure can be replayed by hand.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "files checked: {}\n{}", self.checked, self.spec.yaml())?;
        let tables = self.answers.tables();
        let all = [tables.evidence, tables.figures, tables.claims].concat();
        for table in all {
            writeln!(f, "--- {}\n{}", table.file.name, table.file.text)?;
        }
        Ok(())
    }
}

impl Case {
    /// Scores the submission as it is.
    pub(crate) fn score(&self) -> Scored {
        self.score_answers(&self.answers)
    }

    /// Scores another submission for the same set.
    pub(crate) fn score_answers(&self, answers: &Answers) -> Scored {
        self.score_tables(answers, &answers.tables())
    }

    /// Scores tables; anything but warnings fails the test.
    pub(crate) fn score_tables(&self, answers: &Answers, tables: &Tables) -> Scored {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tep");
        let attachments = self.checked.then(|| {
            Attachments::list(&Location::Disk(folder.clone()))
                .expect("the attachments of the tests")
        });
        let unit = Unit {
            code: answers.layout.with_unit.then(|| UNIT.to_owned()),
            name: None,
        };
        let problems = Problems::default();
        let units = load(
            &self.set,
            tables,
            attachments.as_ref(),
            &Reading::default(),
            Select::One(&unit),
            &problems,
        );
        let [unit] = units.as_slice() else {
            panic!("one unit is asked for, {} are given", units.len());
        };
        let options = Options {
            files_checked: self.checked,
            ..Options::default()
        };
        let assessment = assess(&self.set, &unit.facts, options).expect("the book closes");
        checks::check(&self.set, &unit.facts, &problems);
        let warnings = problems.into_sorted();
        let refused = warnings
            .iter()
            .any(|d| d.code.severity() == Severity::Error);
        assert!(!refused, "{}", render(&warnings, Lang::En, false));
        Scored {
            assessment,
            facts: unit.facts.clone(),
            warnings,
        }
    }

    /// The code of the leaf that a loss is about.
    pub(crate) fn code_of(&self, loss: &Loss) -> Option<String> {
        loss.node.map(|node| self.set.nodes[node].code.to_string())
    }
}

impl Scored {
    /// A leaf's points; 0 where it does not apply.
    pub(crate) fn points(&self, position: usize) -> Points {
        self.assessment.nodes[position]
            .points
            .unwrap_or(Points::ZERO)
    }

    /// What only leaves have.
    pub(crate) fn leaf(&self, position: usize) -> &LeafScore {
        let leaf = self.assessment.nodes[position].leaf.as_ref();
        leaf.expect("a leaf")
    }

    /// The losses of a leaf.
    pub(crate) fn losses(&self, position: usize) -> impl Iterator<Item = &Loss> {
        self.assessment
            .losses
            .iter()
            .filter(move |loss| loss.node == Some(position))
    }
}
