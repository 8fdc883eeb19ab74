//! What is said of attachments, in both languages, with the act that mends what is amiss.

use super::{Amount, Archive, Fault, Kind, Reading, Signature};
use crate::text::dates;
use crate::text::lang::{Lang, Text, text};
use crate::text::numbers;

impl Fault {
    /// What is wrong with the file, and what to do.
    pub fn text(&self) -> Text {
        match self {
            Self::Empty => text!(
                "tệp trống: quét hoặc xuất lại văn bản rồi chép đè lên tệp này",
                "empty file: scan or export the document again and put it in its place"
            ),
            Self::OtherType { extension, found } => other_type(extension, found),
            Self::Encrypted => text!(
                "tệp có mật khẩu: bỏ mật khẩu (mở tệp rồi lưu lại không đặt mật khẩu)",
                "a password is needed: open the file and save it without one"
            ),
            Self::NoPages => text!(
                "tệp PDF không có trang nào: quét hoặc xuất lại văn bản",
                "PDF without a page: scan or export the document again"
            ),
            Self::Damaged => text!(
                "tệp bị hỏng hoặc chép chưa hết: chép lại từ bản gốc và mở thử trước khi nộp",
                "damaged or not wholly copied: copy it again from its source and open it once before handing it in"
            ),
            Self::TooLarge { of, found, limit } => too_large(*of, *found, *limit),
        }
    }
}

fn other_type(extension: &str, found: &Kind) -> Text {
    let inside = found.text();
    let (vi, en) = (inside.get(Lang::Vi), inside.get(Lang::En));
    let promised = extension.to_uppercase();
    match found.extension() {
        Some(fitting) => text!(
            "bên trong là {vi} chứ không phải {promised}: lưu lại đúng định dạng, hoặc đổi đuôi tệp thành `.{fitting}`",
            "{en} inside, not {promised}: save it in that format, or rename it to `.{fitting}`"
        ),
        None => text!(
            "bên trong là {vi} chứ không phải {promised}: lưu lại đúng định dạng",
            "{en} inside, not {promised}: save it in that format"
        ),
    }
}

fn too_large(of: Amount, found: u64, limit: u64) -> Text {
    let number = |number: u64, lang| numbers::show_text(&number.to_string(), lang);
    Text::each(|lang| {
        let (found, limit) = (number(found, lang), number(limit, lang));
        let words = match of {
            Amount::Bytes => text!(
                "tệp có {found} byte, giới hạn là {limit}: chia nhỏ hoặc nén ảnh trong tệp, hoặc nâng giới hạn",
                "the file has {found} bytes, the limit is {limit}: split it or compress its pictures, or raise the limit"
            ),
            Amount::Entries => text!(
                "bên trong có {found} mục, giới hạn là {limit}: giải nén và chỉ nộp những tệp cần, hoặc nâng giới hạn",
                "there are {found} entries inside, the limit is {limit}: unpack it and hand in only the files needed, or raise the limit"
            ),
            Amount::Ratio => text!(
                "nội dung nở ra gấp {found} lần, giới hạn là {limit} lần: không phải tài liệu bình thường; lưu lại từ bản gốc",
                "it inflates {found} times, the limit is {limit}: no ordinary document; save it again from its source"
            ),
        };
        words.get(lang).to_owned()
    })
}

impl Archive {
    /// What the file is, and what to do with it.
    pub fn text(self) -> Text {
        let name = match self {
            Self::Zip => "ZIP",
            Self::Rar => "RAR",
            Self::SevenZip => "7z",
        };
        text!(
            "tệp nén {name}: giải nén rồi chép từng tệp vào thư mục",
            "{name} archive: unpack it and put each file into the folder"
        )
    }
}

