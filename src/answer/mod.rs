//! An entry made to fit a cell: which choice says its verdict, in which language, how long, as plain text, and which
//! cell takes what. Nothing here decides whether it is written.

mod choice;
mod compose;
mod fit;
mod place;
mod vendor;
mod wording;

pub use choice::{HouseChoices, Spoken, choose, said};
pub use compose::{Piece, Whole, compose};
pub use fit::{Answer, Request, fit};
pub use place::{CellRules, CellWrite, comment, place, place_stated, room};
pub use vendor::{Stated, Vendor};
pub use wording::{leading_verdict, narrative, verdict_word};
