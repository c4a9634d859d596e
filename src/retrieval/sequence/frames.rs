//! Where the object of a verb ends, and whether what follows belongs to the verb or to the object.
//!
//! "Do you encrypt data in Sweden?" is "Is data encrypted in Sweden?". "Do you review contracts with suppliers?" is not
//! "Are contracts reviewed with suppliers?": whose the suppliers are is not told by the words, so that such a question is
//! the same only in the same voice.

use super::nouns::is_party;
use super::plain::BOUNDARIES;
use crate::text::list::{Words, words};

/// More words that end a noun phrase, where the shape of the question is known.
static FURTHER_BOUNDARIES: Words = words![
    "and/or",
    "whose",
    "if",
    "unless",
    "until",
    "upon",
    "regarding",
    "such",
    "towards",
    "throughout",
    "how",
    "what",
    "why",
    "because",
    "but",
    "not",
    "outside",
    "inside",
    "among",
    "beyond",
    "except",
    "every",
    "once",
    "twice",
];

/// What makes a clock the one that follows: it is synchronised with its source and to its source.
static SOURCES: Words = words!["source", "sources", "reference", "standard", "standards", "ntp"];

/// Nouns that take "to": "access to data" is one thing.
static NOUNS_TO: Words =
    words!["access", "change", "changes", "login", "logins", "connection", "connections"];

/// Threats: "protected from loss" is "protected against loss", where "protect data from customers" may be about their data.
static THREATS: Words = words![
    "tampering",
    "manipulation",
    "alteration",
    "modification",
    "loss",
    "theft",
    "damage",
    "destruction",
    "disclosure",
    "misuse",
    "malware",
    "malicious",
    "virus",
    "viruses",
    "attack",
    "attacks",
    "intrusion",
    "intrusions",
    "unauthorised",
    "unauthorized",
    "ddos",
    "corruption",
    "leakage",
    "ransomware",
    "phishing",
    "interception",
    "eavesdropping",
    "fire",
    "flooding",
    "overheating",
    "spyware",
];

/// Numbers and spans of time: "within two hours" is not "in two hours".
static TIMES: Words = words![
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "ten",
    "twelve",
    "thirty",
    "ninety",
    "hours",
    "days",
    "minutes",
    "weeks",
    "months",
    "years",
    "day",
    "hour",
    "week",
    "month",
    "year",
    "reasonable",
    "agreed",
];

/// Whether a noun phrase ends before a word.
pub(super) fn ends(word: &str) -> bool {
    BOUNDARIES.contains(word) || FURTHER_BOUNDARIES.contains(word)
}

/// Whether the preposition behind a noun continues its phrase.
pub(super) fn belongs_to_noun(noun: &str, preposition: &str, verb: &str) -> bool {
    match preposition {
        // "assure customers of …" may be about what they are assured of.
        "of" => !takes(verb, "of") && !is_party(noun),
        "to" => NOUNS_TO.contains(noun) && !takes(verb, "to") && !matches!(verb, "restrict" | "limit"),
        _ => false,
    }
}

/// Whether a verb has its say in what stands behind a preposition, so that the phrase is no part of the object.
fn takes(verb: &str, preposition: &str) -> bool {
    match preposition {
        "to" => {
            matches!(verb, "synchronise" | "synchronize" | "require" | "send" | "report" | "grant" | "give")
        }
        "of" => matches!(verb, "inform" | "notify" | "require"),
        _ => false,
    }
}

/// Whether a word begins what everybody calls a threat: one is not protected against "claims" as against malware.
pub(super) fn is_threat(word: &str) -> bool {
    THREATS.contains(word)
}

/// Whether clocks follow a source, where "with" and "to" say the same; data goes one way or both.
pub(super) fn follows(object: &[&str], rest: &[&str]) -> bool {
    object.iter().any(|w| matches!(*w, "clock" | "clocks" | "time"))
        && rest.iter().any(|w| SOURCES.contains(w))
}

/// What follows a verb and its object, with the preposition that says the same in its most usual form.
pub(super) fn usual<'t>(verb: &str, object: &[&str], rest: &[&'t str]) -> Vec<&'t str> {
    let is = |stems: &[&str]| stems.iter().any(|stem| verb.starts_with(stem));
    match rest {
        ["from", threat, ..] if is(&["protect", "safeguard"]) && THREATS.contains(threat) => {
            [&["against"], &rest[1..]].concat()
        }
        ["within" | "inside", next, ..]
            if is(&["stor", "host", "locat", "process", "kept", "keep"])
                && !next.starts_with(|c: char| c.is_ascii_digit())
                && !TIMES.contains(next) =>
        {
            [&["in"], &rest[1..]].concat()
        }
        ["with", ..] if is(&["synchron"]) && follows(object, rest) => [&["to"], &rest[1..]].concat(),
        ["according", "to", tail @ ..] if is(&["certif"]) => [&["to"], tail].concat(),
        ["under" | "against", "iso", ..] if is(&["certif"]) => [&["to"], &rest[1..]].concat(),
        _ => rest.to_vec(),
    }
}
