//! An owner who is nobody.

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

/// What people write where the form wants a name and there is none.
const NOBODY: [&str; 18] = [
    "?",
    "-",
    "n/a",
    "na",
    "none",
    "nobody",
    "no one",
    "unknown",
    "unassigned",
    "tbd",
    "tba",
    "todo",
    "xxx",
    "owner",
    "ingen",
    "okänd",
    "saknas",
    "someone",
];

pub(super) const RULE: Rule = Rule {
    code: "missing-owner",
    level: Level::Warn,
    summary: "the owner of an entry names nobody (\"tbd\", \"n/a\", \"?\")",
    doc: "\
`owner` is whom a reviewer asks and who is told when the review runs out. An empty owner does not load; this rule finds what \
people write instead.

Name a team or a role that stays when people leave.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let nameless = |owner: &str| {
        let bare = owner.trim().to_lowercase();
        let bare = bare.trim_end_matches(['.', '!']);
        NOBODY.contains(&bare) || bare.chars().all(|c| !c.is_alphanumeric())
    };
    let found = context.entries.iter().filter(|checked| nameless(&checked.entry.owner));
    found
        .map(|checked| {
            let message = format!("the owner \"{}\" is nobody", checked.entry.owner);
            Found::at(checked.own.path, checked.own.line_of("owner"), message)
                .of(&checked.entry.id)
                .hint("name a team or a role")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    #[test]
    fn an_owner_that_names_nobody_is_found_and_a_team_is_fine() {
        for owner in ["TBD", "?", "n/a", "--", "Unknown."] {
            let more = format!("owner = \"{owner}\"");
            assert_eq!(only(&RULE, &[entry("a/one.md", &more, "Text.")]).1, Some(6), "{owner}");
        }
        for owner in ["security", "Näs", "team n/a"] {
            let more = format!("owner = \"{owner}\"");
            assert_eq!(found(&RULE, &[entry("a/one.md", &more, "Text.")]), [], "{owner}");
        }
    }
}
