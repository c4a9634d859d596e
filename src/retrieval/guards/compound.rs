//! Several things asked at once: each part has to be covered.

use std::collections::BTreeSet;

use super::Subject;
use crate::text::{Language, content_stems};

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

/// Objects where a part of the question has content that the entry does not speak of.
pub(super) fn check(subject: &Subject<'_>) -> Option<String> {
    let (question, wording) = (subject.question, subject.wording);
    if question.parts.len() < 2
        || (wording.parts.len() >= question.parts.len() && question.stems == wording.stems)
    {
        return None;
    }
    let covered = &subject.facts.stems;
    let open: Vec<String> = question
        .parts
        .iter()
        .filter(|(_, stems)| stems.iter().filter(|s| !covered.contains(*s)).count() * 2 > stems.len())
        .map(|(part, _)| shown(part))
        .collect();
    (!open.is_empty()).then(|| format!("it asks several things; not covered: \"{}\"", open.join("\", \"")))
}

fn shown(part: &str) -> String {
    let words: Vec<&str> = part.split_whitespace().collect();
    if words.len() > MAX_TOLD_WORDS {
        format!("{} …", words[..MAX_TOLD_WORDS].join(" "))
    } else {
        words.join(" ")
    }
}

/// The parts of a question, split at its joints, each with its content stems; parts without any are dropped.
pub(in crate::retrieval) fn parts(text: &str, language: Language) -> Vec<(String, BTreeSet<String>)> {
    let mut parts = vec![text.to_owned()];
    for joint in JOINTS {
        parts = parts.iter().flat_map(|p| p.split(joint).map(str::to_owned).collect::<Vec<_>>()).collect();
    }
    parts
        .into_iter()
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .map(|part| {
            let stems = content_stems(&part, language);
            (part, stems)
        })
        .filter(|(_, stems)| !stems.is_empty())
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
