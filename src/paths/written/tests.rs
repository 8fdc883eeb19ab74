use proptest::prelude::*;

use super::*;

const FILES: [&str; 6] = [
    "1.1/a.pdf",
    "1.1/Kế hoạch năm.pdf",
    "1.1./b.pdf",
    "2.1/tep/a.pdf",
    "a.pdf",
    "tep/c.pdf",
];

fn root() -> Root {
    Root::new("/home/nop/CCHC/tep", ["tep"])
}

fn read(cell: &str) -> Written {
    root().read(cell, |path| FILES.contains(&path))
}

fn below(path: &str) -> Written {
    Written::Below(path.to_owned())
}

fn outside(name: &str) -> Written {
    Written::Outside {
        name: name.to_owned(),
    }
}

#[test]
fn a_path_that_is_copied_from_windows_is_understood() {
    for cell in [
        r"1.1\a.pdf",
        r#""1.1\a.pdf""#,
        r"tep\1.1\a.pdf",
        r"TEP/1.1/a.pdf",
        r".\tep\1.1\a.pdf",
        r#""D:\CCHC\tep\1.1\a.pdf""#,
        r"“D:\CCHC\tep\1.1\a.pdf”",
        r"«D:\CCHC\Tep\1.1\a.pdf»",
        "„D:\\CCHC\\tep\\1.1\\a.pdf“",
        r#"""D:\CCHC\tep\1.1\a.pdf"""#,
        "\u{202a}D:\\CCHC\\tep\\1.1\\a.pdf",
        r"\\may-chu\chung\tep\1.1\a.pdf",
        r"\\?\D:\CCHC\tep\1.1\a.pdf",
        r"\\?\UNC\may-chu\chung\tep\1.1\a.pdf",
        "file:///D:/CCHC/tep/1.1/a.pdf",
        "FILE:///D:\\CCHC\\tep\\1.1\\a.pdf",
        "file://may-chu/chung/tep/1.1/a.pdf",
        "file:///home/nop/CCHC/tep/1.1/a.pdf",
        "file://localhost/home/nop/CCHC/tep/1.1/a.pdf",
        "/home/nop/CCHC/tep/1.1/a.pdf",
        "/HOME/nop/CCHC/Tep/1.1/a.pdf",
        "CCHC/tep/1.1/a.pdf",
        r"1.1\\a.pdf",
        r"1.1 \ a.pdf",
        r"1.1\a.pdf. ",
        r"D:\tep\1.1 .\a.pdf..",
    ] {
        assert_eq!(read(cell), below("1.1/a.pdf"), "{cell}");
    }
    assert_eq!(
        read("file:///D:/CCHC/tep/1.1/K%E1%BA%BF%20ho%E1%BA%A1ch%20n%C4%83m.pdf"),
        below("1.1/Kế hoạch năm.pdf")
    );
    assert_eq!(
        read("D:\\tep\\1.1\\Ke\u{302}\u{301} hoa\u{323}ch na\u{306}m.pdf"),
        below("1.1/Kế hoạch năm.pdf")
    );
}

#[test]
fn what_exists_as_it_is_written_comes_first() {
    assert_eq!(read("tep/c.pdf"), below("tep/c.pdf"));
    assert_eq!(read(r"1.1.\b.pdf"), below("1.1./b.pdf"));
    assert_eq!(read(r"D:\tep\1.1.\b.pdf"), below("1.1./b.pdf"));
    let odd = |path: &str| path == "'a' .pdf." || path == "gio 7:30.pdf" || path == "con.pdf";
    for path in ["'a' .pdf.", "gio 7:30.pdf", "con.pdf"] {
        assert_eq!(root().read(path, odd), below(path));
    }
}

