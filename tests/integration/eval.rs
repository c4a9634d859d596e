//! `eval`: figures on labelled questions, their JSON, the comparison with an earlier run, the diagram.

use serde_json::{Value, json};

use crate::support::{Desk, Run, TODAY, knowledge, trustfill};

/// An approved wording of `encryption-at-rest`, whose verdict is yes.
const KNOWN: &str = "Is stored data encrypted?";
const UNKNOWN: &str = "What colour is the canteen's parrot?";

/// Four questions of two families: two fills, one of them of an entry that the label does not name, a suggestion, and
/// one that nothing answers.
fn labels() -> Vec<Value> {
    vec![
        json!({"id": "1", "source": "acme", "family": "a", "question": KNOWN, "full": ["encryption-at-rest"], "verdict": "yes"}),
        json!({"id": 2, "source": "acme", "family": "a", "section": "Logs", "question": KNOWN, "full": ["event-logging"]}),
        json!({"source": "bank", "family": "b", "question": "How do you keep the disks of customers encrypted?", "full": [], "partial": ["encryption-at-rest"]}),
        json!({"family": "b", "question": UNKNOWN, "full": []}),
    ]
}

fn desk(labels: &[Value]) -> Desk {
    let desk = Desk::new();
    desk.put("labels.jsonl", labels.iter().map(|line| format!("{line}\n")).collect::<String>());
    desk
}

fn eval(desk: &Desk) -> Run {
    trustfill(["eval", "labels.jsonl", "--today", TODAY])
        .arg("--knowledge")
        .arg(knowledge())
        .in_dir(desk.path())
}

fn report(desk: &Desk) -> Value {
    serde_json::from_str(&eval(desk).args(["--format", "json"]).success().stdout).unwrap()
}

