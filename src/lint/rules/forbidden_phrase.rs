//! What the house does not say.

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::phrase::{Phrases, found_in, said};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "forbidden-phrase",
    level: Level::Deny,
    summary: "an entry, or an _index.md, holds a phrase of `forbidden` in trustfill.toml",
    doc: "\
Some promises are not to be made in a questionnaire (\"100 % secure\", \"guarantee\"), some names are not to be used any \
more. `forbidden` in `[check.settings]` lists them; without a list the rule finds nothing. Case and line breaks do not \
matter, and a phrase is not found inside a longer word.

Say it in other words, or take the phrase off the list.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let phrases = &context.settings.forbidden;
    if phrases.is_empty() {
        return Vec::new();
    }
    let phrases = Phrases::of(phrases.iter().map(String::as_str));
    found_in(said(context, |_| true), &phrases, "is forbidden in trustfill.toml", "say it in other words")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::settings::Settings;
    use crate::lint::testing::{entry, found, found_with};

    #[test]
    fn a_phrase_of_the_list_is_found_and_nothing_is_without_a_list() {
        let settings = Settings { forbidden: vec!["military grade".into()], ..Settings::default() };
        let files = [
            entry("a/one.md", "", "Yes, with Military  Grade\nciphers."),
            entry("a/two.md", "", "Yes, with upgraded ciphers."),
        ];
        let told = found_with(&RULE, &files, &settings);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].entry.as_deref(), told[0].line), (Some("one"), Some(8)));
        assert_eq!(found(&RULE, &files), []);
    }
}
