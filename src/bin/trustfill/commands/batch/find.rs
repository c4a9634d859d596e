//! Finding the questionnaires of a batch: in folders, by patterns, from lists.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

use trustfill::batch::{Part, PassedOver};
use trustfill::workbook::{Format, Limits};

use crate::failure::Failure;
use crate::{files, limits};

/// Ending of a file that lists inputs.
const LIST: &str = "txt";
/// Asks for a list on standard input.
const STANDARD_INPUT: &str = "-";
/// Letters that make a pattern of a name that no file has.
const WILD: &[char] = &['*', '?', '['];
/// Bytes of a list: a million paths.
const LIST_BYTES: u64 = 100 << 20;
/// What the names of this tool's outputs end with, the extension aside, beside an input of the same stem.
const OWN: [&str; 5] = [".filled", ".final", ".review", ".report", ".record"];
/// Letters that a lock file of a spreadsheet program begins with.
const LOCK: [&str; 2] = ["~$", ".~lock."];

/// What was found, in the order of the paths.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The questionnaires: path below the common folder, and where the file is.
    pub(super) inputs: BTreeMap<String, PathBuf>,
    /// What lay among them and is none.
    pub(super) passed_over: Vec<PassedOver>,
    /// The folders that were searched, which the out folder must not be one of.
    pub(super) roots: Vec<PathBuf>,
}

/// An input as it was named: where it is, and from where its path counts.
struct Source {
    root: PathBuf,
    files: Vec<PathBuf>,
    over: Vec<(PathBuf, &'static str)>,
}

/// Finds what the arguments name. The out folder is not searched.
///
/// A single folder or pattern is the place that paths count from; of several arguments, or of files that are named, it is
/// the folder that they have in common.
pub(super) fn find(arguments: &[PathBuf], out: &Path) -> Result<Found, Failure> {
    let mut sources = Vec::new();
    for argument in arguments {
        named(argument, out, true, &mut sources)?;
    }
    let root = common(&sources);
    let mut found = Found::default();
    for source in &sources {
        if source.root.is_dir() {
            found.roots.push(source.root.clone());
        }
        for (path, why) in &source.over {
            found.passed_over.push(PassedOver { file: below(&root, path), why: (*why).to_owned() });
        }
        for path in &source.files {
            let key = below(&root, path);
            match found.inputs.get(&key) {
                // Named twice, by a list and a pattern, say.
                Some(other) if *other == absolute(path) => {}
                Some(_) => found.passed_over.push(PassedOver {
                    file: key,
                    why: "another file has this name in letters that can be written".to_owned(),
                }),
                None => {
                    found.inputs.insert(key, absolute(path));
                }
            }
        }
    }
    found.passed_over.retain(|over| !found.inputs.contains_key(&over.file));
    found.passed_over.sort();
    found.passed_over.dedup();
    Ok(found)
}

fn named(argument: &Path, out: &Path, lists: bool, sources: &mut Vec<Source>) -> Result<(), Failure> {
    let shown = argument.display().to_string();
    if lists && argument == Path::new(STANDARD_INPUT) {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(LIST_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|error| Failure::input("the list on standard input", error))?;
        return listed("the list on standard input", &bytes, Path::new(""), out, sources);
    }
    if argument.is_dir() {
        let mut source = Source { root: absolute(argument), files: Vec::new(), over: Vec::new() };
        walk(argument, out, &mut source)?;
        sources.push(source);
        return Ok(());
    }
    let there = fs::symlink_metadata(argument).is_ok();
    if lists && there && has_extension(argument, LIST) {
        let name = files::name(argument);
        let limits = Limits { file_bytes: LIST_BYTES, ..limits::of_run().clone() };
        let text = files::read_data(argument, &limits)?;
        let folder = argument.parent().unwrap_or(Path::new(""));
        return listed(&name, text.as_bytes(), folder, out, sources);
    }
    if !there && shown.contains(WILD) {
        sources.push(matching(argument, &shown, out)?);
        return Ok(());
    }
    // Named by its own name: it is tried, and says itself why it cannot be read.
    let path = absolute(argument);
    let root = path.parent().unwrap_or(Path::new("/")).to_path_buf();
    sources.push(Source { root, files: vec![path], over: Vec::new() });
    Ok(())
}

/// The inputs that a list names, a line each; relative ones are seen from the folder of the list.
fn listed(
    name: &str,
    bytes: &[u8],
    folder: &Path,
    out: &Path,
    sources: &mut Vec<Source>,
) -> Result<(), Failure> {
    if bytes.len() as u64 > LIST_BYTES {
        return Err(Failure::input(name, format!("it is larger than {} MiB", LIST_BYTES >> 20)));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for line in bytes.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.contains(&0) {
            return Err(Failure::input(name, "it is no list of paths, a line each"));
        }
        if !line.is_empty() {
            named(&folder.join(OsStr::from_bytes(line)), out, false, sources)?;
        }
    }
    Ok(())
}

/// The files that a pattern names; as in a shell, a dot in front is not matched by a star.
fn matching(pattern: &Path, shown: &str, out: &Path) -> Result<Source, Failure> {
    let options = glob::MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let refused = |why: String| Failure::usage(format!("the pattern {shown} cannot be used: {why}"));
    let text = pattern.to_str().ok_or_else(|| refused("it is not UTF-8".to_owned()))?;
    let paths = glob::glob_with(text, options).map_err(|error| refused(error.to_string()))?;
    let literal: PathBuf = pattern.iter().take_while(|part| !part.to_string_lossy().contains(WILD)).collect();
    let mut source = Source { root: absolute(&literal), files: Vec::new(), over: Vec::new() };
    for path in paths {
        match path {
            Ok(path) if inside_out(&path, out) => {}
            Ok(path) => sort(&path, &mut source),
            Err(error) => source.over.push((error.path().to_path_buf(), "the folder could not be read")),
        }
    }
    Ok(source)
}

/// Takes in every questionnaire of a folder and the folders below; links to folders are not followed.
fn walk(folder: &Path, out: &Path, source: &mut Source) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::input(&folder.display().to_string(), error);
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let items = match fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(items) => items,
            Err(error) if folders.is_empty() && source.files.is_empty() => return Err(failed(error)),
            Err(_) => {
                source.over.push((absolute(&folder), "the folder could not be read"));
                continue;
            }
        };
        // Where another batch wrote there are outputs, and no questionnaires.
        if items.iter().any(|item| Part::of_journal(&item.file_name().to_string_lossy()).is_some()) {
            continue;
        }
        for item in items {
            let path = item.path();
            if item.file_name().as_bytes().starts_with(b".") || inside_out(&path, out) {
                continue;
            }
            match item.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                _ => sort(&path, source),
            }
        }
    }
    Ok(())
}

