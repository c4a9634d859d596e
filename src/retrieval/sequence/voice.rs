//! Verbs and their participles: which word of "is … encrypted" is the one that "do you encrypt …" asks for.

use crate::text::list::{Pairs, Words, pairs, words};
use crate::text::{Language, stem};

/// Participles that do not end in "-ed", with their verbs.
static IRREGULAR: Pairs = pairs![
    ("bound", "bind"),
    ("brought", "bring"),
    ("built", "build"),
    ("chosen", "choose"),
    ("done", "do"),
    ("drawn", "draw"),
    ("driven", "drive"),
    ("found", "find"),
    ("given", "give"),
    ("held", "hold"),
    ("hidden", "hide"),
    ("kept", "keep"),
    ("known", "know"),
    ("led", "lead"),
    ("lost", "lose"),
    ("made", "make"),
    ("met", "meet"),
    ("overseen", "oversee"),
    ("overwritten", "overwrite"),
    ("paid", "pay"),
    ("put", "put"),
    ("read", "read"),
    ("rewritten", "rewrite"),
    ("run", "run"),
    ("seen", "see"),
    ("sent", "send"),
    ("set", "set"),
    ("shown", "show"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("taken", "take"),
    ("taught", "teach"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("undertaken", "undertake"),
    ("withdrawn", "withdraw"),
    ("written", "write"),
];

/// Verbs that stand behind "and" or "or" in questions of this genre as they are, most of them nouns too: what follows such
/// a word may be its object, and then the object of the first verb has ended.
static SECOND_VERBS: Words = words![
    "augment",
    "bring",
    "comment",
    "derive",
    "drive",
    "focus",
    "function",
    "give",
    "harness",
    "mention",
    "position",
    "provision",
    "question",
    "receive",
    "supplement",
    "witness",
    "access",
    "act",
    "address",
    "alert",
    "allow",
    "analyse",
    "analyze",
    "apply",
    "approve",
    "archive",
    "assess",
    "audit",
    "authenticate",
    "back",
    "block",
    "change",
    "check",
    "classify",
    "collect",
    "comply",
    "conduct",
    "configure",
    "control",
    "copy",
    "delete",
    "deploy",
    "design",
    "destroy",
    "detect",
    "develop",
    "disclose",
    "dispose",
    "document",
    "encrypt",
    "enforce",
    "ensure",
    "erase",
    "evaluate",
    "exchange",
    "export",
    "filter",
    "fix",
    "follow",
    "govern",
    "grant",
    "handle",
    "harden",
    "hash",
    "have",
    "identify",
    "implement",
    "inform",
    "inspect",
    "install",
    "investigate",
    "isolate",
    "keep",
    "label",
    "limit",
    "list",
    "log",
    "maintain",
    "manage",
    "mask",
    "mitigate",
    "monitor",
    "move",
    "notify",
    "offer",
    "operate",
    "patch",
    "perform",
    "plan",
    "prevent",
    "process",
    "protect",
    "provide",
    "publish",
    "quarantine",
    "record",
    "release",
    "remediate",
    "remove",
    "rename",
    "replace",
    "report",
    "require",
    "resolve",
    "respond",
    "restore",
    "restrict",
    "retain",
    "return",
    "review",
    "revoke",
    "rotate",
    "run",
    "save",
    "scan",
    "screen",
    "secure",
    "segment",
    "sell",
    "send",
    "separate",
    "share",
    "sign",
    "store",
    "support",
    "synchronise",
    "synchronize",
    "tag",
    "test",
    "trace",
    "track",
    "train",
    "transfer",
    "update",
    "upgrade",
    "use",
    "validate",
    "verify",
    "wipe",
];

/// Endings that no verb in its plain form has.
static NO_VERB_ENDINGS: Words = words![
    "ity", "tion", "sion", "ment", "ness", "ical", "onal", "ial", "ic", "ive", "ous", "ware", "ship", "ing",
];
/// Verbs that end so all the same are in [`SECOND_VERBS`]; these nouns and adjectives end like verbs.
static NO_VERBS: Words = words![
    "all",
    "any",
    "api",
    "application",
    "cloud",
    "confidential",
    "critical",
    "customer",
    "data",
    "database",
    "hardware",
    "infrastructure",
    "internal",
    "external",
    "mobile",
    "network",
    "operational",
    "other",
    "our",
    "password",
    "personal",
    "physical",
    "production",
    "remote",
    "server",
    "system",
    "tenant",
    "their",
    "user",
    "virtual",
    "your",
];

/// Letters that every participle in "-ed" has more than: "red", "shed".
const SHORTEST: usize = 3;
static NO_PARTICIPLES: Words = words!["embed", "hundred", "sacred", "shed", "shred", "sled"];

/// Adverbs that say the same before and behind their verb, in both voices. Others may say by whom ("independently"), or
/// single something out ("only").
static MOVABLE: Words = words![
    "24/7",
    "automatically",
    "centrally",
    "continuously",
    "periodically",
    "regularly",
    "systematically"
];
/// Nouns and adjectives that end like adverbs.
static NO_ADVERBS: Words = words!["family", "assembly", "anomaly", "daily", "supply", "reply"];
const SHORTEST_ADVERB: usize = 5;

/// Whether a word is a participle by its shape.
pub(super) fn is_participle(word: &str) -> bool {
    (word.ends_with("ed")
        && !word.ends_with("eed")
        && word.len() > SHORTEST
        && !NO_PARTICIPLES.contains(word))
        || base(word).is_some()
}

fn base(word: &str) -> Option<&'static str> {
    IRREGULAR.get(word)
}

/// Whether a word says how something is done, and says the same before and behind its verb.
pub(super) fn is_adverb(word: &str) -> bool {
    MOVABLE.contains(word)
}

/// Whether a word says how something is done.
pub(super) fn is_manner(word: &str) -> bool {
    word.len() >= SHORTEST_ADVERB && word.ends_with("ly") && !NO_ADVERBS.contains(word)
}

/// Whether a word may begin another predicate behind "and" or "or".
pub(super) fn is_second_verb(word: &str) -> bool {
    SECOND_VERBS.contains(word)
}

/// Whether the first of several words behind "and" may be a verb whose object the others are: "monitor systems and answer
/// alerts". What ends like an adjective, an abstract noun, a plural or a gerund is none.
pub(super) fn may_be_verb(word: &str) -> bool {
    let ends = NO_VERB_ENDINGS.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending));
    let plural = word.ends_with('s') && !word.ends_with("ss");
    !(ends || plural || is_participle(word) || NO_VERBS.contains(word))
}

