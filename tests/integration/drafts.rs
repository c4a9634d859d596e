//! `--drafts`: the customer's own layout with the suggestions in it, for reading in house.

use serde_json::Value;
use trustfill::workbook::{CellRef, Format, Limits, Workbook};

use crate::package::part;
use crate::support::{Desk, EXAMPLES, beside, fill};

const FIRST: &str = EXAMPLES[0];
/// The colour of a suggestion, as a style part writes it.
const AMBER: &str = "FFFFD966";

struct Drafted {
    report: Value,
    bytes: Vec<u8>,
    form: Workbook,
}

fn drafted(flags: &[&str]) -> Drafted {
    let desk = Desk::with_example(FIRST);
    let ran = fill(FIRST).args(["--format", "json"]).args(flags).in_dir(desk.path()).success();
    let bytes = desk.read(&beside(FIRST, "filled"));
    let form = Workbook::open(bytes.clone(), Format::Xlsx, &Limits::default()).unwrap();
    Drafted { report: serde_json::from_str(&ran.stdout).unwrap(), bytes, form }
}

impl Drafted {
    fn rows(&self) -> &[Value] {
        self.report["rows"].as_array().unwrap()
    }

    /// Text and fill of a cell right of the question.
    fn at(&self, row: &Value, columns: u32) -> (String, u32) {
        let sheet = self.form.sheet(row["sheet"].as_str().unwrap()).unwrap();
        let question: CellRef = row["cell"].as_str().unwrap().parse().unwrap();
        let cell = question.right(columns).unwrap();
        (sheet.text(cell).into_owned(), sheet.fill(cell))
    }

    /// The column of a header, counted from the question column.
    fn column(&self, header: &str) -> u32 {
        let first = &self.rows()[0];
        let sheet = self.form.sheet(first["sheet"].as_str().unwrap()).unwrap();
        let question: CellRef = first["cell"].as_str().unwrap().parse().unwrap();
        let found = sheet.row(question.row - 1).iter().map(|(column, _)| *column);
        let at = found.into_iter().find(|c| sheet.text(CellRef::new(question.row - 1, *c)) == header);
        at.unwrap_or_else(|| panic!("no header {header}")) - question.column
    }
}

/// The answer cell stands right of the question in the first example.
const ANSWER: u32 = 1;

#[test]
fn likely_suggestions_stand_in_the_form_in_amber() {
    let (plain, drafts) = (drafted(&[]), drafted(&["--drafts"]));
    assert!(part(&drafts.bytes, "xl/styles.xml").to_uppercase().contains(AMBER));
    assert!(!part(&plain.bytes, "xl/styles.xml").to_uppercase().contains(AMBER));
    let mut likely = 0;
    for row in drafts.rows() {
        let (before, after) = (plain.at(row, ANSWER), drafts.at(row, ANSWER));
        if row["decision"] == "review" && row["confidence"].as_f64().unwrap() >= 0.5 {
            likely += 1;
            assert_eq!(before.0, "", "{row}");
            assert!(after.1 > 1 && after.1 != before.1, "no fill of its own: {row}");
        } else {
            assert_eq!(before, after, "{row}");
        }
    }
    assert_eq!(likely, drafts.report["counts"]["suggested_likely"].as_u64().unwrap());
}

#[test]
fn three_columns_say_confidence_decision_and_entry_of_every_row_with_an_answer() {
    let drafts = drafted(&["--drafts"]);
    let [confidence, decision, entry] =
        ["Confidence", "Decision", "Entry"].map(|header| drafts.column(header));
    assert_eq!([decision, entry], [confidence + 1, confidence + 2]);
    for row in drafts.rows() {
        let told = [confidence, decision, entry].map(|column| drafts.at(row, column).0);
        if row["decision"] == "leave" {
            assert_eq!(told, ["", "", ""], "{row}");
        } else {
            let percent = format!("{} %", (row["confidence"].as_f64().unwrap() * 100.0).round());
            assert_eq!(told[0], percent, "{row}");
            assert_eq!(
                [&told[1], &told[2]],
                [row["decision"].as_str().unwrap(), row["entry"].as_str().unwrap()]
            );
        }
    }
}

#[test]
fn a_higher_probability_lets_fewer_suggestions_in() {
    let count = |flag: &str| {
        let drafts = drafted(&[flag]);
        drafts.rows().iter().filter(|row| !drafts.at(row, ANSWER).0.is_empty()).count()
    };
    let (all, likely, none) = (count("--drafts=0"), count("--drafts"), count("--drafts=1"));
    assert!(all >= likely && likely > none, "{all} {likely} {none}");
}

#[test]
fn a_probability_that_is_none_is_refused() {
    for bad in ["--drafts=2", "--drafts=-1", "--drafts=much", "--drafts=NaN"] {
        let desk = Desk::with_example(FIRST);
        let ran = fill(FIRST).arg(bad).in_dir(desk.path()).ends_with(2);
        assert!(ran.stderr.contains("between 0 and 1"), "{}", ran.stderr);
        assert_eq!(desk.names(), [FIRST]);
    }
}

#[test]
fn a_form_without_drafts_says_nothing_internal() {
    let plain = drafted(&[]);
    let text: String = crate::package::parts(&plain.bytes)
        .iter()
        .map(|(_, part)| String::from_utf8_lossy(part).into_owned())
        .collect();
    for row in plain.rows().iter().filter(|row| row["decision"] == "fill") {
        let entry = row["entry"].as_str().unwrap();
        assert!(!text.contains(&format!(">{entry}<")), "the form names the entry {entry}");
    }
    assert!(!text.contains("trustfill"));
}
