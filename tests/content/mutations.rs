//! Whatever bytes come, there is an answer and no panic.

use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

use parindex::content::{Limits, Reading, inspect};
use proptest::prelude::*;

use super::made_pdf::report;
use super::{look, sample};

/// `inspect` itself catches panics; here they count.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn without_panic(name: &str, bytes: &[u8]) -> parindex::content::Content {
    static COUNT: Once = Once::new();
    COUNT.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            PANICS.fetch_add(1, Ordering::SeqCst);
            before(info);
        }));
    });
    let content = look(name, bytes);
    assert_eq!(PANICS.load(Ordering::SeqCst), 0, "{name}");
    content
}

fn names() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "a.pdf", "a.docx", "a.odt", "a.doc", "a.xls", "a.xlsx", "a.png", "a.jpg", "a.zip", "a.txt",
        "a",
    ])
}

/// A file that some program wrote.
fn files() -> impl Strategy<Value = Vec<u8>> {
    let names = [
        "bao-cao.docx",
        "bao-cao.odt",
        "bao-cao.pdf",
        "bao-cao.doc",
        "cam-sua.pdf",
        "khoa-cau-truc.xls",
        "bang.xlsx",
        "anh.png",
    ];
    let mut files: Vec<Vec<u8>> = names.into_iter().map(sample).collect();
    files.push(report().pdf(true).bytes());
    prop::sample::select(files)
}

#[derive(Clone, Debug)]
enum Change {
    Set(usize, u8),
    Cut(usize, usize),
    Copy(usize, usize, usize),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let at = || any::<usize>();
    let change = prop_oneof![
        4 => (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        1 => (at(), 1..200_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        1 => (at(), at(), 1..200_usize).prop_map(|(from, to, length)| Change::Copy(from, to, length)),
    ];
    prop::collection::vec(change, 1..12)
}

fn change(bytes: &mut Vec<u8>, change: &Change) {
    let size = bytes.len().max(1);
    let range = |at: usize, length: usize| at % size..(at % size + length).min(bytes.len());
    match *change {
        Change::Set(at, byte) => {
            if let Some(found) = bytes.get_mut(at % size) {
                *found = byte;
            }
        }
        Change::Cut(at, length) => {
            bytes.drain(range(at, length));
        }
        Change::Copy(from, to, length) => {
            let piece = bytes[range(from, length)].to_vec();
            let to = to % size;
            bytes.splice(to..to, piece);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_files_are_answered(name in names(), mut bytes in files(), list in changes()) {
        for each in &list {
            change(&mut bytes, each);
        }
        let content = without_panic(name, &bytes);
        prop_assert_eq!(content.bytes, bytes.len() as u64);
        prop_assert!(content.fault.is_none() || content.reading == Reading::NotTried);
        // The same again: nothing depends on time or chance.
        prop_assert_eq!(look(name, &bytes), content);
    }

    #[test]
    fn cut_files_are_answered(name in names(), bytes in files(), length in any::<prop::sample::Index>()) {
        without_panic(name, &bytes[..length.index(bytes.len())]);
    }

    #[test]
    fn any_bytes_are_answered(name in names(), start in prop::sample::select(vec![
        &b""[..], b"%PDF-1.7\n1 0 obj\n", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff", b"\xff\xfe", b"{\\rtf", b"Rar!\x1a\x07",
    ]), rest in prop::collection::vec(any::<u8>(), 0..2000)) {
        without_panic(name, &[start, rest.as_slice()].concat());
    }

    #[test]
    fn any_text_is_answered(text in "(Số|S ố|ngày|tháng|năm|[:/,. \n\t-]|[0-9]{1,4}|[A-ZĐ]{1,5}|\\PC){0,40}") {
        without_panic("a.txt", text.as_bytes());
    }

    #[test]
    fn little_work_is_answered_too(bytes in files(), work in 0..200_000_u64) {
        let limits = Limits { pdf_work: work, zip_bytes: work, ..Limits::default() };
        for name in ["a.pdf", "a.docx", "a.odt"] {
            let content = inspect(name, &bytes, &limits);
            prop_assert_eq!(content.bytes, bytes.len() as u64);
        }
    }
}
