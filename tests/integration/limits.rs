//! The limits on what is read: each has a name, a row in docs/limits.md, a hint where it is reached, and lets the file in once
//! it is raised.

use std::collections::BTreeMap;

use regex::Regex;

use crate::package::changed;
use crate::support::{Desk, EXAMPLES, example, fill, root, trustfill};

const FORM: &str = EXAMPLES[0];

/// The names, as the program tells them where one is not known.
fn names() -> Vec<String> {
    let ran = trustfill(["inspect", "acme.xlsx", "--limit", "rows=1"]).ends_with(2);
    let (_, named) = ran.stderr.split_once("the limits are ").expect(&ran.stderr);
    named.lines().next().unwrap().split(", ").map(str::to_owned).collect()
}

/// The values of docs/limits.md by name.
fn documented() -> BTreeMap<String, String> {
    let row = Regex::new(r"(?m)^\| [^|]+ \| `([a-z-]+)` \| ([0-9,]+) \| [^|]+ \|$").unwrap();
    let text = std::fs::read_to_string(root().join("docs/limits.md")).unwrap();
    row.captures_iter(&text).map(|found| (found[1].to_owned(), found[2].replace(',', ""))).collect()
}

/// A form that reaches every limit that is set to nothing.
fn forms() -> [(&'static str, Vec<u8>); 2] {
    let old = std::fs::read(root().join("tests/fixtures/legacy/form.ods")).unwrap();
    [(FORM, example(FORM)), ("form.ods", old)]
}

#[test]
fn every_limit_is_documented_and_named_where_it_is_reached() {
    let (names, documented) = (names(), documented());
    assert_eq!(names.len(), documented.len(), "{names:?} {documented:?}");
    let desk = Desk::new();
    for (name, bytes) in forms() {
        desk.put(name, bytes);
    }
    for name in names {
        assert!(documented.contains_key(&name), "docs/limits.md has no row for {name}");
        let file =
            if matches!(name.as_str(), "repeats" | "memory-mib" | "seconds") { "form.ods" } else { FORM };
        let limit = format!("--limit={name}=0");
        let ran = trustfill(["inspect", file, &limit]).in_dir(desk.path()).fails_with(3);
        assert!(ran.stderr.contains(file), "{name}: {}", ran.stderr);
        assert!(
            ran.stderr.contains(&format!("\nhint: --limit {name}=2 raises it\n")),
            "{name}: {}",
            ran.stderr
        );
        // The documented value lets it in.
        let limit = format!("--limit={name}={}", documented[&name]);
        trustfill(["inspect", file, &limit]).in_dir(desk.path()).success();
    }
}

#[test]
fn the_documented_values_are_those_that_hold() {
    let desk = Desk::with_example(FORM);
    let deep = |elements: usize| {
        changed(&example(FORM), "xl/worksheets/sheet1.xml", |text| {
            let nest = format!(
                "<extLst>{}{}</extLst></worksheet>",
                "<ext>".repeat(elements),
                "</ext>".repeat(elements)
            );
            text.replace("</worksheet>", &nest)
        })
    };
    let most: usize = documented()["depth"].parse().unwrap();
    // The worksheet and the list stand around them.
    desk.put("most.xlsx", deep(most - 2));
    desk.put("more.xlsx", deep(most - 1));
    fill("most.xlsx").in_dir(desk.path()).success();
    let ran = fill("more.xlsx").in_dir(desk.path()).fails_with(3);
    let hint = format!("hint: --limit depth={} raises it", 2 * most);
    assert!(ran.stderr.contains(&hint), "{}", ran.stderr);
    fill("more.xlsx").arg(format!("--limit=depth={}", 2 * most)).in_dir(desk.path()).success();
}

#[test]
fn limits_reach_the_process_that_reads_an_old_format() {
    let desk = Desk::new();
    let [_, (name, bytes)] = forms();
    desk.put(name, bytes);
    let ran = fill(name).arg("--limit=cells=3").in_dir(desk.path()).fails_with(3);
    assert!(ran.stderr.contains("over the limit of 3"), "{}", ran.stderr);
    assert!(ran.stderr.contains("hint: --limit cells=6 raises it"), "{}", ran.stderr);
    assert_eq!(desk.names(), [name]);
}

#[test]
fn a_limit_that_is_none_is_refused() {
    for (text, why) in [("cells", "NAME=N"), ("cells=many", "a whole number"), ("cells=-1", "a whole number")]
    {
        let ran = trustfill(["inspect", "acme.xlsx", "--limit", text]).ends_with(2);
        assert!(ran.stderr.contains(why), "{}", ran.stderr);
    }
}
