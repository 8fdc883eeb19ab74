//! The words of the field, in both languages: one word per idea.

use rust_decimal::Decimal;

use crate::criteria::figures::{Figure, Kind};
use crate::criteria::model::{CriteriaSet, Level, Provenance, Side, Source};
use crate::evidence::facts::Value;
use crate::points::{Exact, Mode, Rounding, Stage};
use crate::score::assessment::{Reason, State};
use crate::score::official::Basis;
use crate::text::lang::Lang;
use crate::text::{dates, numbers};

/// The first line of a page: who, which year, which set.
pub fn heading(unit: Option<&str>, year: i16, set: &CriteriaSet, lang: Lang) -> String {
    let (unit, index) = (self::unit(unit, lang), index(year, lang));
    let provenance = provenance(set.provenance, lang);
    format!("{unit} · {index} · {} ({provenance})", set.id)
}

/// What a unit is called, or that nobody named it.
pub fn unit(unit: Option<&str>, lang: Lang) -> &str {
    unit.unwrap_or(lang.pick("(chưa nêu tên đơn vị)", "(unit not named)"))
}

/// The index of a year: `Chỉ số CCHC năm 2023`.
pub fn index(year: i16, lang: Lang) -> String {
    let index = lang.pick("Chỉ số CCHC năm", "PAR Index");
    format!("{index} {year}")
}

/// A mode of rounding.
pub fn mode(mode: Mode, lang: Lang) -> &'static str {
    match mode {
        Mode::HalfUp => lang.pick("làm tròn thông thường", "half up"),
        Mode::HalfEven => lang.pick("làm tròn về số chẵn", "half even"),
        Mode::Down => lang.pick("cắt bỏ phần lẻ", "cut off"),
    }
}

/// A rounding: mode, decimals, stage.
pub fn rounding(rounding: Rounding, lang: Lang) -> String {
    let (mode, digits) = (mode(rounding.mode, lang), rounding.digits);
    match rounding.at {
        Stage::Leaf => lang.pick(
            format!("{mode}, {digits} chữ số, từng chỉ tiêu"),
            format!("{mode}, {digits} decimals, each leaf"),
        ),
        Stage::Total => lang.pick(
            format!("{mode}, {digits} chữ số, ở tổng"),
            format!("{mode}, {digits} decimals, the total"),
        ),
    }
}

/// How far a set can be relied on.
pub fn provenance(provenance: Provenance, lang: Lang) -> &'static str {
    match provenance {
        Provenance::Official => lang.pick("chính thức", "official"),
        Provenance::Unofficial => lang.pick("nguồn không chính thức", "unofficial source"),
        Provenance::Reconstructed => lang.pick(
            "dựng lại, chưa đối chiếu bản gốc",
            "reconstructed, not compared with the original",
        ),
        Provenance::Illustrative => lang.pick("minh họa", "illustrative"),
    }
}

/// What stands at the head of a document made from a set that is not official.
pub fn banner(provenance: Provenance, lang: Lang) -> Option<&'static str> {
    match provenance {
        Provenance::Official => None,
        Provenance::Unofficial => Some(lang.pick(
            "BỘ TIÊU CHÍ THEO NGUỒN KHÔNG CHÍNH THỨC, KHÔNG DÙNG ĐỂ NỘP",
            "CRITERIA SET FROM AN UNOFFICIAL SOURCE, NOT TO BE HANDED IN",
        )),
        Provenance::Reconstructed => Some(lang.pick(
            "BỘ TIÊU CHÍ DỰNG LẠI, CHƯA ĐỐI CHIẾU BẢN GỐC, KHÔNG DÙNG ĐỂ NỘP",
            "RECONSTRUCTED CRITERIA SET, NOT COMPARED WITH THE ORIGINAL, NOT TO BE HANDED IN",
        )),
        Provenance::Illustrative => Some(lang.pick(
            "BỘ TIÊU CHÍ MINH HỌA, KHÔNG DÙNG ĐỂ NỘP",
            "ILLUSTRATIVE CRITERIA SET, NOT TO BE HANDED IN",
        )),
    }
}

/// For which units a set is.
pub fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Xa => lang.pick("cấp xã", "communes"),
        Level::Huyen => lang.pick("cấp huyện", "districts"),
        Level::So => lang.pick("cấp sở", "departments"),
        Level::Tinh => lang.pick("cấp tỉnh", "provinces"),
    }
}

/// What points stand on.
pub fn basis(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Computed => lang.pick("điểm tính được", "computed points"),
        Basis::Claimed => lang.pick("điểm tự chấm", "claimed points"),
        Basis::Appraised => lang.pick("điểm thẩm định", "appraised points"),
        Basis::Published => lang.pick("điểm công bố", "published points"),
    }
}

