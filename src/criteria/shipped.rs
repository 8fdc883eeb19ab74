//! The criteria sets that come with the program, embedded byte for byte.

use std::sync::Arc;

use crate::diagnostic::SourceFile;

/// Id and text of each shipped set.
const SETS: [(&str, &str); 4] = [
    (
        "an-giang-xa-2023",
        include_str!("../../criteria/an-giang-xa-2023.yaml"),
    ),
    (
        "qd-766-cap-xa",
        include_str!("../../criteria/qd-766-cap-xa.yaml"),
    ),
    (
        "khung-cap-xa-2025",
        include_str!("../../criteria/khung-cap-xa-2025.yaml"),
    ),
    ("papi-tinh", include_str!("../../criteria/papi-tinh.yaml")),
];

/// The ids of the shipped sets.
pub fn ids() -> impl Iterator<Item = &'static str> + Clone {
    SETS.iter().map(|(id, _)| *id)
}

/// The text of a shipped set, byte for byte.
pub fn text(id: &str) -> Option<&'static str> {
    let (_, text) = SETS.iter().find(|(known, _)| *known == id)?;
    Some(text)
}

/// The file of a shipped set.
pub fn find(id: &str) -> Option<Arc<SourceFile>> {
    let text = text(id)?;
    let (file, _) = SourceFile::new(format!("criteria/{id}.yaml"), text.as_bytes());
    Some(Arc::new(file))
}
