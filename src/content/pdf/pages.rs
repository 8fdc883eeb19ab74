//! The first page of a PDF.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};

use super::objects::Objects;

/// How deep page trees nest at most; real ones have a few levels.
const DEEPEST: usize = 64;

/// The first page, if there is one.
pub(super) enum First {
    /// The page.
    Page(Page),
    /// The file has no page at all.
    None,
    /// The page tree cannot be followed.
    Unclear,
}

/// A page with what it takes over from the tree above it.
pub(super) struct Page {
    pub(super) dictionary: Dictionary,
    pub(super) resources: Dictionary,
}

/// Finds the first page below the catalog.
pub(super) fn first(objects: &Objects, catalog: &Dictionary) -> First {
    let Ok(root) = catalog.get(b"Pages") else {
        return First::None;
    };
    let mut walk = Walk {
        objects,
        seen: BTreeSet::new(),
        unclear: false,
    };
    match walk.first(root, &Dictionary::new(), DEEPEST) {
        Some(page) => First::Page(page),
        None if walk.unclear => First::Unclear,
        None => First::None,
    }
}

struct Walk<'a> {
    objects: &'a Objects<'a>,
    seen: BTreeSet<u32>,
    unclear: bool,
}

impl Walk<'_> {
    fn first(&mut self, node: &Object, inherited: &Dictionary, levels: usize) -> Option<Page> {
        if levels == 0 || matches!(node, Object::Reference((id, _)) if !self.seen.insert(*id)) {
            self.unclear = true;
            return None;
        }
        let Some(dictionary) = self.objects.as_dictionary(node) else {
            self.unclear = true;
            return None;
        };
        let own = self.objects.dictionary(&dictionary, b"Resources");
        let resources = own.as_ref().unwrap_or(inherited);
        let Ok(kids) = dictionary.get(b"Kids") else {
            if !dictionary.has_type(b"Page") && !dictionary.has(b"Contents") {
                self.unclear = true;
                return None;
            }
            let resources = resources.clone();
            return Some(Page {
                dictionary,
                resources,
            });
        };
        let Some(kids) = self.objects.as_array(kids) else {
            self.unclear = true;
            return None;
        };
        kids.iter()
            .find_map(|kid| self.first(kid, resources, levels - 1))
    }
}
