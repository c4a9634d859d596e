//! The rows of the two sheets as data: order and texts, before any cell is made.

use jiff::civil::Date;

use super::differs::differs;
use crate::confidence::{Decision, Standing};
use crate::knowledge::{Entry, Evidence, Wording};
use crate::questionnaire::Kind;
use crate::respond::{AskedPart, Response, Row, Suggestion};
use crate::text::Language;
use crate::workbook::Choices;

/// Between the entries of a composed answer, and what is told of each: a line each.
const SEPARATOR: &str = "\n";

/// A row of one of the two sheets.
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
    /// The wordings that the question, or each part of it, was compared with.
    pub(super) matched: String,
    /// What tells the question from them.
    pub(super) differs: String,
    /// What is told of the entries, in the order of the answer.
    pub(super) entries: Told,
}

/// What is told of the entries behind an answer; empty where nothing is proposed.
#[derive(Default)]
pub(super) struct Told {
    /// Their ids.
    pub(super) ids: String,
    /// Who keeps them true.
    pub(super) owners: String,
    /// What proves them.
    pub(super) evidence: String,
    /// When a person last looked at them.
    pub(super) reviewed: String,
}

/// The rows in the order in which they are shown, by their places in the response.
pub(super) struct Order {
    /// What a person has to decide: suggestions, the least certain first, then what is left open.
    pub(super) review: Vec<usize>,
    /// How many of these are suggestions.
    pub(super) suggested: usize,
    /// What needs nothing: filled, answered before, general information.
    pub(super) done: Vec<usize>,
}

/// The part of the lists a row stands in; smaller comes first, and from [`FIRST_DONE`] on nothing is to be decided.
fn part(row: &Row<'_>) -> u8 {
    let nothing_to_do = row.question.answered || row.question.kind == Kind::General;
    match row.judgement.decision {
        _ if nothing_to_do => 3,
        Decision::Review => SUGGESTED,
        Decision::Leave => 1,
        Decision::Fill => FIRST_DONE,
    }
}

const SUGGESTED: u8 = 0;
const FIRST_DONE: u8 = 2;

impl Order {
    /// Rows of a part stand in the form's order, but for the suggestions.
    pub(super) fn of(response: &Response<'_>) -> Self {
        let row = |at: usize| &response.rows[at];
        let certainty = |at: usize| match part(row(at)) {
            SUGGESTED => row(at).judgement.sure().map_or(0.0, |c| c.get()),
            _ => 0.0,
        };
        let mut review: Vec<usize> = (0..response.rows.len()).collect();
        review
            .sort_by(|a, b| part(row(*a)).cmp(&part(row(*b))).then(certainty(*a).total_cmp(&certainty(*b))));
        let suggested = review.partition_point(|at| part(row(*at)) == SUGGESTED);
        let done = review.split_off(review.partition_point(|at| part(row(*at)) < FIRST_DONE));
        Self { review, suggested, done }
    }
}

/// What is shown of a row, on the day of the run.
pub(super) fn review_row<'r, 'b>(row: &'r Row<'b>, today: Date) -> ReviewRow<'r, 'b> {
    let judgement = &row.judgement;
    let used = judgement.decision != Decision::Leave;
    let answer = judgement.answer().filter(|_| used);
    let listed = !matches!(row.question.choices, Choices::Free);
    let choice = answer.and_then(|answer| answer.choice.as_ref()).map(|c| c.text.clone()).unwrap_or_default();
    // A row filled from what the house says of itself has no suggestion; its value is told all the same.
    let stated = row.writes.first().filter(|_| answer.is_none()).map(|write| write.value.to_string());
    let other = |at: usize| {
        let suggestion = row.others().get(at).filter(|_| answer.is_some());
        suggestion.map(|suggestion| other(row, suggestion, listed)).unwrap_or_default()
    };
    let wordings = if used { wordings(row) } else { Vec::new() };
    let matched = wordings.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(SEPARATOR);
    ReviewRow {
        row,
        choice,
        answer: answer.map(|answer| row.text(answer)).or(stated).unwrap_or_default(),
        why: why(row),
        others: [other(0), other(1)],
        differs: wordings.first().map_or_else(String::new, |first| {
            differs((&row.question.text, judgement.language), (&matched, first.language))
        }),
        matched,
        entries: if used { told(row, today) } else { Told::default() },
    }
}

