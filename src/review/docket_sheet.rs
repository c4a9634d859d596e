//! The hidden sheet that carries the docket through programs that sort, re-save and re-encode a review workbook.
//!
//! Row 1 holds the word "seal" and the seal; every row below a line of the docket's text, in as many cells as it needs.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::read::ReadError;
use super::reviewed::Shown;
use super::write::WriteError;
use crate::respond::{Docket, DocketFrame, DocketRow, DocketSeal, Response};
use crate::workbook::{CellRef, Sheet, Stream, Workbook};

/// Name of the sheet.
pub(super) const DOCKET_SHEET: &str = "Docket";
/// What stands before the seal.
const SEAL: &str = "seal";
/// Characters of a line that one cell takes, well below the 32,767 that Excel allows.
const PIECE: usize = 30_000;

/// Makes the sheet, without its rows. It stands behind the others and is hidden, not locked away: whoever wants to see it may.
pub(super) fn set_up(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(DOCKET_SHEET)?;
    sheet.set_hidden(true);
    Ok(())
}

/// Writes the rows of the sheet; `shown` is what each row of the response showed. The seal stands above what it is made of:
/// every line is made twice, which takes less than holding them all.
pub(super) fn stream(
    stream: &mut Stream,
    part: &str,
    response: &Response<'_>,
    frame: &DocketFrame,
    shown: &[Shown],
) -> Result<(), WriteError> {
    let mut seal = DocketSeal::default();
    let mut lines = 0;
    let mut columns = 2;
    let mut each = |line: String| {
        seal.add(&line);
        lines += 1;
        columns = pieces(&line).len().max(columns);
        Ok(())
    };
    each_line(response, frame, shown, &mut each)?;
    let corner = CellRef::new(lines, u32::try_from(columns - 1).unwrap_or(u32::MAX));
    stream.rows(part, &format!("A1:{corner}"), 0, |rows| {
        rows.begin(0, None, false);
        rows.text(0, 0, SEAL);
        rows.text(1, 0, &seal.finish());
        rows.end()?;
        let mut at = 0;
        each_line(response, frame, shown, &mut |line| {
            at += 1;
            rows.begin(at, None, false);
            for (column, piece) in (0u16..).zip(pieces(&line)) {
                rows.text(column, 0, piece);
            }
            Ok(rows.end()?)
        })
    })
}

fn each_line(
    response: &Response<'_>,
    frame: &DocketFrame,
    shown: &[Shown],
    take: &mut dyn FnMut(String) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    take(frame.head.line()?)?;
    for (row, shown) in response.rows.iter().zip(shown) {
        take(DocketRow { shown: shown.columns(), ..frame.row(row) }.line()?)?;
    }
    Ok(())
}

/// Cuts a line where no blank stands on either side, as far as there is such a place: some programs drop blanks at the ends
/// of a cell.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while rest.len() > PIECE {
        let bytes = rest.as_bytes();
        let solid = |at: &usize| bytes[*at] != b' ' && bytes[*at - 1] != b' ';
        let end = (1..=PIECE).rev().find(solid).unwrap_or(PIECE);
        let (piece, behind) = rest.split_at(end);
        pieces.push(piece);
        rest = behind;
    }
    pieces.push(rest);
    pieces
}

/// Whether a workbook has the sheet, with a seal on it or too large to see.
pub(super) fn is_there(workbook: &Workbook) -> bool {
    let sealed = |sheet: &Sheet| sheet.text(CellRef::new(0, 0)) == SEAL;
    workbook.sheet(DOCKET_SHEET).is_some_and(|sheet| sealed(sheet) || sheet.unread().is_some())
}

/// Reads the docket of a review workbook.
///
/// # Errors
/// [`ReadError::NoDocket`] where the sheet is missing, [`ReadError::DocketUnread`] where it is over a limit or damaged, [`ReadError::Docket`] where it was changed.
pub(super) fn read(workbook: &Workbook) -> Result<Docket, ReadError> {
    let sheet = workbook.sheet(DOCKET_SHEET).ok_or(ReadError::NoDocket)?;
    let text = |row: u32, column: u32| sheet.text(CellRef::new(row, column)).into_owned();
    if text(0, 0) != SEAL {
        return Err(match sheet.unread() {
            // The last hint of a limit is the flag that raises it.
            Some(error) => ReadError::DocketUnread {
                why: error.to_string(),
                hint: error.hints().pop().unwrap_or_default(),
            },
            None => ReadError::NoDocket,
        });
    }
    let lines: Vec<String> =
        sheet.rows().filter(|(row, _)| *row > 0).map(|(row, _)| line(sheet, row)).collect();
    // A program may keep empty rows below the last one.
    let lines: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    Ok(Docket::from_text(&lines.join("\n"), &text(0, 1))?)
}

fn line(sheet: &Sheet, row: u32) -> String {
    sheet.row(row).iter().map(|(column, _)| sheet.text(CellRef::new(row, *column)).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_where_no_blank_is_lost() {
        let line = format!("{}{}", "x".repeat(PIECE - 2), " yy z ".repeat(20_000));
        let pieces = pieces(&line);
        assert_eq!(pieces.concat(), line);
        assert!(pieces.iter().all(|piece| piece.len() <= PIECE));
        let inner = pieces.iter().skip(1).all(|piece| !piece.starts_with(' '));
        assert!(inner && pieces.iter().rev().skip(1).all(|piece| !piece.ends_with(' ')));
    }
}
