//! A question or a wording, read once: its words, its parts, and what it asks beside them.

use std::collections::BTreeSet;

use super::guards::{compound, instruction};
use super::letters::Pairs;
use super::sequence::unwrapped;
use super::signature::Signature;
use crate::text::lexeme::each_word;
use crate::text::{Language, canonical_question, normal, split_examples};

/// A text that asks something.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The text without numbering and addressee.
    pub canonical: String,
    /// Its language.
    pub language: Language,
    /// Its content stems.
    pub stems: BTreeSet<String>,
    /// What it asks beside its words.
    pub signature: Signature,
    /// Its parts, where it asks several things: the text of each, with its stems.
    pub(super) parts: Vec<(String, BTreeSet<String>)>,
    /// Whether it tells its reader what to answer.
    pub(super) instructs: bool,
    /// Its content words with their stems, words of the genre aside.
    pub(super) words: Vec<(String, String)>,
    /// Its letter pairs.
    pub(super) pairs: Pairs,
}

/// Bytes of a question that are read. The longest labelled question has 879; what is longer than this is a document in a cell.
const MOST_BYTES: usize = 8_000;

/// The beginning of a text, cut between characters.
pub(super) fn head(text: &str) -> &str {
    let end = (0..=MOST_BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    &text[..end]
}

impl Reading {
    /// Reads a text.
    pub fn of(text: &str, language: Language) -> Self {
        let whole = normal(text);
        let text = head(&whole);
        let canonical = canonical_question(text);
        let (mut stems, mut words) = (BTreeSet::new(), Vec::new());
        each_word(&canonical, language, |word, lexeme| {
            let stem = lexeme.stem.as_ref();
            if lexeme.content && !stems.contains(stem) {
                stems.insert(stem.to_owned());
            }
            if lexeme.content && !lexeme.genre {
                words.push((word.to_owned(), stem.to_owned()));
            }
        });
        // Nobody has to speak of each example.
        let (main, examples) = split_examples(&canonical);
        if !examples.is_empty() {
            let mut told = BTreeSet::new();
            each_word(&main, language, |word, _| {
                told.insert(word.to_owned());
            });
            words.retain(|(word, _)| told.contains(word));
        }
        Self {
            stems,
            words,
            // Whoever is asked is `you` in the canonical text; who else is named shows in the text as it came.
            signature: Signature::of(&unwrapped(&canonical), text, language),
            parts: compound::parts(&main, language),
            instructs: instruction::instructs(text),
            pairs: Pairs::of(&canonical),
            canonical,
            language,
        }
    }
}
