//! Asked the other way round: negations, negative verbs and adjectives, exceptions.

use std::collections::BTreeSet;

use super::Subject;
use crate::text::list::{Words, words};

/// Words that turn a sentence round.
static NEGATIONS: Words = words![
    "not", "no", "never", "none", "nor", "neither", "nobody", "nothing", "nowhere", "cannot", "without",
    "lack", "lacks", "lacking", "fail", "fails", "failed", "failing", "failure", "absent", "absence",
    "hardly", "barely", "inte", "ej", "aldrig", "ingen", "inget", "inga", "utan", "saknas", "saknar",
    "varken", "icke",
];
/// Verbs and adjectives that undo what the subject is about.
static UNDOING: Words = words![
    "disable",
    "disables",
    "disabled",
    "disabling",
    "deactivate",
    "deactivated",
    "exempt",
    "exempted",
    "exempts",
    "exclude",
    "excluded",
    "excludes",
    "excluding",
    "bypass",
    "bypassed",
    "bypasses",
    "skip",
    "skipped",
    "skips",
    "ignore",
    "ignored",
    "ignores",
    "waive",
    "waived",
    "refuse",
    "refuses",
    "refused",
    "decline",
    "declines",
    "omit",
    "omitted",
    "neglect",
    "neglected",
    "impossible",
    "plaintext",
    "cleartext",
    "insecure",
    "insecurely",
    "unable",
    "prevented",
    "forbidden",
    "prohibited",
    "stop",
    "stopped",
    "cease",
    "ceased",
    "postpone",
    "postponed",
    "avoid",
    "avoided",
    "inadequate",
    "insufficient",
    "weak",
    "outdated",
    "expired",
    "missing",
    "incomplete",
    "free",
    "inaktivera",
    "inaktiverad",
    "inaktiverat",
    "avaktivera",
    "avstängd",
    "omöjligt",
    "undantagen",
    "undantagna",
    "klartext",
    "kringgå",
    "uteslutna",
    "okrypterad",
    "okrypterade",
    "okrypterat",
    "oövervakad",
    "oskyddad",
    "oskyddade",
    "osynkroniserade",
    "ologgad",
    "ologgade",
];
/// Words that begin like a negative and are none, or whose positive is not the subject.
static NOT_NEGATIVE: Words = words![
    "under",
    "unit",
    "units",
    "united",
    "union",
    "unique",
    "unified",
    "universal",
    "university",
    "until",
    "unless",
    "understand",
    "understanding",
    "undertake",
    "undertaken",
    "underlying",
    "underpin",
    "unusual",
    "unauthorized",
    "unauthorised",
    "unwanted",
    "unexpected",
    "uninterrupted",
    "uninterruptible",
    "unix",
    "unplanned",
    "unlawful",
    "unintended",
    "undergo",
    "undergone",
    "unsolicited",
    "untrusted",
    "unknown",
    "unethical",
    "union's",
    "unintentional",
    "undue",
];
/// Exceptions: more than one word, so looked for in the text.
const EXCEPTIONS: &[&str] = &[
    "other than",
    "except",
    "apart from",
    "excluding",
    "exempt",
    "unless",
    "instead of",
    "rather than",
    "outside of",
    "outside",
    "beyond",
    "clear text",
    "plain text",
    "turned off",
    "switched off",
    "opt out",
    "opt-out",
    "förutom",
    "undantag",
    "utöver",
    "i stället för",
    "istället för",
    "i klartext",
    "stängs av",
    "utanför",
];

/// Whether an odd number of negations stands in the words.
pub(in crate::retrieval) fn is_negated(words: &[String]) -> bool {
    // "whether or not" asks, it does not deny; "not only" adds.
    let pairs =
        words.windows(2).filter(|w| w[1] == "not" && w[0] == "or" || w[0] == "not" && w[1] == "only").count();
    let count = words.iter().filter(|w| is_negative(w)).count();
    count.saturating_sub(pairs) % 2 == 1
}

fn is_negative(word: &str) -> bool {
    NEGATIONS.contains(word)
        || UNDOING.contains(word)
        || word.ends_with("n't")
        || (word.starts_with("un") && word.len() > 6 && word.ends_with("ed") && !NOT_NEGATIVE.contains(word))
        || (word.starts_with("non") && word.len() > 7)
}

/// The exceptions that the text names.
pub(in crate::retrieval) fn exceptions(text: &str) -> BTreeSet<&'static str> {
    let text =
        format!(" {} ", text.to_lowercase().replace(|c: char| !(c.is_alphanumeric() || c == '-'), " "));
    EXCEPTIONS
        .iter()
        .copied()
        .filter(|e| {
            text.contains(e) && (text.contains(&format!(" {e} ")) || text.contains(&format!(" {e}s ")))
        })
        .collect()
}

/// Objects where the question turns round what the wording asks, or names an exception that it does not.
pub(super) fn check(subject: &Subject<'_>) -> Option<String> {
    let (asked, approved) = (&subject.question.signature, &subject.wording.signature);
    if asked.negated != approved.negated {
        return Some("it is asked the other way round than the approved wording".into());
    }
    let more: Vec<&str> = asked.exceptions.difference(&approved.exceptions).copied().collect();
    (!more.is_empty()).then(|| {
        format!("it asks about an exception (\"{}\") that the approved wording does not", more.join("\", \""))
    })
}

#[cfg(test)]
mod tests {
    use super::super::check_english;
    use super::*;
    use crate::retrieval::signature::words;

    fn negated(text: &str) -> bool {
        is_negated(&words(text))
    }

    #[test]
    fn negations_negative_verbs_and_adjectives_turn_a_question_round() {
        for text in [
            "Is data not encrypted?",
            "Are any disks unencrypted?",
            "Is logging disabled?",
            "Do you store keys without protection?",
            "Don't you log access?",
            "Do systems fail to sync?",
            "Sker lagring utan kryptering?",
        ] {
            assert!(negated(text), "{text}");
        }
    }

    #[test]
    fn two_negations_cancel_and_harmless_words_do_not_count() {
        for text in [
            "Is no disk left unencrypted?",
            "Do you detect unauthorised access?",
            "Is it logged or not?",
            "Do you follow uniform and unified standards?",
            "Under which policy?",
        ] {
            assert!(!negated(text), "{text}");
        }
    }

    #[test]
    fn the_same_negation_in_question_and_wording_is_no_objection() {
        assert!(
            check_english(check, "Are disks unencrypted?", "Are any disks left unencrypted?", "").is_none()
        );
        assert!(check_english(check, "Are disks unencrypted?", "Are disks encrypted?", "").is_some());
    }

    #[test]
    fn an_exception_is_named() {
        let said = check_english(
            check,
            "Is data stored in countries other than Sweden?",
            "Is data stored in Sweden?",
            "",
        );
        assert!(said.unwrap().contains("other than"));
    }
}
