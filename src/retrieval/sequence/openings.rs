//! How a question begins: what it asks for, and in which order its clause stands.
//!
//! "How do you manage keys?", "Please describe how you manage keys" and "The supplier shall describe how it manages keys"
//! differ in nothing else.

use super::clause::{Clause, Shape};
use super::nouns::{action, is_party};
use super::voice::{is_adverb, is_past, may_be_past};
use crate::text::list::{Words, words};

/// Imperatives that ask for what stands behind them.
static REQUESTS: Words =
    words!["describe", "explain", "state", "specify", "indicate", "outline", "confirm", "tell", "detail"];
/// Those of them that ask for words about a thing, with no clause behind.
const DESCRIBING: &[&str] = &["describe", "explain", "outline"];
/// Those that ask for a yes or no with "whether", "if" or "that" behind them.
static CONFIRMING: Words = words!["state", "specify", "indicate", "confirm", "tell"];
/// Words that begin another clause, or another tense or mood; a subject in front of its verb holds none of them.
static NO_SUBJECT: Words = words![
    "that", "which", "who", "whose", "if", "when", "while", "where", "because", "unless", "until", "do",
    "does", "did", "can", "could", "may", "might", "will", "would", "should", "shall", "must", "has", "have",
    "had", "was", "were", "been", "be", "you", "we", "i", "not", "no", "there", "how", "what", "why",
    "whether",
];
/// Verbs that stand for a tense, a mood or another shape of clause, which "you …" does not share with "do you …".
static NO_VERB: Words = words![
    "can", "could", "may", "might", "will", "would", "should", "shall", "must", "had", "was", "were", "did",
    "do", "does", "be", "been", "not", "never", "also", "and", "or", "is", "are", "want", "need", "intend",
    "both", "either", "neither", "already", "ever", "still",
];
/// Modal verbs that change places with a subject and say the same.
static MODALS: Words = words!["can", "may", "must", "should", "will", "could", "would"];
/// Adverbs that "how" measures: with them it asks for something of its own.
static MEASURED: Words = words!["long", "often", "frequently", "quickly", "fast", "soon", "regularly"];

/// The clauses of a question; `None` where the shape of one is not known for certain.
pub(super) fn read<'t>(words: &[&'t str]) -> Option<Vec<Clause<'t>>> {
    let Some(at) = second_question(words) else { return Some(vec![first(words)?]) };
    let (one, other) = (first(&words[..at])?, &words[at + 1..]);
    let told = matches!(words, ["you", "shall" | "must", ..]);
    let other = if one.ask.is_empty() { in_question_order(other)? } else { asked(other, told)? };
    Some(vec![one, other])
}

/// Where "and" joins two questions that each have an opening of their own: "how do you scan, and how do you patch".
fn second_question(words: &[&str]) -> Option<usize> {
    let opens = |at: usize| {
        matches!(
            words.get(at + 1..),
            Some(
                ["how" | "what" | "which" | "where" | "why", ..]
                    | ["do", "you", ..]
                    | ["is" | "are" | "can", _, ..]
            )
        )
    };
    // "How and where" is one opening.
    (2..words.len())
        .find(|at| words[*at] == "and" && opens(*at) && !matches!(words[at - 1], "how" | "where" | "when"))
}

fn first<'t>(words: &[&'t str]) -> Option<Clause<'t>> {
    if let ["you", "shall" | "must", request, rest @ ..] = words
        && REQUESTS.contains(request)
        && let Some(clause) = requested(request, rest, true)
    {
        return Some(clause);
    }
    match words {
        [request, rest @ ..] if REQUESTS.contains(request) => requested(request, rest, false),
        _ => asked(words, false).or_else(|| confirmed(words)),
    }
}

/// The clause behind a request; `told` where the supplier is told to answer, so that "it" is the supplier.
fn requested<'t>(request: &str, rest: &[&'t str], told: bool) -> Option<Clause<'t>> {
    let rest = match rest {
        ["us", rest @ ..] | ["in", "detail", rest @ ..] | ["briefly", rest @ ..] => rest,
        all => all,
    };
    match rest {
        ["whether" | "if", clause @ ..] if CONFIRMING.contains(request) => stated(clause),
        ["that", clause @ ..] if request == "confirm" => stated(clause),
        _ => asked(rest, told).or_else(|| {
            let thing = Shape::Described(rest.to_vec());
            DESCRIBING.contains(&request).then_some(Clause { ask: vec!["how"], shape: thing }).or_else(|| {
                // "Please state: is data encrypted?"
                (CONFIRMING.contains(request)).then(|| in_question_order(rest)).flatten()
            })
        }),
    }
}

