//! One clause: its verb behind everything else in every voice, a noun for an action as its verb, items of a list in one
//! order.

use super::COMMA;

/// How a clause names what is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// "… encrypt stored data": the verb first.
    Active,
    /// "… stored data encrypted", its auxiliary taken away.
    Passive,
    /// "stored data is encrypted".
    Stated,
    /// "backup of data": no verb, or one that was taken away.
    Noun,
}

/// Where a part of a clause ends.
const BOUNDARIES: &[&str] = &[
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
    "regarding",
    "such",
    "until",
    "unless",
    "towards",
];
const AND: [&str; 2] = ["and", "or"];
/// A time of the day says the same wherever it stands.
const ROVING: &[&str] = &["24/7"];
/// Verbs that only say that the action named by their subject happens.
const DONE: &[&str] = &["performed", "done", "conducted", "ensured", "undertaken"];
/// Endings of nouns that name an action.
const ACTION: &[&str] = &["ing", "tion", "sion", "ment", "ance", "age"];
/// Shorter words with such an ending are no actions ("thing").
const ACTION_LETTERS: usize = 6;
/// Participles that do not end as most do.
const IRREGULAR: &[&str] =
    &["kept", "held", "built", "written", "given", "taken", "made", "sent", "shown", "found", "met", "put"];

/// Verbs that whoever is asked does to himself.
const REFLEXIVE: &[&str] = &["protect", "protected"];
/// Stands in front of the verbs: "log" as a verb is another word than "logs".
const VERBS: &str = "|";

/// The words of a clause in their one order, commas gone: the verb goes to the end, in every voice.
pub(super) fn even<'t>(words: &[&'t str], voice: Voice) -> Vec<&'t str> {
    let mut words: Vec<&str> = words.to_vec();
    let mut from = 0;
    if voice == Voice::Stated {
        let copula = words.iter().position(|w| ["is", "are"].contains(w));
        let Some(copula) = copula else { return listed(&words, Vec::new()) };
        words.remove(copula);
        from = copula;
    }
    if matches!(voice, Voice::Passive | Voice::Stated)
        && let Some(done) = performed(&words)
    {
        return even(&done, Voice::Noun);
    }
    let verbs = match voice {
        Voice::Active => verbs_at(&mut words, 0, |_| true),
        Voice::Passive | Voice::Stated => {
            participle(&words, from).map(|at| verbs_at(&mut words, at, is_participle)).unwrap_or_default()
        }
        Voice::Noun if words.len() > 1 && words.last().is_some_and(|w| is_action(w)) => {
            words.pop().into_iter().collect()
        }
        Voice::Noun => Vec::new(),
    };
    // "How are you protected" is how you protect yourselves; "Are you monitored?" is not whether you monitor.
    if verbs.iter().any(|verb| REFLEXIVE.contains(verb)) {
        let own = match voice {
            Voice::Active => "self",
            _ => "you",
        };
        if words.first() == Some(&own) {
            words.remove(0);
        }
    }
    listed(&words, verbs)
}

/// Takes the verb out, and a second that is joined to it ("govern and secure"), in one order.
fn verbs_at<'t>(words: &mut Vec<&'t str>, at: usize, is_verb: impl Fn(&str) -> bool) -> Vec<&'t str> {
    if at >= words.len() || words.len() < 2 {
        return Vec::new();
    }
    let joined = words.len() >= at + 3 && words[at + 1] == "and" && is_verb(words[at + 2]);
    // Before a noun "monitor and log access" is two verbs; "manage capacity and plan" has its object in between.
    let before_noun = words.get(at + 3).is_some_and(|next| !BOUNDARIES.contains(next));
    let mut verbs: Vec<&str> = if joined && (at > 0 || before_noun) {
        let taken: Vec<&str> = words.drain(at..at + 3).collect();
        vec![taken[0], taken[2]]
    } else {
        vec![words.remove(at)]
    };
    verbs.sort_unstable();
    verbs
}

fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || IRREGULAR.contains(&word)
}

