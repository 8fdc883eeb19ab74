//! Whether a PDF asks for a password.

use lopdf::encryption::{DecryptionError, EncryptionState};
use lopdf::{Dictionary, Document, Error, Object};

use super::objects::Objects;

/// What stands before the content of a PDF.
pub(super) enum Lock {
    /// It is not encrypted.
    None,
    /// It is encrypted, and opens without a password: only editing or printing is restricted.
    Opened(Box<EncryptionState>),
    /// It asks for a password or a certificate.
    Closed,
    /// It is encrypted in a way that is not understood.
    Unknown,
}

/// Tries the empty password.
pub(super) fn lock(objects: &Objects, trailers: &[Dictionary]) -> Lock {
    let Some(trailer) = trailers.iter().find(|trailer| trailer.has(b"Encrypt")) else {
        return Lock::None;
    };
    let Some(encrypt) = objects.dictionary(trailer, b"Encrypt") else {
        return Lock::Unknown;
    };
    if !matches!(encrypt.get(b"Filter"), Ok(Object::Name(name)) if name == b"Standard") {
        return Lock::Closed;
    }
    let mut document = Document::new();
    let id = trailer.get(b"ID").ok();
    if let Some(id) = id.and_then(|id| objects.as_array(id)) {
        document.trailer.set("ID", id);
    }
    let encrypt = document.add_object(encrypt);
    document.trailer.set("Encrypt", encrypt);
    match document.authenticate_password("") {
        Ok(()) => EncryptionState::decode(&document, "")
            .map_or(Lock::Unknown, |key| Lock::Opened(Box::new(key))),
        Err(Error::Decryption(DecryptionError::IncorrectPassword)) => Lock::Closed,
        Err(_) => Lock::Unknown,
    }
}
