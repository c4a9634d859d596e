//! The knowledge base of the checkout, as data: what is in it, that each wording finds its entry, that none finds it
//! once something is asked that nobody approved.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::{Value, json};
use trustfill::knowledge::{Audience, Entry, KnowledgeBase, Status, load};
use trustfill::text::{Language, canonical_question, fold};

use crate::support::{ask, knowledge};

/// The first entries, by category.
const ENTRIES: [(&str, &[&str]); 6] = [
    (
        "why-us",
        &["certified-security", "data-in-sweden", "digital-sovereignty", "high-availability", "no-lock-in"],
    ),
    ("access-and-authorization", &["secret-auth-info", "user-secret-expectations"]),
    (
        "logging-and-monitoring",
        &[
            "capacity-management",
            "capacity-shortage-detection",
            "clock-sync",
            "customer-log-access",
            "event-logging",
            "log-protection",
            "monitoring-24-7",
            "monitoring-data-retention",
            "privileged-access-logged",
        ],
    ),
    (
        "vulnerability-management-and-patching",
        &["hardening", "malicious-code", "report-vulnerability", "vuln-patching"],
    ),
    ("network-and-isolation", &["ddos-network-attacks", "network-services", "tenant-separation"]),
    ("data-protection-and-encryption", &["encryption-at-rest", "gdpr-role"]),
];
/// Other wordings that each entry has at least, in its own language and in translation.
const WORDINGS: usize = 8;
const TRANSLATED: usize = 4;

fn base() -> KnowledgeBase {
    load(&knowledge(), Audience::Internal).unwrap()
}

fn in_language(entry: &Entry, language: Language) -> usize {
    entry.wordings.iter().filter(|wording| wording.language == language).count()
}

#[test]
fn the_first_entries_stand_in_their_categories() {
    let base = base();
    for (category, ids) in ENTRIES {
        let there: Vec<&str> =
            base.entries.iter().filter(|e| e.category == category).map(|e| e.id.as_str()).collect();
        let missing: Vec<&&str> = ids.iter().filter(|id| !there.contains(id)).collect();
        assert!(missing.is_empty(), "{category}: {missing:?}");
    }
}

#[test]
fn every_entry_has_enough_wordings_in_both_languages() {
    for entry in &base().entries {
        // The question itself stands among the wordings.
        let (own, translated) =
            (in_language(entry, Language::English), in_language(entry, Language::Swedish));
        assert!(own > WORDINGS, "{}: {own} wordings", entry.id);
        assert!(translated > TRANSLATED, "{}: {translated} Swedish wordings", entry.id);
        assert!(entry.answer_in(Language::Swedish).is_some_and(|answer| !answer.is_empty()), "{}", entry.id);
    }
}

