//! `batch`: one bad file costs a line, an interrupted run goes on, nothing of somebody else is replaced.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Workbook};

use crate::rulings::{column, suggestion};
use crate::schema::faults;
use crate::support::{
    Desk, EXAMPLES, Ran, Run, TODAY, binary, copy_folder, example, knowledge, root, trustfill,
};

/// A form that is quick to fill: three rows of csv.
const SMALL: &str =
    "Question,Answer\nDo you encrypt stored data?,\nDo you log events?,\nDo you keep bees?,\n";
/// Longest time that a test waits for a sign of life.
const PATIENCE: Duration = Duration::from_secs(60);

fn batch(desk: &Desk, inputs: &[&str]) -> Run {
    trustfill(["batch"])
        .args(inputs)
        .args(["--out-dir", "out", "--today", TODAY, "--knowledge"])
        .arg(knowledge())
        .in_dir(desk.path())
}

/// Path and bytes of every file below a folder.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for item in fs::read_dir(next).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn names(desk: &Desk) -> Vec<String> {
    tree(&desk.join("out")).into_keys().collect()
}

fn report(desk: &Desk) -> Value {
    serde_json::from_slice(&desk.read("out/report.json")).unwrap()
}

/// The record of a file in the report.
#[track_caller]
fn record(desk: &Desk, file: &str) -> Value {
    let report = report(desk);
    let files = report["files"].as_array().unwrap();
    files.iter().find(|record| record["file"] == file).unwrap_or_else(|| panic!("{file}: {report}")).clone()
}

fn put_small(desk: &Desk, count: usize) {
    for number in 0..count {
        desk.put(&format!("in/{}f{number:02}.csv", if number % 2 == 0 { "" } else { "sub/" }), SMALL);
    }
}

#[test]
fn a_bad_file_costs_a_line_and_the_others_are_filled() {
    let desk = Desk::new();
    for name in EXAMPLES {
        desk.put(&format!("in/{name}"), example(name));
    }
    desk.put("in/empty.xlsx", "");
    desk.put("in/sub/torn.xlsx", &example(EXAMPLES[0])[..3000]);
    desk.put("in/sub/letter.csv", "Dear Sir,\nplease find attached nothing.\n");
    let ran = batch(&desk, &["in"]).ends_with(3);
    assert!(ran.stdout.starts_with("9 questionnaires: 6 done, 3 failed\n"), "{}", ran.stdout);
    for name in ["empty.xlsx", "sub/torn.xlsx", "sub/letter.csv"] {
        let lines = ran.stderr.lines().filter(|line| line.starts_with("error: ") && line.contains(name));
        assert_eq!(lines.count(), 1, "{name}: {}", ran.stderr);
        assert_eq!(record(&desk, name)["outcome"], "failed");
        assert_eq!(record(&desk, name)["exit"], 3);
    }
    for name in EXAMPLES {
        let alone = Desk::with_example(name);
        crate::support::fill(name).in_dir(alone.path()).success();
        for kind in ["filled", "review"] {
            let output = crate::support::beside(name, kind);
            if kind == "filled" {
                let same = desk.read(&format!("out/{output}")) == alone.read(&output);
                assert!(same, "{output} is what fill alone writes");
            }
            assert_eq!(record(&desk, name)["outcome"], "done");
        }
    }
    assert!(
        !names(&desk).iter().any(|name| name.contains("torn") || name.contains("letter")),
        "{:?}",
        names(&desk)
    );
}

#[test]
fn the_report_keeps_to_its_schema_and_names_no_folder_of_the_machine() {
    let desk = Desk::new();
    put_small(&desk, 2);
    desk.put("in/empty.xlsx", "");
    desk.put("in/letter.docx", "");
    batch(&desk, &[desk.join("in").to_str().unwrap()]).arg("--report").arg("html,json").ends_with(3);
    let schema = fs::read_to_string(root().join("docs/batch-report.schema.json")).unwrap();
    let found = faults(&serde_json::from_str(&schema).unwrap(), &report(&desk));
    assert!(found.is_empty(), "{found:#?}");
    let home = desk.path().to_str().unwrap().as_bytes();
    for (name, bytes) in tree(&desk.join("out")) {
        assert!(!bytes.windows(home.len()).any(|part| part == home), "{name}");
    }
    let passed_over = &report(&desk)["passed_over"];
    assert_eq!(passed_over[0]["file"], "letter.docx", "{passed_over}");
    let page = String::from_utf8(desk.read("out/report.html")).unwrap();
    for shown in ["empty.xlsx", "letter.docx", "href=\".&#x2f;sub&#x2f;f01.filled.csv\""] {
        assert!(page.contains(shown), "{shown} is on the page");
    }
}

