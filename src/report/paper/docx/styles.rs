//! How generated text looks: by the template's styles of these names, or, where it has none, by
//! the same formatting written out (Nghị định 30/2020/NĐ-CP, Phụ lục I).

use std::collections::BTreeMap;

use super::xml::{self, Element};

/// A property: an element without content and its attributes.
pub(super) type Property = (&'static str, &'static [(&'static str, &'static str)]);

/// What a generated paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Part,
    Section,
    Text,
    Ground,
    Item,
    Caption,
    AnnexTitle,
    Cell,
    Banner,
}

const BODY: &[Property] = &[SPACED, FIRST_LINE, JUSTIFIED];
const SPACED: Property = (
    "w:spacing",
    &[
        ("w:before", "60"),
        ("w:after", "60"),
        ("w:line", "264"),
        ("w:lineRule", "auto"),
    ],
);
const HEADING_SPACED: Property = (
    "w:spacing",
    &[
        ("w:before", "120"),
        ("w:after", "60"),
        ("w:line", "264"),
        ("w:lineRule", "auto"),
    ],
);
const FIRST_LINE: Property = ("w:ind", &[("w:firstLine", "567")]);
const JUSTIFIED: Property = ("w:jc", &[("w:val", "both")]);
const CENTERED: Property = ("w:jc", &[("w:val", "center")]);
const KEEP_NEXT: Property = ("w:keepNext", &[]);
const BOLD: &[Property] = &[("w:b", &[]), ("w:bCs", &[])];
const ITALIC: &[Property] = &[("w:i", &[]), ("w:iCs", &[])];

impl Style {
    #[cfg(test)]
    pub(super) const ALL: [Self; 9] = [
        Self::Part,
        Self::Section,
        Self::Text,
        Self::Ground,
        Self::Item,
        Self::Caption,
        Self::AnnexTitle,
        Self::Cell,
        Self::Banner,
    ];

    /// What the template's style is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Part => "Phần",
            Self::Section => "Mục",
            Self::Text => "Nội dung",
            Self::Ground => "Căn cứ",
            Self::Item => "Gạch đầu dòng",
            Self::Caption => "Tên bảng",
            Self::AnnexTitle => "Tên phụ lục",
            Self::Cell => "Ô bảng",
            Self::Banner => "Lời báo",
        }
    }

    /// The properties of its paragraphs.
    pub(super) fn paragraph(self) -> &'static [Property] {
        match self {
            Self::Part => &[
                KEEP_NEXT,
                HEADING_SPACED,
                FIRST_LINE,
                JUSTIFIED,
                ("w:outlineLvl", &[("w:val", "0")]),
            ],
            Self::Section => &[
                KEEP_NEXT,
                HEADING_SPACED,
                FIRST_LINE,
                JUSTIFIED,
                ("w:outlineLvl", &[("w:val", "1")]),
            ],
            Self::Text | Self::Ground | Self::Item => BODY,
            Self::Caption => &[
                KEEP_NEXT,
                ("w:spacing", &[("w:before", "120"), ("w:after", "60")]),
                CENTERED,
            ],
            Self::AnnexTitle => &[
                KEEP_NEXT,
                ("w:spacing", &[("w:before", "0"), ("w:after", "120")]),
                CENTERED,
                ("w:outlineLvl", &[("w:val", "0")]),
            ],
            Self::Cell => &[
                ("w:spacing", &[("w:before", "20"), ("w:after", "20")]),
                ("w:jc", &[("w:val", "left")]),
            ],
            Self::Banner => &[
                ("w:spacing", &[("w:before", "0"), ("w:after", "180")]),
                ("w:ind", &[("w:left", "90"), ("w:right", "90")]),
                CENTERED,
            ],
        }
    }

    /// The properties of its text, apart from font and size.
    pub(super) fn text(self) -> &'static [Property] {
        match self {
            Self::Part | Self::Section | Self::Caption | Self::AnnexTitle | Self::Banner => BOLD,
            Self::Ground => ITALIC,
            Self::Text | Self::Item | Self::Cell => &[],
        }
    }

    /// The size of its text in half points.
    pub(super) fn size(self) -> &'static str {
        match self {
            Self::Cell => "23",
            Self::Banner => "24",
            _ => "28",
        }
    }
}

/// The styles that a template has.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: BTreeMap<String, String>,
    tables: BTreeMap<String, String>,
}

impl Styles {
    /// Reads them; there are none where the part is not readable.
    pub(super) fn read(part: Option<&[u8]>) -> Self {
        let mut styles = Self::default();
        let Some(root) = part.and_then(xml::read) else {
            return styles;
        };
        for style in root.elements().filter(|element| element.is("w:style")) {
            let name = style.find("w:name").and_then(|name| name.get("w:val"));
            let (Some(name), Some(id)) = (name, style.get("w:styleId")) else {
                continue;
            };
            match style.get("w:type").as_deref() {
                // Where no type is stated it is one of paragraphs.
                None | Some("paragraph") => styles.paragraphs.insert(name, id),
                Some("table") => styles.tables.insert(name, id),
                Some(_) => None,
            };
        }
        styles
    }

    /// The template's name for a style.
    pub(super) fn id(&self, style: Style) -> Option<&str> {
        self.paragraphs.get(style.name()).map(String::as_str)
    }

    /// The template's name for the style of tables, which is called `Bảng`.
    pub(super) fn table(&self) -> Option<&str> {
        self.tables.get("Bảng").map(String::as_str)
    }
}

/// A property as an element.
pub(super) fn element(property: &Property) -> Element {
    let (name, attributes) = property;
    attributes
        .iter()
        .fold(Element::new(name), |element, (name, value)| {
            element.attr(name, value)
        })
}
