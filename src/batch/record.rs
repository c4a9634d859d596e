//! What is known of a file of a batch, and of the batch as a whole.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Its outputs are written.
    Done,
    /// It was refused, or could not be written.
    Failed,
    /// The run ended before its turn.
    NotRun,
}

/// How many rows of a file went where. `general` information (vendor name, date) is not among the questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Rows that ask something.
    pub questions: usize,
    /// Of these, written into the form.
    pub filled: usize,
    /// Of these, suggested in the review workbook.
    pub suggested: usize,
    /// Suggested at 50 % or more.
    pub suggested_likely: usize,
    /// Of these, without anything that comes near.
    pub open: usize,
    /// Of these, answered before the run.
    pub answered_before: usize,
    /// Rows that ask for general information.
    pub general: usize,
    /// Of these, filled from `[vendor]`.
    pub general_filled: usize,
}

/// An output of a file, with the hash of what was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// Its path in the out folder, with `/` between its parts.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A file of a batch and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRecord {
    /// Its path below the folder that the batch began in, with `/` between its parts.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal; `None` where it could not be read.
    pub sha256: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// The exit code that `fill` gives for it, 0 to 4.
    pub exit: u8,
    /// Its rows; `None` unless it is done.
    pub counts: Option<Counts>,
    /// What was written, in the order of the paths; nothing unless it is done.
    pub outputs: Vec<Made>,
    /// What a person should know.
    pub warnings: Vec<String>,
    /// Why it failed, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// What to do about that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
}

/// A file that lay among the inputs and is no questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassedOver {
    /// Its path below the folder that the batch began in.
    pub file: String,
    /// Why.
    pub why: String,
}

/// The view of the knowledge base that the answers came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Knowledge {
    /// Its title.
    pub title: String,
    /// Hash of what the audience may see of it.
    pub sha256: String,
    /// The audience.
    pub audience: String,
    /// The products that the answers are for, where some were named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// Whether it is the sample in the binary, which is another company's.
    pub sample: bool,
}

/// What holds for all files of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Version of the program.
    pub version: String,
    /// The date that counts for what is out of date.
    pub date: String,
    /// The base.
    pub knowledge: Knowledge,
    /// Fingerprint of all that decides over the outputs but the input itself: version, date, view of the base,
    /// configuration. SHA-256 in hexadecimal.
    pub run: String,
    /// Fingerprint of the paths and contents of all inputs, those of other shards too. SHA-256 in hexadecimal.
    pub inputs: String,
    /// What was not taken for a questionnaire, in the order of the paths.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed_over: Vec<PassedOver>,
}

/// The sums over all files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Files that were found.
    pub files: usize,
    /// Files whose outputs are written.
    pub done: usize,
    /// Files that failed.
    pub failed: usize,
    /// Files whose turn never came.
    pub not_run: usize,
    /// Rows of all files that are done.
    #[serde(flatten)]
    pub rows: Counts,
}

impl Totals {
    /// Adds the files up.
    pub fn of<'r>(records: impl IntoIterator<Item = &'r FileRecord>) -> Self {
        let mut totals = Self::default();
        for record in records {
            totals.files += 1;
            match record.outcome {
                Outcome::Done => totals.done += 1,
                Outcome::Failed => totals.failed += 1,
                Outcome::NotRun => totals.not_run += 1,
            }
            totals.rows.add(record.counts.unwrap_or_default());
        }
        totals
    }
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.questions += other.questions;
        self.filled += other.filled;
        self.suggested += other.suggested;
        self.suggested_likely += other.suggested_likely;
        self.open += other.open;
        self.answered_before += other.answered_before;
        self.general += other.general;
        self.general_filled += other.general_filled;
    }
}

/// One of several runs that share the inputs between them, each taking its part by the content of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    index: u32,
    of: u32,
}

/// Why a text names no shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a shard is written 1/4: the first of four; the number of shards goes up to {MOST_SHARDS}")]
pub struct ShardError;

/// Most shards: more would each be a start for a file or two.
const MOST_SHARDS: u32 = 100_000;

impl Shard {
    /// Its number, from 1.
    pub fn index(self) -> u32 {
        self.index
    }

    /// How many there are.
    pub fn of(self) -> u32 {
        self.of
    }

    /// Whether a file with that hash (SHA-256 in hexadecimal) falls to it. The first 64 bits decide, which are as good as
    /// evenly spread.
    pub fn takes(self, sha256: &str) -> bool {
        let bits = sha256.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0);
        bits % u64::from(self.of) == u64::from(self.index - 1)
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let (index, of) = text.split_once('/').ok_or(ShardError)?;
        let number = |text: &str| text.parse::<u32>().map_err(|_| ShardError);
        let shard = Self { index: number(index)?, of: number(of)? };
        match shard {
            Self { index, of } if index >= 1 && index <= of && of <= MOST_SHARDS => Ok(shard),
            _ => Err(ShardError),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn every_file_falls_to_one_shard_and_none_stays_empty() {
        let shards: Vec<Shard> = (1..=4).map(|index| format!("{index}/4").parse().unwrap()).collect();
        let mut counts = [0; 4];
        for number in 0..400 {
            let hash = crate::text::hexadecimal(Sha256::digest(format!("file {number}")));
            let takers: Vec<usize> = (0..4).filter(|at| shards[*at].takes(&hash)).collect();
            assert_eq!(takers.len(), 1, "{hash}");
            counts[takers[0]] += 1;
        }
        assert!(counts.iter().all(|count| (60..140).contains(count)), "{counts:?}");
    }

    #[test]
    fn a_shard_outside_its_number_is_refused() {
        for text in ["0/4", "5/4", "1/0", "1", "a/b", "1/100001", "-1/4", ""] {
            assert_eq!(text.parse::<Shard>(), Err(ShardError), "{text}");
        }
        assert_eq!("4/4".parse::<Shard>().map(|shard| shard.to_string()), Ok("4/4".to_owned()));
    }
}