#[test]
fn neither_the_number_of_workers_nor_the_order_of_the_work_shows_in_an_output() {
    let run = |jobs: &str| {
        let desk = Desk::new();
        put_small(&desk, 7);
        desk.put("in/empty.xlsx", "");
        desk.put("in/a.xlsx", example(EXAMPLES[5]));
        batch(&desk, &["in"]).args(["--jobs", jobs]).ends_with(3);
        tree(&desk.join("out"))
    };
    let alone = run("1");
    assert!(alone == run("5"), "{:?}", alone.keys());
}

#[test]
fn a_second_run_does_nothing_where_nothing_has_changed() {
    let desk = Desk::new();
    put_small(&desk, 3);
    batch(&desk, &["in"]).ends_with(0);
    let before = tree(&desk.join("out"));
    let ran = batch(&desk, &["in"]).args(["--events", "events.jsonl"]).ends_with(0);
    assert!(tree(&desk.join("out")) == before, "the same tree");
    assert!(ran.stdout.contains("done before         3\n"), "{}", ran.stdout);
    let events = String::from_utf8(desk.read("events.jsonl")).unwrap();
    assert_eq!(events.matches("\"resumed\":true").count(), 3, "{events}");
    assert_eq!(events.matches("\"event\":\"begun\"").count(), 0, "{events}");
    for line in events.lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
}

#[test]
fn a_changed_input_another_date_or_another_base_fills_a_file_anew() {
    let desk = Desk::new();
    put_small(&desk, 2);
    copy_folder(&knowledge(), &desk.join("base"));
    let run = |today: &str| {
        let ran = trustfill(["batch", "in", "--out-dir", "out", "--knowledge", "base", "--today", today])
            .in_dir(desk.path())
            .ends_with(0);
        ran.stderr.lines().filter(|line| line.starts_with("note: ")).count()
    };
    assert_eq!(run(TODAY), 2);
    assert_eq!(run(TODAY), 0);
    desk.put("in/f00.csv", SMALL.replace("bees", "cats"));
    assert_eq!(run(TODAY), 1);
    assert!(String::from_utf8(desk.read("out/f00.filled.csv")).unwrap().contains("cats"));
    assert_eq!(run("2026-11-24"), 2);
    desk.put("base/_index.md", "+++\ntitle = \"Another house\"\n+++\n");
    assert_eq!(run("2026-11-24"), 2);
    fs::remove_file(desk.join("out/f00.review.xlsx")).unwrap();
    assert_eq!(run("2026-11-24"), 1);
    let fresh = trustfill(["batch", "in", "--out-dir", "out", "--knowledge", "base", "--fresh"])
        .args(["--today", "2026-11-24"])
        .in_dir(desk.path())
        .ends_with(0);
    assert!(!fresh.stdout.contains("done before"), "{}", fresh.stdout);
}

#[test]
fn a_killed_run_goes_on_and_ends_as_an_undisturbed_one() {
    let desk = Desk::new();
    put_small(&desk, 12);
    desk.put("in/empty.xlsx", "");
    batch(&desk, &["in"]).ends_with(3);
    let undisturbed = tree(&desk.join("out"));
    for ended in [0, 1, 5] {
        fs::remove_dir_all(desk.join("out")).unwrap();
        let _ = fs::remove_file(desk.join("events.jsonl"));
        let mut child = Command::new(binary())
            .args(["batch", "in", "--out-dir", "out", "--events", "events.jsonl", "--today", TODAY])
            .args(["--jobs", "2"])
            .arg("--knowledge")
            .arg(knowledge())
            .current_dir(desk.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let start = Instant::now();
        let events = || fs::read_to_string(desk.join("events.jsonl")).unwrap_or_default();
        while events().matches("\"event\":\"ended\"").count() < ended && child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < PATIENCE, "{}", events());
            thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!desk.join("out/report.json").exists(), "a report says that a run has ended");
        batch(&desk, &["in"]).ends_with(3);
        assert!(tree(&desk.join("out")) == undisturbed, "killed after {ended}: {:?}", names(&desk));
    }
}

