//! Stale entries: never filled, and told by how much they are needed.

use serde_json::{Value, json};
use trustfill::workbook::{CellRef, Format, Limits, Workbook};

use crate::schema::{faults, published};
use crate::support::{Desk, EXAMPLES, Run, TODAY, knowledge, trustfill};

/// Front matter of an entry whose review was due in July.
const STALE: &str = "reviewed = 2026-01-01\nreview_every = \"6 months\"\n";
/// Front matter of an entry that was looked at in January, for a year.
const FRESH: &str = "reviewed = 2026-01-23\nreview_every = \"12 months\"\n";

fn entry(questions: [&str; 2], review: &str) -> String {
    let [question, other] = questions;
    format!(
        "+++\nquestion = \"{question}\"\nalso_asked = [\"{other}\"]\nverdict = \"yes\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"it\"\n{review}+++\nThat is how it is.\n"
    )
}

fn translation(question: &str, review: &str) -> String {
    format!("+++\nquestion = \"{question}\"\n{review}+++\nSå är det.\n")
}

/// A desk with a form of five questions: two of a stale entry, one of another, one of a stale translation, one of a fresh entry.
fn desk() -> Desk {
    let desk = Desk::new();
    let disks = ["Is stored data encrypted?", "Are all disks encrypted?"];
    desk.put("knowledge/c/disks.md", entry(disks, STALE));
    let older = STALE.replace("6 months", "3 months");
    desk.put("knowledge/c/backups.md", entry(["Are backups tested?", "Do you test restores?"], &older));
    desk.put("knowledge/c/logs.md", entry(["Are logins logged?", "Do you log logins?"], FRESH));
    // Its own text never goes stale, the translation does.
    desk.put(
        "knowledge/c/keys.md",
        entry(["Are keys rotated?", "Do you rotate keys?"], "reviewed = 2026-01-01\n"),
    );
    desk.put("knowledge/c/keys.sv.md", translation("Roteras nycklar?", STALE));
    desk.put(
        "form.csv",
        "Question,Answer\nIs stored data encrypted?,\nAre all disks encrypted?,\nAre backups tested?,\nRoteras nycklar?,\nAre logins logged?,\nAre keys rotated?,\n",
    );
    desk
}

fn fill(desk: &Desk) -> Run {
    trustfill(["fill", "form.csv", "--today", TODAY]).in_dir(desk.path())
}

fn report(run: Run) -> Value {
    serde_json::from_str(&run.args(["--format", "json"]).success().stdout).unwrap()
}

/// The questions that are filled.
fn filled(report: &Value) -> Vec<&str> {
    let rows = report["rows"].as_array().unwrap().iter().filter(|row| row["decision"] == "fill");
    rows.map(|row| row["question"].as_str().unwrap()).collect()
}

#[test]
fn nothing_stale_is_filled_in_any_language() {
    let desk = desk();
    let report = report(fill(&desk));
    assert_eq!(filled(&report), ["Are logins logged?", "Are keys rotated?"]);
    for row in report["rows"].as_array().unwrap().iter().filter(|row| row["decision"] != "fill") {
        assert_eq!(row["decision"], "review");
        assert_eq!(row["reasons"][0]["code"], "stale-answer", "{row}");
    }
    let form = String::from_utf8(desk.read("form.filled.csv")).unwrap();
    assert_eq!(form.matches("is how it is").count(), 2, "{form}");
    assert!(!form.contains("Så är det"), "{form}");
    let detail = report["rows"][3]["reasons"][0]["detail"].as_str().unwrap();
    assert_eq!(detail, "the entry was last reviewed on 2026-01-01 and due on 2026-07-01");
}

#[test]
fn a_translation_may_be_fresh_and_its_entry_stale() {
    let desk = desk();
    desk.put("knowledge/c/keys.md", entry(["Are keys rotated?", "Do you rotate keys?"], STALE));
    desk.put("knowledge/c/keys.sv.md", translation("Roteras nycklar?", FRESH));
    // What the translation was made of is out of date.
    assert_eq!(filled(&report(fill(&desk))), ["Are logins logged?"]);
}

