//! Many questionnaires in one run: the names of their outputs, the journal that a broken run is resumed from, and what
//! is told about each file. Everything here is data; finding files, starting processes and writing is the binary's.
//!
//! A report depends on the inputs, the base and the configuration alone: not on the order in which files were done, nor on how
//! many at once, nor on whether the run was broken off and resumed. Nor does the journal of a folder whose inputs stay.

mod journal;
mod names;
mod record;

pub use journal::{Ended, Journal, JournalError, Line, Part, SCHEMA_VERSION};
pub use names::{Named, name_outputs};
pub use record::{Counts, FileRecord, Head, Knowledge, Made, Outcome, PassedOver, Shard, ShardError, Totals};
