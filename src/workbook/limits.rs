//! How much of a file is taken in before it is refused.

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
        }
    }
}
