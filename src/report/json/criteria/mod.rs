//! A set as JSON, schema `parindex/criteria-view/v1`: a shape of its own. Numbers are exact;
//! keys and codes are those of the set, texts follow the language.

pub mod list;
mod nodes;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::{Tool, pretty, tool};
use crate::criteria::model::Tie;
use crate::points::{Exact, Points};
use crate::report::criteria::SetView;
use crate::report::survey_words;
use crate::report::words;
use crate::text::lang::Lang;
use nodes::{FigureOut, NodeOut, figure_out};

/// The schema of a set that is shown.
pub const SCHEMA: &str = "parindex/criteria-view/v1";

#[derive(Serialize)]
struct ViewOut<'a> {
    schema: &'static str,
    tool: Tool<'static>,
    id: &'a str,
    name: &'a str,
    level: &'static str,
    province: &'a str,
    since: i16,
    until: Option<i16>,
    year: i16,
    provenance: &'static str,
    banner: Option<&'static str>,
    sha256: &'a str,
    basis: Vec<BasisOut<'a>>,
    supersedes: Option<&'a str>,
    words: WordsOut<'a>,
    period: PeriodOut,
    rounding: RoundingOut,
    total: Points,
    bonus_over_total: bool,
    survey_absent: &'static str,
    classes: Vec<ClassOut<'a>>,
    gates: Vec<GateOut<'a>>,
    ranking: RankingOut<'a>,
    deadlines: DeadlinesOut,
    figures: Vec<FigureOut>,
    surveys: Vec<SurveyOut<'a>>,
    counts: CountsOut,
    depth: Option<usize>,
    nodes: Vec<NodeOut<'a>>,
}

#[derive(Serialize)]
struct BasisOut<'a> {
    number: &'a str,
    issued: Option<String>,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct WordsOut<'a> {
    field: Option<&'a str>,
    criterion: Option<&'a str>,
    leaf: Option<&'a str>,
}

#[derive(Serialize)]
struct PeriodOut {
    from: String,
    to: String,
}

#[derive(Serialize)]
struct RoundingOut {
    digits: u32,
    mode: &'static str,
    at: &'static str,
    words: String,
}

#[derive(Serialize)]
struct ClassOut<'a> {
    name: &'a str,
    from: Points,
}

#[derive(Serialize)]
struct GateOut<'a> {
    name: &'a str,
    figures: Vec<&'a str>,
    over: Number<'a>,
    class_at_most: Option<&'a str>,
    words: String,
}

#[derive(Serialize)]
struct RankingOut<'a> {
    on: &'static str,
    by_group: bool,
    ties: Vec<&'a str>,
    words: String,
}

#[derive(Serialize)]
struct DeadlinesOut {
    submit: Option<String>,
    supplement: Option<String>,
}

#[derive(Serialize)]
struct SurveyOut<'a> {
    id: &'a str,
    name: &'a str,
    figure: &'a str,
    questions: &'a [String],
    method: &'static str,
    population: Option<String>,
    error: Option<Number<'a>>,
    share: Option<Number<'a>>,
    words: String,
}

#[derive(Serialize)]
struct CountsOut {
    fields: usize,
    leaves: usize,
}

/// An exact value that a set wrote as a decimal.
struct Number<'a>(&'a Exact);

impl Serialize for Number<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = self.0.decimal_text(28);
        let decimal = digits.and_then(|digits| Decimal::from_str_exact(&digits).ok());
        match decimal {
            Some(decimal) => Points::new(decimal).serialize(serializer),
            None => {
                let (n, d) = self.0.ratio();
                serializer.serialize_str(&format!("{n}/{d}"))
            }
        }
    }
}

/// Renders a set, with a line end.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn render(view: &SetView<'_>) -> std::io::Result<String> {
    let set = view.set;
    let (fields, leaves) = view.counts();
    pretty(&ViewOut {
        schema: SCHEMA,
        tool: tool(),
        id: &set.id,
        name: &set.name,
        level: set.level.id(),
        province: &set.province,
        since: set.since,
        until: set.until,
        year: set.year,
        provenance: set.provenance.id(),
        banner: words::banner(set.provenance, view.lang),
        sha256: &set.sha256,
        basis: set
            .basis
            .iter()
            .map(|basis| BasisOut {
                number: &basis.number,
                issued: basis.issued.map(|day| day.to_string()),
                title: basis.title.as_deref(),
            })
            .collect(),
        supersedes: set.supersedes.as_deref(),
        words: WordsOut {
            field: set.words.field.as_deref(),
            criterion: set.words.criterion.as_deref(),
            leaf: set.words.leaf.as_deref(),
        },
        period: PeriodOut {
            from: set.period.0.to_string(),
            to: set.period.1.to_string(),
        },
        rounding: RoundingOut {
            digits: set.rounding.digits,
            mode: set.rounding.mode.id(),
            at: set.rounding.at.id(),
            words: words::rounding(set.rounding, view.lang),
        },
        total: set.total,
        bonus_over_total: set.bonus_over_total,
        survey_absent: if set.survey_absent_excluded {
            "exclude"
        } else {
            "pending"
        },
        classes: set
            .classes
            .iter()
            .map(|class| ClassOut {
                name: &class.name,
                from: class.from,
            })
            .collect(),
        gates: view.gates_out(),
        ranking: view.ranking_out(),
        deadlines: DeadlinesOut {
            submit: set.submit_by.map(|day| day.to_string()),
            supplement: set.supplement_by.map(|day| day.to_string()),
        },
        figures: set.figures.iter().map(|f| figure_out(f, true)).collect(),
        surveys: view.surveys_out(),
        counts: CountsOut { fields, leaves },
        depth: view.depth,
        nodes: view.nodes().map(|node| view.node_out(node)).collect(),
    })
}

impl<'a> SetView<'a> {
    fn gates_out(&self) -> Vec<GateOut<'a>> {
        let gates = self.set.gates.iter();
        gates
            .map(|gate| GateOut {
                name: &gate.name,
                figures: gate.value.names().into_iter().collect(),
                over: Number(&gate.over),
                class_at_most: self
                    .set
                    .classes
                    .get(gate.class_at_most)
                    .map(|class| class.name.as_str()),
                words: self.gate(gate),
            })
            .collect()
    }

    fn surveys_out(&self) -> Vec<SurveyOut<'a>> {
        let surveys = self.set.surveys.iter();
        surveys
            .map(|survey| SurveyOut {
                id: &survey.id,
                name: survey.figure.label(),
                figure: &survey.figure.id,
                questions: &survey.questions,
                method: survey.method.id(),
                population: survey.population.as_ref().map(|of| of.show(Lang::En)),
                error: survey.error.as_ref().map(Number),
                share: survey.share.as_ref().map(Number),
                words: survey_words::of_set(survey, self.lang),
            })
            .collect()
    }

    fn ranking_out(&self) -> RankingOut<'a> {
        let ranking = &self.set.ranking;
        let ties = ranking.ties.iter().filter_map(|tie| match tie {
            Tie::Source(source) => Some(source.id()),
            Tie::Node(index) => Some(self.set.nodes.get(*index)?.code.as_str()),
        });
        RankingOut {
            on: if ranking.exact { "exact" } else { "rounded" },
            by_group: ranking.by_group,
            ties: ties.collect(),
            words: self.ranking(),
        }
    }
}
