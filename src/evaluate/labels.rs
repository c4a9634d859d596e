//! Labels: questions with the entries that answer them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::knowledge::Verdict;
use crate::text::hexadecimal;

/// Digits of a question's hash: 48 bits are enough to tell some thousand questions apart.
const HASH_DIGITS: usize = 12;
/// The group of labels that name neither source nor family.
const NO_SOURCE: &str = "(no source)";

/// A labelled question.
#[derive(Clone, Debug, Deserialize)]
pub struct Label {
    /// The question's own id within its source, a text or a number.
    #[serde(default)]
    pub id: Option<LabelId>,
    /// Where it is from.
    #[serde(default)]
    pub source: String,
    /// Sources of one family repeat each other's text; a fit leaves out a whole family at a time.
    #[serde(default)]
    pub family: String,
    /// The heading it stands under.
    pub section: Option<String>,
    /// The question.
    pub question: String,
    /// Entries whose answer settles the whole question.
    pub full: Vec<String>,
    /// Entries that answer a part of it.
    #[serde(default)]
    pub partial: Vec<String>,
    /// What the right answer says in one word, where the labeller said it.
    #[serde(default)]
    pub verdict: Option<Verdict>,
}

/// An id as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum LabelId {
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
}

impl Label {
    /// The family that a fit leaves out together; the source where none is named.
    pub fn family(&self) -> &str {
        if self.family.is_empty() { &self.source } else { &self.family }
    }

    /// What the figures are grouped by: the source, else the family.
    pub fn group(&self) -> &str {
        [&self.source, &self.family].into_iter().find(|name| !name.is_empty()).map_or(NO_SOURCE, |n| n)
    }

    /// A hash of heading and question, in hexadecimal: names a question without telling it.
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.section.as_deref().unwrap_or_default());
        hash.update([0]);
        hash.update(&self.question);
        hexadecimal(hash.finalize()).chars().take(HASH_DIGITS).collect()
    }
}

/// A key for each label, in their order: source and id, or the hash where there is no id; what comes again is numbered.
pub fn keys(labels: &[Label]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    labels
        .iter()
        .map(|label| {
            let own = match &label.id {
                Some(LabelId::Text(id)) if !id.trim().is_empty() => id.trim().to_owned(),
                Some(LabelId::Number(id)) => id.to_string(),
                _ => label.hash(),
            };
            let key = if label.source.is_empty() { own } else { format!("{}/{own}", label.source) };
            let count = seen.entry(key.clone()).or_default();
            *count += 1;
            if *count == 1 { key } else { format!("{key}#{count}") }
        })
        .collect()
}

/// The entries that labels name and the base does not hold: a slip of the pen, or hidden from this audience. They can
/// never be found, so they lower every recall.
pub fn unknown_entries(labels: &[Label], is_known: impl Fn(&str) -> bool) -> BTreeSet<&str> {
    labels
        .iter()
        .flat_map(|label| label.full.iter().chain(&label.partial))
        .map(String::as_str)
        .filter(|id| !is_known(id))
        .collect()
}

/// A line that is no label.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct LabelError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// Reads JSON Lines; blank lines and a byte order mark are passed over.
///
/// # Errors
/// [`LabelError`] with the first line that is no label.
pub fn parse_labels(text: &str) -> Result<Vec<Label>, LabelError> {
    text.trim_start_matches('\u{FEFF}')
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line)
                .map_err(|error| LabelError { line: at + 1, message: error.to_string() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_needs_a_question_and_what_answers_it_in_full() {
        let labels = parse_labels("\u{FEFF}{\"question\": \"Q?\", \"full\": []}\n\n").unwrap();
        assert_eq!((labels.len(), labels[0].group(), labels[0].verdict), (1, NO_SOURCE, None));
        let error = parse_labels("\n{\"question\": \"Q?\"}").unwrap_err();
        assert_eq!(error.line, 2);
        assert!(error.message.contains("full"), "{error}");
    }

    #[test]
    fn a_verdict_is_one_of_four_words() {
        let line = |word: &str| format!("{{\"question\": \"Q?\", \"full\": [], \"verdict\": \"{word}\"}}");
        assert_eq!(parse_labels(&line("not-applicable")).unwrap()[0].verdict, Some(Verdict::NotApplicable));
        assert!(parse_labels(&line("maybe")).is_err());
    }

    #[test]
    fn keys_are_source_and_id_or_a_hash_and_never_come_twice() {
        let text = r#"{"id": 7, "source": "acme", "question": "A?", "full": []}
            {"id": "7", "source": "acme", "question": "B?", "full": []}
            {"source": "acme", "question": "C?", "full": []}
            {"id": " ", "question": "C?", "full": []}"#;
        let labels = parse_labels(text).unwrap();
        let hash = labels[2].hash();
        assert_eq!(keys(&labels), ["acme/7", "acme/7#2", &format!("acme/{hash}"), &hash]);
    }

    #[test]
    fn the_heading_is_part_of_the_hash_and_a_family_falls_back_to_the_source() {
        let text = r#"{"source": "s", "question": "A?", "full": []}
            {"section": "Logs", "family": "f", "question": "A?", "full": []}"#;
        let labels = parse_labels(text).unwrap();
        assert_ne!(labels[0].hash(), labels[1].hash());
        assert_eq!((labels[0].family(), labels[1].group()), ("s", "f"));
    }

    #[test]
    fn entries_that_nobody_knows_are_told() {
        let labels = parse_labels(r#"{"question": "A?", "full": ["a", "typo"], "partial": ["b"]}"#).unwrap();
        assert_eq!(unknown_entries(&labels, |id| id == "a"), BTreeSet::from(["b", "typo"]));
    }
}
