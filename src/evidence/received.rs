//! What was handed in, file by file: the tables that were read and every attachment, declared or
//! not, with size and hash.

use crate::diagnostic::sha256;
use crate::evidence::inputs::Unreadable;
use crate::evidence::submission::Submission;

/// A file that was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedFile {
    /// Its path: as it was named, or below the attachments.
    pub path: String,
    /// Whether it is an attachment; else it is the manifest or a table.
    pub is_attached: bool,
    /// How many bytes it has.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// All files of a submission: manifest and tables in the order in which they are read, then the
/// attachments by path.
///
/// # Errors
/// Where an attachment can no longer be read.
pub fn files(submission: &Submission) -> Result<Vec<ReceivedFile>, Unreadable> {
    let inputs = submission.inputs.iter().map(|input| ReceivedFile {
        path: input.name.clone(),
        is_attached: false,
        bytes: input.bytes,
        sha256: input.sha256.clone(),
    });
    let mut all: Vec<ReceivedFile> = inputs.collect();
    let Some(attachments) = &submission.attachments else {
        return Ok(all);
    };
    for path in attachments.paths() {
        let Some(location) = attachments.location(path) else {
            continue;
        };
        let bytes = location
            .bytes()
            .map_err(|error| location.unreadable(&error))?;
        all.push(ReceivedFile {
            path: path.to_owned(),
            is_attached: true,
            bytes: bytes.len().try_into().unwrap_or(u64::MAX),
            sha256: sha256(&bytes),
        });
    }
    Ok(all)
}
