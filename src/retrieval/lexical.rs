//! BM25 over the entries (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), with an inverted
//! index: the time of a question grows with the entries that share a word with it, not with the base.

use std::collections::{BTreeMap, HashMap};

use super::analysis::Analysis;
use super::background::BACKGROUND;
use super::fuzzy::Vocabulary;

/// Saturation of term frequency; the usual value for short texts.
const K1: f64 = 1.2;
/// How much a long entry is held back; lower than the usual .75, since a long list of wordings is no padding.
const B: f64 = 0.4;

/// A term by number.
pub(super) type TermId = u32;

/// Numbers for terms, in the order they were first seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    ids: HashMap<String, TermId>,
}

impl Terms {
    pub(super) fn intern(&mut self, term: &str) -> TermId {
        if let Some(id) = self.ids.get(term) {
            return *id;
        }
        let id = TermId::try_from(self.ids.len()).unwrap_or(TermId::MAX);
        self.ids.insert(term.to_owned(), id);
        id
    }

    fn id(&self, term: &str) -> Option<TermId> {
        self.ids.get(term).copied()
    }
}

/// Weights of terms of one entry.
pub(super) type Bag = BTreeMap<TermId, f64>;

/// A text as terms with their mass: weight times inverse document frequency. Sorted by term.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Vector {
    /// Terms of the base.
    pub(super) known: Vec<(TermId, f64)>,
    /// The mass of all terms, those that the base does not have among them.
    pub(super) mass: f64,
}

impl Vector {
    /// The mass of a term in this text; 0 where it does not stand there.
    fn mass_of(&self, term: TermId) -> f64 {
        self.known.binary_search_by_key(&term, |(id, _)| *id).map_or(0.0, |at| self.known[at].1)
    }
}

/// A question's masses by term, so that many short texts can be compared with it by looking their terms up.
#[derive(Clone, Debug)]
pub(super) struct Spread {
    by_term: Vec<f64>,
    known: Vec<(TermId, f64)>,
    mass: f64,
}

impl Spread {
    fn shared(&self, text: &Vector) -> f64 {
        text.known.iter().map(|(term, _)| self.by_term[*term as usize]).sum()
    }

    /// Weighted overlap with a text (Sørensen–Dice), 0 to 1.
    pub(super) fn dice(&self, text: &Vector) -> f64 {
        let all = self.mass + text.mass;
        if all > 0.0 { 2.0 * self.shared(text) / all } else { 0.0 }
    }

    /// The share of the question's mass that a short text holds, 0 to 1.
    pub(super) fn covered_by(&self, text: &Vector) -> f64 {
        if self.mass > 0.0 { self.shared(text) / self.mass } else { 0.0 }
    }

    /// The same for a long text, whose terms are many more than the question's.
    pub(super) fn covered_by_long(&self, text: &Vector) -> f64 {
        let held = self
            .known
            .iter()
            .filter(|(term, _)| text.mass_of(*term) > 0.0)
            .map(|(_, mass)| mass)
            .sum::<f64>();
        if self.mass > 0.0 { held / self.mass } else { 0.0 }
    }

    /// The share of a text's mass that the question holds, 0 to 1.
    pub(super) fn covers(&self, text: &Vector) -> f64 {
        let held = text
            .known
            .iter()
            .filter(|(term, _)| self.by_term[*term as usize] > 0.0)
            .map(|(_, mass)| mass)
            .sum::<f64>();
        if text.mass > 0.0 { held / text.mass } else { 0.0 }
    }
}

/// The inverted index.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexical {
    terms: Terms,
    idf: Vec<f64>,
    postings: Vec<Vec<(usize, f64)>>,
    lengths: Vec<f64>,
    average: f64,
    entries: f64,
    vocabulary: Vocabulary,
}

impl Lexical {
    pub(super) fn build(terms: Terms, bags: &[Bag]) -> Self {
        let mut postings: Vec<Vec<(usize, f64)>> = vec![Vec::new(); terms.ids.len()];
        for (entry, bag) in bags.iter().enumerate() {
            for (term, weight) in bag {
                postings[*term as usize].push((entry, *weight));
            }
        }
        let lengths: Vec<f64> = bags.iter().map(|bag| bag.values().sum()).collect();
        let entries = bags.len() as f64;
        let mut idf = vec![0.0; postings.len()];
        for (term, id) in &terms.ids {
            idf[*id as usize] = frequency(entries, postings[*id as usize].len() as f64, term);
        }
        let vocabulary =
            Vocabulary::new(terms.ids.keys().filter(|t| !t.starts_with('~')).map(String::as_str));
        let average = lengths.iter().sum::<f64>() / lengths.len().max(1) as f64;
        Self { terms, idf, postings, lengths, average, entries, vocabulary }
    }

