//! From the table of an annex to the YAML of a set.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::columns::{self, Columns};
use super::draft::{Above, Drafter, Node};
use super::labels::{self, Placed};
use super::rows::{self, Entries, Entry};
use super::titles::{self, Titles};
use super::words::{self, Token, id, tokens};
use super::{HEAD_KEYS, sums};
use crate::criteria::model::CriteriaSet;
use crate::criteria::read::{self, SCHEMA};
use crate::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use crate::tables::table::Table;
use crate::text::lang::text;
use crate::text::{fold, numbers};
use crate::yaml::Value;

/// What is said of the set beside the table.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Its id.
    pub id: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// For which level of units.
    pub level: Option<String>,
    /// Which province issued it.
    pub province: Option<String>,
    /// The first year it applies.
    pub year: Option<i16>,
}

/// A set made of a table.
#[derive(Debug)]
pub struct Imported {
    /// Its YAML.
    pub yaml: String,
    /// The set that the YAML is.
    pub set: CriteriaSet,
}

/// Whether a header is one of an annex.
pub fn is_known(header: &str) -> bool {
    columns::meaning(header).is_some()
}

/// Makes a set of a table; `name` is what the file of the set is called in messages. What is
/// wrong with the table goes to `problems`, and there is no set where anything is.
pub fn import(table: &mut Table, said: &Said, name: &str, problems: &Problems) -> Option<Imported> {
    table.fill_down(is_about_rows);
    let columns = Columns::find(table, problems)?;
    let titles = titles::read(table, problems);
    let exported = !titles.keys.is_empty();
    if exported && !columns.keys.iter().any(|(key, _)| *key == "rule") {
        problems.add(no_rules(table));
    }
    let entries = rows::read(table, &columns, problems);
    let aside = entries.aside.clone();
    if entries.entries.is_empty() {
        problems.add(nothing(table));
    }
    let total = entries.total.clone();
    let mut nodes = tree(entries, problems);
    let sides = mark_sides(&mut nodes, !exported);
    let fields = nodes.iter_mut().zip(&sides);
    for (field, side) in fields {
        sums::check(field, side.is_some(), problems);
    }
    let sum = |wanted: fn(Option<&str>) -> bool| {
        let of = nodes
            .iter()
            .zip(&sides)
            .filter(|(_, side)| wanted(side.as_deref()));
        let of: Vec<Node> = of.map(|(node, _)| node.clone()).collect();
        sums::sum(&of)
    };
    let normal = sum(|side| side.is_none());
    // An exported table says the total above its header.
    let stated = titles.keys.iter().find(|(key, _)| key == "total");
    let stated = stated
        .and_then(|(_, value)| numbers::plain(value.text()?))
        .zip(titles.total.clone());
    if let (Some(normal), Some(total)) = (normal, &stated.or(total)) {
        let bonus = sum(|side| side == Some("bonus")).unwrap_or_default();
        sums::total(normal, bonus, total, problems);
    }
    if normal.is_some_and(|normal| normal.is_zero()) && !nodes.is_empty() {
        problems.add(only_extras(table));
    }
    let head = Head {
        aside: &aside,
        any_words_of_documents: nodes.iter().any(Node::has_documents_in_words),
        titles: &titles,
        said,
        table,
        digits: digits(&nodes),
        total: normal.unwrap_or_default(),
    };
    let head = head.read(problems);
    if problems.any_error() {
        return None;
    }
    let year = head.iter().find(|(key, _)| key == "year");
    let mut drafter = Drafter {
        has_evidence: columns.documents.is_some(),
        year: year.and_then(|(_, year)| year.text()?.parse().ok()),
        problems,
        ids: BTreeMap::new(),
    };
    let nodes = nodes.iter().zip(&sides);
    let fields = nodes
        .map(|(field, side)| {
            let above = Above {
                side: *side,
                ..Above::default()
            };
            drafter.node(field, &above)
        })
        .collect();
    if problems.any_error() {
        return None;
    }
    let mut set = head;
    set.push(("fields".to_owned(), Value::List(fields)));
    let yaml = Value::Map(set).document();
    let (source, _) = SourceFile::new(name, yaml.as_bytes());
    let set = read::read(&Arc::new(source), None, problems)?;
    Some(Imported { yaml, set })
}

