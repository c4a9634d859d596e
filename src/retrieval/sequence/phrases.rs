//! Phrases that change places: whose something is, "its" for "your", what an abbreviation stands for.

use super::frames::ends;
use super::nouns::{action, is_party};
use super::voice::is_participle;
use super::words::{GENITIVE, SENTENCE};

/// Adjectives that tell customers apart without saying which of them are meant.
const OF_PARTIES: &[&str] = &["different", "individual", "separate", "various", "our", "your", "their"];
/// Nouns of which it matters whose they are.
const OWNED: &[&str] = &[
    "access",
    "data",
    "provider",
    "providers",
    "supplier",
    "suppliers",
    "vendor",
    "vendors",
    "partner",
    "partners",
    "parent",
    "subsidiary",
    "company",
    "processor",
    "auditor",
    "auditors",
];
/// Nouns that are not owned: "the loss of customers" is not theirs, "the number of users" is nobody's.
const NOT_OWNED: &[&str] = &[
    "amount", "care", "group", "kind", "lack", "list", "loss", "majority", "misuse", "number", "rest",
    "theft", "type", "types", "use",
];
/// As far behind "your" as its noun is looked for: "your cloud provider", "your privileged access".
const NEAR: usize = 2;
/// Most words of a noun in front of "of": "the test environments of customers".
const LONGEST_NOUN: usize = 2;

/// "Multi-factor authentication (MFA)": what stands for a phrase in brackets behind it says it once more.
pub(super) fn said_once<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut out: Vec<&'t str> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let again =
            words.get(at..at + 3).is_some_and(|w| w[0] == "(" && w[2] == ")" && out.last() == Some(&w[1]));
        if again {
            at += 3;
        } else {
            out.push(words[at]);
            at += 1;
        }
    }
    out
}

/// "The environments of different customers" is "different customers' environments".
pub(super) fn genitive<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut out: Vec<&'t str> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if words[at] == "the"
            && let Some((noun, owner)) = owned(&words[at + 1..])
        {
            out.extend_from_slice(&words[at + 1 + noun + 1..][..owner]);
            out.extend_from_slice(&words[at + 1..][..noun]);
            at += 1 + noun + 1 + owner;
        } else {
            out.push(words[at]);
            at += 1;
        }
    }
    out
}

/// How many words the noun in front of "of" has, and how many its owners behind.
fn owned(words: &[&str]) -> Option<(usize, usize)> {
    let of = words.iter().take(LONGEST_NOUN + 1).position(|w| *w == "of").filter(|at| *at > 0)?;
    let noun = &words[..of];
    // What is done to customers, or by them, is not theirs.
    let deed = |w: &str| {
        action(w).is_some()
            || ["ion", "ment", "ing", "al", "ance", "ence", "ure"].iter().any(|end| w.ends_with(end))
    };
    if noun.iter().any(|w| ends(w) || is_participle(w))
        || noun.last().is_some_and(|w| deed(w) || NOT_OWNED.contains(w))
    {
        return None;
    }
    let behind = &words[of + 1..];
    let party = behind.iter().take_while(|w| OF_PARTIES.contains(w)).count();
    let (who, next) = (behind.get(party)?, behind.get(party + 1));
    let alone = next.is_none_or(|w| {
        ends(w) || is_participle(w) || matches!(*w, SENTENCE | "," | "is" | "are" | "apart" | "separate")
    });
    (is_party(who) && who.ends_with('s') && *who != "us" && alone && next != Some(&GENITIVE))
        .then_some((of, party + 1))
}

/// "The supplier shall … its" is "you … your", as long as nobody else is named whose it could be.
pub(super) fn yours<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut out = words.to_vec();
    if let ["you", "shall" | "must", ..] = words
        && let Some(at) = words.iter().position(|w| *w == "its")
        && !words[1..at]
            .iter()
            .any(|w| is_party(w) || matches!(*w, "that" | "which" | "each" | "every" | "service"))
    {
        out[at] = "your";
    }
    out
}

/// Whether "your" says something: "your access" is not all access, "your hosting provider" is one of several.
pub(super) fn says_whose(behind: &[&str]) -> bool {
    behind.iter().take_while(|w| !ends(w)).take(NEAR).any(|w| OWNED.contains(w))
}

#[cfg(test)]
mod tests {
    use super::super::words::marked;
    use super::*;

    #[test]
    fn what_customers_own_is_not_what_is_done_to_them() {
        assert_eq!(
            genitive(&marked("are the systems of different customers separated")).join(" "),
            "are different customers systems separated"
        );
        let notified = marked("is the notification of customers logged");
        assert_eq!(genitive(&notified), notified);
    }
}
