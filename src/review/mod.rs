//! The review workbook: one flat list of every row with what was decided and why, a place for a person's ruling, and a
//! summary. It is written here, and its rulings are read back here.

mod columns;
mod docket_sheet;
pub mod learn;
mod read;
mod reviewed;
mod styles;
mod summary;
mod table;
mod write;

pub use columns::{COLUMNS, Column, Ruling};
pub use read::{ReadError, Ruled, Rulings, read_rulings};
pub use reviewed::{RULINGS_VERSION, Reviewed, RuledRow, read_review, read_rulings_file};
pub use write::{WriteError, write};