impl Reading {
    /// What a person must do where the head was looked for and not read.
    pub fn text(&self) -> Option<Text> {
        match self {
            Self::Scan => Some(text!(
                "không đọc được, cần người xem: bản quét hoặc phông chữ không có bảng mã",
                "cannot be read, a person must look: a scan, or fonts without a character map"
            )),
            Self::NotTried => Some(text!(
                "chưa đọc nội dung, cần người xem: tệp vượt giới hạn hoặc có cấu trúc không đọc được",
                "not read, a person must look: over a limit, or built in a way that cannot be read"
            )),
            Self::NotText | Self::Text(_) => None,
        }
    }
}

impl Signature {
    /// Whether signature fields are filled; never whether a signature is valid.
    pub fn text(&self) -> Text {
        match self.day.map(dates::short).filter(|_| self.signed) {
            Some(day) => text!(
                "có chữ ký số ngày {day} (chưa kiểm tra giá trị)",
                "digitally signed on {day} (not verified)"
            ),
            None if self.signed => text!(
                "có chữ ký số (chưa kiểm tra giá trị)",
                "digitally signed (not verified)"
            ),
            None => text!(
                "có ô chữ ký số nhưng chưa ký",
                "has a field for a digital signature, not signed"
            ),
        }
    }
}

impl Kind {
    /// What a file of this kind is called.
    pub fn text(&self) -> Text {
        match self {
            Self::Pdf => text!("tệp PDF", "a PDF"),
            Self::Docx | Self::Doc => text!("văn bản Word", "a Word document"),
            Self::Xlsx | Self::Xls => text!("bảng tính Excel", "an Excel workbook"),
            Self::Pptx | Self::Ppt => {
                text!("bản trình chiếu PowerPoint", "a PowerPoint presentation")
            }
            Self::Odt => text!("văn bản OpenDocument", "an OpenDocument text"),
            Self::Ods => text!("bảng tính OpenDocument", "an OpenDocument spreadsheet"),
            Self::Odp => text!(
                "bản trình chiếu OpenDocument",
                "an OpenDocument presentation"
            ),
            Self::Msg => text!("thư Outlook", "an Outlook message"),
            Self::Compound => text!("tệp Office đời cũ", "an old Office file"),
            Self::Rtf => text!("văn bản RTF", "an RTF document"),
            Self::Html => text!("trang web HTML", "an HTML page"),
            Self::Text => text!("văn bản thuần", "plain text"),
            Self::Png => text!("tệp ảnh PNG", "a PNG picture"),
            Self::Jpeg => text!("tệp ảnh JPEG", "a JPEG picture"),
            Self::Gif => text!("tệp ảnh GIF", "a GIF picture"),
            Self::Bmp => text!("tệp ảnh BMP", "a BMP picture"),
            Self::Tiff => text!("tệp ảnh TIFF", "a TIFF picture"),
            Self::Webp => text!("tệp ảnh WebP", "a WebP picture"),
            Self::Heic => text!("tệp ảnh HEIC", "a HEIC picture"),
            Self::Recording => text!("bản ghi hình hoặc ghi âm", "a film or sound recording"),
            Self::Zip => text!("tệp nén ZIP", "a ZIP archive"),
            Self::Rar => text!("tệp nén RAR", "a RAR archive"),
            Self::SevenZip => text!("tệp nén 7z", "a 7z archive"),
            Self::Other(name) => text!("tệp {name}", "a file of type {name}"),
            Self::Unknown => text!("dữ liệu không rõ loại", "data of an unknown type"),
        }
    }

    /// The extension that goes with the content, where renaming is all that is needed.
    fn extension(&self) -> Option<&'static str> {
        Some(match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Odp => "odp",
            Self::Doc => "doc",
            Self::Xls => "xls",
            Self::Ppt => "ppt",
            Self::Msg => "msg",
            Self::Rtf => "rtf",
            Self::Html => "html",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::Bmp => "bmp",
            Self::Tiff => "tif",
            Self::Webp => "webp",
            Self::Heic => "heic",
            Self::Zip => "zip",
            Self::Rar => "rar",
            Self::SevenZip => "7z",
            Self::Text | Self::Compound | Self::Recording | Self::Other(_) | Self::Unknown => {
                return None;
            }
        })
    }
}
