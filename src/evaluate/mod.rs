//! Labelled questions to figures: how often the right entry comes first, how honest the probabilities are, and the fit
//! of the suggest score itself.

mod fit;
mod labels;
mod metrics;

pub use fit::{Fitted, Sample, fit, samples};
pub use labels::{Label, LabelError, parse_labels};
pub use metrics::{Judged, Metrics, measure};
