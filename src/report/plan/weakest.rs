//! What hangs on each attached file, as a paper.

use crate::plan::weakest::Weak;
use crate::report::paper::{Block, Cell, Column, Paper, Role, Row, Table};
use crate::report::score_words::Wording;
use crate::report::view::View;
use crate::report::words;

/// The evidence on which points hang, what costs most first, and how many pieces could be lost
/// without losing points.
pub fn weakest(view: &View<'_>, weak: &[Weak], idle: usize) -> Paper {
    let lang = view.lang;
    let said = Wording { view };
    let set = view.set();
    let digits = set.rounding.digits;
    let mut body = Vec::new();
    if weak.is_empty() {
        let nothing = lang.pick(
            "Không tệp nào mà mất đi thì mất điểm.",
            "No file costs points if it is lost.",
        );
        body.push(Block::Text(nothing.to_owned()));
    } else {
        let columns = vec![
            Column::words(lang.pick("Mất tệp này", "If this is lost"), 40),
            Column::points(lang.pick("là mất", "this is lost"), 10).fixed(digits),
            Column::words(lang.pick("ở", "at"), 50),
        ];
        let rows = weak.iter().map(|one| {
            let leaves = one.leaves.iter().map(|(index, loss)| {
                let node = &set.nodes[*index];
                format!("{} {} ({})", node.code, node.name, said.fixed(*loss))
            });
            let leaves: Vec<String> = leaves.collect();
            Row {
                role: Role::Leaf,
                cells: vec![
                    Cell::text(&one.evidence),
                    Cell::Points(one.loss),
                    Cell::text(leaves.join("; ")),
                ],
            }
        });
        body.push(Block::Table(Table {
            name: lang.pick("Tệp", "Files").to_owned(),
            caption: None,
            rows: rows.collect(),
            columns,
            chart: None,
        }));
    }
    if idle > 0 {
        body.push(Block::Text(lang.pick(
            format!("{idle} tệp, văn bản khác: mất một mình nó không làm mất điểm."),
            format!("{idle} others: losing one of them alone costs nothing."),
        )));
    }
    body.extend(said.unchecked().map(Block::Text));
    let unit = words::unit(said.unit(), lang);
    let index = words::index(view.submission.year, lang);
    Paper::sheet(
        words::banner(set.provenance, lang),
        lang.pick("ĐIỂM DỰA VÀO TỪNG TỆP", "WHAT HANGS ON EACH FILE"),
        format!("{unit} · {index} · {}", set.id),
        body,
    )
}
