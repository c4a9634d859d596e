//! What speaks against an answer, one guard a file. A guard compares the question with the *matched wording* and the
//! entry behind it: a compound or negated wording that a person approved is no objection to the same question.

pub(super) mod asked_for;
pub(super) mod compound;
pub(super) mod dependent;
mod framework;
pub(super) mod instruction;
mod number;
pub(super) mod polarity;
pub(super) mod scope;
mod vague;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::reading::Reading;
use crate::confidence::{Reason, ReasonCode};
use crate::text::{Language, Quantity, quantities, standards};

/// A question beside a wording, and the entry that the wording stands in.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The question as asked.
    pub question: &'a Reading,
    /// The wording it is compared with.
    pub wording: &'a Reading,
    /// What the entry says.
    pub facts: &'a Facts,
}

/// What an entry says, read once for all questions.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Content stems of question, wordings and answers, each in its own language.
    pub(super) stems: BTreeSet<String>,
    answers: String,
    // Few questions ask for any of these, so each is read when the first one does.
    standards: OnceLock<BTreeSet<String>>,
    quantities: OnceLock<BTreeSet<Quantity>>,
    scopes: OnceLock<BTreeSet<&'static str>>,
}

impl Facts {
    /// Whether the entry has a word of this stem.
    pub(super) fn holds(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    /// Standards that the answers name.
    pub(super) fn standards(&self) -> &BTreeSet<String> {
        self.standards.get_or_init(|| standards(&self.answers))
    }

    /// Numbers that the answers hold.
    pub(super) fn quantities(&self) -> &BTreeSet<Quantity> {
        self.quantities.get_or_init(|| quantities(&self.answers))
    }

    /// Parties and things beyond the ordinary scope that the answers speak of.
    pub(super) fn scopes(&self) -> &BTreeSet<&'static str> {
        self.scopes.get_or_init(|| scope::scopes(&self.answers))
    }

    /// Whether the answers speak of all, every, each.
    pub(super) fn universal(&self) -> bool {
        scope::is_universal(&self.answers)
    }

    /// The facts of an entry with these content stems and these answers, every language together.
    pub(super) fn of(stems: BTreeSet<String>, answers: &str) -> Self {
        Self {
            stems,
            answers: answers.to_owned(),
            standards: OnceLock::new(),
            quantities: OnceLock::new(),
            scopes: OnceLock::new(),
        }
    }
}

/// A rule that names what speaks against an answer.
pub struct Guard {
    /// The reason it gives.
    pub code: ReasonCode,
    /// The objection in words, or nothing.
    pub check: fn(&Subject<'_>) -> Option<String>,
}

/// Every guard, in the order reasons are told.
pub const GUARDS: &[Guard] = &[
    Guard { code: ReasonCode::Instruction, check: instruction::check },
    Guard { code: ReasonCode::Dependent, check: dependent::check },
    Guard { code: ReasonCode::Polarity, check: polarity::check },
    Guard { code: ReasonCode::Framework, check: framework::check },
    Guard { code: ReasonCode::Number, check: number::check },
    Guard { code: ReasonCode::Scope, check: scope::check },
    Guard { code: ReasonCode::AskedFor, check: asked_for::check },
    Guard { code: ReasonCode::Compound, check: compound::check },
    Guard { code: ReasonCode::Vague, check: vague::check },
];

/// Runs every guard.
pub(super) fn objections(subject: &Subject<'_>) -> Vec<Reason> {
    GUARDS.iter().filter_map(|g| (g.check)(subject).map(|detail| Reason::new(g.code, detail))).collect()
}

/// What keeps a text from being a question that stands alone, whatever entry it is put beside: it gives an order, leans on
/// another row, or is too general.
pub fn leans(text: &str, language: Language) -> Option<Reason> {
    const ALONE: [ReasonCode; 3] = [ReasonCode::Instruction, ReasonCode::Dependent, ReasonCode::Vague];
    let (question, nothing) = (Reading::of(text, language), Reading::of("", language));
    let facts = Facts::of(BTreeSet::new(), "");
    let subject = Subject { question: &question, wording: &nothing, facts: &facts };
    let mut alone = GUARDS.iter().filter(|guard| ALONE.contains(&guard.code));
    alone.find_map(|guard| (guard.check)(&subject).map(|detail| Reason::new(guard.code, detail)))
}

/// A subject made of two English texts and an answer, for the guards' own tests.
#[cfg(test)]
pub(super) fn check_english(
    check: fn(&Subject<'_>) -> Option<String>,
    question: &str,
    wording: &str,
    answer: &str,
) -> Option<String> {
    let question = Reading::of(question, Language::English);
    let stems = crate::text::content_stems(&format!("{wording}\n{answer}"), Language::English);
    let facts = Facts::of(stems, answer);
    check(&Subject { question: &question, wording: &Reading::of(wording, Language::English), facts: &facts })
}
