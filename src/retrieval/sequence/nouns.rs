//! Nouns that name an action, those that name a measure, and those that name somebody.

use crate::text::list::{Pairs, Words, pairs, words};

/// Nouns of actions with their verbs. "The encryption of X" is what is done when X is encrypted; nouns that also name a
/// thing ("information", "performance", "version") or that leave open who does it to whom ("authorisation", "training")
/// are not here.
static ACTIONS: Pairs = pairs![
    ("anonymisation", "anonymise"),
    ("anonymization", "anonymise"),
    ("classification", "classify"),
    ("deletion", "delete"),
    ("encryption", "encrypt"),
    ("erasure", "erase"),
    ("governance", "govern"),
    ("hardening", "harden"),
    ("hashing", "hash"),
    ("isolation", "isolate"),
    ("logging", "log"),
    ("management", "manage"),
    ("masking", "mask"),
    ("monitoring", "monitor"),
    ("patching", "patch"),
    ("protection", "protect"),
    ("pseudonymisation", "pseudonymise"),
    ("pseudonymization", "pseudonymise"),
    ("retention", "retain"),
    ("rotation", "rotate"),
    ("scanning", "scan"),
    ("segmentation", "segment"),
    ("segregation", "segregate"),
    ("separation", "separate"),
    ("storage", "store"),
    ("synchronisation", "synchronise"),
    ("synchronization", "synchronise"),
    ("testing", "test"),
];

/// Nouns of actions whose being there does not say that all of it is done: storage in Sweden may be there beside storage
/// elsewhere.
static PARTIAL: Words = words!["storage", "retention", "deletion", "erasure", "separation", "isolation"];

/// Adjectives of how an action is done, with their adverbs.
static MANNERS: Pairs = pairs![
    ("24/7", "24/7"),
    ("automatic", "automatically"),
    ("central", "centrally"),
    ("continuous", "continuously"),
    ("periodic", "periodically"),
    ("regular", "regularly"),
    ("systematic", "systematically"),
];

/// Measures: whoever says that one of them is there says that the supplier has it. "A right", "an obligation" or "access"
/// may be somebody else's.
static MEASURES: Words = words![
    "encryption",
    "governance",
    "hardening",
    "logging",
    "management",
    "monitoring",
    "patching",
    "plan",
    "plans",
    "policies",
    "policy",
    "procedure",
    "procedures",
    "process",
    "processes",
    "programme",
    "program",
    "protection",
    "routine",
    "routines",
    "segmentation",
    "segregation",
    "training",
];

/// Measures that are carried out where they are in place: a plan may be there and wait for its day.
const CARRIED_OUT: &[&str] = &[
    "governance",
    "logging",
    "management",
    "monitoring",
    "procedure",
    "procedures",
    "process",
    "processes",
    "routine",
    "routines",
];

/// Somebody, who can do things and have things.
static PARTIES: Words = words![
    "administrator",
    "applicant",
    "auditor",
    "authority",
    "candidate",
    "citizen",
    "client",
    "consultant",
    "contractor",
    "customer",
    "developer",
    "employee",
    "engineer",
    "individual",
    "investor",
    "manager",
    "officer",
    "operator",
    "owner",
    "partner",
    "patient",
    "person",
    "provider",
    "regulator",
    "reseller",
    "researcher",
    "student",
    "subcontractor",
    "subprocessor",
    "supplier",
    "tenant",
    "user",
    "vendor",
    "visitor",
    "whistleblower",
];
static MORE_PARTIES: Words = words![
    "authorities",
    "children",
    "companies",
    "parties",
    "party",
    "people",
    "personnel",
    "staff",
    "we",
    "us",
    "they",
    "them",
    "you",
    "i",
    "everybody",
    "everyone",
    "somebody",
    "someone",
    "anybody",
    "anyone",
    "nobody",
];

/// Things that do such things themselves: "the protection of the firewall" may be the one it gives.
static AGENTS: Words = words![
    "antivirus",
    "edr",
    "firewall",
    "firewalls",
    "gateway",
    "gateways",
    "ids",
    "ips",
    "machine",
    "machines",
    "proxy",
    "scanner",
    "scanners",
    "service",
    "services",
    "siem",
    "software",
    "tool",
    "tools",
    "vpn",
    "vpns",
    "waf",
];
/// What such things do; governing, hardening, patching and testing is done to them.
static DOINGS: Words = words![
    "anonymisation",
    "encryption",
    "hashing",
    "isolation",
    "logging",
    "masking",
    "monitoring",
    "protection",
    "retention",
    "scanning",
    "segmentation",
    "separation",
    "storage",
];

/// Whether an action noun with this object may name what the object does.
pub(super) fn is_own_doing(noun: &str, object: &[&str]) -> bool {
    DOINGS.contains(noun) && object.last().is_some_and(|thing| AGENTS.contains(thing))
}

/// The verb of an action noun.
pub(super) fn action(noun: &str) -> Option<&'static str> {
    ACTIONS.get(noun)
}

/// The verb of an action noun whose being there says that the action is done.
pub(super) fn whole_action(noun: &str) -> Option<&'static str> {
    action(noun).filter(|_| !PARTIAL.contains(noun))
}

/// The adverb of an adjective in front of an action: "regular testing of X" is done when X is regularly tested.
pub(super) fn manner(adjective: &str) -> Option<&'static str> {
    MANNERS.get(adjective)
}

/// Whether a noun names a measure.
pub(super) fn is_measure(noun: &str) -> bool {
    MEASURES.contains(noun)
}

/// Whether a noun names a measure that is implemented where it is in place.
pub(super) fn is_carried_out(noun: &str) -> bool {
    CARRIED_OUT.contains(&noun)
}

/// Whether a noun names somebody.
pub(super) fn is_party(noun: &str) -> bool {
    let one = noun.strip_suffix('s').unwrap_or(noun);
    PARTIES.contains(one) || MORE_PARTIES.contains(noun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn storage_being_there_does_not_say_that_all_is_stored_there() {
        assert_eq!(action("storage"), Some("store"));
        assert_eq!(whole_action("storage"), None);
        assert_eq!(whole_action("logging"), Some("log"));
    }

    #[test]
    fn a_right_or_access_may_be_somebody_elses() {
        assert!(is_measure("policy") && !is_measure("right") && !is_measure("access"));
        assert!(is_party("customers") && is_party("staff") && !is_party("logs"));
    }
}
