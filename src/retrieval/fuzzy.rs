//! Typos: an unknown word is read as the one word of the base that is a slip of the finger away.

use std::collections::BTreeMap;

use strsim::osa_distance;

/// Shorter words have too many neighbours.
const SHORTEST: usize = 5;
/// From this length on two slips are likelier than another word.
const LONG: usize = 9;

/// The words of a base by first letter and length: a slip rarely hits the first letter.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    words: BTreeMap<(char, usize), Vec<(u32, String)>>,
}

/// Which letters stand in a word, a bit each (letters that share a bit only make the test weaker).
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 32))
}

impl Vocabulary {
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut table: BTreeMap<(char, usize), Vec<(u32, String)>> = BTreeMap::new();
        for word in words {
            if let Some(first) = word.chars().next() {
                table
                    .entry((first, word.chars().count()))
                    .or_default()
                    .push((letters(word), word.to_owned()));
            }
        }
        table.values_mut().for_each(|words| words.sort_unstable());
        Self { words: table }
    }

    /// The only word within reach of a typo; `None` where there is none or more than one.
    pub(super) fn correct(&self, word: &str) -> Option<&str> {
        let length = word.chars().count();
        if length < SHORTEST || word.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
        let reach = if length >= LONG { 2 } else { 1 };
        let first = word.chars().next()?;
        let mut best: Option<(usize, &str)> = None;
        let mut tied = false;
        let near = self.words.range((first, length - reach)..=(first, length + reach));
        let own = letters(word);
        // A slip changes two letters at most; most words differ in more, and need no measuring.
        let alike = |bits: u32| (bits ^ own).count_ones() as usize <= 2 * reach;
        let near = near.flat_map(|(_, words)| words).filter(|(bits, _)| alike(*bits));
        for (_, candidate) in near {
            let distance = osa_distance(word, candidate);
            match best {
                _ if distance > reach => {}
                Some((least, _)) if distance > least => {}
                Some((least, _)) if distance == least => tied = true,
                _ => {
                    best = Some((distance, candidate));
                    tied = false;
                }
            }
        }
        best.filter(|_| !tied).map(|(_, word)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn correct<'v>(word: &str, vocabulary: &'v Vocabulary) -> Option<&'v str> {
        vocabulary.correct(word)
    }

    #[test]
    fn a_slip_is_read_as_the_word_that_was_meant() {
        let vocabulary = Vocabulary::new(["encrypt", "monitor", "patch", "retent"].into_iter());
        assert_eq!(correct("encyrpt", &vocabulary), Some("encrypt"));
        assert_eq!(correct("montor", &vocabulary), Some("monitor"));
    }

    #[test]
    fn short_words_and_ties_are_left_alone() {
        assert_eq!(correct("pach", &Vocabulary::new(["patch"].into_iter())), None);
        assert_eq!(correct("stored", &Vocabulary::new(["scored", "stores", "storey"].into_iter())), None);
    }
}
