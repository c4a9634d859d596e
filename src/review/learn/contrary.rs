//! Verdicts that turn an approved one round: they become a wording only where the question itself tells why.

use super::super::differs::adds;
use super::lesson::{Said, language_of};
use crate::confidence::ReasonCode;
use crate::knowledge::{Entry, Verdict};
use crate::respond::{DocketRow, Proposal};
use crate::text::bare_question;

/// Reasons that tell how a question differs from the approved one, and so why its verdict may be the opposite.
const EXPLAINING: [ReasonCode; 6] = [
    ReasonCode::Polarity,
    ReasonCode::Number,
    ReasonCode::Framework,
    ReasonCode::Scope,
    ReasonCode::AskedFor,
    ReasonCode::Compound,
];

/// Whether what was sent is the opposite of what is approved for the same words. The entry's text would then stand beside a
/// verdict that it contradicts.
pub(super) fn unexplained(row: &DocketRow, proposal: &Proposal, entry: &Entry, sent: &Said) -> bool {
    let language = language_of(row);
    let matched = proposal.matched.as_deref();
    let wording = matched.and_then(|text| entry.wordings.iter().find(|wording| wording.text == text));
    let approved = wording.and_then(|wording| wording.verdict).or(entry.verdict);
    if !opposite(sent.verdict, approved) {
        return false;
    }
    let told = |code: &String| EXPLAINING.iter().any(|own| own.as_str() == code);
    // The reasons of a row speak of its first match.
    let first = row.proposed.as_ref().is_some_and(|first| first == proposal);
    if first && row.reasons.iter().any(told) {
        return false;
    }
    // Of what the entry has no word for, its text cannot tell why the verdict is another.
    if first && row.reasons.iter().any(|code| code == ReasonCode::Uncovered.as_str()) {
        return true;
    }
    let question = bare_question(&row.question);
    let (text, spoken) = wording.map_or((entry.question.as_str(), entry.language), |wording| {
        (wording.text.as_str(), wording.language)
    });
    !adds((&question, language), (text, spoken))
}

/// Whether one of two verdicts is false where the other is true; "partial" leaves room for both.
fn opposite(one: Option<Verdict>, other: Option<Verdict>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one != other && one != Verdict::Partial && other != Verdict::Partial,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_is_the_opposite_of_nothing() {
        let (yes, no) = (Some(Verdict::Yes), Some(Verdict::No));
        let (partial, inapplicable) = (Some(Verdict::Partial), Some(Verdict::NotApplicable));
        assert!(opposite(yes, no) && opposite(inapplicable, yes) && opposite(no, inapplicable));
        for verdict in [yes, no, partial, inapplicable, None] {
            assert!(!opposite(verdict, partial) && !opposite(partial, verdict) && !opposite(verdict, None));
        }
        assert!(!opposite(yes, yes));
    }
}
