//! What a template may ask of a result, and how it is told what it may not.

use serde_json::json;

use super::{Unusable, render};
use crate::text::lang::Lang;

fn filled(template: &str) -> Result<String, Unusable> {
    let text = r#"{"year": 2023, "total": {"points": 91.84, "max": 100, "class": null},
        "nodes": [{"code": "1", "points": 10.85}, {"code": "2", "points": 9.5}]}"#;
    let result: serde_json::Value = serde_json::from_str(text).unwrap_or_else(|_| json!({}));
    render(template, "bao-cao.md.j2", &result, Lang::Vi)
}

#[test]
fn numbers_are_exact_and_in_the_marks_of_the_language() {
    let of = |template: &str| filled(template).unwrap_or_else(|error| format!("{error:?}"));
    assert_eq!(
        of("{{ year }}: {{ total.points }}/{{ total.max }}"),
        "2023: 91,84/100"
    );
    // 10.85 + 9.5 = 20.35; 100 - 91.84 = 8.16
    assert_eq!(of("{{ nodes | map(attribute='points') | sum }}"), "20,35");
    assert_eq!(
        of("{{ total.max | minus(total.points) | fixed(3) }}"),
        "8,160"
    );
    assert_eq!(of("{{ total.max | fixed }}"), "100,00");
    assert_eq!(of("{{ '1878' | grouped }}"), "1.878");
    // 10.85 is above 9.5: numbers are compared as such, not as text.
    let sorted = "{% for n in nodes | sort(attribute='points') %}{{ n.code }}{% endfor %}";
    assert_eq!(of(sorted), "21");
    let compared = "{{ total.points is above(91.83) }} {{ total.points is above(91.84) }} {{ total.points is below(92) }}";
    assert_eq!(of(compared), "True False True");
    assert_eq!(of("{% if total.class is none %}–{% endif %}"), "–");
}

#[test]
fn what_the_result_does_not_have_is_an_error_with_its_line() {
    for (template, line, words) in [
        ("a\n{{ diem }}", 2, "undefined"),
        ("{{ total.diem }}", 1, "undefined"),
        ("{% for %}", 1, "syntax"),
        ("\n\n{{ year | fixed('x') }}", 3, "invalid"),
        ("{{ total.class | fixed }}", 1, "no number"),
    ] {
        let error = filled(template).expect_err(template);
        assert_eq!(error.line, Some(line), "{template}: {error:?}");
        let said = error.text("mau.j2");
        let said = said.get(Lang::Vi);
        assert!(said.contains(&format!("mau.j2:{line}")), "{said}");
        assert!(error.detail.contains(words), "{template}: {error:?}");
    }
}

#[test]
fn a_page_is_escaped_and_a_text_is_not() {
    let result = json!({"unit": "<b>Phú Mỹ</b>"});
    let of = |name| render("{{ unit }}", name, &result, Lang::Vi).unwrap_or_default();
    assert_eq!(of("trang.html.j2"), "&lt;b&gt;Phú Mỹ&lt;&#x2f;b&gt;");
    assert_eq!(of("trang.md.j2"), "<b>Phú Mỹ</b>");
}
