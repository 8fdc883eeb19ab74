//! The set as a whole: what the table, its titles and its user say of it, and what stands
//! where nobody says anything.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::HEAD_KEYS;
use super::import::Said;
use super::titles::Titles;
use super::words::id;
use crate::criteria::read::SCHEMA;
use crate::diagnostic::{Code, Diagnostic, Problems};
use crate::paths::last_part;
use crate::tables::table::Table;
use crate::text::lang::text;
use crate::yaml::Value;

/// The set as a whole.
pub(super) struct Head<'a> {
    pub(super) aside: &'a [String],
    pub(super) titles: &'a Titles,
    pub(super) said: &'a Said,
    pub(super) table: &'a Table,
    pub(super) digits: u32,
    pub(super) total: Decimal,
    pub(super) any_words_of_documents: bool,
}

impl Head<'_> {
    /// Keys and values, in the order in which they are usually written.
    pub(super) fn read(&self, problems: &Problems) -> Vec<(String, Value)> {
        let mut review = Vec::new();
        let mut keys: BTreeMap<&str, Value> = BTreeMap::new();
        let exported = self.titles.keys.iter();
        keys.extend(exported.map(|(key, value)| (key.as_str(), value.clone())));
        for (key, value) in self.proposed(&keys, &mut review, problems) {
            keys.entry(key).or_insert(value);
        }
        let said = [
            ("id", &self.said.id),
            ("name", &self.said.name),
            ("level", &self.said.level),
            ("province", &self.said.province),
        ];
        keys.extend(
            said.into_iter()
                .filter_map(|(key, said)| Some((key, Value::scalar(said.clone()?)))),
        );
        keys.extend(
            self.said
                .year
                .map(|year| ("year", Value::scalar(year.to_string()))),
        );
        if !review.is_empty() {
            keys.entry("review")
                .or_insert(Value::List(review.into_iter().map(Value::Scalar).collect()));
        }
        let order = HEAD_KEYS.into_iter().chain(["review"]);
        order
            .filter_map(|key| Some((key.to_owned(), keys.remove(key)?)))
            .collect()
    }

    /// What stands for keys that neither the table nor anybody gives.
    fn proposed(
        &self,
        keys: &BTreeMap<&str, Value>,
        review: &mut Vec<String>,
        problems: &Problems,
    ) -> Vec<(&'static str, Value)> {
        let (titles, said) = (self.titles, self.said);
        let has = |key: &str| keys.contains_key(key);
        let mut found = vec![
            ("schema", Value::scalar(SCHEMA)),
            ("total", Value::scalar(self.total.normalize().to_string())),
        ];
        let mut note = |key: &str, text: String| {
            if !has(key) {
                review.push(text);
            }
        };
        let year = said.year.or(titles.year);
        let province = said.province.clone().or_else(|| titles.province.clone());
        if let (None, Some(year)) = (said.year, titles.year) {
            note(
                "year",
                format!("`year`: {year}, đọc từ dòng tiêu đề; năm đầu tiên áp dụng"),
            );
        }
        if let (None, Some(province)) = (&said.province, &titles.province) {
            note(
                "province",
                format!("`province`: {province}, đọc từ dòng tiêu đề"),
            );
        }
        let missing = [
            ("year", year.is_none(), "--year 2025"),
            ("province", province.is_none(), "--province \"An Giang\""),
        ];
        for (key, _, flag) in missing
            .into_iter()
            .filter(|(key, missing, _)| *missing && !has(key))
        {
            let message = text!(
                "bảng không nói `{key}` của bộ tiêu chí",
                "the table does not say the `{key}` of the set"
            );
            problems.add(
                Diagnostic::general(Code::MissingKey, message)
                    .help(text!("thêm `{flag}`", "add `{flag}`")),
            );
        }
        found.extend(year.map(|year| ("year", Value::scalar(year.to_string()))));
        found.extend(
            province
                .clone()
                .map(|province| ("province", Value::scalar(province))),
        );
        let level = said
            .level
            .clone()
            .or_else(|| titles.level.map(str::to_owned));
        if said.level.is_none() {
            let whence = if titles.level.is_some() {
                "đọc từ dòng tiêu đề"
            } else {
                "không đọc được từ bảng, để cấp xã"
            };
            note("level", format!("`level`: {whence}"));
        }
        let level = level.unwrap_or_else(|| "xa".to_owned());
        let file = last_part(&self.table.file.name);
        let name = titles.name.clone().unwrap_or_else(|| {
            if said.name.is_some() {
                return String::new();
            }
            note(
                "name",
                format!("`name`: không dòng nào trên bảng là tên bộ tiêu chí, lấy tên tệp {file}"),
            );
            format!("Bộ tiêu chí {file}")
        });
        let year_text = year.map(|year| year.to_string()).unwrap_or_default();
        let own = id(
            &format!("{} {level} {year_text}", province.unwrap_or_default()),
            "-",
            12,
        );
        found.extend([
            ("id", Value::scalar(own)),
            ("name", Value::scalar(name)),
            ("level", Value::scalar(level)),
        ]);
        note("provenance", "`provenance`: để unofficial đến khi đối chiếu xong từng dòng với quyết định; khi đó ghi official và `basis`".to_owned());
        found.push(("provenance", Value::scalar("unofficial")));
        if let Some((number, issued)) = &titles.decision {
            note("basis", format!("`basis`: {number}, đọc từ dòng tiêu đề"));
            let mut decision = vec![("number", Value::scalar(number.clone()))];
            decision.extend(issued.map(|issued| ("issued", Value::scalar(issued.to_string()))));
            found.push(("basis", Value::List(vec![Value::map(decision)])));
        }
        note(
            "period",
            "`period`: không đọc được từ bảng, để cả năm dương lịch".to_owned(),
        );
        let day = |text: &str| Value::scalar(text);
        found.push((
            "period",
            Value::map([("from", day("{year}-01-01")), ("to", day("{year}-12-31"))]),
        ));
        note(
            "rounding",
            format!(
                "`rounding`: không đọc được từ bảng, để {} chữ số, nửa lên, ở từng chỉ tiêu",
                self.digits
            ),
        );
        let rounding = [
            ("digits", self.digits.to_string()),
            ("mode", "half_up".to_owned()),
            ("at", "leaf".to_owned()),
        ];
        found.push((
            "rounding",
            Value::map(rounding.map(|(key, value)| (key, Value::scalar(value)))),
        ));
        // What was exported has all that the set says.
        let in_words = keys.is_empty();
        if in_words && self.any_words_of_documents {
            note(
                "missing",
                "tài liệu: thiếu thì để mất cả điểm của chỉ tiêu (`missing`); `type` suy từ tên"
                    .to_owned(),
            );
        }
        if in_words && !titles.lines.is_empty() {
            let lines = titles.lines.join("; ");
            note("lines", format!("các dòng trên tiêu đề: «{lines}»"));
        }
        if in_words && !self.aside.is_empty() {
            let lines = self.aside.join("; ");
            note(
                "lines",
                format!("các dòng dưới bảng, không đưa vào bộ tiêu chí: «{lines}»"),
            );
        }
        if in_words {
            note(
                "classes",
                "`classes`: không đọc được từ bảng; thêm nếu quyết định có".to_owned(),
            );
        }
        found
    }
}
