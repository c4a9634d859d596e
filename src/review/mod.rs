//! The review workbook: a list of the rows that a person has to decide, with what was proposed, why, and a place for a ruling; a
//! list of the rows that need nothing; and a summary. It is written here, and its rulings are read back here.

mod choices;
mod columns;
mod differs;
mod docket_sheet;
mod how_to;
mod lines;
mod list;
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
