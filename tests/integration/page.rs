//! The page of the report: what stands in it, and what a browser makes of it. Where no Chromium is installed, the tests
//! that work the page say that they are skipped.

use regex::Regex;
use trustfill::respond::{Docket, docket_seal};
use trustfill::review::{Ruling, read_rulings_file};

use crate::browser::{browser, worked};
use crate::support::{Desk, EXAMPLES, TODAY, fill, trustfill};

const FIRST: &str = EXAMPLES[0];
/// Stands at the end of the page and works it.
const LATE: &str = include_str!("../fixtures/page/late.js");

/// Questions that would break out of a page that does not escape them.
const HOSTILE: [&str; 6] = [
    "Do you <script>alert(1)</script> encrypt stored data?",
    "Is \"onclick=alert(1)\" x='y' stored data encrypted?",
    "Is stored data encrypted?</h3></article><img src=x onerror=alert(1)>",
    "Do you </script><script>alert(2)</script> monitor the platform around the clock?",
    "Is {{ 7 * 7 }} {% raw %} customer data held in Sweden &amp; nowhere else?",
    "Do you offer `${alert(3)}` a javascript:alert(4) data processing agreement?",
];

fn page(desk: &Desk, file: &str) -> String {
    fill(file).args(["--report", "html"]).in_dir(desk.path()).success();
    let (stem, _) = file.rsplit_once('.').unwrap();
    String::from_utf8(desk.read(&format!("{stem}.report.html"))).unwrap()
}

fn hostile() -> (Desk, String) {
    let desk = Desk::new();
    let lines: Vec<String> = HOSTILE.iter().map(|q| format!("\"{}\",,", q.replace('"', "\"\""))).collect();
    desk.put("hostile.csv", format!("Question,Answer,Comment\n{}\n", lines.join("\n")));
    let page = page(&desk, "hostile.csv");
    (desk, page)
}

/// The page without its script and its docket: what the templates made.
fn markup(page: &str) -> String {
    Regex::new(r"(?s)(<script[^>]*>).*?</script>|(<style>).*?</style>")
        .unwrap()
        .replace_all(page, "$1$2")
        .into_owned()
}

