//! Where the object of a verb ends, and whether what follows belongs to the verb or to the object.
//!
//! "Do you encrypt data in Sweden?" is "Is data encrypted in Sweden?". "Do you review contracts with suppliers?" is not
//! "Are contracts reviewed with suppliers?": whose the suppliers are is not told by the words, so that such a question is
//! the same only in the same voice.

use super::nouns::is_party;

/// Words that end a noun phrase.
pub(super) const BOUNDARIES: &[&str] = &[
    "in",
    "on",
    "at",
    "of",
    "to",
    "for",
    "by",
    "with",
    "from",
    "into",
    "through",
    "and",
    "or",
    "and/or",
    "as",
    "via",
    "within",
    "against",
    "about",
    "over",
    "under",
    "between",
    "across",
    "before",
    "after",
    "during",
    "without",
    "according",
    "that",
    "which",
    "who",
    "whose",
    "when",
    "where",
    "while",
    "if",
    "unless",
    "until",
    "so",
    "than",
    "per",
    "using",
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

/// Prepositions and conjunctions that tell when or how something is done.
const OF_THE_CLAUSE: &[&str] = &[
    "as",
    "before",
    "after",
    "during",
    "when",
    "while",
    "if",
    "unless",
    "until",
    "per",
    "according",
    "regarding",
    "upon",
    "every",
    "once",
    "twice",
    "via",
    "through",
    "within",
    "using",
    "without",
];

/// Prepositions of place: with other verbs than those of a place they may tell which of the things are meant ("monitor
/// changes in the law").
const OF_PLACE: &[&str] = &["in", "on", "at"];
const PLACING: &[&str] = &[
    "back", "deploy", "encrypt", "host", "install", "keep", "locate", "operate", "place", "process",
    "retain", "run", "save", "store",
];
/// What stands behind them when they tell a state or a time.
const STATES: &[&str] =
    &["rest", "transit", "advance", "demand", "request", "termination", "writing", "real", "regular", "use"];

/// Nouns of what happens: what follows them may tell how it happened ("log access via VPN").
const EVENTS: &[&str] = &[
    "access",
    "activities",
    "activity",
    "attempts",
    "attack",
    "attacks",
    "change",
    "changes",
    "communication",
    "connection",
    "connections",
    "event",
    "events",
    "incident",
    "incidents",
    "login",
    "logins",
    "request",
    "requests",
    "traffic",
    "transfer",
    "transfers",
    "use",
    "work",
];

/// Verbs that take a preposition: what it leads belongs to them.
const OF_THE_VERB: &[(&str, &[&str])] = &[
    (
        "to",
        &[
            "allow",
            "ask",
            "assign",
            "connect",
            "copy",
            "deliver",
            "disclose",
            "enable",
            "export",
            "forward",
            "give",
            "grant",
            "hand",
            "move",
            "oblige",
            "permit",
            "report",
            "require",
            "send",
            "submit",
            "synchronise",
            "synchronize",
            "transfer",
            "transmit",
        ],
    ),
    ("for", &["check", "inspect", "monitor", "scan", "screen", "test"]),
    (
        "against",
        &["check", "defend", "guard", "protect", "safeguard", "secure", "test", "validate", "verify"],
    ),
    ("with", &["encrypt", "hash", "protect", "sign", "synchronise", "synchronize"]),
    ("from", &["isolate", "protect", "safeguard", "segregate", "separate"]),
    ("of", &["inform", "notify", "require", "expect", "demand", "ask"]),
];

/// Nouns that take "to": "access to data" is one thing.
const NOUNS_TO: &[&str] = &["access", "change", "changes", "login", "logins", "connection", "connections"];

/// Threats: "protected from loss" is "protected against loss", where "protect data from customers" may be about their data.
const THREATS: &[&str] = &[
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
];

/// Numbers and spans of time: "within two hours" is not "in two hours".
const TIMES: &[&str] = &[
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
    BOUNDARIES.contains(&word)
}

/// Whether the preposition behind a noun continues its phrase.
pub(super) fn belongs_to_noun(noun: &str, preposition: &str, verb: &str) -> bool {
    match preposition {
        // "assure customers of …" may be about what they are assured of.
        "of" => !takes(verb, "of") && !is_party(noun),
        "to" => NOUNS_TO.contains(&noun) && !takes(verb, "to") && !matches!(verb, "restrict" | "limit"),
        _ => false,
    }
}

fn takes(verb: &str, preposition: &str) -> bool {
    OF_THE_VERB.iter().any(|(own, verbs)| *own == preposition && verbs.contains(&verb))
}

/// Whether what follows an object belongs to the clause or to its verb, so that it stays behind the verb in the passive.
pub(super) fn belongs_to_clause(verb: &str, object: &[&str], rest: &[&str]) -> bool {
    let Some((preposition, behind)) = rest.split_first() else { return true };
    let next = behind.first().copied().unwrap_or_default();
    let counted = next.starts_with(|c: char| c.is_ascii_digit());
    let event = object.last().is_some_and(|noun| EVENTS.contains(noun));
    if OF_PLACE.contains(preposition) || matches!(*preposition, "within" | "inside") && !counted {
        return STATES.contains(&next) || counted || PLACING.contains(&verb) && !event && !is_party(next);
    }
    if takes(verb, preposition) {
        return *preposition == "to" || *preposition == "of" || !is_party(next);
    }
    OF_THE_CLAUSE.contains(preposition)
        && (counted || !event || matches!(*preposition, "every" | "once" | "twice"))
}

/// What follows a verb, with the preposition that says the same in its most usual form.
pub(super) fn usual<'t>(verb: &str, rest: &[&'t str]) -> Vec<&'t str> {
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
        ["with", ..] if is(&["synchron"]) => [&["to"], &rest[1..]].concat(),
        ["according", "to", tail @ ..] if is(&["certif"]) => [&["to"], tail].concat(),
        ["under" | "against", "iso", ..] if is(&["certif"]) => [&["to"], &rest[1..]].concat(),
        _ => rest.to_vec(),
    }
}
