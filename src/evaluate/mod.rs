//! Labelled questions to figures: how often the right entry comes first, how honest the probabilities are, what is
//! filled wrongly, what changed since an earlier run, and the fit of the suggest score itself.

mod compare;
mod compare_text;
mod coverage;
mod diagram;
mod evaluation;
mod fit;
mod labels;
mod logistic;
mod metrics;
mod outcome;
mod previous;
mod reliability;
mod report;
mod share;
mod text;

pub use compare::{Change, Comparison, FigureChange, MOVED, QuestionChange, compare};
pub use coverage::{CoveragePoint, coverage_curve, coverage_table};
pub use diagram::diagram;
pub use evaluation::{Evaluation, Group};
pub use fit::{Fitted, Sample, families, fit, samples};
pub use labels::{Label, LabelError, LabelId, keys, parse_labels, unknown_entries};
pub use metrics::{Fills, LIKELY, Likely, Metrics, UPPER, measure};
pub use outcome::{Filled, Judged, Outcome, VerdictCheck};
pub use previous::{Previous, PreviousError, parse_previous};
pub use reliability::{Bin, reliability};
pub use report::{
    EVAL_SCHEMA, EvalReport, LabelFile, Measured, MeasuredBase, QuestionLine, Weight, Weights, WrongFill,
    eval_json, wrong_fills,
};
pub use share::Share;
pub use text::eval_text;