/// A question that begins with what it asks for: "how", "what", "which algorithm", "for how long".
fn asked<'t>(words: &[&'t str], told: bool) -> Option<Clause<'t>> {
    let (ask, rest) = interrogative(words)?;
    let shape = match rest {
        ["do" | "does", "you", "go", "about", doing, ..] if doing.ends_with("ing") => {
            Shape::Active(rest[4..].to_vec())
        }
        ["do" | "does", "you", tail @ ..] => active(tail)?,
        ["is" | "are", tail @ ..] => Shape::Copular { words: tail.to_vec(), copula: None },
        ["does", deed @ ..] | deed if takes_place(deed).is_some() => Shape::Active(takes_place(deed)?),
        ["it", "is", tail @ ..] if told => copular(&["you"], tail),
        ["it", tail @ ..] if told => told_of(tail)?,
        ["you", "are", tail @ ..] => copular(&["you"], tail),
        ["you", first, ..] if MODALS.contains(first) => modal(rest)?,
        ["you", tail @ ..] => told_of(tail)?,
        [modal, tail @ ..] if MODALS.contains(modal) => Shape::Modal([&[*modal], tail].concat()),
        _ => modal(rest).or_else(|| statement(rest, false))?,
    };
    Some(Clause { ask, shape })
}

/// "Hardening of servers takes place" as "harden servers".
fn takes_place<'t>(words: &[&'t str]) -> Option<Vec<&'t str>> {
    let [noun, "of", rest @ ..] = words else { return None };
    let verb = action(noun)?;
    let at = rest.windows(2).position(|w| matches!(w, ["take" | "takes", "place"]))?;
    Some([&[verb], &rest[..at], &rest[at + 2..]].concat())
}

/// "How customers can export logs" with its modal verb in front, as in "how can customers export logs".
fn modal<'t>(words: &[&'t str]) -> Option<Shape<'t>> {
    let at = words.iter().position(|w| MODALS.contains(w) || matches!(*w, "is" | "are"))?;
    let subject = &words[..at];
    let plain = !subject.is_empty()
        && subject.iter().all(|w| !NO_SUBJECT.contains(w) || matches!(*w, "you" | "we" | "i"));
    (plain && MODALS.contains(words[at]))
        .then(|| Shape::Modal([&words[at..=at], subject, &words[at + 1..]].concat()))
}

/// What is asked for, and the words behind it.
fn interrogative<'w, 't>(words: &'w [&'t str]) -> Option<(Vec<&'t str>, &'w [&'t str])> {
    let begins_clause =
        |w: &&str| matches!(*w, "do" | "does" | "is" | "are" | "you" | "it") || MODALS.contains(w);
    Some(match words {
        ["in", "what" | "which", "way" | "manner", rest @ ..] => (vec!["how"], rest),
        ["for", "how", "long", rest @ ..] => (vec!["for", "how", "long"], rest),
        ["by", "what" | "which", "means", rest @ ..] => (vec!["how"], rest),
        ["how", measured, rest @ ..] if MEASURED.contains(measured) => (vec!["how", measured], rest),
        ["how", "many" | "much", ..] => {
            let end = words.iter().position(begins_clause)?;
            (words[..end].to_vec(), &words[end..])
        }
        [
            one @ ("how" | "where"),
            joint @ ("and" | "or"),
            two @ ("how" | "where" | "when" | "why"),
            rest @ ..,
        ] => (vec![one, joint, two], rest),
        ["how" | "where" | "why", "and" | "or", ..] => return None,
        ["how", rest @ ..] => (vec!["how"], rest),
        ["where", rest @ ..] => (vec!["where"], rest),
        ["why", rest @ ..] => (vec!["why"], rest),
        ["in", "what" | "which", "role", rest @ ..] => (vec!["in", "which", "role"], rest),
        ["what" | "which", ..] => {
            let end = words.iter().position(begins_clause)?;
            let mut ask = words[..end].to_vec();
            // "What algorithm" is "which algorithm"; "what" alone is not "which" alone.
            if end > 1 {
                ask[0] = "which";
            }
            (ask, &words[end..])
        }
        _ => return None,
    })
}

/// A question for a yes or no, a requirement or a statement.
fn confirmed<'t>(words: &[&'t str]) -> Option<Clause<'t>> {
    in_question_order(words).or_else(|| {
        let shape = match words {
            ["you", "shall" | "must", "be", tail @ ..] => copular(&["you"], tail),
            ["you", "shall" | "must" | "should", tail @ ..] => active(tail)?,
            ["you", first, ..] if MODALS.contains(first) => modal(words)?,
            // "The supplier has to appoint" and "the supplier has reported" are no "you have".
            ["you", "has" | "have", next, ..] if *next == "to" || super::voice::is_participle(next) => {
                return None;
            }
            // A requirement may be put as if it were met: "the supplier encrypts stored data".
            ["you", tail @ ..] => told_of(tail)?,
            ["there", "is" | "are", tail @ ..] | ["there", "shall" | "must", "be", tail @ ..] => {
                Shape::There(tail.to_vec())
            }
            _ => statement(words, true)?,
        };
        Some(Clause { ask: Vec::new(), shape })
    })
}

