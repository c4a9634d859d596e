//! Which rows ask, what is answered, and what stands in the cells.

use super::super::testing::{Look, Tab, cells, choices, read, read_csv};
use super::super::{Kind, Question};

fn texts(questions: &[Question]) -> Vec<&str> {
    questions.iter().map(|q| q.text.as_str()).collect()
}

#[test]
fn a_question_that_is_a_formula_is_read_by_its_cached_text() {
    let form = &read(&[
        Tab::new("Form")
            .rows(&[
                &["ID", "Question", "Answer"],
                &["1", "=Store!A1|Do you test backups?"],
                &["2", "=Store!A2|Is traffic encrypted?"],
            ])
            .list("C2:C3", "Yes,No"),
        Tab::new("Store").rows(&[&["Do you test backups?"], &["Is traffic encrypted?"]]).hide(),
    ])
    .sheets[0];
    assert_eq!(texts(&form.questions), ["Do you test backups?", "Is traffic encrypted?"]);
}

#[test]
fn an_answer_cell_with_a_formula_counts_as_answered_even_when_it_shows_nothing() {
    let form = &read(&[Tab::new("Form").rows(&[
        &["ID", "Question", "Answer", "Comment"],
        &["1", "Do you test backups?"],
        &["2", "Is traffic encrypted?", "=Other!C2|"],
        &["3", "Are logs kept?"],
        &["4", "Are accounts reviewed?"],
    ])])
    .sheets[0];
    let answered: Vec<bool> = form.questions.iter().map(|q| q.answered).collect();
    assert_eq!(answered, [false, true, false, false]);
    assert!(form.questions[1].answer_is_formula);
}

#[test]
fn placeholders_are_no_answers_and_are_kept_for_display() {
    let form = &read(&[Tab::new("Form")
        .rows(&[
            &["ID", "Question", "Answer", "Details"],
            &["1", "Do you test backups?", "Select from dropdown", "<Please provide details>"],
            &["2", "Is traffic encrypted?", "Not Started", ""],
            &["3", "Are logs kept?", "Yes", "For a year."],
        ])
        .list("C2:C4", "Select from dropdown,Not Started,Yes,No")])
    .sheets[0];
    let state: Vec<(bool, bool)> = form.questions.iter().map(|q| (q.answered, q.commented)).collect();
    assert_eq!(state, [(false, false), (false, false), (true, true)]);
    assert_eq!(form.questions[0].placeholder.as_deref(), Some("Select from dropdown"));
}

#[test]
fn the_same_lowest_score_everywhere_is_a_default_and_the_same_yes_is_not() {
    let form = |value: &str| {
        let rows = [
            "keeps logs",
            "trains staff",
            "tests plans",
            "reviews access",
            "lists assets",
            "patches systems",
        ];
        let mut tab = Tab::new("Form").row(&["Requirement", "Score", "Comments"]).list("B2:B7", "1,2,3,Yes");
        for row in rows {
            tab = tab.row(&[&format!("The organisation {row} as written down."), value]);
        }
        read(&[tab]).sheets[0].questions.iter().filter(|q| q.answered).count()
    };
    assert_eq!(form("1"), 0);
    assert_eq!(form("Yes"), 6);
}

#[test]
fn choices_differ_row_by_row() {
    let form = &read(&[
        Tab::new("Form")
            .rows(&[
                &["Question", "Answer"],
                &["Is it tested?"],
                &["How often is it tested?"],
                &["Who tests it?"],
            ])
            .list("B2", "Yes,No")
            .list("B3", "=Lists!$A$1:$A$2"),
        Tab::new("Lists").rows(&[&["Monthly"], &["Yearly"]]).hide(),
    ])
    .sheets[0];
    let got: Vec<Vec<String>> = form.questions.iter().map(|q| choices(&q.choices)).collect();
    assert_eq!(got, [vec!["Yes", "No"], vec!["Monthly", "Yearly"], vec![]]);
}

