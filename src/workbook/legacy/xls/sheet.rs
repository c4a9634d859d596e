//! The records of one sheet of a BIFF8 stream.

use super::super::super::error::WorkbookError;
use super::super::super::reference::{CellRange, CellRef};
use super::super::model::{Allows, Cell, Columns, Look, Rule, Sheet, Tally, Value, range};
use super::compound::damaged;
use super::formula::Source;
use super::globals::Globals;
use super::records::{Data, Record, Records};

/// Names that stand for names: a circle ends here.
const DEEPEST_NAME: usize = 5;
/// Widths are stored in parts of a character.
const PARTS_OF_A_CHARACTER: f64 = 256.0;

/// Reads the records from `at` up to the end of the sheet.
pub(super) fn read(
    stream: &[u8],
    at: usize,
    globals: &Globals,
    sheet: &mut Sheet,
    tally: &mut Tally<'_>,
) -> Result<(), WorkbookError> {
    let mut records = Records::from(stream, at);
    let mut reader = Reader { globals, sheet, tally, text_of: None };
    // Charts inside a sheet have a beginning and an end of their own.
    let mut depth = 0_u32;
    while let Some(record) = records.next()? {
        match record.kind {
            0x0809 => depth += 1,
            0x000A => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Ok(());
                }
            }
            _ if depth == 1 => reader.record(&record)?,
            _ if depth == 0 => return Err(damaged("a sheet does not begin where the list of sheets says")),
            _ => {}
        }
    }
    Ok(())
}

struct Reader<'a, 'l> {
    globals: &'a Globals,
    sheet: &'a mut Sheet,
    tally: &'a mut Tally<'l>,
    /// A formula whose text stands in the record behind it.
    text_of: Option<(CellRef, Look)>,
}

impl Reader<'_, '_> {
    fn record(&mut self, record: &Record<'_>) -> Result<(), WorkbookError> {
        let mut data = record.data();
        // A record that ends too early says nothing.
        match record.kind {
            // PROTECT
            0x0012 => self.sheet.protected = data.short() == Some(1),
            // COLINFO
            0x007D => self.columns(&mut data)?,
            // ROW
            0x0208 => self.row(&mut data)?,
            // MERGEDCELLS
            0x00E5 => {
                let count = data.short().unwrap_or(0);
                for merged in ranges(&mut data, count) {
                    self.tally.range()?;
                    self.sheet.merges.push(merged);
                }
            }
            // DV
            0x01BE => {
                if let Some(rule) = self.rule(&mut data) {
                    for _ in &rule.ranges {
                        self.tally.range()?;
                    }
                    self.sheet.rules.push(rule);
                }
            }
            // STRING: the text of the formula before it
            0x0207 => {
                if let Some((at, look)) = self.text_of.take() {
                    let count = usize::from(data.short().unwrap_or(0));
                    let value = data.string(count).map(Value::Text);
                    self.tally.cell(self.sheet, at, Cell { value, formula: true, look })?;
                }
            }
            _ => {
                self.cells(record.kind, &mut data)?;
            }
        }
        Ok(())
    }

    /// Takes the cells of a record in.
    fn cells(&mut self, kind: u16, data: &mut Data<'_, '_>) -> Result<(), WorkbookError> {
        if !matches!(kind, 0x0006 | 0x00BD | 0x00BE | 0x00FD | 0x00D6 | 0x0201 | 0x0203..=0x0205 | 0x027E) {
            return Ok(());
        }
        let (Some(row), Some(column)) = (data.short(), data.short()) else { return Ok(()) };
        let mut at = CellRef::new(u32::from(row), u32::from(column));
        if matches!(kind, 0x00BD | 0x00BE) {
            // MULRK, MULBLANK: cells side by side, then the last column
            while let Some(look) = self.look(data) {
                let value = if kind == 0x00BD {
                    let Some(number) = data.word() else { break };
                    Some(Value::Number(packed(number)))
                } else {
                    None
                };
                self.tally.cell(self.sheet, at, Cell { value, formula: false, look })?;
                at.column += 1;
            }
            return Ok(());
        }
        let Some(look) = self.look(data) else { return Ok(()) };
        let mut cell = Cell { value: None, formula: kind == 0x0006, look };
        cell.value = match kind {
            0x0006 => match self.result(data) {
                Computed::Value(value) => value,
                Computed::Text => {
                    self.text_of = Some((at, look));
                    return Ok(());
                }
            },
            // LABELSST
            0x00FD => data
                .word()
                .and_then(|number| self.globals.strings.get(usize::try_from(number).ok()?))
                .map(|text| Value::Text(text.clone())),
            // LABEL, RSTRING
            0x0204 | 0x00D6 => {
                data.short().and_then(|count| data.string(usize::from(count))).map(Value::Text)
            }
            // NUMBER
            0x0203 => data.array().map(|bytes| Value::Number(f64::from_le_bytes(bytes))),
            // RK
            0x027E => data.word().map(|number| Value::Number(packed(number))),
            // BOOLERR
            0x0205 => match (data.byte(), data.byte()) {
                (Some(value), Some(0)) => Some(Value::Bool(value != 0)),
                (Some(code), Some(_)) => Some(Value::Error(error(code))),
                _ => None,
            },
            // BLANK
            _ => None,
        };
        self.tally.cell(self.sheet, at, cell)
    }