#[test]
fn a_path_below_the_folder_need_not_exist() {
    assert_eq!(read("9.9/x.pdf"), below("9.9/x.pdf"));
    assert_eq!(read("tep/9.9/x.pdf"), below("tep/9.9/x.pdf"));
    assert_eq!(read("/home/nop/CCHC/tep/9.9/x.pdf"), below("9.9/x.pdf"));
    for cell in ["x.pdf", "./x.pdf", "\"x.pdf\"", "x.pdf ."] {
        assert_eq!(read(cell), Written::Name("x.pdf".to_owned()), "{cell}");
    }
    // A whole path says where the file lies, so that it is not looked for elsewhere.
    assert_eq!(read("/home/nop/CCHC/tep/x.pdf"), below("x.pdf"));
    let windows = Root::new(r"\\?\D:\CCHC\tep", ["tep"]);
    let nothing = |_: &str| false;
    assert_eq!(
        windows.read(r"d:\cchc\TEP\9.9\X.pdf", nothing),
        below("9.9/X.pdf")
    );
    assert_eq!(
        windows.read(r"D:\CCHC2\tep\9.9\X.pdf", nothing),
        outside("X.pdf")
    );
    assert_eq!(
        windows.read(r"D:\CCHC\tep\", nothing),
        Written::Invalid(Reason::NoName)
    );
}

#[test]
fn what_leads_elsewhere_is_outside_with_the_name_to_copy() {
    for (cell, name) in [
        ("../a.pdf", "a.pdf"),
        ("x/../../a.pdf", "a.pdf"),
        ("1.1/../1.1/a.pdf", "a.pdf"),
        (r"tep\1.1\..\1.1\a.pdf", "a.pdf"),
        ("1.1/.. /1.1/a.pdf", "a.pdf"),
        ("1.1/.../a.pdf", "a.pdf"),
        ("..", ""),
        ("/etc/passwd", "passwd"),
        (r"C:\a.pdf", "a.pdf"),
        (r"C:a.pdf", "a.pdf"),
        (r"C:\", ""),
        (r#""C:\Users\xa\Desktop\Kế hoạch.pdf""#, "Kế hoạch.pdf"),
        (r"\\server\a.pdf", "a.pdf"),
        ("file:///C:/a%20b.pdf", "a b.pdf"),
        ("file:///tep/%2e%2e/1.1/a.pdf", "a.pdf"),
        (r"D:\CCHC\tep\khong-co.pdf", "khong-co.pdf"),
        // What follows the first `tep` exists, and what follows the second too.
        (r"D:\tep\2.1\tep\a.pdf", "a.pdf"),
    ] {
        assert_eq!(read(cell), outside(name), "{cell}");
    }
}

#[test]
fn what_no_file_can_be_called_says_why() {
    let long = format!("{}.pdf", "a".repeat(300));
    let longer = "a/".repeat(600);
    for (cell, reason) in [
        ("\"\"", Reason::NoName),
        ("./", Reason::NoName),
        ("https://phumy.gov.vn/a.pdf", Reason::Link),
        ("a\0.pdf", Reason::Control),
        ("file:///D:/tep/a%00.pdf", Reason::Control),
        ("NUL", Reason::Device),
        ("1.1/con.pdf", Reason::Device),
        (r"D:\tep\lpt1 .txt", Reason::Device),
        ("1.1/a.pdf:stream", Reason::Colon),
        (&long, Reason::TooLong),
        (&longer, Reason::TooLong),
    ] {
        assert_eq!(read(cell), Written::Invalid(reason), "{cell}");
    }
    for cell in [
        "x/console.pdf",
        "x/com10.pdf",
        "x/nul1.pdf",
        "1.1/auxiliary",
    ] {
        assert_eq!(read(cell), below(cell));
    }
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "/", "\\", "\\\\", "..", ".", ". ", " ", ":", "C:", "tep", "TEP", "1.1", "a.pdf", "\"",
            "“", "”", "file:", "///", "%2e", "%2F", "%5c", "%00", "\0", "\u{202a}", "NUL", "?",
            "UNC", "home", "nop", "CCHC", "\u{301}", "e",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_cell_leads_out(cell in hostile(), anything in any::<bool>()) {
        let root = root();
        let written = root.read(&cell, |_| anything);
        if let Written::Below(path) | Written::Name(path) = written {
            prop_assert!(!path.is_empty() && !path.starts_with('/'), "{path:?}");
            prop_assert!(!path.contains('\\'), "{path:?}");
            prop_assert!(!is_drive(path.split_inclusive(':').next().unwrap_or_default()), "{path:?}");
            let bad = |part: &str| part.is_empty() || part == "." || part == "..";
            prop_assert!(!path.split('/').any(bad), "{path:?}");
            prop_assert_eq!(&fold::nfc(&path), &path);
            // Read again it is the same, so that a message can be followed to the letter; only
            // spaces at the ends of a cell say nothing.
            if path.trim() == path {
                let again = root.read(&path, |known| known == path);
                prop_assert_eq!(again, Written::Below(path.clone()));
            }
        }
    }
}
