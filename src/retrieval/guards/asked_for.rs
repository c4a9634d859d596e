//! The kind of answer asked for: a frequency, a place, a person, a document.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::super::signature::Asked;
use super::Subject;
use crate::text::list::{Words, words};
use crate::text::pattern::Pattern;
use crate::text::{Language, canonical_question};

/// Kinds that are asked with words of their own, anywhere in the text.
static SPECIFIC: LazyLock<Vec<(Asked, Pattern)>> = LazyLock::new(|| {
    [
        (Asked::Frequency, r"how (?:often|frequent(?:ly)?|regularly)|(?:what|which|at what|with what) (?:is the )?(?:frequency|interval)|frequency of|\bhur ofta\b|vilket intervall|vilken frekvens"),
        (Asked::Duration, r"how (?:long|quickly|fast|soon)|(?:what|which) (?:is the |are the )?(?:(?:\w+ ){0,2}(?:duration|retention|period|timeframe|time frame|timescale|response time)s?)|within what time|\bhur (?:länge|lång tid|snabbt)\b"),
        (Asked::Amount, r"how (?:many|much|large|big)|what (?:is the )?(?:number|percentage|amount|size|cost|level)|at what (?:cost|price)|\bhur (?:många|mycket|stor|stora)\b"),
        (Asked::Who, r"\bwho(?:m|se)?\b|(?:which|what) (?:is your )?(?:role|person|team|department|function|position)s?|\bby whom\b|name of the (?:person|role|owner)|responsible person|\b(?:vem|vilka personer|vilken roll)\b"),
        (Asked::When, r"\bwhen (?:was|were|did|do|does|is|are|will)\b|(?:date|time) of (?:the )?(?:last|latest|next)|last time|most recent(?:ly)?|\bnär (?:var|gjordes|genomfördes|sker|görs)\b|senaste"),
        (Asked::Where, r"\bwhere\b|(?:which|what) (?:country|countries|location|locations|region|regions|jurisdiction)|location of|\b(?:var (?:lagras|finns|ligger|är|behandlas|förvaras|driftas)|i vilket land|vilka länder)\b"),
        (Asked::Why, r"\bwhy\b|for what reason|\bvarför\b"),
        (Asked::Which, r"(?:which|what) (?:compan(?:y|ies)|firms?|suppliers?|subcontractors?)\b|\b(?:which|what)(?: \w+){0,3} (?:tools?|products?|vendors?|solutions?|software|technolog(?:y|ies)|algorithms?|protocols?|standards?|frameworks?|methods?|provider|benchmarks?|certificat\w+|source|siem|versions?|systems?|mechanisms?)\b|\bvilk(?:en|et|a)(?: \w+){0,2} (?:verktyg|produkter?|standarder|leverantörer|protokoll|algoritm\w*|metoder|certifier\w+|tidskälla|källa)\b"),
        (Asked::Evidence, r"(?:provide|attach|share|supply|send|upload|include|submit|enclose)(?: us| me)?(?: with)?(?: \w+){0,3} (?:cop(?:y|ies)|evidence|report|reports|document(?:s|ation)?|certificate|certificates|screenshot|link|url|diagram|sample|proof)|\bcopy of\b|\bevidence of\b|\bbifoga\b|\bkopia\b|\bunderlag\b|\bbevis på\b"),
    ]
    .into_iter()
    .map(|(asked, pattern)| (asked, Pattern::ascii(pattern, signs(asked))))
    .collect()
});

