//! A question or a wording, read once: its words, its parts, and what it asks beside them.

use std::collections::BTreeSet;

use super::guards::{compound, instruction};
use super::letters::Pairs;
use super::sequence::unwrapped;
use super::signature::Signature;
use crate::text::{
    Language, Token, canonical_question, is_genre_word, is_light_verb, normalise, split_examples, tokenise,
};

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
        let whole = normalise(text);
        let text = head(&whole);
        let canonical = canonical_question(text);
        let content = |text: &str| -> Vec<Token> {
            tokenise(text, language)
                .into_iter()
                .filter(|t| !t.function && !is_light_verb(&t.word, language))
                .collect()
        };
        // Nobody has to speak of each example.
        let (main, examples) = split_examples(&canonical);
        let tokens = content(&canonical);
        let stems = tokens.iter().map(|t| t.stem.clone()).collect();
        let told = if examples.is_empty() { tokens } else { content(&main) };
        Self {
            stems,
            words: told.into_iter().filter(|t| !is_genre_word(&t.word)).map(|t| (t.word, t.stem)).collect(),
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
