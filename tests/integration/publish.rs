//! The trust center: what stands in the site, what never does, and what happens to a folder that holds something already.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::Value;

use crate::browser::unescaped;
use crate::support::{Desk, Run, TODAY, copy_folder, knowledge, trustfill};

/// A first page with its style and its script, in bytes: what a phone loads within a second on a slow line.
const FIRST_PAGE: usize = 100_000;
/// A page of one answer.
const ENTRY_PAGE: usize = 25_000;

/// `publish` of a base, on the day of the tests.
pub(crate) fn publish(base: &str) -> Run {
    trustfill(["publish", "--today", TODAY, "--knowledge", base])
}

/// A desk with the site of the checkout's base in `site/`.
pub(crate) fn site(arguments: &[&str]) -> Desk {
    let desk = Desk::new();
    publish(knowledge().to_str().unwrap())
        .args(["--out-dir", "site"])
        .args(arguments)
        .in_dir(desk.path())
        .success();
    desk
}

/// A desk with a copy of the checkout's base in `base/`, and its site in `site/`.
fn site_of_copy() -> Desk {
    let desk = Desk::new();
    copy_folder(&knowledge(), &desk.join("base"));
    publish("base").args(["--out-dir", "site"]).in_dir(desk.path()).success();
    desk
}

const FRONT: &str = "audience = \"public\"\nstatus = \"approved\"\nowner = \"o\"\nreviewed = 2026-01-02";

/// A desk with a base in `base/` that has all that a template shows, and texts that would break out of a page.
pub(crate) fn desk_with_full_base() -> Desk {
    let desk = Desk::new();
    let put = |path: &str, front: &str, text: &str| {
        desk.put(&format!("base/{path}"), format!("+++\n{front}\n+++\n{text}\n"));
    };
    put(
        "_index.md",
        "title = \"<b>T</b> & \\\"Co\\\"\"\nblurb = \"A </style><script>alert(1)</script>\"\nlanguages = [\"sv\", \"en\"]\n\
         [[claims]]\ntitle = \"<i>\"\ntext = \"</p>\"\nentry = \"full\"\n[[claims]]\ntitle = \"b\"\ntext = \"c\"\nentry = \"none\"",
        "",
    );
    put("a b/_index.md", "title = \"A & <B>\"\nblurb = \"'\"", "");
    put(
        "a b/full.md",
        &format!(
            "question = \"Is </summary><script>alert(2)</script> \\\"x\\\" so?\"\n{FRONT}\nreview_every = \"1 month\"\n\
             tags = [\"A & B\", \"<c>\"]\ncontrols = [\"<d>\"]\nproducts = [\"<e>\"]\n\
             evidence = [{{ title = \"<f>\", url = \"https://a.example/?a=1&b=\\\"2\\\"\", expires = 2027-01-01 }}, {{ title = \"g\", url = \"javascript:alert(3)\" }}]"
        ),
        "# H\n\nText <img src=x onerror=alert(4)> `<code>` **b** *i*\n\n- one\n- two\n\n2. x\n\n> q\n\n```\n</pre><script>\n```\n\n---\n\n<div>\nblock\n</div>\n\n[l](https://a.example) ![p](https://a.example/p.png) [j](javascript:alert(5)) <m@a.example>\\\nend <!-- hidden -->",
    );
    put("a b/full.en.md", "question = \"Is it so?\"", "Yes, </script> it is.");
    put("z/x \"y\" å#?.md", &format!("question = \"Odd?\"\n{FRONT}"), "Only here.");
    desk
}

