//! The bytes of an attachment. The first says its extension; the second, where it is `z`, that
//! the parts of a zip container follow (see [`container`]); the third is passed over.

use parindex::content::{self, Reading};

use super::input::{SMALL, container, watched};

/// Looks into the attachment that these bytes are, and gives whether a head was read.
pub fn run(bytes: &[u8]) -> bool {
    let [extension, form, _, rest @ ..] = bytes else {
        return false;
    };
    let path = match extension {
        b'p' => "a.pdf",
        b'd' => "a.docx",
        b'o' => "a.odt",
        b'w' => "a.doc",
        b'x' => "a.xlsx",
        b'l' => "a.xls",
        b'n' => "a.png",
        b'j' => "a.jpg",
        b'z' => "a.zip",
        b't' => "a.txt",
        _ => "a",
    };
    let read = watched(|| match form {
        b'z' => Some(look(path, &container(rest)?)),
        _ => Some(look(path, rest)),
    });
    matches!(read, Some(Reading::Text(_)))
}

fn look(path: &str, bytes: &[u8]) -> Reading {
    let content = content::inspect(path, bytes, &SMALL);
    assert_eq!(content.bytes, bytes.len() as u64);
    assert!(content.fault.is_none() || content.reading == Reading::NotTried);
    content.reading
}
