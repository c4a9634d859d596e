//! Slips of the finger in an otherwise approved question: misspellings that everybody makes and that are no words.
//!
//! A list and no search: what is one letter away from a word may be another word that no dictionary at hand has
//! ("depreciated" and "deprecated", "interment" and "internment").

use std::borrow::Cow;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_misspelling_is_corrected_with_its_ending() {
        assert_eq!(corrected("Is the enviroment scanned?").unwrap(), "Is the environment scanned?");
        assert_eq!(corrected("Are priviledges seperated?").unwrap(), "Are privileges separated?");
    }

    #[test]
    fn other_words_and_names_are_left() {
        for text in ["Are depreciated assets removed?", "Is Enviroment used?", "Is it an environment?"] {
            assert_eq!(corrected(text), None, "{text}");
        }
    }
}
