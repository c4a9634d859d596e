//! Measures on real questionnaires, by the scorers that stand beside the corpus: `$TRUSTFILL_CORPUS/../tools`.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::floors;
use crate::support::{Desk, TODAY, binary, knowledge, trustfill};

/// The corpus, or `None` after saying that the test is skipped.
pub(crate) fn corpus() -> Option<PathBuf> {
    let found = std::env::var_os("TRUSTFILL_CORPUS").filter(|folder| !folder.is_empty());
    if found.is_none() {
        println!("skipped: TRUSTFILL_CORPUS is not set");
    }
    found.map(|folder| std::fs::canonicalize(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())))
}

/// Runs a scorer; what it prints, and the summary in its last line.
#[track_caller]
fn score<A: AsRef<OsStr>>(corpus: &Path, tool: &str, arguments: &[A]) -> (String, Value) {
    let script = corpus.join("../tools").join(tool);
    let out = Command::new("python3")
        .arg(&script)
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .unwrap_or_else(|error| panic!("python3 {}: {error}", script.display()));
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    let last = told.lines().last().unwrap_or_default();
    println!("{tool}: {last}");
    let summary = serde_json::from_str(last).unwrap_or_else(|_| {
        panic!("{tool} has no summary:\n{told}\n{}", String::from_utf8_lossy(&out.stderr))
    });
    (told, summary)
}

#[track_caller]
fn at_least(summary: &Value, key: &str, floor: f64) {
    let measured = summary[key].as_f64().unwrap_or_else(|| panic!("no {key} in {summary}"));
    assert!(measured >= floor, "{key} is {measured}, its floor {floor}");
}

/// The questionnaires that can be filled, by path.
pub(crate) fn questionnaires(corpus: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let items = std::fs::read_dir(corpus.join("questionnaires")).unwrap();
    let mut found: Vec<PathBuf> = items
        .map(|item| item.unwrap().path())
        .filter(|path| path.extension().and_then(OsStr::to_str).is_some_and(|e| extensions.contains(&e)))
        .collect();
    found.sort();
    found
}

#[test]
fn the_layout_of_real_questionnaires_is_understood() {
    let Some(corpus) = corpus() else { return };
    let binary = binary();
    let (told, all) =
        score(&corpus, "score_layout.py", &[binary.as_os_str(), OsStr::new("--details"), OsStr::new("3")]);
    for (key, floor) in [
        ("f1", floors::LAYOUT_F1),
        ("precision", floors::LAYOUT_PRECISION),
        ("answer_acc", floors::LAYOUT_ANSWERS),
        ("choices_acc", floors::LAYOUT_CHOICES),
    ] {
        at_least(&all, key, floor);
    }
    assert_eq!(all["unsafe"], 0, "{told}");
    let named = floors::EXACT_LAYOUTS.join(",");
    let (told, exact) = score(
        &corpus,
        "score_layout.py",
        &[binary.as_os_str(), "--files".as_ref(), named.as_ref(), "--details".as_ref(), "5".as_ref()],
    );
    for key in
        ["precision", "recall", "qcell_acc", "answer_acc", "comment_acc", "choices_acc", "answered_acc"]
    {
        assert_eq!(exact[key].as_f64(), Some(1.0), "{key}\n{told}");
    }
    assert_eq!(exact["files"].as_u64(), Some(floors::EXACT_LAYOUTS.len() as u64));
}

/// Fills a questionnaire with that base and has the two packages compared; the number of changed cells.
#[track_caller]
fn filled_intact(corpus: &Path, path: &Path, layout: &str, base: &Path, wrong: &mut Vec<String>) -> u64 {
    let desk = Desk::new();
    desk.put("inspect.json", layout);
    let (allowed, filled) =
        (desk.join("inspect.json"), desk.join("filled").with_extension(path.extension().unwrap()));
    let run =
        trustfill(["fill", "--today", TODAY]).arg(path).arg("--knowledge").arg(base).arg("-o").arg(&filled);
    run.success();
    let arguments: [&OsStr; 5] = [
        path.as_os_str(),
        filled.as_os_str(),
        "--allowed".as_ref(),
        allowed.as_os_str(),
        "--allow-append".as_ref(),
    ];
    let (told, summary) = score(corpus, "check_fidelity.py", &arguments);
    if summary["violations"] != 0 || summary["invalid_choice"] != 0 {
        wrong.push(format!("{}\n{told}", path.display()));
    }
    summary["changed_cells"].as_u64().unwrap()
}

/// Every workbook of the corpus that holds a form, with its layout.
fn forms(corpus: &Path) -> Vec<(PathBuf, String)> {
    let mut forms = Vec::new();
    for path in questionnaires(corpus, &["xlsx", "xlsm"]) {
        let ran = trustfill(["inspect", "--format", "json"]).arg(&path).run();
        match ran.code {
            0 => forms.push((path, ran.stdout)),
            3 => println!("{}: no form, not filled", path.display()),
            code => panic!("{}: exit code {code}: {}", path.display(), ran.stderr),
        }
    }
    forms
}

