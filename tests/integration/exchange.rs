//! The knowledge base in spreadsheets: out and in again, and entries out of questionnaires that were answered.

use std::path::Path;

use serde_json::Value;
use trustfill::knowledge::{Audience, KnowledgeBase, Status, load};
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Workbook};

use crate::package::changed;
use crate::support::{Desk, EXAMPLES, Run, TODAY, beside, copy_folder, fill, knowledge, trustfill};

/// A desk with the base of the checkout.
fn desk() -> Desk {
    let desk = Desk::new();
    copy_folder(&knowledge(), &desk.join("knowledge"));
    desk
}

fn export(desk: &Desk, base: &str, file: &str) -> Run {
    trustfill(["export", "-k", base, "-o", file, "--audience", "internal"]).in_dir(desk.path())
}

fn import(desk: &Desk, file: &str, into: &str) -> Run {
    trustfill(["import", file, "--into", into, "--today", TODAY]).in_dir(desk.path())
}

/// A base without the hash of its files.
fn said(folder: &Path) -> KnowledgeBase {
    KnowledgeBase { sha256: String::new(), ..load(folder, Audience::Internal).unwrap() }
}

fn json(run: Run) -> Value {
    serde_json::from_str(&run.args(["--format", "json"]).success().stdout).unwrap()
}

#[test]
fn an_export_that_is_imported_into_an_empty_folder_is_exported_as_the_same_bytes() {
    for (file, again) in [("base.xlsx", "again.xlsx"), ("base.csv", "again.csv")] {
        let desk = desk();
        export(&desk, "knowledge", file).success();
        import(&desk, file, "new").arg("--write").success();
        export(&desk, "new", again).success();
        assert!(desk.read(file) == desk.read(again), "{file}");
        assert_eq!(said(&desk.join("new")), said(&knowledge()));
    }
}

#[test]
fn nothing_is_written_that_nobody_asked_to_write_or_to_replace() {
    let desk = desk();
    export(&desk, "knowledge", "base.csv").success();
    let ran = export(&desk, "knowledge", "base.csv").fails_with(4);
    assert!(ran.stderr.contains("--force"), "{}", ran.stderr);
    export(&desk, "knowledge", "base.csv").arg("--force").success();
    for wrong in ["base.md", "base"] {
        export(&desk, "knowledge", wrong).fails_with(2);
    }
    let ran = import(&desk, "base.csv", "new").success();
    assert!(ran.stdout.contains("nothing is written without --write"), "{}", ran.stdout);
    assert_eq!(desk.names(), ["base.csv", "knowledge"]);
}

#[test]
fn an_edited_export_changes_the_entry_it_edits_and_no_other() {
    let desk = desk();
    export(&desk, "knowledge", "base.xlsx").success();
    let workbook = Workbook::open(desk.read("base.xlsx"), Format::Xlsx, &Limits::default()).unwrap();
    let sheet = workbook.sheet("Entries").unwrap();
    let header = |name: &str| {
        let mut columns = sheet.row(0).iter().map(|(column, _)| *column);
        columns.find(|column| sheet.text(CellRef::new(0, *column)) == name).unwrap()
    };
    let mut rows = sheet.rows().map(|(row, _)| row);
    let row = rows.find(|row| sheet.text(CellRef::new(*row, header("id"))) == "clock-sync").unwrap();
    let edit = Edit {
        sheet: "Entries".into(),
        cell: CellRef::new(row, header("owner")),
        value: NewValue::Text("= time".into()),
        fill: None,
    };
    desk.put("base.xlsx", workbook.edit(&[edit], &EditOptions::default()).unwrap().bytes);

    let ran = import(&desk, "base.xlsx", "knowledge").success();
    assert!(ran.stdout.contains("differs    logging-and-monitoring/clock-sync.md (owner)"), "{}", ran.stdout);
    assert_eq!(said(&desk.join("knowledge")), said(&knowledge()));
    let ran = import(&desk, "base.xlsx", "knowledge").arg("--write").fails_with(4);
    assert!(!ran.stderr.contains("warning") && ran.stderr.contains("clock-sync.md"), "{}", ran.stderr);
    import(&desk, "base.xlsx", "knowledge").args(["--write", "--force"]).success();
    let base = said(&desk.join("knowledge"));
    let changed: Vec<&str> = base
        .entries
        .iter()
        .filter(|entry| said(&knowledge()).entry(&entry.id) != Some(entry))
        .map(|entry| entry.id.as_str())
        .collect();
    assert_eq!((changed, base.entry("clock-sync").unwrap().owner.as_str()), (vec!["clock-sync"], "= time"));
}