/// Who gives points.
pub fn source(source: Source, lang: Lang) -> &'static str {
    match source {
        Source::Own => lang.pick("đơn vị tự chấm", "the unit"),
        Source::System => lang.pick("hệ thống", "the system"),
        Source::Survey => lang.pick("khảo sát", "the survey"),
        Source::Council => lang.pick("hội đồng", "the council"),
    }
}

/// What kind of field this is, where it is no ordinary one.
pub fn side(side: Side, lang: Lang) -> Option<&'static str> {
    match side {
        Side::Normal => None,
        Side::Bonus => Some(lang.pick("điểm cộng", "bonus")),
        Side::Penalty => Some(lang.pick("điểm trừ", "penalty")),
    }
}

/// `1,5 điểm`.
pub fn points(points: &Exact, lang: Lang) -> String {
    let number = numbers::show_exact(points, lang);
    let noun = if *points == Exact::one() {
        "point"
    } else {
        "points"
    };
    lang.pick(format!("{number} điểm"), format!("{number} {noun}"))
}

/// A share as a percentage: `97,5 %`.
pub fn percent(share: &Exact, lang: Lang) -> String {
    let percent = share * &Exact::from(100);
    format!("{} %", numbers::show_exact(&percent, lang))
}

/// How many leaves: `9 chỉ tiêu`.
pub fn leaves(count: usize, lang: Lang) -> String {
    let noun = if count == 1 { "leaf" } else { "leaves" };
    lang.pick(format!("{count} chỉ tiêu"), format!("{count} {noun}"))
}

/// A figure's label: the set's, else words for reserved figures, else its id.
pub fn figure(declared: Option<&Figure>, id: &str, lang: Lang) -> String {
    let name = declared.and_then(|figure| figure.name.clone());
    name.unwrap_or_else(|| {
        match id {
            "level" => lang.pick("mức đạt", "level"),
            "points" => lang.pick("điểm", "points"),
            "percent" => lang.pick("tỷ lệ điểm", "percent"),
            id => id,
        }
        .to_owned()
    })
}

/// A stated value: a share of a figure that is declared as a percentage with %.
pub fn value(value: &Value, declared: Option<&Figure>, lang: Lang) -> String {
    let percent = declared.is_some_and(|figure| figure.kind == Kind::Percent);
    match value {
        Value::Number(value) if percent => {
            format!("{} %", numbers::show(value * Decimal::ONE_HUNDRED, lang))
        }
        Value::Number(value) => numbers::show(*value, lang),
        Value::Ratio(value) if percent => {
            let percent = &**value * &Exact::from(100);
            format!("{} %", numbers::show_about(&percent, lang))
        }
        Value::Ratio(value) => numbers::show_about(value, lang),
        Value::Text(text) => text.clone(),
        Value::Date(date) => dates::short(*date),
    }
}

/// The words with a capital first letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// What is the matter with a document, as the label before its name.
pub fn state(state: State, lang: Lang) -> &'static str {
    match state {
        State::NotDeclared => lang.pick("thiếu đính kèm", "not attached"),
        State::FileMissing => lang.pick("đã khai nhưng không có tệp", "declared, file absent"),
        State::FileUnusable => lang.pick("tệp không dùng được", "file that cannot serve"),
        State::WrongFormat => lang.pick("sai định dạng tệp", "wrong file format"),
        State::WrongType => lang.pick("sai loại văn bản", "wrong type of document"),
        State::OutOfDates => lang.pick("ban hành ngoài thời hạn", "issued outside its dates"),
        State::Rejected => lang.pick("không được chấp nhận", "rejected"),
        State::Explained => lang.pick("giải trình thay tài liệu", "explained"),
        State::InOrder => lang.pick("đủ", "in order"),
    }
}

/// Why a leaf does not apply.
pub fn reason(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::Declared(words) => words.clone(),
        Reason::ZeroDenominator => lang
            .pick(
                "mẫu số bằng 0: không có gì để chấm",
                "a zero denominator: nothing to score",
            )
            .to_owned(),
        Reason::NoSurvey => lang
            .pick("năm nay không khảo sát", "no survey was held")
            .to_owned(),
    }
}

/// Who has still to give points.
pub fn waiting_for(source: Source, lang: Lang) -> &'static str {
    match source {
        Source::Survey => lang.pick("chờ khảo sát", "waiting for the survey"),
        Source::Council => lang.pick("chờ hội đồng", "waiting for the council"),
        Source::System => lang.pick("chờ số liệu hệ thống", "waiting for the system"),
        Source::Own => lang.pick("chờ chấm", "waiting to be given"),
    }
}

/// A count as documents write it: `08`.
pub fn padded(count: usize) -> String {
    format!("{count:02}")
}
