//! Small things drawn from bytes: cells, values, options of an edit.

use arbitrary::{Result, Unstructured};
use trustfill::workbook::{
    AddedColumn, CellRef, Edit, EditOptions, MAX_COLUMNS, MAX_ROWS, NewValue, Rgb, Workbook,
};

/// Most edits of a case: enough for several in a row, few enough for quick cases.
const MOST_EDITS: usize = 6;
/// Rows and columns from which cells beside the stored ones are drawn.
const NEAR: (u32, u32) = (12, 9);

/// Texts that a writer may get wrong.
pub const ODD_TEXTS: [&str; 18] = [
    "",
    "Yes.",
    " blank at both ends ",
    "two\nlines",
    "carriage\r\nreturn\rs",
    "a\ttab",
    "=1+1",
    "+49 30",
    "-",
    "@SUM(A1)",
    "\"quoted\", and more",
    "<b>&amp;</b> ]]>",
    "_x000D_ _x005F_ _xD800_",
    "å ä ö 漢 🔒 e\u{301}",
    "control \u{1b}[31m \u{0} \u{ffff}",
    "1e5",
    "TRUE",
    "\u{feff}mark",
];

/// A text: an odd one, or the bytes as they come.
pub fn text(u: &mut Unstructured<'_>) -> Result<String> {
    if u.ratio(3u8, 4u8)? {
        return Ok((*u.choose(&ODD_TEXTS)?).to_owned());
    }
    let length = u.int_in_range(0..=24usize)?.min(u.len());
    Ok(String::from_utf8_lossy(u.bytes(length)?).into_owned())
}

/// A value.
pub fn value(u: &mut Unstructured<'_>) -> Result<NewValue> {
    Ok(match u.int_in_range(0..=5u8)? {
        0 => NewValue::Number(*u.choose(&[
            0.0,
            -0.0,
            1.0,
            1e300,
            -2.5e-300,
            0.1,
            45_000.5,
            f64::NAN,
            f64::INFINITY,
        ])?),
        1 => NewValue::Bool(u.arbitrary()?),
        _ => NewValue::Text(text(u)?.into()),
    })
}

/// A cell of a sheet: a stored one, one near them, or one at an edge of the grid.
pub fn cell(u: &mut Unstructured<'_>, stored: &[CellRef]) -> Result<CellRef> {
    Ok(match u.int_in_range(0..=9u8)? {
        0..=3 if !stored.is_empty() => *u.choose(stored)?,
        9 => *u.choose(&[
            CellRef::new(MAX_ROWS - 1, MAX_COLUMNS - 1),
            CellRef::new(MAX_ROWS - 1, 0),
            CellRef::new(0, MAX_COLUMNS - 1),
            CellRef::new(MAX_ROWS, 0),
            CellRef::new(u32::MAX, u32::MAX),
        ])?,
        _ => CellRef::new(u.int_in_range(0..=NEAR.0)?, u.int_in_range(0..=NEAR.1)?),
    })
}

/// Edits of a workbook, and how they are made.
pub fn edits(u: &mut Unstructured<'_>, workbook: &Workbook) -> Result<(Vec<Edit>, EditOptions)> {
    let mut edits = Vec::new();
    let mut options =
        EditOptions { fit_rows: u.arbitrary()?, overwrite_formulas: u.arbitrary()?, added: Vec::new() };
    let sheets = workbook.sheets();
    if sheets.is_empty() {
        return Ok((edits, options));
    }
    for _ in 0..u.int_in_range(1..=MOST_EDITS)? {
        let sheet = u.choose(sheets)?;
        let stored: Vec<CellRef> = sheet
            .rows()
            .flat_map(|(row, cells)| cells.iter().map(move |(column, _)| CellRef::new(row, *column)))
            .take(200)
            .collect();
        let fill = if u.ratio(1u8, 5u8)? { Some(Rgb(255, 217, 102)) } else { None };
        edits.push(Edit { sheet: sheet.name().to_owned(), cell: cell(u, &stored)?, value: value(u)?, fill });
    }
    if u.ratio(1u8, 5u8)? {
        let (sheet, column) = (u.choose(sheets)?.name().to_owned(), u.int_in_range(0..=12u32)?);
        options.added.push(AddedColumn { sheet, column, width: u.int_in_range(5..=80)? });
    }
    Ok((edits, options))
}
