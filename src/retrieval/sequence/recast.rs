//! Openings that only wrap a question, taken off its text: "is it possible for us to …" asks "can we …", and a topic in
//! front of its question goes behind it.

use std::borrow::Cow;

use super::frames::ends;
use super::nouns::is_party;
use super::number;
use super::voice::{is_manner, is_participle};
use crate::text::list::{Words, words};

/// How "can" begins in more words.
const POSSIBLE: &[&str] = &["is it possible for ", "it shall be possible for ", "it must be possible for "];
/// Between a subject and its verb, the same.
const ABLE: &[(&str, &str)] =
    &[("is ", " able to "), ("are ", " able to "), ("", " shall be able to "), ("", " must be able to ")];
/// Polite requests, with the plain one that asks the same; "please" in front is taken off before.
const REQUESTS: &[(&str, &str)] = &[
    ("let us know ", "state "),
    ("we would like to know ", "state "),
    ("we would like you to ", ""),
    ("we kindly ask you to ", ""),
    ("in what way ", "how "),
    ("in which way ", "how "),
    ("in what manner ", "how "),
    ("by what means ", "how "),
    ("elaborate on ", "describe "),
    ("clarify ", "state "),
    ("provide a description of ", "describe "),
    ("give a description of ", "describe "),
    ("provide information on how ", "describe how "),
    ("provide information about how ", "describe how "),
    ("provide details on how ", "describe how "),
    ("provide details of how ", "describe how "),
    ("give an account of ", "describe "),
    ("account for ", "describe "),
    ("it is required that ", "confirm that "),
    ("it is a requirement that ", "confirm that "),
    ("we require that ", "confirm that "),
    ("is it the case that ", "confirm that "),
    ("is it correct that ", "confirm that "),
    ("is it true that ", "confirm that "),
];
/// What a request begins with when it is put as a question.
const POLITE: &[&str] = &["can you ", "could you ", "would you "];
/// How a supplier is told to answer.
const TOLD: &[&str] = &["you shall ", "you must "];
/// Verbs of answering.
const ANSWERING: &[&str] =
    &["describe ", "explain ", "state ", "specify ", "indicate ", "outline ", "confirm ", "tell us "];
/// Words of a subject that cannot hold another clause: "the customer".
const LONGEST_SUBJECT: usize = 2;
/// How a topic begins.
const TOPICS: &[&str] =
    &["when it comes to ", "with regard to ", "with respect to ", "regarding ", "as regards "];
/// How a circumstance begins that may stand in front of its question: "before deployment, do you scan images". A place may
/// be that of a thing in the question ("in Sweden, do you inform customers").
const CIRCUMSTANCES: &[&str] = &["during ", "before ", "after ", "when "];
/// Laws stand in front of what they ask for: "under GDPR, which role …".
const UNDER: &str = "under ";
/// Words of a question that what goes behind it could belong to: another noun's phrase, another clause, something that
/// happened.
static ATTACHING: Words = words![
    "that",
    "which",
    "who",
    "whose",
    "when",
    "how",
    "where",
    "why",
    "what",
    "if",
    "of",
    "for",
    "to",
    "in",
    "on",
    "at",
    "with",
    "from",
    "by",
    "about",
    "under",
    "during",
    "before",
    "after",
    "without",
    "changes",
    "change",
    "incident",
    "incidents",
    "event",
    "events",
    "requests",
    "request",
    "access",
    "plan",
    "plans",
    "process",
    "policy",
    "procedure",
];
/// What a topic behind a question belongs to all the same: "what do you require of users regarding keys".
const OF_THE_VERB: &[&str] = &["require of ", "required of "];
/// Words of the longest circumstance that is moved.
const LONGEST_CIRCUMSTANCE: usize = 8;
/// How a question begins behind its topic.
const ASKING: &[&str] = &[
    "what ",
    "which ",
    "how ",
    "where ",
    "is ",
    "are ",
    "do ",
    "does ",
    "can ",
    "you ",
    "please ",
    "describe ",
];

/// The text of a question without such an opening.
pub(in crate::retrieval) fn recast(text: &str) -> Cow<'_, str> {
    let once = |text: &str| {
        polite(text).or_else(|| possible(text)).or_else(|| able(text)).or_else(|| topic_last(text))
    };
    match once(text) {
        // "The supplier shall be able to describe …": an opening may be wrapped in another one.
        Some(recast) => Cow::Owned(once(&recast).unwrap_or(recast)),
        None => Cow::Borrowed(text),
    }
}

/// The question that a text asks for, as far as its words say who asks for what: "the supplier shall state how we …" asks
/// "state how we …".
pub(in crate::retrieval) fn unwrapped(text: &str) -> Cow<'_, str> {
    let told = TOLD.iter().find_map(|start| behind(text, start));
    match told.filter(|rest| ANSWERING.iter().any(|verb| behind(rest, verb).is_some())) {
        Some(rest) => recast(rest),
        None => recast(text),
    }
}