#[test]
fn a_file_that_somebody_changed_is_refused_and_replaced_only_by_force() {
    let desk = Desk::new();
    put_small(&desk, 2);
    batch(&desk, &["in"]).ends_with(0);
    desk.put("out/f00.filled.csv", "mine\n");
    let ran = batch(&desk, &["in"]).ends_with(4);
    assert!(ran.stderr.contains("f00.filled.csv: it has changed since a batch wrote it"), "{}", ran.stderr);
    assert_eq!(desk.read("out/f00.filled.csv"), b"mine\n");
    assert_eq!(record(&desk, "sub/f01.csv")["outcome"], "done");
    // And it stays so: that it was refused once does not make the change this tool's.
    batch(&desk, &["in"]).ends_with(4);
    assert_eq!(desk.read("out/f00.filled.csv"), b"mine\n");
    batch(&desk, &["in"]).arg("--force").ends_with(0);
    assert_ne!(desk.read("out/f00.filled.csv"), b"mine\n");
}

#[test]
fn a_file_that_no_batch_wrote_is_never_replaced_unasked() {
    let desk = Desk::new();
    put_small(&desk, 2);
    desk.put("out/f00.review.xlsx", "somebody's");
    let ran = batch(&desk, &["in"]).ends_with(4);
    assert!(ran.stderr.contains("it exists already, and no batch of this folder wrote it"), "{}", ran.stderr);
    assert_eq!(desk.read("out/f00.review.xlsx"), b"somebody's");
    assert!(!desk.join("out/f00.filled.csv").exists());
    // A report of somebody else stops the run before anything is done.
    let desk = Desk::new();
    put_small(&desk, 1);
    desk.put("out/report.json", "{}");
    for _ in 0..2 {
        let ran = batch(&desk, &["in"]).fails_with(4);
        assert!(ran.stderr.contains("report.json: it exists already"), "{}", ran.stderr);
        assert_eq!(names(&desk), ["report.json"]);
        assert_eq!(desk.read("out/report.json"), b"{}");
    }
}

#[test]
fn names_that_would_meet_the_reports_and_links_without_end_do_no_harm() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    desk.put("in/report.json/a.csv", SMALL);
    desk.put("in/trustfill.journal", "not a journal\n");
    desk.put("in/b.csv", SMALL);
    fs::write(desk.join("in").join(OsStr::from_bytes(b"x\xFF.csv")), SMALL).unwrap();
    symlink(".", desk.join("in/l1")).unwrap();
    symlink(".", desk.join("in/l2")).unwrap();
    for input in ["in", "in/**/*.csv"] {
        let _ = fs::remove_dir_all(desk.join("out"));
        let ran = batch(&desk, &[input]).ends_with(0);
        assert!(ran.stdout.starts_with("3 questionnaires: 3 done\n"), "{}", ran.stdout);
        batch(&desk, &[input]).ends_with(0);
        assert_eq!(record(&desk, "x%FF.csv")["outcome"], "done");
    }
}

#[test]
fn a_list_of_all_that_is_there_does_not_take_the_outputs_of_the_run_before() {
    let desk = Desk::new();
    desk.put("a.csv", SMALL);
    desk.put("sub/b.csv", SMALL);
    let run = || {
        let listed: String =
            tree(desk.path()).into_keys().filter(|name| name.ends_with(".csv")).map(|n| n + "\n").collect();
        batch(&desk, &["-"]).input(listed).ends_with(0)
    };
    run();
    let before = tree(&desk.join("out"));
    run();
    assert!(tree(&desk.join("out")) == before, "{:?}", names(&desk));
}

#[test]
fn what_this_tool_wrote_stays_its_own_through_failures_and_other_flags() {
    let desk = Desk::new();
    desk.put("in/a.csv", SMALL);
    batch(&desk, &["in"]).args(["--report", "html"]).ends_with(0);
    batch(&desk, &["in"]).ends_with(0);
    batch(&desk, &["in"]).args(["--report", "html"]).ends_with(0);
    desk.put("in/a.csv", "nothing to see\n");
    batch(&desk, &["in"]).ends_with(3);
    assert_eq!(record(&desk, "a.csv")["outputs"], Value::Array(Vec::new()));
    desk.put("in/a.csv", SMALL.replace("bees", "cats"));
    batch(&desk, &["in"]).args(["--report", "html"]).ends_with(0);
    assert!(String::from_utf8(desk.read("out/a.filled.csv")).unwrap().contains("cats"));
}

