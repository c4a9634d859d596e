//! The knowledge base out into a spreadsheet, and in again; answers out of questionnaires that somebody filled before.
//!
//! [`Export`] makes a workbook or a csv file of what an audience may see; [`import`] makes files of the base from such a
//! file, without loss, and draft entries from the answered rows of any questionnaire. Everything here is pure: bytes and
//! files of the base come in and go out, and nothing is written.

mod cell;
mod columns;
mod draft;
mod error;
mod export;
mod filled;
mod import;
mod row;
mod skip;
mod table;
#[cfg(test)]
mod tests;
mod told;

pub use draft::{Drafting, begin};
pub use error::ExchangeError;
pub use export::Export;
pub use filled::{FilledRow, Outcome};
pub use import::{Change, Fate, Import, Source, import};
pub use skip::Skip;
pub use table::is_export;
pub use told::{import_json, import_text};
