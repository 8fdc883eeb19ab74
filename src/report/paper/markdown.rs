//! A paper as Markdown, for hosts such as GitHub and GitLab: what is signed, without columns for
//! looking things up.

use super::{Align, Block, Cell, Closing, Column, Head, Paper, Role, Row, Table};
use crate::report::markdown;
use crate::text::lang::Lang;

/// Renders a paper.
pub fn render(paper: &Paper, lang: Lang) -> String {
    let mut parts: Vec<String> = paper.banner.iter().map(|banner| bold(banner)).collect();
    parts.extend(paper.head.as_ref().map(head));
    parts.extend(heading("#", &paper.kind));
    parts.push(bold(&paper.about));
    parts.extend(blocks(&paper.body, lang));
    parts.extend(paper.closing.as_ref().map(|said| closing(said, lang)));
    for annex in &paper.annexes {
        parts.push("---".to_owned());
        parts.extend(heading("##", &annex.title));
        parts.extend(blocks(&annex.body, lang));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n") + "\n"
}

fn head(head: &Head) -> String {
    let body = bold(&head.body);
    let lines = [
        body.as_str(),
        &line(&head.symbol),
        &bold(&head.nation),
        &bold(&head.motto),
        &italic(&head.place_and_date),
    ];
    // The issuer's lines, then those of the nation.
    let (issuer, nation) = lines.split_at(2);
    format!("{}\n\n{}", issuer.join(BREAK), nation.join(BREAK))
}

fn closing(closing: &Closing, lang: Lang) -> String {
    let recipients: Vec<String> = closing.recipients.iter().map(|to| item(to)).collect();
    let title: Vec<String> = closing.signer_title.iter().map(|line| bold(line)).collect();
    let heading = italic(Closing::heading(lang));
    let list = recipients.join("\n");
    let title = title.join(BREAK);
    let name = bold(&closing.signer_name);
    format!("**{heading}**\n\n{list}\n\n{title}\n\n{name}")
}

/// Blocks, with items that follow each other in one list.
fn blocks(blocks: &[Block], lang: Lang) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut listing = false;
    for block in blocks {
        let part = match block {
            Block::Part(title) => heading("##", title).unwrap_or_default(),
            Block::Section(title) => heading("###", title).unwrap_or_default(),
            Block::Text(said) => line(said),
            Block::Ground(said) => italic(said),
            Block::Item(said) => item(said),
            Block::Table(of) => table(&of.signed(), lang),
        };
        let is_item = matches!(block, Block::Item(_));
        match parts.last_mut() {
            Some(list) if is_item && listing => *list += &format!("\n{part}"),
            _ => parts.push(part),
        }
        listing = is_item;
    }
    parts
}

fn table(table: &Table, lang: Lang) -> String {
    let columns = table.columns.iter();
    let header: Vec<(&str, markdown::Align)> = columns
        .map(|column| {
            let align = match column.align {
                Align::Left => markdown::Align::Left,
                Align::Center => markdown::Align::Center,
                Align::Right => markdown::Align::Right,
            };
            (column.title.as_str(), align)
        })
        .collect();
    let cells = |row: &Row| {
        row.cells
            .iter()
            .zip(&table.columns)
            .map(|(of, column)| cell(of, column, row.role, lang))
            .collect()
    };
    let rows: Vec<Vec<String>> = table.rows.iter().map(cells).collect();
    let table_of = markdown::table(&header, &rows);
    let caption = table
        .caption
        .as_deref()
        .map(|caption| bold(caption) + "\n\n");
    caption.unwrap_or_default() + table_of.trim_end()
}

fn cell(cell: &Cell, column: &Column, role: Role, lang: Lang) -> String {
    let shown = cell.shown(column, lang);
    match (role, cell) {
        (Role::Leaf, Cell::Text(_)) => line(&shown),
        // Numbers hold no marks.
        (Role::Leaf, _) => shown,
        _ => bold(&shown),
    }
}

/// The end of a line within a paragraph or a cell.
const BREAK: &str = "<br>";

/// Two blanks that are not drawn together.
const GAP: &str = "\u{A0}\u{A0}";