/// The docket that a page carries.
fn docket(page: &str) -> (String, String) {
    let found =
        Regex::new(r#"(?s)<script type="text/plain" id="docket" data-seal="([^"]*)"[^>]*>(.*?)</script>"#)
            .unwrap()
            .captures(page)
            .unwrap();
    (found[2].to_owned(), found[1].to_owned())
}

#[test]
fn the_page_is_one_file_that_asks_nothing_of_anywhere() {
    let address = Regex::new(r"<[^>]*\b(?:href|src|srcset|action|data)=.[^#d][^>]*>").unwrap();
    let inline = Regex::new(r"<[^>]*\s(?:on\w+|style)=").unwrap();
    let outside = Regex::new(r"<(?:link rel=.stylesheet|iframe|object|embed|base)\b").unwrap();
    let policy = Regex::new(r#"Content-Security-Policy" content="([^"]*)""#).unwrap();
    for example in EXAMPLES {
        let desk = Desk::with_example(example);
        let page = page(&desk, example);
        let markup = markup(&page);
        for found in address.find_iter(&markup).map(|found| found.as_str()) {
            let link = found.starts_with("<a href=\"https:") && found.contains("rel=\"noopener noreferrer\"");
            assert!(link, "{example}: {found}");
        }
        assert!(!inline.is_match(&markup), "{example}");
        assert_eq!(markup.matches("<script").count(), 2, "{example}");
        assert!(!outside.is_match(&markup), "{example}");
        let policy = policy.captures(&page).unwrap();
        let policy = policy[1].replace("&#x27;", "'").replace("&#x2f;", "/");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}

#[test]
fn the_docket_in_the_page_reads_back_with_its_seal() {
    let desk = Desk::with_example(FIRST);
    let (text, seal) = docket(&page(&desk, FIRST));
    assert_eq!(docket_seal(&text), seal);
    assert_eq!(Docket::from_text(&text, &seal).unwrap().rows.len(), 49);
}

#[test]
fn the_same_form_gives_the_same_page() {
    let pages: Vec<String> = (0..2).map(|_| page(&Desk::with_example(FIRST), FIRST)).collect();
    assert!(pages[0] == pages[1]);
}

#[test]
fn a_hostile_question_stays_text() {
    let (_desk, page) = hostile();
    let markup = markup(&page);
    assert_eq!(markup.matches("<article ").count(), HOSTILE.len());
    assert!(!markup.contains("<img") && !markup.contains("<script>alert"), "{markup}");
    assert!(!Regex::new(r"<[^>]*\sonclick=").unwrap().is_match(&markup));
    let (text, seal) = docket(&page);
    let rows = Docket::from_text(&text, &seal).unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.question.as_str()).collect::<Vec<_>>(), HOSTILE);
}

#[test]
fn the_page_of_a_sample_base_says_so() {
    let desk = Desk::with_example(FIRST);
    let own = page(&desk, FIRST);
    assert!(!own.contains("SAMPLE knowledge base"));
    trustfill(["fill", FIRST, "--today", TODAY, "--report", "html", "--force", "-k", "builtin"])
        .in_dir(desk.path())
        .success();
    let sample = String::from_utf8(desk.read("acme-cloud-assessment.report.html")).unwrap();
    assert!(sample.contains("SAMPLE knowledge base"));
}

#[test]
fn reports_stand_beside_the_named_form_and_are_replaced_only_by_force() {
    let desk = Desk::with_example(FIRST);
    desk.put("out/answers.report.html", "somebody's page");
    let run = || fill(FIRST).args(["-o", "out/answers.xlsx", "--report", "html,json"]).in_dir(desk.path());
    let ran = run().fails_with(4);
    assert!(ran.stderr.contains("answers.report.html") && ran.stderr.contains("--force"), "{}", ran.stderr);
    assert_eq!(std::fs::read_dir(desk.join("out")).unwrap().count(), 1, "all outputs or none");
    assert_eq!(desk.read("out/answers.report.html"), b"somebody's page");
    let ran = run().arg("--force").success();
    for name in ["answers.report.html", "answers.report.json"] {
        assert!(ran.stdout.contains(name) && desk.join("out").join(name).is_file(), "{name}: {}", ran.stdout);
    }
    let page = String::from_utf8(desk.read("out/answers.report.html")).unwrap();
    assert!(page.contains("data-name=\"answers.rulings.json\""));
}

#[test]
fn a_dry_run_writes_no_report() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).args(["--dry-run", "--report", "html,json"]).in_dir(desk.path()).success();
    assert_eq!(desk.names(), [FIRST]);
}