/// Every file below a folder of the desk, by path inside it.
pub(crate) fn files(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    fn collect(folder: &std::path::Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for item in std::fs::read_dir(folder).unwrap() {
            let item = item.unwrap();
            let name = format!("{prefix}{}", item.file_name().to_str().unwrap());
            if item.file_type().unwrap().is_dir() {
                collect(&item.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, std::fs::read(item.path()).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    collect(&desk.join(folder), "", &mut found);
    found
}

/// The pages of a site as texts.
fn pages(desk: &Desk) -> BTreeMap<String, String> {
    let html = files(desk, "site").into_iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// A page without the inside of its style and scripts, and with the slash that its templates write otherwise.
fn markup(page: &str) -> String {
    let inside = Regex::new(r"(?s)(<script[^>]*>).*?</script>|(<style>).*?</style>").unwrap();
    inside.replace_all(page, "$1$2").replace("&#x2f;", "/")
}

#[test]
fn the_site_has_a_page_for_each_answer_in_both_languages_and_keeps_to_its_budgets() {
    let desk = site(&[]);
    let files = files(&desk, "site");
    assert_eq!(files.keys().filter(|path| path.starts_with("e/")).count(), 25);
    assert_eq!(files.keys().filter(|path| path.starts_with("sv/e/")).count(), 25);
    for other in ["answers.json", "security.txt", ".well-known/security.txt", ".trustfill-site.json"] {
        assert!(files.contains_key(other), "{other}");
    }
    assert!(!files.contains_key("sitemap.xml"), "a sitemap needs full addresses");
    for (path, page) in pages(&desk) {
        let most = if path.ends_with("index.html") { FIRST_PAGE } else { ENTRY_PAGE };
        assert!(page.len() < most, "{path}: {} bytes", page.len());
    }
    let english = String::from_utf8_lossy(&files["index.html"]).into_owned();
    let swedish = String::from_utf8_lossy(&files["sv/index.html"]).into_owned();
    assert!(english.contains("<html lang=\"en\">") && english.contains("Data protection &amp; encryption"));
    assert!(swedish.contains("<html lang=\"sv\">") && swedish.contains("Dataskydd och kryptering"));
    assert!(swedish.contains("Digital suveränitet") && !swedish.contains(">Digital sovereignty<"));
    for text in [&english, &swedish] {
        assert_eq!(text.matches("<details").count(), 25);
        assert!(text.contains("mailto:compliance@elastx.se") && text.contains("mailto:gdpr@elastx.se"));
    }
}

#[test]
fn pages_ask_nothing_of_anywhere_and_allow_nothing_but_their_own() {
    let loads = Regex::new(r"<(?:img|iframe|object|embed|base|audio|video|source|form)\b|<link rel=.(?:stylesheet|preload)|<[a-z][^>]*\s(?:src|srcset|style|on\w+)=").unwrap();
    let policy = Regex::new(r#"Content-Security-Policy" content="([^"]*)""#).unwrap();
    let full = desk_with_full_base();
    publish("base").args(["--out-dir", "site"]).in_dir(full.path()).success();
    for desk in [site(&[]), full] {
        for (path, page) in pages(&desk) {
            let markup = markup(&page);
            assert!(!loads.is_match(&markup), "{path}: {:?}", loads.find(&markup));
            let scripts = markup.matches("<script").count();
            assert_eq!(scripts, if path.ends_with("index.html") { 2 } else { 0 }, "{path}");
            let policy = &policy.captures(&markup).unwrap()[1].replace("&#x27;", "'");
            assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
            assert!(!policy.contains("unsafe") && !policy.contains("self"), "{policy}");
            assert!(scripts > 0 || policy.contains("script-src 'none'"), "{policy}");
        }
    }
}

#[test]
fn hostile_texts_stay_texts_and_the_tags_of_answers_are_markdown_s() {
    let desk = desk_with_full_base();
    publish("base").args(["--out-dir", "site"]).in_dir(desk.path()).success();
    for (path, page) in pages(&desk) {
        let markup = markup(&page);
        assert!(!markup.contains("<img") && !markup.contains("alert(1)</script>"), "{path}");
        assert!(!page.contains("javascript:alert(3)") && !page.contains("href=\"javascript"), "{path}");
        assert!(!page.contains("hidden -->") && !markup.contains("onerror=alert(4)>"), "{path}");
    }
    let page = &pages(&desk)["e/full.html"];
    for tag in
        ["<ul><li>one</li>", "<ol start=\"2\">", "<blockquote>", "<pre><code>&lt;/pre&gt;", "<hr>", "<br>"]
    {
        assert!(page.contains(tag), "{tag}: {page}");
    }
    assert!(page.contains("<a href=\"https://a.example\" rel=\"noopener noreferrer\">l</a>"), "{page}");
}

#[test]
fn every_link_leads_to_a_file_of_the_site_and_to_a_name_in_it() {
    let link = Regex::new(r#"<a [^>]*?href="([^"]*)""#).unwrap();
    let full = desk_with_full_base();
    publish("base").args(["--out-dir", "site"]).in_dir(full.path()).success();
    for desk in [site(&[]), full] {
        let names: BTreeSet<String> = files(&desk, "site").into_keys().collect();
        let pages = pages(&desk);
        let mut broken = Vec::new();
        for (path, page) in &pages {
            let markup = markup(page);
            for found in link.captures_iter(&markup) {
                let target = &found[1];
                if ["https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme)) {
                    continue;
                }
                let (file, name) = target.split_once('#').unwrap_or((target, ""));
                let file = unescaped(file.split('?').next().unwrap());
                let mut parts: Vec<&str> = path.split('/').collect();
                if !file.is_empty() {
                    parts.pop();
                    file.split('/').for_each(|part| {
                        if part == ".." {
                            parts.pop().unwrap();
                        } else {
                            parts.push(part);
                        }
                    });
                }
                let file = parts.join("/");
                let named = name.is_empty()
                    || pages.get(&file).is_some_and(|page| page.contains(&format!("id=\"{name}\"")));
                if !names.contains(&file) || !named {
                    broken.push(format!("{path}: {target}"));
                }
            }
        }
        assert!(broken.is_empty(), "{broken:#?}");
    }
}

#[test]
fn answers_json_holds_every_answer_in_both_languages_and_nothing_of_the_house() {
    let desk = site(&["--base-url", "https://trust.example.com/center/"]);
    let text = String::from_utf8(desk.read("site/answers.json")).unwrap();
    let answers: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&answers["schema"], &answers["published"]), (&1.into(), &TODAY.into()));
    let entries = answers["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 25);
    let role = entries.iter().find(|entry| entry["id"] == "gdpr-role").unwrap();
    assert_eq!(role["tags"], serde_json::json!(["GDPR", "Digital sovereignty"]));
    assert_eq!(role["texts"]["sv"]["page"], "https://trust.example.com/center/sv/e/gdpr-role.html");
    assert!(role["texts"]["en"]["answer"].as_str().unwrap().contains("data processor"));
    for word in ["owner", "also_asked", "not_for", "wordings"] {
        assert!(!text.contains(&format!("\"{word}\"")), "{word}");
    }
}

#[test]
fn security_txt_names_the_contact_and_ends_within_a_year_and_a_sitemap_needs_an_address() {
    let desk = site(&["--base-url", "https://trust.example.com"]);
    let text = String::from_utf8(desk.read("site/.well-known/security.txt")).unwrap();
    assert_eq!(
        text,
        "Contact: mailto:compliance@elastx.se\nExpires: 2027-05-22T00:00:00Z\nPreferred-Languages: en, sv\n\
         Canonical: https://trust.example.com/.well-known/security.txt\n"
    );
    let map = String::from_utf8(desk.read("site/sitemap.xml")).unwrap();
    assert_eq!(map.matches("<loc>").count(), 52);
    assert!(map.contains("<loc>https://trust.example.com/sv/</loc>"), "{map}");
    let page = String::from_utf8(desk.read("site/e/gdpr-role.html")).unwrap();
    assert!(
        page.replace("&#x2f;", "/")
            .contains("rel=\"canonical\" href=\"https://trust.example.com/e/gdpr-role.html\"")
    );
    for bad in ["trust.example.com", "ftp://a", "https://", "https://a/?x", "https://a/\"x"] {
        trustfill(["publish", "--out-dir", "site", "--base-url", bad]).in_dir(desk.path()).ends_with(2);
    }
}

#[test]
fn the_same_base_gives_the_same_bytes_and_a_second_run_writes_nothing() {
    let desk = site_of_copy();
    let before = files(&desk, "site");
    let ran = publish("base").args(["--out-dir", "site"]).in_dir(desk.path()).success();
    assert!(ran.stdout.contains("0 written, 55 unchanged, 0 removed"), "{}", ran.stdout);
    assert!(files(&desk, "site") == before && files(&site_of_copy(), "site") == before);
}

/// Changes a text in a file of the copied base.
fn change(desk: &Desk, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(desk.read(path)).unwrap();
    assert!(text.contains(from), "{path}");
    desk.put(path, text.replacen(from, to, 1));
}

const ROLE: &str = "base/data-protection-and-encryption/gdpr-role.md";

#[test]
fn an_entry_that_is_no_longer_public_or_no_longer_approved_disappears() {
    for (from, to) in [("\"public\"", "\"internal\""), ("\"approved\"", "\"draft\"")] {
        let desk = site_of_copy();
        change(&desk, ROLE, from, to);
        let found = publish("base").args(["--verify", "site"]).in_dir(desk.path()).ends_with(1).stdout;
        for file in ["answers.json", "index.html", "sv/index.html", "e/gdpr-role.html", "sv/e/gdpr-role.html"]
        {
            assert!(found.contains(&format!("\n{file}: ")) || found.starts_with(file), "{file}: {found}");
        }
        let ran = publish("base").args(["--out-dir", "site"]).in_dir(desk.path()).success();
        assert!(ran.stdout.contains("2 removed"), "{}", ran.stdout);
        assert_eq!(ran.stderr.contains("left out, a draft: gdpr-role"), to == "\"draft\"", "{}", ran.stderr);
        let after = files(&desk, "site");
        assert!(!after.contains_key("e/gdpr-role.html") && !after.contains_key("sv/e/gdpr-role.html"));
        for (path, bytes) in &after {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("gdpr-role") && !text.contains("That of data processor"), "{path}");
        }
        let clean = publish("base").args(["--verify", "site"]).in_dir(desk.path()).success().stdout;
        assert!(clean.contains("nothing that may not be there in 54 files"), "{clean}");
    }
}

#[test]
fn verify_names_file_entry_and_words() {
    let desk = site_of_copy();
    change(&desk, ROLE, "\"public\"", "\"nda\"");
    publish("base").args(["--out-dir", "site"]).in_dir(desk.path()).success();
    desk.put("site/notes/old.html", "<p>Our role for <b>personal data</b> is that of data processor.</p>");
    let found = publish("base").args(["--verify", "site"]).in_dir(desk.path()).ends_with(1).stdout;
    assert!(
        found.starts_with(
            "notes/old.html: the answer of `gdpr-role`: \"our role for personal data is that of\""
        ),
        "{found}"
    );
    publish("base").args(["--verify", "nowhere"]).in_dir(desk.path()).fails_with(3);
    publish("base").args(["--verify", "site", "--out-dir", "x"]).in_dir(desk.path()).ends_with(2);
}

#[test]
fn files_of_others_are_never_touched_and_a_folder_of_others_is_refused() {
    let desk = site_of_copy();
    desk.put("site/CNAME", "trust.example.com");
    change(&desk, ROLE, "\"public\"", "\"internal\"");
    let run = || publish("base").args(["--out-dir", "site"]).in_dir(desk.path());
    desk.put("site/e/gdpr-role.html", "somebody's words");
    let before = files(&desk, "site");
    let ran = run().fails_with(4);
    assert!(
        ran.stderr.contains("gdpr-role.html") && ran.stderr.contains("--force removes"),
        "{}",
        ran.stderr
    );
    assert!(files(&desk, "site") == before, "nothing or everything");
    run().arg("--force").success();
    assert!(!desk.join("site/e/gdpr-role.html").exists());
    assert_eq!(desk.read("site/CNAME"), b"trust.example.com");

    desk.put("site/index.html", "somebody's page");
    let ran = run().fails_with(4);
    assert!(ran.stderr.contains("index.html") && ran.stderr.contains("--force replaces"), "{}", ran.stderr);

    desk.put("other/letter.txt", "x");
    desk.put("fresh/.git/HEAD", "x");
    let other = || publish("base").args(["--out-dir", "other"]).in_dir(desk.path());
    assert!(other().fails_with(4).stderr.contains("no site that this tool wrote"));
    other().arg("--force").success();
    assert_eq!(desk.read("other/letter.txt"), b"x");
    publish("base").args(["--out-dir", "fresh"]).in_dir(desk.path()).success();
}

#[test]
fn a_manifest_or_a_link_cannot_lead_a_run_out_of_its_folder() {
    let desk = site_of_copy();
    desk.put("precious.txt", "x");
    desk.put("site/.trustfill-site.json", "{\"schema\":1,\"files\":{\"../precious.txt\":\"00\"}}");
    let ran = publish("base").args(["--out-dir", "site", "--force"]).in_dir(desk.path()).fails_with(4);
    assert!(ran.stderr.contains("precious.txt"), "{}", ran.stderr);

    let desk = Desk::new();
    copy_folder(&knowledge(), &desk.join("base"));
    for folder in ["site", "outside"] {
        std::fs::create_dir(desk.join(folder)).unwrap();
    }
    std::os::unix::fs::symlink(desk.join("outside"), desk.join("site/e")).unwrap();
    publish("base").args(["--out-dir", "site", "--force"]).in_dir(desk.path()).fails_with(4);
    assert_eq!(std::fs::read_dir(desk.join("outside")).unwrap().count(), 0);
}

#[test]
#[cfg(unix)]
fn what_a_run_that_was_killed_wrote_is_removed_by_the_next_one() {
    let desk = Desk::new();
    let entry = |audience: &str| {
        let front = FRONT.replace("\"public\"", audience);
        desk.put("base/a/new.md", format!("+++\nquestion = \"New?\"\n{front}\n+++\nWords of the new one.\n"));
    };
    desk.put("base/a/kept.md", format!("+++\nquestion = \"Kept?\"\n{FRONT}\n+++\nText.\n"));
    for first_run in [false, true] {
        if !first_run {
            publish("base").args(["--out-dir", "site"]).in_dir(desk.path()).success();
        }
        entry("\"public\"");
        // The system kills who writes a file above the limit: pages of entries are below it, the first page is not.
        let killed = std::process::Command::new("bash")
            .args(["-c", "ulimit -c 0; ulimit -f 16; exec \"$0\" publish --today \"$1\" --knowledge base --out-dir site"])
            .args([crate::support::binary().as_os_str(), TODAY.as_ref()])
            .current_dir(desk.path())
            .output()
            .unwrap();
        assert!(!killed.status.success());
        assert!(desk.join("site/e/new.html").exists());
        desk.put("site/e/.trustfill-x.tmp", "Words of the new one.");
        desk.put("site/e/.other.tmp", "x");

        entry("\"internal\"");
        publish("base").args(["--out-dir", "site"]).in_dir(desk.path()).success();
        assert!(!desk.join("site/e/new.html").exists());
        let left = files(&desk, "site");
        assert!(
            left.keys().all(|path| !path.contains(".trustfill-") || path == ".trustfill-site.json"),
            "{:?}",
            left.keys()
        );
        assert!(!String::from_utf8(desk.read("site/.trustfill-site.json")).unwrap().contains("begun"));
        assert!(desk.join("site/e/.other.tmp").exists(), "a file of others");
        publish("base").args(["--verify", "site"]).in_dir(desk.path()).success();
        std::fs::remove_dir_all(desk.join("site")).unwrap();
    }
}

#[test]
fn a_file_that_is_too_large_to_search_is_told() {
    let desk = site(&[]);
    std::fs::File::create(desk.join("site/big.bin")).unwrap().set_len(65 << 20).unwrap();
    let base = knowledge();
    let ran = publish(base.to_str().unwrap()).args(["--verify", "site"]).in_dir(desk.path()).ends_with(1);
    assert!(ran.stdout.starts_with("big.bin: not searched, it is larger than 64 MiB\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("nothing that may not be there in "), "{}", ran.stdout);
}

#[test]
fn the_summary_names_the_products_that_the_configuration_narrows_the_site_to() {
    let desk = desk_with_full_base();
    let summary = || publish("base").args(["--out-dir", "site"]).in_dir(desk.path()).success().stdout;
    assert!(summary().starts_with("site: 2 entries in sv and en, "), "{}", summary());
    desk.put("trustfill.toml", "product = [\"<e>\"]\n");
    assert!(summary().starts_with("site: 2 entries for <e> in sv and en, "), "{}", summary());
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let desk = Desk::new();
    let base = knowledge();
    let ran = publish(base.to_str().unwrap()).args(["--out-dir", "site", "-n"]).in_dir(desk.path()).success();
    assert!(
        ran.stdout.contains("55 written") && ran.stdout.contains("nothing was written"),
        "{}",
        ran.stdout
    );
    assert!(desk.names().is_empty());
}

#[test]
fn templates_of_a_house_take_the_place_of_the_built_in_ones() {
    let desk = site_of_copy();
    desk.put("look/style.css", "body { color: black; background: white }");
    desk.put("look/entry.html", "<!DOCTYPE html><title>{{ entry.question }}</title><style>{{ page.style|safe }}</style>{{ entry.html|safe }}");
    let run = || publish("base").args(["--out-dir", "site", "--templates", "look"]).in_dir(desk.path());
    run().success();
    let page = String::from_utf8(desk.read("site/e/gdpr-role.html")).unwrap();
    assert!(
        page.starts_with(
            "<!DOCTYPE html><title>Which role do you have under GDPR?</title><style>body { color"
        ),
        "{page}"
    );
    let index = String::from_utf8(desk.read("site/index.html")).unwrap();
    assert!(index.contains("<style>body { color: black") && index.contains("<details"), "{index}");
    for (name, text, told) in [
        ("styles.css", "", "styles.css"),
        ("script.js", "x = '</script>'", "script.js"),
        ("layout.html", "\n\n{% if", "layout.html:3"),
        ("entry.html", "<p>\n{{ entry.nothing }}", "entry.html:2"),
    ] {
        let before = desk.join("look").join(name).exists().then(|| desk.read(&format!("look/{name}")));
        desk.put(&format!("look/{name}"), text);
        let ran = run().fails_with(2);
        assert!(ran.stderr.contains(told), "{name}: {}", ran.stderr);
        match before {
            Some(before) => desk.put(&format!("look/{name}"), before),
            None => std::fs::remove_file(desk.join("look").join(name)).unwrap(),
        }
    }
}

#[test]
fn the_site_of_the_sample_says_so_and_there_is_no_audience_to_choose() {
    let desk = Desk::new();
    let ran = publish("builtin").args(["--out-dir", "site"]).in_dir(desk.path()).success();
    assert!(ran.stderr.contains("SAMPLE"), "{}", ran.stderr);
    assert!(
        pages(&desk)
            .values()
            .all(|page| page.contains("This is a sample site") || page.contains("exempelsida"))
    );
    publish("builtin").args(["--out-dir", "x", "--audience", "internal"]).in_dir(desk.path()).ends_with(2);
    trustfill(["publish"]).in_dir(desk.path()).ends_with(2);
}

#[test]
fn what_check_denies_as_not_for_the_public_or_as_empty_is_not_published() {
    let entry = |answer: &str, status: &str| {
        format!(
            "+++\nquestion = \"Are backups kept?\"\naudience = \"public\"\nstatus = \"{status}\"\nowner = \"o\"\nreviewed = 2026-11-01\n+++\n{answer}\n"
        )
    };
    for (answer, rule) in [
        ("For a month. Internal use only: ask Kim.", "non-public-words"),
        ("See https://wiki.corp/backups for a month of them.", "non-public-link"),
        ("TODO", "empty-answer"),
    ] {
        let desk = Desk::new();
        desk.put("knowledge/_index.md", "+++\ntitle = \"House\"\n+++\n");
        desk.put("knowledge/a/_index.md", "+++\ntitle = \"A\"\n+++\n");
        desk.put("knowledge/a/good.md", entry("Yes. For a month.", "approved").replace("backups", "logs"));
        desk.put("knowledge/a/bad.md", entry(answer, "approved"));
        let publish = || trustfill(["publish", "--out-dir", "site", "--today", TODAY]).in_dir(desk.path());
        let ran = publish().fails_with(2);
        assert!(ran.stderr.contains(rule) && ran.stderr.contains("a/bad.md"), "{answer}: {}", ran.stderr);
        assert!(!desk.names().contains(&"site".to_owned()));
        desk.put("trustfill.toml", format!("[check]\n{rule} = \"warn\"\n"));
        publish().success();
        std::fs::remove_file(desk.join("trustfill.toml")).unwrap();
        std::fs::remove_dir_all(desk.join("site")).unwrap();
        desk.put("knowledge/a/bad.md", entry(answer, "draft"));
        publish().success();
    }
}