fn in_question_order<'t>(words: &[&'t str]) -> Option<Clause<'t>> {
    let shape = match words {
        ["do" | "does", "you", tail @ ..] => active(tail)?,
        ["is" | "are", "there", tail @ ..] => Shape::There(tail.to_vec()),
        ["is" | "are", tail @ ..] => Shape::Copular { words: tail.to_vec(), copula: None },
        [first, ..] if MODALS.contains(first) => Shape::Modal(words.to_vec()),
        _ => return None,
    };
    Some(Clause { ask: Vec::new(), shape })
}

/// The clause behind "whether", "if" or "confirm that".
fn stated<'t>(words: &[&'t str]) -> Option<Clause<'t>> {
    let shape = match words {
        ["you", "are", tail @ ..] => copular(&["you"], tail),
        ["you", first, ..] if MODALS.contains(first) => modal(words)?,
        ["you", tail @ ..] => told_of(tail)?,
        ["there", "is" | "are", tail @ ..] => Shape::There(tail.to_vec()),
        _ => modal(words).or_else(|| statement(words, false))?,
    };
    Some(Clause { ask: Vec::new(), shape })
}

fn active<'t>(tail: &[&'t str]) -> Option<Shape<'t>> {
    let first = tail.iter().find(|w| !matches!(**w, "please" | "kindly"))?;
    let verb = tail.iter().find(|w| !is_adverb(w)).unwrap_or(first);
    (!NO_VERB.contains(first) && !is_past(verb)).then(|| Shape::Active(tail.to_vec()))
}

/// The clause of a statement: "the supplier put" may be past, where "do you put" is not.
fn told_of<'t>(tail: &[&'t str]) -> Option<Shape<'t>> {
    let verb = tail.iter().find(|w| !is_adverb(w))?;
    let going_on = verb.len() > "bring".len() && verb.ends_with("ing");
    if going_on || may_be_past(verb) { None } else { active(tail) }
}

fn copular<'t>(subject: &[&'t str], tail: &[&'t str]) -> Shape<'t> {
    Shape::Copular { words: [subject, tail].concat(), copula: Some(subject.len()) }
}

/// "Data is encrypted", and where it may be a requirement "data shall be encrypted".
fn statement<'t>(words: &[&'t str], requirement: bool) -> Option<Shape<'t>> {
    let due = |at: usize| {
        requirement
            && matches!(words[at], "has" | "have" | "needs" | "need")
            && words.get(at + 1..at + 3).is_some_and(|w| w == ["to", "be"])
    };
    let at = (0..words.len()).find(|at| matches!(words[*at], "is" | "are" | "shall" | "must") || due(*at))?;
    let (subject, tail) = (&words[..at], &words[at + 1 + usize::from(due(at))..]);
    if subject.is_empty() || subject.iter().any(|w| NO_SUBJECT.contains(w)) {
        return None;
    }
    match (words[at], tail) {
        ("is" | "are", ["not", ..]) => None,
        ("is" | "are", _) => Some(copular(subject, tail)),
        // "Users must be administrators" puts a duty on them; "users must be informed" puts it on the supplier.
        (_, ["be", tail @ ..]) if requirement => {
            let done = tail.iter().take(2).any(|w| super::voice::is_participle(w));
            (done || !subject.iter().any(|w| is_party(w))).then(|| copular(subject, tail))
        }
        _ => None,
    }
}
