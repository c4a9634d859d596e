//! Several things asked at once: each part has to be covered.

use std::collections::BTreeSet;

use super::Subject;
use crate::retrieval::reading::Reading;
use crate::text::{Language, concepts, is_genre_word, is_light_verb, tokenise};

/// Joints between the parts of a question.
const JOINTS: &[&str] = &[
    " and ",
    " or ",
    ", ",
    "; ",
    " as well as ",
    " including ",
    " och ",
    " eller ",
    " samt ",
    " / ",
    "? ",
    " plus ",
];
/// A part longer than this is a clause with a life of its own; its uncovered words are told like any other's.
const MAX_TOLD_WORDS: usize = 6;

/// Stems of "in what way" and "by what means", which ask no more than "how".
const MANNERS: &[&str] = &["way", "manner", "mean"];

fn content(reading: &Reading) -> impl Iterator<Item = &String> {
    reading.stems.iter().filter(|stem| !MANNERS.contains(&stem.as_str()))
}

/// Objects where a part of the question has content that the entry does not speak of.
pub(super) fn check(subject: &Subject<'_>) -> Option<String> {
    let (question, wording) = (subject.question, subject.wording);
    if question.parts.len() < 2
        || (wording.parts.len() >= question.parts.len() && content(question).eq(content(wording)))
    {
        return None;
    }
    let covered = &subject.facts.stems;
    let open: Vec<String> = question
        .parts
        .iter()
        .filter(|(_, terms)| !is_covered(terms, covered))
        .map(|(part, _)| shown(part))
        .collect();
    (!open.is_empty()).then(|| format!("it asks several things; not covered: \"{}\"", open.join("\", \"")))
}

/// Whether the entry has words for at least half of a part; a concept that it speaks of stands for one.
fn is_covered(terms: &BTreeSet<String>, covered: &BTreeSet<String>) -> bool {
    let (concepts, stems): (Vec<&String>, Vec<&String>) = terms.iter().partition(|t| t.starts_with('~'));
    let open = stems.iter().filter(|stem| !covered.contains(**stem)).count();
    let spoken_of = concepts.iter().filter(|concept| covered.contains(**concept)).count();
    open.saturating_sub(spoken_of) * 2 <= stems.len()
}

fn shown(part: &str) -> String {
    let words: Vec<&str> = part.split_whitespace().collect();
    if words.len() > MAX_TOLD_WORDS {
        format!("{} …", words[..MAX_TOLD_WORDS].join(" "))
    } else {
        words.join(" ")
    }
}

/// The parts of a question, split at its joints, each with its content stems and concepts. Parts without any are dropped, and
/// those of nothing but words of the genre: "established, documented and approved" asks one thing.
pub(in crate::retrieval) fn parts(text: &str, language: Language) -> Vec<(String, BTreeSet<String>)> {
    let mut parts = vec![text.to_owned()];
    for joint in JOINTS {
        parts = parts.iter().flat_map(|p| p.split(joint).map(str::to_owned).collect::<Vec<_>>()).collect();
    }
    parts
        .into_iter()
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .map(|part| {
            let content = tokenise(&part, language)
                .into_iter()
                .filter(|t| !t.function && !is_light_verb(&t.word, language) && !is_genre_word(&t.word))
                .filter(|t| !MANNERS.contains(&t.stem.as_str()));
            let mut terms: BTreeSet<String> = content.map(|t| t.stem).collect();
            if !terms.is_empty() {
                terms.extend(concepts(&part, language).into_iter().map(str::to_owned));
            }
            (part, terms)
        })
        .filter(|(_, terms)| !terms.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::check_english;
    use super::*;

    #[test]
    fn an_uncovered_half_is_named() {
        let said = check_english(
            check,
            "Is data encrypted at rest and in transit?",
            "Is data encrypted at rest?",
            "All disks.",
        );
        assert!(said.unwrap().contains("in transit"));
    }

    #[test]
    fn a_compound_wording_that_was_approved_is_no_objection() {
        let wording = "Do you scan and patch systems?";
        assert!(check_english(check, "Do you patch and scan your systems?", wording, "x").is_none());
    }

    #[test]
    fn halves_that_the_answer_speaks_of_are_covered() {
        assert!(
            check_english(check, "Are VLANs and firewalls used?", "VLANs", "We use VLANs and firewalls.")
                .is_none()
        );
    }
}
