//! Why no form could be read, with what was seen instead.

use std::fmt;

use crate::workbook::column_name;

/// A sheet that was looked at and the header-like cells it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenSheet {
    /// Name of the tab; empty for csv and tsv.
    pub name: String,
    /// Why it is no form.
    pub reason: String,
    /// Columns and their header texts, left to right.
    pub columns: Vec<(u32, String)>,
}

/// No questionnaire could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DetectError {
    /// No sheet holds a form.
    #[error("no question column found")]
    NoForm {
        /// What was seen, sheet by sheet.
        seen: Vec<SeenSheet>,
    },
    /// The sheet that was asked for is not there.
    #[error("there is no sheet \"{name}\"")]
    NoSheet {
        /// The name that was given.
        name: String,
        /// The sheets there are.
        sheets: Vec<String>,
    },
    /// A column that was asked for is neither a header nor a column of the sheet.
    #[error("there is no column \"{name}\"")]
    NoColumn {
        /// What was given.
        name: String,
        /// What was seen.
        seen: Vec<SeenSheet>,
    },
    /// One column was named for two things.
    #[error("the column \"{name}\" is named for two things")]
    SameColumn {
        /// What was given.
        name: String,
    },
    /// The header row that was asked for lies below the last row.
    #[error("row {} has no header: the last row is {}", row + 1, last + 1)]
    NoHeaderRow {
        /// The row that was given, from 0.
        row: u32,
        /// The last row that holds a value, from 0.
        last: u32,
    },
}

impl DetectError {
    /// What to do about it, in a line.
    pub fn hint(&self) -> String {
        match self {
            Self::NoForm { seen } | Self::NoColumn { seen, .. } => {
                let way = match self {
                    Self::NoColumn { .. } => "a column is named by its header or its letters",
                    _ => "name one with --question-column",
                };
                let columns: Vec<String> =
                    seen.iter().filter(|s| !s.columns.is_empty()).map(ToString::to_string).take(4).collect();
                if columns.is_empty() {
                    "no columns seen; is this the right file?".to_string()
                } else {
                    format!("columns seen: {}; {way}", columns.join("; "))
                }
            }
            Self::NoSheet { sheets, .. } => format!("sheets: {}", sheets.join(", ")),
            Self::SameColumn { .. } => {
                "questions, answers, comments, ids and sections each have a column of their own".to_string()
            }
            Self::NoHeaderRow { .. } => "give the row number as the spreadsheet shows it".to_string(),
        }
    }
}

impl fmt::Display for SeenSheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.name.is_empty() {
            write!(f, "sheet \"{}\": ", self.name)?;
        }
        for (at, (column, text)) in self.columns.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{} \"{}\"", column_name(*column), shorten(text))?;
        }
        Ok(())
    }
}

/// A header text that fits on a line with others.
fn shorten(text: &str) -> String {
    const SHOWN: usize = 32;
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN { line } else { line.chars().take(SHOWN - 1).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_names_the_columns_that_were_seen() {
        let seen = vec![SeenSheet {
            name: "Budget".to_string(),
            reason: "no questions".to_string(),
            columns: vec![(0, "Item".to_string()), (2, "Amount".to_string())],
        }];
        let error = DetectError::NoForm { seen };
        assert_eq!(error.to_string(), "no question column found");
        assert_eq!(
            error.hint(),
            "columns seen: sheet \"Budget\": A \"Item\", C \"Amount\"; name one with --question-column"
        );
    }
}
