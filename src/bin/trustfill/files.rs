//! Reading inputs and writing outputs: whole files or none, and nothing replaced that nobody asked to replace.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use trustfill::workbook::{Format, Limit, Limits};

use crate::failure::Failure;
use crate::limits;
use crate::temporary::Temporary;
pub(crate) use crate::temporary::remove_temporaries_of;
pub(crate) use crate::temporary::{is_abandoned, is_temporary, undisturbed};

/// The name of a file without its folders, for messages and reports.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The formats that are taken.
const READ: &str = "questionnaires are read from .xlsx, .xlsm, .csv, .tsv, .xls, .xlsb and .ods";
/// What is wrong with a pipe, a socket or a device.
const IRREGULAR: &str = "it is no regular file";
/// Formats that people send and this tool does not take, with the way out.
const OTHER_FORMATS: &[(&[&str], &str)] = &[
    (
        &["docx", "doc", "odt", "rtf"],
        "it is a text document: copy its table into a workbook, save it as .xlsx and try again",
    ),
    (&["pdf"], "it is a PDF: ask the sender for the spreadsheet behind it"),
    (&["fods", "xlw", "123", "numbers"], "open it in a spreadsheet program and save it as .xlsx"),
    (&["xlsx#", "xltx", "xltm", "xlam"], "it is a template or add-in: save it as .xlsx"),
    (&["json", "xml", "html", "htm", "txt", "md"], READ),
    (&["pptx", "ppt", "odp"], "it is a presentation: copy its tables into a workbook"),
    (&["zip", "7z", "gz", "rar"], "it is an archive: unpack it first"),
];

/// Refuses what is no regular file, or larger than a questionnaire may be.
fn bounded(path: &Path, limits: &Limits) -> Result<(), Failure> {
    let shown = name(path);
    let meta = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            Failure::input(&shown, "there is no such file").hint(format!("looked for {}", path.display()))
        }
        _ => Failure::input(&shown, error),
    })?;
    if meta.is_dir() {
        return Err(Failure::input(&shown, "it is a folder").hint("name one file"));
    }
    if !meta.is_file() {
        return Err(Failure::input(&shown, IRREGULAR));
    }
    if meta.len() > limits.file_bytes {
        let most = limits.get(Limit::FileMib);
        return Err(Failure::input(&shown, format!("it is larger than {most} MiB"))
            .hint("check that this is the file you meant")
            .hint(Limit::FileMib.hint(limits)));
    }
    Ok(())
}

/// Reads a questionnaire whole, with its format by its extension.
pub(crate) fn read_questionnaire(path: &Path, limits: &Limits) -> Result<(Vec<u8>, Format), Failure> {
    let shown = name(path);
    bounded(path, limits)?;
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let Some(format) = Format::from_extension(&extension) else {
        let way_out = OTHER_FORMATS
            .iter()
            .find(|(names, _)| names.contains(&extension.as_str()))
            .map_or(READ, |(_, hint)| hint);
        let why = if extension.is_empty() {
            "its name has no extension".to_owned()
        } else {
            format!(".{extension} is not a format this tool fills")
        };
        return Err(Failure::input(&shown, why).hint(way_out));
    };
    let bytes = read_bytes(path).map_err(|error| Failure::input(&shown, error))?;
    Ok((bytes, format))
}

/// What is wrong with a text of another encoding.
pub(crate) const NOT_UTF8: &str = "the text is not UTF-8";

/// Reads a regular file whole, one byte beyond the limit of a file at most. A pipe or a device is refused and not waited for.
pub(crate) fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut options = File::options();
    options.read(true);
    // Without this, opening a pipe would wait for its other end. Of a regular file it changes nothing.
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.open(path)?;
    let kind = file.metadata()?.file_type();
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !kind.is_file() {
        return Err(io::Error::other(IRREGULAR));
    }
    let mut bytes = Vec::new();
    file.take(limits::of_run().file_bytes + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a text file whole.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    let bytes = read_bytes(path)?;
    let most = limits::of_run();
    if bytes.len() as u64 > most.file_bytes {
        return Err(io::Error::other(format!("it is larger than {} MiB", most.get(Limit::FileMib))));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, NOT_UTF8))
}

