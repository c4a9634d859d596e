//! Sets of phrases that a text may begin with, found by their first word.

use std::collections::HashMap;

/// Folded phrases of several words.
pub(crate) struct Phrases {
    by_first: HashMap<&'static str, Vec<Vec<&'static str>>>,
}

impl Phrases {
    /// The phrases of the lists, each list parted by comma and blank.
    pub(crate) fn new(lists: &[&'static str]) -> Self {
        let mut by_first: HashMap<&'static str, Vec<Vec<&'static str>>> = HashMap::new();
        for phrase in lists.iter().flat_map(|l| l.split(", ")) {
            let words: Vec<&'static str> = phrase.split_whitespace().collect();
            if let Some(first) = words.first() {
                by_first.entry(first).or_default().push(words);
            }
        }
        // The longest phrase says most.
        by_first.values_mut().for_each(|phrases| phrases.sort_by_key(|p| std::cmp::Reverse(p.len())));
        Self { by_first }
    }

    /// How many words the phrase has that the words begin with, if any.
    pub(crate) fn open(&self, words: &[&str]) -> Option<usize> {
        let phrases = self.by_first.get(words.first()?)?;
        phrases.iter().find(|phrase| words.starts_with(phrase)).map(Vec::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_that_opens_the_words_is_found() {
        let phrases = Phrases::new(&["if yes, if the answer, if the answer is no", "om ja"]);
        assert_eq!(phrases.open(&["if", "the", "answer", "is", "no", "why"]), Some(5));
        assert_eq!(phrases.open(&["om", "ja"]), Some(2));
        assert_eq!(phrases.open(&["om", "en", "ja"]), None);
        assert_eq!(phrases.open(&[]), None);
    }
}
