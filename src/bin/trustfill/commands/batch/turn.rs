//! One questionnaire's turn: whether it is done already, what stands in its way, filling it, writing down what came of it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use trustfill::batch::{FileRecord, Head, Line, Made, Named, Outcome};
use trustfill::respond::sha256;
use trustfill::workbook::Format;

use super::ledger::Ledger;
use super::told::Told;
use super::worker::Worker;
use crate::cli::{BatchArgs, ReportFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{files, limits};

/// A questionnaire with the places of its outputs.
pub(super) struct Turn {
    /// Its path below the common folder.
    pub(super) file: String,
    /// The hash of its bytes; `None` where `fill` would not read it either.
    pub(super) sha256: Option<String>,
    input: PathBuf,
    named: Named,
    /// Paths of its outputs in the out folder.
    outputs: Vec<String>,
}

/// What all turns share.
pub(super) struct Turns<'r> {
    pub(super) args: &'r BatchArgs,
    pub(super) head: &'r Head,
    pub(super) ledger: &'r Ledger,
    pub(super) worker: &'r Worker,
    pub(super) told: &'r Told,
    /// Folders of this machine, each with a slash behind it, the longest first; no record names them.
    pub(super) private: Vec<String>,
}

impl Turn {
    pub(super) fn of(file: String, input: PathBuf, named: Named, reports: &[ReportFormat]) -> Self {
        let extension = input.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        let form =
            Format::from_extension(&extension).map_or(extension.as_str(), |f| f.writes_as().extension());
        let mut endings = vec![format!(".filled.{form}"), ".review.xlsx".to_owned()];
        let wanted = |format| reports.contains(&format);
        endings.extend(wanted(ReportFormat::Html).then(|| ".report.html".to_owned()));
        endings.extend(wanted(ReportFormat::Json).then(|| ".report.json".to_owned()));
        let inside = |ending: &String| {
            let name = files::fitting_name(&named.stem, ending);
            if named.folder.is_empty() { name } else { format!("{}/{name}", named.folder) }
        };
        let mut outputs: Vec<String> = endings.iter().map(inside).collect();
        outputs.sort();
        let most = limits::of_run().file_bytes;
        let bytes = files::read_bytes(&input).ok().filter(|bytes| bytes.len() as u64 <= most);
        Self { file, sha256: bytes.map(|bytes| sha256(&bytes)), input, named, outputs }
    }

    /// What is told of a file that did not come to its turn.
    pub(super) fn not_run(self) -> FileRecord {
        FileRecord {
            file: self.file,
            sha256: None,
            outcome: Outcome::NotRun,
            exit: 0,
            counts: None,
            outputs: Vec::new(),
            warnings: Vec::new(),
            error: None,
            hints: Vec::new(),
        }
    }
}

