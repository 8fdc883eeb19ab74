//! A paper, whatever format it is written in: a head, a title, blocks of text and tables,
//! recipients and a signature, annexes.

use crate::points::Points;
use crate::text::lang::{Lang, Text};
use crate::text::numbers;

/// What stands for words that nobody stated: a blank that is seen, and filled in by hand.
pub const BLANK: &str = "……………";

/// A paper that is handed in or published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What the criteria set allows the paper to be used for, where that is not everything; it
    /// stands above all else.
    pub banner: Option<String>,
    /// Who issues it, where and when; `None` for a paper that is an annex itself.
    pub head: Option<Head>,
    /// What it is: `KẾ HOẠCH`.
    pub kind: String,
    /// What it is about.
    pub about: String,
    /// Its text.
    pub body: Vec<Block>,
    /// Recipients and signature; `None` for a paper that is an annex itself.
    pub closing: Option<Closing>,
    /// Tables that are too wide for an upright page, each on pages of its own.
    pub annexes: Vec<Annex>,
    /// What is left blank because nobody stated it, and where to state it.
    pub blanks: Vec<Text>,
}

/// The head of a letter, by Nghị định 30/2020/NĐ-CP, Phụ lục I.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The issuing body, in capitals.
    pub body: String,
    /// `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`.
    pub nation: String,
    /// `Độc lập - Tự do - Hạnh phúc`.
    pub motto: String,
    /// `Số:      /KH-UBND`: the number is given by the clerk.
    pub symbol: String,
    /// `…, ngày … tháng … năm 2024`: the day is written when it is signed.
    pub place_and_date: String,
}

/// The end of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Who receives it.
    pub recipients: Vec<String>,
    /// On whose behalf it is signed, and the signer's title: a line each, in capitals.
    pub signer_title: Vec<String>,
    /// The signer's name.
    pub signer_name: String,
}

