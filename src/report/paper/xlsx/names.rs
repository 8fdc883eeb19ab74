//! Names of sheets: valid, and each its own.

/// The names given so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: Vec<String>,
}

impl Names {
    /// A name as near to the wish as Excel allows: at most 31 letters, none of `[]:*?/\`, no
    /// apostrophe at either end, not the reserved `History`, and no other sheet's in whatever
    /// case.
    pub(super) fn give(&mut self, wish: &str) -> String {
        let valid = |letter: &char| !letter.is_control() && !"[]:*?/\\".contains(*letter);
        let wish: String = wish.chars().filter(valid).collect();
        let wish = wish.trim_matches(['\'', ' ']);
        let wish = if wish.is_empty() { "Trang" } else { wish };
        let reserved = wish.eq_ignore_ascii_case("history");
        let mut number = if reserved { 2 } else { 1 };
        loop {
            let name = if number == 1 {
                cut(wish, "")
            } else {
                cut(wish, &format!(" ({number})"))
            };
            let key = name.to_lowercase();
            if !self.taken.contains(&key) {
                self.taken.push(key);
                return name;
            }
            number += 1;
        }
    }
}

/// As much of a name as leaves room for its end.
fn cut(name: &str, end: &str) -> String {
    const MOST: usize = 31;
    let mut left = MOST - end.len();
    let fits = |letter: &char| {
        let length = letter.len_utf16();
        let fits = length <= left;
        left = if fits { left - length } else { 0 };
        fits
    };
    let start: String = name.chars().take_while(fits).collect();
    format!("{}{end}", start.trim_end_matches(['\'', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_valid_and_differ() {
        let mut names = Names::default();
        assert_eq!(names.give("Bảng điểm"), "Bảng điểm");
        assert_eq!(names.give("BẢNG ĐIỂM"), "BẢNG ĐIỂM (2)");
        assert_eq!(names.give("'Điểm: [a/b]*?\\'"), "Điểm ab");
        assert_eq!(names.give(""), "Trang");
        assert_eq!(names.give("//"), "Trang (2)");
        assert_eq!(names.give("History"), "History (2)");
        let long = "Danh mục tài liệu kiểm chứng theo thứ tự thư mục";
        // 31 letters end with a blank, which goes; 27 and 4 for the number.
        assert_eq!(names.give(long), "Danh mục tài liệu kiểm chứng th");
        assert_eq!(names.give(long), "Danh mục tài liệu kiểm chứn (2)");
        for name in &names.taken {
            rust_xlsxwriter::utility::check_sheet_name(name).unwrap();
        }
    }
}
