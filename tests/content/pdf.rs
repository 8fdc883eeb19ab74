//! PDFs: text, pictures, pages, signatures.

use jiff::civil::date;
use parindex::content::{Fault, Reading, Signature};

use super::made_pdf::{Pdf, Typesetter, report};
use super::{heading, look, report as report_reading};

fn reading(pdf: &Pdf) -> Reading {
    let content = look("a.pdf", &pdf.bytes());
    assert_eq!(content.fault, None);
    content.reading
}

#[test]
fn reads_two_byte_codes_by_their_map() {
    assert_eq!(reading(&report().pdf(true)), report_reading());
}

#[test]
fn without_a_map_nothing_is_guessed() {
    assert_eq!(reading(&report().pdf(false)), Reading::Scan);
}

#[test]
fn runs_are_joined_or_parted_by_the_gap_between_them() {
    // Glyphs are 5 points wide: "Số: 12" ends at 110.
    for (x, expected) in [
        (110, Some("123/BC-UBND")),
        (111, Some("123/BC-UBND")),
        (113, None),
    ] {
        let mut page = Typesetter::new();
        page.run(80, 760, "Số: 12");
        page.run(x, 760, "3");
        page.run(x + 5, 760, "/BC-UBND");
        page.run(320, 760, "Phú An, ngày 05 tháng 3 năm 2023");
        let expected = heading(expected, Some(super::DAY));
        assert_eq!(reading(&page.pdf(true)), expected, "{x}");
    }
}

