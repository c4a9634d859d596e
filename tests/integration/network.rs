//! Nothing leaves the machine: no command makes a call of the network, and none could, for the program has no way to.
//!
//! Runs are watched with strace. Where it is missing, or may not look, the test says that it is skipped.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use regex::Regex;

use crate::browser::installed;
use crate::docs::document;
use crate::house::sources;
use crate::support::{
    Desk, EXAMPLES, TODAY, beside, binary, copy_folder, example, knowledge, root, trustfill,
};

/// The calls that are looked for: all by which a socket is made, opened or taken, and the one by which others can be made
/// unseen. What is read from a socket is not looked for: without these there is none that leads out.
const CALLS: &str = "trace=socket,socketpair,connect,bind,listen,accept,accept4,io_uring_setup";
/// Two ends that one process holds: how a signal reaches the thread that waits for it. They have no address.
const PAIR: &str = "socketpair(AF_UNIX";
/// What strace writes beside calls: how a process was stopped and ended.
const OTHER_LINES: [&str; 2] = ["+++", "---"];
/// The first bytes of a program on Linux.
const ELF: &[u8] = b"\x7fELF";

/// Runs a program under strace; the network calls of it and of all that it starts, and its exit code.
fn calls(strace: &Path, desk: &Desk, program: &Path, arguments: &[&str]) -> (Vec<String>, Option<i32>) {
    let told = desk.join("calls.strace");
    let status = Command::new(strace)
        .args(["-f", "-qq", "-e", CALLS, "-o"])
        .arg(&told)
        .arg("--")
        .arg(program)
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .current_dir(desk.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let text = std::fs::read_to_string(&told).unwrap_or_default();
    let seen = text.lines().filter(|line| {
        let call = line.split_once(' ').map_or(*line, |(_, call)| call.trim_start());
        !call.starts_with(PAIR) && !OTHER_LINES.iter().any(|other| call.starts_with(other))
    });
    (seen.map(str::to_owned).collect(), status.code())
}

/// strace, if it is here and sees a call of the network where one is made. bash makes one.
fn watcher(desk: &Desk) -> Option<PathBuf> {
    let Some((strace, bash)) = installed(&["strace"]).zip(installed(&["bash"])) else {
        println!("skipped: strace or bash is not installed");
        return None;
    };
    // In a process of its own, so that this also shows that those are followed. Port 9 discards; nobody listens there.
    let reach = ["-c", "(exec 3<>/dev/tcp/127.0.0.1/9); true"];
    let (seen, code) = calls(&strace, desk, &bash, &reach);
    if code != Some(0) {
        println!("skipped: strace may not look at processes here");
        return None;
    }
    assert!(seen.iter().any(|call| call.contains("connect(")), "strace did not see a connection: {seen:?}");
    Some(strace)
}

/// A run of every command that does its work: the exit code, and the arguments.
fn runs() -> Vec<(i32, Vec<&'static str>)> {
    vec![
        (0, vec!["init", "begun"]),
        (0, vec!["fill", EXAMPLES[0], "--today", TODAY, "--report", "html,json"]),
        // Read by a child process.
        (0, vec!["fill", "form.ods", "--today", TODAY]),
        // Each form is filled by a child process.
        (0, vec!["batch", "inbox", "--out-dir", "outbox", "--today", TODAY]),
        (0, vec!["inspect", EXAMPLES[1]]),
        (0, vec!["ask", "Is data encrypted at rest?", "--explain", "--today", TODAY]),
        (0, vec!["apply", "acme-cloud-assessment.review.xlsx", "--allow-open"]),
        (0, vec!["learn", "acme-cloud-assessment.review.xlsx", "--today", TODAY]),
        (0, vec!["export", "-o", "base.xlsx"]),
        (0, vec!["import", "base.xlsx", "--today", TODAY]),
        (0, vec!["check", "--today", TODAY]),
        (0, vec!["stats", "--today", TODAY]),
        (0, vec!["publish", "--out-dir", "site", "--today", TODAY]),
        (0, vec!["publish", "--verify", "site"]),
        (0, vec!["eval", "labels.jsonl", "--today", TODAY]),
        (0, vec!["new", "Is the sky blue?", "--category", "why-us", "--today", TODAY]),
        (0, vec!["completions", "bash"]),
        (0, vec!["man"]),
        (0, vec!["help"]),
    ]
}

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = trustfill(["--help"]).success().stdout;
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    let name = Regex::new(r"(?m)^  ([a-z][a-z-]*)").unwrap();
    name.captures_iter(list).map(|found| found[1].to_owned()).collect()
}

