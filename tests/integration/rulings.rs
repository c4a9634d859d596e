//! The review workbook, and the work of a reviewer in it, which nothing takes away.

use trustfill::review::{COLUMNS, ReadError, Ruling, is_review, read_review};
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Sheet, Workbook};

use crate::golden::report;
use crate::package::{changed, part};
use crate::support::{Desk, EXAMPLES, TODAY, beside, example, fill, trustfill};

const FIRST: &str = EXAMPLES[0];

fn review_of(desk: &Desk) -> Workbook {
    Workbook::open(desk.read(&beside(FIRST, "review")), Format::Xlsx, &Limits::default()).unwrap()
}

pub(crate) fn column(sheet: &Sheet, header: &str) -> u32 {
    let columns = sheet.row(0).iter().map(|(column, _)| *column);
    columns.into_iter().find(|c| sheet.text(CellRef::new(0, *c)) == header).unwrap()
}

pub(crate) fn text(sheet: &Sheet, row: u32, header: &str) -> String {
    sheet.text(CellRef::new(row, column(sheet, header))).into_owned()
}

fn lines(sheet: &Sheet) -> Vec<u32> {
    sheet.rows().map(|(row, _)| row).filter(|row| *row > 0).collect()
}

/// The two sheets with rows.
fn lists(review: &Workbook) -> [&Sheet; 2] {
    ["Review", "Done"].map(|name| review.sheet(name).unwrap())
}

/// The line of the first suggestion.
pub(crate) fn suggestion(sheet: &Sheet) -> u32 {
    lines(sheet).into_iter().find(|row| text(sheet, *row, "Decision") == "review").unwrap()
}

/// A desk with the first example, filled, and these texts of a reviewer in the line of its first suggestion.
fn reviewed(texts: &[(&str, &str)]) -> Desk {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    let row = suggestion(review_of(&desk).sheet("Review").unwrap());
    rule(&desk, "Review", row, texts);
    desk
}

/// Puts these texts of a reviewer into a line.
fn rule(desk: &Desk, sheet: &str, row: u32, texts: &[(&str, &str)]) {
    let review = review_of(desk);
    let sheet = review.sheet(sheet).unwrap();
    let edits: Vec<Edit> = texts
        .iter()
        .map(|(header, text)| Edit {
            sheet: sheet.name().to_owned(),
            cell: CellRef::new(row, column(sheet, header)),
            value: NewValue::Text((*text).into()),
            fill: None,
        })
        .collect();
    desk.put(&beside(FIRST, "review"), review.edit(&edits, &EditOptions::default()).unwrap().bytes);
}

/// A desk with a ruling of a reviewer.
fn ruled() -> Desk {
    reviewed(&[("Ruling", "edit"), ("Edited answer", "What the reviewer wrote.")])
}

#[test]
fn the_review_sheet_has_the_columns_that_were_agreed() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    let review = review_of(&desk);
    let agreed = [
        "#",
        "ID",
        "Section",
        "Question",
        "Choice",
        "Answer",
        "Confidence",
        "Why",
        "Ruling",
        "Edited choice",
        "Edited answer",
        "2nd",
        "3rd",
        "Matched wording",
        "What differs",
        "Entry",
        "Owner",
        "Evidence",
        "Reviewed",
        "Decision",
        "Sheet",
        "Cell",
        "Key",
    ];
    assert_eq!(COLUMNS.map(|c| c.header), agreed);
    for sheet in lists(&review) {
        let headers: Vec<String> =
            sheet.row(0).iter().map(|(c, _)| sheet.text(CellRef::new(0, *c)).into_owned()).collect();
        assert_eq!(headers, agreed, "{}", sheet.name());
    }
    let names: Vec<&str> = review.sheets().iter().map(Sheet::name).collect();
    assert_eq!(names, ["Review", "Done", "Summary", "How to use", "Docket"]);
}