#[test]
fn rulings_of_a_reviewer_outlive_even_force() {
    let desk = Desk::new();
    desk.put(&format!("in/{}", EXAMPLES[0]), example(EXAMPLES[0]));
    batch(&desk, &["in"]).ends_with(0);
    let place = format!("out/{}", crate::support::beside(EXAMPLES[0], "review"));
    let review = Workbook::open(desk.read(&place), Format::Xlsx, &Limits::default()).unwrap();
    let sheet = review.sheet("Review").unwrap();
    let cell = CellRef::new(suggestion(sheet), column(sheet, "Ruling"));
    let value = NewValue::Text("leave blank".into());
    let ruling = [Edit { sheet: "Review".to_owned(), cell, value, fill: None }];
    let ruled = review.edit(&ruling, &EditOptions::default()).unwrap().bytes;
    desk.put(&place, &ruled);
    batch(&desk, &["in"]).ends_with(4);
    let ran = batch(&desk, &["in"]).arg("--force").ends_with(4);
    assert!(ran.stderr.contains("a ruling of a reviewer"), "{}", ran.stderr);
    assert!(desk.read(&place) == ruled);
}

#[test]
fn subfolders_are_mirrored_and_only_questionnaires_are_taken() {
    let desk = Desk::new();
    for name in ["a.csv", "sub/a.csv", "sub/deep/b.csv", "one/x.csv", "~$a.csv", ".hidden.csv", ".dot/a.csv"]
    {
        desk.put(&format!("in/{name}"), SMALL);
    }
    desk.put("in/one/x.xlsx", example(EXAMPLES[5]));
    desk.put("in/a.filled.csv", SMALL);
    desk.put("in/notes.txt", "remember\n");
    symlink("..", desk.join("in/sub/loop")).unwrap();
    symlink("nowhere.csv", desk.join("in/broken.csv")).unwrap();
    symlink("a.csv", desk.join("in/linked.csv")).unwrap();
    desk.put("elsewhere.csv", SMALL);
    symlink("../elsewhere.csv", desk.join("in/out.csv")).unwrap();
    Command::new("mkfifo").arg(desk.join("in/pipe.csv")).status().unwrap();
    // The out folder may lie in the inbox; it is no input.
    let ran = trustfill(["batch", "in", "--out-dir", "in/out", "--today", TODAY, "--knowledge"])
        .arg(knowledge())
        .in_dir(desk.path())
        .ends_with(0);
    let forms: Vec<String> =
        tree(&desk.join("in/out")).into_keys().filter(|name| name.contains(".filled.")).collect();
    let want = [
        "a.filled.csv",
        "linked.filled.csv",
        "one/x.csv.filled.csv",
        "one/x.xlsx.filled.xlsx",
        "out.filled.csv",
        "sub/a.filled.csv",
        "sub/deep/b.filled.csv",
    ];
    assert_eq!(forms, want);
    let report: Value = serde_json::from_slice(&desk.read("in/out/report.json")).unwrap();
    let over: Vec<&str> =
        report["passed_over"].as_array().unwrap().iter().map(|over| over["file"].as_str().unwrap()).collect();
    let want = ["a.filled.csv", "broken.csv", "notes.txt", "pipe.csv", "sub/loop"];
    assert_eq!(over, want, "{}", ran.stdout);
}

