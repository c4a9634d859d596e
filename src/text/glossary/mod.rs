//! Concepts of the field in English and Swedish: one key for the words that mean the same thing.
//!
//! Suggestions use it so that "MFA" finds "multi-factor" and a Swedish question finds an English entry. It never helps
//! a fill: two words of one concept are near, not equal. A concept is narrow: two texts that share it speak of one
//! subject. Concepts that no entry has are of use too, since they tell what a question is about instead.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::language::Language;
use super::normalise::normalise;

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

/// The items of a list.
fn items(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// An English phrase of the glossary, split.
struct Phrase {
    concept: usize,
    /// Words; the flag says whether the word may go on.
    words: Vec<(&'static str, bool)>,
}

/// The English phrases by the first two letters of their first word.
static PHRASES: LazyLock<HashMap<[u8; 2], Vec<Phrase>>> = LazyLock::new(|| {
    let mut table: HashMap<[u8; 2], Vec<Phrase>> = HashMap::new();
    for (concept, entry) in all().enumerate() {
        for phrase in items(entry.english) {
            let words: Vec<(&'static str, bool)> = phrase
                .split(' ')
                .map(|w| w.strip_suffix('*').map_or((w, false), |head| (head, true)))
                .collect();
            if let Some(key) = words.first().and_then(|(word, _)| head(word)) {
                table.entry(key).or_default().push(Phrase { concept, words });
            }
        }
    }
    table
});

/// A Swedish part of the glossary.
struct Part {
    concept: usize,
    text: &'static str,
    begins_word: bool,
    ends_word: bool,
}

impl Part {
    fn stands_in(&self, text: &str) -> bool {
        text.match_indices(self.text).any(|(at, part)| {
            let before = text[..at].chars().next_back();
            let behind = text[at + part.len()..].chars().next();
            !(self.begins_word && before.is_some_and(char::is_alphanumeric)
                || self.ends_word && behind.is_some_and(char::is_alphanumeric))
        })
    }
}

/// The Swedish parts, in the order of the glossary.
static PARTS: LazyLock<Vec<Part>> = LazyLock::new(|| {
    let parts = |(concept, entry): (usize, &'static Concept)| {
        items(entry.swedish).map(move |part| {
            let text = part.trim_start_matches('^').trim_end_matches('$');
            Part { concept, text, begins_word: part.starts_with('^'), ends_word: part.ends_with('$') }
        })
    };
    all().enumerate().flat_map(parts).collect()
});

/// The first two bytes of a word; one-letter words are followed by nothing.
fn head(word: &str) -> Option<[u8; 2]> {
    let bytes = word.as_bytes();
    Some([*bytes.first()?, bytes.get(1).copied().unwrap_or(0)])
}

/// The concepts that a text touches, each once, in the order of the glossary.
pub fn concepts(text: &str, language: Language) -> Vec<&'static str> {
    let text = normalise(text).to_lowercase();
    let mut touched = [false; COUNT];
    if language != Language::Swedish {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric() && c != '/').filter(|w| !w.is_empty()).collect();
        for at in 0..words.len() {
            let Some(phrases) = head(words[at]).and_then(|key| PHRASES.get(&key)) else { continue };
            for phrase in phrases {
                let rest = &words[at..];
                let holds = rest.len() >= phrase.words.len()
                    && rest.iter().zip(&phrase.words).all(|(word, (part, goes_on))| {
                        if *goes_on { word.starts_with(part) } else { word == part }
                    });
                touched[phrase.concept] |= holds;
            }
        }
    }
    if language != Language::English {
        for part in PARTS.iter() {
            if !touched[part.concept] {
                touched[part.concept] = part.stands_in(&text);
            }
        }
    }
    all().zip(touched).filter(|(_, touched)| *touched).map(|(concept, _)| concept.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_meet_in_a_concept() {
        let english = concepts("Is data encrypted at rest?", Language::English);
        let swedish = concepts("Krypteras lagrad data?", Language::Swedish);
        assert!(english.contains(&"~encryption") && swedish.contains(&"~encryption"));
        assert!(english.contains(&"~at-rest") && swedish.contains(&"~at-rest"));
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
