//! The report of a run: everything that is printed, as data with a version.

use serde::{Deserialize, Serialize};

use super::compare::Comparison;
use super::evaluation::Evaluation;
use super::fit::Fitted;
use super::outcome::{Judged, VerdictCheck};
use crate::confidence::Decision;
use crate::knowledge::KnowledgeBase;

/// Version of the JSON report; it rises when a key changes its meaning or goes.
pub const EVAL_SCHEMA: u32 = 1;

/// What a run of `eval` found.
#[derive(Clone, Debug, Serialize)]
pub struct EvalReport {
    /// [`EVAL_SCHEMA`].
    pub schema: u32,
    /// The name of this tool.
    pub tool: &'static str,
    /// What was measured.
    #[serde(flatten)]
    pub measured: Measured,
    /// The figures of the tool as it is.
    pub shipped: Evaluation,
    /// The figures of a fit that left the family out which it was measured on; `None` without a fit.
    pub held_out: Option<Evaluation>,
    /// The weights of that fit on all families.
    pub weights: Option<Weights>,
    /// The fills that are wrong.
    pub wrong_fills: Vec<WrongFill>,
    /// Every question.
    pub questions: Vec<QuestionLine>,
    /// What changed against an earlier report; `None` where none was named.
    pub against: Option<Comparison>,
}

/// What the figures belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The version of this tool.
    pub version: String,
    /// The date that counted for what is out of date.
    pub date: String,
    /// The base.
    pub knowledge: MeasuredBase,
    /// The files of labels, in their order.
    pub labels: Vec<LabelFile>,
}

/// The base that was measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuredBase {
    /// Its title.
    pub title: String,
    /// SHA-256 of the view that the audience may see.
    pub sha256: String,
    /// Whom it was for.
    pub audience: String,
    /// Which products it was for; none means that nobody said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// How many entries the audience sees.
    pub entries: usize,
}

impl From<&KnowledgeBase> for MeasuredBase {
    fn from(base: &KnowledgeBase) -> Self {
        Self {
            title: base.organisation.title.clone(),
            sha256: base.sha256.clone(),
            audience: base.audience.as_str().to_owned(),
            products: base.products.clone(),
            entries: base.entries.len(),
        }
    }
}

/// A file of labels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelFile {
    /// Its name without folders.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// The weights of a fit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weights {
    /// For the order of the entries.
    pub relevance: Vec<Weight>,
    /// Intercept of the logit that the first entry settles the question.
    pub intercept: f64,
    /// The features in that logit, then relevance and lead.
    pub settles: Vec<Weight>,
}

/// A named weight.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Weight {
    /// The feature.
    pub name: &'static str,
    /// Its weight.
    pub weight: f64,
}

impl From<&Fitted> for Weights {
    fn from(fitted: &Fitted) -> Self {
        let named = |(name, weight): &(&'static str, f64)| Weight { name, weight: *weight };
        let last = ["relevance", "lead"].into_iter().zip(fitted.relevance_and_lead);
        Self {
            relevance: fitted.relevance.iter().map(named).collect(),
            intercept: fitted.intercept,
            settles: fitted
                .settles
                .iter()
                .map(named)
                .chain(last.map(|(name, weight)| Weight { name, weight }))
                .collect(),
        }
    }
}

/// A fill that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WrongFill {
    /// The question's key.
    pub key: String,
    /// The question, for a reader who has the labels; the JSON leaves it out.
    #[serde(skip)]
    pub question: String,
    /// The entry that was filled in.
    pub entry: String,
    /// The approved wording that was taken for the question.
    pub wording: String,
    /// Whether the entry answers in full, and only the verdict is wrong.
    pub entry_right: bool,
    /// Whether the entry answers at least a part.
    pub near: bool,
    /// The verdict that was filled in.
    pub said: Option<&'static str>,
    /// The verdict of the label.
    pub labelled: Option<&'static str>,
    /// One against the other; `None` where the label says none.
    pub verdict: Option<VerdictCheck>,
}

/// The wrong fills among judged questions, in their order.
pub fn wrong_fills(judged: &[Judged]) -> Vec<WrongFill> {
    judged
        .iter()
        .filter(|one| one.is_wrong_fill())
        .map(|one| WrongFill {
            key: one.key.clone(),
            question: one.question.clone(),
            entry: one.entry.clone().unwrap_or_default(),
            wording: one.wording.clone().unwrap_or_default(),
            entry_right: one.outcome.right,
            near: one.outcome.near,
            said: one.said.map(|verdict| verdict.as_str()),
            labelled: one.labelled.map(|verdict| verdict.as_str()),
            verdict: one.verdict(),
        })
        .collect()
}

/// A question without its text: labels are often somebody else's, and a report is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuestionLine {
    /// Source and id, or source and hash.
    pub key: String,
    /// A hash of heading and question.
    pub hash: String,
    /// The question, for a reader who has the labels; the JSON leaves it out.
    #[serde(skip)]
    pub question: String,
    /// Probability of the first entry; 0 without any.
    pub confidence: f64,
    /// The first entry, whatever was decided.
    pub entry: Option<String>,
    /// `fill`, `review` or `leave`.
    pub decision: String,
    /// Whether any entry answers in full.
    pub answerable: bool,
    /// Whether the first entry does.
    pub right: bool,
    /// Whether one of the first three does.
    pub right_in_three: bool,
    /// Whether the first entry answers at least a part.
    pub near: bool,
    /// The verdict of the first entry against the label's; `None` where the label says none.
    pub verdict: Option<VerdictCheck>,
}

impl From<&Judged> for QuestionLine {
    fn from(one: &Judged) -> Self {
        Self {
            key: one.key.clone(),
            hash: one.hash.clone(),
            question: one.question.clone(),
            confidence: one.outcome.confidence,
            entry: one.entry.clone(),
            decision: Decision::as_str(one.decision).to_owned(),
            answerable: one.outcome.answerable,
            right: one.outcome.right,
            right_in_three: one.outcome.right_in_three,
            near: one.outcome.near,
            verdict: one.verdict(),
        }
    }
}

/// The report as JSON, indented.
///
/// # Errors
/// None in practice; serialising plain data cannot fail.
pub fn eval_json(report: &EvalReport) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report)
}
