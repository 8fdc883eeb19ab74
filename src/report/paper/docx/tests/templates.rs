//! Templates of offices, as Word writes them.

use super::super::{render, section};
use super::read::{Piece, TYPES, body, document, p, part, pieces, style, template, text, zip};
use super::sample;
use crate::report::paper::{Block, Paper};
use crate::text::lang::Lang;

fn paper() -> Paper {
    let mut paper = sample::letter();
    paper.body = vec![
        Block::Part("I. MỤC ĐÍCH".to_owned()),
        Block::Text("Nội dung".to_owned()),
    ];
    paper.banner = None;
    paper.annexes.clear();
    paper
}

fn fill(paper: &Paper, body: &str) -> Vec<u8> {
    render(paper, Some(&template(body)), Lang::Vi).unwrap()
}

fn texts(docx: &[u8]) -> Vec<String> {
    body(docx).elements().map(text).collect()
}

#[test]
fn a_placeholder_may_be_split_over_runs() {
    let split = r#"<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Số hiệu: {</w:t></w:r><w:bookmarkStart w:id="0" w:name="_a"/><w:r><w:rPr><w:i/></w:rPr><w:t>{ sym</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>bol</w:t></w:r><w:bookmarkEnd w:id="0"/><w:r><w:t xml:space="preserve"> }}, {{motto}} - hết</w:t></w:r></w:p>"#;
    let docx = fill(&paper(), &(split.to_owned() + &p("{{ content }}")));
    assert_eq!(
        texts(&docx)[0],
        "Số hiệu: Số:           /KH-UBND, Độc lập - Tự do - Hạnh phúc - hết"
    );
    let body = body(&docx);
    let paragraph = body.elements().next().unwrap();
    assert!(paragraph.find("w:proofErr").is_none());
    assert!(paragraph.find("w:bookmarkStart").is_some());
    let runs: Vec<_> = paragraph.elements().filter(|one| one.is("w:r")).collect();
    // The value stands where its placeholder began, in bold.
    assert_eq!(text(runs[0]), "Số hiệu: Số:           /KH-UBND");
    assert!(runs[0].find("w:rPr").unwrap().find("w:b").is_some());
    assert_eq!(text(runs[1]), "");
    assert_eq!(text(runs[2]), "");
}

#[test]
fn lists_repeat_their_paragraph() {
    let list = r#"<w:p w14:paraId="00000001" xmlns:w14="x"><w:bookmarkStart w:id="1" w:name="n"/><w:r><w:t xml:space="preserve">+ {{ recipients }} ({{ kind }})</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>"#;
    let docx = fill(
        &paper(),
        &(p("{{ content }}") + list + &p("{{ signer_title }}")),
    );
    assert_eq!(
        texts(&docx)[2..],
        [
            "+ Phòng Nội vụ; (KẾ HOẠCH)",
            "+ TT. ĐU - HĐND - UBND; (KẾ HOẠCH)",
            "+ Lưu: VT. (KẾ HOẠCH)",
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
        ]
    );
    let body = body(&docx);
    let marked = |name: &str| {
        let paragraphs = body.elements();
        paragraphs.filter(|one| one.find(name).is_some()).count()
    };
    assert_eq!(marked("w:bookmarkStart"), 1);
    let named = body.elements().filter_map(|one| one.get("w14:paraId"));
    assert_eq!(named.count(), 1);
}

#[test]
fn what_has_nothing_to_say_is_left_out() {
    let table = |cell: &str| {
        format!(
            r#"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"#
        )
    };
    let body_of = [
        p("{{ banner }}"),
        table(&(p("Số:") + &p("{{ symbol }}"))),
        p("{{ motto }}"),
        table(&p("{{ kind }}")),
        p("Mẫu {{ body }}"),
        p("{{ content }}"),
        table(&(p("{{ about }}") + &table(&(p("Nơi nhận:") + &p("- {{ recipients }}"))))),
        p("{{ annex }}"),
    ]
    .concat();
    let mut paper = paper();
    (paper.head, paper.closing) = (None, None);
    let docx = fill(&paper, &body_of);
    let cell = |text: &str| Piece::Table(vec![vec![text.to_owned()]]);
    let plain = |text: &str| Piece::Paragraph(String::new(), text.to_owned());
    assert_eq!(
        pieces(&docx),
        [
            cell("KẾ HOẠCH"),
            plain("Mẫu "),
            plain("I. MỤC ĐÍCH"),
            plain("Nội dung"),
            cell(&paper.about),
        ]
    );
    let body = body(&docx);
    let inner = body
        .elements()
        .filter(|one| one.is("w:tbl"))
        .last()
        .unwrap();
    let cell = inner.find("w:tr").unwrap().find("w:tc").unwrap();
    assert!(cell.elements().last().unwrap().is("w:p"));
    // A table at the end is followed by a paragraph.
    assert!(body.elements().last().unwrap().is("w:p"));
}

