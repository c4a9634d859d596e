//! Why an export or an import is refused as a whole.

use rust_xlsxwriter::XlsxError;

use crate::knowledge::KnowledgeError;

/// A base or a file that cannot be exchanged without loss.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The base is refused, as it is or as it would be.
    #[error(transparent)]
    Knowledge(#[from] KnowledgeError),
    /// A file of the base holds what no cell can give back.
    #[error("could not export {file}: {message}")]
    File {
        /// The file, relative to the base.
        file: String,
        /// What is wrong there.
        message: String,
        /// Whether a csv file can hold it.
        separated_takes: bool,
    },
    /// A row of an export that cannot be taken.
    #[error("could not read {place}: {message}")]
    Row {
        /// File, sheet and cell, or file and row.
        place: String,
        /// What is wrong there.
        message: String,
    },
    /// An id or a category that cannot be one; the message says why.
    #[error("could not begin an entry: {0}")]
    Name(String),
    /// Entries that exist already and say something else.
    #[error("could not write {}: {}", .files.first().map_or("", String::as_str), others(.files))]
    Differs {
        /// The files, relative to the base.
        files: Vec<String>,
    },
    /// The workbook could not be made.
    #[error("could not make the workbook: {0}")]
    Workbook(#[from] XlsxError),
}

/// What an existing file is refused with, and how many others are.
fn others(files: &[String]) -> String {
    match files.len() {
        0 | 1 => "it exists already and says something else".to_owned(),
        2 => "it exists already and says something else, and so does another".to_owned(),
        count => format!("it exists already and says something else, and so do {} others", count - 1),
    }
}

impl ExchangeError {
    /// Ways out, one sentence each.
    pub fn hints(&self) -> Vec<String> {
        match self {
            Self::Knowledge(error) => error.hints(),
            Self::File { separated_takes: true, .. } => {
                vec!["export to .csv: its fields have no such limit".to_owned()]
            }
            Self::File { .. } | Self::Workbook(_) => Vec::new(),
            Self::Name(_) => vec!["name another with --id or --category".to_owned()],
            Self::Row { .. } => vec!["the columns are described in docs/exchange.md".to_owned()],
            Self::Differs { .. } => vec![
                "--force replaces them; comments in their front matter are lost".to_owned(),
                "run it without --write to see what differs".to_owned(),
            ],
        }
    }
}
