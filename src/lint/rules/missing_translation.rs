//! A language of the base that an entry does not speak.

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "missing-translation",
    level: Level::Warn,
    summary: "an entry has no translation into a language of the base",
    doc: "\
`languages` in the `_index.md` of the base lists the languages that it answers in. A question in a language that the entry \
does not have is only suggested, with the reason `language`. A translation without a short answer, where the entry has one, \
is found too: its cells would get none.

Add `<entry-id>.<language>.md` beside the entry, or take the language off the list.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for checked in &context.entries {
        let entry = checked.entry;
        for language in context.base.organisation.languages.iter().filter(|own| **own != entry.language) {
            let Some(told) = entry.translation(*language) else {
                let file = format!("{}.{}.md", entry.id, language.code().unwrap_or_default());
                let message = format!("there is no {file}");
                found.push(
                    Found::at(checked.own.path, checked.own.line_of("question"), message)
                        .of(&entry.id)
                        .hint(format!("add {file} beside the entry: question, wordings and answer")),
                );
                continue;
            };
            if entry.short.is_some() && told.short.is_none() {
                let source = checked.sources().find(|source| source.language == *language);
                let source = source.unwrap_or(&checked.own);
                found.push(
                    Found::at(source.path, 1, "the entry has a short answer, and the translation has none")
                        .of(&entry.id)
                        .hint("add `short` to the translation"),
                );
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, file, found, only, translation};

    const BOTH: &str = "+++\ntitle = \"T\"\nlanguages = [\"en\", \"sv\"]\n+++\n";

    #[test]
    fn a_missing_translation_and_a_missing_short_answer_are_found() {
        let files = [file("_index.md", BOTH), entry("a/one.md", "", "Text.")];
        assert!(only(&RULE, &files).2.contains("one.sv.md"));
        let files = [
            file("_index.md", BOTH),
            entry("a/one.md", "short = \"T.\"", "Text."),
            translation("a/one.sv.md", "", "Text."),
        ];
        assert_eq!(only(&RULE, &files).0, "a/one.sv.md");
    }

    #[test]
    fn a_base_of_one_language_and_an_entry_in_both_are_fine() {
        assert_eq!(found(&RULE, &[entry("a/one.md", "", "Text.")]), []);
        let files = [
            file("_index.md", BOTH),
            entry("a/one.md", "", "Text."),
            translation("a/one.sv.md", "", "Text."),
        ];
        assert_eq!(found(&RULE, &files), []);
    }
}
