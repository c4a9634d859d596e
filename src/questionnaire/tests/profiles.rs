//! A saved correction finds its form again, and no other.

use super::super::testing::{Tab, read_with, workbook};
use super::super::{Overrides, Profile};

const QUESTIONS: [&str; 8] = [
    "Are backups kept apart?",
    "Are logs kept for a year?",
    "Is staff trained?",
    "Is access reviewed?",
    "Are disks encrypted?",
    "Is there a risk register?",
    "Are suppliers reviewed?",
    "Are incidents reported?",
];

fn form(header: &str, questions: &[&str], answer: &str) -> Tab {
    let head = Tab::new("Data").row(&["Export of 2031"]).row(&["Key", "Control", header, "Ours"]);
    questions.iter().fold(head, |tab, question| tab.row(&["k", question, answer, ""]))
}

fn saved(tab: &Tab) -> Profile {
    let overrides =
        Overrides { answer_column: Some("Ours".to_owned()), header_row: Some(1), ..Overrides::default() };
    let form = read_with(std::slice::from_ref(tab), &overrides).unwrap();
    Profile::new(&workbook(std::slice::from_ref(tab)), &form, overrides)
}

#[test]
fn a_profile_is_read_back_as_it_was_written() {
    let profile = saved(&form("Theirs", &QUESTIONS, ""));
    let text = profile.to_toml().unwrap();
    assert_eq!(Profile::parse(&text).unwrap(), profile);
    assert!(text.contains("header-row = 2"), "rows count from 1: {text}");
    assert!(!text.contains("backups"), "no question in plain text: {text}");
}

#[test]
fn a_filled_copy_and_a_near_edition_are_the_same_form() {
    let profile = saved(&form("Theirs", &QUESTIONS, ""));
    assert!(profile.fits(&workbook(&[form("Theirs", &QUESTIONS, "yes")])));
    let mut edition = QUESTIONS;
    edition[3] = "Is access reviewed every quarter?";
    assert!(profile.fits(&workbook(&[form("Theirs", &edition, ""), Tab::new("New sheet").row(&["text"])])));
}

#[test]
fn another_form_with_the_same_header_is_not() {
    let profile = saved(&form("Theirs", &QUESTIONS, ""));
    let others = QUESTIONS.map(|question| question.replace("Are", "Were").replace("Is", "Was"));
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    assert!(!profile.fits(&workbook(&[form("Theirs", &others, "")])));
    assert!(!profile.fits(&workbook(&[Tab::new("Other").row(&["Key", "Control", "Theirs", "Ours"])])));
}

#[test]
fn a_header_that_moved_or_changed_is_not() {
    let profile = saved(&form("Theirs", &QUESTIONS, ""));
    let shifted = QUESTIONS.iter().fold(
        Tab::new("Data").rows(&[&["Export"], &["New line"], &["Key", "Control", "Theirs", "Ours"]]),
        |tab, question| tab.row(&["k", question, "", ""]),
    );
    let shifted = workbook(&[shifted]);
    assert!(!profile.fits(&shifted));
    assert_eq!(profile.misfit(&shifted).as_deref(), Some("A2 is not \"Key\""));
    assert_eq!(profile.misfit(&workbook(&[form("Theirs", &QUESTIONS, "")])), None);
}

#[test]
fn a_correction_holds_on_the_sheets_of_its_form_alone() {
    let first = form("Theirs", &QUESTIONS, "");
    let profile = saved(&first);
    let second = Tab::new("Part 2").row(&["Key", "Question", "Answer", "Ours"]);
    let others = QUESTIONS.map(|question| format!("{question} How?"));
    let second = others.iter().fold(second, |tab, question| tab.row(&["k", question, "", ""]));
    let read = read_with(&[first, second], &profile.overrides).unwrap();
    let answers =
        |sheet: usize| read.sheets[sheet].questions.first().and_then(|q| q.answer).map(|a| a.column);
    assert_eq!((answers(0), answers(1)), (Some(3), Some(2)));
}

#[test]
fn a_profile_that_would_fit_every_file_is_refused() {
    for (text, why) in [
        ("[layout]\nanswer-column = \"C\"\n", "missing field `form`"),
        ("form = []\n[layout]\n", "without questions"),
        ("[layout]\n[[form]]\nsheet = \"A\"\nquestions = []\n", "without questions"),
        ("[layout]\nheader-row = 0\n[[form]]\nsheet = \"A\"\nquestions = [\"a\"]\n", "counts from 1"),
        (
            "[layout]\nanswer = \"C\"\n[[form]]\nsheet = \"A\"\nquestions = [\"a\"]\n",
            "line 2: unknown field `answer`",
        ),
    ] {
        let error = Profile::parse(text).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}
