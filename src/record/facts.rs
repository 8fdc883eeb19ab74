//! The facts of one unit, as a record writes and reads them. Every fact is named here once each
//! way: one that is added elsewhere does not compile until it is.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Broken;
use super::appraised::AppraisalRecord;
use super::attached::EvidenceRecord;
use super::place::{Files, PlaceRecord, Sources};
use super::scalars::{Day, Number};
use crate::criteria::code::Code;
use crate::criteria::model::CriteriaSet;
use crate::diagnostic::Place;
use crate::evidence::appraisals::{FIRST, Round};
use crate::evidence::facts::{Facts, FigureValues, LeafFacts, Said, Stated, Value};
use crate::points::{Exact, Points};

/// What the inputs say of the unit.
///
/// Đầu vào nói gì về đơn vị.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedFacts")]
pub(super) struct FactsRecord {
    /// Of each leaf of which anything is said, in tree order.
    ///
    /// Về từng chỉ tiêu có khai, theo thứ tự của bộ tiêu chí.
    pub(super) leaves: Vec<LeafRecord>,
    /// Figures of the unit as a whole.
    ///
    /// Số liệu chung của đơn vị.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    common: Vec<FigureRecord>,
    /// What was published for fields, criteria and the total.
    ///
    /// Điểm công bố của lĩnh vực, tiêu chí và tổng điểm.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    published_sums: Vec<SumRecord>,
    /// Whether a table of published points says anything.
    ///
    /// Có bảng điểm công bố hay không.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_published: bool,
    /// Corrections of figures of the unit as a whole.
    ///
    /// Số liệu chung được sửa khi thẩm định.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    appraisals: Vec<AppraisalRecord>,
}

/// What the inputs say of a leaf.
///
/// Đầu vào nói gì về một chỉ tiêu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedLeaf")]
pub(super) struct LeafRecord {
    /// The code of the leaf.
    ///
    /// Mã chỉ tiêu.
    pub(super) criterion: String,
    /// Its figures.
    ///
    /// Số liệu.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    figures: Vec<FigureRecord>,
    /// Its evidence.
    ///
    /// Minh chứng.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) evidence: Vec<EvidenceRecord>,
    /// A written account that stands in for evidence.
    ///
    /// Giải trình.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    explanation: Option<WordsRecord>,
    /// Why it does not apply.
    ///
    /// Lý do không áp dụng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_applicable: Option<WordsRecord>,
    /// What the unit claims.
    ///
    /// Điểm tự chấm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claim: Option<PointsRecord>,
    /// What was published.
    ///
    /// Điểm công bố.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<PointsRecord>,
    /// The reason that was published.
    ///
    /// Lý do đã công bố.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published_reason: Option<String>,
    /// The round in which the explanation was handed in; absent for the first.
    ///
    /// Giải trình nộp ở lần nào; không có là lần đầu.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    explained_in: Option<Round>,
    /// What appraisers said.
    ///
    /// Ý kiến thẩm định.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    appraisals: Vec<AppraisalRecord>,
}

/// A figure as it was stated.
///
/// Một số liệu đã khai.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedFigure")]
pub(super) struct FigureRecord {
    /// Its id.
    ///
    /// Mã số liệu.
    id: String,
    /// What was stated.
    ///
    /// Giá trị.
    value: ValueRecord,
    /// Where it is stated.
    ///
    /// Khai ở đâu.
    at: PlaceRecord,
}

/// The value of a figure.
///
/// Giá trị của số liệu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RecordedValue")]
enum ValueRecord {
    /// A number; a percentage as a share.
    ///
    /// Một số; phần trăm viết thành tỷ lệ.
    Number(Number),
    /// A number that no decimal states exactly: `11/15`.
    ///
    /// Một số không viết được đúng bằng số thập phân: `11/15`.
    Ratio(String),
    /// A level or a reason.
    ///
    /// Mức hoặc lý do.
    Text(String),
    /// A day.
    ///
    /// Ngày.
    Date(Day),
}

/// Words with their place.
///
/// Câu chữ và chỗ khai.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedWords")]
struct WordsRecord {
    /// What was written.
    ///
    /// Nội dung.
    text: String,
    /// Where.
    ///
    /// Ở đâu.
    at: PlaceRecord,
}

