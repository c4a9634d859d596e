//! `trustfill check`: the rules, their levels, what is printed, what is mended, the exit codes.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Desk, Ran, Run, TODAY, knowledge, root, trustfill};

/// A base in which every rule finds something, and the places where it does.
struct Fault {
    rule: &'static str,
    files: &'static [(&'static str, &'static str, &'static str)],
    place: (&'static str, u64),
}

/// Path, lines of front matter beside the needed ones, text. The needed ones stand first, on the lines 2 to 6.
const FAULTS: &[Fault] = &[
    Fault {
        rule: "alias-collision",
        files: &[
            ("a/one.md", "also_asked = [\"Is stored data encrypted?\"]", "Text."),
            ("a/two.md", "also_asked = [\"The supplier shall encrypt stored data.\"]", "Text."),
        ],
        place: ("a/two.md", 7),
    },
    Fault {
        rule: "conflicting-verdicts",
        files: &[(
            "a/one.md",
            "verdict = \"yes\"\nalso_asked = [\n  \"Are backups tested?\",\n  { q = \"Are tested backups?\", verdict = \"no\" },\n]",
            "Yes, all of it.",
        )],
        place: ("a/one.md", 10),
    },
    Fault {
        rule: "verdict-contradicts-text",
        files: &[("a/one.md", "verdict = \"yes\"", "No, not yet.")],
        place: ("a/one.md", 9),
    },
    Fault {
        rule: "non-public-words",
        files: &[("a/one.md", "", "Text.\n\nFor internal use only.")],
        place: ("a/one.md", 10),
    },
    Fault {
        rule: "non-public-link",
        files: &[("a/one.md", "", "See [the wiki](https://wiki.example.internal/x).")],
        place: ("a/one.md", 8),
    },
    Fault {
        rule: "forbidden-phrase",
        files: &[("a/one.md", "", "It is unbreakable.")],
        place: ("a/one.md", 8),
    },
    Fault { rule: "broken-link", files: &[("a/one.md", "", "See [more](two.md).")], place: ("a/one.md", 8) },
    Fault { rule: "empty-answer", files: &[("a/one.md", "", "TODO")], place: ("a/one.md", 8) },
    Fault {
        rule: "stale-review",
        files: &[("a/one.md", "reviewed = 2020-01-01\nreview_every = \"1 year\"", "Text.")],
        place: ("a/one.md", 6),
    },
    Fault {
        rule: "expired-evidence",
        files: &[("a/one.md", "evidence = [{ title = \"T\", expires = 2026-01-01 }]", "Text.")],
        place: ("a/one.md", 7),
    },
    Fault {
        rule: "due-soon",
        files: &[("a/one.md", "reviewed = 2025-12-01\nreview_every = \"1 year\"", "Text.")],
        place: ("a/one.md", 6),
    },
    Fault {
        rule: "old-draft",
        files: &[("a/one.md", "status = \"draft\"\nreviewed = 2026-01-01", "Text.")],
        place: ("a/one.md", 5),
    },
    Fault {
        rule: "near-duplicate-question",
        files: &[
            ("a/one.md", "question = \"How are tenant backups sharded across regions?\"", "Text."),
            ("a/two.md", "question = \"Are the backups of tenants sharded across regions?\"", "Text."),
        ],
        place: ("a/two.md", 6),
    },
    Fault { rule: "dangling-reference", files: &[("a/one.md", "", "See above.")], place: ("a/one.md", 8) },
    Fault {
        rule: "missing-number",
        files: &[("a/one.md", "also_asked = [\"How often are backups tested?\"]", "They are, regularly.")],
        place: ("a/one.md", 7),
    },
    Fault {
        rule: "missing-evidence",
        files: &[("a/one.md", "", "We are certified to ISO 27001.")],
        place: ("a/one.md", 8),
    },
    Fault {
        rule: "missing-owner",
        files: &[("a/one.md", "owner = \"TBD\"", "Text.")],
        place: ("a/one.md", 6),
    },
    Fault {
        rule: "missing-translation",
        files: &[("a/one.md", "", "Text."), ("_index.md", "languages = [\"en\", \"sv\"]", "")],
        place: ("a/one.md", 2),
    },
    Fault {
        rule: "long-answer",
        files: &[("a/one.md", "short = \"The whole of the text.\"", "The whole.")],
        place: ("a/one.md", 7),
    },
    Fault {
        rule: "unknown-tag",
        files: &[
            ("a/one.md", "tags = [\"NIS2\"]", "Text."),
            ("a/two.md", "tags = [\"NIS2\"]", "Text."),
            ("a/three.md", "tags = [\"nis 2\"]", "Text."),
        ],
        place: ("a/three.md", 7),
    },
    Fault {
        rule: "misspelt-control",
        files: &[("a/one.md", "controls = [\"ISO 27001:2022 A.8.99\"]", "Text.")],
        place: ("a/one.md", 7),
    },
    Fault {
        rule: "category-index",
        files: &[("a/_index.md", "", ""), ("a/one.md", "", "Text."), ("b/_index.md", "", "")],
        place: ("b/_index.md", 1),
    },
    Fault {
        rule: "duplicate-wording",
        files: &[("a/one.md", "also_asked = [\n  \"Backups?\",\n  \"backups\",\n]", "Text.")],
        place: ("a/one.md", 9),
    },
    Fault {
        rule: "repeated-item",
        files: &[("a/one.md", "tags = [\n  \"NIS2\",\n  \"NIS2\", # twice\n]", "Text.")],
        place: ("a/one.md", 9),
    },
    Fault { rule: "trailing-blanks", files: &[("a/one.md", "", "Text. ")], place: ("a/one.md", 8) },
    Fault {
        rule: "unsorted-items",
        files: &[("a/one.md", "tags = [\"NIS2\", \"GDPR\"]", "Text.")],
        place: ("a/one.md", 7),
    },
];

