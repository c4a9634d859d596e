//! What happens with a row.

use serde::Serialize;

/// What the tool does with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Written into the form.
    Fill,
    /// Suggested in the review workbook, not written.
    Review,
    /// Nothing fits; blank.
    Leave,
}

impl Decision {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fill => "fill",
            Self::Review => "review",
            Self::Leave => "leave",
        }
    }
}
