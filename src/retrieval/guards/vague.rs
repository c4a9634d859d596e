//! Too general to have one answer.

use super::Subject;
use crate::text::list::{Words, words};

/// Stems that name the whole field rather than a matter in it (English and Swedish).
static GENERAL: Words = words![
    "secur",
    "inform",
    "measur",
    "control",
    "protect",
    "polici",
    "procedur",
    "process",
    "system",
    "servic",
    "data",
    "organ",
    "compani",
    "general",
    "overview",
    "practic",
    "approach",
    "program",
    "manag",
    "solut",
    "product",
    "platform",
    "technic",
    "complianc",
    "cyber",
    "it",
    "cybersecur",
    "overal",
    "posture",
    "postur",
    "comment",
    "other",
    "note",
    "säkerhet",
    "rutin",
    "åtgärd",
    "skydd",
    "tjänst",
    "allmän",
    "informationssäkerhet",
    "it-säkerhet",
    "övrig",
];

/// Objects where no word of the question names a matter of its own, and the wording is not the very same.
pub(super) fn check(subject: &Subject<'_>) -> Option<String> {
    let stems = &subject.question.stems;
    if subject.question.canonical.split_whitespace().count() == 1 && *stems != subject.wording.stems {
        return Some("a single word does not say what is asked".into());
    }
    let vague = stems.iter().all(|s| GENERAL.contains(s.as_str()));
    (vague && *stems != subject.wording.stems).then(|| "it is too general to have one answer".into())
}

#[cfg(test)]
mod tests {
    use super::super::check_english;
    use super::*;

    #[test]
    fn a_question_about_everything_is_vague() {
        for text in
            ["Describe your security.", "Information security policy?", "What security measures do you have?"]
        {
            assert!(check_english(check, text, "Is data encrypted?", "").is_some(), "{text}");
        }
        assert!(check_english(check, "Encryption", "Is data encrypted at rest?", "").is_some());
        assert!(check_english(check, "Describe your encryption.", "Is data encrypted?", "").is_none());
    }
}
