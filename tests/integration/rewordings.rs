//! Questions written without sight of the approved wordings: what a person would call the same question, what only looks
//! like it, and questions in Swedish.

use proptest::prelude::*;
use serde_json::{Value, json};
use trustfill::answer::{HouseChoices, Vendor};
use trustfill::confidence::{Decision, Policy};
use trustfill::knowledge::{Audience, KnowledgeBase, SourceFile, load, load_files};
use trustfill::respond::{Setting, judge};
use trustfill::retrieval::{Index, Query};
use trustfill::text::Language;
use trustfill::workbook::Choices;

use crate::floors::{REPEATS_FILLED, REWORDINGS_FILLED, SAME_QUESTIONS_FILLED};
use crate::support::{TODAY, ask, knowledge, root};

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
    assert!(filled.len() >= REWORDINGS_FILLED, "{} of {} are filled", filled.len(), rows.len());
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

/// A base of one entry with one wording.
fn base_of(wording: &str, languages: &Value) -> KnowledgeBase {
    let languages = if languages.is_null() { String::new() } else { format!("languages = {languages}\n") };
    let index = |path: &str, more: &str| SourceFile {
        path: path.to_owned(),
        text: format!("+++\ntitle = \"x\"\n{more}+++\n"),
    };
    let entry = SourceFile {
        path: "c/entry.md".to_owned(),
        text: format!(
            "+++\nquestion = {wording:?}\nverdict = \"yes\"\naudience = \"public\"\nstatus = \"approved\"\n\
             owner = \"o\"\nreviewed = 2026-01-01\n+++\nYes. {wording}\n"
        ),
    };
    load_files(&[index("_index.md", &languages), index("c/_index.md", ""), entry], Audience::Public, false)
        .unwrap()
}

/// The entry that fills a question, if any does.
fn filled_by(index: &Index<'_>, question: &str) -> Option<String> {
    let setting = Setting {
        policy: Policy::DEFAULT,
        today: TODAY.parse().unwrap(),
        language: None,
        house: HouseChoices::default(),
        vendor: Vendor::default(),
        with_evidence: false,
    };
    let query = Query { question, section: None, id: None, language: None };
    let judged = judge(index, &query, &Choices::Free, 1, &setting);
    let first = || index.entry(&index.rank(&query).matches[0]).id.clone();
    (judged.decision == Decision::Fill).then(first)
}

/// The pairs of a fixture, each with whether its wording fills its question; each wording is the whole of a base, unless
/// the pair is one of the sample base.
fn pairs(fixture: &str) -> Vec<(String, bool)> {
    let text = std::fs::read_to_string(root().join("tests/fixtures").join(fixture)).unwrap();
    let pairs = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let sample = load(&knowledge(), Audience::Internal).unwrap();
    let of_sample = Index::build(&sample);
    pairs
        .map(|pair| {
            let (wording, question) = (pair["wording"].as_str().unwrap(), pair["question"].as_str().unwrap());
            let filled = if pair["base"] == "sample" {
                filled_by(&of_sample, question).is_some()
            } else {
                let base = base_of(wording, &pair["languages"]);
                filled_by(&Index::build(&base), question).is_some()
            };
            (format!("{wording} <- {question}"), filled)
        })
        .collect()
}

/// Pairs of an approved wording and a question of nearly its words that asks something else: another voice, party, modal
/// verb, sign, order, or word of the same stem; `minimal_pairs` has some for each rule of recognition.
#[test]
fn a_question_of_nearly_the_words_of_a_wording_is_not_taken_for_it() {
    for (fixture, least) in
        [("other_questions.jsonl", 200), ("other_wordings.jsonl", 300), ("minimal_pairs.jsonl", 240)]
    {
        let pairs = pairs(fixture);
        assert!(pairs.len() > least, "{}", pairs.len());
        let filled: Vec<&String> = pairs.iter().filter(|(_, filled)| *filled).map(|(pair, _)| pair).collect();
        assert!(filled.is_empty(), "{fixture}: {filled:#?}");
    }
}

