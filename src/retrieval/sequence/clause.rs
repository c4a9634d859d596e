//! The one form of a clause: what it asks for, its object, its verb, the rest in its order.
//!
//! Where it is not certain what the object of a verb is, the clause keeps its voice, and only a clause of the same voice
//! has its form.

use super::belonging::{belongs_to_clause, happens_there};
use super::doers::{by_supplier, is_of_both_sides};
use super::existence;
use super::frames::{belongs_to_noun, ends, usual};
use super::nouns::action;
use super::voice::{infinitive, is_adverb, is_manner, is_participle, is_second_verb, may_be_verb, verb};
use super::words::inflected;
use crate::text::Language;
use crate::text::list::{Words, words};

/// A question, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Clause<'t> {
    /// What it asks for; empty for a yes or no.
    pub(super) ask: Vec<&'t str>,
    pub(super) shape: Shape<'t>,
}

#[derive(Clone, Debug)]
pub(super) enum Shape<'t> {
    /// "You …", from the verb on.
    Active(Vec<&'t str>),
    /// "… is …": the words without the copula, and where it stood if it did not stand in front.
    Copular { words: Vec<&'t str>, copula: Option<usize> },
    /// "There is …".
    There(Vec<&'t str>),
    /// "Can …": the words with the modal verb in front.
    Modal(Vec<&'t str>),
    /// "Describe …".
    Described(Vec<&'t str>),
}

/// Marks a verb without an object of its own, or one that may have ended at several places.
const ACTIVE: &str = "|";
/// Marks a statement whose copula tells more than its words.
const STATED: &str = "=";
/// Stands between two questions.
const JOINT: &str = "&";
/// Stands for "how long is … kept", whichever verb says so.
const KEPT: &str = "kept+";
const HOW_LONG: &str = "howlong";
/// Verbs that are one where it is asked how long.
static KEEPING: Words =
    words!["keep", "kept", "retain", "retained", "store", "stored", "save", "saved", "preserve", "preserved"];
/// Words that begin a clause behind the main one.
static SUBORDINATE: Words = words!["before", "after", "when", "if", "while", "until", "unless", "because"];
/// Words behind a participle that belong to it.
static PARTICLES: Words = words!["apart", "up", "down", "off", "out", "yourselves", "separately"];

/// The words of a form, as they are compared.
#[derive(Default)]
pub(super) struct Form(pub(super) Vec<String>);

impl Form {
    pub(super) fn words(&mut self, words: &[&str]) -> &mut Self {
        self.0.extend(words.iter().map(|word| inflected(word, Language::English)));
        self
    }

    pub(super) fn mark(&mut self, mark: &str) -> &mut Self {
        self.0.push(mark.to_owned());
        self
    }
}

/// The form of clauses that "and" joins.
pub(super) fn joined(clauses: &[Clause<'_>]) -> Option<Vec<String>> {
    let mut whole = Vec::new();
    for clause in clauses {
        if !whole.is_empty() {
            whole.push(JOINT.to_owned());
        }
        whole.extend(form(clause)?);
    }
    Some(whole)
}

/// The form of a clause; `None` where it has none of its own.
fn form(clause: &Clause<'_>) -> Option<Vec<String>> {
    match &clause.shape {
        Shape::Active(tail) => active(&clause.ask, tail),
        Shape::Copular { words, copula } => copular(&clause.ask, words, *copula),
        Shape::There(words) => existence::there(words),
        Shape::Modal(words) => {
            let mut form = Form::default();
            form.words(&clause.ask).words(words);
            Some(form.0)
        }
        Shape::Described(words) => existence::described(words),
    }
}

/// "You encrypt data at rest".
pub(super) fn active(ask: &[&str], tail: &[&str]) -> Option<Vec<String>> {
    if let ["have" | "has", had @ ..] = tail {
        return existence::had(ask, had);
    }
    if let Some(form) = existence::special(ask, tail).or_else(|| performed(ask, tail)) {
        return Some(form);
    }
    Some(crossed(ask, tail).unwrap_or_else(|| {
        let mut form = Form::default();
        form.words(ask).mark(ACTIVE);
        match tail {
            [first, rest @ ..] if !is_adverb(first) => form.mark(&verb(first)).words(rest),
            all => form.words(all),
        };
        form.0
    }))
}

/// "You perform testing of X" is "you test X".
fn performed(ask: &[&str], tail: &[&str]) -> Option<Vec<String>> {
    let (noun, object) = match tail {
        ["perform" | "performs" | "conduct" | "conducts", noun, "of", object @ ..]
        | ["carry" | "carries", "out", noun, "of", object @ ..] => (noun, object),
        _ => return None,
    };
    crossed(ask, &[&[action(noun)?], object].concat())
}

/// The form that active and passive share; `None` where the object is not known for certain.
pub(super) fn crossed(ask: &[&str], tail: &[&str]) -> Option<Vec<String>> {
    let (adverb, tail) = match tail {
        [adverb, rest @ ..] if is_adverb(adverb) => (Some(*adverb), rest),
        all => (None, all),
    };
    let (first, behind) = tail.split_first()?;
    let second_verb = |w: &str| is_second_verb(w) || first.ends_with("ing") && w.ends_with("ing");
    let (joint, second, behind) = match behind {
        [joint @ ("and" | "or"), second, rest @ ..] if second_verb(second) => {
            (Some(*joint), Some(*second), rest)
        }
        all => (None, None, all),
    };
    if behind.contains(&"by") || behind.iter().any(|w| matches!(*w, "yourself" | "yourselves" | "itself")) {
        return None;
    }
    let (object, rest) = behind.split_at(object_end(first, behind));
    // "Review independently" is not "independently reviewed", which is by somebody else.
    if object.last().is_some_and(|w| is_manner(w) && !is_adverb(w)) {
        return None;
    }
    let (object, late) = match object {
        [object @ .., adverb] if is_adverb(adverb) && adverb_fits(object) => (object, Some(*adverb)),
        all => (all, None),
    };
    let (object, particle) = match object {
        [object @ .., "apart"] => (object, Some("apart")),
        [object @ .., "separate"] if lemma(first) == "keep" => (object, Some("apart")),
        all => (all, None),
    };
    // "What do you require of users?" has its object in front.
    let asked_object = asks_for_thing(ask);
    if object.is_empty() != asked_object || adverb.is_some() && late.is_some() {
        return None;
    }
    if is_two(object) || rest.windows(2).any(|w| matches!(w[0], "and" | "or") && is_second_verb(w[1])) {
        return None;
    }
    let belongs = if asked_object {
        // There is no noun in front that it could belong to, unless a preposition has its noun in front.
        rest.len() != 1 && !rest.get(1).is_some_and(|w| ends(w))
    } else {
        belongs_to_clause(&lemma(first), object, rest)
    };
    // "What is required?" may be required of the supplier; "of users" it is required by him.
    if object.is_empty() && lemma(first) == "require" && rest.first() != Some(&"of") {
        return None;
    }
    // "Which laws are implemented?": what is asked for is what it is done to.
    let asked = if asked_object { ask } else { object };
    if object.is_empty() && is_of_both_sides(asked) {
        return None;
    }
    let ours = by_supplier(&lemma(first), object) && second.is_none_or(|w| by_supplier(&lemma(w), object));
    if !ours || !belongs || second.is_some() && (adverb.is_some() || late.is_some()) {
        return None;
    }
    let verbs = Verbs { first, joint, second, adverb: adverb.or(late), particle };
    Some(finished(ask, object, &verbs, rest))
}

/// Whether what is asked for is a thing that takes part: "what", "which keys", "how many keys".
fn asks_for_thing(ask: &[&str]) -> bool {
    matches!(ask, ["what" | "which", ..] | ["how", "many" | "much", ..])
}

struct Verbs<'t> {
    first: &'t str,
    joint: Option<&'t str>,
    second: Option<&'t str>,
    adverb: Option<&'t str>,
    particle: Option<&'t str>,
}

/// Object, verb and rest, in the one order.
fn finished(ask: &[&str], object: &[&str], verbs: &Verbs<'_>, rest: &[&str]) -> Vec<String> {
    let mut form = Form::default();
    let how_long = matches!(ask, ["how", "long"] | ["for", "how", "long"]);
    let keeps = how_long
        && KEEPING.contains(verbs.first)
        && verbs.second.is_none()
        && verbs.particle.is_none()
        && rest.first().is_none_or(|w| matches!(*w, "after" | "for" | "before" | "when"));
    if keeps {
        form.mark(HOW_LONG).words(object).mark(KEPT);
    } else {
        form.words(ask).words(object).mark(&verb(verbs.first));
        if let (Some(joint), Some(second)) = (verbs.joint, verbs.second) {
            form.words(&[joint]).mark(&verb(second));
        }
    }
    form.words(verbs.particle.as_slice()).words(verbs.adverb.as_slice());
    form.words(&usual(verbs.first, object, rest));
    form.0
}

/// "How long is X kept" for a noun that says so.
pub(super) fn kept_for(object: &[&str]) -> Vec<String> {
    let mut form = Form::default();
    form.mark(HOW_LONG).words(object).mark(KEPT);
    form.0
}

/// An adverb at the end of an object belongs to the verb only where the object is a plain one.
fn adverb_fits(object: &[&str]) -> bool {
    // "Systems running continuously" run so.
    !object.is_empty()
        && !object.iter().any(|w| ends(w))
        && !object.iter().skip(1).any(|w| w.ends_with("ing") || is_participle(w))
}

fn lemma(verb: &str) -> String {
    verb.strip_suffix('s').filter(|head| !head.ends_with('s')).unwrap_or(verb).to_owned()
}

/// Where the object of a verb ends among the words behind it.
fn object_end(verb: &str, behind: &[&str]) -> usize {
    let mut at = 0;
    while at < behind.len() {
        let word = behind[at];
        if at > 0 && belongs_to_noun(behind[at - 1], word, &lemma(verb)) {
            // "access to systems in Sweden" may be logged there or be to what is there: the phrase has to end the question.
            if word == "to" && behind[at + 1..].iter().any(|w| ends(w) && !matches!(*w, "of" | "and" | "or"))
            {
                return at;
            }
        } else if at > 0 && happens_there(&lemma(verb), behind[at - 1], &behind[at..]) {
            return behind.len();
        } else if word == "such" && at > 0 && behind.get(at + 1) == Some(&"as") {
            // Examples belong to their noun as far as they go, which only the end of the question tells.
            let plain = behind[at + 2..].iter().all(|w| !ends(w) || matches!(*w, "and" | "or"));
            return if plain { behind.len() } else { at };
        } else if matches!(word, "and" | "or") && at > 0 {
            let (next, after) = (behind.get(at + 1), behind.get(at + 2));
            let has_object = after.is_some_and(|w| !ends(w));
            if next.is_none_or(|w| is_second_verb(w) || ends(w) || has_object && may_be_verb(w)) {
                return at;
            }
        } else if ends(word) && !(at == 0 && word == "every") {
            return at;
        }
        at += 1;
    }
    at
}

/// Whether an object holds a clause of its own: "data stored in Sweden", "users authenticated".
fn is_two(object: &[&str]) -> bool {
    !predicates(object, 1).is_empty()
}

/// Participles that nothing follows which they could be an adjective of, from a place on.
fn predicates(words: &[&str], from: usize) -> Vec<usize> {
    let free = |at: usize| {
        words.get(at + 1).is_none_or(|next| ends(next) || is_adverb(next) || PARTICLES.contains(next))
    };
    (from..words.len()).filter(|at| is_participle(words[*at]) && free(*at)).collect()
}

/// "Data is encrypted at rest", "is support available", "you are certified".
fn copular(ask: &[&str], words: &[&str], copula: Option<usize>) -> Option<Vec<String>> {
    if let Some(form) = existence::in_place(ask, words, copula) {
        return Some(form);
    }
    if let Some(form) = existence::called(ask, words, copula) {
        return Some(form);
    }
    let subject_asked = asks_for_thing(ask);
    // What stands behind "before", "when" and the like has a verb of its own.
    let end = words.iter().position(|w| SUBORDINATE.contains(w)).unwrap_or(words.len());
    let from = usize::from(!subject_asked);
    let mut found = predicates(&words[..end], from);
    if found.is_empty() || words[..end].iter().any(|w| matches!(*w, "that" | "which" | "who" | "whose")) {
        found = predicates(words, from);
    }
    let main = match found.as_slice() {
        [main] => Some((*main, None)),
        // "encrypted and stored"
        [main, second] if *second == main + 2 && matches!(words[main + 1], "and" | "or") => {
            Some((*main, Some(*second)))
        }
        _ => None,
    };
    let Some((main, second)) = main else {
        let mut form = Form::default();
        form.words(ask);
        match copula {
            // Two participles, or none: where the copula stands tells what is said of what.
            Some(at) if !found.is_empty() => {
                form.words(&words[..at]).mark(STATED).words(&words[at..]);
            }
            _ => {
                form.words(words);
            }
        }
        return Some(form.0);
    };
    let early = main.checked_sub(1).filter(|at| is_adverb(words[*at]) && *at >= copula.unwrap_or(1));
    let begin = early.unwrap_or(main);
    if copula.is_some_and(|at| at != begin) {
        let mut form = Form::default();
        let at = copula.unwrap_or(begin);
        form.words(ask).words(&words[..at]).mark(STATED).words(&words[at..]);
        return Some(form.0);
    }
    let object = &words[..begin];
    // "What is encrypted?" has its subject in front; "is encrypted?" has none.
    if object.is_empty() != subject_asked {
        let mut form = Form::default();
        form.words(ask).mark(STATED).words(words);
        return Some(form.0);
    }
    let mut rest = &words[second.unwrap_or(main) + 1..];
    let particle = rest.first().copied().filter(|w| *w == "apart");
    rest = &rest[usize::from(particle.is_some())..];
    let late = rest.first().copied().filter(|w| early.is_none() && is_adverb(w));
    rest = &rest[usize::from(late.is_some())..];
    if let Some(form) = done(ask, object, words[main], rest) {
        return Some(form);
    }
    if let ["by", "you", behind @ ..] = rest
        && second.or(early).is_none()
        && particle.is_none()
        && late.is_none()
        && let Some(form) = done_by_you(ask, object, words[main], behind)
    {
        return Some(form);
    }
    if second.is_some() && (early.is_some() || late.is_some()) {
        let mut form = Form::default();
        form.words(ask).words(words);
        return Some(form.0);
    }
    let verbs = Verbs {
        first: words[main],
        joint: second.map(|_| words[main + 1]),
        second: second.map(|at| words[at]),
        adverb: early.map(|at| words[at]).or(late),
        particle,
    };
    Some(finished(ask, object, &verbs, rest))
}

/// "Data is returned by you" is "you return data", where the passive alone would not say who does it. Of most verbs it is
/// not: whoever develops software need not have developed "the software".
fn done_by_you(ask: &[&str], object: &[&str], participle: &str, rest: &[&str]) -> Option<Vec<String>> {
    const OF_ALL: &[&str] = &["export", "return"];
    let verb_of = infinitive(participle);
    let plain = !object.is_empty() && object.iter().all(|w| !ends(w) || *w == "of");
    if !OF_ALL.contains(&verb_of.as_str())
        || !plain
        || is_two(object)
        || !belongs_to_clause(&verb_of, object, rest)
    {
        return None;
    }
    let mut form = Form::default();
    form.words(ask).mark(ACTIVE).mark(&verb(participle)).words(object).words(rest);
    Some(form.0)
}

/// "Hardening of servers is done" is "servers are hardened".
fn done(ask: &[&str], object: &[&str], participle: &str, rest: &[&str]) -> Option<Vec<String>> {
    let rest = match (participle, rest) {
        ("done" | "performed" | "conducted", rest) | ("carried", ["out", rest @ ..]) => rest,
        _ => return None,
    };
    match object {
        [noun, "of", object @ ..] => crossed(ask, &[&[action(noun)?], object, rest].concat()),
        _ => None,
    }
}