/// Probability, id and choice in a line of their own, below them the answer.
fn other(row: &Row<'_>, suggestion: &Suggestion<'_>, listed: bool) -> String {
    let choice = match &suggestion.answer.choice {
        _ if !listed => String::new(),
        Some(choice) => format!(": {}", choice.text),
        None => ": no choice".to_owned(),
    };
    let text = row.text(&suggestion.answer);
    format!("{} % {}{choice}\n{text}", suggestion.confidence.percent(), suggestion.entry.id)
}

/// Why a row stands as it does, in words: the codes are for scripts.
fn why(row: &Row<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(first) = row.judgement.suggestions.first()
        && first.standing == Standing::Approved
    {
        parts.push("recognised as an approved wording".to_owned());
    }
    parts.extend(
        row.judgement.reasons.iter().map(|reason| format!("{}: {}", reason.code.as_str(), reason.detail)),
    );
    parts.join("\n")
}

/// The wordings that the question, or each part of it, was compared with.
fn wordings<'b>(row: &Row<'b>) -> Vec<&'b Wording> {
    let judgement = &row.judgement;
    match &judgement.composed {
        Some(composed) => {
            let covering = composed.parts.iter().filter_map(AskedPart::covering);
            covering.map(|found| found.wording).collect()
        }
        None => judgement.suggestions.first().map(|found| found.wording).into_iter().collect(),
    }
}

/// What is told of the entries behind what is proposed, on the day of the run.
fn told(row: &Row<'_>, today: Date) -> Told {
    let entries = row.judgement.entries();
    let lines = |line: &dyn Fn(&Entry) -> String| {
        let lines: Vec<String> =
            entries.iter().map(|entry| line(entry)).filter(|line| !line.is_empty()).collect();
        lines.join(SEPARATOR)
    };
    Told {
        ids: lines(&|entry| entry.id.clone()),
        owners: lines(&|entry| entry.owner.clone()),
        evidence: lines(&|entry| {
            entry.evidence.iter().map(|evidence| proof(evidence, today)).collect::<Vec<_>>().join(SEPARATOR)
        }),
        reviewed: lines(&|entry| reviewed(entry, row.judgement.language, today)),
    }
}

/// A document with its address, and the word "ended" where it is past its day.
fn proof(evidence: &Evidence, today: Date) -> String {
    let address = evidence.url.as_ref().map(|url| format!(": {url}")).unwrap_or_default();
    let ended = evidence.last_day().filter(|_| evidence.has_ended(today));
    let ended = ended.map(|day| format!(" (ended {day})")).unwrap_or_default();
    format!("{}{address}{ended}", evidence.title)
}

/// The day of the last review of what stands in a language, and the word "stale" where the next one is overdue.
fn reviewed(entry: &Entry, language: Language, today: Date) -> String {
    let own = entry.translation(language).and_then(|translation| translation.review.as_ref());
    let stale = if entry.is_stale(language, today) { ", stale" } else { "" };
    format!("{}{stale}", own.unwrap_or(&entry.review).reviewed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_past_its_day_is_said_to_have_ended() {
        let ends: toml::Table = toml::from_str("expires = 2026-03-01").unwrap();
        let expires = ends["expires"].as_datetime().copied();
        let url = Some("https://example.org/soc2".to_owned());
        let evidence = Evidence { title: "SOC 2 report".to_owned(), url, expires };
        let on = |day: i8| proof(&evidence, Date::constant(2026, 3, day));
        assert_eq!(on(1), "SOC 2 report: https://example.org/soc2");
        assert_eq!(on(2), "SOC 2 report: https://example.org/soc2 (ended 2026-03-01)");
    }
}
