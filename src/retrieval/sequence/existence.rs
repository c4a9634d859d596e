//! Measures that are there: "is there X", "do you have X", "X is in place".
//!
//! A thing that is there need not be the supplier's ("a right to audit", "access to our data"), so that this holds for a
//! closed list of measures alone (`nouns`). Where the measure is an action and its object is named ("logging of access"),
//! that it is there says that it is done.

use super::clause::{Form, crossed, kept_for};
use super::frames::{ends, is_threat, usual};
use super::nouns::{action, is_carried_out, is_measure, is_own_doing, is_party, manner, whole_action};
use super::voice::is_participle;
use crate::text::list::{Words, words};

/// Marks a measure that is there, whoever says so.
const THERE: &str = "there:";
/// Words behind a measure that say whose it is or tell of another clause.
static NARROWING: Words = words!["by", "that", "which", "who", "whose", "if", "when", "where"];

/// What is not there yet, or no more.
const UNREAL: &[&str] = &[
    "draft",
    "drafted",
    "envisaged",
    "example",
    "former",
    "future",
    "intended",
    "missing",
    "obsolete",
    "pending",
    "pilot",
    "planned",
    "previous",
    "proposed",
    "recommended",
    "rejected",
    "sample",
    "scheduled",
    "template",
    "upcoming",
];

/// Words of what a state or a court has there, and not the supplier.
const OF_THE_STATE: &[&str] =
    &["court", "courts", "government", "governmental", "judicial", "law", "laws", "legal", "statutory"];

/// What is there, without "in place", wherever it stood.
fn without_place<'t>(words: &[&'t str]) -> (Vec<&'t str>, bool) {
    match words {
        [rest @ .., "in", "place"] => (rest.to_vec(), true),
        _ => match words.windows(2).position(|w| w == ["in", "place"]) {
            // "a process in place for …": behind the noun, in front of what it is for.
            // "In place of" is "instead of".
            Some(at) if at > 0 && words.get(at + 2).is_some_and(|w| ends(w) && *w != "of") => {
                ([&words[..at], &words[at + 2..]].concat(), true)
            }
            _ => (words.to_vec(), false),
        },
    }
}

/// The form of a measure that is there; `None` where it is no measure of the list.
fn measure(words: &[&str]) -> Option<Vec<String>> {
    if words.iter().any(|w| NARROWING.contains(w) || OF_THE_STATE.contains(w) || UNREAL.contains(w)) {
        return None;
    }
    let (manner, deed) = match words {
        [adjective, rest @ ..] if manner(adjective).is_some() => (manner(adjective), rest),
        all => (None, all),
    };
    if let [noun, "of", object @ ..] = deed
        && let Some(verb) = whole_action(noun)
    {
        let end = object.iter().position(|w| ends(w)).unwrap_or(object.len());
        let of_somebody =
            object[..end].last().is_some_and(|w| is_party(w)) || is_own_doing(noun, &object[..end]);
        return if of_somebody { None } else { crossed(&[], &[manner.as_slice(), &[verb], object].concat()) };
    }
    let end = words.iter().position(|w| ends(w)).unwrap_or(words.len());
    let head = words[..end].last()?;
    is_measure(head).then(|| {
        let mut form = Form::default();
        form.mark(THERE).words(words);
        form.0
    })
}

/// "There is …".
pub(super) fn there(words: &[&str]) -> Option<Vec<String>> {
    measure(&without_place(words).0)
}

/// "You have …", with what is asked for.
pub(super) fn had(ask: &[&str], words: &[&str]) -> Option<Vec<String>> {
    let (what, placed) = match words {
        ["in", "place", rest @ ..] if !ask.is_empty() => (rest.to_vec(), true),
        all => without_place(all),
    };
    if let ["which", "protection"] = ask
        && let Some(form) = protected(&what)
    {
        return Some(form);
    }
    let mut form = Form::default();
    match ask {
        [] => {
            if let Some(form) = measure(&what) {
                return Some(form);
            }
            form.mark("have").words(if placed { words } else { &what });
        }
        ask => {
            let measure = ask.last().is_some_and(|noun| is_measure(noun));
            form.words(ask).mark("have").words(if placed && !measure { words } else { &what });
        }
    }
    Some(form.0)
}

