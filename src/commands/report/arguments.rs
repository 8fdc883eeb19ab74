//! What is asked for: which papers, of whom, as what.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use jiff::civil::Date;

use super::outputs::UNIT;
use crate::commands::arguments::{self, BadArgument};
use crate::commands::assessed::Assessed;
use crate::commands::goal::Asked;
use crate::commands::output::{Format, Look, Output};
use crate::commands::run::{flag, value};
use crate::commands::{basis, period, request};
use crate::criteria::code::Code;
use crate::evidence::inputs::{Unreadable, shown};
use crate::evidence::received;
use crate::evidence::submission::Request;
use crate::plan::solve::solve;
use crate::record::{PaperKind, PaperRecord};
use crate::report::measures::Mode;
use crate::report::paper::{self, Paper, Unwritten};
use crate::report::plan::Planned;
use crate::report::view::View;
use crate::score::assessment::Assessment;
use crate::score::official::Basis;
use crate::text::lang::text;

/// What papers can be written as.
const FORMATS: [Format; 6] = [
    Format::Docx,
    Format::Xlsx,
    Format::Html,
    Format::Markdown,
    Format::Csv,
    Format::Json,
];

/// What `--all` writes.
const ALL: [(Kind, Format); 5] = [
    (Kind::Own, Format::Docx),
    (Kind::Own, Format::Xlsx),
    (Kind::Plan, Format::Docx),
    (Kind::Own, Format::Html),
    (Kind::Own, Format::Json),
];

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The unit's report on its own score.
    Own,
    /// The plan to mend what was lost.
    Plan,
    /// The appraiser's sheet.
    Appraisal,
    /// What the unit must supplement.
    Supplement,
    /// What was received.
    Receipt,
    /// The published ranking.
    Ranking,
}

impl Kind {
    /// What its file is called.
    pub(super) fn file_name(self, format: Format) -> &'static str {
        match (self, format) {
            (Self::Own, Format::Html | Format::Json | Format::Csv) => "ket-qua",
            (Self::Own, _) => "bao-cao-tu-cham-diem",
            (Self::Plan, _) => "ke-hoach-khac-phuc",
            (Self::Appraisal, _) => "phieu-tham-dinh",
            (Self::Supplement, _) => "yeu-cau-bo-sung",
            (Self::Receipt, _) => "phieu-tiep-nhan",
            (Self::Ranking, _) => "phu-luc-cong-bo",
        }
    }
}

/// A template of the office's own.
#[derive(Clone, Debug)]
pub(super) enum Template {
    /// A document with places to fill.
    Docx(Vec<u8>),
    /// A text over the result's JSON, and its name.
    Text(String, String),
}

/// The arguments of the command.
#[derive(Clone, Debug)]
pub(super) struct Arguments {
    pub(super) request: Request,
    pub(super) kind: Kind,
    pub(super) output: Output,
    /// `--all`.
    pub(super) all: bool,
    /// The day it is taken to be.
    pub(super) as_of: Date,
    basis: Option<Basis>,
    owner: Option<String>,
    for_year: Option<i16>,
    asked: Asked,
    pub(super) field: Option<Code>,
    pub(super) template: Option<Template>,
    pub(super) allow_broken: bool,
}

impl Arguments {
    pub(super) fn read(matches: &ArgMatches, look: Look) -> anyhow::Result<Self> {
        let kind = match value(matches, "kind").as_deref() {
            Some("plan") => Kind::Plan,
            Some("appraisal") => Kind::Appraisal,
            Some("supplement") => Kind::Supplement,
            Some("receipt") => Kind::Receipt,
            Some("ranking") => Kind::Ranking,
            _ => Kind::Own,
        };
        let all = flag(matches, "all");
        let template = matches.get_one::<PathBuf>("template");
        let template = template.map(|path| Template::read(path)).transpose()?;
        let output = match &template {
            _ if all => Output::folder(matches, Format::Docx),
            // What a text is, its template says.
            Some(Template::Text(..)) => Output::folder(matches, Format::Markdown),
            _ => Output::read_or(matches, &FORMATS, Format::Docx)?,
        };
        let arguments = Self {
            request: request::read(matches, look)?,
            kind,
            output,
            all,
            as_of: match value(matches, "as-of") {
                Some(day) => arguments::date("as-of", &day)?,
                None => arguments::today(),
            },
            basis: basis::asked(matches),
            owner: value(matches, "owner"),
            for_year: value(matches, "for-year")
                .map(|year| arguments::year("for-year", &year))
                .transpose()?,
            asked: Asked::read(matches)?,
            field: value(matches, "field")
                .map(|code| field(&code))
                .transpose()?,
            template,
            allow_broken: flag(matches, "allow-broken"),
        };
        arguments.fit_together(matches)?;
        Ok(arguments)
    }

