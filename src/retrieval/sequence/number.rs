//! Plurals and articles that say something.
//!
//! The plural of the last noun of a phrase is dress: "are keys rotated" asks what "is the key rotated" asks. In front of
//! another noun it tells where one thing ends and another begins: "servers password protected", "systems users access".

use super::marks::is_function;
use super::nouns::is_party;
use super::voice::{is_participle, is_second_verb, may_be_verb};
use super::words::{GENITIVE, inflected, is_mark};
use crate::text::Language;
use crate::text::list::{Words, words};

/// Words that end like a plural and are none.
static NO_PLURALS: Words = words![
    "aws",
    "always",
    "perhaps",
    "dns",
    "gps",
    "https",
    "sometimes",
    "news",
    "series",
    "besides",
    "afterwards",
    "tls",
    "sales",
    "saas",
    "paas",
    "iaas",
    "ddos",
    "aes",
    "ids",
    "ips",
    "sms",
    "ics",
    "yes",
    "does",
    "has",
    "was",
];
/// Endings of adjectives, which are said of the whole phrase in front of them.
const ADJECTIVES: &[&str] = &["able", "ible", "al", "ous", "ful", "less", "ly", "ed", "ing"];
static MORE_ADJECTIVES: Words = words![
    "compliant",
    "resilient",
    "consistent",
    "independent",
    "redundant",
    "current",
    "active",
    "public",
    "safe",
    "secure",
    "open",
    "free",
    "unique",
    "ready",
    "subject",
    "up",
    "down",
    "apart",
    "separate"
];
/// Subjects of a verb in "-s": "you encrypts" is left of "the supplier encrypts".
static SINGULAR_SUBJECTS: Words = words!["you", "it", "that", "which", "who", "and", "or"];
/// Verbs in front of a subject.
static MODALS: Words = words![
    "can", "may", "must", "should", "will", "could", "would", "do", "did", "have", "how", "whether", "if"
];
/// What a thing is protected with, in front of its participle.
const MEANS: &[&str] = &["password", "pin"];
const PROTECTED: &[&str] = &["protected", "secured", "encrypted", "locked"];
/// What stands behind a whole phrase: a verb of its own, and standards in front of "certified".
const BEHIND: &[&str] = &["take", "takes", "iso", "soc", "pci", "gdpr", "hipaa"];
/// Letters that a plural has at least.
const SHORTEST: usize = 4;

/// Whether a word is a plural by its shape.
pub(super) fn is_plural(word: &str) -> bool {
    word.len() >= SHORTEST
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
        && !NO_PLURALS.contains(word)
}

/// Nouns that end like an adjective.
static NOUNS: Words = words![
    "approval",
    "credential",
    "disposal",
    "manual",
    "portal",
    "proposal",
    "removal",
    "renewal",
    "retrieval",
    "terminal",
    "cable",
    "table",
    "variable",
];

fn is_adjective(word: &str) -> bool {
    !NOUNS.contains(word) && is_said_of(word)
}

fn is_said_of(word: &str) -> bool {
    MORE_ADJECTIVES.contains(word)
        || ADJECTIVES.iter().any(|end| word.len() > end.len() + 1 && word.ends_with(end))
}

/// Plurals in front of another noun, and what is protected with the noun in front of its participle.
pub(super) fn told(words: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    for at in 0..words.len().saturating_sub(1) {
        let (word, next) = (words[at], words[at + 1]);
        if is_mark(word) || is_mark(next) {
            continue;
        }
        let before = words[..at].iter().rev().find(|w| !matches!(**w, "the" | "a" | "an" | "your"));
        if MEANS.contains(&word) && PROTECTED.contains(&next) {
            if before.is_some_and(|w| !is_mark(w) && !is_function(w)) && at > 1 {
                out.push(format!("by:{word}"));
            }
            continue;
        }
        let noun = !is_function(next)
            && !is_participle(next)
            && !is_adjective(next)
            && !BEHIND.contains(&next)
            && next.starts_with(|c: char| c.is_alphabetic());
        if !noun || !is_plural(word) {
            continue;
        }
        let verb = before.is_some_and(|w| SINGULAR_SUBJECTS.contains(w) || w.ends_with("ly"));
        // "Can customers export logs?"
        let subject = is_party(word)
            && before.is_some_and(|w| MODALS.contains(w))
            && (is_second_verb(next) || may_be_verb(next));
        if !verb && !subject {
            out.push(format!("many:{}", inflected(word, Language::English)));
        }
    }
    out
}

