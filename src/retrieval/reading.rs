//! A question or a wording, read once: its words, its parts, and what it asks beside them.

use std::collections::BTreeSet;

use super::guards::{compound, instruction};
use super::letters::Pairs;
use super::signature::Signature;
use crate::text::{Language, canonical_question, content_stems};

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
    /// Its letter pairs.
    pub(super) pairs: Pairs,
}

impl Reading {
    /// Reads a text.
    pub fn of(text: &str, language: Language) -> Self {
        let canonical = canonical_question(text);
        Self {
            stems: content_stems(&canonical, language),
            signature: Signature::of(&canonical, language),
            parts: compound::parts(&canonical, language),
            instructs: instruction::instructs(text),
            pairs: Pairs::of(&canonical),
            canonical,
            language,
        }
    }
}
