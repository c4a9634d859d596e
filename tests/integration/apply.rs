//! From a filled form over the rulings of a reviewer to the file that is sent.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use serde_json::{Value, json};
use trustfill::respond::{Docket, DocketRow, docket_seal};
use trustfill::review::read_review;
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Sheet, Workbook};

use crate::package::{part, parts, separated, without_cells};
use crate::support::{Desk, EXAMPLES, Ran, Run, TODAY, beside, example, fill, root, trustfill};

const FIRST: &str = EXAMPLES[0];
/// A workbook, a protected one with macros, separated text.
const KINDS: [&str; 3] = [FIRST, "insurer-protected-form.xlsm", "kommun-leverantorsfragor.csv"];

/// What a reviewer writes into a row: ruling, edited choice, edited answer.
pub(crate) type Typed = [String; 3];

fn typed(ruling: &str, choice: &str, answer: &str) -> Typed {
    [ruling, choice, answer].map(str::to_owned)
}

fn open(name: &str, bytes: Vec<u8>) -> Workbook {
    let format = Format::from_extension(name.rsplit('.').next().unwrap()).unwrap();
    Workbook::open(bytes, format, &Limits::default()).unwrap()
}

pub(crate) fn docket(desk: &Desk, name: &str) -> Docket {
    read_review(&open("r.xlsx", desk.read(&beside(name, "review")))).unwrap().docket
}

/// The row and the columns of a header, wherever the sheet has them now.
fn header(sheet: &Sheet) -> Option<(u32, BTreeMap<String, u32>)> {
    (0..20).find_map(|row| {
        let cells = sheet.row(row).iter();
        let columns: BTreeMap<String, u32> =
            cells.map(|(at, _)| (sheet.text(CellRef::new(row, *at)).into_owned(), *at)).collect();
        columns.contains_key("Key").then_some((row, columns))
    })
}

/// Puts what a reviewer types into the review workbook.
pub(crate) fn rule(desk: &Desk, name: &str, typed: impl Fn(&DocketRow) -> Option<Typed>) {
    let review = open("r.xlsx", desk.read(&beside(name, "review")));
    let docket = read_review(&review).unwrap().docket;
    let mut edits = Vec::new();
    for sheet in review.sheets() {
        let Some((top, columns)) = header(sheet) else { continue };
        for (line, _) in sheet.rows().filter(|(line, _)| *line > top) {
            let key = sheet.text(CellRef::new(line, columns["Key"]));
            let Some(texts) = docket.row(&key).and_then(&typed) else { continue };
            for (header, text) in ["Ruling", "Edited choice", "Edited answer"].into_iter().zip(texts) {
                edits.push(Edit {
                    sheet: sheet.name().to_owned(),
                    cell: CellRef::new(line, columns[header]),
                    value: NewValue::Text(text.into()),
                    fill: None,
                });
            }
        }
    }
    desk.put(&beside(name, "review"), review.edit(&edits, &EditOptions::default()).unwrap().bytes);
}

/// A desk with that example, filled; each example is filled once for all tests.
pub(crate) fn filled(name: &str) -> Desk {
    static FILLED: Mutex<BTreeMap<String, [Vec<u8>; 2]>> = Mutex::new(BTreeMap::new());
    let desk = Desk::with_example(name);
    let mut known = FILLED.lock().unwrap();
    let outputs = known.entry(name.to_owned()).or_insert_with(|| {
        fill(name).in_dir(desk.path()).success();
        ["filled", "review"].map(|kind| desk.read(&beside(name, kind)))
    });
    for (kind, bytes) in ["filled", "review"].into_iter().zip(outputs) {
        desk.put(&beside(name, kind), bytes);
    }
    desk
}

pub(crate) fn apply(desk: &Desk, name: &str) -> Run {
    trustfill(["apply", &beside(name, "review"), "--today", TODAY]).in_dir(desk.path())
}

fn can(row: &DocketRow) -> bool {
    row.target.closed.is_none() && !row.answered
}

