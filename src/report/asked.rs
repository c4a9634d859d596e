//! One question and its judgement: a line of JSON, or text to read.

use serde::{Deserialize, Serialize};

use super::composed::ComposedReport;
use crate::confidence::{Decision, ReasonCode, Standing};
use crate::respond::{Composed, Judgement};
use crate::retrieval::Explanation;

/// A line of `ask --stdin`.
#[derive(Clone, Debug, Deserialize)]
pub struct AskedRequest {
    /// The asker's own id, handed back.
    #[serde(default)]
    pub id: serde_json::Value,
    /// The heading of the question.
    pub section: Option<String>,
    /// The question.
    pub question: String,
    /// What the cell offers; none means free text.
    #[serde(default)]
    pub choices: Vec<String>,
}

/// A line of the answer.
#[derive(Clone, Debug, Serialize)]
pub struct AskedLine {
    id: serde_json::Value,
    decision: Decision,
    confidence: f64,
    entry: Option<String>,
    matches: Vec<MatchLine>,
    reasons: Vec<ReasonCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    composed: Option<ComposedReport>,
}

#[derive(Clone, Debug, Serialize)]
struct MatchLine {
    entry: String,
    confidence: f64,
}

/// The judgement as a line of JSON; of a `leave` the entry is null.
pub fn answer_line(id: serde_json::Value, judgement: &Judgement<'_>) -> AskedLine {
    let first = judgement.suggestions.first();
    let used = first.filter(|_| judgement.decision != Decision::Leave);
    AskedLine {
        id,
        decision: judgement.decision,
        confidence: judgement.confidence.map_or(0.0, |c| c.get()),
        entry: used.map(|s| s.entry.id.clone()),
        matches: judgement
            .suggestions
            .iter()
            .map(|s| MatchLine { entry: s.entry.id.clone(), confidence: s.confidence.get() })
            .collect(),
        reasons: judgement.reasons.iter().map(|r| r.code).collect(),
        choice: used.and_then(|s| s.answer.choice.as_ref()).map(|c| c.text.clone()),
        answer: used.map(|s| s.answer.text.to_string()),
        composed: judgement.composed.as_deref().map(ComposedReport::of),
    }
}

/// The judgement for a person.
pub fn answer_text(judgement: &Judgement<'_>) -> String {
    let mut out = String::new();
    let Some(first) = judgement.suggestions.first().filter(|_| judgement.decision != Decision::Leave) else {
        out.push_str("No answer: nothing in the knowledge base comes near enough.\n");
        for suggestion in &judgement.suggestions {
            out.push_str(&format!("  {:>3} %  {}\n", suggestion.confidence.percent(), suggestion.entry.id));
        }
        return out;
    };
    let answer = judgement.answer().unwrap_or(&first.answer);
    if let Some(choice) = &answer.choice {
        out.push_str(&format!("{}\n\n", choice.text));
    }
    out.push_str(&answer.text);
    out.push_str("\n\n");
    let head = match judgement.decision {
        Decision::Fill => "fill: an approved wording, it would be filled in",
        Decision::Review => "review: a suggestion, a person has to decide",
        Decision::Leave => "leave",
    };
    out.push_str(&format!("{head}\n"));
    if let Some(composed) = &judgement.composed {
        out.push_str(&composed_text(composed));
        for reason in &judgement.reasons {
            out.push_str(&format!("  why       {}: {}\n", reason.code.as_str(), reason.detail));
        }
        out.push_str(&format!("  alone     {} ({} %)\n", first.entry.id, first.confidence.percent()));
        return out;
    }
    out.push_str(&format!("  entry     {} (owner: {})\n", first.entry.id, first.entry.owner));
    out.push_str(&format!("  matched   {}\n", first.wording.text));
    out.push_str(&format!("  sure      {} %\n", first.confidence.percent()));
    for reason in &judgement.reasons {
        out.push_str(&format!("  why       {}: {}\n", reason.code.as_str(), reason.detail));
    }
    for (place, other) in ["2nd", "3rd"].into_iter().zip(judgement.suggestions.iter().skip(1)) {
        out.push_str(&format!("  {place}       {} ({} %)\n", other.entry.id, other.confidence.percent()));
    }
    out
}

/// The parts of a composed answer, a line each.
fn composed_text(composed: &Composed<'_>) -> String {
    let mut out = String::from("  composed  of the answers to its parts\n");
    for part in &composed.parts {
        let told = match part.covering() {
            Some(found) => {
                let verdict = found.answer.verdict.filter(|_| part.confirms);
                let verdict = verdict.map(|verdict| format!(", {}", verdict.as_str())).unwrap_or_default();
                let (entry, percent) = (found.entry, found.confidence.percent());
                format!("{} ({percent} %{verdict}, owner: {})", entry.id, entry.owner)
            }
            None => "open: nothing covers it".to_owned(),
        };
        out.push_str(&format!("  part      \"{}\": {told}\n", part.words));
    }
    out.push_str(&format!("  sure      {} %\n", composed.confidence.percent()));
    out
}

/// How each part was asked and what came nearest to it.
fn explain_parts(composed: &Composed<'_>) -> String {
    let mut out = String::from("\nparts of the question\n");
    for part in &composed.parts {
        out.push_str(&format!("  \"{}\"\n", part.words));
        match &part.question {
            Some(question) => out.push_str(&format!("    asked as  {question}\n")),
            None => out.push_str("    not asked: it leans on another part\n"),
        }
        if let Some(found) = &part.nearest {
            let state = if part.covered { "covers it" } else { "does not cover it" };
            out.push_str(&format!(
                "    nearest   {} ({} %), {state}\n    matched   {}\n",
                found.entry.id,
                found.confidence.percent(),
                found.wording.text
            ));
            for reason in found.found.iter().flat_map(|found| &found.objections) {
                out.push_str(&format!("    guard     {}: {}\n", reason.code.as_str(), reason.detail));
            }
        }
    }
    out
}

/// Every signal and guard of the first suggestions, for `--explain`.
pub fn explain_text(judgement: &Judgement<'_>) -> String {
    let mut out = judgement.composed.as_deref().map(explain_parts).unwrap_or_default();
    for suggestion in &judgement.suggestions {
        let Some(found) = &suggestion.found else { continue };
        let explanation = Explanation::of(found);
        let standing = match suggestion.standing {
            Standing::Approved => "an approved wording",
            Standing::Near => "near",
        };
        out.push_str(&format!(
            "\n{}  {} %  {standing}\n  nearest wording: {}\n",
            suggestion.entry.id,
            suggestion.confidence.percent(),
            suggestion.wording.text
        ));
        out.push_str("  signal             value   adds to score\n");
        for signal in &explanation.signals {
            out.push_str(&format!("  {:<18} {:>5.2}   {:>+6.2}\n", signal.name, signal.value, signal.adds));
        }
        let sum: f64 = explanation.signals.iter().map(|signal| signal.adds).sum();
        out.push_str(&format!("  {:<18}         {:>+6.2}\n", "start", found.score.0 - sum));
        out.push_str(&format!("  {:<18}         {:>+6.2}\n", "score", found.score.0));
        for (code, said) in &explanation.guards {
            out.push_str(&format!(
                "  guard {:<12} {}\n",
                code.as_str(),
                said.as_deref().unwrap_or("no objection")
            ));
        }
    }
    out
}