/// A file of a base: an entry with what it needs, or an `_index.md` with its title.
fn file(path: &str, more: &str, text: &str) -> String {
    let id = path.trim_end_matches(".md").rsplit('/').next().unwrap();
    let needed: Vec<(&str, String)> = if id == "_index" {
        vec![("title", "\"T\"".into())]
    } else {
        vec![
            ("question", format!("\"Is the {id} thing in order?\"")),
            ("audience", "\"public\"".into()),
            ("status", "\"approved\"".into()),
            ("owner", "\"security\"".into()),
            ("reviewed", "2026-11-01".into()),
        ]
    };
    let own = |key: &str| more.lines().any(|line| line.starts_with(&format!("{key} =")));
    let front: String =
        needed.iter().filter(|(key, _)| !own(key)).map(|(key, value)| format!("{key} = {value}\n")).collect();
    let more = if more.is_empty() { String::new() } else { format!("{more}\n") };
    format!("+++\n{front}{more}+++\n{text}\n")
}

fn desk(files: &[(&str, &str, &str)]) -> Desk {
    let desk = Desk::new();
    for (path, more, text) in files {
        desk.put(&format!("knowledge/{path}"), file(path, more, text));
    }
    desk
}

fn check(desk: &Desk) -> Run {
    trustfill(["check", "--today", TODAY]).in_dir(desk.path())
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

/// The settings under which every rule may find something.
const ALL_ON: &str = "[check]\nunsorted-items = \"warn\"\n[check.settings]\nforbidden = [\"unbreakable\"]\n";

#[test]
fn every_rule_finds_its_fault_and_no_other_rule_does() {
    let all = trustfill(["check", "--explain", "all"]).success().stdout;
    let codes: Vec<&str> =
        all.lines().filter_map(|line| line.strip_prefix("## `")?.strip_suffix('`')).collect();
    let faults: Vec<&str> = FAULTS.iter().map(|fault| fault.rule).collect();
    assert_eq!(faults, codes, "every rule has a fault here, in the order of the document");
    for Fault { rule, files, place: (path, line) } in FAULTS {
        let desk = desk(files);
        desk.put("trustfill.toml", ALL_ON);
        let ran = check(&desk).args(["--format", "json"]).run();
        let found: Vec<_> = json(&ran)["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["rule"].clone(), one["file"].clone(), one["line"].clone()))
            .collect();
        let want = (Value::from(*rule), Value::from(format!("knowledge/{path}")), Value::from(*line));
        assert_eq!(found, [want], "{}", ran.stdout);
        assert_eq!(ran.code == 1, json(&ran)["findings"][0]["level"] == "deny", "{rule}");
    }
}

#[test]
fn the_base_of_the_checkout_has_no_findings() {
    let ran = trustfill(["check", "--strict", "--today", TODAY, "-k"]).arg(knowledge()).success();
    assert_eq!(ran.stdout, "checked 25 entries (internal, 2026-11-23): nothing found\n");
    trustfill(["check", "--strict", "--today", TODAY, "-k", "builtin", "--audience", "public"]).success();
}

#[test]
fn a_new_base_has_no_findings() {
    let desk = Desk::new();
    trustfill(["init", "--today", TODAY]).in_dir(desk.path()).success();
    check(&desk).arg("--strict").success();
}

#[test]
fn levels_decide_what_is_told_and_how_the_run_ends() {
    let desk = desk(&[("a/one.md", "owner = \"?\"", "Text.")]);
    let ran = check(&desk).ends_with(0);
    assert_eq!(
        ran.stdout,
        "knowledge/a/one.md:6: warn: the owner \"?\" is nobody [missing-owner]\n  hint: name a team or a role\n\n\
         checked 1 entry (internal, 2026-11-23): 1 warning\n"
    );
    check(&desk).arg("--strict").ends_with(1);
    desk.put("trustfill.toml", "[check]\nmissing-owner = \"deny\"\n");
    assert!(check(&desk).ends_with(1).stdout.contains(": deny: "));
    desk.put("trustfill.toml", "[check]\nmissing-owner = \"allow\"\n");
    assert!(check(&desk).arg("--strict").ends_with(0).stdout.contains("nothing found"));
}

#[test]
fn an_unknown_rule_level_or_setting_is_refused_with_its_line() {
    let desk = desk(&[("a/one.md", "", "Text.")]);
    for (text, line) in [
        ("[check]\nmissing-owners = \"warn\"\n", "line 2"),
        ("[check]\n\nmissing-owner = \"error\"\n", "line 3"),
        ("[check.settings]\nsoon = 3\n", "line 2"),
    ] {
        desk.put("trustfill.toml", text);
        let ran = check(&desk).fails_with(2);
        assert!(ran.stderr.contains(line), "{}", ran.stderr);
    }
    let ran = trustfill(["check", "--explain", "missing-owners"]).fails_with(2);
    assert!(ran.stderr.contains("missing-owner,"), "{}", ran.stderr);
}

#[test]
fn a_base_that_does_not_load_is_no_finding() {
    let desk = desk(&[("a/one.md", "ownr = \"x\"", "Text.")]);
    let ran = check(&desk).fails_with(2);
    assert!(ran.stderr.contains("knowledge/a/one.md:7"), "{}", ran.stderr);
    let ran = trustfill(["check", "--today", TODAY, "-k", "nowhere"]).in_dir(desk.path()).fails_with(2);
    assert!(ran.stderr.contains("nowhere"), "{}", ran.stderr);
}

#[test]
fn an_audience_is_checked_for_what_it_sees() {
    let desk = desk(&[("a/one.md", "", "Text."), ("a/two.md", "audience = \"internal\"", "See above.")]);
    assert!(check(&desk).ends_with(0).stdout.contains("dangling-reference"));
    let ran = check(&desk).args(["--audience", "public", "--strict"]).ends_with(0);
    assert!(ran.stdout.starts_with("checked 1 entry (public, "), "{}", ran.stdout);
}

#[test]
fn all_products_are_checked_unless_one_is_named_and_the_output_names_it() {
    let desk = desk(&[
        ("a/one.md", "products = [\"compute\"]", "Text."),
        ("a/two.md", "products = [\"dns\"]", "See above."),
    ]);
    desk.put("trustfill.toml", "product = \"compute\"\n");
    let all = check(&desk).ends_with(0).stdout;
    assert!(
        all.contains("dangling-reference") && all.contains("checked 2 entries (internal, 2026-11-23)"),
        "{all}"
    );
    let one = check(&desk).args(["--product", "compute"]).ends_with(0).stdout;
    assert_eq!(one, "checked 1 entry (internal, product compute, 2026-11-23): nothing found\n");
    let told = json(&check(&desk).args(["--product", "compute", "--format", "json"]).ends_with(0));
    assert_eq!(told["knowledge"]["products"], serde_json::json!(["compute"]));
    let told = json(&check(&desk).args(["--format", "json"]).ends_with(0));
    assert_eq!(told["knowledge"]["products"], serde_json::json!([]));
}

#[test]
fn blanks_that_would_become_a_line_break_are_not_mended() {
    let desk = desk(&[("a/one.md", "tags = [\"A\"] ", "C:\\backup\\ \nis a folder.")]);
    check(&desk).arg("--fix").ends_with(0);
    let want = file("a/one.md", "tags = [\"A\"]", "C:\\backup\\ \nis a folder.");
    assert_eq!(String::from_utf8(desk.read("knowledge/a/one.md")).unwrap(), want);
}

/// A base with a finding of each level in a file whose name no format takes as it is.
fn two_findings() -> Desk {
    desk(&[("å, b/one.md", "owner = \"?\"", "See [100 %\nmore](x.md).")])
}

#[test]
fn json_bears_a_version_and_says_what_was_checked() {
    let desk = two_findings();
    let told = json(&check(&desk).args(["--format", "json"]).ends_with(1));
    assert_eq!((told["schema"].as_u64(), told["tool"].as_str()), (Some(1), Some("trustfill")));
    assert_eq!((told["denied"].as_u64(), told["warned"].as_u64()), (Some(1), Some(1)));
    assert_eq!(told["knowledge"]["audience"], "internal");
    assert_eq!(told["date"], TODAY);
    let finding = &told["findings"][1];
    assert_eq!(finding["rule"], "broken-link");
    assert_eq!((finding["entry"].as_str(), finding["fixable"].as_bool()), (Some("one"), Some(false)));
}

#[test]
fn sarif_has_what_code_scanning_needs() {
    let desk = two_findings();
    let log = json(&check(&desk).args(["--format", "sarif"]).ends_with(1));
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().contains("sarif-2.1.0"));
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "trustfill");
    let rules = driver["rules"].as_array().unwrap();
    assert_eq!(rules.len(), FAULTS.len());
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "knowledge/%C3%A5%2C%20b/one.md");
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
    }
    for rule in rules {
        assert!(rule["shortDescription"]["text"].is_string() && rule["help"]["text"].is_string());
    }
}