#[test]
fn what_is_to_do_comes_first_and_the_least_certain_first_of_it() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    let review = review_of(&desk);
    let [sheet, done] = lists(&review);
    let decisions = |sheet: &Sheet| -> Vec<String> {
        lines(sheet).iter().map(|row| text(sheet, *row, "Decision")).collect()
    };
    let to_do = decisions(sheet);
    let order = |decision: &String| ["review", "leave"].iter().position(|d| d == decision).unwrap();
    assert!(to_do.is_sorted_by_key(order), "{to_do:?}");
    let suggested = lines(sheet).into_iter().filter(|row| text(sheet, *row, "Decision") == "review");
    let certainty: Vec<f64> = suggested.map(|row| text(sheet, row, "Confidence").parse().unwrap()).collect();
    assert!(certainty.is_sorted(), "{certainty:?}");
    assert!(decisions(done).iter().all(|decision| decision == "fill"));
    let rows = (to_do.len() + decisions(done).len()) as u64;
    assert_eq!(rows, report(FIRST)["counts"]["questions"].as_u64().unwrap());
}

#[test]
fn rows_that_were_answered_before_or_ask_about_the_company_are_done() {
    let name = "university-vendor-review.xlsx";
    let desk = Desk::with_example(name);
    fill(name).in_dir(desk.path()).success();
    let review =
        Workbook::open(desk.read(&beside(name, "review")), Format::Xlsx, &Limits::default()).unwrap();
    let reviewed = read_review(&review).unwrap();
    let mut seen = 0;
    for sheet in lists(&review) {
        for row in lines(sheet) {
            let docketed = reviewed.docket.row(&text(sheet, row, "Key")).unwrap();
            let done = docketed.answered || docketed.general || docketed.decision == "fill";
            assert_eq!(sheet.name() == "Done", done, "{docketed:?}");
            seen += usize::from(docketed.general);
        }
    }
    assert!(seen > 0, "the example asks nothing about the company");
}

#[test]
fn filled_rows_are_preset_to_accept_and_the_others_wait() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    let review = review_of(&desk);
    for (sheet, row) in
        lists(&review).into_iter().flat_map(|sheet| lines(sheet).into_iter().map(move |row| (sheet, row)))
    {
        let preset = if text(sheet, row, "Decision") == "fill" { "accept" } else { "" };
        assert_eq!(text(sheet, row, "Ruling"), preset);
        let choices = sheet.choices(CellRef::new(row, column(sheet, "Ruling")));
        let trustfill::workbook::Choices::List(list) = choices else { panic!("no dropdown in row {row}") };
        let offered: Vec<&str> = list.iter().map(|choice| choice.text.as_str()).collect();
        assert_eq!(offered, Ruling::ALL.map(Ruling::as_str));
    }
}

#[test]
fn the_review_sheet_can_be_filtered_and_its_header_stays() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    let sheet = part(&desk.read(&beside(FIRST, "review")), "xl/worksheets/sheet1.xml");
    for feature in ["<autoFilter ", "state=\"frozen\"", "dataBar", "<cols>"] {
        assert!(sheet.contains(feature), "{feature}");
    }
}

#[test]
fn the_summary_names_file_base_version_and_date() {
    let desk = Desk::with_example(FIRST);
    let ran = fill(FIRST).args(["--format", "json"]).in_dir(desk.path()).success();
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let review = review_of(&desk);
    let sheet = review.sheet("Summary").unwrap();
    let all: Vec<String> = sheet
        .rows()
        .flat_map(|(row, cells)| cells.iter().map(move |(column, _)| CellRef::new(row, *column)))
        .map(|cell| sheet.text(cell).into_owned())
        .collect();
    for wanted in
        [&report["file_sha256"], &report["knowledge"]["sha256"], &report["version"], &report["date"]]
    {
        let wanted = wanted.as_str().unwrap();
        assert!(all.iter().any(|text| text.contains(wanted)), "{wanted}: {all:#?}");
    }
    let names: Vec<String> =
        crate::package::parts(&desk.read(&beside(FIRST, "review"))).into_iter().map(|p| p.0).collect();
    assert!(names.iter().any(|name| name.starts_with("xl/charts/chart")), "{names:?}");
}

