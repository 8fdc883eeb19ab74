//! `parindex init`: an empty submission.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::commands::arguments;
use crate::commands::criteria::{self, Loaded};
use crate::commands::output::{self, Look, Target};
use crate::commands::run::{Exit, value};
use crate::evidence::cells::Unit;
use crate::evidence::inputs::{Unreadable, shown};
use crate::report::blank::{ATTACHMENTS, Blank, Heading, blank};
use crate::report::csv::Dialect;
use crate::text::lang::text;

/// The copy of a set that is not shipped.
const COPY: &str = "bo-tieu-chi.yaml";

/// Makes the folder, whole or not at all.
///
/// # Errors
/// Where the set is wrong, the folder holds files already, or it cannot be written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    let folder = matches
        .get_one::<PathBuf>("folder")
        .cloned()
        .unwrap_or_default();
    let wanted = value(matches, "criteria").unwrap_or_default();
    let year = value(matches, "year")
        .map(|year| arguments::year("year", &year))
        .transpose()?;
    let Loaded { file, set, .. } = criteria::load(&wanted, year)?;
    let copied = set_is_a_file(&wanted);
    let unit = Unit {
        code: value(matches, "unit"),
        name: value(matches, "name"),
    };
    let heading = Heading {
        unit: &unit,
        year: set.year,
        criteria: if copied { COPY } else { &set.id },
    };
    let dialect = match value(matches, "csv").as_deref() {
        Some("excel-vi") => Dialect::ExcelVi,
        _ => Dialect::Plain,
    };
    let failed = |error: std::io::Error| Unreadable::io(&folder, &error);
    let mut blank = blank(&set, &heading, dialect).map_err(failed)?;
    if copied {
        blank.files.push((COPY, file.text.clone().into_bytes()));
    }
    make(&folder, &blank)?;
    Target::default().write(next_steps(&folder, look).as_bytes())?;
    Ok(Exit::Done)
}

fn set_is_a_file(wanted: &str) -> bool {
    crate::criteria::shipped::find(wanted).is_none()
}

/// Writes everything into a folder beside the wanted one and renames it.
fn make(folder: &Path, blank: &Blank) -> Result<(), Unreadable> {
    let failed = |error: std::io::Error| Unreadable::writing(folder, &error);
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
    for (name, content) in &blank.files {
        output::write_file(&made.path().join(name), content, false)?;
    }
    if folder.is_dir() {
        std::fs::remove_dir(folder).map_err(failed)?;
    }
    open_to_others(made.path()).map_err(failed)?;
    std::fs::rename(made.path(), folder).map_err(failed)?;
    let _ = made.keep();
    Ok(())
}

/// Temporary folders are private; a submission is an ordinary folder.
#[cfg(unix)]
fn open_to_others(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> std::io::Result<()> {
    Ok(())
}

fn next_steps(folder: &Path, look: Look) -> String {
    let folder = shown(folder);
    let quoted = if folder.contains(' ') {
        format!("\"{folder}\"")
    } else {
        folder.clone()
    };
    look.lang.pick(
        format!(
            "Đã tạo {folder}:\n  minh-chung.csv  số ký hiệu, ngày ban hành, tên tệp của từng tài liệu\n  so-lieu.csv     cột gia_tri\n  tu-cham.csv     điểm tự chấm (không bắt buộc)\n  {ATTACHMENTS}/            chép tệp đính kèm vào thư mục của từng chỉ tiêu\nĐiền xong, chạy: parindex score {quoted}\n"
        ),
        format!(
            "Made {folder}:\n  minh-chung.csv  number, date of issue and file of each document\n  so-lieu.csv     column gia_tri (value)\n  tu-cham.csv     claimed points (optional)\n  {ATTACHMENTS}/            copy the attachments into the folder of their leaf\nThen run: parindex score {quoted}\n"
        ),
    )
}
