//! What a file is by its content, and whether that goes with its extension.

use std::io::Cursor;

use file_format::{FileFormat, Kind as Family};
use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::plain;
use crate::paths::last_part;

/// What a file is by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// Word document, macros or not.
    Docx,
    /// Excel workbook, macros or not, XLSB too.
    Xlsx,
    /// PowerPoint presentation.
    Pptx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument spreadsheet.
    Ods,
    /// OpenDocument presentation.
    Odp,
    /// Word 97–2003 document.
    Doc,
    /// Excel 5–2003 workbook.
    Xls,
    /// PowerPoint 97–2003 presentation.
    Ppt,
    /// Outlook message.
    Msg,
    /// Compound file that is none of these.
    Compound,
    /// RTF.
    Rtf,
    /// HTML.
    Html,
    /// Text in any encoding, XML and e-mail too.
    Text,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// TIFF.
    Tiff,
    /// WebP.
    Webp,
    /// HEIC or HEIF, as telephones take pictures.
    Heic,
    /// Film or sound.
    Recording,
    /// Zip archive that is no document.
    Zip,
    /// RAR archive.
    Rar,
    /// 7z archive.
    SevenZip,
    /// Something else that is known, by its name in English.
    Other(String),
    /// Nobody knows.
    Unknown,
}

/// The extension of a path, without its dot, in small letters; empty where there is none.
pub(super) fn extension(path: &str) -> String {
    last_part(path)
        .rsplit_once('.')
        .map(|(_, extension)| extension.trim().to_lowercase())
        .unwrap_or_default()
}

/// What the bytes are. All zip containers are [`Kind::Zip`] here and all compound files
/// [`Kind::Compound`]: what they hold is told by those who open them. The extension counts only
/// where a PDF may start with lines that are not its own.
pub(super) fn of(bytes: &[u8], extension: &str) -> Kind {
    use FileFormat as F;
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Kind::Compound;
    }
    let kind = match FileFormat::from_bytes(bytes) {
        F::PortableDocumentFormat => return Kind::Pdf,
        F::RoshalArchive => return Kind::Rar,
        F::SevenZip => return Kind::SevenZip,
        F::PortableNetworkGraphics | F::AnimatedPortableNetworkGraphics => return Kind::Png,
        F::JointPhotographicExpertsGroup => return Kind::Jpeg,
        F::RichTextFormat => Kind::Rtf,
        F::HypertextMarkupLanguage => Kind::Html,
        F::GraphicsInterchangeFormat => Kind::Gif,
        F::WindowsBitmap => Kind::Bmp,
        F::TagImageFileFormat => Kind::Tiff,
        F::Webp => Kind::Webp,
        F::HighEfficiencyImageCoding
        | F::HighEfficiencyImageCodingSequence
        | F::HighEfficiencyImageFileFormat
        | F::HighEfficiencyImageFileFormatSequence => Kind::Heic,
        F::Id3v2
        | F::Mpeg4Part14
        | F::AdvancedSystemsFormat
        | F::ExtensibleBinaryMetaLanguage
        | F::OggMultiplexedMedia
        | F::Realmedia => Kind::Recording,
        F::ArbitraryBinaryData | F::Empty => Kind::Unknown,
        other => match other.kind() {
            Family::Audio | Family::Video => Kind::Recording,
            _ => named(other),
        },
    };
    let is_text = plain::is_text(bytes);
    if matches!(extension, "pdf" | "") && (is_text || kind == Kind::Unknown) && is_late_pdf(bytes) {
        Kind::Pdf
    } else if is_text && !matches!(kind, Kind::Rtf | Kind::Html) {
        Kind::Text
    } else {
        kind
    }
}

/// What a container is that holds none of the documents known here; `or` where nobody knows.
pub(super) fn of_container(bytes: &[u8], or: Kind) -> Kind {
    match FileFormat::from_reader(Cursor::new(bytes)) {
        Ok(format) => match format.kind() {
            Family::Archive | Family::Other => or,
            // It holds pieces of such a document, and not enough of them.
            Family::Document | Family::Spreadsheet | Family::Presentation => or,
            _ => named(format),
        },
        Err(_) => or,
    }
}

fn named(format: FileFormat) -> Kind {
    Kind::Other(format.short_name().unwrap_or(format.name()).to_owned())
}

/// Programs look for the head of a PDF in the first kibibyte: e-mail and web servers leave lines
/// before it.
fn is_late_pdf(bytes: &[u8]) -> bool {
    memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some()
}

impl Kind {
    /// Whether the program that opens files of this extension opens such a file. Word and Excel
    /// open under their old extensions whatever they can read (offices export HTML and CSV
    /// tables as `.xls`; Excel asks once and opens them), under the new ones only what it says.
    /// Pictures and recordings are shown by their content. An unknown extension says nothing.
    pub(super) fn fits(&self, extension: &str) -> bool {
        use Kind as K;
        match extension {
            "pdf" => *self == K::Pdf,
            "docx" | "docm" | "dotx" => *self == K::Docx,
            "xlsx" | "xlsm" | "xlsb" | "xltx" => *self == K::Xlsx,
            "pptx" | "pptm" | "ppsx" => *self == K::Pptx,
            "odt" | "ott" => *self == K::Odt,
            "ods" | "ots" => *self == K::Ods,
            "odp" | "otp" => *self == K::Odp,
            "doc" | "dot" => {
                matches!(
                    self,
                    K::Doc | K::Docx | K::Odt | K::Rtf | K::Html | K::Text | K::Compound
                )
            }
            "xls" | "xlt" => {
                matches!(
                    self,
                    K::Xls | K::Xlsx | K::Ods | K::Html | K::Text | K::Compound
                )
            }
            "ppt" | "pps" => matches!(self, K::Ppt | K::Pptx | K::Odp | K::Compound),
            "rtf" => matches!(self, K::Rtf | K::Doc | K::Docx),
            "msg" => matches!(self, K::Msg | K::Compound),
            "txt" | "csv" | "tsv" | "md" | "log" | "json" | "xml" | "yaml" | "yml" | "htm"
            | "html" | "mht" | "mhtml" | "eml" | "svg" => {
                matches!(self, K::Text | K::Html | K::Rtf | K::Unknown)
            }
            "png" | "jpg" | "jpeg" | "jpe" | "jfif" | "gif" | "bmp" | "tif" | "tiff" | "webp" => {
                matches!(self, K::Png | K::Jpeg | K::Gif | K::Bmp | K::Tiff | K::Webp)
            }
            "heic" | "heif" => matches!(self, K::Heic | K::Jpeg | K::Png),
            "mp4" | "m4v" | "mov" | "avi" | "mkv" | "wmv" | "webm" | "3gp" | "mpg" | "mpeg"
            | "flv" | "mts" | "mp3" | "m4a" | "wav" | "wma" | "aac" | "amr" | "ogg" | "flac" => {
                matches!(self, K::Recording | K::Unknown | K::Other(_))
            }
            "zip" | "rar" | "7z" => matches!(self, K::Zip | K::Rar | K::SevenZip),
            _ => true,
        }
    }

    /// Whether files of this extension are zip containers inside.
    pub(super) fn is_zip_extension(extension: &str) -> bool {
        const INSIDE: [Kind; 7] = [
            Kind::Docx,
            Kind::Xlsx,
            Kind::Pptx,
            Kind::Odt,
            Kind::Ods,
            Kind::Odp,
            Kind::Zip,
        ];
        INSIDE.iter().any(|kind| kind.fits(extension))
    }
}
