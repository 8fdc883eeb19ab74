//! What scoring gives: every point, every loss, every document's state.

use jiff::civil::Date;

use crate::diagnostic::Place;
use crate::evidence::facts::Evidence;
use crate::points::{Exact, Points, Rounding};
use crate::rules::award::Step;
use crate::score::official::Basis;
use crate::score::tree::Options;

/// The assessment of one unit.
#[derive(Debug)]
pub struct Assessment {
    /// By position in the set's nodes.
    pub nodes: Vec<Scored>,
    /// All losses in tree order, within a leaf in the order of causes; a `rounding` entry of
    /// the root comes last.
    pub losses: Vec<Loss>,
    /// The result as a whole.
    pub total: Total,
    /// How many leaves are full, short and so on, outside bonus and penalty.
    pub counts: Counts,
    /// On which points it stands.
    pub basis: Basis,
    /// What scoring was told.
    pub options: Options,
    /// How many leaves stand on computed points where others stand on official ones.
    pub without_official: usize,
}

/// A node's points.
#[derive(Debug)]
pub struct Scored {
    /// Points; `None` where the leaf (or all below) does not apply.
    pub points: Option<Points>,
    /// Points lost.
    pub lost: Points,
    /// Points that somebody else has still to give.
    pub pending: Points,
    /// Points taken out.
    pub excluded: Points,
    /// How it stands.
    pub status: Status,
    /// What only leaves have.
    pub leaf: Option<LeafScore>,
}

/// How a node stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All its points.
    Full,
    /// Points lost.
    Short,
    /// Points not given yet.
    Pending,
    /// Taken out.
    NotApplicable,
}

impl Status {
    /// Its name in JSON and CSV.
    pub fn id(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
            Self::Pending => "pending",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// What only leaves have.
#[derive(Debug)]
pub struct LeafScore {
    /// Points before rounding, in each case.
    pub exact: Cases,
    /// The arithmetic.
    pub steps: Vec<Step>,
    /// The arithmetic on the unit's own figures, where an appraiser corrected some.
    pub own_steps: Vec<Step>,
    /// Whether any table says anything of it.
    pub answered: bool,
    /// Why it is taken out or full without proof.
    pub not_applicable: Option<Reason>,
    /// What the unit claims.
    pub claimed: Option<Points>,
    /// What an appraiser gave by hand, as it stands after the last round.
    pub appraised: Option<Points>,
    /// Whether an appraiser looked at it.
    pub is_appraised: bool,
    /// Whether an appraiser accepted it as it is.
    pub is_confirmed: bool,
    /// What was published.
    pub published: Option<Points>,
    /// Points that hang on explanations, links and rows that await a second look.
    pub at_risk: Points,
    /// Points if every document were in order.
    pub with_documents: Points,
    /// Whether it is taken out for want of a survey, and would be scored if every document were
    /// in order.
    pub back_with_documents: bool,
    /// The state of each required document.
    pub documents: Vec<Judged>,
}

/// A leaf's points before rounding, as it is and on changed facts.
#[derive(Debug)]
pub struct Cases {
    /// As it is.
    pub now: Exact,
    /// With what is pending given in full.
    pub ceiling: Exact,
    /// If every document were in order; a late one keeps its date.
    pub with_documents: Exact,
    /// If explanations, links and rows that await a second look were refused.
    pub without_risk: Exact,
}

impl Cases {
    /// The same points in every case.
    pub fn all(points: &Exact) -> Self {
        Self {
            now: points.clone(),
            ceiling: points.clone(),
            with_documents: points.clone(),
            without_risk: points.clone(),
        }
    }
}

/// Why a leaf does not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The unit says so, in these words.
    Declared(String),
    /// A zero denominator, and the set takes such leaves out.
    ZeroDenominator,
    /// No survey was held, and the set takes such leaves out.
    NoSurvey,
}

/// The state of a required document (or group of alternatives).
#[derive(Debug)]
pub struct Judged {
    /// The requirement's position in the leaf.
    pub requirement: usize,
    /// Its state.
    pub state: State,
    /// The earliest date of the rows in order.
    pub issued: Option<Date>,
    /// Its state and date if links and rows that await a second look were refused.
    pub without_risk: (State, Option<Date>),
    /// Each accepted document with its own state and rows.
    pub documents: Vec<JudgedDocument>,
}

/// The state of one accepted document.
#[derive(Debug)]
pub struct JudgedDocument {
    /// Its position in the requirement.
    pub document: usize,
    /// Its state.
    pub state: State,
    /// The earliest date of the rows in order.
    pub issued: Option<Date>,
    /// Its state and date if links and rows that await a second look were refused.
    pub without_risk: (State, Option<Date>),
    /// Files present and files needed.
    pub files: (usize, usize),
    /// The rows that declare it, or only prepare it.
    pub rows: Vec<Evidence>,
}

impl JudgedDocument {
    /// The same, taken as in order; one that is keeps its date.
    pub(super) fn assumed(self) -> Self {
        let in_order = |state: (State, Option<Date>)| match state {
            (State::InOrder, issued) => (State::InOrder, issued),
            _ => (State::InOrder, None),
        };
        let (state, issued) = in_order((self.state, self.issued));
        Self {
            state,
            issued,
            without_risk: in_order(self.without_risk),
            ..self
        }
    }
}

/// How near a document is to being in order, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// No row declares it.
    NotDeclared,
    /// A row declares it, its file is absent.
    FileMissing,
    /// Its file is empty.
    FileUnusable,
    /// Its file has a format that is not accepted.
    WrongFormat,
    /// Its symbol is of another type.
    WrongType,
    /// Issued outside its dates, or undated where a date counts.
    OutOfDates,
    /// Refused by an appraiser.
    Rejected,
    /// Not in order; an explanation stands in for it.
    Explained,
    /// In order.
    InOrder,
}

