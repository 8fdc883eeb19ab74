//! Rows that could be written for attachments which no row declares: what folder, name and
//! content of each say, for a person to review. Nothing here is ever counted.

use jiff::civil::Date;

use crate::content::{Content, Reading};
use crate::criteria::documents::Document;
use crate::criteria::model::{CriteriaSet, Leaf, Node};
use crate::evidence::attachments::{Attachments, is_folder_of};
use crate::evidence::contents::{Looking, see};
use crate::evidence::symbol::{self, Symbol};
use crate::text::fold;
use crate::text::lang::{Text, text};

/// A row that could be written.
#[derive(Clone, Debug)]
pub struct Proposal<'s> {
    /// The leaf whose folder the file lies in.
    pub leaf: Option<&'s Node>,
    /// The document that the folder or the type of the symbol says.
    pub document: Option<&'s Document>,
    /// The symbol: of the content, else of the file's name.
    pub number: Option<String>,
    /// The day of issue in the content.
    pub issued: Option<Date>,
    /// The file's path below the attachments folder.
    pub path: String,
    /// What a person should know of it.
    pub notes: Vec<Text>,
}

/// Proposes a row for every file that no row declares, by path.
pub fn propose<'s>(
    set: &'s CriteriaSet,
    attachments: &Attachments,
    looking: &Looking,
) -> Vec<Proposal<'s>> {
    let unused = attachments.unused();
    let paths: Vec<String> = unused.iter().map(|path| (*path).to_owned()).collect();
    let seen = see(&paths, attachments, looking);
    let propose = |path: String| {
        let content = seen.get(&path).and_then(Option::as_deref);
        of_file(set, path, content)
    };
    paths.into_iter().map(propose).collect()
}

fn of_file<'s>(set: &'s CriteriaSet, path: String, content: Option<&Content>) -> Proposal<'s> {
    let folders: Vec<&str> = path.split('/').collect();
    let (name, folders) = folders.split_last().unwrap_or((&"", &[]));
    let owner = folders.first().and_then(|folder| {
        let leaves = set.leaves();
        let mut own = leaves.filter(|(_, node, _)| is_folder_of(folder, node.code.as_str()));
        own.next().map(|(_, node, leaf)| (node, leaf))
    });
    let heading = content.and_then(|content| match &content.reading {
        Reading::Text(heading) => Some(heading),
        _ => None,
    });
    let inside = heading.and_then(|heading| heading.symbol.clone());
    let number = inside
        .clone()
        .or_else(|| Some(Symbol::parse(name)?.to_string()));
    let document = owner.and_then(|(_, leaf)| document(leaf, folders.get(1), number.as_deref()));
    let mut notes = content.map(notes).unwrap_or_else(|| vec![unreadable()]);
    if inside.is_none() && number.is_some() {
        notes.push(text!(
            "số ký hiệu theo tên tệp",
            "symbol by the file's name"
        ));
    }
    if owner.is_none() {
        notes.push(text!(
            "không nằm trong thư mục của chỉ tiêu nào",
            "not in the folder of a leaf"
        ));
    }
    Proposal {
        leaf: owner.map(|(node, _)| node),
        document,
        number,
        issued: heading.and_then(|heading| heading.issued),
        path,
        notes,
    }
}

/// The document that a folder is called like, else the only one of the symbol's type, else the
/// only one there is.
fn document<'s>(
    leaf: &'s Leaf,
    folder: Option<&&str>,
    number: Option<&str>,
) -> Option<&'s Document> {
    let all: Vec<&Document> = leaf.accepted().collect();
    let called = folder.and_then(|folder| {
        let key = fold::key(folder);
        let named = |document: &&&Document| {
            fold::key(&document.id) == key || fold::key(&document.name) == key
        };
        all.iter().find(named).copied()
    });
    let only = |documents: Vec<&'s Document>| match documents.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    called.or_else(|| {
        let fits = |document: &&&Document| {
            number.is_some_and(|number| symbol::has_type(number, &document.types))
        };
        let of_type: Vec<&Document> = all.iter().filter(fits).copied().collect();
        let open = |document: &&&Document| document.types.is_empty();
        match only(of_type) {
            Some(document) => Some(document),
            None if number.is_none() || all.iter().any(|document| open(&document)) => only(all),
            None => None,
        }
    })
}

fn unreadable() -> Text {
    text!("không đọc được tệp", "the file cannot be read")
}

fn notes(content: &Content) -> Vec<Text> {
    let fault = content.fault.iter().map(crate::content::Fault::text);
    let archive = content.archive.iter().map(|archive| archive.text());
    let unread = content.reading.text().filter(|_| content.fault.is_none());
    let signature = content
        .signature
        .iter()
        .map(crate::content::Signature::text);
    fault
        .chain(archive)
        .chain(unread)
        .chain(signature)
        .collect()
}
