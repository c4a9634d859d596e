//! Promises 1 and 6: only answer cells change, and the same input gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use trustfill::workbook::{CellRef, Format, Limits, Workbook};

use crate::golden::report;
use crate::package::{part, parts, separated, without_cells};
use crate::support::{Desk, EXAMPLES, beside, example, fill, root};

/// What the tool writes over the column it adds where a form has none for answers.
const ADDED_HEADER: &str = "Answer";

fn open(name: &str, bytes: Vec<u8>) -> Workbook {
    let format = Format::from_extension(name.rsplit('.').next().unwrap()).unwrap();
    Workbook::open(bytes, format, &Limits::default()).unwrap()
}

fn filled(name: &str) -> Vec<u8> {
    let desk = Desk::with_example(name);
    fill(name).in_dir(desk.path()).success();
    desk.read(&beside(name, "filled"))
}

/// Sheet and cell of every write, with the text that has to stand there.
fn writes(report: &Value) -> BTreeMap<(String, CellRef), String> {
    let mut writes = BTreeMap::new();
    for row in report["rows"].as_array().unwrap() {
        for write in row["writes"].as_array().unwrap() {
            let cell = write["cell"].as_str().unwrap().parse().unwrap();
            let text = match &write["value"] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            writes.insert((row["sheet"].as_str().unwrap().to_owned(), cell), text);
        }
    }
    writes
}

/// Every value of a workbook, by sheet and cell.
fn values(workbook: &Workbook) -> BTreeMap<(String, CellRef), String> {
    let mut values = BTreeMap::new();
    for sheet in workbook.sheets() {
        for (row, cells) in sheet.rows() {
            for (column, cell) in cells {
                if let Some(value) = &cell.value {
                    let at = CellRef::new(row, *column);
                    values.insert((sheet.name().to_owned(), at), value.display().into_owned());
                }
            }
        }
    }
    values
}

#[test]
fn the_form_opens_again_with_the_answers_in_it_and_nothing_else_changed() {
    for name in EXAMPLES {
        let (before, after) = (values(&open(name, example(name))), values(&open(name, filled(name))));
        let writes = writes(&report(name));
        for (at, text) in &writes {
            assert_eq!(after.get(at).map(|t| t.trim()), Some(text.trim()), "{name}: {at:?}");
            assert_ne!(before.get(at), after.get(at), "{name}: {at:?} held the answer before");
        }
        let changed: BTreeSet<_> =
            before.keys().chain(after.keys()).filter(|at| before.get(at) != after.get(at)).collect();
        let unexpected: Vec<_> = changed
            .into_iter()
            .filter(|at| !writes.contains_key(at) && after.get(at).is_none_or(|t| t != ADDED_HEADER))
            .collect();
        assert!(unexpected.is_empty(), "{name}: {unexpected:?}");
    }
}

#[test]
fn every_other_part_of_the_package_is_the_same_bytes() {
    for name in EXAMPLES.into_iter().filter(|name| !name.ends_with(".csv")) {
        let (before, after) = (example(name), filled(name));
        let writes = writes(&report(name));
        let sheets: BTreeSet<&str> = writes.keys().map(|(sheet, _)| sheet.as_str()).collect();
        let (old, new) = (parts(&before), parts(&after));
        let names = |parts: &[(String, Vec<u8>)]| parts.iter().map(|(n, _)| n.clone()).collect::<Vec<_>>();
        assert_eq!(names(&old), names(&new), "{name}");
        let changed: Vec<&str> =
            old.iter().zip(&new).filter(|(a, b)| a != b).map(|((part, _), _)| part.as_str()).collect();
        let (forms, others): (Vec<&str>, Vec<&str>) =
            changed.into_iter().partition(|part| part.starts_with("xl/worksheets/sheet"));
        assert_eq!(forms.len(), sheets.len(), "{name}: {forms:?} for {sheets:?}");
        for other in others {
            assert_eq!(other, "xl/workbook.xml", "{name}");
            let flag = |bytes: &[u8]| part(bytes, other).replace(" fullCalcOnLoad=\"1\"", "");
            let bare = |text: String| text.replace("<calcPr/>", "");
            assert_eq!(bare(flag(&before)), bare(flag(&after)), "{name}");
        }
    }
}

#[test]
fn a_workbook_with_formulas_is_calculated_anew_when_it_is_opened() {
    let mut with_formulas = 0;
    for name in EXAMPLES.into_iter().filter(|name| !name.ends_with(".csv")) {
        let sheets = parts(&example(name)).into_iter().filter(|(part, _)| part.starts_with("xl/worksheets/"));
        let formulas = sheets.into_iter().any(|(_, text)| String::from_utf8_lossy(&text).contains("<f>"));
        let flagged = part(&filled(name), "xl/workbook.xml").contains("fullCalcOnLoad=\"1\"");
        let before = part(&example(name), "xl/workbook.xml").contains("fullCalcOnLoad=\"1\"");
        assert_eq!(flagged, formulas || before, "{name}");
        with_formulas += usize::from(formulas);
    }
    assert!(with_formulas > 0, "no example has a formula");
}

