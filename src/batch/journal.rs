//! The journal of a batch: what was begun and what has ended, a line of JSON each. It stands in the out folder, so that a run
//! that was broken off is resumed and a file that somebody changed is noticed.
//!
//! While a run goes on, lines are added. At its end the journal is written anew, in the order of the files: then it is the same
//! however the run went. That a run has ended is told by its report.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::record::{FileRecord, Made, Shard};

/// Version of the journal and of the report.
pub const SCHEMA_VERSION: u32 = 1;
/// What the first line says it is.
const KIND: &str = "trustfill batch";
/// Name of the journal in the out folder, without its ending.
const STEM: &str = "trustfill";
/// Ending of the journal's name.
const ENDING: &str = ".journal";

/// Why a journal cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// A line, counted from 1, that is no line of a journal.
    #[error("line {line} is no line of a journal: {why}")]
    Line {
        /// Its number.
        line: usize,
        /// What the reader met.
        why: String,
    },
    /// It is of another version of the format.
    #[error("it has schema {0}, this version knows {SCHEMA_VERSION}")]
    Schema(u32),
    /// It names a file outside the out folder.
    #[error("it names `{0}`, which is no file of the out folder")]
    Outside(String),
}

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::large_enum_variant, reason = "one line is there at a time")]
pub enum Line {
    /// The first line.
    Journal {
        /// What it is.
        kind: String,
        /// The version of its format.
        schema: u32,
    },
    /// A file is about to be filled: what stands at these paths from now on is this tool's.
    Begun {
        /// The input.
        file: String,
        /// Paths of its outputs.
        outputs: Vec<String>,
    },
    /// A file has ended.
    Ended {
        /// Fingerprint of the run, see [`super::Head::run`].
        run: String,
        /// What became of it.
        record: FileRecord,
        /// What runs wrote for it before, still stands there, and is no output of this one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        left: Vec<Made>,
    },
}

/// Which journal of an out folder: the only one, or that of a shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part(pub Option<Shard>);

impl Part {
    /// The journal's name: `trustfill.journal`, `trustfill-1-of-4.journal`.
    pub fn journal(self) -> String {
        format!("{STEM}{}{ENDING}", self.suffix())
    }

    /// The report's name with that ending: `report.json`, `report-1-of-4.json`.
    pub fn report(self, ending: &str) -> String {
        format!("report{}.{ending}", self.suffix())
    }

    fn suffix(self) -> String {
        self.0.map(|shard| format!("-{}-of-{}", shard.index(), shard.of())).unwrap_or_default()
    }

    /// Whether a batch writes a file of its own by that name, in either case.
    pub fn reserves(name: &str) -> bool {
        let name = name.to_lowercase();
        let report = name.starts_with("report") && (name.ends_with(".json") || name.ends_with(".html"));
        report || (name.starts_with(STEM) && name.ends_with(ENDING))
    }

    /// The part that a file of that name is the journal of.
    pub fn of_journal(name: &str) -> Option<Self> {
        let middle = name.strip_prefix(STEM)?.strip_suffix(ENDING)?;
        if middle.is_empty() {
            return Some(Self(None));
        }
        let shard = middle.strip_prefix('-')?.replacen("-of-", "/", 1).parse().ok()?;
        Some(Self(Some(shard)))
    }
}

/// How a file ended last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Fingerprint of the run.
    pub run: String,
    /// What became of it.
    pub record: FileRecord,
    /// What stands there of runs before.
    pub left: Vec<Made>,
}

/// What a journal says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// The last end of each file.
    pub ended: BTreeMap<String, Ended>,
    /// Outputs of files that were begun and have not ended since, by input.
    pub begun: BTreeMap<String, BTreeSet<String>>,
}

impl Journal {
    /// The first line of a new journal.
    pub fn first_line() -> Line {
        Line::Journal { kind: KIND.to_owned(), schema: SCHEMA_VERSION }
    }

