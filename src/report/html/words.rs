//! The codes of reasons in words, for people who do not know them.

use crate::confidence::ReasonCode;

/// What a code means, as a few words that stand in a list.
pub(super) fn words(code: ReasonCode) -> &'static str {
    match code {
        ReasonCode::Polarity => "asked the other way round",
        ReasonCode::Framework => "a standard or law that the entry does not name",
        ReasonCode::Number => "a number that the entry does not hold",
        ReasonCode::Scope => "about something else than the entry",
        ReasonCode::AskedFor => "asks for something that the answer does not tell",
        ReasonCode::Vague => "too general to have one answer",
        ReasonCode::Compound => "several things asked, not all of them covered",
        ReasonCode::Composed => "several things asked, answered from several entries",
        ReasonCode::Dependent => "leans on another row",
        ReasonCode::Instruction => "tells its reader to do something",
        ReasonCode::Uncovered => "words that the entry does not have",
        ReasonCode::CloseRunnerUp => "another entry fits nearly as well",
        ReasonCode::NewWording => "nobody has approved this wording yet",
        ReasonCode::NoMatch => "nothing in the base comes near",
        ReasonCode::NotInChoices => "the list does not offer the answer",
        ReasonCode::UnknownChoices => "the list could not be read",
        ReasonCode::NoVerdict => "the entry says neither yes nor no",
        ReasonCode::TooLong => "the cell cannot hold the text",
        ReasonCode::NotValid => "the cell's rule refuses the value",
        ReasonCode::FormulaCell => "the cell holds a formula",
        ReasonCode::StaleAnswer => "the entry is past its review",
        ReasonCode::DraftAnswer => "the entry is a draft",
        ReasonCode::Product => "the entry speaks of some products only",
        ReasonCode::Language => "no answer in the language of the question",
        ReasonCode::RejectedBefore => "a reviewer ruled the entry out",
        ReasonCode::SentOtherwise => "somebody was told something else before",
        ReasonCode::AlreadyAnswered => "answered before",
        ReasonCode::GeneralInformation => "general information about the company",
        ReasonCode::NoAnswerCell => "the form has no cell for an answer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_codes_say_the_same() {
        let said: BTreeSet<&str> = ReasonCode::ALL.into_iter().map(words).collect();
        assert_eq!(said.len(), ReasonCode::ALL.len());
    }
}