#[test]
fn real_questionnaires_come_back_intact() {
    let Some(corpus) = corpus() else { return };
    let mut wrong = Vec::new();
    for (path, layout) in forms(&corpus) {
        filled_intact(&corpus, &path, &layout, &knowledge(), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A base that knows every question of a layout: real forms hold few that the sample base knows.
fn base_of(layout: &str, desk: &Desk) {
    let layout: Value = serde_json::from_str(layout).unwrap();
    let sheets = layout["sheets"].as_array().unwrap();
    let rows = sheets.iter().flat_map(|sheet| sheet["questions"].as_array().unwrap());
    let questions: BTreeSet<&str> = rows.filter_map(|row| row["question"].as_str()).collect();
    for (at, question) in questions.into_iter().enumerate() {
        let question = serde_json::to_string(question).unwrap();
        let head = format!(
            "question = {question}\nverdict = \"yes\"\nshort = \"Yes, it is so.\"\naudience = \"public\""
        );
        let head = format!("{head}\nstatus = \"approved\"\nowner = \"test\"\nreviewed = {TODAY}");
        let answer = "Yes. It is \"so\" & not otherwise: 1 < 2, året om.";
        desk.put(&format!("kb/all/row-{at}.md"), format!("+++\n{head}\n+++\n{answer}\n"));
    }
}

#[test]
fn real_questionnaires_filled_to_the_last_row_come_back_intact() {
    let Some(corpus) = corpus() else { return };
    let (mut wrong, mut changed) = (Vec::new(), 0);
    for (path, layout) in forms(&corpus) {
        let desk = Desk::new();
        base_of(&layout, &desk);
        changed += filled_intact(&corpus, &path, &layout, &desk.join("kb"), &mut wrong);
    }
    println!("{changed} cells were filled");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(changed >= floors::CELLS_FILLED, "{changed} cells were filled");
}

#[test]
fn real_questions_are_matched_and_no_trap_is_filled() {
    let Some(corpus) = corpus() else { return };
    let (gold, binary, base) = (corpus.join("gold"), binary(), knowledge());
    let (labels, traps) = (gold.join("labels.jsonl"), gold.join("traps.jsonl"));
    let arguments: [&OsStr; 6] = [
        binary.as_os_str(),
        labels.as_os_str(),
        "--traps".as_ref(),
        traps.as_os_str(),
        "--knowledge".as_ref(),
        base.as_os_str(),
    ];
    let (told, summary) = score(&corpus, "score_matching.py", &arguments);
    assert_eq!(summary["wrong_fills"], 0, "{told}");
    assert_eq!(summary["traps_filled"], 0, "{told}");
    at_least(&summary, "r1", floors::RECALL_AT_1);
    at_least(&summary, "r3", floors::RECALL_AT_3);
    at_least(&summary, "auroc", floors::AUROC);
    at_least(&summary, "p50_recall", floors::RECALL_AT_50);
    at_least(&summary, "traps_rejected_at_50", floors::TRAPS_REJECTED);
    at_least(&summary, "rewordings_at_50", floors::REWORDINGS_AT_50);
}

#[test]
fn controls_of_a_standard_are_matched_with_those_of_its_next_edition() {
    let Some(corpus) = corpus() else { return };
    let binary = binary();
    let pairs = corpus.join("pairs");
    let (controls, mapping) = (pairs.join("asvs5-kb.jsonl"), pairs.join("asvs4-to-asvs5.jsonl"));
    let arguments: [&OsStr; 3] = [binary.as_os_str(), controls.as_os_str(), mapping.as_os_str()];
    let (told, summary) = score(&corpus, "score_pairs.py", &arguments);
    assert_eq!(summary["wrong_fills"], 0, "{told}");
    assert!(summary["fills"].as_u64().is_some_and(|fills| fills >= floors::PAIRS_FILLED), "{told}");
    at_least(&summary, "r5", floors::PAIRS_AT_5);
}

#[test]
fn hostile_files_are_refused_or_filled_as_they_should_be() {
    let Some(corpus) = corpus() else { return };
    let desk = Desk::new();
    let (files, expected) = (desk.join("hostile"), desk.join("expected.jsonl"));
    let made = Command::new("python3")
        .arg(corpus.join("../tools/make_hostile.py"))
        .args([files.as_os_str(), "--expected".as_ref(), expected.as_os_str()])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let template =
        format!("{} fill {{input}} -o {{output}} --knowledge {{kb}} --today {TODAY}", binary().display());
    let arguments: [&OsStr; 5] = [
        template.as_ref(),
        "--corpus".as_ref(),
        files.as_os_str(),
        "--expected".as_ref(),
        expected.as_os_str(),
    ];
    let out =
        Command::new("python3").arg(corpus.join("../tools/run_hostile.py")).args(arguments).output().unwrap();
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    let counts = regex::Regex::new(r"(\d+) of (\d+) held").unwrap();
    let found = counts.captures_iter(&told).last().unwrap_or_else(|| panic!("no count:\n{told}"));
    println!("run_hostile.py: {}", &found[0]);
    assert!(found[1].parse::<u64>().unwrap() >= floors::HOSTILE_HELD, "{told}");
}
