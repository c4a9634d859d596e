//! The checkout as a list of texts: what the tests of architecture and documents look through.

use std::path::Path;

use crate::support::root;

/// A text file of the checkout.
pub(crate) struct Text {
    /// Its path inside the checkout, with `/` between the parts.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Text {
    pub(crate) fn has_extension(&self, extensions: &[&str]) -> bool {
        Path::new(&self.path).extension().is_some_and(|own| extensions.iter().any(|e| *e == own))
    }
}

/// Every text file of the checkout, by path; what is built, and what version control keeps for itself, is no part of it.
pub(crate) fn texts() -> Vec<Text> {
    let mut found = Vec::new();
    collect(root(), "", &mut found);
    found.sort_by(|a: &Text, b: &Text| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<Text>) {
    for item in std::fs::read_dir(folder).unwrap() {
        let item = item.unwrap();
        let name = item.file_name().into_string().unwrap();
        let path = format!("{prefix}{name}");
        let kind = item.file_type().unwrap();
        // In a second working tree of a repository `.git` is a file. What the fuzzer keeps is as odd as it can be.
        let fuzzed = matches!(path.as_str(), "fuzz/corpus" | "fuzz/artifacts");
        if fuzzed || matches!(name.as_str(), "target" | ".git" | "__pycache__") {
            continue;
        }
        if kind.is_dir() {
            collect(&item.path(), &format!("{path}/"), found);
        } else if kind.is_file()
            && let Ok(text) = std::fs::read_to_string(item.path())
        {
            found.push(Text { path, text });
        }
    }
}

/// The Rust files below `src/`, without the code that only tests see.
pub(crate) fn sources() -> Vec<Text> {
    let all: Vec<Text> =
        texts().into_iter().filter(|t| t.path.starts_with("src/") && t.has_extension(&["rs"])).collect();
    let test_modules: Vec<String> = all.iter().flat_map(test_modules).collect();
    all.into_iter()
        .filter(|t| {
            !test_modules.iter().any(|m| t.path == format!("{m}.rs") || t.path.starts_with(&format!("{m}/")))
        })
        .map(|t| Text { text: without_tests(&t.text), path: t.path })
        .collect()
}

/// Paths, without `.rs`, of the modules that a file declares for tests only.
fn test_modules(file: &Text) -> Vec<String> {
    let folder = match file.path.strip_suffix("/mod.rs") {
        Some(folder) => folder.to_owned(),
        None => file.path.trim_end_matches(".rs").to_owned(),
    };
    let mut names = Vec::new();
    let mut lines = file.text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]"
            && let Some(next) = lines.next()
            && let Some(name) = next.trim().strip_suffix(';').and_then(|l| l.split("mod ").nth(1))
        {
            names.push(format!("{folder}/{name}"));
        }
    }
    names
}

/// The text up to its own tests, which stand at the end of a file.
fn without_tests(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..end].to_owned()
}
