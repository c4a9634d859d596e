//! Every rule of `apply`, on dockets of one row.

use serde_json::json;

use super::*;
use crate::knowledge::Verdict;
use crate::respond::{
    DOCKET_VERSION, Docket, DocketHead, EntryMark, Offered, Proposal, Target, Value, Write, docket_seal,
};
use crate::review::read_rulings_file;
use crate::workbook::{Format, Limits};

fn write(cell: &str, text: &str) -> Write {
    Write { cell: cell.into(), value: Value::Text(text.into()) }
}

fn proposal(id: &str, choice: Option<&str>, text: &str, writes: Vec<Write>) -> Proposal {
    Proposal {
        entries: vec![EntryMark { id: id.into(), sha256: "00".into() }],
        matched: None,
        approved: false,
        percent: 40,
        verdict: choice.map(|choice| if choice == "Yes" { Verdict::Yes } else { Verdict::No }),
        choice: choice.map(str::to_owned),
        refused: writes.is_empty().then(|| "none of the choices clearly says it".to_owned()),
        text: text.into(),
        writes,
    }
}

/// A row for review with a list, a comment cell and three answers.
fn row() -> DocketRow {
    let offered = |text: &str| Offered { text: text.into(), number: None };
    DocketRow {
        key: "k1".into(),
        sheet: String::new(),
        cell: "A2".into(),
        id: Some("1".into()),
        section: None,
        question: "Is it?".into(),
        language: "en".into(),
        general: false,
        answered: false,
        decision: "review".into(),
        reasons: vec!["new-wording".into()],
        target: Target {
            answer: Some("B2".into()),
            comment: Some("C2".into()),
            choices: Some(vec![offered("Yes"), offered("No"), offered("NA")]),
            closed: None,
        },
        proposed: Some(proposal(
            "one",
            Some("Yes"),
            "First.",
            vec![write("B2", "Yes"), write("C2", "First.")],
        )),
        others: vec![
            proposal("two", Some("No"), "Second.", vec![write("B2", "No"), write("C2", "Second.")]),
            proposal("three", None, "Third.", Vec::new()),
        ],
        shown: Vec::new(),
    }
}

/// The same with a free answer cell.
fn free() -> DocketRow {
    let target = Target { answer: Some("B2".into()), comment: None, choices: None, closed: None };
    DocketRow {
        target,
        proposed: Some(proposal("one", None, "First.", vec![write("B2", "First.")])),
        others: Vec::new(),
        ..row()
    }
}

fn head() -> DocketHead {
    DocketHead {
        docket: DOCKET_VERSION,
        version: "0".into(),
        date: "2026-11-23".into(),
        file: "a.csv".into(),
        place: "a.csv".into(),
        file_sha256: "11".into(),
        base: "B".into(),
        base_sha256: "22".into(),
        audience: "public".into(),
        products: Vec::new(),
        sample: false,
        appended: Vec::new(),
    }
}

fn ruled_on(docket: Docket, ruling: Option<serde_json::Value>) -> Result<Applied, ApplyErrors> {
    let text = docket.to_text().unwrap();
    let rows: Vec<_> = ruling.into_iter().collect();
    let file = json!({"rulings": 1, "seal": docket_seal(&text), "docket": text, "rows": rows});
    let form =
        Workbook::open(b"Question,Answer,Comment\nIs it?,,\n".to_vec(), Format::Csv, &Limits::default());
    apply(&read_rulings_file(&file.to_string()).unwrap(), &form.unwrap())
}

/// What comes of one row and one ruling: ruling, edited choice, edited answer, empty ones left out.
fn ruled(row: DocketRow, ruling: [&str; 3]) -> Result<Applied, ApplyErrors> {
    let some = |text: &str| Some(text).filter(|text| !text.is_empty()).map(str::to_owned);
    let [ruling, choice, answer] = ruling.map(some);
    let any = ruling.is_some() || choice.is_some() || answer.is_some();
    let ruling = any.then(|| json!({"key": "k1", "ruling": ruling, "choice": choice, "answer": answer}));
    ruled_on(Docket { head: head(), rows: vec![row] }, ruling)
}

/// The writes as `B2=Yes C2=First.`
#[track_caller]
fn written(row: DocketRow, ruling: [&str; 3]) -> String {
    let applied = ruled(row, ruling).unwrap();
    let edits: Vec<String> =
        applied.edits.iter().map(|edit| format!("{}={}", edit.cell, edit.value)).collect();
    edits.join(" ")
}

