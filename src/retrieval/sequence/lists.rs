//! Lists whose order says nothing: standards, examples, and single words.
//!
//! An adjective or a quantifier may reach over the items behind it ("unauthorised tampering and access"), and two lists may
//! answer each other item by item; such lists keep their order.

use super::frames::ends;
use super::voice::{is_participle, is_second_verb};
use super::words::{SENTENCE, is_mark};
use crate::text::list::{Words, words};

/// Words that reach over what follows, or that make an order matter.
static REACHING: Words = words![
    "all",
    "any",
    "each",
    "every",
    "other",
    "only",
    "no",
    "not",
    "non",
    "some",
    "own",
    "both",
    "either",
    "neither",
    "most",
    "more",
    "less",
    "at",
    "respectively",
    "then",
    "first",
    "between",
    "from",
];
/// Digits of a standard's number: a shorter one behind a standard counts something.
const SHORTEST_NUMBER: usize = 4;
/// Words that an example list has at most in an item: "secret authentication keys".
const LONGEST_ITEM: usize = 3;

/// The words with every list whose order says nothing in one order.
pub(super) fn sorted<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let mut words = standards(&exemplified(words));
    if words.contains(&"respectively") {
        return words;
    }
    if let Some(begin) = words.windows(2).position(|w| w == ["such", "as"]) {
        words = examples(&words, begin);
    } else if let Some(simple) = simple(&words) {
        words = simple;
    }
    words
}

/// "(passwords, keys etc.)" gives examples as "such as passwords and keys" does.
fn exemplified<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let Some(open) = words.iter().position(|w| *w == "(") else { return words.to_vec() };
    let Some(close) = words.iter().position(|w| *w == ")").filter(|close| *close > open) else {
        return words.to_vec();
    };
    let inside: Vec<&str> = words[open + 1..close].iter().copied().filter(|w| *w != SENTENCE).collect();
    let items = match inside.as_slice() {
        [items @ .., ",", "etc"] | [items @ .., "etc"] => items,
        _ => return words.to_vec(),
    };
    [&words[..open], &["such", "as"], items, &words[close..]].concat()
}

/// "ISO 27001, ISO/IEC 27017 and 27018": a set of standards.
fn standards<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let number = |w: Option<&&str>| w.is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let named = |w: &str| matches!(w, "iso" | "iso/iec");
    let mut out: Vec<&'t str> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if !(named(words[at]) && number(words.get(at + 1))) {
            out.push(words[at]);
            at += 1;
            continue;
        }
        let mut items = vec![words[at + 1]];
        let mut joint = None;
        at += 2;
        loop {
            let joints = words[at..].iter().take_while(|w| matches!(**w, "," | "and" | "or")).count();
            let behind = at + joints;
            let body = usize::from(words.get(behind).is_some_and(|w| named(w)));
            let long = |w: Option<&&str>| w.is_some_and(|w| w.len() >= SHORTEST_NUMBER);
            if joints == 0 || !number(words.get(behind + body)) || body == 0 && !long(words.get(behind)) {
                break;
            }
            let own = words[at..behind].iter().copied().find(|w| matches!(*w, "and" | "or"));
            if own.is_some() && joint.is_some() && own != joint {
                break;
            }
            joint = joint.or(own);
            items.push(words[behind + body]);
            at = behind + body + 1;
        }
        // "ISO 27001 and ISO 9001 compliant" says it of the last one alone.
        if words.get(at).is_none_or(|w| is_mark(w) || ends(w)) && !words.contains(&"respectively") {
            items.sort_unstable();
        }
        for (place, item) in items.iter().enumerate() {
            if place > 0 && place + 1 == items.len() {
                out.push(joint.unwrap_or("and"));
            }
            out.extend(["iso", item]);
        }
    }
    out
}

/// "Such as passwords, keys and certificates": examples, in the order of the alphabet.
fn examples<'t>(words: &[&'t str], begin: usize) -> Vec<&'t str> {
    let from = begin + 2;
    let closes = |at: usize| match words[at] {
        ")" | SENTENCE => true,
        "," => words.get(at + 1).is_none_or(|next| matches!(*next, "is" | "are" | "shall" | "must")),
        _ => false,
    };
    let end = (from..words.len()).find(|at| closes(*at)).unwrap_or(words.len());
    let Some((mut items, joint)) = items(&words[from..end]) else { return words.to_vec() };
    let plain = |item: &&[&str]| {
        item.len() <= LONGEST_ITEM
            && item.iter().all(|w| !ends(w) && !is_participle(w) && !REACHING.contains(w) && !counts(w))
    };
    if !items.iter().all(plain) {
        return words.to_vec();
    }
    items.sort_unstable();
    let mut out = words[..from].to_vec();
    out.extend(joined(&items, joint));
    out.extend_from_slice(&words[end..]);
    out
}

