//! Records and fields, with their places in the text.

use super::super::cell::{Cell, Value};
use super::super::error::WorkbookError;
use super::super::limits::{Limit, Limits};
use super::super::package::{over, too_much};
use super::super::reference::{MAX_COLUMNS, MAX_ROWS};
use super::super::sheet_data::{Row, SheetData};

/// Where a field stands, its quotes included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it begins with a quote.
    pub(super) quoted: bool,
}

impl Span {
    /// Whether nothing stands there, not even quotes.
    pub(super) fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The field's text, its quotes undone. What follows a closing quote belongs to the field, as in Excel.
    pub(super) fn value(&self, text: &str) -> String {
        let written = &text[self.start..self.end];
        let Some(rest) = written.strip_prefix('"').filter(|_| self.quoted) else { return written.to_owned() };
        let mut value = String::with_capacity(rest.len());
        let mut from = 0;
        while let Some(at) = rest[from..].find('"') {
            value.push_str(&rest[from..from + at]);
            from += at + 1;
            if !rest[from..].starts_with('"') {
                value.push_str(&rest[from..]);
                return value;
            }
            value.push('"');
            from += 1;
        }
        value.push_str(&rest[from..]);
        value
    }
}

/// Calls `visit` with the number of each record, its fields, and where it ends before its line end. A blank line is a
/// record of one empty field. Returns the number of records, or that of the one whose quote is never closed.
pub(super) fn records(
    text: &str,
    delimiter: u8,
    mut visit: impl FnMut(u32, &[Span], usize),
) -> Result<u32, u32> {
    let bytes = text.as_bytes();
    let mut fields: Vec<Span> = Vec::new();
    let mut number = 0;
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let quoted = bytes[at] == b'"';
        if quoted {
            at = end_of_quotes(bytes, at).ok_or(number)?;
        }
        while at < bytes.len() && bytes[at] != delimiter && !matches!(bytes[at], b'\r' | b'\n') {
            at += 1;
        }
        fields.push(Span { start, end: at, quoted });
        if at < bytes.len() && bytes[at] == delimiter {
            at += 1;
            // A delimiter at the very end has an empty field behind it.
            if at < bytes.len() {
                continue;
            }
            fields.push(Span { start: at, end: at, quoted: false });
        }
        visit(number, &fields, at);
        fields.clear();
        number += 1;
        at += if bytes[at..].starts_with(b"\r\n") { 2 } else { usize::from(at < bytes.len()) };
    }
    Ok(number)
}

/// Behind the quote that closes the one at `at`.
fn end_of_quotes(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at + 1;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// The cells of a text: each record a row, each field that is not empty a cell.
pub(in super::super) fn read(text: &str, delimiter: u8, limits: &Limits) -> Result<SheetData, WorkbookError> {
    let mut data = SheetData::default();
    let mut widest = 0;
    let mut too_many_cells = false;
    let count = records(text, delimiter, |number, fields, _| {
        widest = widest.max(fields.len());
        too_many_cells |= data.cells.len() + fields.len() > limits.cells + MAX_COLUMNS as usize;
        if number >= MAX_ROWS || widest > MAX_COLUMNS as usize || too_many_cells {
            return;
        }
        let first = data.cells.len();
        for (column, field) in (0u32..).zip(fields) {
            let value = field.value(text);
            if !value.is_empty() {
                let cell = Cell { value: Some(Value::Text(value)), formula: false, style: 0 };
                data.cells.push((column, cell));
            }
        }
        let end = data.cells.len();
        if end > first {
            let at = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
            data.rows.push(Row { number, first: at(first), end: at(end), style: None, hidden: false });
        }
    })
    .map_err(|record| WorkbookError::UnclosedQuote { record: record + 1 })?;
    if count > MAX_ROWS {
        return Err(too_much("the number of records", u64::from(MAX_ROWS)));
    }
    if widest > MAX_COLUMNS as usize {
        return Err(too_much("the number of fields in a record", u64::from(MAX_COLUMNS)));
    }
    if too_many_cells || data.cells.len() > limits.cells {
        return Err(over(Limit::Cells, limits, "the number of filled cells", limits.cells as u64));
    }
    Ok(data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(text: &str) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        records(text, b',', |_, fields, _| found.push(fields.iter().map(|f| f.value(text)).collect()))
            .unwrap();
        found
    }

    #[test]
    fn blank_lines_are_records_and_the_last_line_end_opens_none() {
        assert_eq!(fields("a,b\r\n\r\nc\n"), [vec!["a", "b"], vec![""], vec!["c"]]);
        assert_eq!(fields("a\rb\r"), [["a"], ["b"]]);
        assert_eq!(fields("a,"), [["a", ""]]);
    }

    #[test]
    fn quotes_hold_delimiters_line_ends_and_quotes() {
        assert_eq!(fields("\"a,\r\nb\",\"say \"\"hi\"\"\",x\"y\"\n"), [["a,\r\nb", "say \"hi\"", "x\"y\""]]);
        assert_eq!(fields("\"a\"b,c"), [["ab", "c"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_an_error_with_its_record() {
        let error = read("a,b\n1,\"open\n2,x\n", b',', &Limits::default()).unwrap_err();
        assert!(matches!(error, WorkbookError::UnclosedQuote { record: 2 }));
    }

    #[test]
    fn more_records_or_fields_than_a_grid_has_are_an_error_not_a_cut() {
        let wide = ",".repeat(MAX_COLUMNS as usize);
        assert!(matches!(read(&wide, b',', &Limits::default()), Err(WorkbookError::TooMuch { .. })));
        let long = "x\n".repeat(MAX_ROWS as usize + 1);
        assert!(matches!(read(&long, b',', &Limits::default()), Err(WorkbookError::TooMuch { .. })));
        let blank = "\n".repeat(MAX_ROWS as usize);
        assert!(read(&blank, b',', &Limits::default()).unwrap().rows.is_empty());
    }

    proptest! {
        #[test]
        fn well_formed_text_reads_as_the_csv_crate_reads_it(
            rows in prop::collection::vec(prop::collection::vec("[a-c,\"\n\r ]{0,4}", 2..4), 1..6),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(fields(&text), rows);
        }
    }
}
