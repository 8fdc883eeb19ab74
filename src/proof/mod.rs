//! Proves a criteria set, which reading it alone does not: bands without gap or overlap over
//! every value that can occur, points that only rise or only fall, maxima that can be reached
//! and lost, names and dates that exist. Ranges are worked out exactly, not sampled; what is
//! wrong is reported with figures for which it shows.

mod bands;
mod deadline;
mod ends;
mod graph;
mod leaf;
mod names;
mod polynomial;
mod reach;
mod witness;
mod years;

use crate::criteria::model::{CriteriaSet, Provenance};
use crate::diagnostic::{At, Code, Diagnostic, Place, Problems};
use crate::text::lang::text;

/// Proves a set for every year it applies to. What cannot be upheld goes to `problems`.
pub fn prove(set: &CriteriaSet, problems: &Problems) {
    for (_, node, leaf) in set.leaves() {
        leaf::Proof {
            set,
            node,
            leaf,
            problems,
        }
        .run();
    }
    for (node, remark) in set.remarks() {
        let text = &remark.text;
        let message = match node.map(|node| &node.code) {
            Some(code) => text!(
                "cần xem lại {code}: {text}",
                "to be reviewed, {code}: {text}"
            ),
            None => text!("cần xem lại: {text}", "to be reviewed: {text}"),
        };
        let help = text!(
            "đối chiếu với quyết định, sửa nếu cần, rồi xóa dòng này khỏi `review`",
            "compare it with the decision, mend what is wrong, then remove this line from `review`"
        );
        problems.add(Diagnostic::at(Code::ToReview, remark.place.clone(), message).help(help));
    }
    names::of_set(set, problems);
    years::other_years(set, problems);
    if set.provenance == Provenance::Official && set.basis.is_empty() {
        let place = Place {
            file: set.source.clone(),
            at: At::File,
        };
        let message = text!(
            "bộ tiêu chí ghi `official` mà không nêu quyết định nào",
            "the set says `official` and names no decision"
        );
        let help = text!(
            "thêm `basis: [{{ number: …, issued: …, title: … }}]`, hoặc sửa `provenance`",
            "add `basis: [{{ number: …, issued: …, title: … }}]`, or mend `provenance`"
        );
        problems.add(Diagnostic::at(Code::NoBasis, place, message).help(help));
    }
}
