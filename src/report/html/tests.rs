//! That text stays text, and that a table says what is in it.

use maud::html;

use super::charts::Axis;
use super::table::{Row, numbers, table, words};
use super::{SCRIPT, STYLE, node};
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

/// Of four axes each stands a quarter of a turn further: up, right, down, left. Of six the second
/// stands at 60 degrees: sine √3/2 ≈ 0.866025, cosine 1/2; at a share of 4/5 and 100 from the
/// middle that is 80 × 0.866025 = 69.282 to the right and 40 up.
#[test]
fn axes_stand_at_equal_angles() {
    let whole = Exact::one();
    let shown: Vec<(String, String)> = (0..4)
        .map(|index| Axis::of(index, 4).point(&whole, 100))
        .collect();
    let wanted = [
        ("160.00", "60.00"),
        ("260.00", "160.00"),
        ("160.00", "260.00"),
        ("60.00", "160.00"),
    ];
    assert_eq!(shown, wanted.map(|(x, y)| (x.to_owned(), y.to_owned())));
    let share = Exact::from(4) / Exact::from(5);
    let (x, y) = Axis::of(1, 6).point(&share, 100);
    assert_eq!((x.as_str(), y.as_str()), ("229.28", "120.00"));
}

/// No mark begins in them, a carriage return would change what a browser hashes.
#[test]
fn the_script_is_taken_as_it_stands() {
    for text in [SCRIPT, STYLE] {
        assert!(!text.contains(['<', '\r']));
    }
    for word in ["innerHTML", "eval", "fetch(", "import"] {
        assert!(!SCRIPT.contains(word), "{word}");
    }
}

#[test]
fn the_style_loads_nothing_and_cannot_end_early() {
    for word in ["url(", "@import", "http", "</"] {
        assert!(!STYLE.contains(word), "{word}");
    }
}
