//! WordPiece as the model was trained with it: a text becomes rows of the vocabulary, the same as the reference
//! tokenizer's ids.
//!
//! Words are cut at spaces, around punctuation and around ideographs; each word is then eaten from the left by the longest
//! piece that the vocabulary has. A word that cannot be eaten whole is one unknown token.

use super::characters::{is_punctuation, normalized, normalized_ascii};
use super::vocabulary::{Place, Vocabulary};

/// The row of a word that the vocabulary has no pieces for.
pub(super) const UNKNOWN: u16 = 1;

/// Tokens recognised as they are written, before anything else; their place here is their row.
const SPECIAL: [&str; 5] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

/// A longer word is unknown without a look (`max_input_chars_per_word`).
const MAX_WORD_CHARS: usize = 100;

/// Bytes of English text to a token, about: room to set aside, nothing hangs on it.
const BYTES_PER_TOKEN: usize = 4;

/// The rows of a text's tokens.
pub(super) fn tokenize(vocabulary: &Vocabulary, text: &str) -> Vec<u16> {
    let mut tokens = Tokens {
        vocabulary,
        word: String::new(),
        rows: Vec::with_capacity(text.len() / BYTES_PER_TOKEN + 1),
    };
    let mut rest = text;
    while let Some((start, row, length)) = first_special(rest) {
        tokens.read(&rest[..start]);
        tokens.rows.push(row);
        rest = &rest[start + length..];
    }
    tokens.read(rest);
    tokens.rows
}

/// Where the first special token stands, its row and its length.
fn first_special(text: &str) -> Option<(usize, u16, usize)> {
    text.match_indices('[').find_map(|(start, _)| {
        let (row, name) = (0..).zip(SPECIAL).find(|(_, name)| text[start..].starts_with(name))?;
        Some((start, row, name.len()))
    })
}

/// The tokens found so far, and the word being read.
struct Tokens<'a> {
    vocabulary: &'a Vocabulary,
    word: String,
    rows: Vec<u16>,
}

impl Tokens<'_> {
    /// Reads a stretch of text that ends where a word ends.
    fn read(&mut self, text: &str) {
        if text.is_ascii() {
            normalized_ascii(text).for_each(|c| self.take(c));
        } else {
            normalized(text).for_each(|c| self.take(c));
        }
        self.end_word();
    }

    /// Takes one character: into the word, or as its end.
    fn take(&mut self, c: char) {
        if c.is_whitespace() {
            self.end_word();
        } else if is_punctuation(c) {
            self.end_word();
            self.word.push(c);
            self.end_word();
        } else {
            self.word.push(c);
        }
    }

    /// Cuts the word into pieces.
    fn end_word(&mut self) {
        let before = self.rows.len();
        let mut place = Place::Start;
        let mut rest = self.word.as_bytes();
        if rest.len() > MAX_WORD_CHARS && self.word.chars().count() > MAX_WORD_CHARS {
            self.rows.push(UNKNOWN);
            rest = &[];
        }
        while !rest.is_empty() {
            let Some((row, length)) = self.vocabulary.longest(place, rest) else {
                self.rows.truncate(before);
                self.rows.push(UNKNOWN);
                break;
            };
            self.rows.push(row);
            rest = &rest[length..];
            place = Place::Inside;
        }
        self.word.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::VOCABULARY;
    use super::*;

    const GOLDEN: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tokens/golden.jsonl"));

    /// The tokens of a text as they stand in the vocabulary.
    fn pieces(text: &str) -> Vec<&'static str> {
        tokenize(&VOCABULARY, text).into_iter().map(|row| VOCABULARY.token(row)).collect()
    }

    #[test]
    fn every_golden_text_has_the_ids_of_the_reference_tokenizer() {
        let mut texts = 0;
        for line in GOLDEN.lines() {
            let case: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            let ids: Vec<u16> = serde_json::from_value(case["ids"].clone()).expect("a list of ids");
            let text = case["text"].as_str().expect("a text");
            assert_eq!(tokenize(&VOCABULARY, text), ids, "{text:?}");
            texts += 1;
        }
        assert!(texts >= 500, "{texts} texts");
    }

    #[test]
    fn special_tokens_stand_first_in_the_vocabulary() {
        for (row, name) in (0..).zip(SPECIAL) {
            assert_eq!(VOCABULARY.token(row), name);
        }
        assert_eq!(VOCABULARY.token(UNKNOWN), "[UNK]");
    }

    #[test]
    fn a_word_is_cut_into_the_longest_pieces_from_the_left() {
        assert_eq!(pieces("Pseudonymisation!"), ["pseudonym", "##isation", "!"]);
    }

    #[test]
    fn a_word_that_cannot_be_cut_is_one_unknown_token() {
        assert_eq!(pieces("back\u{1f9ff}up"), ["[UNK]"]);
    }

    #[test]
    fn a_word_of_a_hundred_characters_is_cut_and_one_more_is_unknown() {
        assert!(!tokenize(&VOCABULARY, &"a".repeat(MAX_WORD_CHARS)).contains(&UNKNOWN));
        assert_eq!(tokenize(&VOCABULARY, &"a".repeat(MAX_WORD_CHARS + 1)), [UNKNOWN]);
        // Characters count, not bytes.
        assert!(!tokenize(&VOCABULARY, &"я".repeat(MAX_WORD_CHARS)).contains(&UNKNOWN));
    }

    #[test]
    fn special_tokens_are_recognised_as_written_only() {
        assert_eq!(pieces("a[MASK]b [mask]"), ["a", "[MASK]", "b", "[", "mask", "]"]);
    }
}