#[test]
fn no_command_makes_a_call_of_the_network() {
    let runs = runs();
    for command in commands() {
        assert!(runs.iter().any(|(_, arguments)| arguments[0] == command), "{command} is not watched");
    }
    let desk = Desk::new();
    let Some(strace) = watcher(&desk) else { return };
    copy_folder(&knowledge(), &desk.join("knowledge"));
    for name in EXAMPLES {
        desk.put(name, example(name));
    }
    desk.put("inbox/form.csv", example(EXAMPLES[2]));
    desk.put("form.ods", std::fs::read(root().join("tests/fixtures/legacy/form.ods")).unwrap());
    let label =
        r#"{"family": "a", "question": "Is data encrypted at rest?", "full": ["encryption-at-rest"]}"#;
    desk.put("labels.jsonl", label);
    for (code, arguments) in runs {
        let (seen, ended) = calls(&strace, &desk, Path::new(&binary()), &arguments);
        assert_eq!(ended, Some(code), "{arguments:?} did not do its work");
        assert!(seen.is_empty(), "{arguments:?}: {seen:#?}");
    }
    // Links in the outputs are texts to whoever wrote them: the runs did make them.
    for made in [beside(EXAMPLES[0], "filled"), beside("form.ods", "review"), "site".to_owned()] {
        assert!(desk.join(&made).exists(), "{made}: there is {:?}", desk.names());
    }
}

/// The names of the functions that a 64-bit program of Linux takes from libraries while it starts: the strings of its
/// dynamic symbols. `None` where it is linked with none, or is of another kind.
fn taken_from_libraries(program: &[u8]) -> Option<Vec<String>> {
    /// The type of a section that holds dynamic symbols.
    const DYNAMIC_SYMBOLS: u64 = 11;
    if !program.starts_with(ELF) {
        return None;
    }
    let number = |at: usize, bytes: usize| {
        program[at..at + bytes].iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    };
    let (table, size, count) = (number(0x28, 8), number(0x3a, 2), number(0x3c, 2));
    let section = |index: u64| usize::try_from(table + index * size).unwrap();
    let symbols = (0..count).map(section).find(|at| number(at + 4, 4) == DYNAMIC_SYMBOLS)?;
    let strings = section(number(symbols + 0x28, 4));
    let [from, length] = [0x18, 0x20].map(|field| usize::try_from(number(strings + field, 8)).unwrap());
    let names = program[from..from + length].split(|byte| *byte == 0);
    Some(names.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
}

#[test]
fn the_program_is_linked_with_no_function_that_reaches_a_network() {
    let Some(names) = taken_from_libraries(&std::fs::read(binary()).unwrap()) else {
        println!("skipped: the program takes no functions from libraries");
        return;
    };
    assert!(names.iter().any(|name| name == "write"), "{names:?}");
    for function in
        ["socket", "connect", "bind", "listen", "accept4", "getaddrinfo", "gethostbyname", "sendto"]
    {
        assert!(!names.iter().any(|name| name == function), "{function} is linked with");
    }
}

#[test]
fn no_source_and_no_dependency_is_given_the_network() {
    let named = Regex::new(
        r"\b(?:std|core)::net\b|\bos::(?:unix|linux)::net\b|\bTcp(?:Stream|Listener)\b|\bUdpSocket\b|\bUnix(?:Stream|Listener|Datagram)\b|\brustix::net\b|\bToSocketAddrs\b",
    )
    .unwrap();
    assert!(named.is_match("use std::net::TcpStream;") && named.is_match("std::os::unix::net"));
    let files = sources();
    let wrong: Vec<&str> =
        files.iter().filter(|f| named.is_match(&f.text)).map(|f| f.path.as_str()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let manifest = document("Cargo.toml");
    let rustix = manifest.lines().find(|line| line.starts_with("rustix =")).unwrap();
    assert!(!rustix.contains("\"net\""), "{rustix}");
}
