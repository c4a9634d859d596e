//! Who does what a passive speaks of.
//!
//! "Are suppliers certified?" asks what others do, "do you certify suppliers?" what the supplier does. So only a verb whose
//! passive in such a question means the supplier has one form in both voices.

use super::nouns::is_party;
use super::voice::verb as in_any_form;
use crate::text::list::{Words, words};

/// Verbs of what a supplier does to its things and to the data it holds. Those of what customers, authorities, auditors or
/// staff may do as well (approve, report, sign, accept, certify, pay, use for persons) are not here.
static BY_SUPPLIER: Words = words![
    "analyse",
    "analyze",
    "anonymise",
    "anonymize",
    "archive",
    "assess",
    "automate",
    "back",
    "block",
    "classify",
    "configure",
    "control",
    "copy",
    "decommission",
    "defend",
    "delete",
    "deploy",
    "destroy",
    "detect",
    "disable",
    "dispose",
    "document",
    "duplicate",
    "encrypt",
    "erase",
    "expose",
    "filter",
    "find",
    "fix",
    "govern",
    "handle",
    "harden",
    "hash",
    "identify",
    "implement",
    "install",
    "investigate",
    "inventory",
    "isolate",
    "keep",
    "label",
    "locate",
    "log",
    "maintain",
    "manage",
    "mask",
    "measure",
    "mitigate",
    "monitor",
    "notice",
    "overwrite",
    "patch",
    "plan",
    "prioritise",
    "prioritize",
    "protect",
    "pseudonymise",
    "pseudonymize",
    "quarantine",
    "record",
    "remediate",
    "remove",
    "replace",
    "replicate",
    "resolve",
    "restore",
    "restrict",
    "retain",
    "review",
    "revoke",
    "rotate",
    "safeguard",
    "sanitise",
    "sanitize",
    "save",
    "scan",
    "secure",
    "segment",
    "segregate",
    "separate",
    "store",
    "synchronise",
    "synchronize",
    "tag",
    "test",
    "track",
    "update",
    "upgrade",
    "validate",
    "verify",
    "wipe",
];
/// Those that a supplier alone does to persons; a duty put on persons ("suppliers must be audited") is theirs otherwise.
static TOLD: Words = words!["inform", "notify"];
/// Who is told by the supplier; authorities are told by whom the law obliges.
static CUSTOMERS: Words =
    words!["client", "clients", "customer", "customers", "tenant", "tenants", "user", "users"];
static TO_PERSONS: Words = words!["authenticate", "isolate", "keep", "segregate", "separate"];
/// What only its maker signs; an agreement is signed by both sides.
static SIGNED: Words =
    words!["artefacts", "artifacts", "binaries", "code", "firmware", "images", "packages", "software"];

/// What a supplier requires in its own systems.
const REQUIRED: &[&str] = &["authentication", "encryption", "mfa"];
/// What the supplier uses for its own work.
static TOOLS: Words = words!["firewall", "firewalls", "mfa", "software", "tools", "vpn", "waf"];

/// Things of law and trade: "is insurance maintained", "are prices fixed" and "is the contract reviewed" may be about both
/// sides, or about others.
static OF_BOTH_SIDES: Words = words![
    "acquisition",
    "acquisitions",
    "divestment",
    "merger",
    "mergers",
    "restructuring",
    "regulations",
    "agreement",
    "agreements",
    "beneficiaries",
    "claims",
    "complaints",
    "contract",
    "contracts",
    "disputes",
    "exports",
    "fees",
    "funding",
    "goods",
    "insurance",
    "invoices",
    "laws",
    "layoffs",
    "liability",
    "licence",
    "licences",
    "license",
    "licenses",
    "loans",
    "payments",
    "prices",
    "promises",
    "rights",
    "shares",
    "statements",
    "subsidiaries",
    "use",
];

/// What the state restricts, blocks or revokes: "is your business restricted" asks what it did.
const OF_THE_TRADE: &[&str] = &["activities", "business", "permits", "services"];
const BY_THE_STATE: &[&str] = &["block", "restrict", "revoke"];
/// Payments are most often handled by somebody else.
const OF_CARDS: &[&str] = &["card", "cardholder"];

/// Whether a verb is one of a list, in whichever form it stands: "classifies", "destroying".
fn is_one_of(list: &Words, verb: &str) -> bool {
    let alike = |own: &&str| own.as_bytes()[..ALIKE] == verb.as_bytes()[..ALIKE.min(verb.len())];
    list.contains(verb) || list.iter().filter(alike).any(|own| in_any_form(own) == in_any_form(verb))
}

/// Letters that all forms of a verb begin with.
const ALIKE: usize = 3;

/// Whether a phrase names a thing that others handle as well.
pub(super) fn is_of_both_sides(phrase: &[&str]) -> bool {
    phrase.last().is_some_and(|noun| OF_BOTH_SIDES.contains(noun))
}

/// Whether the passive of a verb with this object means that the supplier does it.
pub(super) fn by_supplier(verb: &str, object: &[&str]) -> bool {
    let noun = object.last().copied().unwrap_or_default();
    // "Is our data copied?" is asked of everybody.
    if object.contains(&"our") || OF_BOTH_SIDES.contains(noun) && !object.contains(&"access") {
        return false;
    }
    if BY_THE_STATE.contains(&verb) && OF_THE_TRADE.contains(&noun)
        || object.iter().any(|w| OF_CARDS.contains(w))
    {
        return false;
    }
    match verb {
        _ if is_one_of(&TOLD, verb) => CUSTOMERS.contains(noun),
        _ if object.iter().any(|w| is_party(w)) && is_party(noun) => is_one_of(&TO_PERSONS, verb),
        "sign" => SIGNED.contains(noun),
        // A licence or a prepayment may be required by others; what users are asked for in "what do you require" is not.
        "require" | "requires" => object.is_empty() || REQUIRED.contains(&noun),
        // "Is our data used?" is asked of everybody, "which tools are used" of the one who works.
        "use" | "uses" => object.is_empty() || TOOLS.contains(noun),
        "process" | "processes" => matches!(noun, "data" | "information"),
        _ => is_one_of(&BY_SUPPLIER, verb),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_may_have_done_is_not_taken_for_the_suppliers_doing() {
        assert!(by_supplier("encrypt", &["disks"]) && by_supplier("notify", &["customers"]));
        for (verb, noun) in [("certify", "suppliers"), ("monitor", "employees"), ("sign", "agreements")] {
            assert!(!by_supplier(verb, &[noun]), "{verb}");
        }
    }

    #[test]
    fn a_program_is_signed_by_its_maker() {
        assert!(by_supplier("sign", &["firmware"]));
    }
}
