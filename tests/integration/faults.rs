//! Faults from outside: signals, full disks, closed pipes, few descriptors, races. An output has its name and is whole, or it
//! is not there; the input never changes; no temporary file stays.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{Desk, EXAMPLES, TODAY, beside, binary, knowledge, trustfill};

const FORM: &str = EXAMPLES[0];
/// The signals that end the program, with its exit code then.
const SIGNALS: [(Signal, i32); 3] = [(Signal::HUP, 129), (Signal::INT, 130), (Signal::TERM, 143)];
/// Longest time that a test waits for a sign of life.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program started by another: `env` or `sh` with these arguments in front of it.
fn behind(starter: &[&str], arguments: &[&str]) -> Command {
    let mut command = Command::new(starter[0]);
    command.args(&starter[1..]).arg(binary()).args(arguments).env("NO_COLOR", "1");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// `fill` of the form on the desk into its folder `out`, with every report.
fn filling(starter: &[&str], desk: &Desk) -> Command {
    let base = knowledge();
    let base = base.to_str().unwrap();
    let mut command = behind(
        starter,
        &["fill", FORM, "--out-dir", "out", "--report", "html,json", "--today", TODAY, "--knowledge", base],
    );
    command.current_dir(desk.path());
    command
}

/// A shell that sets a limit first. Everything that it starts is the program itself.
fn limited(limit: &str) -> String {
    format!("{limit}; exec \"$0\" \"$@\"")
}

/// The same signals for the program whatever the tests were started with.
const UNTOUCHED: [&str; 2] = ["env", "--default-signal=HUP,INT,TERM,XFSZ"];

fn desk() -> Desk {
    let desk = Desk::with_example(FORM);
    std::fs::create_dir(desk.join("out")).unwrap();
    desk
}

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

/// The exit code; a child that does not end is ended, and the test fails.
#[track_caller]
fn ended(child: &mut Child) -> Option<i32> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("it did not end");
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// The names of the outputs, which are checked to be whole.
#[track_caller]
fn outputs(desk: &Desk) -> Vec<String> {
    let items = std::fs::read_dir(desk.join("out")).unwrap();
    let mut names: Vec<String> = items.map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    for name in &names {
        let bytes = desk.read(&format!("out/{name}"));
        match name.rsplit_once('.').unwrap().1 {
            "xlsx" => assert!(!crate::package::parts(&bytes).is_empty(), "{name}"),
            "json" => drop(serde_json::from_slice::<serde_json::Value>(&bytes).unwrap()),
            "html" => assert!(bytes.trim_ascii_end().ends_with(b"</html>"), "{name} is cut off"),
            other => panic!("{name} is left behind ({other})"),
        }
    }
    names
}

/// The outputs of a run that was not disturbed.
fn all_outputs() -> Vec<String> {
    let mut names: Vec<String> = ["filled", "review"].iter().map(|kind| beside(FORM, kind)).collect();
    let stem = FORM.trim_end_matches(".xlsx");
    names.extend([format!("{stem}.report.html"), format!("{stem}.report.json")]);
    names.sort();
    names
}

/// `ask --stdin` after its first answer, with both ends of the conversation.
fn asking(starter: &[&str]) -> (Child, std::process::ChildStdin, BufReader<std::process::ChildStdout>) {
    let base = knowledge();
    let mut command =
        behind(starter, &["ask", "--stdin", "--today", TODAY, "--knowledge", base.to_str().unwrap()]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    asked(&mut input, &mut output);
    (child, input, output)
}

/// Asks a question, many times over so that the answers leave the buffer of the program; reads a line.
fn asked(input: &mut impl Write, output: &mut impl BufRead) {
    for _ in 0..20 {
        input.write_all(b"{\"question\":\"Do you encrypt stored data?\"}\n").unwrap();
    }
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    assert!(line.starts_with('{'), "{line}");
}

#[test]
fn each_signal_has_its_exit_code() {
    for (signal, code) in SIGNALS {
        let (mut child, _input, _output) = asking(&UNTOUCHED);
        send(&child, signal);
        assert_eq!(ended(&mut child), Some(code), "{signal:?}");
    }
}

#[test]
fn a_batch_that_is_interrupted_says_how_it_goes_on() {
    let desk = Desk::new();
    for number in 0..40 {
        desk.put(
            &format!("in/f{number}.csv"),
            "#,Question,Answer\n1,Do you keep bees?,\n2,Do you encrypt data at rest?,\n",
        );
    }
    let mut child = Command::new(UNTOUCHED[0])
        .args(&UNTOUCHED[1..])
        .arg(binary())
        .args([
            "batch",
            "in",
            "--out-dir",
            "out",
            "--events",
            "events.jsonl",
            "--today",
            TODAY,
            "--knowledge",
        ])
        .arg(knowledge())
        .current_dir(desk.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while !std::fs::read_to_string(desk.join("events.jsonl")).unwrap_or_default().contains("\"ended\"") {
        assert!(start.elapsed() < PATIENCE && child.try_wait().unwrap().is_none(), "it began");
        thread::sleep(Duration::from_millis(1));
    }
    send(&child, Signal::INT);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130));
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(told.contains("note: ended before the end; run the batch again"), "{told}");
    assert!(!desk.join("out/report.json").exists(), "a report says that a batch has ended");
}

#[test]
fn a_signal_that_was_ignored_at_the_start_stays_ignored() {
    let (mut child, mut input, mut output) = asking(&["env", "--ignore-signal=HUP", "--default-signal=TERM"]);
    send(&child, Signal::HUP);
    asked(&mut input, &mut output);
    send(&child, Signal::TERM);
    assert_eq!(ended(&mut child), Some(143));
}

/// Stops a run while temporary files lie there, sends the signal, and lets it go on. `None` where the run was too fast.
fn signalled_while_writing(desk: &Desk, signal: Signal) -> Option<i32> {
    let mut child = filling(&UNTOUCHED, desk).spawn().unwrap();
    let temporary = || {
        let mut items = std::fs::read_dir(desk.join("out")).unwrap();
        items.any(|item| item.unwrap().file_name().to_string_lossy().starts_with(".trustfill-"))
    };
    while child.try_wait().unwrap().is_none() && !temporary() {
        thread::sleep(Duration::from_micros(200));
    }
    if child.try_wait().unwrap().is_some() {
        return None;
    }
    send(&child, Signal::STOP);
    let caught = temporary();
    send(&child, signal);
    send(&child, Signal::CONT);
    let code = ended(&mut child);
    caught.then_some(code.unwrap_or(-1))
}

#[test]
fn a_signal_while_outputs_are_written_leaves_all_of_them_or_none() {
    for (signal, code) in SIGNALS {
        let mut caught = 0;
        for _ in 0..30 {
            let desk = desk();
            let before = desk.read(FORM);
            let Some(ended_with) = signalled_while_writing(&desk, signal) else { continue };
            let names = outputs(&desk);
            assert!(names.is_empty() || names == all_outputs(), "{signal:?}: {names:?}");
            // All names may be given already when the signal is heard.
            assert!(ended_with == code || ended_with == 0, "{signal:?}: {ended_with}");
            assert!(!names.is_empty() || ended_with == code, "{signal:?}: {ended_with} and no output");
            assert_eq!(desk.read(FORM), before);
            caught += 1;
            if ended_with == code {
                break;
            }
        }
        assert!(caught > 0, "no run was met while it wrote");
    }
}

#[test]
fn a_killed_run_leaves_nothing_half_and_the_next_one_works() {
    let desk = desk();
    signalled_while_writing(&desk, Signal::KILL);
    for name in std::fs::read_dir(desk.join("out")).unwrap() {
        let name = name.unwrap().file_name().into_string().unwrap();
        if name.starts_with(".trustfill-") {
            std::fs::remove_file(desk.join("out").join(name)).unwrap();
        }
    }
    let left = outputs(&desk);
    let base = knowledge();
    trustfill(["fill", FORM, "--out-dir", "out", "--force", "--today", TODAY, "--knowledge"])
        .arg(base)
        .in_dir(desk.path())
        .success();
    assert!(outputs(&desk).len() >= left.len().max(2));
}

/// The error line of a run that ended with that code.
#[track_caller]
fn refusal(command: &mut Command, code: i32) -> String {
    let ran = command.output().unwrap();
    let stderr = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(code), "{stderr}");
    let errors: Vec<&str> = stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(errors.len(), 1, "{stderr}");
    errors[0].to_owned()
}

