//! `parindex completions`: what a shell needs to complete command lines.

use clap::ArgMatches;
use clap_complete::{Shell, generate};

use crate::commands::output::{Look, Target};
use crate::commands::run::Exit;
use crate::criteria::shipped;

/// Writes the script for the shell that is asked for.
///
/// # Errors
/// Where the file exists already, or cannot be written.
pub fn run(matches: &ArgMatches, look: Look) -> anyhow::Result<Exit> {
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        Target::read(matches).write(script(*shell, look).as_bytes())?;
    }
    Ok(Exit::Done)
}

/// The script. Generators complete the names of a value or files: where the names are the ids of
/// shipped sets, a file of one's own is as good, so both are offered.
fn script(shell: Shell, look: Look) -> String {
    let mut bytes = Vec::new();
    let mut command = crate::cli::command(look.lang);
    generate(shell, &mut command, "parindex", &mut bytes);
    let script = String::from_utf8_lossy(&bytes).into_owned();
    let ids: Vec<&str> = shipped::ids().collect();
    let joined = ids.join(" ");
    match shell {
        // Beside files bash splits names at line ends alone.
        Shell::Bash => script.replace(
            &format!("compgen -W \"{joined}\""),
            &format!("compgen -f -W \"{}\"", ids.join("\n")),
        ),
        Shell::Zsh => script.replace(
            &format!(":({joined})'"),
            &format!(":{{compadd -- {joined}; _files}}'"),
        ),
        Shell::Fish => {
            let names: Vec<String> = ids.iter().map(|id| format!("{id}\\t''")).collect();
            let names = names.join("\n");
            script.replace(
                &format!("-r -f -a \"{names}\""),
                &format!("-r -F -a \"{names}\""),
            )
        }
        _ => script,
    }
}