impl Turns<'_> {
    /// Takes a turn. `true` where an earlier run had done it.
    ///
    /// # Errors
    /// What ends the batch: the journal or the events cannot be written.
    pub(super) fn take(&self, turn: &Turn) -> Result<(FileRecord, bool), Failure> {
        let start = Instant::now();
        if let Some(done) = self.done_before(turn) {
            self.told.ended(&done, true, 0.0)?;
            return Ok((done, true));
        }
        self.told.begun(&turn.file)?;
        let mut wrote = false;
        let record = match self.in_the_way(turn) {
            Err(failure) => self.failed(turn, failure),
            Ok(replace) => {
                let outputs = turn.outputs.clone();
                self.ledger.add(Line::Begun { file: turn.file.clone(), outputs })?;
                wrote = true;
                self.fill(turn, replace).unwrap_or_else(|failure| self.failed(turn, failure))
            }
        };
        let left = self.left(turn, &record, wrote);
        if !left.is_empty() {
            let paths: Vec<&str> = left.iter().map(|made| made.path.as_str()).collect();
            self.told.warn(&format!(
                "{}: earlier outputs stay, and are none of this run: {}",
                turn.file,
                paths.join(", ")
            ));
        }
        self.ledger.add(Line::Ended { run: self.head.run.clone(), record: record.clone(), left })?;
        self.told.ended(&record, false, start.elapsed().as_secs_f64())?;
        Ok((record, false))
    }

    /// What an earlier run made of the same input in the same way, where all of it is still there as it was.
    fn done_before(&self, turn: &Turn) -> Option<FileRecord> {
        if self.args.fresh {
            return None;
        }
        let finished = |journal: &trustfill::batch::Journal| {
            journal.finished(&turn.file, turn.sha256.as_deref()?, &self.head.run).cloned()
        };
        let record = self.ledger.ask(finished)?;
        let same_places = record.outputs.iter().map(|made| &made.path).eq(&turn.outputs);
        let unchanged =
            |made: &Made| hash_of(&self.args.out_dir.join(&made.path)).is_ok_and(|hash| hash == made.sha256);
        (same_places && record.outputs.iter().all(unchanged)).then_some(record)
    }

    /// Looks at what stands where the outputs go. `true` where that is this tool's and may be replaced.
    fn in_the_way(&self, turn: &Turn) -> Result<bool, Failure> {
        let mut replace = self.args.force;
        for path in &turn.outputs {
            let place = self.args.out_dir.join(path);
            if self.args.force || fs::symlink_metadata(&place).is_err() {
                continue;
            }
            let made =
                self.ledger.ask(|journal| journal.made(&turn.file).find(|made| made.path == *path).cloned());
            let begun = self.ledger.ask(|journal| journal.was_begun(&turn.file, path));
            match made {
                Some(made) if hash_of(&place).is_ok_and(|hash| hash == made.sha256) => {}
                _ if begun => {}
                Some(_) => {
                    return Err(Failure::output(path, "it has changed since a batch wrote it")
                        .hint("move it away, or --force replaces it (a review workbook with rulings is kept all the same)"));
                }
                None => {
                    return Err(Failure::output(
                        path,
                        "it exists already, and no batch of this folder wrote it",
                    )
                    .hint("move it away, or --force replaces it"));
                }
            }
            replace = true;
        }
        Ok(replace)
    }

    fn fill(&self, turn: &Turn, replace: bool) -> Result<FileRecord, Failure> {
        let folder = self.args.out_dir.join(&turn.named.folder);
        files::make_folder(&folder)?;
        let name = files::name(&turn.input);
        let told = self.worker.fill(&turn.input, &name, &folder, &turn.named.stem, replace)?;
        if told.knowledge.sha256 != self.head.knowledge.sha256 {
            return Err(Failure::usage(format!(
                "could not fill {name}: the knowledge base has changed during the run"
            ))
            .hint("run the batch again: it goes on with what is left"));
        }
        let outputs = turn.outputs.iter().map(|path| {
            let made =
                hash_of(&self.args.out_dir.join(path)).map_err(|error| Failure::output(path, error))?;
            Ok(Made { path: path.clone(), sha256: made })
        });
        Ok(FileRecord {
            file: turn.file.clone(),
            sha256: Some(told.file_sha256),
            outcome: Outcome::Done,
            exit: Exit::Done as u8,
            counts: Some(told.counts),
            outputs: outputs.collect::<Result<_, Failure>>()?,
            warnings: told.note.into_iter().chain(told.warnings).collect(),
            error: None,
            hints: Vec::new(),
        })
    }

    /// What stands there for a file that this record does not name: outputs of runs before, and what a process that was ended,
    /// or found another base than the batch, had written already.
    fn left(&self, turn: &Turn, record: &FileRecord, wrote: bool) -> Vec<Made> {
        let before: Vec<Made> = self.ledger.ask(|journal| journal.made(&turn.file).cloned().collect());
        let named = |path: &str| record.outputs.iter().any(|made| made.path == path);
        let mut left: BTreeMap<String, String> = before
            .into_iter()
            .filter(|made| fs::symlink_metadata(self.args.out_dir.join(&made.path)).is_ok())
            .map(|made| (made.path, made.sha256))
            .collect();
        for path in turn.outputs.iter().filter(|_| wrote) {
            if let Ok(hash) = hash_of(&self.args.out_dir.join(path)) {
                left.insert(path.clone(), hash);
            }
        }
        left.into_iter()
            .filter(|(path, _)| !named(path))
            .map(|(path, sha256)| Made { path, sha256 })
            .collect()
    }

    /// What is told of a failure.
    fn failed(&self, turn: &Turn, failure: Failure) -> FileRecord {
        FileRecord {
            file: turn.file.clone(),
            sha256: turn.sha256.clone(),
            outcome: Outcome::Failed,
            exit: failure.exit as u8,
            counts: None,
            outputs: Vec::new(),
            warnings: Vec::new(),
            error: Some(self.told_of(turn, &failure.message)),
            hints: failure.hints.iter().map(|hint| self.without_folders(&for_batch(hint))).collect(),
        }
    }

    /// The message with the file's path in it, and no folder of this machine.
    fn told_of(&self, turn: &Turn, message: &str) -> String {
        let message = self.without_folders(message);
        let (name, path) = (files::name(&turn.input), turn.file.clone());
        one_line(&match message {
            message if message.contains(&path) => message,
            message if message.contains(&name) => message.replacen(&name, &path, 1),
            message => format!("{path}: {message}"),
        })
    }

    fn without_folders(&self, text: &str) -> String {
        one_line(&self.private.iter().fold(text.to_owned(), |text, folder| text.replace(folder.as_str(), "")))
    }
}

/// A hint of `fill` that names flags which only it has, in words for a batch.
fn for_batch(hint: &str) -> String {
    if hint.contains("--carry") {
        return "move it away first; `trustfill fill --carry --force` takes rulings over".to_owned();
    }
    if hint.contains("-column") || hint.contains("--sheet") {
        return format!(
            "{hint} (`trustfill inspect FILE` takes it too, and --save-profile keeps it for a batch)"
        );
    }
    hint.to_owned()
}

/// What a name makes of a line is undone: a record is one line, whatever a file is called.
fn one_line(text: &str) -> String {
    let escaped = |c: char| if c.is_control() { c.escape_unicode().to_string() } else { c.to_string() };
    text.chars().map(escaped).collect()
}

/// The hash of a file's bytes, in hexadecimal. What is no regular file is refused, and not waited for.
fn hash_of(path: &Path) -> io::Result<String> {
    files::read_bytes(path).map(|bytes| sha256(&bytes))
}