#[test]
fn no_wording_stands_in_two_places() {
    let mut seen: BTreeMap<(Language, String), String> = BTreeMap::new();
    let mut twice = Vec::new();
    for entry in &base().entries {
        for wording in &entry.wordings {
            let bare = fold(&canonical_question(&wording.text));
            let bare = bare.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
            if let Some(other) = seen.insert((wording.language, bare), entry.id.clone()) {
                twice.push(format!("{} and {other}: {}", entry.id, wording.text));
            }
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn no_wording_is_also_said_not_to_be_answered() {
    for entry in &base().entries {
        let refused: BTreeSet<String> = entry.not_for.iter().map(|text| fold(text)).collect();
        for wording in &entry.wordings {
            assert!(!refused.contains(&fold(&wording.text)), "{}: {}", entry.id, wording.text);
        }
    }
}

/// A question for the program: what is asked, of which entry it was made.
struct Asked {
    entry: String,
    text: String,
}

/// Every wording of an approved entry.
fn wordings() -> Vec<Asked> {
    let base = base();
    let approved = base.entries.iter().filter(|entry| entry.status == Status::Approved);
    approved
        .flat_map(|entry| {
            entry.wordings.iter().map(|wording| Asked { entry: entry.id.clone(), text: wording.text.clone() })
        })
        .collect()
}

/// The answers of the program, a line each.
fn answers(questions: &[Asked]) -> Vec<Value> {
    let input: String = questions
        .iter()
        .map(|asked| format!("{}\n", json!({"id": asked.entry, "question": asked.text})))
        .collect();
    let ran = ask()
        .args(["--stdin", "--format", "json", "--top", "1", "--audience", "internal"])
        .input(input)
        .success();
    let answers: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), questions.len());
    answers
}

#[test]
fn every_wording_fills_with_its_own_entry() {
    let questions = wordings();
    let lost: Vec<String> = answers(&questions)
        .iter()
        .zip(&questions)
        .filter(|(answer, asked)| answer["decision"] != "fill" || answer["entry"] != asked.entry.as_str())
        .map(|(answer, asked)| {
            format!(
                "{}: {} -> {} {} {}",
                asked.entry, asked.text, answer["decision"], answer["entry"], answer["reasons"]
            )
        })
        .collect();
    assert!(lost.is_empty(), "{} of {}: {lost:#?}", lost.len(), questions.len());
}

/// Asks what a rule makes of every wording that it applies to; none may be filled.
#[track_caller]
fn never_filled(at_least: usize, rule: impl Fn(&str) -> Option<String>) {
    let questions: Vec<Asked> = wordings()
        .into_iter()
        .filter_map(|asked| rule(&asked.text).map(|text| Asked { text, ..asked }))
        .collect();
    assert!(questions.len() >= at_least, "the rule applies to {} wordings only", questions.len());
    let filled: Vec<String> = answers(&questions)
        .iter()
        .zip(&questions)
        .filter(|(answer, _)| answer["decision"] == "fill")
        .map(|(answer, asked)| format!("{} <- {}", answer["entry"], asked.text))
        .collect();
    assert!(filled.is_empty(), "{} of {}: {filled:#?}", filled.len(), questions.len());
}

/// The text with something said before its last mark.
fn with_end(text: &str, english: &str, swedish: &str) -> Option<String> {
    let end = match Language::of(text) {
        Language::Swedish => swedish,
        _ => english,
    };
    let bare = text.trim_end_matches(['?', '.']);
    Some(format!("{bare} {end}{}", &text[bare.len()..]))
}

#[test]
fn a_negated_wording_is_never_filled() {
    let english = Regex::new(
        r"(?i)^((?:is|are|do|does|can|could|have|has|will) (?:you|we|customers|the \w+|it)|.*\b(?:shall|must|should))\b",
    )
    .unwrap();
    let swedish = Regex::new(r"(?i)^(\w+ (?:ni|vi|kunden|kunderna)|.*\b(?:ska|skall|måste))\b").unwrap();
    never_filled(150, |text| {
        let (pattern, not) = match Language::of(text) {
            Language::Swedish => (&swedish, "inte"),
            _ => (&english, "not"),
        };
        let negated = pattern.replace(text, format!("$1 {not}"));
        (negated != text).then(|| negated.into_owned())
    });
}

#[test]
fn a_wording_that_names_another_standard_is_never_filled() {
    never_filled(300, |text| with_end(text, "in accordance with SOC 2", "i enlighet med SOC 2"));
    never_filled(300, |text| with_end(text, "as required by FedRAMP", "enligt kraven i FedRAMP"));
}

#[test]
fn a_wording_that_asks_for_a_number_nobody_gave_is_never_filled() {
    never_filled(300, |text| with_end(text, "for at least 3650 days", "i minst 3650 dagar"));
    never_filled(300, |text| with_end(text, "within 15 minutes", "inom 15 minuter"));
}

#[test]
fn a_wording_that_asks_for_something_else_too_is_never_filled() {
    never_filled(300, |text| with_end(text, "and in transit", "och under överföring"));
    never_filled(300, |text| {
        with_end(
            text,
            "and have these measures been tested by an external party",
            "och har åtgärderna testats av en extern part",
        )
    });
}

#[test]
fn a_wording_about_other_parties_is_never_filled() {
    never_filled(300, |text| with_end(text, "and for our subcontractors", "och för våra underleverantörer"));
    never_filled(300, |text| {
        with_end(text, "on employees' private phones", "på medarbetarnas privata telefoner")
    });
}

/// Questions made of the words of approved wordings that ask something else: roles reversed, another tense, modality,
/// party or particle, a second question behind the first.
#[test]
fn questions_of_approved_words_that_ask_something_else_are_never_filled() {
    let traps = std::fs::read_to_string(crate::support::root().join("tests/fixtures/traps.txt")).unwrap();
    let questions: Vec<&str> = traps.lines().filter(|line| !line.is_empty()).collect();
    assert!(questions.len() > 90, "{}", questions.len());
    let feed: String = questions
        .iter()
        .map(|question| json!({ "id": 0, "question": question }).to_string() + "\n")
        .collect();
    let ran = ask().args(["--stdin", "--format", "json"]).input(feed).success();
    let filled: Vec<&&str> = questions
        .iter()
        .zip(ran.stdout.lines())
        .filter(|(_, line)| serde_json::from_str::<Value>(line).unwrap()["decision"] == "fill")
        .map(|(question, _)| question)
        .collect();
    assert!(filled.is_empty(), "{filled:#?}");
}

/// Lists of odd choices with the one that may be filled, or null where none clearly says the answer.
#[test]
fn a_choice_is_filled_only_where_it_clearly_says_the_answer() {
    let rows = std::fs::read_to_string(crate::support::root().join("tests/fixtures/choices.jsonl")).unwrap();
    let ran = ask().args(["--stdin", "--format", "json"]).input(rows.as_str()).success();
    for (row, line) in rows.lines().zip(ran.stdout.lines()) {
        let (row, told): (Value, Value) =
            (serde_json::from_str(row).unwrap(), serde_json::from_str(line).unwrap());
        let filled = if told["decision"] == "fill" { &told["choice"] } else { &Value::Null };
        assert_eq!(*filled, row["choice"], "{row}");
    }
}
