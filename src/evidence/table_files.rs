//! Files with tables: each is read once, however many kinds of tables its sheets hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, SourceFile};
use crate::evidence::columns::{self, Column};
use crate::evidence::inputs::{Found, Unreadable, needs_word, text_of};
use crate::evidence::reading::Reading;
use crate::limits;
use crate::tables::table::{Grid, Table};
use crate::tables::{self, workbook};
use crate::text::encoding::{self, Encoding};
use crate::text::fold;
use crate::text::lang::text;

/// What the rows of a table are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Evidence rows.
    Evidence,
    /// Figures, long or wide.
    Figures,
    /// Points that the unit claims.
    Claims,
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
            Self::Published => &["congbo", "diemcongbo", "published"],
        }
    }

    const ALL: [Self; 4] = [Self::Evidence, Self::Figures, Self::Claims, Self::Published];

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

/// The files that were read so far.
#[derive(Debug, Default)]
pub struct TableFiles {
    books: BTreeMap<String, Option<Book>>,
    /// Files with tables, in the order in which they were read, none twice.
    pub inputs: Vec<Arc<SourceFile>>,
}

#[derive(Debug)]
struct Book {
    file: Arc<SourceFile>,
    /// The sheets of a workbook; none for text.
    sheets: Option<Vec<Grid>>,
}

/// The table of a file of text; what is wrong is reported and gives `None`.
pub fn of_text(file: &Arc<SourceFile>, reading: &Reading, problems: &Problems) -> Option<Table> {
    let known = |header: &str| reading.columns.is_known(header);
    let mut table = tables::of_text(file, &known, problems)?;
    reading.columns.apply(&mut table);
    Some(table)
}

impl TableFiles {
    /// The tables of one kind in a file. What is wrong is reported.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn tables(
        &mut self,
        found: &Found,
        kind: Kind,
        reading: &Reading,
        problems: &Problems,
    ) -> Result<Vec<Table>, Unreadable> {
        let Some(book) = self.book(found, reading.encoding, problems)? else {
            return Ok(Vec::new());
        };
        let Some(sheets) = &book.sheets else {
            let table = of_text(&book.file, reading, problems);
            return Ok(table.into_iter().collect());
        };
        let known = |header: &str| reading.columns.is_known(header);
        let wanted = found.sheet.as_deref();
        let sheets = sheets.iter();
        let sheets = sheets.filter(|sheet| wanted.is_some() || may_hold(sheet, kind));
        let (hidden, sheets): (Vec<Grid>, Vec<Grid>) = sheets
            .cloned()
            .partition(|sheet| sheet.hidden && wanted.is_none());
        for sheet in &hidden {
            report_hidden(sheet, kind, reading, problems);
        }
        let tables = tables::of_sheets(&book.file, &sheets, wanted, &known, problems);
        let mut tables = of_kind(tables, kind, reading);
        for table in &mut tables {
            reading.columns.apply(table);
            table.fill_down(is_about_row);
        }
        Ok(tables)
    }

    /// Whether a file could not be used at all.
    pub fn any_unreadable(&self) -> bool {
        self.books.values().any(Option::is_none)
    }

    /// The sheets of a workbook; `None` where the file is none, or cannot be used.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn sheets(
        &mut self,
        found: &Found,
        encoding: Option<Encoding>,
        problems: &Problems,
    ) -> Result<Option<&[Grid]>, Unreadable> {
        let book = self.book(found, encoding, problems)?;
        Ok(book.and_then(|book| book.sheets.as_deref()))
    }

    fn book(
        &mut self,
        found: &Found,
        encoding: Option<Encoding>,
        problems: &Problems,
    ) -> Result<Option<&Book>, Unreadable> {
        let key = found.location.shown();
        if !self.books.contains_key(&key) {
            let book = read(found, encoding, problems)?;
            if let Some(book) = &book {
                self.inputs.push(Arc::clone(&book.file));
            }
            self.books.insert(key.clone(), book);
        }
        Ok(self.books.get(&key).and_then(Option::as_ref))
    }
}

fn read(
    found: &Found,
    encoding: Option<Encoding>,
    problems: &Problems,
) -> Result<Option<Book>, Unreadable> {
    let (name, limit) = (found.name.clone(), limits::get().table_bytes);
    if let Some(bytes) = found.location.stamp().map(|stamp| stamp.bytes)
        && bytes > limit
    {
        problems.add(too_large(&name, bytes, limit));
        return Ok(None);
    }
    let bytes = found.location.read()?;
    if !workbook::is_one(&bytes) {
        let file = text_of(name, &bytes, encoding, problems);
        let file = file.filter(|file| is_no_page(file, problems));
        return Ok(file.map(|file| Book { file, sheets: None }));
    }
    let file = Arc::new(SourceFile::with_text(name, &bytes, String::new()));
    let Some(mut sheets) = workbook::read(&file, &bytes, problems) else {
        return Ok(None);
    };
    for sheet in &mut sheets {
        match encoding.filter(|said| matches!(said, Encoding::Tcvn3 | Encoding::Vni)) {
            Some(said) => sheet.convert(said),
            None => report_old_font(sheet, problems),
        }
    }
    let sheets = Some(sheets).filter(|_| !problems.any_error());
    Ok(sheets.map(|sheets| Book {
        file,
        sheets: Some(sheets),
    }))
}

