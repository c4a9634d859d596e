//! How much of a question an entry has words for, where a word of near meaning counts in part.
//!
//! The recall side of BERTScore (Zhang et al., 2020) with static vectors: each content word of the question is laid beside
//! the word of the entry that comes nearest to it, and what they have in common is weighed by the word's rarity.

use super::analysis::Analysis;
use super::lexical::{Lexical, TermId};
use super::reading::Reading;
use super::semantic::{Embedding, Row, embed};
use crate::text::{Map, lexeme::each_word, map};

/// A word of near meaning never counts as the word itself.
const NOT_THE_SAME: f64 = 0.95;

/// The content words of a question.
pub(super) struct Alignment {
    words: Vec<Word>,
    mass: f64,
}

struct Word {
    term: Option<TermId>,
    mass: f64,
    meaning: Option<Embedding>,
    /// How near it comes to the words of entries that were asked before: entries share most of theirs.
    measured: Map<Row, f64>,
}

impl Alignment {
    /// The words of a question with their mass, examples among them.
    pub(super) fn of(question: &Reading, analysis: &Analysis, lexical: &Lexical) -> Self {
        let mut written: Map<String, String> = map();
        each_word(&question.canonical, question.language, |word, lexeme| {
            if lexeme.content && !written.contains_key(lexeme.stem.as_ref()) {
                written.insert(lexeme.stem.as_ref().to_owned(), word.to_owned());
            }
        });
        let words: Vec<Word> = analysis
            .stems
            .iter()
            .map(|(stem, weight)| {
                let (term, mass) = lexical.mass(stem, *weight);
                let meaning = written.get(stem.as_ref()).and_then(|word| embed(word));
                Word { term, mass, meaning, measured: map() }
            })
            .collect();
        let mass = words.iter().map(|word| word.mass).sum();
        Self { words, mass }
    }

    /// The share of the question's mass that an entry with these terms and English words has words for, 0 to 1.
    pub(super) fn share(&mut self, terms: &[TermId], known: &[Row]) -> f64 {
        let held: f64 = self.words.iter_mut().map(|word| word.mass * word.held(terms, known)).sum();
        if self.mass > 0.0 { held / self.mass } else { 0.0 }
    }
}

impl Word {
    fn held(&mut self, terms: &[TermId], known: &[Row]) -> f64 {
        if self.term.is_some_and(|term| terms.binary_search(&term).is_ok()) {
            return 1.0;
        }
        let Some(meaning) = &self.meaning else { return 0.0 };
        let measured = &mut self.measured;
        let near = known.iter().map(|row| *measured.entry(*row).or_insert_with(|| meaning.cosine_to(*row)));
        near.fold(0.0, f64::max).min(NOT_THE_SAME)
    }
}
