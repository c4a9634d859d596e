//! What a person said about the layout, by flag or by profile.

/// Corrections of the detection; what is `None` is detected.
///
/// Columns are named by the text of their header (in any case) or by letters; where both fit, the header wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Only this sheet is read as a form, be it hidden.
    pub sheet: Option<String>,
    /// The row of the header, from 0.
    pub header_row: Option<u32>,
    /// Where the questions stand.
    pub question_column: Option<String>,
    /// Where the answers go.
    pub answer_column: Option<String>,
    /// Where the explanations go.
    pub comment_column: Option<String>,
    /// Where the ids stand.
    pub id_column: Option<String>,
    /// Where the sections stand.
    pub section_column: Option<String>,
}

impl Overrides {
    /// Whether nothing is corrected.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the place of the questions is given, so that no evidence for a form is asked for.
    pub(crate) fn names_form(&self) -> bool {
        self.question_column.is_some() || self.header_row.is_some()
    }
}
