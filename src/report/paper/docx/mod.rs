//! A [`Paper`] as DOCX: a template, an office's own or one of those kept here, is filled in and
//! given the paper's text, tables and annexes. Page, fonts and head follow Nghị định
//! 30/2020/NĐ-CP, Phụ lục I; the order of elements follows ECMA-376, part 1, without which Word
//! offers to repair a document.

mod blocks;
mod body;
mod error;
mod fill;
mod package;
mod section;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod values;
mod widths;
mod xml;

pub use error::TemplateError;

use super::Paper;
use crate::limits;
use crate::text::lang::Lang;
use body::Body;
use fill::Filler;
use package::Package;
use styles::Styles;
use values::Values;
use xml::{Element, Node};

/// A letter: head, title, text, recipients and signature.
const LETTER: &[u8] = include_bytes!("templates/van-ban.docx");
/// A paper that is an annex itself, on pages wider than high.
const ANNEX: &[u8] = include_bytes!("templates/phu-luc.docx");

const DOCUMENT: &str = "word/document.xml";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Writes a paper as DOCX, with an office's template or the one that is kept for such papers.
///
/// A template is a .docx with placeholders, each within one paragraph: `{{ banner }}`,
/// `{{ body }}`, `{{ symbol }}`, `{{ nation }}`, `{{ motto }}`, `{{ place_and_date }}`,
/// `{{ kind }}`, `{{ about }}`, `{{ recipients }}` and `{{ signer_title }}` (whose paragraphs are
/// repeated for each line), `{{ signer_name }}`; `{{ content }}`, which must be there, and
/// `{{ annex }}`, each in a paragraph of its own. A paragraph is left out where its placeholders
/// have nothing to say, and so is a table. Text and tables look as the template's styles of these
/// names say: `Phần`, `Mục`, `Nội dung`, `Căn cứ`, `Gạch đầu dòng`, `Tên bảng`, `Tên phụ lục`,
/// `Ô bảng`, `Lời báo`, and for tables `Bảng`.
///
/// The same paper and template give the same bytes.
///
/// # Errors
/// What is wrong with the template.
pub fn render(
    paper: &Paper,
    template: Option<&[u8]>,
    lang: Lang,
) -> Result<Vec<u8>, TemplateError> {
    let is_annex = paper.head.is_none() && paper.closing.is_none();
    let kept = if is_annex { ANNEX } else { LETTER };
    let mut package = Package::open(template.unwrap_or(kept), &limits::get().content)?;
    let values = Values::new(paper);
    let mut filler = Filler::new(&values);
    for name in headers_and_footers(&package) {
        let root = part(&package, &name)?;
        write(&mut package, &name, &filler.inside(root)?)?;
    }
    // A header cannot take the place of these.
    filler.met.clear();
    if package.part(DOCUMENT).is_none() {
        return Err(TemplateError::NoDocument);
    }
    let mut document = part(&package, DOCUMENT)?;
    if !document.is("w:document") || document.get("xmlns:w").as_deref() != Some(WORD) {
        return Err(TemplateError::Damaged(DOCUMENT.to_owned()));
    }
    let styles = Styles::read(package.part("word/styles.xml"));
    let body = Body {
        paper,
        styles: &styles,
        lang,
    };
    let mut has_body = false;
    for child in &mut document.children {
        if let Node::Element(element) = child
            && element.is("w:body")
        {
            *element = body.fill(element, &mut filler)?;
            has_body = true;
        }
    }
    if !has_body {
        return Err(TemplateError::Damaged(DOCUMENT.to_owned()));
    }
    write(&mut package, DOCUMENT, &document)?;
    package.pack()
}

fn headers_and_footers(package: &Package) -> Vec<String> {
    let is_one = |name: &&str| {
        let stem = name.strip_suffix(".xml");
        stem.is_some_and(|stem| stem.starts_with("word/header") || stem.starts_with("word/footer"))
    };
    package.names().filter(is_one).map(str::to_owned).collect()
}

fn part(package: &Package, name: &str) -> Result<Element, TemplateError> {
    let root = package.part(name).and_then(xml::read);
    root.ok_or_else(|| TemplateError::Damaged(name.to_owned()))
}

fn write(package: &mut Package, name: &str, root: &Element) -> Result<(), TemplateError> {
    let bytes = xml::write(root).map_err(|_| TemplateError::Damaged(name.to_owned()))?;
    package.replace(name, bytes);
    Ok(())
}
