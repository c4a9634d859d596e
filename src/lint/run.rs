//! All rules over a base.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::context::{Checked, Context};
use super::finding::{Finding, Level};
use super::rule::Rule;
use super::rules::RULES;
use super::settings::Settings;
use super::source::Source;
use crate::knowledge;
use crate::knowledge::work::{SMALL, side_by_side};
use crate::knowledge::{Audience, Entry, KnowledgeBase, SourceFile};
use crate::text::Language;

/// What is checked.
#[derive(Clone, Copy, Debug)]
pub struct Checking<'a> {
    /// The files that the base was made from.
    pub files: &'a [SourceFile],
    /// The base as it was loaded for the audience that is checked.
    pub base: &'a KnowledgeBase,
    /// The settings.
    pub settings: &'a Settings,
    /// The date.
    pub today: Date,
}

/// What the rules find, by file, line and rule; rules at [`Level::Allow`] do not run.
pub fn check(checking: &Checking<'_>) -> Vec<Finding> {
    run(&context(checking), |_| true)
}

/// The findings of the rules that are wanted.
pub(super) fn run(context: &Context<'_>, wanted: impl Fn(&Rule) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| wanted(rule)) {
        let level = context.settings.level(rule.code, rule.level);
        if level > Level::Allow {
            let found = (rule.check)(context).into_iter();
            findings.extend(found.map(|found| Finding { rule: rule.code, level, found }));
        }
    }
    findings.sort_by(|a, b| {
        (&a.found.file, a.found.line, a.rule, &a.found.message).cmp(&(
            &b.found.file,
            b.found.line,
            b.rule,
            &b.found.message,
        ))
    });
    findings
}

/// Puts entries and files together. For less than the whole base only the files of its view are looked at: what is beyond it
/// leaves no trace in the findings.
pub(super) fn context<'a>(checking: &Checking<'a>) -> Context<'a> {
    let base = checking.base;
    let own = base.organisation.languages.first().copied().unwrap_or(Language::English);
    let entries: BTreeMap<&str, &Entry> =
        base.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let owner = |path: &str| {
        let (category, name) = path.split_once('/')?;
        let id = name.strip_suffix(".md")?.split('.').next()?;
        entries.get(id).copied().filter(|entry| entry.category == category)
    };
    // As references, so that what is read may live as long as the files.
    let whole = base.audience == Audience::Internal && base.products.is_empty();
    let shown = |path: &str| match path.split_once('/') {
        None => true,
        Some((category, _)) => owner(path).is_some() || (is_index(path) && base.category(category).is_some()),
    };
    let given: Vec<&'a SourceFile> =
        checking.files.iter().filter(|file| whole || shown(&file.path)).collect();
    let read = side_by_side(&given, SMALL, |file| {
        let file: &'a SourceFile = file;
        let (entry, language) = (owner(&file.path), language_of(&file.path).unwrap_or(own));
        (entry.is_some() || is_index(&file.path)).then(|| Source::of(file, language))
    });
    let files = given.iter().map(|file| (file.path.as_str(), owner(&file.path))).collect();
    let mut of_entries: BTreeMap<&str, Vec<Source<'a>>> = BTreeMap::new();
    let mut indexes = Vec::new();
    for source in read.into_iter().flatten() {
        match owner(source.path) {
            Some(entry) => of_entries.entry(entry.id.as_str()).or_default().push(source),
            None => indexes.push(source),
        }
    }
    let checked = base.entries.iter().filter_map(|entry| {
        let mut sources = of_entries.remove(entry.id.as_str())?;
        let at = sources.iter().position(|source| source.path.ends_with(&format!("/{}.md", entry.id)))?;
        let own = sources.remove(at);
        Some(Checked { entry, own, translations: sources })
    });
    Context {
        base,
        entries: checked.collect(),
        indexes,
        files,
        whole,
        settings: checking.settings,
        today: checking.today,
        index: OnceLock::new(),
    }
}

/// Whether a file, by its path, is an `_index.md`, or one in another language.
fn is_index(path: &str) -> bool {
    knowledge::is_index(path.rsplit('/').next().unwrap_or(path))
}

/// The language that a file names: `backups.sv.md`.
fn language_of(path: &str) -> Option<Language> {
    let (_, code) = path.strip_suffix(".md")?.rsplit_once('.')?;
    Language::from_code(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{load_files, sample_files};
    use jiff::civil::date;

    #[test]
    fn the_sample_base_has_no_findings() {
        let files = sample_files();
        let base = load_files(&files, Audience::Internal, true).unwrap();
        let settings = Settings::default();
        let checking =
            Checking { files: &files, base: &base, settings: &settings, today: date(2026, 11, 23) };
        assert_eq!(check(&checking), []);
    }

    #[test]
    fn a_rule_that_is_allowed_does_not_run_and_one_that_is_denied_says_so() {
        let files = sample_files();
        let base = load_files(&files, Audience::Internal, true).unwrap();
        let mut settings = Settings::default();
        let late = date(2036, 1, 1);
        let level_of = |settings: &Settings| {
            let findings = check(&Checking { files: &files, base: &base, settings, today: late });
            findings.iter().find(|finding| finding.rule == "stale-review").map(|finding| finding.level)
        };
        for level in [Level::Warn, Level::Deny] {
            settings.levels.insert("stale-review".into(), level);
            assert_eq!(level_of(&settings), Some(level));
        }
        settings.levels.insert("stale-review".into(), Level::Allow);
        assert_eq!(level_of(&settings), None);
    }
}
