//! `trustfill learn`: what reviewers decided, into the knowledge base.

use std::io;
use std::path::{Path, PathBuf};

use trustfill::knowledge::read_folder;
use trustfill::review::learn::{
    FileChange, GAPS_MARK, Gap, Learned, Learning, Review, changes_text, gaps_text, learn, summary_text,
};

use super::apply::reviewed;
use crate::cli::LearnArgs;
use crate::context::Settings;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Output};
use crate::terminal;

pub(crate) fn run(args: &LearnArgs) -> Result<Exit, Failure> {
    let settings = Settings::read(args.config.as_deref())?;
    let Some(folder) = settings.folder(args.knowledge.as_deref())? else {
        return Err(Failure::usage("the sample knowledge base in the binary cannot learn")
            .hint("name the folder of your own with --knowledge; `trustfill init` begins one"));
    };
    let setting = settings.setting(&args.date, None, false)?;
    let located = |error| settings.located(error, &folder, args.knowledge.is_none());
    let sources = read_folder(&folder).map_err(located)?;
    let reviews = args.reviews.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    let learned =
        learn(&sources, &reviews, &Learning { setting: &setting, update: args.update }).map_err(located)?;
    let gaps = GapsFile::of(args, &learned.gaps)?;
    if args.write {
        write(&folder, &learned, gaps.change.as_ref(), &args.gaps)?;
    }
    let shown = folder.canonicalize().unwrap_or_else(|_| folder.clone());
    let mut text = changes_text(&learned.changes, &format!("{}/", files::name(&shown)));
    text.push_str(&changes_text(gaps.change.as_slice(), ""));
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&summary_text(&learned, args.write));
    text.push_str(&gaps.told(&learned.gaps, args.write));
    terminal::print(&text)?;
    Ok(if args.strict && !learned.passed_over.is_empty() { Exit::PersonNeeded } else { Exit::Done })
}

/// Reads a review workbook, or a file of rulings.
fn read(path: &Path) -> Result<Review, Failure> {
    let name = files::name(path);
    let reviewed = reviewed(path, "learn from")?;
    Ok(Review { name, reviewed })
}

/// The list of questions without an answer, and what stands in its place.
struct GapsFile {
    /// Its path as it was given.
    place: String,
    change: Option<FileChange>,
}

impl GapsFile {
    fn of(args: &LearnArgs, gaps: &[Gap]) -> Result<Self, Failure> {
        let name = files::name(&args.gaps);
        let before = match files::read_text(&args.gaps) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(_) if args.force && args.gaps.is_file() => Some(String::new()),
            Err(error) => return Err(Failure::output(&name, error)),
        };
        let ours = before.as_ref().is_none_or(|text| text.starts_with(GAPS_MARK));
        if !ours && !args.force {
            let failure = Failure::output(&name, "it exists already, and this tool did not write it");
            if args.write {
                return Err(failure.hint("name another file with --gaps, or replace it with --force"));
            }
            terminal::warn(&format!("{}; --write would refuse", failure.message));
        }
        let after = gaps_text(gaps);
        // Where nothing is open, there is nothing to begin a file with.
        let changed = before.as_ref().map_or(!gaps.is_empty(), |before| *before != after);
        let change = changed.then(|| FileChange { path: name.clone(), before, after });
        let place = args.gaps.to_string_lossy().replace(char::is_control, " ");
        Ok(Self { place, change })
    }

    fn told(&self, gaps: &[Gap], written: bool) -> String {
        match (gaps.len(), &self.change) {
            (0, _) => String::new(),
            (count, Some(_)) if written => {
                format!("questions without an answer: {count}, written to {}\n", self.place)
            }
            (count, Some(_)) => format!("questions without an answer: {count}, for {}\n", self.place),
            (count, None) => format!("questions without an answer: {count}, as in {}\n", self.place),
        }
    }
}

/// Writes all files or none: first every text is on disk, then each gets its name.
fn write(
    folder: &Path,
    learned: &Learned,
    gaps: Option<&FileChange>,
    gaps_path: &Path,
) -> Result<(), Failure> {
    let mut places: Vec<(PathBuf, &FileChange)> = Vec::new();
    for change in &learned.changes {
        let path = files::inside(folder, &change.path)?;
        if let (None, Some(category)) = (&change.before, path.parent()) {
            files::make_folder(category)?;
        }
        places.push((path, change));
    }
    places.extend(gaps.map(|change| (gaps_path.to_path_buf(), change)));
    let prepared = places
        .iter()
        .map(|(path, change)| {
            Output::check(path.clone(), change.before.is_some())?.prepare(change.after.as_bytes())
        })
        .collect::<Result<Vec<_>, _>>()?;
    // A signal finds all of them named or none.
    let _naming = files::undisturbed();
    for (at, output) in prepared.into_iter().enumerate() {
        if let Err(failure) = output.commit() {
            take_back(&places[..at]);
            return Err(failure);
        }
    }
    Ok(())
}

/// Gives the files that were written already their old texts again; the run fails, and tells why.
fn take_back(places: &[(PathBuf, &FileChange)]) {
    for (path, change) in places {
        match &change.before {
            None => files::remove(path),
            Some(before) => {
                let restored =
                    Output::check(path.clone(), true).and_then(|output| output.prepare(before.as_bytes()));
                // What cannot be put back either is told by the failure that led here.
                let _ = restored.and_then(|prepared| prepared.commit());
            }
        }
    }
}
