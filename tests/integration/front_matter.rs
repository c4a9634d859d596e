//! The published schema of front matter beside the files that there are and the reader that takes them.

use std::collections::BTreeSet;

use regex::Regex;
use serde_json::{Value, json};
use trustfill::knowledge::{
    KnowledgeError, parse_category, parse_category_translation, parse_entry, parse_organisation,
    parse_organisation_translation, parse_translation,
};
use trustfill::text::Language;

use crate::house::texts;
use crate::schema::faults;
use crate::support::root;

/// What a file of a base is.
const KINDS: [&str; 6] =
    ["entry", "translation", "category", "organisation", "category_translation", "organisation_translation"];
/// Front matter of each kind with every key that there is.
const WHOLE: [&str; 6] = [
    "question = \"Q?\"\nalso_asked = [\"A?\", { q = \"B?\", verdict = \"no\" }]\nverdict = \"yes\"\nshort = \"S\"\naudience = \"public\"\nstatus = \"approved\"\nproducts = [\"compute\"]\ntags = [\"t\"]\ncontrols = [\"c\"]\nowner = \"o\"\nreviewed = 2026-01-01\nreview_every = \"12 months\"\nevidence = [{ title = \"T\", url = \"u\", expires = 2027-01-01 }]\nnot_for = [\"N?\"]\n",
    "question = \"Q?\"\nalso_asked = [\"A?\"]\nshort = \"S\"\nstatus = \"draft\"\nreviewed = 2026-01-01\nreview_every = \"90 days\"\n",
    "title = \"T\"\norder = 1\nblurb = \"B\"\n",
    "title = \"T\"\nblurb = \"B\"\nclaims = [{ title = \"T\", text = \"X\" }]\ncontacts = [{ title = \"T\", email = \"e@example.com\" }]\nlanguages = [\"en\"]\nproducts = [\"compute\"]\n",
    "title = \"T\"\nblurb = \"B\"\n",
    "title = \"T\"\nblurb = \"B\"\nclaims = [{ title = \"T\", text = \"X\", entry = \"i\" }]\ncontacts = [{ title = \"T\", email = \"e@example.com\", kind = \"security\" }]\ntags = { GDPR = \"GDPR\" }\n",
];

fn schema() -> Value {
    let text = std::fs::read_to_string(root().join("docs/knowledge-entry.schema.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The schema of a kind; that of an entry is the schema itself.
fn schema_of(kind: &str) -> Value {
    let mut schema = schema();
    if kind != "entry" {
        schema["$ref"] = json!(format!("#/$defs/{kind}"));
    }
    schema
}

/// Front matter as a validator of JSON sees it: dates are texts.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, as_json(value))).collect())
        }
        toml::Value::Array(items) => Value::Array(items.into_iter().map(as_json).collect()),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(yes) => json!(yes),
    }
}

fn faults_of(kind: &str, front: &str) -> Vec<String> {
    let table: toml::Table = toml::from_str(front).unwrap();
    faults(&schema_of(kind), &as_json(toml::Value::Table(table)))
}

/// Reads front matter as the program does.
fn read(kind: &str, front: &str) -> Result<(), KnowledgeError> {
    let text = format!("+++\n{front}+++\nText.\n");
    match kind {
        "entry" => parse_entry("f.md", "c", "f", &text, Language::English).map(drop),
        "translation" => {
            let whole = format!("+++\n{}+++\nText.\n", WHOLE[0]);
            let mut entry = parse_entry("f.md", "c", "f", &whole, Language::English).unwrap();
            parse_translation("f.sv.md", &text, Language::Swedish, &mut entry)
        }
        "category" => parse_category("_index.md", "c", &text).map(drop),
        "category_translation" => {
            parse_category_translation("_index.sv.md", &text, Language::Swedish).map(drop)
        }
        "organisation_translation" => {
            parse_organisation_translation("_index.sv.md", &text, Language::Swedish).map(drop)
        }
        _ => parse_organisation("_index.md", &text).map(drop),
    }
}

fn kind_of(path: &str) -> &'static str {
    let (folders, name) = path.rsplit_once('/').unwrap();
    match name {
        "_index.md" if folders.contains('/') => "category",
        "_index.md" => "organisation",
        _ if name.starts_with("_index.") && folders.contains('/') => "category_translation",
        _ if name.starts_with("_index.") => "organisation_translation",
        _ if name.matches('.').count() > 1 => "translation",
        _ => "entry",
    }
}

