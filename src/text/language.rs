//! Which language a short text is in, as far as this tool speaks it.

use std::sync::LazyLock;

use super::normalise::normal;
use super::{Map, map};

/// The languages that are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English; also what a text without any sign is taken for.
    #[default]
    English,
    /// Swedish.
    Swedish,
    /// Any other language, or another script.
    Other,
}

/// Function words that only one language has, with no meaning shared between the two.
const ENGLISH: &[&str] = &[
    "the", "is", "are", "do", "does", "you", "your", "how", "what", "which", "and", "of", "with", "have",
    "has", "any", "there", "who", "where", "when", "be", "by", "shall", "or", "to", "at", "please",
    "describe", "not", "their", "been", "from", "should", "must", "if",
];
const SWEDISH: &[&str] = &[
    "är",
    "och",
    "ni",
    "era",
    "ert",
    "hur",
    "vilka",
    "vilken",
    "vilket",
    "som",
    "för",
    "att",
    "av",
    "på",
    "med",
    "har",
    "finns",
    "det",
    "den",
    "ett",
    "en",
    "inte",
    "ska",
    "skall",
    "vid",
    "från",
    "till",
    "vad",
    "kan",
    "i",
    "eller",
    "beskriv",
    "inom",
    "lagras",
    "krypteras",
    "hanteras",
    "loggas",
    "sina",
    "våra",
    "utanför",
    "om",
    "alla",
    "när",
    "var",
    "någon",
    "något",
    "sker",
    "utan",
    "görs",
    "hos",
    "vem",
];
const OTHER: &[&str] = &[
    "der", "die", "das", "und", "ist", "sind", "werden", "wird", "nicht", "für", "mit", "wie", "le", "la",
    "les", "des", "est", "et", "sont", "vous", "avez", "votre", "pour", "une", "el", "los", "las", "que",
    "para", "con", "una", "su", "se", "en", "os", "um", "uma", "het", "een", "van", "wordt", "zijn", "er",
    "og", "hvordan", "jest", "czy", "oraz", "og", "ikke", "af", "il", "di", "della", "sono", "del", "por",
    "como",
];
/// For each word of the three lists, in which of them it stands (1) and in which it does not (0).
static LISTS: LazyLock<Map<&str, [usize; 3]>> = LazyLock::new(|| {
    let mut lists: Map<&str, [usize; 3]> = map();
    for (at, list) in [ENGLISH, SWEDISH, OTHER].into_iter().enumerate() {
        for word in list {
            lists.entry(word).or_default()[at] = 1;
        }
    }
    lists
});
/// Endings that Swedish makes its words with, for labels without any function word.
const SWEDISH_ENDINGS: &[&str] = &[
    "ningar",
    "heten",
    "erna",
    "arna",
    "orna",
    "isering",
    "skydd",
    "hantering",
    "eras",
    "erade",
    "övervakning",
];

impl Language {
    /// The language of a text: the one most of whose function words stand in it; English without any sign.
    pub fn of(text: &str) -> Self {
        Self::detected(text).unwrap_or_default()
    }

    /// The language of a text, `None` where nothing tells (a bare label, an acronym).
    pub fn detected(text: &str) -> Option<Self> {
        let text = normal(text).to_lowercase();
        let foreign_letters =
            text.chars().filter(|c| c.is_alphabetic() && !matches!(*c, '\0'..='\u{24F}')).count();
        if foreign_letters * 3 > text.chars().filter(|c| c.is_alphabetic()).count() {
            return Some(Self::Other);
        }
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let [english, swedish, other] = words
            .iter()
            .filter_map(|word| LISTS.get(word))
            .fold([0; 3], |told, found| [told[0] + found[0], told[1] + found[1], told[2] + found[2]]);
        let nordic = text.chars().filter(|c| matches!(c, 'å' | 'ä' | 'ö')).count();
        let alien = text
            .chars()
            .filter(|c| matches!(c, 'ß' | 'ñ' | 'ç' | 'ø' | 'æ' | 'ł' | 'ę' | 'ą' | 'ü' | '¿'))
            .count();
        if alien > 0 && other + alien > english && other + alien > swedish {
            return Some(Self::Other);
        }
        if swedish + nordic.min(2) > english && swedish + nordic >= other {
            return Some(Self::Swedish);
        }
        if other > english && other > swedish + nordic {
            return Some(Self::Other);
        }
        let ends_swedish = english == 0
            && words.iter().any(|w| w.len() > 6 && SWEDISH_ENDINGS.iter().any(|e| w.ends_with(e)));
        match (ends_swedish, english) {
            (true, _) => Some(Self::Swedish),
            (false, 0) => None,
            (false, _) => Some(Self::English),
        }
    }

    /// The two-letter code (ISO 639-1) used in file names; `None` for [`Language::Other`].
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::English => Some("en"),
            Self::Swedish => Some("sv"),
            Self::Other => None,
        }
    }

    /// The language of a two-letter code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "sv" => Some(Self::Swedish),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_told_apart_by_their_function_words() {
        assert_eq!(Language::of("Is data encrypted at rest?"), Language::English);
        assert_eq!(Language::of("Krypteras data i vila?"), Language::Swedish);
        assert_eq!(Language::of("Hur hanterar ni incidenter?"), Language::Swedish);
        assert_eq!(Language::of("Werden die Daten verschlüsselt und wie?"), Language::Other);
        assert_eq!(Language::of("¿Cifra su empresa los datos en reposo?"), Language::Other);
        assert_eq!(Language::of("数据是否加密"), Language::Other);
    }

    #[test]
    fn labels_are_told_apart_by_letters_and_endings() {
        assert_eq!(Language::of("Åtkomstkontroll"), Language::Swedish);
        assert_eq!(Language::of("Kapacitetshantering"), Language::Swedish);
        assert_eq!(Language::of("Capacity management"), Language::English);
        assert_eq!(Language::of("Monitoring"), Language::English);
        assert_eq!(Language::of(""), Language::English);
    }
}