/// Where the verb of a passive clause stands: the first participle with no noun behind it ("stored data encrypted at
/// rest").
fn participle(words: &[&str], from: usize) -> Option<usize> {
    let ends = |at: usize| {
        words
            .get(at + 1)
            .is_none_or(|next| BOUNDARIES.contains(next) || *next == COMMA || next.ends_with("ly"))
    };
    (from..words.len()).find(|at| is_participle(words[*at]) && ends(*at))
}

/// "Hardening of servers and other components" as "servers and other components hardening", so that it is made like a
/// clause of its verb.
pub(super) fn verb_of_noun<'t>(words: &[&'t str]) -> Option<Vec<&'t str>> {
    let (roving, words): (Vec<&str>, Vec<&str>) = words.iter().partition(|w| ROVING.contains(w));
    let words: Vec<&str> = words.into_iter().filter(|w| !DONE.contains(w)).collect();
    let [noun, "of", rest @ ..] = words.as_slice() else { return None };
    if !is_action(noun) || rest.is_empty() {
        return None;
    }
    let mut out = rest.to_vec();
    out.extend(roving);
    out.push(noun);
    Some(out)
}

fn is_action(word: &str) -> bool {
    word.len() >= ACTION_LETTERS && ACTION.iter().any(|ending| word.ends_with(ending))
}

/// The clause of a noun that is said to happen.
fn performed<'t>(words: &[&'t str]) -> Option<Vec<&'t str>> {
    let done = words.iter().position(|w| DONE.contains(w))?;
    let mut noun: Vec<&str> = words.to_vec();
    noun.remove(done);
    verb_of_noun(&noun)
}

/// The words with the items of each list in one order, roving words and then the verbs last, commas gone.
fn listed<'t>(words: &[&'t str], verbs: Vec<&'t str>) -> Vec<&'t str> {
    let (roving, words): (Vec<&str>, Vec<&str>) = words.iter().partition(|w| ROVING.contains(w));
    let mut out: Vec<&str> = parts(&words).concat();
    out.extend(roving);
    if !verbs.is_empty() {
        out.push(VERBS);
        out.extend(verbs);
    }
    out
}

/// The parts between prepositions, the items of each sorted ("against tampering and unauthorised access").
fn parts<'t>(words: &[&'t str]) -> Vec<Vec<&'t str>> {
    let preposition = |w: &&str| BOUNDARIES.contains(w) && !AND.contains(w);
    let mut starts: Vec<usize> = vec![0];
    starts.extend(words.iter().enumerate().filter(|(at, w)| *at > 0 && preposition(w)).map(|(at, _)| at));
    starts.push(words.len());
    let in_order = |pair: &[usize]| {
        let part = &words[pair[0]..pair[1]];
        in_order(part, part.first().is_some_and(|w| preposition(&w)))
    };
    starts.windows(2).map(in_order).collect()
}

/// A part with its items sorted, what they are joined by behind them.
fn in_order<'t>(part: &[&'t str], behind_preposition: bool) -> Vec<&'t str> {
    let parted = |w: &&str| *w == COMMA || AND.contains(w);
    if !part.iter().any(|w| parted(&w)) {
        return part.to_vec();
    }
    // "A and B or C" is no plain list.
    if part.contains(&"and") && part.contains(&"or") {
        return part.iter().copied().filter(|w| *w != COMMA).collect();
    }
    let joint = part.iter().copied().find(|w| AND.contains(w));
    let (head, list) = part.split_at(usize::from(behind_preposition));
    let mut items: Vec<&[&str]> = list.split(|w| parted(&w)).filter(|item| !item.is_empty()).collect();
    items.sort_unstable();
    let mut out: Vec<&str> = head.to_vec();
    out.extend(items.concat());
    out.extend(joint);
    out
}

/// The words with their lists in one order and without commas.
pub(super) fn without_commas<'t>(words: &[&'t str]) -> Vec<&'t str> {
    listed(words, Vec::new())
}
