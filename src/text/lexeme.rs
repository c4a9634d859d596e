//! What is known of a word, found out once: texts repeat few words many times.

use std::cell::RefCell;
use std::sync::Arc;

use super::language::Language;
use super::normalise::normal;
use super::stem::stem;
use super::stop_words::{is_function_word, is_genre_word, is_light_verb};
use super::{Map, map};

/// Words that a thread keeps for each language: all of a large base.
pub(crate) const KEPT: usize = 50_000;
/// Bytes of the longest word that is kept: longer ones are no words, and a form can be made of them.
pub(crate) const LONGEST_KEPT: usize = 48;

/// A word as far as the lists and the stemmer know it.
pub(crate) struct Lexeme {
    /// Its stem; of a function word, the word itself.
    pub(crate) stem: Arc<str>,
    /// Whether it carries no subject of its own.
    pub(crate) function: bool,
    /// Whether it carries a subject: no function word and no light verb.
    pub(crate) content: bool,
    /// Whether it is a word of the genre.
    pub(crate) genre: bool,
}

impl Lexeme {
    fn of(word: &str, language: Language) -> Self {
        let function = is_function_word(word, language);
        Self {
            stem: if function { word.into() } else { stem(word, language).into() },
            function,
            content: !function && !is_light_verb(word, language),
            genre: is_genre_word(word),
        }
    }
}

thread_local! {
    static LEXEMES: RefCell<[Map<String, Lexeme>; 3]> = RefCell::new([map(), map(), map()]);
}

/// Calls with every word of a text, in lower case, and what is known of it.
///
/// Words are letters and digits, with inner `.`, `,`, `/` and `:` only between digits (`27001:2022`, `24/7`, `1.2`);
/// `e-mail` and `customer's` are two words each.
pub(crate) fn each_word(text: &str, language: Language, call: impl FnMut(&str, &Lexeme)) {
    each_word_of_lower(&normal(text).to_lowercase(), language, call);
}

/// The same of a text in its normal form and in lower case.
pub(crate) fn each_word_of_lower(text: &str, language: Language, mut call: impl FnMut(&str, &Lexeme)) {
    LEXEMES.with_borrow_mut(|known| {
        let known = &mut known[language as usize];
        for word in words(text) {
            match known.get(word) {
                Some(lexeme) => call(word, lexeme),
                None => {
                    let lexeme = Lexeme::of(word, language);
                    call(word, &lexeme);
                    if known.len() < KEPT && word.len() <= LONGEST_KEPT {
                        known.insert(word.to_owned(), lexeme);
                    }
                }
            }
        }
    });
}

/// The words of a text in lower case.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let is_digit = move |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_inside = move |at: usize, c: char| {
        c.is_alphanumeric()
            || matches!(c, '.' | ',' | '/' | ':') && at > 0 && is_digit(at - 1) && is_digit(at + 1)
    };
    let mut rest = text.char_indices();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|(at, c)| is_inside(*at, *c))?;
        let end = rest.find(|(at, c)| !is_inside(*at, *c)).map_or(text.len(), |(end, _)| end);
        Some(&text[start..end])
    })
}
