//! A question without what stands around it.

use std::borrow::Cow;

use super::addressee;
use super::list::{Words, words};
use super::normalise::normal;
use super::numbering::is_numbering;
use super::pattern::{Pattern, patterns};
use super::signs::Signs;
use super::standard::standards;

patterns! {
    /// Numbering and identifiers before a question: `3.2.1`, `(a)`, `Q12:`, `A&A-01.1 -`. Asked only of a text that
    /// [`may_be_numbered`].
    static NUMBERING = Pattern::ascii(
        r"(?x)^\s*(?:
            \(?[0-9]{1,3}(?:\.[0-9]{1,3}){1,5}[.)\]:]?\s+
          | \(?[0-9]{1,3}[.)\]:]\s+
          | \(?[a-zA-Z][.)\]]\s+
          | \(?[ivxIVX]{1,5}[.)]\s+
          | (?:Section|Annex|Control|Item|Req(?:uirement)?|Avsnitt)\ ?[A-Z]?\.?[0-9]{1,3}(?:\.[0-9]{1,3})*[.):\ -]+\s*
          | [A-Z]\.[0-9]{1,3}(?:\.[0-9]{1,3})*[.):\ -]+\s*
          | (?:Q|Question|Fråga|Ref|Nr|No\.)[.\ ]?[0-9]{1,4}(?:\.[0-9]{1,3})*[.):\ -]+\s*
          | [A-Z][A-Z&]{1,6}-(?:[0-9]{1,3}(?:\.[0-9]{1,3})+|0[0-9]{1,2})[.):\ -]+\s*
          | [A-Z][A-Z&]{1,6}-[0-9]{1,3}(?:[.):]|\ -)\s+
          | (?:[-*>]|•|·)+\s+
        )+",
        &[],
    );

    /// The choices in brackets behind a question: `(Yes/No)`, `(ja/nej/delvis)`.
    static CHOICES_BEHIND = Pattern::new(
        r"(?xi)\s*\((?:y|yes|j|ja)
            (?:\s*[/|,]\s*(?:n|no|nej|n/?a|not\ applicable|partial|partially|partly|delvis|ej\ tillämpligt)){1,4}
          \)\s*[.?]?\s*$",
        &["(y", "(j"],
    );

    /// The same without brackets, behind the mark of the question: `? Y/N`.
    static CHOICES_AT_END = Pattern::ascii(
        r"(?xi)\?\s*(?:y|yes|j|ja)(?:\s*[/|]\s*(?:n|no|nej|n/?a|partial|partially|partly|delvis)){1,4}\s*[.?]?\s*$",
        &["? y", "? j", "?y", "?j", "?  y", "?  j"],
    );

    /// What a form says to whoever fills it in: `(Check all that apply.)`, `Select one`.
    static INSTRUCTION_BEHIND = Pattern::ascii(
        r"(?xi)\s*\(?\b(?:please\s+)?(?:check|select|tick|mark|choose)\s+(?:all|any|one)
            (?:\s+(?:that|which)\s+appl(?:y|ies)|\s+options?|\s+of\s+the\s+following)?[.:]?\s*\)?[.:]?\s*$",
        // Two blanks are what a link leaves behind that was taken out of the middle.
        &[
            "check all", "check any", "check one", "check  ", "select all", "select any", "select one", "select  ",
            "tick all", "tick any", "tick one", "tick  ", "mark all", "mark any", "mark one", "mark  ", "choose all",
            "choose any", "choose one", "choose  ",
        ],
    );

    /// The one who is asked, in the third person: `the supplier`, `your organisation`, `leverantören`. Asked only of a text
    /// that [`may_address`].
    static ADDRESSEE = Pattern::ascii(
        r"(?xi)\bthe\s+(?:service\s+)?
            (?:supplier|vendor|provider|company|organi[sz]ation|tenderer|bidder|firm|csp)(?:'s)?\b
          |\byour\s+(?:company|organi[sz]ation|firm)(?:'s)?\b
          |^(?:supplier|vendor|provider)\b(?:\s+(?:shall|must|should|will|has|is))?
          |\b(?:leverantören|anbudsgivaren|entreprenören|er\s+organisation|ert\s+företag|ert\s+bolag)s?\b",
        &[],
    );

    /// Links, and references in brackets that are made of a link or a short code: `([C4](https://…))`, `https://…`.
    static LINKS = Pattern::new(
        r"(?x) \s*\(\s*\[[^\]]{0,40}\]\(https?://[^)\s]*\)(?:\s*,\s*\[[^\]]{0,40}\]\(https?://[^)\s]*\))*\s*\) | \(https?://[^)\s]*\) | https?://\S+",
        &["://"],
    );
}

/// A question without what stands around it: numbering, a trailing mark of obligation, shouting; whoever is asked is
/// `you` (`ni`).
///
/// Words stay as they are otherwise; what is politeness and what is content is decided on tokens.
pub fn canonical_question(text: &str) -> String {
    let bare = bare_question(text);
    if !may_address(&bare) {
        return bare;
    }
    match addressee::as_you(&bare, &ADDRESSEE) {
        Cow::Owned(addressed) => addressed,
        Cow::Borrowed(_) => bare,
    }
}

/// Whether [`ADDRESSEE`] may match: its words stand in many texts, and seldom behind an article or at the beginning.
fn may_address(text: &str) -> bool {
    static NAMED: Signs = Signs::new(&[
        "the supplier",
        "the vendor",
        "the provider",
        "the company",
        "the organi",
        "the tenderer",
        "the bidder",
        "the firm",
        "the csp",
        "the service ",
        "your company",
        "your organi",
        "your firm",
        "leverant",
        "anbudsgivaren",
        "entrepren",
        "er organi",
        "ert f",
        "ert b",
        // What a link leaves behind that was taken out of the middle.
        "  ",
    ]);
    let begins = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    ["supplier", "vendor", "provider"].into_iter().any(begins) || NAMED.any(text)
}

/// Whether [`NUMBERING`] may match, told from the first word: few texts begin like that, and most begin with a letter.
fn may_be_numbered(text: &str) -> bool {
    const LABELS: &[&str] =
        &["Section", "Annex", "Control", "Item", "Req", "Avsnitt", "Q", "Ref", "Nr", "No."];
    let bytes = text.as_bytes();
    match bytes {
        // `3.2`, `12)`, but not `24/7`
        [b'0'..=b'9', ..] => {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            matches!(bytes.get(digits), Some(b'.' | b')' | b']' | b':'))
        }
        [first, ..] if !first.is_ascii_alphabetic() => true,
        // `a)`, `A.1`
        [_, b'.' | b')' | b']', ..] => true,
        // `iv.`
        [b'i' | b'v' | b'x' | b'I' | b'V' | b'X', rest @ ..]
            if rest.iter().take(5).any(|b| matches!(b, b'.' | b')')) =>
        {
            true
        }
        // `CEK-03`, `A&A-01`
        [b'A'..=b'Z', b'A'..=b'Z' | b'&', ..] => {
            let code = bytes.iter().take_while(|b| matches!(b, b'A'..=b'Z' | b'&')).count();
            bytes.get(code) == Some(&b'-')
        }
        _ => LABELS.iter().any(|label| text.starts_with(label)) || text.starts_with("Fråga"),
    }
}

/// Whether a text goes on with a unit, so that the number before it is a figure.
fn counts(rest: &str) -> bool {
    const UNITS: &[&str] = &[
        "percent", "per cent", "%", "hour", "day", "week", "month", "year", "minute", "gb", "tb", "procent",
    ];
    let rest = rest.trim_start().to_lowercase();
    UNITS.iter().any(|unit| rest.starts_with(unit))
}

/// Whether a question asks about a document that the link behind it names: "do you accept our terms?" is another question
/// behind each link.
fn asks_about_document(before: &str) -> bool {
    static TAKEN: Words = words!["accept", "adhere", "agree", "comply", "follow", "meet", "sign"];
    before.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| TAKEN.contains(word))
}

