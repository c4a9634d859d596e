//! From a raw score to a probability, and from a probability with its reasons to a decision. A leaf: it knows nothing
//! of questions or entries.

mod calibration;
mod decision;
mod policy;
mod reason;

pub use calibration::{BINS, Calibration, Confidence, LEAD_CAP, Score, bin};
pub use decision::Decision;
pub use policy::{Policy, Standing};
pub use reason::{Reason, ReasonCode};
