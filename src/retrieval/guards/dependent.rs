//! Leans on another row: "If yes, describe", "see above".

use super::Subject;
use crate::text::pattern::{Pattern, patterns};

patterns! {
    static LEANING = Pattern::new(
        r"(?xi)^\W*(?:if\s+(?:yes|no|so|not|you\s+answered|applicable|the\s+answer|any|none|other)\b|if\s+yes|om\s+(?:ja|nej|så|svaret)\b|i\s+så\s+fall)
          |\b(?:(?:the\s+)?(?:above|previous|preceding)\s+(?:question|answer|control|item|row)|as\s+(?:above|mentioned|stated\s+above)|see\s+above|question\s+[0-9]+\b|föregående\s+fråga|enligt\s+ovan)",
        &[
            "if yes", "if no", "if so", "if you", "if appl", "if the", "if any", "if other", "om ja", "om nej", "om s",
            "i s", "above", "previous", "preceding", "as mentioned", "question ", "ende fr", "ovan",
        ],
    );
}

/// Whether the text cannot be understood without another row.
pub(in crate::retrieval) fn is_dependent(text: &str) -> bool {
    LEANING.is_match(text)
}

/// Objects to every such question.
pub(super) fn check(subject: &Subject<'_>) -> Option<String> {
    (subject.question.signature.dependent && !subject.wording.signature.dependent)
        .then(|| "it leans on another row and cannot be answered on its own".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_lean_on_another_are_known() {
        for text in [
            "If yes, please describe.",
            "If so, how?",
            "Om ja, beskriv hur",
            "Describe the control in the previous question.",
        ] {
            assert!(is_dependent(text), "{text}");
        }
        assert!(!is_dependent("Is it logged if a user fails to log in?"));
    }
}
