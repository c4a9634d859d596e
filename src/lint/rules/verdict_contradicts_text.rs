//! The verdict says yes, the text begins with no.

use crate::answer::leading_verdict;
use crate::knowledge::Verdict;
use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "verdict-contradicts-text",
    level: Level::Deny,
    summary: "the answer or the short answer begins with another verdict than the entry bears",
    doc: "\
`verdict = \"yes\"` above an answer that begins with \"No.\": a dropdown gets the one, a reader of the text the other. \
In a text cell the word is exchanged for the verdict, so that the rest of the answer stands behind a word that it was not \
written for. Translations are looked at too.

Under `partial` a sentence may begin with yes or no (\"Yes, for servers; no for laptops.\"); \"Yes.\" as a sentence of its own may \
not.

Correct whichever is wrong. A wording that turns the question round bears its own verdict and needs no other text.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for checked in &context.entries {
        let Some(verdict) = checked.entry.verdict else { continue };
        for told in checked.answers() {
            let texts = [
                (Some(told.answer), "the answer", told.source.body_line()),
                (told.short, "the short answer", told.source.line_of("short")),
            ];
            for (text, name, line) in texts {
                let said = text.and_then(leading_verdict).filter(|said| *said != verdict);
                // "Yes, for servers; no for laptops" is how a partial verdict is put in words.
                let said = said.filter(|_| verdict != Verdict::Partial || text.is_some_and(is_alone));
                found.extend(said.map(|said| {
                    let message = format!(
                        "the verdict is {}, and {name} begins with {}",
                        verdict.as_str(),
                        said.as_str()
                    );
                    Found::at(told.source.path, line, message)
                        .of(&checked.entry.id)
                        .hint("correct the verdict or the text")
                }));
            }
        }
    }
    found
}

/// Whether the first word of a text is a sentence of its own.
fn is_alone(text: &str) -> bool {
    let rest = text.trim_start().trim_start_matches(char::is_alphanumeric).trim_start();
    rest.is_empty() || rest.starts_with(['.', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only, translation};

    #[test]
    fn a_text_that_begins_with_another_verdict_is_found_in_every_language() {
        let files = [entry("a/one.md", "verdict = \"yes\"", "No, never.")];
        assert_eq!(only(&RULE, &files).1, Some(9));
        let files = [
            entry("a/one.md", "verdict = \"no\"\nshort = \"No.\"", "No. Never."),
            translation("a/one.sv.md", "short = \"Ja.\"", "Nej."),
        ];
        assert_eq!(only(&RULE, &files).0, "a/one.sv.md");
    }

    #[test]
    fn a_partial_answer_may_begin_with_yes_in_a_sentence_that_goes_on() {
        for text in ["Yes, for servers; no for laptops.", "Yes for servers, no for laptops.", "No, but soon."]
        {
            assert_eq!(found(&RULE, &[entry("a/one.md", "verdict = \"partial\"", text)]), [], "{text}");
        }
        for text in ["Yes.", "No", "Yes. All of it."] {
            assert_eq!(only(&RULE, &[entry("a/one.md", "verdict = \"partial\"", text)]).1, Some(9), "{text}");
        }
    }

    #[test]
    fn a_text_that_agrees_or_begins_with_no_verdict_is_fine() {
        for text in ["Yes. All of it.", "All of it.", "No data is lost."] {
            assert_eq!(found(&RULE, &[entry("a/one.md", "verdict = \"yes\"", text)]), [], "{text}");
        }
        assert_eq!(found(&RULE, &[entry("a/one.md", "", "No.")]), []);
    }
}
