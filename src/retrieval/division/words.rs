//! The words that a question is divided by: closed lists, since a part of speech cannot be told from a word alone.

use crate::retrieval::guards::asked_for::AUXILIARIES;
use crate::text::list::{Words, words};
use crate::text::{Language, canonical_question, is_function_word, is_genre_word, is_light_verb};

/// Words that join what is asked. "or" is none: alternatives are one thing, and either of them answers.
const JOINTS: &[&str] = &["and", "och", "samt", "plus", "&"];
/// Two conjuncts behind these are the ends of one thing.
const BETWEEN: &[&str] = &["between", "mellan"];
/// Words before the first conjunct that lose their sense without the second.
const BOTH: &[&str] = &["both", "både", "såväl"];

const QUESTION_WORDS: &[&str] = &[
    "how",
    "what",
    "which",
    "who",
    "whom",
    "whose",
    "when",
    "where",
    "why",
    "hur",
    "vad",
    "vilka",
    "vilken",
    "vilket",
    "vem",
    "vilkas",
    "när",
    "varför",
    "varifrån",
];
/// Question words that also open a relative clause: behind a mere comma they ask nothing.
const RELATIVE: &[&str] = &["which", "who", "whom", "whose", "when", "where", "när"];
const BE: &[&str] = &["is", "are", "was", "were", "be", "är", "blir"];
/// Who is asked, where it decides that a verb opens a clause of its own.
const ADDRESSED: &[&str] = &["you", "ni", "we", "vi"];
/// What a request begins with.
const REQUESTS: &[&str] = &[
    "describe",
    "explain",
    "list",
    "state",
    "provide",
    "specify",
    "detail",
    "outline",
    "indicate",
    "confirm",
    "verify",
    "ensure",
    "please",
    "beskriv",
    "ange",
    "redogör",
    "förklara",
    "lista",
    "bekräfta",
    "specificera",
];
const OBLIGED: &[&str] = &["shall", "must", "should", "ska", "skall", "måste", "bör"];
const PREPOSITIONS: &[&str] = &[
    "at", "in", "on", "by", "from", "to", "for", "with", "during", "within", "under", "against", "through",
    "over", "across", "via", "before", "after", "into", "of", "about", "i", "på", "vid", "av", "från",
    "till", "hos", "för", "med", "inom", "mot", "genom", "över", "efter", "före", "om",
];
/// Participles that do not end in "-ed".
static IRREGULAR: Words = words![
    "kept", "held", "sent", "built", "set", "made", "done", "given", "taken", "written", "known", "hidden",
    "run", "drawn", "bound", "split", "backed",
];
/// Base forms that a shared "do you" goes on to. Words that are as often nouns in questionnaires ("access", "controls",
/// "plans") are not among them.
const VERBS: &[&str] = &[
    "allow",
    "analyse",
    "analyze",
    "apply",
    "assess",
    "authenticate",
    "block",
    "classify",
    "collect",
    "communicate",
    "comply",
    "confirm",
    "conduct",
    "define",
    "delete",
    "deploy",
    "destroy",
    "detect",
    "disable",
    "document",
    "employ",
    "encrypt",
    "enforce",
    "ensure",
    "erase",
    "harden",
    "have",
    "hold",
    "identify",
    "implement",
    "inform",
    "isolate",
    "keep",
    "limit",
    "log",
    "maintain",
    "manage",
    "mitigate",
    "monitor",
    "notify",
    "offer",
    "patch",
    "perform",
    "prevent",
    "prioritise",
    "prioritize",
    "protect",
    "provide",
    "record",
    "reduce",
    "remediate",
    "remove",
    "report",
    "require",
    "respond",
    "restrict",
    "retain",
    "review",
    "revoke",
    "rotate",
    "scan",
    "secure",
    "segregate",
    "separate",
    "store",
    "synchronise",
    "synchronize",
    "test",
    "track",
    "train",
    "update",
    "use",
    "utilise",
    "utilize",
    "validate",
    "verify",
];
/// Words that stand for something said in another part. Swedish "det" and "den" are articles as often.
const POINTING: &[&str] = &["it", "they", "them", "these", "those", "this", "dem", "dessa", "detta", "denna"];
/// From here on a clause gives examples, which are no things asked by themselves.
const EXAMPLES: &[&str] = &[
    " such as ",
    " for example",
    " for instance",
    " including ",
    " såsom ",
    " till exempel",
    " t ex ",
    " exempelvis",
    " inklusive ",
];

