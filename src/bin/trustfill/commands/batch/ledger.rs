//! The journal on disk: locked for one run at a time, added to line by line, written anew at the end.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::{FdFlags, fcntl_setfd};
use trustfill::batch::{Journal, JournalError, Line, Part};

use crate::failure::Failure;
use crate::files::{self, Output};

/// How long a new run waits for what an ended one left: its children end when it does, a moment later.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often it looks.
const INTERVAL: Duration = Duration::from_millis(20);
/// Bytes of a journal: a million files.
const LARGEST: u64 = 1 << 30;

/// The journal of an out folder, while a run holds it.
pub(super) struct Ledger {
    path: PathBuf,
    state: Mutex<State>,
}

struct State {
    file: File,
    journal: Journal,
}

impl Ledger {
    /// Opens the journal, or begins one. Fails where another run holds it.
    pub(super) fn open(folder: &Path, part: Part) -> Result<Self, Failure> {
        let path = folder.join(part.journal());
        let shown = path.display().to_string();
        let failed = |error: io::Error| Failure::output(&shown, error);
        if fs::symlink_metadata(&path).is_ok_and(|meta| !meta.is_file()) {
            return Err(Failure::output(&shown, "it is no regular file").hint("move it away"));
        }
        let mut file = locked(&path, &shown)?;
        let mut bytes = Vec::new();
        (&mut file).take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
        let refused = |why: String| {
            Failure::output(&shown, why)
                .hint("name another folder with --out-dir, or move the journal away and use --force")
        };
        if bytes.len() as u64 > LARGEST {
            return Err(refused("it is too large for a journal".to_owned()));
        }
        let text = String::from_utf8(bytes).map_err(|_| refused(files::NOT_UTF8.to_owned()))?;
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let journal = Journal::parse(&text).map_err(|error: JournalError| refused(error.to_string()))?;
        // A line that was being written when a run was killed would run into the next one.
        file.set_len(whole as u64).map_err(failed)?;
        let ledger = Self { path, state: Mutex::new(State { file, journal }) };
        if whole == 0 {
            ledger.add(Journal::first_line())?;
        }
        Ok(ledger)
    }

    /// Adds a line, and waits until it is on disk.
    pub(super) fn add(&self, line: Line) -> Result<(), Failure> {
        let failed = |error: io::Error| Failure::output(&self.path.display().to_string(), error);
        let text = line.to_text().map_err(|error| failed(error.into()))?;
        let mut state = self.state();
        state.file.write_all(text.as_bytes()).and_then(|()| state.file.sync_data()).map_err(failed)?;
        state.journal.add(line).map_err(|error| Failure::output(&self.path.display().to_string(), error))
    }

    /// Asks the journal.
    pub(super) fn ask<T>(&self, question: impl FnOnce(&Journal) -> T) -> T {
        question(&self.state().journal)
    }

    /// Ends the run: the journal is written anew, in the order of the files, and named in one step.
    pub(super) fn complete(self) -> Result<(), Failure> {
        let State { file, journal } = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        let failed = |error: serde_json::Error| Failure::output(&self.path.display().to_string(), error);
        let text = journal.to_text().map_err(failed)?;
        Output::check(self.path, true)?.prepare(text.as_bytes())?.commit()?;
        // Held until here: a run that waits finds the new file.
        drop(file);
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The journal, open and locked. The children inherit the lock, so that no run begins while one of them may still write.
fn locked(path: &Path, shown: &str) -> Result<File, Failure> {
    let failed = |error: io::Error| Failure::output(shown, error);
    let start = Instant::now();
    loop {
        let file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                thread::sleep(INTERVAL);
                continue;
            }
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::output(shown, "another batch is running in this folder")
                    .hint("wait until it has ended, or name another folder with --out-dir"));
            }
            // A file system without locks: what is left is that names are given in one step.
            Err(TryLockError::Error(_)) => {}
        }
        fcntl_setfd(&file, FdFlags::empty()).map_err(|error| failed(error.into()))?;
        // A run that ended meanwhile has put another file in its place.
        let opened = rustix::fs::fstat(&file).map_err(|error| failed(error.into()))?;
        match rustix::fs::stat(path) {
            Ok(named) if (named.st_dev, named.st_ino) == (opened.st_dev, opened.st_ino) => return Ok(file),
            _ => {}
        }
    }
}
