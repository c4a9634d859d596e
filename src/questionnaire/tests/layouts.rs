//! Where headers, answers and comments stand.

use super::super::SheetRole;
use super::super::testing::{Look, Tab, cells, choices, read};

const QUESTIONS: [&str; 4] = [
    "Do you test backups every month?",
    "Are accounts of leavers closed in a day?",
    "Describe how patches are rolled out.",
    "Is traffic between sites encrypted?",
];

#[test]
fn a_header_below_a_title_and_a_preface_is_found() {
    let mut tab = Tab::new("Review").row(&["Northwind review"]);
    for _ in 0..20 {
        tab = tab.row(&["", "The house sends this review to all who handle its data, once a year."]);
    }
    let tab = tab.row(&["", "Ref", "Question", "Response", "Comment"]).rows(&[
        &["", "1", QUESTIONS[0]],
        &["", "2", QUESTIONS[1]],
        &["", "3", QUESTIONS[2]],
    ]);
    let form = &read(&[tab]).sheets[0];
    assert_eq!(form.blocks[0].header_rows, [21]);
    assert_eq!(cells(form), ["C23 > D23, E23", "C24 > D24, E24", "C25 > D25, E25"]);
}

#[test]
fn headers_that_repeat_with_the_name_of_their_section_are_each_a_block() {
    let form = &read(&[Tab::new("Form")
        .rows(&[
            &["Backups", "", "Vendor Answers", "Additional Information", "Guidance"],
            &["BK-1", QUESTIONS[0]],
            &["BK-2", QUESTIONS[2], "", "", "Say who does it."],
            &["Required Questions", "", "Vendor Answers", "Additional Information", "Guidance"],
            &["AC-1", QUESTIONS[1]],
            &["Network", "", "Vendor Answers", "Additional Information", "Guidance"],
            &["NW-1", QUESTIONS[3]],
        ])
        .list("C2 C5 C7", "Yes,No")])
    .sheets[0];
    assert_eq!(form.blocks.len(), 3);
    assert_eq!(cells(form), ["B2 > C2, D2", "B3 > C3, D3", "B5 > C5, D5", "B7 > C7, D7"]);
    let sections: Vec<_> = form.questions.iter().filter_map(|q| q.section.as_deref()).collect();
    assert_eq!(sections, ["Backups", "Backups", "Required Questions", "Network"]);
    assert_eq!(form.questions[3].id.as_deref(), Some("NW-1"));
}

#[test]
fn of_several_vendors_side_by_side_the_first_open_one_is_taken() {
    let header: &[&[&str]] = &[
        &["", "Vendor A", "", "Vendor B", ""],
        &["Question", "Yes / No", "Comments", "Yes / No", "Comments"],
    ];
    let open = Tab::new("RFP")
        .rows(header)
        .rows(&[&[QUESTIONS[0]], &[QUESTIONS[1]], &[QUESTIONS[3]]])
        .merge("B1:C1")
        .merge("D1:E1");
    assert_eq!(cells(&read(&[open]).sheets[0])[0], "A3 > B3, C3");
    let taken = Tab::new("RFP")
        .rows(header)
        .rows(&[&[QUESTIONS[0], "Yes", "x1"], &[QUESTIONS[1], "No", "x2"], &[QUESTIONS[3], "Yes", "x3"]])
        .merge("B1:C1")
        .merge("D1:E1");
    let questionnaire = read(&[taken]);
    assert_eq!(cells(&questionnaire.sheets[0])[0], "A3 > D3, E3");
    assert!(questionnaire.warnings.iter().any(|w| w.to_string().contains("--answer-column")));
}

#[test]
fn a_header_of_two_rows_is_read_as_one() {
    let form = &read(&[Tab::new("Bogen")
        .rows(&[
            &["Nr.", "Frage", "Antwort Lieferant", "", "Bewertung Auftraggeber"],
            &["", "", "Ja / Nein", "Bemerkung"],
            &["1", "Werden Sicherungen geprüft?"],
            &["2", "Gibt es einen Notfallplan?"],
        ])
        .merge("A1:A2")
        .merge("B1:B2")
        .merge("C1:D1")
        .merge("E1:E2")])
    .sheets[0];
    assert_eq!(form.blocks[0].header_rows, [0, 1]);
    assert_eq!(cells(form), ["B3 > C3, D3", "B4 > C4, D4"]);
}

#[test]
fn the_answer_may_stand_left_of_the_question() {
    let form = &read(&[Tab::new("ISA")
        .rows(&[
            &["No.", "Maturity level", "Implementation description", "Control question", "Objective"],
            &["1", "", "", "Policies"],
            &["1.1", "", "", "To what extent are rules written down?", "Rules are known."],
            &["1.2", "", "", "To what extent are roles named?", "Roles are known."],
        ])
        .list("B3:B4", "0,1,2,3,na")])
    .sheets[0];
    assert_eq!(cells(form), ["D3 > B3, C3", "D4 > B4, C4"]);
    assert_eq!(choices(&form.questions[0].choices), ["0", "1", "2", "3", "na"]);
}