/// Whether a merged cell of a column speaks of all its rows.
fn is_about_rows(header: &str) -> bool {
    matches!(
        columns::meaning(header),
        Some(columns::Column::Owner | columns::Column::Documents)
    )
}

fn only_extras(table: &Table) -> Diagnostic {
    let message = text!(
        "bảng chỉ có lĩnh vực cộng hoặc trừ điểm, tổng điểm bằng 0",
        "the table has bonus and penalty fields only; the total is 0"
    );
    Diagnostic::at(Code::SumMismatch, table.header_place(0), message).help(text!(
        "thêm các lĩnh vực chấm điểm",
        "add the fields that are scored"
    ))
}

fn no_rules(table: &Table) -> Diagnostic {
    let message = text!(
        "bảng xuất từ một bộ tiêu chí mà không còn cột `rule`",
        "the table was exported from a set and has lost its column `rule`"
    );
    Diagnostic::at(Code::NoHeader, table.header_place(0), message).help(text!(
        "giữ cột `rule`: ô trống thì quy tắc đọc lại từ cách chấm, ô `-` là chỉ cần đủ tài liệu",
        "keep the column `rule`: a blank cell has the rule read from the words on scoring, `-` means that the documents are all"
    ))
}

fn nothing(table: &Table) -> Diagnostic {
    let place = table.header_place(0);
    let message = text!(
        "bảng không có dòng nào có mã",
        "the table has no row with a code"
    );
    Diagnostic::at(Code::NoHeader, place, message).help(text!(
        "mỗi lĩnh vực, tiêu chí, chỉ tiêu là một dòng có mã ở cột STT",
        "each field, criterion and leaf is a row with its code"
    ))
}

/// The nodes in their tree.
fn tree(entries: Entries, problems: &Problems) -> Vec<Node> {
    let mut entries = entries.entries;
    let levels: Option<Vec<usize>> = entries.iter().map(|entry| entry.level).collect();
    let placed = match levels.filter(|levels| !levels.is_empty()) {
        Some(levels) => by_levels(&entries, &levels, problems),
        None => {
            add_left_out(&mut entries);
            let labels: Vec<labels::Label> =
                entries.iter().map(|entry| entry.label.clone()).collect();
            labels::place(&labels)
        }
    };
    if placed.len() != entries.len() {
        return Vec::new();
    }
    for (entry, placed) in entries.iter().zip(&placed) {
        if let Some(missing) = placed.missing.as_ref().filter(|_| !entry.left_out) {
            let label = entry.label.text();
            let message = text!(
                "{label} cần một dòng {missing} ở trên mà bảng không có",
                "{label} needs a row {missing} above it, which the table lacks"
            );
            let help = text!(
                "thêm dòng {missing}, hoặc sửa mã này",
                "add the row {missing}, or mend this code"
            );
            problems.add(Diagnostic::at(Code::BadCell, entry.place.clone(), message).help(help));
        }
    }
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (entry, placed) in entries.iter().zip(&placed) {
        if let Some(line) = first.insert(&placed.code, entry.line) {
            let code = &placed.code;
            let message = text!(
                "mã {code} đã có ở dòng {line}",
                "the code {code} stands in row {line} already"
            );
            let help = text!(
                "đặt cho mỗi mục một mã riêng; 1.10 bị Excel đổi thành 1.1 thì định dạng cột là Text",
                "give every node its own code; where Excel made 1.1 of 1.10, format the column as text"
            );
            problems
                .add(Diagnostic::at(Code::DuplicateCode, entry.place.clone(), message).help(help));
        }
    }
    // From the last row up: what stands below a node is whole before it is put there.
    let mut below: BTreeMap<Option<usize>, Vec<Node>> = BTreeMap::new();
    for (index, (entry, placed)) in entries.into_iter().zip(&placed).enumerate().rev() {
        let mut children = below.remove(&Some(index)).unwrap_or_default();
        children.reverse();
        below
            .entry(placed.parent)
            .or_default()
            .push(node(entry, placed, children));
    }
    let mut fields = below.remove(&None).unwrap_or_default();
    fields.reverse();
    fields
}

