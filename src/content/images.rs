//! Pictures that break off.

use memchr::memmem;

/// Whether a PNG ends before its last chunk.
pub(super) fn png_breaks_off(bytes: &[u8]) -> bool {
    const SIGNATURE: usize = 8;
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    loop {
        let Some(([a, b, c, d, kind @ ..], _)) = rest.split_first_chunk::<8>() else {
            return true;
        };
        if kind == b"IEND" {
            return false;
        }
        let length = u32::from_be_bytes([*a, *b, *c, *d]);
        // Length, kind, data, checksum.
        let chunk = usize::try_from(length)
            .ok()
            .and_then(|length| length.checked_add(12));
        match chunk.and_then(|chunk| rest.get(chunk..)) {
            Some(next) => rest = next,
            None => return true,
        }
    }
}

/// Whether a JPEG ends before its end mark. Segments are stepped over, for a preview within one
/// has an end mark of its own.
pub(super) fn jpeg_breaks_off(bytes: &[u8]) -> bool {
    const END: &[u8] = b"\xFF\xD9";
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        rest = match rest {
            [0xFF, 0xD9, ..] => return false,
            // Fill bytes and marks without a segment.
            [0xFF, 0xFF, ..] => &rest[1..],
            [0xFF, 0x01 | 0xD0..=0xD7, ..] => &rest[2..],
            // The picture itself, or something that is not understood.
            [0xFF, 0xDA, ..] => return memmem::find(rest, END).is_none(),
            [0xFF, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                match rest.get(2 + length..) {
                    Some(next) => next,
                    None => return true,
                }
            }
            [] | [0xFF] | [0xFF, _] | [0xFF, _, _] => return true,
            _ => return memmem::find(rest, END).is_none(),
        }
    }
}
