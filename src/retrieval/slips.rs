//! Slips of the finger in an otherwise approved question: misspellings that everybody makes and that are no words.
//!
//! A list and no search: what is one letter away from a word may be another word that no dictionary at hand has
//! ("depreciated" and "deprecated", "interment" and "internment").

use std::borrow::Cow;

use strsim::osa_distance;

use super::semantic::is_common;

/// Misspellings in lower case, each with the only word that it can be. The forms of a word are made by its endings, which
/// stay as they are.
const SLIPS: &[(&str, &str)] = &[
    ("accomodat", "accommodat"),
    ("attachement", "attachment"),
    ("authentification", "authentication"),
    ("availablity", "availability"),
    ("availibility", "availability"),
    ("compatability", "compatibility"),
    ("confidental", "confidential"),
    ("developement", "development"),
    ("encyption", "encryption"),
    ("encrpytion", "encryption"),
    ("enviroment", "environment"),
    ("enviorment", "environment"),
    ("goverment", "government"),
    ("guarentee", "guarantee"),
    ("independan", "independen"),
    ("infomation", "information"),
    ("informaton", "information"),
    ("infastructure", "infrastructure"),
    ("infrastucture", "infrastructure"),
    ("maintainance", "maintenance"),
    ("maintenence", "maintenance"),
    ("managment", "management"),
    ("neccessar", "necessar"),
    ("occured", "occurred"),
    ("occurence", "occurrence"),
    ("priviledge", "privilege"),
    ("privelege", "privilege"),
    ("proceedure", "procedure"),
    ("recieve", "receive"),
    ("requirment", "requirement"),
    ("responsability", "responsibility"),
    ("responsibilty", "responsibility"),
    ("retreive", "retrieve"),
    ("seperat", "separat"),
    ("transfered", "transferred"),
    ("vulnerabilites", "vulnerabilities"),
    ("vulnerabilty", "vulnerability"),
    ("vunerabilit", "vulnerabilit"),
];

/// The text without its slips; `None` where it has none. Names are written with a capital and are left.
pub(super) fn corrected(text: &str) -> Option<String> {
    let mut changed = false;
    let words = text.split_inclusive(|c: char| !c.is_alphanumeric()).map(|word| {
        let slip = SLIPS.iter().find(|(slip, _)| word.starts_with(slip));
        let Some((slip, right)) = slip else { return Cow::Borrowed(word) };
        changed = true;
        Cow::Owned(format!("{right}{}", &word[slip.len()..]))
    });
    let corrected: String = words.collect();
    changed.then_some(corrected)
}

/// Letters of the shortest word that is respelt: shorter ones have neighbours.
const SHORTEST: usize = 7;
/// Letters at either end that a slip leaves as they are.
const HEAD: usize = 2;
const TAIL: usize = 3;

/// The text with each word that is no common one read as the only word of `wording` that is one slip away; `None` where there
/// is none.
///
/// A slip leaves the first two letters and the last three: what begins otherwise may be its opposite ("symmetric",
/// "asymmetric"), what ends otherwise another word ("controller" and "controlled", "licenses" and "licensees").
pub(super) fn respelt(text: &str, wording: &str) -> Option<String> {
    let plain = |word: &str| word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_lowercase());
    let words: Vec<&str> = wording.split(|c: char| !c.is_alphanumeric()).filter(|word| plain(word)).collect();
    let mut changed = false;
    let respelt = text.split_inclusive(|c: char| !c.is_alphanumeric()).map(|piece| {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !plain(word) || words.contains(&word) || is_common(word) {
            return Cow::Borrowed(piece);
        }
        let (head, tail) = (&word[..HEAD], &word[word.len() - TAIL..]);
        let alike = |own: &&&str| own.starts_with(head) && own.ends_with(tail);
        let mut near = words.iter().filter(alike).filter(|own| osa_distance(own, word) == 1);
        match (near.next(), near.next()) {
            (Some(own), None) => {
                changed = true;
                Cow::Owned(format!("{own}{}", &piece[word.len()..]))
            }
            _ => Cow::Borrowed(piece),
        }
    });
    let respelt: String = respelt.collect();
    changed.then_some(respelt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_misspelling_is_corrected_with_its_ending() {
        assert_eq!(corrected("Is the enviroment scanned?").unwrap(), "Is the environment scanned?");
        assert_eq!(corrected("Are priviledges seperated?").unwrap(), "Are privileges separated?");
    }

    #[test]
    #[cfg(feature = "semantic")]
    fn a_word_that_nobody_writes_is_read_as_the_one_that_the_wording_has() {
        let plan = "Do you have a documented business continuity plan?";
        assert_eq!(
            respelt("Is there a docmented contnuity plan?", plan).unwrap(),
            "Is there a documented continuity plan?"
        );
        for (text, wording) in [
            ("Are asymmetric keys used?", "Are symmetric keys used?"),
            ("Is access documents?", plan),
            ("Is the Continuty suite used?", plan),
            ("Are accounts reauthorised?", "Are accounts authorised?"),
            ("Are licensees reviewed?", "Are licenses reviewed?"),
        ] {
            assert_eq!(respelt(text, wording), None, "{text}");
        }
    }

    #[test]
    fn other_words_and_names_are_left() {
        for text in ["Are depreciated assets removed?", "Is Enviroment used?", "Is it an environment?"] {
            assert_eq!(corrected(text), None, "{text}");
        }
    }
}
