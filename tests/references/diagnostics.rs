//! Every code of a diagnostic: its severity, what it means, and its example under
//! `tests/invalid/`, with the act that mends it.

use parindex::diagnostic::{Code, Severity};
use parindex::text::lang::Lang;

use crate::read;

pub(crate) fn page(lang: Lang) -> String {
    let mut page = lang
        .pick(
            "# Lỗi và lưu ý\n\nMỗi lỗi, lưu ý có một mã cố định, in trong ngoặc vuông. **Lỗi**: không chấm, không ghi gì, mã thoát 2. \
             **Lưu ý**: chỉ nêu ra, mã thoát không đổi; `--quiet` thì không in.\n\nDưới mỗi mã là một ví dụ đúng như chương trình in, kèm cách sửa.\n",
            "# Errors and warnings\n\nEach has a stable code, printed in square brackets. **Errors**: nothing is scored or written, exit code 2. \
             **Warnings**: listed, the exit code does not change; `--quiet` leaves them out.\n\nBelow each code stands an example as the program prints it, with the act that mends it.\n",
        )
        .to_owned();
    for (severity, heading) in [
        (Severity::Error, lang.pick("Lỗi", "Errors")),
        (Severity::Warning, lang.pick("Lưu ý", "Warnings")),
    ] {
        page += &format!("\n## {heading}\n");
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            let (id, meaning) = (code.id(), code.meaning_in(lang));
            let example = example(id, lang);
            page += &format!("\n### {id}\n\n{meaning}\n\n```text\n{example}\n```\n");
        }
    }
    page
}

/// The first message of this code in its folder.
fn example(id: &str, lang: Lang) -> String {
    let name = lang.pick("thong-bao.txt", "message.txt");
    let all = read(&format!("tests/invalid/{id}/{name}"));
    let mut lines = all
        .lines()
        .skip_while(|line| !line.contains(&format!("[{id}]")));
    let first = lines.next().expect(id);
    // The next message starts at the margin, as `lỗi[…]` does.
    let rest = lines.take_while(|line| !line.contains("]: ") || line.starts_with([' ', '|']));
    let mut message = vec![first];
    message.extend(rest);
    while message.last().is_some_and(|line| line.trim().is_empty()) {
        message.pop();
    }
    message.join("\n")
}
