//! What finds rows of the score table. It works by the page's script, which brings it to sight;
//! on paper and without script it is not there.

use maud::{Markup, html};

use super::Page;
use crate::criteria::model::{Leaf, Node};

/// What the filter knows a row by.
pub(super) struct Known {
    /// The code of the field.
    pub(super) field: String,
    /// The position of the role that answers for the leaf, from 1; 0 for none.
    pub(super) owner: usize,
}

impl<'a> Page<'a> {
    /// The roles that answer for leaves, each with its person, in the order of the set.
    pub(super) fn owners(self) -> Vec<(&'a str, String)> {
        let mut owners: Vec<(&str, String)> = Vec::new();
        for (_, _, leaf) in self.said.view.set().leaves() {
            if let (Some(role), Some(shown)) = (leaf.owner.as_deref(), self.said.owner(leaf))
                && !owners.iter().any(|(known, _)| *known == role)
            {
                owners.push((role, shown));
            }
        }
        owners
    }

    /// What the filter knows a leaf by.
    pub(super) fn known(self, node: &Node, leaf: &Leaf, owners: &[(&str, String)]) -> Known {
        let nodes = &self.said.view.set().nodes;
        let parent = |of: &Node| of.parent.and_then(|index| nodes.get(index));
        let mut field = node;
        while let Some(above) = parent(field) {
            field = above;
        }
        let role = leaf.owner.as_deref();
        let owner = owners.iter().position(|(known, _)| Some(*known) == role);
        Known {
            field: field.code.as_str().to_owned(),
            owner: owner.map_or(0, |index| index + 1),
        }
    }

    pub(super) fn filter(self, owners: &[(&str, String)]) -> Markup {
        let set = self.said.view.set();
        let unowned = set.leaves().any(|(_, _, leaf)| leaf.owner.is_none());
        let shown = self.pick(
            "Đang hiện {shown}/{all} chỉ tiêu.",
            "{shown} of {all} leaves shown.",
        );
        html! {
            form.filter #score-filter role="search" hidden
                aria-label=(self.pick("Lọc bảng điểm", "Filter the score table")) {
                label {
                    (self.pick("Tìm", "Search"))
                    input #filter-words type="search" autocomplete="off"
                        placeholder=(self.pick("mã, tên, tài liệu; không cần dấu", "code, name, document"));
                }
                @if owners.len() + usize::from(unowned) > 1 {
                    label {
                        (self.pick("Phụ trách", "Owner"))
                        select #filter-owner {
                            option value="" { (self.pick("Tất cả", "All")) }
                            @for (index, (_, shown)) in (1..).zip(owners) {
                                option value=(index) { (shown) }
                            }
                            @if unowned { option value="0" { (self.pick("(chưa nêu)", "(not named)")) } }
                        }
                    }
                }
                label {
                    (self.said.field_word())
                    select #filter-field {
                        option value="" { (self.pick("Tất cả", "All")) }
                        @for (_, field) in set.fields() {
                            option value=(field.code) { (field.code) " " (self.said.name(field)) }
                        }
                    }
                }
                label.tick {
                    input #filter-lost type="checkbox";
                    span { (self.pick("Chỉ phần mất điểm", "Only what was lost")) }
                }
                div.acts {
                    button type="reset" { (self.pick("Bỏ lọc", "Clear")) }
                    button #filter-open type="button" { (self.pick("Mở mọi chi tiết", "Open all details")) }
                    button #filter-close type="button" { (self.pick("Thu gọn", "Close all")) }
                }
                p #filter-count role="status" data-words=(shown) {}
            }
        }
    }
}
