//! How common a word is in questionnaires at large. A base of 25 entries cannot know that "procedures" tells nothing;
//! counts over the questions of real forms do.
//!
//! The table is made by `scripts/background.rs`; it holds counts of stems and concepts, no text.

use std::sync::LazyLock;

use crate::text::{Map, map};

const TABLE: &str = include_str!("background.tsv");

/// Counts over the background's questions.
pub(super) struct Background {
    pub(super) questions: f64,
    counts: Map<&'static str, f64>,
}

impl Background {
    /// In how many of the background's questions a term stands.
    pub(super) fn count(&self, term: &str) -> f64 {
        self.counts.get(term).copied().unwrap_or(0.0)
    }
}

/// The table, read once.
pub(super) static BACKGROUND: LazyLock<Background> = LazyLock::new(|| {
    let mut questions = 0.0;
    let mut counts = map();
    for (term, count) in TABLE.lines().filter_map(|line| line.split_once('\t')) {
        let count: f64 = count.parse().unwrap_or(0.0);
        if term == "# questions" {
            questions = count;
        } else {
            counts.insert(term, count);
        }
    }
    Background { questions, counts }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_genre_are_common_and_those_of_a_matter_are_not() {
        assert!(BACKGROUND.questions > 500.0);
        assert!(BACKGROUND.count("procedur") > BACKGROUND.count("clock") + 5.0);
    }
}
