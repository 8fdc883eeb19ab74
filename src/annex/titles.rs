//! What the lines above the header of an annex say of the set: keys with their values, where
//! the table was exported; else titles in words.

use jiff::civil::Date;

use super::HEAD_KEYS;
use super::words::{Token, tokens};
use crate::diagnostic::Problems;
use crate::tables::table::Table;
use crate::text::fold;
use crate::yaml::Value;

/// What is known of a set as a whole.
#[derive(Clone, Debug, Default)]
pub struct Titles {
    /// Keys that stand there, with their values, in their order.
    pub keys: Vec<(String, Value)>,
    /// What the set is called.
    pub name: Option<String>,
    /// For which level it is.
    pub level: Option<&'static str>,
    /// Which province issued it.
    pub province: Option<String>,
    /// The year.
    pub year: Option<i16>,
    /// Number and date of the decision.
    pub decision: Option<(String, Option<Date>)>,
}

/// Reads what stands above the header. Values that cannot be read go to `problems`.
pub fn read(table: &Table, problems: &Problems) -> Titles {
    let mut titles = Titles::default();
    let mut lines = Vec::new();
    for row in &table.titles {
        let texts: Vec<&str> = row.texts().collect();
        match texts[..] {
            [key, value] if HEAD_KEYS.contains(&key) || key == "review" => {
                let place = table.cell_place(row, 1);
                if let Some(value) = super::draft::value(value, &place, problems) {
                    titles.keys.push((key.to_owned(), value));
                }
            }
            _ => lines.extend(texts.iter().flat_map(|text| text.lines()).map(fold::tidy)),
        }
    }
    titles.in_words(&lines);
    titles
}

impl Titles {
    fn in_words(&mut self, lines: &[String]) {
        let about = |line: &&String| {
            let key = fold::key(line);
            ["chiso", "botieuchi", "cchc", "caicachhanhchinh"]
                .iter()
                .any(|word| key.contains(word))
        };
        // A title may go on in the next line.
        self.name = lines.iter().find(about).map(|line| sentence(line));
        let whole = lines.join(" ");
        self.year = year(&whole);
        self.level = level(&whole);
        self.province = province(&whole);
        self.decision = decision(&whole);
        // A name that stood in capitals says nothing of the province's own.
        if let (Some(name), Some(province)) = (&mut self.name, &self.province) {
            *name = name.replace(&province.to_lowercase(), province);
        }
    }
}

