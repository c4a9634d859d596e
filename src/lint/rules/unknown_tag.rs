//! A tag that nobody knows.

use std::collections::{BTreeMap, BTreeSet};

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;
use crate::text::fold;

pub(super) const RULE: Rule = Rule {
    code: "unknown-tag",
    level: Level::Warn,
    summary: "a tag is not on the list of `tags`, or is another spelling of one that more entries bear",
    doc: "\
Where `tags` in `[check.settings]` lists the tags of the house, every other tag is found. Without a list, a tag is found \
that differs from one which more entries bear only in case, blanks or signs (\"nis-2\" beside \"NIS2\"): readers who filter by the \
one miss the other.

Write the tag as the others do, or add it to the list.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let known: BTreeSet<&str> = context.settings.tags.iter().map(String::as_str).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for checked in &context.entries {
        let own: BTreeSet<&str> = checked.entry.tags.iter().map(String::as_str).collect();
        own.into_iter().for_each(|tag| *counts.entry(tag).or_default() += 1);
    }
    // Of each spelling the one that most entries bear; of two that as many bear, the first in order of letters.
    let mut usual: BTreeMap<String, &str> = BTreeMap::new();
    for (tag, count) in &counts {
        let first = usual.entry(bare(tag)).or_insert(tag);
        if counts.get(first).is_some_and(|most| count > most) {
            *first = tag;
        }
    }
    let wrong = |tag: &str| {
        if known.is_empty() {
            let other = usual.get(&bare(tag)).filter(|other| **other != tag)?;
            return Some((
                format!("the tag \"{tag}\" is \"{other}\" in other entries"),
                format!("write \"{other}\""),
            ));
        }
        if known.contains(tag) {
            return None;
        }
        let meant = known.iter().find(|other| bare(other) == bare(tag));
        let hint = meant.map_or("add it to `tags` in trustfill.toml, or take it out".to_owned(), |other| {
            format!("write \"{other}\"")
        });
        Some((format!("the tag \"{tag}\" is not on the list of trustfill.toml"), hint))
    };
    let tags = context
        .entries
        .iter()
        .flat_map(|checked| checked.own.under("tags").map(move |field| (checked, field)));
    tags.filter_map(|(checked, field)| {
        let (message, hint) = wrong(&field.text)?;
        Some(Found::at(checked.own.path, field.line, message).of(&checked.entry.id).hint(hint))
    })
    .collect()
}

/// A tag without what people vary: case, accents, blanks and signs.
fn bare(tag: &str) -> String {
    fold(tag).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::settings::Settings;
    use crate::lint::testing::{entry, found, found_with, only};

    #[test]
    fn a_tag_that_is_not_on_the_list_is_found() {
        let settings = Settings { tags: vec!["GDPR".into(), "NIS2".into()], ..Settings::default() };
        let files = [entry("a/one.md", "tags = [\n  \"GDPR\",\n  \"nis 2\",\n]", "Text.")];
        let told = found_with(&RULE, &files, &settings);
        assert_eq!(
            told.iter().map(|f| (f.line, f.hint.as_deref())).collect::<Vec<_>>(),
            [(Some(9), Some("write \"NIS2\""))]
        );
    }

    #[test]
    fn without_a_list_another_spelling_is_found_and_a_tag_of_one_entry_is_fine() {
        let files = [
            entry("a/one.md", "tags = [\"NIS2\"]", "Text."),
            entry("a/two.md", "tags = [\"NIS2\", \"Digital sovereignty\"]", "Text."),
            entry("a/three.md", "tags = [\"nis-2\"]", "Text."),
        ];
        assert_eq!(only(&RULE, &files).0, "a/three.md");
        assert_eq!(found(&RULE, &files[..2]), []);
    }
}