#[test]
fn the_same_question_in_other_dress_is_filled() {
    let pairs = pairs("same_questions.jsonl");
    let open: Vec<&String> = pairs.iter().filter(|(_, filled)| !*filled).map(|(pair, _)| pair).collect();
    assert!(pairs.len() - open.len() >= SAME_QUESTIONS_FILLED, "{open:#?}");
}

/// Questions of a form in `repeats.jsonl`.
const FORM: usize = 40;

/// A base in which each wording was learned by an entry that was written for another question.
fn base_that_learned<'t>(wordings: impl Iterator<Item = &'t str>) -> KnowledgeBase {
    let entry = |(number, wording): (usize, &str)| SourceFile {
        path: format!("c/entry-{number}.md"),
        text: format!(
            "+++\nquestion = \"Topic {number}?\"\nalso_asked = [{wording:?}]\nverdict = \"yes\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"o\"\nreviewed = 2026-01-01\n+++\nYes.\n"
        ),
    };
    let files: Vec<SourceFile> = wordings.enumerate().map(entry).collect();
    load_files(&files, Audience::Public, false).unwrap()
}

/// Questions of a form that comes back with small differences, written without sight of the rules: 40 that are the same
/// question and 40 that are not. Half of each were asked before the rules knew them, and 12 of 20 were filled then.
#[test]
fn a_form_that_repeats_learned_questions_is_filled_where_they_are_the_same_and_nowhere_else() {
    let text = std::fs::read_to_string(root().join("tests/fixtures/repeats.jsonl")).unwrap();
    let pairs: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mut same, mut wrong) = (0, Vec::new());
    // Two forms, each with a base that learned its own questions.
    for pairs in pairs.chunks(FORM) {
        let base = base_that_learned(pairs.iter().map(|pair| pair["wording"].as_str().unwrap()));
        let index = Index::build(&base);
        for (number, pair) in pairs.iter().enumerate() {
            match filled_by(&index, pair["question"].as_str().unwrap()) {
                Some(entry) if pair["same"] == true && entry == format!("entry-{number}") => same += 1,
                Some(entry) => wrong.push(format!("{entry}: {pair}")),
                None => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(same >= REPEATS_FILLED, "{same} of 40 are filled");
}

/// The wordings of the sample base in English, each with its entry.
fn english_wordings(base: &KnowledgeBase) -> Vec<(String, String)> {
    let of = |entry: &trustfill::knowledge::Entry| {
        let english = entry.wordings.iter().filter(|w| w.language == Language::English);
        english.map(|w| (entry.id.clone(), w.text.clone())).collect::<Vec<_>>()
    };
    base.entries.iter().flat_map(of).collect()
}

/// How an opening dresses a question, with what the dressed one begins with.
const DRESSES: &[(&str, &str)] = &[
    ("How do you ", "Please describe how you "),
    ("How do you ", "The supplier shall explain how you "),
    ("How do you ", "In what way do you "),
    ("Do you ", "The vendor shall "),
    ("Do you ", "Please confirm that you "),
    ("Do you ", "Could you please confirm whether you "),
    ("Can we ", "Are we able to "),
    ("Can customers ", "Is it possible for customers to "),
];

#[test]
fn a_wording_of_the_base_in_another_opening_is_filled_with_its_own_entry() {
    let base = load(&knowledge(), Audience::Internal).unwrap();
    let index = Index::build(&base);
    let mut dressed = 0;
    for (entry, wording) in english_wordings(&base) {
        // What does not fill as it stands (a word that leans on another row) does not fill dressed.
        if filled_by(&index, &wording).is_none() {
            continue;
        }
        for (bare, dress) in DRESSES {
            // "The vendor shall provide …" asks for what is to be provided.
            if let Some(rest) = wording.strip_prefix(bare).filter(|rest| !rest.starts_with("provide ")) {
                let question = format!("{dress}{rest}");
                assert_eq!(filled_by(&index, &question).as_ref(), Some(&entry), "{question}");
                dressed += 1;
            }
        }
    }
    assert!(dressed > 60, "{dressed}");
}

#[test]
fn a_dressed_wording_with_another_party_tense_or_number_is_never_filled() {
    let base = load(&knowledge(), Audience::Internal).unwrap();
    let index = Index::build(&base);
    let changes: &[fn(&str) -> String] = &[
        |rest| format!("Please describe how your subcontractors {rest}"),
        |rest| format!("Please describe how you will {rest}"),
        |rest| format!("Please describe who {rest}"),
        |rest| format!("The customer shall {rest}"),
        |rest| format!("Please confirm that customers {rest}"),
        |rest| format!("Have you ever failed to {rest}"),
        |rest| format!("The supplier shall within 17 hours {rest}"),
        |rest| format!("Is there anybody who can {rest}"),
        |rest| format!("Is it possible for others to {rest}"),
    ];
    for (_, wording) in english_wordings(&base) {
        let Some(rest) = wording.strip_prefix("How do you ").or_else(|| wording.strip_prefix("Do you "))
        else {
            continue;
        };
        for change in changes {
            let question = change(rest);
            assert_eq!(filled_by(&index, &question), None, "{question}");
        }
    }
}

/// What questions are made of, and letters that change their number of bytes with their case.
const PIECES: &[&str] = &[
    "Is",
    "are",
    "Do",
    "you",
    "the",
    "A",
    "a",
    "supplier",
    "shall",
    "Describe",
    "how",
    "your",
    "our",
    "use",
    "used",
    "by",
    "data",
    "IDs",
    "LDAPS",
    "VMs",
    "only",
    "most",
    "few",
    "number",
    "of",
    "and",
    "or",
    "not",
    "Annex",
    "4.2",
    "A.5",
    "Q4",
    "SEV-1:",
    "99.9",
    "är",
    "Är",
    "ÄR",
    "ni",
    "på",
    "i",
    "ett",
    "İ",
    "ẞ",
    "K",
    "ﬁ",
    "ß",
    "é",
    "Öppna",
    "İstanbul",
    "(",
    ")",
    ",",
    ":",
    "?",
    ".",
    "-",
    "–",
    "/",
    "\n",
    "\n- ",
    "•",
    "'s",
    "’",
    "\"",
    "=",
    "\u{200b}",
    "😀",
    "e.g.",
    "etc.",
    "24/7",
    "company",
    "vendor's",
    "encrypted",
    "backups",
    "in",
    "on",
    "has",
    "been",
    "who",
];

#[test]
fn any_text_can_be_asked_and_can_be_a_wording() {
    let piece = prop::sample::select(PIECES);
    let gap = prop::sample::select(&["", " ", " ", " ", "  "][..]);
    let text = prop::collection::vec((piece, gap), 1..12)
        .prop_map(|parts| parts.into_iter().map(|(piece, gap)| format!("{piece}{gap}")).collect::<String>());
    let any = prop_oneof![4 => text, 1 => ".{1,40}"];
    let config = ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() };
    proptest::test_runner::TestRunner::new(config)
        .run(&(any.clone(), any), |(wording, question)| {
            let quoted = serde_json::to_string(&wording.replace(char::is_control, " ")).unwrap();
            prop_assume!(!wording.replace(char::is_control, " ").trim().is_empty());
            let front = "verdict = \"yes\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"o\"\nreviewed = 2026-01-01\n";
            let file = SourceFile {
                path: "c/e.md".into(),
                text: format!("+++\nquestion = {quoted}\n{front}+++\nYes.\n"),
            };
            let Ok(base) = load_files(&[file], Audience::Public, false) else { return Ok(()) };
            let index = Index::build(&base);
            for text in [&question, &wording] {
                let query = Query { question: text, section: None, id: None, language: None };
                let ranking = index.rank(&query);
                prop_assert!(ranking.matches.len() <= 1);
            }
            Ok(())
        })
        .unwrap();
}