#[test]
fn patterns_lists_and_standard_input_name_questionnaires_too() {
    let desk = Desk::new();
    for name in ["a.csv", "sub/b.csv", "sub/.c.csv", "sub/d.tsv"] {
        desk.put(&format!("in/{name}"), SMALL);
    }
    let forms = |ran: Ran| {
        let mut forms: Vec<String> = names(&desk).into_iter().filter(|n| n.contains(".filled.")).collect();
        forms.sort();
        fs::remove_dir_all(desk.join("out")).unwrap();
        drop(ran);
        forms
    };
    assert_eq!(forms(batch(&desk, &["in/**/*.csv"]).ends_with(0)), ["a.filled.csv", "sub/b.filled.csv"]);
    let here = trustfill(["batch", "*.csv", "--out-dir", "../../out", "--today", TODAY, "--knowledge"])
        .arg(knowledge())
        .in_dir(desk.join("in/sub"));
    assert_eq!(forms(here.ends_with(0)), ["b.filled.csv"]);
    // Paths of a list are seen from its folder.
    desk.put("in/list.txt", "# from the portal\r\na.csv\r\n  \nsub/b.csv\n\n");
    assert_eq!(forms(batch(&desk, &["in/list.txt"]).ends_with(0)), ["a.filled.csv", "sub/b.filled.csv"]);
    desk.put("in/#a.csv", SMALL);
    desk.put("in/marked.txt", "#a.csv\n");
    assert_eq!(
        forms(batch(&desk, &["in/marked.txt"]).ends_with(0)),
        ["#a.filled.csv"],
        "there is such a file"
    );
    let listed = batch(&desk, &["-"]).input("in/sub/b.csv\n").ends_with(0);
    assert_eq!(forms(listed), ["b.filled.csv"]);
    // A file that is named and not there fails, and the others are filled.
    let ran = batch(&desk, &["in/a.csv", "in/gone.csv"]).ends_with(3);
    assert!(ran.stderr.contains("gone.csv: there is no such file"), "{}", ran.stderr);
    assert!(ran.stdout.contains("gone.csv (there is no such file)"), "{}", ran.stdout);
    assert_eq!(forms(ran), ["a.filled.csv"]);
    let ran = batch(&desk, &["in/*.ods", "in/a.csv"]).ends_with(3);
    assert!(ran.stderr.contains("*.ods: there is no such file"), "{}", ran.stderr);
    assert_eq!(forms(ran), ["a.filled.csv"]);
    desk.put("empty/letter.docx", "");
    let ran = batch(&desk, &["empty"]).fails_with(3);
    assert!(ran.stderr.contains("there is no questionnaire"), "{}", ran.stderr);
}

#[test]
fn events_never_go_into_a_file_of_something_else() {
    let desk = Desk::new();
    put_small(&desk, 1);
    desk.put("list.txt", "in/f00.csv\n");
    for place in ["list.txt", "in/f00.csv", "out/report.json", "out/trustfill.journal"] {
        let ran = batch(&desk, &["list.txt"]).args(["--events", place]).fails_with(2);
        assert!(ran.stderr.contains("it is no file of events"), "{}", ran.stderr);
    }
    assert_eq!(desk.read("in/f00.csv"), SMALL.as_bytes());
    assert!(!desk.join("out/report.json").exists());
}

#[test]
fn a_mistyped_folder_costs_no_report_and_a_namesake_no_output() {
    let desk = Desk::new();
    put_small(&desk, 1);
    batch(&desk, &["in"]).ends_with(0);
    let before = tree(&desk.join("out"));
    let ran = batch(&desk, &["inn"]).fails_with(3);
    assert!(ran.stderr.contains("there is no such file or folder"), "{}", ran.stderr);
    assert!(tree(&desk.join("out")) == before);
    desk.put("in/f00.tsv", SMALL.replace(',', "\t"));
    let ran = batch(&desk, &["in"]).ends_with(0);
    assert!(ran.stderr.contains("earlier outputs stay"), "{}", ran.stderr);
    assert!(desk.read("out/f00.review.xlsx") == before["f00.review.xlsx"]);
}

#[test]
fn fail_fast_begins_nothing_more_and_the_rest_is_named() {
    let desk = Desk::new();
    desk.put("in/a.xlsx", "");
    put_small(&desk, 3);
    let ran = batch(&desk, &["in"]).args(["--fail-fast", "--jobs", "1"]).ends_with(3);
    assert!(ran.stdout.starts_with("4 questionnaires: 0 done, 1 failed, 3 not run\n"), "{}", ran.stdout);
    assert_eq!(record(&desk, "f00.csv")["outcome"], "not-run");
    batch(&desk, &["in"]).ends_with(3);
    assert_eq!(record(&desk, "f00.csv")["outcome"], "done");
}

#[test]
fn strict_asks_for_a_person_where_rows_are_left() {
    let desk = Desk::new();
    put_small(&desk, 1);
    batch(&desk, &["in"]).arg("--strict").ends_with(1);
    // Also where nothing was left to be done.
    batch(&desk, &["in"]).arg("--strict").ends_with(1);
    desk.put("in/empty.xlsx", "");
    batch(&desk, &["in"]).arg("--strict").ends_with(3);
}

