//! What a submission brings: manifest and flags together, every input found and read.

use std::path::PathBuf;
use std::sync::Arc;

use crate::criteria::model::CriteriaSet;
use crate::criteria::sets::Sets;
use crate::criteria::shipped;
use crate::diagnostic::{Code, Diagnostic, Problems, SourceFile};
use crate::evidence::attachments::Attachments;
use crate::evidence::cells::Unit;
use crate::evidence::contents::{self, Looking};
use crate::evidence::home;
use crate::evidence::inputs::{Found, Unreadable, expand, set_file};
use crate::evidence::load::{Select, Tables, UnitFacts, load};
use crate::evidence::location::Location;
use crate::evidence::manifest::{FILE_NAME, Manifest, Paths};
use crate::evidence::reading::Reading;
use crate::evidence::register::definitions::Definitions;
use crate::evidence::register::read::{Asked, Register, read};
use crate::evidence::submission::Request;
use crate::evidence::table_files::TableFiles;
use crate::evidence::table_kinds::Kind;
use crate::tables::table::Table;
use crate::text::fold;
use crate::text::lang::text;

/// Everything of a submission before its tables are made into facts.
#[derive(Debug)]
pub struct Gathered {
    /// The set it is scored by.
    pub set: Arc<CriteriaSet>,
    /// The unit, as far as manifest and flags say.
    pub unit: Unit,
    /// The year that is assessed.
    pub year: i16,
    /// The tables.
    pub tables: Tables,
    /// How they are read.
    pub reading: Reading,
    /// How attachments are looked into.
    pub looking: Looking,
    /// The attachments, where there is a folder.
    pub attachments: Option<Attachments>,
    /// The manifest and tables that were read, in that order.
    pub inputs: Vec<Arc<SourceFile>>,
    /// What the manifest says beyond inputs.
    pub manifest: Manifest,
    /// On disk: the files that were read, and the attachments folder.
    pub read_from: Vec<PathBuf>,
}

impl Gathered {
    /// Finds and reads everything. `None` where `problems` holds an error.
    ///
    /// # Errors
    /// Where a file or folder cannot be read.
    pub fn read(
        request: &Request,
        sets: &Sets,
        problems: &Problems,
    ) -> Result<Option<Self>, Unreadable> {
        let mut inputs = Vec::new();
        if !request.folder.is_folder() {
            return Err(no_folder(&request.folder));
        }
        let mut files = TableFiles::default();
        let Some(home) = home::read(
            &request.folder,
            &mut files,
            request.reading.encoding,
            problems,
        )?
        else {
            return Ok(None);
        };
        let manifest = home.manifest;
        inputs.extend(home.input);
        let places = Places {
            request,
            manifest: &manifest,
        };
        let mut read_from = vec![request.folder.join(FILE_NAME).on_disk().to_owned()];
        read_from.extend(home.location.map(|home| home.on_disk().to_owned()));
        let unit = places.unit();
        let year = request.year.or(manifest.year);
        let Some((wanted, base)) = places.criteria(problems) else {
            for found in home.unreadable {
                problems.add(found);
            }
            return Ok(None);
        };
        let file = set_file(wanted, &base, problems)?;
        read_from.push(base.join(wanted).on_disk().to_owned());
        // The set that the submission itself names is its own, whoever's it is scored by.
        let own = manifest.criteria.as_ref();
        read_from.extend(own.map(|own| request.folder.join(own).on_disk().to_owned()));
        let Some(set) = file.and_then(|file| sets.read(&file, year, problems)) else {
            return Ok(None);
        };
        let year = year.unwrap_or(set.since);
        warn_year(&set, year, problems);
        let reading = request.reading.or(&manifest.reading);
        // What is wrong within tables is told together with what is wrong in their rows.
        let sound = !problems.any_error();
        let mut table = |of: fn(&Paths) -> &Vec<String>, kind| -> Result<Vec<Table>, Unreadable> {
            let mut tables = Vec::new();
            for found in places.tables(of)? {
                tables.extend(files.tables(&found, kind, &reading, problems)?);
                read_from.push(found.location.on_disk().to_owned());
            }
            Ok(tables)
        };
        let mut tables = Tables {
            evidence: table(|paths| &paths.evidence, Kind::Evidence)?,
            figures: table(|paths| &paths.figures, Kind::Figures)?,
            claims: table(|paths| &paths.claims, Kind::Claims)?,
            appraisals: table(|paths| &paths.appraisals, Kind::Appraisals)?,
            published: table(|paths| &paths.published, Kind::Published)?,
            register: None,
            survey: Vec::new(),
        };
        for found in places.tables(|paths| &paths.survey)? {
            let sheets = files.surveys(&found, &set.surveys, &reading, problems)?;
            tables.survey.extend(sheets);
            read_from.push(found.location.on_disk().to_owned());
        }
        let found = places.tables(|paths| &paths.register)?;
        let register = places.register(&found, &set, &reading, problems)?;
        let mut registers: Vec<Arc<SourceFile>> = Vec::new();
        for (file, _) in register.iter().flat_map(|register| &register.files) {
            if !registers.iter().any(|known| known.name == file.name) {
                registers.push(Arc::clone(file));
            }
        }
        read_from.extend(
            found
                .iter()
                .map(|found| found.location.on_disk().to_owned()),
        );
        tables.register = register;
        let unreadable = files.any_unreadable();
        if unreadable && !problems.any_error() {
            for found in home.unreadable {
                problems.add(found);
            }
        }
        inputs.extend(files.inputs);
        inputs.extend(registers);
        let root = places.attachments(problems)?;
        let attachments = root.as_ref().map(Attachments::list).transpose()?;
        read_from.extend(root.map(|root| root.on_disk().to_owned()));
        Ok((sound && !unreadable).then_some(Self {
            set,
            unit,
            year,
            tables,
            reading,
            looking: request.looking.clone(),
            attachments,
            inputs,
            manifest,
            read_from,
        }))
    }