fn by_levels(entries: &[Entry], levels: &[usize], problems: &Problems) -> Vec<Placed> {
    let labels: Vec<_> = entries
        .iter()
        .map(|entry| &entry.label)
        .zip(levels.iter().copied())
        .collect();
    let placed = labels::by_levels(&labels);
    for (entry, placed) in entries.iter().zip(&placed) {
        if placed.is_none() {
            let message = text!(
                "cấp của dòng này nhảy cách",
                "the level of this row skips one"
            );
            let help = text!(
                "cấp chỉ hơn dòng trên nhiều nhất 1",
                "a level is at most one deeper than that of the row above"
            );
            problems.add(Diagnostic::at(Code::BadCell, entry.place.clone(), message).help(help));
        }
    }
    placed.into_iter().flatten().collect()
}

/// A table of leaves alone gets the rows above them, their names to be filled in.
fn add_left_out(entries: &mut Vec<Entry>) {
    let labels: Vec<labels::Label> = entries.iter().map(|entry| entry.label.clone()).collect();
    for (at, label) in labels::left_out(&labels).into_iter().rev() {
        let below = &entries[at];
        let entry = Entry {
            name: format!("(chưa có tên) {}", label.text()),
            label,
            level: None,
            line: below.line,
            place: below.place.clone(),
            max: None,
            documents: Vec::new(),
            owner: String::new(),
            scoring: Vec::new(),
            parts: Vec::new(),
            notes: Vec::new(),
            keys: Vec::new(),
            left_out: true,
        };
        entries.insert(at, entry);
    }
}

fn node(entry: Entry, placed: &Placed, mut children: Vec<Node>) -> Node {
    let mut review = Vec::new();
    let (mut scoring, mut documents) = (entry.scoring, entry.documents);
    if entry.left_out {
        review.push(
            "bảng không có dòng này: ghi tên và đối chiếu điểm tối đa với quyết định".to_owned(),
        );
    }
    let points = || entry.parts.iter().map(|part| part.points);
    let sum = points().try_fold(Decimal::ZERO, |sum, points| sum.checked_add(points));
    let max = entry.max.as_ref().map(|(max, _)| *max);
    let add_up = entry.parts.len() > 1 && sum == max && points().max() < max;
    if children.is_empty() && add_up {
        let letters = "abcdđeghiklmnopqrstuvxy".chars();
        let parts = entry.parts.iter().zip(letters);
        children = parts
            .map(|(part, letter)| part_of(part, letter, &placed.code))
            .collect();
        let of_part = |line: &String| entry.parts.iter().any(|part| part.documents.contains(line));
        documents.retain(|line| !of_part(line));
        let of_parts: Vec<usize> = entry.parts.iter().map(|part| part.line).collect();
        let mut line = 0;
        scoring.retain(|_| {
            line += 1;
            !of_parts.contains(&(line - 1))
        });
    } else if let Some(options) = options(&children, max) {
        review.push(
            "các mục a, b, c bên dưới đọc là các mức điểm, vì không cộng lại thành điểm tối đa"
                .to_owned(),
        );
        scoring.extend(options);
        children.clear();
    }
    Node {
        line: entry.line,
        place: entry.place,
        code: placed.code.clone(),
        name: entry.name,
        max: entry.max,
        documents,
        owner: entry.owner,
        scoring,
        notes: entry.notes,
        keys: entry.keys,
        children,
        review,
    }
}

/// Lettered parts that are choices: the best is worth the maximum, and they do not add up to it.
fn options(children: &[Node], max: Option<Decimal>) -> Option<Vec<String>> {
    let lettered = |node: &Node| {
        let last = node.code.rsplit('.').next().unwrap_or_default();
        last.chars().count() == 1
            && last.chars().all(char::is_lowercase)
            && node.children.is_empty()
    };
    let points = || {
        children
            .iter()
            .map(|node| node.max.as_ref().map(|(max, _)| *max))
    };
    let highest = points().max()??;
    let differ = Some(highest) == max && sums::sum(children) != max;
    if children.len() < 2
        || !differ
        || !children.iter().all(lettered)
        || points().any(|of| of.is_none())
    {
        return None;
    }
    let shown = |value: Decimal| crate::text::numbers::show(value, crate::text::lang::Lang::Vi);
    let line = |node: &Node| {
        let points = node.max.as_ref().map(|(max, _)| shown(*max));
        format!("{}: {} điểm", node.name, points.unwrap_or_default())
    };
    Some(children.iter().map(line).collect())
}