/// What a text bears that asks for a kind in words of its own.
fn signs(asked: Asked) -> &'static [&'static str] {
    match asked {
        Asked::Frequency => {
            &["how often", "how frequent", "how regularly", "frequency", "interval", "hur ofta", "frekvens"]
        }
        Asked::Duration => &[
            "how long",
            "how quickly",
            "how fast",
            "how soon",
            "duration",
            "retention",
            "period",
            "timeframe",
            "time frame",
            "timescale",
            "response time",
            "within what time",
            "hur l",
            "hur snabbt",
        ],
        Asked::Amount => &[
            "how many",
            "how much",
            "how large",
            "how big",
            "number",
            "percentage",
            "amount",
            "size",
            "cost",
            "level",
            "price",
            "hur m",
            "hur stor",
        ],
        Asked::Who => &[
            "who",
            "role",
            "person",
            "team",
            "department",
            "function",
            "position",
            "name of the",
            "vem",
            "vilken roll",
        ],
        Asked::When => &["when ", "date of", "time of", "last time", "most recent", "när ", "senaste"],
        Asked::Where => &[
            "where",
            "countr",
            "location",
            "region",
            "jurisdiction",
            "var ",
            "i vilket land",
            "vilka länder",
        ],
        Asked::Why => &["why", "for what reason", "varför"],
        Asked::Which => &["which", "what", "vilk"],
        Asked::Evidence => &[
            "provide",
            "attach",
            "share",
            "supply",
            "send",
            "upload",
            "include",
            "submit",
            "enclose",
            "copy of",
            "evidence of",
            "bifoga",
            "kopia",
            "underlag",
            "bevis p",
        ],
        // Asked for without a word of their own.
        Asked::Confirm | Asked::Describe => &[],
    }
}

/// What a question that wants a yes or no begins with.
pub(in crate::retrieval) const AUXILIARIES: &[&str] = &[
    "is", "are", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would", "should",
    "shall", "may", "must", "was", "were", "am", "isn't", "aren't", "don't", "doesn't", "är", "har", "finns",
    "kan", "ska", "skall", "bör", "får", "måste", "görs", "sker", "blir",
];
static DESCRIBING: Words = words![
    "how",
    "describe",
    "explain",
    "outline",
    "elaborate",
    "detail",
    "summarize",
    "summarise",
    "provide",
    "list",
    "state",
    "give",
    "specify",
    "tell",
    "what",
    "which",
    "hur",
    "beskriv",
    "redogör",
    "förklara",
    "ange",
    "vad",
    "vilka",
    "vilken",
    "vilket",
    "lista",
    "sammanfatta",
    "identify",
    "name",
    "comment",
    "indicate",
    "who",
    "whom",
    "whose",
    "when",
    "where",
    "why",
    "vem",
    "när",
    "var",
    "varför",
];
/// Imperatives that only ask for an answer, whatever the question behind them.
static STATING: Words = words![
    "state",
    "indicate",
    "confirm",
    "specify",
    "tell",
    "comment",
    "describe",
    "explain",
    "ange",
    "bekräfta",
    "beskriv",
];
static REQUIRING: Words =
    words!["shall", "must", "should", "ska", "skall", "måste", "bör", "needs", "required"];

/// The kinds of answer a text asks for.
pub(in crate::retrieval) fn asked(text: &str, language: Language) -> BTreeSet<Asked> {
    let text = canonical_question(text);
    let lower = text.to_lowercase();
    let mut found: BTreeSet<Asked> =
        SPECIFIC.iter().filter(|(_, pattern)| pattern.is_match(&lower)).map(|(asked, _)| *asked).collect();
    let words = super::super::signature::words(&lower);
    let polite =
        |w: &&String| !matches!(w.as_str(), "please" | "kindly" | "and" | "also" | "vänligen" | "och");
    // "You shall describe …" asks for a description, not whether somebody describes.
    let told = match words.as_slice() {
        [you, shall, what, ..]
            if you == "you"
                && matches!(shall.as_str(), "shall" | "must" | "should")
                && (DESCRIBING.contains(what.as_str()) || STATING.contains(what.as_str())) =>
        {
            2
        }
        _ => 0,
    };
    let words = words[told..].to_vec();
    let mut opening = words.iter().filter(polite).map(String::as_str);
    let first = opening.next();
    // "Please state: are logs kept?" and "Indicate if logs are kept" ask for a yes or no.
    let asks_behind = opening.next().is_some_and(|w| AUXILIARIES.contains(&w) || matches!(w, "if" | "om"))
        && first.is_some_and(|w| STATING.contains(w));
    let whether = lower.contains("whether")
        || lower.contains("confirm that")
        || lower.contains("confirm if")
        || lower.contains("verify that")
        || lower.contains("ensure that")
        || lower.contains("bekräfta att")
        || lower.contains("huruvida");
    let general = match first {
        _ if whether || asks_behind => Asked::Confirm,
        Some(word) if DESCRIBING.contains(word) => Asked::Describe,
        Some(word) if AUXILIARIES.contains(&word) => Asked::Confirm,
        _ if words.iter().any(|w| REQUIRING.contains(w.as_str())) => Asked::Confirm,
        // "Krypteras data?" begins with its verb; "…, do you?" has an auxiliary inside.
        _ if lower.ends_with('?')
            && (language == Language::Swedish || words.iter().any(|w| AUXILIARIES.contains(&w.as_str()))) =>
        {
            if words.iter().take(4).any(|w| DESCRIBING.contains(w.as_str())) {
                Asked::Describe
            } else {
                Asked::Confirm
            }
        }
        _ if is_statement(&words) => Asked::Confirm,
        _ => Asked::Describe,
    };
    // "Where is data stored?" asks where, and nothing more general.
    if found.is_empty() || general == Asked::Confirm {
        found.insert(general);
    }
    found
}

