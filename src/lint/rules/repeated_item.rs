//! A tag, control or rejected wording that stands twice.

use std::collections::BTreeMap;

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::fix::without_item;
use crate::lint::rule::Rule;
use crate::text::fold;

/// The lists that are looked at, with what an item of each is called.
const LISTS: [(&str, &str); 4] =
    [("tags", "tag"), ("controls", "control"), ("products", "product"), ("not_for", "rejected wording")];

pub(super) const RULE: Rule = Rule {
    code: "repeated-item",
    level: Level::Warn,
    summary: "an entry lists one tag, control, product or rejected wording twice",
    doc: "\
The second one does nothing. Case and blanks do not matter.

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
                let Some(line) = seen.get(&fold(&field.text)) else {
                    seen.insert(fold(&field.text), field.line);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    #[test]
    fn an_item_that_stands_twice_is_found_and_others_are_not() {
        for key in ["tags", "controls", "products", "not_for"] {
            let more = format!("{key} = [\n  \"A\",\n  \"B\",\n  \"a\",\n]");
            assert_eq!(only(&RULE, &[entry("a/one.md", &more, "Text.")]).1, Some(10), "{key}");
        }
        let more = "tags = [\"A\"]\ncontrols = [\"A\"]";
        assert_eq!(found(&RULE, &[entry("a/one.md", more, "Text.")]), []);
    }
}
