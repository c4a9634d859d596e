//! One question: ranked, fitted, decided.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::compose::{Composed, composed};
use crate::answer::{Answer, HouseChoices, Request, Vendor, fit};
use crate::confidence::{Confidence, Decision, Policy, Reason, ReasonCode, Standing};
use crate::knowledge::{Entry, Wording};
use crate::retrieval::{Asked, Index, Match, Query, Ranking};
use crate::text::Language;
use crate::workbook::Choices;

/// A second match of this share of the first's probability is a rival.
const RIVAL_SHARE: f64 = 0.6;
/// Below this probability a suggestion proposes its text and no yes or no: of the 113 labelled questions from 10 % up to
/// here, 20 were answered in full by their first match.
const VERDICT_FROM: f64 = 0.3;
/// Below this share of known words the question is mostly about something else.
const COVERED_SHARE: f64 = 0.5;

/// What a response is made under.
#[derive(Clone, Debug)]
pub struct Setting {
    /// When to fill, suggest, leave.
    pub policy: Policy,
    /// The date.
    pub today: Date,
    /// The language of questions and answers, where somebody said so.
    pub language: Option<Language>,
    /// The house's words for verdicts.
    pub house: HouseChoices,
    /// What the house says of itself, for rows of general information.
    pub vendor: Vendor,
    /// Whether addresses of evidence go into the form.
    pub with_evidence: bool,
}

/// One entry offered for a question.
#[derive(Clone, Debug)]
pub struct Suggestion<'b> {
    /// The entry.
    pub entry: &'b Entry,
    /// The wording of it that was matched.
    pub wording: &'b Wording,
    /// Whether the wording is the question itself.
    pub standing: Standing,
    /// The probability that the answer settles the question.
    pub confidence: Confidence,
    /// Its answer, made for this question. Rows of a response that get the same one share it.
    pub answer: Arc<Answer>,
    /// How it was found, and what speaks against it. A response, which may have many rows, does without.
    pub found: Option<Box<Match>>,
}

impl<'b> Suggestion<'b> {
    pub(super) fn of(index: &Index<'b>, found: &Match, request: &Request<'_>) -> Self {
        let (entry, wording) = (index.entry(found), index.wording(found));
        Self {
            entry,
            wording,
            standing: found.standing,
            confidence: found.confidence,
            answer: Arc::new(fit(entry, wording, request)),
            found: Some(Box::new(found.clone())),
        }
    }
}

/// What is to happen with one question, and why.
#[derive(Clone, Debug)]
pub struct Judgement<'b> {
    /// The language of the question.
    pub language: Language,
    /// What happens.
    pub decision: Decision,
    /// The probability that the first suggestion settles the question; `None` without any.
    pub confidence: Option<Confidence>,
    /// Why it is not simply filled; of a fill only where the value came from the house's own table, or another customer was
    /// told otherwise.
    pub reasons: Vec<Reason>,
    /// The entries that come near, best first.
    pub suggestions: Vec<Suggestion<'b>>,
    /// An answer put together from several entries, where that is better than the first suggestion's; only of a review.
    pub composed: Option<Box<Composed<'b>>>,
}

impl<'b> Judgement<'b> {
    /// The answer that is proposed, or filled in: the composed one before the first suggestion's.
    pub fn answer(&self) -> Option<&Answer> {
        let first = self.suggestions.first().map(|suggestion| &*suggestion.answer);
        self.composed.as_ref().map(|composed| &composed.answer).or(first)
    }

    /// The probability that the proposed answer, unchanged, settles the question.
    pub fn sure(&self) -> Option<Confidence> {
        self.composed.as_ref().map(|composed| composed.confidence).or(self.confidence)
    }

    /// The entries behind the proposed answer.
    pub fn entries(&self) -> Vec<&'b Entry> {
        match &self.composed {
            Some(composed) => composed.entries(),
            None => self.suggestions.first().map(|suggestion| suggestion.entry).into_iter().collect(),
        }
    }
}

/// What is wanted of a match of a ranked question.
pub(super) fn request<'a>(
    index: &Index<'a>,
    ranking: &Ranking,
    found: &Match,
    choices: &'a Choices,
    setting: &'a Setting,
) -> Request<'a> {
    Request {
        language: ranking.question.language,
        confirms: ranking.question.signature.asked.contains(&Asked::Confirm),
        verdict_holds: !asks_for_a_thing(&ranking.question.signature.asked)
            && (found.standing == Standing::Approved || found.confidence.get() >= VERDICT_FROM),
        choices,
        house: &setting.house,
        today: setting.today,
        with_evidence: setting.with_evidence,
        products: &index.base().products,
    }
}

