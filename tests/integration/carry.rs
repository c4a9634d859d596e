//! Rulings taken over into a new review workbook: onto the answers that they were made on, and to the readers that they were
//! made for.

use regex::Regex;
use trustfill::review::read_review;
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Workbook};

use crate::package::{changed, part};
use crate::rulings::{column, text};
use crate::support::{Desk, TODAY, trustfill};

const FORM: &str = "form.csv";
/// A question that is for review, and one that is filled.
const ASKED: &str =
    "Question,Answer\nAre backups of your suppliers encrypted at rest?,\nAre your disks locked?,\n";

fn entry(desk: &Desk, name: &str, question: &str, answer: &str) {
    desk.put(
        &format!("base/security/{name}.md"),
        format!(
            "+++\nquestion = \"{question}\"\nverdict = \"yes\"\naudience = \"public\"\nstatus = \"approved\"\n\
             owner = \"security\"\nreviewed = 2026-11-02\nreview_every = \"12 months\"\n+++\n{answer}\n"
        ),
    );
}

/// Fills the small form from the base of two entries, with what a reviewer then typed into the first line.
fn small(typed: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    desk.put(FORM, ASKED);
    desk.put("base/_index.md", "+++\ntitle = \"Base\"\n+++\n");
    desk.put("base/security/_index.md", "+++\ntitle = \"Security\"\n+++\n");
    entry(&desk, "backups", "Are your backups encrypted at rest?", "Yes. They are.");
    entry(&desk, "disks", "Are your disks locked?", "Yes. With keys.");
    fill_small(&desk, &[]);
    let review = small_review(&desk);
    let sheet = review.sheet("Review").unwrap();
    assert_eq!(text(sheet, 1, "Decision"), "review");
    let edits: Vec<Edit> = typed
        .iter()
        .map(|(header, text)| Edit {
            sheet: "Review".to_owned(),
            cell: CellRef::new(1, column(sheet, header)),
            value: NewValue::Text((*text).into()),
            fill: None,
        })
        .collect();
    desk.put("form.review.xlsx", review.edit(&edits, &EditOptions::default()).unwrap().bytes);
    desk
}

fn fill_small(desk: &Desk, flags: &[&str]) -> crate::support::Ran {
    trustfill(["fill", FORM, "--today", TODAY, "--knowledge", "base"])
        .args(flags)
        .in_dir(desk.path())
        .success()
}

fn small_review(desk: &Desk) -> Workbook {
    Workbook::open(desk.read("form.review.xlsx"), Format::Xlsx, &Limits::default()).unwrap()
}

/// What stands in the first line of the new review workbook, and what was told.
fn carried(desk: &Desk) -> ([String; 2], crate::support::Ran) {
    let ran = fill_small(desk, &["--force", "--carry"]);
    let review = small_review(desk);
    let sheet = review.sheet("Review").unwrap();
    (["Ruling", "Edited answer"].map(|header| text(sheet, 1, header)), ran)
}

#[test]
fn accept_is_carried_onto_the_answer_that_was_accepted_and_onto_no_other() {
    let desk = small(&[("Ruling", "accept")]);
    let (same, ran) = carried(&desk);
    assert_eq!(same, ["accept", ""]);
    assert!(ran.stdout.contains("rulings taken over  1") && ran.stderr.is_empty(), "{}", ran.stdout);
    entry(&desk, "backups", "Are your backups encrypted at rest?", "Yes. By hand, on Fridays.");
    let (other, ran) = carried(&desk);
    assert_eq!(other, ["", ""]);
    assert!(ran.stdout.contains("rulings taken over  0"), "{}", ran.stdout);
    assert!(
        ran.stderr.contains("the answer has changed") && ran.stderr.contains("A2 (accept)"),
        "{}",
        ran.stderr
    );
}

