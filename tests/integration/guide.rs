//! The guide to a first knowledge base: its commands run in their order, with the edits of a person in between.

use std::path::Path;

use crate::docs::{arguments, console_examples, document, is_shown};
use crate::support::{Desk, example, trustfill};

const GUIDE: &str = "docs/first-knowledge-base.md";

/// Rewrites the entries below a folder; `None` deletes one.
fn edit(folder: &Path, change: impl Fn(&str, String) -> Option<String>) {
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "_index.md" {
            continue;
        }
        match change(&name, std::fs::read_to_string(&path).unwrap()) {
            Some(text) => std::fs::write(&path, text).unwrap(),
            None => std::fs::remove_file(&path).unwrap(),
        }
    }
}

/// What the guide asks the reader to do by hand before a command is typed.
fn by_hand(desk: &Desk, command: &str) {
    let entries = desk.join("knowledge/security");
    match command {
        "import" => edit(&entries, |_, _| None),
        "check" => edit(&entries, |name, text| {
            let text = text.replace("status = \"draft\"", "status = \"approved\"");
            match name {
                // Nobody has written this one yet.
                "are-backups-encrypted.md" => None,
                "who-should-we-contact-if-we-find-a-vulnerability-in-your.md" => Some(text),
                _ => Some(text.replace("\"internal\"", "\"public\"")),
            }
        }),
        _ => {}
    }
}

#[test]
fn the_guide_to_a_first_base_leads_from_nothing_to_a_site() {
    let desk = Desk::new();
    desk.put("old.xlsx", example("startup-security-questions.xlsx"));
    trustfill(["fill", "old.xlsx", "--knowledge", "builtin", "-o", "acme.answered.xlsx"])
        .in_dir(desk.path())
        .success();
    for leftover in ["old.xlsx", "acme.answered.review.xlsx"] {
        std::fs::remove_file(desk.join(leftover)).unwrap();
    }
    desk.put("next-customer.xlsx", example("acme-cloud-assessment.xlsx"));
    let mut typed = Vec::new();
    for example in console_examples(&document(GUIDE)) {
        let arguments = arguments(&example.typed).unwrap();
        by_hand(&desk, &arguments[0]);
        let ran = trustfill(&arguments).in_dir(desk.path()).success();
        let printed = format!("{}{}", ran.stderr, ran.stdout);
        let shown: Vec<&str> = example.shown.trim_end().lines().collect();
        let lines: Vec<&str> = printed.trim_end().lines().collect();
        assert!(is_shown(&shown, &lines), "$ {}\n{printed}\n{GUIDE} shows\n{}", example.typed, example.shown);
        typed.push(arguments[0].clone());
    }
    assert_eq!(typed, ["init", "import", "new", "check", "stats", "fill", "publish", "publish"]);
    let site = std::fs::read_to_string(desk.join("site/index.html")).unwrap();
    assert!(site.contains("How are tenants isolated?"), "{site}");
    assert!(!site.contains("vulnerability in your"), "an internal entry");
}