#[test]
fn cells_on_one_line_are_not_run_together() {
    let mut page = Typesetter::new();
    page.run(80, 760, "Số: 12/BC-");
    page.run(320, 760, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    page.run(320, 740, "Phú An, ngày 05 tháng 3 năm 2023");
    page.run(
        80,
        700,
        &"một hai ba bốn năm sáu bảy tám chín mười ".repeat(3),
    );
    assert_eq!(reading(&page.pdf(true)), heading(None, Some(super::DAY)));
}

#[test]
fn moves_within_one_text_object_are_followed() {
    let mut page = Typesetter::new();
    let lines = [
        "Số: 12",
        "/BC-UBND",
        "Phú An, ngày 05",
        "tháng 3",
        "năm 2023",
    ];
    let [a, b, c, d, e] = lines.map(|line| page.codes(line));
    page.operators(&format!(
        "q 2 0 0 2 0 0 cm BT /F1 5 Tf 40 380 Td <{a}> Tj 15 0 Td [<{b}>] TJ 105 0 Td <{c}> Tj \
         6 TL T* <{d}> Tj 0 0 <{e}> \" ET Q"
    ));
    assert_eq!(reading(&page.pdf(true)), report_reading());
}

#[test]
fn adjustments_as_wide_as_a_space_are_one() {
    let mut page = Typesetter::new();
    let parts = [
        "Số:", "12/BC-", "UBND", "Phú An,", "ngày", "05", "tháng", "3", "năm", "2023",
    ];
    let [a, b, c, d, rest @ ..] = parts.map(|part| format!("<{}>", page.codes(part)));
    let rest = rest.join(" -250 ");
    page.operators(&format!(
        "BT /F1 10 Tf 1 0 0 1 80 760 Tm [{a} -250 {b} 30 {c} -4000 {d} -250 {rest}] TJ ET"
    ));
    assert_eq!(reading(&page.pdf(true)), report_reading());
}

#[test]
fn text_over_a_scan_that_nobody_sees_is_not_believed() {
    let mut page = Typesetter::new();
    page.operators("3 Tr");
    page.run(80, 760, "Số: 12/BC-UBND");
    page.run(80, 740, &"chữ do máy đoán từ ảnh ".repeat(10));
    assert_eq!(reading(&page.pdf(true)), Reading::Scan);
}

#[test]
fn a_page_of_pictures_with_a_stamp_is_a_scan() {
    let mut pdf = Pdf::default();
    let image = pdf.stream("/Subtype/Image/Filter/DCTDecode", b"\xff\xd8\xff\xd9");
    let mut stamp = Typesetter::new();
    stamp.operators("/Im0 Do");
    stamp.run(10, 10, "Được quét bằng CamScanner");
    let font = stamp.font(&mut pdf, true);
    let content = pdf.stream("", stamp.content().as_bytes());
    pdf.page(
        &format!("/Contents {content} 0 R/Resources<</XObject<</Im0 {image} 0 R>>/Font<</F1 {font} 0 R>>>>"),
        "",
    );
    assert_eq!(reading(&pdf), Reading::Scan);
}

#[test]
fn text_in_forms_is_read() {
    let mut pdf = Pdf::default();
    let page = report();
    let font = page.font(&mut pdf, true);
    let resources = format!("/Resources<</Font<</F1 {font} 0 R>>>>");
    let form = pdf.stream(
        &format!("/Subtype/Form/Matrix[1 0 0 1 0 -20]{resources}"),
        page.content().as_bytes(),
    );
    let content = pdf.stream("", b"q /Fm0 Do Q");
    let entries = format!("/Contents[{content} 0 R]/Resources<</XObject<</Fm0 {form} 0 R>>>>");
    pdf.page(&entries, "");
    assert_eq!(reading(&pdf), report_reading());
}

#[test]
fn simple_fonts_are_read_where_their_codes_are_known() {
    let text = b"BT /F1 10 Tf 80 760 Td (So: 12/BC-UBND) Tj 0 -20 Td (Phu An, ngay 05 thang 3 nam 2023) Tj ET";
    for (font, expected) in [
        ("/Subtype/Type1/BaseFont/Helvetica", report_reading()),
        (
            "/Subtype/TrueType/BaseFont/A+B/FontDescriptor 99 0 R/Encoding/WinAnsiEncoding",
            report_reading(),
        ),
        // The codes of an embedded font are its own.
        (
            "/Subtype/TrueType/BaseFont/A+B/FontDescriptor 99 0 R",
            Reading::Scan,
        ),
        (
            "/Subtype/Type1/BaseFont/A+B/FontDescriptor 99 0 R/Encoding<</Differences[32/g1/g2]>>",
            Reading::Scan,
        ),
    ] {
        let mut pdf = Pdf::default();
        let number = pdf.add(&format!("<</Type/Font{font}>>"));
        let content = pdf.stream("", text);
        let entries = format!("/Contents {content} 0 R/Resources<</Font<</F1 {number} 0 R>>>>");
        pdf.page(&entries, "");
        assert_eq!(reading(&pdf), expected, "{font}");
    }
}

#[test]
fn maps_may_be_written_as_ranges() {
    let mut pdf = Pdf::default();
    // Codes 1 to 95 are the printed ASCII characters from the space on.
    let map = pdf.stream(
        "",
        b"2 beginbfrange <01> <40> <0020> <41> <42> [<0060> <0061>] endbfrange 1 beginbfrange <43> <5F> <0062> endbfrange",
    );
    let font = pdf.add(&format!(
        "<</Type/Font/Subtype/TrueType/BaseFont/A+B/FontDescriptor 99 0 R/ToUnicode {map} 0 R>>"
    ));
    let codes: Vec<u8> = b"So: 12/BC-UBND".iter().map(|byte| byte - 31).collect();
    let content = [b"BT /F1 10 Tf 80 760 Td (", codes.as_slice(), b") Tj ET"].concat();
    let content = pdf.stream("", &content);
    pdf.page(
        &format!("/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>>>"),
        "",
    );
    assert_eq!(reading(&pdf), heading(Some("12/BC-UBND"), None));
}

#[test]
fn resources_and_pages_are_found_through_the_tree() {
    let mut pdf = Pdf::default();
    let page = report();
    let font = page.font(&mut pdf, true);
    let content = pdf.stream("", page.content().as_bytes());
    let leaf = pdf.add(&format!("<</Type/Page/Contents {content} 0 R>>"));
    let empty = pdf.add("<</Type/Pages/Kids[]/Count 0>>");
    let inner = pdf.add(&format!("<</Type/Pages/Kids[{leaf} 0 R]/Count 1>>"));
    let root = pdf.add(&format!(
        "<</Type/Pages/Kids[{empty} 0 R {inner} 0 R]/Count 1/Resources<</Font<</F1 {font} 0 R>>>>>>"
    ));
    let catalog = pdf.add(&format!("<</Type/Catalog/Pages {root} 0 R>>"));
    pdf.trailer(&format!("/Root {catalog} 0 R"));
    assert_eq!(reading(&pdf), report_reading());
}

#[test]
fn a_pdf_without_pages_is_told_from_one_whose_pages_are_lost() {
    for (pages, fault, reading) in [
        (
            "<</Type/Pages/Kids[]/Count 0>>",
            Some(Fault::NoPages),
            Reading::NotTried,
        ),
        (
            "<</Type/Pages/Kids[77 0 R]/Count 1>>",
            None,
            Reading::NotTried,
        ),
        (
            "<</Type/Pages/Kids[1 0 R]/Count 1>>",
            None,
            Reading::NotTried,
        ),
        ("<</Type/Pages/Kids[3 0 R]/Count 1>>", None, Reading::Scan),
    ] {
        let mut pdf = Pdf::default();
        pdf.add(pages);
        pdf.add("<</Type/Catalog/Pages 1 0 R>>");
        pdf.add("<</Type/Page>>");
        pdf.trailer("/Root 2 0 R");
        let content = look("a.pdf", &pdf.bytes());
        assert_eq!(
            (content.fault, content.reading),
            (fault, reading),
            "{pages}"
        );
    }
}

#[test]
fn objects_may_be_packed_into_object_streams() {
    let page = report();
    let mut pdf = Pdf::default();
    let font = page.font(&mut pdf, true);
    let content = pdf.stream("", page.content().as_bytes());
    let plain = pdf.bytes();
    let objects = plain[..memchr::memmem::rfind(&plain, b"xref\n0 ").unwrap()].to_vec();
    let first = content + 1;
    let members = [
        format!("<</Type/Catalog/Pages {} 0 R>>", first + 1),
        format!("<</Type/Pages/Kids[{} 0 R]/Count 1>>", first + 2),
        format!("<</Type/Page/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>>>>>"),
    ];
    let mut index = String::new();
    let mut packed = String::new();
    for (number, member) in (first..).zip(&members) {
        index.push_str(&format!("{number} {} ", packed.len()));
        packed.push_str(&format!("{member} "));
    }
    let container = first + 3;
    let stream = |number: usize, dictionary: &str, data: &[u8]| {
        let head = format!(
            "{number} 0 obj\n<<{dictionary}/Length {}>>\nstream\n",
            data.len()
        );
        [head.as_bytes(), data, b"\nendstream\nendobj\n"].concat()
    };
    let object_stream = stream(
        container,
        &format!("/Type/ObjStm/N 3/First {}", index.len()),
        format!("{index}{packed}").as_bytes(),
    );
    let number = |number: usize| u16::try_from(number).unwrap().to_be_bytes();
    let entries = (0..3).flat_map(|_| [&[2], &number(container)[..], &[0]].concat());
    let table = stream(
        container + 1,
        &format!(
            "/Type/XRef/W[1 2 1]/Index[{first} 3]/Size {}/Root {first} 0 R",
            container + 2
        ),
        &entries.collect::<Vec<u8>>(),
    );
    let end = b"startxref\n0\n%%EOF\n";
    let whole = [objects.as_slice(), &object_stream, &table, end].concat();
    assert_eq!(look("a.pdf", &whole).reading, report_reading());
    // Without a table that can be read, the streams are searched.
    let unreadable = memchr::memmem::rfind(&whole, b"/W[1 2 1]").unwrap();
    let mut searched = whole.clone();
    searched[unreadable + 3] = b'9';
    assert_eq!(look("a.pdf", &searched).reading, report_reading());
    // A newer revision counts, packed or not.
    let revised = format!(
        "{first} 0 obj\n<</Type/Catalog/Pages 900 0 R>>\nendobj\n900 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    );
    let newer = [
        whole.as_slice(),
        revised.as_bytes(),
        b"trailer <</Root ",
        first.to_string().as_bytes(),
        b" 0 R>>\n",
        end,
    ]
    .concat();
    assert_eq!(look("a.pdf", &newer).fault, Some(Fault::NoPages));
}

#[test]
fn a_revision_half_written_is_damaged() {
    let whole = report().pdf(true).bytes();
    let more = [
        whole.as_slice(),
        b"90 0 obj\n<</Type/Annot>>\nendobj\n91 0 obj\n<<",
    ]
    .concat();
    assert_eq!(look("a.pdf", &more).fault, Some(Fault::Damaged));
    let more = [whole.as_slice(), &[0; 4096]].concat();
    assert_eq!(look("a.pdf", &more).fault, None);
}

fn with_form(fields: &str) -> Option<Signature> {
    let mut pdf = Pdf::default();
    pdf.add("<</Type/Sig/Filter/Adobe.PPKLite/M(D:20230305101500+07'00')>>");
    pdf.add("<</Type/Sig/M<FEFF0044003A00320030003200330030003300300036>>>");
    pdf.add("<</FT/Sig/T(a)/V 1 0 R>>");
    pdf.add("<</FT/Sig/T(b)/Kids[<</V 2 0 R>>]>>");
    pdf.add("<</FT/Sig/T(c)>>");
    pdf.add("<</FT/Tx/T(d)/V(text)>>");
    pdf.add("<</FT/Sig/T(e)/V<</Type/Sig/M(D:2023)>>>>");
    pdf.page("", &format!("/AcroForm<</Fields[{fields}]/SigFlags 3>>"));
    look("a.pdf", &pdf.bytes()).signature
}

#[test]
fn signature_fields_are_reported_as_they_are() {
    let signature = |signed, day| Some(Signature { signed, day });
    assert_eq!(with_form(""), None);
    assert_eq!(with_form("6 0 R"), None);
    assert_eq!(with_form("5 0 R"), signature(false, None));
    assert_eq!(with_form("3 0 R"), signature(true, Some(date(2023, 3, 5))));
    assert_eq!(with_form("7 0 R"), signature(true, None));
    // Of several the latest day; one filled field is enough.
    assert_eq!(
        with_form("4 0 R 3 0 R 5 0 R"),
        signature(true, Some(date(2023, 3, 6)))
    );
    assert_eq!(with_form("99 0 R"), None);
}
