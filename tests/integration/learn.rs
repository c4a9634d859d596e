//! What a reviewer decided comes back: the next form is filled with it.

use std::path::Path;

use serde_json::Value;
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Sheet, Workbook};

use crate::support::{Desk, EXAMPLES, Ran, Run, TODAY, beside, copy_folder, knowledge, trustfill};

const FIRST: &str = EXAMPLES[0];
/// An entry that is proposed in the first example, and takes a comment of ours.
const ENTRY: &str = "knowledge/data-protection-and-encryption/encryption-at-rest.md";

/// A desk with the first example, filled from a base that can be written.
fn desk() -> Desk {
    let desk = Desk::with_example(FIRST);
    copy_folder(&knowledge(), &desk.join("knowledge"));
    filled(&desk);
    desk
}

fn filled(desk: &Desk) -> Value {
    let again = desk.join(&beside(FIRST, "review")).exists();
    let more: &[&str] = if again { &["--force", "--out-dir", "again"] } else { &[] };
    if again {
        std::fs::create_dir_all(desk.join("again")).unwrap();
    }
    let ran = trustfill(["fill", FIRST, "--today", TODAY, "--format", "json"]).args(more);
    serde_json::from_str(&ran.in_dir(desk.path()).success().stdout).unwrap()
}

/// The column of a header, where that row has it.
fn column_of(sheet: &Sheet, row: u32, header: &str) -> Option<u32> {
    let mut cells = sheet.row(row).iter().map(|(column, _)| *column);
    cells.find(|column| sheet.text(CellRef::new(row, *column)) == header)
}

/// Puts rulings on questions into the review workbook: question, ruling, edited answer.
fn rule(desk: &Desk, rulings: &[(&str, &str, &str)]) {
    let name = beside(FIRST, "review");
    let review = Workbook::open(desk.read(&name), Format::Xlsx, &Limits::default()).unwrap();
    let mut edits = Vec::new();
    for (question, ruling, answer) in rulings {
        // What was filled stands on a sheet of its own.
        let place = |name: &str| {
            let sheet = review.sheet(name).unwrap();
            let header = (0..20).find(|row| column_of(sheet, *row, "Ruling").is_some()).unwrap();
            let asked = column_of(sheet, header, "Question").unwrap();
            let mut rows = sheet.rows().map(|(row, _)| row);
            let row = rows.find(|row| sheet.text(CellRef::new(*row, asked)) == *question)?;
            Some((name.to_owned(), sheet, header, row))
        };
        let (name, sheet, head, row) = ["Review", "Done"].into_iter().find_map(place).unwrap();
        for (header, text) in [("Ruling", ruling), ("Edited answer", answer)] {
            if !text.is_empty() {
                let cell = CellRef::new(row, column_of(sheet, head, header).unwrap());
                let value = NewValue::Text((*text).into());
                edits.push(Edit { sheet: name.clone(), cell, value, fill: None });
            }
        }
    }
    desk.put(&name, review.edit(&edits, &EditOptions::default()).unwrap().bytes);
}

fn learn(desk: &Desk) -> Run {
    trustfill(["learn", beside(FIRST, "review").as_str(), "--today", TODAY]).in_dir(desk.path())
}

fn rows<'a>(report: &'a Value, decision: &str) -> Vec<&'a Value> {
    let rows = report["rows"].as_array().unwrap();
    rows.iter().filter(|row| row["decision"] == decision).collect()
}

/// A suggestion of the example that is held back by nothing but its new wording, and its entry.
fn acceptable(report: &Value) -> (String, String) {
    let plain = |row: &&Value| {
        let reasons = row["reasons"].as_array().unwrap();
        let new = reasons.iter().all(|reason| reason["code"] == "new-wording");
        new && row["question"].as_str().unwrap().is_ascii()
    };
    let row = rows(report, "review").into_iter().find(plain).expect("a suggestion that can be accepted");
    (row["question"].as_str().unwrap().to_owned(), row["entry"].as_str().unwrap().to_owned())
}

fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for category in std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
        let files = if category.is_dir() {
            std::fs::read_dir(&category).unwrap().map(|item| item.unwrap().path()).collect()
        } else {
            vec![category]
        };
        found.extend(
            files.into_iter().map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())),
        );
    }
    found.sort();
    found
}

#[test]
fn an_accepted_row_is_filled_the_next_time_and_learned_only_once() {
    let desk = desk();
    let before = filled(&desk);
    let (question, entry) = acceptable(&before);
    rule(&desk, &[(&question, "accept", "")]);
    let shown = learn(&desk).success();
    let quoted = format!("\"{question}\"");
    let added = |line: &str| line.starts_with("+  ") && line.contains(&quoted);
    assert!(shown.stdout.lines().any(added), "{}", shown.stdout);
    assert!(shown.stdout.contains("to learn: 1 wording, in 1 file\n"), "{}", shown.stdout);
    assert!(!desk.join("gaps.md").exists(), "nothing is written unless it is asked for");
    let wrote = learn(&desk).arg("--write").success();
    assert!(wrote.stdout.contains("\nlearned: 1 wording, in 1 file\n"), "{}", wrote.stdout);
    let after = filled(&desk);
    assert_eq!(rows(&after, "fill").len(), rows(&before, "fill").len() + 1);
    let row = rows(&after, "fill").into_iter().find(|row| row["question"] == *question).unwrap();
    assert_eq!(row["entry"], *entry);
    let state = tree(&desk.join("knowledge"));
    let again = learn(&desk).args(["--write", "--strict"]).success();
    assert!(again.stdout.starts_with("learned: nothing new, in 0 files\n"), "{}", again.stdout);
    assert_eq!(tree(&desk.join("knowledge")), state);
}

#[test]
fn comments_order_and_line_ends_of_an_entry_stay() {
    let desk = desk();
    let text = String::from_utf8(desk.read(ENTRY)).unwrap();
    let dressed = text.replacen("also_asked = [\n", "# ask the key team\nalso_asked = [ # newest last\n", 1);
    let dressed = format!("\u{feff}{}", dressed.replace('\n', "\r\n"));
    desk.put(ENTRY, &dressed);
    let question = "Is tape storage scrambled by lamps?";
    let rulings = rulings_of(&desk, question, "encryption-at-rest");
    desk.put("rulings.json", rulings);
    let ran = trustfill(["learn", "rulings.json", "--write", "--today", TODAY]).in_dir(desk.path()).success();
    let after = String::from_utf8(desk.read(ENTRY)).unwrap();
    let line = format!("  \"{question}\",\r\n");
    assert!(after.contains(&line), "{}", ran.stdout);
    assert_eq!(after.replacen(&line, "", 1), dressed, "one line more, and nothing else");
}

/// A file of rulings with one row, accepted: the docket of the desk's review, cut down to a row of our own.
fn rulings_of(desk: &Desk, question: &str, entry: &str) -> String {
    let review =
        Workbook::open(desk.read(&beside(FIRST, "review")), Format::Xlsx, &Limits::default()).unwrap();
    let mut docket = trustfill::review::read_review(&review).unwrap().docket;
    let of_entry = |row: &trustfill::respond::DocketRow| {
        row.proposed.as_ref().is_some_and(|p| {
            p.entries.len() == 1 && p.entries[0].id == entry && p.verdict.is_some() && !p.writes.is_empty()
        })
    };
    docket.rows.retain(of_entry);
    docket.rows.truncate(1);
    let row = &mut docket.rows[0];
    question.clone_into(&mut row.question);
    (row.section, row.id, row.reasons) = (None, None, Vec::new());
    let key = row.key.clone();
    let text = docket.to_text().unwrap();
    let seal = trustfill::respond::docket_seal(&text);
    let rows = serde_json::json!([{ "key": key, "ruling": "accept" }]);
    serde_json::json!({ "rulings": 1, "docket": text, "seal": seal, "rows": rows }).to_string()
}

