//! Small bases for the rules' own tests.

use jiff::civil::{Date, date};

use super::finding::Found;
use super::rule::Rule;
use super::run::{Checking, context};
use super::settings::Settings;
use crate::knowledge::{Audience, SourceFile, load_files};

/// The date of the tests.
pub(super) const TODAY: Date = date(2026, 11, 23);

/// An entry that no rule finds anything in, with more lines of front matter and another text.
pub(super) fn entry(path: &str, more: &str, text: &str) -> SourceFile {
    let id = path.trim_end_matches(".md").rsplit('/').next().unwrap();
    let lines = [
        ("question", format!("\"Is the {id} thing in order?\"")),
        ("audience", "\"public\"".into()),
        ("status", "\"approved\"".into()),
        ("owner", "\"security\"".into()),
        ("reviewed", "2026-11-01".into()),
    ];
    let own = |key: &str| more.lines().any(|line| line.starts_with(&format!("{key} =")));
    let front: String =
        lines.iter().filter(|(key, _)| !own(key)).map(|(key, value)| format!("{key} = {value}\n")).collect();
    let more = if more.is_empty() { String::new() } else { format!("{more}\n") };
    SourceFile { path: path.to_owned(), text: format!("+++\n{front}{more}+++\n{text}\n") }
}

/// A translation into Swedish of an entry at `path`, as `a/one.sv.md`.
pub(super) fn translation(path: &str, more: &str, text: &str) -> SourceFile {
    SourceFile {
        path: path.to_owned(),
        text: format!("+++\nquestion = \"Är saken i ordning?\"\n{more}\n+++\n{text}\n"),
    }
}

/// A file as it is.
pub(super) fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.to_owned() }
}

/// What a rule finds in some files with some settings.
pub(super) fn found_with(rule: &Rule, files: &[SourceFile], settings: &Settings) -> Vec<Found> {
    let base = load_files(files, Audience::Internal, false).unwrap();
    (rule.check)(&context(&Checking { files, base: &base, settings, today: TODAY }))
}

/// The same with the settings that nobody has changed.
pub(super) fn found(rule: &Rule, files: &[SourceFile]) -> Vec<Found> {
    found_with(rule, files, &Settings::default())
}

/// The file, line and message of the one thing that a rule finds.
#[track_caller]
pub(super) fn only(rule: &Rule, files: &[SourceFile]) -> (String, Option<u32>, String) {
    let mut all = found(rule, files);
    assert_eq!(all.len(), 1, "{all:#?}");
    let one = all.remove(0);
    (one.file, one.line, one.message)
}
