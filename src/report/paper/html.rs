//! A paper as one page for a browser: it looks like the signed paper (Nghị định 30/2020/NĐ-CP,
//! Phụ lục I) on screen, by day and by night, and prints on A4, annexes lying. It stands alone:
//! no script, no network.
//!
//! Text enters through the macros of `maud`, which escape it.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Align, Annex, Block, Closing, Column, Head, Paper, Role, Row, Table};
use crate::report::html::nothing_foreign;
use crate::text::lang::Lang;

/// How it looks.
const STYLE: &str = include_str!("html.css");

/// Renders a paper: what is signed, without columns for looking things up.
pub fn render(paper: &Paper, lang: Lang) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang=(lang.pick("vi", "en")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(nothing_foreign(STYLE, None));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (paper.kind) " – " (paper.about) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    article.page {
                        @if let Some(banner) = &paper.banner { p.banner role="note" { (banner) } }
                        @if let Some(said) = &paper.head { (head(said)) }
                        h1 { (paper.kind) }
                        p.about { (paper.about) }
                        (blocks(&paper.body, lang))
                        @if let Some(said) = &paper.closing { (closing(said, lang)) }
                    }
                    @for said in &paper.annexes { (annex(said, lang)) }
                }
            }
        }
    };
    markup.into_string() + "\n"
}

fn head(head: &Head) -> Markup {
    html! {
        header {
            div.issuer {
                p.body { (head.body) }
                p.symbol { (head.symbol) }
            }
            div.nation {
                p.name { (head.nation) }
                p.motto { (head.motto) }
                p.day { (head.place_and_date) }
            }
        }
    }
}

fn closing(closing: &Closing, lang: Lang) -> Markup {
    html! {
        footer {
            div.recipients {
                p { (Closing::heading(lang)) }
                ul { @for to in &closing.recipients { li { (to) } } }
            }
            div.signature {
                @for line in &closing.signer_title { p { (line) } }
                p.signer { (closing.signer_name) }
            }
        }
    }
}

fn annex(annex: &Annex, lang: Lang) -> Markup {
    html! {
        section.page.annex {
            h2.title { (annex.title) }
            (blocks(&annex.body, lang))
        }
    }
}

/// Blocks, with items that follow each other in one list.
fn blocks(blocks: &[Block], lang: Lang) -> Markup {
    let item = |block: &Block| matches!(block, Block::Item(_));
    let runs = blocks.chunk_by(|one, next| item(one) && item(next));
    html! {
        @for run in runs {
            @if item(&run[0]) {
                ul { @for one in run { (block(one, lang)) } }
            } @else {
                @for one in run { (block(one, lang)) }
            }
        }
    }
}

fn block(block: &Block, lang: Lang) -> Markup {
    match block {
        Block::Part(title) => html! { h2 { (title) } },
        Block::Section(title) => html! { h3 { (title) } },
        Block::Text(said) => html! { p { (said) } },
        Block::Ground(said) => html! { p.ground { (said) } },
        Block::Item(said) => html! { li { (said) } },
        Block::Table(of) => table(&of.signed(), lang),
    }
}

/// A table; on a narrow screen it is moved sideways, by keys too.
fn table(table: &Table, lang: Lang) -> Markup {
    let caption = table.caption.as_deref();
    let name = caption.unwrap_or(&table.name);
    let heading = headed(&table.columns);
    let all = table.columns.iter().map(|column| u64::from(column.width));
    let all: u64 = all.sum::<u64>().max(1);
    // In tenths of a percent: whole numbers do. An attribute: the policy of the page takes no
    // style but its own.
    let share = |column: &Column| {
        let share = u64::from(column.width) * 1000 / all;
        format!("{}.{}%", share / 10, share % 10)
    };
    html! {
        div.table role="region" aria-label=(name) tabindex="0" {
            table class=[(table.columns.len() > 6).then_some("wide")] {
                caption class=[caption.is_none().then_some("unseen")] { (name) }
                colgroup {
                    @for column in &table.columns { col width=(share(column)); }
                }
                thead {
                    tr { @for column in &table.columns { th scope="col" { (column.title) } } }
                }
                tbody {
                    @for of in &table.rows { (row(table, of, heading, lang)) }
                }
            }
        }
    }
}

