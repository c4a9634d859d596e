//! Finds the form in any workbook: which sheets ask, where the questions, answers and comments stand, what is answered.
//!
//! [`detect`] reads a [`Workbook`](crate::workbook::Workbook) and returns a [`Questionnaire`]: every sheet with its
//! role and the reason for it, its blocks with the columns that were chosen and why, and its questions row by row. It
//! works on evidence (header words of twelve languages, question-like text, ids, dropdowns, unlocked cells, repeated
//! headers), never on file names. What it gets wrong is corrected with [`Overrides`], which a [`Profile`] remembers for the next file of the same form.
//!
//! This module reads; it writes nothing into the workbook and knows no answers.

mod detect;
mod error;
mod general;
mod general_words;
mod overrides;
mod phrases;
mod placeholder;
mod profile;
mod question;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod text_signs;
mod vendor_field;
mod vendor_words;
mod words;

pub use detect::detect;
pub use error::{DetectError, SeenSheet};
pub use overrides::Overrides;
pub use placeholder::is_box;
pub use profile::{Profile, ProfileError};
pub use question::{Block, Column, Kind, Question, Questionnaire, SheetForm, SheetRole, Tick, Warning};
pub use vendor_field::{VendorField, same_label};
