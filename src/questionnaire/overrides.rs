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
    /// The sheets that rows and columns are corrected on; on all where it is empty. Other sheets are read as they are.
    pub only: Vec<String>,
}

impl Overrides {
    /// Whether nothing is corrected.
    pub fn is_empty(&self) -> bool {
        Self { only: Vec::new(), ..self.clone() } == Self::default()
    }

    /// What is corrected on one sheet.
    pub(crate) fn on(&self, sheet: &str) -> Self {
        let corrected = self.only.is_empty() || self.only.iter().any(|only| only == sheet);
        if corrected { self.clone() } else { Self { sheet: self.sheet.clone(), ..Self::default() } }
    }

    /// These corrections, and where they say nothing those of `under`.
    #[must_use]
    pub fn over(self, under: Self) -> Self {
        // A flag is meant for every sheet that has the column.
        let only = if self.is_empty() { under.only } else { self.only };
        Self {
            only,
            sheet: self.sheet.or(under.sheet),
            header_row: self.header_row.or(under.header_row),
            question_column: self.question_column.or(under.question_column),
            answer_column: self.answer_column.or(under.answer_column),
            comment_column: self.comment_column.or(under.comment_column),
            id_column: self.id_column.or(under.id_column),
            section_column: self.section_column.or(under.section_column),
        }
    }

    /// Whether the place of the questions is given, so that no evidence for a form is asked for.
    pub(crate) fn names_form(&self) -> bool {
        self.question_column.is_some() || self.header_row.is_some()
    }
}
