//! A submission: manifest and flags brought together, every input found and read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::criteria::model::CriteriaSet;
use crate::criteria::{read, shipped};
use crate::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use crate::evidence::attachments::Attachments;
use crate::evidence::cells::Unit;
use crate::evidence::inputs::{Found, Unreadable, expand, set_file, shown, source};
use crate::evidence::load::{Select, Tables, UnitFacts, load};
use crate::evidence::manifest::{FILE_NAME, Manifest, Paths};
use crate::text::fold;
use crate::text::lang::text;

/// What is asked for on the command line; it wins over the manifest.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The submission's folder.
    pub folder: PathBuf,
    /// The unit.
    pub unit: Unit,
    /// The year that is assessed.
    pub year: Option<i16>,
    /// Id or path of the criteria set.
    pub criteria: Option<String>,
    /// Tables and attachments folder, relative to the working directory.
    pub paths: Paths,
}

/// One unit's submission, read and checked.
#[derive(Debug)]
pub struct Submission {
    /// The set it is scored by.
    pub set: CriteriaSet,
    /// The unit and its facts.
    pub unit: UnitFacts,
    /// The year that is assessed.
    pub year: i16,
    /// The attachments, where there is a folder.
    pub attachments: Option<Attachments>,
    /// The manifest and tables that were read, in that order.
    pub inputs: Vec<Arc<SourceFile>>,
    /// What the manifest says beyond inputs.
    pub manifest: Manifest,
    /// The files that were read, and the attachments folder.
    read_from: Vec<PathBuf>,
}

impl Submission {
    /// Reads everything. `None` where `problems` holds an error.
    ///
    /// # Errors
    /// Where a file or folder cannot be read.
    pub fn read(request: &Request, problems: &Problems) -> Result<Option<Self>, Unreadable> {
        Ok(Self::read_with(request, problems, false)?.map(|(submission, _)| submission))
    }

    /// Reads everything, and every unit of the tables where they hold several and none is
    /// chosen: the first is the submission's own, the others stand beside it. `None` where
    /// `problems` holds an error.
    ///
    /// # Errors
    /// Where a file or folder cannot be read.
    pub fn read_every(
        request: &Request,
        problems: &Problems,
    ) -> Result<Option<(Self, Vec<UnitFacts>)>, Unreadable> {
        Self::read_with(request, problems, true)
    }

    fn read_with(
        request: &Request,
        problems: &Problems,
        every: bool,
    ) -> Result<Option<(Self, Vec<UnitFacts>)>, Unreadable> {
        let mut inputs = Vec::new();
        let Some(manifest) = manifest(request, problems, &mut inputs)? else {
            return Ok(None);
        };
        let places = Places {
            request,
            manifest: &manifest,
        };
        let mut read_from = vec![request.folder.join(FILE_NAME)];
        let unit = places.unit();
        let year = request.year.or(manifest.year);
        let Some((wanted, base)) = places.criteria(problems) else {
            return Ok(None);
        };
        let file = set_file(wanted, &base, problems)?;
        read_from.push(base.join(wanted));
        let Some(set) = file.and_then(|file| read::read(&file, year, problems)) else {
            return Ok(None);
        };
        let year = year.unwrap_or(set.since);
        warn_year(&set, year, problems);
        let mut table =
            |of: fn(&Paths) -> &Vec<String>| -> Result<Vec<Arc<SourceFile>>, Unreadable> {
                let mut files = Vec::new();
                for found in places.tables(of)? {
                    files.extend(source(&found.path, found.name, problems)?);
                    read_from.push(found.path);
                }
                inputs.extend(files.iter().cloned());
                Ok(files)
            };
        let tables = Tables {
            evidence: table(|paths| &paths.evidence)?,
            figures: table(|paths| &paths.figures)?,
            claims: table(|paths| &paths.claims)?,
            published: table(|paths| &paths.published)?,
        };
        places.report_unread(problems)?;
        let root = places.attachments(problems)?;
        let attachments = root.as_deref().map(Attachments::list).transpose()?;
        read_from.extend(root);
        let load = |select, problems: &Problems| {
            load(&set, &tables, attachments.as_ref(), select, problems)
        };
        let several = every && unit == Unit::default() && {
            let units = load(Select::Every, &Problems::default());
            let named = units.iter().filter(|unit| unit.unit != Unit::default());
            named.count() > 1
        };
        let select = if several {
            Select::Every
        } else {
            Select::One(&unit)
        };
        let mut units = load(select, problems);
        if units.is_empty() || problems.any_error() {
            return Ok(None);
        }
        let unit = units.remove(0);
        let submission = Self {
            set,
            unit,
            year,
            attachments,
            inputs,
            manifest,
            read_from,
        };
        Ok(Some((submission, units)))
    }