#[test]
fn an_answer_that_was_accepted_and_has_changed_is_not_filled_without_a_person() {
    let desk = small(&[("Ruling", "accept")]);
    let asked = "Are backups of your suppliers encrypted at rest?";
    entry(&desk, "suppliers", asked, "Yes. Their contracts say so.");
    let (ruling, ran) = carried(&desk);
    assert_eq!(ruling, ["", ""]);
    assert!(ran.stderr.contains("A2 (accept)"), "{}", ran.stderr);
    let review = small_review(&desk);
    let sheet = review.sheet("Review").unwrap();
    assert_eq!(text(sheet, 1, "Question"), asked);
    assert_eq!(text(sheet, 1, "Entry"), "suppliers");
}

#[test]
fn a_wrong_match_is_carried_as_long_as_the_entry_is_the_same() {
    let desk = small(&[("Ruling", "wrong match")]);
    entry(&desk, "backups", "Are your backups encrypted at rest?", "Yes. By hand, on Fridays.");
    assert_eq!(carried(&desk).0, ["wrong match", ""]);
    entry(&desk, "suppliers", "Are the backups of suppliers encrypted at rest?", "Yes. All.");
    let (ruling, ran) = carried(&desk);
    assert_eq!(ruling, ["", ""]);
    assert!(ran.stderr.contains("A2 (wrong match)"), "{}", ran.stderr);
}

#[test]
fn what_was_edited_or_left_blank_is_carried_whatever_is_proposed_now() {
    for typed in [["edit", "What the reviewer wrote."], ["leave blank", ""]] {
        let desk = small(&[("Ruling", typed[0]), ("Edited answer", typed[1])]);
        entry(&desk, "backups", "Are your backups encrypted at rest?", "Yes. By hand, on Fridays.");
        let (ruling, ran) = carried(&desk);
        assert_eq!(ruling, typed);
        assert!(ran.stderr.is_empty(), "{}", ran.stderr);
    }
}

#[test]
fn an_edited_text_is_carried_to_no_wider_audience_and_to_no_other_product() {
    let desk = small(&[]);
    let internal = ["--audience", "internal", "--force"];
    fill_small(&desk, &internal);
    let review = small_review(&desk);
    let sheet = review.sheet("Review").unwrap();
    let typed = [("Ruling", "edit"), ("Edited answer", "The vault is behind the red door.")];
    let edits = typed.map(|(header, text)| Edit {
        sheet: "Review".to_owned(),
        cell: CellRef::new(1, column(sheet, header)),
        value: NewValue::Text(text.into()),
        fill: None,
    });
    desk.put("form.review.xlsx", review.edit(&edits, &EditOptions::default()).unwrap().bytes);
    let again = |flags: &[&str]| {
        trustfill(["fill", FORM, "--today", TODAY, "--knowledge", "base", "--force", "--carry"])
            .args(flags)
            .in_dir(desk.path())
    };
    for audience in ["public", "nda"] {
        let ran = again(&["--audience", audience]).fails_with(4);
        let why = format!("made for internal readers, and this run is for {audience}");
        assert!(ran.stderr.contains(&why), "{}", ran.stderr);
    }
    again(&["--audience", "internal"]).success();
    assert_eq!(carried_text(&desk), "The vault is behind the red door.");
    entry(&desk, "dns", "Is DNS signed?", "Yes.");
    let product = desk.join("base/security/dns.md");
    let text = std::fs::read_to_string(&product).unwrap().replace("owner", "products = [\"dns\"]\nowner");
    std::fs::write(&product, text).unwrap();
    let ran = again(&["--audience", "internal", "--product", "dns"]).fails_with(4);
    assert!(ran.stderr.contains("made for no product by name, and this run is for dns"), "{}", ran.stderr);
}

fn carried_text(desk: &Desk) -> String {
    text(small_review(desk).sheet("Review").unwrap(), 1, "Edited answer")
}

#[test]
fn without_its_docket_an_accepted_row_has_to_be_ruled_on_again() {
    let desk = small(&[("Ruling", "accept")]);
    let review = desk.read("form.review.xlsx");
    desk.put(
        "form.review.xlsx",
        changed(&review, "xl/workbook.xml", |text| text.replace("\"Docket\"", "\"D\"")),
    );
    let (ruling, ran) = carried(&desk);
    assert_eq!(ruling, ["", ""]);
    assert!(
        ran.stderr.contains("does not say any more") && ran.stderr.contains("A2 (accept)"),
        "{}",
        ran.stderr
    );
}