#[test]
fn annotations_cannot_be_ended_by_what_stands_in_a_file() {
    let desk = two_findings();
    let told = check(&desk).args(["--format", "github"]).ends_with(1).stdout;
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 2, "{told}");
    assert!(
        lines[0].starts_with("::warning file=knowledge/å%2C b/one.md,line=6,title=missing-owner::the owner"),
        "{told}"
    );
    assert!(lines[1].starts_with("::error file="), "{told}");
}

#[test]
fn paths_are_those_of_the_working_folder_and_never_of_the_machine() {
    let desk = desk(&[("a/one.md", "owner = \"?\"", "Text.")]);
    let absolute = desk.join("knowledge").canonicalize().unwrap();
    let ran = check(&desk).arg("-k").arg(&absolute).ends_with(0);
    assert!(ran.stdout.starts_with("knowledge/a/one.md:6: "), "{}", ran.stdout);
    let elsewhere = Desk::new();
    let ran =
        trustfill(["check", "--today", TODAY, "-k"]).arg(&absolute).in_dir(elsewhere.path()).ends_with(0);
    assert!(ran.stdout.starts_with("knowledge/a/one.md:6: "), "{}", ran.stdout);
    let ran = check(&desk).args(["-k", "./knowledge/"]).ends_with(0);
    assert!(ran.stdout.starts_with("knowledge/a/one.md:6: "), "{}", ran.stdout);
}