#[test]
fn an_entry_whose_review_lies_ahead_is_suggested_and_not_filled() {
    let desk = desk();
    for ahead in ["reviewed = 2062-10-23\n", "reviewed = 2026-11-24\nreview_every = \"1 year\"\n"] {
        desk.put("knowledge/c/logs.md", entry(["Are logins logged?", "Do you log logins?"], ahead));
        let report = report(fill(&desk).args(["--dry-run"]));
        assert!(!filled(&report).contains(&"Are logins logged?"), "{ahead}");
        let rows = report["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["question"] == "Are logins logged?").unwrap();
        let reason = row["reasons"][0].to_string();
        assert!(reason.contains("stale-answer") && reason.contains("which is after 2026-11-23"), "{reason}");
    }
}

#[test]
fn neither_a_record_nor_a_ruling_makes_a_stale_entry_fill() {
    let desk = desk();
    // Sent while it was fresh, and the very same would be sent again.
    let earlier = trustfill(["fill", "form.csv", "--today", "2026-02-01"]).in_dir(desk.path()).success();
    assert!(earlier.stdout.contains("6 filled"), "{}", earlier.stdout);
    trustfill(["apply", "form.review.xlsx", "--today", "2026-02-01"]).in_dir(desk.path()).success();
    let again = report(fill(&desk).args(["--records", ".", "--force", "--carry"]));
    assert_eq!(again["sent_before"]["differ"], 0);
    assert_eq!(filled(&again), ["Are logins logged?", "Are keys rotated?"]);
}

#[test]
fn the_entries_to_renew_are_told_with_the_most_used_first() {
    let desk = desk();
    let ran = fill(&desk).args(["--report", "html"]).success();
    let told = "  to renew            disks (due 2026-07-01) used by 2 rows\n                      backups (due 2026-04-01) used by 1 row\n                      keys (due 2026-07-01) used by 1 row\n";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    let report = report(fill(&desk).arg("--dry-run"));
    let renewal =
        |entry: &str, due: &str, rows: u32| json!({"entry": entry, "owner": "it", "due": due, "rows": rows});
    assert_eq!(
        report["renewals"],
        json!([
            renewal("disks", "2026-07-01", 2),
            renewal("backups", "2026-04-01", 1),
            renewal("keys", "2026-07-01", 1)
        ])
    );
    assert_eq!(faults(&published(), &report), [""; 0]);
    let page = String::from_utf8(desk.read("form.report.html")).unwrap();
    let row =
        "<th scope=\"row\">disks</th><td dir=\"auto\">it</td><td>2026-07-01</td><td class=\"figure\">2</td>";
    assert!(page.contains("Entries to renew") && page.contains(row));
    let review = Workbook::open(desk.read("form.review.xlsx"), Format::Xlsx, &Limits::default()).unwrap();
    let summary = review.sheet("Summary").unwrap();
    let text = |row, column| summary.text(CellRef::new(row, column));
    let head =
        summary.rows().map(|(row, _)| row).find(|row| text(*row, 0).starts_with("Entry to renew")).unwrap();
    let line = |row| [0, 1, 2, 3].map(|column| text(row, column));
    assert_eq!(line(head + 1), ["disks", "2", "2026-07-01", "it"]);
    assert_eq!(line(head + 3)[0], "keys");
}

#[test]
fn nothing_is_told_where_nothing_is_stale_or_nothing_stale_is_used() {
    let desk = desk();
    let fresh =
        trustfill(["fill", "form.csv", "--today", "2026-02-01", "--report", "html"]).in_dir(desk.path());
    assert!(!fresh.success().stdout.contains("to renew"));
    assert!(!String::from_utf8(desk.read("form.report.html")).unwrap().contains("Entries to renew"));
    desk.put("form.csv", "Question,Answer\nAre logins logged?,\nIs stored data encrypted?,Yes\n");
    let report = report(fill(&desk).arg("--dry-run"));
    assert_eq!(report["renewals"], Value::Null);
}

#[test]
fn the_summary_names_the_first_five_and_counts_the_rest() {
    let desk = Desk::with_example(EXAMPLES[0]);
    let late = || {
        trustfill(["fill", EXAMPLES[0], "--today", "2028-01-01", "--dry-run", "--knowledge"])
            .arg(knowledge())
            .in_dir(desk.path())
    };
    let report = report(late());
    let renewals = report["renewals"].as_array().unwrap();
    let summary = late().success().stdout;
    assert_eq!(summary.matches(" (due ").count(), 5, "{summary}");
    assert!(summary.contains(&format!("  and {} more\n", renewals.len() - 5)), "{summary}");
    let rows: Vec<u64> = renewals.iter().map(|renewal| renewal["rows"].as_u64().unwrap()).collect();
    assert!(rows.is_sorted_by(|a, b| a >= b), "{rows:?}");
    // Nothing of that base is fresh by then: every suggested row waits for an entry, a composed one for several.
    let suggested = report["counts"]["suggested"].as_u64().unwrap();
    assert_eq!(report["counts"]["filled"], 0);
    assert!(rows.iter().sum::<u64>() >= suggested && suggested > 0, "{rows:?} for {suggested}");
}