#[test]
fn the_page_filters_decides_saves_and_goes_on_in_a_browser() {
    let Some(browser) = browser() else { return };
    let desk = Desk::with_example(FIRST);
    let result = worked(&browser, &desk, "opened.html", &page(&desk, FIRST), LATE);
    let text = |key: &str| result[key].as_str().unwrap_or_else(|| panic!("{key}: {result:#}")).to_owned();

    assert_eq!(result["all"], 49);
    assert_eq!(result["by_text"], serde_json::json!({ "rows": 1, "told": "1 of 49 rows", "right": true }));
    let sorts = result["by_sort"].as_array().unwrap();
    assert_eq!(sorts.len(), 3);
    assert!(sorts.iter().all(|one| one["rows"] == one["want"] && one["others"] == 0), "{sorts:#?}");
    assert_eq!(result["wrong_sections"], serde_json::json!([]));
    assert_eq!(result["wrong_reasons"], serde_json::json!([]));
    assert_eq!(result["back_to"], 49);
    assert_eq!(result["work_order"], serde_json::json!(["suggested", "open", "filled"]));
    assert_eq!((&result["ascending"], &result["form_order"]), (&true.into(), &true.into()));

    for audit in ["before", "after"] {
        let audit = &result[audit];
        for empty in ["unlabelled", "doubles", "dangling", "landmarks"] {
            assert_eq!(audit[empty], serde_json::json!([]), "{empty}");
        }
        assert_eq!((&audit["jumps"], &audit["firsts"]), (&0.into(), &1.into()));
    }
    assert_eq!((&result["positive"], &result["back"]), (&0.into(), &serde_json::json!([])), "{result:#}");
    let stops = result["first_stops"].as_array().unwrap();
    assert_eq!((stops.len(), &stops[0]), (20, &"skip".into()), "{stops:#?}");
    assert_eq!(result["disabled_without_reason"], 0);

    assert_eq!(text("told"), "3 of 9 suggestions decided");
    let leaves = ["leaves_clean", "leaves_unsaved", "leaves_saved"].map(|key| result[key].as_bool().unwrap());
    assert_eq!(leaves, [true, false, true]);
    assert_eq!(text("download"), "acme-cloud-assessment.rulings.json");
    let reviewed = read_rulings_file(&text("saved")).unwrap();
    assert_eq!(reviewed.len(), 3);
    let ruled = |name: &str| {
        let key = result["decided"][name].as_str().unwrap();
        reviewed.ruling(reviewed.docket.row(key).unwrap()).unwrap()
    };
    assert_eq!(ruled("accepted").ruling, Some(Ruling::Accept));
    assert_eq!(ruled("wrong").ruling, Some(Ruling::WrongMatch));
    let edited = ruled("edited");
    assert_eq!(edited.ruling, Some(Ruling::Edit));
    assert_eq!(edited.choice.as_deref(), result["decided"]["choice"].as_str());
    assert_eq!(edited.answer.as_deref(), result["decided"]["answer"].as_str());
    assert!(edited.answer.as_deref().unwrap().contains("</script><b>\"å\" 😀\nsecond line"));

    assert_eq!(text("cleared"), "0 of 9 suggestions decided");
    assert_eq!(text("loaded"), "3 rulings loaded from some.json");
    assert_eq!(text("again"), "3 of 9 suggestions decided");
    assert_eq!((&result["edited_again"], &result["undecided"]), (&true.into(), &true.into()));
    assert!(text("no_json").contains("was not loaded"));
    assert!(text("other_form").contains("another form or another run"));
    assert!(text("half_bad").contains("was not loaded"), "{}", text("half_bad"));
    assert_eq!(
        text("after_half_bad"),
        "0 of 9 suggestions decided",
        "rows before a bad one are not taken either"
    );

    let half = &result["half_edits"];
    let saved = |what: &str| (half[what]["choice"].as_str(), half[what]["answer"].as_str());
    assert_eq!(saved("choice"), (half["other"].as_str(), None));
    let (choice, answer) = saved("text");
    assert!(choice.is_none() && answer.unwrap().ends_with(" More."), "{half:#}");
    assert_eq!(saved("neither"), (half["begins"].as_str(), None), "an edit says something");
}

#[test]
fn a_hostile_question_does_nothing_in_a_browser() {
    let Some(browser) = browser() else { return };
    let (desk, page) = hostile();
    let result = worked(&browser, &desk, "opened.html", &page, LATE);
    assert_eq!(result["questions"], serde_json::json!(HOSTILE));
}

#[test]
fn without_its_script_the_page_is_a_whole_report() {
    let desk = Desk::with_example(FIRST);
    let markup = markup(&page(&desk, FIRST));
    let (text, seal) = docket(&page(&Desk::with_example(FIRST), FIRST));
    let docket = Docket::from_text(&text, &seal).unwrap();
    let escaped = |text: &str| {
        let pairs = [
            ("&", "&amp;"),
            ("<", "&lt;"),
            (">", "&gt;"),
            ("\"", "&quot;"),
            ("'", "&#x27;"),
            ("/", "&#x2f;"),
        ];
        pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    };
    for row in &docket.rows {
        assert!(markup.contains(&escaped(&row.question)), "{}", row.question);
        for proposal in row.proposed.iter().chain(&row.others) {
            assert!(markup.contains(&escaped(&proposal.text)), "{}", proposal.text);
        }
    }
}