#[test]
fn an_output_over_the_limit_of_file_sizes_is_no_output() {
    for blocks in [0, 2, 24] {
        let desk = desk();
        let script = limited(&format!("ulimit -f {blocks}"));
        let line = refusal(&mut filling(&["env", UNTOUCHED[1], "sh", "-c", &script], &desk), 4);
        assert!(line.contains("too large"), "{line}");
        assert_eq!(outputs(&desk), [""; 0], "{blocks}");
    }
}

#[test]
fn a_former_output_survives_a_run_that_fails() {
    let desk = desk();
    let name = beside(FORM, "filled");
    desk.put(&format!("out/{name}"), desk.read(FORM));
    let script = limited("ulimit -f 24");
    let mut command = filling(&["env", UNTOUCHED[1], "sh", "-c", &script], &desk);
    refusal(command.arg("--force"), 4);
    assert_eq!(outputs(&desk), [name.as_str()]);
    assert_eq!(desk.read(&format!("out/{name}")), desk.read(FORM));
}

/// Commands that print a result, each with nothing but what stands in the checkout.
fn printing(desk: &Desk) -> Vec<Vec<String>> {
    let base = knowledge().to_str().unwrap().to_owned();
    let form = desk.join(FORM).to_str().unwrap().to_owned();
    let with_base =
        |words: &[&str]| words.iter().copied().chain(["--knowledge", &base]).map(str::to_owned).collect();
    let plain = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    vec![
        plain(&["--help"]),
        plain(&["--version"]),
        plain(&["help", "fill"]),
        plain(&["completions", "bash"]),
        plain(&["man"]),
        plain(&["inspect", &form]),
        with_base(&["fill", &form, "--dry-run", "--today", TODAY]),
        with_base(&["check", "--today", TODAY]),
        with_base(&["stats"]),
        with_base(&["ask", "Do you encrypt stored data?", "--today", TODAY]),
    ]
}