    /// Arguments that mean nothing together are refused, never passed over.
    fn fit_together(&self, matches: &ArgMatches) -> Result<(), BadArgument> {
        let of_plan = self.kind == Kind::Plan;
        if self.owner.is_some() && !of_plan {
            return Err(BadArgument(text!(
                "--owner chỉ dùng cùng --kind plan",
                "--owner goes with --kind plan"
            )));
        }
        if self.for_year.is_some() && !of_plan && !self.all {
            return Err(BadArgument(text!(
                "--for-year chỉ dùng cùng --kind plan hoặc --all",
                "--for-year goes with --kind plan or --all"
            )));
        }
        if self.asked.is_there() && (!of_plan || self.owner.is_some()) {
            return Err(BadArgument(text!(
                "--target, --class, --by, --effort chỉ dùng cùng --kind plan, không cùng --owner",
                "--target, --class, --by and --effort go with --kind plan, and not with --owner"
            )));
        }
        self.asked.check(self.as_of)?;
        if self.asked.is_there() && !self.asked.names_goal() {
            return Err(BadArgument(text!(
                "--by, --effort cần --target N hoặc --class TÊN",
                "--by and --effort need --target N or --class NAME"
            )));
        }
        let on_facts = [Kind::Appraisal, Kind::Supplement, Kind::Receipt];
        if self.basis.is_some() && on_facts.contains(&self.kind) {
            return Err(BadArgument(text!(
                "--basis không dùng cùng --kind appraisal, supplement, receipt: các phiếu này theo điểm tính được",
                "--basis goes with none of --kind appraisal, supplement, receipt: they rest on computed points"
            )));
        }
        let path = self.output.target.path.as_deref();
        let path = path.map(|path| path.to_string_lossy().replace(UNIT, ""));
        if let Some(path) = path.filter(|path| path.contains(['{', '}'])) {
            return Err(BadArgument(text!(
                "-o: `{path}` có dấu ngoặc lạ; chỗ của đơn vị viết là {UNIT}",
                "-o: `{path}` has braces that mean nothing; the unit's place is written {UNIT}"
            )));
        }
        if self.field.is_some() && self.kind != Kind::Appraisal {
            return Err(BadArgument(text!(
                "--field chỉ dùng cùng --kind appraisal",
                "--field goes with --kind appraisal"
            )));
        }
        if self.all && (value(matches, "kind").is_some() || value(matches, "format").is_some()) {
            return Err(BadArgument(text!(
                "--all soạn đủ bộ, không dùng cùng --kind hay --format",
                "--all writes the usual set and goes with neither --kind nor --format"
            )));
        }
        if self.all && self.output.target.path.is_none() {
            return Err(BadArgument(text!(
                "--all cần thư mục để ghi: thêm `-o ra`",
                "--all needs a folder to write into: add `-o out`"
            )));
        }
        let of_docx = matches!(self.template, Some(Template::Docx(_)));
        if of_docx && self.output.format != Format::Docx {
            return Err(BadArgument(text!(
                "--template .docx chỉ dùng cùng --format docx",
                "--template .docx goes with --format docx"
            )));
        }
        let of_text = matches!(self.template, Some(Template::Text(..)));
        if of_text && (self.all || value(matches, "format").is_some() || self.field.is_some()) {
            return Err(BadArgument(text!(
                "--template .j2 ghi đúng chữ của mẫu, không dùng cùng --format, --all hay --field",
                "--template .j2 writes the template's own text and goes with none of --format, --all and --field"
            )));
        }
        Ok(())
    }

    /// The papers of a unit, each with its format.
    pub(super) fn wanted(&self) -> Vec<(Kind, Format)> {
        if self.all {
            ALL.to_vec()
        } else {
            vec![(self.kind, self.output.format)]
        }
    }

    /// The unit on the points that a paper stands on, where these are others than computed
    /// ones: a plan is about the last official result there is.
    pub(super) fn official(
        &self,
        unit: &Assessed,
        kind: Kind,
    ) -> anyhow::Result<Option<Assessment>> {
        match (self.basis, kind) {
            (Some(_), Kind::Appraisal | Kind::Ranking | Kind::Supplement | Kind::Receipt) => {
                Ok(None)
            }
            (None, Kind::Plan) => {
                let last = Basis::last_official(&unit.submission.unit.facts);
                basis::stand_on(unit, Some(last))
            }
            (asked, _) => basis::stand_on(unit, asked),
        }
    }

