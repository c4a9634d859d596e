//! An error on its way to the terminal: one line, the ways out, the exit code.

use trustfill::exchange::ExchangeError;
use trustfill::knowledge::KnowledgeError;
use trustfill::workbook::WorkbookError;

use crate::exit::Exit;

/// A failed run.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) message: String,
    pub(crate) hints: Vec<String>,
}

impl Failure {
    pub(crate) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), hints: Vec::new() }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    pub(crate) fn input(name: &str, why: impl std::fmt::Display) -> Self {
        Self::new(Exit::Input, format!("could not read {name}: {why}"))
    }

    pub(crate) fn output(name: &str, why: impl std::fmt::Display) -> Self {
        Self::new(Exit::Output, format!("could not write {name}: {why}"))
    }

    pub(crate) fn workbook(name: &str, error: &WorkbookError) -> Self {
        Self { hints: error.hints(), ..Self::input(name, error) }
    }

    pub(crate) fn internal() -> Self {
        Self::new(
            Exit::Input,
            "internal: the program met something it did not expect and stopped; nothing was written",
        )
        .hint("please report this with the structure of the file (not its contents)")
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl From<KnowledgeError> for Failure {
    fn from(error: KnowledgeError) -> Self {
        Self { exit: Exit::Usage, message: error.to_string(), hints: error.hints() }
    }
}

impl From<ExchangeError> for Failure {
    fn from(error: ExchangeError) -> Self {
        let exit = match &error {
            ExchangeError::Knowledge(_) | ExchangeError::File { .. } | ExchangeError::Name(_) => Exit::Usage,
            ExchangeError::Row { .. } => Exit::Input,
            ExchangeError::Differs { .. } | ExchangeError::Workbook(_) => Exit::Output,
        };
        Self { exit, message: error.to_string(), hints: error.hints() }
    }
}
