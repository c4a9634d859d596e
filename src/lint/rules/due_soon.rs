//! A review or evidence that ends soon.

use jiff::ToSpan;
use jiff::civil::Date;

use super::expired_evidence::line_of;
use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "due-soon",
    level: Level::Warn,
    summary: "a review or evidence ends within `soon-days`",
    doc: "\
Told `soon-days` (30) before the end, so that an answer is read again while it is still filled, and a certificate is renewed \
before a customer finds it out of date.

Read the answer and set `reviewed`; put the new document in the place of the old one.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let last = context.today.saturating_add(i64::from(context.settings.soon_days).days());
    let soon = |day: &Date| (context.today..=last).contains(day);
    for checked in &context.entries {
        let entry = checked.entry;
        for source in checked.sources().filter(|source| entry.is_approved(source.language)) {
            let own = entry.translation(source.language).map(|told| told.review.as_ref());
            let due = own.unwrap_or(Some(&entry.review)).and_then(|review| review.due).filter(soon);
            found.extend(due.map(|due| {
                Found::at(source.path, source.line_of("reviewed"), format!("the review lasts until {due}"))
                    .of(&entry.id)
                    .hint(format!("ask {} to read the answer, and set `reviewed`", entry.owner))
            }));
        }
        for (at, evidence) in entry.evidence.iter().enumerate() {
            let Some(day) = evidence.last_day().filter(soon) else { continue };
            let message = format!("the evidence \"{}\" ends on {day}", evidence.title);
            found.push(Found::at(checked.own.path, line_of(checked, at), message).of(&entry.id));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::settings::Settings;
    use crate::lint::testing::{entry, found, found_with};

    #[test]
    fn what_ends_within_the_days_is_found_and_what_has_ended_or_ends_later_is_not() {
        let review =
            |day: &str| entry("a/one.md", &format!("reviewed = {day}\nreview_every = \"1 year\""), "T.");
        let evidence = |day: &str| {
            entry("a/one.md", &format!("evidence = [{{ title = \"T\", expires = {day} }}]"), "T.")
        };
        for file in
            [review("2025-11-23"), review("2025-12-23"), evidence("2026-11-23"), evidence("2026-12-23")]
        {
            assert_eq!(found(&RULE, std::slice::from_ref(&file)).len(), 1, "{}", file.text);
        }
        for file in
            [review("2025-11-22"), review("2025-12-24"), evidence("2026-11-22"), evidence("2026-12-24")]
        {
            assert_eq!(found(&RULE, &[file]), []);
        }
        let settings = Settings { soon_days: 60, ..Settings::default() };
        assert_eq!(found_with(&RULE, &[review("2025-12-24")], &settings).len(), 1);
    }
}
