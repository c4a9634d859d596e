//! A category without its `_index.md`, and an `_index.md` without a category.

use std::collections::BTreeSet;

use crate::lint::context::Context;
use crate::lint::finding::{Found, Level};
use crate::lint::rule::Rule;

pub(super) const RULE: Rule = Rule {
    code: "category-index",
    level: Level::Warn,
    summary: "a category has no _index.md, or an _index.md stands in a folder without an entry",
    doc: "\
Without `<category>/_index.md` readers see the name of the folder, and the category stands before all that have an `order`. An \
`_index.md` in a folder without any entry is left over, or its entries were put elsewhere. A base without any category title \
is left alone: it has chosen to do without.

Add the file with a `title`, or delete the one that is left over.
",
    fixable: false,
    check,
};

fn check(context: &Context<'_>) -> Vec<Found> {
    let files = || context.files.keys().filter_map(|path| path.split_once('/'));
    let titled: BTreeSet<&str> =
        files().filter(|(_, name)| *name == "_index.md").map(|(folder, _)| folder).collect();
    // Entries that the audience does not see fill their category too.
    let filled: BTreeSet<&str> =
        files().filter(|(_, name)| !name.starts_with("_index.")).map(|(folder, _)| folder).collect();
    if titled.is_empty() {
        return Vec::new();
    }
    let bare = filled.difference(&titled).map(|folder| {
        let first = files()
            .find(|(own, _)| own == folder)
            .map_or(String::new(), |(own, name)| format!("{own}/{name}"));
        Found::at(&first, None, format!("the category {folder} has no _index.md"))
            .hint(format!("add {folder}/_index.md with a title"))
    });
    let empty = titled.difference(&filled).map(|folder| {
        Found::at(&format!("{folder}/_index.md"), 1, format!("the category {folder} holds no entry"))
            .hint("delete the file, or put the entries beside it")
    });
    bare.chain(empty).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::{entry, file, found, only};

    #[test]
    fn a_category_without_a_title_and_a_title_without_a_category_are_found() {
        let title = "+++\ntitle = \"T\"\n+++\n";
        let files =
            [file("a/_index.md", title), entry("a/one.md", "", "Text."), entry("b/two.md", "", "Text.")];
        assert_eq!(only(&RULE, &files).0, "b/two.md");
        let files = [file("a/_index.md", title), entry("a/one.md", "", "Text."), file("c/_index.md", title)];
        assert_eq!(only(&RULE, &files).0, "c/_index.md");
    }

    #[test]
    fn whole_categories_and_a_base_without_titles_are_fine() {
        let title = "+++\ntitle = \"T\"\n+++\n";
        assert_eq!(found(&RULE, &[file("a/_index.md", title), entry("a/one.md", "", "Text.")]), []);
        assert_eq!(found(&RULE, &[entry("a/one.md", "", "Text."), entry("b/two.md", "", "Text.")]), []);
    }
}
