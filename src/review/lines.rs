//! The lines of the two sheets with rows, wherever their columns and their header stand now.

use std::collections::BTreeMap;

use super::columns::{
    COLUMNS, DECISION, DONE_SHEET, EDITED_ANSWER, EDITED_CHOICE, HOW_TO_SHEET, KEY, REVIEW_SHEET, RULING,
    Ruling, SUMMARY_SHEET,
};
use super::docket_sheet;
use super::read::ReadError;
use super::reviewed::RuledRow;
use crate::confidence::Decision;
use crate::workbook::{CellRef, Sheet, Value, Visibility, Workbook};

/// Rows that are searched for the header: a reviewer may have put lines of his own above it.
const HEADER_ROWS: u32 = 20;

/// A sheet with rows.
pub(super) struct Lines<'w> {
    name: &'static str,
    sheet: &'w Sheet,
    header: u32,
    /// The places of the columns by the columns' own numbers.
    places: BTreeMap<u16, u32>,
}

impl<'w> Lines<'w> {
    /// The sheets "Review" and, where it is there, "Done"; each with what a ruling is read from, and with `needed`.
    pub(super) fn of(workbook: &'w Workbook, needed: &[u16]) -> Result<Vec<Self>, ReadError> {
        let mut all = Vec::new();
        for name in [REVIEW_SHEET, DONE_SHEET] {
            match workbook.sheet(name) {
                Some(sheet) => all.push(Self::new(name, sheet, needed)?),
                None if is_ours(workbook) && (name == REVIEW_SHEET || docket_sheet::is_there(workbook)) => {
                    return Err(ReadError::SheetGone(name));
                }
                None if name == REVIEW_SHEET => return Err(ReadError::NoSheet),
                // The first review workbooks had no sheet "Done".
                None => {}
            }
        }
        Ok(all)
    }

    fn new(name: &'static str, sheet: &'w Sheet, needed: &[u16]) -> Result<Self, ReadError> {
        let mut header = (0, BTreeMap::new());
        let mut doubled = Vec::new();
        for row in 0..HEADER_ROWS {
            let (places, twice) = places(sheet, row);
            if places.len() > header.1.len() {
                header = (row, places);
                doubled = twice;
            }
        }
        let lines = Self { name, sheet, header: header.0, places: header.1 };
        for column in [DECISION, RULING, EDITED_CHOICE, EDITED_ANSWER].iter().chain(needed) {
            lines.place(*column)?;
            if doubled.contains(column) {
                let header = COLUMNS[usize::from(*column)].header;
                return Err(ReadError::TwoColumns { header, sheet: name });
            }
        }
        Ok(lines)
    }

    fn place(&self, column: u16) -> Result<u32, ReadError> {
        self.places.get(&column).copied().ok_or_else(|| {
            let header = COLUMNS[usize::from(column)].header;
            ReadError::NoColumn(format!("\"{header}\" on sheet \"{}\"", self.name))
        })
    }

