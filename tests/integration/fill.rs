//! `fill`: where the outputs go, what is never replaced, what it tells.

use serde_json::Value;

use crate::support::{Desk, EXAMPLES, TODAY, beside, fill, knowledge, trustfill};

const FIRST: &str = EXAMPLES[0];

#[test]
fn the_outputs_stand_beside_the_input_under_its_name() {
    for example in EXAMPLES {
        let desk = Desk::with_example(example);
        let before = desk.read(example);
        fill(example).in_dir(desk.path()).success();
        let mut want = vec![example.to_owned(), beside(example, "filled"), beside(example, "review")];
        want.sort();
        assert_eq!(desk.names(), want);
        assert_eq!(desk.read(example), before, "the input of {example} is changed");
    }
}

#[test]
fn a_named_output_takes_the_review_workbook_with_it_and_leaves_nothing_beside_the_input() {
    let desk = Desk::with_example(FIRST);
    desk.put("out/.keep", "");
    fill(FIRST).args(["-o", "out/answers.xlsx"]).in_dir(desk.path()).success();
    assert_eq!(desk.names(), [FIRST, "out"]);
    assert!(desk.join("out/answers.xlsx").is_file() && desk.join("out/answers.review.xlsx").is_file());
}

#[test]
fn an_output_folder_takes_both_outputs() {
    let desk = Desk::with_example(FIRST);
    desk.put("out/.keep", "");
    fill(FIRST).args(["--out-dir", "out"]).in_dir(desk.path()).success();
    assert_eq!(desk.names(), [FIRST, "out"]);
    for kind in ["filled", "review"] {
        assert!(desk.join("out").join(beside(FIRST, kind)).is_file(), "{kind}");
    }
}

#[test]
fn an_output_folder_that_is_not_there_is_named_and_nothing_is_written() {
    let desk = Desk::with_example(FIRST);
    let ran = fill(FIRST).args(["--out-dir", "nowhere"]).in_dir(desk.path()).fails_with(4);
    assert!(ran.stderr.contains("nowhere") && ran.stderr.contains("hint: "), "{}", ran.stderr);
    assert_eq!(desk.names(), [FIRST]);
}

#[test]
fn the_form_keeps_its_format_whatever_the_output_is_called() {
    let desk = Desk::with_example(FIRST);
    for name in ["answers.csv", "answers.xlsm", "answers", "answers.pdf"] {
        let ran = fill(FIRST).args(["-o", name]).in_dir(desk.path()).fails_with(2);
        assert!(ran.stderr.contains(name) && ran.stderr.contains("answers.xlsx"), "{}", ran.stderr);
    }
    assert_eq!(desk.names(), [FIRST]);
}

#[test]
fn an_output_that_is_there_is_replaced_only_by_force() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).in_dir(desk.path()).success();
    for kind in ["filled", "review"] {
        let (name, other) = (beside(FIRST, kind), if kind == "filled" { "review" } else { "filled" });
        std::fs::remove_file(desk.join(&beside(FIRST, other))).unwrap();
        let before = desk.read(&name);
        let ran = fill(FIRST).in_dir(desk.path()).fails_with(4);
        assert!(ran.stderr.contains(&name) && ran.stderr.contains("--force"), "{}", ran.stderr);
        assert_eq!(desk.names().len(), 2, "{:?}", desk.names());
        assert!(desk.read(&name) == before);
        fill(FIRST).arg("--force").in_dir(desk.path()).success();
        assert_eq!(desk.names().len(), 3, "{:?}", desk.names());
    }
}

#[test]
fn force_replaces_a_form_whatever_it_is_and_no_review_that_cannot_be_read() {
    let desk = Desk::with_example(FIRST);
    let (form, review) = (beside(FIRST, "filled"), beside(FIRST, "review"));
    desk.put(&form, "somebody's work");
    fill(FIRST).arg("--force").in_dir(desk.path()).success();
    assert!(desk.read(&form).starts_with(b"PK"));
    desk.put(&review, "locked by somebody");
    let ran = fill(FIRST).arg("--force").in_dir(desk.path()).fails_with(4);
    assert!(ran.stderr.contains(&review), "{}", ran.stderr);
    assert_eq!(desk.read(&review), b"locked by somebody");
}

#[test]
fn the_input_is_never_the_output_by_whatever_name() {
    let desk = Desk::with_example(FIRST);
    let before = desk.read(FIRST);
    std::fs::hard_link(desk.join(FIRST), desk.join("hard.xlsx")).unwrap();
    std::os::unix::fs::symlink(desk.join(FIRST), desk.join("soft.xlsx")).unwrap();
    desk.put("sub/.keep", "");
    for name in [FIRST, "hard.xlsx", "soft.xlsx", &format!("sub/../{FIRST}")] {
        let ran = fill(FIRST).args(["--force", "-o", name]).in_dir(desk.path()).fails_with(4);
        assert!(ran.stderr.contains("input itself"), "{name}: {}", ran.stderr);
        assert_eq!(desk.read(FIRST), before, "{name}");
    }
    assert_eq!(desk.names().len(), 4, "{:?}", desk.names());
}

#[test]
fn the_review_workbook_is_never_the_input() {
    let desk = Desk::new();
    desk.put("acme.review.xlsx", crate::support::example(FIRST));
    let before = desk.read("acme.review.xlsx");
    let ran = fill("acme.review.xlsx").args(["--force", "-o", "acme.xlsx"]).in_dir(desk.path()).fails_with(4);
    assert!(ran.stderr.contains("acme.review.xlsx"), "{}", ran.stderr);
    assert_eq!(desk.read("acme.review.xlsx"), before);
    assert_eq!(desk.names(), ["acme.review.xlsx"]);
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let desk = Desk::with_example(FIRST);
    let dry = fill(FIRST).arg("--dry-run").in_dir(desk.path()).success();
    assert_eq!(desk.names(), [FIRST]);
    let wet = fill(FIRST).in_dir(desk.path()).success();
    assert_eq!(dry.stdout.lines().next(), wet.stdout.lines().next());
}

