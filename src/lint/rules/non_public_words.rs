//! What was not meant for the public says so itself.

use crate::knowledge::Audience;
use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::phrase::{Phrases, found_in, said};
use crate::lint::rule::Rule;

/// What people write over a text that must stay inside, and nobody says of a service. "Strictly confidential" and "only under
/// NDA" are none: answers promise the one, and offer a report on the other's terms.
const BUILT_IN: [&str; 14] = [
    "internal use only",
    "company confidential",
    "confidential and proprietary",
    "not for distribution",
    "not for external distribution",
    "do not share externally",
    "do not share with customers",
    "do not disclose to customers",
    "do not send to customers",
    "internal note",
    "note to self",
    "endast för internt bruk",
    "ej för extern spridning",
    "får ej spridas",
];

pub(super) const RULE: Rule = Rule {
    code: "non-public-words",
    level: Level::Deny,
    summary: "a public entry, or an _index.md, holds words that mark a text as not public",
    doc: "\
An entry with `audience = \"public\"` may be sent to anybody and is published. Words such as \"internal use only\" or \
\"får ej spridas\" in its questions, answers, short answers, evidence, tags, controls or products say that it should be `nda` \
or `internal`; so do they in its id and its category, which are addresses of the site. The `_index.md` files are public always. Comments in the Markdown are looked at too: a file that is published is easily copied whole.

Change the audience, or take the words out. `non-public-words` in `[check.settings]` adds words of your own, such as code \
names, host names and customers.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let own = &context.settings.non_public_words;
    let words = Phrases::of(own.iter().map(String::as_str).chain(BUILT_IN));
    let public = said(context, |entry| entry.audience == Audience::Public);
    let hint = "take it out, or change the audience of the entry";
    found_in(public, &words, "stands in a text for the public", hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::settings::Settings;
    use crate::lint::testing::{entry, file, found, found_with, only};

    #[test]
    fn words_that_mark_a_text_as_internal_are_found_on_their_line() {
        let files =
            [entry("a/one.md", "", "Yes. We do.\n\nFor details see the handbook\n(internal\nuse only).")];
        assert_eq!(only(&RULE, &files).1, Some(11));
        let files = [
            entry("a/one.md", "", "Yes."),
            file("_index.md", "+++\ntitle = \"T\"\nblurb = \"Company confidential\"\n+++\n"),
        ];
        assert_eq!(only(&RULE, &files).0, "_index.md");
    }

    #[test]
    fn an_internal_entry_and_a_promise_of_confidentiality_are_fine() {
        let files = [
            entry("a/one.md", "audience = \"internal\"", "Internal use only."),
            entry(
                "a/three.md",
                "",
                "Reports stay strictly confidential, and the audit is shown only under NDA.",
            ),
            entry(
                "a/two.md",
                "not_for = [\"Is there a page for internal use?\"]",
                "Reports stay confidential.",
            ),
        ];
        assert_eq!(found(&RULE, &files), []);
    }

    #[test]
    fn tags_controls_products_and_the_names_of_files_are_public_too() {
        let settings = Settings { non_public_words: vec!["Project Falcon".into()], ..Settings::default() };
        let title = |more: &str| format!("+++\ntitle = \"T\"\n{more}+++\n");
        let places = |files: &[crate::knowledge::SourceFile]| -> Vec<(String, Option<u32>)> {
            found_with(&RULE, files, &settings).into_iter().map(|found| (found.file, found.line)).collect()
        };
        for key in ["tags", "controls", "products"] {
            let more = format!("{key} = [\n  \"A\",\n  \"Project Falcon\",\n]");
            assert_eq!(
                places(&[entry("a/one.md", &more, "Yes.")]),
                [("a/one.md".to_owned(), Some(9))],
                "{key}"
            );
        }
        for path in ["a/project-falcon.md", "project_falcon/one.md"] {
            let mut files = vec![entry(path, "question = \"Is it in order?\"", "Yes.")];
            assert_eq!(places(&files), [(path.to_owned(), None)]);
            files[0] = entry(path, "question = \"Is it in order?\"\naudience = \"nda\"", "Yes.");
            assert_eq!(places(&files), []);
        }
        let files = [
            entry("a/one.md", "tags = [\"Falcon\"]", "Yes."),
            file("_index.md", &title("languages = [\"en\", \"sv\"]\n")),
            file("_index.sv.md", &title("[tags]\n\"Falcon\" = \"Project Falcon\"\n")),
        ];
        assert_eq!(places(&files), [("_index.sv.md".to_owned(), Some(4))]);
    }

    #[test]
    fn words_of_the_house_are_looked_for_too() {
        let settings = Settings { non_public_words: vec!["Project Osprey".into()], ..Settings::default() };
        let files = [entry("a/one.md", "short = \"As project osprey does.\"", "Yes.")];
        assert_eq!(found_with(&RULE, &files, &settings).len(), 1);
        assert_eq!(found(&RULE, &files), []);
    }
}
