//! What tells a question from the wording it was matched with, in words: the first thing a reviewer looks for.

use std::collections::BTreeSet;

use crate::text::{Language, Token, is_light_verb, normalise, tokenise};

/// Words told of each side; who needs more reads both texts.
const MOST_WORDS: usize = 8;

/// The words of a question that a wording lacks, and the other way round, a line each; small words and endings aside.
pub(super) fn differs(question: (&str, Language), wording: (&str, Language)) -> String {
    if normalise(question.0) == normalise(wording.0) {
        return "nothing".to_owned();
    }
    if question.1 != wording.1 {
        return "they are in two languages".to_owned();
    }
    let (asked, approved) = (tokenise(question.0, question.1), tokenise(wording.0, wording.1));
    let lines = [
        side("question only", &lacking(&asked, &approved, question.1)),
        side("wording only", &lacking(&approved, &asked, wording.1)),
    ];
    let told: Vec<String> = lines.into_iter().flatten().collect();
    if told.is_empty() { "order or small words only".to_owned() } else { told.join("\n") }
}

/// Whether a question has a word that a wording lacks, endings and small words aside; of two languages it always has.
pub(super) fn adds(question: (&str, Language), wording: (&str, Language)) -> bool {
    let (asked, approved) = (tokenise(question.0, question.1), tokenise(wording.0, wording.1));
    question.1 != wording.1 || !lacking(&asked, &approved, question.1).is_empty()
}

/// The words of the one that the other has in no form, each once, in their order.
fn lacking<'a>(words: &'a [Token], others: &[Token], language: Language) -> Vec<&'a str> {
    let mut seen: BTreeSet<&str> = others.iter().map(|other| other.stem.as_str()).collect();
    words
        .iter()
        .filter(|token| !token.function && !is_light_verb(&token.word, language))
        .filter(|token| seen.insert(token.stem.as_str()))
        .map(|token| token.word.as_str())
        .collect()
}

fn side(name: &str, words: &[&str]) -> Option<String> {
    let more = if words.len() > MOST_WORDS { ", …" } else { "" };
    let shown = words.iter().take(MOST_WORDS).copied().collect::<Vec<_>>().join(", ");
    (!words.is_empty()).then(|| format!("{name}: {shown}{more}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(question: &str, wording: &str) -> String {
        differs((question, Language::English), (wording, Language::English))
    }

    #[test]
    fn words_without_a_counterpart_are_told_for_each_side() {
        let told = english("Are backups of your suppliers encrypted?", "Do you encrypt disks and backups?");
        assert_eq!(told, "question only: suppliers\nwording only: disks");
    }

    #[test]
    fn a_negation_is_no_small_word() {
        assert_eq!(english("Is data not encrypted?", "Is data encrypted?"), "question only: not");
    }

    #[test]
    fn texts_that_share_all_their_words_are_said_to() {
        assert_eq!(english("Is data encrypted?", "Is  data encrypted?"), "nothing");
        assert_eq!(english("Is the data encrypted?", "Is data encrypted?"), "order or small words only");
    }

    #[test]
    fn two_languages_are_not_compared_word_by_word() {
        let told = differs(("Krypteras data?", Language::Swedish), ("Is data encrypted?", Language::English));
        assert_eq!(told, "they are in two languages");
    }

    #[test]
    fn a_long_list_of_words_is_cut_with_a_mark() {
        let told = english("one two three four five six seven eight nine ten", "zero");
        assert!(told.contains("eight, …") && !told.contains("nine"), "{told}");
    }
}