#[test]
fn an_export_is_safe_to_open_in_a_spreadsheet() {
    let desk = Desk::new();
    desk.put(
        "base/a/one.md",
        "+++\nquestion = \"=HYPERLINK(1)?\"\naudience = \"public\"\nstatus = \"draft\"\nowner = \"@o\"\nreviewed = 2026-01-01\ntags = [\"+1\"]\n+++\n- a list\n- of two\n",
    );
    export(&desk, "base", "base.csv").success();
    let text = String::from_utf8(desk.read("base.csv")).unwrap();
    for cell in ["\"'=HYPERLINK(1)?\"", "\"'@o\"", "\"'+1\"", "\"'- a list\n- of two\""] {
        assert!(text.contains(cell), "{cell} in {text}");
    }
    import(&desk, "base.csv", "new").arg("--write").success();
    assert_eq!(said(&desk.join("new")), said(&desk.join("base")));
}

#[test]
fn what_is_filled_in_a_questionnaire_becomes_drafts_of_a_new_base() {
    let desk = Desk::with_example(EXAMPLES[0]);
    fill(EXAMPLES[0]).in_dir(desk.path()).success();
    let filled = beside(EXAMPLES[0], "filled");
    let ran = import(&desk, &filled, "new").fails_with(2);
    assert!(
        ran.stderr.contains("who may read its answers") && ran.stderr.contains("--audience"),
        "{}",
        ran.stderr
    );
    let report =
        json(import(&desk, &filled, "new").args(["--audience", "nda", "--owner", "sales", "--write"]));
    let count = |code: &str| report["counts"][code].as_u64().unwrap_or(0);
    assert!(count("draft") >= 20, "{}", report["counts"]);
    assert_eq!(
        count("draft") + count("merged"),
        23,
        "23 rows of the example are filled: {}",
        report["counts"]
    );
    assert_eq!(
        report["rows"].as_array().unwrap().len() as u64,
        count("draft") + count("merged") + count("skipped")
    );
    let base = said(&desk.join("new"));
    assert_eq!(base.entries.len() as u64, count("draft"));
    for entry in &base.entries {
        assert!(entry.status == Status::Draft && entry.audience == Audience::Nda && entry.owner == "sales");
        assert!(entry.verdict.is_some() || !entry.answer.starts_with("Yes"), "{}", entry.id);
    }
    // The rows are known now, and the second import has nothing to add.
    let report = json(import(&desk, &filled, "new").args(["--audience", "nda"]));
    assert_eq!((&report["counts"]["known"], &report["counts"]["draft"]), (&Value::from(23), &Value::Null));
}

#[test]
fn a_thousand_rows_become_a_thousand_drafts() {
    let desk = Desk::new();
    let topics = [
        "disks",
        "laptops",
        "offices",
        "suppliers",
        "keys",
        "logs",
        "backups",
        "networks",
        "accounts",
        "patches",
    ];
    let acts =
        ["review", "count", "label", "test", "replace", "inspect", "approve", "record", "monitor", "protect"];
    let places =
        ["Lund", "Kiruna", "Visby", "Malung", "Ystad", "Arjeplog", "Mora", "Sala", "Falun", "Motala"];
    let mut csv = String::from("ID,Question,Answer,Comment\n");
    let mut number = 0;
    for topic in topics {
        for act in acts {
            for place in places {
                number += 1;
                csv.push_str(&format!(
                    "Q{number},Do you {act} the {topic} in {place}?,Yes,\"We {act} them, each month.\"\n"
                ));
            }
        }
    }
    desk.put("old.csv", csv);
    let report = json(import(&desk, "old.csv", "new").args(["--audience", "internal", "--write"]));
    assert_eq!(report["counts"]["draft"], 1000, "{}", report["counts"]);
    assert_eq!(said(&desk.join("new")).entries.len(), 1000);
}

