//! A table before it is drawn.

use unicode_width::UnicodeWidthStr;

/// A table: headings, each with whether it is of numbers, and rows.
pub(crate) struct Sheet {
    pub(crate) header: Vec<(String, bool)>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The table in parts that fit a width: each has the first two columns, and as many of the
    /// others as find room beside `names` columns for the second.
    pub(super) fn fitting(&self, width: Option<u16>, names: usize) -> Vec<Self> {
        let width_of = |column: usize| {
            let cells = self.rows.iter().map(|row| row[column].width());
            2 + cells
                .chain([self.header[column].0.width()])
                .max()
                .unwrap_or(0)
        };
        let Some(width) = width.map(usize::from) else {
            return vec![self.pick((0..self.header.len()).collect())];
        };
        let start = width_of(0) + (names + 2).min(width_of(1));
        let mut parts: Vec<Vec<usize>> = vec![vec![0, 1]];
        let mut used = start;
        for column in 2..self.header.len() {
            let own = width_of(column);
            if used + own > width && used > start {
                parts.push(vec![0, 1]);
                used = start;
            }
            used += own;
            if let Some(part) = parts.last_mut() {
                part.push(column);
            }
        }
        parts
            .into_iter()
            .map(|columns| self.pick(columns))
            .collect()
    }

    fn pick(&self, columns: Vec<usize>) -> Self {
        let of_row =
            |row: &Vec<String>| columns.iter().map(|column| row[*column].clone()).collect();
        Self {
            header: columns
                .iter()
                .map(|column| self.header[*column].clone())
                .collect(),
            rows: self.rows.iter().map(of_row).collect(),
        }
    }

    /// A table of these columns, without those that no row fills.
    pub(super) fn of(columns: Vec<(String, bool)>, rows: Vec<Vec<String>>) -> Self {
        let filled = |column: &usize| {
            *column < 2
                || rows
                    .iter()
                    .any(|row| row.get(*column).is_some_and(|c| !c.is_empty()))
        };
        let kept: Vec<usize> = (0..columns.len()).filter(filled).collect();
        let whole = Self {
            header: columns,
            rows,
        };
        whole.pick(kept)
    }
}
