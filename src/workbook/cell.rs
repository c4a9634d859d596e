//! What a cell holds, and what its dropdown offers.

use std::borrow::Cow;

/// The value of a cell that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, as stored.
    Text(String),
    /// A number (dates without a known format among them).
    Number(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// A date or time, in ISO 8601.
    DateTime(String),
    /// An error value such as `#N/A`.
    Error(String),
}

impl Value {
    /// The value as a person reads it: `1` for 1.0, `TRUE` for true.
    pub fn display(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::DateTime(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Bool(true) => Cow::Borrowed("TRUE"),
            Self::Bool(false) => Cow::Borrowed("FALSE"),
        }
    }
}

/// A cell that the sheet stores, be it only for its style.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The value; of a formula, the one the last program cached.
    pub value: Option<Value>,
    /// Whether a formula makes the value (also inside an array or data table).
    pub formula: bool,
    /// Index into the workbook's cell formats; 0 is the default.
    pub style: u32,
}

/// What a dropdown offers, one item.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The item as it must stand in the cell, outer blanks trimmed.
    pub text: String,
    /// Whether the source cell of the item is a number: written back as a number then.
    pub number: Option<f64>,
}

/// What a cell may hold by its data validation.
#[derive(Clone, Debug, PartialEq)]
pub enum Choices {
    /// No list: anything goes (see [`Constraint`] for other validations).
    Free,
    /// One of these, in the order of the list.
    List(Vec<Choice>),
    /// A list whose source could not be resolved (`INDIRECT`, another file); the formula is kept for the message.
    Unknown(String),
}

/// A data validation that is no list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// Text of at most so many characters.
    TextLength {
        /// The largest length, in UTF-16 units as spreadsheets count.
        max: Option<usize>,
    },
    /// A number, date, time or own formula, by the name of its type.
    Other(String),
}

/// How a sheet is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Shown.
    Visible,
    /// Hidden; a user can show it.
    Hidden,
    /// Hidden from the user interface altogether.
    VeryHidden,
}