#[test]
fn an_edited_text_becomes_a_draft_that_is_suggested_and_not_filled() {
    let desk = desk();
    let (question, _) = acceptable(&filled(&desk));
    rule(&desk, &[(&question, "edit", "Yes. This is how we do it, in words of our own.")]);
    let ran = learn(&desk).arg("--write").success();
    assert!(
        ran.stdout.contains("--- /dev/null") && ran.stdout.contains("+status = \"draft\""),
        "{}",
        ran.stdout
    );
    let after = filled(&desk);
    let row = rows(&after, "review").into_iter().find(|row| row["question"] == *question).unwrap();
    assert!(row["reasons"].to_string().contains("draft-answer"), "{row}");
    let again = learn(&desk).args(["--write", "--strict"]).success();
    assert!(again.stdout.starts_with("learned: nothing new"), "{}", again.stdout);
}

#[test]
fn a_conflict_is_named_and_with_strict_a_person_is_needed() {
    let desk = desk();
    let report = filled(&desk);
    let question = rows(&report, "fill")[0]["question"].as_str().unwrap();
    rule(&desk, &[(question, "wrong match", "")]);
    let ran = learn(&desk).args(["--write", "--strict"]).ends_with(1);
    assert!(
        ran.stdout.contains("not learned: 1\n") && ran.stdout.contains("approved-before: "),
        "{}",
        ran.stdout
    );
    learn(&desk).success();
}

#[test]
fn questions_without_an_answer_are_listed_and_a_file_of_somebody_else_is_kept() {
    let desk = desk();
    let open = rows(&filled(&desk), "leave").len();
    learn(&desk).arg("--write").success();
    let gaps = String::from_utf8(desk.read("gaps.md")).unwrap();
    assert_eq!(gaps.lines().filter(|line| line.starts_with("| 1 | ")).count(), open, "{gaps}");
    desk.put("notes.md", "mine\n");
    let named = |more: &[&str]| learn(&desk).args(["--gaps", "notes.md", "--write"]).args(more);
    named(&[]).fails_with(4);
    assert_eq!(desk.read("notes.md"), b"mine\n");
    named(&["--force"]).success();
    assert_eq!(desk.read("notes.md"), gaps.as_bytes());
    std::fs::create_dir(desk.join("lists")).unwrap();
    let told = learn(&desk).args(["--gaps", "lists/open.md", "--write"]).success().stdout;
    assert!(told.contains("written to lists/open.md\n"), "{told}");
}

#[test]
fn what_cannot_be_learned_from_or_written_to_is_refused() {
    let desk = desk();
    let told = |ran: Ran, word: &str| assert!(ran.stderr.contains(word), "{}", ran.stderr);
    told(learn(&desk).args(["--knowledge", "builtin"]).fails_with(2), "cannot learn");
    told(trustfill(["learn", FIRST]).in_dir(desk.path()).fails_with(3), "no review workbook");
    told(trustfill(["learn", "none.json"]).in_dir(desk.path()).fails_with(3), "no such file");
    desk.put("other.json", "{}");
    told(trustfill(["learn", "other.json"]).in_dir(desk.path()).fails_with(3), "no file of rulings");
    desk.put("knowledge/why-us/broken.md", "+++\n");
    told(learn(&desk).arg("--write").fails_with(2), "broken.md");
}

#[test]
fn the_changes_are_shown_as_a_diff() {
    let desk = desk();
    let question = "Is tape storage scrambled by lamps?";
    desk.put("rulings.json", rulings_of(&desk, question, "encryption-at-rest"));
    let ran = trustfill(["learn", "rulings.json", "--today", TODAY]).in_dir(desk.path()).success();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("learn-diff", ran.stdout));
}