#[test]
fn rulings_are_not_replaced_not_even_by_force() {
    let desk = ruled();
    let (form, review) = (desk.read(&beside(FIRST, "filled")), desk.read(&beside(FIRST, "review")));
    for flags in [&[][..], &["--force"]] {
        let ran = fill(FIRST).args(flags).in_dir(desk.path()).fails_with(4);
        if !flags.is_empty() {
            let line = ran.stderr.lines().next().unwrap();
            assert!(
                line.contains(&beside(FIRST, "review")) && ran.stderr.contains("--carry"),
                "{}",
                ran.stderr
            );
        }
        assert!(desk.read(&beside(FIRST, "filled")) == form && desk.read(&beside(FIRST, "review")) == review);
    }
}

#[test]
fn what_a_reviewer_typed_before_ruling_is_not_replaced_either() {
    let desk = reviewed(&[("Edited answer", "Half an hour of work.")]);
    let review = desk.read(&beside(FIRST, "review"));
    fill(FIRST).arg("--force").in_dir(desk.path()).fails_with(4);
    assert!(desk.read(&beside(FIRST, "review")) == review);
    fill(FIRST).args(["--force", "--carry"]).in_dir(desk.path()).success();
    let review = review_of(&desk);
    let sheet = review.sheet("Review").unwrap();
    assert_eq!(text(sheet, suggestion(sheet), "Edited answer"), "Half an hour of work.");
}

#[test]
fn carried_rulings_stand_in_the_new_review_workbook() {
    let desk = ruled();
    fill(FIRST).args(["--force", "--carry"]).in_dir(desk.path()).success();
    let review = review_of(&desk);
    let sheet = review.sheet("Review").unwrap();
    let row = suggestion(sheet);
    assert_eq!(text(sheet, row, "Ruling"), "edit");
    assert_eq!(text(sheet, row, "Edited answer"), "What the reviewer wrote.");
    assert_eq!(desk.names().len(), 3, "{:?}", desk.names());
}

/// Changes a part of the review workbook.
fn tamper(desk: &Desk, part: &str, from: &str, to: &str) {
    let review = desk.read(&beside(FIRST, "review"));
    desk.put(&beside(FIRST, "review"), changed(&review, part, |text| text.replacen(from, to, 1)));
}

#[test]
fn a_review_workbook_whose_sheets_were_renamed_is_not_replaced() {
    for (from, to) in [("Review", "Review Anna"), ("Review", "REVIEW"), ("Done", "Finished")] {
        let desk = ruled();
        tamper(&desk, "xl/workbook.xml", &format!("name=\"{from}\""), &format!("name=\"{to}\""));
        let before = desk.read(&beside(FIRST, "review"));
        for flags in [&["--force"][..], &["--force", "--carry"]] {
            let ran = fill(FIRST).args(flags).in_dir(desk.path()).fails_with(4);
            assert!(ran.stderr.contains("rename the sheet back"), "{to}: {}", ran.stderr);
            assert!(desk.read(&beside(FIRST, "review")) == before, "{to}");
        }
    }
}

#[test]
fn a_table_that_is_no_review_workbook_is_replaced_by_force() {
    let desk = Desk::with_example(FIRST);
    desk.put(&beside(FIRST, "review"), example(EXAMPLES[0]));
    fill(FIRST).in_dir(desk.path()).fails_with(4);
    fill(FIRST).arg("--force").in_dir(desk.path()).success();
    assert!(read_review(&review_of(&desk)).is_ok());
}

