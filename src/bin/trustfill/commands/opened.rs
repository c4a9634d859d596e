//! A questionnaire opened and understood: what `fill` and `inspect` begin with.

use std::path::Path;

use trustfill::questionnaire::{DetectError, Overrides, Questionnaire, detect};
use trustfill::workbook::{Limits, Workbook};

use crate::cli::LayoutArgs;
use crate::failure::Failure;
use crate::files;

/// A file with its form.
pub(crate) struct Opened {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) workbook: Workbook,
    pub(crate) questionnaire: Questionnaire,
}

/// Reads the file, opens the workbook, finds the form.
pub(crate) fn open(path: &Path, layout: &LayoutArgs) -> Result<Opened, Failure> {
    let limits = Limits::default();
    let (bytes, format) = files::read_questionnaire(path, &limits)?;
    let name = files::name(path);
    let workbook =
        Workbook::open(bytes.clone(), format, &limits).map_err(|error| Failure::workbook(&name, &error))?;
    let questionnaire = detect(&workbook, &overrides(layout)).map_err(|error| no_form(&name, &error))?;
    Ok(Opened { name, bytes, workbook, questionnaire })
}

fn overrides(layout: &LayoutArgs) -> Overrides {
    Overrides {
        sheet: layout.sheet.clone(),
        header_row: layout.header_row.map(|row| row - 1),
        question_column: layout.question_column.clone(),
        answer_column: layout.answer_column.clone(),
        comment_column: layout.comment_column.clone(),
        id_column: layout.id_column.clone(),
        section_column: layout.section_column.clone(),
    }
}

fn no_form(name: &str, error: &DetectError) -> Failure {
    let failure = match error {
        DetectError::NoForm { .. } => Failure::input(name, error),
        _ => Failure::usage(format!("could not read {name}: {error}")),
    };
    failure.hint(error.hint())
}