/// "X is in place", "is X in place"; of a process also "implemented", in front of what it is for or behind.
pub(super) fn in_place(ask: &[&str], words: &[&str], copula: Option<usize>) -> Option<Vec<String>> {
    // "Plans for logging" are implemented when the logging is there.
    // "A documented procedure" may be there and not be implemented.
    let plain =
        |at: usize| is_carried_out(words[at - 1]) && !words[..at].iter().any(|w| ends(w) || is_participle(w));
    let implemented = words.iter().position(|w| *w == "implemented").filter(|at| *at > 0 && plain(*at));
    let (what, placed_at) = match (words, implemented) {
        ([what @ .., "in", "place"], _) => (what.to_vec(), what.len()),
        (_, Some(at)) if words.get(at + 1).is_none_or(|w| *w == "for") => {
            ([&words[..at], &words[at + 1..]].concat(), at)
        }
        _ => match words.windows(2).position(|w| w == ["in", "place"]) {
            Some(at) if at > 0 && words.get(at + 2) == Some(&"for") && copula.is_none_or(|c| c == at) => {
                ([&words[..at], &words[at + 2..]].concat(), at)
            }
            _ => return None,
        },
    };
    let end_of_subject = copula.is_none_or(|at| at == placed_at);
    // "Are servers upgraded in place?" is another matter.
    let done = placed_at.checked_sub(1).is_some_and(|at| is_participle(what[at]));
    if !ask.is_empty() || !end_of_subject || done {
        return None;
    }
    measure(&what)
}

/// "What is your role under X", "what is the retention period for X", "what is your protection against X", "how are you
/// protected against X".
pub(super) fn called(ask: &[&str], words: &[&str], copula: Option<usize>) -> Option<Vec<String>> {
    match (ask, words) {
        (["what"] | ["which"], ["role", rest @ ..]) if copula.is_none() => Some(role(rest)),
        (["what"], ["retention", "period" | "time", "for" | "of", object @ ..])
            if copula.is_none() && !object.contains(&"by") && object.last().is_some_and(|w| !is_party(w)) =>
        {
            Some(kept_for(object))
        }
        (["what"], ["protection", rest @ ("against" | "from"), threat @ ..]) if copula.is_none() => {
            protected(&[&[*rest], threat].concat())
        }
        (["how"], ["you", "protected", rest @ ..]) => protected(rest),
        _ => None,
    }
}

/// Active clauses that say the same as another one: a role that one acts in, protecting oneself.
pub(super) fn special(ask: &[&str], tail: &[&str]) -> Option<Vec<String>> {
    match (ask, tail) {
        (["in", "which", "role"], ["act" | "acts", rest @ ..]) => Some(role(rest)),
        (["how"], ["protect" | "protects", "yourself" | "yourselves" | "itself", rest @ ..]) => {
            protected(rest)
        }
        (["how"], ["protect" | "protects", "against", ..]) => protected(&tail[1..]),
        _ => None,
    }
}

/// "Describe …": the name of an action with the whole of its object, or a protection.
pub(super) fn described(words: &[&str]) -> Option<Vec<String>> {
    match words {
        ["protection", "against", ..] => protected(&words[1..]),
        [noun, "of", object @ ..] => {
            let known = action(noun)?;
            let whole = !object.is_empty()
                && !is_own_doing(noun, object)
                && object.iter().all(|w| !ends(w) || matches!(*w, "of" | "and" | "or" | "to"))
                && !object.last().is_some_and(|w| is_party(w));
            if whole { crossed(&["how"], &[&[known], object].concat()) } else { None }
        }
        _ => None,
    }
}

fn role(rest: &[&str]) -> Vec<String> {
    let mut form = Form::default();
    form.words(&["which", "role"]).mark("have").words(rest);
    form.0
}

/// How the supplier is protected, as long as it is said against what.
fn protected(rest: &[&str]) -> Option<Vec<String>> {
    let against = usual("protect", &[], rest);
    let ["against", threat, ..] = against.as_slice() else { return None };
    if !is_threat(threat) {
        return None;
    }
    let mut form = Form::default();
    form.mark("how you protect+").words(&against);
    Some(form.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn having(words: &[&str]) -> Option<Vec<String>> {
        had(&[], words)
    }

    #[test]
    fn a_measure_that_is_there_is_one_that_the_supplier_has() {
        assert_eq!(there(&["encryption", "policy", "in", "place"]), having(&["encryption", "policy"]));
        assert_ne!(there(&["right", "to", "audit"]), having(&["right", "to", "audit"]));
    }
}
