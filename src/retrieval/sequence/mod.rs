//! The form of a question in which the same question is recognised: its words in their order, with nothing taken away
//! that could change what is asked.
//!
//! Only articles, the addressee, politeness and the bare auxiliaries of a question ("do you …", "is …") go. Prepositions,
//! modal verbs, tense, pronouns, quantifiers and every negation stay, and so does the order: "Can customers see your
//! logs?" and "Can you see customers' logs?" are made of the same words.
//!
//! In English some turns of phrase are evened out, each by a rule of its own: who is told to answer (`frames`), active and
//! passive voice, "is there …" and "do you have …", a noun for its verb ("the hardening of servers"), the order of items in
//! a list (`clause`), and words of one meaning (`synonyms`).

mod clause;
mod frames;
mod plain;
mod synonyms;

use crate::text::{Language, stem};

/// The words of a canonical question in their order; empty where none is left.
pub(super) fn sequence(canonical: &str, language: Language) -> Vec<String> {
    let lower = canonical.to_lowercase().replace("n't", " not").replace("cannot", "can not");
    let words = words(&lower);
    let form = match language {
        Language::English => frames::even(&synonyms::even(&words)),
        Language::Swedish | Language::Other => plain::even(&words),
    };
    form.iter().map(|word| stem(word, language)).collect()
}

/// Lower-case words; in between, as words of their own, the commas that part the items of a list.
fn words(lower: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for piece in lower.split_inclusive(',') {
        let inside = piece.split(|c: char| !(c.is_alphanumeric() || is_inner(c)));
        found.extend(inside.map(|w| w.trim_matches(is_inner)).filter(|w| !w.is_empty()));
        if piece.ends_with(COMMA) {
            found.push(COMMA);
        }
    }
    while found.last() == Some(&COMMA) {
        found.pop();
    }
    found
}

/// The mark between items.
const COMMA: &str = ",";

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
