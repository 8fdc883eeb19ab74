//! Where registers come from: files on disk of any size, and what has to be decoded first.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use crate::diagnostic::{At, Code, Diagnostic, Place, Problems, Sheet, SourceFile, sha256_of};
use crate::evidence::inputs::{Found, Unreadable, text_of};
use crate::evidence::location::Location;
use crate::evidence::reading::Reading;
use crate::evidence::register::columns::Column;
use crate::evidence::table_faults::too_large;
use crate::limits;
use crate::tables::{Head, head, workbook};
use crate::text::encoding::{self, Encoding};
use crate::text::lang::text;

/// A register: a file of text, or a sheet of a workbook.
#[derive(Debug)]
pub(super) struct Input {
    /// Its name, without text: what stands in a register is nobody else's business.
    pub(super) file: Arc<SourceFile>,
    content: Content,
    pub(super) head: Head,
}

#[derive(Clone, Debug)]
enum Content {
    /// Text in UTF-8, read as it is, with so many bytes before it: of a byte order mark.
    Disk(Location, usize),
    /// Text that was decoded, or lies in an archive.
    Text(Arc<String>),
    /// A sheet.
    Sheet(Arc<Vec<u8>>, Sheet),
}

/// A byte order mark.
const MARK: char = '\u{FEFF}';

/// Bytes of a file that its header and encoding are told by.
const TOP: u64 = 256 << 10;

impl Input {
    /// Opens a file: the register in it, or those in its sheets. `decode` reads it whole, as
    /// text of whatever encoding. What is wrong is reported.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn open(
        found: &Found,
        reading: &Reading,
        decode: bool,
        known: &dyn Fn(&str) -> bool,
        problems: &Problems,
    ) -> Result<Vec<Self>, Unreadable> {
        let failed = |error: io::Error| found.location.unreadable(&error);
        // It is read several times over, which a pipe cannot be.
        if let Location::Disk(path) = &found.location
            && path
                .metadata()
                .is_ok_and(|found| !found.is_file() && !found.is_dir())
        {
            return Err(Unreadable {
                path: found.location.shown(),
                reason: text!(
                    "đây không phải một tệp thường; lưu sổ thành tệp rồi đọc",
                    "this is no ordinary file; save the register as one"
                ),
            });
        }
        let top = top(&found.location).map_err(failed)?;
        if workbook::is_one(&top) {
            return Self::sheets(found, reading, known, problems);
        }
        let plain = !decode && is_utf8(&top) && matches!(found.location, Location::Disk(_));
        let said = reading.encoding.filter(|said| *said != Encoding::Utf8);
        let (file, content) = if plain && said.is_none() {
            let whole = (top.len() as u64) < TOP;
            let text = String::from_utf8_lossy(whole_lines(&top, whole)).into_owned();
            if encoding::misread(&text).is_some() {
                // Told, or read whole as the user says it is to be.
                return Self::open(found, reading, true, known, problems);
            }
            let bare = text.strip_prefix(MARK).unwrap_or(&text);
            let before = text.len() - bare.len();
            let file = SourceFile::with_text(found.name.clone(), &[], bare.to_owned());
            let content = Content::Disk(found.location.clone(), before);
            (Arc::new(file), content)
        } else {
            let (limit, bytes) = (limits::get().table_bytes, found.location.stamp());
            if let Some(bytes) = bytes
                .map(|stamp| stamp.bytes)
                .filter(|bytes| *bytes > limit)
            {
                problems.add(too_large(&found.name, bytes, limit));
                return Ok(Vec::new());
            }
            let bytes = found.location.read()?;
            let Some(file) = text_of(found.name.clone(), &bytes, reading.encoding, problems) else {
                return Ok(Vec::new());
            };
            let text = Arc::new(file.text.clone());
            (file, Content::Text(text))
        };
        Ok(Self::with_header(&file, content, reading, known, problems)
            .into_iter()
            .collect())
    }

    fn sheets(
        found: &Found,
        reading: &Reading,
        known: &dyn Fn(&str) -> bool,
        problems: &Problems,
    ) -> Result<Vec<Self>, Unreadable> {
        let bytes = Arc::new(found.location.read()?);
        let file = Arc::new(SourceFile::with_text(
            found.name.clone(),
            &bytes,
            String::new(),
        ));
        let Some(sheets) = workbook::text::visible(&file, &bytes, problems) else {
            return Ok(Vec::new());
        };
        let wanted = |sheet: &&Sheet| match &found.sheet {
            Some(wanted) => crate::text::fold::key(wanted) == crate::text::fold::key(&sheet.name),
            None => true,
        };
        if let Some(asked) = found
            .sheet
            .as_ref()
            .filter(|_| !sheets.iter().any(|one| wanted(&one)))
        {
            let there: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
            let name = &found.name;
            let message = text!(
                "{name}: không có trang tính `{asked}`",
                "{name}: there is no sheet `{asked}`"
            );
            let advice = crate::text::suggest::advice(asked, there);
            problems.add(Diagnostic::general(Code::NoHeader, message).help(advice));
            return Ok(Vec::new());
        }
        let mut inputs = Vec::new();
        for sheet in sheets.iter().filter(wanted) {
            let mut top = Vec::new();
            let mut take = |input: &mut dyn Read| input.take(TOP).read_to_end(&mut top).map(drop);
            let read = workbook::text::with_text(&file, &bytes, sheet, problems, &mut take);
            match read {
                Some(Ok(())) => {}
                Some(Err(_)) => {
                    problems.add(damaged(&file));
                    continue;
                }
                None => continue,
            }
            let whole = (top.len() as u64) < TOP;
            let text = String::from_utf8_lossy(whole_lines(&top, whole)).into_owned();
            let of_sheet = Arc::new(file.with_sheet(sheet.clone(), text));
            let content = Content::Sheet(Arc::clone(&bytes), sheet.clone());
            // A sheet of something else says nothing; a workbook without any register does.
            let quiet = Problems::default();
            inputs.extend(Self::with_header(
                &of_sheet, content, reading, known, &quiet,
            ));
        }
        if inputs.is_empty() && !problems.any_error() {
            problems.add(no_header(&file));
        }
        Ok(inputs)
    }

    /// Finds the header. None is reported.
    fn with_header(
        file: &Arc<SourceFile>,
        content: Content,
        reading: &Reading,
        known: &dyn Fn(&str) -> bool,
        problems: &Problems,
    ) -> Option<Self> {
        let known = |header: &str| known(reading.columns.name(header).unwrap_or(header));
        let found = head(file, &known);
        let Some(mut head) = found.filter(|head| head.known > 1) else {
            problems.add(no_header(file));
            return None;
        };
        let mapped = |name: &str| reading.columns.name(name).and_then(Column::of);
        let taken: Vec<Column> = head.names.iter().filter_map(|name| mapped(name)).collect();
        for name in &mut head.names {
            match reading.columns.name(name) {
                Some(meant) => *name = meant.into(),
                // Where a header is mapped to a column, no other is it.
                None if Column::of(name).is_some_and(|column| taken.contains(&column)) => {
                    *name = "".into();
                }
                None => {}
            }
        }
        // A byte order mark is no part of the text.
        if let Content::Disk(_, before) = &content {
            head.data_at += before;
        }
        let SourceFile {
            name,
            sha256,
            bytes,
            sheet,
            ..
        } = &**file;
        Some(Self {
            file: Arc::new(SourceFile::without_text(
                name,
                sha256,
                *bytes,
                sheet.clone(),
            )),
            content,
            head,
        })
    }

    /// Gives the text, from its beginning, to `each`. `None` where it is a sheet that cannot be
    /// read, which is reported.
    ///
    /// # Errors
    /// Where the file cannot be opened.
    pub(super) fn with_text<R>(
        &self,
        problems: &Problems,
        each: &mut dyn FnMut(&mut dyn Read) -> R,
    ) -> io::Result<Option<R>> {
        Ok(match &self.content {
            Content::Disk(location, _) => Some(each(&mut File::open(location.on_disk())?)),
            Content::Text(text) => Some(each(&mut text.as_bytes())),
            Content::Sheet(bytes, sheet) => {
                workbook::text::with_text(&self.file, bytes, sheet, problems, each)
            }
        })
    }

    /// The file as it is told of, with its hash where that is wanted.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn described(&self, digest: bool) -> io::Result<Arc<SourceFile>> {
        let Content::Disk(location, _) = &self.content else {
            return Ok(Arc::clone(&self.file));
        };
        if !digest {
            return Ok(Arc::clone(&self.file));
        }
        let (sha256, bytes) = sha256_of(&mut File::open(location.on_disk())?)?;
        let SourceFile { name, sheet, .. } = &*self.file;
        let file = SourceFile::without_text(name, &sha256, bytes, sheet.clone());
        Ok(Arc::new(file))
    }

    /// Whether its bytes are read as they are, and are taken for UTF-8 by their beginning.
    pub(super) fn is_taken_for_utf8(&self) -> bool {
        matches!(self.content, Content::Disk(..))
    }
}

