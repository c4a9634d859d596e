//! A composed answer as data, the same in `ask` and `fill`.

use serde::Serialize;

use crate::confidence::Confidence;
use crate::respond::{AskedPart, Composed};

/// A composed answer with its parts.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ComposedReport {
    confidence: Confidence,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choice: Option<String>,
    answer: String,
    parts: Vec<PartReport>,
}

/// A part; of an open one the entry is null.
#[derive(Clone, Debug, Serialize)]
struct PartReport {
    part: String,
    entry: Option<String>,
    confidence: Option<Confidence>,
    verdict: Option<&'static str>,
    answer: Option<String>,
}

impl ComposedReport {
    pub(super) fn of(composed: &Composed<'_>) -> Self {
        Self {
            confidence: composed.confidence,
            verdict: composed.answer.verdict.map(|verdict| verdict.as_str()),
            choice: composed.answer.choice.as_ref().map(|choice| choice.text.clone()),
            answer: composed.answer.text.to_string(),
            parts: composed.parts.iter().map(part).collect(),
        }
    }
}

fn part(part: &AskedPart<'_>) -> PartReport {
    let found = part.covering();
    PartReport {
        part: part.words.clone(),
        entry: found.map(|s| s.entry.id.clone()),
        confidence: found.map(|s| s.confidence),
        verdict: found
            .and_then(|s| s.answer.verdict)
            .filter(|_| part.confirms)
            .map(|verdict| verdict.as_str()),
        answer: found.map(|s| s.answer.text.to_string()),
    }
}
