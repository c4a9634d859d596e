//! The documents: links lead somewhere, tables are what the program says, examples print what they show.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use trustfill::confidence::ReasonCode;

use crate::house::{Text, texts};
use crate::support::{Desk, copy_folder, root, trustfill};

/// Documents that a reader is sent to, by the program or by another document.
const DOCUMENTS: [&str; 16] = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "examples/README.md",
    "docs/apply.md",
    "docs/architecture.md",
    "docs/batch.md",
    "docs/configuration.md",
    "docs/first-knowledge-base.md",
    "docs/decisions.md",
    "docs/exchange.md",
    "docs/knowledge-format.md",
    "docs/lint-rules.md",
    "docs/publish.md",
    "docs/quality.md",
];

/// Noon of the tests' date, for examples that name none.
const EPOCH: &str = "1795435200";

fn documents() -> Vec<Text> {
    texts().into_iter().filter(|t| t.has_extension(&["md"]) && !t.path.starts_with("knowledge/")).collect()
}

#[track_caller]
pub(crate) fn document(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The text without its fenced and inline code.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| {
            let fence = line.trim_start().starts_with("```");
            fenced ^= fence;
            !fence && !fenced
        })
        .collect();
    Regex::new("`[^`\n]*`").unwrap().replace_all(&lines.join("\n"), "`code`").into_owned()
}

/// The anchors of the headings, as GitHub makes them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    headings(text)
        .into_iter()
        .map(|title| {
            let slug: String = title
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect();
            let count = seen.entry(slug.clone()).or_default();
            *count += 1;
            if *count == 1 { slug } else { format!("{slug}-{}", *count - 1) }
        })
        .collect()
}

/// The titles of the headings outside code.
fn headings(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut titles = Vec::new();
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let marks = line.bytes().take_while(|b| *b == b'#').count();
        if !fenced && (1..=6).contains(&marks) && line[marks..].starts_with(' ') {
            titles.push(line[marks..].trim().to_owned());
        }
    }
    titles
}

