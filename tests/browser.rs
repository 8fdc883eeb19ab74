//! The page in Chromium: what only a browser can say of it. Run by name
//! (`cargo test --test browser`), for not every machine has Chromium; without one it fails.
//! `PARINDEX_CHROMIUM` names the program; otherwise `chromium` is taken.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "support/chromium.rs"]
mod chromium;

use std::path::{Path, PathBuf};
use std::process::Command;

use chromium::Chromium;
use serde_json::{Value, json};

fn parindex(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_parindex"))
        .args(["score", "examples/phu-my-2023"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The page of Phú Mỹ in a folder of its own.
fn page(folder: &Path) -> PathBuf {
    let path = folder.join("ket-qua.html");
    parindex(&["-o", path.to_str().unwrap()]);
    path
}

fn opened(fragment: &str) -> (tempfile::TempDir, Chromium) {
    let folder = tempfile::tempdir().unwrap();
    let path = page(folder.path());
    let mut browser = Chromium::start(folder.path());
    browser.open(&format!("file://{}{fragment}", path.display()));
    (folder, browser)
}

fn result() -> Value {
    serde_json::from_str(&parindex(&["--format", "json"])).unwrap()
}

/// The codes of the leaves of the JSON of which `which` holds.
fn leaves(result: &Value, which: impl Fn(&Value) -> bool) -> Vec<String> {
    let nodes = result["nodes"].as_array().unwrap().iter();
    let leaves = nodes.filter(|node| node["leaf"] == true && which(node));
    leaves
        .map(|node| node["code"].as_str().unwrap().to_owned())
        .collect()
}

/// The codes of the leaves whose rows are seen.
const SEEN: &str = "[...document.querySelectorAll('#score-table tr.leaf')]
    .filter((row) => row.checkVisibility()).map((row) => row.id)";

/// Chooses or writes something in a control, as a person would.
fn enter(control: &str, value: &Value) -> String {
    format!(
        "(() => {{
            const control = document.getElementById('{control}');
            if (control.type === 'checkbox') control.checked = {value};
            else if (control.options) control.selectedIndex =
                [...control.options].findIndex((one) => one.text.startsWith({value}));
            else control.value = {value};
            control.dispatchEvent(new Event('input', {{ bubbles: true }}));
        }})()"
    )
}

#[test]
fn the_page_opens_without_a_complaint_and_shows_every_leaf() {
    let (_folder, mut browser) = opened("");
    let result = result();
    let all = leaves(&result, |_| true);
    assert_eq!(all.len(), 48);
    assert_eq!(browser.ask(SEEN), json!(all));
    assert_eq!(
        browser.ask("document.getElementById('filter-count').textContent"),
        "Đang hiện 48/48 chỉ tiêu."
    );
    assert_eq!(browser.complaints(), Vec::<Value>::new());
    // A complaint would be seen: the page's policy refuses any other script.
    browser.ask(
        "document.body.append(Object.assign(document.createElement('script'), { text: '1' }))",
    );
    assert_eq!(browser.complaints().len(), 1);
}

#[test]
fn filters_leave_exactly_the_rows_that_are_asked_for() {
    let (_folder, mut browser) = opened("");
    let result = result();
    let losses = result["losses"].as_array().unwrap();
    let role = "Chủ tịch UBND";
    let of_role = leaves(&result, |node| node["owner"] == role);
    assert_eq!(of_role.len(), 6);
    browser.ask(&enter("filter-owner", &json!(role)));
    assert_eq!(browser.ask(SEEN), json!(of_role));
    // The nodes they stand under are seen, no others.
    let above = "[...document.querySelectorAll('#score-table tr.inner')]
        .filter((row) => row.checkVisibility())
        .every((row) => document.querySelector(`tr.leaf:not([hidden])[id^='${row.id}.']`))";
    assert_eq!(browser.ask(above), true);

    browser.ask(&enter("filter-owner", &json!("Tất cả")));
    browser.ask(&enter("filter-lost", &json!(true)));
    let lost = leaves(&result, |node| {
        losses.iter().any(|loss| loss["criterion"] == node["code"])
    });
    assert_eq!(lost.len(), 8);
    assert_eq!(browser.ask(SEEN), json!(lost));

    browser.ask(&enter("filter-field", &json!("2 ")));
    assert_eq!(browser.ask(SEEN), json!(["2.3.1", "2.3.2"]));
    browser.ask("document.querySelector('#score-filter [type=reset]').click()");
    browser.ask("new Promise((done) => setTimeout(done, 50))");
    assert_eq!(browser.ask(SEEN), json!(leaves(&result, |_| true)));
}

#[test]
fn a_search_needs_no_diacritics() {
    let (_folder, mut browser) = opened("");
    for words in [
        "ban biên tập trang thông tin",
        "TRANG THONG TIN ban bien tap",
    ] {
        browser.ask(&enter("filter-words", &json!(words)));
        assert_eq!(browser.ask(SEEN), json!(["3.3.1"]), "{words}");
    }
    browser.ask(&enter("filter-words", &json!("798/802")));
    assert_eq!(browser.ask(SEEN), json!(["3.4.1"]));
    browser.ask(&enter("filter-words", &json!("không nơi nào có")));
    assert_eq!(browser.ask(SEEN), json!([]));
    assert_eq!(
        browser.ask("document.getElementById('filter-count').textContent"),
        "Đang hiện 0/48 chỉ tiêu."
    );
}

