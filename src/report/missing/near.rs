//! Files that are there and may be meant: near misses of what rows name, and files in the
//! folder of the leaf that no row names. A suggestion only.

use super::Words;
use crate::evidence::facts::Found;
use crate::evidence::near::question;
use crate::report::measures::{Act, Measure};

impl Words<'_> {
    /// What to ask about a task, a line each.
    pub(super) fn near(self, measure: &Measure<'_>) -> Vec<String> {
        let lang = self.said.view.lang;
        let (Some(attachments), Act::Documents(wanted)) = (
            self.said.view.submission.attachments.as_deref(),
            &measure.act,
        ) else {
            return Vec::new();
        };
        let mut lines: Vec<String> = Vec::new();
        let rows = wanted.iter().flat_map(|one| &one.judged.documents);
        let files = rows
            .flat_map(|document| &document.rows)
            .flat_map(|row| &row.files);
        for file in files.filter(|file| file.found == Found::Absent) {
            let guesses = attachments.near().of_path(&file.path);
            lines.extend(question(&guesses).map(|text| text.get(lang).to_owned()));
        }
        if lines.is_empty() {
            let unused = attachments.unused();
            let folders = measure.leaves.iter().map(|leaf| {
                let folder = attachments.folder_of(leaf.code.as_str());
                format!("{folder}/")
            });
            let folders: Vec<String> = folders.collect();
            let here = unused.into_iter().filter(|path| {
                folders
                    .iter()
                    .any(|folder| path.starts_with(folder.as_str()))
            });
            let here: Vec<&str> = here.take(3).collect();
            if !here.is_empty() {
                let paths = here.join(", ");
                lines.push(lang.pick(
                    format!("có tệp chưa khai ở đó: {paths}"),
                    format!("files there that no row names: {paths}"),
                ));
            }
        }
        lines.sort();
        lines.dedup();
        lines
    }
}
