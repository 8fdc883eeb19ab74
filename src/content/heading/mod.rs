//! The head of a document by Nghị định 30/2020/NĐ-CP: its own symbol ("Số: 12/BC-UBND") and its
//! place and date ("Phú An, ngày 05 tháng 3 năm 2023"), both above the title. Symbols and dates
//! that a document cites are never taken for its own; where in doubt nothing is.

mod date;
mod symbol;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::fold;

/// What the head of a document says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Its number and symbol, without spaces and with plain hyphens: `12/BC-UBND`. None where
    /// the number is left blank ("Số:      /BC-UBND").
    pub symbol: Option<String>,
    /// Its day of issue. None where day or month is left blank.
    pub issued: Option<Date>,
}

/// The head is looked for in so many characters of a document.
pub(super) const LONGEST: usize = 4_000;

/// How the body starts where there is no title, and what stands above the title of an annex, in
/// the form of [`fold::key`]: the head ends there.
const BODY_STARTS: [&str; 7] = [
    "cancu",
    "kinhgui",
    "noinhan",
    "dieu1",
    "kemtheo",
    "banhanhkemtheo",
    "phuluc",
];

/// Titles, in the form of [`fold::key`]: the names of the types of Phụ lục III.
const TITLES: [&str; 28] = [
    "nghiquyet",
    "quyetdinh",
    "chithi",
    "quyche",
    "quydinh",
    "thongcao",
    "thongbao",
    "huongdan",
    "chuongtrinh",
    "kehoach",
    "phuongan",
    "dean",
    "duan",
    "baocao",
    "bienban",
    "totrinh",
    "hopdong",
    "congdien",
    "banghinho",
    "banthoathuan",
    "giayuyquyen",
    "giaymoi",
    "giaygioithieu",
    "giaynghiphep",
    "phieugui",
    "phieuchuyen",
    "phieubao",
    "thucong",
];

/// Reads the head of a document's text, in which line breaks and tabs part lines and cells.
pub(super) fn read(text: &str) -> Heading {
    let lines = head(text);
    Heading {
        symbol: symbol::own(&lines),
        issued: date::issued(&lines),
    }
}

/// The lines and cells above the title, tidied, with hyphens for dashes.
fn head(text: &str) -> Vec<String> {
    let text: String = text.chars().take(LONGEST).collect();
    text.split(['\n', '\r', '\t', '\u{b}', '\u{c}'])
        .flat_map(|line| line.split("    "))
        .map(|line| fold::tidy(line).replace(['–', '—', '‐', '‑', '−'], "-"))
        .filter(|line| !line.is_empty())
        .take_while(|line| !ends_head(line))
        .collect()
}

fn ends_head(line: &str) -> bool {
    let key = fold::key(line);
    let in_capitals = !line.contains(char::is_lowercase);
    let is_title = |title: &str| key == title || in_capitals && key.starts_with(title);
    TITLES.iter().any(|title| is_title(title))
        || BODY_STARTS.iter().any(|start| key.starts_with(start))
}
