//! What stands around the question itself: who is told to answer, and in which mood.

use super::COMMA;
use super::clause::{self, Voice};

/// Words that only ask for an answer to what follows.
const COMMANDS: &[&str] =
    &["state", "indicate", "confirm", "specify", "clarify", "describe", "explain", "outline", "tell"];
/// Of these, the ones that ask for a description where no question follows.
const DESCRIBING: &[&str] = &["describe", "explain", "outline"];
const POLITE: &[&str] = &["please", "kindly"];
/// Words without any bearing on what is asked, at every place of the sentence.
const SILENT: &[&str] = &["a", "an", "the", "please", "kindly", "your", "yours", "its", "any", "etc", "s"];
/// Auxiliaries of the present that only make a question.
const PRESENT: &[&str] = &["is", "are"];
const MODALS: &[&str] = &["can", "could", "will", "would", "may", "must", "should", "shall"];
/// Subjects of one word that change places with a modal verb.
const SUBJECTS: &[&str] = &["we", "i", "you", "they", "customer", "customers", "users", "staff"];
/// Where a question for more than yes or no begins.
const INTERROGATIVE: &[&str] = &["how", "what", "which", "where", "when", "who", "why"];
/// What belongs to "how": "how long", "how often".
const MEASURES: &[&str] = &["long", "often", "many", "much", "quickly", "soon", "and", "where"];

/// The words that count, in their one order.
pub(super) fn even<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let words: Vec<&str> =
        words.iter().copied().filter(|w| !(POLITE.contains(w) || *w == "kindly")).collect();
    let (command, rest) = behind_command(&words);
    // "The supplier shall state which role it has": it is the one who is told.
    let told: Vec<&str>;
    let rest = if words.first() == Some(&"you") && command.is_some() {
        told = rest
            .iter()
            .enumerate()
            .map(|(at, w)| match *w {
                "it" | "they" => "you",
                "has" if at > 0 && rest[at - 1] == "it" => "have",
                other => other,
            })
            .collect();
        told.as_slice()
    } else {
        rest
    };
    match command {
        // "Describe the hardening of servers": how it is done; "Describe your protection": what there is.
        Some(command) if DESCRIBING.contains(&command) && !is_question(rest) => describe(rest),
        Some(command) if !is_question(rest) && !states(rest) => {
            let mut whole = vec![command];
            whole.extend(quiet(rest));
            clause::without_commas(&whole)
        }
        _ => question(rest),
    }
}

/// The command in front, and what it asks for; "you shall describe …" is one too.
fn behind_command<'a, 't>(words: &'a [&'t str]) -> (Option<&'t str>, &'a [&'t str]) {
    let rest = match words {
        ["you", "shall" | "must" | "should", rest @ ..] => rest,
        other => other,
    };
    match rest {
        [command, rest @ ..] if COMMANDS.contains(command) => {
            let rest = match rest {
                ["us", rest @ ..] | [COMMA, rest @ ..] => rest,
                other => other,
            };
            match rest {
                ["whether" | "if" | "that", rest @ ..] if !rest.is_empty() => (Some(command), rest),
                other if !other.is_empty() => (Some(command), other),
                _ => (None, words),
            }
        }
        _ => (None, words),
    }
}

fn is_question(words: &[&str]) -> bool {
    words.first().is_some_and(|w| {
        INTERROGATIVE.contains(w) || PRESENT.contains(w) || ["do", "does", "can", "for", "to"].contains(w)
    })
}

/// Whether the words are a clause and not only a noun.
fn states(words: &[&str]) -> bool {
    words.first() == Some(&"you")
        || words.iter().any(|w| PRESENT.contains(w) || ["can", "have", "has"].contains(w))
}

fn question<'t>(words: &[&'t str]) -> Vec<&'t str> {
    // "Can we use …" asks what "whether we can use …" does.
    if let [modal, subject, rest @ ..] = words
        && MODALS.contains(modal)
        && SUBJECTS.contains(subject)
    {
        let turned: Vec<&str> = [*subject, *modal].into_iter().chain(rest.iter().copied()).collect();
        return clause(&turned);
    }
    let Some(first) = words.first() else { return Vec::new() };
    if !INTERROGATIVE.contains(first) {
        return clause(words);
    }
    let length = 1 + words[1..].iter().take_while(|w| *first == "how" && MEASURES.contains(w)).count();
    let (asked, rest) = words.split_at(length);
    let mut form: Vec<&str> = asked.to_vec();
    if *first == "how" {
        form.extend(clause(rest));
        return form;
    }
    // "What protection do you have against …", "which role you have under …"
    let owned = rest.windows(2).position(|pair| pair == ["you", "have"]);
    if let Some(at) = owned {
        let upto = if at > 0 && ["do", "does"].contains(&rest[at - 1]) { at - 1 } else { at };
        form.extend(quiet(&rest[..upto]));
        form.extend(quiet(&rest[at + 2..]));
        return clause::without_commas(&form);
    }
    form.extend(quiet(rest));
    clause::without_commas(&form)
}