#[test]
fn a_link_opens_its_leaf_even_where_a_filter_hides_it() {
    let (_folder, mut browser) = opened("#2.3.1");
    let open = "[...document.querySelectorAll('#score-table details[open]')]
        .map((one) => one.closest('tr').id)";
    assert_eq!(browser.ask(open), json!(["2.3.1"]));
    let top = "(() => {
        const place = document.getElementById('2.3.1').getBoundingClientRect();
        return place.top >= 0 && place.top < innerHeight / 2;
    })()";
    assert_eq!(browser.ask(top), true);
    // Marked: it looks different from its neighbour.
    let marked = "getComputedStyle(document.getElementById('2.3.1')).backgroundColor
        !== getComputedStyle(document.getElementById('2.3.2')).backgroundColor";
    assert_eq!(browser.ask(marked), true);

    browser.ask(&enter("filter-field", &json!("9 ")));
    assert_eq!(browser.ask("document.getElementById('4.2.1').hidden"), true);
    browser.ask("document.querySelector('main a[href=\"#4.2.1\"]').click()");
    browser.ask("new Promise((done) => setTimeout(done, 50))");
    assert_eq!(
        browser.ask("document.getElementById('4.2.1').hidden"),
        false
    );
    assert_eq!(browser.ask(open), json!(["2.3.1", "4.2.1"]));
}

/// Tab reaches the way to the table first, and then everything that can be pressed.
#[test]
fn the_keyboard_reaches_everything() {
    let (_folder, mut browser) = opened("");
    browser.press("Tab", 9);
    let focused = "document.activeElement.getAttribute('href')";
    assert_eq!(browser.ask(focused), "#score-table");
    browser.press("Enter", 13);
    browser.press("Tab", 9);
    assert_eq!(browser.ask("document.activeElement.id"), "filter-words");
    for _ in 0..7 {
        browser.press("Tab", 9);
    }
    // Owner, field, losses, three buttons; then the first leaf.
    assert_eq!(
        browser.ask("document.activeElement.closest('tr')?.id"),
        "1.1.1"
    );
    assert_eq!(
        browser.ask("getComputedStyle(document.activeElement).outlineStyle"),
        "solid"
    );
    browser.press("Enter", 13);
    assert_eq!(
        browser.ask("document.activeElement.parentElement.open"),
        true
    );
}

/// Text of at least 4.5 : 1 on what is behind it (WCAG 2.2, 1.4.3), all of it opened.
#[test]
fn text_stands_out_by_day_and_by_night() {
    let (_folder, mut browser) = opened("#2.3.1");
    browser.ask("document.getElementById('filter-open').click()");
    for scheme in ["light", "dark"] {
        browser.prefer(scheme);
        let (checked, faint) = {
            let found = browser.ask(include_str!("support/contrast.js"));
            (found["checked"].as_u64().unwrap(), found["faint"].clone())
        };
        assert!(checked > 500, "{scheme}: {checked}");
        assert_eq!(faint, json!([]), "{scheme}");
    }
}

/// Nothing is wider than a telephone.
#[test]
fn nothing_is_cut_off_on_a_narrow_screen() {
    let (_folder, mut browser) = opened("");
    for width in [320, 400, 1280] {
        browser.resize(width, 900);
        browser.ask("document.getElementById('filter-open').click()");
        let fits = "document.documentElement.scrollWidth === document.documentElement.clientWidth";
        assert_eq!(browser.ask(fits), true, "{width}");
    }
}

/// On paper everything stands opened, whatever the filter, and there is nothing to press.
#[test]
fn paper_shows_everything_and_no_controls() {
    let (_folder, mut browser) = opened("");
    browser.ask(&enter("filter-field", &json!("9 ")));
    browser.media("print");
    let result = result();
    assert_eq!(browser.ask(SEEN), json!(leaves(&result, |_| true)));
    let pressed = "[...document.querySelectorAll('input, select, button, .skip, .screen')]
        .filter((one) => one.checkVisibility()).length";
    assert_eq!(browser.ask(pressed), 0);
    // By style alone, before any script opens anything.
    let folded = "[...document.querySelectorAll('details > :not(summary)')]
        .filter((one) => one.getBoundingClientRect().height === 0).length";
    assert_eq!(browser.ask(folded), 0);

    browser.media("");
    assert_eq!(
        browser.ask(SEEN).as_array().unwrap().len(),
        leaves(&result, |node| {
            node["code"].as_str().unwrap().starts_with("9.")
        })
        .len()
    );
    let pdf = browser.print();
    let document = lopdf::Document::load_mem(&pdf).unwrap();
    let pages = document.get_pages().len();
    assert!((5..=20).contains(&pages), "{pages} pages");
    assert_eq!(
        browser.ask("document.querySelectorAll('details[open]').length"),
        0
    );
}
