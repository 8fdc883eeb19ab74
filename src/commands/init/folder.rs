//! The folder of a new submission, made whole or not at all.

use std::path::Path;

use crate::commands::output;
use crate::evidence::inputs::{Unreadable, shown};
use crate::paths::name;
use crate::report::blank::{ATTACHMENTS, Blank};
use crate::text::lang::text;

/// Sees that nothing is in the place of the folder; an empty folder may be.
///
/// # Errors
/// Where a file, or a folder with files, is there, or Windows takes no such name.
pub(super) fn refuse_taken(folder: &Path) -> Result<(), Unreadable> {
    // A submission travels: its name is one on every system.
    let name = folder.file_name().map(|name| name.to_string_lossy());
    if let Some(fault) = name.and_then(|name| name::fault(&name)) {
        return Err(Unreadable {
            path: shown(folder),
            reason: fault.message(),
        });
    }
    if folder.is_file() {
        return Err(Unreadable {
            path: shown(folder),
            reason: text!(
                "đây là một tệp; cần tên một thư mục mới",
                "this is a file; name a new folder"
            ),
        });
    }
    let taken = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_some(),
        Err(_) => folder.exists(),
    };
    if taken {
        return Err(Unreadable {
            path: shown(folder),
            reason: text!(
                "thư mục đã có tệp; chọn thư mục khác hoặc thư mục trống",
                "the folder holds files already; choose another or an empty one"
            ),
        });
    }
    Ok(())
}

/// Writes everything into a folder beside the wanted one and renames it.
///
/// # Errors
/// Where something is in its place, or it cannot be written.
pub(super) fn make(folder: &Path, blank: &Blank) -> Result<(), Unreadable> {
    refuse_taken(folder)?;
    let failed = |error: std::io::Error| Unreadable::writing(folder, &error);
    let parent = folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).map_err(failed)?;
    let made = tempfile::Builder::new()
        .prefix(".parindex-")
        .tempdir_in(parent)
        .map_err(failed)?;
    for path in &blank.folders {
        std::fs::create_dir_all(made.path().join(path)).map_err(failed)?;
    }
    std::fs::create_dir_all(made.path().join(ATTACHMENTS)).map_err(failed)?;
    for file in &blank.files {
        let path = made.path().join(file.name);
        output::write_file(&path, &file.content, false)?;
        if file.executable {
            open_to_others(&path).map_err(failed)?;
        }
    }
    if folder.is_dir() {
        std::fs::remove_dir(folder).map_err(failed)?;
    }
    open_to_others(made.path()).map_err(failed)?;
    std::fs::rename(made.path(), folder).map_err(failed)?;
    let _ = made.keep();
    Ok(())
}

/// Temporary folders are private; a submission is an ordinary folder, its scripts can be run.
#[cfg(unix)]
fn open_to_others(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> std::io::Result<()> {
    Ok(())
}