/// Reads a data file whole, within the bound of a questionnaire.
pub(crate) fn read_data(path: &Path, limits: &Limits) -> Result<String, Failure> {
    let shown = name(path);
    bounded(path, limits)?;
    read_text(path).map_err(|error| Failure::input(&shown, error))
}

/// The files of a folder with that extension, by name; none where there is no such folder. Dot files are left out.
pub(crate) fn listed(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let failed =
        |error: io::Error| Failure::usage(format!("could not read the folder {}: {error}", folder.display()));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.extension().is_some_and(|found| found == extension) && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether two paths are one file, by device and inode and not by name.
pub(crate) fn same_file(a: &Path, b: &Path) -> bool {
    match (rustix::fs::stat(a), rustix::fs::stat(b)) {
        (Ok(a), Ok(b)) => a.st_dev == b.st_dev && a.st_ino == b.st_ino,
        _ => false,
    }
}

/// Steps up that a place may take: an out folder beside the inbox, or one below. More would tell where somebody's home is.
const MOST_UP: usize = 2;

/// Where a file lies, seen from the folder of another, with `/` between its parts; its name alone where it lies far away.
pub(crate) fn seen_from(other: &Path, file: &Path) -> String {
    let way = || -> Option<String> {
        let from = folder_of(other).canonicalize().ok()?;
        let to = folder_of(file).canonicalize().ok()?;
        let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
        let up = from.components().count() - shared;
        if up > MOST_UP {
            return None;
        }
        let down = to.components().skip(shared).map(|part| part.as_os_str().to_str());
        let parts = std::iter::repeat_n(Some(".."), up).chain(down).chain([file.file_name()?.to_str()]);
        Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
    };
    way().unwrap_or_else(|| name(file))
}

/// An output that is checked before the work and written after it.
#[derive(Debug)]
pub(crate) struct Output {
    path: PathBuf,
    replace: bool,
}

impl Output {
    /// Checks that the output can be made: a folder that is there, nothing in its place unless `replace`.
    pub(crate) fn check(path: PathBuf, replace: bool) -> Result<Self, Failure> {
        let shown = name(&path);
        let folder = folder_of(&path);
        if !folder.is_dir() {
            return Err(Failure::output(&shown, format!("there is no folder {}", folder.display()))
                .hint("make the folder first, or name another with --out-dir"));
        }
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_dir() => {
                return Err(Failure::output(&shown, "a folder of that name is there"));
            }
            Ok(_) if !replace => {
                return Err(Failure::output(&shown, "it exists already")
                    .hint("use --force to replace it, or -o to name another file"));
            }
            _ => {}
        }
        Ok(Self { path, replace })
    }

    /// An output that only lends its name and is never written.
    pub(crate) fn unchecked(path: PathBuf) -> Self {
        Self { path, replace: false }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the bytes into a temporary file of the same folder, safe on disk.
    pub(crate) fn prepare(self, bytes: &[u8]) -> Result<Prepared, Failure> {
        let prepared = self.put(bytes)?;
        prepared.sync()?;
        Ok(prepared)
    }

    /// The same, not safe on disk yet.
    fn put(self, bytes: &[u8]) -> Result<Prepared, Failure> {
        let shown = name(&self.path);
        let failed = |error: io::Error| Failure::output(&shown, error);
        let file = Temporary::new_in(folder_of(&self.path)).map_err(failed)?;
        file.file().and_then(|mut file| file.write_all(bytes)).map_err(failed)?;
        Ok(Prepared { output: self, file })
    }
}

/// Bytes on disk that lack only their name.
#[derive(Debug)]
pub(crate) struct Prepared {
    output: Output,
    file: Temporary,
}

impl Prepared {
    /// Whether something stands in its place that it would replace.
    pub(crate) fn replaces(&self) -> bool {
        self.output.path.exists()
    }

    /// Waits until the bytes are on disk.
    fn sync(&self) -> Result<(), Failure> {
        let synced = self.file.file().and_then(File::sync_all);
        synced.map_err(|error| Failure::output(&name(&self.output.path), error))
    }

    /// Gives the file its name: in one step, and without replacing anything unless that was asked for.
    pub(crate) fn commit(self) -> Result<PathBuf, Failure> {
        let path = self.rename()?;
        sync_folder(folder_of(&path));
        Ok(path)
    }

    /// The same, the name not safe on disk yet.
    fn rename(self) -> Result<PathBuf, Failure> {
        let path = self.output.path;
        let shown = name(&path);
        self.file.name(&path, self.output.replace).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                Failure::output(&shown, "it exists already").hint("use --force to replace it")
            }
            _ => Failure::output(&shown, error),
        })?;
        Ok(path)
    }
}

