//! Why a row was not simply filled: a code that scripts can rely on, and a sentence for a person.

use serde::Serialize;

/// The stable code of a reason; each has a section in `docs/decisions.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// Asked the other way round than the wording.
    Polarity,
    /// A standard, law or algorithm that the entry does not name.
    Framework,
    /// A number that the entry does not hold.
    Number,
    /// Somebody or something else than the entry speaks of.
    Scope,
    /// A frequency, a place, a person, a document asked for, and the answer has none.
    AskedFor,
    /// Too general to have one answer.
    Vague,
    /// Several things asked at once, not all of them covered.
    Compound,
    /// Several things asked at once, answered from several entries.
    Composed,
    /// Leans on another row ("If yes, …").
    Dependent,
    /// Tells its reader to do something instead of asking.
    Instruction,
    /// Much of the question has no word in the entry.
    Uncovered,
    /// Another entry fits nearly as well.
    CloseRunnerUp,
    /// Close to an approved wording, but nobody has approved this one.
    NewWording,
    /// Nothing in the base comes near.
    NoMatch,
    /// The dropdown does not offer the verdict.
    NotInChoices,
    /// The dropdown's list could not be read.
    UnknownChoices,
    /// The entry gives no verdict, and the cell wants one.
    NoVerdict,
    /// The cell cannot hold the text.
    TooLong,
    /// The cell's validation refuses the value.
    NotValid,
    /// The cell holds a formula or is part of one.
    FormulaCell,
    /// The entry is past its review.
    StaleAnswer,
    /// The entry is a draft.
    DraftAnswer,
    /// The entry speaks of some products only, and others are asked about, or nobody said which.
    Product,
    /// The entry has no answer in the language of the question.
    Language,
    /// A reviewer said that the entry does not answer this.
    RejectedBefore,
    /// Somebody was told something else before.
    SentOtherwise,
    /// The row holds an answer already.
    AlreadyAnswered,
    /// General information about the company, not a matter of the base.
    GeneralInformation,
    /// The form has no cell for an answer.
    NoAnswerCell,
}

impl ReasonCode {
    /// Every code, in the order of the documentation.
    pub const ALL: [Self; 29] = [
        Self::Polarity,
        Self::Framework,
        Self::Number,
        Self::Scope,
        Self::AskedFor,
        Self::Vague,
        Self::Compound,
        Self::Composed,
        Self::Dependent,
        Self::Instruction,
        Self::Uncovered,
        Self::CloseRunnerUp,
        Self::NewWording,
        Self::NoMatch,
        Self::NotInChoices,
        Self::UnknownChoices,
        Self::NoVerdict,
        Self::TooLong,
        Self::NotValid,
        Self::FormulaCell,
        Self::StaleAnswer,
        Self::DraftAnswer,
        Self::Product,
        Self::Language,
        Self::RejectedBefore,
        Self::SentOtherwise,
        Self::AlreadyAnswered,
        Self::GeneralInformation,
        Self::NoAnswerCell,
    ];

    /// The code as scripts see it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Polarity => "polarity",
            Self::Framework => "framework",
            Self::Number => "number",
            Self::Scope => "scope",
            Self::AskedFor => "asked-for",
            Self::Vague => "vague",
            Self::Compound => "compound",
            Self::Composed => "composed",
            Self::Dependent => "dependent",
            Self::Instruction => "instruction",
            Self::Uncovered => "uncovered",
            Self::CloseRunnerUp => "close-runner-up",
            Self::NewWording => "new-wording",
            Self::NoMatch => "no-match",
            Self::NotInChoices => "not-in-choices",
            Self::UnknownChoices => "unknown-choices",
            Self::NoVerdict => "no-verdict",
            Self::TooLong => "too-long",
            Self::NotValid => "not-valid",
            Self::FormulaCell => "formula-cell",
            Self::StaleAnswer => "stale-answer",
            Self::DraftAnswer => "draft-answer",
            Self::Product => "product",
            Self::Language => "language",
            Self::RejectedBefore => "rejected-before",
            Self::SentOtherwise => "sent-otherwise",
            Self::AlreadyAnswered => "already-answered",
            Self::GeneralInformation => "general-information",
            Self::NoAnswerCell => "no-answer-cell",
        }
    }

    /// Whether the reason says that another thing is asked than the wording answers: such a match is rarely the whole
    /// answer, however alike the words are.
    pub fn opposes(self) -> bool {
        matches!(
            self,
            Self::Polarity
                | Self::Framework
                | Self::Number
                | Self::Scope
                | Self::AskedFor
                | Self::Vague
                | Self::Dependent
                | Self::Instruction
                | Self::RejectedBefore
        )
    }

    /// Whether the reason, on its own, forbids a fill.
    pub fn vetoes(self) -> bool {
        !matches!(self, Self::NewWording | Self::Uncovered | Self::CloseRunnerUp)
    }
}

/// A code with the sentence that says what was seen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reason {
    /// The stable code.
    pub code: ReasonCode,
    /// One sentence without a full stop, for a person.
    pub detail: String,
}

impl Reason {
    /// A reason with its sentence.
    pub fn new(code: ReasonCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_kebab_case_words() {
        let mut codes: Vec<_> = ReasonCode::ALL.iter().map(|c| c.as_str()).collect();
        assert!(codes.iter().all(|c| c.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ReasonCode::ALL.len());
    }

    #[test]
    fn the_serialised_code_is_the_documented_one() {
        for code in ReasonCode::ALL {
            assert_eq!(serde_json::to_string(&code).unwrap(), format!("\"{}\"", code.as_str()));
        }
    }
}
