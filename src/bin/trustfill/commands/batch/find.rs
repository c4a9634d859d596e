//! Finding the questionnaires of a batch: in folders, by patterns, from lists.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

use trustfill::batch::{Journal, Part, PassedOver};
use trustfill::workbook::Format;

use crate::failure::Failure;
use crate::files;

/// Ending of a file that lists inputs.
const LIST: &str = "txt";
/// Asks for a list on standard input.
const STANDARD_INPUT: &str = "-";
/// Letters that make a pattern of a name that no file has.
const WILD: &[char] = &['*', '?', '['];
/// Bytes of a list: a million paths; no more of a file is read than of a questionnaire.
const LIST_BYTES: u64 = 100 << 20;
/// What the names of this tool's outputs end with, the extension aside, beside an input of the same stem.
const OWN: [&str; 3] = [".filled", ".final", ".review"];
/// Letters that a lock file of a spreadsheet program begins with.
const LOCK: [&str; 2] = ["~$", ".~lock."];

/// What was found, in the order of the paths.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The questionnaires: path below the common folder, and where the file is.
    pub(super) inputs: BTreeMap<String, PathBuf>,
    /// What lay among them and is none.
    pub(super) passed_over: Vec<PassedOver>,
    /// The folder that they have in common.
    pub(super) root: PathBuf,
    /// The folders that were searched, which the out folder must not be one of.
    pub(super) roots: Vec<PathBuf>,
}

/// An input as it was named: from where its path counts, and what was found.
struct Source {
    root: PathBuf,
    /// Whether the root was searched, and not a file in it named.
    searched: bool,
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
        named(Path::new(""), argument.as_os_str(), out, true, &mut sources)?;
    }
    let mut found = Found { root: common(&sources), ..Found::default() };
    for source in &mut sources {
        if source.searched {
            found.roots.push(source.root.clone());
        }
        // The order of a folder is the file system's.
        source.files.sort();
        for (path, why) in &source.over {
            found.passed_over.push(PassedOver { file: below(&found.root, path), why: (*why).to_owned() });
        }
        for path in &source.files {
            let key = below(&found.root, path);
            match found.inputs.get(&key) {
                // Named twice, by a list and a pattern, say.
                Some(other) if other == path => {}
                Some(_) => found.passed_over.push(PassedOver {
                    file: key,
                    why: "another file has this name in letters that can be written".to_owned(),
                }),
                None => {
                    found.inputs.insert(key, path.clone());
                }
            }
        }
    }
    found.passed_over.sort();
    found.passed_over.dedup();
    Ok(found)
}

/// Takes one argument, or a line of a list, seen from a folder.
fn named(
    folder: &Path,
    text: &OsStr,
    out: &Path,
    lists: bool,
    sources: &mut Vec<Source>,
) -> Result<(), Failure> {
    let argument = &folder.join(text);
    if lists && text == STANDARD_INPUT {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(LIST_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|error| Failure::input("the list on standard input", error))?;
        return listed("the list on standard input", &bytes, folder, out, sources);
    }
    if argument.is_dir() {
        let root = absolute(argument);
        let mut source = Source { root, searched: true, files: Vec::new(), over: Vec::new() };
        walk(&source.root.clone(), out, None, &mut source)
            .map_err(|error| Failure::input(&argument.display().to_string(), error))?;
        sources.push(source);
        return Ok(());
    }
    let there = fs::symlink_metadata(argument).is_ok();
    if lists && there && has_extension(argument, LIST) {
        let name = files::name(argument);
        let bytes = files::read_bytes(argument).map_err(|error| Failure::input(&name, error))?;
        return listed(&name, &bytes, argument.parent().unwrap_or(Path::new("")), out, sources);
    }
    if !there && let Some(pattern) = text.to_str().filter(|text| text.contains(WILD)) {
        let source = matching(folder, pattern, out)?;
        if !source.files.is_empty() || !source.over.is_empty() {
            sources.push(source);
            return Ok(());
        }
    }
    let path = absolute(argument);
    // What a list finds among the outputs of the run before is none of its questionnaires.
    if lists || !path.starts_with(out) {
        // Named by its own name: it is tried, and says itself why it cannot be read.
        let root = path.parent().unwrap_or(Path::new("/")).to_path_buf();
        sources.push(Source { root, searched: false, files: vec![path], over: Vec::new() });
    }
    Ok(())
}

