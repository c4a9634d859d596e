//! Workbooks and separated text: read with bounds, edited in place.
//!
//! [`Workbook::open`] takes the bytes of a file in and checks them; [`Sheet`] answers what stands where and what a cell
//! may hold; [`Workbook::edit`] gives the bytes back with some cells changed and every other byte as it was. This is
//! the only module that knows zip, XML and csv. It knows nothing of questions and answers, and touches no files.

mod book;
mod cell;
mod choices;
mod csv;
mod dates;
mod edit;
mod error;
#[cfg(test)]
mod fixture;
mod format;
mod index;
mod legacy;
mod limits;
mod package;
mod ranges;
mod reference;
mod relationships;
mod scan;
mod sheet;
mod sheet_data;
mod sniff;
mod stream;
mod strings;
mod styles;
mod tables;
#[cfg(test)]
mod tests;
mod validations;
mod warning;
mod xml;

use std::sync::Arc;

use self::book::Book;
use self::csv::{Dialect, TextEncoding};
use self::package::{Budget, Package};

pub use self::cell::{Cell, Choice, Choices, Constraint, Value, Visibility};
pub use self::edit::{AddedColumn, Edit, EditOptions, Edited, LONGEST_TEXT, NewValue, Rgb};
pub use self::error::WorkbookError;
pub use self::format::{Format, Kind};
pub use self::legacy::to_xlsx;
pub use self::limits::{Limit, Limits};
pub use self::reference::{
    BadReference, CellRange, CellRef, MAX_COLUMNS, MAX_ROWS, column_name, parse_column,
};
pub use self::sheet::Sheet;
pub use self::stream::StreamError;
pub(crate) use self::stream::{Rows, Stream, part};
pub use self::warning::Warning;

/// A file that was read: a workbook, or a csv file as a workbook of one sheet.
#[derive(Clone, Debug)]
pub struct Workbook {
    format: Format,
    source: Source,
    book: Arc<Book>,
    sheets: Vec<Sheet>,
    warnings: Vec<Warning>,
    limits: Limits,
}

/// The file as it came.
#[derive(Clone, Debug)]
enum Source {
    Package(Package),
    Text { text: String, dialect: Dialect },
}

impl Workbook {
    /// Reads a file. `bytes` is all of it, `format` what its extension says; the bytes must agree. A file of a format
    /// that cannot be written back is opened as the new .xlsx that [`to_xlsx`] makes of it.
    ///
    /// # Errors
    /// Refuses what is not of that format, what is damaged, and what is over the limits; see [`WorkbookError`].
    pub fn open(bytes: Vec<u8>, format: Format, limits: &Limits) -> Result<Self, WorkbookError> {
        if format.writes_as() != format {
            let mut workbook = Self::open(to_xlsx(bytes, format, limits)?, format.writes_as(), limits)?;
            workbook.warnings.insert(0, Warning::NewFormat { from: format });
            return Ok(workbook);
        }
        if bytes.is_empty() {
            return Err(WorkbookError::Empty);
        }
        if bytes.len() as u64 > limits.file_bytes {
            return Err(package::over(Limit::FileMib, limits, "the size of the file", limits.file_bytes));
        }
        let (source, book) = if format.is_package() {
            sniff::expect_package(&bytes, format)?;
            let package = Package::open(bytes, limits)?;
            sniff::expect_workbook(&package, format)?;
            check_content_types(&package, limits)?;
            let book = Book::read(&package, limits)?;
            (Source::Package(package), book)
        } else {
            sniff::expect_text(&bytes, format)?;
            let (encoding, text) = TextEncoding::decode(&bytes)?;
            let dialect = Dialect::find(&text, encoding, format);
            let book = Book::of_one_sheet(csv::read(&text, dialect.delimiter, limits)?);
            (Source::Text { text, dialect }, book)
        };
        let mut warnings = book.index.warnings.clone();
        if let Source::Package(package) = &source
            && package.has_folder("_xmlsignatures/")
        {
            warnings.push(Warning::Signed);
        }
        let book = Arc::new(book);
        let sheets = (0..book.count()).map(|number| Sheet::new(Arc::clone(&book), number)).collect();
        Ok(Self { format, source, book, sheets, warnings, limits: limits.clone() })
    }

    /// The format it was opened as, which is that of what [`Workbook::edit`] gives back.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The worksheets in the order of their tabs, hidden ones too. Chart, dialog and macro sheets are left out.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The sheet of exactly that name; csv and tsv have one, named `""`.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name() == name)
    }

    /// The bytes of the file with the edits in place and every other byte as it was, checked before they are returned:
    /// opened again, compared part by part, read back. Without edits they are the bytes that were opened.
    ///
    /// # Errors
    /// Refuses an edit that its cell cannot take; nothing is written then. See [`WorkbookError`].
    pub fn edit(&self, edits: &[Edit], options: &EditOptions) -> Result<Edited, WorkbookError> {
        match &self.source {
            Source::Package(package) if edits.is_empty() => {
                Ok(Edited { bytes: package.bytes().to_vec(), warnings: Vec::new(), cut: 0 })
            }
            Source::Package(package) => {
                edit::package::edit(package, &self.book, &self.limits, edits, options)
            }
            Source::Text { text, dialect } => {
                edit::separated::edit(text, *dialect, &self.book, &self.limits, edits, options)
            }
        }
    }

    /// What a user should know about the file.
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

/// The list of content types is not needed to find parts; it is read so that a bomb in it is refused here and not
/// handed on.
fn check_content_types(package: &Package, limits: &Limits) -> Result<(), WorkbookError> {
    const PART: &str = "[Content_Types].xml";
    if !package.has(PART) {
        return Ok(());
    }
    let xml = xml::XmlText::decode(PART, package.read(PART, &mut Budget::new(limits))?)?;
    let mut walk = xml::Walk::new(xml.text(), PART, limits);
    while !matches!(walk.step()?, xml::Node::Eof) {}
    Ok(())
}
