//! Results go to stdout or, whole or not at all, to a file; messages go to stderr.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::commands::arguments::BadArgument;
use crate::commands::run::{flag, value};
use crate::console::{self, Environment};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::evidence::inputs::{Unreadable, shown};
use crate::paths::fault::{self, Act};
use crate::paths::{name, owner};
use crate::report::csv::Dialect;
use crate::report::terminal::Screen;
use crate::text::lang::{Lang, Text, text};

/// How messages and results look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// `--color`.
    pub color: Color,
    /// `--quiet`.
    pub quiet: bool,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether a stream gets colours.
    pub fn on(self, stream: &impl IsTerminal) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
                !refused && !dumb && stream.is_terminal() && console::takes_escapes()
            }
        }
    }
}

/// Where a result goes.
#[derive(Clone, Debug, Default)]
pub struct Target {
    /// `-o`; `None` is stdout.
    pub path: Option<PathBuf>,
    /// `--force`.
    pub force: bool,
}

impl Target {
    /// Reads the arguments of `Words::target`.
    pub fn read(matches: &ArgMatches) -> Self {
        Self {
            path: matches.get_one::<PathBuf>("output").cloned(),
            force: flag(matches, "force"),
        }
    }

    /// Writes a result.
    ///
    /// # Errors
    /// Where the file exists and may not be replaced, or cannot be written.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Unreadable> {
        match &self.path {
            Some(path) => write_file(path, bytes, self.force),
            None => print(bytes),
        }
    }
}

/// What a result can be printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a screen.
    Terminal,
    /// For a browser and for paper.
    Html,
    /// For scripts.
    Json,
    /// For spreadsheets.
    Csv,
    /// To be pasted into a message.
    Text,
    /// For documents and web pages.
    Markdown,
    /// For Word.
    Docx,
    /// For Excel.
    Xlsx,
    /// A table of figures, read again as evidence.
    Figures,
    /// The YAML of a criteria set.
    Yaml,
}

impl Format {
    /// Its name in `--format`.
    fn id(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Figures => "figures",
            Self::Yaml => "yaml",
        }
    }

    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Terminal => "txt",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv | Self::Figures => "csv",
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Yaml => "yaml",
        }
    }
}

/// How a result is printed, and where to.
#[derive(Clone, Debug)]
pub struct Output {
    /// `--format`; without it that of the file's extension, else the terminal's.
    pub format: Format,
    /// `--csv`.
    pub dialect: Dialect,
    /// `-o` and `--force`.
    pub target: Target,
    /// Files that arguments name to be read: templates, maps of columns, lists of units, tables
    /// of work.
    read: Vec<PathBuf>,
}

/// The files that arguments name beside a submission's own.
fn named(matches: &ArgMatches) -> Vec<PathBuf> {
    let texts = ["columns", "units", "effort"];
    let texts = texts.into_iter().filter_map(|name| value(matches, name));
    let template = matches.try_get_one::<PathBuf>("template").ok().flatten();
    texts.map(PathBuf::from).chain(template.cloned()).collect()
}

impl Output {
    /// Reads the arguments of `Words::output`, for a command that has these formats.
    ///
    /// # Errors
    /// Where `--csv` is given for another format.
    pub fn read(matches: &ArgMatches, formats: &[Format]) -> Result<Self, BadArgument> {
        Self::read_or(matches, formats, Format::Terminal)
    }