#[test]
fn what_is_printed_is_the_same_each_time() {
    let files: Vec<(String, &str)> = (0..30).map(|n| (format!("a/e{n}.md"), "owner = \"?\"")).collect();
    let desk = Desk::new();
    for (path, more) in &files {
        desk.put(&format!("knowledge/{path}"), file(path, more, "See above and [this](that.md)."));
    }
    let first = check(&desk).ends_with(1).stdout;
    for _ in 0..3 {
        assert_eq!(check(&desk).ends_with(1).stdout, first);
    }
}

#[test]
fn what_is_mended_is_told_the_rest_stays_and_a_second_time_changes_nothing() {
    let more = "also_asked = [\n  \"Backups?\", # kept\n  \"Backups\",\n  \"Is the one thing in order\",\n]\ntags = [\"NIS2\", \"GDPR\", \"nis2\"] \nowner = \"?\"";
    let desk = desk(&[("a/one.md", more, "Text. \nMore."), ("a/two.md", "", "Text.")]);
    desk.put("trustfill.toml", ALL_ON);
    let untouched = desk.read("knowledge/a/two.md");
    let seen = check(&desk).ends_with(0).stdout;
    assert!(seen.contains(", fixable]") && seen.contains("fixable with --fix"), "{seen}");
    let ran = check(&desk).arg("--fix").ends_with(0);
    assert!(ran.stdout.contains("knowledge/a/one.md: fixed: removed the repeated wording"), "{}", ran.stdout);
    assert!(ran.stdout.contains("[missing-owner]") && !ran.stdout.contains("fixable"), "{}", ran.stdout);
    let want = file(
        "a/one.md",
        "also_asked = [\n  \"Backups?\", # kept\n  \"Backups\",\n]\ntags = [\"GDPR\", \"NIS2\"]\nowner = \"?\"",
        "Text.\nMore.",
    );
    // The repeated wording that a comment stands beside is left to a person.
    assert_eq!(String::from_utf8(desk.read("knowledge/a/one.md")).unwrap(), want);
    assert_eq!(desk.read("knowledge/a/two.md"), untouched);
    let again = check(&desk).arg("--fix").ends_with(0);
    assert!(!again.stdout.contains(": fixed: "), "{}", again.stdout);
    assert_eq!(String::from_utf8(desk.read("knowledge/a/one.md")).unwrap(), want);
}

