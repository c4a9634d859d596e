//! Somebody or something else than the entry speaks of.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::super::signature::Actor;
use super::Subject;
use crate::text::Language;
use crate::text::list::{Words, words};

/// Parties and things that an answer about the service does not include by itself: a name for each, and the words for it.
/// A trailing `*` lets a word go on.
const SCOPES: &[(&str, &[&str])] = &[
    (
        "suppliers and subcontractors",
        &[
            "subcontractor*",
            "sub-contractor*",
            "sub contractor*",
            "subprocessor*",
            "sub-processor*",
            "sub processor*",
            "third part*",
            "third-part*",
            "vendors",
            "suppliers",
            "supply chain",
            "outsourc*",
            "underleverantör*",
            "underbiträde*",
            "tredjepart*",
            "leverantörer",
            "partners",
            "fourth part*",
        ],
    ),
    ("consultants", &["consultant*", "contractor*", "temporary staff", "freelanc*", "konsult*"]),
    (
        "employees' devices",
        &[
            "laptop*",
            "workstation*",
            "desktop*",
            "mobile device*",
            "mobile phone*",
            "smartphone*",
            "byod",
            "tablet*",
            "personal device*",
            "removable media",
            "usb*",
            "portable",
            "endpoints",
            "company devices",
            "client computers",
            "client system*",
            "client device*",
            "end user device*",
            "end-user device*",
            "bärbara*",
            "mobila enheter",
            "arbetsstation*",
            "klienter",
        ],
    ),
    ("backups", &["backup*", "back-up*", "back up*", "säkerhetskopi*", "tape*", "archive tapes", "backuper"]),
    (
        "data in transit",
        &[
            "in transit",
            "in motion",
            "transmitted",
            "transmission*",
            "during transfer",
            "in-transit",
            "under överföring",
            "i transit",
            "vid överföring",
        ],
    ),
    (
        "applications",
        &[
            "application*",
            "app",
            "apps",
            "web app*",
            "saas",
            "apis",
            "source code",
            "applikation*",
            "software development",
            "sdlc",
            "mobile app*",
        ],
    ),
    (
        "test and development environments",
        &[
            "test environment*",
            "development environment*",
            "non-production",
            "non production",
            "staging",
            "test data",
            "testmiljö*",
            "utvecklingsmiljö*",
        ],
    ),
    (
        "premises",
        &[
            "office*",
            "facility",
            "facilities",
            "building*",
            "physical access",
            "visitors",
            "cctv",
            "lokaler",
            "byggnad*",
            "kontor*",
        ],
    ),
    ("paper", &["paper", "printed", "hard copy", "hardcopy", "papper*"]),
    ("wireless networks", &["wireless", "wi-fi", "wifi", "wlan", "trådlös*"]),
    ("e-mail", &["email*", "e-mail*", "e-post*", "mail server*"]),
    (
        "dedicated hardware",
        &["dedicated hardware", "dedicated server*", "dedikerad hårdvara", "single tenant", "single-tenant"],
    ),
    (
        "children and consumers",
        &["children", "minors", "consumers", "patients", "students", "barn", "elever"],
    ),
];

/// The words with the blanks that bound them, made once.
static BOUNDED: LazyLock<Vec<(&'static str, Vec<String>)>> = LazyLock::new(|| {
    let bounded = |word: &&str| match word.strip_suffix('*') {
        Some(head) => format!(" {head}"),
        None => format!(" {word} "),
    };
    SCOPES.iter().map(|(name, words)| (*name, words.iter().map(bounded).collect())).collect()
});

/// The scopes a text names.
pub(in crate::retrieval) fn scopes(text: &str) -> BTreeSet<&'static str> {
    let words = text.to_lowercase().replace(|c: char| !(c.is_alphanumeric() || c == '-'), " ");
    let text = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
    BOUNDED
        .iter()
        .filter(|(_, words)| words.iter().any(|w| text.contains(w)))
        .map(|(name, _)| *name)
        .collect()
}

/// Auxiliaries beside which a pronoun tells who acts. Swedish "i" is a preposition too, and stands beside "är" and "finns"
/// as one.
static BESIDE_PRONOUNS: Words = words![
    "can", "could", "do", "does", "may", "are", "will", "should", "must", "did", "have", "would", "shall",
    "kan", "får", "ska", "måste", "har",
];

/// Who acts: the first personal pronoun behind an auxiliary, or in front of one. "Can we access our logs?" is about the customer,
/// "Do you log access?" and "Is access logged?" about the supplier.
pub(in crate::retrieval) fn actor(words: &[String], _language: Language) -> Actor {
    let near = |at: usize| {
        at.checked_sub(1)
            .and_then(|before| words.get(before))
            .is_some_and(|w| BESIDE_PRONOUNS.contains(w.as_str()))
            || words.get(at + 1).is_some_and(|w| BESIDE_PRONOUNS.contains(w.as_str()))
    };
    for (at, word) in words.iter().enumerate() {
        match word.as_str() {
            "we" | "i" | "vi" | "jag" if near(at) || at == 0 => return Actor::Customer,
            "you" | "ni" => return Actor::Supplier,
            _ => {}
        }
    }
    Actor::Supplier
}

/// Objects where the question is about a party or thing that neither the wording nor the answer names.
pub(super) fn check(subject: &Subject<'_>) -> Option<String> {
    if subject.question.signature.actor != subject.wording.signature.actor
        && subject.question.signature.actor == Actor::Customer
    {
        return Some("it asks what the customer can do, the approved wording what the supplier does".into());
    }
    let open: Vec<&str> = subject
        .question
        .signature
        .scopes
        .iter()
        .copied()
        .filter(|s| !subject.wording.signature.scopes.contains(s) && !subject.facts.scopes().contains(s))
        .collect();
    if !open.is_empty() {
        return Some(format!("it asks about {}, which the answer does not speak of", open.join(" and ")));
    }
    (subject.question.signature.universal
        && !subject.wording.signature.universal
        && !subject.facts.universal())
    .then(|| "it asks about all of them, and the answer does not say that".into())
}

/// Whether an answer speaks of the whole.
pub(super) fn is_universal(answer: &str) -> bool {
    let answer = format!(" {} ", answer.to_lowercase());
    [" all ", " every ", " each ", " alla ", " varje ", " samtliga ", " always "]
        .iter()
        .any(|w| answer.contains(w))
}

#[cfg(test)]
mod tests {
    use super::super::check_english;
    use super::*;
    use crate::retrieval::signature::words;

    #[test]
    fn another_party_or_medium_is_an_objection() {
        for asked in [
            "Do your subcontractors encrypt stored data?",
            "Are laptops encrypted?",
            "Is data encrypted in transit?",
            "Are backups encrypted?",
        ] {
            assert!(
                check_english(check, asked, "Is stored data encrypted?", "All disks are encrypted.")
                    .is_some(),
                "{asked}"
            );
        }
    }

    #[test]
    fn what_the_answer_names_is_in_scope() {
        assert!(
            check_english(
                check,
                "Are company devices monitored?",
                "Malware",
                "All company devices have EDR."
            )
            .is_none()
        );
    }

    #[test]
    fn customer_and_supplier_are_told_apart_by_their_pronouns() {
        assert_eq!(actor(&words("Can we access our logs?"), Language::English), Actor::Customer);
        assert_eq!(actor(&words("Do you have access to our logs?"), Language::English), Actor::Supplier);
        assert_eq!(actor(&words("Is our data encrypted?"), Language::English), Actor::Supplier);
        assert_eq!(actor(&words("Kan vi läsa våra loggar?"), Language::Swedish), Actor::Customer);
    }
}