    /// The same, where another format than the terminal's is the usual one.
    ///
    /// # Errors
    /// Where `--csv` is given for another format.
    pub fn read_or(
        matches: &ArgMatches,
        formats: &[Format],
        usual: Format,
    ) -> Result<Self, BadArgument> {
        let target = Target::read(matches);
        let extension = target
            .path
            .as_deref()
            .and_then(Path::extension)
            .map(|extension| extension.to_string_lossy().to_lowercase());
        let find = |is: &dyn Fn(&Format) -> bool| formats.iter().copied().find(is);
        let format = match value(matches, "format") {
            Some(asked) => find(&|format| format.id() == asked || format.extension() == asked),
            None => find(&|format| Some(format.extension()) == extension.as_deref()),
        };
        let plain = |extension: &&String| !matches!(extension.as_str(), "txt" | "log");
        if let (None, Some(extension)) = (format, extension.as_ref().filter(plain)) {
            let known: Vec<&str> = formats.iter().map(|format| format.extension()).collect();
            let known = known.join(", ");
            return Err(BadArgument(text!(
                "-o: lệnh này không ghi tệp .{extension}; dùng một trong các đuôi {known}, hoặc thêm --format",
                "-o: this command writes no .{extension} file; use one of {known}, or add --format"
            )));
        }
        let format = format.unwrap_or(usual);
        let dialect = value(matches, "csv");
        if dialect.is_some() && !matches!(format, Format::Csv | Format::Figures) {
            return Err(BadArgument(text!(
                "--csv chỉ dùng cùng --format csv",
                "--csv goes with --format csv"
            )));
        }
        Ok(Self {
            format,
            dialect: match dialect.as_deref() {
                Some("excel-vi") => Dialect::ExcelVi,
                _ => Dialect::Plain,
            },
            target,
            read: named(matches),
        })
    }

    /// Sees that a document goes to a file or a pipe: a screen cannot show it.
    ///
    /// # Errors
    /// Where it would go to a screen; `name` is a name for its file.
    pub fn refuse_terminal(&self, name: &str) -> Result<(), BadArgument> {
        let shown = !matches!(self.format, Format::Docx | Format::Xlsx);
        if shown || self.target.path.is_some() || !std::io::stdout().is_terminal() {
            return Ok(());
        }
        let extension = self.format.extension();
        Err(BadArgument(text!(
            "cần tên tệp để ghi: thêm `-o {name}.{extension}`",
            "a file to write is needed: add `-o {name}.{extension}`"
        )))
    }

    /// Results that go into a folder.
    pub fn folder(matches: &ArgMatches, format: Format) -> Self {
        Self {
            format,
            dialect: Dialect::default(),
            target: Target::read(matches),
            read: named(matches),
        }
    }

    /// Sees that the result goes to none of the inputs, which are never overwritten.
    ///
    /// # Errors
    /// Where it would.
    pub fn refuse_inputs(&self, inputs: &[PathBuf]) -> Result<(), Unreadable> {
        let Some(path) = &self.target.path else {
            return Ok(());
        };
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        let target = real(path).or_else(|| Some(real(folder_of(path))?.join(path.file_name()?)));
        let owned = target.is_some_and(|target| {
            let mut inputs = inputs
                .iter()
                .chain(&self.read)
                .filter_map(|input| real(input));
            inputs.any(|input| target.starts_with(input))
        });
        if !owned {
            return Ok(());
        }
        Err(Unreadable {
            path: shown(path),
            reason: text!(
                "đây là một đầu vào của hồ sơ, không ghi đè; chọn tệp khác",
                "this is an input of the submission and is not overwritten; choose another file"
            ),
        })
    }

    /// What the terminal format may use.
    pub fn screen(&self, look: Look) -> Screen {
        let stdout = std::io::stdout();
        let to_file = self.target.path.is_some();
        let on_screen = !to_file && stdout.is_terminal();
        Screen {
            width: on_screen
                .then(|| comfy_table::Table::new().width())
                .flatten(),
            color: !to_file && look.color.on(&stdout),
        }
    }
}

/// Writes to stdout; a closed pipe is no error.
fn print(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut out = std::io::stdout().lock();
    let text = std::str::from_utf8(bytes).ok();
    let shown = text.and_then(|text| as_shown(text, &out));
    let bytes = shown.as_ref().map_or(bytes, String::as_bytes);
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Unreadable::writing(Path::new("stdout"), &error))
        }
        _ => Ok(()),
    }
}