    /// The rows below the header.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        self.sheet.rows().map(|(row, _)| row).filter(|row| *row > self.header)
    }

    /// Where a row stands, for messages: `Review!17`.
    pub(super) fn shown(&self, row: u32) -> String {
        format!("{}!{}", self.name, row + 1)
    }

    /// What stands in a column of a row.
    pub(super) fn text(&self, row: u32, column: u16) -> Result<String, ReadError> {
        Ok(self.sheet.text(CellRef::new(row, self.place(column)?)).into_owned())
    }

    /// What a person typed into a column of a row: what the cell shows is what it holds, or it is refused.
    fn typed(&self, row: u32, column: u16) -> Result<String, ReadError> {
        let at = CellRef::new(row, self.place(column)?);
        let Some(cell) = self.sheet.cell(at) else { return Ok(String::new()) };
        let refused = match &cell.value {
            _ if cell.formula => "a formula; type the text itself",
            Some(Value::Error(_)) => "an error; type the text itself",
            Some(Value::DateTime(_)) => "a date; type it as text",
            Some(Value::Number(_)) if !self.sheet.plain(at) => "a number; type it as text",
            _ => return self.text(row, column),
        };
        let header = COLUMNS[usize::from(column)].header;
        Err(ReadError::NotTyped { place: self.shown(row), header, holds: refused })
    }

    /// What a person decided in a row; a filled row that still bears its preset is no ruling.
    pub(super) fn ruled(&self, row: u32) -> Result<Option<RuledRow>, ReadError> {
        let some = |column: u16| -> Result<_, ReadError> {
            Ok(Some(self.typed(row, column)?).filter(|text| !text.trim().is_empty()))
        };
        let (choice, answer) = (some(EDITED_CHOICE)?, some(EDITED_ANSWER)?);
        let written = self.typed(row, RULING)?;
        let place = self.shown(row);
        let ruling = Ruling::parse(&written);
        if ruling.is_none() && !written.trim().is_empty() {
            return Err(ReadError::UnknownRuling { place, text: written });
        }
        let preset = ruling == Some(Ruling::Accept)
            && self.text(row, DECISION)? == Decision::Fill.as_str()
            && choice.is_none()
            && answer.is_none();
        // What was typed before any ruling was chosen is a reviewer's work too.
        let touched = (ruling.is_some() && !preset) || choice.is_some() || answer.is_some();
        Ok(touched.then_some(RuledRow { ruling, choice, answer, place }))
    }
}

/// Where a person wrote something of his own into a review workbook, if he did: beside the columns of the tool, or on a sheet
/// that is none of its.
pub fn own_notes(workbook: &Workbook) -> Option<String> {
    let written = |sheet: &Sheet, row: u32, column: u32| {
        let at = CellRef::new(row, column);
        let text = sheet.text(at);
        (!text.trim().is_empty()).then(|| format!("{}!{at}", sheet.name()))
    };
    let listed = [REVIEW_SHEET, DONE_SHEET].into_iter().filter_map(|name| {
        let lines = Lines::new(name, workbook.sheet(name)?, &[]).ok()?;
        let known: Vec<u32> = lines.places.values().copied().collect();
        let mut cells =
            lines.rows().flat_map(|row| lines.sheet.row(row).iter().map(move |(at, _)| (row, *at)));
        cells.find_map(|(row, at)| written(lines.sheet, row, at).filter(|_| !known.contains(&at)))
    });
    let ours = |name: &str| {
        [REVIEW_SHEET, DONE_SHEET, SUMMARY_SHEET, HOW_TO_SHEET]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    };
    // What is hidden is the tool's, also where it bears another name by now.
    let seen = |sheet: &&Sheet| sheet.visibility() == Visibility::Visible && !ours(sheet.name());
    let others = workbook.sheets().iter().filter(seen).filter_map(|sheet| {
        let mut cells = sheet.rows().flat_map(|(row, cells)| cells.iter().map(move |(at, _)| (row, *at)));
        cells.find_map(|(row, at)| written(sheet, row, at))
    });
    listed.chain(others).next()
}

/// Whether a workbook is one that the tool wrote for a reviewer, whatever has become of its sheets since.
pub(super) fn is_ours(workbook: &Workbook) -> bool {
    docket_sheet::is_there(workbook)
        || workbook.sheet(DONE_SHEET).is_some()
        || workbook.sheets().iter().any(bears_rulings)
}

/// Whether a sheet has a row with the headers of rulings.
pub(super) fn bears_rulings(sheet: &Sheet) -> bool {
    sheet.rows().any(|(row, _)| {
        let (places, _) = places(sheet, row);
        places.contains_key(&RULING) && places.contains_key(&KEY)
    })
}

/// The columns that a row names as a header does, and those that it names twice.
fn places(sheet: &Sheet, row: u32) -> (BTreeMap<u16, u32>, Vec<u16>) {
    let mut places = BTreeMap::new();
    let mut twice = Vec::new();
    for (at, _) in sheet.row(row) {
        let text = sheet.text(CellRef::new(row, *at));
        if let Some(column) = (0u16..).zip(COLUMNS).find(|(_, column)| column.header == text.trim()) {
            if places.contains_key(&column.0) {
                twice.push(column.0);
            }
            places.entry(column.0).or_insert(*at);
        }
    }
    (places, twice)
}