/// A part without a code whose points add up with the others' to the maximum above.
fn part_of(part: &rows::Part, letter: char, above: &str) -> Node {
    Node {
        line: part.place.line().unwrap_or_default(),
        place: part.place.clone(),
        code: format!("{above}.{letter}"),
        name: part.name.clone(),
        max: Some((part.points, part.place.clone())),
        documents: part.documents.clone(),
        owner: String::new(),
        scoring: Vec::new(),
        notes: Vec::new(),
        keys: Vec::new(),
        children: Vec::new(),
        review: vec![
            "bảng không ghi mã cho mục này; các mục cùng nhóm cộng lại vừa bằng điểm tối đa ở trên"
                .to_owned(),
        ],
    }
}

/// Which fields are bonus or penalty: as their keys say, else, where `by_name`, by their names. Maxima of a
/// penalty count without their sign.
fn mark_sides(fields: &mut [Node], by_name: bool) -> Vec<Option<&'static str>> {
    let mut sides = Vec::new();
    for field in fields {
        let says = |key: &str| {
            field
                .keys
                .iter()
                .any(|(name, value, _)| *name == key && value.text() == Some("true"))
        };
        let name = fold::key(&field.name);
        let named = |words: &[&str]| by_name && words.iter().any(|word| name.starts_with(word));
        let side = if says("bonus") {
            Some("bonus")
        } else if says("penalty") {
            Some("penalty")
        } else if named(&["diemcong", "diemthuong", "congdiem"]) {
            field
                .review
                .push("tên là điểm cộng: coi là lĩnh vực cộng điểm, ngoài tổng".to_owned());
            Some("bonus")
        } else if named(&["diemtru", "trudiem"]) {
            field
                .review
                .push("tên là điểm trừ: coi là lĩnh vực trừ điểm, ngoài tổng".to_owned());
            Some("penalty")
        } else {
            None
        };
        if side.is_some() && field.max.is_none() {
            field.max = cap_in_name(&field.name).map(|cap| (cap, field.place.clone()));
            if field.max.is_some() {
                field
                    .review
                    .push("`max`: đọc từ tên của lĩnh vực".to_owned());
            }
        }
        if side == Some("penalty") {
            without_sign(field);
        }
        sides.push(side);
    }
    sides
}

/// «Điểm cộng (tối đa 3 điểm)», «không quá 3 điểm».
fn cap_in_name(name: &str) -> Option<Decimal> {
    let all: Vec<Token> = tokens(name).into_iter().map(|(token, _)| token).collect();
    let numbers: Vec<Decimal> = all
        .iter()
        .filter_map(|token| match token {
            Token::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    let caps = words::has(&all, &["toi", "da"]) || words::has(&all, &["khong", "qua"]);
    match numbers[..] {
        [only] if caps && only > Decimal::ZERO => Some(only),
        _ => None,
    }
}

fn without_sign(node: &mut Node) {
    if let Some((max, _)) = &mut node.max {
        *max = max.abs();
    }
    node.children.iter_mut().for_each(without_sign);
}

/// The decimals of the maxima, two at least.
fn digits(nodes: &[Node]) -> u32 {
    let own = nodes
        .iter()
        .filter_map(|node| node.max.as_ref().map(|(max, _)| max.normalize().scale()));
    let below = nodes.iter().map(|node| digits(&node.children));
    own.chain(below).fold(2, u32::max)
}

/// The set as a whole.
struct Head<'a> {
    aside: &'a [String],
    titles: &'a Titles,
    said: &'a Said,
    table: &'a Table,
    digits: u32,
    total: Decimal,
    any_words_of_documents: bool,
}

impl Head<'_> {
    /// Keys and values, in the order in which they are usually written.
    fn read(&self, problems: &Problems) -> Vec<(String, Value)> {
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
            ("province", province.is_none(), "--province 'An Giang'"),
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
        let file = self
            .table
            .file
            .name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default();
        let name = titles.name.clone().unwrap_or_else(|| {
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
