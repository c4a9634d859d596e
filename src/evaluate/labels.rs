//! Labels: questions with the entries that answer them.

use serde::Deserialize;

/// A labelled question.
#[derive(Clone, Debug, Deserialize)]
pub struct Label {
    /// Where it is from.
    #[serde(default)]
    pub source: String,
    /// Sources of one family repeat each other's text; a fit leaves out a whole family at a time.
    #[serde(default)]
    pub family: String,
    /// The heading it stands under.
    pub section: Option<String>,
    /// The question.
    pub question: String,
    /// Entries whose answer settles the whole question.
    pub full: Vec<String>,
    /// Entries that answer a part of it.
    pub partial: Vec<String>,
}

/// A line that is no label.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct LabelError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// Reads JSON Lines; blank lines are passed over.
///
/// # Errors
/// [`LabelError`] with the first line that is no label.
pub fn parse_labels(text: &str) -> Result<Vec<Label>, LabelError> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line)
                .map_err(|error| LabelError { line: at + 1, message: error.to_string() })
        })
        .collect()
}
