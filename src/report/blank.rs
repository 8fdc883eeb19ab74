//! An empty submission: a manifest, and tables with a row for everything a set asks for.
//! What is filled in beside the codes is for people; the loaders pass over it.

use std::collections::BTreeMap;

use crate::criteria::documents::{Document, Issued, Requirement};
use crate::criteria::figures::{Figure, Kind, kind_words};
use crate::criteria::model::{CriteriaSet, Leaf, Node, Policy};
use crate::evidence::cells::Unit;
use crate::evidence::figure_names::NOT_APPLICABLE;
use crate::points::{Exact, Points};
use crate::report::asked;
use crate::report::csv::{self, Dialect};
use crate::rules::{awarded, levels};
use crate::text::lang::Lang;
use crate::text::{dates, numbers};

/// The attachments folder.
pub const ATTACHMENTS: &str = "tep";

/// The files of an empty submission with their content, and its folders.
#[derive(Debug)]
pub struct Blank {
    /// Name and content.
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// Folders for attachments, with `/`.
    pub folders: Vec<String>,
}

/// What a manifest names.
#[derive(Debug)]
pub struct Heading<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// The year.
    pub year: i16,
    /// Id of a shipped set, or file name of a copied one.
    pub criteria: &'a str,
}

/// Makes the files of an empty submission.
///
/// # Errors
/// Never in practice: it writes to memory.
pub fn blank(set: &CriteriaSet, heading: &Heading<'_>, dialect: Dialect) -> std::io::Result<Blank> {
    let table = |rows: Vec<Vec<String>>| csv::table(&rows, dialect);
    Ok(Blank {
        files: vec![
            ("parindex.yaml", manifest(set, heading).into_bytes()),
            ("minh-chung.csv", table(evidence(set, dialect))?),
            ("so-lieu.csv", table(figures(set))?),
            ("tu-cham.csv", table(claims(set, dialect))?),
        ],
        folders: folders(set),
    })
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn manifest(set: &CriteriaSet, heading: &Heading<'_>) -> String {
    let mut lines = vec![
        "# Hồ sơ tự chấm điểm: điền các bảng CSV rồi chạy `parindex score` trong thư mục này."
            .to_owned(),
    ];
    let code = heading
        .unit
        .code
        .as_deref()
        .map(|code| format!("code: {}", quoted(code)));
    let name = heading
        .unit
        .name
        .as_deref()
        .map(|name| format!("name: {}", quoted(name)));
    let parts: Vec<String> = code.into_iter().chain(name).collect();
    if parts.is_empty() {
        lines.push("# unit: { code: ..., name: ... }".to_owned());
    } else {
        lines.push(format!("unit: {{ {} }}", parts.join(", ")));
    }
    lines.push(format!("year: {}", heading.year));
    lines.push(format!("criteria: {}", quoted(heading.criteria)));
    lines.push("evidence: [minh-chung.csv]".to_owned());
    lines.push("figures: [so-lieu.csv]".to_owned());
    lines.push("claims: [tu-cham.csv]".to_owned());
    lines.push(format!("attachments: {ATTACHMENTS}"));
    let roles: std::collections::BTreeSet<&str> = set
        .leaves()
        .filter_map(|(_, _, leaf)| leaf.owner.as_deref())
        .collect();
    if !roles.is_empty() {
        lines.push("# Ai phụ trách (vai trong bộ tiêu chí: người):".to_owned());
        lines.push("owners:".to_owned());
        lines.extend(roles.into_iter().map(|role| format!("  {}:", quoted(role))));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// A document with all leaves that require it.
struct Asked<'s> {
    leaves: Vec<(&'s Node, &'s Requirement)>,
    document: &'s Document,
    owner: Option<&'s str>,
}

/// Every required document once, in the order of the first leaf that requires it.
fn documents(set: &CriteriaSet) -> Vec<Asked<'_>> {
    let mut asked: Vec<Asked<'_>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, node, leaf) in set.leaves() {
        for requirement in &leaf.documents {
            for document in &requirement.documents {
                if let Some(place) = places.get(document.id.as_str()) {
                    asked[*place].leaves.push((node, requirement));
                    continue;
                }
                places.insert(&document.id, asked.len());
                asked.push(Asked {
                    leaves: vec![(node, requirement)],
                    document,
                    owner: leaf.owner.as_deref(),
                });
            }
        }
    }
    asked
}

fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<Vec<_>>().join("; ")
}

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn evidence(set: &CriteriaSet, dialect: Dialect) -> Vec<Vec<String>> {
    let mut rows = vec![header(&[
        "tieu_chi",
        "ten_tieu_chi",
        "diem_toi_da",
        "tai_lieu",
        "yeu_cau",
        "thoi_han",
        "nguoi_phu_trach",
        "so_ky_hieu",
        "ngay_ban_hanh",
        "trich_yeu",
        "tep",
        "duong_dan",
        "giai_trinh",
        "ghi_chu",
    ])];
    for Asked {
        leaves,
        document,
        owner,
    } in documents(set)
    {
        let maxima: Vec<String> = leaves
            .iter()
            .map(|(node, _)| dialect.number(node.max))
            .collect();
        let mut row = vec![
            joined(leaves.iter().map(|(node, _)| node.code.as_str())),
            csv::safe(&joined(leaves.iter().map(|(node, _)| node.name.as_str()))),
            maxima.join("; "),
            document.id.clone(),
            csv::safe(&requirement(&leaves, document)),
            last_day(&document.issued),
            csv::safe(owner.unwrap_or_default()),
        ];
        row.extend(std::iter::repeat_n(String::new(), 7));
        rows.push(row);
    }
    rows
}

fn last_day(issued: &Issued) -> String {
    match issued {
        Issued::Within(_, Some(by)) => dates::short(*by),
        _ => String::new(),
    }
}

/// What is asked of a document, in words.
fn requirement(leaves: &[(&Node, &Requirement)], document: &Document) -> String {
    let mut parts = vec![document.name.clone()];
    if let Some((_, group)) = leaves.iter().find(|(_, requirement)| requirement.one_of) {
        let names: Vec<&str> = group
            .documents
            .iter()
            .map(|document| document.name.as_str())
            .collect();
        parts.push(format!("chỉ cần một trong: {}", names.join(" hoặc ")));
    }
    parts.extend(asked::types(document, Lang::Vi));
    parts.extend(asked::issued(&document.issued, Lang::Vi));
    parts.extend(asked::files(document, Lang::Vi));
    for (node, requirement) in leaves {
        let cost = asked::missing(&requirement.missing, Lang::Vi);
        let only = leaves.len() == 1;
        parts.push(if only {
            cost
        } else {
            format!("{}: {cost}", node.code)
        });
    }
    parts.join("; ")
}

fn figures(set: &CriteriaSet) -> Vec<Vec<String>> {
    let mut rows = vec![header(&[
        "tieu_chi",
        "ten_tieu_chi",
        "so_lieu",
        "ten_so_lieu",
        "gia_tri",
        "yeu_cau",
        "nguon",
        "ghi_chu",
    ])];
    let mut row = |code: &str, name: &str, id: &str, label: &str, wanted: &str| {
        let blank = String::new;
        rows.push(vec![
            code.to_owned(),
            csv::safe(name),
            id.to_owned(),
            csv::safe(label),
            blank(),
            csv::safe(wanted),
            blank(),
            blank(),
        ]);
    };
    for figure in common(set) {
        row("*", &set.name, &figure.id, figure.label(), &wanted(&figure));
    }
    for (_, node, leaf) in set.leaves() {
        for (id, label, wanted) in of_leaf(set, node.max, leaf) {
            row(node.code.as_str(), &node.name, &id, &label, &wanted);
        }
    }
    rows
}

