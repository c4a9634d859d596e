//! Whether two questions are one, as the table of approved wordings would have it: the same words in the same order, and the
//! same things asked. It is for questions of two customers, where no wording of the base stands between them.

use std::collections::{BTreeMap, BTreeSet};

use super::alias::Form;
use super::index::form_of;
use super::reading::{Reading, head};
use super::sequence::one_and_all;
use super::signature::Signature;
use crate::text::{Language, normalise};

/// Questions, each found again by any other that is the same.
#[derive(Clone, Debug, Default)]
pub struct SameQuestions {
    asked: Vec<Asking>,
    by_text: BTreeMap<String, Vec<usize>>,
    by_form: BTreeMap<Form, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Asking {
    text: String,
    form: Option<Form>,
    signature: Signature,
}

impl Asking {
    fn of(text: &str, language: Language) -> Self {
        Self {
            text: normalise(text).to_lowercase(),
            form: form_of(text, language),
            signature: Reading::of(head(text), language).signature,
        }
    }
}

/// Whether two questions of this language are one: their texts are equal, or their forms are and each settles the other. A
/// question that leans on another row is the same as none.
pub fn same_question(one: &str, other: &str, language: Language) -> bool {
    let mut known = SameQuestions::default();
    known.insert(one, language);
    !known.find(other, language).is_empty()
}

impl SameQuestions {
    /// Takes a question in; its number is how many were taken in before.
    pub fn insert(&mut self, text: &str, language: Language) {
        let number = self.asked.len();
        let asking = Asking::of(text, language);
        self.by_text.entry(asking.text.clone()).or_default().push(number);
        if let Some(form) = &asking.form {
            self.by_form.entry(form.clone()).or_default().push(number);
        }
        self.asked.push(asking);
    }

    /// The numbers of the questions that are the same as this one, in the order they were taken in.
    pub fn find(&self, text: &str, language: Language) -> Vec<usize> {
        let asking = Asking::of(text, language);
        // "If so, how often?" is another question under every row that it follows.
        if asking.signature.dependent {
            return Vec::new();
        }
        let equal = self.by_text.get(&asking.text).into_iter().flatten();
        let alike = asking.form.as_ref().and_then(|form| self.by_form.get(form)).into_iter().flatten();
        let settle = |number: &&usize| {
            let known = &self.asked[**number];
            let other = &known.signature;
            let one_of_all = language == Language::English && one_and_all(&known.text, &asking.text);
            !one_of_all && other.settles(&asking.signature) && asking.signature.settles(other)
        };
        let found: BTreeSet<usize> = equal.chain(alike.filter(settle)).copied().collect();
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        same_question(one, other, Language::English)
    }

    #[test]
    fn questions_in_other_dress_are_one() {
        assert!(same("Is stored data encrypted?", "1.2 Do you encrypt stored data?"));
        assert!(same("The supplier shall encrypt stored data.", "Is stored data encrypted?"));
        assert!(same("Foo  bar", "foo bar"));
    }

    #[test]
    fn questions_that_ask_for_something_else_are_two_both_ways_round() {
        for (one, other) in [
            ("Is stored data encrypted?", "Is stored data not encrypted?"),
            ("Is stored data encrypted?", "Is all stored data encrypted?"),
            ("Is stored data encrypted?", "How is stored data encrypted?"),
            ("Is stored data encrypted?", "Is data in transit encrypted?"),
            ("Is a server encrypted?", "Are the servers encrypted?"),
        ] {
            assert!(!same(one, other) && !same(other, one), "{one} / {other}");
        }
    }

    #[test]
    fn a_question_that_leans_on_another_row_is_the_same_as_none() {
        assert!(!same("If yes, how often?", "If yes, how often?"));
    }
}