#[test]
fn nothing_is_written_without_fix_and_the_sample_cannot_be_mended() {
    let desk = desk(&[("a/one.md", "tags = [\"NIS2\", \"NIS2\"]", "Text.")]);
    let before = desk.read("knowledge/a/one.md");
    check(&desk).ends_with(0);
    assert_eq!(desk.read("knowledge/a/one.md"), before);
    trustfill(["check", "--fix", "-k", "builtin"]).fails_with(2);
}

#[test]
fn what_is_mended_is_told_beside_formats_that_have_no_place_for_it() {
    let desk = desk(&[("a/one.md", "tags = [\"NIS2\", \"NIS2\"]", "Text.")]);
    let ran = check(&desk).args(["--fix", "--format", "sarif"]).ends_with(0);
    assert!(
        ran.stderr.contains("note: ") && ran.stderr.contains("removed the repeated tag"),
        "{}",
        ran.stderr
    );
    let desk = self::desk(&[("a/one.md", "tags = [\"NIS2\", \"NIS2\"]", "Text.")]);
    let told = json(&check(&desk).args(["--fix", "--format", "json"]).ends_with(0));
    assert_eq!(told["fixed"][0]["file"], "knowledge/a/one.md");
}

#[test]
fn text_of_a_file_cannot_steer_a_terminal() {
    let desk = desk(&[("a/one.md", "owner = \"?\"\ntags = [\"a\\u001b[31m\", \"a\\u001b[31m\"]", "Text.")]);
    let told = check(&desk).ends_with(0).stdout;
    assert!(told.chars().all(|c| c == '\n' || !c.is_control()), "{told:?}");
}

#[test]
fn the_document_of_the_rules_is_what_the_program_explains() {
    let path = root().join("docs/lint-rules.md");
    let all = trustfill(["check", "--explain", "all"]).success().stdout;
    if std::env::var_os("TRUSTFILL_BLESS").is_some() {
        std::fs::write(&path, &all).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written == all, "trustfill check --explain all > docs/lint-rules.md");
    let one = trustfill(["check", "--explain", "old-draft"]).success().stdout;
    assert!(one.starts_with("# `old-draft`\n"), "{one}");
}

#[test]
fn every_rule_has_a_file_of_its_own_that_bears_its_tests() {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for item in std::fs::read_dir(root().join("src/lint/rules")).unwrap() {
        let path = item.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        files.insert(name, std::fs::read_to_string(path).unwrap());
    }
    files.remove("mod.rs");
    for fault in FAULTS {
        let code = format!("code: \"{}\"", fault.rule);
        let own: Vec<&String> = files.values().filter(|text| text.contains(&code)).collect();
        assert_eq!(own.len(), 1, "{}", fault.rule);
        assert!(own[0].matches("#[test]").count() >= 1, "{}", fault.rule);
    }
    assert_eq!(files.len(), FAULTS.len());
}
