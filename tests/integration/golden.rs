//! What each example comes out as, row by row, beside the report that the last reviewer saw.
//!
//! Probabilities are left out: they move with every new label, and the measured floors watch over them.

use serde_json::{Value, json};

use crate::support::{Desk, EXAMPLES, fill, root, trustfill};

/// Rows that the first example must show of each sort, so that a newcomer sees what the tool is for.
const ENOUGH_ON_THE_FIRST: u64 = 8;

/// The report of filling an example.
pub(crate) fn report(example: &str) -> Value {
    let desk = Desk::with_example(example);
    let ran = fill(example).args(["--format", "json"]).in_dir(desk.path()).success();
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The report as it is kept: a row a line.
fn kept(report: &Value) -> String {
    let head = json!({
        "schema": report["schema"], "date": report["date"], "file": report["file"], "outputs": report["outputs"],
        "counts": report["counts"], "warnings": report["warnings"],
    });
    let rows: Vec<String> =
        report["rows"].as_array().unwrap().iter().map(|row| kept_row(row).to_string()).collect();
    let head = serde_json::to_string_pretty(&head).unwrap();
    format!("{},\n  \"rows\": [\n    {}\n  ]\n}}\n", head.trim_end_matches("\n}"), rows.join(",\n    "))
}

fn kept_row(row: &Value) -> Value {
    let codes: Vec<&Value> =
        row["reasons"].as_array().unwrap().iter().map(|reason| &reason["code"]).collect();
    json!({
        "sheet": row["sheet"], "cell": row["cell"], "id": row["id"], "decision": row["decision"], "entry": row["entry"],
        "reasons": codes, "question": row["question"], "writes": row["writes"],
    })
}

#[test]
fn every_example_comes_out_as_the_kept_report_says() {
    let bless = std::env::var_os("TRUSTFILL_BLESS").is_some();
    let mut other = Vec::new();
    for example in EXAMPLES {
        let path = root().join("tests/golden").join(format!("{example}.json"));
        let now = kept(&report(example));
        if bless {
            std::fs::write(&path, &now).unwrap();
        }
        let then = std::fs::read_to_string(&path).unwrap_or_default();
        let differing = now.lines().zip(then.lines()).filter(|(a, b)| a != b);
        other.extend(differing.map(|(a, b)| format!("{example}\n  now  {a}\n  kept {b}")));
        if now.lines().count() != then.lines().count() {
            other.push(format!("{example}: {} lines, kept {}", now.lines().count(), then.lines().count()));
        }
    }
    assert!(other.is_empty(), "TRUSTFILL_BLESS=1 keeps what is now:\n{}", other.join("\n"));
}

#[test]
fn the_first_example_shows_filled_and_suggested_rows() {
    let counts = &report(EXAMPLES[0])["counts"];
    for sort in ["filled", "suggested"] {
        assert!(counts[sort].as_u64().unwrap() >= ENOUGH_ON_THE_FIRST, "{sort}: {counts}");
    }
}

#[test]
fn the_counts_of_a_report_are_the_rows_of_it() {
    for example in EXAMPLES {
        let report = report(example);
        let rows = report["rows"].as_array().unwrap();
        let count = |decision: &str| rows.iter().filter(|row| row["decision"] == decision).count() as u64;
        let counts = |name: &str| report["counts"][name].as_u64().unwrap();
        assert_eq!(counts("questions"), rows.len() as u64, "{example}");
        assert_eq!(counts("filled"), count("fill"), "{example}");
        assert_eq!(counts("suggested"), count("review"), "{example}");
        assert_eq!(
            counts("open") + counts("answered_before") + counts("general"),
            count("leave"),
            "{example}"
        );
    }
}

#[test]
fn only_filled_rows_are_written_and_every_row_says_why() {
    for example in EXAMPLES {
        for row in report(example)["rows"].as_array().unwrap() {
            let filled = row["decision"] == "fill";
            assert_eq!(row["writes"].as_array().unwrap().is_empty(), !filled, "{example}: {row}");
            assert_eq!(row["reasons"].as_array().unwrap().is_empty(), filled, "{example}: {row}");
            assert_eq!(row["entry"].is_null(), row["decision"] == "leave", "{example}: {row}");
        }
    }
}

#[test]
fn no_row_is_filled_with_an_entry_that_its_maker_did_not_mean() {
    let labels = std::fs::read_to_string(root().join("tests/fixtures/examples.jsonl")).unwrap();
    let labels: Vec<Value> = labels.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut seen = 0;
    for example in EXAMPLES {
        let report = report(example);
        for row in report["rows"].as_array().unwrap().iter().filter(|row| row["decision"] == "fill") {
            let meant = labels.iter().find(|label| {
                label["file"] == format!("examples/{example}")
                    && label["sheet"] == row["sheet"]
                    && label["cell"] == row["cell"]
            });
            let meant = meant.unwrap_or_else(|| panic!("{example}: no label for {row}"));
            assert_eq!(
                (&meant["match"], &meant["entry"]),
                (&json!("same"), &row["entry"]),
                "{example}: {row}"
            );
            seen += 1;
        }
    }
    assert!(seen > 0, "nothing is filled");
}

#[test]
fn rows_that_are_answered_or_about_the_company_are_left_alone() {
    let mut seen = 0;
    for example in EXAMPLES {
        let layout =
            trustfill(["inspect", "--format", "json"]).arg(root().join("examples").join(example)).success();
        let layout: Value = serde_json::from_str(&layout.stdout).unwrap();
        let sheets = layout["sheets"].as_array().unwrap();
        let understood: Vec<&Value> =
            sheets.iter().flat_map(|s| s["questions"].as_array().unwrap()).collect();
        let report = report(example);
        let rows = report["rows"].as_array().unwrap();
        assert_eq!(rows.len(), understood.len(), "{example}");
        for (row, question) in rows.iter().zip(understood) {
            assert_eq!(row["cell"], question["cell"], "{example}");
            if question["answered"] == true || question["kind"] == "general" {
                seen += 1;
                assert_eq!(
                    (&row["decision"], row["entry"].is_null()),
                    (&json!("leave"), true),
                    "{example}: {row}"
                );
            }
        }
    }
    assert!(seen > 0, "no example shows such a row");
}
