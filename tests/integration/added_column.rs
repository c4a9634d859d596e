//! The answer column that a form without one gets, and texts that are longer than their cells show.

use trustfill::workbook::{CellRef, Format, Limits, Workbook};

use crate::package::part;
use crate::support::{Desk, EXAMPLES, beside, fill};

/// The example without an answer column: questions in A, answers go to B.
const BARE: &str = "startup-security-questions.xlsx";
/// An example that asks for general information too.
const WITH_GENERAL: &str = "university-vendor-review.xlsx";
const FIRST: &str = EXAMPLES[0];

fn filled(flags: &[&str]) -> (Vec<u8>, String) {
    let desk = Desk::with_example(BARE);
    let ran = fill(BARE).args(flags).in_dir(desk.path()).success();
    (desk.read(&beside(BARE, "filled")), ran.stdout)
}

fn form(bytes: Vec<u8>) -> Workbook {
    Workbook::open(bytes, Format::Xlsx, &Limits::default()).unwrap()
}

#[test]
fn an_added_column_is_as_wide_as_the_questions_and_leaves_every_format_alone() {
    let book = form(filled(&[]).0);
    let sheet = &book.sheets()[0];
    assert_eq!(sheet.column_width(1), sheet.column_width(0));
    let header = CellRef::new(0, 1);
    assert_eq!(sheet.text(header), "Answer");
    assert!(!sheet.bold(header), "the form says nothing of that column's format");
}

#[test]
fn the_notes_beside_drafts_are_readable_columns_too() {
    let book = form(filled(&["--drafts"]).0);
    let sheet = &book.sheets()[0];
    assert_eq!(sheet.text(CellRef::new(0, 2)), "Confidence");
    for column in 2..5 {
        assert!(sheet.column_width(column).is_some_and(|width| width >= 10.0), "column {column}");
    }
}

#[test]
fn fitted_rows_reckon_with_the_width_of_the_added_column() {
    let xml = part(&filled(&["--fit-rows"]).0, "xl/worksheets/sheet1.xml");
    let heights: Vec<f64> =
        xml.split(" ht=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect();
    let highest = heights.iter().copied().fold(0.0, f64::max);
    assert!(highest > 20.0, "no row was made higher");
    // In a column of the default width the longest answer would need the highest row there is.
    assert!(highest < 200.0, "{highest}");
}

#[test]
fn the_summary_counts_the_answers_that_their_cells_do_not_show_whole() {
    let desk = Desk::with_example(FIRST);
    let told = fill(FIRST).in_dir(desk.path()).success().stdout;
    assert!(
        told.contains("answers are longer than their cells show; --fit-rows makes the rows higher"),
        "{told}"
    );
    let fitted = fill(FIRST).args(["--fit-rows", "--force"]).in_dir(desk.path()).success().stdout;
    assert!(!fitted.contains("longer than"), "{fitted}");
}

#[test]
fn the_summary_names_the_drafts_and_the_folder() {
    let desk = Desk::with_example(FIRST);
    std::fs::create_dir(desk.join("out")).unwrap();
    let told = fill(FIRST).args(["--drafts=0", "--out-dir", "out"]).in_dir(desk.path()).success().stdout;
    assert!(told.contains("  folder              out\n"), "{told}");
    assert!(told.contains("suggestions in the form, in amber"), "{told}");
}

#[test]
fn general_information_is_none_of_the_questions_that_the_summary_counts() {
    let desk = Desk::with_example(WITH_GENERAL);
    let ran =
        |flags: &[&str]| fill(WITH_GENERAL).arg("--dry-run").args(flags).in_dir(desk.path()).success().stdout;
    let report: serde_json::Value = serde_json::from_str(&ran(&["--format", "json"])).unwrap();
    let count = |key: &str| report["counts"][key].as_u64().unwrap();
    assert!(count("general") > 0);
    let told = ran(&[]);
    let asked = count("questions") - count("general") - count("general_filled");
    assert!(told.contains(&format!("of {asked} questions\n")), "{told}");
    assert!(told.contains(&format!("{} general information", count("general"))), "{told}");
}
