//! Whether a workbook of Excel 97–2003 asks for a password [MS-XLS].
//!
//! Excel also encrypts a workbook of which only the structure is protected, with a password that
//! every Excel knows; such a file opens for everybody.

use md5::{Digest, Md5};

/// The record that says how what follows is encrypted.
const FILE_PASS: u16 = 0x002F;

/// The password known to all [MS-OFFCRYPTO, 2.3.7.8 and 2.3.6].
const KNOWN_TO_ALL: &str = "VelvetSweatshop";

/// Whether the start of a workbook's stream says that a password is needed.
pub(super) fn is_encrypted(start: &[u8]) -> bool {
    // It is among the first records, if there is one.
    let mut first = Records(start).take(4);
    let how = first.find_map(|(kind, data)| (kind == FILE_PASS).then_some(data));
    how.is_some_and(|how| !opens_for_all(how))
}

/// Whether the known password fits: RC4 encryption, version 1.1 [MS-OFFCRYPTO, 2.3.6]. After
/// the type and two version numbers come a salt, a number and its hash, the latter two
/// encrypted.
fn opens_for_all(how: &[u8]) -> bool {
    let Some((&[1, 0, 1, 0, 1, 0], rest)) = how.split_first_chunk() else {
        return false;
    };
    let (Some(salt), Some(verifier)) = (rest.get(..16), rest.get(16..48)) else {
        return false;
    };
    let password: Vec<u8> = KNOWN_TO_ALL
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let salted = [&Md5::digest(password)[..5], salt].concat().repeat(16);
    let key = Md5::digest([&Md5::digest(salted)[..5], &[0; 4]].concat());
    let verifier = rc4(&key, verifier);
    let (number, hash) = verifier.split_at(16);
    Md5::digest(number)[..] == *hash
}

/// RC4, which is its own inverse.
fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|index| u8::try_from(index).unwrap_or_default());
    let mut j = 0_u8;
    for (i, part) in (0..=255_u8).zip(key.iter().cycle()) {
        j = j.wrapping_add(state[usize::from(i)]).wrapping_add(*part);
        state.swap(usize::from(i), usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    let mut next = || {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(usize::from(i), usize::from(j));
        state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))]
    };
    data.iter().map(|byte| byte ^ next()).collect()
}

/// Records: kind, length, that many bytes.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let ([a, b, c, d], rest) = self.0.split_first_chunk()?;
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        let data = rest.get(..length).unwrap_or(rest);
        self.0 = &rest[data.len()..];
        Some((u16::from_le_bytes([*a, *b]), data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_gives_the_published_vectors() {
        assert_eq!(rc4(b"Wiki", b"pedia"), [0x10, 0x21, 0xBF, 0x04, 0x20]);
        let plaintext = [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3];
        assert_eq!(rc4(b"Key", b"Plaintext"), plaintext);
    }

    #[test]
    fn without_the_record_nothing_is_encrypted() {
        let workbook = [0x09, 0x08, 2, 0, 0, 6, 0x2F, 0, 0, 0];
        assert!(is_encrypted(&workbook));
        assert!(!is_encrypted(&workbook[..6]));
        assert!(!is_encrypted(&[]));
    }
}
