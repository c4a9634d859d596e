//! One wording, two entries.

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "alias-collision",
    level: Level::Deny,
    summary: "two entries list one question, so that neither fills it",
    doc: "\
A wording is a promise that its entry settles the question. Where two entries make it for one question, nobody can tell \
which answer is meant: the row goes to review as `close-runner-up`, and neither entry fills it. Wordings are compared as \
`fill` compares questions, so \"Do you encrypt stored data?\" and \"The supplier shall encrypt stored data.\" are one.

Take the wording out of the entry that answers it less well, or put it into its `not_for`. Entries whose `products` have none \
in common may share a wording: the product that a run is for tells which is meant.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let collisions = context.index().collisions();
    let together = collisions.into_iter().filter(|twins| !context.apart(twins.first, twins.second));
    together
        .map(|twins| {
            let (first, wording) = context.wording(twins.first);
            let (second, own) = context.wording(twins.second);
            let ((file, line), (path, at)) = (second.place_of(own), first.place_of(wording));
            let message = if own.text == wording.text {
                format!("\"{}\" is listed by {} too ({path}:{at})", own.text, first.entry.id)
            } else {
                format!(
                    "\"{}\" is the same question as \"{}\" of {} ({path}:{at})",
                    own.text, wording.text, first.entry.id
                )
            };
            Found::at(file, line, message)
                .of(&second.entry.id)
                .hint("leave it in the entry that settles it; the other one may list it in `not_for`")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    fn base(second: &str) -> [crate::knowledge::SourceFile; 2] {
        [
            entry("a/one.md", "also_asked = [\"Is stored data encrypted?\"]", "Text."),
            entry("a/two.md", second, "Text."),
        ]
    }

    #[test]
    fn one_question_in_other_dress_in_two_entries_is_found_where_it_stands_second() {
        let files = base("also_asked = [\n  \"Are backups kept?\",\n  \"Do you encrypt stored data?\",\n]");
        let (file, line, message) = only(&RULE, &files);
        assert_eq!((file.as_str(), line), ("a/two.md", Some(9)));
        assert!(message.ends_with("of one (a/one.md:7)"), "{message}");
    }

    #[test]
    fn another_question_and_entries_of_other_products_do_not_collide() {
        assert_eq!(found(&RULE, &base("also_asked = [\"Is stored data not encrypted?\"]")), []);
        let mut files = base("also_asked = [\"Is stored data encrypted?\"]\nproducts = [\"dns\"]");
        files[0] = entry(
            "a/one.md",
            "also_asked = [\"Is stored data encrypted?\"]\nproducts = [\"compute\"]",
            "Text.",
        );
        assert_eq!(found(&RULE, &files), []);
    }
}
