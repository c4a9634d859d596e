//! Whether what stands behind an object belongs to the clause, so that it stays behind the verb in the passive.
//!
//! Mostly the words do not tell: "employees using AI tools" use them, "data from the EU" comes from there. So both the verb
//! and the word behind the preposition have to be ones of which it is known.

use super::frames::{ends, follows, is_threat};
use super::nouns::is_party;
use crate::text::list::{Words, words};

/// Prepositions and conjunctions that tell when or how something is done.
static OF_THE_CLAUSE: Words = words![
    "as", "before", "after", "during", "when", "while", "if", "unless", "until", "per", "every", "once",
    "twice", "within",
];
/// Those that may as well tell of the object ("employees using AI tools"), unless it is a thing that uses nothing.
const OF_EITHER: &[&str] = &["using", "according"];
static INERT: Words = words![
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
static PLACING: Words = words![
    "back", "deploy", "encrypt", "host", "install", "keep", "locate", "operate", "place", "process",
    "retain", "run", "save", "store",
];
/// What stands behind them when they tell a state or a time.
const STATES: &[&str] = &["rest", "transit", "real"];
/// What names no place: applications are made in writing, equipment is in use.
static NO_PLACES: Words = words!["development", "production", "test", "use", "writing"];
/// What stands behind "on" and "at" when it tells the occasion, with verbs whose objects are about no occasion.
const OCCASIONS: &[&str] = &["demand", "request", "termination"];
static ENDING: Words = words!["delete", "destroy", "erase", "remove", "revoke", "wipe"];

/// Verbs of handing over, and what stands behind "in" when it tells in which form.
const HANDING_OVER: &[&str] = &["deliver", "export", "hand", "provide", "return", "supply"];
const FORMATS: &[&str] = &["form", "format", "formats"];

/// Nouns of what happens: what follows them may tell how it happened ("log access via VPN").
static EVENTS: Words = words![
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
static FINDINGS: Words = words![
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
static MEANS: Words = words!["aes", "argon2", "bcrypt", "bitlocker", "luks", "rsa", "salt", "scrypt", "tls"];
/// What somebody is told of: "users of the platform" are no news.
static NEWS: Words = words![
    "breaches",
    "changes",
    "disruptions",
    "incidents",
    "interruptions",
    "maintenance",
    "outages",
    "vulnerabilities",
];
/// Whether the phrase behind an object is one that the verb takes and the object cannot.
fn belongs_to_verb(verb: &str, object: &[&str], rest: &[&str]) -> bool {
    let [preposition, next, ..] = rest else { return false };
    match *preposition {
        "for" => matches!(verb, "check" | "inspect" | "monitor" | "scan" | "test") && FINDINGS.contains(next),
        "against" | "from" => is_guarding(verb) && is_threat(next),
        "with" if MEANS.contains(next) => matches!(verb, "encrypt" | "hash" | "protect"),
        "with" | "to" => verb.starts_with("synchron") && follows(object, rest),
        "of" => matches!(verb, "inform" | "notify") && NEWS.contains(next),
        _ => false,
    }
}

fn is_guarding(verb: &str) -> bool {
    matches!(verb, "defend" | "guard" | "protect" | "safeguard" | "secure")
}

/// Where things happen that are logged and watched. Systems, databases and platforms may be where they are recorded.
const WORKPLACES: &[&str] = &["environment", "environments", "infrastructure", "network", "networks"];
/// Words of a place that is there for the record, or that is one of several.
const APART: &[&str] = &["another", "central", "dedicated", "isolated", "other", "separate"];
/// Verbs of which a place behind an event is that of the event: "log actions in the production environment".
const WATCHING: &[&str] = &["log", "monitor", "record", "track"];

/// Whether a phrase of place behind an event tells where it happened: the last of the question, and a place of work.
pub(super) fn happens_there(verb: &str, event: &str, phrase: &[&str]) -> bool {
    let (Some((preposition, place)), Some(last)) = (phrase.split_first(), phrase.last()) else {
        return false;
    };
    matches!(*preposition, "in" | "on")
        && WATCHING.contains(&verb)
        && (EVENTS.contains(event) || matches!(event, "action" | "actions"))
        && !place.iter().any(|w| ends(w) || APART.contains(w))
        && WORKPLACES.contains(last)
}

/// Whether what follows an object belongs to the clause or to its verb, so that it stays behind the verb in the passive.
pub(super) fn belongs_to_clause(verb: &str, object: &[&str], rest: &[&str]) -> bool {
    let Some((preposition, behind)) = rest.split_first() else { return true };
    // "At least once a year": a count of times tells how often something is done, and of no thing.
    if let ["at", "least" | "most", count, ..] = rest {
        // "Servers connecting at least once a week" do so themselves.
        let done = object.last().is_some_and(|w| w.ends_with("ing"));
        return matches!(*count, "every" | "once" | "twice") && !done;
    }
    if HANDING_OVER.contains(&verb) && *preposition == "in" {
        let end = behind.iter().position(|w| ends(w)).unwrap_or(behind.len());
        return behind[..end].last().is_some_and(|w| FORMATS.contains(w));
    }
    let next = behind.first().copied().unwrap_or_default();
    let counted = next.starts_with(|c: char| c.is_ascii_digit());
    let event = object.last().is_some_and(|noun| EVENTS.contains(noun));
    if OF_PLACE.contains(preposition) || matches!(*preposition, "within" | "inside") && !counted {
        // "Data of customers in Sweden" may be about where the customers are.
        let of_party = object.iter().any(|w| ends(w)) || object.last().is_some_and(|w| is_party(w));
        let plain = !event && !of_party && !is_party(next) && !NO_PLACES.contains(next);
        return STATES.contains(&next)
            || OCCASIONS.contains(&next) && ENDING.contains(verb)
            || PLACING.contains(verb) && plain;
    }
    belongs_to_verb(verb, object, rest)
        || OF_EITHER.contains(preposition) && object.last().is_some_and(|w| INERT.contains(w))
        || OF_THE_CLAUSE.contains(preposition)
            && (counted || !event || matches!(*preposition, "every" | "once" | "twice"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_tell_of_the_object_stays_with_it() {
        assert!(belongs_to_clause("protect", &["data"], &["from", "loss"]));
        assert!(belongs_to_clause("delete", &["data"], &["on", "termination"]));
        assert!(!belongs_to_clause("protect", &["data"], &["from", "children"]));
        assert!(!belongs_to_clause("review", &["agreements"], &["on", "termination"]));
        assert!(!belongs_to_clause("monitor", &["devices"], &["using", "wlan"]));
    }
}
