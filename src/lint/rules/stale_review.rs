//! An entry past its review.

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "stale-review",
    level: Level::Deny,
    summary: "the review of an entry, or of its translation, has run out, or bears a day that has not come",
    doc: "\
`reviewed` and `review_every` say how long somebody stood by the answer. Past that day it is not filled any more: its rows \
go to review as `stale-answer`. A `reviewed` after today would switch that off until then: nobody has read the answer on a day to \
come, so it counts as run out. The date is `--today`, else SOURCE_DATE_EPOCH, else the system's. Drafts are left to \
`old-draft`.

Read the answer, correct it where it is no longer true, and set `reviewed` to the day you did.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for checked in &context.entries {
        let entry = checked.entry;
        for source in checked.sources().filter(|source| entry.is_approved(source.language)) {
            let own = entry.translation(source.language).map(|told| told.review.as_ref());
            // What a translation inherits is told once, with the entry.
            let Some(review) = own.unwrap_or(Some(&entry.review)) else { continue };
            if review.reviewed > context.today {
                let message = format!("the review of {} is after today, {}", review.reviewed, context.today);
                found.push(
                    Found::at(source.path, source.line_of("reviewed"), message)
                        .of(&entry.id)
                        .hint("set `reviewed` to the day somebody last read the answer"),
                );
                continue;
            }
            let Some(due) = review.due.filter(|_| review.is_stale(context.today)) else { continue };
            let message =
                format!("the review of {} ran out on {due}; its rows go to people", review.reviewed);
            found.push(
                Found::at(source.path, source.line_of("reviewed"), message)
                    .of(&entry.id)
                    .hint(format!("ask {}, correct what has changed, and set `reviewed`", entry.owner)),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only, translation};

    const STALE: &str = "reviewed = 2025-11-01\nreview_every = \"12 months\"";

    #[test]
    fn a_review_that_ran_out_is_found_on_its_line() {
        let (_, line, message) = only(&RULE, &[entry("a/one.md", STALE, "Text.")]);
        assert_eq!(line, Some(6));
        assert!(message.contains("2026-11-01"), "{message}");
        let files = [entry("a/one.md", "", "Text."), translation("a/one.sv.md", STALE, "Text.")];
        assert_eq!(only(&RULE, &files).0, "a/one.sv.md");
        let both = [entry("a/one.md", STALE, "Text."), translation("a/one.sv.md", "", "Text.")];
        assert_eq!(only(&RULE, &both).0, "a/one.md");
    }

    #[test]
    fn a_review_of_a_day_to_come_is_found_with_and_without_an_end() {
        for more in ["reviewed = 2062-11-01", "reviewed = 2026-11-24\nreview_every = \"12 months\""] {
            let (_, line, message) = only(&RULE, &[entry("a/one.md", more, "Text.")]);
            assert_eq!(line, Some(6));
            assert!(message.contains("after today"), "{message}");
            let files = [entry("a/one.md", "", "Text."), translation("a/one.sv.md", more, "Text.")];
            assert_eq!(only(&RULE, &files).0, "a/one.sv.md");
        }
        assert_eq!(found(&RULE, &[entry("a/one.md", "reviewed = 2026-11-23", "Text.")]), []);
    }

    #[test]
    fn a_review_that_lasts_one_without_an_end_and_a_draft_are_fine() {
        for more in [
            "reviewed = 2025-11-24\nreview_every = \"12 months\"".to_owned(),
            "reviewed = 2015-01-01".to_owned(),
            format!("status = \"draft\"\n{STALE}"),
        ] {
            assert_eq!(found(&RULE, &[entry("a/one.md", &more, "Text.")]), [], "{more}");
        }
    }
}