/// The inputs that a list names, a line each, between blank lines and comments (`#`); relative ones are seen from the folder of the list.
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
        // A comment, unless there is such a file: nothing that a script lists may be left out.
        let comment = line.starts_with(b"#") && !folder.join(OsStr::from_bytes(line)).exists();
        if !line.trim_ascii().is_empty() && !comment {
            named(folder, OsStr::from_bytes(line), out, false, sources)?;
        }
    }
    Ok(())
}

/// The files that a pattern names, seen from a folder; as in a shell, a dot in front is not matched by a star. Only the folders
/// behind the part without wildcards are searched, and no links.
fn matching(folder: &Path, pattern: &str, out: &Path) -> Result<Source, Failure> {
    let refused = |why: String| Failure::usage(format!("the pattern {pattern} cannot be used: {why}"));
    let parts: Vec<Component<'_>> = Path::new(pattern).components().collect();
    let literal = parts.iter().take_while(|part| !part.as_os_str().to_string_lossy().contains(WILD)).count();
    let root = absolute(&folder.join(parts[..literal].iter().collect::<PathBuf>()));
    let rest: PathBuf = parts[literal..].iter().collect();
    let rest = rest.to_string_lossy().into_owned();
    let matcher = glob::Pattern::new(&rest).map_err(|error| refused(error.to_string()))?;
    // Without `**` nothing deeper can match.
    let deepest = (!rest.contains("**")).then_some(parts.len() - literal);
    let mut source = Source { root, searched: true, files: Vec::new(), over: Vec::new() };
    // A folder that is not there holds nothing; the pattern is then told to have found nothing.
    if source.root.is_dir() {
        walk(&source.root.clone(), out, deepest, &mut source)
            .map_err(|error| Failure::input(&source.root.display().to_string(), error))?;
    }
    let options = glob::MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let root = source.root.clone();
    let matches = |path: &Path| matcher.matches_with(&below(&root, path), options);
    source.files.retain(|path| matches(path));
    source.over.retain(|(path, _)| matches(path));
    Ok(source)
}

/// Takes in every questionnaire of a folder and of the folders below, down to a depth; links to folders are not followed.
///
/// # Errors
/// The folder itself cannot be read.
fn walk(root: &Path, out: &Path, deepest: Option<usize>, source: &mut Source) -> io::Result<()> {
    let mut folders = vec![(root.to_path_buf(), 1)];
    while let Some((folder, depth)) = folders.pop() {
        let items = match fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(items) => items,
            Err(error) if folder == root => return Err(error),
            Err(_) => {
                source.over.push((folder, "the folder could not be read"));
                continue;
            }
        };
        if items.iter().any(|item| is_journal(&item.path())) {
            source.over.push((folder, "a folder that a batch wrote into"));
            continue;
        }
        for item in items {
            let path = item.path();
            if item.file_name().as_bytes().starts_with(b".") || path.starts_with(out) {
                continue;
            }
            match item.file_type() {
                Ok(kind) if kind.is_dir() && deepest.is_none_or(|deepest| depth < deepest) => {
                    folders.push((path, depth + 1));
                }
                Ok(kind) if kind.is_dir() => {}
                _ => sort(&path, source),
            }
        }
    }
    Ok(())
}

/// Whether a file is the journal of a batch, and not only called so.
fn is_journal(path: &Path) -> bool {
    Part::of_journal(&files::name(path)).is_some()
        && files::read_text(path).is_ok_and(|text| !text.is_empty() && Journal::parse(&text).is_ok())
}

/// Puts a file that was met to the questionnaires, or to what is passed over. Lock files are nobody's concern.
fn sort(path: &Path, source: &mut Source) {
    let name = files::name(path);
    if LOCK.iter().any(|lock| name.starts_with(lock)) {
        return;
    }
    let wanted = Format::ALL.iter().any(|format| has_extension(path, format.extension()));
    let why = match fs::metadata(path) {
        Err(_) => "a link that leads nowhere",
        Ok(meta) if meta.is_dir() => "a link to a folder",
        Ok(meta) if !meta.is_file() => "no regular file",
        Ok(_) if !wanted && has_extension(path, LIST) => {
            "no questionnaire; as an argument it would be read as a list"
        }
        Ok(_) if !wanted => "not of a format that this tool fills",
        Ok(_) if is_own(path) => "by its name an output of this tool beside its input",
        Ok(_) => {
            source.files.push(path.to_path_buf());
            return;
        }
    };
    source.over.push((path.to_path_buf(), why));
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
    let parts: Vec<String> =
        inside.components().filter(named).map(|part| readable(part.as_os_str())).collect();
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
