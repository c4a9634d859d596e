//! What is proposed now against what was sent before: two customers who ask the same get the same answer, or a person
//! knows that they do not.

use jiff::civil::Date;

use super::record::{Record, RecordRow};
use crate::answer::{Answer, leading_verdict, narrative};
use crate::confidence::{Decision, Reason, ReasonCode};
use crate::knowledge::{Audience, Entry};
use crate::questionnaire::Kind;
use crate::respond::{Compared, Response, Row};
use crate::retrieval::SameQuestions;
use crate::text::{Language, normalise};

/// Characters of an earlier answer that a reason quotes: enough to know it again, the whole stands in the record.
const QUOTED: usize = 160;

/// Records of what was sent, made ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Records {
    records: Vec<Record>,
    /// Record and row of each question, by its number in `same`.
    places: Vec<(usize, usize)>,
    same: SameQuestions,
}

impl Records {
    /// Takes records in. Rows of general information and rows of which nothing was sent are passed over.
    pub fn new(records: Vec<Record>) -> Self {
        let (mut places, mut same) = (Vec::new(), SameQuestions::default());
        for (at, record) in records.iter().enumerate() {
            for (number, row) in
                record.rows.iter().enumerate().filter(|(_, row)| row.is_sent() && !row.general)
            {
                same.insert(&row.question, Language::from_code(&row.language).unwrap_or(Language::Other));
                places.push((at, number));
            }
        }
        Self { records, places, same }
    }

    /// Compares each row that has an answer with what was sent for the same question. A row that differs says so by
    /// [`ReasonCode::SentOtherwise`], and is filled only where all its entries were reviewed since. What the
    /// audience of this run may not see is not quoted.
    pub fn heed(&self, response: &mut Response<'_>, audience: Audience) -> Compared {
        let mut compared = Compared { records: self.records.len(), ..Compared::default() };
        for row in &mut response.rows {
            let general = row.question.kind == Kind::General;
            if row.question.answered || general || row.judgement.decision == Decision::Leave {
                continue;
            }
            let Some(answer) = row.judgement.answer() else { continue };
            let before = self.same.find(&row.question.text, row.judgement.language);
            if before.is_empty() {
                continue;
            }
            compared.rows += 1;
            let sent = before.into_iter().filter_map(|number| self.places.get(number));
            let mut otherwise: Vec<(&Record, &RecordRow)> = sent
                .map(|(record, at)| (&self.records[*record], &self.records[*record].rows[*at]))
                .filter(|(_, sent)| differs(sent, row, answer))
                .collect();
            // The newest first; dates in this form sort as texts.
            otherwise.sort_by(|(a, _), (b, _)| b.date.cmp(&a.date));
            let Some((record, sent)) = otherwise.first() else { continue };
            compared.differ += 1;
            let reason =
                Reason::new(ReasonCode::SentOtherwise, told(record, sent, otherwise.len(), audience));
            let since = reviewed_since(&row.judgement.entries(), row.judgement.language, &record.date);
            if row.judgement.decision == Decision::Fill && !since {
                row.judgement.decision = Decision::Review;
            }
            row.judgement.reasons.push(reason);
        }
        compared
    }
}

/// Whether somebody looked at every entry after that date; what changed since was changed on purpose then.
fn reviewed_since(entries: &[&Entry], language: Language, date: &str) -> bool {
    let Ok(date) = date.parse::<Date>() else { return false };
    let reviewed = |entry: &Entry| {
        let own = entry.translation(language).and_then(|translation| translation.review.as_ref());
        own.unwrap_or(&entry.review).reviewed
    };
    !entries.is_empty() && entries.iter().all(|entry| reviewed(entry) > date)
}

/// Whether what was sent says something else than what is proposed now.
fn differs(sent: &RecordRow, row: &Row<'_>, answer: &Answer) -> bool {
    let was = sent.verdict.or_else(|| sent.text.as_deref().and_then(leading_verdict));
    if let (Some(was), Some(is)) = (was, answer.verdict) {
        if was != is {
            return true;
        }
    } else if let (Some(was), Some(is)) = (&sent.choice, &answer.choice)
        && normalise(was).to_lowercase() != normalise(&is.text).to_lowercase()
    {
        return true;
    }
    if sent.is_unedited() && are_entries_of(sent, row) {
        // The same entry in the long form and in the short one, or with evidence behind it, says the same.
        return false;
    }
    let Some(was) = &sent.text else { return false };
    let proposed =
        [Some(row.text(answer)), Some(answer.text.to_string()), answer.short.as_deref().map(str::to_owned)];
    !proposed.into_iter().flatten().any(|is| bare(was) == bare(&is))
}

/// Whether the entries behind a row are those that were sent, and say what they said.
fn are_entries_of(sent: &RecordRow, row: &Row<'_>) -> bool {
    let entries = row.judgement.entries();
    !entries.is_empty()
        && entries.len() == sent.entries.len()
        && entries.iter().zip(&sent.entries).all(|(is, was)| is.id == was.id && is.digest() == was.sha256)
}

/// The text without the verdict before it, which a cell with a list does not take.
fn bare(text: &str) -> String {
    normalise(&narrative(text.trim()))
}

/// What was sent to whom, for a person.
fn told(record: &Record, sent: &RecordRow, all: usize, audience: Audience) -> String {
    let more = match all - 1 {
        0 => String::new(),
        1 => " (and once more)".to_owned(),
        more => format!(" (and {more} times more)"),
    };
    let was = Audience::ALL.into_iter().find(|known| known.as_str() == record.knowledge.audience);
    let within = was.is_some_and(|was| audience.may_see(was));
    let what = if within {
        let parts: Vec<&str> = [&sent.choice, &sent.text].into_iter().flatten().map(String::as_str).collect();
        format!("\"{}\"", quoted(&normalise(&parts.join(". "))))
    } else {
        format!("what only the audience {} may read", record.knowledge.audience)
    };
    // Another product may well have another answer.
    let of = match record.knowledge.products.as_slice() {
        [] => String::new(),
        products => format!(" of {}", products.join(", ")),
    };
    format!("{} was told otherwise{of} on {}{more}: {what}", record.original.file, record.date)
}

fn quoted(text: &str) -> String {
    if text.chars().count() <= QUOTED {
        return text.to_owned();
    }
    text.chars().take(QUOTED).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_quoted_by_its_head() {
        assert_eq!(quoted(&"å".repeat(QUOTED)).chars().count(), QUOTED);
        let cut = quoted(&"å".repeat(QUOTED + 1));
        assert!(cut.ends_with('…') && cut.chars().count() == QUOTED + 1);
    }
}
