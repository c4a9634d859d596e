//! BM25 over the entries (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), with an inverted
//! index: the time of a question grows with the entries that share a word with it, not with the base.

use std::sync::Arc;

use super::analysis::Analysis;
use super::background::BACKGROUND;
use super::fuzzy::Vocabulary;
use crate::text::Map;

/// Saturation of term frequency; the usual value for short texts.
const K1: f64 = 1.2;
/// How much a long entry is held back; lower than the usual .75, since a long list of wordings is no padding.
const B: f64 = 0.4;

/// A term by number.
pub(super) type TermId = u32;

/// Numbers for terms, in the order they were first seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    ids: Map<Arc<str>, TermId>,
    names: Vec<Arc<str>>,
}

/// The terms of an analysis by number, with their weights: stems, then concepts.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    terms: Vec<(TermId, f64)>,
    stems: usize,
}

impl Counted {
    /// Every term.
    pub(super) fn terms(&self) -> &[(TermId, f64)] {
        &self.terms
    }

    /// The terms that are stems.
    pub(super) fn stems(&self) -> &[(TermId, f64)] {
        &self.terms[..self.stems]
    }
}

impl Terms {
    pub(super) fn intern(&mut self, term: &str) -> TermId {
        if let Some(id) = self.ids.get(term) {
            return *id;
        }
        let id = TermId::try_from(self.ids.len()).unwrap_or(TermId::MAX);
        let name: Arc<str> = term.into();
        self.names.push(Arc::clone(&name));
        self.ids.insert(name, id);
        id
    }

    /// The terms of an analysis by number.
    pub(super) fn count(&mut self, analysis: &Analysis) -> Counted {
        let terms = analysis.terms().map(|(term, weight)| (self.intern(term), weight)).collect();
        Counted { terms, stems: analysis.stems.len() }
    }

    fn id(&self, term: &str) -> Option<TermId> {
        self.ids.get(term).copied()
    }
}

/// Weights of terms of one entry, by term.
pub(super) type Bag = Vec<(TermId, f64)>;

/// The sum of the weights of each term; they are added in the order they come in.
pub(super) fn bag(weights: impl Iterator<Item = (TermId, f64)>) -> Bag {
    let mut all: Bag = weights.collect();
    all.sort_by_key(|(term, _)| *term);
    let mut bag: Bag = Vec::with_capacity(all.len());
    for (term, weight) in all {
        match bag.last_mut() {
            Some((last, sum)) if *last == term => *sum += weight,
            _ => bag.push((term, weight)),
        }
    }
    bag
}

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
    /// How much each entry is held back for its length.
    held_back: Vec<f64>,
    entries: f64,
    vocabulary: Vocabulary,
}

impl Lexical {
    pub(super) fn build(terms: Terms, bags: &[Bag]) -> Self {
        let mut counts = vec![0; terms.names.len()];
        bags.iter().flatten().for_each(|(term, _)| counts[*term as usize] += 1);
        let mut postings: Vec<Vec<(usize, f64)>> = counts.into_iter().map(Vec::with_capacity).collect();
        for (entry, bag) in bags.iter().enumerate() {
            for (term, weight) in bag {
                postings[*term as usize].push((entry, *weight));
            }
        }
        let lengths: Vec<f64> = bags.iter().map(|bag| bag.iter().map(|(_, weight)| weight).sum()).collect();
        let entries = bags.len() as f64;
        let mut idf = vec![0.0; postings.len()];
        for ((term, idf), postings) in terms.names.iter().zip(&mut idf).zip(&postings) {
            *idf = frequency(entries, postings.len() as f64, term);
        }
        let words = terms.names.iter().map(Arc::as_ref).filter(|t: &&str| !t.starts_with('~'));
        let vocabulary = Vocabulary::new(words);
        let average = lengths.iter().sum::<f64>() / lengths.len().max(1) as f64;
        let held_back = lengths.iter().map(|length| K1 * (1.0 - B + B * length / average)).collect();
        Self { terms, idf, postings, held_back, entries, vocabulary }
    }

    fn idf(&self, term: &str, id: Option<TermId>) -> f64 {
        id.map_or_else(|| frequency(self.entries, 0.0, term), |id| self.idf[id as usize])
    }

    /// How rare a term is: its inverse document frequency.
    pub(super) fn rarity(&self, term: TermId) -> f64 {
        self.idf[term as usize]
    }

    /// The name of a term.
    pub(super) fn name(&self, term: TermId) -> &str {
        &self.terms.names[term as usize]
    }

    /// Terms of the base as a vector.
    pub(super) fn counted(&self, terms: &[(TermId, f64)]) -> Vector {
        let mut known: Vec<(TermId, f64)> =
            terms.iter().map(|(id, weight)| (*id, self.idf[*id as usize] * weight)).collect();
        let mass = known.iter().map(|(_, mass)| mass).sum();
        known.sort_unstable_by_key(|(id, _)| *id);
        Vector { known, mass }
    }

    /// A text as a vector, stems only.
    pub(super) fn stems(&self, analysis: &Analysis) -> Vector {
        self.vector(analysis.stems.iter().map(|(stem, weight)| (stem.as_ref(), *weight)))
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
                *stem = meant.into();
            }
        }
        read
    }

    /// The score of every entry, as a share of the most it could reach; 0 where it shares no term with the question.
    pub(super) fn scores(&self, question: &Vector) -> Vec<f64> {
        let mut scores = vec![0.0; self.held_back.len()];
        for (term, mass) in &question.known {
            for (entry, tf) in &self.postings[*term as usize] {
                scores[*entry] += mass * tf / (tf + self.held_back[*entry]);
            }
        }
        if question.mass > 0.0 {
            scores.iter_mut().for_each(|score| *score /= question.mass);
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
                bag(terms.count(&analysis).stems().iter().copied())
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
        assert!(scores[0] > scores[1] && (scores[1] - scores[2]).abs() < 1e-12);
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
