//! The loop of `examples/loop`, as its README tells it: fill, decide by script, apply, learn, fill again.

use std::process::Command;

use serde_json::Value;
use trustfill::workbook::{CellRef, Format, Limits, Workbook};

use crate::support::{Desk, TODAY, copy_folder, knowledge, root, trustfill};

const FORM: &str = "acme-cloud-assessment.xlsx";
/// What the README of the example says.
const FILLED_FIRST: u64 = 23;
const FILLED_AGAIN: u64 = 27;

fn counts(desk: &Desk, output: &str) -> Value {
    let arguments = ["fill", FORM, "-k", "knowledge", "--today", TODAY, "--format", "json", "-o", output];
    let ran = trustfill(arguments).arg("--report").arg("html").in_dir(desk.path()).success();
    serde_json::from_str::<Value>(&ran.stdout).unwrap()["counts"].clone()
}

#[test]
fn a_form_is_filled_decided_sent_and_learned_from_and_the_next_fill_fills_more() {
    let desk = Desk::with_example(FORM);
    copy_folder(&knowledge(), &desk.join("knowledge"));
    assert_eq!(counts(&desk, "acme.xlsx")["filled"], FILLED_FIRST);

    let folder = root().join("examples/loop");
    let decided = Command::new("python3")
        .arg("-B")
        .arg(folder.join("decide.py"))
        .args([desk.join("acme.report.html"), folder.join("decisions.json")])
        .output();
    let Ok(decided) = decided else {
        println!("skipped: python3 is not here, which decides in this example");
        return;
    };
    assert!(decided.status.success(), "{}", String::from_utf8_lossy(&decided.stderr));

    let rulings = "acme.rulings.json";
    trustfill(["apply", rulings, "--today", TODAY]).in_dir(desk.path()).success();
    let bytes = desk.read("acme-cloud-assessment.final.xlsx");
    let sent = Workbook::open(bytes, Format::Xlsx, &Limits::default()).unwrap();
    let sheet = sent.sheet("Cloud assessment").unwrap();
    let text = |cell: &str| sheet.text(cell.parse::<CellRef>().unwrap()).into_owned();
    // An edited choice, a wrong match, and what was filled without a person.
    assert_eq!(["C26", "C42", "C3"].map(text), ["No", "", "Yes"]);

    trustfill(["learn", rulings, "-k", "knowledge", "--today", TODAY, "--write"])
        .in_dir(desk.path())
        .success();
    assert_eq!(counts(&desk, "again.xlsx")["filled"], FILLED_AGAIN);
    let twice =
        trustfill(["learn", rulings, "-k", "knowledge", "--today", TODAY]).in_dir(desk.path()).success();
    assert!(twice.stdout.contains("to learn: nothing new"), "{}", twice.stdout);
}
