//! Words of a text.

use std::collections::BTreeSet;

use super::language::Language;
use super::lexeme::each_word;

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
    let mut tokens = Vec::new();
    each_word(text, language, |word, lexeme| {
        tokens.push(Token {
            word: word.to_owned(),
            stem: lexeme.stem.as_ref().to_owned(),
            function: lexeme.function,
        });
    });
    tokens
}

/// The set of stems that carry the subject of a text: no function words, no light verbs.
pub fn content_stems(text: &str, language: Language) -> BTreeSet<String> {
    let mut stems = BTreeSet::new();
    each_word(text, language, |_, lexeme| {
        if lexeme.content && !stems.contains(lexeme.stem.as_ref()) {
            stems.insert(lexeme.stem.as_ref().to_owned());
        }
    });
    stems
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
