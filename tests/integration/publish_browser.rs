//! The trust center in a browser, and in the hands of validators. What is not installed is skipped, and said so.

use std::process::Command;

use serde_json::{Value, json};

use crate::browser::{browser, installed, worked};
use crate::publish::{desk_with_full_base, files, publish, site};
use crate::support::Desk;

/// Works the page.
const LATE: &str = include_str!("../fixtures/publish/late.js");
/// Reads pages by the rules of HTML and tells what breaks them.
const PARSE: &str = "
import sys
try:
    import html5lib
except ImportError:
    sys.exit(77)
for path in sys.argv[1:]:
    parser = html5lib.HTMLParser()
    with open(path, 'rb') as page:
        parser.parse(page, transport_encoding='utf-8')
    for place, code, data in parser.errors:
        print(path, place, code, data)
";
/// How the script says that it has nothing to read with.
const NO_PARSER: i32 = 77;

fn work(desk: &Desk, page: &str, follows: &str) -> Option<Value> {
    let browser = browser()?;
    let text = String::from_utf8(desk.read(page)).unwrap();
    let folder = page.strip_suffix("index.html").unwrap();
    Some(worked(&browser, desk, &format!("{folder}opened.html{follows}"), &text, LATE))
}

#[test]
fn a_reader_finds_filters_opens_and_prints_and_the_page_loads_nothing() {
    let desk = site(&[]);
    let Some(seen) = work(&desk, "site/index.html", "") else { return };
    let ids = |key: &str, what: &str| {
        let list = seen[key][what].as_array().unwrap_or_else(|| panic!("{key}.{what}: {seen:#}"));
        list.iter().map(|id| id.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(seen["start"]["told"], "25 of 25 answers");
    assert_eq!((&seen["start"]["open"], &seen["start"]["nothing"]), (&json!([]), &json!(false)));

    assert_eq!(ids("two_words", "seen"), ["encryption-at-rest"]);
    assert_eq!(ids("two_words", "open"), ["encryption-at-rest"], "few finds are opened");
    assert_eq!(seen["two_words"]["sections"], 1);
    assert_eq!(seen["two_words"]["told"], "1 of 25 answers");
    assert_eq!(ids("control", "seen"), ["encryption-at-rest"]);
    assert_eq!((&seen["no_hit"]["seen"], &seen["no_hit"]["nothing"]), (&json!([]), &json!(true)));
    let cleared = &seen["cleared"];
    assert_eq!(ids("cleared", "seen").len(), 25);
    assert_eq!(
        (&cleared["open"], &cleared["focus"], &cleared["offered"]),
        (&json!([]), &json!("query"), &json!(false))
    );

    assert!(ids("topic", "seen").contains(&"hardening".to_owned()) && ids("topic", "open").is_empty());
    assert_eq!(ids("topic_and_word", "seen"), ["encryption-at-rest"]);
    let topics = seen["every_topic"].as_array().unwrap();
    assert_eq!(topics.len(), 4);
    assert!(topics.iter().all(|topic| topic["said"] == topic["seen"]), "{topics:#?}");

    assert_eq!(seen["slash"], json!([true, "query"]));
    assert_eq!(seen["slash_while_typing"], false);
    assert_eq!(seen["escape"], json!([true, "", 25]));
    assert_eq!(seen["all_open"], json!({ "open": 25, "says": true }));
    assert_eq!(seen["all_closed"], json!({ "open": 0, "says": true }));
    assert_eq!(ids("named", "seen").len(), 25, "an address shows its entry whatever is searched for");
    assert_eq!(ids("named", "open"), ["gdpr-role"]);
    assert_eq!((&seen["printed"], &seen["after_print"]), (&json!(25), &json!(0)));
    assert_eq!(seen["loaded"], json!([]));

    for empty in ["unlabelled", "doubles", "dangling", "small"] {
        assert_eq!(seen[empty], json!([]), "{empty}");
    }
    for (key, want) in [("jumps", 0), ("firsts", 1), ("positive", 0)] {
        assert_eq!(seen[key], want, "{key}");
    }
    assert_eq!(seen["wide"], false);
    assert_eq!(seen["stops"][0], "skip", "{:#}", seen["stops"]);
}

#[test]
fn the_swedish_page_finds_words_without_their_accents_and_an_address_can_name_a_topic() {
    let desk = site(&[]);
    let Some(seen) = work(&desk, "site/sv/index.html", "?q=KRYPTERING%20nar&tag=GDPR") else { return };
    assert_eq!(seen["start"]["topic"], "GDPR");
    assert_eq!(seen["start"]["told"], "0 av 25 svar");
    let Some(seen) = work(&desk, "site/sv/index.html", "?q=sjalvkrypterande#e--clock-sync") else { return };
    assert_eq!(seen["start"]["open"], json!(["clock-sync"]), "{:#}", seen["start"]);
}

/// The paths of the pages on a desk.
fn pages(desk: &Desk) -> Vec<String> {
    let paths = files(desk, "site").into_keys().filter(|path| path.ends_with(".html"));
    paths.map(|path| format!("site/{path}")).collect()
}

#[test]
fn every_page_keeps_to_the_grammar_of_html() {
    let desk = site(&["--base-url", "https://trust.example.com/a"]);
    let mut pages = pages(&desk);
    let full = desk_with_full_base();
    publish("base").args(["--out-dir", "site"]).in_dir(full.path()).success();
    pages.extend(self::pages(&full).iter().map(|page| full.join(page).to_str().unwrap().to_owned()));
    // The system's own, where packages of the system are found, before one that hides it.
    let python = ["/usr/bin/python3".into()].into_iter().chain(installed(&["python3"])).find(|p| p.is_file());
    let parsed = python.map(|python| {
        Command::new(python).args(["-c", PARSE]).args(&pages).current_dir(desk.path()).output().unwrap()
    });
    match parsed {
        Some(ran) if ran.status.code() != Some(NO_PARSER) => {
            let told =
                String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
            assert!(ran.status.success() && told.is_empty(), "{told}");
        }
        _ => println!("skipped: no python3 with html5lib is installed"),
    }
}

#[test]
fn every_page_passes_a_validator_of_html_and_of_accessibility() {
    let Some(validator) =
        std::env::var_os("TRUSTFILL_HTML_VALIDATE").map(Into::into).or_else(|| installed(&["html-validate"]))
    else {
        println!(
            "skipped: html-validate is not installed (npm install html-validate; TRUSTFILL_HTML_VALIDATE names it)"
        );
        return;
    };
    let desk = site(&[]);
    let ran = Command::new(validator)
        .args(["--preset", "standard,a11y"])
        .args(pages(&desk))
        .current_dir(desk.path())
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
}
