//! Reads a workbook, and writes answers into it, with nothing else of the tool around: for the time and the memory of the
//! workbook layer alone, beside a bare streaming read of the same file.
//!
//! `cargo run --release --example workbook_layer -- bare|open|splice|fill FILE.xlsx`
//!
//! `bare` streams the cells through calamine and forgets them; `open` opens and indexes the file; `splice` writes an answer
//! into a row of ten as well, checked as every edit is; `fill` into every row.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a script, not the library")]

use std::io::BufReader;

use calamine::{Reader, Xlsx};
use trustfill::workbook::{CellRef, Edit, EditOptions, Format, Limits, NewValue, Workbook};

/// The column that answers are written into, of the forms that `benches/compare/make_forms.py` makes.
const ANSWER: u32 = 3;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut given = std::env::args().skip(1);
    let (Some(job), Some(path)) = (given.next(), given.next()) else {
        return Err("usage: workbook_layer bare|open|splice|fill FILE.xlsx".into());
    };
    let every = match job.as_str() {
        "bare" => {
            println!("{} cells", bare(&path)?);
            return Ok(());
        }
        "open" => None,
        "splice" => Some(10),
        "fill" => Some(1),
        other => return Err(format!("`{other}` is no job").into()),
    };
    let workbook = Workbook::open(std::fs::read(&path)?, Format::Xlsx, &Limits::default())?;
    let mut cells = 0;
    let mut edits = Vec::new();
    for sheet in workbook.sheets() {
        for (at, (row, _)) in sheet.rows().enumerate() {
            cells += sheet.row(row).len();
            if at > 0 && every.is_some_and(|every| at % every == 0) {
                let (sheet, cell) = (sheet.name().to_owned(), CellRef::new(row, ANSWER));
                edits.push(Edit { sheet, cell, value: NewValue::Text("Yes".into()), fill: None });
            }
        }
    }
    let bytes = if every.is_some() { workbook.edit(&edits, &EditOptions::default())?.bytes.len() } else { 0 };
    println!("{cells} cells, {} edits, {bytes} bytes", edits.len());
    Ok(())
}

/// The cells of all sheets, each seen once and forgotten.
fn bare(path: &str) -> Result<usize, Box<dyn std::error::Error>> {
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(std::fs::File::open(path)?))?;
    let mut cells = 0;
    for name in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&name)?;
        while let Some(cell) = reader.next_cell()? {
            std::hint::black_box(&cell);
            cells += 1;
        }
    }
    Ok(cells)
}
