//! Where the cells and rows of a text table end, sixty-four bytes at a time.
//!
//! Quotes are followed as the csv crate does: one that opens a cell is closed by the next that
//! is not doubled, one within a plain cell is a letter. What that crate takes in silence and a
//! register must not, a quote that is never closed or is followed by text, is a fault.

use wide::u8x16;

/// The ends of cells and rows.
#[derive(Debug, Default)]
pub(super) struct Ends {
    /// Positions of the separators between cells, and of the line ends.
    pub(super) cells: Vec<u32>,
    /// For each row, the position in `cells` of its line end.
    pub(super) rows: Vec<u32>,
}

/// A quote that is at fault, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Text stands behind the quote that closes what this one opens.
    TextBehind(usize),
    /// It is not closed.
    Open(usize),
}

/// Finds the ends of the rows that start from `from`, where a row starts, up to `enough`. With
/// `whole` the end of the bytes ends the last row; without, a row that does not end is left.
/// Gives where the last row ends.
///
/// # Errors
/// The first quote at fault.
pub(super) fn scan(
    bytes: &[u8],
    delimiter: u8,
    from: usize,
    enough: usize,
    whole: bool,
    ends: &mut Ends,
) -> Result<usize, Fault> {
    ends.cells.clear();
    ends.rows.clear();
    let mut start = from;
    while start < enough.min(bytes.len()) {
        let reached = blocks(bytes, delimiter, start, enough, ends);
        start = ends.close(start, enough);
        if reached {
            break;
        }
        // What only one byte after the other tells: this row's quotes, or the bytes' end.
        match row(bytes, delimiter, start, whole, ends)? {
            Some(end) => start = end,
            None => break,
        }
    }
    Ok(start)
}

impl Ends {
    /// Adds those of a block at `at`, a bit for each.
    #[inline]
    fn add(&mut self, at: usize, seps: u64, lines: u64) {
        let (at, known) = (at as u32, self.cells.len());
        let count = seps.count_ones() as usize;
        // Eight at a time, however many there are: there are seldom more.
        let mut left = seps;
        loop {
            let mut eight = [0; 8];
            for one in &mut eight {
                *one = at + left.trailing_zeros();
                left &= left.wrapping_sub(1);
            }
            self.cells.extend(eight);
            if left == 0 {
                break;
            }
        }
        self.cells.truncate(known + count);
        let mut left = lines;
        while left != 0 {
            let before = seps & ((1 << left.trailing_zeros()) - 1);
            self.rows.push(known as u32 + before.count_ones());
            left &= left - 1;
        }
    }

    /// Leaves out what stands behind the last row that is wanted, and gives where that one ends.
    fn close(&mut self, start: usize, enough: usize) -> usize {
        let end = |row: &u32| self.cells[*row as usize] as usize + 1;
        let wanted = self.rows.partition_point(|row| end(row) < enough) + 1;
        self.rows.truncate(wanted);
        let Some(last) = self.rows.last().copied() else {
            self.cells.clear();
            return start;
        };
        self.cells.truncate(last as usize + 1);
        self.cells[last as usize] as usize + 1
    }
}