fn polite(text: &str) -> Option<String> {
    let plain = behind(text, "please ").unwrap_or(text);
    for told in TOLD {
        let Some(rest) = behind(text, told) else { continue };
        let (start, request) = REQUESTS.iter().find(|(start, _)| behind(rest, start).is_some())?;
        return Some(format!("{told}{request}{}", behind(rest, start)?));
    }
    if let Some((start, request)) = REQUESTS.iter().find(|(start, _)| behind(plain, start).is_some()) {
        return Some(format!("{request}{}", behind(plain, start)?));
    }
    let asked = POLITE.iter().find_map(|start| behind(text, start))?;
    let asked = behind(asked, "please ").unwrap_or(asked);
    ANSWERING.iter().any(|verb| behind(asked, verb).is_some()).then(|| asked.to_owned())
}

fn possible(text: &str) -> Option<String> {
    let rest = POSSIBLE.iter().find_map(|start| behind(text, start))?;
    let (who, what) = rest.split_once(" to ")?;
    can(who, what)
}

fn able(text: &str) -> Option<String> {
    if !text.contains(" able to ") {
        return None; // most texts, and one search instead of two
    }
    ABLE.iter().find_map(|(start, able)| {
        let (who, what) = behind(text, start)?.split_once(able)?;
        can(who, what)
    })
}

fn can(who: &str, what: &str) -> Option<String> {
    let who = match who {
        "us" => "we",
        "me" => "I",
        who if who.split(' ').count() <= LONGEST_SUBJECT && !who.contains(',') => who,
        _ => return None,
    };
    Some(format!("can {who} {what}"))
}

fn topic_last(text: &str) -> Option<String> {
    let (lead, topic) = match TOPICS.iter().find_map(|start| behind(text, start)) {
        Some(topic) => ("regarding ", topic),
        None => {
            let mut leads = CIRCUMSTANCES.iter().chain([&UNDER]);
            let lead = leads.find(|start| behind(text, start).is_some())?;
            (*lead, behind(text, lead)?)
        }
    };
    let comma = topic.match_indices(", ").map(|(at, _)| at).find(|at| {
        let question = &topic[at + 2..];
        ASKING.iter().any(|start| behind(question, start).is_some())
    })?;
    let (topic, question) = (&topic[..comma], &topic[comma + 2..]);
    let bare = question.trim_end_matches(['?', '.']);
    let one = !topic.contains(", ") && topic.split(' ').count() <= LONGEST_CIRCUMSTANCE;
    // "… please describe": what stands behind a second comma or sentence is not known.
    let plain = !bare.contains(['?', ';']);
    (plain && (one || lead == "regarding ") && stands_alone(bare, lead))
        .then(|| format!("{bare} {lead}{topic}{}", &question[bare.len()..]))
}

/// Whether what goes behind a question can belong to nothing but its main clause.
fn stands_alone(question: &str, lead: &str) -> bool {
    let rest = OF_THE_VERB.iter().fold(question.to_lowercase(), |text, of| text.replace(of, ""));
    let words: Vec<&str> = rest.split(' ').collect();
    let asks = matches!(words[0], "what" | "which" | "how" | "where");
    let attaching = words.iter().skip(1).any(|w| ATTACHING.contains(w) || w.ends_with("ing"));
    let copular = words.iter().take(2).any(|w| matches!(*w, "is" | "are"));
    let done = words.iter().enumerate().filter(|(_, w)| is_participle(w));
    // "Do you review changes made": what was made, was made then.
    let free = done.filter(|(at, _)| !copular && lead != "regarding " || at + 1 < words.len()).count() > 0;
    !attaching && !free && !has_clause(&words) && (lead != UNDER || asks)
}

/// Whether a question holds another subject with its verb: "images you deploy", "accounts users create".
fn has_clause(words: &[&str]) -> bool {
    words.iter().enumerate().skip(AUXILIARY_AND_SUBJECT).any(|(at, word)| {
        let goes_on =
            words.get(at + 1).is_some_and(|next| !ends(next) && !is_manner(next) && !is_participle(next));
        let asked =
            at > 0 && matches!(words[at - 1], "do" | "does" | "can" | "may" | "are" | "must" | "will");
        // "Files testers create"
        let two = number::is_plural(word) && number::is_plural(words[at - 1]);
        !asked && (two || matches!(*word, "you" | "we" | "they" | "i") || is_party(word) && goes_on)
    })
}

/// Words of a question in front of what may hold a clause: "do you", "can customers".
const AUXILIARY_AND_SUBJECT: usize = 3;

/// What stands behind a beginning, in whichever case it is written.
fn behind<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    // Most texts begin with another letter.
    let first = |text: &str| text.bytes().next().map(|byte| byte.to_ascii_lowercase());
    if !start.is_empty() && first(text) != first(start) {
        return None;
    }
    text.get(..start.len()).filter(|head| head.eq_ignore_ascii_case(start)).map(|_| &text[start.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_possible_for_somebody_somebody_can_do() {
        assert_eq!(recast("Is it possible for us to see logs?"), "can we see logs?");
        assert_eq!(recast("Are customers able to see logs?"), "can customers see logs?");
        assert_eq!(recast("The customer shall be able to see logs."), "can The customer see logs.");
    }

    #[test]
    fn a_topic_in_front_goes_behind() {
        assert_eq!(
            recast("Regarding keys, tokens and cards, what do you require?"),
            "what do you require regarding keys, tokens and cards?"
        );
        assert_eq!(recast("Regarding keys, tokens and cards."), "Regarding keys, tokens and cards.");
    }

    #[test]
    fn a_subject_with_a_clause_of_its_own_is_left() {
        let text = "Are users who left and came back able to log in?";
        assert_eq!(recast(text), text);
    }
}