/// Writes a file beside its place and renames it.
///
/// # Errors
/// Where the file exists and `force` is not given, where it is open in another program, or
/// where it cannot be written.
pub fn write_file(path: &Path, bytes: &[u8], force: bool) -> Result<(), Unreadable> {
    let refused = |reason: Text| Unreadable {
        path: shown(path),
        reason,
    };
    let exists = || {
        refused(text!(
            "tệp đã có; thêm --force để thay",
            "the file exists; add --force to replace it"
        ))
    };
    if path.is_dir() {
        return Err(refused(text!(
            "đây là một thư mục, cần tên tệp",
            "this is a folder, a file is needed"
        )));
    }
    // There `nul.html` is a device and `a:b.html` a stream of `a`: nothing would be there.
    if cfg!(windows)
        && let Some(fault) = path
            .file_name()
            .and_then(|name| name::fault(&name.to_string_lossy()))
    {
        return Err(refused(fault.message()));
    }
    let target = &resolved(path);
    let replaced = std::fs::metadata(target).ok();
    if replaced.as_ref().is_some_and(|found| !found.is_file()) {
        return Err(refused(text!(
            "đây không phải một tệp thường; muốn in ra màn hình thì bỏ -o",
            "this is no ordinary file; leave -o out to print"
        )));
    }
    if replaced.is_some() && !force {
        return Err(exists());
    }
    if replaced.is_some()
        && let Some(owner) = open_in(target)
    {
        return Err(refused(fault::said_to_be_open(&owner)));
    }
    let act = if replaced.is_some() {
        Act::Replace
    } else {
        Act::Write
    };
    let failed = |error: std::io::Error| refused(fault::reason(&error, act));
    let mut file = tempfile::Builder::new()
        .prefix(".parindex-")
        .tempfile_in(folder_of(target))
        .map_err(|error| refused(fault::reason(&error, Act::Write)))?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    match &replaced {
        Some(replaced) => file.as_file().set_permissions(replaced.permissions()),
        None => open_to_others(file.as_file()),
    }
    .map_err(failed)?;
    let kept = if force {
        file.persist(target)
    } else {
        file.persist_noclobber(target)
    };
    match kept {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Err(exists()),
        Err(error) => Err(failed(error.error)),
    }
}

/// The place itself: a link is followed, so that what it leads to is replaced and not the link;
/// on Windows the path may have more than 260 letters, which renaming takes only in this form.
fn resolved(path: &Path) -> PathBuf {
    let real = std::fs::canonicalize(path).or_else(|_| {
        let folder = std::fs::canonicalize(folder_of(path))?;
        Ok::<_, std::io::Error>(folder.join(path.file_name().unwrap_or_default()))
    });
    real.unwrap_or_else(|_| path.to_owned())
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// The file that an office program has put beside a document while it is open there.
fn open_in(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let beside = owner::beside(&name).into_iter();
    let mut there = beside.filter(|owner| path.with_file_name(owner).is_file());
    there.next()
}

/// Temporary files are private; a result is an ordinary file.
#[cfg(unix)]
fn open_to_others(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_others(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

/// Prints diagnostics on stderr: errors always, warnings unless quiet.
pub fn tell(diagnostics: &[Diagnostic], look: Look) {
    let wanted: Vec<Diagnostic> = wanted(diagnostics, look).cloned().collect();
    let color = look.color.on(&std::io::stderr());
    say(&diagnostic::render(&wanted, look.lang, color));
}

/// Whether any of them is told.
pub fn tells(diagnostics: &[Diagnostic], look: Look) -> bool {
    wanted(diagnostics, look).next().is_some()
}

fn wanted(diagnostics: &[Diagnostic], look: Look) -> impl Iterator<Item = &Diagnostic> {
    diagnostics
        .iter()
        .filter(move |diagnostic| !look.quiet || diagnostic.code.severity() == Severity::Error)
}

/// Prints text on stderr; nobody can be told where that fails.
pub fn say(text: &str) {
    let mut out = std::io::stderr().lock();
    let shown = as_shown(text, &out);
    let _ = out.write_all(shown.as_deref().unwrap_or(text).as_bytes());
}

/// The text as a terminal shows it that lacks signs; `None`: as it is.
fn as_shown(text: &str, stream: &impl IsTerminal) -> Option<String> {
    let lacks = stream.is_terminal() && !Environment::of_process(console::shows_signs);
    lacks.then(|| console::in_ascii(text))
}

/// Whether a person sees what is said on stderr.
pub fn is_interactive() -> bool {
    std::io::stderr().is_terminal()
}
