//! The house: which module may know which, how long a file may be, and what stays out.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::house::{sources, texts};
use crate::support::root;

/// What each module of the library may import, in the order the data takes: an arrow only ever points upwards here, so
/// there is no way round in a circle.
const ARROWS: [(&str, &[&str]); 18] = [
    ("text", &[]),
    ("workbook", &[]),
    ("confidence", &[]),
    ("markup", &[]),
    ("batch", &["text"]),
    ("knowledge", &["text"]),
    ("stats", &["knowledge", "text"]),
    ("publish", &["knowledge", "markup", "text"]),
    ("questionnaire", &["workbook", "text"]),
    ("retrieval", &["knowledge", "text", "confidence"]),
    ("answer", &["knowledge", "questionnaire", "retrieval", "confidence", "text", "workbook"]),
    ("lint", &["answer", "retrieval", "knowledge", "text"]),
    ("config", &["answer", "knowledge", "lint", "text"]),
    ("exchange", &["answer", "retrieval", "questionnaire", "knowledge", "workbook", "text"]),
    ("respond", &["answer", "retrieval", "questionnaire", "knowledge", "confidence", "workbook", "text"]),
    (
        "review",
        &["respond", "answer", "retrieval", "questionnaire", "knowledge", "confidence", "workbook", "text"],
    ),
    (
        "report",
        &[
            "respond",
            "batch",
            "markup",
            "answer",
            "retrieval",
            "questionnaire",
            "knowledge",
            "confidence",
            "workbook",
            "text",
        ],
    ),
    ("evaluate", &["respond", "retrieval", "knowledge", "confidence", "text"]),
];

/// Files end here; most are far shorter.
const LONGEST_FILE: usize = 600;

/// Crates that open connections, or that such crates stand on. `deny.toml` has to ban them.
const NETWORK: &[&str] = &[
    "async-std",
    "attohttpc",
    "curl",
    "h2",
    "hyper",
    "isahc",
    "native-tls",
    "openssl",
    "openssl-sys",
    "reqwest",
    "rustls",
    "tokio",
    "tungstenite",
    "ureq",
];

/// The top-level module that a source file of the library belongs to; `None` for the crate's root and the binary.
fn module_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let first = inside.split('/').next()?;
    (first != "bin" && first != "lib.rs").then(|| first.trim_end_matches(".rs"))
}

/// The top-level modules that a text names by `crate::`.
fn imports(text: &str) -> BTreeSet<String> {
    let single = Regex::new(r"\bcrate::([a-z_]+)").unwrap();
    let grouped = Regex::new(r"\bcrate::\{([^;]*)\}").unwrap();
    let heads = Regex::new(r"(?:^|,)\s*([a-z_]+)").unwrap();
    let inner = Regex::new(r"\{[^{}]*\}").unwrap();
    let mut found: BTreeSet<String> = single.captures_iter(text).map(|c| c[1].to_owned()).collect();
    for group in grouped.captures_iter(text) {
        let outer = inner.replace_all(&group[1], "").into_owned();
        found.extend(heads.captures_iter(&outer).map(|c| c[1].to_owned()));
    }
    found
}

#[test]
fn every_module_has_its_row_and_every_arrow_points_upwards() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<&str> =
        lib.lines().filter_map(|l| l.trim().strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let listed: Vec<&str> = ARROWS.iter().map(|(module, _)| *module).collect();
    assert_eq!(listed.iter().copied().collect::<BTreeSet<_>>(), declared);
    for (place, (module, allowed)) in ARROWS.iter().enumerate() {
        for other in *allowed {
            let above = listed.iter().position(|m| m == other).unwrap();
            assert!(above < place, "{module} may not import {other}, which stands below it");
        }
    }
}