#[test]
fn the_summary_is_short_and_counts_first() {
    for example in EXAMPLES {
        let desk = Desk::with_example(example);
        let told = fill(example).in_dir(desk.path()).success().stdout;
        assert!(told.lines().count() <= 12, "{told}");
        let first = told.lines().next().unwrap();
        assert!(first.starts_with(&format!("{example}: ")), "{first}");
        let at: Vec<_> = [" filled", " suggested", " open"].iter().map(|word| first.find(word)).collect();
        assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{first}");
        for kind in ["filled", "review"] {
            assert!(told.contains(&beside(example, kind)), "{told}");
        }
    }
}

#[test]
fn strict_ends_with_1_where_a_person_is_needed_and_writes_all_the_same() {
    let desk = Desk::with_example(FIRST);
    fill(FIRST).arg("--strict").in_dir(desk.path()).ends_with(1);
    assert_eq!(desk.names().len(), 3);
}

#[test]
fn a_form_that_is_filled_already_comes_back_as_a_copy_with_a_warning() {
    let desk = Desk::new();
    let form = "ID,Question,Answer\n1,Is data encrypted at rest?,Yes\n2,Do you log administrator access?,Yes\n3,Do you rotate passwords?,No\n";
    desk.put("done.csv", form);
    let ran = fill("done.csv").arg("--strict").in_dir(desk.path()).success();
    assert!(ran.stderr.contains("answered already"), "{}", ran.stderr);
    assert_eq!(desk.read("done.filled.csv"), form.as_bytes());
}

#[test]
fn the_sample_base_is_named_a_sample_in_every_output() {
    let desk = Desk::with_example(FIRST);
    let ran = trustfill(["fill", FIRST, "--today", "2026-11-23", "-k", "builtin", "--format", "json"])
        .in_dir(desk.path())
        .success();
    assert!(ran.stderr.contains("sample"), "{}", ran.stderr);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["knowledge"]["sample"], true);
    let review = crate::package::parts(&desk.read(&beside(FIRST, "review")));
    assert!(review.iter().any(|(_, part)| String::from_utf8_lossy(part).contains("sample")));
}

#[test]
fn the_base_is_found_by_flag_then_configuration_then_folder() {
    let desk = Desk::with_example(FIRST);
    let run = || trustfill(["fill", FIRST, "--today", "2026-11-23", "--dry-run"]).in_dir(desk.path());
    run().fails_with(2);
    desk.put("house/trustfill.toml", format!("knowledge = {:?}\n", knowledge()));
    run().args(["--config", "house/trustfill.toml"]).success();
    crate::support::copy_folder(&knowledge(), &desk.join("knowledge"));
    run().success();
    run().args(["-k", "elsewhere"]).fails_with(2);
}

#[test]
fn a_stale_entry_is_suggested_and_no_longer_filled() {
    let desk = Desk::with_example(FIRST);
    let ran = trustfill(["fill", FIRST, "--today", "2031-01-01", "--format", "json", "-n", "-k"])
        .arg(knowledge())
        .in_dir(desk.path())
        .success();
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["counts"]["filled"], 0);
    assert!(ran.stdout.contains("stale-answer"));
}

/// A form whose answers are a choice and a comment, and a base whose one entry says neither yes nor no.
fn choice_without_verdict() -> Desk {
    let desk = Desk::new();
    desk.put("form.csv", "Question,Answer (Yes/No),Comments\nHow do you keep bees?,,\nDo you keep cats?,,\n");
    desk.put("base/_index.md", "+++\ntitle = \"House\"\n+++\n");
    desk.put("base/all/_index.md", "+++\ntitle = \"All\"\n+++\n");
    desk.put(
        "base/all/bees.md",
        "+++\nquestion = \"How do you keep bees?\"\naudience = \"public\"\nstatus = \"approved\"\nowner = \"us\"\nreviewed = 2026-11-01\n+++\nIn hives.\n",
    );
    desk
}

#[test]
fn an_approved_text_goes_beside_a_choice_that_only_a_person_can_make() {
    let desk = choice_without_verdict();
    let run = |arguments: &[&str]| {
        trustfill(["fill", "form.csv", "--knowledge", "base", "--today", TODAY])
            .args(arguments)
            .in_dir(desk.path())
            .success()
    };
    run(&["--report", "json"]);
    assert_eq!(
        String::from_utf8(desk.read("form.filled.csv")).unwrap(),
        "Question,Answer (Yes/No),Comments\nHow do you keep bees?,,In hives.\nDo you keep cats?,,\n"
    );
    let report: Value = serde_json::from_slice(&desk.read("form.report.json")).unwrap();
    assert_eq!(report["counts"]["filled"], 0);
    assert_eq!(report["rows"][0]["decision"], "review");
    assert_eq!(report["rows"][0]["writes"][0]["cell"], "C2");
    assert_eq!(report["rows"][1]["writes"], Value::Array(Vec::new()));
    run(&["--force", "--drafts=0"]);
    assert!(String::from_utf8(desk.read("form.filled.csv")).unwrap().contains("In hives."));
    // A draft is no approved text.
    let entry = String::from_utf8(desk.read("base/all/bees.md")).unwrap();
    desk.put("base/all/bees.md", entry.replace("approved", "draft"));
    run(&["--force"]);
    assert!(!String::from_utf8(desk.read("form.filled.csv")).unwrap().contains("hives"));
}
