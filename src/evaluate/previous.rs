//! An earlier report, read back.

use serde::Deserialize;

use super::metrics::Metrics;
use super::report::{EVAL_SCHEMA, Measured, QuestionLine};

/// An earlier report, as far as it is compared.
#[derive(Clone, Debug, Deserialize)]
pub struct Previous {
    #[serde(flatten)]
    pub(super) measured: Measured,
    pub(super) shipped: Figures,
    pub(super) held_out: Option<Figures>,
    pub(super) questions: Vec<QuestionLine>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Figures {
    pub(super) metrics: Metrics,
}

/// A text that is no earlier report.
#[derive(Debug, thiserror::Error)]
pub enum PreviousError {
    /// Not the JSON of `eval`.
    #[error("it is no report of `trustfill eval --format json`: {0}")]
    NoReport(#[from] serde_json::Error),
    /// Of another version.
    #[error("it is a report of schema {0}, and schema {EVAL_SCHEMA} is compared")]
    Schema(u64),
}

/// Reads an earlier report.
///
/// # Errors
/// [`PreviousError`] where the text is none, or one of another schema.
pub fn parse_previous(text: &str) -> Result<Previous, PreviousError> {
    #[derive(Deserialize)]
    struct Head {
        schema: u64,
    }
    let head: Head = serde_json::from_str(text)?;
    if head.schema != u64::from(EVAL_SCHEMA) {
        return Err(PreviousError::Schema(head.schema));
    }
    Ok(serde_json::from_str(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_schema_is_told_apart_from_no_report() {
        let error = parse_previous("{\"schema\": 9}").unwrap_err();
        assert!(matches!(error, PreviousError::Schema(9)), "{error}");
        assert!(matches!(parse_previous("[]").unwrap_err(), PreviousError::NoReport(_)));
    }
}
