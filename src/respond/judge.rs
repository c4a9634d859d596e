//! One question: ranked, fitted, decided.

use jiff::civil::Date;

use crate::answer::{Answer, HouseChoices, Request, Vendor, fit};
use crate::confidence::{Confidence, Decision, Policy, Reason, ReasonCode, Standing};
use crate::knowledge::{Entry, Wording};
use crate::retrieval::{Asked, Index, Match, Query, Ranking};
use crate::text::Language;
use crate::workbook::Choices;

/// A second match of this share of the first's probability is a rival.
const RIVAL_SHARE: f64 = 0.6;
/// Below this probability a suggestion proposes its text and no yes or no: of the 137 labelled questions from 10 % up to
/// here, 17 were answered in full by their first match.
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
    /// How it was found, and what speaks against it.
    pub found: Match,
    /// Its answer, made for this question.
    pub answer: Answer,
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
    /// Why it is not simply filled; of a fill only where the value came from the house's own table.
    pub reasons: Vec<Reason>,
    /// The entries that come near, best first.
    pub suggestions: Vec<Suggestion<'b>>,
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
    let language = ranking.question.language;
    let request = |found: &Match| Request {
        language,
        confirms: ranking.question.signature.asked.contains(&Asked::Confirm),
        verdict_holds: found.standing == Standing::Approved || found.confidence.get() >= VERDICT_FROM,
        choices,
        house: &setting.house,
        today: setting.today,
        with_evidence: setting.with_evidence,
    };
    let suggestions: Vec<Suggestion<'b>> = ranking
        .matches
        .iter()
        .take(top.max(1))
        .map(|found| {
            let (entry, wording) = (index.entry(found), index.wording(found));
            Suggestion { entry, wording, found: found.clone(), answer: fit(entry, wording, &request(found)) }
        })
        .collect();
    let (decision, reasons) = decide(&ranking, &suggestions, setting);
    let confidence = suggestions.first().map(|s| s.found.confidence);
    Judgement {
        language,
        decision,
        confidence,
        reasons,
        suggestions: suggestions.into_iter().take(top).collect(),
    }
}

fn decide(ranking: &Ranking, suggestions: &[Suggestion<'_>], setting: &Setting) -> (Decision, Vec<Reason>) {
    let Some(first) = suggestions.first() else {
        return (
            Decision::Leave,
            vec![Reason::new(ReasonCode::NoMatch, "nothing in the knowledge base shares a word with it")],
        );
    };
    let standing = first.found.standing;
    let mut reasons = first.found.objections.clone();
    reasons.extend(first.answer.reasons.iter().cloned());
    let decision = setting.policy.decide(standing, Some(first.found.confidence), &reasons);
    // A person should see that somebody ruled an entry out, whatever came of the row.
    let rejected = ranking
        .matches
        .iter()
        .filter_map(|found| found.objections.iter().find(|r| r.code == ReasonCode::RejectedBefore).cloned());
    if decision == Decision::Leave {
        let near = format!("nothing in the knowledge base comes near enough (best: {})", first.entry.id);
        let mut reasons: Vec<Reason> =
            std::iter::once(Reason::new(ReasonCode::NoMatch, near)).chain(rejected).collect();
        reasons
            .extend(first.found.objections.iter().filter(|r| r.code != ReasonCode::RejectedBefore).cloned());
        return (decision, reasons);
    }
    for reason in rejected {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    if standing == Standing::Near {
        reasons.extend(softer(ranking, first));
    }
    (decision, reasons)
}

/// What makes a near match less than sure, besides the guards.
fn softer(ranking: &Ranking, first: &Suggestion<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if first.found.features.coverage() < COVERED_SHARE {
        reasons.push(Reason::new(ReasonCode::Uncovered, "the entry has no words for most of the question"));
    } else if !first.found.uncovered.is_empty() {
        let words = first.found.uncovered.join("\", \"");
        reasons.push(Reason::new(ReasonCode::Uncovered, format!("the entry has no word for \"{words}\"")));
    }
    if let Some(second) = ranking.matches.get(1)
        && second.confidence.get() >= first.found.confidence.get() * RIVAL_SHARE
    {
        reasons.push(Reason::new(ReasonCode::CloseRunnerUp, "another entry fits nearly as well"));
    }
    reasons.push(Reason::new(ReasonCode::NewWording, "nobody has approved this wording yet"));
    reasons
}
