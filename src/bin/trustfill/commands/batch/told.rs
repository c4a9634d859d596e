//! What a batch tells while it runs: a bar on a terminal, lines elsewhere, events for a program. Times and the number of
//! resumed files stand here and in no output.

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use trustfill::batch::{Counts, FileRecord, Outcome, Part};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::{files, terminal};

/// How often the bar moves by itself.
const TICK: Duration = Duration::from_millis(200);
/// What a file of events begins with.
const FIRST: &[u8] = b"{\"event\":";
/// What the bar shows.
const BAR: &str = "{bar:24} {pos}/{len} {elapsed_precise} {wide_msg}";

/// Whoever listens.
pub(super) struct Told {
    bar: ProgressBar,
    on_terminal: bool,
    events: Option<Mutex<Box<dyn Write + Send>>>,
    /// Whether standard output belongs to the events.
    pub(super) on_stdout: bool,
    start: Instant,
}

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
enum Event<'a> {
    /// The files are found.
    Start { files: usize, jobs: usize },
    /// A file's turn has come.
    Begun { file: &'a str },
    /// A file has ended, or had before.
    Ended {
        file: &'a str,
        outcome: Outcome,
        exit: u8,
        resumed: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        counts: Option<Counts>,
        #[serde(skip_serializing_if = "Option::is_none")]
        error: Option<&'a str>,
        seconds: f64,
    },
    /// The run has ended.
    End { exit: u8, done: usize, failed: usize, not_run: usize, resumed: usize, seconds: f64 },
}

impl Told {
    /// Opens the events.
    pub(super) fn new(events: Option<&Path>) -> Result<Self, Failure> {
        let on_stdout = events == Some(Path::new("-"));
        let events: Option<Box<dyn Write + Send>> = match events {
            None => None,
            Some(_) if on_stdout => Some(Box::new(io::stdout())),
            Some(path) => Some(Box::new(appended(path)?)),
        };
        let on_terminal = io::stderr().is_terminal();
        let bar = if on_terminal { ProgressBar::new(0) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template(BAR) {
            bar.set_style(style.progress_chars("=> "));
        }
        Ok(Self { bar, on_terminal, events: events.map(Mutex::new), on_stdout, start: Instant::now() })
    }

    pub(super) fn start(&self, files: usize, jobs: usize) -> Result<(), Failure> {
        self.bar.set_length(files as u64);
        if self.on_terminal {
            self.bar.enable_steady_tick(TICK);
        }
        self.event(&Event::Start { files, jobs })
    }

    pub(super) fn begun(&self, file: &str) -> Result<(), Failure> {
        self.bar.set_message(trustfill::text::shown(file));
        self.event(&Event::Begun { file })
    }

    /// A file has ended; `seconds` is how long it took.
    pub(super) fn ended(&self, record: &FileRecord, resumed: bool, seconds: f64) -> Result<(), Failure> {
        self.bar.inc(1);
        self.bar.suspend(|| match (&record.error, record.counts) {
            (Some(error), _) => {
                terminal::error(error);
                record.hints.iter().for_each(|hint| terminal::hint(hint));
            }
            (None, Some(counts)) if !self.on_terminal && !resumed => terminal::note(&format!(
                "{}: {} filled, {} suggested, {} open",
                record.file, counts.filled, counts.suggested, counts.open
            )),
            _ => {}
        });
        self.event(&Event::Ended {
            file: &record.file,
            outcome: record.outcome,
            exit: record.exit,
            resumed,
            counts: record.counts,
            error: record.error.as_deref(),
            seconds: rounded(seconds),
        })
    }

    /// Says what a person should know of this folder, and the report does not tell.
    pub(super) fn warn(&self, message: &str) {
        self.bar.suspend(|| terminal::warn(message));
    }

    pub(super) fn end(
        &self,
        exit: Exit,
        totals: &trustfill::batch::Totals,
        resumed: usize,
    ) -> Result<(), Failure> {
        self.bar.finish_and_clear();
        self.event(&Event::End {
            exit: exit as u8,
            done: totals.done,
            failed: totals.failed,
            not_run: totals.not_run,
            resumed,
            seconds: rounded(self.start.elapsed().as_secs_f64()),
        })
    }

    fn event(&self, event: &Event<'_>) -> Result<(), Failure> {
        let Some(events) = &self.events else { return Ok(()) };
        let failed = |error: io::Error| Failure::output("the events", error);
        let line = serde_json::to_string(event).map_err(|error| failed(error.into()))? + "\n";
        let mut out = events.lock().unwrap_or_else(PoisonError::into_inner);
        match out.write_all(line.as_bytes()).and_then(|()| out.flush()) {
            // Whoever read has read enough; the run goes on.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => done.map_err(failed),
        }
    }
}

/// Refuses a file that is there and holds something else than events, and the names of the out folder's own files: lines are
/// added to what stands there, and that must be nobody's form, list or entry.
pub(super) fn refuse_events_in_a_file_of(path: &Path, out: &Path) -> Result<(), Failure> {
    let place = super::find::absolute(path);
    let own = place.parent() == Some(out) && Part::reserves(&files::name(&place));
    let events = || {
        let text = files::read_bytes(path).unwrap_or_default();
        text.is_empty() || text.starts_with(FIRST)
    };
    if own || (path.is_file() && !events()) {
        return Err(Failure::usage(format!("--events {}: it is no file of events", path.display()))
            .hint("name a new file, or one that `batch --events` wrote"));
    }
    Ok(())
}

fn appended(path: &Path) -> Result<File, Failure> {
    let opened = OpenOptions::new().append(true).create(true).open(path);
    opened.map_err(|error| Failure::output(&path.display().to_string(), error))
}

/// Milliseconds are as exact as the time of a process can be told.
fn rounded(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}