/// A title in capitals as a name: CHỈ SỐ CẢI CÁCH becomes Chỉ số cải cách.
fn sentence(title: &str) -> String {
    let capitals = title.chars().all(|c| !c.is_lowercase());
    if !capitals {
        return title.to_owned();
    }
    let keep = ["CCHC", "TTHC", "UBND", "PAR", "INDEX"];
    let words = title.split(' ').enumerate().map(|(index, word)| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if keep.contains(&bare) {
            return word.to_owned();
        }
        let lower = word.to_lowercase();
        let mut letters = lower.chars();
        match (index, letters.next()) {
            (0, Some(first)) => first.to_uppercase().chain(letters).collect(),
            _ => lower,
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// «năm 2025»; of several the first.
fn year(text: &str) -> Option<i16> {
    let tokens = tokens(text);
    tokens
        .windows(2)
        .find_map(|pair| match (&pair[0].0, &pair[1].0) {
            (Token::Word(word), Token::Number(year)) if word == "nam" => {
                let year = i16::try_from(*year).ok()?;
                (2000..=2100).contains(&year).then_some(year)
            }
            _ => None,
        })
}

fn level(text: &str) -> Option<&'static str> {
    let key = fold::key(text);
    let found = [
        ("xa", ["capxa", "xaphuong", "ubndxa", "uybannhandancacxa"]),
        (
            "huyen",
            [
                "caphuyen",
                "ubndhuyen",
                "huyenthixa",
                "uybannhandancachuyen",
            ],
        ),
        (
            "so",
            ["capso", "sobannganh", "cacsobannganh", "coquanchuyenmon"],
        ),
    ];
    let mut named = found
        .iter()
        .filter(|(_, words)| words.iter().any(|word| key.contains(word)));
    match (named.next(), named.next()) {
        (Some((level, _)), None) => Some(level),
        _ => None,
    }
}

/// «tỉnh An Giang», «thành phố Hà Nội»: the words with capitals behind it.
fn province(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let ends = |at: usize| -> Option<String> {
        let mut name: Vec<&str> = Vec::new();
        for word in &words[at..] {
            let bare = word.trim_end_matches([',', '.', ';', ')', ':']);
            let capital = bare.chars().next().is_some_and(char::is_uppercase);
            // A line in capitals goes on with NĂM; a name has lower-case letters, or ends there.
            if !capital || fold::key(bare) == "nam" || fold::key(bare) == "so" {
                break;
            }
            name.push(bare);
            if bare.len() < word.len() {
                break;
            }
        }
        let joined = name.join(" ");
        let cased = if joined.chars().any(char::is_lowercase) {
            joined
        } else {
            title_case(&joined)
        };
        ((1..=4).contains(&name.len())).then_some(cased)
    };
    (0..words.len()).find_map(|at| match lower[at].as_str() {
        "tỉnh" => ends(at + 1),
        "thành" if lower.get(at + 1).is_some_and(|word| word == "phố") => ends(at + 2),
        _ => None,
    })
}

fn title_case(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().into_iter();
        first
            .chain(letters.flat_map(char::to_lowercase))
            .collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// «Quyết định số 123/QĐ-UBND ngày 31/01/2025».
fn decision(text: &str) -> Option<(String, Option<Date>)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|word| {
        let bare = word.trim_matches(['(', ')', ',', '.', ';']);
        bare.contains("QĐ-") && bare.starts_with(|c: char| c.is_ascii_digit())
    })?;
    let number = words[at].trim_matches(['(', ')', ',', '.', ';']).to_owned();
    let rest = words[at + 1..].join(" ");
    let all: Vec<Token> = tokens(&rest)
        .into_iter()
        .map(|(token, _)| token)
        .take(8)
        .collect();
    let day = all.windows(2).find_map(|pair| match pair {
        [word, Token::Date(day, month, Some(year))] if word.is("ngay") => {
            Date::new(*year, *month, *day).ok()
        }
        _ => None,
    });
    // «ngày 31 tháng 01 năm 2025»
    let spelt = || {
        let number = |token: &Token| match token {
            Token::Number(number) => i16::try_from(*number).ok(),
            _ => None,
        };
        all.windows(6).find_map(|window| {
            let fits = window[0].is("ngay") && window[2].is("thang") && window[4].is("nam");
            let (day, month, year) = (
                number(&window[1])?,
                number(&window[3])?,
                number(&window[5])?,
            );
            let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            date.ok().filter(|_| fits)
        })
    };
    Some((number, day.or_else(spelt)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_words_are_understood() {
        let lines = [
            "PHỤ LỤC I",
            "BỘ TIÊU CHÍ CHỈ SỐ CCHC CẤP XÃ TỈNH AN GIANG NĂM 2025",
            "(Ban hành kèm theo Quyết định số 123/QĐ-UBND ngày 8 tháng 9 năm 2025 của UBND tỉnh)",
        ];
        let mut titles = Titles::default();
        titles.in_words(&lines.map(str::to_owned));
        assert_eq!(
            titles.name.as_deref(),
            Some("Bộ tiêu chí chỉ số CCHC cấp xã tỉnh An Giang năm 2025")
        );
        assert_eq!(titles.year, Some(2025));
        assert_eq!(titles.level, Some("xa"));
        assert_eq!(titles.province.as_deref(), Some("An Giang"));
        assert_eq!(
            titles.decision,
            Some(("123/QĐ-UBND".to_owned(), Date::new(2025, 9, 8).ok()))
        );
    }

    #[test]
    fn what_titles_do_not_say_stays_open() {
        let mut titles = Titles::default();
        titles.in_words(&["Bảng chấm điểm của các cơ quan".to_owned()]);
        assert_eq!(
            (titles.year, titles.level, titles.province),
            (None, None, None)
        );
        assert_eq!(level("các sở, ban, ngành và UBND cấp xã"), None);
    }
}
