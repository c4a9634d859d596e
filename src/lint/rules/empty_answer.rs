//! An approved answer that says nothing.

use crate::answer::{leading_verdict, narrative};
use crate::knowledge::Status;
use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::phrase::Phrases;
use crate::lint::rule::Rule;

/// What people write where an answer is still to come. "To be completed" is none: a training has to be completed too.
const TO_COME: [&str; 8] =
    ["todo", "tbd", "tba", "fixme", "xxx", "lorem ipsum", "replace this text", "answer to come"];

pub(super) const RULE: Rule = Rule {
    code: "empty-answer",
    level: Level::Deny,
    summary: "an approved answer is a bare verdict, or a text that is still to be written",
    doc: "\
A file without any text does not load. This rule finds the answers that have a text and say nothing: \"Yes.\" alone, which a \
dropdown says already, and what stands in for an answer to come (\"TODO\", \"TBD\", \"Replace this text\"). An approved entry \
would be filled with it. Drafts are left alone: they are never filled.

Write the answer, or make the entry a draft.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let approved = context.entries.iter().filter(|checked| checked.entry.status == Status::Approved);
    let to_come = Phrases::of(TO_COME);
    let mut found = Vec::new();
    for checked in approved {
        for told in checked.answers().filter(|told| checked.entry.is_approved(told.source.language)) {
            let line = told.source.body_line();
            let texts = [(Some(told.answer), line), (told.short, told.source.line_of("short"))];
            for (text, line) in texts.into_iter().filter_map(|(text, line)| Some((text?, line))) {
                if let Some(words) = to_come.first_in(text) {
                    let message = format!("\"{words}\" stands in an approved answer");
                    found.push(Found::at(told.source.path, line, message));
                }
            }
            let bare = narrative(told.answer);
            if leading_verdict(told.answer).is_some()
                && leading_verdict(&bare).is_some()
                && !bare.contains(' ')
            {
                let message = "the answer says nothing beside its verdict";
                found.push(Found::at(told.source.path, line, message));
            }
        }
        let done = found.iter_mut().filter(|f| f.entry.is_none());
        done.for_each(|f| {
            f.entry = Some(checked.entry.id.clone());
            f.hint = Some("write the answer, or make the entry a draft".to_owned());
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only, translation};

    #[test]
    fn a_bare_verdict_and_a_text_to_come_are_found() {
        for text in ["Yes.", "No", "TODO: ask the platform team", "Yes. Details TBD."] {
            assert_eq!(only(&RULE, &[entry("a/one.md", "", text)]).1, Some(8), "{text}");
        }
        let files = [entry("a/one.md", "", "Text."), translation("a/one.sv.md", "", "Ja.")];
        assert_eq!(only(&RULE, &files).0, "a/one.sv.md");
    }

    #[test]
    fn answers_and_drafts_are_fine() {
        for text in [
            "Yes. All of it.",
            "No data is lost.",
            "AES-256.",
            "Yes we do.",
            "The training has to be completed.",
        ] {
            assert_eq!(found(&RULE, &[entry("a/one.md", "", text)]), [], "{text}");
        }
        assert_eq!(found(&RULE, &[entry("a/one.md", "status = \"draft\"", "TODO")]), []);
    }
}