/// Every kind of ruling in turn, on rows that can bear it.
fn mixed(docket: &Docket) -> BTreeMap<String, Typed> {
    let mut rulings = BTreeMap::new();
    for (at, row) in docket.rows.iter().filter(|row| can(row) && !row.general).enumerate() {
        let accepted = row.proposed.as_ref().is_some_and(|p| !p.writes.is_empty());
        let second = row.others.first().is_some_and(|p| !p.writes.is_empty());
        let choice = |list: &[trustfill::respond::Offered]| list[at % list.len()].text.to_uppercase();
        let ruling = match at % 5 {
            0 if accepted => typed("accept", "", ""),
            1 if second => typed("use 2nd", "", ""),
            2 => typed("wrong match", "", ""),
            3 => typed("leave blank", "", ""),
            _ => {
                let offered = row.target.choices.as_deref().map(choice).unwrap_or_default();
                typed("edit", &offered, &format!("=Words {at} of a reviewer, <b>&\"</b>\nand a line"))
            }
        };
        rulings.insert(row.key.clone(), ruling);
    }
    rulings
}

/// What has to stand in which cell by these rulings.
fn expected(docket: &Docket, rulings: &BTreeMap<String, Typed>) -> BTreeMap<(String, String), String> {
    let mut cells = BTreeMap::new();
    for row in &docket.rows {
        let ruling = rulings.get(&row.key);
        let proposal = match ruling.map(|r| r[0].as_str()) {
            None if row.decision == "fill" => row.proposed.as_ref(),
            Some("accept") => row.proposed.as_ref(),
            Some("use 2nd") => row.others.first(),
            _ => None,
        };
        for write in proposal.iter().flat_map(|p| &p.writes) {
            cells.insert((row.sheet.clone(), write.cell.clone()), write.value.to_new().to_string());
        }
        if let Some([_, choice, text]) = ruling.filter(|r| r[0] == "edit") {
            let target = &row.target;
            let mut put = |cell: &Option<String>, text: &str| {
                if let Some(cell) = cell {
                    cells.insert((row.sheet.clone(), cell.clone()), text.to_owned());
                }
            };
            match &target.choices {
                Some(list) => {
                    let chosen = list.iter().find(|c| c.text.to_uppercase() == *choice).unwrap();
                    put(&target.answer, &chosen.text);
                    put(&target.comment, text);
                }
                None => put(&target.answer, text),
            }
        }
    }
    cells
}

fn values(workbook: &Workbook) -> BTreeMap<(String, String), String> {
    let mut values = BTreeMap::new();
    for sheet in workbook.sheets() {
        for (row, cells) in sheet.rows() {
            for (column, _) in cells {
                let at = CellRef::new(row, *column);
                let text = sheet.text(at).into_owned();
                if !text.is_empty() {
                    values.insert((sheet.name().to_owned(), at.to_string()), text);
                }
            }
        }
    }
    values
}

/// A desk with that example, ruled on in every way and applied.
fn applied(name: &str) -> (Desk, Docket, BTreeMap<String, Typed>) {
    let desk = filled(name);
    let docket = docket(&desk, name);
    let rulings = mixed(&docket);
    rule(&desk, name, |row| rulings.get(&row.key).cloned());
    apply(&desk, name).args(["--allow-open", "--by", "A. Reviewer"]).ends_with(0);
    (desk, docket, rulings)
}