/// What stands on pages of its own behind the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    /// What it is called.
    pub title: String,
    /// Its text and tables.
    pub body: Vec<Block>,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A part: `I. MỤC ĐÍCH, YÊU CẦU`.
    Part(String),
    /// A section of a part: `1. Cải cách thủ tục hành chính`.
    Section(String),
    /// A paragraph.
    Text(String),
    /// What the paper rests on: a paragraph in italics.
    Ground(String),
    /// An item of a list: the dash is the format's.
    Item(String),
    /// A table.
    Table(Table),
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What a sheet of a workbook is called that holds it: at most 31 letters, none of `[]:*?/\`.
    pub name: String,
    /// What stands above it, if anything.
    pub caption: Option<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What a chart beside it shows, in formats that have charts.
    pub chart: Option<Chart>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it is called.
    pub title: String,
    /// How wide it is, as a share of all columns.
    pub width: u16,
    /// Where its cells stand.
    pub align: Align,
    /// The values that may be entered; empty: any. A format that can offers them.
    pub choices: Vec<String>,
    /// The column that says how much its cells can reach; formats that can mark those below.
    pub full: Option<usize>,
    /// The decimals that its points have at least.
    pub decimals: u32,
    /// Whether only formats for looking things up have it (hashes, sizes), and no signed paper.
    pub annex_only: bool,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Codes, dates, numbers of order.
    Center,
    /// Points.
    Right,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub role: Role,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

/// What a row is, which decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A field: the first level of the tree.
    Field,
    /// A criterion between field and leaf.
    Inner,
    /// What is scored, and any other row with content of its own.
    Leaf,
    /// The total.
    Total,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words; a line break starts a new line.
    Text(String),
    /// A whole number.
    Count(usize),
    /// Points, without trailing zeros.
    Points(Points),
    /// Points that are the sum of the cells of this column in these rows (positions in the
    /// table), so that a workbook can add them up itself.
    Sum(Points, Vec<usize>),
    /// What the cells of this column in these rows add up to once they are filled in: blank until
    /// then.
    ToSum(Vec<usize>),
    /// Nothing, or something to be filled in.
    Blank,
}

/// A chart of a table's rows with these roles: bars, one group per row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// Which rows it shows.
    pub of: Role,
    /// The column that names a row.
    pub label: usize,
    /// The columns that are drawn.
    pub series: Vec<usize>,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Points as the sum of cells of other rows, where they are it: a cap or a rounding may stand
    /// between.
    pub fn sum(points: Points, of: impl IntoIterator<Item = (usize, Option<Points>)>) -> Self {
        let (rows, added): (Vec<usize>, Vec<Option<Points>>) = of.into_iter().unzip();
        let sum: Points = added.into_iter().flatten().sum();
        if rows.is_empty() || sum != points {
            return Self::Points(points);
        }
        Self::Sum(points, rows)
    }

    /// How it reads in its column, its numbers in the marks of `lang`.
    pub fn shown(&self, column: &Column, lang: Lang) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => numbers::show((*count).into(), lang),
            Self::Points(points) | Self::Sum(points, _) => {
                numbers::show_fixed(*points, column.decimals, lang)
            }
            Self::ToSum(_) | Self::Blank => String::new(),
        }
    }

    /// The number it holds, if any.
    pub fn number(&self) -> Option<Points> {
        match self {
            Self::Count(count) => Some(Points::new((*count).into())),
            Self::Points(points) | Self::Sum(points, _) => Some(*points),
            Self::Text(_) | Self::ToSum(_) | Self::Blank => None,
        }
    }
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<String>, width: u16) -> Self {
        Self::new(title, width, Align::Left)
    }

    /// A column of codes, dates or numbers of order.
    pub fn middle(title: impl Into<String>, width: u16) -> Self {
        Self::new(title, width, Align::Center)
    }

    /// The same, its cells being part of what that other column has.
    pub fn out_of(self, full: usize) -> Self {
        Self {
            full: Some(full),
            ..self
        }
    }

    /// The same, its points with so many decimals at least: losses and gains.
    pub fn fixed(self, decimals: u32) -> Self {
        Self { decimals, ..self }
    }

    /// A column of points.
    pub fn points(title: impl Into<String>, width: u16) -> Self {
        Self::new(title, width, Align::Right)
    }

    fn new(title: impl Into<String>, width: u16, align: Align) -> Self {
        Self {
            title: title.into(),
            width,
            align,
            choices: Vec::new(),
            full: None,
            decimals: 0,
            annex_only: false,
        }
    }
}

impl Closing {
    /// What stands above the recipients.
    pub fn heading(lang: Lang) -> &'static str {
        lang.pick("Nơi nhận:", "Recipients:")
    }
}

impl Paper {
    /// A paper without head and signature: an annex, a sheet to be filled in, a slip.
    pub fn sheet(
        banner: Option<&str>,
        kind: impl Into<String>,
        about: String,
        body: Vec<Block>,
    ) -> Self {
        Self {
            banner: banner.map(ToOwned::to_owned),
            head: None,
            kind: kind.into(),
            about,
            body,
            closing: None,
            annexes: Vec::new(),
            blanks: Vec::new(),
        }
    }

    /// All its tables, those of annexes last.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        let annexes = self.annexes.iter().flat_map(|annex| &annex.body);
        self.body
            .iter()
            .chain(annexes)
            .filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            })
    }
}

impl Table {
    /// Whether the row's cell of a column is below what it can reach ([`Column::full`]).
    pub fn falls_short(&self, row: &Row, column: usize) -> bool {
        let full = self.columns[column].full;
        let full = full.and_then(|full| row.cells[full].number());
        let own = row.cells[column].number();
        own.zip(full).is_some_and(|(own, full)| own < full)
    }

    /// The table without columns that are for looking things up only.
    pub fn signed(&self) -> Self {
        let kept: Vec<usize> = (0..self.columns.len())
            .filter(|index| !self.columns[*index].annex_only)
            .collect();
        let row = |row: &Row| Row {
            role: row.role,
            cells: kept.iter().map(|index| row.cells[*index].clone()).collect(),
        };
        let column = |index: &usize| {
            let column = &self.columns[*index];
            let full = |full| kept.iter().position(|index| *index == full);
            Column {
                full: column.full.and_then(full),
                ..column.clone()
            }
        };
        Self {
            columns: kept.iter().map(column).collect(),
            rows: self.rows.iter().map(row).collect(),
            name: self.name.clone(),
            caption: self.caption.clone(),
            // Its columns are counted in the whole table.
            chart: None,
        }
    }
}
