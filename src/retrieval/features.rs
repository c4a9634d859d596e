//! What the suggest score sees of a question beside an entry.

use super::meaning::Nearness;
use crate::confidence::{Reason, ReasonCode};

/// The number of features.
pub(super) const COUNT: usize = 18;

/// The names of the features, in order, for `--explain` and for fitting.
pub const FEATURE_NAMES: [&str; COUNT] = [
    "lexical",
    "wording",
    "wording-concepts",
    "coverage",
    "wording-coverage",
    "letters",
    "sentence",
    "section",
    "meaning-question",
    "meaning-answer",
    "meaning-rejected",
    "meaning-topic",
    "length",
    "polarity",
    "framework",
    "number",
    "scope",
    "asked-for",
];

/// The features of one question beside one entry; most lie between 0 and 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Features(pub [f64; COUNT]);

/// What similarity measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    /// BM25 over all texts of the entry, as a share of the most possible.
    pub(super) lexical: f64,
    /// Dice overlap of stems with the nearest wording, weighted by rarity.
    pub(super) wording: f64,
    /// The same with concepts of the glossary among the stems.
    pub(super) wording_concepts: f64,
    /// Share of the question that the entry has words for.
    pub(super) coverage: f64,
    /// Share of the nearest wording that the question has words for.
    pub(super) wording_coverage: f64,
    /// Overlap of letter pairs with the nearest wording.
    pub(super) letters: f64,
    /// Share of the question that a single sentence of the answer has words for.
    pub(super) sentence: f64,
    /// Overlap of the heading with the entry's category and question.
    pub(super) section: f64,
    /// How near the question comes in meaning.
    pub(super) nearness: Nearness,
    /// Content stems of the question.
    pub(super) stems: usize,
}

impl Features {
    /// Share of the question that the entry has words for, 0 to 1.
    pub fn coverage(&self) -> f64 {
        self.0[3]
    }

    pub(super) fn new(measured: &Measured, objections: &[Reason]) -> Self {
        let flag = |code: ReasonCode| f64::from(objections.iter().any(|r| r.code == code));
        Self([
            measured.lexical,
            measured.wording,
            measured.wording_concepts,
            measured.coverage,
            measured.wording_coverage,
            measured.letters,
            measured.sentence,
            measured.section,
            measured.nearness.wording,
            measured.nearness.sentence,
            measured.nearness.rejected,
            measured.nearness.topic,
            (1.0 + measured.stems as f64).ln(),
            flag(ReasonCode::Polarity),
            flag(ReasonCode::Framework),
            flag(ReasonCode::Number),
            flag(ReasonCode::Scope),
            flag(ReasonCode::AskedFor),
        ])
    }
}