    /// Reads a journal. A last line without its end was being written when the run was killed, and counts for nothing.
    ///
    /// # Errors
    /// [`JournalError`]: it is no journal, of another version, or names a path that leads out of the folder.
    pub fn parse(text: &str) -> Result<Self, JournalError> {
        let mut journal = Self::default();
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        for (number, text) in whole.lines().enumerate() {
            let failed = |why: String| JournalError::Line { line: number + 1, why };
            let line: Line = serde_json::from_str(text).map_err(|error| failed(error.to_string()))?;
            match line {
                Line::Journal { kind, schema } if number == 0 && kind == KIND => {
                    if schema != SCHEMA_VERSION {
                        return Err(JournalError::Schema(schema));
                    }
                }
                Line::Journal { .. } => return Err(failed("it is another file's first line".to_owned())),
                _ if number == 0 => return Err(failed("the first line of a journal is missing".to_owned())),
                line => journal.add(line)?,
            }
        }
        Ok(journal)
    }

    /// Takes a line in that was added to the file.
    ///
    /// # Errors
    /// [`JournalError::Outside`].
    pub fn add(&mut self, line: Line) -> Result<(), JournalError> {
        match line {
            Line::Journal { .. } => {}
            Line::Begun { file, outputs } => {
                outputs.iter().try_for_each(|path| inside(path))?;
                self.begun.entry(file).or_default().extend(outputs);
            }
            Line::Ended { run, record, left } => {
                record.outputs.iter().chain(&left).try_for_each(|made| inside(&made.path))?;
                self.begun.remove(&record.file);
                self.ended.insert(record.file.clone(), Ended { run, record, left });
            }
        }
        Ok(())
    }

    /// What an earlier run of this input in this way made, if it is done.
    pub fn finished(&self, file: &str, sha256: &str, run: &str) -> Option<&FileRecord> {
        let Ended { run: of, record, .. } = self.ended.get(file)?;
        let same = of == run && record.sha256.as_deref() == Some(sha256) && record.exit == 0;
        same.then_some(record)
    }

    /// All that runs wrote for a file and that was there when the last of them ended.
    pub fn made(&self, file: &str) -> impl Iterator<Item = &Made> {
        self.ended.get(file).into_iter().flat_map(|ended| ended.record.outputs.iter().chain(&ended.left))
    }

    /// Whether a run that was broken off may have written at that path.
    pub fn was_begun(&self, file: &str, path: &str) -> bool {
        self.begun.get(file).is_some_and(|outputs| outputs.contains(path))
    }

    /// Every path that a run wrote or was about to write.
    pub fn outputs(&self) -> impl Iterator<Item = &str> {
        let made = self.ended.keys().flat_map(|file| self.made(file)).map(|made| made.path.as_str());
        made.chain(self.begun.values().flatten().map(String::as_str))
    }

    /// The journal of a run that has ended: a line a file, in their order. What was begun and never ended, by a run before
    /// whose input is gone, stays.
    ///
    /// # Errors
    /// None in practice; the JSON writer's own.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let begun = self.begun.iter().map(|(file, outputs)| Line::Begun {
            file: file.clone(),
            outputs: outputs.iter().cloned().collect(),
        });
        let ended = self.ended.values().map(|Ended { run, record, left }| Line::Ended {
            run: run.clone(),
            record: record.clone(),
            left: left.clone(),
        });
        let mut out = String::new();
        for line in std::iter::once(Self::first_line()).chain(begun).chain(ended) {
            out.push_str(&line.to_text()?);
        }
        Ok(out)
    }
}

impl Line {
    /// The line with its end.
    ///
    /// # Errors
    /// None in practice; the JSON writer's own.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string(self)? + "\n")
    }
}