/// Puts a file that was met to the questionnaires, or to what is passed over. Lock files and this tool's own outputs are
/// nobody's concern.
fn sort(path: &Path, source: &mut Source) {
    let name = files::name(path);
    if name.starts_with('.') || LOCK.iter().any(|lock| name.starts_with(lock)) || is_own(path) {
        return;
    }
    let mut over = |why| source.over.push((absolute(path), why));
    match fs::metadata(path) {
        Err(_) => over("a link that leads nowhere"),
        Ok(meta) if meta.is_dir() && path.is_symlink() => over("a link to a folder"),
        Ok(meta) if meta.is_dir() => {}
        Ok(meta) if !meta.is_file() => over("no regular file"),
        Ok(_) if Format::ALL.iter().any(|format| has_extension(path, format.extension())) => {
            source.files.push(absolute(path));
        }
        Ok(_) if has_extension(path, LIST) => {
            over("no questionnaire; as an argument it would be read as a list")
        }
        Ok(_) => over("not of a format that this tool fills"),
    }
}

/// Whether this tool made the file beside an input: `acme.filled.xlsx`, where there is an `acme` that could be filled.
fn is_own(path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(input) = OWN.iter().find_map(|own| stem.strip_suffix(own)) else { return false };
    Format::ALL.iter().any(|format| path.with_file_name(format!("{input}.{}", format.extension())).is_file())
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

fn inside_out(path: &Path, out: &Path) -> bool {
    absolute(path).starts_with(out)
}

/// The folder that all of them have in common.
fn common(sources: &[Source]) -> PathBuf {
    let mut roots = sources.iter().map(|source| source.root.as_path());
    let Some(first) = roots.next() else { return PathBuf::new() };
    roots.fold(first.to_path_buf(), |shared, root| {
        shared.components().zip(root.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    })
}

/// The path without `.` and `..`, from the root; links in it are left as they are.
pub(super) fn absolute(path: &Path) -> PathBuf {
    // The pattern `*.csv` begins in the folder of the run, whose path is empty.
    let named = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let whole = std::path::absolute(named).unwrap_or_else(|_| named.to_path_buf());
    let mut out = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

/// The path below a folder, with `/` between its parts. Bytes that are no text are written as `%FF`.
fn below(root: &Path, path: &Path) -> String {
    let path = absolute(path);
    let inside = path.strip_prefix(root).unwrap_or(&path);
    let named = |part: &Component<'_>| matches!(part, Component::Normal(_));
    let parts: Vec<String> = inside.components().filter(named).map(|part| readable(part.as_os_str())).collect();
    parts.join("/")
}

fn readable(part: &OsStr) -> String {
    let mut out = String::new();
    for chunk in part.as_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
    }
    out
}
