//! Concepts of the field in English and Swedish: one key for the words that mean the same thing.
//!
//! Suggestions use it so that "MFA" finds "multi-factor" and a Swedish question finds an English entry. It never helps
//! a fill: two words of one concept are near, not equal. A concept is narrow: two texts that share it speak of one
//! subject. Concepts that no entry has are of use too, since they tell what a question is about instead.

use std::cell::RefCell;
use std::sync::LazyLock;

use super::language::Language;
use super::lexeme::{KEPT, LONGEST_KEPT};
use super::normalise::normal;
use super::{Map, map};

mod access;
mod law;
mod operations;
mod organisation;

use access::ACCESS;
use law::LAW;
use operations::OPERATIONS;
use organisation::ORGANISATION;

/// The words of a concept, between commas.
struct Concept {
    key: &'static str,
    /// Phrases of whole words; a trailing `*` on a word lets it go on.
    english: &'static str,
    /// Parts of words, since Swedish joins its nouns; `^` in front and `$` behind stand for the ends of a word.
    swedish: &'static str,
}

const fn c(key: &'static str, english: &'static str, swedish: &'static str) -> Concept {
    Concept { key, english, swedish }
}

const COUNT: usize = ACCESS.len() + OPERATIONS.len() + ORGANISATION.len() + LAW.len();

/// All concepts, in the order of the glossary.
fn all() -> impl Iterator<Item = &'static Concept> {
    ACCESS.iter().chain(OPERATIONS).chain(ORGANISATION).chain(LAW)
}

/// The keys of all concepts, in the order of the glossary.
static KEYS: [&str; COUNT] = {
    let mut keys = [""; COUNT];
    let lists = [ACCESS, OPERATIONS, ORGANISATION, LAW];
    let (mut list, mut at, mut all) = (0, 0, 0);
    while all < COUNT {
        if at == lists[list].len() {
            (list, at) = (list + 1, 0);
        } else {
            keys[all] = lists[list][at].key;
            (at, all) = (at + 1, all + 1);
        }
    }
    keys
};

/// Bytes of a text to a word, about: room to set aside, nothing hangs on it.
const BYTES_PER_WORD: usize = 5;

