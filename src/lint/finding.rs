//! What a rule finds, and the edit that would mend it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What a finding of a rule means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The rule does not run.
    Allow,
    /// It is told.
    Warn,
    /// It is told, and the check fails.
    Deny,
}

impl Level {
    /// The word used in files and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// Bytes of a file that give way to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where, in bytes of the file.
    pub range: Range<usize>,
    /// What stands there then.
    pub text: String,
}

/// How a finding is mended without a person's judgement; all edits are in the file of the finding, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is done, as a note: "removed the repeated tag `NIS2`".
    pub what: String,
    /// The edits.
    pub edits: Vec<Edit>,
}

/// What a rule found; the rule's code and level are added when it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The file inside the base.
    pub file: String,
    /// The line, from 1.
    pub line: Option<u32>,
    /// The id of the entry.
    pub entry: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// How to mend it, where that is mechanical.
    pub fix: Option<Fix>,
}

impl Found {
    /// Something found on a line of a file.
    pub fn at(file: &str, line: impl Into<Option<u32>>, message: impl Into<String>) -> Self {
        let (line, message) = (line.into(), message.into());
        Self { file: file.to_owned(), line, entry: None, message, hint: None, fix: None }
    }

    /// The same, of an entry.
    #[must_use]
    pub fn of(mut self, entry: &str) -> Self {
        self.entry = Some(entry.to_owned());
        self
    }

    /// The same, with what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with the way to mend it.
    #[must_use]
    pub fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}

/// What a rule found, with the rule and its level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The code of the rule.
    pub rule: &'static str,
    /// Its level, never [`Level::Allow`].
    pub level: Level,
    /// What was found.
    pub found: Found,
}
