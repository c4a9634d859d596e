//! All that was read of a workbook, shared by its sheets.

use std::sync::OnceLock;

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
    /// What the parts of [`BookIndex::sheets`] hold; of hidden sheets once somebody asks.
    sheets: Vec<OnceLock<SheetData>>,
    /// Where hidden sheets are read from.
    source: Option<(Package, Limits)>,
    pub(super) strings: Vec<Box<str>>,
    pub(super) formats: Formats,
}

impl Book {
    /// Reads every worksheet that a user sees. Hidden ones are a third of the bytes of large forms and mostly scores: they
    /// are read when a dropdown, a formula or a caller asks for them.
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
            let slot = OnceLock::new();
            if entry.visibility == Visibility::Visible {
                let data = book.read_sheet(package, entry, &mut budget, limits, &mut tally)?;
                // The slot is new, so it takes the value.
                let _ = slot.set(data);
            }
            book.sheets.push(slot);
        }
        book.source = Some((package.clone(), limits.clone()));
        Ok(book)
    }

    fn read_sheet(
        &self,
        package: &Package,
        entry: &SheetEntry,
        budget: &mut Budget,
        limits: &Limits,
        tally: &mut Tally,
    ) -> Result<SheetData, WorkbookError> {
        let xml = XmlText::decode(&entry.part, package.read(&entry.part, budget)?)?;
        let mut data = scan(xml.text(), &entry.part, &entry.name, self.around(limits), tally)?;
        add_tables(package, entry, &mut data, budget, limits)?;
        Ok(data)
    }

    /// How many sheets there are.
    pub(super) fn count(&self) -> usize {
        self.sheets.len()
    }

    /// What a sheet holds. A hidden sheet that cannot be read holds nothing: it is copied as it is, and dropdowns that
    /// lean on it are told as unknown.
    pub(super) fn data(&self, sheet: usize) -> &SheetData {
        self.sheets[sheet].get_or_init(|| {
            let late = self.source.as_ref().and_then(|(package, limits)| {
                let entry = &self.index.sheets[sheet];
                self.read_sheet(package, entry, &mut Budget::new(limits), limits, &mut Tally::default()).ok()
            });
            late.unwrap_or_default()
        })
    }

    /// Whether every format that a sheet names is one of the workbook's.
    pub(super) fn formats_are_there(&self) -> bool {
        let there = |style: u32| usize::try_from(style).is_ok_and(|at| at < self.formats.count());
        (0..self.count()).map(|sheet| self.data(sheet)).all(|data| {
            data.cells.iter().all(|(_, cell)| there(cell.style))
                && data.rows.iter().filter_map(|row| row.style).all(there)
                && data.columns.iter().filter_map(|columns| columns.style).all(there)
        })
    }

    /// Why a hidden sheet cannot be read, nor written. Sheets that a user sees were read before.
    pub(super) fn check_readable(&self, sheet: usize) -> Result<(), WorkbookError> {
        let entry = &self.index.sheets[sheet];
        match &self.source {
            Some((package, limits)) if entry.visibility != Visibility::Visible => self
                .read_sheet(package, entry, &mut Budget::new(limits), limits, &mut Tally::default())
                .map(drop),
            _ => Ok(()),
        }
    }

    /// A book of one sheet without a name, as separated text is.
    pub(super) fn of_one_sheet(data: SheetData) -> Self {
        let mut book = Self { sheets: vec![OnceLock::from(data)], ..Self::default() };
        book.index.sheets.push(SheetEntry::plain(Visibility::Visible));
        book
    }

    /// What a scan of one of the sheets needs.
    pub(super) fn around<'a>(&'a self, limits: &'a Limits) -> Surroundings<'a> {
        Surroundings { strings: &self.strings, formats: &self.formats, date1904: self.index.date1904, limits }
    }

    /// The sheet and the cells of a table's column.
    pub(super) fn table_column(&self, table: &str, column: &str) -> Option<(usize, CellRange)> {
        (0..self.count()).find_map(|sheet| {
            let table =
                self.data(sheet).tables.iter().find(|known| known.name.eq_ignore_ascii_case(table))?;
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
