//! The model as the binary carries it: text, tokens, rows of the matrix, their mean.

mod character_tables;
mod characters;
mod embed;
mod matrix;
mod tokenizer;
mod vocabulary;

pub(in crate::retrieval) use embed::{Embedding, Middle};

use matrix::MATRIX;
use tokenizer::UNKNOWN;
use vocabulary::VOCABULARY;

/// As many tokens as the reference implementation reads of a text.
const MAX_TOKENS: usize = 512;

/// As many characters as it reads: [`MAX_TOKENS`] tokens of the vocabulary's median length, which is six.
const MAX_CHARS: usize = MAX_TOKENS * 6;

/// The embedding of a text; `None` where it holds nothing that the model knows.
pub(in crate::retrieval) fn embed(text: &str) -> Option<Embedding> {
    let mut tokens = tokenizer::tokenize(&VOCABULARY, beginning(text));
    tokens.truncate(MAX_TOKENS);
    // Unknown tokens are left out after the cut, as in the reference: a word nobody knows must not pull every text alike.
    tokens.retain(|token| *token != UNKNOWN);
    Embedding::mean(&MATRIX, &tokens)
}

/// The first [`MAX_CHARS`] characters of a text.
fn beginning(text: &str) -> &str {
    if text.len() <= MAX_CHARS {
        return text; // no more bytes, so no more characters
    }
    text.char_indices().nth(MAX_CHARS).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    const README: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/model/README.md"));
    const COSINES: &str =
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tokens/cosines.jsonl"));

    /// What rounding the weights to eight bits may change.
    const TOLERANCE: f64 = 0.01;

    fn cosine(one: &str, other: &str) -> f64 {
        embed(one).expect("known words").cosine(&embed(other).expect("known words"))
    }

    #[test]
    fn the_embedded_files_are_those_whose_checksums_the_readme_states() {
        for (name, data) in
            [("embeddings.bin", matrix::BLOB), ("vocabulary.txt", vocabulary::TEXT.as_bytes())]
        {
            let sum = crate::text::hexadecimal(Sha256::digest(data));
            assert!(README.contains(&format!("{sum}  {name}\n")), "`{name}` is {sum}");
        }
    }

    #[test]
    fn cosines_of_the_rounded_weights_agree_with_those_of_the_reference() {
        let mut pairs = 0;
        let mut worst = 0.0_f64;
        for line in COSINES.lines() {
            let pair: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            let text = |key: &str| pair[key].as_str().expect("a text").to_owned();
            let expected = pair["cosine"].as_f64().expect("a number");
            let found = cosine(&text("a"), &text("b"));
            assert!((found - expected).abs() < TOLERANCE, "{found} instead of {expected}: {line}");
            worst = worst.max((found - expected).abs());
            pairs += 1;
        }
        assert!(pairs >= 40, "{pairs} pairs");
        println!("{pairs} pairs, largest difference {worst:.5}");
    }

    #[test]
    fn a_text_is_as_near_as_can_be_to_itself_and_nearer_to_a_rewording_than_to_another_matter() {
        let question = "Are laptops wiped before they are disposed of?";
        assert!((cosine(question, question) - 1.0).abs() < 1e-6);
        let rewording = cosine(question, "How is the data on old computers erased?");
        assert!(rewording > cosine(question, "Do you carry liability insurance?") + 0.2);
    }

    #[test]
    fn case_accents_and_line_breaks_change_nothing() {
        assert_eq!(embed("Is RÉSUMÉ data\nencrypted?"), embed("is resume data encrypted?"));
    }

    #[test]
    fn nothing_is_left_of_an_empty_text_of_space_and_of_characters_nobody_knows() {
        for text in ["", " \t\n", "\u{200b}\u{0007}", "\u{10ffff}", "\u{1f9ff}"] {
            assert_eq!(embed(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_word_nobody_knows_and_one_of_another_script_are_left_out() {
        assert_eq!(embed("encrypted \u{1f9ff} backups"), embed("encrypted backups"));
        for foreign in ["数据", "данные", "データ", "데이터", "بيانات"] {
            assert_eq!(embed(&format!("encrypted {foreign} backups")), embed("encrypted backups"));
            assert_eq!(embed(foreign), None);
        }
        assert_ne!(embed("encrypted β backups"), embed("encrypted backups"));
    }

    #[test]
    fn what_lies_beyond_the_limits_of_the_reference_is_not_read() {
        let long = "backup ".repeat(MAX_TOKENS);
        assert_eq!(embed(&format!("{long} penguins")), embed(&long));
        let wide = "é".repeat(MAX_CHARS + 1);
        assert_eq!(beginning(&wide).chars().count(), MAX_CHARS);
    }
}
