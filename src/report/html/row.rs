//! One row of the page. What is proposed comes from the docket, so that what is shown is what a ruling sends.

use jiff::civil::Date;
use serde::Serialize;

use super::figures::{Figures, Sort, section_of};
use super::words::words;
use crate::knowledge::Entry;
use crate::questionnaire::Kind;
use crate::respond::{AskedPart, DocketRow, Proposal, Row};

/// A row as the template shows it.
#[derive(Serialize)]
pub(super) struct PageRow {
    number: usize,
    key: String,
    place: String,
    id: Option<String>,
    section: String,
    section_number: usize,
    language: Option<String>,
    question: String,
    sort: Sort,
    state: &'static str,
    /// Whether a person has to decide here: a ruling on an open row is welcome, and none is needed.
    due: bool,
    percent: Option<u8>,
    approved: bool,
    choice: Option<String>,
    answer: Option<String>,
    writes: Vec<Written>,
    refused: Option<String>,
    codes: String,
    reasons: Vec<WhyLine>,
    matched: Vec<String>,
    entries: Vec<EntryLine>,
    others: Vec<Other>,
}

#[derive(Serialize)]
struct Written {
    cell: String,
}

#[derive(Serialize)]
struct WhyLine {
    code: &'static str,
    words: &'static str,
    detail: String,
}

#[derive(Serialize)]
struct EntryLine {
    id: String,
    owner: String,
    reviewed: String,
    stale: bool,
    evidence: Vec<Proof>,
}

#[derive(Serialize)]
struct Proof {
    title: String,
    /// Only an address that a browser opens as a page: whatever else an entry names stays text.
    link: Option<String>,
    address: Option<String>,
    ended: bool,
}

#[derive(Serialize)]
struct Other {
    rank: &'static str,
    percent: u8,
    entry: String,
    choice: Option<String>,
    answer: String,
    matched: Option<String>,
    refused: Option<String>,
}

impl PageRow {
    pub(super) fn of(
        number: usize,
        row: &Row<'_>,
        docketed: &DocketRow,
        figures: &Figures,
        today: Date,
    ) -> Self {
        let sort = Sort::of(row);
        let judgement = &row.judgement;
        let proposed = docketed.proposed.as_ref();
        // What the house says of itself is no match and has no probability.
        let percent =
            proposed.filter(|proposed| !proposed.entries.is_empty()).map(|proposed| proposed.percent);
        let entries = if proposed.is_some() { judgement.entries() } else { Vec::new() };
        Self {
            number,
            key: docketed.key.clone(),
            place: match docketed.sheet.as_str() {
                "" => docketed.cell.clone(),
                sheet => format!("{}!{}", visible(sheet), docketed.cell),
            },
            id: docketed.id.as_deref().map(visible),
            section: visible(section_of(row)),
            section_number: figures.section(row),
            language: (docketed.language != "other").then(|| docketed.language.clone()),
            question: visible(&docketed.question),
            sort,
            state: state(row, sort),
            due: matches!(sort, Sort::Suggested),
            percent,
            approved: proposed.is_some_and(|proposed| proposed.approved && !proposed.entries.is_empty()),
            choice: proposed.and_then(|proposed| proposed.choice.as_deref()).map(visible),
            answer: proposed.map(|proposed| visible(&proposed.text)).filter(|text| !text.is_empty()),
            writes: proposed
                .map(|proposed| proposed.writes.iter().map(|write| Written { cell: write.cell.clone() }))
                .map(Iterator::collect)
                .unwrap_or_default(),
            refused: proposed.and_then(|proposed| proposed.refused.as_deref()).map(visible),
            codes: docketed.reasons.join(" "),
            reasons: judgement
                .reasons
                .iter()
                .map(|reason| WhyLine {
                    code: reason.code.as_str(),
                    words: words(reason.code),
                    detail: visible(&reason.detail),
                })
                .collect(),
            matched: if proposed.is_some() { matched(row) } else { Vec::new() },
            entries: entries.into_iter().map(|entry| EntryLine::of(entry, row, today)).collect(),
            others: ["2nd", "3rd"]
                .into_iter()
                .zip(&docketed.others)
                .map(|(rank, other)| Other::of(rank, other))
                .collect(),
        }
    }
}

fn state(row: &Row<'_>, sort: Sort) -> &'static str {
    match sort {
        Sort::Filled => "filled",
        Sort::Suggested => "suggested",
        Sort::Open => "open",
        Sort::Other if row.question.answered => "answered before",
        Sort::Other if !row.writes.is_empty() => "filled from [vendor]",
        Sort::Other if row.question.kind == Kind::General => "general information",
        Sort::Other => "nothing to do",
    }
}

/// The wordings that the question, or each part of it, was compared with.
fn matched(row: &Row<'_>) -> Vec<String> {
    match &row.judgement.composed {
        Some(composed) => {
            let covering = composed.parts.iter().filter_map(AskedPart::covering);
            covering.map(|found| visible(&found.wording.text)).collect()
        }
        None => {
            row.judgement.suggestions.first().map(|found| visible(&found.wording.text)).into_iter().collect()
        }
    }
}

impl EntryLine {
    fn of(entry: &Entry, row: &Row<'_>, today: Date) -> Self {
        Self {
            id: entry.id.clone(),
            owner: visible(&entry.owner),
            reviewed: entry.review.reviewed.to_string(),
            stale: entry.is_stale(row.judgement.language, today),
            evidence: entry
                .evidence
                .iter()
                .map(|proof| Proof {
                    title: visible(&proof.title),
                    link: proof.url.clone().filter(|url| opens(url)),
                    address: proof.url.as_deref().map(visible),
                    ended: proof.has_ended(today),
                })
                .collect(),
        }
    }
}

impl Other {
    fn of(rank: &'static str, proposal: &Proposal) -> Self {
        Self {
            rank,
            percent: proposal.percent,
            entry: proposal.entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(", "),
            choice: proposal.choice.as_deref().map(visible),
            answer: visible(&proposal.text),
            matched: proposal.matched.as_deref().map(visible),
            refused: proposal.refused.as_deref().map(visible),
        }
    }
}

/// Whether a link may lead there: a page on the web, and no script or file.
fn opens(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    matches!(scheme.as_str(), "https" | "http") && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// The text with a mark where a control character stands, which HTML cannot bear; line breaks and tabs stay.
pub(super) fn visible(text: &str) -> String {
    let mark = |c: char| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{FFFD}' } else { c };
    text.replace("\r\n", "\n").chars().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_links() {
        assert!(opens("https://example.com/a?b=c") && opens("HTTP://example.com"));
        for other in
            ["javascript:alert(1)", "data:text/html,x", "file:///etc", "https://a b", "certificate.pdf"]
        {
            assert!(!opens(other), "{other}");
        }
    }

    #[test]
    fn a_control_character_is_seen_and_a_line_break_stays_one() {
        assert_eq!(visible("a\r\nb\tc\u{0}\u{1b}[31m"), "a\nb\tc\u{FFFD}\u{FFFD}[31m");
    }
}
