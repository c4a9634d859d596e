//! Questions that ask several things, answered from several entries: a proposal, never a fill.

use serde_json::{Value, json};
use trustfill::workbook::{CellRef, Format, Limits, Workbook};

use crate::support::{Desk, ask, beside, fill};

const TWO: &str = "Is data stored in Sweden and encrypted at rest?";
const THREE: &str = "Are systems hardened, are security events logged, and is the canteen's parrot insured?";
const SWEDISH: &str = "Är data krypterade i vila och lagras kunddata i Sverige?";

fn asked(question: &str, choices: &[&str]) -> Value {
    let line = json!({"id": 1, "question": question, "choices": choices});
    let ran = ask().args(["--stdin", "--format", "json"]).input(format!("{line}\n")).success();
    serde_json::from_str(&ran.stdout).unwrap()
}

fn entries(composed: &Value) -> Vec<&str> {
    let parts = composed["parts"].as_array().unwrap();
    parts.iter().map(|part| part["entry"].as_str().unwrap_or("open")).collect()
}

/// A form with these questions, a choice and a comment beside each.
fn form(questions: &[&str]) -> Desk {
    let desk = Desk::new();
    let rows: String = questions.iter().map(|question| format!("\"{question}\";;\n")).collect();
    desk.put(FORM, format!("Question;Answer (Yes/No/Partial);Comment\n{rows}"));
    desk
}

const FORM: &str = "form.csv";

#[test]
fn parts_that_different_entries_settle_are_answered_together() {
    let line = asked(TWO, &["Yes", "No"]);
    let composed = &line["composed"];
    assert_eq!(line["decision"], "review");
    assert_eq!(entries(composed), ["data-in-sweden", "encryption-at-rest"]);
    assert_eq!([&composed["choice"], &composed["verdict"]], ["Yes", "yes"]);
    let answer = composed["answer"].as_str().unwrap();
    let (first, second) = answer.split_once('\n').unwrap();
    assert!(first.starts_with("On \"Is data stored in Sweden\": Yes. "), "{answer}");
    assert!(second.starts_with("On \"encrypted at rest\": Yes. "), "{answer}");
    let reasons = line["reasons"].as_array().unwrap();
    assert!(reasons.contains(&json!("composed")) && !reasons.contains(&json!("uncovered")), "{line}");
}

#[test]
fn a_composed_answer_is_no_surer_than_its_weakest_part_or_the_whole_row() {
    for question in [TWO, THREE, SWEDISH] {
        let line = asked(question, &[]);
        let sure = line["composed"]["confidence"].as_f64().unwrap();
        assert!(sure <= line["confidence"].as_f64().unwrap(), "{line}");
        let parts = line["composed"]["parts"].as_array().unwrap();
        assert!(
            parts.iter().filter_map(|part| part["confidence"].as_f64()).all(|part| sure <= part),
            "{line}"
        );
    }
}

#[test]
fn a_part_that_no_entry_covers_is_named_and_leaves_the_choice_open() {
    let line = asked(THREE, &["Yes", "No", "Partial"]);
    let composed = &line["composed"];
    assert_eq!(entries(composed), ["hardening", "event-logging", "open"]);
    assert!(composed.get("choice").is_none() && composed.get("verdict").is_none(), "{composed}");
    assert!(!composed["answer"].as_str().unwrap().contains("parrot"));
    let told = ask().arg(THREE).success().stdout;
    assert!(told.contains("\"is the canteen's parrot insured\": open"), "{told}");
}

#[test]
fn the_first_entry_stays_where_scripts_read_it() {
    let line = asked(TWO, &["Yes", "No"]);
    assert_eq!(line["entry"], line["matches"][0]["entry"]);
    assert_eq!(line["confidence"], line["matches"][0]["confidence"]);
    assert!(!line["answer"].as_str().unwrap().starts_with("On "), "{line}");
}

#[test]
fn swedish_questions_are_composed_in_swedish() {
    let line = asked(SWEDISH, &["Ja", "Nej"]);
    let composed = &line["composed"];
    assert_eq!(entries(composed), ["encryption-at-rest", "data-in-sweden"]);
    assert_eq!(composed["choice"], "Ja");
    assert!(composed["answer"].as_str().unwrap().starts_with("Angående \"Är data krypterade i vila\": Ja. "));
}

#[test]
fn explain_says_how_each_part_was_asked() {
    let told = ask().args([TWO, "--explain"]).success().stdout;
    for line in ["asked as  Is data encrypted at rest?", "nearest   encryption-at-rest", "covers it"] {
        assert!(told.contains(line), "{line}:\n{told}");
    }
}

#[test]
fn one_entry_for_all_parts_or_an_open_rest_is_no_composition() {
    for question in [
        "Is data encrypted at rest?",
        "Is data encrypted at rest and in transit?",
        "Are logs protected against tampering and unauthorised access?",
        "If yes, is data stored in Sweden and encrypted at rest?",
    ] {
        let line = asked(question, &["Yes", "No"]);
        assert!(line.get("composed").is_none(), "{line}");
    }
}

#[test]
fn a_composed_row_never_fills() {
    let desk = form(&[TWO, THREE, SWEDISH]);
    for flags in [&[][..], &["--drafts=0"]] {
        let ran = fill(FORM).args(["--format", "json", "--force"]).args(flags).in_dir(desk.path()).success();
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        for row in report["rows"].as_array().unwrap() {
            assert_eq!(row["decision"], "review", "{row}");
            assert!(row["composed"].is_object() && row["writes"].as_array().unwrap().is_empty(), "{row}");
        }
        assert_eq!(report["counts"]["filled"], 0);
    }
}

#[test]
fn a_reviewer_gets_the_composed_answer_and_behind_it_the_best_single_one() {
    let desk = form(&[TWO]);
    fill(FORM).in_dir(desk.path()).success();
    let review = desk.read(&beside(FORM, "review").replace(".csv", ".xlsx"));
    let review = Workbook::open(review, Format::Xlsx, &Limits::default()).unwrap();
    let sheet = review.sheet("Review").unwrap();
    let text = |header: &str| {
        let columns = sheet.row(0).iter().map(|(column, _)| *column);
        let column = columns.into_iter().find(|c| sheet.text(CellRef::new(0, *c)) == header).unwrap();
        sheet.text(CellRef::new(1, column)).into_owned()
    };
    assert!(text("Answer").starts_with("On \"Is data stored in Sweden\": Yes. "));
    assert_eq!([text("Choice"), text("Ruling")], ["Yes", ""]);
    assert_eq!(text("Entry"), "data-in-sweden\nencryption-at-rest");
    assert_eq!(text("Matched wording").lines().count(), 2);
    assert!(text("Why").contains("composed: \"Is data stored in Sweden\": data-in-sweden ("));
    assert!(text("2nd").contains("% encryption-at-rest: Yes\n"), "{}", text("2nd"));
}

#[test]
fn a_draft_carries_the_composed_answer_from_its_own_probability_on() {
    let desk = form(&[TWO]);
    let drafted = |flag: &str| {
        fill(FORM).args([flag, "--force"]).in_dir(desk.path()).success();
        String::from_utf8(desk.read(&beside(FORM, "filled"))).unwrap()
    };
    let form = drafted("--drafts=0");
    assert!(form.contains("On \"\"Is data stored in Sweden\"\": Yes."), "{form}");
    assert!(form.contains("data-in-sweden + encryption-at-rest"), "{form}");
    assert!(!drafted("--drafts=0.99").contains("On \"\""));
}
