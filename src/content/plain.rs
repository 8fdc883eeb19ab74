//! Plain text, and files without content.

use encoding_rs::Encoding;

use super::{Reading, heading};

/// So much of a file is looked at to tell whether it is text, and to read its head.
const LOOKED_AT: usize = 16 << 10;

/// Whether there is nothing but white space and NULs.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    let (_, mark) =
        Encoding::for_bom(bytes).map_or((None, 0), |(encoding, mark)| (Some(encoding), mark));
    bytes[mark..]
        .iter()
        .all(|byte| byte.is_ascii_whitespace() || *byte == 0)
}

/// Whether it is text, in whatever encoding: one of the UTFs, or bytes with hardly a control
/// character among them (old Vietnamese encodings put a few letters there).
pub(super) fn is_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    if Encoding::for_bom(start).is_some() {
        return true;
    }
    let is_control =
        |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace() && **byte != 0x1b;
    !start.contains(&0) && start.iter().filter(is_control).count() * 50 <= start.len()
}

/// Reads the head of a text in one of the UTFs; others may be in any encoding.
pub(super) fn read(bytes: &[u8]) -> Reading {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let text = match Encoding::for_bom(start) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&start[mark..]).0,
        None => match std::str::from_utf8(start) {
            Ok(text) => text.into(),
            // A letter may have been cut in two.
            Err(error) if bytes.len() > LOOKED_AT && error.error_len().is_none() => {
                String::from_utf8_lossy(&start[..error.valid_up_to()])
            }
            Err(_) => return Reading::NotText,
        },
    };
    Reading::Text(heading::read(&text))
}
