//! What a sheet's records say besides values: widths, hidden rows, merges, dropdowns, which cells are reckoned.

use std::collections::HashSet;

use super::super::super::error::WorkbookError;
use super::super::super::reference::{CellRange, CellRef};
use super::super::model::{Allows, Columns, Rule, Sheet, Tally, range};
use super::records::{Record, Records};

/// Widths are stored in parts of a character.
const PARTS_OF_A_CHARACTER: f64 = 256.0;

/// Reads the records of a sheet; gives the cells that hold formulas.
pub(super) fn read(
    part: &[u8],
    sheet: &mut Sheet,
    tally: &mut Tally<'_>,
) -> Result<HashSet<CellRef>, WorkbookError> {
    let mut formulas = HashSet::new();
    let mut row = 0;
    let mut records = Records::new(part);
    while let Some(mut record) = records.next()? {
        match record.kind {
            // BrtRowHdr
            0 => {
                row = record.word().unwrap_or(u32::MAX);
                let flags = record.skip(6).and_then(|()| record.short());
                if flags.is_some_and(|flags| flags & 0x1000 != 0) {
                    tally.range()?;
                    sheet.hidden_rows.push((row, row));
                }
            }
            // BrtFmlaString, BrtFmlaNum, BrtFmlaBool, BrtFmlaError
            8..=11 => {
                if let Some(column) = record.word() {
                    formulas.insert(CellRef::new(row, column));
                }
            }
            // BrtColInfo
            60 => {
                if let Some(columns) = columns(&mut record) {
                    tally.range()?;
                    sheet.columns.push(columns);
                }
            }
            // BrtMergeCell
            176 => {
                if let Some(merged) = one_range(&mut record) {
                    tally.range()?;
                    sheet.merges.push(merged);
                }
            }
            // BrtSheetProtection
            535 => sheet.protected = record.short().and_then(|_| record.word()) == Some(1),
            // BrtDVal
            64 => {
                if let Some(rule) = rule(&mut record) {
                    for _ in &rule.ranges {
                        tally.range()?;
                    }
                    sheet.rules.push(rule);
                }
            }
            _ => {}
        }
    }
    Ok(formulas)
}

fn columns(record: &mut Record<'_>) -> Option<Columns> {
    let (first, last, width) = (record.word()?, record.word()?, record.word()?);
    record.word()?;
    let hidden = record.short()? & 1 != 0;
    let width = (!hidden).then(|| f64::from(width) / PARTS_OF_A_CHARACTER);
    Some(Columns { first, last, width, hidden })
}

fn one_range(record: &mut Record<'_>) -> Option<CellRange> {
    let rows = (record.word()?, record.word()?);
    range(rows, (record.word()?, record.word()?))
}

fn rule(record: &mut Record<'_>) -> Option<Rule> {
    let flags = record.word()?;
    let count = record.word()?;
    let ranges: Vec<CellRange> = (0..count).map_while(|_| one_range(record)).collect();
    if ranges.is_empty() {
        return None;
    }
    for _ in 0..4 {
        record.string()?;
    }
    let length = usize::try_from(record.word()?).ok()?;
    let formula = record.bytes(length)?;
    let allows = match flags & 0x0F {
        3 => list(formula).unwrap_or(Allows::UnknownList),
        1 | 2 | 4 | 5 => Allows::Number,
        _ => return None,
    };
    Some(Rule { ranges, allows })
}

/// A list written out, or a range of the same sheet; any other source is not followed.
fn list(formula: &[u8]) -> Option<Allows> {
    let (kind, rest) = formula.split_first()?;
    let short = |at: usize| rest.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b));
    let word = |at: usize| rest.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b));
    match kind {
        0x17 => {
            let text = rest.get(2..2 + 2 * usize::from(short(0)?))?;
            let units: Vec<u16> = text.as_chunks::<2>().0.iter().map(|b| u16::from_le_bytes(*b)).collect();
            let text = String::from_utf16_lossy(&units);
            let items: Vec<String> = text
                .split(['\0', ','])
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .map(str::to_owned)
                .collect();
            (!items.is_empty()).then_some(Allows::Items(items))
        }
        // Both corners fixed: relative ones count from the first cell of the rule.
        0x25 | 0x45 | 0x65 if rest.len() == 12 && short(8)? & 0xC000 == 0 && short(10)? & 0xC000 == 0 => {
            let columns = (u32::from(short(8)?), u32::from(short(10)?));
            Some(Allows::Range(None, range((word(0)?, word(4)?), columns)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_written_out_and_from_ranges() {
        let text: Vec<u8> = "Yes,No".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let written = [&b"\x17\x06\x00"[..], &text].concat();
        assert_eq!(list(&written), Some(Allows::Items(vec!["Yes".into(), "No".into()])));
        let fixed = b"\x25\x00\x00\x00\x00\x02\x00\x00\x00\x01\x00\x01\x00";
        assert_eq!(list(fixed), Some(Allows::Range(None, "B1:B3".parse().unwrap())));
        let relative = b"\x25\x00\x00\x00\x00\x02\x00\x00\x00\x01\xC0\x01\xC0";
        assert_eq!((list(relative), list(b"\x3B\x00"), list(b"")), (None, None, None));
    }
}
