//! Phrases that change places: whose something is, "its" for "your", what an abbreviation stands for.

use super::frames::ends;
use super::nouns::{is_measure, is_party};
use super::voice::is_participle;
use super::words::{GENITIVE, SENTENCE};
use crate::text::list::{Words, words};

/// Adjectives that tell customers apart without saying which of them are meant.
static OF_PARTIES: Words = words!["different", "individual", "separate", "various", "our", "your", "their"];
/// Nouns of which it matters whose they are.
static OWNED: Words = words![
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
    // What exists outside as well: "block websites" is not "block your website".
    "addresses",
    "address",
    "cloud",
    "social",
    "website",
    "websites",
    "source",
];
/// What customers have of their own, so that "the X of customers" is theirs. A directory or a review of customers is not,
/// nor is what is done to them.
static POSSESSED: Words = words!["backups", "data", "environments", "networks", "systems", "workloads"];
/// Verbs that have a receiver: "give customers keys" is not "give customers' keys".
static GIVING: Words = words![
    "allow", "assign", "deliver", "give", "grant", "hand", "issue", "lend", "offer", "pay", "provide",
    "sell", "send", "show", "teach", "tell",
];
/// Things that may stand between a verb and "its" and have nothing themselves.
const MASS: &[&str] = &["access", "traffic"];
/// As far behind "your" as its noun is looked for: "your cloud provider", "your privileged access".
const NEAR: usize = 2;
/// Persons whom a company has, and none of its things.
const OWN_PERSONS: &[&str] = &["employees", "personnel", "staff", "workforce"];
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
            out.push(GENITIVE);
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
    if noun.iter().any(|w| ends(w) || is_participle(w)) || noun.last().is_none_or(|w| !POSSESSED.contains(w))
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

/// "The supplier shall … its" and "does the supplier have … for its" are "you … your", as long as nothing stands
/// between that it could be of.
pub(super) fn yours<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut out = words.to_vec();
    let at = |between: &[&str]| between.iter().position(|w| *w == "its");
    let found = match words {
        ["you", "shall" | "must", _, between @ ..] => at(between).filter(|at| {
            let free = between[..*at].iter().all(|w| is_no_owner(w));
            free && !matches!(between[..*at].last(), Some(&("and" | "or")))
        }),
        // A measure has no employees.
        ["does", "you", "have", between @ ..] => at(between).filter(|at| match &between[..*at] {
            [what @ .., measure, "for"] => {
                is_measure(measure)
                    && !what.iter().any(|w| ends(w) || is_party(w))
                    && between.get(at + 1).is_some_and(|w| OWN_PERSONS.contains(w))
            }
            _ => false,
        }),
        _ => None,
    };
    if let Some(at) = found {
        out[at + 3] = "your";
    }
    out
}

/// Whether "its" cannot be of a word: a preposition, a plural, a participle, or what has nothing.
fn is_no_owner(word: &str) -> bool {
    let closed = matches!(word, "that" | "which" | "who" | "each" | "every");
    let plural = word.ends_with('s') && !word.ends_with("ss");
    !closed && !is_party(word) && (ends(word) || plural || is_participle(word) || MASS.contains(&word))
}

/// The receiver behind a verb of giving, to the letter.
pub(super) fn receiver(words: &[&str]) -> Vec<String> {
    let Some(at) = words.iter().position(|w| GIVING.contains(w)) else { return Vec::new() };
    let said = |w: &&&str| matches!(**w, "a" | "an" | "the" | "s" | GENITIVE) || is_party(w);
    let receiver: Vec<&str> = words[at + 1..].iter().take_while(said).copied().collect();
    let somebody = receiver.iter().any(|w| is_party(w));
    if somebody { vec![format!("to:{}", receiver.join("_"))] } else { Vec::new() }
}

/// Whether an apostrophe says something: not in "customers' data", which is "customer data".
pub(super) fn says_of_whom(behind: &[&str]) -> bool {
    let noun = behind.iter().find(|w| **w != "s");
    noun.is_none_or(|w| !POSSESSED.contains(w))
}

/// Whether it is asked who else can do something: "who may see logs", "can data be exported".
pub(super) fn others_can(words: &[&str]) -> bool {
    let able = |w: &str| matches!(w, "can" | "may" | "could" | "might");
    let of_you = |at: usize| words.get(at + 1) == Some(&"you") || at > 0 && words[at - 1] == "you";
    words.first() == Some(&"who") || words.iter().enumerate().any(|(at, w)| able(w) && !of_you(at))
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
            "are different customers ' systems separated"
        );
        let notified = marked("is the notification of customers logged");
        assert_eq!(genitive(&notified), notified);
    }
}