/// Figures of the set as a whole: declared ones, and those that only gates name.
fn common(set: &CriteriaSet) -> Vec<Figure> {
    let mut figures = set.figures.clone();
    for name in set.gates.iter().flat_map(|gate| gate.value.names()) {
        if !figures.iter().any(|figure| figure.id == name) {
            figures.push(Figure::undeclared(name));
        }
    }
    figures
}

/// Id, label and what is wanted of each figure of a leaf.
fn of_leaf(set: &CriteriaSet, max: Points, leaf: &Leaf) -> Vec<(String, String, String)> {
    let mut rows: Vec<(String, String, String)> = Vec::new();
    let mut add = |id: &str, label: &str, wanted: String| {
        rows.push((id.to_owned(), label.to_owned(), wanted))
    };
    for figure in &leaf.figures {
        add(&figure.id, figure.label(), wanted(figure));
    }
    let max = numbers::show(max.decimal(), Lang::Vi);
    for name in leaf.rule.figures() {
        if leaf.figures.iter().any(|figure| figure.id == name)
            || set.figures.iter().any(|f| f.id == name)
        {
            continue;
        }
        match name {
            levels::FIGURE => {
                let level = |level: &&levels::Level| {
                    format!(
                        "{} ({}: {} điểm)",
                        level.id,
                        level.name,
                        numbers::show_exact(&level.points, Lang::Vi)
                    )
                };
                let choices: Vec<String> = leaf.rule.levels().iter().map(level).collect();
                add(
                    name,
                    "Mức đạt",
                    format!("một trong: {}", choices.join("; ")),
                );
            }
            awarded::POINTS if leaf.rule.is_awarded() => {
                add(
                    name,
                    "Điểm",
                    format!("điểm do nơi khác cho, 0 đến {max}; để trống khi chưa có"),
                );
            }
            awarded::POINTS => add(name, "Điểm", stated(leaf.rule.choices(), &max)),
            awarded::PERCENT => {}
            name => add(name, name, wanted(&Figure::undeclared(name))),
        }
    }
    if leaf.not_applicable != Policy::Forbid {
        add(
            NOT_APPLICABLE,
            "Không áp dụng",
            "để trống; nếu không áp dụng thì ghi lý do".to_owned(),
        );
    }
    rows
}

fn stated(choices: &[Exact], max: &str) -> String {
    if choices.is_empty() {
        return format!("điểm tự xác định, 0 đến {max}");
    }
    let choices: Vec<String> = choices
        .iter()
        .map(|choice| numbers::show_exact(choice, Lang::Vi))
        .collect();
    format!("một trong: {}", choices.join("; "))
}

fn wanted(figure: &Figure) -> String {
    let mut parts = vec![kind_words(figure.kind, Lang::Vi).to_owned()];
    if figure.kind == Kind::Percent {
        parts.push("viết kèm dấu %".to_owned());
    }
    parts.extend(asked::bounds(figure, Lang::Vi));
    parts.join(", ")
}

fn claims(set: &CriteriaSet, dialect: Dialect) -> Vec<Vec<String>> {
    let mut rows = vec![header(&[
        "tieu_chi",
        "ten_tieu_chi",
        "diem_toi_da",
        "diem_tu_cham",
        "giai_trinh",
    ])];
    for (_, node, _) in set.leaves() {
        rows.push(vec![
            node.code.to_string(),
            csv::safe(&node.name),
            dialect.number(node.max),
            String::new(),
            String::new(),
        ]);
    }
    rows
}

/// A folder per required document that can be a file, below the first leaf that asks for it.
fn folders(set: &CriteriaSet) -> Vec<String> {
    documents(set)
        .iter()
        .filter(|asked| asked.document.accepts_file)
        .map(|asked| {
            format!(
                "{ATTACHMENTS}/{}/{}",
                asked.leaves[0].0.code, asked.document.id
            )
        })
        .collect()
}
