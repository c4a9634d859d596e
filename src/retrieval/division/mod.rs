//! A question that asks several things, divided into questions that stand on their own.
//!
//! "Is data encrypted at rest and in transit?" asks "Is data encrypted at rest" and "Is data encrypted in transit": what
//! the parts share is given to each. Where the words do not tell how a question is made, it is not divided.

mod conjuncts;
mod words;

use conjuncts::conjuncts;
use words::{Word, without_examples, words};

use crate::text::{Language, bare_question, normalise};

/// One thing of several that a question asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The words of the question for it.
    pub words: String,
    /// The question that asks for it alone; `None` where it leans on another part ("and is it tested?").
    pub question: Option<String>,
}

/// A longer text is a paragraph of requirements, whose grammar is not to be told from lists of words. The longest labelled
/// question that divides well has 45 words.
const MOST_WORDS: usize = 60;
/// More parts than these are a list, which nobody wants answered item by item.
const MOST_PARTS: usize = 6;

/// The parts of a question, in its order; none where it asks one thing, or cannot be divided.
pub fn divide(question: &str, language: Language) -> Vec<Part> {
    // The marks of abbreviations would end a sentence.
    let text = bare_question(question)
        .replace("e.g.", "for example")
        .replace("t.ex.", "t ex")
        .replace("etc.", "etc");
    let text = without_brackets(&text);
    if language == Language::Other || text.split(' ').count() > MOST_WORDS {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for sentence in sentences(&text) {
        let mut words = words(without_examples(sentence));
        words.retain(|word| !word.is_both());
        if !words.iter().any(|word| word.is_matter(language)) {
            continue;
        }
        if !asks(&words) {
            // What is only told belongs to a part, and nobody knows to which.
            return Vec::new();
        }
        for clause in clauses(&words) {
            match conjuncts(clause, language) {
                Some(found) => parts.extend(found),
                None => return Vec::new(),
            }
        }
    }
    if text.contains('?') {
        // The mark tells a question from a label, which matters most in Swedish.
        for question in parts.iter_mut().filter_map(|part| part.question.as_mut()) {
            question.push('?');
        }
    }
    for part in parts.iter_mut().skip(1) {
        if words(&part.words).iter().any(Word::points) {
            part.question = None;
        }
    }
    if (2..=MOST_PARTS).contains(&parts.len()) { parts } else { Vec::new() }
}

/// The sentences of a text; a full stop inside a name or a number ends none.
fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['?', ';', '.', '!']) {
        let end = at + mark.len();
        if mark != "." || text[end..].is_empty() || text[end..].starts_with(' ') {
            sentences.push(&text[start..end]);
            start = end;
        }
    }
    sentences.push(&text[start..]);
    sentences
        .into_iter()
        .map(|s| s.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|s| !s.is_empty())
        .collect()
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    normalise(&out)
}

/// Whether a sentence wants an answer.
fn asks(words: &[Word<'_>]) -> bool {
    let first = words.first();
    let opens = first.is_some_and(|w| w.asks() || w.is_auxiliary() || w.requests());
    let by_question = words.iter().take(3).any(|w| w.asks());
    let obliges = words.iter().any(|w| w.obliges());
    let inverted = words.get(1).is_some_and(|w| w.is_addressed());
    let passive = first.is_some_and(|w| w.is_swedish_passive(Language::Swedish));
    opens || by_question || obliges || inverted || passive
}

/// Clauses that each have a verb of their own: split where a joint or comma is followed by the opening of a question.
fn clauses<'w, 't>(words: &'w [Word<'t>]) -> Vec<&'w [Word<'t>]> {
    let mut clauses = Vec::new();
    let (mut start, mut at) = (0, 1);
    while at < words.len() {
        let joined = words[at - 1].joins();
        if at > start + 1 && (joined || words[at - 1].comma) && opens_clause(&words[at..], joined) {
            let end = if joined { at - 1 } else { at };
            // "how and where data is stored" is one clause.
            if end > start && !words[end - 1].asks() {
                clauses.push(&words[start..end]);
                start = at;
            }
        }
        at += 1;
    }
    clauses.push(&words[start..]);
    clauses
}

/// Whether a question of its own begins here.
fn opens_clause(words: &[Word<'_>], joined: bool) -> bool {
    let (Some(first), second) = (words.first(), words.get(1)) else { return false };
    if first.asks() {
        return joined || !first.relates();
    }
    if first.is_preposition() {
        return second.is_some_and(|w| w.asks());
    }
    // "verify" goes on with a shared "do you"; "describe" asks anew.
    if first.requests() && !first.is_verb() && joined {
        return true;
    }
    // "have" goes on with a shared "do you" unless a subject follows.
    match first.bare().as_str() {
        "have" | "has" | "har" => {
            second.is_some_and(|w| w.is_addressed() || w.points() || w.bare() == "there")
        }
        _ => (first.is_auxiliary() && words.len() > 2) || second.is_some_and(Word::is_ni),
    }
}

#[cfg(test)]
mod tests;
