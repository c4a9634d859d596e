//! Rows that go into a sheet one after the other, packed as they come: a workbook whose cells are all held until it is saved
//! takes a multiple of its text, of a long form gigabytes.
//!
//! Everything else of the workbook is made beforehand, with its sheets empty below the headers.

use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::{ZipArchive, ZipWriter};

use super::edit::{inline, plain};
use super::reference::CellRef;

/// Text that is packed at once; rows are some hundred bytes to some kilobytes.
const PACKED_AT_ONCE: usize = 64 << 10;
/// How hard the rows are packed. A review workbook is read on one machine and seldom sent: a third more time for each further
/// level saves a few per cent.
const DEFLATE_LEVEL: i64 = 4;

/// Why rows do not go into a workbook.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The package cannot be written.
    #[error(transparent)]
    Package(#[from] ZipError),
    /// A part cannot be read or written.
    #[error(transparent)]
    Part(#[from] std::io::Error),
    /// The workbook that was made beforehand lacks what rows need.
    #[error("the empty workbook has no {0}")]
    Lacks(&'static str),
}

/// A workbook whose rows are on their way.
pub(crate) struct Stream {
    empty: ZipArchive<Cursor<Vec<u8>>>,
    out: ZipWriter<Cursor<Vec<u8>>>,
}

/// The name of the part of a sheet, by its place among the sheets, from 0.
pub(crate) fn part(place: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", place + 1)
}

impl Stream {
    /// Copies all parts but those that get rows.
    pub(crate) fn begin(empty: Vec<u8>, streamed: &[String]) -> Result<Self, StreamError> {
        let mut empty = ZipArchive::new(Cursor::new(empty))?;
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..empty.len() {
            let file = empty.by_index_raw(index)?;
            let name = file.name()?.into_owned();
            if !streamed.contains(&name) {
                out.raw_copy_file(file)?;
            }
        }
        Ok(Self { empty, out })
    }

    /// The numbers of the formats that the first `count` cells of a row have, from 0, before its rows come.
    pub(crate) fn formats(&mut self, part: &str, row: u32, count: u32) -> Result<Vec<u32>, StreamError> {
        let text = self.text(part)?;
        let format = |column: u32| {
            let (_, rest) = text.split_once(&format!("<c r=\"{}\" s=\"", CellRef::new(row, column)))?;
            rest.split_once('"')?.0.parse().ok()
        };
        (0..count).map(|column| format(column).ok_or(StreamError::Lacks("formats"))).collect()
    }

    /// The text of a part as it is before its rows come.
    fn text(&mut self, part: &str) -> Result<String, StreamError> {
        let mut text = String::new();
        self.empty.by_name(part)?.read_to_string(&mut text)?;
        Ok(text)
    }

    /// Writes a part with its rows: `range` is what they cover, and of those in the empty sheet the first `kept` stay.
    pub(crate) fn rows<T, E: From<StreamError>>(
        &mut self,
        part: &str,
        range: &str,
        kept: usize,
        write: impl FnOnce(&mut Rows<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        const DATA: &str = "<sheetData>";
        const END: &str = "</sheetData>";
        const ROW_END: &str = "</row>";
        let text = self.text(part)?.replacen("<sheetData/>", &format!("{DATA}{END}"), 1);
        let place = |found: Option<usize>| found.ok_or(StreamError::Lacks("rows"));
        let data = place(text.find(DATA))? + DATA.len();
        let end = place(text.find(END))?;
        let head = &text[data..end];
        let own = match kept.checked_sub(1) {
            Some(last) => place(head.match_indices(ROW_END).nth(last).map(|(at, _)| at))? + ROW_END.len(),
            None => 0,
        };
        let options = {
            let file = self.empty.by_name(part).map_err(StreamError::from)?;
            file.options().compression_level(Some(DEFLATE_LEVEL))
        };
        self.out.start_file(part, options).map_err(StreamError::from)?;
        let mut rows = Rows { out: &mut self.out, buffer: dimensioned(&text[..data], range), line: 0 };
        rows.buffer.push_str(&head[..own]);
        let written = write(&mut rows)?;
        rows.buffer.push_str(&text[end..]);
        rows.pack()?;
        Ok(written)
    }

    /// The workbook.
    pub(crate) fn finish(self) -> Result<Vec<u8>, StreamError> {
        Ok(self.out.finish()?.into_inner())
    }
}

/// The head of a sheet's part with another range of cells in use.
fn dimensioned(head: &str, range: &str) -> String {
    const DIMENSION: &str = "<dimension ref=\"";
    let found = head.split_once(DIMENSION).and_then(|(before, rest)| Some((before, rest.split_once('"')?)));
    match found {
        Some((before, (_, behind))) => format!("{before}{DIMENSION}{range}\"{behind}"),
        None => head.to_owned(),
    }
}

/// Where rows go. Their cells come in the order of their columns.
pub(crate) struct Rows<'a> {
    out: &'a mut ZipWriter<Cursor<Vec<u8>>>,
    buffer: String,
    /// The row, from 0.
    line: u32,
}

impl Rows<'_> {
    /// Begins a row, from 0, with its height in points, and whether it can be folded away.
    pub(crate) fn begin(&mut self, line: u32, height: Option<f64>, folds: bool) {
        self.line = line;
        self.buffer.push_str(&format!("<row r=\"{}\"", u64::from(line) + 1));
        if let Some(height) = height {
            self.buffer.push_str(&format!(" ht=\"{height}\" customHeight=\"1\""));
        }
        self.buffer.push_str(if folds { " outlineLevel=\"1\">" } else { ">" });
    }

    /// Writes a text; of a cell without any its format alone. Characters that no cell holds are left out: what comes back is
    /// the text that a reader gets.
    pub(crate) fn text(&mut self, column: u16, format: u32, text: &str) -> String {
        self.cell(column, format);
        let held = plain(text);
        if held.is_empty() {
            self.buffer.push_str("/>");
        } else {
            self.buffer.push_str(" t=\"inlineStr\">");
            self.buffer.push_str(&inline(&held));
            self.buffer.push_str("</c>");
        }
        held
    }

    /// Writes a number, which is finite.
    pub(crate) fn number(&mut self, column: u16, format: u32, number: f64) {
        self.cell(column, format);
        self.buffer.push_str(&format!("><v>{number}</v></c>"));
    }

    fn cell(&mut self, column: u16, format: u32) {
        self.buffer.push_str(&format!("<c r=\"{}\"", CellRef::new(self.line, column.into())));
        if format > 0 {
            self.buffer.push_str(&format!(" s=\"{format}\""));
        }
    }

    /// Ends the row.
    pub(crate) fn end(&mut self) -> Result<(), StreamError> {
        self.buffer.push_str("</row>");
        if self.buffer.len() >= PACKED_AT_ONCE { self.pack() } else { Ok(()) }
    }

    fn pack(&mut self) -> Result<(), StreamError> {
        self.out.write_all(self.buffer.as_bytes())?;
        self.buffer.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook as Empty;

    use super::*;
    use crate::workbook::{Format, Limits, Value, Workbook};

    fn streamed(kept: usize, write: impl FnOnce(&mut Rows<'_>) -> Result<(), StreamError>) -> Workbook {
        let mut empty = Empty::new();
        let sheet = empty.add_worksheet();
        sheet.write_string(0, 0, "header").unwrap();
        sheet.write_string(1, 0, "goes").unwrap();
        empty.add_worksheet().write_string(0, 0, "another sheet").unwrap();
        let name = part(0);
        let mut stream = Stream::begin(empty.save_to_buffer().unwrap(), std::slice::from_ref(&name)).unwrap();
        stream.rows(&name, "A1:B3", kept, write).unwrap();
        Workbook::open(stream.finish().unwrap(), Format::Xlsx, &Limits::default()).unwrap()
    }

    #[test]
    fn rows_stand_below_the_header_and_other_sheets_stay() {
        let workbook = streamed(1, |rows| {
            rows.begin(1, Some(16.5), true);
            assert_eq!(rows.text(0, 0, " a <b> & _x0041_\r\nc\u{1} "), " a <b> & _x0041_\nc ");
            rows.number(1, 0, 0.25);
            rows.end()?;
            rows.begin(2, None, false);
            rows.text(0, 0, "");
            rows.end()
        });
        let sheets = workbook.sheets();
        let text = |row, column| sheets[0].text(CellRef::new(row, column)).into_owned();
        assert_eq!(text(0, 0), "header");
        assert_eq!(text(1, 0), " a <b> & _x0041_\nc ");
        let number = sheets[0].cell(CellRef::new(1, 1)).and_then(|cell| cell.value.clone());
        assert_eq!(number, Some(Value::Number(0.25)));
        assert_eq!(text(2, 0), "");
        assert_eq!(sheets[1].text(CellRef::new(0, 0)), "another sheet");
    }

    #[test]
    fn a_sheet_can_lose_all_rows_that_it_had() {
        let workbook = streamed(0, |rows| {
            rows.begin(0, None, false);
            rows.text(0, 0, "first");
            rows.end()
        });
        let sheet = &workbook.sheets()[0];
        assert_eq!(sheet.text(CellRef::new(0, 0)), "first");
        assert_eq!(sheet.text(CellRef::new(1, 0)), "");
    }
}
