//! An entry as the answer to one question.

use std::sync::Arc;

use jiff::civil::Date;

use super::choice::{HouseChoices, Spoken, choose};
use super::wording::{narrative, with_verdict};
use crate::confidence::{Reason, ReasonCode};
use crate::knowledge::{Entry, Verdict, Wording};
use crate::text::Language;
use crate::workbook::{Choice, Choices};

/// Choices that a reason names; a longer list is read in the form.
const SHOWN_CHOICES: usize = 6;

/// What is wanted of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The language of the answer.
    pub language: Language,
    /// Whether the question wants a yes or no.
    pub confirms: bool,
    /// Whether the wording's verdict may be proposed for the question.
    pub verdict_holds: bool,
    /// What the answer cell offers.
    pub choices: &'a Choices,
    /// The house's own words for verdicts.
    pub house: &'a HouseChoices,
    /// The date, for what is stale.
    pub today: Date,
    /// Whether addresses of evidence go into the text.
    pub with_evidence: bool,
    /// The products that are asked about; none where nobody said.
    pub products: &'a [String],
}

/// An entry's answer in the form that the question wants.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The verdict of the matched wording.
    pub verdict: Option<Verdict>,
    /// The choice that says it, where the cell offers a list.
    pub choice: Option<Choice>,
    /// The full text for a free cell, with the verdict where one was asked for.
    pub text: Arc<str>,
    /// The text without the verdict, for a comment cell.
    pub narrative: Arc<str>,
    /// The short form of the text, with the verdict.
    pub short: Option<Arc<str>>,
    /// What keeps the answer from being written as it is.
    pub reasons: Vec<Reason>,
}

/// Makes the entry's answer for the matched wording.
///
/// The verdict is the wording's: a negated wording that a person approved has its own.
pub fn fit(entry: &Entry, wording: &Wording, request: &Request<'_>) -> Answer {
    let mut reasons = Vec::new();
    let (language, text) = match entry.answer_in(request.language) {
        Some(text) => (request.language, text),
        None => {
            let code = request.language.code().unwrap_or("another language");
            reasons.push(Reason::new(
                ReasonCode::Language,
                format!("the entry has no answer in the question's language ({code})"),
            ));
            (entry.language, entry.answer.as_str())
        }
    };
    if !entry.is_approved(language) {
        reasons.push(Reason::new(ReasonCode::DraftAnswer, "the entry is a draft"));
    }
    if let Some(review) = entry.overdue(language, request.today) {
        let (reviewed, today) = (review.reviewed, request.today);
        let detail = match review.due.filter(|_| !review.lies_ahead(today)) {
            Some(due) => format!("the entry was last reviewed on {reviewed} and due on {due}"),
            None => format!("the entry says that it was reviewed on {reviewed}, which is after {today}"),
        };
        reasons.push(Reason::new(ReasonCode::StaleAnswer, detail));
    }
    if !entry.holds_for(request.products) {
        reasons.push(Reason::new(ReasonCode::Product, product_detail(entry, request.products)));
    }
    let verdict = wording.verdict.filter(|_| request.verdict_holds);
    let choice = match request.choices {
        Choices::Free => None,
        Choices::Unknown(source) => {
            reasons.push(Reason::new(
                ReasonCode::UnknownChoices,
                format!("the cell's list could not be read ({source})"),
            ));
            None
        }
        Choices::List(list) => match verdict {
            None if !request.verdict_holds => None,
            None => {
                reasons.push(Reason::new(
                    ReasonCode::NoVerdict,
                    "the cell wants a choice, and the approved wording has no verdict",
                ));
                None
            }
            Some(verdict) => {
                let spoken = Spoken { verdict, upright: is_upright(entry, verdict) };
                chosen(spoken, list, request.house).map_err(|reason| reasons.push(reason)).ok()
            }
        },
    };
    let spoken = if request.confirms { verdict } else { None };
    let mut narrative = narrative(text);
    let mut full = with_verdict(spoken, language, text);
    if request.with_evidence {
        for evidence in entry.evidence.iter().filter(|evidence| !evidence.has_ended(request.today)) {
            let line = match &evidence.url {
                Some(url) => format!("\n{}: {url}", evidence.title),
                None => format!("\n{}", evidence.title),
            };
            narrative.push_str(&line);
            full.push_str(&line);
        }
    }
    let short = entry.short_in(language).map(|short| with_verdict(spoken, language, short));
    let short = short.map(Arc::from);
    Answer { verdict, choice, text: full.into(), narrative: narrative.into(), short, reasons }
}

/// What an entry speaks of, beside what is asked about.
fn product_detail(entry: &Entry, asked: &[String]) -> String {
    let own = entry.products.join(", ");
    if asked.is_empty() {
        return format!("the entry speaks of {own} only, and nobody said with --product what is asked about");
    }
    let others: Vec<&str> =
        asked.iter().filter(|product| !entry.products.contains(product)).map(String::as_str).collect();
    format!("the entry speaks of {own} only, and {} is asked about too", others.join(", "))
}

/// Whether a wording with this verdict asks for the control itself, and not for its absence.
pub(super) fn is_upright(entry: &Entry, verdict: Verdict) -> bool {
    entry.verdict.map_or(verdict != Verdict::No, |own| own == verdict)
}

/// The choice that says a verdict, or why there is none.
pub(super) fn chosen(spoken: Spoken, list: &[Choice], house: &HouseChoices) -> Result<Choice, Reason> {
    choose(spoken, list, house).cloned().ok_or_else(|| {
        let offered: Vec<&str> = list.iter().map(|c| c.text.as_str()).take(SHOWN_CHOICES).collect();
        let (offered, verdict) = (offered.join(" / "), spoken.verdict.as_str());
        Reason::new(
            ReasonCode::NotInChoices,
            format!("none of the choices ({offered}) clearly says \"{verdict}\""),
        )
    })
}
