//! What went to the customer: the choice, the text, and which verdict they say.

use super::super::apply::find;
use super::lesson::{Refusal, Said, offered};
use crate::answer::{HouseChoices, leading_verdict, said};
use crate::confidence::ReasonCode;
use crate::knowledge::Verdict;
use crate::respond::{DocketRow, Proposal};
use crate::retrieval::Reading;
use crate::text::Language;
use crate::workbook::Choice;

/// An answer that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sent {
    pub(super) said: Said,
    pub(super) text: String,
    /// Whether the text begins with another verdict than the one that was sent.
    pub(super) contradicts: bool,
    /// Whether a choice was sent whose verdict is not certain.
    pub(super) unclear: bool,
}

/// What was sent for a row. `choice` and `answer` are what a reviewer typed over the proposal.
///
/// # Errors
/// A choice that the form does not offer.
pub(super) fn sent(
    row: &DocketRow,
    language: Language,
    proposal: Option<&Proposal>,
    (choice, answer): (Option<&str>, Option<&str>),
    house: &HouseChoices,
) -> Result<Sent, Refusal> {
    let text =
        answer.or(proposal.map(|proposal| proposal.text.as_str())).unwrap_or_default().trim().to_owned();
    let begins = leading_verdict(&text);
    let list = offered(row);
    let found = |text: &str| find(row.target.choices.as_deref().unwrap_or_default(), text);
    let sent = match (&list, choice) {
        (Some(_), Some(typed)) if found(typed).is_none() => {
            return Err(Refusal::new("not-offered", format!("the form does not offer \"{}\"", typed.trim())));
        }
        (Some(list), _) => {
            let chosen = choice.or(proposal.and_then(|proposal| proposal.choice.as_deref())).and_then(found);
            let chosen = chosen.and_then(|chosen| list.iter().find(|choice| choice.text == chosen.text));
            let verdict = chosen.and_then(|chosen| certain(chosen, list, row, language, house));
            Sent {
                said: Said { verdict, choice: chosen.map(|chosen| chosen.text.clone()) },
                contradicts: begins.is_some() && verdict.is_some() && begins != verdict,
                unclear: chosen.is_some() && verdict.is_none(),
                text,
            }
        }
        (None, Some(typed)) => {
            let alone = [Choice { text: typed.trim().to_owned(), number: None }];
            let verdict = said(&alone[0].text, false, &alone, house);
            Sent {
                said: Said { verdict, choice: None },
                contradicts: begins.is_some() && verdict.is_some() && begins != verdict,
                unclear: verdict.is_none(),
                text,
            }
        }
        (None, None) => {
            Sent { said: Said { verdict: begins, choice: None }, text, contradicts: false, unclear: false }
        }
    };
    Ok(sent)
}

/// The verdict that a choice says. A word of conformance ("Compliant") says one only where the question asks for the control
/// itself: to "Are any disks left unencrypted?" it says that all is well, and not "yes".
fn certain(
    chosen: &Choice,
    list: &[Choice],
    row: &DocketRow,
    language: Language,
    house: &HouseChoices,
) -> Option<Verdict> {
    let turned = row.reasons.iter().any(|code| code == ReasonCode::Polarity.as_str())
        || Reading::of(&row.question, language).signature.negated;
    let plain = said(&chosen.text, false, list, house);
    plain.or_else(|| said(&chosen.text, true, list, house).filter(|_| !turned))
}
