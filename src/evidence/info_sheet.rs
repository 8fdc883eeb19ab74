//! The sheet «Thông tin chung»: what [`Manifest`] holds, as rows of a label and a value. Who
//! writes the sheet and who reads it share the labels.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::evidence::cells;
use crate::evidence::manifest::Manifest;
use crate::text::lang::text;
use crate::text::{dates, fold, numbers, suggest};

/// The workbook of a new submission. A folder that holds it needs no `parindex.yaml`.
pub const WORKBOOK: &str = "ho-so.xlsx";

/// What the sheet is called.
pub const SHEET: &str = "Thông tin chung";

/// The sheet with evidence rows.
pub const EVIDENCE: &str = "Minh chứng";

/// The sheet with figures.
pub const FIGURES: &str = "Số liệu";

/// The sheet with claims.
pub const CLAIMS: &str = "Tự chấm";

/// The header of the sheet: labels, values, and words for people, which are not read.
pub const HEADER: [&str; 3] = ["Mục", "Nội dung", "Hướng dẫn"];

/// What a row states: one key of the manifest each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// `unit.code`.
    UnitCode,
    /// `unit.name`.
    UnitName,
    /// `year`.
    Year,
    /// `criteria`.
    Criteria,
    /// `attachments`.
    Attachments,
    /// `deadlines.submit`.
    SubmitBy,
    /// `deadlines.supplement`.
    SupplementBy,
    /// `letter.body`.
    Body,
    /// `letter.place`.
    Place,
    /// `letter.signer.for`.
    SignerFor,
    /// `letter.signer.title`.
    SignerTitle,
    /// `letter.signer.name`.
    SignerName,
    /// One of `letter.grounds`.
    Ground,
    /// One of `letter.recipients`.
    Recipient,
    /// One of `owners`: the role follows the label, behind a colon.
    Owner,
    /// Files of `evidence`, beside the sheet of the workbook; so are the next ones.
    Evidence,
    /// Files of `figures`.
    Figures,
    /// Files of `claims`.
    Claims,
    /// Files of `appraisals`.
    Appraisals,
    /// Files of `published`.
    Published,
    /// Files of `register`.
    Register,
    /// Files of `survey`.
    Survey,
}

/// Every item with its label in Vietnamese, as it is written, and in English.
pub const ITEMS: &[(Item, &str, &str)] = &[
    (Item::UnitCode, "Mã đơn vị", "Unit code"),
    (Item::UnitName, "Tên đơn vị", "Unit name"),
    (Item::Year, "Năm", "Year"),
    (Item::Criteria, "Bộ tiêu chí", "Criteria set"),
    (Item::Attachments, "Thư mục tệp đính kèm", "Attachments"),
    (Item::SubmitBy, "Hạn nộp", "Submit by"),
    (Item::SupplementBy, "Hạn bổ sung", "Supplement by"),
    (Item::Body, "Cơ quan ban hành", "Issuing body"),
    (Item::Place, "Địa danh", "Place"),
    (Item::SignerFor, "Ký thay", "Signed for"),
    (Item::SignerTitle, "Chức vụ người ký", "Signer's title"),
    (Item::SignerName, "Họ tên người ký", "Signer's name"),
    (Item::Ground, "Căn cứ", "Ground"),
    (Item::Recipient, "Nơi nhận", "Recipient"),
    (Item::Owner, "Người phụ trách", "Person in charge"),
    (Item::Evidence, "Bảng minh chứng", "Evidence table"),
    (Item::Figures, "Bảng số liệu", "Table of figures"),
    (Item::Claims, "Bảng tự chấm", "Claims table"),
    (Item::Appraisals, "Bảng thẩm định", "Appraisal table"),
    (Item::Published, "Bảng điểm công bố", "Published points"),
    (Item::Register, "Sổ theo dõi hồ sơ TTHC", "Dossier register"),
    (Item::Survey, "Phiếu khảo sát", "Survey sheet"),
];

impl Item {
    /// The label in Vietnamese.
    pub fn label(self) -> &'static str {
        let known = ITEMS.iter().find(|(item, ..)| *item == self);
        known.map_or("", |(_, label, _)| label)
    }

    /// Whether several rows may state it.
    fn repeats(self) -> bool {
        self >= Self::Ground
    }

    fn find(label: &str) -> Option<Self> {
        let key = fold::key(label);
        let means = |label: &str| fold::key(label) == key;
        let known = ITEMS.iter().find(|(_, vi, en)| means(vi) || means(en));
        known.map(|(item, ..)| *item)
    }
}

/// The label of a role's row.
pub fn owner_label(role: &str) -> String {
    format!("{}: {role}", Item::Owner.label())
}

/// Reads the rows of the sheet: label, value, and the place of the value. Rows without a value
/// state nothing, so titles may stand anywhere. What is wrong is reported.
pub fn read<'r>(
    rows: impl IntoIterator<Item = (&'r str, &'r str, Place)>,
    problems: &Problems,
) -> Manifest {
    let mut sheet = Sheet {
        manifest: Manifest::default(),
        stated: BTreeMap::new(),
        problems,
    };
    for (label, value, place) in rows {
        let is_header =
            fold::key(label) == fold::key(HEADER[0]) && fold::key(value) == fold::key(HEADER[1]);
        if !numbers::is_blank(value) && !is_header {
            sheet.row(label, value, place);
        }
    }
    sheet.manifest
}

/// The sheet as far as it was read.
struct Sheet<'p> {
    manifest: Manifest,
    /// Where each item was stated first.
    stated: BTreeMap<Item, Place>,
    problems: &'p Problems,
}

