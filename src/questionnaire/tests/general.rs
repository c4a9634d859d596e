//! General information on the vendor, wherever it stands, and the signatures that are none.

use super::super::testing::{Look, Tab, cells, read, read_with};
use super::super::{DetectError, Kind, Overrides, SheetForm, SheetRole};

fn asks(tab: Tab) -> Tab {
    tab.rows(&[
        &["ID", "Question", "Answer", "Comment"],
        &["Q-1", "Do you test backups?"],
        &["Q-2", "Is traffic encrypted?"],
        &["Q-3", "Are logs kept?"],
    ])
}

fn general(sheet: &SheetForm) -> Vec<String> {
    let name = |q: &super::super::Question| {
        let answer = q.answer.map_or_else(|| "-".to_string(), |a| a.to_string());
        format!("{} > {answer}", q.cell)
    };
    sheet.questions.iter().filter(|q| q.kind == Kind::General).map(name).collect()
}

#[test]
fn every_short_row_under_general_information_is_general_where_some_surely_are() {
    let form = &read(&[Tab::new("Form").rows(&[
        &["ID", "General information", "Vendor answer"],
        &["G-1", "Vendor name"],
        &["G-2", "Product or service"],
        &["G-3", "Link to the privacy notice"],
        &["G-4", "E-mail of the contact"],
        &["ID", "Required questions", "Vendor answer"],
        &["R-1", "Do you test backups?"],
        &["R-2", "Is traffic encrypted?"],
    ])])
    .sheets[0];
    assert_eq!(general(form), ["B2 > C2", "B3 > C3", "B4 > C4", "B5 > C5"]);
    assert_eq!(form.questions[0].section.as_deref(), Some("General information"));
}

#[test]
fn labels_beside_known_labels_are_general_and_have_no_section_without_a_heading() {
    let form = &read(&[asks(
        Tab::new("Form")
            .rows(&[
                &["Insurance form"],
                &[],
                &["Name of the insured"],
                &["Line of trade"],
                &["Completed by"],
                &[],
            ])
            .look("C3:C5", Look::Unlocked)
            .look("C8:D10", Look::Unlocked)
            .merge("A3:B3")
            .merge("A4:B4")
            .merge("A5:B5")
            .protect(),
    )])
    .sheets[0];
    assert_eq!(general(form), ["A3 > C3", "A4 > C4", "A5 > C5"]);
    assert!(form.questions.iter().take(3).all(|q| q.section.is_none()));
    assert_eq!(form.questions.len(), 6);
}

#[test]
fn a_heading_right_above_the_labels_is_their_section_and_a_title_is_none() {
    let form = &read(&[asks(
        Tab::new("Form")
            .rows(&[
                &["Supplier form"],
                &["Leverantörsuppgifter"],
                &["Företagets namn:"],
                &["Kontaktperson:"],
                &[],
            ])
            .look("B3:B4", Look::Boxed),
    )])
    .sheets[0];
    assert_eq!(general(form), ["A3 > B3", "A4 > B4"]);
    assert_eq!(form.questions[0].section.as_deref(), Some("Leverantörsuppgifter"));
}

#[test]
fn a_cover_sheet_of_labels_belongs_to_the_form() {
    let read = read(&[
        Tab::new("Cover")
            .rows(&[
                &["Supplier questionnaire"],
                &["Please complete all sheets before the date that we agreed on."],
                &[],
                &["Company name"],
                &["Registration number"],
                &["Address"],
                &["Website"],
                &["Contact person"],
                &["Phone"],
                &["Signature"],
            ])
            .look("B4:B10", Look::Boxed),
        asks(Tab::new("Form")),
    ]);
    assert_eq!(read.sheets[0].role, SheetRole::Form);
    assert_eq!(general(&read.sheets[0]).len(), 7);
    assert!(read.sheets[0].reason.contains("general information"));
    assert_eq!(read.sheets[1].questions.len(), 3);
}

#[test]
fn labels_side_by_side_have_a_cell_each() {
    let read = read(&[
        Tab::new("Cover")
            .rows(&[&["Vendor name:", "", "Date:", ""], &["Contact person:", "", "E-mail:", ""]]),
        asks(Tab::new("Form")),
    ]);
    assert_eq!(general(&read.sheets[0]), ["A1 > B1", "C1 > D1", "A2 > B2", "C2 > D2"]);
}

#[test]
fn labels_over_empty_boxes_have_the_cell_below() {
    let read = read(&[
        Tab::new("Cover")
            .rows(&[&["Company name", "Contact person", "E-mail", "Phone"]])
            .look("A2:D2", Look::Boxed),
        asks(Tab::new("Form")),
    ]);
    assert_eq!(general(&read.sheets[0]), ["A1 > A2", "B1 > B2", "C1 > C2", "D1 > D2"]);
}

#[test]
fn a_change_log_is_no_cover_sheet() {
    let read = read(&[
        Tab::new("Log").rows(&[&["Version", "Date", "Author", "Description"]]).look("A2:D4", Look::Boxed),
        asks(Tab::new("Form")),
    ]);
    assert_ne!(read.sheets[0].role, SheetRole::Form);
}

#[test]
fn what_the_customer_fills_for_itself_is_no_cover_sheet() {
    let fields = |name: &str| {
        Tab::new(name).rows(&[&["Approved by"], &["Date"], &["Contact person"]]).look("B1:B3", Look::Boxed)
    };
    let role = |name: &str| read(&[fields(name), asks(Tab::new("Form"))]).sheets[0].role;
    assert_eq!(role("Details"), SheetRole::Form);
    assert_ne!(role("For internal use"), SheetRole::Form);
}

#[test]
fn labels_with_boxes_below_the_table_are_general() {
    let form = &read(&[asks(Tab::new("Form"))
        .rows(&[&[], &["", "Contact person"], &["", "E-mail"]])
        .look("C6:C7", Look::Boxed)])
    .sheets[0];
    assert_eq!(general(form), ["B6 > C6", "B7 > C7"]);
    assert_eq!(form.questions.len(), 5);
}

#[test]
fn a_signature_block_below_the_table_is_nothing_to_fill() {
    for heading in
        ["Signed on behalf of the supplier", "Undertecknas av leverantören", "Unterschrift", "Podpis"]
    {
        let form = &read(&[Tab::new("Form")
            .rows(&[
                &["Requirement", "Yes / No", "Comments"],
                &["1.1 The supplier shall test backups."],
                &["1.2 The supplier shall keep logs."],
                &["1.3 The supplier shall encrypt traffic."],
                &[],
                &[heading],
                &["Name and title"],
                &["Place and date"],
            ])
            .list("B2:B4", "Yes,No")
            .look("B7:B8", Look::Boxed)])
        .sheets[0];
        assert_eq!(cells(form), ["A2 > B2, C2", "A3 > B3, C3", "A4 > B4, C4"], "{heading}");
    }
}

#[test]
fn general_information_alone_makes_no_form() {
    let tab = Tab::new("Contacts")
        .rows(&[&["Company name"], &["Contact person"], &["E-mail"], &["Phone"]])
        .look("B1:B4", Look::Boxed);
    assert!(matches!(read_with(&[tab], &Overrides::default()), Err(DetectError::NoForm { .. })));
}
