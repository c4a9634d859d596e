//! Slips of the finger in an otherwise approved question: a word that nobody knows, one letter away from the one long word
//! of the base that it can be.
//!
//! Names of products are words that nobody knows too ("Graylog", "containerd"). So a slip is looked for only in a long word
//! in lower case, in its middle, and never where it would make or take away an ending.

use std::collections::BTreeSet;
use std::ops::Bound;

use strsim::osa_distance;

use super::background::BACKGROUND;
use super::semantic::is_word;
use crate::text::{Language, stem};

/// Letters of the shortest word that is corrected: shorter ones have neighbours that are words too.
const SHORTEST: usize = 8;
/// Letters at the beginning that have to be right: a prefix makes another word ("deprovision", "reprovision").
const HEAD: usize = 3;
/// Letters at the end that have to be right: an ending makes another word ("containerd", "licensees").
const TAIL: usize = 2;
/// Words of a question that may be corrected; with more the question is read by a person.
const MOST: usize = 2;
/// Letters of the shorter part of a word made of two: "blocklist".
const PART: usize = 4;
/// Endings of inflection, and of the one who does: behind a known word they make a known one.
const ENDINGS: &[&str] = &["s", "es", "d", "ed", "ing", "er", "ers", "or", "ors", "ly"];
/// Beginnings that make another word of a known one.
const PREFIXES: &[&str] = &[
    "un", "re", "de", "pre", "mis", "non", "anti", "multi", "sub", "over", "under", "inter", "micro",
    "macro", "self",
];

/// The long words of a base.
#[derive(Clone, Debug, Default)]
pub(super) struct LongWords(BTreeSet<String>);

impl LongWords {
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let long = |w: &&str| w.len() >= SHORTEST && w.bytes().all(|b| b.is_ascii_alphabetic());
        Self(texts.flat_map(words).filter(long).map(str::to_ascii_lowercase).collect())
    }

    /// The text without its slips; `None` where it has none, or one that is not certain.
    pub(super) fn corrected(&self, text: &str) -> Option<String> {
        let mut out = text.to_owned();
        let mut corrected = 0;
        for word in words(text) {
            let begins = text.starts_with(word);
            let letters = word.get(usize::from(begins)..).unwrap_or_default();
            let plain = word.len() >= SHORTEST && letters.bytes().all(|b| b.is_ascii_lowercase());
            let lower = word.to_ascii_lowercase();
            if !plain || self.0.contains(&lower) || is_known(&lower) {
                continue;
            }
            let Some(right) = self.nearest(&lower) else { continue };
            corrected += 1;
            out = out.replacen(word, right, 1);
        }
        (1..=MOST).contains(&corrected).then_some(out)
    }

    /// The only word that is one slip away.
    fn nearest(&self, word: &str) -> Option<&str> {
        let head = word.get(..HEAD)?;
        let mut near = self
            .0
            .range::<str, _>((Bound::Included(head), Bound::Unbounded))
            .take_while(|own| own.starts_with(head))
            .filter(|own| own.len().abs_diff(word.len()) <= 1 && slips_inside(word, own));
        let found = near.next()?;
        near.next().is_none().then_some(found.as_str())
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// Whether two words differ by one slip that is neither in their beginning nor in their ending: a letter left out, one too
/// many, or two that changed places. Another letter makes another word ("installation", "instillation").
fn slips_inside(word: &str, own: &str) -> bool {
    let (a, b) = (word.as_bytes(), own.as_bytes());
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let swapped = || matches!((a, b), ([a0, a1, ..], [b0, b1, ..]) if a0 == b1 && a1 == b0);
    tail >= TAIL && osa_distance(word, own) == 1 && (a.len() != b.len() || swapped())
}

/// Whether somebody knows a word: a dictionary, other questionnaires, or whoever knows what it is made of.
fn is_known(word: &str) -> bool {
    let known = |w: &str| is_word(w) || BACKGROUND.count(&stem(w, Language::English)) > 0.0;
    let base = |w: &str| known(w) || ENDINGS.iter().any(|end| w.strip_suffix(end).is_some_and(is_word));
    let made_of_two = || {
        (PART..word.len().saturating_sub(PART - 1)).any(|at| {
            let (one, other) = word.split_at(at);
            is_word(one) && base(other)
        })
    };
    base(word) || PREFIXES.iter().any(|prefix| word.strip_prefix(prefix).is_some_and(base)) || made_of_two()
}

#[cfg(all(test, feature = "semantic"))]
mod tests {
    use super::*;

    fn base() -> LongWords {
        LongWords::of(
            ["Is the environment free of vulnerabilities, and are containers licensed to licensees?"]
                .into_iter(),
        )
    }

    #[test]
    fn a_slip_in_the_middle_of_a_long_word_is_corrected() {
        assert_eq!(base().corrected("Is the enviroment scanned?").unwrap(), "Is the environment scanned?");
        assert_eq!(base().corrected("Are vulnerabilites fixed?").unwrap(), "Are vulnerabilities fixed?");
    }

    #[test]
    fn names_endings_and_known_words_are_left() {
        for text in [
            "Is containerd scanned?",
            "Are Contaners scanned?",
            "Are contairers scanned?",
            "Is the Enviroment scanned?",
            "Are licenses kept?",
            "Is the environs scanned?",
            "Is the environment scanned?",
        ] {
            assert_eq!(base().corrected(text), None, "{text}");
        }
    }
}