/// Points that somebody gave, with their place.
///
/// Điểm đã cho và chỗ khai.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedPoints")]
pub(super) struct PointsRecord {
    /// The points.
    ///
    /// Số điểm.
    points: Number,
    /// Where.
    ///
    /// Ở đâu.
    at: PlaceRecord,
}

/// What was published for a node that is no leaf.
///
/// Điểm công bố của một mục không phải chỉ tiêu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RecordedSum")]
struct SumRecord {
    /// The code of the node; null for the total.
    ///
    /// Mã của mục; null là tổng điểm.
    criterion: Option<String>,
    /// The points.
    ///
    /// Số điểm.
    points: Number,
    /// Where.
    ///
    /// Ở đâu.
    at: PlaceRecord,
}

impl FactsRecord {
    pub(super) fn of(set: &CriteriaSet, facts: &Facts, files: &mut Files) -> Self {
        let Facts {
            leaves,
            // What appraisers corrected follows from what they said.
            common: _,
            own_common: _,
            // The figures that they come to are recorded; the answers only explain them.
            surveys: _,
            appraisals,
            // Of registers the figures are carried, and nothing that stands in their rows.
            register: _,
            is_published,
            published_sums,
        } = facts;
        let code = |index: usize| set.nodes[index].code.as_str().to_owned();
        let leaves = leaves
            .iter()
            .map(|(index, said)| LeafRecord::of(code(*index), said, files))
            .filter(|leaf| !leaf.says_nothing())
            .collect();
        let common = FigureRecord::all(facts.units_common(), files);
        let appraisals = AppraisalRecord::all(appraisals, files);
        let sums = published_sums
            .iter()
            .map(|(node, (points, place))| SumRecord {
                criterion: node.map(code),
                points: Number::new(points.decimal()),
                at: files.place(place),
            });
        Self {
            leaves,
            common,
            published_sums: sums.collect(),
            is_published: *is_published,
            appraisals,
        }
    }

    pub(super) fn read(self, set: &CriteriaSet, sources: &Sources) -> Result<Facts, Broken> {
        let position = |code: &str| {
            let known = Code::parse(code).and_then(|code| Some(set.node(&code)?.0));
            known.ok_or_else(|| Broken::new(format!("criterion {code}")))
        };
        let mut facts = Facts {
            common: FigureRecord::read_all(self.common, sources)?,
            is_published: self.is_published,
            appraisals: AppraisalRecord::read_all(self.appraisals, sources)?,
            ..Facts::default()
        };
        for leaf in self.leaves {
            let index = position(&leaf.criterion)?;
            if set.nodes[index].leaf.is_none() {
                return Err(Broken::new(format!("criterion {}", leaf.criterion)));
            }
            facts.leaves.insert(index, leaf.read(sources)?);
        }
        for sum in self.published_sums {
            let node = sum.criterion.as_deref().map(position).transpose()?;
            let place = sources.place(&sum.at)?;
            facts
                .published_sums
                .insert(node, (sum.points.points(), place));
        }
        facts.settle();
        Ok(facts)
    }
}

impl LeafRecord {
    fn of(criterion: String, said: &LeafFacts, files: &mut Files) -> Self {
        let LeafFacts {
            // What appraisers corrected follows from what they said.
            figures: _,
            own_figures: _,
            evidence,
            explanation,
            explained_in,
            not_applicable: _,
            claim,
            published,
            published_reason,
            appraisals,
            // What is only supposed makes no result, and is carried by none.
            assumed: _,
        } = said;
        let rows = evidence
            .iter()
            .flat_map(|(document, rows)| rows.iter().map(move |row| (document, row)));
        Self {
            criterion,
            figures: FigureRecord::all(said.units_figures(), files),
            evidence: rows
                .map(|(document, row)| EvidenceRecord::of(document, row, files))
                .collect(),
            explanation: explanation.as_deref().map(|said| words(said, files)),
            not_applicable: said
                .units_not_applicable()
                .map(|reason| words(reason, files)),
            claim: points(claim, files),
            published: points(published, files),
            published_reason: published_reason.as_deref().map(str::to_owned),
            explained_in: Some(*explained_in).filter(|round| *round > FIRST),
            appraisals: AppraisalRecord::all(appraisals, files),
        }
    }