#[test]
fn a_new_entry_is_a_draft_that_loads_and_an_answered_question_is_told() {
    let desk = desk();
    let new = |question: &str| trustfill(["new", question, "--today", TODAY]).in_dir(desk.path());
    let ran = new("Do you keep bees on the roof?").success();
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str()),
        ("knowledge/drafts/do-you-keep-bees-on-the-roof.md\n", "")
    );
    let ran = new("Do you encrypt stored data?").args(["--id", "again", "--audience", "public"]).success();
    assert!(ran.stderr.contains("`encryption-at-rest` answers this question already"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "knowledge/data-protection-and-encryption/again.md\n");
    let ran = new("Do you encrypt stored data?").args(["--id", "encryption-at-rest"]).fails_with(2);
    assert!(ran.stderr.contains("there is an entry `encryption-at-rest` already"), "{}", ran.stderr);
    new("Is it?").args(["--category", "../out"]).fails_with(2);
    new(" ").fails_with(2);
    let base = said(&desk.join("knowledge"));
    let begun = |id: &str| {
        let entry = base.entry(id).unwrap();
        assert_eq!(entry.status, Status::Draft);
        (entry.audience, entry.owner.clone())
    };
    assert_eq!(begun("do-you-keep-bees-on-the-roof"), (Audience::Internal, "unknown".into()));
    assert_eq!(begun("again"), (Audience::Public, "security".into()));
}

#[test]
fn the_figures_of_the_base_name_what_has_no_entry() {
    let stats = || trustfill(["stats", "--today", TODAY]).arg("-k").arg(knowledge());
    let report = json(stats());
    let base = load(&knowledge(), Audience::Public).unwrap();
    assert_eq!(report["entries"], base.entries.len());
    let categories: u64 =
        report["categories"].as_array().unwrap().iter().map(|c| c["entries"].as_u64().unwrap()).sum();
    assert_eq!(categories, base.entries.len() as u64);
    let ccm = &report["frameworks"][0];
    assert_eq!((&ccm["name"], ccm["parts"].as_array().unwrap().len()), (&Value::from("CCM v4"), 17));
    let named =
        |code: &str| base.entries.iter().flat_map(|e| &e.controls).any(|c| c.contains(&format!(" {code}-")));
    for part in ccm["parts"].as_array().unwrap() {
        let code = part["code"].as_str().unwrap();
        assert_eq!(part["entries"] != 0, named(code), "{code}");
        assert_eq!(ccm["gaps"].as_array().unwrap().contains(&part["code"]), !named(code), "{code}");
    }
    let text = stats().success().stdout;
    assert!(text.contains("    -  HRS  Human Resources\n"), "{text}");
    assert!(text.contains("ISO 27001:2022: entries in "), "{text}");
}

#[test]
fn an_export_of_nothing_or_of_a_row_that_cannot_be_is_refused_by_name() {
    let desk = Desk::new();
    desk.put("bad.csv", "kind,id,category,language,question,also_asked,answer\nentry,x,a,en,Is it?,,Yes.\n");
    let ran = import(&desk, "bad.csv", "new").fails_with(3);
    assert!(ran.stderr.contains("bad.csv, record 1: there is no column"), "{}", ran.stderr);
    desk.put("empty.csv", "");
    import(&desk, "empty.csv", "new").fails_with(3);
    import(&desk, "missing.csv", "new").fails_with(3);
    trustfill(["export", "-k", "missing", "-o", "base.csv"]).in_dir(desk.path()).fails_with(2);
    assert_eq!(desk.names(), ["bad.csv", "empty.csv"]);
}

