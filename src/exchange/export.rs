//! The base as a table: what an audience may see of it, as a workbook or as separated text.
//!
//! The bytes depend on the base alone: an import of them into an empty folder is exported as the same bytes again.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

use super::cell::guarded;
use super::columns::{
    ALSO_ASKED, ANSWER, BASE_COLUMNS, ENTRY_COLUMNS, ID, KIND, QUESTION, RowKind, all_columns,
};
use super::error::ExchangeError;
use super::row::{Row, row_of};
use crate::knowledge::{Audience, KnowledgeBase, KnowledgeError, Scope, SourceFile, load_files};
use crate::text::{Language, unlike_markup};
use crate::workbook::LONGEST_TEXT;

/// The sheet of entries and translations.
const ENTRIES_SHEET: &str = "Entries";
/// The sheet of categories and of the organisation.
const BASE_SHEET: &str = "Base";
/// Number of the format text: what is typed stays what was typed.
const TEXT_FORMAT: u8 = 49;
/// Widths of columns, in characters: of texts that are read, of lists, of words.
const WIDE: f64 = 60.0;
const MIDDLE: f64 = 32.0;
const NARROW: f64 = 14.0;
/// Spreadsheets take a csv file without a byte order mark for one of their own code page.
const MARK: &str = "\u{feff}";

/// The part of a base that goes into an export.
#[derive(Clone, Debug)]
pub struct Export {
    /// Each row with the file that it stands for.
    rows: Vec<(String, Row)>,
    /// How many entries there are.
    pub entries: usize,
    /// How many translations there are.
    pub translations: usize,
    /// How many categories are described.
    pub categories: usize,
}

impl Export {
    /// The files of a base as far as the scope sees them: the organisation, the categories that hold an entry, the
    /// entries, each with its translations. Below [`Audience::Internal`] comments in answers are left out, and so is the
    /// entry of a claim that the scope does not see.
    ///
    /// # Errors
    /// [`ExchangeError::Knowledge`]: a base that is refused, or that holds what no cell gives back.
    pub fn of(files: &[SourceFile], scope: impl Into<Scope>) -> Result<Self, ExchangeError> {
        let base = load_files(files, scope, false)?;
        let own = own_language(&base);
        let by_path: BTreeMap<&str, &SourceFile> =
            files.iter().map(|file| (file.path.as_str(), file)).collect();
        // All of a base goes out and comes back as it was; what goes to others holds no note of the house.
        let of_the_house = base.audience == Audience::Internal;
        let mut rows = Vec::new();
        for path in paths(&base) {
            let Some(file) = by_path.get(path.as_str()) else { continue };
            if let Some(mut row) = row_of(file, own)? {
                if !of_the_house {
                    row.drop_comments();
                }
                if !of_the_house || !base.products.is_empty() {
                    row.drop_unseen(|id| base.entry(id).is_some());
                }
                rows.push((path, row));
            }
        }
        let count = |kind: RowKind| rows.iter().filter(|(_, row)| row.kind == kind).count();
        Ok(Self {
            entries: count(RowKind::Entry),
            translations: count(RowKind::Translation),
            categories: count(RowKind::Category),
            rows,
        })
    }

    /// A csv file: one table, UTF-8 with a byte order mark, commas, every filled field in quotes.
    pub fn to_csv(&self) -> Vec<u8> {
        let columns = all_columns();
        let mut out = String::from(MARK);
        out.push_str(&columns.join(","));
        out.push('\n');
        for (_, row) in &self.rows {
            let fields: Vec<String> = columns
                .iter()
                .map(|column| row.get(column).map_or(String::new(), |text| quoted(&guarded(text, true))))
                .collect();
            out.push_str(&fields.join(","));
            out.push('\n');
        }
        out.into_bytes()
    }

    /// A workbook: entries and translations on sheet "Entries", categories and the organisation on sheet "Base".
    ///
    /// # Errors
    /// [`ExchangeError::File`]: a text longer than a cell holds.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, ExchangeError> {
        let mut workbook = Workbook::new();
        // A day of its own would make two exports of one base differ.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(
            &DocProperties::new().set_title("Knowledge base").set_creation_datetime(&created),
        );
        let parts: [(&str, &[&'static str], &[RowKind]); 2] = [
            (ENTRIES_SHEET, ENTRY_COLUMNS, &[RowKind::Entry, RowKind::Translation]),
            (BASE_SHEET, BASE_COLUMNS, &RowKind::OF_THE_BASE),
        ];
        for (name, columns, kinds) in parts {
            let rows = self.rows.iter().filter(|(_, row)| kinds.contains(&row.kind));
            write_sheet(workbook.add_worksheet().set_name(name)?, columns, rows)?;
        }
        Ok(workbook.save_to_buffer()?)
    }
}

/// The language that entries are written in.
pub(super) fn own_language(base: &KnowledgeBase) -> Language {
    base.organisation.languages.first().copied().unwrap_or(Language::English)
}

