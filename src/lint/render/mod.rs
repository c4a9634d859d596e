//! Findings as bytes: for a person, a script, a code scanning service, the annotations of a build.

mod explain;
mod github;
mod human;
mod json;
mod sarif;

use jiff::civil::Date;

use super::finding::{Finding, Level};
use super::fix::Fixed;
use crate::knowledge::KnowledgeBase;

pub use explain::{explain, explain_all};
pub use json::CHECK_SCHEMA;

/// How findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A line each for a person, with colours; whoever prints it takes them away where nobody sees them.
    Human,
    /// JSON for a script, with a version.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

/// What was found, and of what.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The findings, in their order.
    pub findings: &'a [Finding],
    /// What was mended before.
    pub fixed: &'a Fixed,
    /// The base.
    pub base: &'a KnowledgeBase,
    /// The folder of the base, as files are to be named.
    pub folder: &'a str,
    /// The date.
    pub today: Date,
    /// The version of the program.
    pub version: &'a str,
}

impl Report<'_> {
    /// A file of the base as it is named outside of it.
    fn named(&self, file: &str) -> String {
        match self.folder.trim_end_matches('/') {
            "" if self.folder.starts_with('/') => format!("/{file}"),
            "" => file.to_owned(),
            folder => format!("{folder}/{file}"),
        }
    }

    fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}

/// Findings in a format, with a line end behind the last line.
///
/// # Errors
/// None that is known: texts and numbers always make JSON.
pub fn render(report: &Report<'_>, format: Format) -> Result<String, serde_json::Error> {
    match format {
        Format::Human => Ok(human::text(report)),
        Format::Json => json::text(report),
        Format::Sarif => sarif::text(report),
        Format::Github => Ok(github::text(report)),
    }
}
