//! From text to words: what tells two words apart, and what of a word is compared.

use std::borrow::Cow;
use std::cell::RefCell;

use super::capitals;
use super::marks::{BULLET, COLON};
use super::voice::{is_participle, verbal};
use crate::text::lexeme::{KEPT, LONGEST_KEPT};
use crate::text::list::{Words, words};
use crate::text::{Language, Map, map, stem};

/// Signs and capitals that tell two words apart, as words of their own: "the US" and "us", "< 30" and "> 30", "C++".
pub(super) fn told_apart(text: &str) -> String {
    let text = &*graded(text);
    let text = &*capitals::told(text);
    const SIGNS: &[(&str, &str)] = &[
        ("&", " and "),
        (">=", " atleast "),
        ("<=", " atmost "),
        ("<", " lessthan "),
        (">", " morethan "),
        ("≤", " atmost "),
        ("≥", " atleast "),
        ("++", "plusplus"),
        ("+", " plus "),
        ("#", "sharp"),
        ("$", " dollar "),
        ("€", " euro "),
        ("£", " pound "),
        ("¥", " yen "),
        ("§", " paragraph "),
        ("%", " percent "),
        ("=", " equals "),
        // Behind a grade; a hyphen inside a word has a letter behind it.
        ("-?", " minus ?"),
        ("-)", " minus )"),
        ("*?", " star ?"),
        // ".NET" is not "net"
        (" .", " dot"),
    ];
    // Most questions hold neither such a sign nor such capitals.
    let told = |byte: &u8| {
        matches!(byte, b'&' | b'<' | b'>' | b'#' | b'+' | b'$' | b'%' | b'=' | b'*' | 0xC2 | 0xE2)
    };
    let two = |pair: &[u8]| matches!(pair, [b'-', b'?' | b')'] | [b' ', b'.'] | [b'U', b'S'] | [b'I', b'T']);
    if !text.as_bytes().iter().any(told) && !text.as_bytes().windows(2).any(two) {
        return text.to_owned();
    }
    let spelled =
        SIGNS.iter().fold(
            text.to_owned(),
            |text, (sign, word)| {
                if text.contains(sign) { text.replace(sign, word) } else { text }
            },
        );
    if !spelled.contains("US") && !spelled.contains("IT") {
        return spelled;
    }
    let words = spelled.split_inclusive(|c: char| !c.is_alphanumeric()).map(|piece| {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        match word {
            "US" => piece.replacen("US", "unitedstates", 1),
            "IT" => piece.replacen("IT", "informationtechnology", 1),
            _ => piece.to_owned(),
        }
    });
    words.collect()
}

/// A minus behind a grade: "A- or better". A longer word goes on behind its hyphen ("in- and outgoing").
fn graded(text: &str) -> Cow<'_, str> {
    let grade = |w: &[u8]| w[0] == b' ' && w[1].is_ascii_uppercase() && w[2] == b'-' && w[3] == b' ';
    match text.as_bytes().windows(4).position(grade) {
        Some(at) => Cow::Owned(format!("{} minus{}", &text[..at + 2], &text[at + 3..])),
        None => Cow::Borrowed(text),
    }
}

/// Whether a text is made of letters, digits and marks whose bearing on a question is known. Of any other sign ("¬", "≠", "~")
/// nobody knows whether it turns the question round.
pub(super) fn is_plain(text: &str) -> bool {
    const MARKS: &str = ".,;:?!'\"()[]{}-/\\|&<>+=#%@_*°§$€£¥≤≥…•、。・「」『』【】¿¡";
    text.chars().all(|c| match c {
        'a'..='z' | 'A'..='Z' | ' ' => true,
        c => c.is_alphanumeric() || c.is_whitespace() || MARKS.contains(c),
    })
}

/// Marks that join digits and letters of one word: `24/7`, `27001:2022`, `1.2`.
fn is_inner(c: char) -> bool {
    matches!(c, '.' | '/' | ':')
}

/// The words of a lower-case text, with the marks that its lists and phrases hang on as words of their own: a comma, a
/// bracket, the end of a sentence, and the apostrophe of "customers' logs".
pub(super) fn marked(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = None;
    let flush = |out: &mut Vec<_>, start: &mut Option<usize>, end: usize| -> bool {
        let Some(from) = start.take() else { return false };
        let word = text[from..end].trim_matches(is_inner);
        if !word.is_empty() {
            out.push(word);
        }
        match &text[from..end] {
            "/" => out.push(BULLET),
            piece if piece.ends_with(':') => out.push(COLON),
            _ => {}
        }
        text[from..end].ends_with('.') && !word.contains('.')
    };
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || is_inner(c) {
            start.get_or_insert(at);
            continue;
        }
        if flush(&mut out, &mut start, at) {
            out.push(SENTENCE);
        }
        match c {
            ',' => out.push(","),
            '(' => out.push("("),
            ')' => out.push(")"),
            '?' | '!' | ';' => out.push(SENTENCE),
            '\'' => out.push(GENITIVE),
            '•' | '·' => out.push(BULLET),
            // A hyphen inside a word joins, and one between two blanks parts.
            '-' | '*' if text[..at].ends_with(' ') && text[at + 1..].starts_with(' ') => out.push(BULLET),
            _ => {}
        }
    }
    flush(&mut out, &mut start, text.len());
    out
}