/// The items of a list.
fn items(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// A concept has a bit of its own.
const _: () = assert!(COUNT <= 128);

/// An English phrase of the glossary, split.
struct Phrase {
    concept: usize,
    /// Words; the flag says whether the word may go on.
    words: Vec<(&'static str, bool)>,
}

/// Whether a word is one of a phrase.
fn is_word((part, goes_on): &(&str, bool), word: &str) -> bool {
    if *goes_on { word.starts_with(part) } else { word == *part }
}

/// The English phrases by the first letter of their first word.
static PHRASES: LazyLock<Map<u8, Vec<Phrase>>> = LazyLock::new(|| {
    let mut table: Map<u8, Vec<Phrase>> = map();
    for (concept, entry) in all().enumerate() {
        for phrase in items(entry.english) {
            let words: Vec<(&'static str, bool)> = phrase
                .split(' ')
                .map(|w| w.strip_suffix('*').map_or((w, false), |head| (head, true)))
                .collect();
            table.entry(phrase.as_bytes()[0]).or_default().push(Phrase { concept, words });
        }
    }
    table
});

/// What a word touches: concepts by itself, and phrases that it may begin.
#[derive(Default)]
struct Touch {
    alone: u128,
    begins: Vec<&'static Phrase>,
}

impl Touch {
    fn of(word: &str) -> Self {
        let mut touch = Self::default();
        let near = word.bytes().next().and_then(|first| PHRASES.get(&first)).into_iter().flatten();
        for phrase in near.filter(|phrase| is_word(&phrase.words[0], word)) {
            match phrase.words.len() {
                1 => touch.alone |= 1 << phrase.concept,
                _ => touch.begins.push(phrase),
            }
        }
        touch
    }

    /// The concepts that the word touches where these words begin with it.
    fn at(&self, words: &[&str]) -> u128 {
        self.begins.iter().fold(self.alone, |touched, phrase| {
            let here = words.get(..phrase.words.len());
            let holds = here.is_some_and(|here| here.iter().zip(&phrase.words).all(|(w, p)| is_word(p, w)));
            touched | u128::from(holds) << phrase.concept
        })
    }
}

thread_local! {
    static TOUCHES: RefCell<Map<String, Touch>> = RefCell::new(map());
}

/// A Swedish part of the glossary.
struct Part {
    concept: usize,
    text: &'static str,
    begins_word: bool,
    ends_word: bool,
}

impl Part {
    /// Whether the part stands at a place of a text.
    fn stands_at(&self, text: &str, at: usize) -> bool {
        let (before, from) = text.split_at(at);
        let Some(behind) = from.strip_prefix(self.text) else { return false };
        let goes_on = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        !(self.begins_word && goes_on(before.chars().next_back())
            || self.ends_word && goes_on(behind.chars().next()))
    }
}

/// The Swedish parts by their first two bytes.
#[derive(Default)]
struct Parts {
    /// For each byte, a bit for each that follows it in a part: most places of a text begin none.
    follow: Vec<[u128; 2]>,
    table: Map<[u8; 2], Vec<Part>>,
}

impl Parts {
    /// The parts that begin with two bytes.
    fn of(&self, first: u8, second: u8) -> &[Part] {
        let begun = self.follow[usize::from(first)][usize::from(second >> 7)] >> (second & 0x7f) & 1 == 1;
        if begun { self.table.get(&[first, second]).map_or(&[], Vec::as_slice) } else { &[] }
    }
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let mut parts = Parts { follow: vec![[0; 2]; 1 << u8::BITS], ..Parts::default() };
    for (concept, entry) in all().enumerate() {
        for part in items(entry.swedish) {
            let text = part.trim_start_matches('^').trim_end_matches('$');
            let part =
                Part { concept, text, begins_word: part.starts_with('^'), ends_word: part.ends_with('$') };
            if let [first, second, ..] = text.as_bytes() {
                parts.follow[usize::from(*first)][usize::from(*second >> 7)] |= 1 << (*second & 0x7f);
                parts.table.entry([*first, *second]).or_default().push(part);
            }
        }
    }
    parts
});

/// The concepts that a text touches, each once, in the order of the glossary.
pub fn concepts(text: &str, language: Language) -> Vec<&'static str> {
    concepts_of_lower(&normal(text).to_lowercase(), language)
}

/// The same of a text in its normal form and in lower case.
pub(crate) fn concepts_of_lower(text: &str, language: Language) -> Vec<&'static str> {
    let mut touched = 0_u128;
    if language != Language::Swedish {
        let between = |c: char| match c {
            'a'..='z' => false,
            ' ' => true,
            c => !c.is_alphanumeric() && c != '/',
        };
        let mut words: Vec<&str> = Vec::with_capacity(text.len() / BYTES_PER_WORD + 1);
        words.extend(text.split(between).filter(|w| !w.is_empty()));
        TOUCHES.with_borrow_mut(|known| {
            for (at, word) in words.iter().enumerate() {
                if let Some(touch) = known.get(*word) {
                    touched |= touch.at(&words[at..]);
                    continue;
                }
                let touch = Touch::of(word);
                touched |= touch.at(&words[at..]);
                if known.len() < KEPT && word.len() <= LONGEST_KEPT {
                    known.insert((*word).to_owned(), touch);
                }
            }
        });
    }
    if language != Language::English {
        for (at, pair) in text.as_bytes().windows(2).enumerate() {
            // A part begins with a character, and so does every place where one is found.
            for part in PARTS.of(pair[0], pair[1]).iter().filter(|_| text.is_char_boundary(at)) {
                touched |= u128::from(part.stands_at(text, at)) << part.concept;
            }
        }
    }
    let mut concepts = Vec::with_capacity(touched.count_ones() as usize);
    // The lowest bit first: the order of the glossary.
    while touched != 0 {
        concepts.push(KEYS[touched.trailing_zeros() as usize]);
        touched &= touched - 1;
    }
    concepts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concept_has_its_own_key_at_its_place() {
        assert!(all().map(|concept| concept.key).eq(KEYS));
    }

    #[test]
    fn both_languages_meet_in_a_concept() {
        let english = concepts("Is data encrypted at rest?", Language::English);
        let swedish = concepts("Krypteras lagrad data?", Language::Swedish);
        assert!(english.contains(&"~encryption") && swedish.contains(&"~encryption"));
        assert!(english.contains(&"~at-rest") && swedish.contains(&"~at-rest"));
    }

    #[test]
    fn every_part_of_a_word_is_long_enough_to_be_found() {
        let parts = all().flat_map(|concept| items(concept.swedish));
        for part in parts {
            assert!(part.trim_matches(['^', '$']).len() >= 2, "{part}");
        }
    }

    #[test]
    fn a_concept_key_is_used_once() {
        let mut keys: Vec<_> = all().map(|c| c.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), COUNT);
    }

    #[test]
    fn a_phrase_is_made_of_whole_words() {
        assert!(!concepts("Is the blog catalogued?", Language::English).contains(&"~log"));
    }

    #[test]
    fn a_swedish_part_may_be_bound_to_the_ends_of_a_word() {
        assert!(
            !concepts("Omfattas personalen, och hur bedrivs arbetet?", Language::Swedish).contains(&"~mfa")
        );
        assert!(concepts("Krävs MFA?", Language::Swedish).contains(&"~mfa"));
        assert!(!concepts("Hur sker inloggning i isolerade miljöer?", Language::Swedish).contains(&"~log"));
        assert!(concepts("Loggas inloggningar?", Language::Swedish).contains(&"~log"));
    }

    #[test]
    fn neighbouring_subjects_are_told_apart() {
        let duties = concepts("Is there segregation of duties?", Language::English);
        assert!(duties.contains(&"~duties") && !duties.contains(&"~tenant"));
        let hands = concepts("Do you disclose data to authorities?", Language::English);
        assert!(hands.contains(&"~authority-request"));
        assert!(!hands.contains(&"~access") && !hands.contains(&"~disclosure"));
    }

    #[test]
    fn no_item_is_empty_or_in_capitals() {
        for item in all().flat_map(|c| items(c.english).chain(items(c.swedish))) {
            assert!(!item.trim_matches(['^', '$', '*']).is_empty());
            assert_eq!(item, item.to_lowercase());
        }
    }
}
