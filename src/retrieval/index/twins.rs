//! Wordings of a base that come too close to each other: asked when a base is checked, not when a row is filled. Pairs come
//! from the index, by what two wordings share, so that no wording is compared with all others.

use std::collections::{BTreeMap, BTreeSet};

use super::{Index, names_alike};
use crate::retrieval::lexical::{TermId, Vector};
use crate::text::Language;

/// A wording: the place of its entry in the base, and its own in the entry.
pub type Place = (usize, usize);

/// Two wordings; the first stands before the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Twins {
    /// The earlier one.
    pub first: Place,
    /// The later one.
    pub second: Place,
}

/// Questions of two entries that come near each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The two questions.
    pub twins: Twins,
    /// Weighted overlap of their content words (Sørensen–Dice), 0 to 1.
    pub overlap: f64,
}

/// Wordings of the same words that a wording is compared with. A form that more wordings share shows its fault with these already; all
/// pairs of a base that says one thing a thousand times would be half a million.
pub const MOST_COMPARED: usize = 32;

/// Questions that one of their rarest words is kept for. A word that more of them have is rare in none of them: they are of one
/// template, and near each other or not by their other words.
const MOST_SHARING: usize = 300;

impl Index<'_> {
    /// Wordings of two entries that are one question, so that neither entry fills it; each later wording once.
    pub fn collisions(&self) -> Vec<Twins> {
        let mut found: BTreeMap<Place, Place> = BTreeMap::new();
        for group in self.approved.shared() {
            let mut places = group.to_vec();
            places.sort_unstable();
            places.dedup();
            for (at, second) in places.iter().enumerate() {
                let mut earlier = places[..at].iter().filter(|first| first.0 != second.0).take(MOST_COMPARED);
                if let Some(first) = earlier.find(|first| self.one_question(**first, *second)) {
                    let known = found.entry(*second).or_insert(*first);
                    *known = (*known).min(*first);
                }
            }
        }
        let mut twins: Vec<Twins> =
            found.into_iter().map(|(second, first)| Twins { first, second }).collect();
        twins.sort_unstable();
        twins
    }

    /// Wordings with the same content words in any order, in the order of the base; groups of two or more.
    pub fn same_words(&self) -> Vec<Vec<Place>> {
        let mut groups: BTreeMap<(Language, Vec<TermId>), Vec<Place>> = BTreeMap::new();
        for (entry, prepared) in self.prepared.iter().enumerate() {
            for (at, wording) in prepared.wordings.iter().enumerate() {
                let terms: Vec<TermId> = wording.stems.known.iter().map(|(term, _)| *term).collect();
                if !terms.is_empty() {
                    groups.entry((wording.language, terms)).or_default().push((entry, at));
                }
            }
        }
        let mut groups: Vec<Vec<Place>> = groups.into_values().filter(|group| group.len() > 1).collect();
        groups.sort_unstable();
        groups
    }

    /// Whether two wordings ask the same beside their words: each settles the other.
    pub fn ask_alike(&self, one: Place, other: Place) -> bool {
        let (one, other) = (self.reading(one.0, one.1), self.reading(other.0, other.1));
        names_alike(&one.canonical, &other.canonical)
            && one.signature.settles(&other.signature)
            && other.signature.settles(&one.signature)
    }

    /// Pairs of entries whose questions share at least that part of their content words, weighed by rarity, in a language
    /// that both have. Questions with other numbers, standards or parties, or of which one is turned round, are none.
    pub fn near_questions(&self, least: f64) -> Vec<Near> {
        let questions = self.questions();
        // The share of a question's own mass that it has to have in common with another one to come that near.
        let own_share = least / (2.0 - least);
        let mut by_term: BTreeMap<TermId, Vec<usize>> = BTreeMap::new();
        let mut found: BTreeMap<Twins, f64> = BTreeMap::new();
        for (at, (place, language)) in questions.iter().enumerate() {
            let stems = &self.stems(*place);
            let mut met = BTreeSet::new();
            for term in self.rarest(stems, own_share) {
                let earlier = by_term.entry(term).or_default();
                met.extend(earlier.iter().copied());
                if earlier.len() < MOST_SHARING {
                    earlier.push(at);
                }
            }
            for earlier in met {
                let (other, its_language) = questions[earlier];
                let near = dice(stems, self.stems(other));
                if its_language == *language
                    && other.0 != place.0
                    && near >= least
                    && self.comparable(other, *place)
                {
                    found.insert(Twins { first: other, second: *place }, near);
                }
            }
        }
        found.into_iter().map(|(twins, overlap)| Near { twins, overlap }).collect()
    }

    /// The question of each entry in each of its languages, in the order of the base.
    fn questions(&self) -> Vec<(Place, Language)> {
        let mut questions = Vec::new();
        for (entry, known) in self.base.entries.iter().enumerate() {
            let mut seen = BTreeSet::new();
            for (at, wording) in known.wordings.iter().enumerate() {
                // The question stands before the other wordings of its language.
                if seen.insert(wording.language) {
                    questions.push(((entry, at), wording.language));
                }
            }
        }
        questions
    }

    fn stems(&self, place: Place) -> &Vector {
        &self.prepared[place.0].wordings[place.1].stems
    }

    /// The heaviest terms of a text, so many that what is left holds less than that share of its mass: two texts that have
    /// the share in common have one of these in common.
    fn rarest(&self, text: &Vector, share: f64) -> Vec<TermId> {
        let mut terms = text.known.clone();
        // One order for all texts: by how rare the term is in the base, then by number.
        terms.sort_by(|(a, _), (b, _)| {
            self.lexical.rarity(*b).total_cmp(&self.lexical.rarity(*a)).then(a.cmp(b))
        });
        let mut left = text.mass;
        let mut kept = Vec::new();
        for (term, mass) in terms {
            if left < share * text.mass {
                break;
            }
            kept.push(term);
            left -= mass;
        }
        kept
    }

    /// Whether two questions of the same words could be one: both the same way round, with the same numbers and names.
    fn comparable(&self, one: Place, other: Place) -> bool {
        let (one, other) = (&self.reading(one.0, one.1).signature, &self.reading(other.0, other.1).signature);
        one.negated == other.negated
            && one.standards == other.standards
            && one.quantities == other.quantities
            && one.scopes == other.scopes
            && one.actor == other.actor
            && !one.dependent
            && !other.dependent
    }

    /// Whether a question of one wording would be taken for the other.
    fn one_question(&self, one: Place, other: Place) -> bool {
        let (one, other) = (self.reading(one.0, one.1), self.reading(other.0, other.1));
        names_alike(&one.canonical, &other.canonical)
            && (one.signature.settles(&other.signature) || other.signature.settles(&one.signature))
    }
}

