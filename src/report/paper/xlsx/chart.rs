//! The chart of a table: bars, a group for each row of a role.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLayout, ChartLegendPosition, ChartLine, ChartSolidFill,
    Color, Worksheet, XlsxError,
};

use super::aside::{Aside, Value, quoted};
use super::cells::{Filled, printable};
use crate::points::Points;
use crate::report::paper;
use crate::report::workbook::FONT;
use crate::text::lang::Lang;

/// The colours of series, apart by their lightness too.
const SERIES: [Color; 4] = [
    Color::RGB(0xB8_C4_D6),
    Color::RGB(0x1F_4E_8C),
    Color::RGB(0xC7_6B_29),
    Color::RGB(0x5B_8C_5A),
];

/// Lines that say how long bars are.
const GRID: Color = Color::RGB(0xD9_D9_D9);

/// Draws a chart at a row of the sheet, where there is anything to draw.
pub(super) fn draw(
    sheet: &mut Worksheet,
    filled: &Filled<'_>,
    name: &str,
    of: &paper::Chart,
    at: u32,
    aside: &mut Aside,
) -> Result<(), XlsxError> {
    let table = filled.table;
    let rows = (0..table.rows.len()).filter(|at| table.rows[*at].role == of.of);
    let rows: Vec<usize> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    let label = |at: &usize| {
        Value::Text(table.rows[*at].cells[of.label].shown(&table.columns[of.label], Lang::Vi))
    };
    let labels = aside.add(rows.iter().map(label).collect());
    let last = u32::try_from(rows.len() - 1).unwrap_or(u32::MAX);
    let header = filled.first - 1;
    let mut chart = Chart::new_bar();
    for (number, index) in of.series.iter().enumerate() {
        let column = u16::try_from(*index).unwrap_or(u16::MAX);
        let values = rows.iter().map(|at| {
            let cell = filled.ranges(&[*at], column).concat();
            let now = table.rows[*at].cells[*index].number();
            Value::Same(
                format!("={}!{cell}", quoted(name)),
                now.unwrap_or(Points::ZERO),
            )
        });
        let values = aside.add(values.collect());
        let fill = ChartSolidFill::new()
            .set_color(SERIES[number % SERIES.len()])
            .clone();
        chart
            .add_series()
            .set_name((name, header, column, header, column))
            .set_categories((aside.name(), 0, labels, last, labels))
            .set_values((aside.name(), 0, values, last, values))
            .set_gap(60)
            .set_format(ChartFormat::new().set_solid_fill(&fill));
    }
    let font = |size: u8, bold: bool| {
        let mut font = ChartFont::new();
        font.set_name(FONT).set_size(size);
        if bold {
            font.set_bold();
        }
        font
    };
    // What starts so would be the name of a cell.
    let title = printable(of.title.trim_start_matches('='));
    chart.title().set_name(&title).set_font(&font(14, true));
    // Bars are drawn from below: turned round, the first row stands first.
    chart.y_axis().set_reverse().set_font(&font(11, false));
    let faint = ChartLine::new().set_color(GRID).clone();
    chart
        .x_axis()
        .set_font(&font(11, false))
        .set_min(0)
        .set_major_gridlines_line(&faint);
    // Room for names of fields, which are long.
    let room = ChartLayout::new()
        .set_offset(0.4, 0.16)
        .set_dimensions(0.56, 0.7);
    chart.plot_area().set_layout(&room);
    chart
        .legend()
        .set_position(ChartLegendPosition::Bottom)
        .set_font(&font(11, false));
    let groups = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let bars = u32::try_from(of.series.len()).unwrap_or(u32::MAX);
    let height = 160 + groups.clamp(3, 60) * (18 + 16 * bars.min(4));
    chart.set_width(820).set_height(height).set_alt_text(title);
    sheet.insert_chart(at, 0, &chart)?;
    Ok(())
}
