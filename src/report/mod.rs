//! A response or a layout as text or JSON, for a terminal or a script. Results are data; this makes bytes of them.

mod asked;
mod composed;
mod fill;
mod layout;
mod map;
mod shown;

pub use asked::{AskedLine, AskedRequest, answer_line, answer_text, explain_text};
pub use fill::{FillReport, OutputNames, SCHEMA_VERSION, fill_json, fill_summary};
pub use layout::layout_json;
pub use map::layout_text;
pub use shown::shown;