#[test]
fn every_ruling_is_in_the_final_form_and_nothing_else_changed() {
    for name in KINDS {
        let (desk, docket, rulings) = applied(name);
        let after = desk.read(&beside(name, "final"));
        assert_eq!(desk.read(name), example(name), "the original is never changed");
        let expected = expected(&docket, &rulings);
        let (old, new) = (values(&open(name, example(name))), values(&open(name, after.clone())));
        for (at, text) in &expected {
            // Separated text has no text cells: what begins like a formula is kept from being one.
            let found = new.get(at).map(|text| text.strip_prefix('\'').unwrap_or(text));
            assert_eq!(found, Some(text.as_str()), "{name}: {at:?}");
        }
        let changed: BTreeSet<_> =
            old.keys().chain(new.keys()).filter(|at| old.get(*at) != new.get(*at)).collect();
        let other: Vec<_> = changed.into_iter().filter(|at| !expected.contains_key(*at)).collect();
        assert!(other.is_empty(), "{name}: {other:?}");
        assert!(expected.len() > 10, "{name}: {} cells", expected.len());
        let cells: Vec<String> = expected.keys().map(|(_, cell)| cell.clone()).collect();
        if name.ends_with(".csv") {
            let marks = |bytes: Vec<u8>| separated(&String::from_utf8(bytes).unwrap(), ';').marks;
            assert_eq!(marks(example(name)), marks(after));
            continue;
        }
        for (part_name, before) in parts(&example(name)) {
            if part_name.starts_with("xl/worksheets/sheet") {
                let bare = |bytes: &[u8]| without_cells(&part(bytes, &part_name), &cells);
                assert_eq!(bare(&example(name)), bare(&after), "{name}: {part_name}");
            } else if part_name != "xl/workbook.xml" {
                let now = parts(&after).into_iter().find(|(n, _)| *n == part_name).unwrap().1;
                assert_eq!(before, now, "{name}: {part_name}");
            }
        }
    }
}

#[test]
fn the_final_form_holds_nothing_of_the_house() {
    for name in KINDS {
        let (desk, docket, _) = applied(name);
        let ids: BTreeSet<&str> = docket
            .rows
            .iter()
            .flat_map(|row| row.proposed.iter().chain(&row.others))
            .flat_map(|proposal| proposal.entries.iter().map(|entry| entry.id.as_str()))
            .collect();
        assert!(!ids.is_empty());
        let folder = desk.path().display().to_string();
        let before: BTreeMap<String, Vec<u8>> = parts(&example(name)).into_iter().collect();
        for (part, bytes) in parts(&desk.read(&beside(name, "final"))) {
            // What the customer's own file says stays in it.
            let count = |bytes: &[u8], word: &str| {
                String::from_utf8_lossy(bytes).to_lowercase().matches(word).count()
            };
            for word in ids.iter().copied().chain(["trustfill", "docket", "a. reviewer", folder.as_str()]) {
                assert_eq!(count(&bytes, word), count(&before[&part], word), "{name}: {part} holds {word}");
            }
        }
    }
}

#[test]
fn two_runs_and_another_order_of_the_rows_give_the_same_bytes() {
    let (desk, ..) = applied(FIRST);
    let outputs =
        |desk: &Desk| [desk.read(&beside(FIRST, "final")), desk.read("acme-cloud-assessment.record.json")];
    let first = outputs(&desk);
    apply(&desk, FIRST).args(["--allow-open", "--force", "--by", "A. Reviewer"]).ends_with(0);
    assert!(outputs(&desk) == first);
    let review = open("r.xlsx", desk.read(&beside(FIRST, "review")));
    let mut edits = Vec::new();
    for sheet in review.sheets() {
        let Some((top, columns)) = header(sheet) else { continue };
        let lines: Vec<u32> = sheet.rows().map(|(line, _)| line).filter(|line| *line > top).collect();
        for (to, from) in lines.iter().zip(lines.iter().rev()) {
            for column in columns.values() {
                let text = sheet.text(CellRef::new(*from, *column)).into_owned();
                let (sheet, cell) = (sheet.name().to_owned(), CellRef::new(*to, *column));
                edits.push(Edit { sheet, cell, value: NewValue::Text(text.into()), fill: None });
            }
        }
    }
    desk.put(&beside(FIRST, "review"), review.edit(&edits, &EditOptions::default()).unwrap().bytes);
    apply(&desk, FIRST).args(["--allow-open", "--force", "--by", "A. Reviewer"]).ends_with(0);
    assert!(outputs(&desk) == first);
}

#[test]
fn a_file_of_rulings_gives_what_the_review_workbook_gives() {
    let (desk, docket, rulings) = applied(FIRST);
    let final_form = desk.read(&beside(FIRST, "final"));
    let text = docket.to_text().unwrap();
    let some = |text: &String| Some(text).filter(|text| !text.is_empty()).cloned();
    let rows: Vec<Value> = rulings
        .iter()
        .map(|(key, [ruling, choice, answer])| {
            json!({"key": key, "ruling": some(ruling), "choice": some(choice), "answer": some(answer)})
        })
        .collect();
    let file = json!({"rulings": 1, "seal": docket_seal(&text), "docket": text, "rows": rows});
    desk.put("ruled.json", file.to_string());
    trustfill(["apply", "ruled.json", "--today", TODAY, "--allow-open", "-o", "sent.xlsx"])
        .in_dir(desk.path())
        .ends_with(0);
    assert!(desk.read("sent.xlsx") == final_form);
    assert!(desk.names().contains(&"sent.record.json".to_owned()));
}