    fn idf(&self, term: &str, id: Option<TermId>) -> f64 {
        id.map_or_else(|| frequency(self.entries, 0.0, term), |id| self.idf[id as usize])
    }

    /// A text as a vector, stems only.
    pub(super) fn stems(&self, analysis: &Analysis) -> Vector {
        self.vector(analysis.stems.iter().map(|(stem, weight)| (stem.as_str(), *weight)))
    }

    /// A text as a vector, concepts among the terms.
    pub(super) fn terms(&self, analysis: &Analysis) -> Vector {
        self.vector(analysis.terms())
    }

    fn vector<'t>(&self, terms: impl Iterator<Item = (&'t str, f64)>) -> Vector {
        let mut vector = Vector::default();
        for (term, weight) in terms {
            let id = self.terms.id(term);
            let mass = self.idf(term, id) * weight;
            vector.mass += mass;
            vector.known.extend(id.map(|id| (id, mass)));
        }
        vector.known.sort_by_key(|(id, _)| *id);
        vector
    }

    /// A question spread out for many comparisons.
    pub(super) fn spread(&self, question: &Vector) -> Spread {
        let mut by_term = vec![0.0; self.idf.len()];
        for (term, mass) in &question.known {
            by_term[*term as usize] = *mass;
        }
        Spread { by_term, known: question.known.clone(), mass: question.mass }
    }

    /// The same words with typos read as the words of the base that were meant.
    pub(super) fn corrected(&self, analysis: &Analysis) -> Analysis {
        let mut read = analysis.clone();
        for (stem, _) in &mut read.stems {
            if self.terms.id(stem).is_none()
                && let Some(meant) = self.vocabulary.correct(stem)
            {
                *stem = meant.to_owned();
            }
        }
        read
    }

    /// The score of every entry that shares a term with the question, as a share of the most it could reach.
    pub(super) fn scores(&self, question: &Vector) -> BTreeMap<usize, f64> {
        let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
        for (term, mass) in &question.known {
            for (entry, tf) in &self.postings[*term as usize] {
                let length = 1.0 - B + B * self.lengths[*entry] / self.average;
                *scores.entry(*entry).or_default() += mass * tf / (tf + K1 * length);
            }
        }
        if question.mass > 0.0 {
            scores.values_mut().for_each(|score| *score /= question.mass);
        }
        scores
    }
}

/// Inverse document frequency over the base and the background of questionnaires together.
fn frequency(entries: f64, own: f64, term: &str) -> f64 {
    let n = entries + BACKGROUND.questions;
    let df = own + BACKGROUND.count(term);
    (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn index(texts: &[&str]) -> Lexical {
        let mut terms = Terms::default();
        let bags: Vec<Bag> = texts
            .iter()
            .map(|text| {
                let analysis = Analysis::of(text, Language::English);
                analysis.stems.iter().map(|(stem, weight)| (terms.intern(stem), *weight)).collect()
            })
            .collect();
        Lexical::build(terms, &bags)
    }

    fn asked(index: &Lexical, text: &str) -> Vector {
        index.stems(&Analysis::of(text, Language::English))
    }

    #[test]
    fn a_rare_shared_word_counts_more_than_a_common_one() {
        let index = index(&["data clock", "data disk", "data log"]);
        let scores = index.scores(&asked(&index, "data clock"));
        assert!(scores[&0] > scores[&1] && (scores[&1] - scores[&2]).abs() < 1e-12);
    }

    #[test]
    fn coverage_weighs_words_by_their_rarity() {
        let index = index(&["data clock", "data disk"]);
        let share = index.spread(&asked(&index, "data clock")).covered_by(&asked(&index, "data"));
        assert!(share > 0.0 && share < 0.5, "{share}");
    }

    #[test]
    fn both_ways_to_ask_for_coverage_agree() {
        let index = index(&["data clock", "data disk", "log clock disk"]);
        let question = index.spread(&asked(&index, "data clock log"));
        for text in ["data", "log clock disk", "disk"] {
            let text = asked(&index, text);
            assert!((question.covered_by(&text) - question.covered_by_long(&text)).abs() < 1e-12);
        }
    }

    #[test]
    fn words_that_the_base_does_not_have_count_as_open() {
        let index = index(&["clock"]);
        let question = index.spread(&asked(&index, "clock zebra"));
        assert!(question.covered_by(&asked(&index, "clock")) < 0.8);
    }
}
