//! The form of a question in which the same question is recognised: its words in their order, with nothing taken away
//! that could change what is asked.
//!
//! Only articles, the addressee, politeness and the bare auxiliaries of a question ("do you …", "is …") go. Prepositions,
//! modal verbs, tense, pronouns, quantifiers and every negation stay, and so does the order: "Can customers see your
//! logs?" and "Can you see customers' logs?" are made of the same words.
//!
//! Two turns of phrase are evened out: active and passive ("do you encrypt stored data", "is stored data encrypted"), and
//! in English a few phrases of one meaning (`synonyms`). More was tried (a noun for its verb, the order of lists, "is there"
//! for "do you have"), and each let questions through that ask something else.

mod plain;
mod synonyms;

use std::borrow::Cow;
use std::cell::RefCell;

use crate::text::{Language, Map, map, stem};

/// The words of a canonical question in their order; empty where none is left.
pub(super) fn sequence(canonical: &str, language: Language) -> Vec<String> {
    let text = told_apart(canonical).to_lowercase();
    let text = if text.contains('\'') { text.replace("n't", " not") } else { text };
    let text = if text.contains("cannot") { text.replace("cannot", "can not") } else { text };
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || is_inner(c)))
        .map(|w| w.trim_matches(is_inner))
        .filter(|w| !w.is_empty())
        .collect();
    let form = match language {
        Language::English => plain::even(&synonyms::even(&words)),
        Language::Swedish | Language::Other => plain::even(&words),
    };
    form.iter().map(|word| kept(word, language)).collect()
}

/// Words whose form a thread keeps; see `text::lexeme`.
const KEPT: usize = 50_000;

thread_local! {
    static FORMS: RefCell<[Map<String, String>; 3]> = RefCell::new([map(), map(), map()]);
}

/// What [`inflected`] makes of a word, made once.
fn kept(word: &str, language: Language) -> String {
    FORMS.with_borrow_mut(|forms| {
        let forms = &mut forms[language as usize];
        if let Some(form) = forms.get(word) {
            return form.clone();
        }
        let form = inflected(word, language);
        if forms.len() < KEPT {
            forms.insert(word.to_owned(), form.clone());
        }
        form
    })
}

/// Signs and capitals that tell two words apart, as words of their own: "the US" and "us", "< 30" and "> 30", "C++".
fn told_apart(text: &str) -> Cow<'_, str> {
    // Most questions hold neither such a sign nor such capitals.
    let told = |pair: &[u8]| matches!(pair, [b'&' | b'<' | b'>' | b'#' | 0xE2, _] | b"++" | b"US" | b"IT");
    if !text.as_bytes().windows(2).any(told) && !text.ends_with(['&', '<', '>', '#']) {
        return Cow::Borrowed(text);
    }
    const SIGNS: &[(&str, &str)] = &[
        ("&", " and "),
        (">=", " atleast "),
        ("<=", " atmost "),
        ("<", " lessthan "),
        (">", " morethan "),
        ("≤", " atmost "),
        ("≥", " atleast "),
        ("++", "plusplus"),
        ("#", "sharp"),
    ];
    let spelled = SIGNS.iter().fold(text.to_owned(), |text, (sign, word)| text.replace(sign, word));
    let words = spelled.split_inclusive(|c: char| !c.is_alphanumeric()).map(|piece| {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        match word {
            "US" => piece.replacen("US", "unitedstates", 1),
            "IT" => piece.replacen("IT", "informationtechnology", 1),
            _ => piece.to_owned(),
        }
    });
    Cow::Owned(words.collect())
}

/// Endings that make another word of a stem: "access" and "accessibility", "control" and "controller" are not one word.
const DERIVED: &[&str] = &[
    "ibility", "ability", "ation", "tion", "sion", "ment", "ance", "ence", "ity", "ness", "ship", "able",
    "ible", "ive", "ous", "ally", "al", "er", "or", "ee", "ist", "ism", "age", "ary", "ing", "ant", "ent",
    "ate", "ure", "ful", "less", "ly",
];

/// The stem of a word with the ending that made it another word; inflection alone ("-s", "-ed") goes.
fn inflected(word: &str, language: Language) -> String {
    let stem = stem(word, language);
    if language == Language::Swedish {
        return stem;
    }
    let single = word.strip_suffix('s').unwrap_or(word);
    let single = match single.strip_suffix("ie") {
        Some(head) => format!("{head}y"),
        None => single.to_owned(),
    };
    match DERIVED.iter().find(|ending| single.len() > ending.len() + 1 && single.ends_with(*ending)) {
        Some(ending) => format!("{stem}~{ending}"),
        None => stem,
    }
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
            "DO YOU ENCRYPT STORED DATA, PLEASE?",
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
