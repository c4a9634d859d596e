//! The review workbook in other hands: sorted, moved and re-saved by other programs, with lists of choices of every kind.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use calamine::{Reader, SheetVisible};
use rust_xlsxwriter::{DataValidation, Formula};
use trustfill::review::{COLUMNS, Reviewed, RuledRow, Ruling, read_review};
use trustfill::workbook::{CellRef, Choices, Edit, EditOptions, Format, Limits, NewValue, Sheet, Workbook};

use crate::package::{changed, part};
use crate::support::{Desk, EXAMPLES, beside, fill};

const FIRST: &str = EXAMPLES[0];
const FORM: &str = "form.xlsx";

fn open(bytes: Vec<u8>) -> Workbook {
    Workbook::open(bytes, Format::Xlsx, &Limits::default()).unwrap()
}

fn review_of(name: &str) -> Vec<u8> {
    let desk = Desk::with_example(name);
    fill(name).in_dir(desk.path()).success();
    desk.read(&beside(name, "review"))
}

fn place(header: &str) -> u32 {
    u32::try_from(COLUMNS.iter().position(|column| column.header == header).unwrap()).unwrap()
}

fn edit(sheet: &str, row: u32, column: u32, text: &str) -> Edit {
    let value = NewValue::Text(text.into());
    Edit { sheet: sheet.to_owned(), cell: CellRef::new(row, column), value, fill: None }
}

fn edited(review: &Workbook, edits: &[Edit]) -> Vec<u8> {
    review.edit(edits, &EditOptions::default()).unwrap().bytes
}

/// The review workbook of the first example with a ruling of each kind.
fn ruled() -> Vec<u8> {
    let review = open(review_of(FIRST));
    let mut edits: Vec<Edit> = Vec::new();
    for (row, ruling) in (1..).zip(Ruling::ALL) {
        edits.push(edit("Review", row, place("Ruling"), ruling.as_str()));
    }
    edits.push(edit("Review", 4, place("Edited choice"), "No"));
    edits.push(edit("Review", 4, place("Edited answer"), "Två rader:\nnot before 2027 – \"ask us\"."));
    edits.push(edit("Done", 3, place("Ruling"), "leave blank"));
    edited(&review, &edits)
}

/// The rulings by the key of their row, without where they stand.
fn rulings(reviewed: &Reviewed) -> BTreeMap<String, RuledRow> {
    let rows = reviewed.docket.rows.iter();
    rows.filter_map(|row| {
        let ruled = reviewed.ruling(row)?.clone();
        Some((row.key.clone(), RuledRow { place: String::new(), ..ruled }))
    })
    .collect()
}

#[test]
fn rows_may_be_sorted_and_columns_moved_below_lines_of_a_reviewers_own() {
    let before = open(ruled());
    let then = read_review(&before).unwrap();
    assert_eq!(rulings(&then).len(), Ruling::ALL.len() + 1);
    let sheet = before.sheet("Review").unwrap();
    let (last, columns) = (sheet.rows().last().unwrap().0, u32::try_from(COLUMNS.len()).unwrap());
    // Upside down, right to left, an empty row behind every row, and three lines above the header.
    let to = |row: u32, column: u32| match row {
        0 => CellRef::new(3, columns - column),
        row => CellRef::new(3 + 2 * (last + 1 - row), columns - column),
    };
    let mut grid: BTreeMap<CellRef, String> = BTreeMap::new();
    for row in 0..=last {
        for column in 0..columns {
            grid.entry(CellRef::new(row, column)).or_default();
            grid.insert(to(row, column), sheet.text(CellRef::new(row, column)).into_owned());
        }
    }
    for (row, column) in (0..=last).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        grid.insert(to(row, column), sheet.text(CellRef::new(row, column)).into_owned());
    }
    grid.insert(CellRef::new(0, 0), "For the meeting on Friday".to_owned());
    grid.insert(CellRef::new(3, columns + 1), "My notes".to_owned());
    grid.insert(CellRef::new(5, columns + 1), "ask Anna".to_owned());
    let edits: Vec<Edit> = grid.iter().map(|(at, text)| edit("Review", at.row, at.column, text)).collect();
    let now = read_review(&open(edited(&before, &edits))).unwrap();
    assert_eq!(now.docket, then.docket);
    assert_eq!(rulings(&now), rulings(&then));
}

