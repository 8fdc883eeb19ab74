//! The cell of evidence in an annex as documents of a set.

use super::words::parts as parts_of;
use crate::evidence::symbol::TYPES;
use crate::text::fold;
use crate::yaml::Value;

/// Words for what has no date of issue of its own.
const UNDATED: [&str; 7] = [
    "duong dan",
    "link",
    "anh chup",
    "hinh anh",
    "trich xuat",
    "chup man hinh",
    "website",
];

/// Of these the ones that a link shows.
const LINKED: [&str; 3] = ["duong dan", "link", "website"];

/// A document, as words name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is called.
    pub name: String,
    /// The code of its type.
    pub of: Option<&'static str>,
    /// How many files it has, where the words say.
    pub files: Option<u32>,
    /// Whether it has no date of issue.
    pub undated: bool,
    /// Whether a link shows it.
    pub linked: bool,
    /// Whether it is only asked for where there is one: «(nếu có)».
    pub optional: bool,
    /// What is not clear about it.
    pub doubt: Option<&'static str>,
}

/// A requirement: a document, or several of which one is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required(pub Vec<Named>);

/// The documents that lines of a cell name, and what of them names none.
pub fn read(lines: &[String]) -> (Vec<Required>, Vec<String>) {
    let (mut found, mut others): (Vec<Required>, Vec<String>) = (Vec::new(), Vec::new());
    for part in parts(lines) {
        let words = words_of(&part);
        let none = ["khong", "khong co", "khong yeu cau", "nt"].contains(&words.as_str())
            || words.starts_with("khong can")
            || [
                "nhu muc",
                "giong muc",
                "nhu tren",
                "giong tren",
                "nhu tieu chi",
                "nhu chi tieu",
            ]
            .iter()
            .any(|same| words.starts_with(same));
        let required = required(&part);
        if none {
            others.push(part);
        } else if !found.contains(&required) {
            found.push(required);
        }
    }
    (found, others)
}

/// The parts of lines: between `;`, sentences, and lines; none within brackets. «hoặc» on a
/// line of its own joins those around it.
fn parts(lines: &[String]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut joins = false;
    for line in lines {
        let (mut from, mut depth) = (0, 0_u32);
        let mut ends = Vec::new();
        let mut letters = line.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                ';' if depth == 0 => ends.push(at),
                '.' if depth == 0 => {
                    let rest = &line[at + 1..];
                    let number = line[from..at].trim().bytes().all(|b| b.is_ascii_digit());
                    if !number
                        && rest.starts_with(' ')
                        && rest.trim_start().starts_with(char::is_uppercase)
                    {
                        ends.push(at);
                    }
                }
                _ => {}
            }
            if letters.peek().is_none() {
                ends.push(line.len());
            }
            for end in ends.drain(..) {
                let part = without_bullet(&line[from..end]);
                from = (end + 1).min(line.len());
                match parts.last_mut() {
                    _ if !part.chars().any(char::is_alphabetic) => {}
                    _ if fold::spelling(&part) == fold::spelling("hoặc") => joins = true,
                    Some(last) if joins => {
                        last.push_str(&format!(" hoặc {part}"));
                        joins = false;
                    }
                    _ => parts.push(part),
                }
            }
        }
    }
    parts
}

