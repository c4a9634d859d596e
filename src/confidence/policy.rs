//! Confidence and reasons to a decision.

use super::calibration::Confidence;
use super::decision::Decision;
use super::reason::Reason;

/// How the first match stands to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The question is one that a person approved, in other words or the same.
    Approved,
    /// The match is only near.
    Near,
}

/// From where on a match is worth a reviewer's look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// A match below this probability is not suggested.
    pub suggest_from: f64,
}

impl Policy {
    /// From here on more than half of the suggestions answer at least a part of the question (188 of 337 labelled ones), which is
    /// worth a reviewer's look; in the next band below it is one in five (12 of 64), and the list hides the good ones.
    pub const DEFAULT: Self = Self { suggest_from: 0.03 };

    /// Fills only an approved question that nothing speaks against; suggests what is likely enough; leaves the rest.
    pub fn decide(&self, standing: Standing, confidence: Option<Confidence>, reasons: &[Reason]) -> Decision {
        let Some(confidence) = confidence else { return Decision::Leave };
        if standing == Standing::Approved {
            return if reasons.iter().any(|r| r.code.vetoes()) { Decision::Review } else { Decision::Fill };
        }
        if confidence.get() >= self.suggest_from { Decision::Review } else { Decision::Leave }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::super::calibration::{Calibration, Score};
    use super::super::reason::ReasonCode;
    use super::*;

    #[test]
    fn only_an_approved_question_fills_however_sure_the_score() {
        let sure = Calibration { lead: 0.0 }.confidence(Score(50.0), None);
        assert_eq!(Policy::DEFAULT.decide(Standing::Near, Some(sure), &[]), Decision::Review);
        assert_eq!(
            Policy::DEFAULT.decide(Standing::Approved, Some(Calibration::approved()), &[]),
            Decision::Fill
        );
    }

    #[test]
    fn every_veto_turns_a_fill_into_a_review() {
        for code in ReasonCode::ALL.into_iter().filter(|c| c.vetoes()) {
            let reasons = [Reason::new(code, "x")];
            let decision =
                Policy::DEFAULT.decide(Standing::Approved, Some(Calibration::approved()), &reasons);
            assert_eq!(decision, Decision::Review, "{code:?}");
        }
    }

    #[test]
    fn nothing_found_is_left_blank() {
        assert_eq!(Policy::DEFAULT.decide(Standing::Near, None, &[]), Decision::Leave);
    }
}