#[test]
fn no_module_imports_what_it_may_not_know() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let files = sources();
    let seen: BTreeSet<&str> = files.iter().filter_map(|file| module_of(&file.path)).collect();
    assert_eq!(seen, allowed.keys().copied().collect());
    let mut wrong = Vec::new();
    for file in &files {
        let Some(module) = module_of(&file.path) else { continue };
        for import in imports(&file.text) {
            if import != module && !allowed[module].contains(&import.as_str()) {
                wrong.push(format!("{}: {module} -> {import}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_module_reaches_another_by_way_of_super() {
    let chain = Regex::new(r"(?:super::)+").unwrap();
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(_) = module_of(&file.path) else { continue };
        let inside = file.path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        let depth = inside.split('/').count();
        let most =
            chain.find_iter(&file.text).map(|m| m.as_str().matches("super").count()).max().unwrap_or(0);
        if most >= depth {
            wrong.push(file.path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn grouped_imports_are_seen_too() {
    let text = "use crate::{answer::{A, b}, text::c};\nlet x = crate::workbook::Y;";
    let want: BTreeSet<String> = ["answer", "text", "workbook"].map(str::to_owned).into();
    assert_eq!(imports(text), want);
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let long: Vec<String> = texts()
        .into_iter()
        .filter(|t| t.has_extension(&["rs", "py"]))
        .filter(|t| t.text.lines().count() > LONGEST_FILE)
        .map(|t| format!("{}: {} lines", t.path, t.text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// Paths of library files whose text matches, other than those below `home`.
fn outside(home: &str, pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).unwrap();
    sources()
        .into_iter()
        .filter(|t| module_of(&t.path).is_some() && !t.path.starts_with(home))
        .filter(|t| t.text.lines().any(|line| !line.trim_start().starts_with("//") && pattern.is_match(line)))
        .map(|t| t.path)
        .collect()
}

#[test]
fn only_the_loader_of_the_knowledge_base_touches_files() {
    let found = outside("src/knowledge/load", r"\b(?:std::fs|fs::|std::env|std::process|std::net)\b");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn only_the_workbook_knows_packages_and_xml() {
    let found = outside(
        "src/workbook/",
        r"\buse (?:zip|quick_xml|calamine)\b|\b(?:quick_xml|calamine)::|[^:\w]zip::",
    );
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn no_crate_that_opens_connections_is_built_in_or_allowed() {
    let deny = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml");
    let deny: toml::Table = deny.parse().unwrap();
    let bans = deny["bans"]["deny"].as_array().unwrap();
    let banned: BTreeSet<&str> = bans
        .iter()
        .filter_map(|ban| ban.as_str().or_else(|| ban.get("crate").or_else(|| ban.get("name"))?.as_str()))
        .map(|spec| spec.split(['@', ':']).next().unwrap())
        .collect();
    let free: Vec<&&str> = NETWORK.iter().filter(|name| !banned.contains(**name)).collect();
    assert!(free.is_empty(), "deny.toml does not ban {free:?}");
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let built: Vec<&&str> = banned.iter().filter(|n| lock.contains(&format!("name = \"{n}\"\n"))).collect();
    assert!(built.is_empty(), "{built:?}");
}

#[test]
fn every_dependency_says_what_it_is_for() {
    /// Crates of one family share a comment.
    const FAMILY: usize = 3;
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (mut inside, mut since_comment) = (false, FAMILY);
    let mut bare = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            (inside, since_comment) = (line.ends_with("dependencies]"), FAMILY);
        } else if line.starts_with("# ") {
            since_comment = 0;
        } else if inside && line.contains(" = ") && !line.starts_with(' ') {
            since_comment += 1;
            if since_comment > FAMILY {
                bare.push(line.to_owned());
            }
        }
    }
    assert!(bare.is_empty(), "{bare:#?}");
}

#[test]
fn unsafe_code_is_forbidden_in_the_library_and_in_the_binary() {
    for path in ["src/lib.rs", "src/bin/trustfill/main.rs"] {
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        assert!(text.contains("\n#![forbid(unsafe_code)]\n"), "{path}");
    }
}

#[test]
fn no_text_speaks_of_the_place_it_was_written_in() {
    // Put together here, so that this file does not speak of it either.
    let place = format!("/{}/", "work");
    let told = Regex::new(&format!(
        r"(?i)\b(?:this|last|previous|earlier|next) {}s?\b|/tmp/t{}",
        "session", "target"
    ))
    .unwrap();
    let found: Vec<String> = texts()
        .into_iter()
        .filter(|t| t.text.contains(&place) || told.is_match(&t.text))
        .map(|t| t.path)
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}