impl Sheet<'_> {
    fn row(&mut self, label: &str, value: &str, place: Place) {
        let role = label.split_once(':').and_then(|(label, role)| {
            let role = fold::tidy(role);
            (Item::find(label) == Some(Item::Owner)).then_some(role)
        });
        let item = match &role {
            Some(_) => Some(Item::Owner),
            None => Item::find(label),
        };
        let Some(item) = item else {
            self.report_unknown(label, place);
            return;
        };
        if let Some(first) = self.stated.get(&item).filter(|_| !item.repeats()) {
            let (label, line) = (item.label(), first.line().unwrap_or(1));
            let message = text!(
                "mục `{label}` đã có ở dòng {line}",
                "the item `{label}` stands in line {line} already"
            );
            let help = text!("giữ lại một trong hai dòng", "keep one of the two rows");
            let found = Diagnostic::at(Code::DuplicateKey, place, message);
            self.problems.add(found.help(help));
            return;
        }
        self.stated.entry(item).or_insert_with(|| place.clone());
        self.take(item, role, value, place);
    }

    fn take(&mut self, item: Item, role: Option<String>, value: &str, place: Place) {
        let one = || Some(fold::tidy(value));
        let lines = || {
            value
                .lines()
                .map(fold::tidy)
                .filter(|line| !line.is_empty())
        };
        let files = || {
            let files = cells::list(value, &[';', '\n']);
            files.map(fold::tidy)
        };
        let Manifest {
            unit,
            paths,
            letter,
            ..
        } = &mut self.manifest;
        match item {
            Item::UnitCode => unit.code = one(),
            Item::UnitName => unit.name = one(),
            Item::Year => self.manifest.year = self.year(value, place),
            Item::Criteria => self.manifest.criteria = one(),
            Item::Attachments => paths.attachments = one(),
            Item::SubmitBy => drop(self.day(value, place)),
            Item::SupplementBy => self.manifest.supplement_by = self.day(value, place),
            Item::Body => letter.body = one(),
            Item::Place => letter.place = one(),
            Item::SignerFor => letter.signer_for = one(),
            Item::SignerTitle => letter.signer_title = one(),
            Item::SignerName => letter.signer_name = one(),
            Item::Ground => letter.grounds.extend(lines()),
            Item::Recipient => letter.recipients.extend(lines()),
            Item::Owner => self.owner(role.unwrap_or_default(), value, place),
            Item::Evidence => paths.evidence.extend(files()),
            Item::Figures => paths.figures.extend(files()),
            Item::Claims => paths.claims.extend(files()),
            Item::Appraisals => paths.appraisals.extend(files()),
            Item::Published => paths.published.extend(files()),
            Item::Register => paths.register.extend(files()),
            Item::Survey => paths.survey.extend(files()),
        }
    }

    fn year(&self, value: &str, place: Place) -> Option<i16> {
        let year = value.trim().parse().ok();
        let year = year.filter(|year| (1990..=2999).contains(year));
        if year.is_none() {
            let message = text!(
                "`{value}` không phải một năm từ 1990 đến 2999",
                "`{value}` is no year from 1990 to 2999"
            );
            let help = text!("ghi năm bằng bốn chữ số", "write the year in four digits");
            let found = Diagnostic::at(Code::BadValue, place, message);
            self.problems.add(found.help(help));
        }
        year
    }

    fn day(&self, value: &str, place: Place) -> Option<Date> {
        let day = dates::read(value);
        if day.is_none() {
            let message = text!("`{value}` không phải một ngày", "`{value}` is no date");
            let help = text!(
                "ghi một ngày có thật, ngày trước tháng: 15/01/2024",
                "write a real date, the day first: 15/01/2024"
            );
            let found = Diagnostic::at(Code::BadDate, place, message);
            self.problems.add(found.help(help));
        }
        day
    }

    fn owner(&mut self, role: String, value: &str, place: Place) {
        if role.is_empty() {
            let label = Item::Owner.label();
            let message = text!(
                "mục `{label}` không nói phụ trách vai nào",
                "the item `{label}` names no role"
            );
            let help = text!(
                "ghi vai sau dấu hai chấm, như `{label}: Công chức Tài chính - Kế toán`",
                "write the role behind a colon, as in `{label}: Công chức Tài chính - Kế toán`"
            );
            let found = Diagnostic::at(Code::BadValue, place, message);
            self.problems.add(found.help(help));
            return;
        }
        match self.manifest.owners.entry(role) {
            Entry::Vacant(free) => {
                free.insert(fold::tidy(value));
            }
            Entry::Occupied(held) => {
                let role = held.key();
                let message = text!(
                    "vai `{role}` đã có người phụ trách ở dòng trên",
                    "the role `{role}` has a person above already"
                );
                let help = text!(
                    "ghi các tên vào một dòng, hoặc bỏ một dòng",
                    "write the names into one row, or remove a row"
                );
                let found = Diagnostic::at(Code::DuplicateKey, place, message);
                self.problems.add(found.help(help));
            }
        }
    }

    fn report_unknown(&self, label: &str, place: Place) {
        let label = fold::tidy(label);
        let message = text!(
            "trang tính `{SHEET}` không có mục `{label}`; dòng này không được dùng",
            "the sheet `{SHEET}` has no item `{label}`; the row is not used"
        );
        let labels = ITEMS.iter().map(|(_, label, _)| *label);
        let help = suggest::nearest(&label, labels).map(suggest::did_you_mean);
        let found = Diagnostic::at(Code::UnusedRow, place, message);
        self.problems.add(found.help(help));
    }
}

#[cfg(test)]
mod tests;