    /// Whether a path is one of the inputs or lies among the attachments: nothing may be
    /// written there.
    pub fn owns(&self, path: &Path) -> bool {
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let target = real(path).or_else(|| Some(real(folder)?.join(path.file_name()?)));
        let Some(target) = target else {
            return false;
        };
        self.read_from
            .iter()
            .filter_map(|input| real(input))
            .any(|input| target.starts_with(input))
    }

    /// Refuses to write a result over an input.
    ///
    /// # Errors
    /// Where `path` is one, or lies among the attachments.
    pub fn spare(&self, path: Option<&Path>) -> Result<(), Unreadable> {
        match path.filter(|path| self.owns(path)) {
            None => Ok(()),
            Some(path) => Err(Unreadable {
                path: shown(path),
                reason: text!(
                    "đây là một đầu vào của hồ sơ, không ghi đè; chọn tệp khác",
                    "this is an input of the submission and is not overwritten; choose another file"
                ),
            }),
        }
    }

    /// The last day to supplement: the manifest's, else the set's.
    pub fn supplement_by(&self) -> Option<Date> {
        self.manifest.supplement_by.or(self.set.supplement_by)
    }
}

fn manifest(
    request: &Request,
    problems: &Problems,
    inputs: &mut Vec<Arc<SourceFile>>,
) -> Result<Option<Manifest>, Unreadable> {
    if !request.folder.is_dir() {
        let error = match std::fs::metadata(&request.folder) {
            Ok(_) => {
                return Err(Unreadable {
                    path: shown(&request.folder),
                    reason: text!("đây không phải một thư mục", "this is no folder"),
                });
            }
            Err(error) => error,
        };
        return Err(Unreadable::io(&request.folder, &error));
    }
    let path = request.folder.join(FILE_NAME);
    if !path.is_file() {
        return Ok(Some(Manifest::default()));
    }
    let Some(file) = source(&path, FILE_NAME.to_owned(), problems)? else {
        return Ok(None);
    };
    inputs.push(Arc::clone(&file));
    let manifest = Manifest::read(&file, problems);
    Ok(manifest.filter(|_| !problems.any_error()))
}

/// Where the inputs are: flags first, then the manifest.
struct Places<'a> {
    request: &'a Request,
    manifest: &'a Manifest,
}

