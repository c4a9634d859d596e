//! `ask`: one question for a person, a line of JSON each for a script.

use serde_json::{Value, json};
use trustfill::retrieval::{FEATURE_NAMES, GUARDS};

use crate::support::{ask, trustfill};

const KNOWN: &str = "Is stored data encrypted?";
const UNKNOWN: &str = "What colour is the canteen's parrot?";

fn asked(lines: &[Value]) -> Vec<Value> {
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let ran = ask().args(["--stdin", "--format", "json"]).input(input).success();
    ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_question_gets_its_line_in_order_with_the_id_it_came_with() {
    let ids = [json!("a"), json!(7), json!(null), json!("a"), json!({"row": 3})];
    let lines: Vec<Value> =
        ids.iter().map(|id| json!({"id": id, "section": "", "question": KNOWN})).collect();
    let got: Vec<Value> = asked(&lines).into_iter().map(|line| line["id"].clone()).collect();
    assert_eq!(got, ids);
}

#[test]
fn a_line_holds_the_agreed_fields_in_their_order() {
    let lines = asked(&[
        json!({"id": "1", "question": KNOWN}),
        json!({"id": "2", "question": UNKNOWN}),
        json!({"id": "3", "question": KNOWN, "choices": ["Yes", "No"]}),
    ]);
    let keys = |line: &Value| line.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let agreed = ["id", "decision", "confidence", "entry", "matches", "reasons"];
    for line in &lines {
        assert_eq!(keys(line)[..6], agreed);
        assert!((0.0..=1.0).contains(&line["confidence"].as_f64().unwrap()));
        assert!(line["reasons"].as_array().unwrap().iter().all(Value::is_string));
        for found in line["matches"].as_array().unwrap() {
            assert_eq!(keys(found), ["entry", "confidence"]);
        }
    }
    assert_eq!([&lines[0]["decision"], &lines[1]["decision"]], ["fill", "leave"]);
    assert_eq!(lines[0]["entry"], "encryption-at-rest");
    assert_eq!(
        lines[0]["matches"][0],
        json!({"entry": "encryption-at-rest", "confidence": lines[0]["confidence"]})
    );
    assert!(lines[1]["entry"].is_null() && lines[1].get("answer").is_none());
    assert_eq!(lines[2]["choice"], "Yes");
}

#[test]
fn matches_come_best_first_and_no_more_than_asked_for() {
    for (top, most) in [("1", 1), ("5", 5)] {
        let input = format!("{}\n", json!({"id": 1, "question": "How are logs protected and monitored?"}));
        let ran = ask().args(["--stdin", "--format", "json", "--top", top]).input(input).success();
        let line: Value = serde_json::from_str(&ran.stdout).unwrap();
        let found: Vec<f64> =
            line["matches"].as_array().unwrap().iter().map(|m| m["confidence"].as_f64().unwrap()).collect();
        assert_eq!(found.len(), most);
        assert!(found.is_sorted_by(|a, b| a >= b), "{found:?}");
    }
}

#[test]
fn one_question_is_the_same_line_as_on_standard_input() {
    let one = ask().args([KNOWN, "--format", "json", "--choice", "Ja", "--choice", "Nej"]).success().stdout;
    let many = asked(&[json!({"question": KNOWN, "choices": ["Ja", "Nej"]})]);
    assert_eq!(serde_json::from_str::<Value>(&one).unwrap(), many[0]);
    assert_eq!(one.lines().count(), 1);
}

#[test]
fn a_person_reads_answer_entry_and_what_held_it_back() {
    let filled = ask().arg(KNOWN).success().stdout;
    assert!(filled.contains("AES-256") && filled.contains("encryption-at-rest"), "{filled}");
    let held = ask().arg("Is stored data encrypted in accordance with FIPS 140-3?").success().stdout;
    assert!(held.contains("review:") && held.contains("framework: "), "{held}");
    let open = ask().arg(UNKNOWN).success().stdout;
    assert!(open.starts_with("No answer"), "{open}");
}

#[test]
fn explain_names_every_guard_and_every_signal() {
    let told = ask().args([KNOWN, "--explain"]).success().stdout;
    for guard in GUARDS {
        let named =
            told.lines().any(|l| l.trim_start().starts_with(&format!("guard {}", guard.code.as_str())));
        assert!(named, "{} is not named:\n{told}", guard.code.as_str());
    }
    for signal in FEATURE_NAMES {
        assert!(told.lines().any(|l| l.trim_start().starts_with(signal)), "{signal} is not named:\n{told}");
    }
}

#[test]
fn blank_lines_are_passed_over_and_a_bad_line_is_named() {
    let ran = ask().args(["--stdin", "--format", "json"]).input("\n{\"question\": \"x\"}\n\n").success();
    assert_eq!(ran.stdout.lines().count(), 1);
    for bad in ["{\"question\": \"x\"}\nnot json\n", "{\"question\": \"x\"}\n{\"id\": 1}\n"] {
        let ran = ask().args(["--stdin", "--format", "json"]).input(bad).ends_with(3);
        assert!(ran.stderr.contains("line 2"), "{}", ran.stderr);
    }
}

#[test]
fn an_empty_question_is_no_question() {
    for empty in ["", "  "] {
        ask().arg(empty).fails_with(2);
    }
    trustfill(["ask"]).ends_with(2);
}

#[test]
fn text_that_a_terminal_would_obey_is_no_part_of_an_error() {
    let ran = ask().args(["--stdin", "--format", "json"]).input("{\"question\": \u{1b}[31m}\n").fails_with(3);
    assert!(!ran.stderr.contains('\u{1b}'));
}

#[test]
fn no_input_gives_no_lines() {
    assert_eq!(ask().args(["--stdin", "--format", "json"]).success().stdout, "");
}