/// What is said of the one row that has to be corrected.
#[track_caller]
fn refusal(row: DocketRow, ruling: [&str; 3]) -> String {
    let errors = ruled(row, ruling).unwrap_err();
    assert_eq!(errors.problems.len(), 1);
    assert!(errors.to_string().starts_with("A2: "), "{errors}");
    errors.problems[0].why.clone()
}

#[test]
fn each_ruling_sends_what_it_says() {
    assert_eq!(written(row(), ["accept", "", ""]), "B2=Yes C2=First.");
    assert_eq!(written(row(), ["use 2nd", "", ""]), "B2=No C2=Second.");
    assert_eq!(written(row(), ["edit", "No", "Ours."]), "B2=No C2=Ours.");
    assert_eq!(written(row(), ["wrong match", "", ""]), "");
    assert_eq!(written(row(), ["leave blank", "", ""]), "");
    assert_eq!(written(free(), ["accept", "", ""]), "B2=First.");
    assert_eq!(written(free(), ["edit", "", "Ours."]), "B2=Ours.");
}

#[test]
fn what_an_edit_leaves_empty_stays_as_it_was_proposed() {
    assert_eq!(written(row(), ["edit", "", "Ours."]), "B2=Yes C2=Ours.");
    assert_eq!(written(row(), ["edit", "No", ""]), "B2=No C2=First.");
    assert_eq!(ruled(row(), ["edit", "No", ""]).unwrap().kept_text, ["A2"]);
    assert!(ruled(row(), ["edit", "Yes", ""]).unwrap().kept_text.is_empty());
}

#[test]
fn a_filled_row_needs_no_ruling_and_gives_way_to_one() {
    let filled = || DocketRow { decision: "fill".into(), ..row() };
    assert_eq!(written(filled(), ["", "", ""]), "B2=Yes C2=First.");
    let counts = ruled(filled(), ["accept", "", ""]).unwrap().counts;
    assert_eq!((counts.filled, counts.accepted), (1, 0), "its preset is no ruling");
    assert_eq!(written(filled(), ["leave blank", "", ""]), "");
    assert_eq!(written(filled(), ["wrong match", "", ""]), "");
    assert_eq!(written(filled(), ["edit", "NA", "Ours."]), "B2=NA C2=Ours.");
}

#[test]
fn a_row_for_review_without_a_ruling_is_open_and_blank() {
    let applied = ruled(row(), ["", "", ""]).unwrap();
    assert_eq!((applied.open, applied.counts.open, applied.edits), (vec!["A2".to_owned()], 1, Vec::new()));
}

#[test]
fn rows_that_need_no_ruling_are_counted_and_left_alone() {
    let count = |row| ruled(row, ["", "", ""]).unwrap().counts;
    let left = |row| DocketRow { decision: "leave".into(), proposed: None, others: Vec::new(), ..row };
    assert_eq!(count(left(row())).nothing_found, 1);
    assert_eq!(count(DocketRow { general: true, ..left(row()) }).general, 1);
    assert_eq!(count(DocketRow { answered: true, ..left(row()) }).answered_before, 1);
    let counts = count(left(row()));
    assert_eq!((counts.rows, counts.answered), (1, 0));
}

#[test]
fn an_edited_choice_is_written_as_the_list_has_it() {
    assert_eq!(written(row(), ["edit", "  nO ", "Ours."]), "B2=No C2=Ours.");
    let mut numbers = row();
    numbers.target.choices = Some(vec![
        Offered { text: "3".into(), number: Some(3.0) },
        Offered { text: "Three".into(), number: None },
    ]);
    let edits = ruled(numbers, ["edit", "3.0", "Ours."]).unwrap().edits;
    assert_eq!(edits[0].value, NewValue::Number(3.0));
}

#[test]
fn a_choice_that_the_form_does_not_offer_is_refused() {
    assert_eq!(
        refusal(row(), ["edit", "Maybe", ""]),
        "\"Maybe\" is none of the form's choices (Yes / No / NA)"
    );
    assert!(refusal(free(), ["edit", "Yes", "Ours."]).contains("offers no choices"));
}