fn without_bullet(part: &str) -> String {
    let tidy = fold::tidy(part);
    let bare = tidy.trim_start_matches(['-', '+', '•', '*', '–', '.', ' ']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let bare = match bare[digits..].strip_prefix(['.', ')']) {
        Some(rest) if digits > 0 && rest.starts_with(' ') => rest,
        _ => bare,
    };
    bare.trim().trim_end_matches(['.', ',']).trim().to_owned()
}

fn required(part: &str) -> Required {
    let sides: Vec<Named> = part
        .split(" hoặc ")
        .map(|side| named(side.trim()))
        .collect();
    let stands_alone = |side: &Named| {
        side.of.is_some() || side.undated || side.name.starts_with(char::is_uppercase)
    };
    if sides.len() == 1 || sides.len() == 2 && sides.iter().all(stands_alone) {
        return Required(sides);
    }
    // Which of them a type is of is not known.
    Required(vec![Named {
        of: None,
        doubt: Some("«hoặc» chưa tách được"),
        ..named(part)
    }])
}

fn named(text: &str) -> Named {
    let (text, optional) = match text.strip_suffix("(nếu có)") {
        Some(text) => (text.trim_end(), true),
        None => (text, false),
    };
    let (files, rest) = counted(text);
    let (rest, said) = coded(rest);
    let key = words_of(rest);
    let any = |of: &[&str]| of.iter().any(|words| key.contains(words));
    let joined = rest.contains(['/', ',']) || format!(" {key} ").contains(" va ");
    let several = said.is_none() && joined && types_in(rest).len() > 1;
    let of = said.or_else(|| type_of(rest)).filter(|_| !several);
    let bare = TYPES.iter().find(|(_, code)| *code == rest);
    let name = bare.map_or(rest, |(name, _)| name);
    let undated = of.is_none() && any(&UNDATED);
    let chosen = ["mot trong", "it nhat"]
        .iter()
        .any(|some| key.starts_with(some));
    let doubt = if chosen {
        Some("chưa tách được điều kiện một trong, ít nhất")
    } else if several || (joined && said.is_none() && of.is_some()) {
        Some("có thể là nhiều tài liệu")
    } else if of.is_none() && !undated {
        Some("chưa rõ là loại tài liệu nào")
    } else {
        None
    };
    Named {
        name: name.to_owned(),
        of,
        files,
        undated,
        linked: of.is_none() && any(&LINKED),
        optional,
        doubt,
    }
}

/// The words of a text without case and marks, with spaces.
fn words_of(text: &str) -> String {
    super::words::id(text, " ", usize::MAX)
}

/// «04 báo cáo»: how many.
fn counted(text: &str) -> (Option<u32>, &str) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].trim_start();
    let count = text[..digits]
        .parse()
        .ok()
        .filter(|count| (2..=100).contains(count));
    match count {
        Some(count) if type_of(rest).is_some() => (Some(count), rest),
        _ => (None, text),
    }
}

/// «Kế hoạch năm (KH)»: the code in brackets.
fn coded(text: &str) -> (&str, Option<&'static str>) {
    let inner = text
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    let Some((name, code)) = inner else {
        return (text, None);
    };
    let known = TYPES.iter().find(|(_, known)| *known == code.trim());
    match known {
        Some((_, code)) if !name.trim().is_empty() => (name.trim(), Some(code)),
        _ => (text, None),
    }
}

/// The type whose name or code a text starts with.
fn type_of(text: &str) -> Option<&'static str> {
    let key = words_of(text);
    let starts = |name: &str| {
        let name = words_of(name);
        key == name
            || key
                .strip_prefix(&name)
                .is_some_and(|rest| rest.starts_with(' '))
    };
    let rest = ["cac ", "nhung "]
        .iter()
        .find_map(|many| key.strip_prefix(many));
    let by_name = TYPES.iter().find(|(name, _)| {
        starts(name) || rest.is_some_and(|rest| rest.starts_with(&words_of(name)))
    });
    // A code stands alone, before a space: KH năm; letters of a word are none.
    let first = text.split([' ', ',']).next().unwrap_or_default();
    let by_code = TYPES.iter().find(|(_, code)| *code == first);
    by_name.or(by_code).map(|(_, code)| *code)
}

/// The codes of the types that a text names anywhere.
pub fn types_in(text: &str) -> Vec<&'static str> {
    let all = parts_of(text);
    let names = TYPES.iter().filter(|(name, _)| {
        let words = words_of(name);
        let words: Vec<&str> = words.split(' ').collect();
        all.windows(words.len()).any(|window| {
            window
                .iter()
                .zip(&words)
                .all(|(token, word)| token.is(word))
        })
    });
    names.map(|(_, code)| *code).collect()
}

