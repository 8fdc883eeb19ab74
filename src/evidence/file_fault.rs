//! What is wrong with a `file` cell that leads to no file, and what to do about it.

use crate::diagnostic::Code;
use crate::evidence::attachments::{Attachments, Lookup};
use crate::evidence::facts::Found;
use crate::evidence::near;
use crate::text::lang::{Text, text};

/// The most letters of a cell that a message repeats.
const SHOWN: usize = 120;

/// Words what was found for a part of a cell; `leaf` is the code of the leaf that the row
/// serves. `None` where there is a file.
pub(super) fn of(
    found: &Lookup,
    part: &str,
    attachments: &Attachments,
    leaf: Option<&str>,
) -> Option<(Code, Text, Text)> {
    let shown = shortened(part);
    Some(match found {
        Lookup::One(file) if file.found == Found::Absent => {
            let path = shortened(&file.path);
            let message = text!(
                "không thấy tệp `{path}` trong thư mục đính kèm",
                "no file `{path}` below the attachments folder"
            );
            let near = near::question(&attachments.near().of_path(&file.path));
            let help = near.unwrap_or_else(|| {
                text!(
                    "chép tệp vào thư mục đính kèm, hoặc sửa tên ở ô này",
                    "copy the file into the attachments folder, or mend the name here"
                )
            });
            (Code::FileNotFound, message, help)
        }
        Lookup::One(_) => return None,
        Lookup::Outside { name } => {
            let message = text!(
                "`{shown}` nằm ngoài thư mục đính kèm nên không được đọc",
                "`{shown}` lies outside the attachments folder and is not read"
            );
            let help = where_to_copy(name, attachments, leaf);
            (Code::FileOutsideRoot, message, help)
        }
        Lookup::Invalid(reason) => {
            let why = reason.message();
            let message = Text::each(|lang| format!("`{shown}`: {}", why.get(lang)));
            (Code::FileNotFound, message, reason.help())
        }
        Lookup::Several(paths) => {
            let list = paths.join(", ");
            let message = text!(
                "có nhiều tệp tên `{shown}`: {list}",
                "several files are called `{shown}`: {list}"
            );
            let help = text!("ghi cả đường dẫn", "write the whole path");
            (Code::AmbiguousFile, message, help)
        }
    })
}

/// The folder and the path to write, and whether such a file is there already.
fn where_to_copy(name: &str, attachments: &Attachments, leaf: Option<&str>) -> Text {
    let root = attachments.name();
    let folder = leaf.map(|code| format!("{}/", attachments.folder_of(code)));
    let folder = folder.unwrap_or_default();
    let near = near::question(&attachments.near().of_path(name));
    let there = attachments.contains(&format!("{folder}{name}"));
    let name = shortened(name);
    if name.is_empty() {
        return text!(
            "chép tệp vào `{root}/{folder}` và ghi đường dẫn từ thư mục `{root}`",
            "copy the file to `{root}/{folder}` and write its path below `{root}`"
        );
    }
    let copy = text!(
        "chép `{name}` vào `{root}/{folder}` rồi ghi `{folder}{name}` ở ô này",
        "copy `{name}` to `{root}/{folder}` and write `{folder}{name}` here"
    );
    match near {
        None => copy,
        // It would be copied over that file.
        Some(near) if there => near,
        Some(near) => Text::each(|lang| {
            let (near, copy) = (near.get(lang), copy.get(lang));
            lang.pick(
                format!("{near} Nếu không: {copy}"),
                format!("{near} If not: {copy}"),
            )
        }),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