#[test]
fn an_edited_cell_without_the_ruling_edit_is_refused_and_never_guessed() {
    assert!(refusal(row(), ["", "No", ""]).contains("no ruling"));
    for ruling in ["accept", "use 2nd", "wrong match", "leave blank"] {
        assert!(refusal(row(), [ruling, "", "Ours."]).contains(ruling));
    }
    assert!(refusal(row(), ["edit", "", ""]).contains("nothing is edited"));
    assert!(refusal(free(), ["edit", "", ""]).contains("nothing is edited"));
}

#[test]
fn what_cannot_be_written_cannot_be_accepted() {
    assert!(refusal(row(), ["use 3rd", "", ""]).contains("none of the choices clearly says it"));
    assert!(refusal(free(), ["use 2nd", "", ""]).contains("nothing is proposed in \"2nd\""));
    let nothing = DocketRow { proposed: None, ..row() };
    assert!(refusal(nothing.clone(), ["accept", "", ""]).contains("nothing is proposed"));
    // A choice has to come from somewhere; the reviewer's own is enough.
    assert!(refusal(nothing.clone(), ["edit", "", "Ours."]).contains("none is proposed"));
    assert_eq!(written(nothing, ["edit", "NA", ""]), "B2=NA");
}

#[test]
fn a_closed_row_takes_nothing_but_may_be_left() {
    let closed = || {
        let mut row = row();
        row.target.closed = Some("B2 holds a formula".into());
        row
    };
    for ruling in ["accept", "use 2nd", "edit"] {
        let edited = if ruling == "edit" { "Ours." } else { "" };
        assert!(refusal(closed(), [ruling, "", edited]).contains("B2 holds a formula"), "{ruling}");
    }
    assert_eq!(written(closed(), ["leave blank", "", ""]), "");
    assert_eq!(written(closed(), ["wrong match", "", ""]), "");
}

#[test]
fn an_edited_answer_without_a_cell_is_told_and_alone_refused() {
    let without = || {
        let mut row = row();
        row.target.comment = None;
        row
    };
    let applied = ruled(without(), ["edit", "No", "Ours."]).unwrap();
    assert_eq!((applied.edits.len(), applied.unsent.as_slice()), (1, ["A2".to_owned()].as_slice()));
    assert_eq!(applied.rows[0].text, None);
    assert!(refusal(without(), ["edit", "", "Ours."]).contains("no cell for a text"));
}

#[test]
fn a_text_longer_than_a_cell_is_refused() {
    let long = "x".repeat(crate::workbook::LONGEST_TEXT + 1);
    assert!(refusal(free(), ["edit", "", &long]).contains("B2"));
    assert!(refusal(row(), ["edit", "No", &long]).contains("C2"));
}

#[test]
fn an_edited_text_is_text_whatever_it_begins_with() {
    let edits = ruled(free(), ["edit", "", " =1+1\r\nb "]).unwrap().edits;
    assert_eq!(edits[0].value, NewValue::Text("=1+1\nb".into()));
}

#[test]
fn several_problems_are_told_together() {
    let rows = vec![row(), DocketRow { key: "k2".into(), cell: "A3".into(), ..row() }];
    let docket = Docket { head: head(), rows };
    let text = docket.to_text().unwrap();
    let rulings = json!([{"key": "k1", "ruling": "use 3rd"}, {"key": "k2", "ruling": null, "answer": "x"}]);
    let file = json!({"rulings": 1, "seal": docket_seal(&text), "docket": text, "rows": rulings});
    let form = Workbook::open(b"Q,A\n".to_vec(), Format::Csv, &Limits::default()).unwrap();
    let errors = apply(&read_rulings_file(&file.to_string()).unwrap(), &form).unwrap_err();
    let places: Vec<&str> = errors.problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(places, ["A2", "A3"]);
    assert_eq!(errors.to_string(), "2 rows have to be corrected");
}

#[test]
fn an_added_column_is_headed_only_where_an_answer_goes_into_it() {
    let column = AppendedColumn {
        sheet: String::new(),
        header: "B1".into(),
        title: "Answer".into(),
        width: 45,
        rows: (2, 2),
    };
    let docket =
        |row| Docket { head: DocketHead { appended: vec![column.clone()], ..head() }, rows: vec![row] };
    let ruling = |ruling: &str| Some(json!({"key": "k1", "ruling": ruling}));
    let applied = ruled_on(docket(free()), ruling("accept")).unwrap();
    let cells: Vec<String> = applied.edits.iter().map(|edit| edit.cell.to_string()).collect();
    assert_eq!(cells, ["B2", "B1"]);
    assert_eq!(applied.added, [AddedColumn { sheet: String::new(), column: 1, width: 45 }]);
    let applied = ruled_on(docket(free()), ruling("leave blank")).unwrap();
    assert!(applied.edits.is_empty() && applied.added.is_empty());
}