#[test]
fn what_nobody_sees_in_a_workbook_is_not_imported() {
    let desk = desk();
    export(&desk, "knowledge", "base.xlsx").success();
    let base = desk.read("base.xlsx");
    let hidden = changed(&base, "xl/workbook.xml", |text| {
        text.replace("<sheet name=\"Entries\"", "<sheet name=\"Entries\" state=\"veryHidden\"")
    });
    assert!(hidden != base);
    desk.put("evil.xlsx", hidden);
    let ran = import(&desk, "evil.xlsx", "new").arg("--write").run();
    assert!(!desk.names().contains(&"new".to_owned()) || said_entries(&desk) == 0, "{}", ran.stdout);
}

fn said_entries(desk: &Desk) -> usize {
    load(&desk.join("new"), Audience::Internal).map_or(0, |base| base.entries.len())
}

#[test]
fn an_export_says_itself_who_may_read_and_the_report_names_it() {
    let desk = desk();
    export(&desk, "knowledge", "base.csv").success();
    for flag in [["--audience", "internal"], ["--category", "drafts"], ["--owner", "me"]] {
        let ran = import(&desk, "base.csv", "new").args(flag).fails_with(2);
        assert!(ran.stderr.contains("is an export"), "{}", ran.stderr);
    }
    let ran = import(&desk, "base.csv", "new").success();
    let line = "new        data-protection-and-encryption/encryption-at-rest.md (public, approved)\n";
    assert!(ran.stdout.contains(line), "{}", ran.stdout);
    assert!(ran.stderr.contains("a new knowledge base begins in new"), "{}", ran.stderr);
}

#[test]
fn an_import_leaves_no_base_that_cannot_be_read() {
    let desk = Desk::new();
    desk.put("blank.csv", "Question,Answer\nAre backups kept?,Yes for a month.\n");
    for owner in ["", " "] {
        import(&desk, "blank.csv", "kb").args(["--audience", "internal", "--owner", owner]).ends_with(2);
    }
    let long = "word ".repeat(250_000);
    desk.put("long.csv", format!("Question,Answer\nAre backups kept?,Yes. {long}\n"));
    let ran = import(&desk, "long.csv", "kb").args(["--audience", "internal", "--write"]).fails_with(2);
    assert!(ran.stderr.contains("larger than 1048576 bytes"), "{}", ran.stderr);
    assert_eq!(desk.names(), ["blank.csv", "long.csv"]);
    trustfill(["new", "Are backups kept?", "-k", "kb", "--answer", " "]).in_dir(desk.path()).ends_with(2);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_out_of_the_base() {
    let desk = desk();
    std::fs::create_dir(desk.join("outside")).unwrap();
    std::os::unix::fs::symlink(desk.join("outside"), desk.join("knowledge/drafts")).unwrap();
    std::fs::create_dir(desk.join("knowledge/.store")).unwrap();
    std::os::unix::fs::symlink(".store", desk.join("knowledge/inner")).unwrap();
    desk.put("old.csv", "Question,Answer\nDo you keep bees?,\"Yes, on the roof.\"\n");
    let import = || import(&desk, "old.csv", "knowledge").args(["--audience", "internal", "--write"]);
    let ran = import().fails_with(4);
    assert!(ran.stderr.contains("behind a link out of the base"), "{}", ran.stderr);
    let new = |category: &str| {
        trustfill(["new", "Do you keep bees?", "--category", category, "--today", TODAY]).in_dir(desk.path())
    };
    new("drafts").fails_with(4);
    assert_eq!(std::fs::read_dir(desk.join("outside")).unwrap().count(), 0);
    // A link that stays inside is followed.
    new("inner").success();
    assert!(desk.join("knowledge/.store/do-you-keep-bees.md").exists());
}