#[test]
fn around_the_answers_the_sheet_is_the_same_bytes() {
    for name in EXAMPLES.into_iter().filter(|name| !name.ends_with(".csv")) {
        let (before, after) = (example(name), filled(name));
        let mut cells: Vec<String> = writes(&report(name)).keys().map(|(_, cell)| cell.to_string()).collect();
        let added = values(&open(name, after.clone())).into_iter().filter(|(_, text)| text == ADDED_HEADER);
        let added: Vec<String> = added.map(|((_, cell), _)| cell.to_string()).collect();
        cells.extend(added.iter().cloned());
        for (part_name, _) in parts(&before).iter().filter(|(n, _)| n.starts_with("xl/worksheets/sheet")) {
            // An added column gets a width; the others keep theirs.
            let bare = |bytes: &[u8]| {
                let text = without_cells(&part(bytes, part_name), &cells);
                added.iter().fold(text, |text, cell| {
                    let at = cell.parse::<CellRef>().unwrap().column + 1;
                    let element = format!("<col min=\"{at}\" max=\"{at}\" [^>]*/>");
                    regex::Regex::new(&element).unwrap().replace(&text, "").into_owned()
                })
            };
            assert_eq!(bare(&before), bare(&after), "{name}: {part_name}");
        }
    }
}

#[test]
fn in_separated_text_only_the_answers_are_other_bytes() {
    let name = "kommun-leverantorsfragor.csv";
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (before, after) = (separated(&text(example(name)), ';'), separated(&text(filled(name)), ';'));
    assert_eq!(before.marks, after.marks);
    let written: BTreeSet<CellRef> = writes(&report(name)).into_keys().map(|(_, cell)| cell).collect();
    for (row, (old, new)) in before.records.iter().zip(&after.records).enumerate() {
        for (column, (old, new)) in old.iter().zip(new).enumerate() {
            let cell = CellRef::new(u32::try_from(row).unwrap(), u32::try_from(column).unwrap());
            assert_eq!(old == new, !written.contains(&cell), "{cell}: {old} -> {new}");
        }
    }
}

#[test]
fn a_choice_that_the_dropdown_does_not_offer_is_never_written() {
    for name in EXAMPLES {
        let workbook = open(name, example(name));
        for ((sheet, cell), text) in writes(&report(name)) {
            if let trustfill::workbook::Choices::List(list) = workbook.sheet(&sheet).unwrap().choices(cell) {
                assert!(list.iter().any(|choice| choice.text == text), "{name}: {sheet}!{cell} {text}");
            }
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    for name in EXAMPLES {
        let run = |place: &str| {
            let desk = Desk::new();
            desk.put(&format!("{place}/{name}"), example(name));
            let ran = fill(name).args(["--format", "json"]).in_dir(desk.join(place)).success();
            let output = |kind: &str| desk.read(&format!("{place}/{}", beside(name, kind)));
            (output("filled"), output("review"), ran.stdout)
        };
        assert!(run("here") == run("some/where/else"), "{name}");
    }
}

#[test]
fn no_output_tells_where_or_by_whom_it_was_made() {
    const WHO: &str = "marker-of-the-user";
    for name in EXAMPLES {
        let desk = Desk::with_example(name);
        let mut run = fill(&desk.join(name).display().to_string()).args(["--format", "json"]);
        for variable in ["USER", "LOGNAME", "USERNAME", "HOSTNAME", "HOST", "PWD"] {
            run = run.env(variable, WHO);
        }
        let ran = run.env("HOME", &format!("/home/{WHO}")).success();
        let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let mut secrets =
            vec![WHO.to_owned(), desk.path().display().to_string(), root().display().to_string()];
        // A short host name is a part of ordinary words.
        secrets.extend(Some(host.trim().to_owned()).filter(|host| host.len() > 5));
        let outputs = ["filled", "review"].map(|kind| desk.read(&beside(name, kind)));
        let mut all: Vec<Vec<u8>> = outputs.iter().flat_map(|o| parts(o)).map(|(_, part)| part).collect();
        all.extend(outputs);
        all.push(ran.stdout.into_bytes());
        for secret in secrets {
            let found = all.iter().any(|bytes| bytes.windows(secret.len()).any(|w| w == secret.as_bytes()));
            assert!(!found, "{name}: an output holds {secret}");
        }
    }
}