fn top(location: &Location) -> io::Result<Vec<u8>> {
    match location {
        Location::Disk(path) => {
            let mut top = Vec::new();
            File::open(path)?.take(TOP).read_to_end(&mut top)?;
            Ok(top)
        }
        Location::Archived(..) => location.bytes(),
    }
}

/// Whether bytes, the last letter perhaps cut, are UTF-8 without NUL.
fn is_utf8(bytes: &[u8]) -> bool {
    let valid = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    valid && !bytes.contains(&0)
}

/// The bytes up to their last line end, unless they are all there are.
fn whole_lines(bytes: &[u8], whole: bool) -> &[u8] {
    let end = memchr::memrchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
    if whole { bytes } else { &bytes[..end] }
}

/// That a sheet cannot be read to its end.
pub(super) fn damaged(file: &SourceFile) -> Diagnostic {
    let SourceFile { name, sheet, .. } = file;
    let place = Place {
        file: Arc::new(SourceFile::without_text(name, "", 0, sheet.clone())),
        at: At::File,
    };
    let message = text!("bảng tính hỏng", "the spreadsheet is damaged");
    Diagnostic::at(Code::UnreadableTable, place, message).help(text!(
        "mở bằng Excel hoặc LibreOffice rồi lưu lại",
        "open it in Excel or LibreOffice and save it again"
    ))
}

/// What stands in the first lines is not quoted: they may be about people.
fn no_header(file: &SourceFile) -> Diagnostic {
    let SourceFile { name, sheet, .. } = file;
    let place = Place {
        file: Arc::new(SourceFile::without_text(name, "", 0, sheet.clone())),
        at: At::File,
    };
    Diagnostic::at(
        Code::NoHeader,
        place,
        text!(
            "không thấy dòng tiêu đề của sổ theo dõi hồ sơ",
            "there is no header of a dossier register"
        ),
    )
    .help(text!(
        "đặt tên cột như `Mã hồ sơ`, `Ngày tiếp nhận`, `Ngày hẹn trả`, `Ngày trả`, hoặc khai `columns:`",
        "name the columns `Mã hồ sơ`, `Ngày tiếp nhận`, `Ngày hẹn trả`, `Ngày trả`, or map them under `columns:`"
    ))
}