impl Places<'_> {
    /// The unit; the manifest's name goes with the manifest's code.
    fn unit(&self) -> Unit {
        let (asked, own) = (&self.request.unit, &self.manifest.unit);
        let same = asked.code.is_none() || asked.code == own.code;
        let code = asked.code.as_ref().or(own.code.as_ref());
        let name = asked.name.as_ref().or(own.name.as_ref().filter(|_| same));
        let tidy = |text: Option<&String>| text.map(|text| fold::tidy(text));
        Unit {
            code: tidy(code),
            name: tidy(name),
        }
    }

    /// The id or path of the set, and the folder that a path is relative to. None is reported.
    fn criteria(&self, problems: &Problems) -> Option<(&str, PathBuf)> {
        if let Some(wanted) = &self.request.criteria {
            return Some((wanted, PathBuf::new()));
        }
        if let Some(wanted) = &self.manifest.criteria {
            return Some((wanted, self.request.folder.clone()));
        }
        let folder = shown(&self.request.folder);
        let ids = shipped::ids().collect::<Vec<_>>().join(", ");
        problems.add(
            Diagnostic::general(
                Code::Incomplete,
                text!(
                    "thư mục `{folder}` không có {FILE_NAME} nêu bộ tiêu chí, và không có cờ --criteria",
                    "`{folder}` has no {FILE_NAME} that names a criteria set, and there is no flag --criteria"
                ),
            )
            .help(text!(
                "thêm `--criteria MÃ` (có sẵn: {ids}) hoặc tạo thư mục mới bằng `parindex init`",
                "add `--criteria ID` (shipped: {ids}) or make a new folder with `parindex init`"
            )),
        );
        None
    }

    fn tables(&self, of: fn(&Paths) -> &Vec<String>) -> Result<Vec<Found>, Unreadable> {
        let flags = of(&self.request.paths);
        if flags.is_empty() {
            expand(of(&self.manifest.paths), &self.request.folder)
        } else {
            expand(flags, Path::new(""))
        }
    }

    /// Reports the tables that are named and not read yet; they must be there all the same.
    fn report_unread(&self, problems: &Problems) -> Result<(), Unreadable> {
        let unread: [fn(&Paths) -> &Vec<String>; 3] = [
            |paths| &paths.appraisals,
            |paths| &paths.register,
            |paths| &paths.survey,
        ];
        for of in unread {
            for Found { path, name } in self.tables(of)? {
                std::fs::metadata(&path).map_err(|error| Unreadable::io(&path, &error))?;
                problems.add(
                    Diagnostic::general(
                        Code::NotRead,
                        text!(
                            "bảng `{name}` chưa được phiên bản này đọc, nên không ảnh hưởng kết quả",
                            "the table `{name}` is not read by this version and changes nothing"
                        ),
                    )
                    .help(text!("có thể bỏ nó khỏi parindex.yaml hoặc dòng lệnh", "it can be left out")),
                );
            }
        }
        Ok(())
    }

    /// The attachments folder. None is reported.
    fn attachments(&self, problems: &Problems) -> Result<Option<PathBuf>, Unreadable> {
        let of_manifest = self.manifest.paths.attachments.as_ref();
        let root = match &self.request.paths.attachments {
            Some(root) => Some(PathBuf::from(root)),
            None => of_manifest.map(|root| self.request.folder.join(root)),
        };
        match &root {
            Some(root) if root.is_file() => Err(Unreadable {
                path: shown(root),
                reason: text!("đây không phải một thư mục", "this is no folder"),
            }),
            Some(_) => Ok(root),
            None => {
                problems.add(
                    Diagnostic::general(
                        Code::FilesNotChecked,
                        text!(
                            "không có thư mục đính kèm: các tệp chưa được kiểm tra",
                            "there is no attachments folder: files are not checked"
                        ),
                    )
                    .help(text!(
                        "thêm `--attachments THƯ_MỤC`, hoặc `attachments: tep` trong parindex.yaml",
                        "add `--attachments FOLDER`, or `attachments: tep` in parindex.yaml"
                    )),
                );
                Ok(None)
            }
        }
    }
}

fn warn_year(set: &CriteriaSet, year: i16, problems: &Problems) {
    if year < set.since || set.until.is_some_and(|until| year > until) {
        let (id, since) = (&set.id, set.since);
        let message = match set.until {
            Some(until) => text!(
                "bộ tiêu chí {id} áp dụng từ năm {since} đến năm {until}, đang chấm năm {year}",
                "the set {id} applies from {since} to {until}, and {year} is scored"
            ),
            None => text!(
                "bộ tiêu chí {id} áp dụng từ năm {since}, đang chấm năm {year}",
                "the set {id} applies from {since}, and {year} is scored"
            ),
        };
        problems.add(
            Diagnostic::general(Code::YearOutsideSet, message).help(text!(
                "xem lại `year` trong parindex.yaml hoặc chọn bộ tiêu chí của năm {year}",
                "check `year` in parindex.yaml, or choose the set for {year}"
            )),
        );
    }
}