/// Weighted overlap of two texts (Sørensen–Dice), 0 to 1.
fn dice(one: &Vector, other: &Vector) -> f64 {
    let shared = |(term, mass): &(TermId, f64)| {
        let at = other.known.binary_search_by_key(term, |(id, _)| *id).ok()?;
        Some(mass.min(other.known[at].1))
    };
    let both = one.mass + other.mass;
    if both > 0.0 { 2.0 * one.known.iter().filter_map(shared).sum::<f64>() / both } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Audience, KnowledgeBase, SourceFile, load_files};

    fn base(entries: &[(&str, &[&str])]) -> KnowledgeBase {
        let files: Vec<SourceFile> = entries
            .iter()
            .map(|(id, wordings)| SourceFile {
                path: format!("a/{id}.md"),
                text: format!(
                    "+++\nquestion = \"{}\"\nalso_asked = {:?}\naudience = \"public\"\nstatus = \"approved\"\nowner = \"o\"\nreviewed = 2026-01-01\n+++\nText.\n",
                    wordings[0], &wordings[1..]
                ),
            })
            .collect();
        load_files(&files, Audience::Internal, false).unwrap()
    }

    #[test]
    fn one_question_in_two_entries_is_a_collision_and_within_one_entry_it_is_none() {
        let base = base(&[
            ("one", &["Is stored data encrypted?", "Do you encrypt stored data?"]),
            ("two", &["Are disks locked?", "The supplier shall encrypt stored data."]),
            ("three", &["Is stored data not encrypted?"]),
        ]);
        let index = Index::build(&base);
        let ids = |twins: &Twins| [twins.first, twins.second].map(|p| base.entries[p.0].id.clone());
        let found: Vec<_> = index.collisions().iter().map(ids).collect();
        assert_eq!(found, [["one".to_owned(), "two".to_owned()]]);
    }

    #[test]
    fn questions_of_nearly_the_same_words_are_near_and_others_are_not() {
        let base = base(&[
            ("one", &["How is the sharding of tenant backups organised across regions?"]),
            ("two", &["Is the sharding of tenant backups organised across all regions?"]),
            ("three", &["How is the sharding of ledgers organised?"]),
            ("four", &["Is the sharding of tenant backups organised across 12 regions?"]),
        ]);
        let index = Index::build(&base);
        let near = index.near_questions(0.8);
        let ids: Vec<_> = near
            .iter()
            .map(|n| [n.twins.first, n.twins.second].map(|p| base.entries[p.0].id.as_str()))
            .collect();
        assert_eq!(ids, [["one", "two"]]);
        assert!(near[0].overlap > 0.9, "{near:?}");
    }

    #[test]
    fn what_is_found_through_rare_words_is_what_comparing_all_pairs_finds() {
        let base = crate::knowledge::sample(Audience::Internal).unwrap();
        let index = Index::build(&base);
        let questions = index.questions();
        for least in [0.3, 0.5, 0.8] {
            let mut all = Vec::new();
            for (at, (second, language)) in questions.iter().enumerate() {
                for (first, other) in &questions[..at] {
                    let near = dice(index.stems(*first), index.stems(*second)) >= least;
                    if near && first.0 != second.0 && language == other && index.comparable(*first, *second) {
                        all.push(Twins { first: *first, second: *second });
                    }
                }
            }
            all.sort_unstable();
            let found: Vec<Twins> = index.near_questions(least).into_iter().map(|near| near.twins).collect();
            assert_eq!(found, all, "{least}");
        }
    }

    #[test]
    fn the_same_words_in_another_order_stand_in_one_group() {
        let base = base(&[("one", &["Are backups tested?", "Tested backups", "Are disks locked?"])]);
        assert_eq!(Index::build(&base).same_words(), [vec![(0, 0), (0, 1)]]);
    }
}
