//! Every command with its options, and the exit codes.

use clap::{Arg, Command};
use parindex::text::lang::Lang;

use crate::{head, row};

pub(crate) fn page(lang: Lang) -> String {
    let mut program = parindex::cli::command(lang);
    program.build();
    let mut page = format!(
        "# {}\n\n{}.\n\n{}\n",
        lang.pick("Dòng lệnh", "Command line"),
        program.get_about().unwrap(),
        program.get_after_help().unwrap(),
    );
    page += lang.pick(
        "\nTrợ giúp in cùng nội dung: `parindex LỆNH --help`.\n",
        "\nHelp prints the same: `parindex COMMAND --help`.\n",
    );
    for command in program.get_subcommands() {
        section(command, "parindex", lang, &mut page);
    }
    page
}

fn section(command: &Command, above: &str, lang: Lang, page: &mut String) {
    let name = format!("{above} {}", command.get_name());
    let about = command.get_about().expect(&name);
    let usage = command.get_overridden_usage().expect(&name).to_string();
    *page += &format!(
        "\n## {name}\n\n{about}.\n\n```text\n{}\n```\n",
        usage.lines().map(str::trim).collect::<Vec<_>>().join("\n")
    );
    if let Some(notes) = command.get_after_help() {
        let notes = notes.to_string();
        *page += &if notes.contains('\n') {
            format!("\n```text\n{notes}\n```\n")
        } else {
            format!("\n{notes}\n")
        };
    }
    if command.get_subcommands().next().is_none() {
        options(command, lang, page);
    }
    for below in command.get_subcommands() {
        section(below, &name, lang, page);
    }
}

fn options(command: &Command, lang: Lang, page: &mut String) {
    let mut headings: Vec<&str> = Vec::new();
    for argument in command.get_arguments() {
        let heading = argument
            .get_help_heading()
            .expect("every argument has a heading");
        if !headings.contains(&heading) {
            headings.push(heading);
        }
    }
    // What every command has comes last.
    headings.sort_by_key(|heading| *heading == lang.pick("Tùy chọn", "Options"));
    for heading in headings {
        *page += &format!("\n**{heading}**\n");
        *page += &head(&[
            lang.pick("Tham số", "Argument"),
            lang.pick("Nghĩa", "Meaning"),
        ]);
        let of = |argument: &&Arg| argument.get_help_heading() == Some(heading);
        for argument in command.get_arguments().filter(of) {
            *page += &row(&[&format!("`{}`", shown(argument)), &meaning(argument)]);
        }
    }
}

/// `-o, --output TỆP`; `[THƯ_MỤC]`.
fn shown(argument: &Arg) -> String {
    let values = argument.get_value_names().unwrap_or_default();
    let value = values
        .iter()
        .map(|value| value.to_string())
        .collect::<Vec<_>>()
        .join(" ");
    let Some(long) = argument.get_long() else {
        return if argument.is_required_set() {
            value
        } else {
            format!("[{value}]")
        };
    };
    let short = argument
        .get_short()
        .map(|short| format!("-{short}, "))
        .unwrap_or_default();
    let takes = argument
        .get_num_args()
        .is_some_and(|number| number.takes_values());
    if takes {
        format!("{short}--{long} {value}")
    } else {
        format!("{short}--{long}")
    }
}

/// The help, and the values where neither it nor the name of the value lists them.
fn meaning(argument: &Arg) -> String {
    let help = argument
        .get_help()
        .expect("every argument has help")
        .to_string();
    let takes = argument
        .get_num_args()
        .is_some_and(|number| number.takes_values());
    let values = if takes {
        argument.get_possible_values()
    } else {
        Vec::new()
    };
    let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
    let listed = |name: &&str| help.contains(*name) || shown(argument).contains(*name);
    if names.iter().all(listed) {
        return help;
    }
    format!("{help} (`{}`)", names.join("`, `"))
}