#[test]
fn every_document_is_there() {
    let missing: Vec<&str> = DOCUMENTS.into_iter().filter(|d| !root().join(d).is_file()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_document_that_the_program_names_is_there() {
    let named = Regex::new(r"docs/[a-z-]+\.md").unwrap();
    let mut missing = BTreeSet::new();
    for text in texts().iter().filter(|t| t.path.starts_with("src/") || t.path.starts_with("knowledge/")) {
        for found in named.find_iter(&text.text).filter(|f| !root().join(f.as_str()).is_file()) {
            missing.insert(format!("{} in {}", found.as_str(), text.path));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_relative_link_leads_to_a_file_and_to_a_heading_of_it() {
    let link =
        Regex::new(r#"\]\(([^()\s]+)(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s+(\S+)|(?:src|href)="([^"]+)""#).unwrap();
    let mut broken = Vec::new();
    for document in documents() {
        let folder = root().join(&document.path).parent().unwrap().to_path_buf();
        for line in prose(&document.text).lines() {
            for found in link.captures_iter(line) {
                let target = found.iter().skip(1).flatten().next().unwrap().as_str();
                if target.contains("://") || target.starts_with("mailto:") {
                    continue;
                }
                let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
                let file = if path.is_empty() { root().join(&document.path) } else { folder.join(path) };
                let there = file.exists()
                    && (anchor.is_empty()
                        || std::fs::read_to_string(&file).is_ok_and(|text| anchors(&text).contains(anchor)));
                if !there {
                    broken.push(format!("{}: {target}", document.path));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_reason_has_a_section_of_its_own_in_the_documents() {
    let titles: BTreeSet<String> =
        headings(&document("docs/decisions.md")).iter().map(|t| t.trim_matches('`').to_owned()).collect();
    let missing: Vec<&str> =
        ReasonCode::ALL.iter().map(|c| c.as_str()).filter(|code| !titles.contains(*code)).collect();
    assert!(missing.is_empty(), "no section in docs/decisions.md: {missing:?}");
}

#[test]
fn the_exit_codes_of_the_readme_are_those_of_the_help() {
    let help = trustfill(["--help"]).success().stdout;
    let (_, table) = help.split_once("Exit codes:\n").expect("the help has a table of exit codes");
    let said: Vec<(String, String)> = table
        .lines()
        .map_while(|line| line.trim().split_once("  "))
        .map(|(code, text)| (code.to_owned(), text.trim().to_owned()))
        .collect();
    let row = Regex::new(r"^\|\s*`?(\d+)`?\s*\|\s*(.+?)\s*\|$").unwrap();
    let written: Vec<(String, String)> = document("README.md")
        .lines()
        .filter_map(|line| row.captures(line))
        .map(|found| (found[1].to_owned(), found[2].replace('`', "")))
        .collect();
    assert_eq!(written, said);
}

/// An example of a document: what is typed, and what is shown for it.
pub(crate) struct Example {
    pub(crate) typed: String,
    pub(crate) shown: String,
}

pub(crate) fn console_examples(text: &str) -> Vec<Example> {
    let block = Regex::new(r"(?ms)^```console\n(.*?)^```").unwrap();
    let mut examples: Vec<Example> = Vec::new();
    for found in block.captures_iter(text) {
        for line in found[1].lines() {
            match (line.strip_prefix("$ "), examples.last_mut()) {
                (Some(typed), _) => examples.push(Example { typed: typed.to_owned(), shown: String::new() }),
                (None, Some(example)) => example.shown.push_str(&format!("{line}\n")),
                (None, None) => panic!("an example that shows something before anything is typed: {line}"),
            }
        }
    }
    examples
}

/// The arguments of a line that runs the program: words and double-quoted words, no comment.
pub(crate) fn arguments(typed: &str) -> Option<Vec<String>> {
    let rest = typed.strip_prefix("trustfill").or_else(|| typed.strip_prefix("cargo run --release --"))?;
    let word = Regex::new(r#""([^"]*)"|(#.*)|(\S+)"#).unwrap();
    let words = word.captures_iter(rest).filter(|found| found.get(2).is_none());
    Some(words.map(|found| found.get(1).or(found.get(3)).unwrap().as_str().to_owned()).collect())
}

/// Whether what was printed is what is shown; a line of three dots stands for any lines.
pub(crate) fn is_shown(shown: &[&str], printed: &[&str]) -> bool {
    match shown {
        [] => printed.is_empty(),
        ["...", rest @ ..] => (0..=printed.len()).any(|at| is_shown(rest, &printed[at..])),
        [line, rest @ ..] => {
            printed.first().is_some_and(|p| p.trim_end() == line.trim_end()) && is_shown(rest, &printed[1..])
        }
    }
}

#[test]
fn the_examples_of_the_readme_print_what_they_show() {
    let desk = Desk::new();
    for folder in ["examples", "knowledge"] {
        copy_folder(&root().join(folder), &desk.join(folder));
    }
    let examples = console_examples(&document("README.md"));
    let mut run = 0;
    for example in &examples {
        let Some(arguments) = arguments(&example.typed) else { continue };
        run += 1;
        let ran = trustfill(&arguments).in_dir(desk.path()).env("SOURCE_DATE_EPOCH", EPOCH).run();
        let printed = format!("{}{}", ran.stderr, ran.stdout);
        let shown: Vec<&str> = example.shown.trim_end().lines().collect();
        let lines: Vec<&str> = printed.trim_end().lines().collect();
        assert!(is_shown(&shown, &lines), "$ {}\n{printed}\nREADME shows\n{}", example.typed, example.shown);
    }
    assert!(run >= 2, "README shows {run} examples that can be run");
}

#[test]
fn dots_stand_for_any_lines_and_nothing_else_does() {
    assert!(is_shown(&["a", "...", "c"], &["a", "b", "b", "c"]));
    assert!(is_shown(&["a", "..."], &["a"]));
    assert!(!is_shown(&["a", "c"], &["a", "b", "c"]));
    assert_eq!(arguments("trustfill ask \"Do you?\" # why").unwrap(), ["ask", "Do you?"]);
}
