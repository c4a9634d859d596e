//! What capitals say before they go: acronyms, single letters, and names.

use std::borrow::Cow;

use super::frames::ends;
use crate::text::list::{Words, words};
use crate::text::{Language, stem};

/// Acronyms that are words of the language in small letters. Function words are not here: they may be stressed.
static WORDS_TOO: Words = words![
    "ad", "apt", "arm", "cap", "car", "care", "case", "cat", "cert", "cope", "dam", "fair", "fast", "idea",
    "laps", "mac", "map", "pace", "ram", "rat", "safe", "san", "sim", "smart", "star", "swift",
];
/// Acronyms with a final S that phrases stand for, or that nothing is called without it.
static WITH_PHRASE: Words = words!["aes", "ddos", "us"];
/// Letters of the longest acronym; a longer word in capitals is stressed.
const LONGEST: usize = 6;

fn is_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase()
}

/// The text with the plurals of acronyms as their singulars ("IDs", "VMs"), and the letter A told from the article: in "SAQ A"
/// it is a name, in a title ("Do You Have A Policy") it is not.
pub(super) fn told(text: &str) -> Cow<'_, str> {
    let pairs = |wanted: fn(&[u8]) -> bool| text.as_bytes().windows(2).any(wanted);
    let (plural, letter) = (pairs(|w| is_capital(w[0]) && w[1] == b's'), pairs(|w| matches!(w, b" A")));
    if !plural && !letter {
        return Cow::Borrowed(text);
    }
    let pieces: Vec<&str> = text.split_inclusive(|c: char| !c.is_alphanumeric()).collect();
    let bare = |piece: &str| piece.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let mut out = String::with_capacity(text.len() + LETTER.len());
    for (at, piece) in pieces.iter().enumerate() {
        let (word, rest) = piece.split_at(bare(piece));
        let single = word.strip_suffix('s').filter(|head| is_acronym(head));
        let title = |piece: &&str| piece.starts_with(char::is_uppercase);
        if let Some(single) = single {
            out.push_str(single);
        } else if word == "A"
            && at > 0
            && pieces[at - 1].ends_with(' ')
            && !pieces.get(at + 1).is_some_and(title)
        {
            out.push_str(LETTER);
        } else {
            out.push_str(word);
        }
        out.push_str(rest);
    }
    Cow::Owned(out)
}

/// Stands for the letter A as a name.
const LETTER: &str = "letterA";

fn is_acronym(word: &str) -> bool {
    word.len() > 1
        && word.bytes().all(|b| is_capital(b) || b.is_ascii_digit())
        && word.bytes().filter(|b| is_capital(*b)).count() > 1
}

/// Acronyms that would be taken for another word in small letters: "LDAPS" for the plural of "LDAP", "CERT" for a "cert".
pub(super) fn acronyms(text: &str) -> Vec<String> {
    if !text.as_bytes().windows(2).any(|w| is_capital(w[1]) && (is_capital(w[0]) || w[1] == b'S')) {
        return Vec::new();
    }
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| (2..=LONGEST).contains(&w.len()));
    let told = words.filter_map(|word| {
        let lower = word.to_lowercase();
        let single = word.strip_suffix('s').filter(|head| is_acronym(head)).unwrap_or(word);
        if is_acronym(single) && WORDS_TOO.contains(&single.to_lowercase()) {
            return Some(format!("acronym:{}", single.to_lowercase()));
        }
        let capitals = word.bytes().filter(|b| is_capital(*b)).count();
        let plural = word.ends_with('S') && capitals > 1 && !WITH_PHRASE.contains(&lower);
        (plural && stem(&lower, Language::English) != lower).then(|| format!("acronym:{lower}"))
    });
    told.collect()
}

/// Products whose names are words of the language.
static PRODUCTS: Words = words![
    "Access",
    "Box",
    "Chef",
    "Chrome",
    "Consul",
    "Defender",
    "Drive",
    "Edge",
    "Elastic",
    "Excel",
    "Exchange",
    "Fabric",
    "Forms",
    "Go",
    "Harbor",
    "Keeper",
    "Meet",
    "Meta",
    "Monday",
    "Nomad",
    "Notion",
    "Office",
    "Oracle",
    "Outlook",
    "Planner",
    "Puppet",
    "Rust",
    "Salt",
    "Sentinel",
    "Shield",
    "Signal",
    "Slack",
    "Snowflake",
    "Spark",
    "Spring",
    "Stream",
    "Swift",
    "Teams",
    "Vault",
    "Windows",
    "Word",
    "Zoom",
];

/// Names of products that are words, where they stand inside a sentence with a capital: "Teams" is not "teams". What one
/// "uses" is a product wherever it is one word with a capital.
pub(super) fn products(text: &str) -> Vec<String> {
    let pieces: Vec<&str> = text.split(' ').collect();
    let bare = |piece: &str| piece.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let mut out = Vec::new();
    for at in 1..pieces.len() {
        if !pieces[at].contains(char::is_uppercase) {
            continue;
        }
        let word = bare(pieces[at]);
        let before = bare(pieces[at - 1]).to_lowercase();
        let next = pieces.get(at + 1).map(|next| bare(next));
        let alone = next.as_ref().is_none_or(|next| ends(next)) || pieces[at].ends_with(['?', '.', ',']);
        let used = matches!(before.as_str(), "use" | "uses" | "using") && alone
            || matches!(before.as_str(), "is" | "are") && next.is_some_and(|next| next == "used");
        let plain = word.len() > 1
            && word.chars().all(char::is_alphabetic)
            && !word.chars().skip(1).any(char::is_uppercase);
        if PRODUCTS.contains(&word) || used && plain && word.starts_with(|c: char| c.is_ascii_uppercase()) {
            out.push(format!("name:{word}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_s_is_no_plural_and_a_small_one_is() {
        assert_eq!(told("Do you log IDs, VMs and PCs?"), "Do you log ID, VM and PC?");
        assert_eq!(told("Do you use LDAPS or IDS?"), "Do you use LDAPS or IDS?");
        assert_eq!(acronyms("Do you use LDAPS or IDs?"), ["acronym:ldaps"]);
        assert_eq!(acronyms("Do you have a CERT?"), ["acronym:cert"]);
        assert!(acronyms("Do you use TLS, MFA and KMS?").is_empty());
    }

    #[test]
    fn the_letter_a_is_a_name_behind_its_noun_and_an_article_in_a_title() {
        assert_eq!(told("Do you fill in SAQ A?"), "Do you fill in SAQ letterA?");
        assert_eq!(told("Do You Have A Policy?"), "Do You Have A Policy?");
    }

    #[test]
    fn what_is_used_is_a_product_where_it_bears_a_capital() {
        assert_eq!(products("Do you use Segment?"), ["name:Segment"]);
        assert_eq!(products("Do you use Teams for calls?"), ["name:Teams"]);
        assert!(products("Do you use segments?").is_empty() && products("Do you use MFA?").is_empty());
    }
}