/// Most words of a name for whoever is asked: "the service provider".
const MOST_ADDRESSEE_WORDS: usize = 3;

/// A word of a question; "the supplier" and its like are one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Whether a comma stands behind it.
    pub(super) comma: bool,
    /// Whether it is whoever is asked.
    addressed: bool,
}

/// The words of a text whose blanks are single.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let ends = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]);
        let ends: Vec<usize> = ends.take(MOST_ADDRESSEE_WORDS).collect();
        let named = ends.iter().rev().find(|end| is_addressee(&rest[..**end]));
        let end = named.or(ends.first()).copied().unwrap_or(rest.len());
        words.push(Word::new(&rest[..end], named.is_some()));
        rest = rest[end..].trim_start();
    }
    words
}

fn is_addressee(text: &str) -> bool {
    ["you", "ni"].contains(&canonical_question(text.trim_end_matches(',')).as_str())
}

impl<'t> Word<'t> {
    fn new(text: &'t str, addressed: bool) -> Self {
        Self { text, comma: text.ends_with(','), addressed }
    }

    /// In lower case, without marks around it.
    pub(super) fn bare(&self) -> String {
        self.text.trim_matches(|c: char| !(c.is_alphanumeric() || c == '&')).to_lowercase()
    }

    fn is(&self, list: &[&str]) -> bool {
        list.contains(&self.bare().as_str())
    }

    pub(super) fn joins(&self) -> bool {
        self.is(JOINTS)
    }

    pub(super) fn is_both(&self) -> bool {
        self.is(BOTH)
    }

    pub(super) fn is_between(&self) -> bool {
        self.is(BETWEEN)
    }

    pub(super) fn asks(&self) -> bool {
        self.is(QUESTION_WORDS)
    }

    pub(super) fn relates(&self) -> bool {
        self.is(RELATIVE)
    }

    pub(super) fn is_auxiliary(&self) -> bool {
        self.is(AUXILIARIES) && !self.obliges()
    }

    pub(super) fn is_be(&self) -> bool {
        self.is(BE)
    }

    pub(super) fn is_addressed(&self) -> bool {
        self.addressed || self.is(ADDRESSED)
    }

    pub(super) fn requests(&self) -> bool {
        self.is(REQUESTS)
    }

    pub(super) fn obliges(&self) -> bool {
        self.is(OBLIGED)
    }

    pub(super) fn is_preposition(&self) -> bool {
        self.is(PREPOSITIONS)
    }

    pub(super) fn is_verb(&self) -> bool {
        self.is(VERBS)
    }

    /// Swedish "ni" behind a verb makes it a question.
    pub(super) fn is_ni(&self) -> bool {
        self.bare() == "ni"
    }

    pub(super) fn points(&self) -> bool {
        self.is(POINTING)
    }

    pub(super) fn is_participle(&self) -> bool {
        let word = self.bare();
        let ends =
            word.chars().count() > 4 && ["ed", "ade", "erad", "erat"].iter().any(|e| word.ends_with(e));
        ends || IRREGULAR.contains(word.as_str())
    }

    /// A Swedish verb in the passive: "loggas", "krypteras".
    pub(super) fn is_swedish_passive(&self, language: Language) -> bool {
        let word = self.bare();
        language == Language::Swedish && word.chars().count() > 4 && word.ends_with("as")
    }

    pub(super) fn is_adverb(&self) -> bool {
        let word = self.bare();
        word.chars().count() > 4 && (word.ends_with("ly") || word.ends_with("igt"))
    }

    /// Whether the word is a matter of its own: no function word, no verb like "maintain", no word of the genre.
    pub(super) fn is_matter(&self, language: Language) -> bool {
        let word = self.bare();
        !word.is_empty()
            && !is_function_word(&word, language)
            && !is_light_verb(&word, language)
            && !is_genre_word(&word)
    }
}

/// The text up to where it begins to give examples.
pub(super) fn without_examples(text: &str) -> &str {
    let lower = text.to_lowercase();
    // Lower case may have other lengths than the text; then the examples stay.
    let end = if lower.len() == text.len() {
        EXAMPLES.iter().filter_map(|mark| lower.find(mark)).min().unwrap_or(text.len())
    } else {
        text.len()
    };
    text.get(..end).unwrap_or(text).trim_end_matches([' ', ',', '-', ':'])
}