#[test]
fn two_columns_of_one_name_are_refused_by_name() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    rule(&desk, "Review", 0, &[("What differs", "Edited answer")]);
    let error = read_review(&review_of(&desk)).unwrap_err().to_string();
    assert_eq!(error, "sheet \"Review\" has two columns \"Edited answer\"");
    fill(FIRST).arg("--force").in_dir(desk.path()).fails_with(4);
}

#[test]
fn a_ruling_on_a_question_that_has_changed_is_neither_carried_nor_lost() {
    let desk = ruled();
    let form = Workbook::open(example(FIRST), Format::Xlsx, &Limits::default()).unwrap();
    let review = review_of(&desk);
    let sheet = review.sheet("Review").unwrap();
    let row = suggestion(sheet);
    let at = |header| text(sheet, row, header);
    let edit = Edit {
        sheet: at("Sheet"),
        cell: at("Cell").parse().unwrap(),
        value: NewValue::Text(format!("{} Since when, and who approved it?", at("Question")).into()),
        fill: None,
    };
    desk.put(FIRST, form.edit(&[edit], &EditOptions::default()).unwrap().bytes);
    let ran = fill(FIRST).args(["--force", "--carry"]).in_dir(desk.path()).fails_with(4);
    assert!(ran.stderr.contains("questions that have changed"), "{}", ran.stderr);
    let review = review_of(&desk);
    let sheet = review.sheet("Review").unwrap();
    assert!(lines(sheet).iter().any(|row| text(sheet, *row, "Ruling") == "edit"));
}

#[test]
fn a_file_that_is_no_review_workbook_is_not_carried_from() {
    let desk = Desk::with_example(FIRST);
    let name = beside(FIRST, "review");
    desk.put(&name, example(EXAMPLES[1]));
    let ran = fill(FIRST).args(["--force", "--carry"]).in_dir(desk.path()).fails_with(4);
    assert!(ran.stderr.contains(&name) && ran.stderr.contains("no review workbook"), "{}", ran.stderr);
    assert_eq!(desk.read(&name), example(EXAMPLES[1]));
}

#[test]
fn a_review_workbook_reads_back_with_its_docket_and_what_was_ruled() {
    let desk = ruled();
    let review = review_of(&desk);
    let reviewed = read_review(&review).unwrap();
    assert_eq!(reviewed.docket.head.place, FIRST);
    assert_eq!(
        reviewed.docket.rows.len(),
        lists(&review).map(|sheet| lines(sheet).len()).iter().sum::<usize>()
    );
    let ruled: Vec<_> = reviewed.docket.rows.iter().filter_map(|row| reviewed.ruling(row)).collect();
    assert_eq!(ruled.len(), 1);
    assert_eq!(ruled[0].ruling, Some(Ruling::Edit));
    assert_eq!(ruled[0].answer.as_deref(), Some("What the reviewer wrote."));
}

#[test]
fn a_question_with_characters_that_no_cell_holds_reads_back() {
    let desk = Desk::new();
    desk.put("f.csv", "Question,Answer\nDo you \u{1}encrypt stored\u{fffe} data?,\nDo you log events?,\nDo you keep bees?,\n");
    fill("f.csv").in_dir(desk.path()).success();
    let bytes = desk.read("f.review.xlsx");
    let review = Workbook::open(bytes, Format::Xlsx, &Limits::default()).unwrap();
    let reviewed = read_review(&review).unwrap();
    let odd = |question: &str| question.contains('\u{1}') || question.contains('\u{fffe}');
    assert!(reviewed.docket.rows.iter().any(|row| odd(&row.question)), "the docket has it as it was");
}

