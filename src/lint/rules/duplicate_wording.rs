//! A wording that its entry has twice.

use std::collections::BTreeMap;

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::fix::without_item;
use crate::lint::rule::Rule;
use crate::lint::source::Field;
use crate::retrieval::Identity;
use crate::text::{fold, normalise};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-wording",
    level: Level::Warn,
    summary: "an entry lists one wording twice, or its question among `also_asked`",
    doc: "\
The second one does nothing, and whoever corrects the first forgets it. Case, blanks and the sign at the end do not matter, \
except where they make another question of it (\"for us\", \"for US\"). \
Two with different verdicts are left to `conflicting-verdicts`.

`--fix` takes the later one out of the list; a line with a comment is left to you.
",
    fixable: true,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for checked in &context.entries {
        let own = checked.entry.verdict.map(|verdict| verdict.as_str());
        for source in checked.sources() {
            let mut seen: BTreeMap<String, (&Field, Option<&str>)> = BTreeMap::new();
            for asked in source.asked() {
                let (field, verdict) = (asked.field, asked.verdict.or(own));
                let Some((first, other)) = seen.get(&bare(&field.text)) else {
                    seen.insert(bare(&field.text), (field, verdict));
                    continue;
                };
                let known = |text: &str| Identity::of(text, source.language);
                let one = normalise(&first.text) == normalise(&field.text)
                    || known(&first.text).is_some_and(|own| Some(own) == known(&field.text));
                if !one || *other != verdict || field.key != "also_asked" {
                    continue;
                }
                let line = first.line;
                let message = format!("\"{}\" stands on line {line} already", field.text);
                let what = format!("removed the repeated wording \"{}\"", field.text);
                found.push(
                    Found::at(source.path, field.line, message)
                        .of(&checked.entry.id)
                        .hint("take it out")
                        .fix(without_item(source, "also_asked", field.item, what)),
                );
            }
        }
    }
    found
}

/// A wording without what does not tell it from another: case, blanks, the sign at its end.
fn bare(text: &str) -> String {
    fold(text).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    #[test]
    fn a_wording_that_is_repeated_and_the_question_among_the_wordings_are_found() {
        let more =
            "question = \"Are backups kept?\"\nalso_asked = [\n  \"Backups\",\n  \"are backups  kept\",\n]";
        assert_eq!(only(&RULE, &[entry("a/one.md", more, "Text.")]).1, Some(9));
        let more = "verdict = \"yes\"\nalso_asked = [\"A b?\", { q = \"A b?\", verdict = \"yes\" }]";
        assert!(found(&RULE, &[entry("a/one.md", more, "Text.")])[0].fix.is_some());
    }

    #[test]
    fn what_asks_for_another_kind_of_answer_is_no_repetition() {
        let more = "also_asked = [\"Do you give us logs?\", \"Do you give US logs?\"]";
        assert_eq!(found(&RULE, &[entry("a/one.md", more, "Text.")]), []);
    }

    #[test]
    fn other_wordings_and_other_verdicts_are_left_alone() {
        let more = "also_asked = [\"A b?\", \"A c?\", { q = \"A b?\", verdict = \"no\" }]";
        assert_eq!(found(&RULE, &[entry("a/one.md", more, "Text.")]), []);
    }
}
