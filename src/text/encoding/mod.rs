//! Bytes of a text table, in whatever encoding a Vietnamese office saved it, as Unicode text.
//!
//! UTF-8, UTF-16 and Windows-1258 are told by their bytes. Text typed with the fonts of TCVN3
//! (.VnTime) or VNI is recognised too, but read only when the user says so: that its bytes are
//! letters of an old font, and not what they seem, nobody else can know.

mod legacy;
mod misread;
mod syllable;
mod tcvn3;
#[cfg(test)]
mod tests;
mod unicode;
mod vni;
mod words;

pub use misread::misread;

/// An encoding of Vietnamese text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark: «CSV UTF-8» of Excel.
    Utf8,
    /// UTF-16, low byte first: «Unicode Text» of Excel.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// The Vietnamese code page of Windows, where most tones are characters of their own.
    Windows1258,
    /// TCVN 5712:1993, form VN3: the fonts of ABC (.VnTime, .VnArial; capitals in .VnTimeH).
    Tcvn3,
    /// VNI for Windows: the fonts VNI-Times, VNI-Helve, with a mark behind the letter it is for.
    Vni,
}

impl Encoding {
    /// All there are.
    pub const ALL: [Self; 6] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1258,
        Self::Tcvn3,
        Self::Vni,
    ];

    /// Its name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1258 => "windows-1258",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
        }
    }

    /// The encoding of that name, in whatever case.
    pub fn from_id(id: &str) -> Option<Self> {
        let named = |encoding: &Self| encoding.id().eq_ignore_ascii_case(id);
        Self::ALL.into_iter().find(named)
    }
}

/// Text, and the encoding its bytes were in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Without byte order mark, never with NUL or U+FFFD. Out of Windows-1258, TCVN3 and VNI it
    /// comes in NFC; Unicode stays as it is written.
    pub text: String,
    /// How the bytes were read.
    pub encoding: Encoding,
}

/// Why bytes are not read as text. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undecodable {
    /// They look like TCVN3 or VNI, which the user has to say.
    NeedsWord(Example),
    /// From here on they are no text in the encoding asked for; or, where none was asked for, in
    /// none that can be told for certain.
    NoText {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// Here stands a NUL character: this is no text file.
    Binary {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
}

impl Undecodable {
    /// No text right behind `prefix`.
    fn no_text(prefix: &str) -> Self {
        let (line, column) = end_of(prefix);
        Self::NoText { line, column }
    }

    /// A NUL right behind `prefix`.
    fn binary(prefix: &str) -> Self {
        let (line, column) = end_of(prefix);
        Self::Binary { line, column }
    }
}

/// A word that shows in which old font a text was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// [`Encoding::Tcvn3`] or [`Encoding::Vni`].
    pub encoding: Encoding,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// The word as it stands: `§iÓm`, `Ñieåm`.
    pub found: String,
    /// The word as it would read: `Điểm`.
    pub reads: String,
}

/// Line and column right behind `prefix`.
fn end_of(prefix: &str) -> (usize, usize) {
    let line = prefix.matches('\n').count() + 1;
    let last = prefix
        .rsplit_once('\n')
        .map_or(prefix, |(_, behind)| behind);
    (line, last.chars().count() + 1)
}

/// Decodes the bytes of a text file. `wanted` is the user's word (`--encoding`), which then
/// decides alone; with TCVN3 and VNI it also goes for Unicode text typed in those fonts.
///
/// # Errors
/// Where no encoding can be told for certain, where TCVN3 or VNI is seen but not said (or the
/// other of the two is), and where the bytes contradict `wanted`.
pub fn decode(bytes: &[u8], wanted: Option<Encoding>) -> Result<Decoded, Undecodable> {
    let Some(encoding) = wanted else {
        return told_by_bytes(bytes);
    };
    let text = match encoding {
        Encoding::Utf8 => unicode::utf8(bytes)?,
        Encoding::Utf16Le => unicode::utf16(bytes, u16::from_le_bytes)?,
        Encoding::Utf16Be => unicode::utf16(bytes, u16::from_be_bytes)?,
        Encoding::Windows1258 => legacy::windows_1258(bytes)?,
        Encoding::Tcvn3 | Encoding::Vni => typed_with(encoding, bytes)?,
    };
    Ok(Decoded { text, encoding })
}

fn told_by_bytes(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    let Some(read) = unicode::read(bytes) else {
        let text = legacy::read(bytes)?;
        let encoding = Encoding::Windows1258;
        return Ok(Decoded { text, encoding });
    };
    let decoded = read?;
    match misread(&decoded.text) {
        Some(example) => Err(Undecodable::NeedsWord(example)),
        None => Ok(decoded),
    }
}

/// Text that the user says was typed with `font`, be its bytes Unicode by now or not. Words that
/// read in the other font contradict that, and so does a letter that the font has not.
fn typed_with(font: Encoding, bytes: &[u8]) -> Result<String, Undecodable> {
    let typed = match unicode::read(bytes) {
        Some(read) => read?.text,
        None => legacy::windows_1252(bytes)?,
    };
    if let Some(example) = misread(&typed).filter(|example| example.encoding != font) {
        return Err(Undecodable::NeedsWord(example));
    }
    match typed.find(|c| words::is_latin(c) && !is_of(font, c)) {
        Some(at) => Err(Undecodable::no_text(&typed[..at])),
        None => Ok(convert(&typed, font)),
    }
}

/// Unicode text typed with the fonts of TCVN3 or VNI, as the letters it was meant to show. What
/// is no letter of the old font stays, and so does text with Vietnamese letters that these fonts
/// cannot give (`ạ`, `ế`, `ư`, `đ`): it is Unicode already, as single cells of such workbooks
/// are. The other encodings change nothing.
pub fn convert(text: &str, encoding: Encoding) -> String {
    if text.is_ascii() || text.chars().any(words::is_vietnamese_only) {
        return text.to_owned();
    }
    match encoding {
        Encoding::Tcvn3 => tcvn3::convert(text),
        Encoding::Vni => vni::convert(text),
        _ => text.to_owned(),
    }
}

/// Whether an old font has a Vietnamese letter, or a mark of one, for `c`.
fn is_of(font: Encoding, c: char) -> bool {
    match font {
        Encoding::Tcvn3 => tcvn3::letter(c).is_some(),
        Encoding::Vni => vni::is_used(c),
        _ => false,
    }
}
