//! Corrections that are remembered, and what the house says of itself.

use std::fs;

use serde_json::Value;

use crate::support::{Desk, fill, trustfill};

const EXAMPLE: &str = "startup-security-questions.xlsx";
const FORM: &str = "university-vendor-review.xlsx";

#[test]
fn a_saved_correction_is_picked_up_by_the_next_file_of_the_form_and_named() {
    let desk = Desk::with_example(EXAMPLE);
    let saved =
        trustfill(["inspect", EXAMPLE, "--answer-column", "C", "--question-column", "A", "--save-profile"])
            .in_dir(desk.path())
            .ends_with(0);
    assert_eq!(
        saved.stderr.trim(),
        "note: the corrections are kept in profiles/startup-security-questions.toml"
    );
    // The same form under another name; the profile knows it by what it asks.
    fs::copy(desk.path().join(EXAMPLE), desk.path().join("next.xlsx")).unwrap();
    let map = trustfill(["inspect", "next.xlsx"]).in_dir(desk.path()).success().stdout;
    assert!(
        map.starts_with("next.xlsx: 20 questions; read with the profile startup-security-questions\n"),
        "{map}"
    );
    let json = trustfill(["inspect", "next.xlsx", "--format", "json"]).in_dir(desk.path()).success().stdout;
    let layout: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(layout["profile"], "startup-security-questions");
    let report = fill("next.xlsx").args(["--dry-run"]).in_dir(desk.path()).success().stdout;
    assert!(report.contains("  layout profile      startup-security-questions\n"), "{report}");
    let without = trustfill(["inspect", "next.xlsx", "--no-profile"]).in_dir(desk.path()).success().stdout;
    assert!(without.starts_with("next.xlsx: 20 questions\n"), "{without}");
    let other = trustfill(["inspect", "other.csv"]).in_dir(desk.path());
    fs::write(desk.path().join("other.csv"), "Question,Answer\nAre disks encrypted?,\nAre logs kept?,\n")
        .unwrap();
    assert!(!other.success().stdout.contains("profile"));
}

#[test]
fn a_profile_is_never_replaced_silently_and_never_saved_without_a_correction() {
    let desk = Desk::with_example(EXAMPLE);
    let inspect = |arguments: &[&str]| trustfill(["inspect", EXAMPLE]).args(arguments).in_dir(desk.path());
    let nothing = inspect(&["--save-profile"]).fails_with(2);
    assert!(nothing.stderr.contains("nothing to save"), "{}", nothing.stderr);
    assert!(!desk.path().join("profiles").exists());
    let twice = inspect(&["--answer-column", "A", "--question-column", "A", "--save-profile"]).fails_with(2);
    assert!(twice.stderr.contains("the column \"A\" is named for two things"), "{}", twice.stderr);
    inspect(&["--question-column", "A", "--save-profile=acme"]).ends_with(0);
    let again = inspect(&["--header-row", "1", "--save-profile"]).fails_with(4);
    assert!(again.stderr.contains("profiles/acme.toml: it exists already"), "{}", again.stderr);
    let second = inspect(&["--header-row", "1", "--save-profile=other"]).fails_with(2);
    assert!(second.stderr.contains("the profile acme is for this form already"), "{}", second.stderr);
    inspect(&["--header-row", "1", "--save-profile", "--force"]).ends_with(0);
    let text = fs::read_to_string(desk.path().join("profiles/acme.toml")).unwrap();
    assert!(text.contains("header-row = 1") && text.contains("question-column = \"A\""), "{text}");
    assert!(
        inspect(&["--question-column", "A", "--save-profile=../x"]).fails_with(2).stderr.contains("no name")
    );
}

#[test]
fn a_damaged_profile_and_two_that_disagree_are_told_with_the_way_out() {
    let desk = Desk::with_example(EXAMPLE);
    let inspect = |arguments: &[&str]| trustfill(["inspect", EXAMPLE]).args(arguments).in_dir(desk.path());
    inspect(&["--question-column", "A", "--save-profile=one"]).ends_with(0);
    inspect(&["--header-row", "1", "--no-profile", "--save-profile=two"]).ends_with(0);
    let torn = inspect(&[]).fails_with(2);
    assert!(
        torn.stderr.contains("several profiles fit this form") && torn.stderr.contains("one, two"),
        "{}",
        torn.stderr
    );
    let saved = inspect(&["--header-row", "1", "--save-profile=two", "--force"]).ends_with(0);
    assert!(
        saved.stderr.contains("other profiles fit this form") && saved.stderr.contains(": one;"),
        "{}",
        saved.stderr
    );
    fs::write(desk.path().join("profiles/two.toml"), "[layout]\nanswers = 1\n").unwrap();
    let damaged = inspect(&[]).fails_with(2);
    assert!(damaged.stderr.contains("profiles/two.toml: line 2"), "{}", damaged.stderr);
    inspect(&["--no-profile"]).success();
}

#[test]
fn rows_of_general_information_take_what_the_house_says_of_itself() {
    let desk = Desk::with_example(FORM);
    let config = "[vendor]\nname = \"Example Hosting AB\"\ncontact-email = \"trust@hosting.example\"\n\
                  [vendor.labels]\n\"link to the privacy notice\" = \"https://hosting.example/privacy\"\n";
    fs::write(desk.path().join("trustfill.toml"), config).unwrap();
    let report = fill(FORM).args(["--format", "json"]).in_dir(desk.path()).success().stdout;
    let report: Value = serde_json::from_str(&report).unwrap();
    let rows = report["rows"].as_array().unwrap();
    let row = |question: &str| rows.iter().find(|row| row["question"] == question).unwrap();
    assert_eq!(row("Vendor name")["writes"][0]["value"], "Example Hosting AB");
    assert_eq!(row("Vendor name")["reasons"][0]["detail"], "filled from `name` of [vendor]");
    assert_eq!(row("Link to the privacy notice")["writes"][0]["value"], "https://hosting.example/privacy");
    let general: Vec<&Value> =
        rows.iter().filter(|row| row["reasons"][0]["code"] == "general-information").collect();
    let filled = general.iter().filter(|row| row["decision"] == "fill").count();
    assert_eq!(report["counts"]["general_filled"], filled);
    assert_eq!(report["counts"]["general"], general.len() - filled);
    assert!(filled >= 2 && general.len() > filled, "{filled} of {}", general.len());
    assert!(general.iter().all(|row| row["entry"].is_null()), "never matched against the base");
}

#[test]
fn what_the_house_says_of_itself_stays_out_of_other_parties_rows() {
    let desk = Desk::new();
    desk.put(
        "trustfill.toml",
        "[vendor]\nname = \"Example Hosting AB\"\ncontact-email = \"trust@hosting.example\"\n",
    );
    let form = "Customer details,,\nCompany name:,,\nContact e-mail:,,\n,,\nVendor details,,\nCompany name:,,\n\
                Vendor number:,,\n,,\nNo,Question,Answer\n1,Do you use a hosting provider?,\n2,Are all disks encrypted?,\n\
                3,Name of the company,\n4,Are logs kept for a year?,\n";
    desk.put("form.csv", form);
    let report =
        fill("form.csv").args(["--dry-run", "--format", "json"]).in_dir(desk.path()).success().stdout;
    let report: Value = serde_json::from_str(&report).unwrap();
    let rows = report["rows"].as_array().unwrap();
    let filled: Vec<&str> = rows
        .iter()
        .filter(|row| row["reasons"][0]["code"] == "general-information" && row["decision"] == "fill")
        .map(|row| row["cell"].as_str().unwrap())
        .collect();
    assert_eq!(filled, ["A6"]);
}