    /// The facts of the units that `select` wants. With an error in `problems` they must not
    /// be used.
    pub fn load(&self, select: Select<'_>, problems: &Problems) -> Vec<UnitFacts> {
        let mut units = load(
            &self.set,
            &self.tables,
            self.attachments.as_ref(),
            &self.reading,
            select,
            problems,
        );
        if let Some(attachments) = &self.attachments {
            contents::look(&mut units, attachments, &self.looking);
        }
        for unit in &units {
            contents::compare(&self.set, &unit.facts, problems);
        }
        units
    }
}

/// How many ids of dossiers are kept to be cited.
const LISTED: usize = 5;

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
    fn criteria(&self, problems: &Problems) -> Option<(&str, Location)> {
        if let Some(wanted) = &self.request.criteria {
            return Some((wanted, Location::default()));
        }
        if let Some(wanted) = &self.manifest.criteria {
            return Some((wanted, self.request.folder.clone()));
        }
        let folder = self.request.folder.shown();
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
            expand(flags, &Location::default())
        }
    }

    /// What dossier registers say, by the set's definitions and the manifest's words. `None` where
    /// there are none, or something is wrong with them, which is reported.
    fn register(
        &self,
        found: &[Found],
        set: &CriteriaSet,
        reading: &Reading,
        problems: &Problems,
    ) -> Result<Option<Register>, Unreadable> {
        if found.is_empty() {
            return Ok(None);
        }
        let definitions = Definitions {
            mapping: self.manifest.values.clone().or(&set.register.mapping),
            ..set.register.clone()
        };
        let asked = Asked {
            definitions: &definitions,
            period: set.period,
            unit_column: None,
            listed: LISTED,
            ids: LISTED,
            compare_all: true,
            digest: true,
        };
        read(found, reading, &asked, problems)
    }

    /// The attachments: a folder, or a .zip file. None is reported.
    fn attachments(&self, problems: &Problems) -> Result<Option<Location>, Unreadable> {
        let root = match (
            &self.request.paths.attachments,
            &self.manifest.paths.attachments,
        ) {
            (Some(root), _) => Some(Location::default().join(root)),
            (None, root) => root.as_ref().map(|root| self.request.folder.join(root)),
        };
        let root = match root {
            Some(Location::Disk(path)) => Some(Location::enter(path)?),
            root => root,
        };
        match root {
            Some(root) if root.is_folder() => Ok(Some(root)),
            Some(root) => Err(no_folder(&root)),
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

fn no_folder(location: &Location) -> Unreadable {
    if location.is_file() {
        return Unreadable {
            path: location.shown(),
            reason: text!("đây không phải một thư mục", "this is no folder"),
        };
    }
    location.unreadable(&std::io::ErrorKind::NotFound.into())
}
