//! The stable codes of diagnostics, each with its severity and one line of meaning.

/// Whether a diagnostic stops a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Exit 2: nothing is scored or written.
    Error,
    /// Listed; the exit code does not change.
    Warning,
}

impl Severity {
    /// Its name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($name:ident $id:literal $severity:ident $meaning:literal;)*) => {
        /// The stable code of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $meaning] $name,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code as it is printed.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// Whether it stops a run.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// One line on what it means.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)* }
            }
        }
    };
}

codes! {
    YamlSyntax "yaml_syntax" Error "The file is no well-formed YAML, or is larger than a set can be.";
    WrongShape "wrong_shape" Error "A list, a map or a plain value stands where another of them is expected.";
    UnknownKey "unknown_key" Error "A key that this place does not have.";
    DuplicateKey "duplicate_key" Error "The same key twice in one map.";
    MissingKey "missing_key" Error "A required key is absent.";
    BadValue "bad_value" Error "A value that its key does not take.";
    BadSchema "bad_schema" Error "The file declares another schema.";
    DuplicateCode "duplicate_code" Error "Two nodes of a set have the same code.";
    DuplicateId "duplicate_id" Error "Two documents, figures, levels or readings of one leaf have the same id.";
    SumMismatch "sum_mismatch" Error "A maximum is not the sum of the maxima below it.";
    TooManyDecimals "too_many_decimals" Error "Points have more decimals than the set rounds to.";
    UnknownRule "unknown_rule" Error "A rule kind that does not exist.";
    BadExpression "bad_expression" Error "A value expression that cannot be read.";
    OnZeroMissing "on_zero_missing" Error "A division can meet a zero denominator and `on_zero` is absent.";
    UnknownDocument "unknown_document_in_rule" Error "A rule names a document that its leaf does not require.";
    BadDate "bad_date" Error "A date, or a date with `{year}`, that no calendar has.";
    BadBand "bad_band" Error "A band without bounds, or with bounds or points that contradict each other.";
    BadOrder "bad_order" Error "Steps, classes or dates are not in their order.";
    MisplacedField "misplaced_bonus" Error "`bonus` or `penalty` where only a field may have it, or a penalty leaf with documents.";
    UnreadableTable "unreadable_table" Error "A table is not text in a known encoding, or holds NUL bytes.";
    UnclosedQuote "unclosed_quote" Error "A quote in a table is never closed.";
    WrongFieldCount "wrong_field_count" Error "A row has more or fewer cells than the header.";
    NoHeader "no_header" Error "No recognisable header.";
    DuplicateColumn "duplicate_column" Error "Two columns of a table have the same meaning.";
    BadCell "bad_cell" Error "A cell is not the date or number its column holds.";
    QuestionMissing "question_missing" Error "A survey sheet lacks a question of a question set that it otherwise has.";
    BadAnswer "bad_answer" Error "An answer of a survey sheet is no whole number from 1 to 5.";
    DamagedCode "damaged_code" Error "A code that Excel seems to have changed to a number or a date.";
    AmbiguousNumber "ambiguous_number" Error "A number has two readings and nothing in its column decides.";
    OutOfRange "out_of_range" Error "A value outside the kind or range of its figure.";
    ConflictingFigure "conflicting_figure" Error "A figure is stated twice, differently.";
    ConflictingAppraisal "conflicting_appraisal" Error "One round of appraisal says two things of one leaf: different points, opposite verdicts on the same evidence, or different values of a figure.";
    ReasonMissing "reason_missing" Error "An appraiser rejects or corrects something, or gives other points than are computed, without a reason.";
    UnknownLevel "unknown_level" Error "A level that the rule does not have.";
    NotApplicableForbidden "not_applicable_forbidden" Error "A leaf is declared not applicable and the set forbids it.";
    NotApplicableNoReason "not_applicable_no_reason" Error "A leaf is declared not applicable without a reason.";
    PointsAboveMax "points_above_max" Error "Points above the maximum of their leaf, or below 0.";
    PenaltyNotStated "penalty_not_stated" Error "A figure of a penalty leaf is not stated.";
    UnitNeeded "unit_needed" Error "A table holds several units and none is chosen.";
    UnknownUnit "unknown_unit" Error "The tables name units, and none of them is the one asked for.";
    UnknownSet "unknown_set" Error "No shipped criteria set has this id.";
    Incomplete "incomplete_submission" Error "A submission lacks what a run needs.";
    UnreadableInput "unreadable_input" Error "In a run over many submissions, a file or folder of one of them cannot be read.";
    AmbiguousUnit "ambiguous_unit" Error "A unit's name fits several units of the unit list.";
    DuplicateUnit "duplicate_unit" Error "Two submissions are of the same unit.";
    SeveralSets "several_sets" Error "Submissions that are ranked name different sets or years, and none is chosen.";
    BandGap "band_gap" Error "A value that can occur lies in no band of its rule (found by `check`).";
    BandOverlap "band_overlap" Error "A value that can occur lies in two bands of its rule (found by `check`).";
    NotMonotone "not_monotone" Error "Points neither only rise nor only fall with what is measured (found by `check`).";
    MaxUnreachable "max_unreachable" Error "No facts give a leaf its maximum (found by `check`).";
    BranchMax "branch_max" Error "A branch of `best_of` cannot reach the maximum of its leaf (found by `check`).";
    CannotLose "cannot_lose" Error "No facts give a leaf less than its maximum, or a penalty leaf nothing to take off (found by `check`).";
    CannotAvoid "cannot_avoid" Error "A penalty leaf takes points off whatever the facts are (found by `check`).";
    Unproved "unproved" Error "A property of a set that could neither be proved nor refuted (found by `check`).";
    UnknownName "unknown_name" Error "A value names a figure that is declared under a similar name, or a table that does not exist (found by `check`).";
    NoSource "no_source" Error "Points are awarded and the leaf names nobody who gives them (found by `check`).";
    ImpossibleDate "impossible_date" Error "The first step of a deadline ends before the dates that its document asks for begin (found by `check`).";
    UnusedRow "unused_row" Warning "A row that nothing used.";
    UnusedColumn "unused_column" Warning "A column that nothing used.";
    UnusedFile "unused_file" Warning "An attachment that no row declares.";
    UnknownCriterion "unknown_criterion" Warning "A row names a criterion that the set does not have.";
    UnknownRequirement "unknown_document" Warning "A row names a document that its leaf does not require.";
    JudgesNothing "judges_nothing" Warning "A verdict names a document, number or file that the evidence of its leaf does not have.";
    UnknownFigure "unknown_figure" Warning "A row names a figure that its leaf does not use.";
    AmbiguousDocument "ambiguous_document" Warning "A row could serve several documents of its leaf.";
    SharedDocument "shared_document" Warning "A document is declared for one leaf and also required by another.";
    DateOutsidePeriod "date_outside_period" Warning "A document dated outside the period of assessment.";
    GateNotStated "gate_not_stated" Warning "A figure of a gate is not stated, so the gate was not checked.";
    YearOutsideSet "year_outside_set" Warning "The set is not declared for this year.";
    FilesNotChecked "files_not_checked" Warning "Without an attachments folder no file was checked.";
    FileOutsideRoot "file_outside_root" Warning "A path points outside the attachments folder and was not read.";
    UnusableFile "unusable_file" Warning "A declared file that cannot serve: empty, of another type than its name says, protected, damaged, or larger than a limit.";
    ArchiveAttached "archive_attached" Warning "A declared file is an archive (ZIP, RAR, 7z), which a person must unpack.";
    SymbolDiffers "symbol_differs" Warning "The symbol inside a file is not that of its row, or not of the type required.";
    DateDiffers "date_differs" Warning "The date inside a file is not that of its row.";
    SymbolYear "symbol_year" Warning "The year in a document's symbol is not that of its date of issue.";
    SameContent "same_content" Warning "The same content is attached for different documents.";
    NeedsALook "needs_a_look" Warning "Files whose text cannot be read, such as scans: a person must look.";
    AmbiguousFile "ambiguous_file" Warning "A bare file name stands for several files.";
    FileNotFound "file_not_found" Warning "A declared file is not below the attachments folder.";
    ControlFigure "control_figure" Warning "A subtotal of a points table is not the sum of its leaves.";
    RegisterRows "register_rows" Warning "Rows of a dossier register that are left out of all counts, for a fault.";
    RegisterLacks "register_lacks" Warning "A rule names a metric for which the dossier register has no column.";
    UnknownValue "unknown_value" Warning "A column of a dossier register holds a value that is not understood.";
    NotRead "not_read" Warning "A table that is not read: of a kind this version does not know, or on a hidden sheet.";
    UnusedFigure "unused_figure" Warning "A figure is declared and stated, and no rule reads it.";
    SeveralBands "several_bands" Warning "A value lies in several bands of its rule; the first counts.";
    Unanswered "unanswered" Warning "No table says anything of a leaf (found by `check`).";
    FigureNotStated "figure_not_stated" Warning "A leaf is answered and a figure its rule needs is not stated (found by `check`).";
    ExplanationMissing "explanation_missing" Warning "Evidence is missing or not in order, and no explanation stands in for it (found by `check`).";
    OtherCriteria "other_criteria" Warning "A submission is made for another set than the one that units are ranked by, and is not ranked.";
    UnlistedUnit "unlisted_unit" Warning "A unit has a submission and is not in the unit list.";
    OtherSetText "other_set_text" Warning "A submission names the set by which it is scored, with another text.";
    UndeclaredFigure "undeclared_figure" Warning "A value names a figure whose kind and range the set does not declare (found by `check`).";
    UnusedDeclaration "unused_declaration" Warning "A set declares a figure that nothing reads (found by `check`).";
    NoBasis "no_basis" Warning "A set is called official and names no decision (found by `check`).";
    ToReview "to_review" Warning "A set has remarks under `review`: somebody has still to look at them.";
    NoBand "no_band" Warning "A value lies in no band of its rule.";
}
