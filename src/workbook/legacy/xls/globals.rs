//! What the first part of a BIFF8 stream says of the whole workbook: sheets, strings, looks, names.

use super::super::super::cell::Visibility;
use super::super::super::dates::{self, Shown};
use super::super::super::error::WorkbookError;
use super::super::super::limits::{Limit, Limits};
use super::super::super::package::over;
use super::super::model::{Look, NumberLook};
use super::compound::damaged;
use super::formula::Source;
use super::palette::Palette;
use super::records::{Data, Records};
use std::collections::HashMap;

/// Weight from which a font is bold.
const BOLD: u16 = 600;

/// A sheet as the list of sheets has it.
pub(super) struct Bound {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    /// Where its records begin in the stream.
    pub(super) at: usize,
    /// Charts, macro sheets and modules are none.
    pub(super) worksheet: bool,
}

/// The globals of a workbook.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) sheets: Vec<Bound>,
    pub(super) strings: Vec<String>,
    pub(super) looks: Vec<Look>,
    pub(super) date1904: bool,
    /// Sheets by the numbers that formulas use: first and last; `None` for other files.
    pub(super) references: Vec<Option<(usize, usize)>>,
    /// What the defined names stand for.
    pub(super) names: Vec<Option<Source>>,
}

impl Globals {
    /// Reads the records up to the end of the globals.
    pub(super) fn read(stream: &[u8], limits: &Limits) -> Result<Self, WorkbookError> {
        let mut globals = Self::default();
        let mut raw = Raw::default();
        let mut records = Records::from(stream, 0);
        while let Some(record) = records.next()? {
            let mut data = record.data();
            match record.kind {
                // EOF
                0x000A => break,
                // FILEPASS
                0x002F => return Err(WorkbookError::Encrypted),
                // DATEMODE
                0x0022 => globals.date1904 = data.short() == Some(1),
                // BOUNDSHEET
                0x0085 => globals.sheets.push(bound(&mut data).ok_or_else(|| damaged("its list of sheets"))?),
                // SST
                0x00FC => globals.strings = strings(&mut data, limits)?,
                // FONT
                0x0031 => raw.bold.push(font(&mut data).unwrap_or(false)),
                // FORMAT
                0x041E => {
                    if let Some((id, shown)) = format(&mut data) {
                        raw.formats.insert(id, shown);
                    }
                }
                // XF
                0x00E0 => raw.formats_of_cells.push(data.array().unwrap_or([0; 20])),
                // PALETTE
                0x0092 => raw.palette.replace(&mut data),
                // SUPBOOK: whether formulas mean this workbook by it
                0x01AE => raw.own.push(matches!((data.short(), data.short()), (Some(_), Some(0x0401)))),
                // EXTERNSHEET
                0x0017 => globals.references = references(&mut data, &raw.own),
                // NAME
                0x0018 => globals.names.push(name(&mut data).filter(|source| *source != Source::Unknown)),
                _ => {}
            }
        }
        globals.looks = raw.formats_of_cells.iter().map(|bytes| raw.look(bytes)).collect();
        if globals.sheets.is_empty() {
            return Err(WorkbookError::NoSheets);
        }
        Ok(globals)
    }
}

/// What looks are made from.
#[derive(Default)]
struct Raw {
    bold: Vec<bool>,
    formats: HashMap<u16, Number>,
    formats_of_cells: Vec<[u8; 20]>,
    palette: Palette,
    own: Vec<bool>,
}

/// What a number format shows.
#[derive(Clone, Copy)]
struct Number(NumberLook);

impl Number {
    fn of_code(code: &str) -> Self {
        let look = match dates::custom(code) {
            Shown::DateTime => {
                let code = code.to_lowercase();
                match (code.contains(['y', 'd']), code.contains('h')) {
                    (true, true) => NumberLook::DateTime,
                    (false, true) => NumberLook::Time,
                    _ => NumberLook::Date,
                }
            }
            Shown::Number if code.contains('%') => NumberLook::Percent,
            Shown::Number => NumberLook::General,
        };
        Self(look)
    }

    fn builtin(id: u16) -> Self {
        Self(match id {
            9 | 10 => NumberLook::Percent,
            18..=21 | 45 | 47 => NumberLook::Time,
            22 => NumberLook::DateTime,
            id if dates::builtin(u32::from(id)) == Shown::DateTime => NumberLook::Date,
            _ => NumberLook::General,
        })
    }
}

impl Raw {
    fn look(&self, bytes: &[u8; 20]) -> Look {
        let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        // Font number 4 was never given out.
        let font = usize::from(short(0));
        let font = if font > 4 { font - 1 } else { font };
        let id = short(2);
        let pattern = bytes[17] >> 2;
        Look {
            bold: self.bold.get(font).copied().unwrap_or(false),
            fill: if pattern == 1 { self.palette.colour(short(18) & 0x7F) } else { None },
            border: short(10) != 0,
            unlocked: short(4) & 1 == 0,
            number: self.formats.get(&id).copied().unwrap_or_else(|| Number::builtin(id)).0,
        }
    }
}

fn bound(data: &mut Data<'_, '_>) -> Option<Bound> {
    let at = usize::try_from(data.word()?).ok()?;
    let visibility = match data.byte()? & 0x03 {
        0 => Visibility::Visible,
        1 => Visibility::Hidden,
        _ => Visibility::VeryHidden,
    };
    let worksheet = data.byte()? == 0;
    let count = usize::from(data.byte()?);
    Some(Bound { name: data.string(count)?, visibility, at, worksheet })
}

fn strings(data: &mut Data<'_, '_>, limits: &Limits) -> Result<Vec<String>, WorkbookError> {
    let cut_short = || damaged("its table of strings is cut short");
    data.word().ok_or_else(cut_short)?;
    let unique = data.word().ok_or_else(cut_short)?;
    let (mut strings, mut size) = (Vec::new(), 0_usize);
    for _ in 0..unique {
        // A count that is too high is a known fault of writers; the strings that are there count.
        let Some(count) = data.short() else { break };
        let text = data.string(usize::from(count)).ok_or_else(cut_short)?;
        size += text.len();
        if strings.len() >= limits.stored_cells {
            let bound = limits.stored_cells as u64;
            return Err(over(Limit::StoredCells, limits, "the number of texts", bound));
        }
        if size > limits.text_bytes {
            return Err(over(Limit::TextMib, limits, "the text of all cells", limits.text_bytes as u64));
        }
        strings.push(text);
    }
    Ok(strings)
}

fn font(data: &mut Data<'_, '_>) -> Option<bool> {
    data.skip(6)?;
    Some(data.short()? >= BOLD)
}

fn format(data: &mut Data<'_, '_>) -> Option<(u16, Number)> {
    let id = data.short()?;
    let count = usize::from(data.short()?);
    Some((id, Number::of_code(&data.string(count)?)))
}

fn references(data: &mut Data<'_, '_>, own: &[bool]) -> Vec<Option<(usize, usize)>> {
    let count = data.short().unwrap_or(0);
    let one = |data: &mut Data<'_, '_>| {
        let book = usize::from(data.short()?);
        let (first, last) = (usize::from(data.short()?), usize::from(data.short()?));
        Some(own.get(book).copied().unwrap_or(false).then_some((first, last)))
    };
    (0..count).map_while(|_| one(data)).collect()
}

fn name(data: &mut Data<'_, '_>) -> Option<Source> {
    data.skip(3)?;
    let characters = usize::from(data.byte()?);
    let length = usize::from(data.short()?);
    data.skip(8)?;
    data.string(characters)?;
    Some(Source::read(&data.bytes(length)?, None))
}
