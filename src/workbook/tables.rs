//! Tables of a sheet (ListObjects): where they are, and where their header rows are.

use super::error::WorkbookError;
use super::limits::Limits;
use super::reference::{CellRange, CellRef};
use super::xml::{Node, Walk};

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) range: CellRange,
    header_rows: u32,
    totals_rows: u32,
    columns: Vec<String>,
}

impl Table {
    /// Reads a table part; `None` if its range is not one.
    pub(super) fn read(text: &str, part: &str, limits: &Limits) -> Result<Option<Self>, WorkbookError> {
        let mut walk = Walk::new(text, part, limits);
        let mut table: Option<Self> = None;
        loop {
            match walk.step()? {
                Node::Open(tag) if tag.depth == 0 => {
                    let (mut name, mut range, mut header_rows, mut totals_rows) = (String::new(), None, 1, 0);
                    for attribute in tag.attributes() {
                        let (key, value) = attribute?;
                        match key {
                            "displayName" => name = value.into_owned(),
                            "ref" => range = value.parse::<CellRange>().ok(),
                            "headerRowCount" => header_rows = value.parse().unwrap_or(1),
                            "totalsRowCount" => totals_rows = value.parse().unwrap_or(0),
                            _ => {}
                        }
                    }
                    table = range.map(|range| Self {
                        name,
                        range,
                        header_rows,
                        totals_rows,
                        columns: Vec::new(),
                    });
                }
                Node::Open(tag) if tag.depth == 2 && tag.local() == "tableColumn" => {
                    let name = tag.attribute("name")?.unwrap_or_default().into_owned();
                    if let Some(table) = &mut table {
                        table.columns.push(name);
                    }
                }
                Node::Eof => return Ok(table),
                _ => {}
            }
        }
    }

    /// Whether the cell is in a header row, whose texts name the columns.
    pub(super) fn is_header(&self, cell: CellRef) -> bool {
        self.range.contains(cell) && cell.row - self.range.first.row < self.header_rows
    }

    /// The cells of a column between header and totals.
    pub(super) fn column(&self, name: &str) -> Option<CellRange> {
        let offset = self.columns.iter().position(|column| column.eq_ignore_ascii_case(name))?;
        let column = self.range.first.column.checked_add(u32::try_from(offset).ok()?)?;
        let first = CellRef::new(self.range.first.row.checked_add(self.header_rows)?, column);
        let last = CellRef::new(self.range.last.row.checked_sub(self.totals_rows)?, column);
        (first.row <= last.row && self.range.contains(first)).then_some(CellRange { first, last })
    }
}
