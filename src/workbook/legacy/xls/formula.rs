//! The little of compiled formulas that dropdowns need: a list written out, a range, a name.

use super::super::super::reference::{CellRange, CellRef};

/// Columns of the grid of an .xls, and the bits of a column that hold its number.
const COLUMN_BITS: u16 = 0x00FF;
/// Marks of relative rows and columns beside the column's number.
const RELATIVE_COLUMN: u16 = 0x4000;
const RELATIVE_ROW: u16 = 0x8000;

/// Where a list takes its items from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    Items(Vec<String>),
    /// A range of the sheet that the formula stands on.
    Range(CellRange),
    /// A range of a sheet by its number in the table of references.
    Elsewhere(usize, CellRange),
    /// A defined name by its number, from 0.
    Name(usize),
    Unknown,
}

impl Source {
    /// Reads the tokens of a formula. `base` is the cell that relative references count from.
    pub(super) fn read(tokens: &[u8], base: Option<CellRef>) -> Self {
        Self::token(tokens, base).unwrap_or(Self::Unknown)
    }

    fn token(tokens: &[u8], base: Option<CellRef>) -> Option<Self> {
        let (kind, rest) = tokens.split_first()?;
        let short = |at: usize| rest.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b));
        let corner = |row: usize, column: usize| corner(short(row)?, short(column)?, base);
        // One token is the whole formula, or its source is not simple.
        let whole = |length: usize, source: Option<Self>| if rest.len() == length { source } else { None };
        match kind {
            // A text: items with a zero between them.
            0x17 => {
                let (count, flags) = (usize::from(*rest.first()?), *rest.get(1)?);
                let text = rest.get(2..)?;
                let units: Vec<u16> = if flags & 1 == 0 {
                    text.get(..count)?.iter().map(|b| u16::from(*b)).collect()
                } else {
                    text.get(..2 * count)?.as_chunks::<2>().0.iter().map(|b| u16::from_le_bytes(*b)).collect()
                };
                let text = String::from_utf16_lossy(&units);
                let items = text.split('\0').map(str::trim).filter(|item| !item.is_empty());
                Some(Self::Items(items.map(str::to_owned).collect()))
            }
            0x24 | 0x44 | 0x64 => whole(4, plain(short(0)?, short(2)?).map(|at| Self::Range(single(at)))),
            0x25 | 0x45 | 0x65 => {
                let range = CellRange::spanning(plain(short(0)?, short(4)?)?, plain(short(2)?, short(6)?)?);
                whole(8, Some(Self::Range(range)))
            }
            0x2C | 0x4C | 0x6C => whole(4, Some(Self::Range(single(corner(0, 2)?)))),
            0x2D | 0x4D | 0x6D => {
                whole(8, Some(Self::Range(CellRange::spanning(corner(0, 4)?, corner(2, 6)?))))
            }
            0x3A | 0x5A | 0x7A => {
                let at = plain(short(2)?, short(4)?)?;
                whole(6, Some(Self::Elsewhere(usize::from(short(0)?), single(at))))
            }
            0x3B | 0x5B | 0x7B => {
                let range = CellRange::spanning(plain(short(2)?, short(6)?)?, plain(short(4)?, short(8)?)?);
                whole(10, Some(Self::Elsewhere(usize::from(short(0)?), range)))
            }
            0x23 | 0x43 | 0x63 => whole(4, Some(Self::Name(usize::from(short(0)?).checked_sub(1)?))),
            _ => None,
        }
    }
}

fn single(at: CellRef) -> CellRange {
    CellRange { first: at, last: at }
}

fn plain(row: u16, column: u16) -> Option<CellRef> {
    Some(CellRef::new(u32::from(row), u32::from(column & COLUMN_BITS)))
}

/// A corner that may be relative: its row and column are then a distance, and wrap around the grid.
fn corner(row: u16, column: u16, base: Option<CellRef>) -> Option<CellRef> {
    let base = base?;
    let (base_row, base_column) = (u16::try_from(base.row).ok()?, u16::try_from(base.column).ok()?);
    let at_row = if column & RELATIVE_ROW == 0 { row } else { row.wrapping_add(base_row) };
    let number = column & COLUMN_BITS;
    let at_column =
        if column & RELATIVE_COLUMN == 0 { number } else { number.wrapping_add(base_column) & COLUMN_BITS };
    Some(CellRef::new(u32::from(at_row), u32::from(at_column)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_that_dropdowns_have() {
        let items = Source::read(b"\x17\x06\x00Yes\0No", None);
        assert_eq!(items, Source::Items(vec!["Yes".into(), "No".into()]));
        let area = Source::read(b"\x25\x00\x00\x02\x00\x01\x00\x01\x00", None);
        assert_eq!(area, Source::Range("B1:B3".parse().unwrap()));
        let relative = Source::read(b"\x2D\xFF\xFF\x01\x00\x01\xC0\x01\xC0", Some(CellRef::new(4, 2)));
        assert_eq!(relative, Source::Range("D4:D6".parse().unwrap()));
        let elsewhere = Source::read(b"\x3B\x02\x00\x00\x00\x02\x00\x01\x00\x01\x00", None);
        assert_eq!(elsewhere, Source::Elsewhere(2, "B1:B3".parse().unwrap()));
        assert_eq!(Source::read(b"\x23\x02\x00\x00\x00", None), Source::Name(1));
        for unknown in [&b""[..], b"\x17\xFF\x00a", b"\x25\x00", b"\x42\x01\x94\x00"] {
            assert_eq!(Source::read(unknown, None), Source::Unknown);
        }
    }
}