#[test]
fn rows_without_a_ruling_are_refused_and_named_or_left_blank() {
    let desk = filled(FIRST);
    let before = desk.names();
    let ran = apply(&desk, FIRST).fails_with(1);
    assert!(ran.stderr.contains("9 rows wait for a ruling (Cloud assessment!B8, "), "{}", ran.stderr);
    assert!(ran.stderr.contains("--allow-open"), "{}", ran.stderr);
    assert_eq!(desk.names(), before);
    let ran = apply(&desk, FIRST).arg("--allow-open").success();
    assert!(ran.stdout.contains("9 open"), "{}", ran.stdout);
    // Without a ruling the final form is the filled one.
    assert!(desk.read(&beside(FIRST, "final")) == desk.read(&beside(FIRST, "filled")));
}

#[test]
fn nothing_is_replaced_without_force_and_never_an_input() {
    let desk = filled(FIRST);
    for taken in [beside(FIRST, "final"), "acme-cloud-assessment.record.json".to_owned()] {
        desk.put(&taken, "mine");
        let ran = apply(&desk, FIRST).arg("--allow-open").fails_with(4);
        assert!(ran.stderr.contains(&taken) && ran.stderr.contains("--force"), "{}", ran.stderr);
        assert_eq!(desk.read(&taken), b"mine");
        std::fs::remove_file(desk.join(&taken)).unwrap();
    }
    for input in [FIRST.to_owned(), beside(FIRST, "review")] {
        let before = desk.read(&input);
        apply(&desk, FIRST).args(["--allow-open", "--force", "-o", &input]).fails_with(4);
        assert!(desk.read(&input) == before);
    }
    apply(&desk, FIRST).args(["--allow-open", "-o", "sent.csv"]).fails_with(2);
}

#[test]
fn a_dry_run_says_what_would_be_done_and_writes_nothing() {
    let desk = filled(FIRST);
    let before = desk.names();
    let ran = apply(&desk, FIRST).args(["--allow-open", "--dry-run"]).success();
    assert!(ran.stdout.contains("nothing was written"), "{}", ran.stdout);
    assert_eq!(desk.names(), before);
}

#[test]
fn another_original_is_refused_and_both_are_named() {
    let desk = filled(FIRST);
    desk.put("other.xlsx", example(EXAMPLES[1]));
    let ran = apply(&desk, FIRST).args(["--allow-open", "--original", "other.xlsx"]).fails_with(3);
    assert!(ran.stderr.contains("other.xlsx") && ran.stderr.contains(FIRST), "{}", ran.stderr);
}

#[test]
fn the_original_is_found_where_it_lay_and_by_name_where_it_moved() {
    let desk = Desk::new();
    desk.put(&format!("in/{FIRST}"), example(FIRST));
    desk.put("out/note.txt", "");
    fill(&format!("in/{FIRST}")).args(["--out-dir", "out"]).in_dir(desk.path()).success();
    let review = format!("out/{}", beside(FIRST, "review"));
    let run =
        || trustfill(["apply", &review, "--today", TODAY, "--allow-open", "--force"]).in_dir(desk.path());
    run().success();
    let sent = desk.read(&format!("out/{}", beside(FIRST, "final")));
    std::fs::rename(desk.join(&format!("in/{FIRST}")), desk.join("moved.xlsx")).unwrap();
    let ran = run().fails_with(3);
    assert!(ran.stderr.contains(FIRST) && ran.stderr.contains("--original"), "{}", ran.stderr);
    run().args(["--original", "moved.xlsx"]).success();
    assert!(desk.read("out/moved.final.xlsx") == sent);
}

