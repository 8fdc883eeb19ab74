//! What a row of the register says, and whether it is a dossier to count.

use csv::ByteRecord;
use jiff::civil::{Date, Time};

#[derive(Clone, Copy)]
pub(crate) struct Period {
    pub(crate) from: Date,
    pub(crate) to: Date,
}

/// What became of a row, each row one thing: the first that fits, in this order, `Duplicate` last.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    NoDossier,
    WrongWidth,
    NoUnit,
    BadDate,
    NoReceived,
    NoDue,
    UndatedEnd,
    Impossible,
    Outside,
    Duplicate,
    Counted,
}

/// Where the columns stand.
pub(crate) struct Columns {
    width: usize,
    id: usize,
    unit: usize,
    received: usize,
    due: usize,
    end: usize,
    state: usize,
    pub(crate) channel: Option<usize>,
    pub(crate) level: Option<usize>,
    pub(crate) payment: Option<usize>,
    pub(crate) digitised: Option<usize>,
    pub(crate) apology: Option<usize>,
}

impl Columns {
    /// `None` where a record is not the header.
    pub(crate) fn of(header: &ByteRecord) -> Option<Self> {
        let find = |name: &str| {
            header
                .iter()
                .position(|cell| cell.trim_ascii() == name.as_bytes())
        };
        Some(Columns {
            width: header.len(),
            id: find("ma_ho_so")?,
            unit: find("don_vi")?,
            received: find("ngay_tiep_nhan")?,
            due: find("ngay_hen_tra")?,
            end: find("ngay_tra")?,
            state: find("trang_thai")?,
            channel: find("kenh"),
            level: find("muc_do"),
            payment: find("thanh_toan"),
            digitised: find("so_hoa"),
            apology: find("thu_xin_loi"),
        })
    }

    pub(crate) fn row<'a>(&self, record: &'a ByteRecord) -> Row<'a> {
        let cell = |at: usize| record.get(at).unwrap_or_default().trim_ascii();
        let optional = |at: Option<usize>| at.map_or(&b""[..], cell);
        Row {
            right_width: record.len() == self.width,
            id: cell(self.id),
            unit: cell(self.unit),
            received: Cell::of(cell(self.received)),
            due: Cell::of(cell(self.due)),
            end: Cell::of(cell(self.end)),
            ended: matches!(
                text(cell(self.state)),
                "Rút" | "Dừng" | "Xử lý xong" | "Đã trả kết quả" | "7" | "8" | "9" | "10"
            ),
            online: matches!(text(optional(self.channel)), "Trực tuyến" | "2"),
            level: text(optional(self.level)),
            paid_online: text(optional(self.payment)) == "Trực tuyến",
            digitised: text(optional(self.digitised)) == "Có",
            apology: text(optional(self.apology)) == "Có",
        }
    }
}

fn text(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default()
}

pub(crate) struct Row<'a> {
    right_width: bool,
    pub(crate) id: &'a [u8],
    pub(crate) unit: &'a [u8],
    pub(crate) received: Cell,
    pub(crate) due: Cell,
    pub(crate) end: Cell,
    ended: bool,
    pub(crate) online: bool,
    pub(crate) level: &'a str,
    pub(crate) paid_online: bool,
    pub(crate) digitised: bool,
    pub(crate) apology: bool,
}

impl Row<'_> {
    /// Whether an earlier row has the same id is not for the row to say.
    pub(crate) fn kind(&self, period: Period) -> Kind {
        if self.id.is_empty() && self.received == Cell::Blank {
            return Kind::NoDossier;
        }
        if !self.right_width {
            return Kind::WrongWidth;
        }
        if self.unit.is_empty() {
            return Kind::NoUnit;
        }
        if [self.received, self.due, self.end].contains(&Cell::Unreadable) {
            return Kind::BadDate;
        }
        let Some(received) = self.received.day() else {
            return Kind::NoReceived;
        };
        if self.due == Cell::Blank {
            return Kind::NoDue;
        }
        let end = self.end.day();
        if end.is_none() && self.ended {
            return Kind::UndatedEnd;
        }
        if end.is_some_and(|end| end < received) {
            return Kind::Impossible;
        }
        if received > period.to || end.is_some_and(|end| end < period.from) {
            return Kind::Outside;
        }
        Kind::Counted
    }
}

/// A date cell: a day, and a time where one is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    Blank,
    Unreadable,
    At(Date, Option<Time>),
}

impl Cell {
    fn of(cell: &[u8]) -> Self {
        if cell.is_empty() {
            return Cell::Blank;
        }
        moment(text(cell)).map_or(Cell::Unreadable, |(day, time)| Cell::At(day, time))
    }

    pub(crate) fn day(self) -> Option<Date> {
        match self {
            Cell::At(day, _) => Some(day),
            _ => None,
        }
    }

    pub(crate) fn time(self) -> Option<Time> {
        match self {
            Cell::At(_, time) => time,
            _ => None,
        }
    }
}

/// d/M/yyyy or yyyy-M-d, then a time H:mm:ss or none.
fn moment(written: &str) -> Option<(Date, Option<Time>)> {
    let (day, time) = match written.split_once(' ') {
        Some((day, time)) => (day, Some(time)),
        None => (written, None),
    };
    let (year, month, day) = if day.contains('/') {
        let [day, month, year] = three(day, '/')?;
        (year, month, day)
    } else {
        let [year, month, day] = three(day, '-')?;
        (year, month, day)
    };
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let Some(time) = time else {
        return Some((day, None));
    };
    let [hour, minute, second] = three(time, ':')?.map(i8::try_from);
    Some((
        day,
        Some(Time::new(hour.ok()?, minute.ok()?, second.ok()?, 0).ok()?),
    ))
}

/// Three numbers between two marks.
fn three(written: &str, mark: char) -> Option<[i16; 3]> {
    let mut parts = written.split(mark).map(|part| part.parse().ok());
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(numbers)
}
