//! More than a cell shows.

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "long-answer",
    level: Level::Warn,
    summary: "an answer has more than `max-answer-chars` characters, or a short answer is not shorter than the answer",
    doc: "\
Answers go into cells. One of more than `max-answer-chars` (1000) characters is some fifteen lines of a usual comment column: \
nobody reads it there, and forms that limit their cells refuse it. `short` is what goes into the cells that cannot hold the \
text; one that is as long as the answer helps nobody.

Say less, put the rest into a document and name it as `evidence`, or divide the entry.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let most = context.settings.max_answer_chars as usize;
    let mut found = Vec::new();
    for checked in &context.entries {
        for told in checked.answers() {
            let long = told.answer.chars().count();
            if long > most {
                let message = format!("the answer has {long} characters, and {most} is the most");
                found.push(
                    Found::at(told.source.path, told.source.body_line(), message)
                        .of(&checked.entry.id)
                        .hint("say less, or name a document as evidence"),
                );
            }
            let short = told.short.map(|short| short.chars().count()).filter(|short| *short >= long);
            found.extend(short.map(|short| {
                let message = format!("the short answer has {short} characters, the answer {long}");
                Found::at(told.source.path, told.source.line_of("short"), message)
                    .of(&checked.entry.id)
                    .hint("shorten `short`, or leave it out")
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::settings::Settings;
    use crate::lint::testing::{entry, found, found_with, only};

    #[test]
    fn an_answer_above_the_bound_and_a_short_one_that_is_none_are_found() {
        let bound = Settings { max_answer_chars: 10, ..Settings::default() };
        assert_eq!(found_with(&RULE, &[entry("a/one.md", "", "åäö 567 90.")], &bound).len(), 1);
        assert_eq!(only(&RULE, &[entry("a/one.md", "short = \"As long.\"", "As long.")]).1, Some(7));
        assert_eq!(only(&RULE, &[entry("a/one.md", "", &"word ".repeat(300))]).1, Some(8));
    }

    #[test]
    fn what_fits_is_fine() {
        let bound = Settings { max_answer_chars: 11, ..Settings::default() };
        assert_eq!(found_with(&RULE, &[entry("a/one.md", "", "åäö 567 90.")], &bound), []);
        assert_eq!(found(&RULE, &[entry("a/one.md", "short = \"Yes.\"", "Yes, all of it.")]), []);
    }
}