#[test]
fn the_figures_are_those_of_the_labels() {
    let report = report(&desk(&labels()));
    assert_eq!((&report["schema"], &report["tool"]), (&json!(1), &json!("trustfill")));
    assert_eq!((&report["date"], &report["knowledge"]["entries"]), (&json!(TODAY), &json!(25)));
    let metrics = &report["shipped"]["metrics"];
    assert_eq!((&metrics["questions"], &metrics["answerable"]), (&json!(4), &json!(2)));
    assert_eq!(metrics["recall_at_1"]["share"], 0.5);
    // Both answerable questions have the same confidence, above the other two.
    assert_eq!(metrics["auroc"], 1.0);
    assert_eq!(metrics["fills"]["rows"], 2);
    assert_eq!(metrics["fills"]["wrong"], 1);
    assert_eq!(metrics["fills"]["recall"]["share"], 0.5);
    assert_eq!(metrics["likely"]["strict"]["share"], 0.5);
    let rows: u64 = report["shipped"]["reliability"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bin| bin["observed"]["of"].as_u64().unwrap())
        .sum();
    assert_eq!(rows, 4, "every question is in a bin");
    assert_eq!(report["shipped"]["coverage"].as_array().unwrap().last().unwrap()["coverage"]["share"], 1.0);
    let groups: Vec<&str> = report["shipped"]["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["name"].as_str().unwrap())
        .collect();
    assert_eq!(groups, ["acme", "b", "bank"], "a family stands in for a source that is not named");
    assert!(report["held_out"].is_null() && report["against"].is_null());
}

#[test]
fn every_question_has_its_line_and_no_question_s_text_is_in_the_json() {
    let desk = desk(&labels());
    let text = eval(&desk).args(["--format", "json"]).success().stdout;
    assert!(!text.contains("parrot") && !text.contains("disks of customers"));
    let report: Value = serde_json::from_str(&text).unwrap();
    let lines = report["questions"].as_array().unwrap();
    let hash = lines[2]["hash"].as_str().unwrap();
    assert_eq!((&lines[0]["key"], &lines[1]["key"]), (&json!("acme/1"), &json!("acme/2")));
    assert_eq!(lines[2]["key"], format!("bank/{hash}"));
    assert_eq!((&lines[3]["decision"], &lines[3]["right"]), (&json!("leave"), &json!(false)));
    let known = &lines[0];
    assert_eq!((&known["entry"], &known["decision"]), (&json!("encryption-at-rest"), &json!("fill")));
    assert_eq!((&known["confidence"], &known["right"]), (&json!(0.955), &json!(true)));
    assert_eq!((&known["verdict"], &lines[1]["verdict"]), (&json!("agrees"), &Value::Null));
}

#[test]
fn wrong_fills_are_told_with_question_entry_wording_and_verdict() {
    let mut labels = labels();
    labels.push(json!({"id": "v", "question": KNOWN, "full": ["encryption-at-rest"], "verdict": "no"}));
    let desk = desk(&labels);
    let text = eval(&desk).success().stdout;
    for line in [
        "Wrong fills: 2 of 3\n",
        "    key      acme/2\n    entry    encryption-at-rest (it does not answer)\n",
        "    key      v\n    entry    encryption-at-rest (it answers in full)\n",
        "    wording  Is stored data encrypted?\n    verdict  says yes, the label no: wrong\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let report = report(&desk);
    let wrong = &report["wrong_fills"];
    assert_eq!((&wrong[0]["key"], &wrong[0]["verdict"]), (&json!("acme/2"), &Value::Null));
    assert_eq!((&wrong[1]["entry_right"], &wrong[1]["verdict"]), (&json!(true), &json!("contradicts")));
    assert_eq!(report["shipped"]["metrics"]["fills"]["wrong_verdicts"], 1);
}

#[test]
fn a_fit_is_measured_beside_the_tool_as_it_is() {
    let desk = desk(&labels());
    let text = eval(&desk).arg("--fit").success().stdout;
    for part in
        ["families left out", "Reliability, as shipped", "Reliability, families left out", "Weights of"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let json = eval(&desk).args(["--fit", "--format", "json"]).success().stdout;
    let report: Value = serde_json::from_str(&json).unwrap();
    let held_out = &report["held_out"];
    assert_eq!(held_out["metrics"]["questions"], 4);
    assert!(held_out["metrics"]["fills"].is_null(), "a fit decides nothing");
    assert_eq!(held_out["reliability"].as_array().unwrap().len(), 10);
    assert!(!report["weights"]["settles"].as_array().unwrap().is_empty());
}

#[test]
fn a_fit_needs_a_family_to_leave_out() {
    let one: Vec<Value> = labels().into_iter().take(2).collect();
    let ran = eval(&desk(&one)).arg("--fit").fails_with(2);
    assert!(ran.stderr.contains("of one family"), "{}", ran.stderr);
}

#[test]
fn a_run_against_itself_changes_nothing() {
    let desk = desk(&labels());
    desk.put("before.json", eval(&desk).args(["--fit", "--format", "json"]).success().stdout);
    let text = eval(&desk).args(["--fit", "--against", "before.json"]).success().stdout;
    let (_, tail) = text.split_once("Against before.json\n").unwrap();
    assert_eq!(
        tail,
        "  same version, date, knowledge and labels\n  as shipped: no figure changed\n  families left out: no figure changed\n  no question changed\n"
    );
}

#[test]
fn what_changed_is_told_figure_by_figure_and_question_by_question() {
    let desk = desk(&labels());
    desk.put("before.json", eval(&desk).args(["--format", "json"]).success().stdout);
    let mut after = labels();
    after[1]["full"] = json!(["encryption-at-rest"]);
    after[3]["question"] = json!(format!("{UNKNOWN} And its beak?"));
    let text: String = after.iter().map(|line| format!("{line}\n")).collect();
    desk.put("labels.jsonl", text);
    let text = eval(&desk).args(["--against", "before.json"]).success().stdout;
    for part in [
        "  other than then: labels\n",
        "    recall_at_1                    0.500     1.000    +0.500\n",
        "    fills.wrong                        1         0        -1\n",
        "    acme/2: wrong → right\n      Is stored data encrypted?\n",
        "  questions that came: 1 (",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let json = eval(&desk).args(["--format", "json", "--against", "before.json"]).success().stdout;
    let report: Value = serde_json::from_str(&json).unwrap();
    let against = &report["against"];
    assert_eq!((&against["file"], &against["differs"]), (&json!("before.json"), &json!(["labels"])));
    assert_eq!(against["questions"][0]["right"], json!({"old": false, "new": true}));
    assert!(against["questions"][0]["entry"].is_null());
    assert_eq!(
        (against["added"].as_array().unwrap().len(), against["removed"].as_array().unwrap().len()),
        (1, 1)
    );
}

#[test]
fn what_is_no_report_is_refused() {
    let desk = desk(&labels());
    desk.put("other.json", "{\"schema\": 99}");
    let ran = eval(&desk).args(["--against", "other.json"]).fails_with(3);
    assert!(ran.stderr.contains("schema 99"), "{}", ran.stderr);
    eval(&desk).args(["--against", "labels.jsonl"]).fails_with(3);
    eval(&desk).args(["--against", "nowhere.json"]).fails_with(3);
}

#[test]
fn the_diagram_is_drawn_the_same_each_time_and_replaces_nothing_unasked() {
    let desk = desk(&labels());
    let draw = || eval(&desk).args(["--diagram", "out.svg"]);
    draw().ends_with(0);
    let svg = desk.read("out.svg");
    assert!(svg.starts_with(b"<svg ") && svg.ends_with(b"</svg>\n"));
    let ran = draw().fails_with(4);
    assert!(ran.stderr.contains("--force"), "{}", ran.stderr);
    draw().arg("--force").ends_with(0);
    assert_eq!(desk.read("out.svg"), svg);
    assert_eq!(desk.names(), ["labels.jsonl", "out.svg"]);
}

#[test]
fn the_diagram_never_replaces_an_input() {
    let desk = desk(&labels());
    let before = desk.read("labels.jsonl");
    eval(&desk).args(["--diagram", "./labels.jsonl", "--force"]).fails_with(2);
    assert_eq!(desk.read("labels.jsonl"), before);
    eval(&desk).args(["--diagram", "nowhere/out.svg"]).fails_with(4);
    eval(&desk).arg("--force").ends_with(2);
}

#[test]
fn labels_that_cannot_be_right_are_told() {
    let unknown = json!({"question": KNOWN, "full": ["encryption-at-rest", "no-such-entry"]});
    let ran = eval(&desk(&[unknown])).success();
    assert!(ran.stderr.contains("no-such-entry"), "{}", ran.stderr);
    let ran = eval(&desk(&[json!({"question": KNOWN})])).fails_with(3);
    assert!(ran.stderr.contains("line 1"), "{}", ran.stderr);
    eval(&desk(&[])).fails_with(3);
}

#[test]
fn a_question_cannot_steer_the_terminal() {
    let hostile = json!({"id": "\u{1b}]0;x", "source": "\u{1b}[2J", "question": format!("{KNOWN}\n\u{1b}[31m"), "full": []});
    let text = eval(&desk(&[hostile])).success().stdout;
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
}
