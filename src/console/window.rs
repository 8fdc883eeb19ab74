//! Whether a window opened for this program alone, and would close before anybody has read it.

use super::Environment;

/// Whether the window was opened for this program alone, by a double-click: no shell says that
/// it started it. That is told from what each shell leaves in the environment: cmd `PROMPT`,
/// PowerShell a folder of the user's in `PSModulePath`, others `SHLVL` or `MSYSTEM`, terminals
/// their session. Elsewhere than on Windows a double-click opens no window.
pub fn is_own_window(environment: &Environment<'_>) -> bool {
    let shells = [
        "PROMPT",
        "SHLVL",
        "MSYSTEM",
        "WT_SESSION",
        "TERM_PROGRAM",
        "CI",
    ];
    environment.windows && !environment.any(&shells) && !is_in_powershell(environment)
}

fn is_in_powershell(environment: &Environment<'_>) -> bool {
    let modules = environment.get("PSModulePath").unwrap_or_default();
    let home = environment.get("USERPROFILE").unwrap_or_default();
    let (modules, home) = (modules.to_lowercase(), home.to_lowercase());
    let own = |folder: &str| !home.is_empty() && folder.starts_with(&home);
    // Documents may lie on a server, or be kept in step with one.
    let documents = |folder: &str| folder.contains("\\documents\\");
    modules
        .split(';')
        .any(|folder| own(folder) || documents(folder))
}

/// Whether to wait for Enter before the program ends: never in a pipe or script, nor where a
/// shell goes on afterwards.
pub fn waits(
    no_arguments: bool,
    stdin_is_terminal: bool,
    screen_is_terminal: bool,
    own_window: bool,
) -> bool {
    no_arguments && stdin_is_terminal && screen_is_terminal && own_window
}

#[cfg(test)]
mod tests {
    use super::super::tests::ask;
    use super::*;

    const HOME: (&str, &str) = ("USERPROFILE", r"C:\Users\xa");
    const MACHINE: &str = r"C:\Program Files\WindowsPowerShell\Modules;C:\WINDOWS\system32\WindowsPowerShell\v1.0\Modules";

    #[test]
    fn a_shell_is_known_by_what_it_leaves() {
        let own: [&[(&str, &str)]; 2] = [&[HOME], &[HOME, ("PSModulePath", MACHINE)]];
        for set in own {
            assert!(ask(true, set, is_own_window), "{set:?}");
            assert!(!ask(false, set, is_own_window), "{set:?}");
        }
        let of_user = format!(r"C:\users\Xa\Documents\WindowsPowerShell\Modules;{MACHINE}");
        let on_server = format!(r"\\may-chu\xa\Documents\PowerShell\Modules;{MACHINE}");
        let shells: [&[(&str, &str)]; 6] = [
            &[HOME, ("PROMPT", "$P$G")],
            &[HOME, ("PSModulePath", &of_user)],
            &[HOME, ("PSModulePath", &on_server)],
            &[HOME, ("SHLVL", "1")],
            &[HOME, ("WT_SESSION", "x")],
            &[HOME, ("CI", "true")],
        ];
        for set in shells {
            assert!(!ask(true, set, is_own_window), "{set:?}");
        }
    }

    #[test]
    fn nobody_is_kept_waiting_who_has_no_window_to_read() {
        assert!(waits(true, true, true, true));
        for answers in [
            [false, true, true, true],
            [true, false, true, true],
            [true, true, false, true],
            [true, true, true, false],
        ] {
            let [no_arguments, stdin, screen, own] = answers;
            assert!(!waits(no_arguments, stdin, screen, own), "{answers:?}");
        }
    }
}