/// The files of a view, in the order of the rows; some may not be there.
fn paths(base: &KnowledgeBase) -> Vec<String> {
    let translated = |language: Language| language.code().map(|code| format!("_index.{code}.md"));
    let mut paths = vec!["_index.md".to_owned()];
    paths.extend(base.organisation.translations.iter().filter_map(|own| translated(own.language)));
    for category in &base.categories {
        paths.push(format!("{}/_index.md", category.id));
        let names = category.translations.iter().filter_map(|own| translated(own.language));
        paths.extend(names.map(|name| format!("{}/{name}", category.id)));
    }
    for entry in &base.entries {
        paths.push(format!("{}/{}.md", entry.category, entry.id));
        let codes = entry.translations.iter().filter_map(|translation| translation.language.code());
        paths.extend(codes.map(|code| format!("{}/{}.{code}.md", entry.category, entry.id)));
    }
    paths
}

fn write_sheet<'r>(
    sheet: &mut Worksheet,
    columns: &[&'static str],
    rows: impl Iterator<Item = &'r (String, Row)>,
) -> Result<(), ExchangeError> {
    let header = Format::new().set_bold();
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format_index(TEXT_FORMAT);
    for (at, column) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, at, *column, &header)?;
        sheet.set_column_width(at, width(column))?;
        sheet.set_column_format(at, &text)?;
    }
    sheet.set_freeze_panes(1, 2)?;
    let mut last = 0;
    for (at, (path, row)) in (1u32..).zip(rows) {
        for (column_at, column) in (0u16..).zip(columns) {
            let Some(cell) = row.get(column) else { continue };
            let cell = guarded(cell, false);
            let units = cell.encode_utf16().count();
            if units > LONGEST_TEXT {
                return Err(ExchangeError::File {
                    file: path.clone(),
                    message: format!(
                        "`{column}` takes {units} characters, and a cell of a workbook holds {LONGEST_TEXT}"
                    ),
                    separated_takes: true,
                });
            }
            sheet.write_string_with_format(at, column_at, unlike_markup(&cell), &text)?;
        }
        last = at;
    }
    let width = u16::try_from(columns.len()).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, width.saturating_sub(1))?;
    Ok(())
}

fn width(column: &str) -> f64 {
    match column {
        QUESTION | ANSWER | ALSO_ASKED | "not_for" | "blurb" | "claims" => WIDE,
        ID | "short" | "evidence" | "contacts" | "title" | "controls" => MIDDLE,
        _ => NARROW,
    }
}

/// A field of a csv file.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// What an empty base is told as.
pub(super) fn is_empty(error: &KnowledgeError) -> bool {
    matches!(error, KnowledgeError::Empty { .. })
}

/// The columns that tell an export from a questionnaire.
pub(super) const SIGNS: [&str; 4] = [KIND, ID, QUESTION, ALSO_ASKED];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::{Audience, sample_files};

    #[test]
    fn an_export_holds_what_its_audience_may_see_and_nothing_else() {
        let file = |path: &str, audience: &str| SourceFile {
            path: path.into(),
            text: format!(
                "+++\nquestion = \"Q of {path}?\"\naudience = \"{audience}\"\nstatus = \"approved\"\nowner = \"o\"\nreviewed = 2026-01-01\n+++\nText of {path}.\n"
            ),
        };
        let index = |path: &str| SourceFile {
            path: path.into(),
            text: format!("+++\ntitle = \"Title of {path}\"\n+++\n"),
        };
        let files = [
            index("_index.md"),
            index("a/_index.md"),
            file("a/one.md", "public"),
            file("a/two.md", "nda"),
            index("b/_index.md"),
            file("b/three.md", "internal"),
        ];
        let text = String::from_utf8(Export::of(&files, Audience::Public).unwrap().to_csv()).unwrap();
        assert!(text.contains("a/one.md") && text.contains("Title of a/_index.md"));
        for hidden in ["two.md", "three.md", "Title of b"] {
            assert!(!text.contains(hidden), "{hidden}");
        }
        assert_eq!(Export::of(&files, Audience::Internal).unwrap().entries, 3);
        // The same bytes as if nothing else had ever been there.
        let open = Export::of(&files[..3], Audience::Public).unwrap();
        let hidden = Export::of(&files, Audience::Public).unwrap();
        assert!(open.to_csv() == hidden.to_csv() && open.to_xlsx().unwrap() == hidden.to_xlsx().unwrap());
    }

    #[test]
    fn two_exports_of_a_base_are_the_same_bytes() {
        let export = Export::of(&sample_files(), Audience::Public).unwrap();
        assert_eq!(export.to_xlsx().unwrap(), export.to_xlsx().unwrap());
        assert_eq!(export.to_csv(), export.clone().to_csv());
    }

    #[test]
    fn a_text_that_no_cell_holds_is_refused_with_its_file() {
        let long = "x".repeat(LONGEST_TEXT + 1);
        let file = SourceFile {
            path: "a/long.md".into(),
            text: format!(
                "+++\nquestion = \"Q?\"\naudience = \"public\"\nstatus = \"draft\"\nowner = \"o\"\nreviewed = 2026-01-01\n+++\n{long}\n"
            ),
        };
        let export = Export::of(&[file], Audience::Public).unwrap();
        let error = export.to_xlsx().unwrap_err();
        assert!(error.to_string().starts_with("could not export a/long.md: `answer` takes 32768"), "{error}");
        assert!(error.hints()[0].contains(".csv") && export.to_csv().len() > LONGEST_TEXT);
    }
}