/// Follows whole blocks from the start of a row. `false` where the bytes run short, or a block
/// has quotes or line ends that take a closer look; the ends of rows before it stand.
fn blocks(bytes: &[u8], delimiter: u8, from: usize, enough: usize, ends: &mut Ends) -> bool {
    let marks = Marks::new(delimiter);
    let mut at = from;
    // Of the byte before the block, as the lowest bit: whether it ends a cell, closes a quote, is
    // a carriage return. And whether a quote is open, as all bits.
    let (mut ended, mut closed, mut returned, mut open) = (1, 0, 0, 0);
    while let Some(block) = bytes.get(at..at + BLOCK) {
        let Found {
            quotes,
            lines,
            separators,
            returns,
        } = marks.find(block);
        let mut seps = separators | lines;
        if quotes | returns | closed | returned | open == 0 {
            ended = seps >> 63;
        } else {
            let inside = parity(quotes) ^ open;
            let (opens, closes) = (quotes & inside, quotes & !inside);
            seps &= !inside;
            let returns = returns & !inside;
            let may_open = ((seps | closes) << 1) | ended | closed;
            let may_follow = seps | opens | returns;
            let behind_close = (closes << 1) | closed;
            let behind_return = (returns << 1) | returned;
            let odd = (opens & !may_open)
                | (behind_close & !may_follow)
                | (behind_return & !(lines & !inside));
            if odd != 0 {
                return false;
            }
            (ended, closed, returned) = (seps >> 63, closes >> 63, returns >> 63);
            open = if inside >> 63 == 0 { 0 } else { u64::MAX };
        }
        ends.add(at, seps, lines & seps);
        at += BLOCK;
        let last = ends.rows.last();
        if last.is_some_and(|row| ends.cells[*row as usize] as usize + 1 >= enough) {
            return true;
        }
    }
    false
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// What is looked for.
struct Marks {
    delimiter: u8x16,
    quote: u8x16,
    line: u8x16,
    carriage: u8x16,
}

/// Where it was found in a block, a bit for each byte.
struct Found {
    separators: u64,
    quotes: u64,
    lines: u64,
    returns: u64,
}

impl Marks {
    fn new(delimiter: u8) -> Self {
        Self {
            delimiter: u8x16::splat(delimiter),
            quote: u8x16::splat(b'"'),
            line: u8x16::splat(b'\n'),
            carriage: u8x16::splat(b'\r'),
        }
    }

    fn find(&self, block: &[u8]) -> Found {
        let mut found = Found {
            separators: 0,
            quotes: 0,
            lines: 0,
            returns: 0,
        };
        for (part, bytes) in block.as_chunks::<16>().0.iter().enumerate() {
            let bytes = u8x16::new(*bytes);
            let bits = |mark: u8x16| u64::from(bytes.simd_eq(mark).to_bitmask()) << (part * 16);
            found.separators |= bits(self.delimiter);
            found.quotes |= bits(self.quote);
            found.lines |= bits(self.line);
            found.returns |= bits(self.carriage);
        }
        found
    }
}

/// For each bit, whether the number of bits up to it is odd.
fn parity(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

/// Follows one row, byte by byte, and gives where it ends; `None` where it does not end within
/// the bytes.
fn row(
    bytes: &[u8],
    delimiter: u8,
    from: usize,
    whole: bool,
    ends: &mut Ends,
) -> Result<Option<usize>, Fault> {
    #[derive(PartialEq)]
    enum State {
        Start,
        Plain,
        Quoted,
        Closed,
    }
    let known = ends.cells.len();
    let (mut state, mut opened) = (State::Start, from);
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        let ends_line = match byte {
            b'\n' => true,
            // With a line feed behind it, that ends the row.
            b'\r' => match bytes.get(at + 1) {
                Some(next) => *next != b'\n',
                None => false,
            },
            _ => false,
        };
        state = match (state, *byte) {
            (State::Start, b'"') => {
                opened = at;
                State::Quoted
            }
            (State::Quoted, b'"') => State::Closed,
            (State::Quoted, _) | (State::Closed, b'"') => State::Quoted,
            (_, _) if ends_line => {
                ends.rows.push(ends.cells.len() as u32);
                ends.cells.push(at as u32);
                return Ok(Some(at + 1));
            }
            (_, byte) if byte == delimiter => {
                ends.cells.push(at as u32);
                State::Start
            }
            (State::Closed, b'\r') => State::Closed,
            (State::Closed, _) => return Err(Fault::TextBehind(opened)),
            _ => State::Plain,
        };
    }
    if whole && state == State::Quoted {
        return Err(Fault::Open(opened));
    }
    if whole && from < bytes.len() {
        ends.rows.push(ends.cells.len() as u32);
        ends.cells.push(bytes.len() as u32);
        return Ok(Some(bytes.len()));
    }
    ends.cells.truncate(known);
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rows as the cells of each, without the quotes around them.
    fn rows(bytes: &[u8], ends: &Ends, from: usize) -> Vec<Vec<Vec<u8>>> {
        let (mut rows, mut next, mut start) = (Vec::new(), 0, from);
        for row in &ends.rows {
            let mut cells = Vec::new();
            for end in &ends.cells[next..=*row as usize] {
                cells.push(plain(&bytes[start..*end as usize]));
                start = *end as usize + 1;
            }
            next = *row as usize + 1;
            if cells.iter().any(|cell| !cell.is_empty()) || cells.len() > 1 {
                rows.push(cells);
            }
        }
        rows
    }

    fn plain(raw: &[u8]) -> Vec<u8> {
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        let Some(inner) = raw
            .strip_prefix(b"\"")
            .and_then(|raw| raw.strip_suffix(b"\""))
        else {
            return raw.to_vec();
        };
        let text = String::from_utf8_lossy(inner).replace("\"\"", "\"");
        text.into_bytes()
    }

    fn by_the_csv_crate(bytes: &[u8], delimiter: u8) -> Vec<Vec<Vec<u8>>> {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true);
        let records = reader.from_reader(bytes).into_byte_records();
        let rows = records.map(|record| record.unwrap().iter().map(<[u8]>::to_vec).collect());
        let rows = rows.filter(|row: &Vec<Vec<u8>>| row.len() > 1 || !row[0].is_empty());
        rows.collect()
    }

    /// Cells that a table may hold, written as they must be.
    fn cell() -> impl Strategy<Value = String> {
        let text = proptest::collection::vec(
            prop_oneof![
                Just("a".to_owned()),
                Just("b".to_owned()),
                Just("Đỗ".to_owned()),
                Just(",".to_owned()),
                Just(";".to_owned()),
                Just("\"".to_owned()),
                Just("\n".to_owned()),
                Just("\r\n".to_owned()),
                Just(" ".to_owned()),
                Just("x".repeat(70)),
            ],
            0..8,
        );
        (text, any::<bool>()).prop_map(|(parts, always)| {
            let text = parts.concat();
            let inside = text.contains([',', ';', '\n', '\r']) || text.starts_with('"');
            if inside || always {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text
            }
        })
    }

    fn table() -> impl Strategy<Value = (String, u8)> {
        let row = proptest::collection::vec(cell(), 1..6);
        let rows = proptest::collection::vec(row, 0..30);
        let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
        (rows, end, any::<bool>(), any::<bool>()).prop_map(|(rows, end, semicolon, last)| {
            let delimiter = if semicolon { ";" } else { "," };
            let rows: Vec<String> = rows.iter().map(|row| row.join(delimiter)).collect();
            let text = rows.join(end) + if last { end } else { "" };
            (text, delimiter.as_bytes()[0])
        })
    }

    proptest! {
        #[test]
        fn finds_what_the_csv_crate_finds((text, delimiter) in table()) {
            let bytes = text.as_bytes();
            let mut ends = Ends::default();
            let end = scan(bytes, delimiter, 0, usize::MAX, true, &mut ends);
            prop_assert_eq!(end, Ok(bytes.len()));
            prop_assert_eq!(rows(bytes, &ends, 0), by_the_csv_crate(bytes, delimiter));
        }

        /// Any bytes, with the rows taken a few at a time.
        #[test]
        fn parts_are_the_whole((text, delimiter) in table(), step in 1_usize..200) {
            let bytes = text.as_bytes();
            let mut ends = Ends::default();
            let (mut from, mut found) = (0, Vec::new());
            while from < bytes.len() {
                let end = scan(bytes, delimiter, from, from + step, true, &mut ends).unwrap();
                prop_assert!(end > from);
                found.extend(rows(bytes, &ends, from));
                from = end;
            }
            prop_assert_eq!(found, by_the_csv_crate(bytes, delimiter));
        }

        #[test]
        fn never_panics(bytes in proptest::collection::vec(
            prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), Just(b'a')], 0..300,
        ), whole in any::<bool>()) {
            let mut ends = Ends::default();
            if let Ok(end) = scan(&bytes, b',', 0, usize::MAX, whole, &mut ends) {
                prop_assert!(end <= bytes.len());
                if whole {
                    prop_assert_eq!(end, bytes.len());
                    prop_assert_eq!(rows(&bytes, &ends, 0), by_the_csv_crate(&bytes, b','));
                }
            }
        }
    }

    #[test]
    fn says_which_quote_is_at_fault() {
        let fault = |text: &str| {
            scan(
                text.as_bytes(),
                b',',
                0,
                usize::MAX,
                true,
                &mut Ends::default(),
            )
        };
        assert_eq!(fault("a,\"b\nc,d\n"), Err(Fault::Open(2)));
        assert_eq!(fault("a,\"b\"c,d\n"), Err(Fault::TextBehind(2)));
        assert_eq!(fault("a,b\"c\",d\n"), Ok(9));
    }
}
