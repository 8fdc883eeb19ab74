//! The window that the program is started in: whether it shows signs beyond letters, whether it
//! takes colours, and whether it closes with the program. Decided from the environment, in this
//! place alone; results in files and pipes never depend on it.

mod escapes;
mod signs;
mod window;

pub use escapes::takes_escapes;
pub use signs::{in_ascii, shows_signs};
pub use window::{is_own_window, waits};

/// What variables of the environment say.
pub struct Environment<'e> {
    /// Whether the system is Windows.
    pub windows: bool,
    /// The value of a variable; `None` where it is not set.
    pub variable: &'e dyn Fn(&str) -> Option<String>,
}

impl Environment<'_> {
    /// Runs `ask` with that of this process.
    pub fn of_process<T>(ask: impl FnOnce(&Environment<'_>) -> T) -> T {
        ask(&Environment {
            windows: cfg!(windows),
            variable: &|name| std::env::var(name).ok(),
        })
    }

    /// The value of a variable that is set to something.
    fn get(&self, name: &str) -> Option<String> {
        (self.variable)(name).filter(|value| !value.is_empty())
    }

    /// Whether any of these is set to something.
    fn any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.get(name).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::Environment;

    /// Asks a question of an environment in which these variables are set.
    pub(super) fn ask<T>(
        windows: bool,
        set: &[(&str, &str)],
        question: impl Fn(&Environment<'_>) -> T,
    ) -> T {
        let variable = |name: &str| {
            let found = set.iter().find(|(key, _)| *key == name)?;
            Some(found.1.to_owned())
        };
        question(&Environment {
            windows,
            variable: &variable,
        })
    }
}