#[test]
fn every_file_of_the_base_and_of_a_new_one_is_what_the_schema_says() {
    let mut seen = BTreeSet::new();
    let templates = "src/bin/trustfill/templates/";
    for text in texts() {
        let kind = match text.path.strip_prefix(templates).filter(|_| text.has_extension(&["md"])) {
            Some("organisation.md") => "organisation",
            Some("category.md") => "category",
            Some(_) => "entry",
            None if text.path.starts_with("knowledge/") && !text.path.ends_with("README.md") => {
                kind_of(&text.path)
            }
            None => continue,
        };
        let Some(front) = text.text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")) else {
            panic!("{} has no front matter", text.path)
        };
        assert_eq!(faults_of(kind, &format!("{}\n", front.0)), [""; 0], "{}", text.path);
        seen.insert(kind);
    }
    assert_eq!(seen.len(), KINDS.len(), "{seen:?}");
}

#[test]
fn the_schema_and_the_reader_know_the_same_keys_and_need_the_same() {
    let listed = Regex::new("`([a-z_]+)`").unwrap();
    let schema = schema();
    // What the reader says it would have expected, in a table of a kind or one inside it.
    let expected = |kind: &str, front: &str| -> BTreeSet<String> {
        let message = read(kind, front).unwrap_err().to_string();
        let (_, expected) = message.split_once(", expected ").unwrap_or_else(|| panic!("{message}"));
        listed.captures_iter(expected).map(|found| found[1].to_owned()).collect()
    };
    let published = |name: &str| -> BTreeSet<String> {
        schema["$defs"][name]["properties"].as_object().unwrap().keys().cloned().collect()
    };
    for (kind, whole) in KINDS.into_iter().zip(WHOLE) {
        assert_eq!(expected(kind, "nothing_of_the_kind = 1\n"), published(kind), "{kind}");
        read(kind, whole).unwrap();
        assert_eq!(faults_of(kind, whole), [""; 0], "{kind}");
        let keys: BTreeSet<String> =
            whole.lines().map(|line| line.split(" = ").next().unwrap().to_owned()).collect();
        assert_eq!(keys, published(kind), "the front matter with every key of {kind}");
        for key in keys {
            let without: String = whole
                .lines()
                .filter(|line| line.split(" = ").next() != Some(key.as_str()))
                .map(|line| format!("{line}\n"))
                .collect();
            assert_eq!(read(kind, &without).is_err(), !faults_of(kind, &without).is_empty(), "{kind}.{key}");
        }
    }
    for (kind, inside, front) in [
        ("entry", "evidence", "evidence = [{ nothing = 1 }]\n"),
        ("organisation", "claim", "claims = [{ nothing = 1 }]\n"),
        ("organisation", "contact", "contacts = [{ nothing = 1 }]\n"),
    ] {
        assert_eq!(expected(kind, front), published(inside), "{inside}");
    }
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let entry = WHOLE[0];
    for (kind, good, bad) in [
        ("entry", "owner = \"o\"", "onwer = \"o\""),
        ("entry", "owner = \"o\"", "owner = \" \""),
        ("entry", "question = \"Q?\"", "question = \"\""),
        ("entry", "\"public\"", "\"everybody\""),
        ("entry", "\"approved\"", "\"final\""),
        ("entry", "verdict = \"yes\"\nshort", "verdict = \"maybe\"\nshort"),
        ("entry", "{ q = \"B?\", verdict = \"no\" }", "{ q = \"B?\" }"),
        ("entry", "{ q = \"B?\", verdict = \"no\" }", "{ q = \"B?\", verdict = \"no\", why = \"x\" }"),
        ("entry", "reviewed = 2026-01-01", "reviewed = \"1 January\""),
        ("entry", "reviewed = 2026-01-01", "reviewed = 12:00:00"),
        ("entry", "\"12 months\"", "\"now and then\""),
        ("entry", "\"12 months\"", "\"0 months\""),
        ("entry", "products = [\"compute\"]", "products = [\" compute\"]"),
        ("entry", "products = [\"compute\"]", "products = \"compute\""),
        ("entry", "title = \"T\", url", "name = \"T\", url"),
        ("entry", "tags = [\"t\"]", "tags = [1]"),
        ("translation", "\"draft\"", "\"public\""),
        ("category", "order = 1", "order = \"first\""),
        ("organisation_translation", "kind = \"security\"", "kind = \"sales\""),
        ("organisation_translation", "GDPR = \"GDPR\"", "GDPR = 1"),
        ("organisation", "[\"en\"]", "[\"de\"]"),
        ("organisation", "products = [\"compute\"]", "products = [\"\"]"),
    ] {
        let at = KINDS.iter().position(|name| *name == kind).unwrap();
        let front = WHOLE[at].replacen(good, bad, 1);
        assert_ne!(front, WHOLE[at], "{bad}");
        assert!(read(kind, &front).is_err(), "the reader takes {bad}");
        assert_ne!(faults_of(kind, &front), [""; 0], "the schema takes {bad}");
    }
    assert_eq!(faults_of("entry", &format!("#:schema knowledge-entry.schema.json\n{entry}")), [""; 0]);
}