/// Reports a web page, or XML: portals hand out tables as such under the name of a spreadsheet.
fn is_no_page(file: &Arc<SourceFile>, problems: &Problems) -> bool {
    let start = file.text.trim_start().get(..5).unwrap_or_default();
    let start = start.to_lowercase();
    let marks = ["<html", "<!doc", "<?xml", "<tabl", "<meta", "<head"];
    if !marks.contains(&start.as_str()) {
        return true;
    }
    let place = Place {
        file: Arc::clone(file),
        at: At::File,
    };
    let message = text!(
        "đây là trang web (HTML) hoặc XML, không phải bảng tính",
        "this is a web page (HTML) or XML, no spreadsheet"
    );
    let help = text!(
        "mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx",
        "open it in Excel or LibreOffice and save it as .xlsx"
    );
    problems.add(Diagnostic::at(Code::UnreadableTable, place, message).help(help));
    false
}

/// Reports a hidden sheet that has a table of this kind: it is read only where it is named.
fn report_hidden(sheet: &Grid, kind: Kind, reading: &Reading, problems: &Problems) {
    let known = |header: &str| reading.columns.is_known(header);
    let unseen = Problems::default();
    let tables = tables::of_sheets(&sheet.file, std::slice::from_ref(sheet), None, &known, &unseen);
    let name = sheet.file.sheet.as_ref().map(|sheet| sheet.name.as_str());
    let name = name.unwrap_or_default();
    let is_of_kind = |table: &Table| by_header(table, reading).contains(&kind);
    if !tables.iter().any(is_of_kind) {
        return;
    }
    let file = &sheet.file.name;
    let place = Place {
        file: Arc::clone(&sheet.file),
        at: At::File,
    };
    let message = text!(
        "trang tính `{name}` đang ẩn nên bảng trong đó không được đọc",
        "the sheet `{name}` is hidden, so the table in it is not read"
    );
    let help = text!(
        "bỏ ẩn trang tính, hoặc gọi đích danh: `{file}#{name}`; bảng không dùng nữa thì xóa đi",
        "unhide the sheet, or name it: `{file}#{name}`; remove a table that is no longer used"
    );
    problems.add(Diagnostic::at(Code::NotRead, place, message).help(help));
}

/// Whether a column says what its rows are about: there a merged cell speaks of all its rows.
fn is_about_row(header: &str) -> bool {
    let about = [
        Column::Criterion,
        Column::CriterionName,
        Column::Unit,
        Column::UnitName,
    ];
    columns::meaning(header).is_some_and(|column| about.contains(&column))
}

fn report_old_font(sheet: &Grid, problems: &Problems) {
    if let Some(example) = encoding::misread(&sheet.file.text) {
        let (message, help) = needs_word(&example);
        let place = Place {
            file: Arc::clone(&sheet.file),
            at: At::Line(example.line),
        };
        problems.add(Diagnostic::at(Code::UnreadableTable, place, message).help(help));
    }
}

fn too_large(name: &str, bytes: u64, limit: u64) -> Diagnostic {
    Diagnostic::general(
        Code::UnreadableTable,
        text!(
            "{name}: bảng có {bytes} byte, giới hạn là {limit}",
            "{name}: the table has {bytes} bytes, the limit is {limit}"
        ),
    )
    .help(text!(
        "chia bảng ra nhiều tệp, hoặc nâng giới hạn bằng `--limit table=…`",
        "split the table into several files, or raise the limit with `--limit table=…`"
    ))
}

/// Whether the name of a sheet allows a table of this kind in it.
fn may_hold(sheet: &Grid, kind: Kind) -> bool {
    let name = sheet.file.sheet.as_ref();
    let name = name.map(|sheet| sheet.name.as_str()).unwrap_or_default();
    let other = Kind::named(name).is_some_and(|named| named != kind);
    !other && !NO_TABLES.contains(&fold::key(name).as_str())
}

/// Of the tables of a workbook, those whose sheet or header says that they are of this kind;
/// where none does, all.
fn of_kind(tables: Vec<Table>, kind: Kind, reading: &Reading) -> Vec<Table> {
    let fits = |table: &&Table| {
        let name = table.file.sheet.as_ref().map(|sheet| sheet.name.as_str());
        name.and_then(Kind::named) == Some(kind) || by_header(table, reading).contains(&kind)
    };
    let fitting: Vec<Table> = tables.iter().filter(fits).cloned().collect();
    if fitting.is_empty() { tables } else { fitting }
}

/// The kinds of tables that a header can be of.
fn by_header(table: &Table, reading: &Reading) -> &'static [Kind] {
    let meanings = table
        .headers
        .iter()
        .map(|header| reading.columns.meaning(header));
    let meanings: Vec<Column> = meanings.flatten().collect();
    let any = |columns: &[Column]| columns.iter().any(|column| meanings.contains(column));
    if any(&[Column::Figure]) && any(&[Column::Value]) {
        &[Kind::Figures]
    } else if any(&[Column::Document, Column::Number, Column::File, Column::Link]) {
        &[Kind::Evidence]
    } else if any(&[Column::Points, Column::Published]) {
        &[Kind::Claims, Kind::Published]
    } else {
        &[Kind::Figures]
    }
}