    /// What a paper is worked out again from, beside its result; `None` for those that people
    /// fill in, and for steps to a goal.
    pub(super) fn record(
        &self,
        view: &View<'_>,
        kind: Kind,
    ) -> Result<Option<PaperRecord>, BadArgument> {
        Ok(match kind {
            Kind::Plan if self.asked.names_goal() => None,
            Kind::Plan => Some(PaperRecord {
                kind: PaperKind::Plan,
                owner: self.owner.clone(),
                for_year: period::year(view.submission, self.as_of, self.for_year)?,
            }),
            Kind::Own => Some(PaperRecord {
                kind: PaperKind::Own,
                owner: None,
                for_year: None,
            }),
            Kind::Appraisal | Kind::Supplement | Kind::Receipt | Kind::Ranking => None,
        })
    }

    /// Puts a paper together: what its record says, else the steps to a goal or what goes between
    /// the unit and its appraisers. `computed` is the view on computed points.
    pub(super) fn paper(
        &self,
        view: &View<'_>,
        computed: &View<'_>,
        kind: Kind,
        record: Option<&PaperRecord>,
    ) -> anyhow::Result<Paper> {
        let Some(record) = record else {
            return match kind {
                Kind::Plan => self.plan(view, computed),
                Kind::Supplement => Ok(paper::supplement(view)),
                Kind::Receipt => Ok(paper::receipt(view, &received::files(view.submission)?)),
                Kind::Appraisal | Kind::Own | Kind::Ranking => Ok(paper::appraisal(view)),
            };
        };
        paper::written(view, record).map_err(|unwritten| {
            let wrong = match unwritten {
                Unwritten::UnknownOwner(owner, known) => arguments::unknown_owner(&owner, &known),
                Unwritten::NoDates(year) => period::no_dates(view.set(), year),
            };
            wrong.into()
        })
    }

    /// The plan with the steps to a goal.
    fn plan(&self, view: &View<'_>, computed: &View<'_>) -> anyhow::Result<Paper> {
        let next = period::next(view.submission, self.as_of, self.for_year)?;
        let mode = next.as_ref().map_or(Mode::ThisPeriod, Mode::NextPeriod);
        let set = view.set();
        let efforts = self.asked.efforts(set)?;
        let setting = self
            .asked
            .setting(computed, self.as_of, next.as_ref(), &efforts);
        let planned = Planned {
            view: computed,
            setting,
            plan: &solve(setting, self.asked.goal(set)?)?,
        };
        Ok(paper::plan(view, mode, Some(planned)))
    }

    /// The worksheet of one field.
    pub(super) fn of_field(&self, views: &[View<'_>], field: &Code) -> anyhow::Result<Paper> {
        let mut sets = views.iter().map(|view| &view.set().sha256);
        let first = sets.next();
        if sets.any(|other| Some(other) != first) {
            return Err(BadArgument(text!(
                "--field: các hồ sơ dùng bộ tiêu chí khác nhau; thêm `--criteria`",
                "--field: the submissions use different sets; add `--criteria`"
            ))
            .into());
        }
        paper::appraisal_of_field(views, field).ok_or_else(|| {
            BadArgument(text!(
                "--field: bộ tiêu chí không có mã `{field}`",
                "--field: the set has no code `{field}`"
            ))
            .into()
        })
    }
}

fn field(code: &str) -> Result<Code, BadArgument> {
    Code::parse(code).ok_or_else(|| {
        BadArgument(text!(
            "--field: `{code}` không phải một mã",
            "--field: `{code}` is no code"
        ))
    })
}

impl Template {
    fn read(path: &Path) -> anyhow::Result<Self> {
        let bytes = std::fs::read(path).map_err(|error| Unreadable::io(path, &error))?;
        if path.extension().is_none_or(|extension| extension != "j2") {
            return Ok(Self::Docx(bytes));
        }
        let name = shown(path);
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::Text(name, text)),
            Err(_) => Err(BadArgument(text!(
                "--template {name}: tệp không phải chữ UTF-8; lưu lại dạng UTF-8",
                "--template {name}: the file is no UTF-8 text; save it as UTF-8"
            ))
            .into()),
        }
    }

    /// The document, where it is one.
    pub(super) fn docx(&self) -> Option<&[u8]> {
        match self {
            Self::Docx(bytes) => Some(bytes),
            Self::Text(..) => None,
        }
    }
}
