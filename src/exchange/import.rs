//! Exports and filled questionnaires into a base: what would be written, and what of each row became.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::RowKind;
use super::draft::Drafting;
use super::error::ExchangeError;
use super::export::{is_empty, own_language};
use super::filled::{FilledRow, Known, rows_of};
use super::row::{Row, row_of};
use super::table::{self, PlacedRow};
use crate::knowledge::{Audience, KnowledgeError, MAX_FILE_BYTES, MAX_FILES, SourceFile, is_id, load_files};
use crate::questionnaire::Questionnaire;
use crate::text::Language;
use crate::workbook::Workbook;

/// A file to import.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// An export of this tool, see [`is_export`](super::is_export).
    Export {
        /// Its name, for messages.
        name: &'a str,
        /// The file.
        workbook: &'a Workbook,
    },
    /// A questionnaire with answers in it.
    Filled {
        /// Its name, for messages and for where a draft came from.
        name: &'a str,
        /// The file.
        workbook: &'a Workbook,
        /// The form in it.
        form: &'a Questionnaire,
    },
}

/// What becomes of a file of the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    New,
    /// It says the same already, and is left as it is.
    Unchanged,
    /// It says something else in these columns, and is replaced.
    Replaced(Vec<&'static str>),
    /// It says something else in these columns, and is not to be replaced.
    Differs(Vec<&'static str>),
}

/// A file of the base that a row stands for.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its path in the base.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Who may read it and whether it is approved, of an entry out of an export: `public, approved`.
    pub standing: Option<String>,
}

/// What an import would do.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The files, in the order of their rows.
    pub changes: Vec<Change>,
    /// The rows of questionnaires, in the order they were read.
    pub rows: Vec<FilledRow>,
    /// Headers of exports that are no column of one.
    pub other_columns: Vec<String>,
}

impl Import {
    /// The files that are to be written.
    pub fn written(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| matches!(change.fate, Fate::New | Fate::Replaced(_)))
    }

    /// The refusal of a run that would have to replace what it may not.
    pub fn refusal(&self) -> Option<ExchangeError> {
        let differs = self.changes.iter().filter(|change| matches!(change.fate, Fate::Differs(_)));
        let files: Vec<String> = differs.map(|change| change.path.clone()).collect();
        (!files.is_empty()).then_some(ExchangeError::Differs { files })
    }
}

