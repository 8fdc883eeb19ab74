//! What a unit hands in for a made-up set: evidence, figures and claims.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::sets::{DocumentSpec, FigureSpec, Issued, day};

/// A link in place of a file.
pub(crate) const LINK: &str = "https://example.vn/van-ban";

/// What a unit hands in.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    pub(crate) evidence: Vec<EvidenceRow>,
    pub(crate) figures: Vec<FigureRow>,
    pub(crate) claims: Vec<ClaimRow>,
    pub(crate) layout: Layout,
}

/// A row of one of two evidence tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct EvidenceRow {
    pub(crate) leaves: Vec<String>,
    pub(crate) document: String,
    pub(crate) number: String,
    pub(crate) issued: Option<Date>,
    pub(crate) title: String,
    pub(crate) files: Vec<String>,
    pub(crate) link: String,
    pub(crate) explanation: String,
    pub(crate) second_table: bool,
}

/// A figure of a leaf, or of the set (`*`), in one of two tables.
#[derive(Clone, Debug)]
pub(crate) struct FigureRow {
    pub(crate) target: String,
    pub(crate) figure: String,
    pub(crate) value: Value,
    pub(crate) second_table: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    Number(Decimal),
    /// A share, written with `%`.
    Percent(Decimal),
    Text(String),
}

#[derive(Clone, Debug)]
pub(crate) struct ClaimRow {
    pub(crate) leaf: String,
    pub(crate) points: Option<Decimal>,
    pub(crate) explanation: String,
}

/// How tables are written.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) delimiter: u8,
    pub(crate) vietnamese_headers: bool,
    pub(crate) decimal_comma: bool,
    pub(crate) iso_dates: bool,
    pub(crate) windows: bool,
    pub(crate) wide: bool,
    pub(crate) with_unit: bool,
}

/// A value that its figure's kind takes.
pub(crate) fn conform(figure: FigureSpec, value: Decimal) -> Decimal {
    let whole = if figure.kind == Some("count") {
        value.floor()
    } else {
        value
    };
    let least = match (figure.at_least_one, figure.kind) {
        (true, _) => Decimal::ONE,
        (false, Some("count" | "percent" | "money")) => Decimal::ZERO,
        _ => return whole,
    };
    whole.max(least)
}

/// A value of a figure as its kind is written.
pub(crate) fn written(figure: FigureSpec, value: Decimal) -> Value {
    if figure.kind == Some("percent") {
        Value::Percent(value)
    } else {
        Value::Number(value)
    }
}

impl DocumentSpec {
    /// A day on which it may have been issued.
    pub(crate) fn suitable_day(&self) -> Date {
        match self.issued {
            Issued::Silent | Issued::Any => day(50),
            Issued::From(from) | Issued::Within(from, _) => day(from),
            Issued::By(by) => day(by),
        }
    }

    /// The row with number and files, or a link where no file is taken, that put the document
    /// in order if its date does.
    pub(crate) fn proved_by(&self, row: EvidenceRow) -> EvidenceRow {
        let number = number(self, 0);
        if self.accept.contains(&"file") {
            let files = (1..=self.files).map(|n| format!("tep-{n}.pdf")).collect();
            return EvidenceRow {
                number,
                files,
                ..row
            };
        }
        let link = LINK.to_owned();
        EvidenceRow {
            number,
            link,
            ..row
        }
    }
}

/// A number with the right type, with another, or none.
pub(crate) fn number(document: &DocumentSpec, pick: usize) -> String {
    match (pick, document.types.first()) {
        (2, _) => String::new(),
        (1, _) => "7/TB-UBND".to_owned(),
        (_, Some(code)) => format!("12/{code}-UBND"),
        (_, None) => "15/UBND".to_owned(),
    }
}
