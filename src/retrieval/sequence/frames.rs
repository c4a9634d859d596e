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
    "as", "before", "after", "during", "when", "while", "if", "unless", "until", "per", "every", "once",
    "twice", "within",
];
/// Those that may as well tell of the object ("employees using AI tools"), unless it is a thing that uses nothing.
const OF_EITHER: &[&str] = &["using", "according"];
const INERT: &[&str] = &[
    "backups",
    "credentials",
    "data",
    "disks",
    "drives",
    "information",
    "keys",
    "media",
    "passwords",
    "secrets",
    "tapes",
];

/// Prepositions of place: with other verbs than those of a place they may tell which of the things are meant ("monitor
/// changes in the law").
const OF_PLACE: &[&str] = &["in", "on", "at"];
const PLACING: &[&str] = &[
    "back", "deploy", "encrypt", "host", "install", "keep", "locate", "operate", "place", "process",
    "retain", "run", "save", "store",
];
/// What stands behind them when they tell a state or a time.
const STATES: &[&str] = &["rest", "transit", "real"];
/// What stands behind "on" and "at" when it tells the occasion, with verbs whose objects are about no occasion.
const OCCASIONS: &[&str] = &["demand", "request", "termination"];
const ENDING: &[&str] = &["delete", "destroy", "erase", "remove", "revoke", "wipe"];

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

/// What something is looked through for, as the first word behind "for": "rooms for servers" are rooms.
const FINDINGS: &[&str] = &[
    "anomalies",
    "errors",
    "intrusions",
    "malicious",
    "malware",
    "misconfigurations",
    "threats",
    "viruses",
    "vulnerabilities",
    "weaknesses",
];
/// What things are encrypted with, as the first word behind "with": "files with passwords" hold them.
const MEANS: &[&str] = &["aes", "argon2", "bcrypt", "bitlocker", "luks", "rsa", "salt", "scrypt", "tls"];
/// What somebody is told of: "users of the platform" are no news.
const NEWS: &[&str] = &[
    "breaches",
    "changes",
    "disruptions",
    "incidents",
    "interruptions",
    "maintenance",
    "outages",
    "vulnerabilities",
];
/// What makes a clock the one that follows: it is synchronised with its source and to its source.
const SOURCES: &[&str] = &["source", "sources", "reference", "standard", "standards", "ntp"];

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
    "spyware",
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

/// Whether the phrase behind an object is one that the verb takes and the object cannot.
fn belongs_to_verb(verb: &str, object: &[&str], rest: &[&str]) -> bool {
    let [preposition, next, ..] = rest else { return false };
    match *preposition {
        "for" => matches!(verb, "check" | "inspect" | "monitor" | "scan" | "test") && FINDINGS.contains(next),
        "against" | "from" => is_guarding(verb) && THREATS.contains(next),
        "with" if MEANS.contains(next) => matches!(verb, "encrypt" | "hash" | "protect"),
        "with" | "to" => verb.starts_with("synchron") && follows(object, rest),
        "of" => matches!(verb, "inform" | "notify") && NEWS.contains(next),
        _ => false,
    }
}

/// Whether a word begins what everybody calls a threat: one is not protected against "claims" as against malware.
pub(super) fn is_threat(word: &str) -> bool {
    THREATS.contains(&word)
}

fn is_guarding(verb: &str) -> bool {
    matches!(verb, "defend" | "guard" | "protect" | "safeguard" | "secure")
}

/// Whether clocks follow a source, where "with" and "to" say the same; data goes one way or both.
fn follows(object: &[&str], rest: &[&str]) -> bool {
    object.iter().any(|w| matches!(*w, "clock" | "clocks" | "time"))
        && rest.iter().any(|w| SOURCES.contains(w))
}

/// Whether what follows an object belongs to the clause or to its verb, so that it stays behind the verb in the passive.
pub(super) fn belongs_to_clause(verb: &str, object: &[&str], rest: &[&str]) -> bool {
    let Some((preposition, behind)) = rest.split_first() else { return true };
    let next = behind.first().copied().unwrap_or_default();
    let counted = next.starts_with(|c: char| c.is_ascii_digit());
    let event = object.last().is_some_and(|noun| EVENTS.contains(noun));
    if OF_PLACE.contains(preposition) || matches!(*preposition, "within" | "inside") && !counted {
        // "Data of customers in Sweden" may be about where the customers are.
        let plain = !event && !object.iter().any(|w| ends(w) || is_party(w)) && !is_party(next);
        return STATES.contains(&next)
            || OCCASIONS.contains(&next) && ENDING.contains(&verb)
            || PLACING.contains(&verb) && plain;
    }
    belongs_to_verb(verb, object, rest)
        || OF_EITHER.contains(preposition) && object.last().is_some_and(|w| INERT.contains(w))
        || OF_THE_CLAUSE.contains(preposition)
            && (counted || !event || matches!(*preposition, "every" | "once" | "twice"))
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