#[test]
fn styles_are_found_by_name_or_written_out() {
    let styles = r#"<w:styles xmlns:w="x"><w:style w:type="paragraph" w:styleId="a7"><w:name w:val="Nội dung"/></w:style><w:style w:type="character" w:styleId="a8"><w:name w:val="Phần"/></w:style></w:styles>"#;
    let content = document(&p("{{ content }}"));
    let template = zip(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/document.xml", content.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
    ]);
    let docx = render(&paper(), Some(&template), Lang::Vi).unwrap();
    let body = body(&docx);
    let paragraphs: Vec<_> = body.elements().collect();
    assert_eq!(style(paragraphs[1]), "a7");
    assert!(paragraphs[1].find("w:r").unwrap().find("w:rPr").is_none());
    assert_eq!(style(paragraphs[0]), "");
    let properties = paragraphs[0].find("w:pPr").unwrap();
    assert!(properties.find("w:keepNext").is_some());
    let look = paragraphs[0].find("w:r").unwrap().find("w:rPr").unwrap();
    let font = look.find("w:rFonts").unwrap().get("w:ascii");
    assert_eq!(font.as_deref(), Some("Times New Roman"));
    assert_eq!(
        look.find("w:sz").unwrap().get("w:val").as_deref(),
        Some("28")
    );
    assert!(look.find("w:b").is_some());
}

#[test]
fn a_banner_and_annexes_never_get_lost() {
    let paper = sample::letter();
    let upright = r#"<w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:left="1440" w:right="1440" w:gutter="0"/><w:pgNumType w:start="5"/><w:titlePg/></w:sectPr>"#;
    let docx = fill(&paper, &(p("{{ content }}") + upright));
    assert_eq!(texts(&docx)[0], paper.banner.clone().unwrap());
    let body = body(&docx);
    let sections: Vec<_> = body.elements().filter_map(section::properties).collect();
    let names = |index: usize| {
        let names = sections[index].elements().map(|one| one.name().to_owned());
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        names(0),
        ["w:type", "w:pgSz", "w:pgMar", "w:pgNumType", "w:titlePg"]
    );
    assert_eq!(names(1), ["w:pgSz", "w:pgMar", "w:pgNumType"]);
    let size = sections[1].find("w:pgSz").unwrap();
    assert_eq!(
        ["w:w", "w:h", "w:orient"].map(|name| size.get(name).unwrap()),
        ["15840", "12240", "landscape"]
    );
    let number = sections[1].find("w:pgNumType").unwrap();
    assert_eq!(number.get("w:start"), None);
    let titles = body
        .elements()
        .filter(|one| text(one).starts_with("Phụ lục"));
    let new_page = titles.map(|one| {
        let properties = one.find("w:pPr").unwrap();
        properties.find("w:pageBreakBefore").is_some()
    });
    // The section begins a page for the first annex.
    assert_eq!(new_page.collect::<Vec<_>>(), [false, true]);
}

#[test]
fn text_behind_the_annexes_goes_on_upright() {
    let mut paper = sample::letter();
    paper.annexes.truncate(1);
    let end = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>"#;
    let sections = |behind: &str| -> Vec<String> {
        let body_of = p("{{ content }}") + &p("{{ annex }}") + behind + end;
        let pieces = pieces(&fill(&paper, &body_of)).into_iter();
        let widths = pieces.filter_map(|piece| match piece {
            Piece::Section(width, _) => Some(width),
            _ => None,
        });
        widths.collect()
    };
    assert_eq!(sections(&p("Hết")), ["11906", "16838", "11906"]);
    assert_eq!(sections("<w:p/>"), ["11906", "16838"]);
    // A body need not end with a section.
    let pieces = pieces(&fill(&paper, &(p("{{ content }}") + &p("{{ annex }}"))));
    let end = Piece::Section("16838".to_owned(), "11906".to_owned());
    assert_eq!(pieces.last(), Some(&end));
}

#[test]
fn headers_and_text_boxes_are_filled_in() {
    let boxed = format!(
        "<w:p><w:r><w:t>Ngoài {{{{ kind }}}}</w:t></w:r><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>",
        p("{{ motto }}")
    );
    let content = document(&(boxed + &p("{{ content }}")));
    let header = format!(r#"<w:hdr xmlns:w="x">{}</w:hdr>"#, p("{{ symbol }}"));
    let template = zip(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/document.xml", content.as_bytes()),
        ("word/header2.xml", header.as_bytes()),
    ]);
    let docx = render(&paper(), Some(&template), Lang::Vi).unwrap();
    assert_eq!(texts(&docx)[0], "Ngoài KẾ HOẠCHĐộc lập - Tự do - Hạnh phúc");
    let header = part(&docx, "word/header2.xml");
    assert_eq!(text(&header), "Số:           /KH-UBND");
}

#[test]
fn a_word_template_becomes_a_document() {
    let types = TYPES.replace("document.main", "template.main");
    let content = document(&p("{{ content }}"));
    let template = zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("word/document.xml", content.as_bytes()),
    ]);
    let docx = render(&paper(), Some(&template), Lang::Vi).unwrap();
    let types = part(&docx, "[Content_Types].xml");
    let of = types.find("Override").unwrap().get("ContentType").unwrap();
    assert!(of.ends_with("document.main+xml"), "{of}");
}