#[test]
fn what_a_reviewer_can_put_right_is_named_by_its_row() {
    let suggested =
        |docket: &Docket| docket.rows.iter().find(|row| row.decision == "review").unwrap().key.clone();
    for (ruling, said) in [
        (typed("perhaps", "", ""), "\"perhaps\""),
        (typed("edit", "Possibly", ""), "\"Possibly\" is none of the form's choices (Yes / No / NA)"),
        (typed("accept", "", "Ours."), "the ruling is \"accept\""),
        (typed("", "No", ""), "no ruling is chosen"),
        (typed("edit", "", ""), "nothing is edited"),
    ] {
        let desk = filled(FIRST);
        let key = suggested(&docket(&desk, FIRST));
        rule(&desk, FIRST, |row| (row.key == key).then(|| ruling.clone()));
        let before = desk.names();
        let ran = apply(&desk, FIRST).arg("--allow-open").fails_with(2);
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
        assert!(ran.stderr.contains("hint: "), "{}", ran.stderr);
        assert_eq!(desk.names(), before);
    }
}

#[test]
fn several_rows_to_correct_are_told_together_a_hint_each() {
    let desk = filled(FIRST);
    rule(&desk, FIRST, |_| Some(typed("edit", "Possibly", "")));
    let ran = apply(&desk, FIRST).arg("--allow-open").fails_with(2);
    assert!(ran.stderr.contains("49 rows have to be corrected"), "{}", ran.stderr);
    let named = ran.stderr.lines().filter(|line| line.contains("Cloud assessment!B")).count();
    assert_eq!(named, 20, "{}", ran.stderr);
    assert!(ran.stderr.contains("and 29 more"), "{}", ran.stderr);
}

#[test]
fn what_is_no_review_workbook_is_refused_with_the_way_out() {
    let desk = filled(FIRST);
    for other in [FIRST.to_owned(), beside(FIRST, "filled")] {
        let ran = trustfill(["apply", &other]).in_dir(desk.path()).fails_with(3);
        assert!(ran.stderr.contains(&other) && ran.stderr.contains("hint: "), "{}", ran.stderr);
    }
    desk.put("other.json", "{\"rulings\": 2}");
    trustfill(["apply", "other.json"]).in_dir(desk.path()).fails_with(3);
    trustfill(["apply", "nowhere.xlsx"]).in_dir(desk.path()).fails_with(3);
}

#[test]
fn a_text_typed_over_the_tool_s_own_is_refused_with_where_it_belongs() {
    let desk = filled(FIRST);
    let review = open("r.xlsx", desk.read(&beside(FIRST, "review")));
    let sheet = review.sheet("Review").unwrap();
    let (top, columns) = header(sheet).unwrap();
    let edit = Edit {
        sheet: "Review".into(),
        cell: CellRef::new(top + 1, columns["Answer"]),
        value: NewValue::Text("Something else.".into()),
        fill: None,
    };
    desk.put(&beside(FIRST, "review"), review.edit(&[edit], &EditOptions::default()).unwrap().bytes);
    let ran = apply(&desk, FIRST).arg("--allow-open").fails_with(2);
    assert!(ran.stderr.contains(&format!("Review!{}", top + 2)), "{}", ran.stderr);
    assert!(ran.stderr.contains("Edited answer") && ran.stderr.contains("ruling edit"), "{}", ran.stderr);
}

#[test]
fn an_added_column_is_headed_where_an_answer_goes_into_it_and_only_there() {
    let name = "startup-security-questions.xlsx";
    let desk = filled(name);
    apply(&desk, name).arg("--allow-open").success();
    assert!(desk.read(&beside(name, "final")) == desk.read(&beside(name, "filled")));
    rule(&desk, name, |_| Some(typed("leave blank", "", "")));
    apply(&desk, name).arg("--force").success();
    assert!(desk.read(&beside(name, "final")) == example(name), "nothing is sent, nothing is added");
}