/// "Describe …" with a noun behind it.
fn describe<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let words = quiet(words);
    match clause::verb_of_noun(&words) {
        Some(done) => std::iter::once("how").chain(clause::even(&done, Voice::Noun)).collect(),
        None => std::iter::once("what").chain(clause::without_commas(&words)).collect(),
    }
}

/// What only says that the clause behind it shall hold.
const THAT: &[&[&str]] = &[
    &["you", "shall", "ensure", "that"],
    &["you", "must", "ensure", "that"],
    &["you", "should", "ensure", "that"],
    &["you", "ensure", "that"],
    &["do", "you", "ensure", "that"],
    &["does", "you", "ensure", "that"],
    &["do", "you", "make", "sure", "that"],
    &["is", "it", "ensured", "that"],
    &["is", "it", "the", "case", "that"],
    &["it", "is", "required", "that"],
    &["we", "require", "that"],
];
/// Verbs that only say that an action is done.
const LIGHT: &[&str] = &["perform", "conduct", "apply", "do", "undertake"];

/// A clause in either voice.
fn clause<'t>(words: &[&'t str]) -> Vec<&'t str> {
    if let Some(opening) = THAT.iter().find(|opening| words.starts_with(opening))
        && words.len() > opening.len()
    {
        return clause(&words[opening.len()..]);
    }
    // "Stored data shall be encrypted" requires what "stored data is encrypted" states.
    if let Some(at) = words.windows(2).position(|w| ["shall", "must"].contains(&w[0]) && w[1] == "be")
        && at > 0
    {
        let mut stated: Vec<&str> = words[..at].to_vec();
        stated.push("is");
        stated.extend(&words[at + 2..]);
        return clause(&stated);
    }
    let (voice, rest) = match words {
        ["do" | "does", "you", rest @ ..] | ["you", "shall" | "must" | "should", rest @ ..] => {
            (Voice::Active, rest)
        }
        ["you", rest @ ..]
            if !rest
                .first()
                .is_some_and(|w| PRESENT.contains(w) || ["can", "have", "will", "may"].contains(w)) =>
        {
            (Voice::Active, rest)
        }
        ["you", "have", rest @ ..] => (Voice::Noun, rest),
        ["is" | "are", "there", rest @ ..] | ["there", "is" | "are", rest @ ..] => (Voice::Noun, rest),
        ["do" | "does" | "has", rest @ ..] => (Voice::Noun, rest),
        [first, rest @ ..] if PRESENT.contains(first) => (Voice::Passive, rest),
        other => (Voice::Stated, other),
    };
    let mut rest = quiet(rest);
    if voice == Voice::Active && rest.first() == Some(&"have") && rest.len() > 1 {
        rest.remove(0);
        return noun(&rest);
    }
    if voice == Voice::Active
        && rest.first().is_some_and(|verb| LIGHT.contains(verb))
        && clause::verb_of_noun(&rest[1..]).is_some()
    {
        return noun(&rest[1..]);
    }
    if voice == Voice::Noun {
        return noun(&rest);
    }
    clause::even(&rest, voice)
}

fn noun<'t>(words: &[&'t str]) -> Vec<&'t str> {
    let done = clause::verb_of_noun(words);
    clause::even(done.as_deref().unwrap_or(words), Voice::Noun)
}

fn quiet<'t>(words: &[&'t str]) -> Vec<&'t str> {
    words.iter().copied().filter(|w| !SILENT.contains(w)).collect()
}
