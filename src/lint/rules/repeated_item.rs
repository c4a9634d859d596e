//! A tag, control or rejected wording that stands twice.

use std::collections::BTreeMap;

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::fix::without_item;
use crate::lint::rule::Rule;

/// The lists that are looked at, with what an item of each is called.
const LISTS: [(&str, &str); 4] =
    [("tags", "tag"), ("controls", "control"), ("products", "product"), ("not_for", "rejected wording")];

pub(super) const RULE: Rule = Rule {
    code: "repeated-item",
    level: Level::Warn,
    summary: "an entry lists one tag, control, product or rejected wording twice",
    doc: "\
The second one does nothing. Blanks at its ends do not matter, nor does the case of tags and controls; products are told apart by \
case, and so are questions (`give us logs`, `give US logs`).

`--fix` takes the later one out of the list; a line with a comment is left to you.
",
    fixable: true,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for checked in &context.entries {
        for (key, name) in LISTS {
            let mut seen: BTreeMap<String, u32> = BTreeMap::new();
            for field in checked.own.under(key) {
                let item = same_as(key, &field.text);
                let Some(line) = seen.get(&item) else {
                    seen.insert(item, field.line);
                    continue;
                };
                let message = format!("the {name} \"{}\" stands on line {line} already", field.text);
                let what = format!("removed the repeated {name} \"{}\"", field.text);
                found.push(
                    Found::at(checked.own.path, field.line, message)
                        .of(&checked.entry.id)
                        .hint("take it out")
                        .fix(without_item(&checked.own, key, field.item, what)),
                );
            }
        }
    }
    found
}

/// What two items of a list share that are one.
fn same_as(key: &str, text: &str) -> String {
    let bare = text.trim();
    if matches!(key, "tags" | "controls") { bare.to_lowercase() } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    #[test]
    fn an_item_that_stands_twice_is_found_and_others_are_not() {
        for (key, again) in [("tags", "a"), ("controls", "a"), ("products", "A"), ("not_for", " A")] {
            let more = format!("{key} = [\n  \"A\",\n  \"B\",\n  \"{again}\",\n]");
            assert_eq!(only(&RULE, &[entry("a/one.md", &more, "Text.")]).1, Some(10), "{key}");
        }
        let more = "tags = [\"E\", \"É\"]\nproducts = [\"dns\", \"DNS\"]\nnot_for = [\"Give us logs?\", \"Give US logs?\"]\ncontrols = [\"E\"]";
        assert_eq!(found(&RULE, &[entry("a/one.md", more, "Text.")]), []);
    }
}