#[test]
fn criteria_under_a_question_are_no_questions() {
    let form = &read(&[Tab::new("Interview")
        .rows(&[
            &["Stream", "Level", "Planning", "Answer", "Interview Notes"],
            &["Build", "1", "Do you keep a list of rules?"],
            &["", "", "You remove rules that nobody owns"],
            &["", "2", "Is data kept apart by tenant?"],
            &["", "", "Data is stored per tenant and checked by tests"],
        ])
        .list("D2 D4", "No,Yes for some,Yes for all")])
    .sheets[0];
    assert_eq!(cells(form), ["C2 > D2, E2", "C4 > D4, E4"]);
}

#[test]
fn options_in_rows_of_their_own_are_one_question_without_an_answer_cell() {
    let questionnaire = read_csv(
        "Question ID,Question,Answer,Risk\n1,Do you test backups?,Yes,0\n1,Do you test backups?,No,1\n\
         2,Is traffic encrypted?,Yes,0\n2,Is traffic encrypted?,No,1\n3,Are logs kept?,Yes,0\n3,Are logs kept?,No,1\n",
    );
    let form = &questionnaire.sheets[0];
    assert_eq!(cells(form), ["B2 > -, -", "B4 > -, -", "B6 > -, -"]);
}

#[test]
fn an_id_in_front_of_the_text_is_parted_off() {
    let form = &read(&[Tab::new("Form").rows(&[
        &["Requirement", "Compliance"],
        &["3.1.1 The supplier shall limit access to its staff."],
        &["3.1.2 The supplier shall log each access."],
    ])])
    .sheets[0];
    assert_eq!(form.questions[1].id.as_deref(), Some("3.1.2"));
    assert_eq!(form.questions[1].text, "The supplier shall log each access.");
}

#[test]
fn footers_legends_and_signatures_are_no_questions() {
    let form = &read(&[Tab::new("Form").rows(&[
        &["ID", "Question", "Status", "Notes"],
        &["1", "Do you test backups?"],
        &["2", "Is traffic encrypted?"],
        &["Not Started"],
        &["Pass"],
        &[],
        &["", "Signature:"],
        &["", "© 2031 Northwind. All rights reserved."],
    ])])
    .sheets[0];
    assert_eq!(cells(form), ["B2 > C2, D2", "B3 > C3, D3"]);
}

#[test]
fn general_information_is_listed_apart() {
    let form = &read(&[Tab::new("Form")
        .rows(&[
            &["Supplier form"],
            &["GI-1", "Vendor name", "Vendor name"],
            &["GI-2", "Contact e-mail", "name@yourdomain.example"],
            &["Ops", "", "Answer", "Comment"],
            &["OP-1", "Do you test backups?"],
            &["OP-2", "Is traffic encrypted?"],
        ])
        .merge("C2:D2")])
    .sheets[0];
    assert_eq!(cells(form), ["B2 > C2, -", "B3 > C3, -", "B5 > C5, D5", "B6 > C6, D6"]);
    let kinds: Vec<Kind> = form.questions.iter().map(|q| q.kind).collect();
    assert_eq!(kinds, [Kind::General, Kind::General, Kind::Question, Kind::Question]);
    assert!(form.questions.iter().all(|q| !q.answered));
}

#[test]
fn hidden_conditional_and_mandatory_rows_are_kept_and_marked() {
    let form = &read(&[Tab::new("Form")
        .rows(&[
            &["ID", "Question", "Answer"],
            &["1", "Do you test backups?*"],
            &["1.1", "If yes, how often?"],
            &["2", "Anything to add? (optional)"],
        ])
        .hide_row(3)])
    .sheets[0];
    let marks: Vec<_> = form.questions.iter().map(|q| (q.hidden, q.conditional, q.mandatory)).collect();
    assert_eq!(marks, [(false, false, Some(true)), (true, true, None), (false, false, Some(false))]);
}

#[test]
fn sections_come_from_merged_cells_and_from_the_first_row_only() {
    let form = &read(&[Tab::new("Form")
        .rows(&[
            &["Topic", "Question", "Answer"],
            &["Backup", "Do you test backups?"],
            &["", "Are backups encrypted?"],
            &["Logs", "Are logs kept?"],
        ])
        .merge("A2:A3")
        .look("C2:C4", Look::Boxed)])
    .sheets[0];
    let sections: Vec<_> = form.questions.iter().filter_map(|q| q.section.as_deref()).collect();
    assert_eq!(sections, ["Backup", "Backup", "Logs"]);
}

