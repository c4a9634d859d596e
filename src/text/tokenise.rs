//! Words of a text.

use std::collections::BTreeSet;

use super::language::Language;
use super::normalise::normalise;
use super::stem::stem;
use super::stop_words::{is_function_word, is_light_verb};

/// A word with its stem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word in lower case, as typed otherwise.
    pub word: String,
    /// Its stem in the language of the text.
    pub stem: String,
    /// Whether it is a function word of that language.
    pub function: bool,
}

/// Splits a text into words: letters and digits, with inner `.`, `,`, `/` and `:` only between digits
/// (`27001:2022`, `24/7`, `1.2`); `e-mail` and `customer's` are two words each.
pub fn tokenise(text: &str, language: Language) -> Vec<Token> {
    let text = normalise(text).to_lowercase();
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut word = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let joins = matches!(c, '.' | ',' | '/' | ':')
            && at > 0
            && chars[at - 1].is_ascii_digit()
            && chars.get(at + 1).is_some_and(char::is_ascii_digit);
        if c.is_alphanumeric() || joins {
            word.push(c);
        } else {
            flush(&mut word, &mut tokens, language);
        }
    }
    flush(&mut word, &mut tokens, language);
    tokens
}

fn flush(word: &mut String, tokens: &mut Vec<Token>, language: Language) {
    if word.is_empty() {
        return;
    }
    let word = std::mem::take(word);
    let function = is_function_word(&word, language);
    let stem = if function { word.clone() } else { stem(&word, language) };
    tokens.push(Token { word, stem, function });
}

/// The set of stems that carry the subject of a text: no function words, no light verbs.
pub fn content_stems(text: &str, language: Language) -> BTreeSet<String> {
    tokenise(text, language)
        .into_iter()
        .filter(|t| !t.function && !is_light_verb(&t.word, language))
        .map(|t| t.stem)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokenise(text, Language::English).into_iter().map(|t| t.word).collect()
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        assert_eq!(
            words("ISO/IEC 27001:2022, TLS 1.2 (24/7)."),
            ["iso", "iec", "27001:2022", "tls", "1.2", "24/7"]
        );
    }

    #[test]
    fn hyphens_and_apostrophes_split() {
        assert_eq!(words("multi-factor customer's"), ["multi", "factor", "customer", "s"]);
    }

    #[test]
    fn content_is_what_remains_without_function_words_and_light_verbs() {
        let stems =
            content_stems("Do you have a policy in place for the encryption of data?", Language::English);
        assert_eq!(stems.into_iter().collect::<Vec<_>>(), ["data", "encrypt", "polici"]);
    }
}
