//! PDFs made for a test, object by object.

use std::fmt::Write;

/// A PDF in the making; objects are numbered from 1 as they are added.
#[derive(Default)]
pub(crate) struct Pdf {
    objects: Vec<Vec<u8>>,
    trailer: String,
}

impl Pdf {
    /// Adds an object, and gives its number.
    pub(crate) fn add(&mut self, object: &str) -> usize {
        self.objects.push(object.as_bytes().to_vec());
        self.objects.len()
    }

    /// Adds a stream, and gives its number.
    pub(crate) fn stream(&mut self, dictionary: &str, data: &[u8]) -> usize {
        let head = format!("<<{dictionary}/Length {}>>\nstream\n", data.len());
        let object = [head.as_bytes(), data, b"\nendstream"].concat();
        self.objects.push(object);
        self.objects.len()
    }

    /// Adds a catalog with one page, whose entries these are.
    pub(crate) fn page(&mut self, entries: &str, of_catalog: &str) {
        let page = self.objects.len() + 1;
        let (pages, catalog) = (page + 1, page + 2);
        self.add(&format!(
            "<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 595 842]{entries}>>"
        ));
        self.add(&format!("<</Type/Pages/Kids[{page} 0 R]/Count 1>>"));
        self.add(&format!("<</Type/Catalog/Pages {pages} 0 R{of_catalog}>>"));
        self.trailer = format!("/Root {catalog} 0 R");
    }

    /// Says more in the trailer.
    pub(crate) fn trailer(&mut self, entries: &str) {
        self.trailer.push_str(entries);
    }

    /// The file, with a table of its objects.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (index, object) in self.objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
            file.extend(format!("{} 0 obj\n", index + 1).bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let start = file.len();
        let size = self.objects.len() + 1;
        let trailer = &self.trailer;
        let end = format!("trailer\n<</Size {size}{trailer}>>\nstartxref\n{start}\n%%EOF\n");
        file.extend(table.bytes());
        file.extend(end.bytes());
        file
    }
}

/// Text shown as Word does it: two-byte codes of the embedded font's own choice, each run set at
/// its place. All glyphs are half as wide as the font is high.
pub(crate) struct Typesetter {
    letters: Vec<char>,
    content: String,
}

impl Typesetter {
    pub(crate) fn new() -> Self {
        Self {
            letters: vec!['\0'; 3],
            content: String::new(),
        }
    }

    /// Puts operators between the runs.
    pub(crate) fn operators(&mut self, operators: &str) {
        self.content.push_str(operators);
        self.content.push('\n');
    }

    /// Shows text of 10 points at a place.
    pub(crate) fn run(&mut self, x: i32, y: i32, text: &str) {
        let codes = self.codes(text);
        let run = format!("BT /F1 10 Tf 1 0 0 1 {x} {y} Tm [<{codes}>] TJ ET");
        self.operators(&run);
    }

    /// The codes of text, in hexadecimal.
    pub(crate) fn codes(&mut self, text: &str) -> String {
        let code = |letter| {
            let known = self.letters.iter().position(|known| *known == letter);
            let code = known.unwrap_or_else(|| {
                self.letters.push(letter);
                self.letters.len() - 1
            });
            format!("{code:04X}")
        };
        text.chars().map(code).collect()
    }

    /// The font, with a map from codes to letters or without; gives its number.
    pub(crate) fn font(&self, pdf: &mut Pdf, has_map: bool) -> usize {
        let descendant = pdf.add(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+TimesNewRoman/DW 500/W[0 [500 500] 2 900 500]>>",
        );
        let map = has_map.then(|| {
            let mut map = String::from(
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
                 1 begincodespacerange <0000> <FFFF> endcodespacerange\n",
            );
            for (code, letter) in self.letters.iter().enumerate().skip(3) {
                let unit = u32::from(*letter);
                writeln!(map, "1 beginbfchar <{code:04X}> <{unit:04X}> endbfchar").unwrap();
            }
            map.push_str("endcmap end end");
            pdf.stream("", map.as_bytes())
        });
        let map = map
            .map(|map| format!("/ToUnicode {map} 0 R"))
            .unwrap_or_default();
        pdf.add(&format!(
            "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+TimesNewRoman/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]{map}>>"
        ))
    }

    /// A PDF of one page with what was shown.
    pub(crate) fn pdf(&self, has_map: bool) -> Pdf {
        let mut pdf = Pdf::default();
        let font = self.font(&mut pdf, has_map);
        let content = pdf.stream("", self.content.as_bytes());
        let entries = format!("/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>>>");
        pdf.page(&entries, "");
        pdf
    }

    /// What was shown so far.
    pub(crate) fn content(&self) -> &str {
        &self.content
    }
}

/// The head of the report of the samples.
pub(crate) fn report() -> Typesetter {
    let mut page = Typesetter::new();
    page.run(80, 780, "UBND XÃ PHÚ AN");
    page.run(320, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    page.run(80, 760, "Số: ");
    page.run(100, 760, "12");
    page.run(110, 760, "/BC-UBND");
    page.run(320, 760, "Phú An, ngày 05 tháng ");
    page.run(430, 760, "3 năm 2023");
    page.run(200, 720, "BÁO CÁO");
    page.run(80, 700, "Kết quả thực hiện Kế hoạch số 45/KH-UBND");
    page
}
