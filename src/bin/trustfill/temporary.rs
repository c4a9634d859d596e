//! Files that are being written. Whatever ends the process but a kill, none of them outlives it.
//!
//! Making one and noting it is one step, and so is naming one and forgetting it. [`leave`] takes the same lock, removes what
//! is noted and ends the process with the lock in its hand, so that no other thread makes one more behind its back.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

/// What the name of a file begins and ends with while it is written; the number of its process stands in between.
const NAME: (&str, &str) = (".trustfill-", ".tmp");
/// How often [`leave`] asks for a lock, and how long it waits each time: two seconds, many times what naming the files of a
/// run takes. Then it goes without, since a disk that hangs must not make a process that cannot be ended.
const ASKED: u32 = 400;
const PAUSE: Duration = Duration::from_millis(5);

/// The files that are being written now.
static OPEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
/// Held while files that belong together get their names. Taken before [`OPEN`].
static NAMING: Mutex<()> = Mutex::new(());

/// A file without its name, which goes away unless it is named.
#[derive(Debug)]
pub(crate) struct Temporary(Option<NamedTempFile>);

impl Temporary {
    /// Makes one in a folder.
    pub(crate) fn new_in(folder: &Path) -> io::Result<Self> {
        let prefix = prefix_of(std::process::id());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(NAME.1);
        // An output is as readable as any file the user makes, not only by its owner.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut open = lock(&OPEN);
        // The error of the crate names the temporary file, which nobody asked for.
        let file = builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
        open.push(file.path().to_path_buf());
        Ok(Self(Some(file)))
    }

    /// The file to write into.
    pub(crate) fn file(&self) -> io::Result<&File> {
        self.0.as_ref().map(NamedTempFile::as_file).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Gives it its name in one step; what stands there already is only replaced where `replace` says so.
    pub(crate) fn name(mut self, path: &Path, replace: bool) -> io::Result<()> {
        let Some(file) = self.0.take() else { return Err(io::ErrorKind::NotFound.into()) };
        let mut open = lock(&OPEN);
        forget(&mut open, file.path());
        // A file that does not get its name is removed right here, still under the lock.
        let named = if replace { file.persist(path) } else { file.persist_noclobber(path) };
        named.map(drop).map_err(|error| error.error)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(file) = self.0.take() {
            let mut open = lock(&OPEN);
            forget(&mut open, file.path());
            drop(file);
        }
    }
}

/// While this lives no signal ends the process: for files that get their names together or not at all.
pub(crate) fn undisturbed() -> MutexGuard<'static, ()> {
    lock(&NAMING)
}

/// Ends the process without leaving a temporary file behind.
#[expect(clippy::exit, reason = "the one place where the process ends without returning from main")]
pub(crate) fn leave(code: i32) -> ! {
    let _naming = patiently(&NAMING);
    let open = patiently(&OPEN);
    for path in open.iter().flat_map(|open| open.iter()) {
        // The process ends either way, with the code that says why.
        let _ = fs::remove_file(path);
    }
    std::process::exit(code)
}

/// Whether a file of that name was being written.
pub(crate) fn is_temporary(name: &str) -> bool {
    name.strip_prefix(NAME.0).is_some_and(|rest| rest.ends_with(NAME.1))
}

/// Whether a file of that name was being written by a process of this machine that is gone.
pub(crate) fn is_abandoned(name: &str) -> bool {
    let processes = Path::new("/proc");
    let process = name.strip_prefix(NAME.0).and_then(|rest| rest.split('-').next());
    let gone = |process: &str| process.parse::<u32>().is_ok() && !processes.join(process).exists();
    is_temporary(name) && processes.join("self").exists() && process.is_some_and(gone)
}

/// Removes from a folder what a process that was killed was writing there.
pub(crate) fn remove_temporaries_of(folder: &Path, process: u32) -> io::Result<()> {
    let prefix = prefix_of(process);
    let left =
        |name: &OsStr| name.to_str().is_some_and(|name| name.starts_with(&prefix) && name.ends_with(NAME.1));
    for item in fs::read_dir(folder)? {
        let item = item?;
        if left(&item.file_name()) && item.file_type()?.is_file() {
            fs::remove_file(item.path())?;
        }
    }
    Ok(())
}

fn prefix_of(process: u32) -> String {
    format!("{}{process}-", NAME.0)
}

fn forget(open: &mut Vec<PathBuf>, path: &Path) {
    open.retain(|other| other != path);
}

/// A list of paths is whole whatever happened to the thread that held it last.
fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The same, for one who cannot wait for ever: a panic may come from the thread that holds the lock.
fn patiently<T>(mutex: &'static Mutex<T>) -> Option<MutexGuard<'static, T>> {
    (0..ASKED).find_map(|asked| {
        if asked > 0 {
            thread::sleep(PAUSE);
        }
        mutex.try_lock().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn names(folder: &Path) -> Vec<String> {
        let items = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            items.map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_bears_the_number_of_its_process_until_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let temporary = Temporary::new_in(folder.path()).unwrap();
        temporary.file().unwrap().write_all(b"text").unwrap();
        let written = names(folder.path());
        assert!(written[0].starts_with(&format!(".trustfill-{}-", std::process::id())), "{written:?}");
        assert!(is_temporary(&written[0]));
        temporary.name(&folder.path().join("out"), false).unwrap();
        assert_eq!(names(folder.path()), ["out"]);
    }

    #[test]
    fn a_file_that_gets_no_name_goes_away_and_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        fs::write(&out, "old").unwrap();
        let error = Temporary::new_in(folder.path()).unwrap().name(&out, false).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        drop(Temporary::new_in(folder.path()).unwrap());
        assert_eq!(names(folder.path()), ["out"]);
        assert_eq!(fs::read(&out).unwrap(), b"old");
    }

    #[test]
    fn only_the_files_of_that_process_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".trustfill-12-abc.tmp", ".trustfill-123-abc.tmp", ".trustfill-12-abc", "acme.xlsx"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        remove_temporaries_of(folder.path(), 12).unwrap();
        assert_eq!(names(folder.path()), [".trustfill-12-abc", ".trustfill-123-abc.tmp", "acme.xlsx"]);
    }
}