/// Text whose line breaks stay, and whose gaps to be filled in do not close.
fn line(text: &str) -> String {
    let lines = text.lines().map(|line| markdown::text(line.trim()));
    let lines: Vec<String> = lines.map(|line| line.replace("  ", GAP)).collect();
    lines.join(BREAK)
}

fn heading(marks: &str, title: &str) -> Option<String> {
    let title = line(title);
    (!title.is_empty()).then(|| format!("{marks} {title}"))
}

fn item(text: &str) -> String {
    format!("- {}", line(text))
}

fn bold(text: &str) -> String {
    within("**", text)
}

fn italic(text: &str) -> String {
    within("*", text)
}

/// Text between marks, which must stand close to it and not around nothing.
fn within(marks: &str, text: &str) -> String {
    let text = line(text);
    if text.is_empty() {
        text
    } else {
        format!("{marks}{text}{marks}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{HOSTILE, paper};
    use super::*;

    /// The cells of a line of a table, by bars that no backslash makes text.
    fn bars(line: &str) -> usize {
        let letters: Vec<char> = line.chars().collect();
        let bar = |at: &usize| letters[*at] == '|' && (*at == 0 || letters[at - 1] != '\\');
        (0..letters.len()).filter(bar).count()
    }

    #[test]
    fn every_line_of_a_table_has_all_its_cells() {
        let text = render(&paper(), Lang::Vi);
        let lines: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
        // Header, marks and rows of the small table with three columns, and of the large one
        // with eight: the hash is no matter for a signed paper.
        assert_eq!(lines.len(), 2 + 6 + 2 + 73);
        assert!(lines[..8].iter().all(|line| bars(line) == 4));
        assert!(lines[8..].iter().all(|line| bars(line) == 9));
        assert_eq!(
            lines[9],
            "| :---: | :---: | --- | ---: | ---: | --- | --- | --- |"
        );
        assert_eq!(
            lines[82],
            "|  |  | **Tổng cộng** | **96** | **90,75** |  |  |  |"
        );
        assert!(!text.contains("SHA-256"));
    }

    #[test]
    fn the_order_is_that_of_the_paper() {
        let text = render(&paper(), Lang::Vi);
        let mut rest = text.as_str();
        for part in [
            "**BỘ TIÊU CHÍ THAM KHẢO: không dùng để nộp chính thức**\n\n",
            "**ỦY BAN NHÂN DÂN XÃ PHÚ MỸ**<br>Số:\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0}\u{A0} /BC-UBND\n\n",
            "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập - Tự do - Hạnh phúc**<br>*Phú Mỹ,",
            "\n\n# BÁO CÁO\n\n**Kết quả tự chấm điểm",
            "\n\n*Căn cứ Quyết định",
            "\n\n## I. KẾT QUẢ CHUNG\n\nTổng điểm",
            "\n\n### 1\\. Cải cách thủ tục hành chính\n\n- Chỉ tiêu 3.1.2",
            "\n- \\= không phải công thức\n\n| \\=Mã |",
            "***Nơi nhận:***\n\n- Sở Nội vụ;\n- Lưu: VT.\n\n**TM. ỦY BAN NHÂN DÂN**<br>**CHỦ TỊCH**",
            "**Nguyễn Thị Hoà**\n\n---\n\n## PHỤ LỤC I. BẢNG TỰ CHẤM ĐIỂM\n\nKèm theo",
            "**Bảng tự chấm điểm Chỉ số cải cách hành chính năm 2024**\n\n| STT |",
        ] {
            let at = rest.find(part).unwrap_or_else(|| panic!("{part}\n{rest}"));
            rest = &rest[at + part.len()..];
        }
        assert_eq!(text, render(&paper(), Lang::Vi));
    }

    #[test]
    fn hostile_text_stays_text() {
        let text = render(&paper(), Lang::En);
        assert!(!text.replace("\\<", "").contains("<s"));
        assert!(
            text.contains("\\<script\\>alert(1)\\</script\\> \\& \"x\" \\| \\*\\*y\\*\\* \\`z\\`")
        );
        assert!(text.contains(&format!("| \\{} | 1,910 |", HOSTILE[0])));
        assert!(text.contains("***Recipients:***"));
    }
}
