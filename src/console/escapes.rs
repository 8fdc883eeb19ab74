//! Colours on Windows: an old console prints their codes unless it is told to take them.

/// Tells the console to take codes for colours, and whether it does. Elsewhere than on Windows
/// every terminal does.
#[cfg(windows)]
pub fn takes_escapes() -> bool {
    use winapi_util::console::Console;
    // Both streams may lead to one console, and either may be redirected.
    let consoles = [Console::stdout(), Console::stderr()].into_iter().flatten();
    let mut told = consoles.map(|mut console| console.set_virtual_terminal_processing(true));
    // The terminals of other systems' programs on Windows are pipes to it and take them.
    told.any(|done| done.is_ok()) || std::env::var_os("TERM").is_some()
}

/// The same, where there is nothing to tell.
#[cfg(not(windows))]
pub fn takes_escapes() -> bool {
    true
}