/// A list of single words that is the whole subject or object of a question without any other list.
fn simple<'t>(words: &[&'t str]) -> Option<Vec<&'t str>> {
    let joints = words.iter().filter(|w| matches!(**w, "and" | "or")).count();
    let joint = words.iter().position(|w| matches!(*w, "and" | "or"))?;
    if joints != 1 || words.iter().any(|w| REACHING.contains(w) || counts(w)) {
        return None;
    }
    let mut from = joint - usize::from(joint > 1 && words[joint - 1] == ",");
    from = from.checked_sub(1)?;
    while from > 1 && words[from - 1] == "," {
        from = from.checked_sub(2)?;
    }
    let item =
        |w: &str| !is_mark(w) && !ends(w) && !is_participle(w) && !is_second_verb(w) && !w.ends_with("ing");
    let mut items: Vec<&[&str]> = words[from..joint].chunks(1).filter(|w| w[0] != ",").collect();
    items.push(words.get(joint + 1..joint + 2)?);
    let before = words.get(..from)?;
    let stated = words.get(joint + 2).is_some_and(|w| matches!(*w, "is" | "are" | "shall" | "must"));
    let led = match before {
        [.., "is" | "are"] | ["do", "you", _] | ["you", "shall" | "must", _] | [.., "against"] => true,
        [] => stated,
        _ => false,
    };
    // A phrase behind the last item may reach over that item alone: "passwords and data in transit".
    let led_out = match words.get(joint + 2..)? {
        ["is" | "are", done, rest @ ..] | ["shall" | "must", "be", done, rest @ ..] if before.is_empty() => {
            is_participle(done) && matches!(rest, [] | [SENTENCE])
        }
        [] | [SENTENCE] => true,
        [done] | [done, SENTENCE] => is_participle(done),
        _ => false,
    };
    if !led || !led_out || !items.iter().all(|w| item(w[0])) {
        return None;
    }
    items.sort_unstable();
    let mut out = before.to_vec();
    out.extend(joined(&items, words[joint]));
    out.extend_from_slice(&words[joint + 2..]);
    Some(out)
}

fn counts(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// The items of a list with what joins the last of them; `None` where "and" and "or" are mixed or stand more than once.
fn items<'w, 't>(words: &'w [&'t str]) -> Option<(Vec<&'w [&'t str]>, &'t str)> {
    let mut joints = words.iter().copied().filter(|w| matches!(*w, "and" | "or"));
    let joint = joints.next().unwrap_or("and");
    if joints.next().is_some() {
        return None;
    }
    let items: Vec<&[&str]> =
        words.split(|w| matches!(*w, "," | "and" | "or")).filter(|item| !item.is_empty()).collect();
    (!items.is_empty()).then_some((items, joint))
}

fn joined<'t>(items: &[&[&'t str]], joint: &'t str) -> Vec<&'t str> {
    let mut out = Vec::new();
    for (place, item) in items.iter().enumerate() {
        if place > 0 && place + 1 == items.len() {
            out.push(joint);
        } else if place > 0 {
            out.push(",");
        }
        out.extend_from_slice(item);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::words::marked;
    use super::*;

    fn of(text: &str) -> String {
        sorted(&marked(text)).join(" ")
    }

    #[test]
    fn standards_and_examples_are_sets() {
        assert_eq!(
            of("certified to iso 27001, iso/iec 14001 and 9001"),
            of("certified to iso 9001, iso 14001 and iso 27001")
        );
        assert_ne!(of("certified to iso 27001 or iso 14001"), of("certified to iso 27001 and iso 14001"));
        assert_eq!(of("keys such as api keys and tokens?"), of("keys such as tokens, api keys?"));
        assert_eq!(of("are clients and servers patched?"), of("are servers and clients patched?"));
    }

    #[test]
    fn a_list_that_something_reaches_over_keeps_its_order() {
        for (a, b) in [
            ("are all servers and clients patched?", "are all clients and servers patched?"),
            ("is access reviewed and logged?", "is access logged and reviewed?"),
            ("are logs and backups kept for 30 days?", "are backups and logs kept for 30 days?"),
            ("do you use signed keys and tokens?", "do you use signed tokens and keys?"),
        ] {
            assert_ne!(of(a), of(b), "{a}");
        }
    }
}