/// A question in its own words, without numbering, links, choices behind it, and shouting.
pub fn bare_question(text: &str) -> String {
    let text = normal(text);
    // Behind a question a link is a reference; inside it is what is asked about.
    let behind = LINKS.find(&text).is_some_and(|found| {
        let before = text[..found.start].trim_end();
        before.is_empty() || before.ends_with(['?', '.', ':']) && !asks_about_document(before)
    });
    let text = if behind { LINKS.replace(&text, |_| "") } else { Cow::Borrowed(&*text) };
    let numbering = if may_be_numbered(&text) { NUMBERING.find(&text) } else { None };
    let rest = match numbering {
        // "99.99 percent" begins with a figure and "AES-128:" with a name, neither with a number.
        Some(found)
            if found.end < text.len()
                && !counts(&text[found.end..])
                && is_numbering(&text[found.clone()], &text[found.end..])
                && standards(&text[found.clone()]).is_empty() =>
        {
            &text[found.end..]
        }
        _ => &text,
    };
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '"'));
    let rest = match INSTRUCTION_BEHIND.find(rest) {
        Some(found) if found.start > 0 => rest[..found.start].trim_end(),
        _ => rest,
    };
    let rest = match CHOICES_BEHIND.find(rest) {
        Some(found) if found.start > 0 => rest[..found.start].trim_end(),
        _ => rest,
    };
    let rest = match CHOICES_AT_END.find(rest) {
        Some(found) if found.start > 0 => &rest[..found.start + 1],
        _ => rest,
    };
    let (letters, capitals) = letters_and_capitals(rest);
    // A shouted sentence loses nothing in lower case; a short label in capitals may be an acronym.
    if letters > 20 && capitals * 10 > letters * 9 { rest.to_lowercase() } else { rest.to_owned() }
}

