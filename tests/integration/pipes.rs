//! Pipes and devices in the place of files: no command waits for a pipe that nobody writes into, or reads one without end.

use std::os::unix::fs::symlink;

use crate::support::{Desk, EXAMPLES, Ran, TODAY, copy_folder, knowledge, trustfill};

const FORM: &str = EXAMPLES[0];

fn pipe(desk: &Desk, name: &str) {
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, desk.join(name), rustix::fs::FileType::Fifo, mode, 0).unwrap();
}

/// A desk with a form, a copy of the base and a pipe.
fn desk() -> Desk {
    let desk = Desk::with_example(FORM);
    copy_folder(&knowledge(), &desk.join("base"));
    pipe(&desk, "pipe");
    desk
}

/// Runs words on the desk, the date and the base added where they are wanted.
fn run(desk: &Desk, words: &[&str]) -> Ran {
    let dated = !["inspect", "stats"].contains(&words[0]);
    let with_base = !["inspect", "apply"].contains(&words[0]);
    let mut run = trustfill(words).in_dir(desk.path());
    if dated {
        run = run.args(["--today", TODAY]);
    }
    if with_base {
        run = run.args(["--knowledge", "base"]);
    }
    run.run()
}

#[test]
fn a_pipe_or_an_endless_device_in_the_place_of_a_file_is_refused() {
    let desk = desk();
    for name in ["pipe.xlsx", "pipe.json", "pipe.record.json"] {
        pipe(&desk, name);
    }
    symlink("/dev/zero", desk.join("endless")).unwrap();
    let cases: [(&[&str], i32); 14] = [
        (&["fill", "pipe.xlsx"], 3),
        (&["inspect", "pipe.xlsx"], 3),
        (&["fill", FORM, "--config", "pipe"], 2),
        (&["fill", FORM, "--config", "endless"], 2),
        (&["ask", "Is it?", "--config", "pipe"], 2),
        (&["apply", "pipe.xlsx"], 3),
        (&["apply", "pipe.json"], 3),
        (&["learn", "pipe.xlsx"], 3),
        (&["learn", "pipe.json"], 3),
        (&["import", "pipe.xlsx"], 3),
        (&["eval", "pipe"], 3),
        (&["eval", "endless"], 3),
        (&["check", "--config", "pipe"], 2),
        (&["stats", "--config", "pipe"], 2),
    ];
    for (words, code) in cases {
        let ran = run(&desk, words);
        assert_eq!(ran.code, code, "{words:?}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: "), "{words:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("no regular file"), "{words:?}: {}", ran.stderr);
    }
}

#[test]
fn pipes_in_folders_are_passed_over_or_refused_and_never_waited_for() {
    let desk = desk();
    pipe(&desk, "base/pipe.md");
    pipe(&desk, "base/access-control");
    let category = std::fs::read_dir(knowledge()).unwrap().map(|item| item.unwrap());
    let category = category.filter(|item| item.path().is_dir()).map(|item| item.file_name()).min().unwrap();
    pipe(&desk, &format!("base/{}/pipe.md", category.to_str().unwrap()));
    desk.put("profiles/.keep", "");
    pipe(&desk, "profiles/pipe.toml");
    desk.put("records/.keep", "");
    pipe(&desk, "records/pipe.record.json");
    for words in [&["fill", FORM, "--dry-run", "--records", "records"][..], &["stats"], &["check"]] {
        let ran = run(&desk, words);
        assert!(ran.code <= 1, "{words:?}: {}", ran.stderr);
    }
    desk.put("templates/.keep", "");
    pipe(&desk, "templates/entry.html");
    let ran = run(&desk, &["publish", "--out-dir", "site", "--templates", "templates"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("no regular file"), "{}", ran.stderr);
}

#[test]
fn a_pipe_where_a_site_has_a_file_is_refused() {
    let desk = desk();
    assert_eq!(run(&desk, &["publish", "--out-dir", "site"]).code, 0);
    std::fs::remove_file(desk.join("site/index.html")).unwrap();
    pipe(&desk, "site/index.html");
    for force in [&[][..], &["--force"]] {
        let ran = run(&desk, &[&["publish", "--out-dir", "site"][..], force].concat());
        assert_eq!(ran.code, 4, "{}", ran.stderr);
        assert!(ran.stderr.contains("index.html: it is no regular file"), "{}", ran.stderr);
    }
    let ran = run(&desk, &["publish", "--verify", "site"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn a_site_is_not_made_inside_the_base() {
    let desk = desk();
    symlink("base", desk.join("link")).unwrap();
    for folder in ["base", "base/site", "base/a/b", "link/site", "site/../base/site"] {
        desk.put("site/.keep", "");
        let ran = run(&desk, &["publish", "--force", "--out-dir", folder]);
        assert_eq!(ran.code, 2, "{folder}: {}", ran.stderr);
        assert!(ran.stderr.contains("inside the knowledge base"), "{}", ran.stderr);
    }
    assert!(!desk.join("base/site").exists() && !desk.join("base/a").exists());
}

#[test]
fn a_second_run_into_a_site_is_refused_while_the_first_one_holds_it() {
    let desk = desk();
    desk.put("site/.keep", "");
    let held = std::fs::File::open(desk.join("site")).unwrap();
    held.lock().unwrap();
    let ran = run(&desk, &["publish", "--out-dir", "site"]);
    assert_eq!(ran.code, 4, "{}", ran.stderr);
    assert!(ran.stderr.contains("another run is publishing into it"), "{}", ran.stderr);
    drop(held);
    assert_eq!(run(&desk, &["publish", "--out-dir", "site"]).code, 0);
    assert!(std::fs::read_dir(desk.join("site")).unwrap().all(|item| {
        let name = item.unwrap().file_name().into_string().unwrap();
        name == ".keep" || !name.contains("lock")
    }));
}
