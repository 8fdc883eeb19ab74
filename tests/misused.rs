//! Arguments that do not fit, generated for every command out of its definition: each kind of
//! error is told in the language asked for, with what was found and what mends it, and nothing
//! of the other language or of the parser's own English is in it. Help has a word for everything
//! and keeps to 80 columns.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::process::Command as Process;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command};
use parindex::commands::misused::message;
use parindex::text::lang::Lang;

/// Words that the parser says in English, and that neither language's messages use so.
const PARSER: [&str; 13] = [
    "error:",
    "unexpected",
    "Usage",
    "possible values",
    "tip:",
    "required",
    "cannot be used",
    "wasn't",
    "For more information",
    "invalid",
    "unrecognized",
    "was provided",
    "multiple times",
];

/// English words that no message in Vietnamese has.
const ENGLISH: [&str; 10] = [
    "error", "help:", "argument", "option", "command", "value", "needs", "there is", "did you",
    "one of",
];

/// Letters that only Vietnamese has.
fn is_vietnamese(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_ascii()
}

/// Every command below which there is none, with the words that name it.
fn leaves(lang: Lang) -> Vec<(Vec<String>, Command)> {
    let mut program = parindex::cli::command(lang);
    program.build();
    let mut found = Vec::new();
    let mut open = vec![(vec!["parindex".to_owned()], program)];
    while let Some((words, command)) = open.pop() {
        let below: Vec<Command> = command.get_subcommands().cloned().collect();
        if below.is_empty() {
            found.push((words, command));
            continue;
        }
        for one in below {
            let name = one.get_name().to_owned();
            open.push(([words.clone(), vec![name]].concat(), one));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(found.len() > 15);
    found
}

fn takes_value(argument: &Arg) -> bool {
    argument
        .get_num_args()
        .is_some_and(|number| number.takes_values())
}

fn is_many(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Append)
}

/// Whether it takes none but the values it names: of sets only the shipped ones are named, and
/// files are taken too.
fn is_closed(argument: &Arg) -> bool {
    let values = argument.get_possible_values();
    let mut sets = parindex::criteria::shipped::ids();
    values
        .first()
        .is_some_and(|first| sets.all(|id| id != first.get_name()))
}

/// Something that the argument takes.
fn valid(argument: &Arg) -> String {
    let values = argument.get_possible_values();
    values
        .first()
        .map_or_else(|| "x".to_owned(), |value| value.get_name().to_owned())
}

/// The positional arguments that a command cannot do without, with something in their place.
fn required(command: &Command) -> Vec<String> {
    let needed = command
        .get_positionals()
        .filter(|argument| argument.is_required_set());
    needed.map(valid).collect()
}

/// Wrong arguments for a command, each with the kind of error that it has to be.
fn wrong(command: &Command) -> Vec<(ErrorKind, Vec<String>)> {
    let needed = required(command);
    let with = |more: &[&str]| {
        let more = more.iter().map(|&one| one.to_owned());
        needed.iter().cloned().chain(more).collect::<Vec<_>>()
    };
    let mut all = vec![
        (ErrorKind::UnknownArgument, with(&["--khong-co-tham-so"])),
        (ErrorKind::UnknownArgument, with(&["-Z"])),
    ];
    if !needed.is_empty() {
        all.push((ErrorKind::MissingRequiredArgument, Vec::new()));
    }
    if !command.get_positionals().any(is_many) {
        let places = command.get_positionals().count();
        let words: Vec<String> = command.get_positionals().map(valid).collect();
        let more = [words, vec!["thua".to_owned()]].concat();
        assert_eq!(more.len(), places + 1);
        all.push((ErrorKind::UnknownArgument, more));
    }
    for argument in command.get_arguments() {
        let Some(long) = argument.get_long().map(|long| format!("--{long}")) else {
            if is_closed(argument) && argument.is_required_set() {
                all.push((ErrorKind::InvalidValue, vec!["khong-co".to_owned()]));
            }
            continue;
        };
        let shown = matches!(argument.get_action(), ArgAction::Help | ArgAction::Version);
        if takes_value(argument) {
            let value = valid(argument);
            all.push((ErrorKind::InvalidValue, with(&[&long])));
            if is_closed(argument) {
                all.push((ErrorKind::InvalidValue, with(&[&long, "khong-co"])));
                // Nearly right: what was meant is suggested.
                let near = format!("{value}x");
                all.push((ErrorKind::InvalidValue, with(&[&long, &near])));
            }
            if !is_many(argument) {
                let twice = with(&[&long, &value, &long, &value]);
                all.push((ErrorKind::ArgumentConflict, twice));
            }
        } else if !shown {
            all.push((ErrorKind::TooManyValues, with(&[&format!("{long}=co")])));
            all.push((ErrorKind::ArgumentConflict, with(&[&long, &long])));
        }
        if long.len() > 5 && !shown {
            let near = format!("{}x", &long[..long.len() - 1]);
            all.push((ErrorKind::UnknownArgument, with(&[&near])));
        }
        for other in command.get_arg_conflicts_with(argument) {
            let mut both = vec![long.clone()];
            if takes_value(argument) {
                both.push(valid(argument));
            }
            match other.get_long() {
                Some(other) => both.push(format!("--{other}")),
                None => both.push(valid(other)),
            }
            if other.get_long().is_some() && takes_value(other) {
                both.push(valid(other));
            }
            let both: Vec<&str> = both.iter().map(String::as_str).collect();
            all.push((ErrorKind::ArgumentConflict, with(&both)));
        }
    }
    all
}

/// What is told of arguments, with the kind of the error.
fn told(arguments: &[OsString], lang: Lang) -> (ErrorKind, String) {
    let parsed = parindex::cli::command(lang).try_get_matches_from(arguments);
    let error = parsed.expect_err(&format!("{arguments:?}"));
    (error.kind(), message(&error, arguments, lang))
}

/// That a message is two lines of its language alone.
fn assert_in(lang: Lang, said: &str, arguments: &[OsString]) {
    let heads = lang.pick(["lỗi: ", "cách sửa: "], ["error: ", "help: "]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{arguments:?}: {said}");
    let of_vi = said.contains(is_vietnamese);
    assert_eq!(of_vi, lang == Lang::Vi, "{arguments:?}: {said}");
    for (line, head) in lines.iter().zip(heads) {
        let rest = line.strip_prefix(head).expect(said);
        assert!(
            !rest.trim().is_empty() && !rest.contains("``"),
            "{arguments:?}: {said}"
        );
        for word in PARSER {
            assert!(!rest.contains(word), "{arguments:?}: {said}");
        }
        // What was typed, and names of options, may stand in quotes.
        let own: String = rest.split('`').step_by(2).collect();
        match lang {
            Lang::Vi => {
                let has = |word: &&str| own.contains(*word);
                assert!(!ENGLISH.iter().any(has), "{arguments:?}: {said}");
            }
            Lang::En => {}
        }
    }
}

fn os(words: &[String]) -> Vec<OsString> {
    words.iter().map(OsString::from).collect()
}

#[test]
fn every_wrong_argument_of_every_command_is_told_in_its_language() {
    for lang in [Lang::Vi, Lang::En] {
        let (mut met, mut tried) = (BTreeSet::new(), 0);
        for (words, command) in leaves(lang) {
            for (kind, rest) in wrong(&command) {
                let arguments = os(&[words.clone(), rest].concat());
                let (found, said) = told(&arguments, lang);
                assert_eq!(found, kind, "{arguments:?}: {said}");
                assert_in(lang, &said, &arguments);
                met.insert(format!("{kind:?}"));
                tried += 1;
            }
        }
        let expected = [
            "ArgumentConflict",
            "InvalidValue",
            "MissingRequiredArgument",
            "TooManyValues",
            "UnknownArgument",
        ];
        assert!(met.iter().eq(&expected), "{met:?}");
        assert!(tried > 1000, "{tried}");
    }
}

#[test]
fn commands_that_do_not_exist_are_told_with_what_was_meant() {
    for lang in [Lang::Vi, Lang::En] {
        for words in [
            &["scor"][..],
            &["khong-co"],
            &["criteria", "shw"],
            &["criteria", "khong-co"],
        ] {
            let words: Vec<String> = ["parindex"]
                .iter()
                .chain(words)
                .map(|&word| word.to_owned())
                .collect();
            let arguments = os(&words);
            let (kind, said) = told(&arguments, lang);
            assert_eq!(kind, ErrorKind::InvalidSubcommand, "{said}");
            assert_in(lang, &said, &arguments);
            let last = words.last().unwrap();
            assert!(said.contains(&format!("`{last}`")), "{said}");
        }
        assert!(
            told(&os(&["parindex".to_owned(), "scor".to_owned()]), lang)
                .1
                .contains("score")
        );
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_utf8_is_told() {
    use std::os::unix::ffi::OsStringExt;
    for lang in [Lang::Vi, Lang::En] {
        for option in ["--unit", "--criteria", "--as-of", "--format"] {
            let mut arguments = os(&["parindex".to_owned(), "score".to_owned(), option.to_owned()]);
            arguments.push(OsString::from_vec(vec![b'x', 0xff, b'a']));
            let (kind, said) = told(&arguments, lang);
            let expected = [ErrorKind::InvalidUtf8, ErrorKind::InvalidValue];
            assert!(expected.contains(&kind), "{kind:?}");
            assert_in(lang, &said, &arguments);
            assert!(said.contains("x\u{FFFD}a"), "{said}");
        }
    }
}

/// Values that clap takes and the program does not, as it is run.
#[test]
fn wrong_values_are_told_in_their_language() {
    let values: [(&[&str], &str); 13] = [
        (&["plan", "examples/phu-my-2023", "--target=-5"], "-5"),
        (&["plan", "examples/phu-my-2023", "--target=200%"], "200"),
        (&["plan", "examples/phu-my-2023", "--target=100,01"], "100"),
        (
            &["plan", "examples/phu-my-2023", "--target", "nhieu"],
            "nhieu",
        ),
        (
            &["score", "examples/phu-my-2023", "--fail-under=-1%"],
            "-1%",
        ),
        (&["score", "examples/phu-my-2023", "--year", "23"], "23"),
        (
            &["score", "examples/phu-my-2023", "--as-of", "hom-nay"],
            "hom-nay",
        ),
        (
            &["score", "examples/phu-my-2023", "--assume-pending", "120"],
            "120",
        ),
        (
            &["score", "examples/phu-my-2023", "--leaf", "?"],
            "--leaf: `?`",
        ),
        (
            &["score", "examples/phu-my-2023", "--limit", "file"],
            "file",
        ),
        (&["register", "x.csv", "--period", "2023"], "2023"),
        (
            &["register", "x.csv", "--period", "2023-12-31..2023-01-01"],
            "2023-12-31",
        ),
        (
            &[
                "register",
                "x.csv",
                "--year",
                "2023",
                "--period",
                "2023-01-01..2023-12-31",
            ],
            "--year",
        ),
    ];
    for (arguments, found) in values {
        for (lang, id) in [(Lang::Vi, "vi"), (Lang::En, "en")] {
            let output = Process::new(env!("CARGO_BIN_EXE_parindex"))
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .args(["--lang", id])
                .args(arguments)
                .output()
                .unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
            assert!(output.stdout.is_empty(), "{arguments:?}");
            assert!(said.starts_with(lang.pick("lỗi: ", "error: ")), "{said}");
            assert!(said.contains(found), "{arguments:?}: {said}");
            assert_eq!(said.contains(is_vietnamese), lang == Lang::Vi, "{said}");
        }
    }
}

#[test]
fn help_has_a_word_for_everything_and_keeps_to_80_columns() {
    for lang in [Lang::Vi, Lang::En] {
        for (words, mut command) in leaves(lang) {
            let help = command.render_help().to_string();
            for argument in command.get_arguments() {
                let name = argument.get_id().as_str();
                let own = argument.get_help().expect(name).to_string();
                assert!(!own.is_empty(), "{words:?} {name}");
                if let Some(long) = argument.get_long() {
                    assert!(help.contains(&format!("--{long}")), "{words:?} {name}");
                }
                assert!(argument.get_help_heading().is_some(), "{words:?} {name}");
            }
            for word in [
                "Usage:",
                "Options:",
                "Arguments:",
                "Commands:",
                "[default",
                "[possible",
            ] {
                let english =
                    lang == Lang::En && ["Usage:", "Options:", "Commands:"].contains(&word);
                assert!(english || !help.contains(word), "{words:?}: {word}");
            }
            if lang == Lang::En {
                assert!(!help.contains(is_letter_of_vietnamese), "{words:?}: {help}");
            }
            for line in help.lines() {
                assert!(line.chars().count() <= 80, "{words:?}: {line}");
            }
        }
    }
}

/// English help quotes letters such as `…` and `·`, which are none.
fn is_letter_of_vietnamese(letter: char) -> bool {
    is_vietnamese(letter)
}
