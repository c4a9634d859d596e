//! Where a cell is: A1 references and ranges, bounded by the grid of a worksheet.

use std::fmt;
use std::str::FromStr;

/// Rows a worksheet can have (ECMA-376, 18.3.1.73).
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns a worksheet can have: A to XFD.
pub const MAX_COLUMNS: u32 = 16_384;

/// A cell of a sheet; row and column count from 0, the printed form is A1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
}

/// What is wrong with a written reference.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a cell of the grid A1:XFD1048576")]
pub struct BadReference(pub String);

impl CellRef {
    /// A cell by row and column, both from 0.
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// The cell `columns` to the right, or `None` beyond XFD.
    pub fn right(self, columns: u32) -> Option<Self> {
        let column = self.column.checked_add(columns).filter(|c| *c < MAX_COLUMNS)?;
        Some(Self { row: self.row, column })
    }
}

/// The letters of a column: 0 is A, 16383 is XFD.
pub fn column_name(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// The column of letters in either case: A is 0. `None` outside A to XFD.
pub fn parse_column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let number = letters.bytes().fold(0u32, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    (number <= MAX_COLUMNS).then(|| number - 1)
}

/// A reference without `$`, as cells bear it; the common case, read without allocating.
pub(super) fn plain_reference(text: &str) -> Option<CellRef> {
    let split = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = parse_column(&text[..split])?;
    let digits = &text[split..];
    if digits.is_empty() || digits.len() > 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let row: u32 = digits.parse().ok()?;
    (1..=MAX_ROWS).contains(&row).then(|| CellRef { row: row - 1, column })
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.column), self.row + 1)
    }
}

impl FromStr for CellRef {
    type Err = BadReference;

    fn from_str(text: &str) -> Result<Self, BadReference> {
        let bad = || BadReference(text.chars().take(32).collect());
        let read =
            if text.contains('$') { plain_reference(&text.replace('$', "")) } else { plain_reference(text) };
        read.ok_or_else(bad)
    }
}

/// A rectangle of cells, both corners in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellRange {
    /// Top-left corner.
    pub first: CellRef,
    /// Bottom-right corner.
    pub last: CellRef,
}

impl CellRange {
    /// The smallest range that holds both cells.
    pub fn spanning(a: CellRef, b: CellRef) -> Self {
        Self {
            first: CellRef::new(a.row.min(b.row), a.column.min(b.column)),
            last: CellRef::new(a.row.max(b.row), a.column.max(b.column)),
        }
    }

    /// Whether the cell lies in the range.
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }

    /// Whether the range is one cell.
    pub fn is_single(&self) -> bool {
        self.first == self.last
    }
}

impl fmt::Display for CellRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_single() { self.first.fmt(f) } else { write!(f, "{}:{}", self.first, self.last) }
    }
}

impl FromStr for CellRange {
    type Err = BadReference;

    /// Reads `B2`, `B2:C9`, `B:C` (whole columns) and `2:9` (whole rows), `$` anywhere.
    fn from_str(text: &str) -> Result<Self, BadReference> {
        let bad = || BadReference(text.chars().take(32).collect());
        let plain: String = text.chars().filter(|c| *c != '$').collect();
        let (a, b) = plain.split_once(':').unwrap_or((&plain, &plain));
        if let (Some(x), Some(y)) = (parse_column(a), parse_column(b)) {
            return Ok(Self::spanning(CellRef::new(0, x), CellRef::new(MAX_ROWS - 1, y)));
        }
        let row = |t: &str| t.parse::<u32>().ok().filter(|r| (1..=MAX_ROWS).contains(r)).map(|r| r - 1);
        if let (Some(x), Some(y)) = (row(a), row(b)) {
            return Ok(Self::spanning(CellRef::new(x, 0), CellRef::new(y, MAX_COLUMNS - 1)));
        }
        Ok(Self::spanning(a.parse().map_err(|_| bad())?, b.parse().map_err(|_| bad())?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_reads_back_as_it_prints() {
        for text in ["A1", "Z9", "AA10", "XFD1048576"] {
            assert_eq!(text.parse::<CellRef>().unwrap().to_string(), text);
        }
        assert_eq!("$b$3".parse::<CellRef>().unwrap(), CellRef::new(2, 1));
    }

    #[test]
    fn references_outside_the_grid_are_refused() {
        for text in ["", "A", "1", "A0", "XFE1", "A1048577", "AAAA1", "A-1", "A1B", "A99999999999"] {
            assert!(text.parse::<CellRef>().is_err(), "{text}");
        }
    }

    #[test]
    fn whole_columns_and_rows_are_ranges() {
        assert_eq!("B:C".parse::<CellRange>().unwrap().to_string(), "B1:C1048576");
        assert_eq!("2:3".parse::<CellRange>().unwrap().to_string(), "A2:XFD3");
        assert_eq!("D4:B2".parse::<CellRange>().unwrap().to_string(), "B2:D4");
        assert_eq!("B2".parse::<CellRange>().unwrap().to_string(), "B2");
    }
}
