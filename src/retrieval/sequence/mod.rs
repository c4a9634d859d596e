//! The form of a question in which the same question is recognised: its words in their order, with nothing taken away
//! that could change what is asked.
//!
//! An English question is taken apart first: what it asks for, who does what to what, the rest (`openings`, `clause`).
//! Questions that differ in their dress alone have one form. Where the shape of a question is not known for certain, its
//! words stay as they are (`plain`), and nothing but articles, the addressee, politeness and the bare auxiliaries goes.
//! Prepositions, modal verbs, tense, pronouns, quantifiers and every negation always stay, and so does the order: "Can
//! customers see your logs?" and "Can you see customers' logs?" are made of the same words.

mod belonging;
mod capitals;
mod clause;
mod doers;
mod existence;
mod frames;
mod lists;
mod marks;
mod nouns;
mod number;
mod openings;
mod phrases;
mod plain;
mod recast;
mod swedish;
mod synonyms;
mod voice;
mod words;

pub(super) use number::one_and_all;
use recast::recast;
pub(super) use recast::unwrapped;

use crate::text::Language;
use words::{GENITIVE, SENTENCE, inflected, is_mark, is_plain, marked, told_apart};

/// The words of a canonical question in their order; empty where none is left.
pub(super) fn sequence(canonical: &str, language: Language) -> Vec<String> {
    if !is_plain(canonical) {
        return Vec::new();
    }
    let mut text = told_apart(canonical).to_lowercase();
    if text.contains("n't") || text.contains("cannot") {
        text = text.replace("n't", " not").replace("cannot", "can not");
    }
    match language {
        Language::English => {
            let mut form = english(&recast(&text));
            form.extend(capitals::products(canonical));
            form.extend(capitals::acronyms(canonical));
            form
        }
        Language::Swedish | Language::Other => {
            let words: Vec<&str> = marked(&text).into_iter().filter(|w| !is_mark(w)).collect();
            let words =
                if language == Language::Swedish { swedish::in_question_order(&words) } else { words };
            plain::even(&words).iter().map(|word| inflected(word, language)).collect()
        }
    }
}

/// The English text without "by you" behind the participle of its clause, where it names the one who is asked as the one who
/// does it; `None` where it does not.
///
/// "Are logs kept by you for a year?" asks what "Do you keep logs for a year?" asks, and more than "Are logs kept for a year?".
/// So only a text that says "you" itself may be taken for it.
pub(super) fn without_agent(canonical: &str) -> Option<String> {
    // Of ASCII alone: every other letter may take more bytes, or fewer, in lower case.
    let lower = canonical.to_ascii_lowercase();
    let at = lower.find(BY_YOU)?;
    let end = at + BY_YOU.len();
    let (before, behind) = (&canonical[..at], canonical.get(end..)?);
    let done = lower[..at].rsplit(' ').next().is_some_and(voice::is_participle);
    // "Are keys managed by you rotated?" is about the keys that are.
    let next = behind.trim_start().split([' ', '?', '.']).next().unwrap_or_default();
    let whole =
        behind.starts_with([' ', '?', '.']) && (next.is_empty() || frames::ends(&next.to_lowercase()));
    (done && whole && !behind.to_lowercase().contains(BY_YOU)).then(|| format!("{before}{behind}"))
}

/// Words that begin a clause of its own, or a verb that has one.
const CLAUSES: &[&str] = &[
    "because", "if", "so", "that", "unless", "until", "when", "where", "whether", "which", "while", "who",
    "whom", "whose",
];

/// Whether a text is one clause in which the one who is asked is named once: "do you have tests performed by you" is about two.
pub(super) fn names_you_once(text: &str) -> bool {
    let lower = text.to_lowercase();
    let yous = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| *word == "you").count();
    yous == 1 && is_one_clause(text)
}

/// Whether a text is one clause, as far as its words tell.
fn is_one_clause(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).skip(1).all(|word| !CLAUSES.contains(&word))
}

/// Whether a text of one clause asks the one who is asked what he does, and names him nowhere else.
pub(super) fn asks_you(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut yous = words.iter().enumerate().filter(|(_, word)| **word == "you").map(|(at, _)| at);
    let subject = |at: usize| {
        at == 0 && words.get(1).is_some_and(|word| matches!(*word, "shall" | "must"))
            || at > 0 && matches!(words[at - 1], "do" | "does")
    };
    match (yous.next(), yous.next()) {
        (Some(at), None) => subject(at) && is_one_clause(text),
        _ => false,
    }
}