/// A name is safe once its folder is.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // A file system that cannot do this says so, and nothing is to be done.
        let _ = folder.sync_all();
    }
}

/// Files that are waited for side by side: a disk takes many at once as fast as one.
const SYNCED_AT_ONCE: usize = 16;

/// Writes all outputs or none, the last one last: first every text is on disk, then each gets its name.
pub(crate) fn write_all<'b>(outputs: impl IntoIterator<Item = (Output, &'b [u8])>) -> Result<(), Failure> {
    let prepared: Vec<Prepared> =
        outputs.into_iter().map(|(output, bytes)| output.put(bytes)).collect::<Result<_, _>>()?;
    let share = prepared.len().div_ceil(SYNCED_AT_ONCE).max(1);
    std::thread::scope(|scope| {
        let shares: Vec<_> = prepared
            .chunks(share)
            .map(|share| scope.spawn(|| share.iter().try_for_each(Prepared::sync)))
            .collect();
        shares.into_iter().try_for_each(|share| share.join().unwrap_or_else(|_| Err(Failure::internal())))
    })?;
    // A signal finds all of them named or none.
    let naming = undisturbed();
    let mut made = Vec::new();
    let mut folders = BTreeSet::new();
    for output in prepared {
        let new = !output.replaces();
        match output.rename() {
            Ok(path) => {
                folders.insert(folder_of(&path).to_path_buf());
                made.extend(new.then_some(path));
            }
            Err(failure) => {
                made.iter().for_each(|path| remove(path));
                return Err(failure);
            }
        }
    }
    drop(naming);
    folders.iter().for_each(|folder| sync_folder(folder));
    Ok(())
}

/// Bytes of a file name that every common file system takes.
const NAME_BYTES: usize = 255;

/// A name of stem and ending, the stem cut where the file system would not take it whole.
pub(crate) fn fitting_name(stem: &str, ending: &str) -> String {
    let most = NAME_BYTES.saturating_sub(ending.len()).min(stem.len());
    let end = (0..=most).rev().find(|at| stem.is_char_boundary(*at)).unwrap_or(0);
    format!("{}{ending}", &stem[..end])
}

/// Makes a folder and the ones above it.
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| Failure::output(&path.display().to_string(), error))
}

/// Where a file of a knowledge base is written. A link inside the base stays one, and what it leads to is written; one that
/// leaves the base is refused, as nothing behind it is read.
pub(crate) fn inside(base: &Path, path: &str) -> Result<PathBuf, Failure> {
    let mut place = base.to_path_buf();
    for part in path.split('/') {
        place.push(part);
        if !fs::symlink_metadata(&place).is_ok_and(|meta| meta.is_symlink()) {
            continue;
        }
        let home = base.canonicalize();
        let stays = |real: &PathBuf| home.as_ref().is_ok_and(|home| real.starts_with(home));
        place = place.canonicalize().ok().filter(stays).ok_or_else(|| {
            Failure::output(&base.join(path).display().to_string(), "it lies behind a link out of the base")
                .hint("nothing behind such a link is read; put a folder or a file in its place")
        })?;
    }
    Ok(place)
}

/// Takes an output of this run back, where its companion could not be written.
pub(crate) fn remove(path: &Path) {
    // The run fails already; a file that cannot be removed is told by that failure's own message.
    let _ = fs::remove_file(path);
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
