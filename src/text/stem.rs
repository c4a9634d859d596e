//! Snowball stems, with British and American spelling brought together first.

use std::borrow::Cow;
use std::cell::RefCell;

use rust_stemmers::{Algorithm, Stemmer};

use super::language::Language;
use super::lexeme::{KEPT, LONGEST_KEPT};
use super::list::{Words, words};
use super::{Map, map};

/// Spellings that differ between varieties of English before any stemming.
const SPELLINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("isations", "izations"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("our", "or"),
    ("ours", "ors"),
    ("ogue", "og"),
    ("licence", "license"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("centre", "center"),
    ("centres", "centers"),
    ("programme", "program"),
    ("programmes", "programs"),
];

/// Words that end like a British spelling and are none.
static SAME_EVERYWHERE: Words = words![
    "compromise",
    "compromised",
    "compromises",
    "compromising",
    "exercise",
    "exercises",
    "exercised",
    "advise",
    "advised",
    "premise",
    "premises",
    "enterprise",
    "enterprises",
    "supervise",
    "supervised",
    "revise",
    "revised",
    "otherwise",
    "rise",
    "raise",
    "raised",
    "expertise",
    "precise",
    "promise",
    "promised",
    "noise",
    "devise",
    "hour",
    "hours",
    "four",
    "your",
    "our",
    "source",
    "sources",
    "disguise",
    "likewise",
    "wise",
    "comprise",
    "comprised",
    "comprises",
    "comprising",
    "advertise",
    "surprise",
    "franchise",
];

thread_local! {
    /// Texts repeat few words many times, and looking one up takes less than making its stem.
    static STEMS: RefCell<[Map<String, String>; 2]> = RefCell::new([map(), map()]);
}

/// The stem of one lower-case word.
pub fn stem(word: &str, language: Language) -> String {
    STEMS.with_borrow_mut(|kept| {
        let kept = &mut kept[usize::from(language == Language::Swedish)];
        if let Some(stem) = kept.get(word) {
            return stem.clone();
        }
        let stem = stemmed(word, language);
        if kept.len() < KEPT && word.len() <= LONGEST_KEPT {
            kept.insert(word.to_owned(), stem.clone());
        }
        stem
    })
}

fn stemmed(word: &str, language: Language) -> String {
    match language {
        Language::Swedish => Stemmer::create(Algorithm::Swedish).stem(word).into_owned(),
        Language::English | Language::Other => {
            let spelt = american(word);
            Stemmer::create(Algorithm::English).stem(&spelt).into_owned()
        }
    }
}

fn american(word: &str) -> Cow<'_, str> {
    if word.len() <= 4 || SAME_EVERYWHERE.contains(word) {
        return Cow::Borrowed(word);
    }
    let spelt = SPELLINGS.iter().find_map(|(british, american)| {
        let head = word.strip_suffix(british)?;
        (head.len() > 2 || british.len() > 5).then(|| format!("{head}{american}"))
    });
    spelt.map_or(Cow::Borrowed(word), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_of_a_word_share_a_stem() {
        for (a, b) in [
            ("organisation", "organizations"),
            ("synchronised", "synchronizing"),
            ("centre", "centers"),
            ("unauthorised", "unauthorized"),
            ("behaviour", "behavior"),
        ] {
            assert_eq!(stem(a, Language::English), stem(b, Language::English), "{a} {b}");
        }
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(stem("encrypted", Language::English), stem("encryption", Language::English));
        assert_eq!(stem("loggar", Language::Swedish), stem("loggarna", Language::Swedish));
        assert_ne!(stem("compromise", Language::English), stem("comprom", Language::English).repeat(2));
    }
}
