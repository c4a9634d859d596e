//! All that was read of a workbook, shared by its sheets.

use super::cell::Visibility;
use super::error::WorkbookError;
use super::index::{BookIndex, SheetEntry};
use super::limits::Limits;
use super::package::{Budget, Package};
use super::reference::CellRange;
use super::relationships::relationships;
use super::scan::{Surroundings, Tally, scan};
use super::sheet_data::SheetData;
use super::strings::shared_strings;
use super::styles::Formats;
use super::tables::Table;
use super::xml::XmlText;

/// The sheets of a workbook and what they refer to.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    pub(super) index: BookIndex,
    /// What the parts of [`BookIndex::sheets`] hold.
    pub(super) sheets: Vec<SheetData>,
    pub(super) strings: Vec<Box<str>>,
    pub(super) formats: Formats,
}

impl Book {
    /// Reads every worksheet: hidden ones may hold what dropdowns offer.
    pub(super) fn read(package: &Package, limits: &Limits) -> Result<Self, WorkbookError> {
        let mut budget = Budget::new(limits);
        let index = BookIndex::read(package, &mut budget, limits)?;
        let mut book = Self { index, ..Self::default() };
        if let Some(part) = book.index.related("sharedStrings").filter(|part| package.has(part)) {
            let xml = XmlText::decode(part, package.read(part, &mut budget)?)?;
            book.strings = shared_strings(xml.text(), part, limits)?;
        }
        if let Some(part) = book.index.related("styles").filter(|part| package.has(part)) {
            let xml = XmlText::decode(part, package.read(part, &mut budget)?)?;
            book.formats = Formats::read(xml.text(), part, limits)?;
        }
        let mut tally = Tally::default();
        for entry in &book.index.sheets {
            let xml = XmlText::decode(&entry.part, package.read(&entry.part, &mut budget)?)?;
            let mut data = scan(xml.text(), &entry.part, &entry.name, book.around(limits), &mut tally)?;
            add_tables(package, entry, &mut data, &mut budget, limits)?;
            book.sheets.push(data);
        }
        Ok(book)
    }

    /// A book of one sheet without a name, as separated text is.
    pub(super) fn of_one_sheet(data: SheetData) -> Self {
        let mut book = Self { sheets: vec![data], ..Self::default() };
        book.index.sheets.push(SheetEntry::plain(Visibility::Visible));
        book
    }

    /// What a scan of one of the sheets needs.
    pub(super) fn around<'a>(&'a self, limits: &'a Limits) -> Surroundings<'a> {
        Surroundings { strings: &self.strings, formats: &self.formats, date1904: self.index.date1904, limits }
    }

    /// The sheet and the cells of a table's column.
    pub(super) fn table_column(&self, table: &str, column: &str) -> Option<(usize, CellRange)> {
        self.sheets.iter().enumerate().find_map(|(sheet, data)| {
            let table = data.tables.iter().find(|known| known.name.eq_ignore_ascii_case(table))?;
            Some((sheet, table.column(column)?))
        })
    }
}

fn add_tables(
    package: &Package,
    entry: &SheetEntry,
    data: &mut SheetData,
    budget: &mut Budget,
    limits: &Limits,
) -> Result<(), WorkbookError> {
    if data.table_ids.is_empty() {
        return Ok(());
    }
    let related = relationships(package, &entry.part, budget, limits)?;
    for id in &data.table_ids {
        let Some(part) = related.iter().find(|r| r.id == *id).and_then(|r| r.target.as_deref()) else {
            continue;
        };
        if !package.has(part) {
            continue;
        }
        let xml = XmlText::decode(part, package.read(part, budget)?)?;
        if let Some(table) = Table::read(xml.text(), part, limits)? {
            data.table_ranges.push(table.range);
            data.tables.push(table);
        }
    }
    Ok(())
}
