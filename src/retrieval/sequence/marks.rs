//! Marks between the items of a list: "access, rights and roles" are three things, "access rights and roles" two.
//!
//! A mark counts where content stands on both sides of it. Beside a preposition, a conjunction or an opening it only sets
//! off what stands there anyway.

use super::frames::ends;
use super::voice::is_participle;
use super::words::{GENITIVE, SENTENCE, inflected, is_mark};
use crate::text::list::{Words, words};
use crate::text::{Language, is_function_word};

/// A colon at the end of a word, as a word.
pub(super) const COLON: &str = ":";
/// A bullet, a dash or a slash between two blanks, as a word.
pub(super) const BULLET: &str = "-";

/// Words that hold no item of a list, beside the function words.
static SET_OFF: Words = words![
    "etc",
    "e.g",
    "eg",
    "i.e",
    "ie",
    "including",
    "especially",
    "namely",
    "please",
    "yes",
    "no",
    "not",
    "respectively",
    "both",
    "either",
    "neither",
    "only",
    "where",
    "whether",
    "describe",
    "explain",
    "state",
    "specify",
    "confirm",
    "indicate",
];
/// The pronoun is also the first of the Roman numbers.
const ROMAN: &str = "i";

/// Words that ask, in front of what is asked about.
const ASKING: &[&str] = &["how", "what", "which", "who", "whose", "where", "when", "why"];

/// Whether a word says nothing of its own.
pub(super) fn is_function(word: &str) -> bool {
    word != ROMAN && (ends(word) || SET_OFF.contains(word) || is_function_word(word, Language::English))
}

/// The words with colons, bullets, dashes and slashes as commas where they part two items, and without them elsewhere.
pub(super) fn even<'t>(words: &[&'t str]) -> Vec<&'t str> {
    if !words.iter().any(|w| matches!(*w, COLON | BULLET)) {
        return words.to_vec();
    }
    let mut out: Vec<&'t str> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        if !matches!(*word, COLON | BULLET) {
            out.push(word);
            continue;
        }
        let behind = &words[at + 1..];
        let next = behind.iter().find(|w| !is_article(w));
        // "Do you log: access and changes?" announces its list, and is no item of it.
        let announces = *word == COLON
            && behind
                .iter()
                .take_while(|w| **w != SENTENCE)
                .any(|w| matches!(*w, "," | BULLET | "and" | "or"));
        // The first bullet of a list opens it.
        let announces = announces || at > 0 && words[at - 1] == COLON;
        let parts = |w: &&str| !is_mark(w) && !is_function(w);
        if !announces && out.last().is_some_and(parts) && next.is_some_and(parts) {
            out.push(",");
        }
    }
    out
}

/// What every mark between two items parts.
pub(super) fn cuts(words: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    let commas = words.iter().filter(|w| **w == ",").count();
    // "In Sweden, personal data is encrypted": what stands in front is no item.
    let led = commas == 1 && words.first().is_some_and(|w| ends(w) && !ASKING.contains(w));
    let mut left = "";
    for (at, word) in words.iter().enumerate() {
        if !is_mark(word) {
            left = word;
            continue;
        }
        if !matches!(*word, "," | "(" | SENTENCE) || at == 0 || is_mark(words[at - 1]) || led && *word == ","
        {
            continue;
        }
        let Some(right) = words[at + 1..].iter().find(|w| !is_mark(w) && !is_article(w)) else { break };
        let thousands = right.len() == DIGITS && is_number(right) && is_number(left);
        let single = |w: &str| w == "only";
        if *word == "," && (single(left) || single(right))
            || !thousands && !is_function(left) && !is_function(right) && !set_off(&words[at + 1..])
        {
            let of = |word: &str| inflected(word, Language::English);
            out.push(format!("cut:{}/{}", of(left), of(right)));
        }
    }
    out
}

/// Whether the predicate goes on behind a mark: "secrets, e.g. keys and tokens, stored?"
fn set_off(behind: &[&str]) -> bool {
    let [done, rest @ ..] = behind else { return false };
    is_participle(done) && rest.first().is_none_or(|w| is_mark(w) || is_function(w))
}

/// Digits behind the comma of "10,000".
const DIGITS: usize = 3;

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the" | "your" | GENITIVE)
}

#[cfg(test)]
mod tests {
    use super::super::words::marked;
    use super::*;

    fn of(text: &str) -> Vec<String> {
        cuts(&even(&marked(text)))
    }

    #[test]
    fn a_mark_between_two_items_parts_them() {
        for (text, count) in [
            ("do you review access, rights and roles?", 1),
            ("do you log: - access - changes", 1),
            ("do you encrypt customer data (backups)?", 1),
            ("do you restrict access: logs?", 1),
            ("do you log access / changes?", 1),
            ("have you logged access? changes?", 1),
            ("is it for employees only, after approval?", 1),
        ] {
            assert_eq!(of(text).len(), count, "{text}");
        }
    }

    #[test]
    fn a_mark_that_sets_something_off_parts_nothing() {
        for text in [
            "do you encrypt data, please?",
            "before release, do you scan images?",
            "in sweden, personal data is encrypted.",
            "please state: do you encrypt data?",
            "do you log: access and changes?",
            "passwords, and keys",
            "keys (e.g. tokens)",
            "is data encrypted (at rest)?",
            "10,000 users",
        ] {
            assert!(of(text).is_empty(), "{text} {:?}", of(text));
        }
    }
}