#[test]
fn shards_share_the_inputs_and_their_merged_report_is_that_of_one_run() {
    let desk = Desk::new();
    put_small(&desk, 0);
    for number in 0..9 {
        desk.put(&format!("in/f{number}.csv"), SMALL.replace("bees", &format!("bees of kind {number}")));
    }
    desk.put("in/empty.xlsx", "");
    batch(&desk, &["in"]).ends_with(3);
    let whole = tree(&desk.join("out"));
    fs::remove_dir_all(desk.join("out")).unwrap();
    let merge = || trustfill(["batch", "--merge", "--out-dir", "out"]).in_dir(desk.path());
    for shard in ["1/3", "3/3"] {
        batch(&desk, &["in"]).args(["--shard", shard]).run();
    }
    let ran = merge().fails_with(3);
    assert!(ran.stderr.contains("shards have not ended: 2/3"), "{}", ran.stderr);
    batch(&desk, &["in"]).args(["--shard", "2/3"]).run();
    merge().ends_with(3);
    let merged = tree(&desk.join("out"));
    for (name, bytes) in &whole {
        if name != "trustfill.journal" {
            assert!(merged.get(name) == Some(bytes), "{name}");
        }
    }
    let shares: Vec<usize> = (1..=3)
        .map(|index| {
            let report: Value =
                serde_json::from_slice(&merged[&format!("report-{index}-of-3.json")]).unwrap();
            report["files"].as_array().unwrap().len()
        })
        .collect();
    assert_eq!(shares.iter().sum::<usize>(), 10, "{shares:?}");
    assert!(shares.iter().all(|share| *share < 10), "{shares:?}");
    // Shards that saw another base do not belong together.
    trustfill(["batch", "in", "--out-dir", "out", "--shard", "2/3", "--today", "2026-11-24", "--knowledge"])
        .arg(knowledge())
        .in_dir(desk.path())
        .run();
    let ran = merge().fails_with(3);
    assert!(ran.stderr.contains("are not of one run"), "{}", ran.stderr);
}

#[test]
fn what_takes_too_long_or_too_much_is_ended_and_named() {
    let desk = Desk::new();
    desk.put("in/a.csv", SMALL);
    let rows: String =
        (0..150_000).map(|row| format!("Do you keep bees of kind {row} in hive {}?,\n", row % 977)).collect();
    desk.put("in/huge.csv", format!("Question,Answer\n{rows}"));
    let ran = batch(&desk, &["in/huge.csv"]).args(["--deadline", "1"]).ends_with(3);
    assert!(ran.stderr.contains("huge.csv: filling it took longer than 1 seconds"), "{}", ran.stderr);
    let ran = batch(&desk, &["in"]).args(["--memory", "256"]).ends_with(3);
    assert_eq!(record(&desk, "a.csv")["outcome"], "done");
    assert!(ran.stderr.contains("huge.csv: filling it takes more than 256 MiB of memory"), "{}", ran.stderr);
    assert!(
        !names(&desk).iter().any(|name| name.contains("huge") || name.contains(".tmp")),
        "{:?}",
        names(&desk)
    );
}

#[test]
fn a_second_batch_in_the_same_folder_waits_and_then_gives_way() {
    let desk = Desk::new();
    put_small(&desk, 1);
    fs::create_dir(desk.join("out")).unwrap();
    let held = fs::File::create(desk.join("out/trustfill.journal")).unwrap();
    held.lock().unwrap();
    let ran = batch(&desk, &["in"]).fails_with(4);
    assert!(ran.stderr.contains("another batch is running in this folder"), "{}", ran.stderr);
    drop(held);
    batch(&desk, &["in"]).ends_with(0);
}

#[test]
fn a_journal_that_is_none_or_leads_out_of_the_folder_is_refused() {
    let desk = Desk::new();
    put_small(&desk, 1);
    let escape = "{\"journal\":{\"kind\":\"trustfill batch\",\"schema\":1}}\n{\"begun\":{\"file\":\"f00.csv\",\"outputs\":[\"../in/f00.csv\"]}}\n";
    for text in ["hello\n", escape] {
        desk.put("out/trustfill.journal", text);
        batch(&desk, &["in"]).fails_with(4);
        assert_eq!(desk.read("out/trustfill.journal"), text.as_bytes());
    }
    let ran = batch(&desk, &["in"]).args(["--out-dir", "in"]).run();
    assert_eq!(ran.code, 2, "{}", ran.stderr);
}

#[test]
fn events_to_standard_output_are_all_that_stands_there() {
    let desk = Desk::new();
    put_small(&desk, 2);
    let ran = batch(&desk, &["in"]).args(["--events", "-"]).ends_with(0);
    let events: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(kinds.first(), Some(&"start"));
    assert_eq!(kinds.last(), Some(&"end"));
    assert_eq!(kinds.iter().filter(|kind| **kind == "ended").count(), 2, "{kinds:?}");
}
