//! The tables that the program reads, for the reference of columns: from the very lists by which
//! headers are recognised.

mod words;

use crate::annex;
use crate::annex::columns as annexes;
use crate::evidence::columns::{self, Column};
use crate::evidence::register::columns as register;
use crate::evidence::{appraisal_rows, efforts, evidence_rows, figure_rows, point_rows, unit_list};
use crate::text::lang::Lang;

/// A kind of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Evidence rows.
    Evidence,
    /// Figures, a row each.
    Figures,
    /// Figures, a column each.
    WideFigures,
    /// Points: claimed or published.
    Points,
    /// What appraisers say.
    Appraisals,
    /// Answers of a survey.
    Survey,
    /// A dossier register.
    Register,
    /// The list of units.
    Units,
    /// Days of work, for plans.
    Efforts,
    /// The annex of a decision, from which a set is made.
    Annex,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnReference {
    /// The headers it is known by, compared without case, diacritics, blanks and punctuation;
    /// between `…`, what a header has to contain.
    pub headers: Vec<String>,
    /// What its cells hold.
    pub holds: &'static str,
}

impl Table {
    /// All there are.
    pub const ALL: [Self; 10] = [
        Self::Evidence,
        Self::Figures,
        Self::WideFigures,
        Self::Points,
        Self::Appraisals,
        Self::Survey,
        Self::Register,
        Self::Units,
        Self::Efforts,
        Self::Annex,
    ];

    /// Its columns, in the order in which its reader knows them.
    pub fn columns(self, lang: Lang) -> Vec<ColumnReference> {
        let of = |used: &[Column]| {
            let codes = [Column::Criterion, Column::CriterionName];
            let shared = codes.iter().chain(used).chain([&Column::Silent]);
            shared.map(|column| general(*column, lang)).collect()
        };
        match self {
            Self::Evidence => of(&evidence_rows::USED),
            Self::Figures => of(&figure_rows::LONG),
            Self::WideFigures => of(&figure_rows::WIDE),
            Self::Points => of(&point_rows::USED),
            Self::Appraisals => of(&appraisal_rows::USED),
            Self::Survey => [Column::Unit, Column::UnitName]
                .map(|column| general(column, lang))
                .into(),
            Self::Register => register::Column::ALL
                .map(|column| ColumnReference {
                    headers: texts(column.keys()),
                    holds: words::register(column, lang),
                })
                .into(),
            Self::Units => unit_list::HEADERS
                .map(|(column, headers)| ColumnReference {
                    headers: texts(headers),
                    holds: words::unit_list(column, lang),
                })
                .into(),
            Self::Efforts => efforts::HEADERS
                .map(|(column, headers)| ColumnReference {
                    headers: texts(headers),
                    holds: words::efforts(column, lang),
                })
                .into(),
            Self::Annex => ANNEX.map(|column| of_annex(column, lang)).into(),
        }
    }
}

/// The columns of an annex; keys of the set stand under their own names.
const ANNEX: [annexes::Column; 10] = [
    annexes::Column::Label,
    annexes::Column::Level,
    annexes::Column::Name,
    annexes::Column::LabelOrName,
    annexes::Column::Max,
    annexes::Column::Documents,
    annexes::Column::Owner,
    annexes::Column::Scoring,
    annexes::Column::Key(""),
    annexes::Column::Silent,
];

fn of_annex(column: annexes::Column, lang: Lang) -> ColumnReference {
    let whole = annexes::HEADERS
        .iter()
        .filter(|(_, meant)| *meant == column);
    let whole = whole.map(|(header, _)| (*header).to_owned());
    let parts = annexes::PARTS.iter().filter(|(_, meant)| *meant == column);
    let parts = parts.map(|(header, _)| format!("…{header}…"));
    ColumnReference {
        headers: match column {
            annexes::Column::Key(_) => texts(&annex::KEYS),
            _ => whole.chain(parts).collect(),
        },
        holds: words::annex(column, lang),
    }
}

fn texts(headers: &[&str]) -> Vec<String> {
    headers.iter().map(|&header| header.to_owned()).collect()
}

fn general(column: Column, lang: Lang) -> ColumnReference {
    let headers = columns::HEADERS.iter();
    let own = headers.filter(|(_, meant)| *meant == column);
    ColumnReference {
        headers: own.map(|(header, _)| (*header).to_owned()).collect(),
        holds: words::general(column, lang),
    }
}