#[test]
fn a_full_standard_output_is_an_output_that_could_not_be_written() {
    let desk = desk();
    for words in printing(&desk) {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = Command::new(binary()).args(&words).stdout(full).output().unwrap();
        let stderr = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(4), "{words:?}: {stderr}");
        assert_eq!(stderr.matches("error: ").count(), 1, "{words:?}: {stderr}");
        assert!(stderr.contains("standard output"), "{words:?}: {stderr}");
    }
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ran = filling(&UNTOUCHED, &desk).stdout(full).output().unwrap();
    assert_eq!(ran.status.code(), Some(4));
    assert_eq!(outputs(&desk), all_outputs());
}

#[test]
fn a_closed_standard_output_is_no_error() {
    let desk = desk();
    for words in printing(&desk) {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran = Command::new(binary()).args(&words).stdout(writer).output().unwrap();
        let stderr = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(0), "{words:?}: {stderr}");
        assert!(!stderr.contains("error"), "{words:?}: {stderr}");
    }
}

#[test]
fn questions_without_end_end_when_nobody_reads_the_answers() {
    let (mut child, mut input, output) = asking(&UNTOUCHED);
    drop(output);
    // The program closes its end some time, and then writing fails.
    while input.write_all(b"{\"question\":\"Do you encrypt stored data?\"}\n").is_ok() {}
    assert_eq!(ended(&mut child), Some(0));
}

#[test]
fn few_descriptors_or_little_memory_end_in_a_whole_output_or_in_none() {
    for limit in ["ulimit -n 6", "ulimit -n 4", "ulimit -v 150000", "ulimit -s 256"] {
        let desk = desk();
        let script = limited(limit);
        let ran = filling(&["sh", "-c", &script], &desk).output().unwrap();
        let stderr = String::from_utf8_lossy(&ran.stderr).into_owned();
        let names = outputs(&desk);
        match ran.status.code() {
            Some(0) => assert_eq!(names, all_outputs(), "{limit}"),
            code => {
                assert!(names.is_empty(), "{limit}: {names:?}");
                assert!(!stderr.is_empty() && code != Some(101), "{limit}: {code:?} {stderr}");
            }
        }
    }
}

#[test]
fn runs_that_race_for_one_output_leave_that_of_one_of_them() {
    let desk = desk();
    let mut children: Vec<Child> = (0..5).map(|_| filling(&UNTOUCHED, &desk).spawn().unwrap()).collect();
    let codes: Vec<Option<i32>> = children.iter_mut().map(ended).collect();
    assert_eq!(codes.iter().filter(|code| **code == Some(0)).count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| matches!(code, Some(0 | 4))), "{codes:?}");
    assert_eq!(outputs(&desk), all_outputs());
}

#[test]
fn a_form_that_is_cut_off_while_it_is_read_is_filled_or_refused() {
    for wait in [0, 3, 30] {
        let desk = desk();
        let mut child = filling(&UNTOUCHED, &desk).spawn().unwrap();
        thread::sleep(Duration::from_millis(wait));
        OpenOptions::new().write(true).open(desk.join(FORM)).unwrap().set_len(1000).unwrap();
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        match ended(&mut child) {
            Some(0) => assert_eq!(outputs(&desk), all_outputs()),
            code => {
                assert_eq!(code, Some(3), "{stderr}");
                assert!(stderr.contains(FORM), "{stderr}");
                assert_eq!(outputs(&desk), [""; 0]);
            }
        }
    }
}

#[test]
fn an_output_that_somebody_reads_is_replaced_and_not_written_into() {
    let desk = desk();
    let name = format!("out/{}", beside(FORM, "filled"));
    desk.put(&name, desk.read(FORM));
    let mut reader = File::open(desk.join(&name)).unwrap();
    let mut command = filling(&UNTOUCHED, &desk);
    assert_eq!(command.arg("--force").output().unwrap().status.code(), Some(0));
    let mut seen = Vec::new();
    reader.read_to_end(&mut seen).unwrap();
    assert!(seen == desk.read(FORM), "the reader's file was changed under it");
    assert_ne!(desk.read(&name), desk.read(FORM));
}
