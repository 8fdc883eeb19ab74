//! What was found in attachments, kept between runs in the user's cache folder: one file for
//! each attachments folder. A file that has the same place, size and time is not read again;
//! one with the same bytes is not looked into again. Results are the same with and without.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::content::{Content, Limits};
use crate::diagnostic::sha256;
use crate::evidence::attachments::Attachments;
use crate::evidence::location::Stamp;

/// A file that was written less than this before it was looked into may be written again
/// without its time changing.
const TOO_FRESH: Duration = Duration::from_secs(2);

/// What is kept of one attachments folder.
pub(super) struct Cache {
    file: PathBuf,
    known: BTreeMap<String, Kept>,
    by_content: BTreeMap<String, Arc<Content>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    stamp: Stamp,
    content: Arc<Content>,
}

#[derive(Deserialize)]
struct Stored {
    made_by: String,
    files: BTreeMap<String, Kept>,
}

#[derive(Serialize)]
struct Storing<'a> {
    made_by: String,
    files: BTreeMap<&'a String, Kept>,
}

impl Cache {
    /// Opens what is kept of the attachments at `root`. What another version kept, or under
    /// other limits, or what cannot be read, is as nothing.
    pub(super) fn open(folder: &Path, root: &Path) -> Self {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let name = sha256(root.as_os_str().as_encoded_bytes());
        let file = folder.join(format!("{}.json", &name[..32]));
        let stored = std::fs::read(&file).ok();
        let stored = stored.and_then(|bytes| serde_json::from_slice::<Stored>(&bytes).ok());
        let stored = stored.filter(|stored| stored.made_by == made_by());
        let known = stored.map(|stored| stored.files).unwrap_or_default();
        let by_content = known.iter().map(|(path, kept)| {
            let key = content_key(path, &kept.content.sha256);
            (key, Arc::clone(&kept.content))
        });
        Self {
            by_content: by_content.collect(),
            file,
            known,
        }
    }

    /// What is known of a file with this place, size and time.
    pub(super) fn by_stamp(&self, path: &str, stamp: Stamp) -> Option<Arc<Content>> {
        let kept = self.known.get(path).filter(|kept| kept.stamp == stamp)?;
        Some(Arc::clone(&kept.content))
    }

    /// What is known of a file with these bytes.
    pub(super) fn by_content(&self, path: &str, sha256: &str) -> Option<Arc<Content>> {
        self.by_content.get(&content_key(path, sha256)).cloned()
    }

    /// Keeps what was found. A cache that cannot be written is none: that is no fault.
    pub(super) fn keep(
        &self,
        seen: &BTreeMap<String, Option<Arc<Content>>>,
        attachments: &Attachments,
    ) {
        let now = SystemTime::now();
        let stamp = |path: &str| attachments.location(path)?.stamp();
        let mut files = BTreeMap::new();
        for (path, content) in seen {
            let Some((content, stamp)) = content.as_ref().zip(stamp(path)) else {
                continue;
            };
            if stamp.is_older_than(now, TOO_FRESH) {
                let content = Arc::clone(content);
                files.insert(path, Kept { stamp, content });
            }
        }
        let unchanged = files.len() == self.known.len()
            && files.iter().all(|(path, kept)| {
                let known = self.known.get(*path);
                known.is_some_and(|known| known.stamp == kept.stamp)
            });
        if unchanged {
            return;
        }
        let made_by = made_by();
        let _ = serde_json::to_vec(&Storing { made_by, files })
            .map_err(std::io::Error::from)
            .and_then(|bytes| write(&self.file, &bytes));
    }
}

/// What is found depends on the extension too.
fn content_key(path: &str, sha256: &str) -> String {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    format!("{sha256}.{}", extension.to_lowercase())
}

/// The version and limits on which what is found depends.
fn made_by() -> String {
    let limits: &Limits = &crate::limits::get().content;
    format!("{} {limits:?}", env!("CARGO_PKG_VERSION"))
}

fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder)?;
    let mut made = tempfile::NamedTempFile::new_in(folder)?;
    std::io::Write::write_all(&mut made, bytes)?;
    made.persist(file)?;
    Ok(())
}
