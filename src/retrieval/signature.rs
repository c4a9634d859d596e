//! What a wording asks beside its words: which way round, of whom, for what kind of answer, with which numbers and
//! names. Two questions of the same words are the same question only where these are equal too.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::guards::{asked_for, dependent, polarity, scope};
use super::sequence::unwrapped;
use crate::text::list::{Words, words};
use crate::text::pattern::{Pattern, patterns};
use crate::text::{Language, Quantity, canonical_question, normalise, quantities, standards};

/// The kind of answer that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// Yes or no; requirements ("shall") ask for it too.
    Confirm,
    /// How it is done, described in words; bare labels ask for it too.
    Describe,
    /// How often.
    Frequency,
    /// How long.
    Duration,
    /// How much or how many.
    Amount,
    /// Who, or which role.
    Who,
    /// When.
    When,
    /// Where, in which country.
    Where,
    /// Why.
    Why,
    /// Which product, tool or vendor.
    Which,
    /// A document, a copy, a link.
    Evidence,
}

impl Asked {
    /// In words, for reasons.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Confirm => "a yes or no",
            Self::Describe => "a description",
            Self::Frequency => "how often",
            Self::Duration => "how long",
            Self::Amount => "how much or how many",
            Self::Who => "who does it",
            Self::When => "when",
            Self::Where => "where",
            Self::Why => "why",
            Self::Which => "which one",
            Self::Evidence => "a document",
        }
    }
}

/// Who acts in the question, as far as its pronouns tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// The one who answers ("you", "the supplier"), or nobody named (passive).
    Supplier,
    /// The one who asks ("we", "our users").
    Customer,
}

/// What a text asks beside its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Whether an odd number of negations turns the question round.
    pub negated: bool,
    /// Exceptions and opposites that a reader must not miss ("other than", "except").
    pub exceptions: BTreeSet<&'static str>,
    /// Standards, laws and algorithms named.
    pub standards: BTreeSet<String>,
    /// Numbers with their units and bounds.
    pub quantities: BTreeSet<Quantity>,
    /// Parties and things outside the ordinary scope.
    pub scopes: BTreeSet<&'static str>,
    /// Who acts.
    pub actor: Actor,
    /// The kinds of answer asked for.
    pub asked: BTreeSet<Asked>,
    /// Whether it asks for all, each, or nothing but.
    pub universal: bool,
    /// Whether it leans on another row.
    pub dependent: bool,
}

/// Words that ask for the whole of a thing.
static UNIVERSAL: Words = words![
    "all",
    "every",
    "each",
    "always",
    "entire",
    "entirely",
    "only",
    "solely",
    "exclusively",
    "throughout",
    "fully",
    "alla",
    "varje",
    "samtliga",
    "alltid",
    "endast",
    "enbart",
    "hela",
    "helt",
    "allt",
];

/// The kinds of answer that a question asks for, as its signature would have them; far cheaper than all of the signature.
pub fn asked_for(question: &str, language: Language) -> BTreeSet<Asked> {
    let canonical = canonical_question(&normalise(question));
    asked_for::asked(&normalise(&unwrapped(&canonical)), language)
}

/// What asks for a list: "list all countries" asks for no more than "which countries".
static LISTING: Words =
    words!["list", "name", "enumerate", "identify", "state", "specify", "lista", "ange", "nämn"];

/// Periods, behind "every" or "every two".
static PERIODS: Words = words![
    "hour", "hours", "day", "days", "week", "weeks", "month", "months", "quarter", "year", "years", "timme",
    "dag", "vecka", "månad", "kvartal", "år",
];

fn is_universal(words: &[String]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let lists = at > 0 && LISTING.contains(words[at - 1].as_str());
        // "Separated from each other" asks for no whole.
        let mutual = word == "each" && words.get(at + 1).is_some_and(|next| next == "other");
        // "Every 90 days" is a frequency.
        let often = matches!(word.as_str(), "every" | "each" | "varje")
            && words[at + 1..].iter().take(2).any(|next| PERIODS.contains(next.as_str()));
        UNIVERSAL.contains(word.as_str()) && !lists && !mutual && !often
    })
}

impl Signature {
    /// Reads the signature of a question or wording from its canonical form, and the parties from the text as it came.
    pub fn of(text: &str, raw: &str, language: Language) -> Self {
        let plain = normalise(text);
        let words = words(&plain);
        Self {
            negated: polarity::is_negated(&words),
            exceptions: polarity::exceptions(&plain),
            standards: standards(&without_examples(&plain)),
            quantities: quantities(&plain),
            scopes: scope::scopes(raw),
            actor: scope::actor(&words, language),
            asked: asked_for::asked(&plain, language),
            universal: is_universal(&words),
            dependent: dependent::is_dependent(&plain),
        }
    }

    /// Whether two wordings ask in the same way. A question may ask for less than the whole where the wording asks for
    /// all of it, never the other way round.
    pub fn settles(&self, question: &Self) -> bool {
        self.negated == question.negated
            && self.exceptions == question.exceptions
            && self.standards == question.standards
            && self.quantities == question.quantities
            && self.scopes == question.scopes
            && self.actor == question.actor
            && self.asked == question.asked
            && (self.universal || !question.universal)
            && !question.dependent
    }
}

patterns! {
    /// A list of examples in brackets or behind "e.g.": naming a standard there does not ask for it.
    static EXAMPLES = Pattern::new(
        r"(?i)\((?:e\.?\s?g\.?|for example|such as|for instance|t\.?\s?ex\.?|till exempel|exempelvis)[^)]*\)",
        &["(e", "(for", "(such", "(t"],
    );
}

fn without_examples(text: &str) -> Cow<'_, str> {
    EXAMPLES.replace(text, |_| " ")
}

/// Lower-case words with their apostrophes: `don't` is one word here.
pub(super) fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '/'))
        .map(|w| w.trim_matches('\'').to_owned())
        .filter(|w| !w.is_empty())
        .collect()
}
