//! What was sent before, against what is proposed now.

use serde_json::{Value, json};

use crate::apply::{apply, docket, filled, rule};
use crate::support::{Desk, EXAMPLES, Run, fill, trustfill};

const FIRST: &str = EXAMPLES[0];
const RECORD: &str = "acme-cloud-assessment.record.json";
const QUESTION: &str = "Do you encrypt stored data?";

/// A desk with what was sent for the first example, in which a filled row was answered by hand.
fn sent(answer: [&str; 3]) -> Desk {
    let desk = filled(FIRST);
    let first = docket(&desk, FIRST).rows.iter().find(|row| row.decision == "fill").unwrap().key.clone();
    rule(&desk, FIRST, |row| (row.key == first).then(|| answer.map(str::to_owned)));
    apply(&desk, FIRST).arg("--allow-open").ends_with(0);
    desk
}

fn again(desk: &Desk) -> Run {
    fill(FIRST).args(["--records", ".", "--force", "--carry", "--format", "json"]).in_dir(desk.path())
}

fn report(run: Run) -> Value {
    serde_json::from_str(&run.success().stdout).unwrap()
}

fn reasons(report: &Value) -> Vec<(&str, &str)> {
    let rows = report["rows"].as_array().unwrap().iter();
    rows.flat_map(|row| {
        let reasons = row["reasons"].as_array().unwrap().iter();
        reasons
            .filter(|reason| reason["code"] == "sent-otherwise")
            .map(|reason| (row["decision"].as_str().unwrap(), reason["detail"].as_str().unwrap()))
    })
    .collect()
}

#[test]
fn what_was_sent_in_the_same_words_is_no_reason() {
    let desk = filled(FIRST);
    apply(&desk, FIRST).arg("--allow-open").success();
    let report = report(again(&desk));
    assert_eq!(reasons(&report), []);
    assert_eq!(report["sent_before"], json!({"records": 1, "compared": 23, "differ": 0}));
}

#[test]
fn a_fill_that_says_something_else_than_was_sent_goes_to_review_and_names_it() {
    let desk = sent(["edit", "No", "Not any more."]);
    // Another customer asks: no rulings are carried.
    std::fs::remove_file(desk.join("acme-cloud-assessment.review.xlsx")).unwrap();
    let report = report(again(&desk));
    let [(decision, detail)] = reasons(&report)[..] else { panic!("{:?}", reasons(&report)) };
    assert_eq!(decision, "review");
    for told in [FIRST, "2026-11-23", "\"No. Not any more.\""] {
        assert!(detail.contains(told), "{detail}");
    }
    assert_eq!(report["sent_before"]["differ"], 1);
    assert_eq!(report["counts"]["filled"], 22);
    let ran = fill(FIRST).args(["--records", ".", "--force"]).in_dir(desk.path()).success();
    assert!(ran.stdout.contains("23 rows compared with 1 record, 1 now otherwise"), "{}", ran.stdout);
}

/// A base of one entry with that day of its review, and a record that says no to its question.
fn reviewed_on(day: &str, audience: &str) -> Desk {
    let desk = Desk::new();
    let entry = format!(
        "+++\nquestion = \"Is stored data encrypted?\"\nalso_asked = [\"{QUESTION}\"]\nverdict = \"yes\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"it\"\nreviewed = {day}\n+++\nYes. All of it.\n"
    );
    desk.put("base/_index.md", "+++\ntitle = \"B\"\n+++\n");
    desk.put("base/c/_index.md", "+++\ntitle = \"C\"\n+++\n");
    desk.put("base/c/stored.md", entry);
    desk.put(
        "new.csv",
        format!("Question,Answer\n{QUESTION}\nDo you eat lunch?\nHow tall are your offices?\n"),
    );
    let counts = [
        "rows",
        "answered",
        "filled",
        "accepted",
        "used_2nd",
        "used_3rd",
        "edited",
        "wrong_match",
        "left_blank",
        "open",
        "nothing_found",
        "answered_before",
        "general",
    ];
    let counts: serde_json::Map<String, Value> =
        counts.map(|key| (key.to_owned(), 0.into())).into_iter().collect();
    let file = json!({"file": "old.csv", "sha256": "00"});
    let record = json!({
        "record": 1, "tool": "trustfill", "version": "0", "date": "2026-06-01", "by": null,
        "original": file, "final": file,
        "knowledge": {"title": "B", "sha256": "00", "audience": audience, "sample": false},
        "counts": counts,
        "rows": [{
            "sheet": "", "cell": "A2", "id": null, "section": null, "question": "Is stored data encrypted?",
            "language": "en", "general": false, "decision": "review", "ruling": "edit", "verdict": null,
            "choice": null, "text": "No. Only half of it.", "cells": ["B2"], "entries": [], "percent": null,
        }],
    });
    desk.put("sent/old.record.json", record.to_string());
    desk.put("sent/other.json", "not looked at");
    desk.put("sent/deeper/broken.record.json", "not looked at");
    desk
}

fn compared(desk: &Desk) -> Value {
    let run = trustfill(["fill", "new.csv", "-k", "base", "--records", "sent", "--today", "2026-11-23"]);
    report(run.args(["--format", "json", "--force"]).in_dir(desk.path()))
}

#[test]
fn the_same_question_in_other_words_is_compared_too() {
    let report = compared(&reviewed_on("2026-06-01", "public"));
    let found = reasons(&report);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0], ("review", "old.csv was told otherwise on 2026-06-01: \"No. Only half of it.\""));
}

#[test]
fn an_answer_that_was_reviewed_since_fills_and_still_says_so() {
    let report = compared(&reviewed_on("2026-06-02", "public"));
    assert_eq!(reasons(&report)[0].0, "fill");
    assert_eq!(report["counts"]["filled"], 1);
}

#[test]
fn what_another_audience_was_told_is_not_quoted() {
    let report = compared(&reviewed_on("2026-06-01", "nda"));
    let (_, detail) = reasons(&report)[0];
    assert!(detail.contains("old.csv") && !detail.contains("half"), "{detail}");
}

#[test]
fn a_record_that_cannot_be_read_is_named_and_nothing_is_written() {
    for broken in ["{", "{}", "{\"record\": 2}", "{\"record\": 1}"] {
        let desk = Desk::with_example(FIRST);
        desk.put(RECORD, broken);
        let ran = fill(FIRST).args(["--records", "."]).in_dir(desk.path()).fails_with(3);
        assert!(ran.stderr.contains(RECORD), "{}", ran.stderr);
        assert_eq!(desk.names().len(), 2);
    }
    let desk = Desk::with_example(FIRST);
    fill(FIRST).args(["--records", "nowhere"]).in_dir(desk.path()).fails_with(3);
}
