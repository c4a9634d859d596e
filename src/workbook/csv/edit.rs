//! Fields replaced in the text of a file; every byte beside them stays.

use std::collections::BTreeMap;

use super::super::edit::NewValue;
use super::super::error::WorkbookError;
use super::super::reference::CellRef;
use super::records::records;
use super::sniff::Dialect;

/// The text with the fields replaced. A record that is too short for a field is padded with delimiters.
pub(in super::super) fn splice(
    text: &str,
    dialect: Dialect,
    fields: &BTreeMap<CellRef, String>,
) -> Result<String, WorkbookError> {
    let mut out = String::with_capacity(text.len() + fields.len() * 64);
    let mut copied = 0;
    let mut next = fields.iter().peekable();
    let count = records(text, dialect.delimiter, |number, spans, end| {
        while let Some((cell, value)) = next.next_if(|(cell, _)| cell.row == number) {
            let written = written(value, dialect);
            if let Some(span) = spans.get(cell.column as usize) {
                out.push_str(&text[copied..span.start]);
                out.push_str(&written);
                copied = span.end;
                // With nothing between them, the ends of two lines would become the end of one.
                if written.is_empty() && out.ends_with('\r') && text[copied..].starts_with('\n') {
                    out.push_str("\"\"");
                }
            } else {
                // Fields before this one may have padded the record already.
                let first_missing = spans.len();
                out.push_str(&text[copied..end]);
                copied = end;
                let there = fields
                    .range(..*cell)
                    .next_back()
                    .filter(|(before, _)| before.row == number)
                    .map_or(first_missing, |(before, _)| first_missing.max(before.column as usize + 1));
                let missing = cell.column as usize + 1 - there;
                out.extend(std::iter::repeat_n(char::from(dialect.delimiter), missing));
                out.push_str(&written);
            }
        }
    })
    .map_err(|record| WorkbookError::UnclosedQuote { record: record + 1 })?;
    if let Some((cell, _)) = next.next() {
        debug_assert!(cell.row >= count);
        return Err(WorkbookError::NoSuchRecord { record: cell.row + 1 });
    }
    out.push_str(&text[copied..]);
    Ok(out)
}

/// The text that a field will hold for a value whose text is plain: what a reader gets back.
pub(in super::super) fn field_text(value: &NewValue) -> String {
    match value {
        NewValue::Text(text) => {
            // A spreadsheet takes such a field for a formula (OWASP, CSV injection).
            if text.starts_with(['=', '+', '-', '@', '\t', '\n']) {
                format!("'{text}")
            } else {
                text.to_string()
            }
        }
        NewValue::Number(number) => number.to_string(),
        NewValue::Bool(true) => "TRUE".to_owned(),
        NewValue::Bool(false) => "FALSE".to_owned(),
    }
}

/// Byte order marks, the last three as the Western code page reads those of UTF-8 and UTF-16. A file that begins with one is read
/// in that encoding, and without the mark.
const MARKS: [&str; 4] = ["\u{feff}", "\u{ef}\u{bb}\u{bf}", "\u{ff}\u{fe}", "\u{fe}\u{ff}"];

/// The field as the file writes it.
fn written(text: &str, dialect: Dialect) -> String {
    let blank_at_end = text.starts_with(' ') || text.ends_with(' ');
    let needs_quotes = dialect.quotes_all
        || blank_at_end
        || MARKS.iter().any(|mark| text.starts_with(mark))
        || text.bytes().any(|b| b == dialect.delimiter || matches!(b, b'"' | b'\n' | b'\r'));
    if needs_quotes { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
