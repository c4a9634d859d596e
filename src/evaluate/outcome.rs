//! A labelled question with what the tool said of it.

use serde::{Deserialize, Serialize};

use super::labels::Label;
use crate::confidence::Decision;
use crate::knowledge::Verdict;
use crate::respond::Judgement;

/// The numbers of one question, which every figure is computed from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Probability of the first match; 0 without any.
    pub confidence: f64,
    /// Whether any entry answers the question in full.
    pub answerable: bool,
    /// Whether the first match does.
    pub right: bool,
    /// Whether one of the first three does.
    pub right_in_three: bool,
    /// Whether the first match answers at least a part.
    pub near: bool,
    /// What came of it; `None` where nothing was decided, as in a fit.
    pub filled: Option<Filled>,
}

/// Whether a question was filled, and rightly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// Not filled.
    No,
    /// With an entry that answers in full, and not against the label's verdict.
    Right,
    /// With an entry that does not answer in full.
    WrongEntry,
    /// With an entry that answers in full, and a verdict other than the label's.
    WrongVerdict,
}

/// The verdict that the first match would give, against that of the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictCheck {
    /// The same.
    Agrees,
    /// Another: a choice made by it would be wrong.
    Contradicts,
    /// The match gives none.
    NotSaid,
}

/// A judged question.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Its key among the labels.
    pub key: String,
    /// Its hash.
    pub hash: String,
    /// The question.
    pub question: String,
    /// The numbers.
    pub outcome: Outcome,
    /// What happens with it.
    pub decision: Decision,
    /// The first entry, whatever was decided.
    pub entry: Option<String>,
    /// The wording of that entry that was matched.
    pub wording: Option<String>,
    /// The verdict that the first match would give.
    pub said: Option<Verdict>,
    /// The verdict of the label.
    pub labelled: Option<Verdict>,
}

impl Judged {
    /// Holds a judgement against its label; `key` is the label's among all of them.
    pub fn new(label: &Label, key: &str, judgement: &Judgement<'_>) -> Self {
        let is_full =
            |at: usize| judgement.suggestions.get(at).is_some_and(|s| label.full.contains(&s.entry.id));
        let first = judgement.suggestions.first();
        let right = is_full(0);
        let said = first.and_then(|s| s.answer.verdict);
        let filled = match judgement.decision {
            Decision::Fill if !right => Filled::WrongEntry,
            Decision::Fill if check(said, label.verdict) == Some(VerdictCheck::Contradicts) => {
                Filled::WrongVerdict
            }
            Decision::Fill => Filled::Right,
            Decision::Review | Decision::Leave => Filled::No,
        };
        Self {
            key: key.to_owned(),
            hash: label.hash(),
            question: label.question.clone(),
            outcome: Outcome {
                confidence: judgement.confidence.map_or(0.0, |c| c.get()),
                answerable: !label.full.is_empty(),
                right,
                right_in_three: (0..FIRST).any(is_full),
                near: right || first.is_some_and(|s| label.partial.contains(&s.entry.id)),
                filled: Some(filled),
            },
            decision: judgement.decision,
            entry: first.map(|s| s.entry.id.clone()),
            wording: first.map(|s| s.wording.text.clone()),
            said,
            labelled: label.verdict,
        }
    }

    /// The verdict of the match against that of the label; `None` where the label says none.
    pub fn verdict(&self) -> Option<VerdictCheck> {
        check(self.said, self.labelled)
    }

    /// Whether it was filled wrongly.
    pub fn is_wrong_fill(&self) -> bool {
        matches!(self.outcome.filled, Some(Filled::WrongEntry | Filled::WrongVerdict))
    }
}

/// "Among the first three" is what a reviewer is offered.
pub(super) const FIRST: usize = crate::respond::SUGGESTIONS;

fn check(said: Option<Verdict>, labelled: Option<Verdict>) -> Option<VerdictCheck> {
    labelled.map(|labelled| match said {
        None => VerdictCheck::NotSaid,
        Some(said) if said == labelled => VerdictCheck::Agrees,
        Some(_) => VerdictCheck::Contradicts,
    })
}

#[cfg(test)]
pub(super) mod testing {
    use super::Outcome;

    /// A question whose first match is right or not; answerable where it is.
    pub(crate) fn outcome(confidence: f64, right: bool) -> Outcome {
        Outcome { confidence, answerable: right, right, right_in_three: right, near: right, filled: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_is_only_checked_where_the_label_says_one() {
        assert_eq!(check(Some(Verdict::Yes), None), None);
        assert_eq!(check(None, Some(Verdict::Yes)), Some(VerdictCheck::NotSaid));
        assert_eq!(check(Some(Verdict::Yes), Some(Verdict::Yes)), Some(VerdictCheck::Agrees));
        assert_eq!(check(Some(Verdict::Yes), Some(Verdict::Partial)), Some(VerdictCheck::Contradicts));
    }
}
