//! What the English texts of a base mean beside a question, by static embeddings of their content words.
//!
//! Two things are done to the plain mean of word vectors. Function words are left out: they are half of a question and say
//! nothing of its subject. And the middle of the base is subtracted, the direction that all of its texts share ("data",
//! "security", "are … in place"), after Mu and Viswanath, "All-but-the-Top" (2018): it makes unrelated texts look alike.

use super::semantic::{Embedding, Middle, embed};
use crate::knowledge::{Entry, KnowledgeBase};
use crate::text::Language;
use crate::text::lexeme::each_word;

/// Wordings that the middle is taken from, spread evenly over the base: its direction is steady long before this.
const MOST_FOR_MIDDLE: usize = 256;
/// Texts without any direction that are counted with the base's own, so that a base of a few entries keeps nearly all of
/// its vectors; a fifth of the least number of wordings that was measured.
const UNDIRECTED: usize = 20;

/// Where the texts of a base lie.
#[derive(Debug, Default)]
pub(super) struct Space {
    middle: Option<Middle>,
}

/// The English texts of an entry in the space of its base.
#[derive(Debug)]
pub(super) struct Meaning {
    wordings: Vec<Embedding>,
    sentences: Vec<Embedding>,
    rejected: Vec<Embedding>,
    topic: Option<Embedding>,
}

/// How near a question comes to an entry in meaning: cosines, -1 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Nearness {
    /// With the nearest wording.
    pub(super) wording: f64,
    /// With the nearest sentence of the answer.
    pub(super) sentence: f64,
    /// With the nearest question that the entry is said not to answer; 0 where there is none.
    pub(super) rejected: f64,
    /// With all wordings together.
    pub(super) topic: f64,
}

impl Space {
    /// The space of a base.
    pub(super) fn of(base: &KnowledgeBase) -> Self {
        let wordings = || base.entries.iter().flat_map(english);
        let step = wordings().count().div_ceil(MOST_FOR_MIDDLE).max(1);
        let sample: Vec<Embedding> =
            wordings().step_by(step).filter_map(|text| embed(&content(text))).collect();
        Self { middle: Embedding::middle(&sample, UNDIRECTED) }
    }

    /// Where a text lies; `None` where it has no word that the model knows.
    pub(super) fn place(&self, text: &str) -> Option<Embedding> {
        let place = embed(&content(text))?;
        match &self.middle {
            Some(middle) => place.apart_from(middle),
            None => Some(place),
        }
    }

    /// Where the English texts of an entry lie.
    pub(super) fn meaning(&self, entry: &Entry) -> Meaning {
        let wordings: Vec<Embedding> = english(entry).filter_map(|text| self.place(text)).collect();
        let answer = entry.answer_in(Language::English).unwrap_or_default();
        let not_for = entry.not_for.iter().filter(|text| Language::of(text) == Language::English);
        Meaning {
            sentences: answer.split_inclusive(". ").filter_map(|text| self.place(text)).collect(),
            rejected: not_for.filter_map(|text| self.place(text)).collect(),
            topic: Embedding::together(&wordings),
            wordings,
        }
    }
}

impl Meaning {
    /// How near a question comes.
    pub(super) fn nearness(&self, question: &Embedding) -> Nearness {
        let nearest = |texts: &[Embedding]| {
            texts.iter().map(|text| question.cosine(text)).max_by(f64::total_cmp).unwrap_or(0.0)
        };
        Nearness {
            wording: nearest(&self.wordings),
            sentence: nearest(&self.sentences),
            rejected: nearest(&self.rejected),
            topic: self.topic.as_ref().map_or(0.0, |topic| question.cosine(topic)),
        }
    }
}

fn english(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.wordings.iter().filter(|w| w.language == Language::English).map(|w| w.text.as_str())
}

/// The words of a text that carry its subject.
fn content(text: &str) -> String {
    let mut content = String::new();
    each_word(text, Language::English, |word, lexeme| {
        if lexeme.content {
            if !content.is_empty() {
                content.push(' ');
            }
            content.push_str(word);
        }
    });
    content
}

#[cfg(test)]
#[cfg(feature = "semantic")]
mod tests {
    use super::*;
    use crate::knowledge::{Audience, sample};

    fn nearness(question: &str, entry: &str) -> Nearness {
        let base = sample(Audience::Public).unwrap();
        let space = Space::of(&base);
        space.meaning(base.entry(entry).unwrap()).nearness(&space.place(question).unwrap())
    }

    #[test]
    fn a_question_lies_nearest_to_the_entry_that_it_asks_for() {
        let question = "How is hardware clock drift between machines avoided?";
        assert!(nearness(question, "clock-sync").topic > nearness(question, "gdpr-role").topic + 0.2);
    }

    #[test]
    fn function_words_do_not_move_a_question() {
        let space = Space::default();
        assert_eq!(
            space.place("Are the disks of the servers encrypted?"),
            space.place("disks servers encrypted")
        );
    }

    #[test]
    fn a_text_of_function_words_lies_nowhere() {
        assert_eq!(Space::default().place("How is it, and what are they?"), None);
    }

    #[test]
    fn texts_without_a_common_subject_are_further_apart_than_without_the_middle_taken_out() {
        let base = sample(Audience::Public).unwrap();
        let (space, plain) = (Space::of(&base), Space::default());
        let apart = |space: &Space| {
            let place = |text: &str| space.place(text).unwrap();
            place("Is customer data stored in Sweden?")
                .cosine(&place("Are security logs of the platform protected?"))
        };
        assert!(apart(&space) < apart(&plain) - 0.1, "{} {}", apart(&space), apart(&plain));
    }

    #[test]
    fn a_question_that_the_entry_does_not_answer_is_near_to_what_is_rejected() {
        let base = sample(Audience::Public).unwrap();
        let entry = base.entry("monitoring-24-7").unwrap();
        let near = nearness(&entry.not_for[0], "monitoring-24-7");
        assert!(near.rejected > 0.99 && near.wording < near.rejected);
    }
}
