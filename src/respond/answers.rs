//! Answers that are held once, however many rows get them: a long form has many rows and the base has few entries.

use std::collections::HashMap;
use std::sync::Arc;

use super::{AskedPart, Judgement, Suggestion};
use crate::answer::Answer;

/// Answers of one text that are told apart, by their choices and reasons; of further ones each row holds its own. A base has
/// few, and a form that makes thousands would make every row slow.
const MOST_OF_A_TEXT: usize = 32;

/// The answers of a response so far, by their texts.
#[derive(Default)]
pub(super) struct Answers {
    by_text: HashMap<Arc<str>, Vec<Arc<Answer>>>,
}

impl Answers {
    /// Lets a judgement share what it has in common with earlier ones, and drops what was only good for deciding.
    pub(super) fn share(&mut self, judgement: &mut Judgement<'_>) {
        let parts = judgement.composed.iter_mut().flat_map(|composed| &mut composed.parts);
        let nearest = parts.filter_map(|part: &mut AskedPart<'_>| part.nearest.as_mut());
        judgement.suggestions.iter_mut().chain(nearest).for_each(|suggestion| self.slim(suggestion));
        judgement.suggestions.shrink_to_fit();
        judgement.reasons.shrink_to_fit();
    }

    fn slim(&mut self, suggestion: &mut Suggestion<'_>) {
        suggestion.found = None;
        let same = self.by_text.entry(Arc::clone(&suggestion.answer.text)).or_default();
        match same.iter().find(|answer| **answer == suggestion.answer) {
            Some(answer) => suggestion.answer = Arc::clone(answer),
            None if same.len() < MOST_OF_A_TEXT => same.push(Arc::clone(&suggestion.answer)),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::confidence::{Calibration, Decision, Standing};
    use crate::knowledge::{Audience, sample};
    use crate::text::Language;

    #[test]
    fn equal_answers_are_held_once_and_others_stay_what_they_are() {
        let base = sample(Audience::Public).unwrap();
        let entry = &base.entries[0];
        let answer = |text: &str, narrative: &str| Answer {
            verdict: None,
            choice: None,
            text: text.into(),
            narrative: narrative.into(),
            short: None,
            reasons: Vec::new(),
        };
        let mut answers = Answers::default();
        let mut shared = |answer: Answer| {
            let suggestion = Suggestion {
                entry,
                wording: &entry.wordings[0],
                standing: Standing::Near,
                confidence: Calibration::approved(),
                answer: Arc::new(answer),
                found: None,
            };
            let mut judgement = Judgement {
                language: Language::English,
                decision: Decision::Review,
                confidence: None,
                reasons: Vec::new(),
                suggestions: vec![suggestion],
                composed: None,
            };
            answers.share(&mut judgement);
            Arc::clone(&judgement.suggestions[0].answer)
        };
        let first = shared(answer("Yes. One.", "One."));
        assert!(Arc::ptr_eq(&first, &shared(answer("Yes. One.", "One."))));
        let other = shared(answer("Yes. One.", "Another."));
        assert_eq!(*other, answer("Yes. One.", "Another."));
        for number in 0..2 * MOST_OF_A_TEXT {
            let narrative = number.to_string();
            assert_eq!(*shared(answer("Yes. One.", &narrative)), answer("Yes. One.", &narrative));
        }
        assert!(answers.by_text.values().all(|same| same.len() <= MOST_OF_A_TEXT));
    }
}