#[test]
fn a_row_that_was_deleted_or_copied_is_named() {
    let review = open(ruled());
    let sheet = review.sheet("Review").unwrap();
    let columns = u32::try_from(COLUMNS.len()).unwrap();
    let gone: Vec<Edit> = (0..columns).map(|column| edit("Review", 2, column, "")).collect();
    let error = read_review(&open(edited(&review, &gone))).unwrap_err().to_string();
    let cell = sheet.text(CellRef::new(2, place("Cell")));
    assert!(error.contains(&format!("!{cell} is missing")), "{error}");
    let twice: Vec<Edit> =
        (0..columns).map(|column| edit("Done", 400, column, &sheet.text(CellRef::new(2, column)))).collect();
    let error = read_review(&open(edited(&review, &twice))).unwrap_err().to_string();
    assert_eq!(error, "Review!3 and Done!401 are one row, copied");
}

/// A form whose dropdowns no validation can hold itself: a choice with a comma, a long list, both from a hidden sheet; and a short one.
fn form_with_long_lists() -> Vec<u8> {
    let long: Vec<String> = (1..=40).map(|n| format!("Level {n:02} of the scale")).collect();
    let comma = ["Yes, in full", "Yes, in part", "No"];
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, header) in (0u16..).zip(["No.", "Question", "Answer", "Comment"]) {
        sheet.write(0, column, header).unwrap();
    }
    let questions = [
        "Is customer data encrypted at rest?",
        "Is customer data stored in Sweden?",
        "Do you use multi-factor authentication?",
        "Are backups tested every month?",
        "Are your disks encrypted?",
        "Do you have a bug bounty programme?",
        "Are logs kept for a year?",
    ];
    for (row, question) in (1u32..).zip(questions) {
        sheet.write(row, 0, row).unwrap();
        sheet.write(row, 1, question).unwrap();
        let list = match row % 3 {
            0 => DataValidation::new().allow_list_strings(&["Yes", "No", "N/A"]).unwrap(),
            1 => DataValidation::new().allow_list_formula(Formula::new("=Lists!$A$1:$A$3")),
            _ => DataValidation::new().allow_list_formula(Formula::new("=Lists!$B$1:$B$40")),
        };
        sheet.add_data_validation(row, 2, row, 2, &list).unwrap();
    }
    let lists = workbook.add_worksheet();
    lists.set_name("Lists").unwrap().set_hidden(true);
    lists.write_column(0, 0, comma).unwrap();
    lists.write_column(0, 1, &long).unwrap();
    workbook.save_to_buffer().unwrap()
}

/// How many rows offer a list of that many choices; every row offers what the customer's cell does.
fn offered(review: &Workbook) -> BTreeMap<usize, usize> {
    let reviewed = read_review(review).unwrap();
    let mut lengths = BTreeMap::new();
    for name in ["Review", "Done"] {
        let sheet: &Sheet = review.sheet(name).unwrap();
        for row in sheet.rows().map(|(row, _)| row).filter(|row| *row > 0) {
            let key = sheet.text(CellRef::new(row, place("Key"))).into_owned();
            let theirs = reviewed.docket.row(&key).unwrap().target.choices.clone().unwrap_or_default();
            let ours = match sheet.choices(CellRef::new(row, place("Edited choice"))) {
                Choices::List(list) => list.into_iter().map(|choice| choice.text).collect(),
                Choices::Free => Vec::new(),
                Choices::Unknown(source) => panic!("{name}!{}: {source}", row + 1),
            };
            let theirs: Vec<String> = theirs.into_iter().map(|choice| choice.text).collect();
            assert_eq!(ours, theirs, "{name}!{}", row + 1);
            *lengths.entry(ours.len()).or_default() += 1;
        }
    }
    lengths
}

