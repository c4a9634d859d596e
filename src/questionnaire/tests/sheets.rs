//! Which sheet is the form.

use super::super::SheetRole;
use super::super::testing::{Tab, cells, read};

fn form() -> Tab {
    Tab::new("Form")
        .rows(&[
            &["ID", "Question", "Answer", "Comment"],
            &["Q-1", "Do you test backups?"],
            &["Q-2", "Is traffic encrypted?"],
            &["Q-3", "Are logs kept?"],
        ])
        .list("C2:C4", "Yes,No")
}

#[test]
fn sheets_that_repeat_the_questions_are_decoys() {
    let read = read(&[
        Tab::new("Crosswalk").rows(&[
            &["Area", "Question", "ISO 27002", "NIST"],
            &["Q-1", "Do you test backups?", "8.13"],
            &["Q-2", "Is traffic encrypted?", "8.24"],
            &["Q-3", "Are logs kept?", "8.15"],
        ]),
        form(),
        Tab::new("Report").rows(&[
            &["ID", "Question", "Vendor answer", "Compliant?"],
            &["=Form!A2|Q-1", "=Form!B2|Do you test backups?", "=Form!C2|"],
            &["=Form!A3|Q-2", "=Form!B3|Is traffic encrypted?", "=Form!C3|"],
        ]),
        Tab::new("Questions")
            .rows(&[&["Q-1", "Do you test backups?"], &["Q-2", "Is traffic encrypted?"]])
            .hide(),
    ]);
    let roles: Vec<SheetRole> = read.sheets.iter().map(|s| s.role).collect();
    assert_eq!(roles, [SheetRole::Decoy, SheetRole::Form, SheetRole::Results, SheetRole::Hidden]);
    assert!(read.sheets[0].reason.contains("\"Form\""));
    assert!(read.sheets.iter().filter(|s| s.role != SheetRole::Form).all(|s| s.questions.is_empty()));
}

#[test]
fn a_sample_row_in_the_instructions_is_not_filled() {
    let read = read(&[
        Tab::new("Instructions").rows(&[
            &["Fill the next sheet."],
            &["ID", "Question", "Answer"],
            &["X", "Do you sample?", "Yes"],
        ]),
        form(),
        Tab::new("Lists").rows(&[&["Answers", "Scale"], &["Yes", "1"], &["No", "2"]]),
    ]);
    let roles: Vec<SheetRole> = read.sheets.iter().map(|s| s.role).collect();
    assert_eq!(roles, [SheetRole::Instructions, SheetRole::Form, SheetRole::Store]);
}

#[test]
fn a_column_of_type_codes_holds_no_answers() {
    let read = read(&[Tab::new("Content").rows(&[
        &["assessable", "depth", "ref_id", "questions", "answer"],
        &["", "1", "1", "", ""],
        &["x", "2", "1.1", "Do you test backups?", "YNA"],
        &["x", "2", "1.2", "How are logs kept?", "TXT"],
        &["x", "2", "1.3", "Is traffic encrypted?", "YNA"],
    ])]);
    assert_eq!(cells(&read.sheets[0]), ["D3 > -, -", "D4 > -, -", "D5 > -, -"]);
}

#[test]
fn columns_that_the_customer_fills_are_left_alone() {
    let read = read(&[Tab::new("Form").rows(&[
        &[
            "ID",
            "Question",
            "Assessor response",
            "Score",
            "Supplier response",
            "Supplier comments",
            "Response required",
        ],
        &["1", "Do you test backups?", "", "", "", "", "Yes"],
        &["2", "Is traffic encrypted?", "", "", "", "", "Yes"],
    ])]);
    assert_eq!(cells(&read.sheets[0]), ["B2 > E2, F2", "B3 > E3, F3"]);
}

#[test]
fn every_sheet_has_a_role_and_a_reason() {
    let read = read(&[Tab::new("Empty"), form()]);
    assert_eq!(read.sheets[0].role, SheetRole::Empty);
    assert!(read.sheets.iter().all(|s| !s.reason.is_empty()));
    assert!(read.sheets[1].blocks[0].reasons.iter().any(|r| r.contains("dropdowns in 100 % of rows")));
}
