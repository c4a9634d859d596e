//! A text as weighted terms: stems, and concepts of the glossary.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::text::lexeme::each_word_of_lower;
use crate::text::{Language, concepts_of_lower, normal, split_examples};

/// A word of the genre ("policy", "established") stands in most questions and tells little.
const GENRE_WEIGHT: f64 = 0.4;
/// A concept stands for a word that may be missing; half a word's worth.
const CONCEPT_WEIGHT: f64 = 0.5;

/// Examples ("e.g. SOC 2, ISO 27001") help to find; an answer need not speak of each.
const EXAMPLE_WEIGHT: f64 = 0.3;

/// The terms of a text, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Analysis {
    /// Content stems with their weights, sorted.
    pub(super) stems: Vec<(Arc<str>, f64)>,
    /// Concepts with their weight.
    pub(super) concepts: Vec<(&'static str, f64)>,
}

impl Analysis {
    /// Takes a text apart.
    pub(super) fn of(text: &str, language: Language) -> Self {
        let mut stems: Vec<(Arc<str>, f64)> = Vec::new();
        let text = normal(text).to_lowercase();
        each_word_of_lower(&text, language, |_, lexeme| {
            if lexeme.content {
                stems.push((Arc::clone(&lexeme.stem), if lexeme.genre { GENRE_WEIGHT } else { 1.0 }));
            }
        });
        // Of two words with one stem the weightier counts.
        stems.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        stems.dedup_by(|later, kept| later.0 == kept.0);
        Self {
            stems,
            concepts: concepts_of_lower(&text, language).into_iter().map(|c| (c, CONCEPT_WEIGHT)).collect(),
        }
    }

    /// Takes the canonical text of a question apart that is being asked: its examples count little.
    pub(super) fn of_asked(canonical: &str, language: Language) -> Self {
        let (main, examples) = split_examples(canonical);
        let mut analysis = Self::of(&main, language);
        if !examples.is_empty() {
            let examples = Self::of(&examples, language);
            for (stem, weight) in examples.stems {
                if let Err(place) = analysis.stems.binary_search_by(|(have, _)| have.cmp(&stem)) {
                    analysis.stems.insert(place, (stem, weight * EXAMPLE_WEIGHT));
                }
            }
            for (concept, weight) in examples.concepts {
                if analysis.concepts.iter().all(|(have, _)| *have != concept) {
                    analysis.concepts.push((concept, weight * EXAMPLE_WEIGHT));
                }
            }
        }
        analysis
    }

    /// Every term with its weight.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&str, f64)> {
        let stems = self.stems.iter().map(|(stem, weight)| (stem.as_ref(), *weight));
        stems.chain(self.concepts.iter().map(|(concept, weight)| (*concept, *weight)))
    }
}

/// The terms that a text is indexed by: its content stems and the concepts of the glossary, each once.
pub fn terms(text: &str, language: Language) -> BTreeSet<String> {
    Analysis::of(text, language).terms().map(|(term, _)| term.to_owned()).collect()
}