#[test]
fn every_row_offers_the_choices_of_its_own_cell_whatever_list_they_come_from() {
    let desk = Desk::new();
    desk.put(FORM, form_with_long_lists());
    fill(FORM).in_dir(desk.path()).success();
    let bytes = desk.read(&beside(FORM, "review"));
    assert_eq!(offered(&open(bytes.clone())), BTreeMap::from([(3, 5), (40, 2)]));
    let book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let choices = book.sheets_metadata().last().unwrap().clone();
    assert_eq!((choices.name.as_str(), choices.visible), ("Choices", SheetVisible::Hidden));
    for name in EXAMPLES {
        offered(&open(review_of(name)));
    }
}

#[test]
fn other_readers_see_the_same_sheets_rows_and_rulings() {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(ruled())).unwrap();
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let seen = ["Review", "Done", "Summary", "How to use"].map(|name| (name.to_owned(), true));
    assert_eq!(sheets[..4], seen);
    assert_eq!(sheets[4..], [("Docket".to_owned(), false)]);
    let range = book.worksheet_range("Review").unwrap();
    let headers: Vec<String> = range.headers().unwrap();
    assert_eq!(headers, COLUMNS.map(|column| column.header));
    let at = usize::try_from(place("Ruling")).unwrap();
    let rulings: Vec<String> = range.rows().skip(1).take(6).map(|row| row[at].to_string()).collect();
    assert_eq!(rulings, Ruling::ALL.map(Ruling::as_str));
}

#[test]
fn what_is_printed_is_what_it_takes_to_decide() {
    let review = review_of(FIRST);
    let book = part(&review, "xl/workbook.xml");
    assert!(book.contains("Review!$A$1:$K$"), "{book}");
    assert!(book.contains("Review!$1:$1"), "{book}");
    let sheet = part(&review, "xl/worksheets/sheet1.xml");
    for feature in ["orientation=\"landscape\"", "fitToHeight=\"0\"", "topLeftCell=\"E2\"", "sqref=\"I2\""] {
        assert!(sheet.contains(feature), "{feature}");
    }
}

#[test]
fn open_rows_are_a_group_that_is_not_folded() {
    let review = review_of(FIRST);
    let sheet = part(&review, "xl/worksheets/sheet1.xml");
    let counts = &crate::golden::report(FIRST)["counts"];
    assert_eq!(sheet.matches("outlineLevel=\"1\"").count() as u64, counts["open"].as_u64().unwrap());
    assert!(!sheet.contains("hidden=\"1\"") && !sheet.contains("collapsed"));
}

#[test]
fn the_summary_counts_what_is_left_while_a_reviewer_works() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    let review = open(desk.read(&beside(FIRST, "review")));
    let edits = [edit("Review", 1, place("Ruling"), "leave blank")];
    desk.put(&beside(FIRST, "review"), edited(&review, &edits));
    fill(FIRST).args(["--force", "--carry"]).in_dir(desk.path()).success();
    let summary = part(&desk.read(&beside(FIRST, "review")), "xl/worksheets/sheet3.xml");
    let rows = open(desk.read(&beside(FIRST, "review"))).sheet("Review").unwrap().rows().count() - 1;
    let last = rows + 1;
    let count = format!(
        "<f>COUNTIFS(Review!$I$2:$I${last},\"&lt;&gt;\",Review!$T$2:$T${last},\"review\")</f><v>1</v>"
    );
    assert!(summary.contains(&count), "{count} in {summary}");
    // Nine are suggested.
    assert!(summary.contains("<v>8</v>"), "{summary}");
}

