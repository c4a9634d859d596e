//! Lists that stand in no order.

use crate::lint::context::Context;
use crate::lint::finding::{Edit, Fix, Found, Level};
use crate::lint::rule::Rule;
use crate::lint::source::Field;

pub(super) const RULE: Rule = Rule {
    code: "unsorted-items",
    level: Level::Allow,
    summary: "the tags or the controls of an entry stand in no order",
    doc: "\
For houses that want the lists sorted, so that two branches which add a control each do not meet. Numbers inside an item \
count as numbers: `A.8.9` stands before `A.8.16`. It is off unless `[check]` sets it.

`--fix` sorts the items; a list with comments is left to you.
",
    fixable: true,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for checked in &context.entries {
        for key in ["tags", "controls"] {
            let fields: Vec<_> = checked.own.under(key).collect();
            let mut sorted = fields.clone();
            sorted.sort_by_key(|field| order(&field.text));
            let moved: Vec<(&Field, &Field)> =
                fields.into_iter().zip(sorted).filter(|(own, other)| own.text != other.text).collect();
            let Some((first, _)) = moved.first() else { continue };
            let text = checked.own.text;
            let edit = |(own, other): &(&Field, &Field)| Edit {
                range: own.span.clone(),
                text: text[other.span.clone()].to_owned(),
            };
            let plain = checked.own.list(key).is_some_and(|list| !text[list].contains('#'));
            let fix = plain
                .then(|| Fix { what: format!("sorted the {key}"), edits: moved.iter().map(edit).collect() });
            found.push(
                Found::at(checked.own.path, first.line, format!("the {key} stand in no order"))
                    .of(&checked.entry.id)
                    .hint("sort them")
                    .fix(fix),
            );
        }
    }
    found
}

/// What an item is sorted by: its texts and numbers in turn, case put aside; the item itself decides between equals.
fn order(item: &str) -> (Vec<(String, u64)>, String) {
    let mut parts: Vec<(String, u64)> = Vec::new();
    for c in item.to_lowercase().chars() {
        match (c.to_digit(10), parts.last_mut()) {
            (Some(digit), Some((_, number))) => {
                *number = number.saturating_mul(10).saturating_add(u64::from(digit))
            }
            (Some(digit), None) => parts.push((String::new(), u64::from(digit))),
            (None, Some((text, 0))) => text.push(c),
            (None, _) => parts.push((c.to_string(), 0)),
        }
    }
    (parts, item.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, found, only};

    #[test]
    fn a_list_out_of_order_is_found_and_numbers_count_as_numbers() {
        let more = "controls = [\"ISO 27001:2022 A.8.16\", \"ISO 27001:2022 A.8.9\"]";
        assert_eq!(only(&RULE, &[entry("a/one.md", more, "Text.")]).1, Some(7));
        let more = "tags = [\"GDPR\", \"NIS2\"]\ncontrols = [\"CCM v4 CEK-03\", \"ISO 27001:2022 A.8.9\", \"ISO 27001:2022 A.8.16\"]";
        assert_eq!(found(&RULE, &[entry("a/one.md", more, "Text.")]), []);
    }

    #[test]
    fn a_list_with_a_comment_is_left_to_a_person() {
        let more = "tags = [\n  \"NIS2\", # first\n  \"GDPR\",\n]";
        assert_eq!(found(&RULE, &[entry("a/one.md", more, "Text.")])[0].fix, None);
    }
}
