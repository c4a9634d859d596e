//! `inspect`: what is understood of each example is what its makers meant.

use serde_json::{Value, json};

use crate::support::{Desk, EXAMPLES, root, trustfill};

/// Fields of a row that have to be the truth's, in both directions.
const EXACT: [&str; 7] = ["cell", "id", "section", "answer", "comment", "answered", "second_answer"];
/// Fields that are left out where they say nothing.
const OPTIONAL: [&str; 3] = ["kind", "conditional", "second_choices"];

fn inspected(name: &str) -> Value {
    let ran = trustfill(["inspect", "--format", "json"]).arg(root().join("examples").join(name)).success();
    assert_eq!(ran.stdout.lines().count(), 1);
    serde_json::from_str(&ran.stdout).unwrap()
}

fn truth(name: &str) -> Value {
    let stem = name.rsplit_once('.').unwrap().0;
    let path = root().join("tests/fixtures/layout").join(format!("{stem}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn forms(layout: &Value) -> Vec<&Value> {
    let sheets = layout["sheets"].as_array().unwrap();
    sheets.iter().filter(|sheet| !sheet["questions"].as_array().unwrap().is_empty()).collect()
}

#[test]
fn every_example_has_its_truth_and_every_truth_its_example() {
    let mut files: Vec<String> = std::fs::read_dir(root().join("examples"))
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .filter(|name| [".xlsx", ".xlsm", ".csv"].iter().any(|e| name.ends_with(e)))
        .filter(|name| !name.contains(".filled.") && !name.contains(".review."))
        .collect();
    files.sort();
    let mut listed = EXAMPLES;
    listed.sort_unstable();
    assert_eq!(files, listed);
    assert_eq!(std::fs::read_dir(root().join("tests/fixtures/layout")).unwrap().count(), EXAMPLES.len());
}

#[test]
fn the_layout_of_every_example_is_understood_row_by_row() {
    let mut wrong = Vec::new();
    for name in EXAMPLES {
        let (layout, truth) = (inspected(name), truth(name));
        assert_eq!(layout["file"], name);
        let (got, want) = (forms(&layout), forms(&truth));
        let names = |sheets: &[&Value]| sheets.iter().map(|s| s["name"].clone()).collect::<Vec<_>>();
        assert_eq!(names(&got), names(&want), "{name}");
        for (got, want) in got.iter().zip(want) {
            wrong.extend(sheet_differences(got, want).into_iter().map(|d| format!("{name} {d}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn sheet_differences(got: &Value, want: &Value) -> Vec<String> {
    let (got, want) = (got["questions"].as_array().unwrap(), want["questions"].as_array().unwrap());
    let has = |rows: &[Value], row: &Value| rows.iter().any(|other| other["cell"] == row["cell"]);
    let mut found: Vec<String> = Vec::new();
    found.extend(want.iter().filter(|row| !has(got, row)).map(|row| format!("{}: not found", row["cell"])));
    found.extend(
        got.iter().filter(|row| !has(want, row)).map(|row| format!("{}: is no question: {row}", row["cell"])),
    );
    let both: Vec<&Value> = got.iter().filter(|row| has(want, row)).collect();
    for (got, want) in both.into_iter().zip(want.iter().filter(|row| has(got, row))) {
        found.extend(row_differences(got, want).into_iter().map(|d| format!("{}: {d}", want["cell"])));
    }
    found
}

fn row_differences(got: &Value, want: &Value) -> Vec<String> {
    let mut found: Vec<String> = EXACT
        .iter()
        .chain(&OPTIONAL)
        .filter(|key| got[**key] != want[**key])
        .map(|key| format!("{key} {}, want {}", got[*key], want[*key]))
        .collect();
    let also = want["choices_alt"].as_array().cloned().unwrap_or_default();
    if got["choices"] != want["choices"] && !also.contains(&got["choices"]) {
        found.push(format!("choices {}, want {}", got["choices"], want["choices"]));
    }
    if got["question"].as_str().is_none_or(|text| text.trim().is_empty()) {
        found.push("no text".to_owned());
    }
    found
}

#[test]
fn the_text_form_names_sheets_columns_and_choices() {
    let told = trustfill(["inspect"]).arg(root().join("examples").join(EXAMPLES[0])).success().stdout;
    for wanted in ["49 questions", "Cloud assessment: form", "question", "answer", "comment", "Yes / No / NA"]
    {
        assert!(told.contains(wanted), "{wanted}:\n{told}");
    }
}

#[test]
fn a_layout_that_was_found_wrong_can_be_said() {
    let desk = Desk::new();
    desk.put("odd.csv", "A,B,C,D\nx,Do you encrypt data?,,note\ny,Do you log access?,,note\n");
    let ran = trustfill([
        "inspect",
        "odd.csv",
        "--format",
        "json",
        "--question-column",
        "B",
        "--answer-column",
        "C",
    ])
    .args(["--header-row", "1"])
    .in_dir(desk.path())
    .success();
    let layout: Value = serde_json::from_str(&ran.stdout).unwrap();
    let rows = layout["sheets"][0]["questions"].as_array().unwrap();
    assert_eq!(rows.iter().map(|row| row["answer"].clone()).collect::<Vec<_>>(), [json!("C2"), json!("C3")]);
    let ran =
        trustfill(["inspect", "odd.csv", "--question-column", "Nowhere"]).in_dir(desk.path()).fails_with(2);
    assert!(ran.stderr.contains("Nowhere"), "{}", ran.stderr);
}