/// Whether a place, a person, a number is asked for and no yes or no: "Yes" is no answer to "Where is data stored?", whatever
/// a cell offers. A bare description or label is taken for "is there such a thing?" there.
fn asks_for_a_thing(asked: &BTreeSet<Asked>) -> bool {
    !asked.contains(&Asked::Confirm) && asked.iter().any(|kind| *kind != Asked::Describe)
}

/// Ranks, fits and decides one question. At most `top` suggestions are kept.
pub fn judge<'b>(
    index: &Index<'b>,
    query: &Query<'_>,
    choices: &Choices,
    top: usize,
    setting: &Setting,
) -> Judgement<'b> {
    let ranking = index.rank(query);
    let suggestions: Vec<Suggestion<'b>> = ranking
        .matches
        .iter()
        .take(top.max(1))
        .map(|found| Suggestion::of(index, found, &request(index, &ranking, found, choices, setting)))
        .collect();
    let (decision, mut reasons) = decide(&ranking, &suggestions, setting);
    let confidence = suggestions.first().map(|s| s.confidence);
    let composed =
        (decision == Decision::Review).then(|| composed(index, query, &ranking, choices, setting)).flatten();
    let composed = composed.map(Box::new);
    if let Some(composed) = &composed {
        // What the first entry has no words for, and that another comes near, is what the composed answer makes good.
        reasons.retain(|r| {
            !matches!(r.code, ReasonCode::Compound | ReasonCode::Uncovered | ReasonCode::CloseRunnerUp)
        });
        reasons.insert(0, composed.reason());
        for reason in &composed.answer.reasons {
            if !reasons.contains(reason) {
                reasons.push(reason.clone());
            }
        }
    }
    Judgement {
        language: ranking.question.language,
        decision,
        confidence,
        reasons,
        suggestions: suggestions.into_iter().take(top).collect(),
        composed,
    }
}

fn decide(ranking: &Ranking, suggestions: &[Suggestion<'_>], setting: &Setting) -> (Decision, Vec<Reason>) {
    let (Some(first), Some(found)) = (suggestions.first(), ranking.matches.first()) else {
        return (
            Decision::Leave,
            vec![Reason::new(ReasonCode::NoMatch, "nothing in the knowledge base shares a word with it")],
        );
    };
    let standing = found.standing;
    let mut reasons = found.objections.clone();
    reasons.extend(first.answer.reasons.iter().cloned());
    let decision = setting.policy.decide(standing, Some(found.confidence), &reasons);
    // A person should see that somebody ruled an entry out, whatever came of the row.
    let rejected = ranking
        .matches
        .iter()
        .filter_map(|other| other.objections.iter().find(|r| r.code == ReasonCode::RejectedBefore).cloned());
    if decision == Decision::Leave {
        let near = format!("nothing in the knowledge base comes near enough (best: {})", first.entry.id);
        let mut reasons: Vec<Reason> =
            std::iter::once(Reason::new(ReasonCode::NoMatch, near)).chain(rejected).collect();
        reasons.extend(found.objections.iter().filter(|r| r.code != ReasonCode::RejectedBefore).cloned());
        return (decision, reasons);
    }
    for reason in rejected {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    if standing == Standing::Near {
        reasons.extend(softer(ranking, found));
    }
    (decision, reasons)
}

/// What makes a near match less than sure, besides the guards.
fn softer(ranking: &Ranking, first: &Match) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if first.features.coverage() < COVERED_SHARE {
        reasons.push(Reason::new(ReasonCode::Uncovered, "the entry has no words for most of the question"));
    } else if !first.uncovered.is_empty() {
        let words = first.uncovered.join("\", \"");
        reasons.push(Reason::new(ReasonCode::Uncovered, format!("the entry has no word for \"{words}\"")));
    }
    if let Some(second) = ranking.matches.get(1)
        && second.confidence.get() >= first.confidence.get() * RIVAL_SHARE
    {
        reasons.push(Reason::new(ReasonCode::CloseRunnerUp, "another entry fits nearly as well"));
    }
    reasons.push(Reason::new(ReasonCode::NewWording, "nobody has approved this wording yet"));
    reasons
}
