//! One questionnaire's turn: whether it is done already, what stands in its way, filling it, writing down what came of it.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

use sha2::{Digest, Sha256};
use trustfill::batch::{FileRecord, Head, Line, Made, Named, Outcome};
use trustfill::text::hexadecimal;
use trustfill::workbook::Format;

use super::ledger::Ledger;
use super::told::Told;
use super::worker::Worker;
use crate::cli::{BatchArgs, ReportFormat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{files, limits};

/// Bytes that are hashed at a time.
const CHUNK: usize = 64 << 10;

/// A questionnaire with the places of its outputs.
pub(super) struct Turn {
    /// Its path below the common folder.
    pub(super) file: String,
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
    /// The folder that the inputs have in common, as messages may show it.
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
        Self { file, input, named, outputs }
    }

    /// The hash of the input; `None` where `fill` would not read it either.
    pub(super) fn hash(&self) -> Option<String> {
        let meta = fs::metadata(&self.input).ok()?;
        let taken = meta.is_file() && meta.len() <= limits::of_run().file_bytes;
        taken.then(|| hash_of(&self.input).ok()).flatten()
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
        let sha256 = turn.hash();
        if let Some(done) = self.done_before(turn, sha256.as_deref()) {
            self.told.ended(&done, true, 0.0)?;
            return Ok((done, true));
        }
        self.told.begun(&turn.file)?;
        let record = match self.in_the_way(turn) {
            Err(failure) => self.failed(turn, sha256, failure),
            Ok(replace) => {
                let outputs = turn.outputs.clone();
                self.ledger.add(Line::Begun { file: turn.file.clone(), outputs })?;
                self.fill(turn, replace).unwrap_or_else(|failure| self.failed(turn, sha256, failure))
            }
        };
        self.ledger.add(Line::Ended { run: self.head.run.clone(), record: record.clone() })?;
        self.told.ended(&record, false, start.elapsed().as_secs_f64())?;
        Ok((record, false))
    }

    /// What an earlier run made of the same input in the same way, where all of it is still there as it was.
    fn done_before(&self, turn: &Turn, sha256: Option<&str>) -> Option<FileRecord> {
        if self.args.fresh {
            return None;
        }
        let finished = |journal: &trustfill::batch::Journal| {
            journal.finished(&turn.file, sha256?, &self.head.run).cloned()
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
            let made = self.ledger.ask(|journal| journal.made(&turn.file, path).cloned());
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

    /// What is told of a failure. Outputs that an earlier run left stay this tool's.
    fn failed(&self, turn: &Turn, sha256: Option<String>, failure: Failure) -> FileRecord {
        let there = |made: &Made| fs::symlink_metadata(self.args.out_dir.join(&made.path)).is_ok();
        let before = self.ledger.ask(|journal| {
            journal.ended.get(&turn.file).map(|(_, record)| record.outputs.clone()).unwrap_or_default()
        });
        FileRecord {
            file: turn.file.clone(),
            sha256,
            outcome: Outcome::Failed,
            exit: failure.exit as u8,
            counts: None,
            outputs: before.into_iter().filter(there).collect(),
            warnings: Vec::new(),
            error: Some(self.told_of(turn, &failure.message)),
            hints: failure.hints.iter().map(|hint| self.without_folders(hint)).collect(),
        }
    }

    /// The message with the file's path in it, and no folder of this machine.
    fn told_of(&self, turn: &Turn, message: &str) -> String {
        let message = self.without_folders(message);
        let (name, path) = (files::name(&turn.input), turn.file.clone());
        match message {
            message if message.contains(&path) => message,
            message if message.contains(&name) => message.replacen(&name, &path, 1),
            message => format!("{path}: {message}"),
        }
    }

    fn without_folders(&self, text: &str) -> String {
        self.private.iter().fold(text.to_owned(), |text, folder| text.replace(folder.as_str(), ""))
    }
}

/// The hash of a file's bytes, in hexadecimal.
fn hash_of(path: &Path) -> io::Result<String> {
    // What is no file could be waited for without end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut hash = Sha256::new();
    let mut file = fs::File::open(path)?;
    let mut bytes = vec![0; CHUNK];
    loop {
        match file.read(&mut bytes)? {
            0 => break,
            count => hash.update(&bytes[..count]),
        }
    }
    Ok(hexadecimal(hash.finalize()))
}