#[test]
fn a_row_tells_what_differs_what_proves_it_and_when_it_was_last_looked_at() {
    let desk = Desk::new();
    desk.put("form.csv", "Question,Answer\nAre backups of your suppliers encrypted at rest?,\n");
    desk.put(
        "base/security/disks.md",
        "+++\nquestion = \"Are your backups encrypted at rest?\"\nverdict = \"yes\"\naudience = \"public\"\n\
         status = \"approved\"\nowner = \"security\"\nreviewed = 2024-01-02\nreview_every = \"12 months\"\n\
         evidence = [{ title = \"Audit\", url = \"https://example.org/audit\", expires = 2025-01-01 }]\n+++\nYes. They are.\n",
    );
    desk.put("base/_index.md", "+++\ntitle = \"Base\"\n+++\n");
    desk.put("base/security/_index.md", "+++\ntitle = \"Security\"\n+++\n");
    let ran = crate::support::trustfill(["fill", "form.csv", "--today", "2026-11-23", "--knowledge", "base"]);
    ran.in_dir(desk.path()).success();
    let review = open(desk.read("form.review.xlsx"));
    let sheet = review.sheet("Review").unwrap();
    let text = |header: &str| sheet.text(CellRef::new(1, place(header))).into_owned();
    assert_eq!(text("Decision"), "review");
    assert_eq!(text("What differs"), "question only: suppliers");
    assert_eq!(text("Evidence"), "Audit: https://example.org/audit (ended 2025-01-01)");
    assert_eq!(text("Reviewed"), "2024-01-02, stale");
}

/// Runs another program on `review.xlsx`; `None` where it is not there.
fn resaved(desk: &Desk, program: &str, arguments: &[&str], output: &str) -> Option<Vec<u8>> {
    let ran = Command::new(program).args(arguments).current_dir(desk.path()).output();
    let done = ran.is_ok_and(|ran| ran.status.success()) && Path::new(&desk.join(output)).is_file();
    if !done {
        println!("skipped: {program} is not there, or lacks what it needs");
    }
    done.then(|| desk.read(output))
}

/// What a reviewer does in passing: a filter, a hidden row, a hidden column, an empty row in between.
const OPENPYXL: &str = "
import openpyxl
book = openpyxl.load_workbook('review.xlsx')
sheet = book['Review']
sheet.auto_filter.add_filter_column(19, ['review'])
sheet.row_dimensions[3].hidden = True
sheet.column_dimensions['M'].hidden = True
sheet.insert_rows(6)
book.save('openpyxl.xlsx')
";

#[test]
fn rulings_outlive_being_saved_by_other_programs() {
    let desk = Desk::new();
    desk.put("review.xlsx", ruled());
    let then = read_review(&open(ruled())).unwrap();
    let form = Desk::new();
    form.put(FORM, form_with_long_lists());
    fill(FORM).in_dir(form.path()).success();
    desk.put("long.xlsx", form.read(&beside(FORM, "review")));
    let profile = format!("-env:UserInstallation=file://{}", desk.join("profile").display());
    let office =
        ["--headless", &profile, "--convert-to", "xlsx", "--outdir", "office", "review.xlsx", "long.xlsx"];
    let saved = [
        resaved(&desk, "python3", &["-c", OPENPYXL], "openpyxl.xlsx"),
        resaved(&desk, "soffice", &office, "office/review.xlsx"),
    ];
    if saved[1].is_some() {
        let long = open(desk.read("office/long.xlsx"));
        assert_eq!(offered(&long), BTreeMap::from([(3, 5), (40, 2)]), "dropdowns outlive it too");
    }
    for bytes in saved.into_iter().flatten() {
        let now = read_review(&open(bytes)).unwrap();
        assert_eq!(now.docket, then.docket);
        assert_eq!(rulings(&now), rulings(&then));
    }
}

#[test]
fn notes_in_columns_and_sheets_of_a_reviewer_are_not_replaced() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    let review = desk.read(&beside(FIRST, "review"));
    let beside_ours = u32::try_from(COLUMNS.len()).unwrap();
    let in_a_column = edited(&open(review.clone()), &[edit("Review", 3, beside_ours, "ask legal")]);
    let on_a_sheet = changed(&review, "xl/workbook.xml", |text| text.replace("\"How to use\"", "\"Mine\""));
    for (noted, place) in [(in_a_column, "Review!X4"), (on_a_sheet, "Mine!A1")] {
        for flags in [&["--force"][..], &["--force", "--carry"]] {
            desk.put(&beside(FIRST, "review"), &noted);
            let ran = fill(FIRST).args(flags).in_dir(desk.path()).fails_with(4);
            assert!(ran.stderr.contains(&format!("notes of a reviewer ({place})")), "{}", ran.stderr);
            assert_eq!(desk.read(&beside(FIRST, "review")), noted);
        }
    }
}
