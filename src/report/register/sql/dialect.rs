//! What engines write differently.

use jiff::civil::Date;

use crate::text::fold;

/// An engine that keeps registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// DuckDB.
    DuckDb,
    /// ClickHouse.
    ClickHouse,
}

impl Engine {
    /// Both.
    pub const ALL: [Self; 2] = [Self::DuckDb, Self::ClickHouse];

    /// Its name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::DuckDb => "duckdb",
            Self::ClickHouse => "clickhouse",
        }
    }

    /// Text.
    pub(super) fn literal(self, text: &str) -> String {
        let text = match self {
            Self::DuckDb => text.replace('\'', "''"),
            Self::ClickHouse => text.replace('\\', "\\\\").replace('\'', "\\'"),
        };
        format!("'{text}'")
    }

    fn name(self, name: &str) -> String {
        match self {
            Self::DuckDb => format!("\"{}\"", name.replace('"', "\"\"")),
            Self::ClickHouse => format!("`{}`", name.replace('\\', "\\\\").replace('`', "\\`")),
        }
    }

    /// The statement that says which file is read.
    pub(super) fn parameter(self, path: &str) -> String {
        let path = self.literal(path);
        match self {
            Self::DuckDb => format!("SET VARIABLE register_file = {path};\n\n"),
            Self::ClickHouse => format!("SET param_register_file = {path};\n\n"),
        }
    }

    /// Rows of a file, in its order.
    pub(super) fn source(
        self,
        delimiter: char,
        skip: usize,
        names: &[String],
        used: &[&str],
    ) -> String {
        match self {
            Self::DuckDb => format!(
                "  SELECT row_number() OVER () AS row_no, *\n  FROM read_csv(getvariable('register_file'), header = true, all_varchar = true,\n    delim = {}, quote = '\"', escape = '\"', skip = {skip})",
                self.literal(&delimiter.to_string())
            ),
            Self::ClickHouse => {
                let of = names.iter().filter(|name| used.contains(&name.as_str()));
                let columns: Vec<String> = of
                    .map(|name| format!("{} String", self.name(name)))
                    .collect();
                let columns = self.literal(&columns.join(", "));
                format!(
                    "  SELECT _row_number AS row_no, *\n  FROM file({{register_file:String}}, 'CSVWithNames',\n    {columns})"
                )
            }
        }
    }

    /// What stands behind the query of a file.
    pub(super) fn settings(self, delimiter: char, skip: usize) -> String {
        match self {
            Self::DuckDb => String::new(),
            Self::ClickHouse => format!(
                "\nSETTINGS format_csv_delimiter = {}, input_format_csv_skip_first_lines = {skip}",
                self.literal(&delimiter.to_string())
            ),
        }
    }

    /// A cell without white space around it.
    pub(super) fn trimmed(self, name: &str) -> String {
        let name = self.name(name);
        match self {
            Self::DuckDb => format!("trim(coalesce({name}, ''), E' \\t\\r\\n')"),
            Self::ClickHouse => format!("trim(BOTH ' \\t\\r\\n' FROM {name})"),
        }
    }

    /// A cell's letters and digits without case and marks, as [`fold::key`] has them.
    pub(super) fn key(self, text: &str) -> String {
        let plain: String = LETTERS
            .chars()
            .map(|letter| fold::key(&letter.to_string()))
            .collect();
        match self {
            Self::DuckDb => format!(
                "regexp_replace(translate(lower({text}), '{LETTERS}', '{plain}'), '[^0-9a-z]+', '', 'g')"
            ),
            Self::ClickHouse => format!(
                "replaceRegexpAll(translateUTF8(lowerUTF8({text}), '{LETTERS}', '{plain}'), '[^0-9a-z]+', '')"
            ),
        }
    }

    /// A day and time; none where it cannot be read.
    pub(super) fn moment(self, text: &str) -> String {
        match self {
            Self::DuckDb => format!(
                "CASE WHEN contains({text}, '/') THEN try_strptime({text}, ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y'])\n      ELSE try_strptime({text}, ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d']) END"
            ),
            Self::ClickHouse => {
                let read = |format: &str| {
                    format!("parseDateTimeInJodaSyntaxOrNull({text}, '{format}', 'UTC')")
                };
                format!(
                    "if(position({text}, '/') > 0,\n      if(position({text}, ':') > 0, {}, {}),\n      if(position({text}, ':') > 0, {}, {}))",
                    read("d/M/yyyy H:mm:ss"),
                    read("d/M/yyyy"),
                    read("yyyy-M-d H:mm:ss"),
                    read("yyyy-M-d")
                )
            }
        }
    }

    /// The day of a moment.
    pub(super) fn day_of(self, moment: &str) -> String {
        match self {
            Self::DuckDb => format!("{moment}::DATE"),
            Self::ClickHouse => format!("toDate({moment})"),
        }
    }

    /// A day that is known.
    pub(super) fn day(self, day: Date) -> String {
        match self {
            Self::DuckDb => format!("DATE '{day}'"),
            Self::ClickHouse => format!("toDate('{day}')"),
        }
    }

    /// Days from one to the other.
    pub(super) fn days_between(self, from: &str, to: &str) -> String {
        match self {
            Self::DuckDb => format!("date_diff('day', {from}, {to})"),
            Self::ClickHouse => format!("dateDiff('day', {from}, {to})"),
        }
    }

    /// Whether a time is written.
    pub(super) fn has_time(self, text: &str) -> String {
        match self {
            Self::DuckDb => format!("contains({text}, ':')"),
            Self::ClickHouse => format!("position({text}, ':') > 0"),
        }
    }

    /// How many rows pass a test.
    pub(super) fn count(self, test: &str) -> String {
        match self {
            Self::DuckDb => format!("count_if({test})"),
            Self::ClickHouse => format!("countIf({test})"),
        }
    }

    /// The sum of a number over the rows that pass a test.
    pub(super) fn sum(self, number: &str, test: &str) -> String {
        match self {
            Self::DuckDb => format!("coalesce(sum({number}) FILTER (WHERE {test}), 0)"),
            Self::ClickHouse => format!("sumIf({number}, {test})"),
        }
    }
}

/// The small letters of Vietnamese that have marks.
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđð";
