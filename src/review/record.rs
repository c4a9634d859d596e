//! The record: what was sent to whom, row by row, for the day somebody asks.
//!
//! It stands beside the final form and never in it. `docs/record.schema.json` describes it for other programs.

use serde::{Deserialize, Serialize};

use super::apply::{Applied, ApplyCounts};
use super::columns::Ruling;
use crate::knowledge::Verdict;
use crate::respond::{DocketHead, DocketRow, EntryMark, sha256};

/// Version of the record's form; it rises when a key changes its meaning or goes.
pub const RECORD_VERSION: u32 = 1;
/// The end of a record's file name.
pub const RECORD_ENDING: &str = ".record.json";
/// What stands for the ruling of a row that was filled and that nobody ruled on.
const FILLED: &str = "filled";

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`RECORD_VERSION`].
    pub record: u32,
    /// The name of this tool.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// The date of the run.
    pub date: String,
    /// Who applied the rulings, where that was said.
    pub by: Option<String>,
    /// The customer's file.
    pub original: RecordedFile,
    /// The form that was sent.
    #[serde(rename = "final")]
    pub sent: RecordedFile,
    /// The base that the proposals were made from.
    pub knowledge: RecordedBase,
    /// How many rows came to what.
    pub counts: ApplyCounts,
    /// Rows that got an answer, and rows that were left blank on purpose.
    pub rows: Vec<RecordRow>,
}

/// A file by its name without folders, and its SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedFile {
    /// The name.
    pub file: String,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// The base behind a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordedBase {
    /// Its title.
    pub title: String,
    /// SHA-256 of the view of it that the audience may see.
    pub sha256: String,
    /// Whom the answers are for.
    pub audience: String,
    /// Which products they are for; none means that nobody said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// Whether it is the sample that the binary carries.
    pub sample: bool,
}

/// A row of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordRow {
    /// The sheet.
    pub sheet: String,
    /// The cell of the question.
    pub cell: String,
    /// The customer's id.
    pub id: Option<String>,
    /// The heading it stands under.
    pub section: Option<String>,
    /// The question.
    pub question: String,
    /// Its language, `en`, `sv` or `other`.
    pub language: String,
    /// Whether it asks for general information.
    pub general: bool,
    /// What the tool decided.
    pub decision: String,
    /// The ruling, or `filled` where the row was filled and nobody ruled.
    pub ruling: String,
    /// What the answer says in one word, where that is known.
    pub verdict: Option<Verdict>,
    /// The choice as it was sent.
    pub choice: Option<String>,
    /// The text as it was sent.
    pub text: Option<String>,
    /// The cells that were written.
    pub cells: Vec<String>,
    /// The entries whose words were sent.
    pub entries: Vec<EntryMark>,
    /// The probability of what was sent; `null` where a person wrote it.
    pub percent: Option<u8>,
}

/// Why a text is no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Not the form of a record.
    #[error("it is no record of what was sent: {0}")]
    Unreadable(String),
    /// A form that this version does not know.
    #[error("it is a record of version {0}, which this version of the tool cannot read")]
    OtherVersion(String),
}

impl RecordRow {
    /// A row of which nothing was sent.
    pub(super) fn blank(row: &DocketRow, ruling: Option<Ruling>) -> Self {
        Self {
            sheet: row.sheet.clone(),
            cell: row.cell.clone(),
            id: row.id.clone(),
            section: row.section.clone(),
            question: row.question.clone(),
            language: row.language.clone(),
            general: row.general,
            decision: row.decision.clone(),
            ruling: ruling.map_or(FILLED, Ruling::as_str).to_owned(),
            verdict: None,
            choice: None,
            text: None,
            cells: Vec::new(),
            entries: Vec::new(),
            percent: None,
        }
    }

    /// Whether an answer was sent.
    pub fn is_sent(&self) -> bool {
        self.choice.is_some() || self.text.is_some()
    }

    /// Whether the answer was sent in the words of its entries.
    pub fn is_unedited(&self) -> bool {
        self.is_sent() && self.ruling != Ruling::Edit.as_str()
    }
}

impl Record {
    /// The record of applied rulings. `original` is the name of the customer's file, `sent` name and bytes of the final form.
    pub fn new(
        head: &DocketHead,
        applied: &Applied,
        original: &str,
        sent: (&str, &[u8]),
        date: &str,
        by: Option<&str>,
    ) -> Self {
        Self {
            record: RECORD_VERSION,
            tool: "trustfill".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            date: date.to_owned(),
            by: by.map(str::to_owned),
            original: RecordedFile { file: original.to_owned(), sha256: head.file_sha256.clone() },
            sent: RecordedFile { file: sent.0.to_owned(), sha256: sha256(sent.1) },
            knowledge: RecordedBase {
                title: head.base.clone(),
                sha256: head.base_sha256.clone(),
                audience: head.audience.clone(),
                products: head.products.clone(),
                sample: head.sample,
            },
            counts: applied.counts,
            rows: applied.rows.clone(),
        }
    }

    /// The record as JSON, indented, with a line end.
    ///
    /// # Errors
    /// None in practice; serialising plain data cannot fail.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Reads a record back.
    ///
    /// # Errors
    /// [`RecordError`] where the text is none, or one of another version.
    pub fn from_text(text: &str) -> Result<Self, RecordError> {
        let unreadable = |error: serde_json::Error| RecordError::Unreadable(error.to_string());
        let value: serde_json::Value = serde_json::from_str(text).map_err(unreadable)?;
        match &value["record"] {
            serde_json::Value::Null => {
                return Err(RecordError::Unreadable("it has no key `record`".to_owned()));
            }
            version if *version != RECORD_VERSION => {
                return Err(RecordError::OtherVersion(version.to_string()));
            }
            _ => {}
        }
        let record: Self = serde_json::from_value(value).map_err(unreadable)?;
        if record.date.parse::<jiff::civil::Date>().is_err() {
            return Err(RecordError::Unreadable(format!("\"{}\" is no date", record.date)));
        }
        Ok(record)
    }
}
