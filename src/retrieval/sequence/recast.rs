//! Openings that only wrap a question, taken off its text: "is it possible for us to …" asks "can we …", and a topic in
//! front of its question goes behind it.

use std::borrow::Cow;

/// How "can" begins in more words.
const POSSIBLE: &[&str] = &["is it possible for ", "it shall be possible for ", "it must be possible for "];
/// Between a subject and its verb, the same.
const ABLE: &[(&str, &str)] =
    &[("is ", " able to "), ("are ", " able to "), ("", " shall be able to "), ("", " must be able to ")];
/// Words of a subject that cannot hold another clause: "the customer".
const LONGEST_SUBJECT: usize = 2;
/// How a topic begins.
const TOPICS: &[&str] = &["when it comes to ", "with regard to ", "with respect to ", "regarding ", "as regards "];
/// How a question begins behind its topic.
const ASKING: &[&str] =
    &["what ", "which ", "how ", "where ", "is ", "are ", "do ", "does ", "can ", "you ", "please ", "describe "];

/// The text of a question without such an opening.
pub(in crate::retrieval) fn recast(text: &str) -> Cow<'_, str> {
    match possible(text).or_else(|| able(text)).or_else(|| topic_last(text)) {
        Some(recast) => Cow::Owned(recast),
        None => Cow::Borrowed(text),
    }
}

/// The question that a text asks for, as far as its words say who asks for what: "the supplier shall state how we …" asks
/// "state how we …".
pub(in crate::retrieval) fn unwrapped(text: &str) -> Cow<'_, str> {
    const TOLD: &[&str] = &["you shall ", "you must "];
    const ANSWERING: &[&str] = &["describe ", "explain ", "state ", "specify ", "indicate ", "outline ", "confirm "];
    let told = TOLD.iter().find_map(|start| behind(text, start));
    match told.filter(|rest| ANSWERING.iter().any(|verb| behind(rest, verb).is_some())) {
        Some(rest) => recast(rest),
        None => recast(text),
    }
}

fn possible(text: &str) -> Option<String> {
    let rest = POSSIBLE.iter().find_map(|start| behind(text, start))?;
    let (who, what) = rest.split_once(" to ")?;
    can(who, what)
}

fn able(text: &str) -> Option<String> {
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
    let topic = TOPICS.iter().find_map(|start| behind(text, start))?;
    let comma = topic.match_indices(", ").map(|(at, _)| at).find(|at| {
        let question = &topic[at + 2..];
        ASKING.iter().any(|start| behind(question, start).is_some())
    })?;
    let (topic, question) = (&topic[..comma], &topic[comma + 2..]);
    let bare = question.trim_end_matches(['?', '.']);
    Some(format!("{bare} regarding {topic}{}", &question[bare.len()..]))
}

/// What stands behind a beginning, in whichever case it is written.
fn behind<'t>(text: &'t str, start: &str) -> Option<&'t str> {
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
