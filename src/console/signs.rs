//! Signs that are no letters, and what stands in for them where a console lacks them. Letters
//! are never touched: a console that cannot show `ế` shows it no better as `e`.

use super::Environment;

/// Whether the console shows bars, ticks and other signs. `PARINDEX_SYMBOLS` (`unicode` or
/// `ascii`) decides; else on Windows whether it is a console of today, whose font has them, and
/// elsewhere whether the locale is of UTF-8. The bare console of Linux has too few.
pub fn shows_signs(environment: &Environment<'_>) -> bool {
    match environment.get("PARINDEX_SYMBOLS").as_deref() {
        Some("unicode") => return true,
        Some("ascii") => return false,
        _ => {}
    }
    if environment.windows {
        // Windows Terminal, ConEmu, editors, and terminals of other systems' programs.
        return environment.any(&["WT_SESSION", "ConEmuPID", "TERM_PROGRAM", "TERM"]);
    }
    if environment.get("TERM").as_deref() == Some("linux") {
        return false;
    }
    // The first that is set holds (POSIX.1-2017, 8.2).
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| environment.get(name));
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// The text with signs that every console shows, each as wide as the one it stands for, so that
/// columns stay where they are; only arrows and three points are wider.
pub fn in_ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match stand_in(c) {
            Some(sign) => plain.push_str(sign),
            None => plain.push(c),
        }
    }
    plain
}

fn stand_in(c: char) -> Option<&'static str> {
    Some(match c {
        '█' => "#",
        '░' => ".",
        '✓' => "v",
        '✗' | '×' => "x",
        '→' => "->",
        '−' | '–' | '—' | '·' => "-",
        '÷' => "/",
        '…' => "...",
        '≥' => ">",
        '≤' => "<",
        '│' | '┃' => "|",
        '─' | '━' => "-",
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '╭' | '╮' | '╰' | '╯' => {
            "+"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::ask;
    use super::*;

    #[test]
    fn the_environment_says_what_a_console_shows() {
        let windows: [(&[(&str, &str)], bool); 6] = [
            (&[], false),
            (&[("LANG", "vi_VN.UTF-8")], false),
            (&[("WT_SESSION", "x")], true),
            (&[("TERM_PROGRAM", "vscode")], true),
            (&[("WT_SESSION", "x"), ("PARINDEX_SYMBOLS", "ascii")], false),
            (&[("PARINDEX_SYMBOLS", "unicode")], true),
        ];
        for (set, shows) in windows {
            assert_eq!(ask(true, set, shows_signs), shows, "{set:?}");
        }
        let others: [(&[(&str, &str)], bool); 8] = [
            (&[], false),
            (&[("LANG", "vi_VN.UTF-8")], true),
            (&[("LANG", "C.utf8")], true),
            (&[("LANG", "vi_VN.UTF-8"), ("LC_ALL", "C")], false),
            (&[("LANG", "vi_VN.UTF-8"), ("LC_ALL", "")], true),
            (&[("LC_CTYPE", "UTF-8"), ("LANG", "C")], true),
            (&[("LANG", "vi_VN.UTF-8"), ("TERM", "linux")], false),
            (&[("LANG", "C"), ("PARINDEX_SYMBOLS", "unicode")], true),
        ];
        for (set, shows) in others {
            assert_eq!(ask(false, set, shows_signs), shows, "{set:?}");
        }
    }

    #[test]
    fn signs_fall_back_and_letters_stay() {
        assert_eq!(
            in_ascii("UBND xã Phú Tân · Lĩnh vực  ███░  «Đạt» 2,85/3 −1,00"),
            "UBND xã Phú Tân - Lĩnh vực  ###.  «Đạt» 2,85/3 -1,00"
        );
        assert_eq!(in_ascii("✓ bộ: 8 → 9"), "v bộ: 8 -> 9");
        let letters = "Ủy ban nhân dân đặc khu Phú Quốc, 5 m², 25 °C";
        assert_eq!(in_ascii(letters), letters);
    }
}
