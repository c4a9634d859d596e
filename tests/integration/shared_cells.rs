//! Questions that share a merged cell: what goes into it, and what is left to a person.

use serde_json::Value;
use trustfill::workbook::{CellRef, Format, Limits, Workbook};

use crate::support::{Desk, fill};

const NAME: &str = "form.xlsx";
const QUESTIONS: [&str; 3] = [
    "Is stored data encrypted?",
    "Are system clocks synchronised to a common reference time source?",
    "Is log information protected against tampering and unauthorised access?",
];

/// A form of these questions with a column for the answer (a list where `listed`) and one for comments, and a merged range.
fn form(questions: &[&str], listed: bool, merged: (u32, u16, u32)) -> Vec<u8> {
    let mut package = rust_xlsxwriter::Workbook::new();
    let sheet = package.add_worksheet();
    for (column, header) in (0..).zip(["No", "Question", "Answer", "Comments"]) {
        sheet.write(0, column, header).unwrap();
    }
    for (row, question) in (1..).zip(questions) {
        sheet.write(row, 0, row).unwrap().write(row, 1, *question).unwrap();
    }
    if listed {
        let list = rust_xlsxwriter::DataValidation::new().allow_list_strings(&["Yes", "No"]).unwrap();
        sheet.add_data_validation(1, 2, u32::try_from(questions.len()).unwrap(), 2, &list).unwrap();
    }
    let (first, column, last) = merged;
    sheet.merge_range(first, column, last, column, "", &rust_xlsxwriter::Format::new()).unwrap();
    package.save_to_buffer().unwrap()
}

/// The report and the filled form.
fn filled(form: Vec<u8>, flags: &[&str]) -> (Value, Workbook) {
    let desk = Desk::new();
    desk.put(NAME, form);
    let ran = fill(NAME).args(["--format", "json"]).args(flags).in_dir(desk.path()).success();
    let bytes = desk.read("form.filled.xlsx");
    let book = Workbook::open(bytes, Format::Xlsx, &Limits::default()).unwrap();
    (serde_json::from_str(&ran.stdout).unwrap(), book)
}

fn decisions(report: &Value) -> Vec<&str> {
    report["rows"].as_array().unwrap().iter().map(|row| row["decision"].as_str().unwrap()).collect()
}

fn text(book: &Workbook, cell: &str) -> String {
    book.sheets()[0].text(cell.parse::<CellRef>().unwrap()).into_owned()
}

#[test]
fn questions_that_share_an_answer_cell_and_have_different_answers_are_left_to_a_person() {
    let (report, book) = filled(form(&QUESTIONS, false, (2, 2, 3)), &[]);
    assert_eq!(decisions(&report), ["fill", "review", "review"]);
    assert!(!text(&book, "C2").is_empty() && text(&book, "C3").is_empty());
    let reasons = report["rows"][1]["reasons"].to_string();
    assert!(
        reasons.contains("no-answer-cell") && reasons.contains("C3 is the answer cell of B4 too"),
        "{reasons}"
    );
}

#[test]
fn questions_that_share_an_answer_cell_and_have_one_answer_are_filled_once() {
    let twice = [QUESTIONS[1], QUESTIONS[0], QUESTIONS[0]];
    let (report, book) = filled(form(&twice, false, (2, 2, 3)), &[]);
    assert_eq!(decisions(&report), ["fill", "fill", "fill"]);
    assert!(!text(&book, "C3").is_empty());
}

#[test]
fn of_drafts_for_one_cell_the_first_stands_in_the_form() {
    let (report, book) = filled(form(&QUESTIONS, false, (2, 2, 3)), &["--drafts=0"]);
    assert_eq!(decisions(&report), ["fill", "review", "review"]);
    assert!(!text(&book, "C3").is_empty());
}

#[test]
fn a_comment_cell_that_questions_share_stays_free_and_their_choices_are_filled() {
    let (report, book) = filled(form(&QUESTIONS, true, (2, 3, 3)), &[]);
    assert_eq!(decisions(&report), ["fill", "fill", "fill"]);
    assert_eq!(["C2", "C3", "C4"].map(|cell| text(&book, cell)), ["Yes", "Yes", "Yes"]);
    assert!(!text(&book, "D2").is_empty() && text(&book, "D3").is_empty());
}