/// Which column names a row: the first of words.
fn headed(columns: &[Column]) -> usize {
    let words = |column: &Column| column.align == Align::Left;
    columns.iter().position(words).unwrap_or(0)
}

fn row(table: &Table, row: &Row, heading: usize, lang: Lang) -> Markup {
    let role = match row.role {
        Role::Field => Some("field"),
        Role::Inner => Some("inner"),
        Role::Leaf => None,
        Role::Total => Some("total"),
    };
    html! {
        tr class=[role] {
            @for (at, (column, of)) in table.columns.iter().zip(&row.cells).enumerate() {
                @if at == heading {
                    th scope="row" class=[align(column)] { (of.shown(column, lang)) }
                } @else {
                    td class=[class(table, row, at)] { (of.shown(column, lang)) }
                }
            }
        }
    }
}

fn class(table: &Table, row: &Row, at: usize) -> Option<String> {
    let short = table.falls_short(row, at).then_some("short");
    let classes: Vec<&str> = align(&table.columns[at]).into_iter().chain(short).collect();
    (!classes.is_empty()).then(|| classes.join(" "))
}

fn align(column: &Column) -> Option<&'static str> {
    match column.align {
        Align::Left => None,
        Align::Center => Some("middle"),
        Align::Right => Some("number"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{HOSTILE, paper};
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        let page = render(&paper(), Lang::Vi);
        assert!(!page.contains("<script"));
        assert!(
            page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; | **y** `z`")
        );
        assert!(page.contains(&format!("<th scope=\"row\">{}</th>", HOSTILE[0])));
        let mut paper = paper();
        paper.annexes[0].title = "</h2><img src=x>".to_owned();
        paper.kind = "</title>".to_owned();
        let page = render(&paper, Lang::Vi);
        assert!(!page.contains("<img"));
        assert_eq!(page.matches("</title>").count(), 1);
    }

    #[test]
    fn the_page_holds_everything_that_is_signed() {
        let page = render(&paper(), Lang::Vi);
        assert_eq!(page, render(&paper(), Lang::Vi));
        for part in [
            "<html lang=\"vi\">",
            "default-src 'none'",
            "<p class=\"banner\" role=\"note\">BỘ TIÊU CHÍ THAM KHẢO",
            "<p class=\"symbol\">Số:           /BC-UBND</p>",
            "<h1>BÁO CÁO</h1>",
            "<h2>I. KẾT QUẢ CHUNG</h2>",
            "<ul><li>Chỉ tiêu 3.1.2 (1,25 điểm): thiếu đính kèm báo cáo kết quả thực hiện.</li>\
             <li>= không phải công thức</li></ul>",
            "<caption class=\"unseen\">BẢNG ĐIỂM</caption>",
            "<section class=\"page annex\">",
            "<caption>Bảng tự chấm điểm Chỉ số cải cách hành chính năm 2024</caption>",
            "<tr class=\"total\"><td class=\"middle\"></td><td class=\"middle\"></td>\
             <th scope=\"row\">Tổng cộng</th><td class=\"number\">96</td>\
             <td class=\"number short\">90,75</td>",
            "<p class=\"signer\">Nguyễn Thị Hoà</p>",
        ] {
            assert!(page.contains(part), "{part}");
        }
        // Six rows and 73, two headers.
        assert_eq!(page.matches("<tr").count(), 6 + 73 + 2);
        assert_eq!(page.matches("scope=\"col\"").count(), 3 + 8);
        assert!(!page.contains("SHA-256"));
        // Leaves 4, 11, 18, 25, 32, 39 and 46, the seven criteria and the seven fields (all but
        // the fourth, with leaves 19 to 24) they are part of, and the total.
        assert_eq!(page.matches("number short").count(), 7 + 7 + 7 + 1);
    }

    #[test]
    fn the_style_loads_nothing_and_cannot_end_early() {
        for word in ["url(", "@import", "http", "</"] {
            assert!(!STYLE.contains(word), "{word}");
        }
    }
}