/// The ending that made a verb of another word, in whichever form it stands: "authorise" is not "author", nor "designate"
/// "design", although they share their stems.
pub(super) fn verbal(word: &str) -> &'static str {
    const VERBAL: &[(&str, &str)] = &[
        ("ialis", "ial"),
        ("ializ", "ial"),
        ("is", "ize"),
        ("iz", "ize"),
        ("at", "ate"),
        ("enc", "ence"),
        ("anc", "ance"),
    ];
    let double = word.strip_suffix('s').filter(|head| !head.ends_with('s')).unwrap_or(word);
    let head = ["ing", "ed", "e"].iter().find_map(|end| double.strip_suffix(end)).unwrap_or(double);
    VERBAL
        .iter()
        .find(|(end, _)| head.len() > end.len() + 1 && head.ends_with(end))
        .map_or("", |(_, own)| own)
}

/// Past forms that are no participles.
const PASTS: &[&str] = &[
    "backslid",
    "began",
    "broke",
    "chose",
    "drew",
    "drove",
    "forgot",
    "gave",
    "grew",
    "hid",
    "knew",
    "lay",
    "oversaw",
    "overwrote",
    "rewrote",
    "ran",
    "saw",
    "spoke",
    "stole",
    "took",
    "threw",
    "undertook",
    "withdrew",
    "wrote",
];

/// Verbs whose past is their infinitive.
const INVARIABLE: &[&str] = &[
    "beat",
    "bet",
    "bid",
    "broadcast",
    "burst",
    "cast",
    "cost",
    "cut",
    "fit",
    "forecast",
    "ground",
    "hit",
    "hurt",
    "input",
    "knit",
    "let",
    "override",
    "put",
    "quit",
    "read",
    "reset",
    "rid",
    "set",
    "shed",
    "shred",
    "shut",
    "split",
    "spread",
    "thrust",
    "upset",
    "wed",
    "wet",
    "wound",
];

/// Whether a verb that stands in a statement may be in its past form: "the supplier put", "proofread", "offset".
pub(super) fn may_be_past(word: &str) -> bool {
    INVARIABLE.iter().any(|verb| word.ends_with(verb)) || is_past(word)
}

/// Whether a verb stands in its past form, which is no present one too ("run", "set").
pub(super) fn is_past(word: &str) -> bool {
    PASTS.contains(&word) || is_participle(word) && base(word) != Some(word)
}

/// The infinitive of a regular participle, as far as the lists of verbs need it: "returned" is "return", "stored" may come
/// out as "stor", which no list holds.
pub(super) fn infinitive(participle: &str) -> String {
    base(participle)
        .map_or_else(|| participle.strip_suffix("ed").unwrap_or(participle).to_owned(), str::to_owned)
}

/// The verb of a clause, in whichever of its forms it stands: equal for "encrypt", "encrypts" and "encrypted", and for no
/// noun or adjective of that stem.
pub(super) fn verb(word: &str) -> String {
    let mut key = stem(base(word).unwrap_or(word), Language::English);
    key.push('+');
    key.push_str(verbal(word));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_of_a_verb_are_one_and_its_nouns_are_others() {
        for (a, b) in
            [("manage", "managed"), ("keep", "kept"), ("synchronise", "synchronized"), ("logs", "logged")]
        {
            assert_eq!(verb(a), verb(b));
        }
        assert_ne!(verb("found"), verb("founded"));
        assert_ne!(verb("author"), verb("authorised"));
        assert_ne!(verb("designed"), verb("designate"));
    }

    #[test]
    fn an_adverb_that_singles_something_out_is_not_moved() {
        assert!(is_adverb("regularly") && is_adverb("automatically"));
        assert!(!is_adverb("only") && !is_adverb("independently") && is_manner("independently"));
    }
}