#[test]
fn a_stray_cell_far_away_does_not_widen_the_form() {
    let mut far = vec![""; 30];
    far[29] = "stray";
    let form = &read(&[Tab::new("Form").row(&far).rows(&[
        &["ID", "Question"],
        &["1", "Do you test backups?"],
        &["2", "Is traffic encrypted?"],
        &["3", "Are logs kept?"],
    ])])
    .sheets[0];
    assert_eq!(cells(form).len(), 3);
}

#[test]
fn blank_records_of_a_padded_csv_are_nothing() {
    let padded = format!(
        "#,Question,Answer,Notes\n1,Do you test backups?,,\n\n2,Is traffic encrypted?,,\n{}",
        ",,,\n".repeat(900)
    );
    let form = &read_csv(&padded).sheets[0];
    assert_eq!(form.name, "");
    assert_eq!(cells(form), ["B2 > C2, D2", "B4 > C4, D4"]);
}

#[test]
fn an_id_merged_over_several_questions_belongs_to_each_and_one_over_blanks_does_not() {
    let rows: &[&[&str]] = &[
        &["ID", "Question", "Answer"],
        &["SM-1", "Do you test backups?"],
        &["", "Are backups encrypted?"],
        &["SM-2", "Are logs kept?"],
        &["", "Who reads the logs?"],
    ];
    let ids = |tab: Tab| -> Vec<Option<String>> {
        read(&[tab]).sheets[0].questions.iter().map(|q| q.id.clone()).collect()
    };
    let (one, two) = (Some("SM-1".to_string()), Some("SM-2".to_string()));
    let merged = Tab::new("Form").rows(rows).merge("A2:A3").merge("A4:A5");
    assert_eq!(ids(merged), [one.clone(), one.clone(), two.clone(), two.clone()]);
    assert_eq!(ids(Tab::new("Form").rows(rows)), [one, None, two, None]);
}

#[test]
fn options_with_a_box_each_leave_one_question_and_nothing_to_fill() {
    let form = &read(&[Tab::new("Form").rows(&[
        &["No", "Question", "Your answer"],
        &["1", "Which data do you store?"],
        &["", "☐ Names"],
        &["", "☐ Card numbers"],
        &["2", "Do you test backups?"],
        &["3", "How are they kept?"],
        &["", "On disk", "☐"],
        &["", "On tape", "☐"],
    ])])
    .sheets[0];
    assert_eq!(cells(form), ["B2 > -, -", "B5 > C5, -", "B6 > -, -"]);
    assert!(form.questions.iter().all(|q| q.section.is_none()));
}

#[test]
fn options_beside_empty_boxes_count_where_several_questions_have_them() {
    let tab = Tab::new("Form")
        .rows(&[
            &["No", "Question", "Answer"],
            &["1", "Which data do you store?"],
            &["", "Names"],
            &["", "Card numbers"],
            &["2", "Where is it kept?"],
            &["", "On disk"],
            &["", "On tape"],
            &["3", "Do you test backups?"],
        ])
        .look("C3:C4", Look::Boxed)
        .look("C6:C8", Look::Boxed);
    assert_eq!(cells(&read(&[tab]).sheets[0]), ["B2 > -, -", "B5 > -, -", "B8 > C8, -"]);
}

#[test]
fn a_cell_of_millions_of_characters_is_cut_where_excel_would_and_costs_little() {
    let long = "Do you keep logs of all access? ".repeat(150_000);
    let form = &read(&[Tab::new("Form").rows(&[
        &["ID", "Question", "Answer"],
        &["1", &long],
        &["2", "Is traffic encrypted?", &long],
    ])])
    .sheets[0];
    assert_eq!(cells(form), ["B2 > C2, -", "B3 > C3, -"]);
    assert_eq!(form.questions[0].text.chars().count(), 32_767);
    assert!(form.questions[1].answered);
}
