//! The shipped sets, one after the other.

use super::page::{Page, Paint};
use super::{Entry, SetView};
use crate::criteria::model::CriteriaSet;
use crate::points::Exact;
use crate::report::markdown::{self, Align};
use crate::report::rule_words::Said;
use crate::report::terminal::Screen;
use crate::report::words;
use crate::text::lang::Lang;
use crate::text::numbers;

/// The list for a screen.
pub fn terminal(sets: &[CriteriaSet], lang: Lang, screen: Screen) -> String {
    let entries: Vec<Entry<'_>> = sets
        .iter()
        .map(|set| {
            let view = SetView::whole(set, lang);
            let leaves = words::leaves(view.counts().1, lang);
            let facts = [
                words::level(set.level, lang),
                &view.years(),
                words::provenance(set.provenance, lang),
                &format!("{leaves}, {}", words::points(&Exact::from(set.total), lang)),
            ];
            let said = Said {
                notes: vec![facts.join(" · ")],
                ..Said::plain(&set.name)
            };
            Entry::all(&set.id, vec![said])
        })
        .collect();
    let mut page = Page::new(screen);
    page.entries(0, &entries, Paint::Bold);
    page.text()
}

/// The list as Markdown.
pub fn markdown(sets: &[CriteriaSet], lang: Lang) -> String {
    let rows: Vec<Vec<String>> = sets
        .iter()
        .map(|set| {
            row(set, lang)
                .iter()
                .map(|cell| markdown::text(cell))
                .collect()
        })
        .collect();
    markdown::table(&header(lang), &rows)
}

fn header(lang: Lang) -> [(&'static str, Align); 7] {
    use Align::{Left, Right};
    [
        (lang.pick("Mã", "Id"), Left),
        (lang.pick("Tên", "Name"), Left),
        (lang.pick("Cấp", "Level"), Left),
        (lang.pick("Năm", "Years"), Left),
        (lang.pick("Nguồn gốc", "Provenance"), Left),
        (lang.pick("Chỉ tiêu", "Leaves"), Right),
        (lang.pick("Tổng điểm", "Total"), Right),
    ]
}

fn row(set: &CriteriaSet, lang: Lang) -> [String; 7] {
    let view = SetView::whole(set, lang);
    [
        set.id.clone(),
        set.name.clone(),
        words::level(set.level, lang).to_owned(),
        view.years(),
        words::provenance(set.provenance, lang).to_owned(),
        view.counts().1.to_string(),
        numbers::show(set.total.decimal(), lang),
    ]
}
