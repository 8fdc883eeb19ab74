//! What tables are about, by the names of their sheets and by their headers.

use crate::evidence::columns::Column;
use crate::evidence::reading::Reading;
use crate::tables::table::{Grid, Table};
use crate::text::fold;

/// What the rows of a table are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Evidence rows.
    Evidence,
    /// Figures, long or wide.
    Figures,
    /// Points that the unit claims.
    Claims,
    /// What appraisers say.
    Appraisals,
    /// Points that were published.
    Published,
}

impl Kind {
    /// What a sheet, or a file, of such a table is called.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Evidence => &["minhchung", "evidence"],
            Self::Figures => &["solieu", "figures"],
            Self::Claims => &["tucham", "diemtucham", "claims"],
            Self::Appraisals => &["thamdinh", "phieuthamdinh", "appraisals", "appraisal"],
            Self::Published => &["congbo", "diemcongbo", "published"],
        }
    }

    const ALL: [Self; 5] = [
        Self::Evidence,
        Self::Figures,
        Self::Claims,
        Self::Appraisals,
        Self::Published,
    ];

    /// The kind that a sheet's name says.
    pub fn named(name: &str) -> Option<Self> {
        let key = fold::key(name);
        let kinds = Self::ALL.into_iter();
        let mut kinds = kinds;
        kinds.find(|kind| kind.names().contains(&key.as_str()))
    }

    /// The kind that the end of a folded name says: programs put the name of the workbook
    /// before that of the sheet.
    pub fn ends(key: &str) -> Option<Self> {
        let ends = |kind: &Self| kind.names().iter().any(|name| key.ends_with(name));
        Self::ALL.into_iter().find(ends)
    }
}

/// Sheets of a workbook that hold no table.
const NO_TABLES: [&str; 3] = ["thongtinchung", "danhmuc", "huongdan"];

/// Whether the name of a sheet allows a table of this kind in it.
pub(super) fn may_hold(sheet: &Grid, kind: Kind) -> bool {
    let name = sheet.file.sheet.as_ref();
    let name = name.map(|sheet| sheet.name.as_str()).unwrap_or_default();
    let other = Kind::named(name).is_some_and(|named| named != kind);
    !other && !NO_TABLES.contains(&fold::key(name).as_str())
}

/// Whether the name of a sheet allows answers of a survey in it.
pub(super) fn may_hold_answers(sheet: &Grid) -> bool {
    let name = sheet.file.sheet.as_ref();
    let name = name.map(|sheet| sheet.name.as_str()).unwrap_or_default();
    Kind::named(name).is_none() && !NO_TABLES.contains(&fold::key(name).as_str())
}

/// Of the tables of a workbook, those whose sheet or header says that they are of this kind;
/// where none does, all.
pub(super) fn of_kind(tables: Vec<Table>, kind: Kind, reading: &Reading) -> Vec<Table> {
    let fits = |table: &Table| {
        let name = table.file.sheet.as_ref().map(|sheet| sheet.name.as_str());
        name.and_then(Kind::named) == Some(kind) || by_header(table, reading).contains(&kind)
    };
    let (fitting, others): (Vec<Table>, Vec<Table>) = tables.into_iter().partition(fits);
    if fitting.is_empty() { others } else { fitting }
}

/// The kinds of tables that a header can be of.
pub(super) fn by_header(table: &Table, reading: &Reading) -> &'static [Kind] {
    let meanings = table
        .headers
        .iter()
        .map(|header| reading.columns.meaning(header));
    let meanings: Vec<Column> = meanings.flatten().collect();
    let any = |columns: &[Column]| columns.iter().any(|column| meanings.contains(column));
    const POINTS: [Column; 4] = [
        Column::Points,
        Column::Claimed,
        Column::Appraised,
        Column::Published,
    ];
    if any(&[Column::Verdict, Column::Appraiser, Column::Appraised]) {
        // A score table has columns for everybody's points.
        if any(&POINTS) {
            &[Kind::Appraisals, Kind::Claims, Kind::Published]
        } else {
            &[Kind::Appraisals]
        }
    } else if any(&[Column::Figure]) && any(&[Column::Value]) {
        &[Kind::Figures]
    } else if any(&[Column::Document, Column::Number, Column::File, Column::Link]) {
        &[Kind::Evidence]
    } else if any(&POINTS) {
        &[Kind::Claims, Kind::Published]
    } else {
        &[Kind::Figures]
    }
}