#[test]
fn a_docket_over_a_limit_is_told_with_the_flag_that_raises_it() {
    let desk = ruled();
    let bytes = desk.read(&beside(FIRST, "review"));
    let size = |number: u32| part(&bytes, &format!("xl/worksheets/sheet{number}.xml")).len() as u64;
    let limits = Limits { part_bytes: size(5) - 1, ..Limits::default() };
    assert!((1..5).all(|number| size(number) < limits.part_bytes), "the docket is the largest");
    let review = Workbook::open(bytes.clone(), Format::Xlsx, &limits).unwrap();
    match read_review(&review).unwrap_err() {
        ReadError::DocketUnread { why, hint } => {
            assert!(why.contains("sheet5.xml") && hint.contains("--limit part-mib="), "{why} {hint}");
        }
        other => panic!("{other}"),
    }
    assert!(is_review(&review), "it is no questionnaire");
}

#[test]
fn a_row_whose_answer_was_typed_over_is_named() {
    let desk = reviewed(&[("Answer", "Something else."), ("Ruling", "accept")]);
    let error = read_review(&review_of(&desk)).unwrap_err().to_string();
    assert!(error.contains("Review!") && error.contains("\"Answer\""), "{error}");
}

#[test]
fn a_ruling_on_a_row_that_is_done_counts_like_any_other() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    rule(&desk, "Done", 1, &[("Ruling", "wrong match")]);
    let review = review_of(&desk);
    let key = text(review.sheet("Done").unwrap(), 1, "Key");
    let reviewed = read_review(&review).unwrap();
    let ruled = reviewed.ruling(reviewed.docket.row(&key).unwrap()).unwrap();
    assert_eq!((ruled.ruling, ruled.place.as_str()), (Some(Ruling::WrongMatch), "Done!2"));
    fill(FIRST).arg("--force").in_dir(desk.path()).fails_with(4);
    fill(FIRST).args(["--force", "--carry"]).in_dir(desk.path()).success();
    // It is not filled again, and so there is something to decide.
    let review = review_of(&desk);
    let sheet = review.sheet("Review").unwrap();
    let row = lines(sheet).into_iter().find(|row| text(sheet, *row, "Key") == key).unwrap();
    assert_eq!([text(sheet, row, "Decision"), text(sheet, row, "Ruling")], ["review", "wrong match"]);
}

#[test]
fn an_unknown_ruling_is_told_with_its_sheet_and_its_row() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    rule(&desk, "Done", 2, &[("Ruling", "perhaps")]);
    let error = read_review(&review_of(&desk)).unwrap_err().to_string();
    assert_eq!(error, "Done!3 has the ruling \"perhaps\", which is none of the list");
    let ran = fill(FIRST).arg("--force").in_dir(desk.path()).fails_with(4);
    assert!(ran.stderr.contains("Done!3"), "{}", ran.stderr);
}

#[test]
fn a_sheet_without_the_column_of_rulings_is_refused_by_name() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    rule(&desk, "Done", 0, &[("Ruling", "Mine")]);
    let error = read_review(&review_of(&desk)).unwrap_err().to_string();
    assert_eq!(error, "there is no column \"Ruling\" on sheet \"Done\"");
    fill(FIRST).arg("--force").in_dir(desk.path()).fails_with(4);
}

#[test]
fn what_is_done_is_sent_also_without_its_preset_and_how_to_use_says_so() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    let apply = ["apply", &beside(FIRST, "review"), "--allow-open", "--force", "--today", TODAY];
    trustfill(apply).in_dir(desk.path()).success();
    let sent = desk.read(&beside(FIRST, "final"));
    rule(&desk, "Done", 1, &[("Ruling", "")]);
    trustfill(apply).in_dir(desk.path()).success();
    assert!(desk.read(&beside(FIRST, "final")) == sent);
    let review = review_of(&desk);
    let how_to = review.sheet("How to use").unwrap();
    let told = how_to.rows().any(|(row, _)| {
        how_to.text(CellRef::new(row, 1)).contains("is sent unless you rule otherwise, also where you clear")
    });
    assert!(told && COLUMNS[8].note.contains("is sent unless you rule otherwise"));
}
