//! Workbooks of formats that are read and not written: what comes out, and what is said of it.
//!
//! The forms in `tests/fixtures/legacy` are our own; `make_forms.py` beside them made them through LibreOffice.

use crate::support::{Desk, fill, root, trustfill};

const FORMS: [&str; 2] = ["form.xls", "form.ods"];

fn form(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/fixtures/legacy").join(name)).unwrap()
}

#[test]
fn a_filled_form_is_a_new_xlsx_and_the_summary_says_so_first() {
    for name in FORMS {
        let desk = Desk::new();
        desk.put(name, form(name));
        let ran = fill(name).in_dir(desk.path()).success();
        let first = ran.stdout.lines().next().unwrap();
        let extension = name.rsplit('.').next().unwrap();
        assert!(first.starts_with(&format!("note: a .{extension} cannot be written back")), "{first}");
        let mut names = ["form.filled.xlsx", "form.review.xlsx", name];
        names.sort_unstable();
        assert_eq!(desk.names(), names);
        assert_eq!(desk.read(name), form(name));
        // What was written is a workbook that is read like any other, with the same form in it.
        let inspect =
            |file: &str| trustfill(["inspect", file, "--format", "json"]).in_dir(desk.path()).success();
        let [before, after] = [name, "form.filled.xlsx"].map(|file| {
            let layout: serde_json::Value = serde_json::from_str(&inspect(file).stdout).unwrap();
            let questions = layout["sheets"][0]["questions"].as_array().unwrap().clone();
            questions
                .into_iter()
                .map(|q| (q["cell"].clone(), q["answer"].clone(), q["choices"].clone()))
                .collect::<Vec<_>>()
        });
        assert_eq!((before.len(), &before), (6, &after));
    }
}

#[test]
fn the_report_bears_the_note_and_the_bytes_are_the_same_again() {
    for name in FORMS {
        let [first, second] = [0, 1].map(|_| {
            let desk = Desk::new();
            desk.put(name, form(name));
            let ran = fill(name).args(["--format", "json"]).in_dir(desk.path()).success();
            (ran.stdout, desk.read("form.filled.xlsx"), desk.read("form.review.xlsx"))
        });
        assert_eq!(first, second);
        let report: serde_json::Value = serde_json::from_str(&first.0).unwrap();
        assert!(report["note"].as_str().unwrap().contains("a new .xlsx"), "{}", report["note"]);
        assert_eq!(report["outputs"]["form"], "form.filled.xlsx");
    }
}

#[test]
fn an_output_of_the_old_format_is_refused() {
    let desk = Desk::new();
    desk.put("form.ods", form("form.ods"));
    let ran = fill("form.ods").args(["-o", "out.ods"]).in_dir(desk.path()).fails_with(2);
    assert!(
        ran.stderr.contains("becomes a .xlsx") && ran.stderr.contains("name it out.xlsx"),
        "{}",
        ran.stderr
    );
    fill("form.ods").args(["-o", "out.xlsx"]).in_dir(desk.path()).success();
    assert_eq!(desk.names(), ["form.ods", "out.review.xlsx", "out.xlsx"]);
}

#[test]
fn damaged_files_are_refused_in_one_line() {
    for name in FORMS {
        let whole = form(name);
        for share in [20, 60, 95] {
            let desk = Desk::new();
            desk.put(name, &whole[..whole.len() * share / 100]);
            let ran = fill(name).in_dir(desk.path()).fails_with(3);
            assert!(ran.stderr.contains(name) && ran.stderr.contains("\nhint: "), "{}", ran.stderr);
            assert_eq!(desk.names(), [name]);
        }
    }
}

/// The file names a relationship that is not there, which panics the reader of .xlsb.
#[test]
fn a_reader_that_panics_is_an_error_line() {
    let desk = Desk::new();
    desk.put("damaged.xlsb", form("damaged.xlsb"));
    let ran = fill("damaged.xlsb").env("RUST_BACKTRACE", "1").in_dir(desk.path()).fails_with(3);
    assert!(ran.stderr.contains("damaged.xlsb: the file is damaged: its reader gave up"), "{}", ran.stderr);
    assert_eq!(desk.names(), ["damaged.xlsb"]);
}

#[test]
fn the_process_that_reads_is_no_command_to_be_seen_and_ends_with_its_parent() {
    let help = trustfill(["--help"]).success();
    assert!(!help.stdout.contains("read-legacy"));
    // The pipe closes before the file came, as it does when the parent is gone.
    let ran = trustfill(["read-legacy", "xls"]).input(b"\xFF\0\0\0\0\0\0\0half".to_vec()).run();
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""));
}
