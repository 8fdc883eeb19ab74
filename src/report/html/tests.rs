//! That text stays text, and that a table says what is in it.

use maud::html;

use super::table::{Row, numbers, table, words};
use super::{STYLE, fields, node};
use crate::points::Exact;

#[test]
fn no_text_becomes_a_mark() {
    let shown = node("1\"1", "<script>alert('a')</script> & <b>").into_string();
    assert_eq!(
        shown,
        "<span class=\"node\"><span class=\"code\">1&quot;1</span> \
         <span>&lt;script&gt;alert('a')&lt;/script&gt; &amp; &lt;b&gt;</span></span>"
    );
}

/// A column's name stands in an attribute of each of its cells.
#[test]
fn no_name_of_a_column_leaves_its_attribute() {
    let columns = [words("Mã"), numbers("\" onload=\"x")];
    let row = Row::new(vec![html! { "1.1" }, html! { (2) }]);
    let shown = table("<i>", &columns, &[row], None).into_string();
    assert!(shown.contains("data-label=\"&quot; onload=&quot;x\">2</td>"));
    assert!(shown.contains("<caption>&lt;i&gt;</caption>"));
    assert!(shown.contains("<th scope=\"row\" role=\"rowheader\">1.1</th>"));
}

#[test]
fn a_bar_is_as_long_as_its_share() {
    let share = Exact::from(6) / Exact::from(7);
    let shown = fields::bar(&share).into_string();
    assert!(shown.contains("style=\"width:85.71%\""), "{shown}");
}

#[test]
fn the_style_loads_nothing_and_cannot_end_early() {
    for word in ["url(", "@import", "http", "</"] {
        assert!(!STYLE.contains(word), "{word}");
    }
}
