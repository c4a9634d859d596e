//! A response or a layout as text, JSON or a page, for a terminal, a script or a browser. Results are data; this makes bytes
//! of them.

mod asked;
mod batch;
mod composed;
mod fill;
mod html;
mod layout;
mod map;

pub use crate::text::shown;
pub use asked::{AskedLine, AskedRequest, answer_line, answer_text, explain_text};
pub use batch::{
    BatchPart, BatchReport, batch_json, batch_page, batch_summary, is_batch_page, read_batch_json,
};
pub use fill::{FillReport, OutputNames, SCHEMA_VERSION, fill_head, fill_json, fill_summary};
pub use html::{PageError, fill_page};
pub use layout::layout_json;
pub use map::layout_text;

/// Digits of a hash that are shown: enough to compare by eye.
const HASH_SHOWN: usize = 12;
