//! An entry made to fit a cell: which choice says its verdict, in which language, how long, as plain text, and which
//! cell takes what. Nothing here decides whether it is written.

mod choice;
mod fit;
mod place;
mod wording;

pub use choice::{HouseChoices, Spoken, choose};
pub use fit::{Answer, Request, fit};
pub use place::{CellRules, CellWrite, place};
pub use wording::{narrative, verdict_word};
