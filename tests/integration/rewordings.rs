//! Questions written without sight of the approved wordings: what a person would call the same question, what only looks
//! like it, and questions in Swedish.

use serde_json::{Value, json};
use trustfill::answer::{HouseChoices, Vendor};
use trustfill::confidence::{Decision, Policy};
use trustfill::knowledge::{Audience, SourceFile, load_files};
use trustfill::respond::{Setting, judge};
use trustfill::retrieval::{Index, Query};
use trustfill::workbook::Choices;

use crate::support::{TODAY, ask, root};

/// Of 100 rewordings, how many are filled at least; it only rises.
const FILLED: usize = 14;
/// Of 20 Swedish questions, how many get their entry first at least.
const SWEDISH_FIRST: usize = 16;

/// The lines of a fixture, each with what was answered.
fn asked(fixture: &str) -> Vec<(Value, Value)> {
    let text = std::fs::read_to_string(root().join("tests/fixtures").join(fixture)).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let feed: String = lines
        .iter()
        .map(|line| json!({ "id": 0, "question": line["question"] }).to_string() + "\n")
        .collect();
    let ran = ask().args(["--stdin", "--format", "json"]).input(feed).success();
    let answers: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), answers.len());
    lines.into_iter().zip(answers).collect()
}

#[test]
fn questions_that_a_person_calls_the_same_are_filled_and_with_the_right_entry() {
    let rows = asked("rewordings.jsonl");
    let filled: Vec<&(Value, Value)> =
        rows.iter().filter(|(_, answer)| answer["decision"] == "fill").collect();
    let wrong: Vec<&Value> = filled
        .iter()
        .filter(|(line, answer)| line["entry"] != answer["entry"])
        .map(|(line, _)| line)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(filled.len() >= FILLED, "{} of {} are filled", filled.len(), rows.len());
}

#[test]
fn questions_that_only_look_the_same_are_never_filled() {
    let filled: Vec<Value> = asked("near_misses.jsonl")
        .into_iter()
        .filter(|(_, answer)| answer["decision"] == "fill")
        .map(|(line, _)| line)
        .collect();
    assert!(filled.is_empty(), "{filled:#?}");
}

#[test]
fn a_swedish_question_finds_its_entry() {
    let rows = asked("swedish.jsonl");
    let first = rows.iter().filter(|(line, answer)| line["entry"] == answer["matches"][0]["entry"]).count();
    assert!(first >= SWEDISH_FIRST, "{first} of {}", rows.len());
}

/// Pairs of an approved wording and a question of nearly its words that asks something else: another voice, party, modal
/// verb, sign, order, or word of the same stem. Each wording is the whole of a base.
#[test]
fn a_question_of_nearly_the_words_of_a_wording_is_not_taken_for_it() {
    let text = std::fs::read_to_string(root().join("tests/fixtures/other_questions.jsonl")).unwrap();
    let setting = Setting {
        policy: Policy::DEFAULT,
        today: TODAY.parse().unwrap(),
        language: None,
        house: HouseChoices::default(),
        vendor: Vendor::default(),
        with_evidence: false,
    };
    let mut filled = Vec::new();
    let pairs: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(pairs.len() > 200, "{}", pairs.len());
    for pair in &pairs {
        let (wording, question) = (pair["wording"].as_str().unwrap(), pair["question"].as_str().unwrap());
        let index =
            |path: &str| SourceFile { path: path.to_owned(), text: "+++\ntitle = \"x\"\n+++\n".to_owned() };
        let entry = SourceFile {
            path: "c/entry.md".to_owned(),
            text: format!(
                "+++\nquestion = {wording:?}\nverdict = \"yes\"\naudience = \"public\"\nstatus = \"approved\"\n\
                 owner = \"o\"\nreviewed = 2026-01-01\n+++\nYes. {wording}\n"
            ),
        };
        let base =
            load_files(&[index("_index.md"), index("c/_index.md"), entry], Audience::Public, false).unwrap();
        let query = Query { question, section: None, language: None };
        let judged = judge(&Index::build(&base), &query, &Choices::Free, 1, &setting);
        if judged.decision == Decision::Fill {
            filled.push(format!("{wording} <- {question}"));
        }
    }
    assert!(filled.is_empty(), "{filled:#?}");
}