/// Numbers, of which "the two" are all there are and "two" may be two of many.
static COUNTED: Words = words![
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "most", "only", "other",
];
/// Stand for an article that says how many are meant.
const DEFINITE: &str = "definite";
const INDEFINITE: &str = "indefinite";

/// The words with those articles that say how many are meant: "the most sensitive" are the top of a list, "most sensitive
/// data" is more than half of it; "a few" is some and "few" nearly none.
pub(super) fn articles<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut out = words.to_vec();
    for at in 0..words.len().saturating_sub(1) {
        match (words[at], words[at + 1]) {
            // "At the most" is "at most".
            ("the", "most") if at > 0 && words[at - 1] == "at" => {}
            // "Last year" ended in December, "the last year" ends today.
            ("the", "last" | "next")
                if matches!(words.get(at + 2), Some(&("week" | "month" | "quarter" | "year"))) =>
            {
                out[at] = DEFINITE;
            }
            ("the", next) if COUNTED.contains(next) || is_small_number(next) => out[at] = DEFINITE,
            ("a", "few" | "little" | "number" | "second") => out[at] = INDEFINITE,
            _ => {}
        }
    }
    out
}

/// Digits of a count of things; more of them are a year, a standard or a size.
const DIGITS: usize = 2;

fn is_small_number(word: &str) -> bool {
    word.len() <= DIGITS && word.bytes().all(|b| b.is_ascii_digit())
}

/// A party that is named twice, with its articles and endings: whose data "a customer … the customer's data" is about,
/// they alone tell.
pub(super) fn twice(words: &[&str]) -> Option<String> {
    let one = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
    // "You" is asked in one half of a question and in the other.
    let parties: Vec<usize> =
        (0..words.len()).filter(|at| words[*at] != "you" && is_party(words[*at])).collect();
    let before = |place: usize| parties[..place].iter().map(|at| one(words[*at]));
    let again = parties.iter().enumerate().any(|(place, at)| before(place).any(|w| w == one(words[*at])));
    if !again {
        return None;
    }
    let named: Vec<String> = parties
        .iter()
        .map(|at| {
            let article =
                at.checked_sub(1).map(|before| words[before]).filter(|w| matches!(*w, "a" | "an" | "the"));
            let owner = if words.get(at + 1) == Some(&GENITIVE) { GENITIVE } else { "" };
            format!("{}_{}{owner}", article.unwrap_or_default(), words[*at])
        })
        .collect();
    Some(format!("who:{}", named.join(",")))
}

/// Whether one text speaks of one thing out of many and the other of all of them, in the same words: "is a server encrypted",
/// "are the servers encrypted". Either may be "are servers encrypted".
pub(in crate::retrieval) fn one_and_all(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (one, other) = (words(&one), words(&other));
    let single = |some: &[String], all: &[String]| {
        behind(some, &["a", "an"]).any(|noun| behind(all, &["the"]).any(|many| is_plural_of(many, noun)))
    };
    single(&one, &other) || single(&other, &one)
}

/// Words of a phrase, behind its article.
const PHRASE: usize = 3;

fn behind<'w>(words: &'w [String], articles: &'w [&str]) -> impl Iterator<Item = &'w str> {
    let begins = (0..words.len()).filter(|at| articles.contains(&words[*at].as_str()));
    begins.flat_map(|at| {
        words[at + 1..].iter().take(PHRASE).map(String::as_str).take_while(|w| !super::frames::ends(w))
    })
}

fn is_plural_of(many: &str, one: &str) -> bool {
    many.strip_prefix(one).is_some_and(|end| matches!(end, "s" | "es"))
        || one.strip_suffix('y').is_some_and(|head| many.strip_prefix(head) == Some("ies"))
}

#[cfg(test)]
mod tests {
    use super::super::words::marked;
    use super::*;

    #[test]
    fn a_plural_in_front_of_a_noun_says_something() {
        for text in ["are servers password protected?", "do you log systems users access?"] {
            assert!(!told(&marked(text)).is_empty(), "{text}");
        }
        for text in [
            "are server passwords protected?",
            "do you log system user access?",
            "can customers export logs?",
            "are systems available?",
            "you encrypts stored data",
            "are customers' data and systems isolated?",
            "is the password protected?",
        ] {
            assert!(told(&marked(text)).is_empty(), "{text} {:?}", told(&marked(text)));
        }
    }

    #[test]
    fn one_of_many_is_not_all_of_them() {
        assert!(one_and_all("Is a data centre certified?", "Are the data centres certified?"));
        assert!(!one_and_all("Is a data centre certified?", "Are data centres certified?"));
        assert!(!one_and_all("Do you have a policy?", "Do you have the policy?"));
    }
}
