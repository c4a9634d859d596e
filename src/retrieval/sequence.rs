//! The form of a question in which the same question is recognised: its words in their order, with nothing taken away
//! that could change what is asked.
//!
//! Only articles, the addressee, politeness and the bare auxiliaries of a question ("do you …", "is …") go. Prepositions,
//! modal verbs, tense, pronouns, quantifiers and every negation stay, and so does the order: "Can customers see your
//! logs?" and "Can you see customers' logs?" are made of the same words. One turn of phrase is evened out: "Do you
//! encrypt stored data?", "You shall encrypt stored data" and "Is stored data encrypted?" are one form.

use crate::text::{Language, stem};

/// Words without any bearing on what is asked, at every place of the sentence.
const SILENT: &[&str] = &[
    "a",
    "an",
    "the",
    "please",
    "kindly",
    "your",
    "yours",
    "any",
    "there",
    "etc",
    "vänligen",
    "en",
    "ett",
    "den",
    "det",
    "era",
    "ert",
    "er",
    "s",
];
/// Imperatives that only ask for an answer to the question behind them.
const OPENING: &[&str] = &[
    "state",
    "indicate",
    "confirm",
    "specify",
    "tell",
    "us",
    "whether",
    "if",
    "that",
    "ange",
    "bekräfta",
    "om",
];
/// Auxiliaries of the present that only make a question.
const PRESENT: &[&str] = &["is", "are", "do", "does", "has", "är"];
/// Where the object of a verb ends.
const BOUNDARIES: &[&str] = &[
    "in",
    "on",
    "at",
    "of",
    "to",
    "for",
    "by",
    "with",
    "from",
    "into",
    "through",
    "and",
    "or",
    "as",
    "via",
    "within",
    "against",
    "about",
    "over",
    "under",
    "between",
    "across",
    "before",
    "after",
    "during",
    "without",
    "according",
    "that",
    "which",
    "who",
    "when",
    "where",
    "while",
    "so",
    "than",
    "per",
    "using",
    "i",
    "på",
    "av",
    "till",
    "för",
    "med",
    "från",
    "och",
    "eller",
    "som",
    "mot",
    "enligt",
    "vid",
    "under",
    "utan",
    "genom",
];

/// The words of a canonical question in their order; empty where none is left.
pub(super) fn sequence(canonical: &str, language: Language) -> Vec<String> {
    let lower = canonical.to_lowercase().replace("n't", " not").replace("cannot", "can not");
    let all: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || is_inner(c)))
        .map(|w| w.trim_matches(is_inner))
        .filter(|w| !w.is_empty())
        .collect();
    let mut words = &all[..];
    // "Please state: is …", "Confirm that …": what asks for the answer is no part of the question.
    let opened = words.iter().take_while(|w| OPENING.contains(w) || SILENT.contains(w)).count();
    let commands = words[..opened]
        .iter()
        .any(|w| ["state", "indicate", "confirm", "specify", "tell", "ange", "bekräfta"].contains(w));
    if commands && opened < words.len() {
        words = &words[opened..];
    }
    let (active, rest) = match words {
        ["do" | "does", "you", rest @ ..] | ["you", "shall" | "must" | "should", rest @ ..] => (true, rest),
        ["ni", "ska" | "skall" | "måste", rest @ ..] => (false, rest),
        [first, rest @ ..] if PRESENT.contains(first) => (false, rest),
        other => (false, other),
    };
    let mut kept: Vec<&str> = rest.iter().copied().filter(|w| !SILENT.contains(w)).collect();
    if !active {
        // "data is encrypted" states what "is data encrypted" asks.
        let copula = kept.iter().position(|w| ["is", "are", "är"].contains(w));
        if let Some(at) = copula.filter(|_| rest.len() == words.len()) {
            kept.remove(at);
        }
    } else if let Some(verb) = kept.first().copied().filter(|_| kept.len() > 1) {
        let end = kept.iter().skip(1).position(|w| BOUNDARIES.contains(w)).map_or(kept.len(), |at| at + 1);
        // A verb without an object ("do you act as …") has nothing to change places with.
        if end > 1 {
            kept.remove(0);
            kept.insert(end - 1, verb);
        }
    }
    kept.into_iter().map(|word| stem(word, language)).collect()
}

/// Marks that join digits and letters of one word: `24/7`, `27001:2022`, `1.2`.
fn is_inner(c: char) -> bool {
    matches!(c, '.' | '/' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::canonical_question;

    fn form(text: &str) -> Vec<String> {
        let language = Language::of(text);
        sequence(&canonical_question(text), language)
    }

    #[test]
    fn the_same_question_in_other_dress_has_one_form() {
        for question in [
            "do you encrypt stored data",
            "4.2 Do you encrypt stored data?",
            "Is stored data encrypted?",
            "Is the stored data encrypted?",
            "The supplier shall encrypt stored data.",
            "Please confirm that stored data is encrypted",
            "Please state: do you encrypt stored data?",
            "DO YOU ENCRYPT ANY STORED DATA, PLEASE?",
        ] {
            assert_eq!(form(question), form("Do you encrypt stored data?"), "{question}");
        }
    }

    #[test]
    fn order_particles_modals_tense_and_parties_make_another_question() {
        for (wording, question) in [
            ("Do you encrypt stored data?", "Do customers encrypt stored data?"),
            ("Do you encrypt stored data?", "Do they encrypt stored data?"),
            ("Do you encrypt stored data?", "Will you encrypt stored data?"),
            ("Do you encrypt stored data?", "Did you encrypt stored data?"),
            ("Do you encrypt stored data?", "Can you encrypt stored data?"),
            ("Do you encrypt stored data?", "How do you encrypt stored data?"),
            ("Do you encrypt stored data?", "Do you encrypt all stored data?"),
            ("Is data stored in Sweden?", "Is data stored out of Sweden?"),
            ("Is traffic blocked unless it is allowed?", "Is traffic allowed unless it is blocked?"),
            ("Can customers see your logs?", "Can you see customers' logs?"),
            ("Is data encrypted at rest?", "Is data encrypted at rest? And when?"),
            ("Is data encrypted at rest?", "If data is encrypted at rest, how?"),
            ("Can other customers see our data?", "Can't other customers see our data?"),
            ("Måste kunden konfigurera skyddet?", "Kan kunden konfigurera skyddet?"),
        ] {
            assert_ne!(form(wording), form(question), "{question}");
        }
    }
}