/// How many letters a text has, and how many of them are capitals.
fn letters_and_capitals(text: &str) -> (usize, usize) {
    if text.is_ascii() {
        // By bytes sixteen go at a time, and most texts are ASCII.
        let count = |is: fn(&u8) -> bool| text.bytes().filter(is).count();
        (count(u8::is_ascii_alphabetic), count(u8::is_ascii_uppercase))
    } else {
        let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
        (count(char::is_alphabetic), count(char::is_uppercase))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbering_in_front_of_a_question_is_no_part_of_it() {
        for numbered in
            ["3.2.1 Is it?", "(a) Is it?", "Q12: Is it?", "A&A-01.1 Is it?", "• Is it?", "12) Is it?"]
        {
            assert_eq!(canonical_question(numbered), "Is it?", "{numbered}");
        }
    }

    #[test]
    fn every_addressee_may_be_addressed() {
        ADDRESSEE.each_match(|text| assert!(may_address(text), "{text}"));
        assert!(!may_address("Do you check your suppliers?"));
    }

    #[test]
    fn every_numbering_may_be_one() {
        NUMBERING.each_match(|text| assert!(may_be_numbered(text), "{text}"));
        assert!(!may_be_numbered("Is it?") && !may_be_numbered("Do you?"));
        assert!(!may_be_numbered("24/7 support?") && may_be_numbered("1.2 Is it?"));
    }

    #[test]
    fn what_a_form_says_to_whoever_fills_it_in_is_no_part_of_the_question() {
        for text in ["Is it? (Check all that apply.)", "Is it? Please select one", "Is it? (select any)"] {
            assert_eq!(canonical_question(text), "Is it?", "{text}");
        }
        assert_eq!(canonical_question("Which systems do you check?"), "Which systems do you check?");
    }

    #[test]
    fn the_name_of_a_standard_or_an_algorithm_in_front_is_no_numbering() {
        for text in ["AES-128: Is it?", "SHA-1 - Is it?", "TLS-01 - Is it?", "SOC-2. Is it?", "NIS-2: Is it?"]
        {
            assert_eq!(canonical_question(text), text);
        }
        assert_eq!(canonical_question("CEK-03.1 Is it?"), "Is it?");
    }

    #[test]
    fn a_question_that_is_only_a_number_stays() {
        assert_eq!(canonical_question("27001"), "27001");
        assert_eq!(canonical_question("24 hour support?"), "24 hour support?");
    }

    #[test]
    fn links_and_the_references_they_stand_in_say_nothing_about_what_is_asked() {
        for linked in [
            "Are logs kept? ([C4](https://example.org/a#b))",
            "Are logs kept? ([C4](https://example.org/a), [C5](https://example.org/b))",
            "Are logs kept? https://example.org/a",
        ] {
            assert_eq!(canonical_question(linked).trim(), "Are logs kept?", "{linked}");
        }
        assert_eq!(canonical_question("Are logs kept (see [2])?"), "Are logs kept (see [2])?");
    }

    #[test]
    fn choices_in_brackets_behind_a_question_are_no_part_of_it() {
        for text in ["Are logs kept? (Yes/No)", "Are logs kept? (yes / no / n/a)", "Are logs kept (Y/N)"] {
            assert_eq!(canonical_question(text).trim_end_matches('?'), "Are logs kept", "{text}");
        }
        assert_eq!(canonical_question("Are logs kept (yes, in full)?"), "Are logs kept (yes, in full)?");
    }

    #[test]
    fn whoever_is_asked_is_you() {
        for text in [
            "The supplier shall log access.",
            "Vendor shall log access.",
            "Your organisation shall log access.",
        ] {
            assert_eq!(canonical_question(text), "you shall log access.", "{text}");
        }
        assert_eq!(canonical_question("Leverantören ska logga."), "ni ska logga.");
        assert_eq!(canonical_question("Do your vendors log access?"), "Do your vendors log access?");
    }

    #[test]
    fn shouting_is_lowered_and_acronyms_stay() {
        assert_eq!(
            canonical_question("DO YOU ENCRYPT ALL DATA AT REST?"),
            "do you encrypt all data at rest?"
        );
        assert_eq!(canonical_question("DDOS"), "DDOS");
    }
}