#[test]
fn an_old_format_becomes_a_new_workbook_and_the_summary_says_so() {
    let desk = Desk::new();
    desk.put("form.xls", std::fs::read(root().join("tests/fixtures/legacy/form.xls")).unwrap());
    fill("form.xls").in_dir(desk.path()).success();
    let ran =
        trustfill(["apply", "form.review.xlsx", "--today", TODAY, "--allow-open"]).in_dir(desk.path()).run();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("note: a .xls cannot be written back"), "{}", ran.stdout);
    assert!(desk.read("form.final.xlsx") == desk.read("form.filled.xlsx"));
}

/// What of a value its schema does not allow: type, const, enum, required, additionalProperties, properties, items.
fn violations(value: &Value, schema: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if !types.contains(&is) {
        found.push(format!("{at} is {is}, not {types:?}"));
    }
    if schema.get("const").is_some_and(|only| only != value)
        || schema["enum"].as_array().is_some_and(|list| !list.contains(value))
    {
        found.push(format!("{at} may not be {value}"));
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        if value.get(required.as_str().unwrap()).is_none() {
            found.push(format!("{at} lacks {required}"));
        }
    }
    for (key, inner) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(key) {
            Some(schema) => found.extend(violations(inner, schema, &format!("{at}.{key}"))),
            None => found.push(format!("{at} has {key}")),
        }
    }
    for inner in value.as_array().into_iter().flatten() {
        found.extend(violations(inner, &schema["items"], &format!("{at}[]")));
    }
    found
}

#[test]
fn the_record_is_what_its_schema_says_and_tells_what_was_sent() {
    let schema = std::fs::read_to_string(root().join("docs/record.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    for name in KINDS {
        let (desk, docket, rulings) = applied(name);
        let text = String::from_utf8(desk.read(&format!("{}.record.json", name.rsplit_once('.').unwrap().0)));
        let text = text.unwrap();
        assert!(!text.contains(&desk.path().display().to_string()), "no path");
        let record: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(violations(&record, &schema, "record"), Vec::<String>::new(), "{name}");
        let rows = record["rows"].as_array().unwrap();
        let filled =
            docket.rows.iter().filter(|row| row.decision == "fill" && !rulings.contains_key(&row.key));
        assert_eq!(rows.len(), rulings.len() + filled.count());
        let counts = |key: &str| record["counts"][key].as_u64().unwrap();
        let parts = ["filled", "accepted", "used_2nd", "used_3rd", "edited"].map(counts).iter().sum::<u64>();
        assert_eq!(parts, counts("answered"));
        let blank = ["wrong_match", "left_blank", "open", "nothing_found", "answered_before", "general"];
        assert_eq!(parts + blank.map(counts).iter().sum::<u64>(), counts("rows"));
        // Every cell that is told holds what is told.
        let form = open(name, desk.read(&beside(name, "final")));
        for row in rows {
            let sheet = form.sheet(row["sheet"].as_str().unwrap()).unwrap();
            let told: Vec<&str> = ["choice", "text"].iter().filter_map(|key| row[key].as_str()).collect();
            let cells: Vec<&str> =
                row["cells"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            assert_eq!(told.len(), cells.len(), "{row}");
            for (cell, text) in cells.into_iter().zip(told) {
                let found = sheet.text(cell.parse().unwrap()).into_owned();
                assert_eq!(found.strip_prefix('\'').unwrap_or(&found), text);
            }
        }
        let mut other = record.clone();
        other["rows"][0]["path"] = "x".into();
        other["date"] = 1.into();
        assert_eq!(violations(&other, &schema, "record").len(), 2);
    }
}

#[test]
fn the_summary_of_a_run_comes_as_text_and_as_json() {
    let desk = filled(FIRST);
    let ran: Ran = apply(&desk, FIRST).args(["--allow-open", "--by", "A. Reviewer"]).success();
    let lines = ran.stdout.lines().count();
    assert!((5..=9).contains(&lines), "{}", ran.stdout);
    let record: Value = serde_json::from_slice(&desk.read("acme-cloud-assessment.record.json")).unwrap();
    assert_eq!(record["by"], "A. Reviewer");
    let ran = apply(&desk, FIRST).args(["--allow-open", "--force", "--format", "json"]).success();
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["counts"], record["counts"]);
    assert_eq!(told["final_sha256"], record["final"]["sha256"]);
    assert_eq!(told["outputs"]["final"], beside(FIRST, "final"));
}
