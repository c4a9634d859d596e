//! A questionnaire opened and understood: what `fill` and `inspect` begin with.

use std::path::Path;

use trustfill::questionnaire::{DetectError, Overrides, Profile, Questionnaire, detect};
use trustfill::review::is_review;
use trustfill::workbook::{CellRef, Format, Warning, Workbook};

use crate::cli::LayoutArgs;
use crate::failure::Failure;
use crate::{child, files, limits, profiles};

/// A file with its form.
pub(crate) struct Opened {
    pub(crate) name: String,
    /// The customer's file.
    pub(crate) bytes: Vec<u8>,
    /// Its format.
    pub(crate) format: Format,
    /// The file as a workbook that can be written: itself, or the new .xlsx made of it.
    pub(crate) workbook: Workbook,
    pub(crate) questionnaire: Questionnaire,
    /// What was corrected, by flags and profile.
    pub(crate) overrides: Overrides,
    /// The name of the profile that was used.
    pub(crate) profile: Option<String>,
}

/// A file as a workbook that can be written.
pub(crate) struct Read {
    pub(crate) name: String,
    /// The file as it is.
    pub(crate) bytes: Vec<u8>,
    /// Its format.
    pub(crate) format: Format,
    /// Itself, or the new .xlsx made of it.
    pub(crate) workbook: Workbook,
}

/// Reads the file and opens the workbook.
pub(crate) fn read(path: &Path) -> Result<Read, Failure> {
    let limits = limits::of_run();
    let (bytes, format) = files::read_questionnaire(path, limits)?;
    let name = files::name(path);
    let writable = if format.writes_as() == format {
        bytes.clone()
    } else {
        child::to_xlsx_apart(&name, &bytes, format, limits)?
    };
    let workbook = Workbook::open(writable, format.writes_as(), limits)
        .map_err(|error| Failure::workbook(&name, &error))?;
    Ok(Read { name, bytes, format, workbook })
}

impl Read {
    /// What the first line of a summary says where the form that is written is not the customer's own file.
    pub(crate) fn note(&self) -> Option<String> {
        new_format(self.format)
    }
}

fn new_format(from: Format) -> Option<String> {
    (from.writes_as() != from).then(|| Warning::NewFormat { from }.to_string())
}

/// Reads the file, opens the workbook, finds the form; `replacing` is the profile that a forced save will replace.
pub(crate) fn open(
    path: &Path,
    layout: &LayoutArgs,
    config: Option<&Path>,
    replacing: Option<&str>,
) -> Result<Opened, Failure> {
    let Read { name, bytes, format, workbook } = read(path)?;
    if is_review(&workbook) {
        return Err(Failure::input(&name, "it is a review workbook of this tool, and no questionnaire")
            .hint("`trustfill apply` writes what was decided in it into the customer's form"));
    }
    let flags = overrides(layout);
    let (overrides, profile) = match profiles::of(&workbook, config, layout, replacing)? {
        Some(named) => (flags.over(named.profile.overrides), Some(named.name)),
        None => (flags, None),
    };
    let questionnaire = detect(&workbook, &overrides).map_err(|error| {
        let failure = no_form(&name, &error);
        match &profile {
            Some(profile) => {
                failure.hint(format!("the profile {profile} was used; --no-profile leaves it aside"))
            }
            None => failure,
        }
    })?;
    Ok(Opened { name, bytes, format, workbook, questionnaire, overrides, profile })
}

impl Opened {
    /// What the first line of a summary says where the form that is written is not the customer's own file.
    pub(crate) fn note(&self) -> Option<String> {
        new_format(self.format)
    }

    /// The profile that later files of this form are to be read with.
    pub(crate) fn as_profile(&self) -> Profile {
        Profile::new(&self.workbook, &self.questionnaire, self.overrides.clone())
    }
}

/// The warnings of an edit, locked cells of a sheet told in one line.
pub(crate) fn told(warnings: &[Warning]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut locked: Vec<(&str, CellRef, usize)> = Vec::new();
    for warning in warnings {
        match warning {
            Warning::LockedCell { sheet, cell } => match locked.iter_mut().find(|(name, ..)| name == sheet) {
                Some((.., count)) => *count += 1,
                None => locked.push((sheet, *cell, 1)),
            },
            other => lines.push(other.to_string()),
        }
    }
    lines.extend(locked.into_iter().map(|(sheet, first, count)| {
        format!("sheet \"{sheet}\" is protected, and {count} of the cells written are locked there (first {first})")
    }));
    lines
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
        only: Vec::new(),
    }
}

fn no_form(name: &str, error: &DetectError) -> Failure {
    let failure = match error {
        DetectError::NoForm { .. } => Failure::input(name, error),
        _ => Failure::usage(format!("could not read {name}: {error}")),
    };
    failure.hint(error.hint())
}
