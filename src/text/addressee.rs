//! Whoever is asked, in the third person: "does the supplier encrypt data?" asks what "do you encrypt data?" asks.
//!
//! "The supplier" is the one who is asked where it does what is asked about. What is sent to the vendor, the vendor's
//! controls and access by the vendor may be about another one, and in front of a "you" it is another one.

use std::borrow::Cow;

use super::list::{Words, words};
use super::pattern::Pattern;

/// Words behind which a subject stands.
static BEFORE_SUBJECT: Words = words![
    "do", "does", "did", "has", "have", "is", "are", "was", "were", "will", "would", "shall", "should",
    "must", "can", "could", "may", "might", "how", "what", "that", "whether", "if", "where", "when", "which",
    "because", "why", "who", "and", "or", "while", "before", "after", "until", "unless", "than", "as",
    "since", "so", "then", "please", "confirm",
];
/// Verbs in front of one who is enabled by the one who is asked.
static ABLE: Words =
    words!["can", "may", "could", "allow", "allows", "enable", "enables", "permit", "permits", "let"];
/// What is done to, or is due to, the one who asks.
static RECEIVES: Words = words![
    "notified",
    "informed",
    "told",
    "alerted",
    "advised",
    "contacted",
    "warned",
    "given",
    "granted",
    "provided",
    "able",
    "allowed",
    "permitted",
    "entitled",
    "receive",
    "receives",
    "obtain",
    "obtains",
    "right",
    "rights",
    "ownership",
    "own",
    "owns",
];

/// What one who sells is called; `provider` also ends "the service provider".
const VENDORS: &[&str] =
    &["the supplier", "the vendor", "the provider", "the service provider", "the tenderer", "the bidder"];

/// The text with "you" in the place of whoever is asked; `named` finds who may be.
pub(super) fn as_you<'t>(text: &'t str, named: &Pattern) -> Cow<'t, str> {
    // Some letters take more or fewer bytes in lower case, and would move what follows; all names here are of plain ones.
    let lower = text.to_ascii_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric());
    let you = words().any(|word| matches!(word, "you" | "ni"));
    let whole = |at: usize| !lower[at..].starts_with(char::is_alphanumeric);
    let said = |name: &str| lower.match_indices(name).any(|(at, _)| whole(at + name.len()));
    let named_as = VENDORS.iter().filter(|name| said(name)).count();
    // Of a vendor and a supplier in one text nobody knows which of them is asked.
    if named_as > 1 {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut kept = 0;
    while let Some(found) = named.find(&text[kept..]) {
        let (start, end) = (kept + found.start, kept + found.end);
        let said = &lower[start..end];
        out.push_str(&text[kept..start]);
        match instead(said, &lower[..start], &lower[end..], you, named_as > 0) {
            Some(instead) => out.push_str(instead),
            None => out.push_str(&text[start..end]),
        }
        if end == kept {
            break;
        }
        kept = end;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

/// What stands in the place of a name; `None` where it is not the one who is asked.
fn instead(said: &str, before: &str, behind: &str, you: bool, vendor: bool) -> Option<&'static str> {
    let last = said.split_whitespace().last().unwrap_or_default();
    // "Your organisation" is nobody else.
    if said.starts_with("your") {
        return Some(if last.ends_with("'s") { "your" } else { "you" });
    }
    if said.starts_with("er") {
        return Some("ni");
    }
    let swedish = said.starts_with("lev") || said.starts_with("anbud") || said.starts_with("entr");
    if swedish {
        return Some("ni");
    }
    let organisation = ["company", "firm"].contains(&last) || last.starts_with("organi");
    let genitive = last.ends_with("'s");
    let leads = before.trim().is_empty();
    // "The supplier shall describe how you …" says of whom it speaks, and so does no other sentence with a "you".
    let told = leads && is_told(&format!("{said}{behind}"));
    let third = you && !told || organisation && (vendor || genitive || is_asker(before, behind));
    // Where nobody is "you", "the supplier's access" is "your access", and not all access.
    if genitive && !third {
        return Some("your");
    }
    if third || !(leads || is_doer(before, behind, organisation)) {
        return None;
    }
    Some(match last {
        "shall" => "you shall",
        "must" => "you must",
        "should" => "you should",
        "will" => "you will",
        "has" => "you has",
        "is" => "you is",
        _ => "you",
    })
}

/// Verbs of answering, behind "the supplier shall".
static ANSWERING: Words = words!["confirm", "describe", "explain", "indicate", "outline", "specify", "state"];
/// Words from a name to such a verb: "the service provider shall describe".
const NEAR: usize = 6;

/// Whether a sentence tells the one it begins with to answer.
fn is_told(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split_whitespace().take(NEAR).collect();
    words.windows(2).any(|w| matches!(w[0], "shall" | "must" | "should" | "will") && ANSWERING.contains(w[1]))
}

/// Whether a name stands where the one who does something stands.
fn is_doer(before: &str, behind: &str, organisation: bool) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if word.is_empty() {
        // Behind a comma, a colon or a bracket another clause begins.
        return true;
    }
    match word {
        // "Kept by the supplier"; "access by the supplier" may be another one's.
        // What is done by the organisation may be done by the one who asks.
        "by" => {
            let done = before.split_whitespace().rev().nth(1).unwrap_or_default();
            !organisation && (done.ends_with("ed") || IRREGULAR.contains(done))
        }
        // "It shall be possible for the supplier to …"
        "for" => !organisation && before.ends_with("possible for") && behind.starts_with(" to "),
        word => BEFORE_SUBJECT.contains(word),
    }
}

/// Participles that end otherwise.
static IRREGULAR: Words = words![
    "built",
    "done",
    "given",
    "held",
    "kept",
    "led",
    "made",
    "met",
    "overseen",
    "paid",
    "run",
    "sent",
    "set",
    "taken",
    "undertaken",
    "written",
];

/// Whether "the organisation" may be the one who asks: it is told something, or it is able to.
fn is_asker(before: &str, behind: &str) -> bool {
    let able = before.split_whitespace().last().is_some_and(|word| ABLE.contains(word));
    able || behind.split(|c: char| !c.is_alphanumeric()).any(|word| RECEIVES.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::canonical_question;

    #[test]
    fn the_supplier_who_does_something_is_asked() {
        for (text, asked) in [
            ("Does the vendor encrypt data?", "Does you encrypt data?"),
            ("Are logs kept by the supplier?", "Are logs kept by you?"),
            ("The supplier shall explain how you do it.", "you shall explain how you do it."),
            ("Logging of the supplier's access is in place.", "Logging of your access is in place."),
            ("Does the organisation have a policy?", "Does you have a policy?"),
        ] {
            assert_eq!(canonical_question(text), asked);
        }
    }

    #[test]
    fn who_receives_something_or_stands_beside_you_is_somebody_else() {
        for text in [
            "Do you report incidents to the vendor?",
            "Do you comply with the company's policies?",
            "Is access by the vendor logged?",
            "Is data returned to the organisation?",
            "Is the organisation able to export logs?",
            "Is it possible for the company to monitor the service?",
            "Does the organisation have a right to audit?",
        ] {
            assert_eq!(canonical_question(text), text);
        }
    }
}