/// A journal may be anybody's: a path in it never leads out of the folder.
fn inside(path: &str) -> Result<(), JournalError> {
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains('\0');
    if path.split('/').all(plain) { Ok(()) } else { Err(JournalError::Outside(path.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::super::record::Outcome;
    use super::*;

    fn record(file: &str) -> FileRecord {
        FileRecord {
            file: file.to_owned(),
            sha256: Some("ab".to_owned()),
            outcome: Outcome::Done,
            exit: 0,
            counts: None,
            outputs: vec![Made { path: format!("{file}.out"), sha256: "cd".to_owned() }],
            warnings: Vec::new(),
            error: None,
            hints: Vec::new(),
        }
    }

    fn ended(file: &str) -> Line {
        Line::Ended { run: "r".to_owned(), record: record(file), left: Vec::new() }
    }

    fn begun(file: &str) -> Line {
        Line::Begun { file: file.to_owned(), outputs: vec![format!("{file}.out")] }
    }

    fn text(lines: &[Line]) -> String {
        std::iter::once(&Journal::first_line()).chain(lines).map(|line| line.to_text().unwrap()).collect()
    }

    #[test]
    fn a_finished_journal_does_not_tell_in_which_order_files_were_done() {
        let one = text(&[begun("a"), ended("a"), begun("b"), ended("b")]);
        let other = text(&[begun("b"), begun("a"), ended("b"), ended("a")]);
        let (one, other) = (Journal::parse(&one).unwrap(), Journal::parse(&other).unwrap());
        assert_eq!(one.to_text().unwrap(), other.to_text().unwrap());
        assert_eq!(Journal::parse(&one.to_text().unwrap()).unwrap(), one);
    }

    #[test]
    fn a_line_that_was_being_written_counts_for_nothing() {
        let whole = text(&[begun("a"), ended("a"), begun("b")]);
        let want = Journal::parse(&whole).unwrap();
        let next = ended("b").to_text().unwrap();
        for cut in 0..next.len() {
            let torn = format!("{whole}{}", &next[..cut]);
            assert_eq!(Journal::parse(&torn).unwrap(), want, "cut at {cut}");
        }
        assert!(want.was_begun("b", "b.out") && !want.was_begun("a", "a.out"));
        assert!(want.made("a").any(|made| made.path == "a.out" && made.sha256 == "cd"));
    }

    #[test]
    fn a_file_is_finished_only_for_the_same_bytes_in_the_same_run() {
        let journal = Journal::parse(&text(&[ended("a")])).unwrap();
        assert!(journal.finished("a", "ab", "r").is_some());
        assert!(journal.finished("a", "ac", "r").is_none());
        assert!(journal.finished("a", "ab", "s").is_none());
        assert!(journal.finished("b", "ab", "r").is_none());
    }

    #[test]
    fn what_is_no_journal_is_refused_with_its_line() {
        let cases = [
            ("hello\n", 1),
            ("{\"begun\":{\"file\":\"a\",\"outputs\":[]}}\n", 1),
            (&format!("{}x\n", text(&[])), 2),
        ];
        for (text, line) in cases {
            match Journal::parse(text) {
                Err(JournalError::Line { line: found, .. }) => assert_eq!(found, line, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        let newer = text(&[]).replace("\"schema\":1", "\"schema\":9");
        assert_eq!(Journal::parse(&newer), Err(JournalError::Schema(9)));
        for path in ["../x", "/etc/x", "a//b", "", "a/./b"] {
            let line = Line::Begun { file: "a".to_owned(), outputs: vec![path.to_owned()] };
            assert_eq!(Journal::parse(&text(&[line])), Err(JournalError::Outside(path.to_owned())));
        }
    }

    #[test]
    fn the_names_of_shards_are_read_back() {
        for part in [Part(None), Part("3/12".parse().ok())] {
            assert_eq!(Part::of_journal(&part.journal()), Some(part));
        }
        assert_eq!(Part("3/12".parse().ok()).report("json"), "report-3-of-12.json");
        assert_eq!(Part::of_journal("trustfill-0-of-4.journal"), None);
        assert_eq!(Part::of_journal("other.journal"), None);
    }
}