#[test]
fn an_added_column_stands_right_of_answer_cells_that_hold_nothing_yet() {
    let mut tab = Tab::new("List");
    for question in &QUESTIONS[..4] {
        tab = tab.row(&["1", question, ""]);
    }
    let questionnaire = read(&[tab.list("C1:C4", "Yes,No")]);
    let form = &questionnaire.sheets[0];
    assert_eq!(cells(form), ["B1 > C1, -", "B2 > C2, -", "B3 > C3, -", "B4 > C4, -"]);
    assert_eq!(form.blocks[0].append_column, 3);
}

#[test]
fn an_added_column_stands_clear_of_blank_merged_cells_and_of_a_title_over_the_whole_sheet() {
    let rows: [&[&str]; 4] =
        [&["Vendor questionnaire"], &["ID", "Question"], &["1", QUESTIONS[0]], &["2", QUESTIONS[1]]];
    let added = |merges: &[&str]| {
        let tab = merges.iter().fold(Tab::new("List").rows(&rows), |tab, range| tab.merge(range));
        read(&[tab]).sheets[0].blocks[0].append_column
    };
    assert_eq!(added(&[]), 2);
    assert_eq!(added(&["C3:C4"]), 3);
    // The range begins in the column behind the one for answers, and another behind that.
    assert_eq!(added(&["D3:E4", "F2:H2"]), 8);
    assert_eq!(added(&["A1:XFD1"]), 2);
    assert_eq!(added(&["C9:F12"]), 2);
}

#[test]
fn an_added_column_stands_right_of_formulas_that_show_nothing_yet() {
    let added = |formula: &str| {
        let header: &[&str] = &["ID", "Question", "", formula];
        let rows = [header, &["1", QUESTIONS[0]], &["2", QUESTIONS[1], formula]];
        read(&[Tab::new("List").rows(&rows)]).sheets[0].blocks[0].append_column
    };
    assert_eq!(added(""), 2);
    assert_eq!(added("=LEN(B2)|"), 4);
}

#[test]
fn without_an_answer_column_none_is_invented_and_the_appended_one_is_named() {
    let questionnaire = read(&[Tab::new("List").rows(&[
        &["ID", "Category", "Question"],
        &["1", "Ops", QUESTIONS[0]],
        &["2", "Ops", QUESTIONS[1]],
        &["3", "Net", QUESTIONS[3]],
    ])]);
    let form = &questionnaire.sheets[0];
    assert_eq!(cells(form), ["C2 > -, -", "C3 > -, -", "C4 > -, -"]);
    assert_eq!(form.blocks[0].append_column, 3);
    assert!(questionnaire.warnings[0].to_string().contains("new column D"));
}

#[test]
fn a_list_without_any_header_is_read_by_its_boxes() {
    let form = &read(&[Tab::new("DD")
        .rows(&[
            &["1", "Operations"],
            &["1.1", QUESTIONS[0]],
            &["1.2", QUESTIONS[1]],
            &["2", "Network"],
            &["2.1", QUESTIONS[3]],
        ])
        .look("A1:B1", Look::Bold)
        .look("A4:B4", Look::Bold)
        .look("C2:C3", Look::Boxed)
        .look("C5:C5", Look::Boxed)])
    .sheets[0];
    assert_eq!(cells(form), ["B2 > C2, -", "B3 > C3, -", "B5 > C5, -"]);
    assert_eq!(form.questions[2].section.as_deref(), Some("Network"));
}

#[test]
fn unlocked_cells_of_a_protected_sheet_are_where_answers_go() {
    let form = &read(&[Tab::new("Form")
        .rows(&[&["Operations"], &[QUESTIONS[0]], &[QUESTIONS[1]], &["Network"], &[QUESTIONS[3]]])
        .look("A1:A1", Look::Bold)
        .look("A4:A4", Look::Bold)
        .look("C2:C3", Look::Unlocked)
        .look("C5:C5", Look::Unlocked)
        .protect()])
    .sheets[0];
    assert_eq!(cells(form), ["A2 > C2, -", "A3 > C3, -", "A5 > C5, -"]);
    assert!(form.questions.iter().all(|q| !q.locked));
}

#[test]
fn an_answer_column_under_the_vendors_own_name_is_found() {
    let form =
        &read(&[Tab::new("Form").rows(&[&["Question", "Contoso Ltd"], &[QUESTIONS[0]], &[QUESTIONS[2]]])])
            .sheets[0];
    assert_eq!(cells(form), ["A2 > B2, -", "A3 > B3, -"]);
}

