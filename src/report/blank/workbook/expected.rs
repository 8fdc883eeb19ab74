//! What spreadsheets expect in a cell: drop-downs, ranges. They warn, and never refuse.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, XlsxError,
};

/// What a cell should hold.
pub(super) enum Expected {
    /// One of the cells of a list.
    OneOf(Formula),
    /// Có or Không.
    YesNo,
    /// A number from the least to the most; whole, where so said.
    Number {
        least: Option<Decimal>,
        most: Option<Decimal>,
        whole: bool,
        words: String,
    },
    /// A day between two.
    Day {
        from: Option<Date>,
        by: Option<Date>,
    },
}

impl Expected {
    /// The rule for a cell. Anything else is asked about once more, and accepted.
    pub(super) fn validation(self) -> Result<DataValidation, XlsxError> {
        let validation = DataValidation::new();
        let (validation, words) = match self {
            Self::OneOf(cells) => {
                let words = "Giá trị này không có trong danh sách chọn.".to_owned();
                (validation.allow_list_formula(cells), words)
            }
            Self::YesNo => {
                let validation = validation.allow_list_strings(&["Có", "Không"])?;
                (validation, "Cần ghi Có hoặc Không.".to_owned())
            }
            Self::Number {
                least,
                most,
                whole,
                words,
            } => {
                let number = |value: Decimal| Formula::new(value.normalize().to_string());
                let rule = bounds(least.map(number), most.map(number), "-9.99E+307");
                let validation = if whole {
                    validation.allow_whole_number_formula(rule)
                } else {
                    validation.allow_decimal_number_formula(rule)
                };
                (validation, format!("Cần ghi: {words}."))
            }
            Self::Day { from, by } => {
                let day = |day: Date| {
                    let (year, month, day) = (day.year(), day.month(), day.day());
                    Formula::new(format!("DATE({year},{month},{day})"))
                };
                let words = "Ngày này nằm ngoài thời hạn của tài liệu, hoặc không phải một ngày (dd/mm/yyyy).".to_owned();
                let rule = bounds(from.map(day), by.map(day), "DATE(1900,1,1)");
                (validation.allow_date_formula(rule), words)
            }
        };
        let words: String = words.chars().take(160).collect();
        validation
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Xem lại ô này")?
            .set_error_message(words)
    }
}

/// From the least to the most, as far as there are any; else from the lowest there can be.
fn bounds(
    least: Option<Formula>,
    most: Option<Formula>,
    lowest: &str,
) -> DataValidationRule<Formula> {
    match (least, most) {
        (Some(least), Some(most)) => DataValidationRule::Between(least, most),
        (None, Some(most)) => DataValidationRule::LessThanOrEqualTo(most),
        (least, None) => {
            DataValidationRule::GreaterThanOrEqualTo(least.unwrap_or_else(|| Formula::new(lowest)))
        }
    }
}