#[test]
fn the_record_tells_what_was_sent_in_whose_words() {
    let of = |ruling| ruled(row(), ruling).unwrap().rows.remove(0);
    let accepted = of(["accept", "", ""]);
    assert_eq!((accepted.choice.as_deref(), accepted.text.as_deref()), (Some("Yes"), Some("First.")));
    assert_eq!((accepted.ruling.as_str(), accepted.percent), ("accept", Some(40)));
    assert_eq!(accepted.cells, ["B2", "C2"]);
    assert_eq!(of(["use 2nd", "", ""]).entries[0].id, "two");
    let edited = of(["edit", "no", "Ours."]);
    assert_eq!((edited.verdict, edited.entries.len(), edited.percent), (Some(Verdict::No), 0, None));
    let blank = of(["wrong match", "", ""]);
    assert!(!blank.is_sent() && blank.cells.is_empty() && blank.entries.is_empty());
    let filled = DocketRow { decision: "fill".into(), ..row() };
    assert_eq!(ruled(filled, ["", "", ""]).unwrap().rows[0].ruling, "filled");
}

#[test]
fn an_edited_text_keeps_to_the_length_that_the_cell_allows() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let short = rust_xlsxwriter::DataValidation::new()
        .allow_text_length(rust_xlsxwriter::DataValidationRule::LessThanOrEqualTo(5));
    book.add_worksheet().set_name("S").unwrap().add_data_validation(1, 1, 1, 1, &short).unwrap();
    let form = Workbook::open(book.save_to_buffer().unwrap(), Format::Xlsx, &Limits::default()).unwrap();
    let row = DocketRow { sheet: "S".into(), ..free() };
    let text = Docket { head: head(), rows: vec![row] }.to_text().unwrap();
    let of = |answer: &str| {
        let rows = json!([{"key": "k1", "ruling": "edit", "answer": answer}]);
        let file = json!({"rulings": 1, "seal": docket_seal(&text), "docket": text, "rows": rows});
        apply(&read_rulings_file(&file.to_string()).unwrap(), &form)
    };
    assert_eq!(of("12345").unwrap().edits.len(), 1);
    let error = of("123456").unwrap_err().to_string();
    assert!(error.starts_with("S!A2: ") && error.contains("the cell takes 5"), "{error}");
}

/// What comes of two questions that share one merged answer cell, B2:B3, with these answers.
fn shared(first: &str, second: &str) -> Result<Applied, ApplyErrors> {
    let mut package = rust_xlsxwriter::Workbook::new();
    let sheet = package.add_worksheet();
    sheet.set_name("Form").unwrap();
    sheet.merge_range(1, 1, 2, 1, "", &rust_xlsxwriter::Format::new()).unwrap();
    let bytes = package.save_to_buffer().unwrap();
    let form = Workbook::open(bytes, Format::Xlsx, &Limits::default()).unwrap();
    let at = |key: &str, cell: &str| DocketRow {
        key: key.into(),
        sheet: "Form".into(),
        cell: cell.into(),
        ..free()
    };
    let docket = Docket { head: head(), rows: vec![at("k1", "A2"), at("k2", "A3")] };
    let text = docket.to_text().unwrap();
    let ruling = |key: &str, answer: &str| json!({"key": key, "ruling": "edit", "answer": answer});
    let rows = [ruling("k1", first), ruling("k2", second)];
    let file = json!({"rulings": 1, "seal": docket_seal(&text), "docket": text, "rows": rows});
    let applied = apply(&read_rulings_file(&file.to_string()).unwrap(), &form)?;
    form.edit(&applied.edits, &crate::workbook::EditOptions::default()).unwrap();
    Ok(applied)
}

#[test]
fn two_answers_for_one_cell_are_refused_with_both_rows_and_equal_ones_are_written_once() {
    let error = shared("Yes.", "No.").unwrap_err().to_string();
    assert!(error.contains("Form!A3") && error.contains("Form!A2") && error.contains("B2"), "{error}");
    let applied = shared("Yes.", "Yes.").unwrap();
    assert_eq!((applied.edits.len(), applied.counts.edited), (1, 2));
}
