//! `explain`: everything it says of a leaf is that of the result, its arithmetic recomputes to
//! the printed points, and what it says would raise the points does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use num_rational::BigRational;
use num_traits::{Signed, Zero};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn phu_my() -> PathBuf {
    Path::new(ROOT).join("examples/phu-my-2023")
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parindex"))
        .args(arguments)
        .output()
        .unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).unwrap()
}

/// An exact number from its decimals, comma or point.
fn number(text: &str) -> BigRational {
    let text = text.replace(',', ".");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits: num_bigint::BigInt = format!("{whole}{fraction}").parse().expect(&text);
    let scale = num_bigint::BigInt::from(10).pow(u32::try_from(fraction.len()).unwrap());
    BigRational::new(digits, scale)
}

/// Evaluates `3 − 0,15 × (7 − 6)`, written here for this test alone.
fn evaluate(text: &str) -> BigRational {
    let mut tokens: Vec<String> = Vec::new();
    // The dot marks thousands.
    for letter in text.chars().filter(|letter| *letter != '.') {
        match letter {
            '0'..='9' | ',' => match tokens.last_mut() {
                Some(last) if last.ends_with(|c: char| c.is_ascii_digit() || c == ',') => {
                    last.push(letter);
                }
                _ => tokens.push(letter.to_string()),
            },
            ' ' => tokens.push(" ".to_owned()),
            _ => tokens.push(letter.to_string()),
        }
    }
    tokens.retain(|token| token != " ");
    let mut at = 0;
    let value = sum(&tokens, &mut at);
    assert_eq!(at, tokens.len(), "{text}: {tokens:?}");
    value
}

fn sum(tokens: &[String], at: &mut usize) -> BigRational {
    let mut value = product(tokens, at);
    while let Some(sign) = tokens.get(*at).filter(|t| matches!(t.as_str(), "+" | "−")) {
        *at += 1;
        let next = product(tokens, at);
        value = if sign == "+" {
            value + next
        } else {
            value - next
        };
    }
    value
}

fn product(tokens: &[String], at: &mut usize) -> BigRational {
    let mut value = factor(tokens, at);
    while let Some(sign) = tokens.get(*at).filter(|t| matches!(t.as_str(), "×" | "/")) {
        *at += 1;
        let next = factor(tokens, at);
        value = if sign == "×" {
            value * next
        } else {
            value / next
        };
    }
    value
}

fn factor(tokens: &[String], at: &mut usize) -> BigRational {
    let token = &tokens[*at];
    *at += 1;
    match token.as_str() {
        "(" => {
            let value = sum(tokens, at);
            assert_eq!(tokens[*at], ")");
            *at += 1;
            value
        }
        "−" => -factor(tokens, at),
        _ => number(token),
    }
}

/// Every equation of every leaf holds, and the last step is the printed points.
#[test]
fn the_steps_recompute_to_the_printed_points() {
    let folder = phu_my();
    let result = json(&["explain", "--all", folder.to_str().unwrap()]);
    let mut equations = 0;
    for node in result["nodes"].as_array().unwrap() {
        let Some(steps) = node["steps"].as_array() else {
            continue;
        };
        let steps: Vec<&str> = steps.iter().map(|step| step.as_str().unwrap()).collect();
        for step in &steps {
            let Some((_, equation)) = step.split_once(": ") else {
                continue;
            };
            if let Some((left, right)) = equation.split_once(" = ") {
                assert_eq!(evaluate(left), evaluate(right), "{} {step}", node["code"]);
                equations += 1;
            } else if let Some((left, right)) = equation.split_once(" ≈ ") {
                // Shown with four decimals.
                let gap = (evaluate(left) - evaluate(right)).abs();
                assert!(gap <= number("0,00005"), "{} {step}", node["code"]);
                equations += 1;
            }
        }
        let Some(last) = steps.last() else { continue };
        let rounded = last.strip_prefix("làm tròn: ").expect(last);
        assert_eq!(
            number(rounded),
            number(&node["points"].to_string()),
            "{}",
            node["code"]
        );
    }
    assert!(equations > 20, "{equations}");
}

