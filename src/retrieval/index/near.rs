//! The entries that come near a question without listing it.

use super::super::analysis::Analysis;
use super::super::control::codes;
use super::super::features::{Features, Measured};
use super::super::guards::{Facts, objections};
use super::super::lexical::Spread;
use super::super::meaning::Nearness;
use super::super::reading::{Reading, head};
use super::super::score::{CALIBRATION, relevance, score};
use super::super::signature::Asked;
use super::{Index, Match, Prepared, Query};
use crate::confidence::{Reason, ReasonCode, Standing};
use crate::knowledge::Verdict;
use crate::text::{Language, split_examples};

/// The heading helps to find; it does not say what is asked.
const SECTION_WEIGHT: f64 = 0.25;
/// Entries that are looked at closely. With 60 the right one came first no oftener in a base of 345 entries.
const CANDIDATES: usize = 30;

/// What it adds to the place of an entry that lists the control which the row names: nearly as much as the cosine with
/// all its wordings adds at most. It says nothing about whether the answer settles the question, so the probability does not
/// move. A choice: no labelled question was asked with its id.
const SAME_CONTROL: f64 = 3.0;

/// By how much of an overlap (0 to 1) a wording with the opposite verdict has to be nearer than every other to count: one
/// rare word more of a short question. A choice.
const CLEARLY_NEARER: f64 = 0.1;
/// From this overlap (0 to 1) on a wording speaks of what the question speaks of. A choice.
const OF_ONE_MATTER: f64 = 0.3;

impl Index<'_> {
    /// What speaks against an entry whose wordings come nearest to the question where they mean the opposite: its answer is
    /// written for the other way round. A wording with the verdict "no", or one that says "not" where the question does
    /// not, means the opposite of one with "yes"; both together mean the same.
    fn turned(&self, entry: usize, question: &Reading, stems: &Spread) -> Option<Reason> {
        // An entry that describes has wordings with verdicts all the same; it describes what is done.
        let verdict = self.base.entries[entry].verdict.unwrap_or(Verdict::Yes);
        if !question.signature.asked.contains(&Asked::Confirm) {
            return None;
        }
        let wordings = &self.base.entries[entry].wordings;
        let overlaps =
            self.prepared[entry].wordings.iter().map(|wording| stems.dice(&wording.stems)).enumerate();
        let mut nearest: Vec<(usize, f64)> = overlaps.collect();
        nearest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut opposite = None;
        for (at, overlap) in nearest {
            if opposite.is_some_and(|most| overlap < most - CLEARLY_NEARER) {
                break;
            }
            let signature = &self.reading(entry, at).signature;
            let Some(said) = wordings[at].verdict.filter(|_| signature.asked.contains(&Asked::Confirm))
            else {
                continue;
            };
            if (said != verdict) == (signature.negated != question.signature.negated) {
                return None;
            }
            opposite.get_or_insert(overlap);
        }
        opposite.filter(|overlap| *overlap >= OF_ONE_MATTER).map(|_| {
            Reason::new(
                ReasonCode::Polarity,
                "the approved wordings that come nearest to it have the opposite verdict of the entry: check which way round it is asked",
            )
        })
    }

    /// The entries that share a word with a question or its heading, closest first by words.
    pub(super) fn near(&self, question: &Reading, analysis: &Analysis, query: &Query<'_>) -> Vec<Match> {
        let read = self.lexical.corrected(analysis);
        let (stems, asked) = (self.lexical.stems(&read), self.lexical.terms(&read));
        let (stems, terms) = (self.lexical.spread(&stems), self.lexical.spread(&asked));
        let length = read.stems.len();
        let controls = query.id.map(codes).unwrap_or_default();
        let names = |entry: usize| !self.prepared[entry].controls.is_disjoint(&controls);
        let heading = query
            .section
            .map(|section| self.lexical.terms(&Analysis::of(head(section), Language::of(head(section)))));
        let heading_spread = heading.as_ref().map(|heading| self.lexical.spread(heading));
        // The model knows English only.
        let english = question.language == Language::English;
        let place = if english { self.space().place(&split_examples(&question.canonical).0) } else { None };
        let mut scores = self.lexical.scores(&asked);
        if let Some(heading) = &heading {
            for (score, by_heading) in scores.iter_mut().zip(self.lexical.scores(heading)) {
                *score += by_heading * SECTION_WEIGHT;
            }
        }
        if !controls.is_empty() {
            // Also an entry that shares no word with the question.
            for (_, score) in scores.iter_mut().enumerate().filter(|(entry, _)| names(*entry)) {
                *score += SECTION_WEIGHT;
            }
        }
        let mut found: Vec<(usize, f64)> =
            scores.into_iter().enumerate().filter(|(_, score)| *score > 0.0).collect();
        let better = |a: &(usize, f64), b: &(usize, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > CANDIDATES {
            found.select_nth_unstable_by(CANDIDATES, better);
            found.truncate(CANDIDATES);
        }
        found.sort_unstable_by(better);
        found
            .into_iter()
            .map(|(entry, lexical)| {
                let prepared = &self.prepared[entry];
                let (wording, similar, similar_terms) = nearest(prepared, &stems, &terms, question.language);
                let nearest = &prepared.wordings[wording];
                let mut objections = objections(&self.subject(question, entry, wording));
                if objections.iter().all(|reason| reason.code != ReasonCode::Polarity) {
                    objections.extend(self.turned(entry, question, &stems));
                }
                let letters = question.pairs.dice(&self.reading(entry, wording).pairs);
                let sentence = prepared.sentences.iter().map(|s| terms.covered_by(s)).fold(0.0, f64::max);
                let nearness = match &place {
                    Some(place) => self.meaning(entry).nearness(place),
                    // Where meaning cannot be measured, words stand in for it.
                    None => {
                        Nearness { wording: similar_terms, sentence, rejected: 0.0, topic: similar_terms }
                    }
                };
                let features = Features::new(
                    &Measured {
                        nearness,
                        lexical,
                        wording: similar,
                        wording_concepts: similar_terms,
                        coverage: terms.covered_by_long(&prepared.whole),
                        wording_coverage: terms.covers(&nearest.terms),
                        letters,
                        sentence,
                        section: heading_spread
                            .as_ref()
                            .map_or(0.0, |heading| heading.dice(&prepared.heading)),
                        stems: length,
                    },
                    &objections,
                );
                Match {
                    entry,
                    wording,
                    standing: Standing::Near,
                    relevance: relevance(&features) + if names(entry) { SAME_CONTROL } else { 0.0 },
                    score: score(&features),
                    confidence: CALIBRATION.confidence(score(&features), None),
                    features,
                    objections,
                    uncovered: uncovered(question, self.facts(entry)),
                }
            })
            .collect()
    }
}

