//! Evidence past its day.

use crate::lint::context::{Checked, Context};
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "expired-evidence",
    level: Level::Deny,
    summary: "evidence of an entry has ended",
    doc: "\
A certificate or report whose `expires` has passed proves nothing. It does not go into forms any more, and the answer that \
stands on it may have become false.

Put the new document in its place, or take the claim out of the answer.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for checked in &context.entries {
        for (at, evidence) in checked.entry.evidence.iter().enumerate() {
            let Some(day) = evidence.last_day().filter(|_| evidence.has_ended(context.today)) else {
                continue;
            };
            let message = format!("the evidence \"{}\" ended on {day}", evidence.title);
            found.push(
                Found::at(checked.own.path, line_of(checked, at), message)
                    .of(&checked.entry.id)
                    .hint("put the new document in its place"),
            );
        }
    }
    found
}

/// The line of a piece of evidence.
pub(super) fn line_of(checked: &Checked<'_>, at: usize) -> u32 {
    let mut own = checked.own.under("evidence").filter(|field| field.item == at);
    own.next().map_or_else(|| checked.own.line_of("evidence"), |field| field.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    #[test]
    fn evidence_past_its_day_is_found_on_its_line_and_other_evidence_is_not() {
        let more = "evidence = [\n  { title = \"Old\", expires = 2026-11-22 },\n  { title = \"New\", expires = 2026-11-23 },\n]";
        let (_, line, message) = only(&RULE, &[entry("a/one.md", more, "Text.")]);
        assert_eq!(line, Some(8));
        assert!(message.contains("Old") && message.contains("2026-11-22"), "{message}");
        assert_eq!(found(&RULE, &[entry("a/one.md", "evidence = [{ title = \"T\" }]", "Text.")]), []);
    }
}
