//! On which lines positions of a register's text stand: asked of few, when all is read.

use std::collections::BTreeMap;
use std::io::Read;

use crate::diagnostic::Problems;
use crate::evidence::register::input::Input;

/// The lines, from 1, on which positions of a register's text stand.
///
/// # Errors
/// Where the register cannot be read.
pub(super) fn lines_of(
    input: &Input,
    positions: &[u64],
    problems: &Problems,
) -> std::io::Result<Vec<usize>> {
    let Some(last) = positions.iter().max() else {
        return Ok(Vec::new());
    };
    let mut sorted: Vec<u64> = positions.to_vec();
    sorted.sort_unstable();
    let mut lines = BTreeMap::new();
    let mut count = |bytes: &mut dyn Read| -> std::io::Result<()> {
        let mut bytes = bytes.take(*last);
        let (mut at, mut line, mut next) = (0_u64, 1, 0);
        let mut buffer = vec![0; 64 << 10];
        loop {
            let read = bytes.read(&mut buffer)?;
            let mut from = 0;
            while next < sorted.len() && (sorted[next] < at + read as u64 || read == 0) {
                let to = usize::try_from(sorted[next] - at).unwrap_or(from).min(read);
                line += memchr::memchr_iter(b'\n', &buffer[from..to]).count();
                lines.insert(sorted[next], line);
                (from, next) = (to, next + 1);
            }
            if read == 0 {
                return Ok(());
            }
            line += memchr::memchr_iter(b'\n', &buffer[from..read]).count();
            at += read as u64;
        }
    };
    input.with_text(problems, &mut count)?.transpose()?;
    Ok(positions
        .iter()
        .map(|at| lines.get(at).copied().unwrap_or(1))
        .collect())
}
