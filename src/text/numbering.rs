//! Whether what looks like a number in front of a question is one, and no part of what is asked.
//!
//! "4.2 Is it?" bears a number; "99.9 availability is guaranteed", "Annex A.5 is implemented" and "SEV-1: is support
//! available?" name what they ask about. Where it is not certain the text is kept, and a person reads it.

use super::list::{Words, words};

/// Words that a question or an instruction begins with.
static OPENERS: Words = words![
    "do", "does", "did", "can", "could", "will", "would", "how", "what", "which", "who", "where", "when",
    "why", "please", "describe", "explain", "state", "specify", "confirm", "indicate", "provide", "list",
    "you", "har", "hur", "kan", "finns", "vad", "vilka", "vilken", "vilket", "beskriv", "ange", "ni",
];
/// Those that also go on behind a name: "control 3 is", "section 4 shall".
static PREDICATES: Words =
    words!["is", "are", "has", "have", "was", "were", "shall", "must", "should", "may", "är", "ska", "skall"];

/// Parts of a document whose number stands for a thing of its own: "control 8" and "annex 11" are known by it.
const NAMED: &[&str] = &["annex", "control"];
/// Parts of a form, whose number is one.
const PARTS: &[&str] = &["section", "item", "req", "requirement", "avsnitt"];
/// A form has fewer sections than this: "section 508" and "section 404" are laws.
const SECTIONS: usize = 100;
/// Families of standards and words of a grade, behind which a number of two digits is a name too.
const GRADES: &[&str] =
    &["cat", "class", "covid", "eal", "level", "p", "phase", "prio", "psd", "sas", "sev", "sil", "tier"];

/// Whether the label in front of a text numbers it.
pub(super) fn is_numbering(label: &str, rest: &str) -> bool {
    let label = label.trim();
    // Several numbers, a bullet: nothing is called so.
    let tokens = || label.split_whitespace().filter(|token| *token != "-");
    let Some(first) = tokens().next().filter(|_| tokens().count() <= 2) else { return true };
    let closed =
        label.ends_with(['.', ')', ']', ':', '-', '>', '*']) || !label.chars().any(char::is_alphanumeric);
    let word = first.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let word = word.split(['.', '-']).next().unwrap_or_default();
    let number: String = label.chars().skip_while(|c| !c.is_ascii_digit()).collect();
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    let dotted = label.matches('.').count() >= 2;
    if NAMED.contains(&word) {
        return dotted && begins(rest, closed);
    }
    if PARTS.contains(&word) {
        return digits.parse::<usize>().is_ok_and(|number| number < SECTIONS) && begins(rest, closed);
    }
    if is_code(first) {
        let graded = is_single(first) && (digits.len() == 1 || GRADES.contains(&word));
        return !graded || word == "req" || word == "ref";
    }
    // "3.2.1" and "A.5.17" number a row; "99.9", "802.11" and "A.5" may count or name something.
    closed || dotted || begins(rest, false)
}

/// Whether a label is capitals, a hyphen and a number: "IAM-01", "A&A-02.1", "SEV-1".
fn is_code(label: &str) -> bool {
    label.split_once('-').is_some_and(|(letters, number)| {
        !letters.is_empty()
            && letters.chars().all(|c| c.is_ascii_uppercase() || c == '&')
            && number.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether the number of a code is a single one without a zero in front, as that of a grade is.
fn is_single(code: &str) -> bool {
    let number = code.split_once('-').map_or("", |(_, number)| number.trim_end_matches(['.', ')', ':']));
    !number.starts_with('0') && number.chars().all(|c| c.is_ascii_digit())
}

/// Whether a text begins a sentence of its own. Behind a closed label any capital begins one; behind an open one an
/// acronym may be what the label belongs to ("1.2 TLS is used"), and so may a predicate in small letters.
fn begins(rest: &str, closed: bool) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let capital = word.starts_with(char::is_uppercase);
    if OPENERS.contains(&lower) {
        return true;
    }
    if PREDICATES.contains(&lower) {
        return closed || capital;
    }
    let acronym = word.chars().skip(1).any(char::is_uppercase);
    closed || capital && !acronym
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_names_what_is_asked_about_is_no_number() {
        for (label, rest) in [
            ("Annex A.5 ", "controls are implemented"),
            ("Annex 11: ", "Are systems validated?"),
            ("Control 13 ", "is in place."),
            ("Section 508: ", "Is your product accessible?"),
            ("Requirement 3 ", "of PCI DSS is met."),
            ("Q4 ", "access reviews are completed."),
            ("99.9 ", "availability is guaranteed."),
            ("1.2 ", "TLS is used."),
            ("SEV-1: ", "Is support available?"),
            ("SAS-70: ", "Are you audited?"),
            ("A.5 ", "is implemented."),
        ] {
            assert!(!is_numbering(label, rest), "{label}{rest}");
        }
    }

    #[test]
    fn a_number_in_front_of_a_sentence_is_one() {
        for (label, rest) in [
            ("4.2 ", "Stored data must be encrypted."),
            ("4.2 ", "do you encrypt stored data?"),
            ("3.2.1 ", "passwords are hashed."),
            ("Q17. ", "The supplier has a policy"),
            ("3) ", "passwords are hashed."),
            ("a) ", "passwords are hashed."),
            ("(iv) ", "passwords are hashed."),
            ("IAM-02.1 ", "Is it?"),
            ("GOV-01 - ", "Is it?"),
            ("CEK-12: ", "Is it?"),
            ("A.5.17 ", "Please describe it."),
            ("Section 4: ", "Is it?"),
            ("• ", "passwords are hashed."),
            ("- ", "Is it?"),
        ] {
            assert!(is_numbering(label, rest), "{label}{rest}");
        }
    }
}
