//! Who does what a passive speaks of.
//!
//! "Are suppliers certified?" asks what others do, "do you certify suppliers?" what the supplier does. So only a verb whose
//! passive in such a question means the supplier has one form in both voices.

use super::nouns::is_party;
use super::voice::verb as in_any_form;

/// Verbs of what a supplier does to its things and to the data it holds. Those of what customers, authorities, auditors or
/// staff may do as well (approve, report, sign, accept, certify, pay, use for persons) are not here.
const BY_SUPPLIER: &[&str] = &[
    "analyse",
    "analyze",
    "anonymise",
    "anonymize",
    "archive",
    "assess",
    "automate",
    "back",
    "block",
    "check",
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
    "enforce",
    "erase",
    "evaluate",
    "expose",
    "filter",
    "find",
    "fix",
    "govern",
    "handle",
    "harden",
    "hash",
    "host",
    "identify",
    "implement",
    "inspect",
    "install",
    "investigate",
    "inventory",
    "isolate",
    "keep",
    "label",
    "limit",
    "locate",
    "log",
    "maintain",
    "manage",
    "mask",
    "measure",
    "mitigate",
    "monitor",
    "notice",
    "operate",
    "overwrite",
    "patch",
    "plan",
    "prioritise",
    "prioritize",
    "process",
    "protect",
    "pseudonymise",
    "pseudonymize",
    "quarantine",
    "record",
    "remediate",
    "remove",
    "replace",
    "replicate",
    "require",
    "resolve",
    "restore",
    "restrict",
    "retain",
    "review",
    "revoke",
    "rotate",
    "run",
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
    "use",
    "validate",
    "verify",
    "wipe",
];
/// Those that a supplier alone does to persons; a duty put on persons ("suppliers must be audited") is theirs otherwise.
const TO_PERSONS: &[&str] = &["authenticate", "inform", "isolate", "keep", "notify", "segregate", "separate"];
/// What only its maker signs; an agreement is signed by both sides.
const SIGNED: &[&str] =
    &["artefacts", "artifacts", "binaries", "code", "firmware", "images", "packages", "software"];

/// Whether a verb is one of a list, in whichever form it stands: "classifies", "destroying".
fn is_one_of(list: &[&str], verb: &str) -> bool {
    let alike = |own: &&&str| own.as_bytes()[..ALIKE] == verb.as_bytes()[..ALIKE.min(verb.len())];
    list.contains(&verb) || list.iter().filter(alike).any(|own| in_any_form(own) == in_any_form(verb))
}

/// Letters that all forms of a verb begin with.
const ALIKE: usize = 3;

/// Whether the passive of a verb with this object means that the supplier does it.
pub(super) fn by_supplier(verb: &str, object: &[&str]) -> bool {
    let noun = object.last().copied().unwrap_or_default();
    match verb {
        _ if object.iter().any(|w| is_party(w)) && is_party(noun) => is_one_of(TO_PERSONS, verb),
        "sign" => SIGNED.contains(&noun),
        _ => is_one_of(BY_SUPPLIER, verb),
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
