//! The CSV tables of an empty submission, and the manifest that names them.

use crate::report::blank::rows::{documents, figures};
use crate::report::blank::{Contents, File, manifest};
use crate::report::csv::{self, Dialect};
use crate::text::dates;

/// The column for people with what an earlier submission said.
const EARLIER: &str = "ky_truoc";

/// Makes the manifest and the tables.
///
/// # Errors
/// Never in practice: it writes to memory.
pub(super) fn write(contents: &Contents<'_>, dialect: Dialect) -> std::io::Result<Vec<File>> {
    let table = |rows: Vec<Vec<String>>| csv::table(&rows, dialect);
    Ok(vec![
        File::plain("parindex.yaml", manifest::write(contents).into_bytes()),
        File::plain("minh-chung.csv", table(evidence(contents, dialect))?),
        File::plain("so-lieu.csv", table(figure_rows(contents))?),
        File::plain("tu-cham.csv", table(claims(contents, dialect))?),
    ])
}

/// A header, with the column for an earlier submission where there is one.
fn header(names: &[&str], contents: &Contents<'_>) -> Vec<String> {
    let earlier = contents.earlier.map(|_| EARLIER);
    let names = names.iter().copied().chain(earlier);
    names.map(str::to_owned).collect()
}

fn evidence(contents: &Contents<'_>, dialect: Dialect) -> Vec<Vec<String>> {
    let names = [
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
    ];
    let mut rows = vec![header(&names, contents)];
    for asked in documents(contents.set) {
        let leaves = asked.leaves.iter();
        let maxima: Vec<String> = leaves
            .map(|(_, node, _)| dialect.number(node.max))
            .collect();
        let mut requirement = vec![asked.document.name.clone()];
        requirement.extend(asked.parts());
        let mut row = vec![
            asked.codes(),
            csv::safe(&asked.names()),
            maxima.join("; "),
            asked.document.id.clone(),
            csv::safe(&requirement.join("; ")),
            asked.last_day().map(dates::short).unwrap_or_default(),
            csv::safe(asked.owner.unwrap_or_default()),
        ];
        row.resize(names.len(), String::new());
        let earlier = contents.earlier.map(|earlier| earlier.document(&asked));
        row.extend(earlier.map(|said| csv::safe(&said)));
        rows.push(row);
    }
    rows
}

fn figure_rows(contents: &Contents<'_>) -> Vec<Vec<String>> {
    let names = [
        "tieu_chi",
        "ten_tieu_chi",
        "so_lieu",
        "ten_so_lieu",
        "gia_tri",
        "yeu_cau",
        "nguon",
        "ghi_chu",
    ];
    let mut rows = vec![header(&names, contents)];
    for asked in figures(contents.set) {
        let name = asked
            .leaf
            .map_or(&contents.set.name, |(_, node)| &node.name);
        let mut row = vec![
            asked.code().to_owned(),
            csv::safe(name),
            asked.id.clone(),
            csv::safe(&asked.label),
            String::new(),
            csv::safe(&asked.wanted()),
        ];
        row.resize(names.len(), String::new());
        row.extend(
            contents
                .earlier
                .map(|earlier| csv::safe(earlier.figure(&asked))),
        );
        rows.push(row);
    }
    rows
}

fn claims(contents: &Contents<'_>, dialect: Dialect) -> Vec<Vec<String>> {
    let names = [
        "tieu_chi",
        "ten_tieu_chi",
        "diem_toi_da",
        "diem_tu_cham",
        "giai_trinh",
    ];
    let mut rows = vec![header(&names, contents)];
    for (leaf, node, _) in contents.set.leaves() {
        let mut row = vec![
            node.code.to_string(),
            csv::safe(&node.name),
            dialect.number(node.max),
        ];
        row.resize(names.len(), String::new());
        row.extend(
            contents
                .earlier
                .map(|earlier| csv::safe(earlier.claim(leaf))),
        );
        rows.push(row);
    }
    rows
}