/// Puts a cell as other programs store it into the first line of the small review workbook.
fn stored(desk: &Desk, header: &str, cell: &str) {
    let review = desk.read("form.review.xlsx");
    let at = CellRef::new(1, column(small_review(desk).sheet("Review").unwrap(), header));
    let old = Regex::new(&format!(r#"(?s)<c r="{at}"[^>]*?(?:/>|>.*?</c>)"#)).unwrap();
    let new = cell.replacen("<c ", &format!("<c r=\"{at}\" "), 1);
    let with = |text: &str| old.replacen(text, 1, regex::NoExpand(&new)).into_owned();
    desk.put("form.review.xlsx", changed(&review, "xl/worksheets/sheet1.xml", with));
}

/// The number of the format of "Confidence", which shows percent.
fn percent(desk: &Desk) -> usize {
    let styles = part(&desk.read("form.review.xlsx"), "xl/styles.xml");
    let formats = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1);
    formats.into_iter().position(|format| format.starts_with("numFmtId=\"164\"")).unwrap()
}

#[test]
fn what_a_reviewer_did_not_type_is_refused_by_apply_learn_and_carry() {
    let percent = format!("<c s=\"{}\"><v>0.5</v></c>", percent(&small(&[])));
    for (header, cell, told) in [
        ("Edited answer", "<c><f>1/0</f><v>7</v></c>", "a formula; type the text itself"),
        ("Edited answer", "<c t=\"e\"><v>#NAME?</v></c>", "an error; type the text itself"),
        ("Edited choice", "<c t=\"str\"><f>A1</f><v>Yes</v></c>", "a formula; type the text itself"),
        ("Edited answer", &percent, "a number; type it as text"),
        ("Ruling", "<c t=\"str\"><f>I9</f><v>edit</v></c>", "a formula; type the text itself"),
    ] {
        let desk = small(&[("Ruling", "edit")]);
        stored(&desk, header, cell);
        let told = format!("Review!2: column \"{header}\" holds {told}");
        let before = desk.read("form.review.xlsx");
        for (job, code) in [("apply", 2), ("learn", 2), ("fill", 4)] {
            let run = match job {
                "fill" => trustfill(["fill", FORM, "--force", "--carry", "--knowledge", "base"]),
                "learn" => trustfill(["learn", "form.review.xlsx", "--knowledge", "base"]),
                _ => trustfill(["apply", "form.review.xlsx"]),
            };
            let ran = run.args(["--today", TODAY]).in_dir(desk.path()).fails_with(code);
            assert!(ran.stderr.contains(&told), "{job}: {}", ran.stderr);
        }
        assert!(desk.read("form.review.xlsx") == before);
    }
}

#[test]
fn plain_numbers_and_truth_values_are_taken_as_they_are_shown() {
    for (cell, shown) in
        [("<c><v>12</v></c>", "12"), ("<c><v>1.5</v></c>", "1.5"), ("<c t=\"b\"><v>1</v></c>", "TRUE")]
    {
        let desk = small(&[("Ruling", "edit")]);
        stored(&desk, "Edited answer", cell);
        let reviewed = read_review(&small_review(&desk)).unwrap();
        let ruled = reviewed.docket.rows.iter().find_map(|row| reviewed.ruling(row)).unwrap();
        assert_eq!(ruled.answer.as_deref(), Some(shown));
    }
}

#[test]
fn the_columns_of_a_reviewer_take_what_is_typed_as_text() {
    let desk = small(&[]);
    let sheet = part(&desk.read("form.review.xlsx"), "xl/worksheets/sheet1.xml");
    let styles = part(&desk.read("form.review.xlsx"), "xl/styles.xml");
    let formats: Vec<&str> = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1).collect();
    for cell in ["I2", "J2", "K2"] {
        let style = Regex::new(&format!("<c r=\"{cell}\" s=\"(\\d+)\"")).unwrap();
        let at: usize = style.captures(&sheet).unwrap()[1].parse().unwrap();
        assert!(formats[at].starts_with("numFmtId=\"49\""), "{cell}: {}", formats[at]);
    }
}
