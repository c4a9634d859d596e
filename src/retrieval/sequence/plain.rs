//! What goes, and the one order of a verb and its object.

use crate::text::list::{Words, words};

/// Words without any bearing on what is asked, at every place of the sentence.
static SILENT: Words =
    words!["a", "an", "the", "please", "kindly", "your", "yours", "vänligen", "en", "ett", "den", "det", "s"];
/// Imperatives that only ask for an answer to the question behind them.
static OPENING: Words = words![
    "state",
    "indicate",
    "confirm",
    "specify",
    "tell",
    "us",
    "whether",
    "if",
    "that",
    "ange",
    "bekräfta",
    "om",
];
/// How a clause begins behind them.
static ASKING: Words = words![
    "do", "does", "you", "can", "how", "what", "which", "who", "where", "when", "why", "we", "there", "hur",
    "vad", "vilka", "vilken", "vilket", "vem", "var", "när", "ni",
];
/// What is asked for in front of its verb: "who is audited" is not "who audited".
const SUBJECTS: &[&str] = &["who", "what", "which", "vem", "vad", "vilka", "vilken", "vilket"];
/// Auxiliaries of the present that only make a question. "Does the act apply to you?" keeps its own: "Do you apply the
/// act?" is made of the same words.
const PRESENT: &[&str] = &["is", "are", "är"];
/// Prepositions and conjunctions that end the object of a verb, in every shape of a question.
pub(super) static BOUNDARIES: Words = words![
    "in",
    "on",
    "at",
    "of",
    "to",
    "for",
    "by",
    "with",
    "from",
    "into",
    "through",
    "and",
    "or",
    "as",
    "via",
    "within",
    "against",
    "about",
    "over",
    "under",
    "between",
    "across",
    "before",
    "after",
    "during",
    "without",
    "according",
    "that",
    "which",
    "who",
    "when",
    "where",
    "while",
    "so",
    "than",
    "per",
    "using",
];
/// The Swedish ones; "under" is one of both languages.
static SWEDISH_BOUNDARIES: Words = words![
    "i", "på", "av", "till", "för", "med", "från", "och", "eller", "som", "mot", "enligt", "vid", "utan",
    "genom",
];

/// Whether a word has no bearing on what is asked.
pub(super) fn is_silent(word: &str) -> bool {
    SILENT.contains(word)
}

/// Marks a clause in the active voice that would be taken for a passive one.
const ACTIVE: &str = "|";

fn ends_object(word: &&str) -> bool {
    BOUNDARIES.contains(word) || SWEDISH_BOUNDARIES.contains(word)
}

/// The words that count, in their order.
pub(super) fn even<'t>(all: &[&'t str]) -> Vec<&'t str> {
    let mut words = all;
    // "Please state: is …", "Confirm that …": what asks for the answer is no part of the question.
    let opened = words.iter().take_while(|w| OPENING.contains(w) || SILENT.contains(w)).count();
    let commands = words[..opened]
        .iter()
        .any(|w| ["state", "indicate", "confirm", "specify", "tell", "ange", "bekräfta"].contains(w));
    // "Confirm encryption" wants a yes, "specify encryption" wants words; a clause behind them is the question itself.
    let clause = words[..opened].iter().any(|w| matches!(*w, "whether" | "if" | "that" | "om"))
        || words[opened..].first().is_some_and(|w| ASKING.contains(w))
        || words[opened..].iter().any(|w| matches!(*w, "is" | "are" | "shall" | "must" | "has" | "have"));
    if commands && clause && opened < words.len() {
        words = &words[opened..];
    }
    let (active, rest) = match words {
        ["do" | "does", "you", rest @ ..] | ["you", "shall" | "must" | "should", rest @ ..] => (true, rest),
        ["ni", "ska" | "skall" | "måste", rest @ ..] => (false, rest),
        [first, rest @ ..] if PRESENT.contains(first) => (false, rest),
        other => (false, other),
    };
    // "I ett år" is for a year and "i år" this year, "på en plats" in one place and "på plats" on site.
    let idiom = |at: usize| matches!(rest[at], "en" | "ett") && at > 0 && matches!(rest[at - 1], "i" | "på");
    let told = |(at, word): &(usize, &&str)| **word == "your" || !SILENT.contains(word) || idiom(*at);
    let mut kept: Vec<&str> = rest.iter().enumerate().filter(told).map(|(_, word)| *word).collect();
    if !active {
        // "data is encrypted" states what "is data encrypted" asks.
        let copula = kept.iter().position(|w| ["is", "are", "är"].contains(w));
        let asked = kept.first().is_some_and(|w| SUBJECTS.contains(w));
        if let Some(at) = copula.filter(|_| rest.len() == words.len() && !asked) {
            kept.remove(at);
        }
    } else if let Some(verb) = kept.first().copied().filter(|_| kept.len() > 1) {
        let end = kept.iter().skip(1).position(ends_object).map_or(kept.len(), |at| at + 1);
        // "Do you approve changes by customers" is not "are changes approved by customers".
        if kept.contains(&"by") {
            kept.push(ACTIVE);
        }
        // A verb without an object ("do you act as …") has nothing to change places with.
        if end > 1 {
            kept.remove(0);
            kept.insert(end - 1, verb);
        }
    }
    kept
}