impl State {
    /// Its name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotDeclared => "not_declared",
            Self::FileMissing => "file_missing",
            Self::FileUnusable => "file_unusable",
            Self::WrongFormat => "wrong_format",
            Self::WrongType => "wrong_type",
            Self::OutOfDates => "out_of_dates",
            Self::Rejected => "rejected",
            Self::Explained => "explained",
            Self::InOrder => "in_order",
        }
    }
}

/// Points lost for one cause.
#[derive(Debug)]
pub struct Loss {
    /// The leaf's position; `None` for the rounding of the total.
    pub node: Option<usize>,
    /// Its share in the book.
    pub points: Points,
    /// What mending this cause alone wins at its leaf.
    pub regain: Points,
    /// The cause.
    pub cause: Cause,
    /// Whether it can still be mended.
    pub recoverable: bool,
    /// Positions of the requirements it names.
    pub documents: Vec<usize>,
    /// The figures it names.
    pub figures: Vec<String>,
    /// Where in the inputs it shows.
    pub place: Option<Place>,
    /// Why an appraiser says so.
    pub reason: Option<String>,
}

impl Loss {
    /// Nothing lost yet, at a node for a cause.
    pub(super) fn at(node: usize, cause: Cause) -> Self {
        Self {
            node: Some(node),
            points: Points::ZERO,
            regain: Points::ZERO,
            cause,
            recoverable: true,
            documents: Vec::new(),
            figures: Vec::new(),
            place: None,
            reason: None,
        }
    }
}

/// Why points were lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A required document is not declared.
    DocumentMissing,
    /// A declared file is absent.
    FileMissing,
    /// A file is unusable.
    FileUnusable,
    /// A file's format is not accepted.
    WrongFormat,
    /// A document is of another type.
    WrongType,
    /// A document is outside its dates.
    OutOfDates,
    /// An appraiser refused a document.
    Rejected,
    /// An appraiser corrected a figure.
    Corrected,
    /// A figure that nobody stated.
    FigureMissing,
    /// A value short of what full marks need.
    Shortfall,
    /// A level below the best.
    Level,
    /// Points taken off per item.
    Deduction,
    /// A document issued late.
    Late,
    /// The unit states less.
    StatedLess,
    /// A survey, council or system gives less.
    AwardedLess,
    /// The appraisal gave less than documents and figures do.
    AppraisedLess,
    /// The total is rounded.
    Rounding,
}

impl Cause {
    /// Its name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::DocumentMissing => "document_missing",
            Self::FileMissing => "file_missing",
            Self::FileUnusable => "file_unusable",
            Self::WrongFormat => "wrong_format",
            Self::WrongType => "wrong_type",
            Self::OutOfDates => "out_of_dates",
            Self::Rejected => "rejected",
            Self::Corrected => "corrected",
            Self::FigureMissing => "figure_missing",
            Self::Shortfall => "shortfall",
            Self::Level => "level",
            Self::Deduction => "deduction",
            Self::Late => "late",
            Self::StatedLess => "stated_less",
            Self::AwardedLess => "awarded_less",
            Self::AppraisedLess => "appraised_less",
            Self::Rounding => "rounding",
        }
    }

    /// Whether something lacks that can be handed in: a document in order, or a figure.
    pub fn is_lack(self) -> bool {
        self.is_document() || self == Self::FigureMissing
    }

    /// Whether documents that are not in order cause it.
    pub fn is_document(self) -> bool {
        matches!(
            self,
            Self::DocumentMissing
                | Self::FileMissing
                | Self::FileUnusable
                | Self::WrongFormat
                | Self::WrongType
                | Self::OutOfDates
                | Self::Rejected
        )
    }
}

/// The result as a whole.
#[derive(Debug)]
pub struct Total {
    /// What applies: the set's total less what is excluded.
    pub applicable_max: Points,
    /// Points taken out.
    pub excluded: Points,
    /// The result, bonus and penalty included.
    pub points: Points,
    /// Before rounding.
    pub exact: Exact,
    /// Points lost outside bonus and penalty.
    pub lost: Points,
    /// Points that somebody else has still to give, outside bonus and penalty.
    pub pending: Points,
    /// Bonus and penalty as far as they count.
    pub bonus: Points,
    /// Points that hang on explanations, links and rows that await a second look.
    pub at_risk: Points,
    /// The result if explanations and links were refused.
    pub floor: Points,
    /// The result if all that is pending were given.
    pub ceiling: Points,
    /// The result if every document were in order.
    pub with_documents: Points,
    /// Percent of what applies; `None` where nothing does.
    pub percent: Option<Points>,
    /// The class by name; `None` while anything is pending, or without classes.
    pub class: Option<String>,
    /// The lowest and the highest class still possible while something is pending; `None`
    /// within for a result below the lowest threshold.
    pub class_range: Option<(Option<String>, Option<String>)>,
    /// Gates that hold the class down.
    pub closed_gates: Vec<String>,
}

impl Total {
    /// The result with a share of what is pending taken as given.
    pub fn assuming(&self, share: &Exact, rounding: Rounding) -> Points {
        let more = &Exact::from(self.pending) * share;
        rounding.total(&(Exact::from(self.points) + more))
    }
}

/// How many leaves stand how, outside bonus and penalty.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub leaves: usize,
    /// Full.
    pub full: usize,
    /// Short, unanswered ones included.
    pub short: usize,
    /// Short, and no table says anything of them.
    pub unanswered: usize,
    /// Pending.
    pub pending: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Those that an appraiser looked at.
    pub appraised: usize,
    /// Of these, those accepted as they are.
    pub confirmed: usize,
}
