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
}

impl Submission {
    /// Reads everything. `None` where `problems` holds an error.
    ///
    /// # Errors
    /// Where a file or folder cannot be read.
    pub fn read(request: &Request, problems: &Problems) -> Result<Option<Self>, Unreadable> {
        let mut inputs = Vec::new();
        let Some(manifest) = manifest(request, problems, &mut inputs)? else {
            return Ok(None);
        };
        let unit = Unit {
            code: request
                .unit
                .code
                .clone()
                .or_else(|| manifest.unit.code.clone()),
            name: request.unit.name.clone().or_else(|| {
                let same = request.unit.code.is_none() || request.unit.code == manifest.unit.code;
                manifest.unit.name.clone().filter(|_| same)
            }),
        };
        let year = request.year.or(manifest.year);
        let Some(set) = criteria(request, &manifest, year, problems)? else {
            return Ok(None);
        };
        let year = year.unwrap_or(set.since);
        warn_year(&set, year, problems);
        let place = |flags: fn(&Paths) -> &Vec<String>| -> Result<Vec<Found>, Unreadable> {
            if flags(&request.paths).is_empty() {
                expand(flags(&manifest.paths), &request.folder)
            } else {
                expand(flags(&request.paths), Path::new(""))
            }
        };
        let read_all = |found: Vec<Found>| -> Result<Vec<Arc<SourceFile>>, Unreadable> {
            found
                .into_iter()
                .filter_map(|found| source(&found.path, found.name, problems).transpose())
                .collect()
        };
        let tables = Tables {
            evidence: read_all(place(|paths| &paths.evidence)?)?,
            figures: read_all(place(|paths| &paths.figures)?)?,
            claims: read_all(place(|paths| &paths.claims)?)?,
            published: read_all(place(|paths| &paths.published)?)?,
        };
        let unread: [fn(&Paths) -> &Vec<String>; 3] = [
            |paths| &paths.appraisals,
            |paths| &paths.register,
            |paths| &paths.survey,
        ];
        for paths in unread {
            for found in place(paths)? {
                std::fs::metadata(&found.path)
                    .map_err(|error| Unreadable::io(&found.path, &error))?;
                let name = &found.name;
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
        let attachments = attachments(request, &manifest, problems)?;
        inputs.extend(
            [
                &tables.evidence,
                &tables.figures,
                &tables.claims,
                &tables.published,
            ]
            .into_iter()
            .flatten()
            .cloned(),
        );
        let mut units = load(
            &set,
            &tables,
            attachments.as_ref(),
            Select::One(&unit),
            problems,
        );
        let Some(unit) = units.pop().filter(|_| !problems.any_error()) else {
            return Ok(None);
        };
        Ok(Some(Self {
            set,
            unit,
            year,
            attachments,
            inputs,
            manifest,
        }))
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

fn criteria(
    request: &Request,
    manifest: &Manifest,
    year: Option<i16>,
    problems: &Problems,
) -> Result<Option<CriteriaSet>, Unreadable> {
    let (wanted, base) = match (&request.criteria, &manifest.criteria) {
        (Some(wanted), _) => (wanted, PathBuf::new()),
        (None, Some(wanted)) => (wanted, request.folder.clone()),
        (None, None) => {
            let folder = shown(&request.folder);
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
            return Ok(None);
        }
    };
    set_file(wanted, &base, problems)
        .map(|file| file.and_then(|file| read::read(&file, year, problems)))
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

fn attachments(
    request: &Request,
    manifest: &Manifest,
    problems: &Problems,
) -> Result<Option<Attachments>, Unreadable> {
    let root = match (&request.paths.attachments, &manifest.paths.attachments) {
        (Some(root), _) => PathBuf::from(root),
        (None, Some(root)) => request.folder.join(root),
        (None, None) => {
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
            return Ok(None);
        }
    };
    if root.is_file() {
        return Err(Unreadable {
            path: shown(&root),
            reason: text!("đây không phải một thư mục", "this is no folder"),
        });
    }
    Attachments::list(&root)
        .map(Some)
        .map_err(|error| Unreadable::io(&root, &error))
}