/// The wording nearest to the question, of its own language where two are equally near.
fn nearest(prepared: &Prepared, stems: &Spread, terms: &Spread, language: Language) -> (usize, f64, f64) {
    let mut best = (0, -1.0, -1.0);
    for (at, wording) in prepared.wordings.iter().enumerate() {
        let (by_stems, by_terms) = (stems.dice(&wording.stems), terms.dice(&wording.terms));
        let own = f64::from(wording.language == language) * 1e-3;
        if by_stems + by_terms + own > best.1 + best.2 {
            best = (at, by_stems, by_terms + own);
        }
    }
    best
}

/// The words of a question that the entry has nothing for, words of the genre aside.
fn uncovered(question: &Reading, facts: &Facts) -> Vec<String> {
    question.words.iter().filter(|(_, stem)| !facts.holds(stem)).map(|(word, _)| word.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Audience, sample};

    fn first(question: &str, id: Option<&str>) -> (String, f64) {
        let base = sample(Audience::Public).unwrap();
        let index = Index::build(&base);
        let ranking = index.rank(&Query { question, section: None, id, language: None });
        let found = &ranking.matches[0];
        (index.entry(found).id.clone(), found.confidence.get())
    }

    #[test]
    fn a_row_that_bears_the_id_of_a_control_finds_the_entry_that_lists_it() {
        let question = "Are security events identified and followed up?";
        let base = sample(Audience::Public).unwrap();
        let listed = base.entry("monitoring-24-7").unwrap();
        assert!(listed.controls.iter().any(|control| control.contains("LOG-03")));
        assert_ne!(first(question, None).0, "monitoring-24-7");
        assert_eq!(first(question, Some("LOG-03.1")).0, "monitoring-24-7");
    }

    #[test]
    fn an_id_that_is_no_control_changes_nothing() {
        let question = "Are logs of the platform protected from changes by administrators?";
        assert_eq!(first(question, Some("17")), first(question, None));
    }
}
