//! Examples in a question: they say what is meant, and an answer need not speak of each.

use super::pattern::{Pattern, patterns};

patterns! {
    /// A bracket that opens with an introduction of examples, or closes with "etc."; and a list of examples in the sentence
    /// that closes with "etc." Without that end nobody knows where a list in the sentence stops.
    static EXAMPLES = Pattern::new(
        r"(?xi)
        \s*[(\[] \s* (?: e\.?\s?g\b | i\.?\s?e\b | for\ (?:example|instance)\b | such\ as\b | examples?\s+(?:include|are)\b
            | t\.?\s?ex\b | till\ exempel\b | exempelvis\b | bl\.?\s?a\b | såsom\b ) [^()\[\]]* [)\]]
      | \s*[(\[] [^()\[\]]* \b(?:etc|etcetera|and\ so\ on|and\ the\ like|m\.\s?m|osv) \.? \s* [)\]]
      | ,?\s* \b(?: such\ as | e\.?\s?g\.?, | for\ example | for\ instance | t\.?\s?ex\. | såsom | till\ exempel )
            [^.;?()]{1,200}? ,?\ \b(?:etc|and\ so\ on|and\ the\ like|m\.\s?m|osv)\b\.?
        ",
        &[
            "(e", "( e", "[e", "[ e", "(i", "( i", "[i", "[ i", "(for ", "( for ", "[for ", "[ for ", "(such", "( such", "[such",
            "[ such", "(t", "( t", "[t", "[ t", "(bl", "( bl", "[bl", "[ bl", "(s", "( s", "[s", "[ s", "etc", "and so on",
            "and the like", "m.m", "m. m", "osv",
        ],
    );
}

/// A question without its examples, and the examples.
pub fn split_examples(text: &str) -> (String, String) {
    let examples: Vec<&str> = EXAMPLES.hits(text).map(|hit| hit.whole().trim()).collect();
    if examples.is_empty() {
        return (text.to_owned(), String::new());
    }
    (EXAMPLES.replace(text, |_| "").into_owned(), examples.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_in_brackets_are_told_from_the_question() {
        for (text, main) in [
            ("Do you hold a certificate (e.g., SOC 2, ISO 27001)?", "Do you hold a certificate?"),
            ("Are secrets (passwords, keys, etc.) protected?", "Are secrets protected?"),
            ("Are events (such as logins) logged?", "Are events logged?"),
            ("Skyddas hemligheter (t.ex. lösenord)?", "Skyddas hemligheter?"),
            ("Are events logged, such as logins, data access, etc.?", "Are events logged?"),
        ] {
            assert_eq!(split_examples(text).0, main, "{text}");
        }
    }

    #[test]
    fn what_only_explains_or_has_no_end_stays() {
        for text in [
            "Is data encrypted at rest (on all disks)?",
            "Are devices such as laptops encrypted and tested?",
            "Is MFA (multi-factor authentication) used?",
        ] {
            assert_eq!(split_examples(text), (text.to_owned(), String::new()), "{text}");
        }
    }
}
