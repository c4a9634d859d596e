//! Reading a file in a process of its own: a reader that exhausts memory, hangs or aborts on a damaged file ends that
//! process, and the run goes on to say so.
//!
//! The parent sends the file's bytes to the child's standard input and keeps the pipe open; the child answers with a
//! new .xlsx on standard output, or with an error on standard error. A child whose parent is gone sees the pipe close,
//! and ends.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use trustfill::workbook::{Format, Limit, Limits, WorkbookError, to_xlsx};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::{limits, temporary};

/// The subcommand that the child is started with.
const SUBCOMMAND: &str = "read-legacy";
/// How often the parent looks whether the child has ended.
const PATIENCE: Duration = Duration::from_millis(5);
/// Bytes of the child's error that are read: a line and its hints.
const LONGEST_ERROR: u64 = 16 << 10;

/// Reads a file of a format that cannot be written back, in a child process; gives the new .xlsx.
pub(crate) fn to_xlsx_apart(
    name: &str,
    bytes: &[u8],
    format: Format,
    limits: &Limits,
) -> Result<Vec<u8>, Failure> {
    let failed = |error: io::Error| Failure::input(name, format!("the process that reads it: {error}"));
    let mut child = Command::new(std::env::current_exe().map_err(failed)?)
        .args([SUBCOMMAND, format.extension()])
        .args(limits::arguments())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let length = (bytes.len() as u64).to_le_bytes();
    let deadline = Duration::from_secs(limits.seconds);
    let answer = converse(&mut child, &[&length, bytes], limits.file_bytes, deadline);
    if answer.is_err() {
        // Only a child that is there still can be ended; one that is gone is what was wanted.
        let _ = child.kill();
    }
    let reaped = child.wait();
    let (status, answer) = match answer.map_err(failed)? {
        Some(answer) => (reaped.map_err(failed)?, answer),
        None => {
            let seconds = limits.seconds;
            return Err(Failure::input(name, format!("reading it took longer than {seconds} seconds"))
                .hint("the file may be damaged: open it in a spreadsheet program and save it as .xlsx")
                .hint(Limit::Seconds.hint(limits)));
        }
    };
    outcome(name, status, answer, limits)
}

/// What a child said.
pub(crate) struct Answer {
    pub(crate) output: Vec<u8>,
    pub(crate) error: Vec<u8>,
}

/// Sends the bytes and reads the answer, up to `most` of it, all at once, since pipes are short. `None` if the deadline
/// passed, and the child was ended. The child still has to be waited for.
pub(crate) fn converse(
    child: &mut Child,
    bytes: &[&[u8]],
    most: u64,
    deadline: Duration,
) -> io::Result<Option<Answer>> {
    let (Some(mut input), Some(output), Some(error)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(io::Error::other("it has no pipes"));
    };
    let start = Instant::now();
    // The answer is a package too, and holds no more than the file did.
    thread::scope(|scope| {
        let (done, wait) = mpsc::channel::<()>();
        scope.spawn(move || {
            // A child that refuses early closes its end; its error says why.
            let _ = bytes.iter().try_for_each(|piece| input.write_all(piece));
            // The pipe stays open until the child has ended.
            let _ = wait.recv();
        });
        let output = scope.spawn(move || read(output, most));
        let error = scope.spawn(move || read(error, LONGEST_ERROR));
        let mut late = false;
        while child.try_wait()?.is_none() {
            if start.elapsed() > deadline {
                late = true;
                child.kill()?;
                child.wait()?;
                break;
            }
            thread::sleep(PATIENCE);
        }
        drop(done);
        let (output, error) = (output.join(), error.join());
        if late {
            return Ok(None);
        }
        let gone = |_| io::Error::other("its answer was lost");
        Ok(Some(Answer { output: output.map_err(gone)??, error: error.map_err(gone)?? }))
    })
}

fn read(pipe: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut pipe = pipe;
    pipe.by_ref().take(most).read_to_end(&mut bytes)?;
    // What is over the bound is drained, so that the child can end.
    io::copy(&mut pipe, &mut io::sink())?;
    Ok(bytes)
}

fn outcome(name: &str, status: ExitStatus, answer: Answer, limits: &Limits) -> Result<Vec<u8>, Failure> {
    if status.success() {
        return Ok(answer.output);
    }
    if status.code() == Some(Exit::Input as i32) {
        let text = String::from_utf8_lossy(&answer.error).into_owned();
        let mut lines = text.lines().map(str::to_owned);
        if let Some(message) = lines.next() {
            return Err(Failure { hints: lines.collect(), ..Failure::input(name, message) });
        }
    }
    let why = "the file is damaged, or reading it takes too much memory: the process that read it was ended";
    Err(Failure::input(name, why)
        .hint("open it in a spreadsheet program and save it as .xlsx")
        .hint(Limit::MemoryMib.hint(limits)))
}

/// The child: reads a file from standard input, writes the new .xlsx to standard output.
pub(crate) fn read_legacy(extension: &str) -> Result<Exit, Failure> {
    let refused = |why: &str| Failure::usage(format!("{SUBCOMMAND}: {why}"));
    let format = Format::from_extension(extension).ok_or_else(|| refused("no such format"))?;
    limit_memory(limits::of_run().memory).map_err(|error| refused(&error.to_string()))?;
    let bytes = receive().map_err(|error| refused(&error.to_string()))?;
    end_with_parent().map_err(|error| refused(&error.to_string()))?;
    end_on_panic();
    match to_xlsx(bytes, format, limits::of_run()) {
        Ok(xlsx) => {
            let mut out = io::stdout().lock();
            out.write_all(&xlsx)
                .and_then(|()| out.flush())
                .map_err(|error| Failure::output("standard output", error))?;
            Ok(Exit::Done)
        }
        Err(error) => Ok(refuse(&error)),
    }
}

/// A reader that panics says of the file what an error would say.
fn end_on_panic() {
    std::panic::set_hook(Box::new(|_| {
        let error = WorkbookError::DamagedFile { detail: "its reader gave up".to_owned() };
        temporary::leave(refuse(&error) as i32)
    }));
}

/// Tells the parent why: it takes the lines of standard error for the reason and the hints.
fn refuse(error: &WorkbookError) -> Exit {
    let lines: Vec<String> = std::iter::once(error.to_string())
        .chain(error.hints())
        .map(|line| line.replace(['\n', '\r'], " "))
        .collect();
    // A parent that does not listen any more needs no reason.
    let _ = writeln!(io::stderr(), "{}", lines.join("\n"));
    Exit::Input
}

/// Takes the bound down, never up: somebody may have set a lower one.
pub(crate) fn limit_memory(most: u64) -> io::Result<()> {
    let now = getrlimit(Resource::As);
    let bound = |limit: Option<u64>| Some(limit.map_or(most, |limit| limit.min(most)));
    setrlimit(Resource::As, Rlimit { current: bound(now.current), maximum: bound(now.maximum) })?;
    Ok(())
}

/// The bytes of the file, behind their number.
fn receive() -> io::Result<Vec<u8>> {
    let mut input = io::stdin().lock();
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length).min(limits::of_run().file_bytes);
    let mut bytes = Vec::new();
    input.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// From now on this process ends when the pipe from its parent closes: an orphan must not go on.
/// Where even a thread is too much, the caller says so.
pub(crate) fn end_with_parent() -> io::Result<()> {
    let wait = || {
        // Whatever comes, a byte that nobody promised or the end: the conversation is over.
        let _ = io::stdin().lock().read(&mut [0; 1]);
        temporary::leave(Exit::Input as i32)
    };
    thread::Builder::new().spawn(wait).map(drop)
}