/// Each change it names is made in the table, and the leaf wins what was said.
#[test]
fn what_would_raise_the_points_does() {
    let folder = phu_my();
    let result = json(&["explain", "--all", folder.to_str().unwrap()]);
    let before = points(&json(&["score", folder.to_str().unwrap()]));
    let figures = std::fs::read_to_string(folder.join("so-lieu.csv")).unwrap();
    let mut tried = 0;
    for change in result["next"].as_array().unwrap() {
        let code = change["criterion"].as_str().unwrap();
        let figure = change["figure"].as_str().unwrap();
        let start = format!("{code},{figure},");
        let line = figures
            .lines()
            .find(|line| line.starts_with(&start))
            .expect(&start);
        let from = line[start.len()..].split(',').next().unwrap();
        let to = change["to"]
            .as_str()
            .map_or_else(|| change["to"].to_string(), ToOwned::to_owned);
        let changed = line.replacen(&format!("{start}{from}"), &format!("{start}{to}"), 1);
        let temporary = tempfile::tempdir().unwrap();
        let table = temporary.path().join("so-lieu.csv");
        std::fs::write(&table, figures.replace(line, &changed)).unwrap();
        let after = points(&json(&[
            "score",
            folder.to_str().unwrap(),
            "--figures",
            table.to_str().unwrap(),
        ]));
        let gain = &after[code] - &before[code];
        assert_eq!(
            gain,
            number(&change["gain"].to_string()),
            "{code} {figure} to {to}"
        );
        assert!(!gain.is_zero());
        tried += 1;
    }
    // 1.1.3 and 1.5.1 count, 3.4.1 is a rate of two counts, 4.2.1 has levels.
    assert_eq!(tried, 4);
}

fn points(result: &Value) -> BTreeMap<String, BigRational> {
    let nodes = result["nodes"].as_array().unwrap().iter();
    nodes
        .map(|node| {
            let code = node["code"].as_str().unwrap().to_owned();
            (code, number(&node["points"].to_string()))
        })
        .collect()
}

#[test]
fn the_trace_of_a_leaf_is_its_part_of_the_result() {
    let folder = phu_my();
    let folder = folder.to_str().unwrap();
    let whole = json(&["score", folder]);
    let trace = json(&["explain", "2.3.1", folder]);
    assert_eq!(trace["schema"], "parindex/explain/v1");
    for (list, key) in [
        ("nodes", "code"),
        ("losses", "criterion"),
        ("documents", "criterion"),
        ("figures", "criterion"),
    ] {
        let all = whole[list].as_array().unwrap().iter();
        let own: Vec<&Value> = all.filter(|one| one[key] == "2.3.1").collect();
        let said: Vec<&Value> = trace[list].as_array().unwrap().iter().collect();
        assert_eq!(said, own, "{list}");
    }
    assert_eq!(trace["documents"].as_array().unwrap().len(), 2);
}

#[test]
fn every_format_says_clause_facts_arithmetic_and_cause() {
    let folder = phu_my();
    let folder = folder.to_str().unwrap();
    for format in ["terminal", "markdown", "html"] {
        let said = printed(&["explain", "1.1.3", folder, "--format", format]);
        for part in [
            "2,85/3",
            "7 − 6 = 1",
            "so-lieu.csv dòng 4",
            "412/BC-UBND",
            "thêm 1 (thành 7): +0,15",
        ] {
            assert!(said.contains(part), "{format}: {part} in {said}");
        }
    }
    let inner = printed(&["explain", "1", folder]);
    let most = inner.find("1.5.1: 1,00").unwrap();
    assert!(most < inner.find("1.1.3: 0,15").unwrap(), "{inner}");
    let all = printed(&["explain", folder, "--all"]);
    let leaves = json(&["score", folder]);
    for node in leaves["nodes"].as_array().unwrap() {
        let title = format!(
            "{} {}",
            node["code"].as_str().unwrap(),
            node["name"].as_str().unwrap()
        );
        assert!(all.contains(&title), "{title}");
    }
}

#[test]
fn wrong_codes_and_arguments_are_told() {
    let folder = phu_my();
    let folder = folder.to_str().unwrap();
    for (arguments, words) in [
        (
            &["explain", "1.1.33", folder][..],
            "có phải ý bạn là `1.1.3`?",
        ),
        (&["explain", "a b", folder], "`a b` không phải một mã"),
        (&["explain"], "--all"),
        (&["explain", "1", folder, "--all"], "không dùng cùng mã"),
    ] {
        let output = run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty());
    }
}
