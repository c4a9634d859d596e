//! What a person says wins over what was detected.

use super::super::testing::{Tab, cells, read_with};
use super::super::{DetectError, Overrides};

fn ambiguous() -> Tab {
    Tab::new("Data").rows(&[
        &["Export of 2031"],
        &["Key", "Control", "Detail", "Ours", "Theirs"],
        &["k1", "Backups", "Backups are kept apart", "", ""],
        &["k2", "Logs", "Logs are kept for a year", "", ""],
    ])
}

#[test]
fn a_named_question_column_makes_a_form_of_any_sheet() {
    let overrides = Overrides {
        header_row: Some(1),
        question_column: Some("detail".to_string()),
        answer_column: Some("D".to_string()),
        comment_column: Some("Theirs".to_string()),
        id_column: Some("A".to_string()),
        ..Overrides::default()
    };
    let read = read_with(&[ambiguous()], &overrides).unwrap();
    assert_eq!(cells(&read.sheets[0]), ["C3 > D3, E3", "C4 > D4, E4"]);
    assert_eq!(read.sheets[0].questions[0].id.as_deref(), Some("k1"));
}

#[test]
fn names_that_are_not_there_are_errors_that_say_what_is() {
    let sheet = Overrides { sheet: Some("Form".to_string()), ..Overrides::default() };
    let error = read_with(&[ambiguous()], &sheet).unwrap_err();
    assert_eq!(
        (error.to_string(), error.hint()),
        ("there is no sheet \"Form\"".to_string(), "sheets: Data".to_string())
    );
    let column = Overrides { question_column: Some("Fråga".to_string()), ..Overrides::default() };
    assert!(matches!(read_with(&[ambiguous()], &column), Err(DetectError::NoColumn { .. })));
    let row = Overrides { header_row: Some(90), ..Overrides::default() };
    assert_eq!(
        read_with(&[ambiguous()], &row).unwrap_err().to_string(),
        "row 91 has no header: the last row is 4"
    );
}

#[test]
fn a_named_answer_column_replaces_the_detected_one() {
    let tab = Tab::new("Form").rows(&[
        &["Question", "Answer", "Answer 2031"],
        &["Do you test backups?"],
        &["Is traffic encrypted?"],
    ]);
    let overrides = Overrides { answer_column: Some("C".to_string()), ..Overrides::default() };
    assert_eq!(cells(&read_with(&[tab], &overrides).unwrap().sheets[0])[0], "A2 > C2, -");
}

#[test]
fn a_hidden_sheet_is_read_when_it_is_named() {
    let hidden = Tab::new("Back").rows(&[&["Question", "Answer"], &["Do you test?"], &["Is it on?"]]).hide();
    let overrides = Overrides { sheet: Some("Back".to_string()), ..Overrides::default() };
    assert_eq!(read_with(&[ambiguous(), hidden], &overrides).unwrap().sheets[1].questions.len(), 2);
}

#[test]
fn a_sheet_may_be_named_in_another_case_where_only_one_is_meant() {
    let rows: [&[&str]; 3] = [&["Question", "Answer"], &["Do you test?"], &["Is it on?"]];
    let named = |name: &str| Overrides { sheet: Some(name.to_string()), ..Overrides::default() };
    let tabs = || [Tab::new("Form").rows(&rows), Tab::new("Other").rows(&rows)];
    let read = read_with(&tabs(), &named("FORM")).unwrap();
    assert_eq!([read.sheets[0].questions.len(), read.sheets[1].questions.len()], [2, 0]);
    let twins = [Tab::new("Data a").rows(&rows), Tab::new("Data a ").rows(&rows)];
    assert!(read_with(&twins, &named("data a")).is_err(), "two sheets could be meant");
}