    /// The result that a formula last had.
    fn result(&self, data: &mut Data<'_, '_>) -> Computed {
        let Some(bytes) = data.array::<8>() else { return Computed::Value(None) };
        if bytes[6..] != [0xFF, 0xFF] {
            return Computed::Value(Some(Value::Number(f64::from_le_bytes(bytes))));
        }
        match bytes[0] {
            0 => Computed::Text,
            1 => Computed::Value(Some(Value::Bool(bytes[2] != 0))),
            2 => Computed::Value(Some(Value::Error(error(bytes[2])))),
            _ => Computed::Value(None),
        }
    }

    fn look(&self, data: &mut Data<'_, '_>) -> Option<Look> {
        let number = usize::from(data.short()?);
        Some(self.globals.looks.get(number).copied().unwrap_or_default())
    }

    fn columns(&mut self, data: &mut Data<'_, '_>) -> Result<(), WorkbookError> {
        let (Some(first), Some(last), Some(width)) = (data.short(), data.short(), data.short()) else {
            return Ok(());
        };
        let hidden = data.skip(2).and_then(|()| data.short()).is_some_and(|flags| flags & 1 != 0);
        self.tally.range()?;
        self.sheet.columns.push(Columns {
            first: u32::from(first),
            last: u32::from(last),
            width: (!hidden).then(|| f64::from(width) / PARTS_OF_A_CHARACTER),
            hidden,
        });
        Ok(())
    }

    fn row(&mut self, data: &mut Data<'_, '_>) -> Result<(), WorkbookError> {
        let row = data.short();
        let flags = data.skip(10).and_then(|()| data.short());
        if let (Some(row), Some(flags)) = (row, flags)
            && flags & 0x20 != 0
        {
            self.tally.range()?;
            self.sheet.hidden_rows.push((u32::from(row), u32::from(row)));
        }
        Ok(())
    }

    fn rule(&self, data: &mut Data<'_, '_>) -> Option<Rule> {
        let flags = data.word()?;
        for _ in 0..4 {
            let count = usize::from(data.short()?);
            data.string(count)?;
        }
        let mut formula = || {
            let length = usize::from(data.short()?);
            data.short()?;
            data.bytes(length)
        };
        let (first, second) = (formula()?, formula()?);
        let count = data.short()?;
        let ranges = ranges(data, count);
        let base = ranges.first()?.first;
        let allows = match flags & 0x0F {
            3 => self.list(Source::read(&first, Some(base)), DEEPEST_NAME),
            1 | 2 | 4 | 5 => Allows::Number,
            6 => Allows::TextLength(longest(flags >> 20 & 0x0F, &first, &second)?),
            _ => return None,
        };
        Some(Rule { ranges, allows })
    }

    fn list(&self, source: Source, depth: usize) -> Allows {
        match source {
            Source::Items(items) if !items.is_empty() => Allows::Items(items),
            Source::Range(range) => Allows::Range(None, range),
            Source::Elsewhere(number, range) => {
                match self.globals.references.get(number).copied().flatten() {
                    Some((first, last)) if first == last => match self.globals.worksheet_number(first) {
                        Some(number) => Allows::Range(Some(number), range),
                        None => Allows::UnknownList,
                    },
                    _ => Allows::UnknownList,
                }
            }
            Source::Name(number) if depth > 0 => match self.globals.names.get(number) {
                Some(Some(source)) => self.list(source.clone(), depth - 1),
                _ => Allows::UnknownList,
            },
            _ => Allows::UnknownList,
        }
    }
}

enum Computed {
    Value(Option<Value>),
    /// The text stands in the next record.
    Text,
}

fn ranges(data: &mut Data<'_, '_>, count: u16) -> Vec<CellRange> {
    let one = |data: &mut Data<'_, '_>| {
        let mut next = || data.short().map(u32::from);
        let (rows, columns) = ((next()?, next()?), (next()?, next()?));
        range(rows, columns)
    };
    (0..count).map_while(|_| one(data)).collect()
}

/// A number in four bytes: an integer or the upper half of a float, perhaps in hundredths.
fn packed(number: u32) -> f64 {
    let value = if number & 2 == 0 {
        f64::from_bits(u64::from(number & !3) << 32)
    } else {
        f64::from(number.cast_signed() >> 2)
    };
    if number & 1 == 0 { value } else { value / 100.0 }
}

/// The longest text that a rule lets through, where its bound is a number.
fn longest(operator: u32, first: &[u8], second: &[u8]) -> Option<u32> {
    match operator {
        0 => integer(second),
        2 | 7 => integer(first),
        5 => integer(first)?.checked_sub(1),
        _ => None,
    }
}

fn integer(tokens: &[u8]) -> Option<u32> {
    match tokens {
        [0x1E, low, high] => Some(u32::from(u16::from_le_bytes([*low, *high]))),
        _ => None,
    }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#VALUE!",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers() {
        assert_eq!(packed(0x3FF0_0000), 1.0);
        assert_eq!(packed(5 << 2 | 2), 5.0);
        assert_eq!(packed((-5_i32 << 2).cast_unsigned() | 3), -0.05);
    }
}
