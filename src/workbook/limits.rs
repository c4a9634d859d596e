//! How much of a file is taken in before it is refused: every bound on what is read, with its name on the command line. Those of
//! the knowledge base stand in `knowledge/load`.

use std::fmt;

/// Largest file: the biggest questionnaire seen is 1 MB, Excel itself gets slow far below this.
const FILE_BYTES: u64 = 100 << 20;
/// Most parts of a package: the fullest questionnaire seen has 90; a workbook with a thousand sheets has about 3,000.
const ENTRIES: usize = 10_000;
/// Most bytes that all parts may inflate to. Absolute, since a ratio rule refuses legal sheets of repeated rows.
const TOTAL_BYTES: u64 = 1 << 30;
/// Most bytes that one part may inflate to: a sheet of five million short cells is about this size.
const PART_BYTES: u64 = 256 << 20;
/// Deepest nesting of XML elements; SpreadsheetML needs about ten.
const XML_DEPTH: usize = 256;
/// Most cells with a value in the whole workbook.
const CELLS: usize = 5_000_000;
/// Most stored cells, styled blank ones among them: whole painted columns are legal, and each cell takes 48 bytes.
const STORED_CELLS: usize = 8_000_000;
/// Most bytes of text that the cells may hold together: one long shared string can be used by a million cells.
const TEXT_BYTES: usize = 256 << 20;
/// Most ranges of merges and validations in the whole workbook.
const RANGES: usize = 1_000_000;
/// Most repetitions of one row with a value in an .ods: no form repeats a row so often.
const REPEATS: u32 = 100_000;
/// Address space of the process that reads an old format: twice what a sheet of a million filled rows takes.
const MEMORY: u64 = 1 << 30;
/// How long that process may take. A sheet of a million filled rows takes about one second.
const SECONDS: u64 = 20;

/// Bytes of a mebibyte, the unit that sizes are named in.
const MIB: u64 = 1 << 20;

/// The bounds within which a file is read; counted while reading, never taken from a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Parts of the package.
    pub entries: usize,
    /// Bytes of all parts that are read, inflated.
    pub total_bytes: u64,
    /// Bytes of one part, inflated.
    pub part_bytes: u64,
    /// Nested XML elements.
    pub xml_depth: usize,
    /// Cells with a value, in all sheets together.
    pub cells: usize,
    /// Cells that the file stores, the styled blank ones too.
    pub stored_cells: usize,
    /// Bytes of the texts of all cells.
    pub text_bytes: usize,
    /// Merged ranges and ranges of validations, in all sheets together.
    pub ranges: usize,
    /// Repetitions of one row with a value, in an .ods.
    pub repeats: u32,
    /// Bytes of address space of the process that reads an old format.
    pub memory: u64,
    /// Seconds that this process may take.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: FILE_BYTES,
            entries: ENTRIES,
            total_bytes: TOTAL_BYTES,
            part_bytes: PART_BYTES,
            xml_depth: XML_DEPTH,
            cells: CELLS,
            stored_cells: STORED_CELLS,
            text_bytes: TEXT_BYTES,
            ranges: RANGES,
            repeats: REPEATS,
            memory: MEMORY,
            seconds: SECONDS,
        }
    }
}

impl Limits {
    /// Sets one, in the unit of its name.
    pub fn set(&mut self, limit: Limit, value: u32) {
        let (count, bytes) = (usize::try_from(value).unwrap_or(usize::MAX), u64::from(value) * MIB);
        match limit {
            Limit::FileMib => self.file_bytes = bytes,
            Limit::Parts => self.entries = count,
            Limit::UnpackedMib => self.total_bytes = bytes,
            Limit::PartMib => self.part_bytes = bytes,
            Limit::Depth => self.xml_depth = count,
            Limit::Cells => self.cells = count,
            Limit::StoredCells => self.stored_cells = count,
            Limit::TextMib => self.text_bytes = usize::try_from(bytes).unwrap_or(usize::MAX),
            Limit::Ranges => self.ranges = count,
            Limit::Repeats => self.repeats = value,
            Limit::MemoryMib => self.memory = bytes,
            Limit::Seconds => self.seconds = u64::from(value),
        }
    }

    /// The value of one, in the unit of its name.
    pub fn get(&self, limit: Limit) -> u64 {
        match limit {
            Limit::FileMib => self.file_bytes / MIB,
            Limit::Parts => self.entries as u64,
            Limit::UnpackedMib => self.total_bytes / MIB,
            Limit::PartMib => self.part_bytes / MIB,
            Limit::Depth => self.xml_depth as u64,
            Limit::Cells => self.cells as u64,
            Limit::StoredCells => self.stored_cells as u64,
            Limit::TextMib => self.text_bytes as u64 / MIB,
            Limit::Ranges => self.ranges as u64,
            Limit::Repeats => u64::from(self.repeats),
            Limit::MemoryMib => self.memory / MIB,
            Limit::Seconds => self.seconds,
        }
    }
}

/// One of the [`Limits`], as it is named on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Size of the file.
    FileMib,
    /// Parts of the package.
    Parts,
    /// All parts together, unpacked.
    UnpackedMib,
    /// One part, unpacked.
    PartMib,
    /// Nested XML elements.
    Depth,
    /// Cells with a value.
    Cells,
    /// Stored cells.
    StoredCells,
    /// Text of all cells.
    TextMib,
    /// Ranges of merges and validations.
    Ranges,
    /// Repetitions of one row.
    Repeats,
    /// Address space for an old format.
    MemoryMib,
    /// Time for an old format.
    Seconds,
}

impl Limit {
    /// All of them, in the order of their fields.
    pub const ALL: [Self; 12] = [
        Self::FileMib,
        Self::Parts,
        Self::UnpackedMib,
        Self::PartMib,
        Self::Depth,
        Self::Cells,
        Self::StoredCells,
        Self::TextMib,
        Self::Ranges,
        Self::Repeats,
        Self::MemoryMib,
        Self::Seconds,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::FileMib => "file-mib",
            Self::Parts => "parts",
            Self::UnpackedMib => "unpacked-mib",
            Self::PartMib => "part-mib",
            Self::Depth => "depth",
            Self::Cells => "cells",
            Self::StoredCells => "stored-cells",
            Self::TextMib => "text-mib",
            Self::Ranges => "ranges",
            Self::Repeats => "repeats",
            Self::MemoryMib => "memory-mib",
            Self::Seconds => "seconds",
        }
    }

    /// The limit of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|limit| limit.name() == name)
    }

    /// What a user can do where it is reached: twice as much is what is tried first.
    pub fn hint(self, limits: &Limits) -> String {
        format!("--limit {self}={} raises it", limits.get(self).max(1).saturating_mul(2))
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_is_set_and_read_by_its_name_alone() {
        for limit in Limit::ALL {
            assert_eq!(Limit::from_name(limit.name()), Some(limit));
            let mut limits = Limits::default();
            limits.set(limit, 7);
            let changed: Vec<Limit> =
                Limit::ALL.into_iter().filter(|l| limits.get(*l) != Limits::default().get(*l)).collect();
            assert_eq!((changed, limits.get(limit)), (vec![limit], 7));
        }
    }
}