#[test]
fn two_answers_a_row_are_told_apart_from_the_comment() {
    let form = &read(&[Tab::new("Form")
        .rows(&[
            &["Requirement", "Documentation score", "Implementation score", "Comments"],
            &["A list of devices shall be kept."],
            &["The list shall be reviewed."],
        ])
        .list("B2:B3", "1,2,3,N/A")
        .list("C2:C3", "1,2,3,N/A")])
    .sheets[0];
    assert_eq!(cells(form), ["A2 > B2, D2", "A3 > B3, D3"]);
    assert_eq!(form.questions[0].second_answer.map(|c| c.to_string()).as_deref(), Some("C2"));
}

#[test]
fn columns_to_tick_are_no_place_to_write_an_answer() {
    let form = &read(&[Tab::new("Form").rows(&[
        &["No", "Question", "Yes", "No", "N/A", "Comments"],
        &["1", QUESTIONS[0]],
        &["2", QUESTIONS[1], "", "x"],
    ])])
    .sheets[0];
    assert_eq!(cells(form), ["B2 > -, F2", "B3 > -, F3"]);
    let ticks: Vec<String> =
        form.questions[0].ticks.iter().map(|t| format!("{} {}", t.label, t.cell)).collect();
    assert_eq!(ticks, ["Yes C2", "No D2", "N/A E2"]);
    assert!(!form.questions[0].answered && form.questions[1].answered);
}

#[test]
fn answers_merged_with_comments_have_no_comment_cell() {
    let form = &read(&[Tab::new("Form")
        .rows(&[&["ID", "Question", "Answer", "Comment"], &["1", QUESTIONS[0]], &["2", QUESTIONS[2]]])
        .list("C2", "Yes,No")
        .merge("C3:D3")
        .merge("B2")])
    .sheets[0];
    assert_eq!(cells(form), ["B2 > C2, D2", "B3 > C3, -"]);
}

#[test]
fn two_stacked_forms_keep_their_own_columns() {
    let form = &read(&[Tab::new("Form").rows(&[
        &["Part A"],
        &["No", "Question", "Answer", "Comment"],
        &["1", QUESTIONS[0]],
        &["2", QUESTIONS[1]],
        &[],
        &["Part B"],
        &["Ref", "Priority", "Requirement", "Remarks", "Status"],
        &["R1", "High", "The supplier shall keep logs for a year."],
        &["R2", "Low", "The supplier shall train all its staff."],
    ])])
    .sheets[0];
    assert_eq!(cells(form), ["B3 > C3, D3", "B4 > C4, D4", "C8 > E8, D8", "C9 > E9, D9"]);
    assert_eq!(form.role, SheetRole::Form);
}

#[test]
fn a_cell_in_two_merged_ranges_takes_no_answer() {
    let tab =
        Tab::new("Form").rows(&[&["Question", "Answer"], &[QUESTIONS[0]], &[QUESTIONS[1]], &[QUESTIONS[2]]]);
    let form = &read(&[tab.merge("B2:B3").merge("B3:B4")]).sheets[0];
    assert_eq!(cells(form), ["A2 > B2, -", "A3 > B2, -", "A4 > -, -"]);
}

#[test]
fn a_question_that_comes_again_behind_a_label_is_no_place_for_an_answer() {
    let form = &read(&[Tab::new("Form").rows(&[
        &["", "Question"],
        &["", QUESTIONS[0]],
        &["", QUESTIONS[1]],
        &["Answer", QUESTIONS[1]],
        &["", QUESTIONS[2]],
    ])])
    .sheets[0];
    let asking: Vec<_> = form.questions.iter().map(|question| question.cell).collect();
    assert!(asking.len() >= 4, "{asking:?}");
    assert!(form.questions.iter().all(|question| question.answer.is_none_or(|at| !asking.contains(&at))));
}

#[test]
fn an_answer_below_its_question_is_found_by_its_label() {
    let form = &read(&[Tab::new("Form").rows(&[
        &["1. Do you test backups every month?"],
        &["Answer:"],
        &["2. Are accounts of leavers closed in a day?"],
        &["Answer:"],
        &["3. Is traffic between sites encrypted?"],
        &["Answer:"],
    ])])
    .sheets[0];
    assert_eq!(cells(form), ["A1 > B2, -", "A3 > B4, -", "A5 > B6, -"]);
    assert_eq!(form.questions[1].id.as_deref(), Some("2"));
}

#[test]
fn the_same_texts_without_signs_are_topics_under_a_header() {
    let form = &read(&[Tab::new("DDQ")
        .rows(&[
            &["Question", "Response", "Comments"],
            &["Governance"],
            &["Security officer"],
            &["Approved policy"],
            &["Operations"],
            &["Malware protection"],
        ])
        .look("A2", Look::Heading)
        .look("A5", Look::Filled)])
    .sheets[0];
    assert_eq!(cells(form), ["A3 > B3, C3", "A4 > B4, C4", "A6 > B6, C6"]);
}