    /// Whether nothing but its code stands in it.
    fn says_nothing(&self) -> bool {
        *self
            == Self {
                criterion: self.criterion.clone(),
                figures: Vec::new(),
                evidence: Vec::new(),
                explanation: None,
                not_applicable: None,
                claim: None,
                published: None,
                published_reason: None,
                explained_in: None,
                appraisals: Vec::new(),
            }
    }

    fn read(self, sources: &Sources) -> Result<LeafFacts, Broken> {
        let Self {
            criterion: _,
            figures,
            evidence,
            explanation,
            not_applicable,
            claim,
            published,
            published_reason,
            explained_in,
            appraisals,
        } = self;
        let words = |said: Option<WordsRecord>| -> Result<Said<String>, Broken> {
            let read = |said: WordsRecord| Ok(Box::new((said.text, sources.place(&said.at)?)));
            said.map(read).transpose()
        };
        let points = |said: Option<PointsRecord>| -> Result<Said<Points>, Broken> {
            said.map(|said| said.read(sources).map(Box::new))
                .transpose()
        };
        let mut leaf = LeafFacts {
            figures: FigureRecord::read_all(figures, sources)?,
            evidence: std::collections::BTreeMap::new(),
            explanation: words(explanation)?,
            not_applicable: words(not_applicable)?,
            claim: points(claim)?,
            published: points(published)?,
            own_figures: None,
            explained_in: explained_in.unwrap_or_default(),
            published_reason: published_reason.map(String::into_boxed_str),
            appraisals: AppraisalRecord::read_all(appraisals, sources)?,
            assumed: std::collections::BTreeSet::new(),
        };
        for row in evidence {
            let rows = leaf.evidence.entry(row.document.clone()).or_default();
            rows.push(row.read(sources)?);
        }
        Ok(leaf)
    }
}

impl FigureRecord {
    fn all(figures: &FigureValues, files: &mut Files) -> Vec<Self> {
        let figures = figures.iter();
        figures
            .map(|(id, stated)| Self::of(id, stated, files))
            .collect()
    }

    pub(super) fn of(id: &str, stated: &Stated, files: &mut Files) -> Self {
        let Stated { value, place } = stated;
        Self {
            id: id.to_owned(),
            value: match value {
                Value::Number(number) => ValueRecord::Number(Number::new(*number)),
                Value::Ratio(exact) => ValueRecord::Ratio(exact.ratio_text()),
                Value::Text(text) => ValueRecord::Text(text.clone()),
                Value::Date(date) => ValueRecord::Date(Day(*date)),
            },
            at: files.place(place),
        }
    }

    fn read_all(records: Vec<Self>, sources: &Sources) -> Result<FigureValues, Broken> {
        let mut figures = FigureValues::default();
        for record in records {
            let (id, stated) = record.read(sources)?;
            figures.insert(id, stated);
        }
        Ok(figures)
    }

    pub(super) fn read(self, sources: &Sources) -> Result<(Arc<str>, Stated), Broken> {
        let value = match self.value {
            ValueRecord::Number(number) => Value::Number(number.decimal()),
            ValueRecord::Ratio(text) => match Exact::from_ratio_text(&text) {
                Some(exact) => Value::of(exact),
                None => return Err(Broken::new(format!("figure {}", self.id))),
            },
            ValueRecord::Text(text) => Value::Text(text),
            ValueRecord::Date(day) => Value::Date(day.0),
        };
        let place = sources.place(&self.at)?;
        Ok((self.id.into(), Stated { value, place }))
    }
}

impl PointsRecord {
    pub(super) fn of(points: Points, place: &Place, files: &mut Files) -> Self {
        Self {
            points: Number::new(points.decimal()),
            at: files.place(place),
        }
    }

    pub(super) fn read(self, sources: &Sources) -> Result<(Points, Place), Broken> {
        Ok((self.points.points(), sources.place(&self.at)?))
    }
}

fn words((text, place): &(String, Place), files: &mut Files) -> WordsRecord {
    WordsRecord {
        text: text.clone(),
        at: files.place(place),
    }
}

fn points(said: &Said<Points>, files: &mut Files) -> Option<PointsRecord> {
    let said = said.as_deref();
    said.map(|(points, place)| PointsRecord::of(*points, place, files))
}
