//! The container of a document: parts with names.

use std::io::{Cursor, Read, Write};

use memchr::memmem;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::error::TemplateError;
use crate::content::Limits;

/// The part that says what each part is.
const TYPES: &str = "[Content_Types].xml";

/// The parts of a document, in their order.
#[derive(Debug)]
pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Opens a template, within the limits of attachments: all its parts together unpack to no
    /// more than one part of an attachment may.
    pub(super) fn open(bytes: &[u8], limits: &Limits) -> Result<Self, TemplateError> {
        // Counted before anything is made of them.
        if memmem::find_iter(bytes, b"PK\x01\x02").count() as u64 > limits.zip_entries {
            return Err(TemplateError::TooLarge);
        }
        let not_docx = |_| TemplateError::NotDocx;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(not_docx)?;
        let mut left = limits.zip_bytes;
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(not_docx)?;
            let name = entry.name().map_err(not_docx)?.into_owned();
            if entry.is_dir() {
                continue;
            }
            let mut content = Vec::new();
            let read = entry.take(left + 1).read_to_end(&mut content);
            left = left
                .checked_sub(content.len() as u64)
                .ok_or(TemplateError::TooLarge)?;
            read.map_err(|_| TemplateError::Damaged(name.clone()))?;
            parts.push((name, content));
        }
        let mut package = Self { parts };
        package.check_type()?;
        Ok(package)
    }

    /// A document is made of it: a Word template (.dotx) becomes one, macros have no place.
    fn check_type(&mut self) -> Result<(), TemplateError> {
        let types = self.part_mut(TYPES).ok_or(TemplateError::NotDocx)?;
        let text = String::from_utf8_lossy(types);
        if text.contains("macroEnabled") {
            return Err(TemplateError::Macros);
        }
        let document = text.replace(
            "wordprocessingml.template.main+xml",
            "wordprocessingml.document.main+xml",
        );
        *types = document.into_bytes();
        Ok(())
    }

    /// The names of its parts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(name, _)| name.as_str())
    }

    /// A part.
    pub(super) fn part(&self, name: &str) -> Option<&[u8]> {
        let part = self.parts.iter().find(|(part, _)| part == name);
        part.map(|(_, content)| content.as_slice())
    }

    fn part_mut(&mut self, name: &str) -> Option<&mut Vec<u8>> {
        let part = self.parts.iter_mut().find(|(part, _)| part == name);
        part.map(|(_, content)| content)
    }

    /// Replaces a part.
    pub(super) fn replace(&mut self, name: &str, content: Vec<u8>) {
        if let Some(part) = self.part_mut(name) {
            *part = content;
        }
    }

    /// Its bytes: the same for the same parts.
    pub(super) fn pack(&self) -> Result<Vec<u8>, TemplateError> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for (name, content) in &self.parts {
            archive
                .start_file(name.as_str(), options)
                .and_then(|()| Ok(archive.write_all(content)?))
                .map_err(|_| TemplateError::Damaged(name.clone()))?;
        }
        let bytes = archive.finish().map_err(|_| TemplateError::NotDocx)?;
        Ok(bytes.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_is_not_unpacked() {
        let limits = |zip_bytes, zip_entries| Limits {
            zip_bytes,
            zip_entries,
            ..Limits::default()
        };
        let parts = vec![
            (TYPES.to_owned(), b"<Types/>".to_vec()),
            ("word/media/image1.png".to_owned(), vec![0; 100_000]),
        ];
        let template = Package { parts }.pack().unwrap();
        // Packed it is small.
        assert!(template.len() < 1_000);
        let open = |limits| Package::open(&template, &limits).map(|package| package.parts);
        assert_eq!(open(limits(100_007, 2)), Err(TemplateError::TooLarge));
        assert_eq!(open(limits(100_008, 1)), Err(TemplateError::TooLarge));
        assert_eq!(open(limits(100_008, 2)).unwrap().len(), 2);
    }
}