/// A sentence with a finite verb that states a fact, as in "Logs are protected": to be confirmed.
fn is_statement(words: &[String]) -> bool {
    words.len() > 3
        && words.iter().any(|w| {
            matches!(
                w.as_str(),
                "is" | "are"
                    | "has"
                    | "have"
                    | "verify"
                    | "ensure"
                    | "är"
                    | "har"
                    | "finns"
                    | "krypteras"
                    | "loggas"
            )
        })
}

/// Objects where the question asks for a kind of answer that the wording does not, and the answer has none of.
pub(super) fn check(subject: &Subject<'_>) -> Option<String> {
    let open: Vec<&str> = subject
        .question
        .signature
        .asked
        .iter()
        .filter(|asked| !subject.wording.signature.asked.contains(asked))
        .filter(|asked| match asked {
            Asked::Confirm | Asked::Describe => false,
            Asked::Frequency | Asked::Duration | Asked::Amount => subject.facts.quantities().is_empty(),
            Asked::Who | Asked::When | Asked::Where | Asked::Why | Asked::Which | Asked::Evidence => true,
        })
        .map(|asked| asked.in_words())
        .collect();
    (!open.is_empty()).then(|| format!("it asks {}, which the approved wording does not", open.join(" and ")))
}

#[cfg(test)]
mod tests {
    use super::super::check_english;
    use super::*;

    fn of(text: &str) -> Vec<Asked> {
        asked(text, Language::of(text)).into_iter().collect()
    }

    #[test]
    fn questions_requirements_and_statements_ask_for_a_yes_or_no() {
        for text in [
            "Is data encrypted?",
            "Do you encrypt data?",
            "The supplier shall encrypt data.",
            "Please describe whether data is encrypted.",
            "Please state: is data encrypted?",
            "Indicate if data is encrypted.",
            "Verify that data is encrypted at rest",
            "Krypteras data i vila?",
        ] {
            assert_eq!(of(text), [Asked::Confirm], "{text}");
        }
    }

    #[test]
    fn descriptions_and_labels_ask_for_words() {
        for text in [
            "How is data encrypted?",
            "Describe your encryption.",
            "Encryption at rest",
            "Hur krypteras data?",
        ] {
            assert_eq!(of(text), [Asked::Describe], "{text}");
        }
    }

    #[test]
    fn every_pattern_compiles_and_keeps_to_its_signs() {
        SPECIFIC.iter().for_each(|(_, pattern)| pattern.check());
    }

    #[test]
    fn specific_kinds_are_told_by_their_own_words() {
        assert_eq!(of("How often do you scan?"), [Asked::Frequency]);
        assert_eq!(of("How long are logs kept?"), [Asked::Duration]);
        assert_eq!(of("Who operates the service?"), [Asked::Who]);
        assert_eq!(of("Where is data stored?"), [Asked::Where]);
        assert_eq!(of("Which tool do you scan with?"), [Asked::Which]);
        assert_eq!(of("Which scanning tools do you have?"), [Asked::Which]);
        assert_eq!(of("Please provide a copy of the policy."), [Asked::Evidence]);
        assert_eq!(of("Hur ofta skannar ni?"), [Asked::Frequency]);
    }

    #[test]
    fn a_kind_that_the_answer_has_none_of_is_an_objection() {
        assert!(
            check_english(check, "How often are scans run?", "Are scans run?", "Scans are run regularly.")
                .is_some()
        );
        assert!(
            check_english(check, "How long are metrics kept?", "Are metrics kept?", "For 90 days.").is_none()
        );
    }
}
