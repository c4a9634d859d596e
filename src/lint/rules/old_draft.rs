//! A draft that nobody decides on.

use jiff::ToSpan;

use crate::knowledge::Status;
use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "old-draft",
    level: Level::Warn,
    summary: "a draft, or the draft of a translation, has waited longer than `draft-days`",
    doc: "\
A draft is suggested and never filled. One whose `reviewed` lies more than `draft-days` (90) back waits for a decision that \
nobody makes, and reviewers read it again with every form.

Approve it, correct it, or delete the file.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let first = context.today.saturating_sub(i64::from(context.settings.draft_days).days());
    let mut found = Vec::new();
    for checked in &context.entries {
        let entry = checked.entry;
        for source in checked.sources() {
            let told = entry.translation(source.language);
            let (status, review) = match told {
                Some(told) => (told.status, told.review.as_ref().unwrap_or(&entry.review)),
                None => (Some(entry.status), &entry.review),
            };
            if status == Some(Status::Draft) && review.reviewed < first {
                let message = format!("a draft since {}", review.reviewed);
                found.push(
                    Found::at(source.path, source.line_of("status"), message)
                        .of(&entry.id)
                        .hint(format!("ask {} to approve it, or delete it", entry.owner)),
                );
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only, translation};

    #[test]
    fn a_draft_that_waits_too_long_is_found() {
        let old = "status = \"draft\"\nreviewed = 2026-08-24";
        assert_eq!(only(&RULE, &[entry("a/one.md", old, "Text.")]).1, Some(5));
        let files = [entry("a/one.md", "", "Text."), translation("a/one.sv.md", old, "Text.")];
        assert_eq!(only(&RULE, &files).0, "a/one.sv.md");
    }

    #[test]
    fn a_young_draft_and_an_old_approved_entry_are_fine() {
        for more in ["status = \"draft\"\nreviewed = 2026-08-25", "reviewed = 2020-01-01"] {
            assert_eq!(found(&RULE, &[entry("a/one.md", more, "Text.")]), [], "{more}");
        }
    }
}