/// Plans an import into a base; `existing` are its files, none for a new one. Exports are taken first: a questionnaire's row
/// may ask what they answer. `replace` lets a row take the place of an entry that says something else.
///
/// # Errors
/// [`ExchangeError::Name`], [`ExchangeError::Row`] and [`ExchangeError::Knowledge`]: a category that cannot be one, an export that cannot be taken, or a base that would be refused.
pub fn import(
    existing: &[SourceFile],
    sources: &[Source<'_>],
    drafting: &Drafting<'_>,
    replace: bool,
) -> Result<Import, ExchangeError> {
    if !is_id(drafting.category) {
        return Err(ExchangeError::Name(format!("{:?} is no name of a category", drafting.category)));
    }
    let mut planned = Import::default();
    let mut rows: Vec<PlacedRow> = Vec::new();
    for source in sources {
        if let Source::Export { name, workbook } = source {
            let table = table::read(name, workbook)?;
            rows.extend(table.rows);
            planned.other_columns.extend(table.other_columns);
        }
    }
    planned.changes = changes(existing, &rows, replace)?;
    let mut files: BTreeMap<String, SourceFile> =
        existing.iter().map(|file| (file.path.clone(), file.clone())).collect();
    for change in &planned.changes {
        if change.fate != Fate::Unchanged {
            let file = SourceFile { path: change.path.clone(), text: change.text.clone() };
            files.insert(change.path.clone(), file);
        }
    }
    let places: BTreeMap<String, String> = planned
        .changes
        .iter()
        .zip(&rows)
        .map(|(change, row)| (change.path.clone(), row.place.clone()))
        .collect();
    let merged: Vec<SourceFile> = files.into_values().collect();
    let (mut known, mut taken) = match load_files(&merged, Audience::Internal, false) {
        Ok(base) => (Known::of(&base), base.entries.iter().map(|entry| entry.id.clone()).collect()),
        Err(error) if is_empty(&error) => (Known::new(language_of(&merged)?), BTreeSet::new()),
        Err(error) => return Err(placed(error, &places)),
    };
    for source in sources {
        if let Source::Filled { name, workbook, form } = source {
            let (found, drafts) = rows_of(name, workbook, form, drafting, &mut known, &mut taken);
            planned.rows.extend(found);
            planned.changes.extend(drafts);
        }
    }
    will_load(existing, &planned, &places)?;
    Ok(planned)
}

/// Refuses an import that would leave a base that no command reads.
fn will_load(
    existing: &[SourceFile],
    planned: &Import,
    places: &BTreeMap<String, String>,
) -> Result<(), ExchangeError> {
    let mut files: BTreeMap<&str, &str> =
        existing.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    for change in planned.written() {
        if change.text.len() as u64 > MAX_FILE_BYTES {
            let why = format!(
                "{} would be larger than {MAX_FILE_BYTES} bytes, and no command reads it",
                change.path
            );
            return Err(KnowledgeError::TooLarge(why).into());
        }
        files.insert(&change.path, &change.text);
    }
    if files.len() > MAX_FILES {
        return Err(
            KnowledgeError::TooLarge(format!("the base would have more than {MAX_FILES} files")).into()
        );
    }
    let files: Vec<SourceFile> = files
        .into_iter()
        .map(|(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() })
        .collect();
    match load_files(&files, Audience::Internal, false) {
        Err(error) if !is_empty(&error) => Err(placed(error, places)),
        _ => Ok(()),
    }
}

/// The language that entries are written in, of a base that has none yet.
fn language_of(files: &[SourceFile]) -> Result<Language, ExchangeError> {
    let root = files.iter().find(|file| file.path == "_index.md");
    let languages = match root {
        Some(file) => crate::knowledge::parse_organisation(&file.path, &file.text)?.languages,
        None => Vec::new(),
    };
    Ok(languages.first().copied().unwrap_or(Language::English))
}

/// The changes that the rows of exports make, one a row.
fn changes(existing: &[SourceFile], rows: &[PlacedRow], replace: bool) -> Result<Vec<Change>, ExchangeError> {
    let refused = |row: &PlacedRow, message: String| ExchangeError::Row { place: row.place.clone(), message };
    let by_path: BTreeMap<&str, &SourceFile> =
        existing.iter().map(|file| (file.path.as_str(), file)).collect();
    let own = own_of(existing, rows)?;
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for placed in rows {
        let path = placed.row.path(own).map_err(|message| refused(placed, message))?;
        if let Some(earlier) = seen.insert(path.clone(), &placed.place) {
            return Err(refused(placed, format!("{path} stands at {earlier} too")));
        }
        let text = placed.row.text().map_err(|(_, message)| refused(placed, message))?;
        // Both sides as they would be written: blanks and empty lines that nothing reads are no difference.
        let made = SourceFile { path: path.clone(), text };
        let canonical = row_of(&made, own)?;
        let fate = match by_path.get(path.as_str()) {
            None => Fate::New,
            Some(old) => match differing(row_of(old, own)?.as_ref(), canonical.as_ref()) {
                columns if columns.is_empty() => Fate::Unchanged,
                columns if replace => Fate::Replaced(columns),
                columns => Fate::Differs(columns),
            },
        };
        let said = ["audience", "status"].map(|column| placed.row.get(column).map(str::trim));
        let standing = match (placed.row.kind, said) {
            (RowKind::Entry, [Some(audience), Some(status)]) => Some(format!("{audience}, {status}")),
            (RowKind::Translation, _) => Some("translation".to_owned()),
            _ => None,
        };
        found.push(Change { path, text: made.text, fate, standing });
    }
    Ok(found)
}

fn differing(old: Option<&Row>, new: Option<&Row>) -> Vec<&'static str> {
    match (old, new) {
        (Some(old), Some(new)) => old.differing(new),
        _ => Vec::new(),
    }
}

/// The language that entries will be written in: that of the organisation's row, else of the base.
fn own_of(existing: &[SourceFile], rows: &[PlacedRow]) -> Result<Language, ExchangeError> {
    let code = rows.iter().find_map(|placed| placed.row.get("languages"));
    match code.and_then(|codes| codes.lines().find(|line| !line.trim().is_empty())) {
        Some(code) => Ok(Language::from_code(code.trim()).unwrap_or(Language::English)),
        None => match load_files(existing, Audience::Internal, false) {
            Ok(base) => Ok(own_language(&base)),
            Err(error) if is_empty(&error) => language_of(existing),
            Err(error) => Err(error.into()),
        },
    }
}

/// An error of the changed base at the row that makes the file.
fn placed(error: KnowledgeError, places: &BTreeMap<String, String>) -> ExchangeError {
    match error {
        KnowledgeError::File { file, line, message } => match places.get(file.as_str()) {
            Some(place) => ExchangeError::Row { place: (*place).to_owned(), message },
            None => KnowledgeError::File { file, line, message }.into(),
        },
        KnowledgeError::DuplicateId { id, first, second } => {
            match places.get(second.as_str()).or_else(|| places.get(first.as_str())) {
                Some(place) => ExchangeError::Row {
                    place: (*place).to_owned(),
                    message: format!("entry id `{id}` stands in {first} and in {second}"),
                },
                None => KnowledgeError::DuplicateId { id, first, second }.into(),
            }
        }
        other => other.into(),
    }
}