/// How the one who is asked is named behind a participle.
const BY_YOU: &str = " by you";

fn english(text: &str) -> Vec<String> {
    let words = phrases::said_once(&synonyms::even(&marks::even(&marked(text))));
    let words = phrases::genitive(&number::articles(&lists::sorted(&words)));
    // A second sentence is another question; the shape of both together is unknown.
    let one =
        words.iter().position(|w| *w == SENTENCE).is_none_or(|at| words[at..].iter().all(|w| is_mark(w)));
    // "Subcontractors, who process data," are all of them, without the commas some.
    let relative =
        words.windows(2).any(|w| w[0] == "," && matches!(w[1], "who" | "which" | "whose" | "where"));
    // "You have reported" has been done; "you have a reported" is there, and without its article looks the same.
    let perfect = words.windows(3).any(|w| {
        w[0] == "you"
            && matches!(w[1], "has" | "have")
            && (voice::is_participle(w[2]) || w[2].ends_with("ly"))
    });
    let asked = matches!(words.first(), Some(&("do" | "does")));
    let one = one && !relative && (asked || !perfect);
    let receiver = phrases::receiver(&words);
    let kept = |(at, w): (usize, &&'_ str)| match *w {
        GENITIVE => phrases::says_of_whom(&words[at + 1..]),
        "," => relative,
        w => !is_mark(w),
    };
    let told: Vec<&str> =
        words.iter().enumerate().filter(|(at, w)| kept((*at, w))).map(|(_, w)| *w).collect();
    let said = words;
    let words = phrases::yours(&told);
    // Beside somebody else, "your" says whose: "Can customers see your logs?"
    let others = words.iter().any(|w| *w != "you" && nouns::is_party(w)) || phrases::others_can(&words);
    let says_whose = |at: usize| others || phrases::says_whose(&words[at + 1..]);
    let audible: Vec<&str> = words
        .iter()
        .enumerate()
        .filter(|(at, w)| !plain::is_silent(w) || **w == "your" && says_whose(*at))
        .map(|(_, w)| *w)
        .collect();
    let form = if one { openings::read(&audible).and_then(|clauses| clause::joined(&clauses)) } else { None };
    let mut form = form.unwrap_or_else(|| {
        plain::even(&audible).iter().map(|word| inflected(word, Language::English)).collect()
    });
    form.extend(receiver);
    form.extend(marks::cuts(&said));
    form.extend(number::told(&said));
    form.extend(number::twice(&said));
    form
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
            "Stored data must be encrypted.",
            "Encryption of stored data is in place.",
            "Is there encryption of stored data?",
            "Could you please confirm that you encrypt stored data?",
        ] {
            assert_eq!(form(question), form("Do you encrypt stored data?"), "{question}");
        }
        for question in [
            "How is stored data encrypted?",
            "Please describe how stored data is encrypted.",
            "The supplier shall describe how it encrypts stored data.",
            "In what way do you encrypt stored data?",
            "Describe the encryption of stored data.",
        ] {
            assert_eq!(form(question), form("How do you encrypt stored data?"), "{question}");
        }
    }

    #[test]
    fn who_does_it_is_taken_off_where_it_is_the_one_who_is_asked() {
        let bare = |text| without_agent(&canonical_question(text));
        assert_eq!(bare("Are logs kept by the supplier for a year?").unwrap(), "Are logs kept for a year?");
        assert_eq!(
            bare("For how long are logs retained by your company?").unwrap(),
            "For how long are logs retained?"
        );
        let odd = format!("Are the logs {} kept by you?", "İẞ".repeat(20));
        assert_eq!(without_agent(&odd).unwrap(), odd.replace(" by you", ""));
        for text in [
            "Are keys managed by you rotated?",
            "Are logs kept by your customers?",
            "Are logs kept?",
            "Is it by you?",
        ] {
            assert_eq!(bare(text), None, "{text}");
        }
    }

    #[test]
    fn where_a_phrase_may_belong_to_the_noun_the_voices_are_kept_apart() {
        for (active, passive) in [
            ("Do you review contracts with suppliers?", "Are contracts reviewed with suppliers?"),
            ("Do you monitor changes in the law?", "Are changes monitored in the law?"),
            ("Do you log access via VPN?", "Is access logged via VPN?"),
            ("Do you encrypt data and store backups?", "Do you encrypt data and stored backups?"),
            ("Do you have encryption of keys by customers?", "Do you encrypt keys by customers?"),
            ("Are you a processor?", "Do you have a processor?"),
        ] {
            assert_ne!(form(active), form(passive), "{active}");
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
