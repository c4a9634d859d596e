//! Writing: what goes into which cell.

mod calc_chain;
mod columns;
mod fills;
mod formulas;
mod height;
pub(super) mod package;
pub(super) mod pieces;
mod plan;
mod recalculate;
mod retag;
pub(super) mod separated;
mod splice;
mod text;
mod verify;

use std::fmt;
use std::sync::Arc;

pub use self::text::LONGEST_TEXT;
pub(super) use self::text::{escaped, needs_preserve};
pub(super) use self::text::{inline, plain};

use super::reference::CellRef;
use super::warning::Warning;

/// A new value for a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The sheet; empty for separated text.
    pub sheet: String,
    /// The cell. In a merged range any cell stands for the top-left one.
    pub cell: CellRef,
    /// What goes in.
    pub value: NewValue,
    /// A solid fill that the cell gets besides the rest of its format. Separated text has no fills and passes it over.
    pub fill: Option<Rgb>,
}

/// What can be written into a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum NewValue {
    /// Text; never taken for a formula.
    Text(Arc<str>),
    /// A finite number.
    Number(f64),
    /// TRUE or FALSE.
    Bool(bool),
}

impl fmt::Display for NewValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Bool(value) => write!(f, "{value}"),
        }
    }
}

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// How edits are made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditOptions {
    /// Make edited rows high enough for their new texts, where the stored height is smaller.
    pub fit_rows: bool,
    /// Let a value take the place of a formula.
    pub overwrite_formulas: bool,
    /// Columns that the form did not have.
    pub added: Vec<AddedColumn>,
}

/// A column right of what a sheet uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedColumn {
    /// The sheet.
    pub sheet: String,
    /// The column, from 0.
    pub column: u32,
    /// The width in characters that it has at least.
    pub width: u32,
}

/// An edited file.
#[derive(Clone, Debug)]
pub struct Edited {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// What a user should know about the edits.
    pub warnings: Vec<Warning>,
    /// How many new texts are longer than the stored height of their row shows.
    pub cut: usize,
}
