//! What has to be looked at again: stale entries behind the rows of a response.

use jiff::civil::Date;

use super::Response;
use crate::confidence::Decision;
use crate::knowledge::Entry;
use crate::questionnaire::Kind;

/// A stale entry that rows of a response would use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewal<'b> {
    /// The entry.
    pub entry: &'b Entry,
    /// The day that its review was due, of several the first; the day of the run where the last review lies ahead of it.
    pub due: Date,
    /// The rows whose proposed answer is made of it.
    pub rows: usize,
}

/// The stale entries behind the proposed answers of a response on that day, the most used first.
///
/// Counted are rows for which the entry is proposed, alone or as a part of a composed answer; that it is offered behind
/// another entry costs nobody a fill. Whether an entry is stale depends on the language: a translation may bear a review
/// of its own.
pub fn renewals<'b>(response: &Response<'b>, today: Date) -> Vec<Renewal<'b>> {
    let mut found: Vec<Renewal<'b>> = Vec::new();
    let up = response.rows.iter().filter(|row| {
        let asks = row.question.kind == Kind::Question && !row.question.answered;
        asks && row.judgement.decision != Decision::Leave
    });
    for judgement in up.map(|row| &row.judgement) {
        for entry in judgement.entries() {
            let overdue = entry.overdue(judgement.language, today);
            let Some(due) = overdue.and_then(|review| review.was_due(today)) else { continue };
            match found.iter_mut().find(|renewal| renewal.entry.id == entry.id) {
                Some(renewal) => {
                    renewal.rows += 1;
                    renewal.due = renewal.due.min(due);
                }
                None => found.push(Renewal { entry, due, rows: 1 }),
            }
        }
    }
    found.sort_by(|a, b| {
        b.rows.cmp(&a.rows).then(a.due.cmp(&b.due)).then_with(|| a.entry.id.cmp(&b.entry.id))
    });
    found
}