/// The end of a sentence, as a word.
pub(super) const SENTENCE: &str = ".";
/// An apostrophe, as a word.
pub(super) const GENITIVE: &str = "'";

/// Whether a word of [`marked`] is a mark.
pub(super) fn is_mark(word: &str) -> bool {
    matches!(word, "," | "(" | ")" | "." | "'" | COLON | BULLET)
}

/// Endings that make another word of a stem: "access" and "accessibility", "control" and "controller" are not one word.
static DERIVED: Words = words![
    "ibility",
    "ability",
    "ialization",
    "ization",
    "ation",
    "tion",
    "sion",
    "ment",
    "ance",
    "ence",
    "ity",
    "ness",
    "ship",
    "able",
    "ible",
    "ive",
    "ous",
    "ally",
    "al",
    "er",
    "or",
    "ee",
    "ist",
    "ism",
    "age",
    "ary",
    "ing",
    "ant",
    "ent",
    "ate",
    "ure",
    "ful",
    "less",
    "ly",
    "ize",
    "ic",
    "ancy",
    "ency",
];

/// Nouns whose plural means something else: "damages" are paid for "damage", a contract has "terms" and a "term".
static OTHER_IN_PLURAL: Words = words![
    "arms",
    "authorities",
    "communications",
    "contents",
    "customs",
    "damages",
    "facilities",
    "funds",
    "goods",
    "interests",
    "liabilities",
    "means",
    "minutes",
    "others",
    "premises",
    "proceeds",
    "returns",
    "savings",
    "securities",
    "staffs",
    "terms",
    "utilities",
    "works",
];

/// Words in "-e" whose stem is another word: "paste" is not "past".
static WITH_E: Words = words![
    "bathe",
    "breathe",
    "clothe",
    "corpse",
    "envelope",
    "humane",
    "locale",
    "morale",
    "paste",
    "plane",
    "rationale",
    "secrete",
];

/// British and American spelling end alike, so that "centre" and "center" are not told apart by an ending.
fn american(word: String) -> String {
    const SPELT: &[(&str, &str)] = &[
        ("tre", "ter"),
        ("bre", "ber"),
        ("our", "or"),
        ("fence", "fense"),
        ("licence", "license"),
        ("ise", "ize"),
        ("isation", "ization"),
    ];
    const LONG: usize = 5;
    let spelt = SPELT.iter().find(|(british, _)| word.len() >= LONG && word.ends_with(british));
    match spelt {
        Some((british, american)) => format!("{}{american}", &word[..word.len() - british.len()]),
        None => word,
    }
}

/// The stem of a word with the ending that made it another word; of inflection only the plural goes: "stored" and "store"
/// are two words, unless `clause` knows that they are one verb.
pub(super) fn inflected(word: &str, language: Language) -> String {
    INFLECTED.with_borrow_mut(|known| {
        let known = &mut known[language as usize];
        if let Some(form) = known.get(word) {
            return form.clone();
        }
        let form = form_of(word, language);
        if known.len() < KEPT && word.len() <= LONGEST_KEPT {
            known.insert(word.to_owned(), form.clone());
        }
        form
    })
}

thread_local! {
    static INFLECTED: RefCell<[Map<String, String>; 3]> = RefCell::new([map(), map(), map()]);
}

fn form_of(word: &str, language: Language) -> String {
    let stem = stem(word, language);
    // Swedish endings tell voice, tense and degree: "informera", "informeras", "informerade", "starkare".
    if language == Language::Swedish {
        return word.to_owned();
    }
    if is_participle(word) {
        return stem + "~ed" + verbal(word);
    }
    if OTHER_IN_PLURAL.contains(word) {
        return format!("{word}~s");
    }
    let plural = |head: &&str| !head.ends_with(['s', 'u', 'i']);
    let single = word.strip_suffix('s').filter(plural).unwrap_or(word);
    let single = match single.strip_suffix("ie") {
        Some(head) => format!("{head}y"),
        None => single.to_owned(),
    };
    let single = american(single);
    match DERIVED.iter().find(|ending| single.len() > ending.len() + 1 && single.ends_with(ending)) {
        Some(ending) => format!("{stem}~{ending}"),
        None if WITH_E.contains(&single) => stem + "~e",
        None => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one_and_words_of_one_stem_are_not() {
        let of = |word| inflected(word, Language::English);
        for (one, other) in [
            ("centres", "centers"),
            ("behaviour", "behavior"),
            ("licence", "license"),
            ("policy", "policies"),
        ] {
            assert_eq!(of(one), of(other));
        }
        for (one, other) in [("access", "accessibility"), ("logs", "logged"), ("custom", "customer")] {
            assert_ne!(of(one), of(other));
        }
    }

    #[test]
    fn marks_that_lists_hang_on_are_words_of_their_own() {
        assert_eq!(
            marked("keys, e.g. tokens (24/7)? yes"),
            ["keys", ",", "e.g", "tokens", "(", "24/7", ")", ".", "yes"]
        );
    }
}
