//! The rows of the review sheet as data: order and texts, before any cell is made.

use crate::confidence::{Decision, Standing};
use crate::questionnaire::Kind;
use crate::respond::{AskedPart, Response, Row, Suggestion};
use crate::workbook::Choices;

/// Between the entries of a composed answer, and what is told of each: a line each.
const SEPARATOR: &str = "\n";

/// A row of the review sheet.
pub(super) struct ReviewRow<'r, 'b> {
    /// The row of the response behind it.
    pub(super) row: &'r Row<'b>,
    /// The choice that is proposed.
    pub(super) choice: String,
    /// The text that is proposed.
    pub(super) answer: String,
    /// Why it stands as it does.
    pub(super) why: String,
    /// The second and third entry.
    pub(super) others: [String; 2],
    /// The choices of the row's own dropdown.
    pub(super) choices: Vec<String>,
}

/// The part of the list a row stands in; smaller comes first.
fn part(row: &Row<'_>) -> u8 {
    let nothing_to_do = row.question.answered || row.question.kind == Kind::General;
    match row.judgement.decision {
        _ if nothing_to_do => 3,
        Decision::Review => 0,
        Decision::Leave => 1,
        Decision::Fill => 2,
    }
}

/// The rows in the order of the list: to do first, the least certain first among them; the rest in the form's order.
pub(super) fn rows<'r, 'b>(response: &'r Response<'b>) -> Vec<ReviewRow<'r, 'b>> {
    let mut ordered: Vec<&Row<'b>> = response.rows.iter().collect();
    let certainty = |row: &Row<'_>| match row.judgement.decision {
        Decision::Review => row.judgement.sure().map_or(0.0, |c| c.get()),
        _ => 0.0,
    };
    ordered.sort_by(|a, b| part(a).cmp(&part(b)).then(certainty(a).total_cmp(&certainty(b))));
    ordered.into_iter().map(review_row).collect()
}

fn review_row<'r, 'b>(row: &'r Row<'b>) -> ReviewRow<'r, 'b> {
    let judgement = &row.judgement;
    let answer = judgement.answer().filter(|_| judgement.decision != Decision::Leave);
    let listed = !matches!(row.question.choices, Choices::Free);
    let choice = answer.and_then(|answer| answer.choice.as_ref()).map(|c| c.text.clone()).unwrap_or_default();
    // A row filled from what the house says of itself has no suggestion; its value is told all the same.
    let stated = row.writes.first().filter(|_| answer.is_none()).map(|write| write.value.to_string());
    let other = |at: usize| {
        let suggestion = row.others().get(at).filter(|_| answer.is_some());
        suggestion.map(|suggestion| other(suggestion, listed)).unwrap_or_default()
    };
    ReviewRow {
        row,
        choice,
        answer: answer.map(|answer| row.text(answer)).or(stated).unwrap_or_default(),
        why: why(row),
        others: [other(0), other(1)],
        choices: choices(row),
    }
}

fn other(suggestion: &Suggestion<'_>, listed: bool) -> String {
    let choice = suggestion
        .answer
        .choice
        .as_ref()
        .filter(|_| listed)
        .map(|c| format!("{}. ", c.text))
        .unwrap_or_default();
    let text = if listed { &suggestion.answer.narrative } else { &suggestion.answer.text };
    format!("{} % {}: {choice}{text}", suggestion.found.confidence.percent(), suggestion.entry.id)
}

fn choices(row: &Row<'_>) -> Vec<String> {
    match &row.question.choices {
        Choices::List(list) => list.iter().map(|c| c.text.clone()).collect(),
        Choices::Free | Choices::Unknown(_) => Vec::new(),
    }
}

/// Why a row stands as it does, in words: the codes are for scripts.
pub(super) fn why(row: &Row<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(first) = row.judgement.suggestions.first()
        && first.found.standing == Standing::Approved
    {
        parts.push("recognised as an approved wording".to_owned());
    }
    parts.extend(
        row.judgement.reasons.iter().map(|reason| format!("{}: {}", reason.code.as_str(), reason.detail)),
    );
    parts.join("\n")
}

/// The wordings that the question, or each part of it, was compared with.
pub(super) fn matched(row: &Row<'_>) -> String {
    let judgement = &row.judgement;
    match &judgement.composed {
        Some(composed) => {
            let covering = composed.parts.iter().filter_map(AskedPart::covering);
            covering.map(|found| found.wording.text.as_str()).collect::<Vec<_>>().join(SEPARATOR)
        }
        None => judgement.suggestions.first().map(|found| found.wording.text.clone()).unwrap_or_default(),
    }
}

/// The owners of the entries, in the order of the entries.
pub(super) fn owners(row: &Row<'_>) -> String {
    let owners: Vec<&str> = row.judgement.entries().iter().map(|entry| entry.owner.as_str()).collect();
    owners.join(SEPARATOR)
}

/// The ids of the entries, in the order of the answer.
pub(super) fn entries(row: &Row<'_>) -> String {
    row.judgement.entries().iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(SEPARATOR)
}
