//! One cell of a table: its value by its type, its text by its paragraphs.

use super::super::super::edit::LONGEST_TEXT;
use super::super::super::error::WorkbookError;
use super::super::super::reference::{MAX_COLUMNS, MAX_ROWS};
use super::super::super::xml::{Node, Tag, Walk};
use super::super::model::{Cell, NumberLook, Value};
use super::content::count;

/// Serial numbers below this lie before the day that spreadsheets count wrongly; such a date stays text.
const FIRST_SURE_DAY: f64 = 61.0;
const SECONDS_A_DAY: f64 = 86_400.0;
/// Characters read of one cell; the writer cuts to what a cell holds.
const MOST_TEXT: usize = 4 * LONGEST_TEXT;

/// What a cell says.
pub(super) struct Read {
    pub(super) cell: Cell,
    pub(super) repeated: u32,
    pub(super) style: Option<String>,
    pub(super) validation: Option<String>,
    /// Rows and columns.
    pub(super) spans: (u32, u32),
}

/// Reads the cell that was just opened, to its end.
pub(super) fn read(walk: &mut Walk<'_>, tag: &Tag<'_>) -> Result<Read, WorkbookError> {
    let mut read = Read { cell: Cell::default(), repeated: 1, style: None, validation: None, spans: (1, 1) };
    let (mut kind, mut written, mut error) = (String::new(), None, false);
    for attribute in tag.attributes() {
        let (key, value) = attribute?;
        match key {
            "office:value-type" => kind = value.into_owned(),
            "office:value"
            | "office:date-value"
            | "office:time-value"
            | "office:boolean-value"
            | "office:string-value" => written = Some(value.into_owned()),
            "calcext:value-type" => error = &*value == "error",
            "table:formula" => read.cell.formula = true,
            "table:style-name" => read.style = Some(value.into_owned()),
            "table:content-validation-name" => read.validation = Some(value.into_owned()),
            "table:number-columns-repeated" => read.repeated = count(&value, MAX_COLUMNS),
            "table:number-rows-spanned" => read.spans.0 = count(&value, MAX_ROWS),
            "table:number-columns-spanned" => read.spans.1 = count(&value, MAX_COLUMNS),
            _ => {}
        }
    }
    let text = paragraphs(walk, tag)?;
    if error {
        read.cell.value = Some(Value::Error(known_error(&text)));
        return Ok(read);
    }
    let number = || written.as_deref().and_then(|value| value.trim().parse::<f64>().ok());
    let (value, look) = match kind.as_str() {
        "float" | "currency" => (number().map(Value::Number), NumberLook::General),
        "percentage" => (number().map(Value::Number), NumberLook::Percent),
        "boolean" => (written.as_deref().map(|value| Value::Bool(value == "true")), NumberLook::General),
        "date" => match written.as_deref().and_then(serial) {
            Some(day) if day.fract() == 0.0 => (Some(Value::Number(day)), NumberLook::Date),
            Some(day) => (Some(Value::Number(day)), NumberLook::DateTime),
            None => (None, NumberLook::General),
        },
        "time" => (written.as_deref().and_then(duration).map(Value::Number), NumberLook::Time),
        _ => (written.clone().map(Value::Text), NumberLook::General),
    };
    read.cell.value = value.or_else(|| (!text.is_empty()).then_some(Value::Text(text)));
    read.cell.look.number = look;
    Ok(read)
}

/// The paragraphs of a cell, a line each; notes and drawings in it are passed over.
fn paragraphs(walk: &mut Walk<'_>, tag: &Tag<'_>) -> Result<String, WorkbookError> {
    let mut text = String::new();
    let mut first = true;
    while let Some(node) = walk.inside(tag)? {
        match node {
            Node::Open(child) if child.local() == "p" || child.local() == "h" => {
                if !first {
                    text.push('\n');
                }
                first = false;
                paragraph(walk, &child, &mut text)?;
            }
            Node::Open(child) => walk.skip(&child)?,
            Node::Close | Node::Text(_) | Node::Eof => {}
        }
    }
    Ok(text)
}

fn paragraph(walk: &mut Walk<'_>, tag: &Tag<'_>, text: &mut String) -> Result<(), WorkbookError> {
    // Line ends and runs of blanks in the XML stand for one blank, and for none at the start; what is more has elements
    // of its own.
    let mut blank = true;
    while let Some(node) = walk.inside(tag)? {
        match node {
            Node::Open(child) => match child.local() {
                "s" => {
                    let blanks = child.attribute("text:c")?.map_or(1, |blanks| count(&blanks, u32::MAX));
                    let blanks = usize::try_from(blanks).unwrap_or(usize::MAX).min(MOST_TEXT);
                    push(text, &" ".repeat(blanks));
                    blank = false;
                }
                "tab" => push(text, "\t"),
                "line-break" => push(text, "\n"),
                "annotation" | "note" | "frame" | "ruby-text" => walk.skip(&child)?,
                _ => {}
            },
            Node::Text(more) => {
                let mut kept = String::with_capacity(more.len());
                for c in more.chars() {
                    let is_blank = matches!(c, ' ' | '\t' | '\n' | '\r');
                    if !is_blank {
                        kept.push(c);
                    } else if !blank {
                        kept.push(' ');
                    }
                    blank = is_blank;
                }
                push(text, &kept);
            }
            Node::Close | Node::Eof => {}
        }
    }
    Ok(())
}

fn push(text: &mut String, more: &str) {
    if text.len() + more.len() <= MOST_TEXT {
        text.push_str(more);
    }
}

/// `2026-11-23` or `2026-11-23T10:30:00` as a serial number.
fn serial(text: &str) -> Option<f64> {
    let time: jiff::civil::DateTime = text.trim().parse().ok()?;
    let days = jiff::civil::date(1899, 12, 30).until(time.date()).ok()?.get_days();
    let midnight = time.date().to_datetime(jiff::civil::Time::midnight());
    let seconds = midnight.until(time).ok()?.total(jiff::Unit::Second).ok()?;
    let serial = f64::from(days) + seconds / SECONDS_A_DAY;
    (serial >= FIRST_SURE_DAY).then_some(serial)
}

/// `PT10H30M00S` as a part of a day.
fn duration(text: &str) -> Option<f64> {
    let mut seconds = 0.0;
    let mut rest = text.trim().strip_prefix("PT")?;
    while let Some(end) = rest.find(['H', 'M', 'S']) {
        let number: f64 = rest[..end].replace(',', ".").parse().ok()?;
        seconds += number
            * match rest.as_bytes().get(end) {
                Some(b'H') => 3600.0,
                Some(b'M') => 60.0,
                _ => 1.0,
            };
        rest = &rest[end + 1..];
    }
    Some(seconds / SECONDS_A_DAY)
}

fn known_error(text: &str) -> &'static str {
    ["#N/A", "#REF!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"]
        .into_iter()
        .find(|error| text.trim() == *error)
        .unwrap_or("#VALUE!")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_become_serial_numbers() {
        assert_eq!(serial("2023-03-15"), Some(45_000.0));
        assert_eq!(serial("2023-03-15T18:00:00"), Some(45_000.75));
        assert_eq!((serial("1899-12-31"), serial("soon")), (None, None));
        assert_eq!(duration("PT12H00M00S"), Some(0.5));
        assert_eq!(duration("P1D"), None);
    }
}