/// A requirement of a set as a cell shows it.
pub fn shown(requirement: &Value) -> String {
    let text = |value: &Value, key: &str| {
        value
            .get(key)
            .and_then(Value::text)
            .unwrap_or_default()
            .to_owned()
    };
    let one = |document: &Value| {
        let types = match document.get("type") {
            Some(Value::List(types)) => types
                .iter()
                .filter_map(Value::text)
                .collect::<Vec<_>>()
                .join(", "),
            Some(Value::Scalar(of)) => of.clone(),
            _ => String::new(),
        };
        let name = text(document, "name");
        if types.is_empty() {
            name
        } else {
            format!("{name} ({types})")
        }
    };
    match requirement.get("one_of") {
        Some(Value::List(documents)) => {
            let documents = documents.iter().map(one).collect::<Vec<_>>();
            documents.join(" hoặc ")
        }
        _ => one(requirement),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(cell: &str) -> Vec<Vec<(String, Option<&'static str>)>> {
        let lines: Vec<String> = cell.lines().map(str::to_owned).collect();
        let one = |named: Named| (named.name, named.of);
        read(&lines)
            .0
            .into_iter()
            .map(|required| required.0.into_iter().map(one).collect())
            .collect()
    }

    fn lone(name: &str, of: Option<&'static str>) -> Vec<(String, Option<&'static str>)> {
        vec![(name.to_owned(), of)]
    }

    #[test]
    fn documents_are_told_apart_and_typed() {
        assert_eq!(
            names("- Kế hoạch CCHC năm;\n- Báo cáo kết quả thực hiện (BC)\n3. Công văn triển khai"),
            [
                lone("Kế hoạch CCHC năm", Some("KH")),
                lone("Báo cáo kết quả thực hiện", Some("BC")),
                lone("Công văn triển khai", None)
            ]
        );
        assert_eq!(
            names("KH; BC"),
            [lone("Kế hoạch", Some("KH")), lone("Báo cáo", Some("BC"))]
        );
        assert_eq!(names("QĐ công nhận"), [lone("QĐ công nhận", Some("QĐ"))]);
        assert_eq!(
            names("Quyết định, Kế hoạch"),
            [lone("Quyết định, Kế hoạch", None)]
        );
        assert_eq!(
            names("Quyết định kiện toàn hoặc Thông báo phân công"),
            [vec![
                ("Quyết định kiện toàn".to_owned(), Some("QĐ")),
                ("Thông báo phân công".to_owned(), Some("TB"))
            ]]
        );
        assert_eq!(
            names("tài liệu này hoặc tài liệu khác"),
            [lone("tài liệu này hoặc tài liệu khác", None)]
        );
    }

    #[test]
    fn files_links_and_pictures_are_known_by_their_words() {
        let only = |cell: &str| read(&[cell.to_owned()]).0[0].0[0].clone();
        assert_eq!(only("04 báo cáo quý").files, Some(4));
        assert_eq!(only("2025 hồ sơ").files, None);
        let link = only("Đường dẫn trang thông tin điện tử");
        assert!(link.linked && link.undated);
        let picture = only("Hình ảnh niêm yết");
        assert!(picture.undated && !picture.linked);
        assert!(!only("Báo cáo kèm hình ảnh").undated);
    }

    #[test]
    fn what_is_not_clear_is_said() {
        let all = |cell: &str| read(&cell.lines().map(str::to_owned).collect::<Vec<_>>());
        let only = |cell: &str| all(cell).0[0].0[0].clone();
        assert_eq!(only("Kế hoạch/Quyết định").of, None);
        assert_eq!(
            only("Kế hoạch/Quyết định").doubt,
            Some("có thể là nhiều tài liệu")
        );
        assert!(only("Biên bản bàn giao (nếu có)").optional);
        assert_eq!(
            only("Sở Nội vụ theo dõi").doubt,
            Some("chưa rõ là loại tài liệu nào")
        );
        assert_eq!(
            only("Danh mục công khai (ảnh; biên bản niêm yết)").name,
            "Danh mục công khai (ảnh; biên bản niêm yết)"
        );
        assert_eq!(
            all("Không cần tài liệu kiểm chứng"),
            (Vec::new(), vec!["Không cần tài liệu kiểm chứng".to_owned()])
        );
        assert_eq!(all("Kế hoạch\nhoặc\nQuyết định giao").0[0].0.len(), 2);
        assert_eq!(all("Kế hoạch CCHC. Báo cáo CCHC.").0.len(), 2);
    }

    #[test]
    fn types_are_found_within_names() {
        assert_eq!(types_in("Ban hành Kế hoạch và quyết định"), ["QĐ", "KH"]);
    }
}
