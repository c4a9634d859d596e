//! Files of a knowledge base: read alone, as part of a base, checked, mended and published.

use jiff::civil::Date;
use trustfill::config::Config;
use trustfill::knowledge::{
    Audience, Internal, KnowledgeError, Public, SourceFile, View, comments_in, front_range, load_files,
    parse_category, parse_entry, parse_organisation, parse_translation, plain_text, without_comments,
};
use trustfill::lint::{Checking, check, fix};
use trustfill::publish::{Options, Templates, publish};
use trustfill::retrieval::{Index, Query};
use trustfill::text::Language;

use crate::house::{self, MARK};
use crate::input::find;

/// Where the file stands in the base, by the first byte.
const PATHS: [&str; 6] = [
    "data/fuzzed.md",
    "data/fuzzed.md",
    "data/encryption.sv.md",
    "data/_index.md",
    "_index.md",
    "data/_index.sv.md",
];

/// Runs a case: the first byte says where the file stands, the rest is its text.
pub fn run(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let path = PATHS[usize::from(*first) % PATHS.len()];
    // A file of a base is UTF-8; other bytes are refused before it is parsed.
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    alone(&text);
    let mut files = house::small_base();
    files.retain(|file| file.path != path);
    files.push(SourceFile { path: path.to_owned(), text });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    match load_files(&files, Audience::Internal, false) {
        Ok(_) => whole(&files),
        Err(error) => told(&error, path),
    }
}

/// An error names its file, and is one line.
fn told(error: &KnowledgeError, path: &str) {
    let text = error.to_string();
    // Other control characters are escaped where a message is printed.
    assert!(!text.contains('\n'), "{text:?}");
    if let KnowledgeError::File { file, .. } = error {
        assert!(file == path || file.starts_with("data/"), "{file}");
    }
}

fn alone(text: &str) {
    let front = front_range(text);
    assert!(front.is_none_or(|range| text.get(range).is_some()));
    let bare = without_comments(text);
    assert!(bare.len() <= text.len());
    for comment in comments_in(text) {
        assert!(text.contains(comment));
    }
    let _ = plain_text(text);
    let _ = parse_category("f", "data", text);
    let _ = parse_organisation("f", text);
    if let Ok(mut entry) = parse_entry("f", "data", "fuzzed", text, Language::English) {
        assert_eq!(entry.digest(), entry.clone().digest());
        let _ =
            (entry.is_stale(Language::Swedish, house::TODAY), entry.overdue(Language::English, Date::MAX));
        let _ = parse_translation("f", text, Language::Swedish, &mut entry);
    }
}

/// A base that loads is asked, checked and published, and what is not public stays in.
fn whole(files: &[SourceFile]) {
    let view = View::<Internal>::of(files, &[], false).expect("what loads once loads again");
    let index = Index::build(&view);
    let entry = view.entries.iter().find(|entry| entry.id == "fuzzed").or(view.entries.first());
    let question = entry.map(|entry| entry.question.clone()).unwrap_or_default();
    for question in [question.as_str(), "Is stored data encrypted?"] {
        let query = Query { question, section: None, id: None, language: None };
        let ranking = index.rank(&query);
        assert!(ranking.matches.iter().all(|found| view.entries.contains(index.entry(found))));
    }
    let settings = Config::default().check;
    let findings = check(&Checking { files, base: &view, settings: &settings, today: house::TODAY });
    assert!(findings.iter().all(|finding| files.iter().any(|file| file.path == finding.found.file)));
    fix(files, &Audience::Internal.into(), &settings, house::TODAY).expect("a base that loads can be mended");
    let public = View::<Public>::of(files, &[], false).expect("what loads for the house loads for all");
    assert!(public.entries.iter().all(|entry| entry.audience == Audience::Public));
    let templates = Templates::default();
    let options =
        Options { today: house::TODAY, base_url: Some("https://trust.example.com/"), templates: &templates };
    let Ok(site) = publish(&public, &options) else { return };
    if may_say_mark(files, &view) {
        return;
    }
    for (path, bytes) in &site.files {
        assert!(
            find(&bytes.to_ascii_lowercase(), MARK.as_bytes()).is_none(),
            "{path} says what is for the house alone"
        );
    }
}

/// Whether a reader may get to see the mark: it stands in a file otherwise than in a comment of an answer. What tells comments from
/// code is left to the project, so a file with signs of code may.
fn may_say_mark(files: &[SourceFile], view: &View<Internal>) -> bool {
    let hidden: Vec<String> = view
        .entries
        .iter()
        .filter(|entry| entry.audience != Audience::Public)
        .map(|entry| format!("{}/{}.", entry.category, entry.id))
        .collect();
    files.iter().filter(|file| !hidden.iter().any(|start| file.path.starts_with(start))).any(|file| {
        let text = file.text.to_ascii_lowercase();
        if !says_mark(&text) {
            return false;
        }
        // A comment in the front matter is none.
        let Some(front) = front_range(&text) else { return true };
        let (front, mut body) = (text[..front.end].to_owned(), text[front.end..].to_owned());
        let code = body.contains(['`', '~', '\\']);
        while let Some((before, behind)) = body.split_once("<!--") {
            let rest = behind.split_once("-->").map_or("", |(_, rest)| rest);
            body = format!("{before} {rest}");
        }
        code || says_mark(&front) || says_mark(&body)
    })
}

/// Whether a text says the mark once the control characters are out of it, which pages leave out: what they part becomes one word.
fn says_mark(text: &str) -> bool {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>().contains(MARK)
}
