//! Two entries for nearly one question.

use std::collections::BTreeMap;

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;
use crate::retrieval::{Near, Place};

/// The weighted overlap from which two questions are told. In the sample base no two questions share half. In a published
/// standard of 345 requirements one pair shares more than 0.8, and its two are variants of one; of the nine pairs from 0.6 on,
/// half ask for different things.
pub(super) const LEAST_OVERLAP: f64 = 0.8;

pub(super) const RULE: Rule = Rule {
    code: "near-duplicate-question",
    level: Level::Warn,
    summary: "the questions of two entries are the same or nearly the same",
    doc: "\
Two entries whose questions share most of their content words, rare words weighing more, with the same numbers, standards \
and parties, and the same way round. They compete for every row that comes near, and sooner or later one is corrected and \
the other is not.

Make one entry of them, or word the questions so that they tell what is different. Entries whose `products` have none in \
common may ask the same.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let near = context.index().near_questions(LEAST_OVERLAP).into_iter();
    // Each question is told with the nearest one before it: of five that are alike, four findings and not ten.
    let mut nearest: BTreeMap<Place, Near> = BTreeMap::new();
    for near in near.filter(|near| !context.apart(near.twins.first, near.twins.second)) {
        let known = nearest.entry(near.twins.second).or_insert(near);
        if near.overlap > known.overlap {
            *known = near;
        }
    }
    nearest
        .into_values()
        .map(|near| {
            let (first, wording) = context.wording(near.twins.first);
            let (second, own) = context.wording(near.twins.second);
            let ((file, line), (path, at)) = (second.place_of(own), first.place_of(wording));
            let message = format!(
                "\"{}\" is nearly \"{}\" of {} ({path}:{at})",
                own.text, wording.text, first.entry.id
            );
            Found::at(file, line, message)
                .of(&second.entry.id)
                .hint("make one entry of the two, or say in the question what is different")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    fn files(second: &str) -> [crate::knowledge::SourceFile; 2] {
        [
            entry("a/one.md", "question = \"How are tenant backups sharded across regions?\"", "Text."),
            entry("b/two.md", &format!("question = \"{second}\""), "Text."),
        ]
    }

    #[test]
    fn nearly_the_same_question_in_another_entry_is_found() {
        let (file, line, message) = only(&RULE, &files("Are the backups of tenants sharded across regions?"));
        assert_eq!((file.as_str(), line), ("b/two.md", Some(6)));
        assert!(message.ends_with("of one (a/one.md:6)"), "{message}");
    }

    #[test]
    fn each_of_several_is_told_once_with_the_nearest() {
        let mut all = files("Are the backups of tenants sharded across regions?").to_vec();
        all.push(entry(
            "b/two-more.md",
            "question = \"Are backups of tenants sharded across all regions?\"",
            "Text.",
        ));
        assert_eq!(found(&RULE, &all).len(), 2);
    }

    #[test]
    fn questions_about_something_else_are_fine() {
        for question in [
            "How are ledgers encrypted across regions?",
            "Are tenant backups not sharded across regions?",
            "How are tenant backups sharded across 12 regions?",
        ] {
            assert_eq!(found(&RULE, &files(question)), [], "{question}");
        }
    }
}
