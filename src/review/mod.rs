//! The review workbook: a list of the rows that a person has to decide, with what was proposed, why, and a place for a ruling; a
//! list of the rows that need nothing; and a summary. It is written here, its rulings are read back here, and made into what
//! is sent.

mod applied;
mod apply;
mod cells;
mod choices;
mod columns;
mod differs;
mod docket_sheet;
mod how_to;
pub mod learn;
mod lines;
mod list;
mod read;
mod record;
mod records;
mod reviewed;
mod styles;
mod summary;
mod table;
mod write;

pub use applied::{ApplyReport, apply_json, apply_summary};
pub use apply::{Applied, ApplyCounts, ApplyErrors, Problem, apply};
pub use columns::{COLUMNS, Column, Ruling};
pub use lines::own_notes;
pub use read::{ReadError, Ruled, Rulings, read_rulings};
pub use record::{RECORD_ENDING, RECORD_VERSION, Record, RecordError, RecordRow, RecordedBase, RecordedFile};
pub use records::Records;
pub use reviewed::{RULINGS_VERSION, Reviewed, RuledRow, is_review, read_review, read_rulings_file};
pub use write::{WriteError, write};
