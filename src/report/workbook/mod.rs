//! What all workbooks share: font and colours, properties without a clock, print setup, heights
//! of rows.

pub(crate) mod heights;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError,
};

/// The font of administrative documents (Nghị định 30/2020/NĐ-CP, Phụ lục I).
pub(crate) const FONT: &str = "Times New Roman";

/// The shade of headers.
pub(crate) const HEADER: Color = Color::RGB(0xD9_E2_F3);
/// The shade of cells to fill in: light enough to print grey and be written on.
pub(crate) const SHADE: Color = Color::RGB(0xFF_F2_CC);
/// The lines between cells.
pub(crate) const LINE: Color = Color::RGB(0xA6_A6_A6);
/// Words that must not be missed.
pub(crate) const WARNING: Color = Color::RGB(0xC0_00_00);

/// A workbook without sheets.
///
/// # Errors
/// Never in practice: the date is one.
pub(crate) fn begin(title: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // Rows of another default height would no longer grow with their text.
    workbook.set_default_format(&plain(), 20, 72)?;
    // Without a date of its own the workbook would carry that of the moment.
    let no_date = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(title)
        .set_creation_datetime(&no_date);
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// The font alone: what empty cells have too.
pub(crate) fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(12)
}

/// A4, as wide as the page, with page numbers; upright until it is laid down.
pub(crate) fn print_setup(sheet: &mut Worksheet) {
    const A4: u8 = 9;
    sheet
        .set_paper_size(A4)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_footer(format!("&C&\"{FONT}\"&11&P/&N"));
}

/// As much of a text as a cell or a note can hold.
pub(crate) fn clipped(text: &str) -> String {
    const MOST: usize = 32_000;
    let mut length = 0;
    let fits = |letter: &char| {
        length += letter.len_utf16();
        length <= MOST
    };
    text.chars().take_while(fits).collect()
}
